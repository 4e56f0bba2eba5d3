import { afterAll, beforeAll, expect, test } from 'vitest';
import { routesOf } from '../../src/app.tsx';
import { openDocuments } from '../../src/platform/documents/documents.ts';
import type { Server } from '../../src/platform/http/server.ts';
import { ask, inTurn } from './asking.ts';
import { type Compositions, openCompositions } from './composition.ts';
import { fillPath } from './requests.ts';
import { canary, followedCanary, quietCanary, type Things, type World } from './world.ts';

/** Stands in every field of the protected collaboration, and nowhere else. */
const planted = 'kanarieskydd';
/** Every channel, by what its answers are. */
const channels = ['page', 'file', 'picture', 'search', 'history', 'error'] as const;
type Channel = (typeof channels)[number];

let compositions: Compositions;
let world: World;
let server: Server;
const logged: string[] = [];
const routes = routesOf({ origin: 'http://localhost', demo: true, documents: openDocuments({ styles: '' }) }, true);
const reading = routes.filter((route) => route.method === 'GET');
const writing = routes.filter((route) => route.method === 'POST');

/** What a field may not hold: one of a few words, a code or a hash. */
const fields: { readonly table: string; readonly column: string; readonly rows: number }[] = [];
const refused: string[] = [];

/** In every text of every row of the collaboration, also in what the history keeps. */
async function plant(): Promise<void> {
  const { unbound } = world;
  const id = world.protected.collaboration;
  await unbound.query("set session_replication_role = 'replica'");
  const columns = await unbound.query<{ table: string; column: string; type: string; key: string }>(`
    select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type,
      case c.relname when 'collaboration' then 'id' else 'collaboration_id' end as key
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attgenerated = ''
      and format_type(a.atttypid, null) in ('text', 'jsonb')
      and (c.relname = 'collaboration' or exists (
        select from pg_attribute k where k.attrelid = c.oid and k.attname = 'collaboration_id'))
    order by 1, a.attnum`);
  for (const { table, column, type, key } of columns.rows) {
    // Words that are keys elsewhere; what the history says happened is no content.
    // A letter is where words come to, not where they are kept; the log of who has read holds names and addresses.
    if (table === 'mail' || table === 'access_record') continue;
    if (/^(chain|verb|subject_type|retention_rule|snapshot_hash|file_hash|unit|area_code)$/.test(column)) continue;
    const set =
      type === 'text'
        ? `"${column}" = "${column}" || ' ${planted}'`
        : `"${column}" = replace("${column}"::text, '${canary}', '${planted}')::jsonb`;
    try {
      const done = await unbound.query(`update "${table}" set ${set} where "${key}" = $1`, [id]);
      if (done.rowCount) fields.push({ table, column, rows: done.rowCount });
    } catch {
      // A check says which words it may hold.
      refused.push(`${table}.${column}`);
    }
  }
  await unbound.query("set session_replication_role = 'origin'");
}

