// npm run export: writes test/exports/<newest migration>/, a small database as this version leaves it. See README.md.
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { composeApp } from '../../src/app.tsx';
import { aWordTemplate } from '../../src/follow-up/testing.ts';
import { demoPassword, identify } from '../../src/identity/index.ts';
import { anApp } from '../../src/identity/testing.ts';
import { loadLibrary } from '../../src/indicators/index.ts';
import { writeBackup } from '../../src/platform/backup.ts';
import { openDatabase } from '../../src/platform/database/database.ts';
import { statement } from '../../src/platform/database/statement.ts';
import { startDatabaseServer } from '../../src/platform/database-server.ts';
import { diskStore, storeFolder } from '../../src/platform/files/disk-store.ts';
import { migrateJobs } from '../../src/platform/jobs.ts';
import { migrate, migrationFiles } from '../../src/platform/migrate.ts';
import { outside } from '../setup/composition.ts';
import { loadExamplesInto } from '../setup/example-house.ts';
import { walkFullRound } from '../setup/full-round.ts';
import { aBentProvider, throughProvider } from '../setup/providers.ts';
import { Visitor } from '../setup/visitor.ts';
import { aNewPasskey } from './passkey.ts';
import { useRooms } from './use-rooms.ts';

const now = new Date('2023-11-20T09:00:00Z');

/**
 * What the next start loads again. Of the values, those of one series that somebody measures by stay, so that there are
 * some for a migration to change.
 */
const leaveOutLibrary = `
  create temporary table staying as
    select v.series_id as id from series_value v where v.series_id in (select series_id from indicator)
    group by v.series_id order by count(*), v.series_id limit 1;
  delete from series_value where series_id not in (select id from staying);
  delete from series_fetch where series_id not in (select id from staying);
  delete from population;
  delete from comparison_group;
  delete from catalogue_entry;
  delete from library_load;
  drop table staying`;
/** When the catalogue was read from its source goes with the catalogue: it is the library's until it is read again. */
const leftOut = ['population', 'comparison_group', 'catalogue_entry', 'catalogue_fetch', 'library_load'];
const planRefreshes = statement<{ planned: number }, [at: Date]>('select plan_refreshes($1::timestamptz) as planned');

/** What people do and the examples have not done. A new table needs a step here before an export can be written. */
async function use(visitor: () => Visitor): Promise<void> {
  const amina = 'amina.holm@region-f.example';
  await visitor().signIn(amina, 'fel lösenord');
  const forgetful = await visitor().open('/forgotten-password');
  await forgetful.submit({ email: 'eva.strand@kommun-a.example' });

  const leader = await visitor().signIn(amina, demoPassword);
  await leader.open('/collaborations/new');
  await leader.submit({ name: 'Påbörjad samverkan', finish: 'later' });
  await leader.open('/collaborations/new');
  await leader.submit({
    name: 'Trygga unga',
    challenge: 'Färre unga känner sig trygga.',
    why: 'Skola, polis och fritid ligger hos olika parter.',
    drivers: ['noneAlone', 'allGain'],
    territory: '',
    party: 'Kommun C',
    contact: 'Nils Ny',
    email: 'nils.ny@kommun-c.example',
    finish: 'yes',
  });
  if (!leader.text.includes('Inbjuden')) throw new Error(`nobody was invited: ${leader.text}`);
  await leader.open('/');
  const [, overview = ''] = /href="(\/collaborations\/[^"]+)"[^>]*>Fler unga i arbete/.exec(leader.page) ?? [];
  await leader.open(`${overview}/parties`);
  for (const [, party = ''] of leader.page.matchAll(/href="([^"]+\/parties\/[\w-]+)"/g)) {
    await leader.open(party);
    if (!leader.page.includes(`action="${party}/link"`)) continue;
    await leader.submit({}, `${party}/link`);
    break;
  }
  const representative = await visitor().signIn('maria.ek@kommun-b.example', demoPassword);
  await readTheNumbers(leader, representative, overview);
  const seen = await followUp(leader, representative, overview);
  await markAndDisclose(representative, overview, seen);
  await register(leader, overview);
  await handOver(visitor, representative);
  await secure(visitor);
  await connectProvider(visitor);
  await leader.open('/');
  await protect(leader, linkOn(leader, /href="(\/collaborations\/[^"]+)"[^>]*>Trygga unga/));
}

