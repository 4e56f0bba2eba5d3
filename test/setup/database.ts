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

/** An empty database with the schema of today, for one test file or one test. From `template0` it has no schema either. */
export async function createTestDatabase(template = 'armkrok_template'): Promise<TestDatabase> {
  const administratorUrl = inject('databaseAdministratorUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const asAdministrator = async (text: string) => {
    const client = new pg.Client({ connectionString: administratorUrl });
    await client.connect();
    try {
      await client.query(text);
    } finally {
      await client.end();
    }
  };
  await asAdministrator(`create database ${name} template ${template} ${databaseSettings}`);
  const urlFor = (role: string) => addressOf(administratorUrl, role, name);
  return {
    appUrl: urlFor('armkrok_app'),
    ownerUrl: urlFor('armkrok_owner'),
    workerUrl: urlFor('armkrok_worker'),
    unprotectedUrl: urlFor('postgres'),
    drop: () => asAdministrator(`drop database ${name} with (force)`),
  };
}
