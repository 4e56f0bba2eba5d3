import { readFileSync } from 'node:fs';
import pg from 'pg';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../../test/setup/database.ts';
import { schemaText } from './schema-text.ts';

const committed = readFileSync(new URL('../../db/schema.sql', import.meta.url), 'utf8');

test('db/schema.sql is what the migrations make; otherwise write it again with npm run schema', async () => {
  const urls = await createTestDatabase();
  const client = new pg.Client({ connectionString: urls.ownerUrl });
  await client.connect();
  expect(await schemaText(client)).toBe(committed);
  await client.query(`alter table area add column added text; grant select on area to armkrok_worker`);
  const changed = await schemaText(client);
  expect(changed).toContain('  added text\n');
  expect(changed).toContain('  grant select to armkrok_worker\n');
  await client.end();
  await urls.drop();
});