/** A guest, a collaboration seen by name alone, what has been read of it, and a group in it that has met. */
async function protect(leader: Visitor, at: string): Promise<void> {
  await leader.open(`${at}/sight`);
  const [, sponsor = ''] = /<select id="sponsor"[\s\S]*?<option value="([0-9a-f-]{36})"/.exec(leader.page) ?? [];
  await leader.submit(
    {
      guestName: 'Gerd Gäst',
      guestEmail: 'gerd@grannar.example',
      guestOrganisation: 'Föreningen Grannar',
      guestKind: 'association',
      sponsor,
      guestEndsOn: '2024-03-31',
    },
    `${at}/guests`,
  );
  await leader.open(`${at}/sight/preview?level=protected`);
  await leader.submit({ reason: 'Det rör enskilda' }, `${at}/sight`);
  await leader.open(`${at}/event-groups`);
  await leader.submit({ concerns: 'Oro på en skola', minutes: 'no' });
  const group = leader.path;
  const [, attended = ''] = /name="attended" value="([^"]+)"/.exec(leader.page) ?? [];
  await leader.submit({ heldOn: '2023-11-17', attended }, `${group}/meetings`);
  await leader.submit({ party: attended, dueOn: '2023-12-01' }, `${group}/tasks`);
  if (!leader.text.includes('1 december 2023')) throw new Error(`the group has no task: ${leader.text}`);
}

/** A file that belongs to a collaboration, and what is public of one that is open. */
async function attachAndPublish(visitor: () => Visitor): Promise<void> {
  const leader = await visitor().signIn('amina.holm@region-f.example', demoPassword);
  const representative = await visitor().signIn('maria.ek@kommun-b.example', demoPassword);
  await representative.open('/');
  const overview = linkOn(representative, /href="(\/collaborations\/[^"]+)"[^>]*>Fler unga i arbete/);
  await representative.open(`${overview}/attachments/new`);
  await representative.submit({
    subject: `collaboration:${basename(overview)}`,
    files: [new File(['Närvarande: Kommun B och Region F.\n'], 'anteckningar.txt')],
  });
  if (!representative.text.includes('Filerna är bifogade'))
    throw new Error(`nothing was attached: ${representative.text}`);
  await leader.open('/');
  const open = linkOn(leader, /href="(\/collaborations\/[^"]+)"[^>]*>Trygga unga/);
  await leader.open(`${open}/sight/preview?level=open`);
  await leader.submit({ reason: 'Alla ska kunna läsa målen' }, `${open}/sight`);
  await leader.open(`${open}/published/new`);
  await leader.submit({ contact: 'registrator@region-f.example' });
  if (!leader.text.includes('Sidan är publicerad')) throw new Error(`nothing was published: ${leader.text}`);
}

const linkOn = (visitor: Visitor, pattern: RegExp): string => {
  const [, link] = pattern.exec(visitor.page) ?? [];
  if (!link) throw new Error(`no link like ${pattern} on ${visitor.path}`);
  return link;
};

/** Limits that begin anew, something carried out, words beside the locked text, and a file that waits to be confirmed. */
async function readTheNumbers(leader: Visitor, representative: Visitor, overview: string): Promise<void> {
  await leader.open(overview);
  const goal = linkOn(leader, /href="([^"]+\/goals\/[0-9a-f-]{36})"[^>]*>Arbetslösheten bland unga halveras/);
  await leader.open(goal);
  const indicator = linkOn(leader, /href="([^"]+\/indicators\/[0-9a-f-]{36})\/edit"/);
  await leader.open(`${indicator}/limits`);
  await leader.submit({ from: '2021', reason: 'Registret lades om.' });
  await leader.open(`${goal}/editor-text`);
  await leader.submit({ text: 'Talen är små i de minsta kommunerna.' });
  await representative.open(`${goal}/implementations/new`);
  await representative.submit({ text: 'Navigatorcentrum finns i alla fem kommuner.', source: '' });
  await leader.open(`${goal}/indicator/own`);
  await leader.submit({
    name: 'Deltagare',
    unit: 'personer',
    sourceNote: 'Egen räkning',
    direction: 'up',
    values: '',
    file: new File(['år;värde\n2022;1180\n2023;1215\n'], 'deltagare.csv'),
  });
}

const mustSay = (visitor: Visitor, words: string): void => {
  if (!visitor.text.includes(words)) throw new Error(`${words} is not said on ${visitor.path}: ${visitor.text}`);
};

