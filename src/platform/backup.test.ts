import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/setup/database.ts';
import { type Manifest, restoreBackup, writeBackup } from './backup.ts';
import { makeKeyPair } from './backup-sealing.ts';
import { migrateJobs } from './jobs.ts';
import { migrate } from './migrate.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const now = new Date('2026-11-24T09:00:00Z');
let place: string;
let urls: TestDatabase;
let owner: pg.Client;
let backup: { path: string; manifest: Manifest };

const connected = async (url: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
};

/** One transaction makes an organisation, a unit below it and a seat: half of it must never be seen. */
async function foundOrganisation(client: pg.Client): Promise<void> {
  const [id, unit] = [randomUUID(), randomUUID()];
  await client.query('begin');
  await client.query(
    `insert into organisation (id, parent_id, kind, name, created_at)
     values ($1, $2, 'unit', 'Enheten\t\\med å', $3), ($2, null, 'agency', 'Verket', $3)`,
    [unit, id, now],
  );
  await client.query(
    `insert into seat (organisation_id, id, title, level, created_at) values ($1, $2, 'Chef', 'head', $3)`,
    [id, randomUUID(), now],
  );
  await client.query('commit');
}

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'armkrok-backup-'));
  mkdirSync(join(place, 'data/postgres'), { recursive: true });
  mkdirSync(join(place, 'data/uploads'));
  writeFileSync(join(place, 'data/form.key'), 'a key', { mode: 0o600 });
  writeFileSync(join(place, 'data/uploads/one.csv'), 'a;b\n');
  writeFileSync(join(place, 'data/armkrok.lock'), '1\n');
  writeFileSync(join(place, 'data/postgres/PG_VERSION'), '18\n');
  urls = await createTestDatabase();
  owner = await connected(urls.ownerUrl);
  for (let count = 0; count < 20; count += 1) await foundOrganisation(owner);
  await owner.query('insert into sign_in_attempt (key, at) values ($1, $3), ($2, $3)', ['ö', 'a', now]);

  // Writers go on while the copy is made.
  let writing = true;
  const writers = [1, 2].map(async () => {
    const client = await connected(urls.ownerUrl);
    while (writing) await foundOrganisation(client);
    await client.end();
  });
  backup = await writeBackup({
    ownerUrl: urls.ownerUrl,
    dataDir: join(place, 'data'),
    folder: join(place, 'backups'),
    version: '0.0.0',
    now,
  });
  await new Promise((resume) => setTimeout(resume, 100));
  writing = false;
  await Promise.all(writers);
});
afterAll(async () => {
  await owner.end();
  await urls.drop();
  rmSync(place, { recursive: true, force: true });
});

test('a backup taken while others write is of one moment, and comes back row by row in an empty place', async () => {
  const { manifest, path } = backup;
  expect(path).toBe(join(place, 'backups/backup-2026-11-24T09-00-00Z'));
  expect(statSync(path).mode & 0o777).toBe(0o700);
  const written = await owner.query('select count(*)::integer as count from organisation');
  expect(written.rows[0].count).toBeGreaterThan(manifest.tables.organisation?.rows ?? 0);
  // Beside those of the library: 290 municipalities and 21 regions.
  expect(manifest.tables.organisation?.rows).toBe(311 + 2 * (manifest.tables.seat?.rows ?? 0));

  const empty = await createTestDatabase('template0');
  const dataDir = join(place, 'restored');
  const restored = await restoreBackup({ ownerUrl: empty.ownerUrl, dataDir, folder: path });
  expect(Object.fromEntries(restored.map(({ name, rows, sha256 }) => [name, { rows, sha256 }]))).toEqual(
    Object.fromEntries(Object.entries(manifest.tables).map(([name, { rows, sha256 }]) => [name, { rows, sha256 }])),
  );
  const again = await connected(empty.ownerUrl);
  const open = await again.query(
    `select count(*)::integer as count from pg_class where relnamespace = 'public'::regnamespace
       and relrowsecurity and not relforcerowsecurity`,
  );
  expect(open.rows[0].count).toBe(0);
  const halves = await again.query(
    `select count(*)::integer as count from organisation o where parent_id is null and area_code is null
       and not exists (select from seat s where s.organisation_id = o.id)`,
  );
  expect(halves.rows[0].count).toBe(0);
  await again.end();
  await empty.drop();
});

test('keys and files come along with their rights; the cluster and the lock do not', async () => {
  expect(Object.keys(backup.manifest.files)).toEqual(['form.key', 'uploads/one.csv']);
  expect(readFileSync(join(place, 'restored/form.key'), 'utf8')).toBe('a key');
  expect(statSync(join(place, 'restored/form.key')).mode & 0o777).toBe(0o600);
});

test('a place with rows in it is refused, and left as it was', async () => {
  const taken = await createTestDatabase();
  const client = await connected(taken.ownerUrl);
  await client.query(`insert into area (code, kind, name) values ('SE', 'country', 'Sverige')`);
  await expect(
    restoreBackup({ ownerUrl: taken.ownerUrl, dataDir: join(place, 'taken'), folder: backup.path }),
  ).rejects.toThrow('The database is not empty: there are rows in area,');
  expect((await client.query(`select name from area where code = 'SE'`)).rows).toEqual([{ name: 'Sverige' }]);
  expect((await client.query(`select from organisation where name = 'Verket'`)).rowCount).toBe(0);
  await client.end();
  await taken.drop();
});

