import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/setup/database.ts';
import { checkRoles } from './database-roles.ts';

const stamp = randomBytes(4).toString('hex');
const mighty = `mighty_${stamp}`;
const builder = `builder_${stamp}`;
let urls: TestDatabase;
let administrator: pg.Client;

const as = (role: string) => urls.appUrl.replace('//armkrok_app@', `//${role}@`);
const complaintOf = (appUrl: string, ownerUrl: string, workerUrl?: string): Promise<string> =>
  checkRoles(appUrl, ownerUrl, workerUrl).then(
    () => '',
    (error: Error) => error.message,
  );

beforeAll(async () => {
  urls = await createTestDatabase();
  const { pathname } = new URL(urls.appUrl);
  administrator = new pg.Client({
    connectionString: inject('databaseAdministratorUrl').replace('/postgres?', `${pathname}?`),
  });
  await administrator.connect();
  await administrator.query(`
    create role ${mighty} login superuser bypassrls createrole;
    create role ${builder} login createdb;
    grant create, usage on schema public to ${builder};
    create table built_${stamp} ();
    alter table built_${stamp} owner to ${builder};
    grant armkrok_owner to ${builder}`);
});
afterAll(async () => {
  await administrator.query(`drop owned by ${builder}; drop role ${builder}; drop role ${mighty}`);
  await administrator.end();
  await urls.drop();
});

test('the three roles as they are made for the embedded database are accepted', async () => {
  expect(await complaintOf(urls.appUrl, urls.ownerUrl, urls.workerUrl)).toBe('');
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

test('an application role that owns tables, may create them or belongs to the owner is refused', async () => {
  const complaint = await complaintOf(as(builder), urls.ownerUrl);
  expect(complaint).toContain(`${builder} has CREATEDB.`);
  expect(complaint).toContain(`${builder} owns tables.`);
  expect(complaint).toContain(`${builder} may create in schema public`);
  expect(complaint).toContain(`${builder} is a member of armkrok_owner.`);
});

test('one role for both tasks is refused', async () => {
  expect(await complaintOf(urls.ownerUrl, urls.ownerUrl)).toContain(
    'DATABASE_URL and DATABASE_OWNER_URL connect as the same role, armkrok_owner.',
  );
});

test('a server that does not answer is told, and nothing more is guessed about it', async () => {
  const nowhere = 'postgres://armkrok_app@127.0.0.1:1/armkrok';
  const complaint = await complaintOf(nowhere, nowhere);
  expect(complaint.match(/cannot connect/g)).toHaveLength(2);
});