/** What a party has seen is marked as secret, and passed on to the authority that leads. */
async function markAndDisclose(representative: Visitor, overview: string, observation: string): Promise<void> {
  const decided = { decidedBy: 'Registratorn', decidedOn: '2023-11-17' };
  const at = `${overview}/secrecy/observation/${observation}`;
  await representative.open(at);
  await representative.submit({
    section: 'OSL 26 kap. 1 §',
    otherSection: '',
    authority: 'Socialnämnden i Kommun B',
    ...decided,
  });
  await representative.open(`${at}/disclosure`);
  const to = [...representative.page.matchAll(/name="to" value="([0-9a-f-]{36})"/g)].map(([, one = '']) => one);
  await representative.submit({ to, basis: 'consent', grounds: 'De tillfrågade har samtyckt.', ...decided });
  mustSay(representative, 'De tillfrågade har samtyckt.');
}

/** What the collaboration processes personal data for. */
async function register(leader: Visitor, overview: string): Promise<void> {
  await leader.open(`${overview}/personal-data/edit`);
  await leader.submit({
    purpose: 'Följa upp de gemensamma målen',
    legal_basis: 'publicTask',
    legal_basis_note: 'Kommunallagen 2 kap. 1 §',
    responsibility: 'joint',
    responsibility_note: 'Region F informerar',
    people: 'Företrädare för parterna',
    categories: 'Namn, uppdrag, e-postadress',
    sensitive_note: '',
    recipients: 'Parterna',
    transfers: '',
    retention: 'Enligt parternas planer',
    protection: '',
  });
  mustSay(leader, 'Kommunallagen 2 kap. 1 §');
}

/** A new period of mandates in which all stay, and what somebody writes to whoever comes after. */
async function handOver(visitor: () => Visitor, representative: Visitor): Promise<void> {
  const administrator = await visitor().signIn('lena.aberg@kommun-b.example', demoPassword);
  const kommun = await organisationOf(administrator);
  await administrator.open(`${kommun}/renewal`);
  const outcomes = [...administrator.page.matchAll(/name="(outcome-[0-9a-f-]{36})"/g)].map(([, name]) => [
    name,
    'stays',
  ]);
  await administrator.submit({ from: '2023-11-21', mandate: '2026-10-14', ...Object.fromEntries(outcomes) });
  mustSay(administrator, 'Uppdragen är bytta');
  await representative.open('/introduction');
  await representative.open(linkOn(representative, /href="([^"]+\/hand-over)"/));
  await representative.submit({ note: 'Navigatorcentrum rapporterar i mars.' });
  mustSay(representative, 'Navigatorcentrum rapporterar i mars.');
}

/** The organisation that a visitor acts for, as its page's path. */
async function organisationOf(visitor: Visitor): Promise<string> {
  await visitor.open('/organisations?q=Kommun B');
  return linkOn(visitor, /href="(\/organisations\/[0-9a-f-]{36})"[^>]*>Kommun B</);
}

/** An app, recovery codes, a passkey and an address that waits to be confirmed; a sign-in that waits for its code; a wish to be erased. */
async function secure(visitor: () => Visitor): Promise<void> {
  const email = 'eva.strand@kommun-a.example';
  const reader = await visitor().signIn(email, demoPassword);
  await anApp(reader, { now });
  await reader.open('/account/passkeys');
  const [, challenge = ''] = /"challenge":"([\w-]+)"/.exec(reader.text) ?? [];
  await reader.submit({ name: 'Telefonen', passkey: aNewPasskey('http://localhost', challenge) }, '/account/passkeys');
  mustSay(reader, 'Telefonen');
  await reader.open('/account/email');
  await reader.submit({ email: 'eva.sjo@kommun-a.example' });
  await reader.open('/account/personal-data');
  await reader.submit({ words: 'Jag slutar vid årsskiftet.' }, '/account/personal-data/erasure');
  await visitor().signIn(email, demoPassword);
}