const channelOf = (address: string, status: number): Channel => {
  if (status >= 400) return 'error';
  if (address.startsWith('/search')) return 'search';
  if (/\/history/.test(address)) return 'history';
  if (/\.(svg|png)$|\/(svg|png)(\/|$)|\/pictures?\//.test(address)) return 'picture';
  if (/\.(csv|xlsx|json)$|\/(csv|pdf|archive-pdf|word|json|xlsx)$|\/content$/.test(address)) return 'file';
  return 'page';
};

interface Found {
  readonly channel: Channel;
  readonly address: string;
  readonly word: string;
}
interface Crawl {
  readonly asked: number;
  readonly by: Readonly<Record<Channel, number>>;
  readonly found: readonly Found[];
}

/** Everything that leads anywhere on this site. */
const linksOf = (body: string): readonly string[] =>
  [...body.matchAll(/\s(?:href|src|action)="(\/[^"#]*)/g)]
    .map(([, link = '']) => link.replaceAll('&amp;', '&'))
    .filter((link) => !link.startsWith('/assets/') && link !== '/sign-out');

/** What the things are called in addresses that somebody may guess, have been sent or remember. */
function addressesOf(things: Things): readonly string[] {
  return reading.flatMap((route) =>
    ['first', 'second', 'leading'].flatMap((party) => {
      if (!route.path.includes(':collaboration')) return [];
      try {
        return [fillPath(route, { ...things, token: 'a'.repeat(43) }, party)];
      } catch {
        return [];
      }
    }),
  );
}

/** Follows every link from the start page, and asks besides for what it would not be shown. */
async function crawl(cookie: string | undefined, more: readonly string[], words: readonly string[]): Promise<Crawl> {
  const seen = new Set<string>();
  // Choices put together in every way would never end; what they lead to is the same.
  const variants = new Map<string, number>();
  const kinds = new Map<string, number>();
  const isNew = (address: string): boolean => {
    if (seen.has(address)) return false;
    seen.add(address);
    const [path = '', query] = address.split('?');
    // Asked for by itself, or one of a few of its kind: what a page shows does not hang on which of twenty goals it is of.
    if (more.includes(address)) return true;
    const kind = path.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, ':id');
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    if ((kinds.get(kind) ?? 0) > 4) return false;
    if (query === undefined || path === '/search') return true;
    variants.set(path, (variants.get(path) ?? 0) + 1);
    return (variants.get(path) ?? 0) <= 3;
  };
  const found: Found[] = [];
  const by: Record<Channel, number> = { page: 0, file: 0, picture: 0, search: 0, history: 0, error: 0 };
  const { house } = compositions;
  let asked = 0;
  let next = ['/', '/account', '/organisations', '/introduction', ...more];
  while (next.length > 0) {
    const now = next.filter(isNew);
    asked += now.length;
    next = await inTurn(now, async (address) => {
      const answer = await ask(server, house.now, 'GET', address, cookie);
      const channel = channelOf(address, answer.status);
      by[channel] += 1;
      const text = `${answer.body} ${answer.location}`;
      for (const word of words) if (text.includes(word)) found.push({ channel, address, word });
      return [...linksOf(answer.body), ...(answer.location.startsWith('/') ? [answer.location] : [])];
    });
  }
  return { asked, by, found };
}

// The beginnings alone: a page that says what was looked for must not be taken for one that found it.
const searches = ['kanarie', planted.slice(0, -2), canary.slice(0, -2), quietCanary.slice(0, -2)].map(
  (word) => `/search?q=${word}`,
);
const everywhere = () => [...addressesOf(world.protected), ...searches];

beforeAll(async () => {
  compositions = await openCompositions();
  world = compositions.world;
  await plant();
  // As where people work: a demonstration shows its letters to everyone.
  server = compositions.compose({
    demo: false,
    log: {
      info: (entry: object, message?: string) => void logged.push(`${JSON.stringify(entry)} ${message ?? ''}`),
      error: (entry: object, message?: string) => void logged.push(`${JSON.stringify(entry)} ${message ?? ''}`),
    },
  });
}, 240_000);
afterAll(() => compositions.close());

test('the string is planted in the fields of the protected collaboration, and those who are named find it in every channel', async () => {
  expect(fields.length).toBeGreaterThan(60);
  const leader = await crawl(world.cookies.processLeader, everywhere(), [planted]);
  process.stdout.write(
    `planted in ${fields.length} fields of ${new Set(fields.map(({ table }) => table)).size} tables; ${refused.length} hold fixed words; a named reader asked ${leader.asked} times and found it ${leader.found.length} times\n`,
  );
  for (const channel of ['page', 'file', 'picture', 'search', 'history'] as const) {
    expect(
      leader.found.some((one) => one.channel === channel),
      channel,
    ).toBe(true);
  }
});

// They come after somebody who is named: what a page leaves behind in memory is there by then.
const outsiders = [
  'stranger',
  'systemAdministrator',
  'organisationAdministrator',
  'second',
  'otherLeader',
  'otherFirst',
  'goneRepresentative',
  'goneProcessLeader',
] as const;
test.each(outsiders)(
  '%s finds nothing of the protected collaboration, wherever a link or an address leads',
  async (name) => {
    const cookie = name === 'stranger' ? undefined : world.cookies[name];
    const { asked, by, found } = await crawl(cookie, everywhere(), [planted]);
    process.stdout.write(`${name}: ${asked} addresses, ${JSON.stringify(by)}\n`);
    expect(found).toEqual([]);
    // What is held about them is within the walls too.
    if (cookie) {
      const held = await ask(server, compositions.house.now, 'POST', '/account/personal-data/file', cookie);
      expect([held.status, held.body.includes(planted)]).toEqual([200, false]);
    }
    expect(asked).toBeGreaterThan(new Set(addressesOf(world.protected)).size);
  },
);

test('nor in what is answered to a form that is not theirs to send', async () => {
  const complaints = await inTurn(['second', 'systemAdministrator', 'otherLeader'], async (name) => {
    const told: string[] = [];
    for (const route of writing) {
      if (!route.path.includes(':collaboration') || route.byLink) continue;
      let address: string;
      try {
        address = fillPath(route, world.protected, 'first');
      } catch {
        continue;
      }
      const answer = await ask(server, compositions.house.now, 'POST', address, world.cookies[name]);
      if (answer.isIn || answer.body.includes(planted)) told.push(`${name} ${address} ${answer.status}`);
    }
    return told;
  });
  expect(complaints).toEqual([]);
});

test('what a party has not shared is found by no other party, and by those who lead only where they follow its package', async () => {
  const own = addressesOf(world.own);
  const words = [quietCanary, followedCanary];
  const second = await crawl(world.cookies.second, [...own, ...searches], words);
  expect(second.found.length).toBeGreaterThan(0);
  for (const name of ['representative', 'deputy', 'reader', 'processLeader', 'secretariat', 'systemAdministrator']) {
    const { found } = await crawl(world.cookies[name], [...own, ...searches], words);
    const mayFollow = ['processLeader', 'secretariat'].includes(name);
    expect(
      found.filter(({ address, word }) => !(mayFollow && (word === followedCanary || address.includes('/packages')))),
      name,
    ).toEqual([]);
  }
});

test('the log, the letters and the queue hold nothing of it', async () => {
  expect(logged.length).toBeGreaterThan(1000);
  expect(logged.filter((line) => line.includes(planted))).toEqual([]);
  const letters = await world.unbound.query(
    `select subject from mail where subject || body_text || coalesce(body_html, '') like '%${planted}%'`,
  );
  expect(letters.rows).toEqual([]);
  const queue = await world.unbound.query(
    `select payload from graphile_worker._private_jobs where payload::text like '%${planted}%'`,
  );
  expect(queue.rows).toEqual([]);
});
