import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/setup/database.ts';
import { type Database, openDatabase } from './database/database.ts';
import { statement } from './database/statement.ts';
import type { HistoryEntry } from './history.ts';
import { newId } from './id.ts';

const now = new Date('2023-11-20T09:00:00.123Z');
const identify = statement<Record<string, never>, []>('select where false');

let urls: TestDatabase;
let database: Database<Record<string, never>>;
let owner: pg.Client;
beforeAll(async () => {
  urls = await createTestDatabase();
  database = openDatabase({ url: urls.appUrl, poolSize: 20, identify: () => identify() });
  owner = new pg.Client({ connectionString: urls.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.close();
  await urls.drop();
});

const about = (collaborationId: string | null, more: Partial<HistoryEntry> = {}): HistoryEntry => ({
  verb: 'goal.changed',
  subjectType: 'goal',
  subjectId: newId(),
  userId: null,
  organisationId: null,
  collaborationId,
  ...more,
});
const record = (...entries: readonly HistoryEntry[]) =>
  database.write(null, now, async (tx) => {
    for (const entry of entries) tx.record(entry);
  });
const rowsOf = async (chain: string) =>
  (await owner.query('select seq::integer, hash, previous_hash from history where chain = $1 order by seq', [chain]))
    .rows;

test('fifty writers into one chain at once leave no gap, and each entry follows the one before', async () => {
  const chain = newId();
  await Promise.all(
    Array.from({ length: 50 }, async () => {
      for (let at = 0; at < 10; at += 1) await record(about(chain));
    }),
  );
  const rows = await rowsOf(chain);
  expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 500 }, (_, at) => at + 1));
  expect(rows[0].previous_hash).toBeNull();
  for (const [at, row] of rows.entries()) if (at > 0) expect(row.previous_hash).toEqual(rows[at - 1].hash);
});

test('writers who tell of many chains, each in an order of its own, never wait for each other in a circle', async () => {
  const chains = Array.from({ length: 8 }, () => newId());
  const inOrder = (writer: number) => chains.map((_, at) => chains[(at * 3 + writer * 5) % chains.length] as string);
  await Promise.all(
    Array.from({ length: 50 }, async (_, writer) => {
      for (let at = 0; at < 4; at += 1) await record(...inOrder(writer + at).map((chain) => about(chain)));
    }),
  );
  for (const chain of chains) {
    expect((await rowsOf(chain)).map(({ seq }) => seq)).toEqual(Array.from({ length: 200 }, (_, at) => at + 1));
  }
});

test('a change that is undone takes no number', async () => {
  const chain = newId();
  await record(about(chain));
  await expect(
    database.write(null, now, async (tx) => {
      tx.record(about(chain));
      tx.send(statement<unknown>('select 1 / 0 as never')());
    }),
  ).rejects.toThrow('division by zero');
  await record(about(chain), about(chain));
  expect((await rowsOf(chain)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
});

test('what is answered is on disk, and the connection then waits for the disk as before', async () => {
  // The tests' own server waits for no disk unless it is asked to.
  const url = new URL(urls.appUrl);
  url.searchParams.set('options', '-c synchronous_commit=on');
  const waiting = openDatabase({ url: url.href, poolSize: 1, identify: () => identify() });
  const standing = statement<{ commits: string; is_flushed: boolean }>(`
    select current_setting('synchronous_commit') as commits,
      pg_current_wal_flush_lsn() >= pg_current_wal_insert_lsn() as is_flushed`);
  const seen: { commits: string; is_flushed: boolean }[] = [];
  for (let at = 0; at < 20; at += 1) {
    await waiting.write(null, now, async (tx) => tx.record(about(newId())));
    seen.push(...(await waiting.read(null, now, { standing: standing() })).rows.standing);
  }
  await waiting.close();
  expect(new Set(seen.map(({ commits }) => commits))).toEqual(new Set(['on']));
  // Others write to the same log meanwhile; without waiting it would lag behind nearly always.
  expect(seen.filter((one) => one.is_flushed).length).toBeGreaterThan(5);
});

test('an entry is hashed in one form that says everything: numbers, absent values and signs between fields too', async () => {
  const chain = newId();
  const user = newId();
  await record(
    about(chain, { userId: user, verb: 'a", "b', before: { text: 'Ån "går"\n | > é' }, after: null }),
    about(chain, { subjectType: '', seatId: user, after: [1.5, null] }),
  );
  const { rows } = await owner.query(
    `select h.form, h.id, h.seq::integer as seq, h.user_id, h.seat_id, h.verb, h.subject_type, h.subject_id,
       encode(h.payload_hash, 'hex') as payload, encode(h.previous_hash, 'hex') as previous, encode(h.hash, 'hex') as hash,
       p.salt, p.before::text as before, p.after::text as after
     from history h join history_payload p on p.history_id = h.id where h.chain = $1 order by h.seq`,
    [chain],
  );
  expect(rows.length).toBe(2);
  for (const row of rows) {
    const { form, id, seq, user_id, seat_id, verb, subject_type, subject_id, payload, previous, salt } = row;
    const held = createHash('sha256')
      .update(salt)
      .update(`[${row.before ?? 'null'}, ${row.after ?? 'null'}]`);
    expect(payload).toBe(held.digest('hex'));
    const said = [form, id, chain, seq, now.getTime() * 1000, user_id, seat_id, null, chain, verb, subject_type]
      .concat(subject_id, payload, previous)
      .map((value) => JSON.stringify(value));
    expect(row.hash).toBe(
      createHash('sha256')
        .update(`[${said.join(', ')}]`)
        .digest('hex'),
    );
  }
  expect(rows[0].after).toBeNull();
  expect(rows[1].previous).toBe(rows[0].hash);
});

test('the application can neither change nor delete what happened, nor add to it past its function', async () => {
  const app = new pg.Client({ connectionString: urls.appUrl });
  await app.connect();
  try {
    for (const text of [
      `update history set verb = 'x'`,
      'delete from history',
      'truncate history',
      `update history_payload set after = '{}'`,
      'delete from history_payload',
      'truncate history_payload, history',
      `insert into history_payload (history_id, salt) values ('${newId()}', '')`,
      `insert into history (form, id, chain, seq, at, verb, subject_type, subject_id, payload_hash, hash)
       values (2, '${newId()}', 'instance', 1, '2023-11-20T09:00:00Z', 'x', 'x', '${newId()}', '', '')`,
      'alter table history drop column hash',
      'drop function append_history(jsonb, timestamptz)',
    ]) {
      await expect(app.query(text), text).rejects.toThrow(/permission denied|must be owner/);
    }
  } finally {
    await app.end();
  }
});

test('the heads of all chains are told, whoever asks, in the order of the chains', async () => {
  const heads = statement<{ chain: string; seq: string; hash: Buffer }>(
    'select chain, seq::text as seq, hash from history_heads()',
  );
  const { rows } = await database.read(null, now, { heads: heads() });
  const { rows: expected } = await owner.query(
    'select distinct on (h.chain) h.chain, h.seq::text as seq, h.hash from history h order by h.chain, h.seq desc',
  );
  expect(expected.length).toBeGreaterThan(10);
  expect(rows.heads).toEqual(expected);
});
