import { execFileSync } from 'node:child_process';
import { createHash, createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/setup/database.ts';
import { Checkpoints, readCheckpointKey } from './checkpoints.ts';
import { type Database, openDatabase } from './database/database.ts';
import { statement } from './database/statement.ts';
import { newId } from './id.ts';

let urls: TestDatabase;
let database: Database<Record<string, never>>;
let folder: string;
let now: Date;
const nobody = statement<Record<string, never>, []>('select where false');
beforeAll(async () => {
  urls = await createTestDatabase();
  database = openDatabase({ url: urls.appUrl, poolSize: 4, identify: () => nobody() });
});
afterAll(async () => {
  await database.close();
  await urls.drop();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'armkrok-checkpoints-'));
  now = new Date('2026-03-02T08:00:00Z');
  return () => rmSync(folder, { recursive: true, force: true });
});

const { privateKey: key } = generateKeyPairSync('ed25519');
const open = () => new Checkpoints({ folder, key, database, clock: () => now, log: { info() {}, error() {} } });
const happen = (collaborationId: string) =>
  database.write(null, now, async (tx) =>
    tx.record({
      verb: 'goal.changed',
      subjectType: 'goal',
      subjectId: newId(),
      userId: null,
      organisationId: null,
      collaborationId,
    }),
  );
const files = () => readdirSync(folder).sort();
const read = (number: number) => JSON.parse(readFileSync(join(folder, files()[number - 1] ?? ''), 'utf8'));

test('the first checkpoint has every chain, the next those that have grown, and each the hash of the file before', async () => {
  const [grows, rests] = [newId(), newId()];
  await happen(grows);
  await happen(rests);
  const checkpoints = open();
  await checkpoints.sign();
  now = new Date('2026-03-02T09:00:00Z');
  await happen(grows);
  await checkpoints.sign();
  await checkpoints.sign();
  expect(files()).toEqual([1, 2, 3].map((number) => `checkpoint-0000000${number}.json`));
  expect(read(1)).toMatchObject({ number: 1, isWhole: true, previous: null, at: '2026-03-02T08:00:00.000Z' });
  expect(read(1).heads).toEqual(
    expect.arrayContaining([
      [grows, 1, expect.stringMatching(/^[0-9a-f]{64}$/)],
      [rests, 1, expect.anything()],
    ]),
  );
  expect(read(2)).toMatchObject({ isWhole: false, heads: [[grows, 2, expect.anything()]] });
  expect(read(3)).toMatchObject({ isWhole: false, heads: [] });
  const first = readFileSync(join(folder, files()[0] ?? ''));
  expect(read(2).previous).toBe(createHash('sha256').update(first).digest('hex'));
  for (const file of files()) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o440);
});

test('a day after the last whole one, at start, and when the last cannot be read, every chain is signed again', async () => {
  await happen(newId());
  const whole = (await open().sign()).heads.length;
  now = new Date('2026-03-03T07:59:00Z');
  expect((await open().sign()).heads).toEqual([]);
  now = new Date('2026-03-03T08:00:00Z');
  expect((await open().sign()).heads.length).toBe(whole);
  expect((await open().sign()).heads).toEqual([]);
  expect((await open().sign(true)).heads.length).toBe(whole);
  writeFileSync(join(folder, 'checkpoint-00000006.json'), 'cut sh');
  expect(await open().sign()).toMatchObject({ number: 7, isWhole: true });
});

test('two processes that sign at once take numbers after each other, and leave nothing unfinished', async () => {
  await happen(newId());
  await Promise.all([open().sign(), open().sign(), open().sign()]);
  expect(files()).toEqual([1, 2, 3].map((number) => `checkpoint-0000000${number}.json`));
});

test('a checkpoint asks for the next, an hour later', async () => {
  await open().sign();
  const owner = new pg.Client({ connectionString: urls.unprotectedUrl });
  await owner.connect();
  const { rows } = await owner.query(
    `select run_at from graphile_worker.jobs where key = 'sign-checkpoint' and task_identifier = 'sign-checkpoint'`,
  );
  await owner.end();
  expect(rows).toEqual([{ run_at: new Date('2026-03-02T09:00:00Z') }]);
});

test('a signature can be verified with openssl alone, as the documentation says', async () => {
  const keys = await readCheckpointKey(folder, undefined);
  await new Checkpoints({
    folder: join(folder, 'checkpoints'),
    key: keys.key,
    database,
    clock: () => now,
    log: { info() {}, error() {} },
  }).sign();
  const page = readFileSync(new URL('../../docs/operations/history.md', import.meta.url), 'utf8');
  const commands = /```sh\n# openssl\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  expect(commands).toContain('openssl pkeyutl -verify');
  const verify = () =>
    execFileSync('sh', ['-ec', commands], {
      cwd: join(folder, 'checkpoints'),
      env: { PATH: process.env.PATH, KEY: join(folder, 'keys/checkpoint-public.pem') },
      encoding: 'utf8',
    });
  expect(verify()).toContain('Signature Verified Successfully');
  const path = join(folder, 'checkpoints', 'checkpoint-00000001.json');
  const text = readFileSync(path, 'utf8');
  rmSync(path);
  writeFileSync(path, text.replace('"at": "2026', '"at": "2025'));
  expect(verify).toThrow();
});

test('without a key of one’s own one is made and kept, readable by its owner alone; one that cannot sign is refused', async () => {
  const made = await readCheckpointKey(folder, undefined);
  expect(made.isOutside).toBe(false);
  expect(statSync(join(folder, 'keys/checkpoint.pem')).mode & 0o777).toBe(0o600);
  const again = await readCheckpointKey(folder, undefined);
  expect(again.key.equals(made.key)).toBe(true);
  const outside = join(folder, 'outside.pem');
  writeFileSync(outside, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const own = await readCheckpointKey(folder, outside);
  expect(own.isOutside).toBe(true);
  expect(own.key.equals(createPrivateKey(readFileSync(outside)))).toBe(true);
  await expect(readCheckpointKey(folder, join(folder, 'none.pem'))).rejects.toThrow('cannot be read');
  writeFileSync(outside, 'no key');
  await expect(readCheckpointKey(folder, outside)).rejects.toThrow('no private key');
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  writeFileSync(outside, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  await expect(readCheckpointKey(folder, outside)).rejects.toThrow('not an Ed25519 key');
  expect(existsSync(join(folder, 'keys/checkpoint-public.pem'))).toBe(true);
});