test('a changed or damaged file is refused by name before anything is touched', async () => {
  const empty = await createTestDatabase('template0');
  const table = join(backup.path, 'tables/seat.gz');
  const key = join(backup.path, 'files/form.key');
  const original = readFileSync(table);
  writeFileSync(table, gzipSync(gunzipSync(original).toString().replace('Chef', 'Kung')));
  appendFileSync(key, '!');
  const attempt = restoreBackup({ ownerUrl: empty.ownerUrl, dataDir: join(place, 'untouched'), folder: backup.path });
  await expect(attempt).rejects.toThrow('changed or damaged: tables/seat.gz, files/form.key. Nothing was restored.');
  writeFileSync(table, original.subarray(0, original.length - 20));
  writeFileSync(key, 'a key');
  await expect(
    restoreBackup({ ownerUrl: empty.ownerUrl, dataDir: join(place, 'untouched'), folder: backup.path }),
  ).rejects.toThrow('changed or damaged: tables/seat.gz.');
  writeFileSync(table, original);
  expect(existsSync(join(place, 'untouched'))).toBe(false);
  const client = await connected(empty.ownerUrl);
  expect((await client.query(`select from pg_tables where schemaname = 'public'`)).rowCount).toBe(0);
  await client.end();
  await empty.drop();
});

test('a sealed backup shows nothing of what it holds, is opened by its key alone, and tells one changed byte', async () => {
  const { identity, recipient } = await makeKeyPair();
  const stranger = await makeKeyPair();
  const { path } = await writeBackup({
    ownerUrl: urls.ownerUrl,
    dataDir: join(place, 'data'),
    folder: join(place, 'sealed'),
    version: '0.0.0',
    now,
    recipients: [recipient],
  });
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(path, name)).isFile(),
  );
  expect(files.length).toBeGreaterThan(40);
  for (const name of files) {
    expect(name).toMatch(/\.age$/);
    expect(readFileSync(join(path, name)).subarray(0, 21).toString(), name).toBe('age-encryption.org/v1');
  }
  const empty = await createTestDatabase('template0');
  const restore = (more: { identity?: string }) =>
    restoreBackup({ ownerUrl: empty.ownerUrl, dataDir: join(place, 'unsealed'), folder: path, ...more });
  await expect(restore({})).rejects.toThrow('is sealed. Set BACKUP_IDENTITY_FILE');
  await expect(restore({ identity: stranger.identity })).rejects.toThrow('could not be opened with the key');
  const table = join(path, 'tables/seat.gz.age');
  const original = readFileSync(table);
  const damaged = Buffer.from(original);
  damaged[damaged.length - 40] = (damaged[damaged.length - 40] ?? 0) ^ 1;
  writeFileSync(table, damaged);
  await expect(restore({ identity })).rejects.toThrow('changed or damaged: tables/seat.gz. Nothing was restored.');
  writeFileSync(table, original);
  expect((await restore({ identity })).length).toBeGreaterThan(40);
  expect(readFileSync(join(place, 'unsealed/form.key'), 'utf8')).toBe('a key');
  await empty.drop();
});

test('a backup inside the data folder is refused', async () => {
  await expect(
    writeBackup({ ...urls, dataDir: place, folder: join(place, 'inside'), version: '0.0.0', now }),
  ).rejects.toThrow('lies in the data folder');
});

test('the two commands: a backup beside a running embedded database, restored into a folder that was not there', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'armkrok-running-'));
  chmodSync(dataDir, 0o755);
  const running = spawn(
    process.execPath,
    ['--import', 'tsx', join(root, 'test/processes/database-server.ts'), dataDir],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = await once(running.stdout, 'data');
  const ownerUrl = JSON.parse(String(line)).appUrl.replace('armkrok_app@', 'armkrok_owner@');
  await migrate(ownerUrl);
  await migrateJobs(ownerUrl);
  const client = await connected(ownerUrl);
  await foundOrganisation(client);
  await client.end();
  const command = (file: string, folder: string, DATA_DIR: string) =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', join(root, file), folder], {
      cwd: root,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR },
    });
  const made = await command('bin/backup.ts', join(place, 'by-command'), dataDir);
  const [folder = ''] = made.stdout.split('\n');
  const ended = once(running, 'exit');
  running.kill('SIGTERM');
  await ended;

  const target = join(dataDir, 'elsewhere/data');
  const restored = await command('bin/restore.ts', folder, target);
  expect(restored.stdout).toMatch(/\norganisation +2 {2}[0-9a-f]{16} {2}same\n/);
  expect(restored.stdout).toMatch(/\d+ tables are as they were in the backup\.\n$/);
  await expect(command('bin/restore.ts', folder, target)).rejects.toThrow('The database is not empty');
  rmSync(dataDir, { recursive: true, force: true });
}, 60_000);
