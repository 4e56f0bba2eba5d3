import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { loadLibrary } from '../../src/indicators/library.ts';
import { startDatabaseServer } from '../../src/platform/database-server.ts';
import { migrateJobs } from '../../src/platform/jobs.ts';
import { migrate } from '../../src/platform/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    databaseAdministratorUrl: string;
  }
}

/** One cluster for the whole run; its schema and the bundled library lie in a template that every test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'armkrok-cluster-'));
  const { chmodSync } = await import('node:fs');
  chmodSync(dataDir, 0o755);
  const server = await startDatabaseServer({ dataDir, durable: false });
  const administrator = new pg.Client({ connectionString: server.urlFor('postgres', 'postgres') });
  await administrator.connect();
  await administrator.query('create database armkrok_template owner armkrok_owner');
  await migrate(server.urlFor('armkrok_owner', 'armkrok_template'));
  await migrateJobs(server.urlFor('armkrok_owner', 'armkrok_template'));
  await loadLibrary(server.urlFor('armkrok_owner', 'armkrok_template'), new Date('2023-01-02T09:00:00Z'));
  await administrator.end();
  project.provide('databaseAdministratorUrl', server.urlFor('postgres', 'postgres'));
  return async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
