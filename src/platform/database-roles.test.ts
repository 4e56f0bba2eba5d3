import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/setup/database.ts';
import { checkRights, checkRoles, complaintOfVersion } from './database-roles.ts';

const stamp = randomBytes(4).toString('hex');
const mighty = `mighty_${stamp}`;
const builder = `builder_${stamp}`;
const bypasser = `bypasser_${stamp}`;
let urls: TestDatabase;
let administrator: pg.Client;

const as = (role: string, database: TestDatabase = urls): string => {
  const url = new URL(database.appUrl);
  url.username = role;
  return url.href;
};
const complaintOf = (appUrl: string, ownerUrl: string, workerUrl?: string): Promise<string> =>
  checkRoles(appUrl, ownerUrl, workerUrl).then(
    () => '',
    (error: Error) => error.message,
  );

beforeAll(async () => {
  urls = await createTestDatabase();
  administrator = new pg.Client({ connectionString: urls.unprotectedUrl });
  await administrator.connect();
  await administrator.query(`
    create role ${mighty} login superuser bypassrls createrole;
    create role ${bypasser} login bypassrls replication;
    create role ${builder} login createdb;
    grant create on database ${new URL(urls.appUrl).pathname.slice(1)} to ${builder};
    grant create, usage on schema public to ${builder};
    create table built_${stamp} ();
    alter table built_${stamp} owner to ${builder};
    grant armkrok_owner to ${builder}`);
});
afterAll(async () => {
  await administrator.query(
    `drop owned by ${builder}; drop role ${builder}; drop role ${mighty}; drop role ${bypasser}`,
  );
  await administrator.end();
  await urls.drop();
});

test('the three roles as they are made for the embedded database are accepted', async () => {
  const untouched = await createTestDatabase();
  expect(await complaintOf(untouched.appUrl, untouched.ownerUrl, untouched.workerUrl)).toBe('');
  await untouched.drop();
});

test('a role that is not there is named, and every other fault is told at the same time', async () => {
  const complaint = await complaintOf(as(`absent_${stamp}`), urls.appUrl);
  expect(complaint).toContain(`DATABASE_URL: cannot connect as armkrok_app: role "absent_${stamp}" does not exist.`);
  expect(complaint).toContain('DATABASE_OWNER_URL connects as armkrok_app. It must be armkrok_owner');
  expect(complaint).toContain('armkrok_app may not create tables and schemas');
});

test('an application role that passes every protection is refused with each of its powers', async () => {
  const complaint = await complaintOf(as(mighty), urls.ownerUrl);
  expect(complaint).toContain(`DATABASE_URL connects as ${mighty}. It must be armkrok_app`);
  expect(complaint).toContain(`${mighty} has SUPERUSER, BYPASSRLS, CREATEROLE.`);
});

test('an application role that row level security does not bind is refused, whatever else it lacks', async () => {
  expect(await complaintOf(as(bypasser), urls.ownerUrl)).toContain(`${bypasser} has BYPASSRLS, REPLICATION.`);
});

test('an application role that owns tables, may create them or belongs to the owner is refused', async () => {
  const complaint = await complaintOf(as(builder), urls.ownerUrl);
  expect(complaint).toContain(`${builder} has CREATEDB.`);
  expect(complaint).toContain(`${builder} owns tables.`);
  expect(complaint).toContain(`${builder} may create in schema public`);
  expect(complaint).toContain(`${builder} may create schemas`);
  expect(complaint).toContain(`${builder} is a member of armkrok_owner.`);
});

test('the role of the queue is held to the same', async () => {
  const complaint = await complaintOf(urls.appUrl, urls.ownerUrl, as(builder));
  expect(complaint).toContain(`DATABASE_WORKER_URL connects as ${builder}. It must be armkrok_worker`);
  expect(complaint).toContain(`${builder} has CREATEDB.`);
  expect(await complaintOf(urls.appUrl, urls.ownerUrl, as(`absent_${stamp}`))).toContain(
    `DATABASE_WORKER_URL: cannot connect as armkrok_worker: role "absent_${stamp}" does not exist.`,
  );
});

test('one role for both tasks is refused', async () => {
  expect(await complaintOf(urls.ownerUrl, urls.ownerUrl)).toContain(
    'DATABASE_URL and DATABASE_OWNER_URL connect as the same role, armkrok_owner.',
  );
});

test('an owner that may more than own, or does not own all, is refused', async () => {
  const other = await createTestDatabase();
  const client = new pg.Client({ connectionString: other.unprotectedUrl });
  await client.connect();
  await client.query(`alter table area owner to postgres; alter table party owner to postgres`);
  expect(await complaintOf(other.appUrl, other.ownerUrl)).toContain(
    'armkrok_owner does not own area, party: alter table … owner to armkrok_owner;',
  );
  await client.end();
  await other.drop();
  expect(await complaintOf(urls.appUrl, as(mighty))).toContain(
    `DATABASE_OWNER_URL connects as ${mighty}. It must be armkrok_owner`,
  );
});

test('rights that were lost on the way are named, and those of the migrations are enough', async () => {
  const other = await createTestDatabase();
  const complaint = () =>
    checkRights(other.ownerUrl).then(
      () => '',
      (error: Error) => error.message,
    );
  expect(await complaint()).toBe('');
  const owner = new pg.Client({ connectionString: other.ownerUrl });
  await owner.connect();
  await owner.query(`revoke all on party, area from armkrok_app`);
  expect(await complaint()).toContain('armkrok_app may not read area, party.');
  await owner.query(`revoke execute on function append_history from armkrok_app`);
  expect(await complaint()).toContain('armkrok_app may not call append_history.');
  await owner.end();
  const administrator = new pg.Client({ connectionString: other.unprotectedUrl });
  await administrator.connect();
  await administrator.query(`revoke usage on schema public from armkrok_worker`);
  expect(await complaint()).toContain('armkrok_worker has lost usage of schema public.');
  await administrator.end();
  await other.drop();
});

test.each([
  [140_024, '14.24', true],
  [150_008, '15.8 (Debian 15.8-0+deb12u1)', true],
  [150_009, '15.9', false],
  [150_018, '15.18', false],
  [160_004, '16.4', true],
  [160_005, '16.5', false],
  [170_000, '17.0', true],
  [170_001, '17.1', false],
  [180_000, '18.0', false],
  [190_002, '19.2', false],
])('of a server that says %i', (version, text, tooOld) => {
  expect(complaintOfVersion(version, text)).toBe(
    tooOld ? `PostgreSQL ${text} is too old. It must be 15.9, 16.5, 17.1 or newer.` : undefined,
  );
});

test('a server that does not answer is told, and nothing more is guessed about it', async () => {
  const nowhere = 'postgres://armkrok_app@127.0.0.1:1/armkrok';
  const complaint = await complaintOf(nowhere, nowhere);
  expect(complaint.match(/cannot connect/g)).toHaveLength(2);
});