/** A provider that is connected, tested and switched on, somebody who has come by it, and somebody at its door. */
async function connectProvider(visitor: () => Visitor): Promise<void> {
  const administrator = await visitor().signIn('lena.aberg@kommun-b.example', demoPassword);
  const kommun = await organisationOf(administrator);
  const at = `${kommun}/provider`;
  const provider = await aBentProvider(() => now);
  const through = async (someone: Visitor): Promise<void> => {
    const address = linkOn(someone, /<a class="button" href="([^"]+)"/).replaceAll('&amp;', '&');
    const back = `http://localhost/sign-in/with/${basename(kommun)}/answer`;
    await someone.open(await throughProvider(address, back));
  };
  try {
    await administrator.open(`${at}/settings`);
    await administrator.submit({
      issuer: provider.issuer,
      clientId: provider.clientId,
      contact: 'inloggning@kommun-b.example',
      authentication: 'privateKey',
      nameClaim: 'name',
      emailClaim: 'email',
    });
    const [, seat = ''] = /<select id="seat"[\s\S]*?<option value="([0-9a-f-]{36})"/.exec(administrator.page) ?? [];
    await administrator.submit({ claim: 'groups', value: 'samverkan', seat, kind: 'deputy' }, `${at}/mappings`);
    await administrator.submit({}, `${at}/test`);
    await through(administrator);
    await administrator.open(at);
    await administrator.submit({ wanted: 'on' }, `${at}/switch`);
    mustSay(administrator, 'Påslagen');
    provider.who.account = 'f3a1';
    provider.who.claims = { name: 'Petra Provare', email: 'petra@kommun-b.example', groups: ['samverkan'] };
    for (const finishes of [true, false]) {
      const someone = await visitor().open('/sign-in');
      await someone.submit({ organisation: basename(kommun) }, '/sign-in/with');
      if (finishes) await through(someone);
    }
  } finally {
    await provider.close();
  }
}

/** A full round from its beginning to what a party has taken in. Answers what was seen in it. */
async function followUp(leader: Visitor, representative: Visitor, overview: string): Promise<string> {
  const cast = { leader, representative, today: '2023-11-20', address: 'registrator@kommun-c.example' };
  const { ownPackage, goal, observation } = await walkFullRound(cast, overview, 'Hösten 2023');
  await representative.open(ownPackage);
  await representative.submit({}, `${ownPackage}/receipt`);
  await representative.submit(
    { [`outcome-${goal}`]: 'notTakenIn', [`reason-${goal}`]: 'Budgeten är redan beslutad.' },
    `${ownPackage}/goals/${goal}`,
  );
  await representative.open(`${ownPackage}/decision-draft/template`);
  await representative.submit({
    template: new File([await aWordTemplate(['{{rubrik}}', '{{innehåll}}'])], 'mall.docx'),
  });
  return observation;
}

const place = mkdtempSync(join(tmpdir(), 'armkrok-export-'));
// As root the database runs as a user who must get in.
chmodSync(place, 0o755);
const server = await startDatabaseServer({ dataDir: join(place, 'data'), durable: false });
try {
  const { ownerUrl, appUrl } = server;
  await migrate(ownerUrl);
  await migrateJobs(ownerUrl);
  await loadLibrary(ownerUrl, now);
  const database = openDatabase({ url: appUrl, poolSize: 2, identify });
  const store = diskStore(storeFolder(join(place, 'files')));
  await loadExamplesInto(database, now, store);
  const app = composeApp({
    database,
    clock: () => now,
    log: { info() {}, error: (fields) => console.error(fields) },
    secure: false,
    origin: 'http://localhost',
    demo: true,
    key: Buffer.alloc(32, 7),
    ...outside,
    storage: {
      store,
      limits: { largest: 1_000_000, most: 5_000_000 },
      scanning: { isScanned: false, isDemanded: false },
    },
  });
  const fetch = async (path: string, init?: RequestInit) => app.fetch(new Request(`http://localhost${path}`, init));
  const visitor = () => new Visitor({ fetch });
  await use(visitor);
  await attachAndPublish(visitor);
  await useRooms(database, store, now);
  await database.write(null, now, (tx) => tx.one(planRefreshes(now)));
  await database.close();

  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query(leaveOutLibrary);
  await owner.end();

  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const { path, manifest } = await writeBackup({
    ownerUrl,
    dataDir: join(place, 'files'),
    folder: place,
    version,
    now,
  });
  const empty = Object.entries(manifest.tables).flatMap(([name, { rows }]) => (rows === 0 ? [name] : []));
  const unused = empty.filter((name) => !leftOut.includes(name));
  if (unused.length > 0) throw new Error(`No row shows that ${unused.join(', ')} is kept. Add a step to use().`);

  const name = basename((await migrationFiles()).at(-1)?.name ?? '', '.sql');
  const target = fileURLToPath(new URL(`./${name}/`, import.meta.url));
  rmSync(target, { recursive: true, force: true });
  await cp(path, target, { recursive: true });
  const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0);
  console.log(`${target}\n${rows} rows of ${Object.keys(manifest.tables).length - empty.length} tables.`);
} finally {
  await server.stop();
  rmSync(place, { recursive: true, force: true });
}
