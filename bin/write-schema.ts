// npm run schema: writes db/schema.sql from a database made by the migrations. With --check it only compares.
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startDatabaseServer } from '../src/platform/database-server.ts';
import { migrate } from '../src/platform/migrate.ts';
import { schemaText } from '../src/platform/schema-text.ts';

const file = new URL('../db/schema.sql', import.meta.url);

async function schemaNow(): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'armkrok-schema-'));
  // As root the database runs as a user who must get in.
  chmodSync(dataDir, 0o755);
  const server = await startDatabaseServer({ dataDir, durable: false });
  try {
    await migrate(server.ownerUrl);
    const client = new pg.Client({ connectionString: server.ownerUrl });
    await client.connect();
    try {
      return await schemaText(client);
    } finally {
      await client.end();
    }
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const text = await schemaNow();
if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== text) {
    process.stderr.write('db/schema.sql is not what the migrations make. Write it again: npm run schema\n');
    process.exitCode = 1;
  }
} else {
  writeFileSync(file, text);
}
