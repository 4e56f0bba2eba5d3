import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoPassword } from '../../src/identity/index.ts';
import { type Manifest, restoreBackup } from '../../src/platform/backup.ts';
import { migrateJobs } from '../../src/platform/jobs.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { startSystem } from '../setup/system.ts';
import { Visitor } from '../setup/visitor.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const verifier = fileURLToPath(new URL('../../bin/verify-history.ts', import.meta.url));
const names = readdirSync(here, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

/** Those that the system is started on: day by day the oldest and the newest, with `npm run test:full` all. */
const started = process.env.TEST_EVERYTHING === 'yes' ? names : [names[0], names.at(-1)];

/** What a later migration has changed on purpose: `table` or `table.column`, and why. What is not here is kept. */
const changedOnPurpose: Readonly<Record<string, string>> = {};
/** Filled again at the next start, so an export leaves them out. */
const loadedAgain = ['population', 'comparison_group', 'catalogue_entry', 'catalogue_fetch', 'library_load'];

type Columns = Readonly<Record<string, readonly string[]>>;
const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Of each table the number of rows and a hash of these columns, whatever the order of the rows. */
async function contentsOf(client: pg.Client, columns: Columns): Promise<Record<string, string>> {
  const contents: Record<string, string> = {};
  for (const [table, names] of Object.entries(columns)) {
    const { rows } = await client.query<{ row: string }>(
      `select row(${names.map(quote).join(', ')})::text as row from ${quote(table)}`,
    );
    const hash = createHash('sha256');
    for (const row of rows.map((one) => one.row).sort()) hash.update(`${row}\n`);
    contents[table] = `${rows.length} rows, ${hash.digest('hex')}`;
  }
  return contents;
}

test('there is an export, and each says in its name which migration it ends with', () => {
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) {
    const { migrations } = JSON.parse(readFileSync(join(here, name, 'manifest.json'), 'utf8')) as Manifest;
    expect(migrations.at(-1)?.name).toBe(`${name}.sql`);
  }
});

describe.each(names)('the database that was left at %s', (name) => {
  const manifest = JSON.parse(readFileSync(join(here, name, 'manifest.json'), 'utf8')) as Manifest;
  const kept: Columns = Object.fromEntries(
    Object.entries(manifest.tables)
      .filter(([table]) => !(table in changedOnPurpose))
      .map(([table, { columns }]) => [table, columns.filter((one) => !(`${table}.${one}` in changedOnPurpose))]),
  );
  let urls: TestDatabase;
  let owner: pg.Client;
  let dataDir: string;
  beforeAll(async () => {
    urls = await createTestDatabase('template0');
    dataDir = mkdtempSync(join(tmpdir(), 'armkrok-export-'));
    owner = new pg.Client({ connectionString: urls.ownerUrl });
    await owner.connect();
    await owner.query(`set timezone = 'UTC'`);
  });
  afterAll(async () => {
    await owner.end();
    await urls.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('comes back with today’s code, holds something of everything, and keeps every row through the migrations since', async () => {
    const restored = await restoreBackup({ ownerUrl: urls.ownerUrl, dataDir, folder: join(here, name) });
    const empty = restored.flatMap((table) => (table.rows === 0 ? [table.name] : []));
    expect(empty.sort()).toEqual(loadedAgain.filter((table) => table in manifest.tables).sort());
    const before = await contentsOf(owner, kept);
    await migrate(urls.ownerUrl);
    await migrateJobs(urls.ownerUrl);
    expect(await contentsOf(owner, kept)).toEqual(before);
  });

  test('has a history that still verifies, entry by entry', async () => {
    const verify = () =>
      spawnSync(process.execPath, [verifier, '--database', urls.ownerUrl, '--without-checkpoints'], {
        encoding: 'utf8',
      });
    // In the form that was written then: every version's entries keep theirs.
    const form = manifest.migrations.some((one) => one.name === '0020-chain.sql') ? 2 : 1;
    const { rows } = await owner.query('select id from history where form = $1 order by at, id', [form]);
    expect(rows.length).toBeGreaterThan(50);
    const { stdout, status } = verify();
    expect(stdout).toContain('Nothing has been changed, removed, inserted or moved.');
    expect(status).toBe(0);
    await owner.query(`update history set verb = verb || '?' where id = $1`, [rows[0].id]);
    expect(verify().stdout).toContain('Changed or inserted');
    await owner.query(`update history set verb = rtrim(verb, '?') where id = $1`, [rows[0].id]);
  });

  if (!started.includes(name)) return;
  test('is one that today’s system starts on: the library comes back, no example comes twice, every page opens', async () => {
    // Read by the start too, which must leave them as they are.
    const people = ['area', 'person', 'party', 'joint_goal', 'contribution', 'indicator', 'round_value', 'history'];
    const theirs = Object.fromEntries(Object.entries(kept).filter(([table]) => people.includes(table)));
    const before = await contentsOf(owner, theirs);
    const { address, stop } = await startSystem({
      DATA_DIR: dataDir,
      DATABASE_URL: urls.appUrl,
      DATABASE_OWNER_URL: urls.ownerUrl,
      DATABASE_WORKER_URL: urls.workerUrl,
      DEMO: 'yes',
    });
    try {
      expect(await contentsOf(owner, theirs)).toEqual(before);
      const { rows } = await owner.query(
        `select (select count(*)::integer from series_fetch) as fetches,
           (select count(*)::integer from catalogue_entry) as entries`,
      );
      expect(rows[0].fetches).toBeGreaterThan(10);
      expect(rows[0].entries).toBeGreaterThan(1000);
      for (const email of ['amina.holm@region-f.example', 'maria.ek@kommun-b.example']) {
        const opened = await openEverything(address, email);
        expect([...opened].filter(([, status]) => status !== 200)).toEqual([]);
        expect(opened.size).toBeGreaterThan(20);
      }
    } finally {
      expect(await stop()).toBe(0);
    }
  }, 600_000);
});

/** Follows every link from the start page, as far as there are new ones. */
async function openEverything(address: string, email: string): Promise<ReadonlyMap<string, number>> {
  const visitor = new Visitor({ fetch: (path, init) => fetch(address + path, { redirect: 'manual', ...init }) });
  await visitor.signIn(email, demoPassword);
  const opened = new Map<string, number>();
  const waiting = ['/'];
  for (let path = waiting.shift(); path !== undefined && opened.size < 150; path = waiting.shift()) {
    if (opened.has(path)) continue;
    await visitor.open(path);
    opened.set(path, visitor.status);
    for (const [, link = ''] of visitor.page.matchAll(/<a\b[^>]*?href="(\/[^"#]*)/g)) {
      waiting.push(link.replaceAll('&amp;', '&'));
    }
  }
  return opened;
}
