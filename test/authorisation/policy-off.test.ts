import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { askCell, type Cell, cellsOf, expectedBy, nameOfCell } from './asking.ts';
import { type Compositions, openCompositions } from './composition.ts';
import { exceptions } from './exceptions.ts';
import { allRoutes, readMatrix } from './matrix.ts';
import { canary, followedCanary, otherCanary, quietCanary } from './world.ts';

// The policy leg is off altogether: for the route, and wherever a page or a verb asks.
vi.mock('../../src/identity/rule.ts', async (original) => ({
  ...(await original<typeof import('../../src/identity/rule.ts')>()),
  may: () => true,
}));

const marks = readMatrix(readFileSync(new URL('../../docs/authorisation-matrix.md', import.meta.url), 'utf8'));

/** Cells that cross a collaboration, an organisation, or into what another party has; not what a role may not do in its own. */
function crosses({ asker, place, route, action }: Cell): boolean {
  if (place.name === 'another' || place.name === 'left') return true;
  if (place.about === 'organisation') return place.whose === 'another';
  // A stranger and somebody without a seat cross the collaboration wherever it is their own to nobody.
  if (place.about === 'collaboration' && !place.isExample && asker.role === undefined && !route.byLink) return true;
  if (route.byLink && asker.name !== 'linkHolder') return true;
  const isAnothers = place.name === 'anotherParty' || place.name === 'closedAnotherParty';
  // Who enters for others crosses nothing, in whatever phase.
  return isAnothers && marks.get(`${action} ${asker.name} anotherParty`) === false;
}

/** What row level security stops comes out as an error here. */
const quiet = { info() {}, error() {} };

let of: Compositions;
beforeAll(async () => {
  of = await openCompositions();
});
afterAll(() => of.close());

test('with the policy switched off nothing crosses a collaboration, an organisation or what a party has for itself', async () => {
  let commits = 0;
  const { database } = of.house;
  const counting: typeof database = {
    ...database,
    async write(acting, now, work) {
      const result = await database.write(acting, now, work);
      commits += 1;
      return result;
    },
  };
  const app = of.compose({ enforce: () => true, keeps: true, database: counting, log: quiet });
  const cells = cellsOf(allRoutes());
  const crossing = cells.filter((cell) => crosses(cell) && !expectedBy(marks, cell));
  const before = await fingerprint();
  const wrong = new Map<string, string>();
  for (const cell of crossing) {
    const answer = await askCell(app, of.house.now, of.world, cell);
    const follows = ['secretariat', 'processLeader'].includes(cell.asker.name) && cell.place.name !== 'left';
    const words = [canary, otherCanary, quietCanary, ...(follows ? [] : [followedCanary])];
    const shown = words.filter((word) => answer.body.includes(word));
    // What others of the collaboration read anyhow may stand on a page of another party's.
    const isInside = ['anotherParty', 'closedAnotherParty', 'anotherOrganisation'].includes(cell.place.name);
    if (shown.some((word) => !isInside || word !== canary))
      wrong.set(nameOfCell(cell), `${answer.status} shows ${shown.join(', ')}`);
    if (commits === 0) continue;
    commits = 0;
    const after = await fingerprint();
    const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
    if (changed.length > 0) wrong.set(nameOfCell(cell), `${answer.status} writes ${changed.join(', ')}`);
    Object.assign(before, after);
  }
  console.log(`policy off: ${crossing.length} crossing cells`);
  const told = Object.keys(exceptions.withoutPolicy);
  expect([...wrong].filter(([name]) => !told.includes(name))).toEqual([]);
  expect(told.filter((name) => !wrong.has(name))).toEqual([]);
  expect(told.length).toBeLessThanOrEqual(cells.length * 0.02);
}, 300_000);

/** What every table that belongs to somebody holds, in short. */
async function fingerprint(): Promise<Record<string, string>> {
  const { unbound } = of.world;
  tables ??= (
    await unbound.query<{
      name: string;
    }>(`select distinct c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname in ('collaboration_id', 'organisation_id')
        and c.relname not in ('history', 'history_payload', 'user_session', 'form_use', 'mail', 'access_record') order by 1`)
  ).rows.map(({ name }) => name);
  const { rows } = await unbound.query<{ name: string; hash: string }>(
    tables
      .map(
        (name) =>
          `select '${name}' as name, md5(coalesce(string_agg(t::text, ',' order by t::text), '')) as hash from ${name} t`,
      )
      .join(' union all '),
  );
  return Object.fromEntries(rows.map(({ name, hash }) => [name, hash]));
}
let tables: readonly string[] | undefined;
