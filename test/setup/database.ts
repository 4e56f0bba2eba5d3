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
  await asAdministrator(`create database ${name} template ${template} owner armkrok_owner`);
  const urlFor = (role: string) =>
    administratorUrl.replace('//postgres@', `//${role}@`).replace('/postgres?', `/${name}?`);
  return {
    appUrl: urlFor('armkrok_app'),
    ownerUrl: urlFor('armkrok_owner'),
    workerUrl: urlFor('armkrok_worker'),
    unprotectedUrl: urlFor('postgres'),
    drop: () => asAdministrator(`drop database ${name} with (force)`),
  };
}
