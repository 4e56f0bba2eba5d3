// npm run schema: writes db/schema.sql from a database made by the migrations, and docs/operations/settings.md from the
// settings. With --check it only compares.
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startDatabaseServer } from '../src/platform/database-server.ts';
import { migrate } from '../src/platform/migrate.ts';
import { schemaText } from '../src/platform/schema-text.ts';
import { settingsPage } from '../src/platform/settings-page.ts';

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

const written = {
  'db/schema.sql': await schemaNow(),
  'docs/operations/settings.md': settingsPage(),
};
for (const [name, text] of Object.entries(written)) {
  const file = new URL(`../${name}`, import.meta.url);
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    process.stderr.write(`${name} is not what it is written from. Write it again: npm run schema\n`);
    process.exitCode = 1;
  }
}
