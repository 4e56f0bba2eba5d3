import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

export interface TestDatabase {
  readonly appUrl: string;
  readonly ownerUrl: string;
  readonly workerUrl: string;
  /** As a role that row level security does not bind: for tests of what the policy holds alone. */
  readonly unprotectedUrl: string;
  drop(): Promise<void>;
}

/** The address of a server's superuser, turned into one for another role and database. */
export function addressOf(administratorUrl: string, role: string, database: string): string {
  const url = new URL(administratorUrl);
  url.username = role;
  url.pathname = database;
  return url.href;
}

/** As docs/operations/external-database.md says that a database is made. */
export const databaseSettings = `owner armkrok_owner encoding 'UTF8' locale_provider icu icu_locale 'sv-SE' locale 'C'`;

/** Sixty megabytes copied as files take a tenth of the time that they take through the log. */
const asFiles = 'strategy file_copy';

/** An empty database with the schema of today, for one test file or one test. From `template0` it has no schema either. */
export async function createTestDatabase(template = 'armkrok_template'): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdministrator((client) =>
    client.query(`create database ${name} template ${template} ${asFiles} ${databaseSettings}`),
  );
  return databaseNamed(name);
}

async function asAdministrator(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: inject('databaseAdministratorUrl') });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function databaseNamed(name: string): TestDatabase {
  const administratorUrl = inject('databaseAdministratorUrl');
  const urlFor = (role: string) => addressOf(administratorUrl, role, name);
  return {
    appUrl: urlFor('armkrok_app'),
    ownerUrl: urlFor('armkrok_owner'),
    workerUrl: urlFor('armkrok_worker'),
    unprotectedUrl: urlFor('postgres'),
    drop: () => asAdministrator((client) => client.query(`drop database ${name} with (force)`)),
  };
}

/** Made once in a run, by the test that asks first, while the others wait: a template that a test file copies. */
export async function makeTemplateOnce(name: string, fill: (urls: TestDatabase) => Promise<void>): Promise<void> {
  await asAdministrator(async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [name]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount) return;
    const making = `${name}_making`;
    await client.query(`drop database if exists ${making} with (force)`);
    await client.query(`create database ${making} template armkrok_template ${asFiles} ${databaseSettings}`);
    await fill(databaseNamed(making));
    await client.query(`alter database ${making} rename to ${name}`);
  });
}
