import { posix } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { knownStatements } from '../../src/platform/database/statement.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { root, shipped } from './sources.ts';

/** What PREPARE refuses: they manage the transaction and read nothing. */
const transactionWords = /^(begin|commit|rollback)\b/;

let urls: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  // Importing the program's start would start it; what runs in a browser has neither statements nor a place here.
  for (const file of shipped.filter((one) => one !== 'src/main.ts' && !one.includes('/islands/')))
    await import(/* @vite-ignore */ posix.join(root, file));
  urls = await createTestDatabase();
  client = new pg.Client({ connectionString: urls.appUrl });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await urls.drop();
});

// Some forty for each room; a pooler in between must keep as many, as external-database.md says.
test('the statements of the house are fewer than 1,000, so that a connection can hold them all', () => {
  expect(knownStatements().size).toBeGreaterThan(100);
  expect(knownStatements().size).toBeLessThan(1000);
});

test('no statement asks for all columns, nor the database for the time', () => {
  const refused =
    /select\s+(\w+\.)?\*(?!\s*\))|\bnow\(\)|\bcurrent_(timestamp|date|time)\b|\blocaltime|\bclock_timestamp\b/i;
  expect([...knownStatements().values()].filter((text) => refused.test(text))).toEqual([]);
});

test('lists go in as one array, never as a number of placeholders', () => {
  expect([...knownStatements().values()].filter((text) => /\bin\s*\(\s*\$/i.test(text))).toEqual([]);
});

test('every statement can be prepared, planned and started by the application role, with a plan for any values', async () => {
  await client.query(`set plan_cache_mode = force_generic_plan`);
  const wrong: string[] = [];
  for (const [name, text] of knownStatements()) {
    if (transactionWords.test(text)) continue;
    try {
      await client.query(`prepare "${name}" as ${text}`);
      const { rows } = await client.query<{ parameters: number }>(
        'select cardinality(parameter_types) as parameters from pg_prepared_statements where name = $1',
        [name],
      );
      const values = Array.from({ length: rows[0]?.parameters ?? 0 }, () => 'null').join(', ');
      // EXPLAIN starts the plan without running it: that is where rights to tables and functions are looked at.
      await client.query(`explain execute "${name}"${values === '' ? '' : ` (${values})`}`);
    } catch (error) {
      wrong.push(`${(error as Error).message}: ${text}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('no statement writes history, queue or sealed tables past their functions', () => {
  const doors =
    /\b(insert into|update|delete from)\s+(history|history_payload|form_use|mail|person|user_session|migration|graphile_worker)\b/i;
  expect([...knownStatements().values()].filter((text) => doors.test(text))).toEqual([]);
});
