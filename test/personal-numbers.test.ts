import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPassword } from '../src/identity/index.ts';
import { createTestDatabase, type TestDatabase } from './setup/database.ts';
import { checkDigit, findPersonalNumbers } from './setup/personal-numbers.ts';
import { launchSystem } from './setup/system.ts';
import { Visitor } from './setup/visitor.ts';

// Made here, of days when nobody now living was born: they are nobody's.
const made = (nine: string): string => `${nine.slice(0, 6)}-${nine.slice(6)}${checkDigit(nine)}`;
const planted = `18${made('991231987')}`;

test('the finder finds them as people write them, and takes nothing else for one', () => {
  const number = made('991231987');
  const plain = number.replace('-', '');
  for (const text of [number, plain, `18${plain}`, planted, number.replace('-', '+'), made('991291987')]) {
    expect(findPersonalNumbers(`kontakta ${text}, tack`), text).toEqual([text]);
  }
  const wrong = `${plain.slice(0, 9)}${(Number(plain[9]) + 1) % 10}`;
  const others = [
    wrong,
    made('991331987'),
    made('991240987').replace('1240', '1299'),
    '556036-0793',
    '0143f6c2-d400-7158-9dd5-4bf96edf49ca',
    `20231120-1234-7abc-8def-${plain}00`,
    `a${plain}`,
    `${plain}0`,
    '2023-11-20T09:00:00',
  ];
  for (const text of others) expect(findPersonalNumbers(`ett ${text} två`), text).toEqual([]);
});

let urls: TestDatabase;
let dataDir: string;
let owner: pg.Client;
let log = '';
/** The whole system with its examples, as somebody goes through it and takes out what is held about them. */
beforeAll(async () => {
  urls = await createTestDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'armkrok-numbers-'));
  owner = new pg.Client({ connectionString: urls.ownerUrl });
  await owner.connect();
  const system = launchSystem({
    DATA_DIR: dataDir,
    DATABASE_URL: urls.appUrl,
    DATABASE_OWNER_URL: urls.ownerUrl,
    DATABASE_WORKER_URL: urls.workerUrl,
    DEMO: 'yes',
    LOG_LEVEL: 'info',
  });
  const ended = once(system, 'exit');
  const address = await new Promise<string>((running, failed) => {
    ended.then(() => failed(new Error(log)), failed);
    system.stdout.on('data', (part) => {
      log += part;
      const found = /is running: (http:\S+)/.exec(log)?.[1];
      if (found) running(found.replace('localhost', '127.0.0.1'));
    });
  });
  const visitor = new Visitor({ fetch: (path, init) => fetch(address + path, { redirect: 'manual', ...init }) });
  await visitor.signIn('maria.ek@kommun-b.example', demoPassword);
  const waiting = ['/'];
  const opened = new Set<string>();
  for (let path = waiting.shift(); path !== undefined && opened.size < 60; path = waiting.shift()) {
    if (opened.has(path)) continue;
    opened.add(path);
    await visitor.open(path);
    for (const [, link = ''] of visitor.page.matchAll(/<a\b[^>]*?href="(\/[^"#]*)/g)) waiting.push(link);
  }
  await visitor.open('/account/personal-data');
  await visitor.submit({}, '/account/personal-data/file');
  expect(visitor.type).toBe('application/zip');
  await new Visitor({ fetch: (path, init) => fetch(address + path, { redirect: 'manual', ...init }) }).open(
    '/forgotten-password',
  );
  system.kill('SIGTERM');
  expect((await ended)[0]).toBe(0);
}, 300_000);
afterAll(async () => {
  await owner.end();
  await urls.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Every row of every table, as text. */
async function dump(): Promise<readonly { readonly table: string; readonly text: string }[]> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `select c.relname::text as name from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`,
  );
  const texts: { table: string; text: string }[] = [];
  for (const { name } of tables) {
    const { rows } = await owner.query<{ text: string }>(`select r::text as text from "${name}" r`);
    texts.push({ table: name, text: rows.map(({ text }) => text).join('\n') });
  }
  return texts;
}

test('no personal number stands in database, letters, log or the file that somebody takes out', async () => {
  const texts = await dump();
  expect(texts.length).toBeGreaterThan(40);
  expect(texts.map(({ text }) => text.length).reduce((sum, one) => sum + one)).toBeGreaterThan(1_000_000);
  expect(log).toContain('/account/personal-data/file');
  expect(log.split('\n').length).toBeGreaterThan(60);
  for (const { table, text } of texts) expect(findPersonalNumbers(text), table).toEqual([]);
  expect(findPersonalNumbers(log)).toEqual([]);
});

test('one that is planted in a text, in what the history holds or in a line of the log is found', async () => {
  await owner.query(`update collaboration set challenge = 'Ring ' || $1 where example = 'fictional'`, [planted]);
  await owner.query(
    `update history_payload set after = jsonb_build_object('text', $1::text)
     where history_id = (select history_id from history_payload order by history_id limit 1)`,
    [planted],
  );
  const found = (await dump()).flatMap(({ table, text }) => findPersonalNumbers(text).map(() => table));
  expect(new Set(found)).toEqual(new Set(['collaboration', 'history_payload']));
  expect(findPersonalNumbers(`${log}{"path":"/search/${planted}"}`)).toEqual([planted]);
});
