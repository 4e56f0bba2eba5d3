import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/database.ts';
import { identify, type User } from '../../identity/user.ts';
import { type Database, openDatabase } from './database.ts';
import { statement } from './statement.ts';

let urls: TestDatabase;
let database: Database<User>;
const now = new Date('2023-11-20T09:00:00Z');
beforeAll(async () => {
  urls = await createTestDatabase();
  // One connection: what is left behind on it is met by whoever comes next.
  database = openDatabase({ url: urls.unprotectedUrl, poolSize: 1, identify });
});
afterAll(async () => {
  await database.close();
  await urls.drop();
});

const backend = statement<{ pid: number }>('select pg_backend_pid() as pid');
const add = statement<never, [code: string, name: string]>(
  `insert into area (code, kind, name) values ($1, 'country', $2)`,
);
const count = statement<{ code: string }, [code: string]>('select code from area where code = $1');
const divide = statement<{ share: number }, [by: number]>('select 10 / $1::integer as share');
const misspelt = statement<unknown>('select nothing_of_the_kind');
const connection = async () => (await database.read(null, now, { backend: backend() })).rows.backend[0]?.pid;

test('answers come back with their own questions, the same one asked several times too', async () => {
  const empty = statement<{ code: string }>(`select code from area where code = 'none'`);
  for (let again = 0; again < 3; again += 1) {
    const { rows } = await database.read(null, now, {
      five: divide(2),
      none: empty(),
      two: divide(5),
      list: statement<{ days: Date[]; share: string | null }>(
        `select array['2023-11-20T09:00:00Z'::timestamptz] as days, null as share`,
      )(),
    });
    expect(rows).toEqual({ five: [{ share: 5 }], none: [], two: [{ share: 2 }], list: [{ days: [now], share: null }] });
  }
});

test('a question that fails takes all with it, says why, and the connection goes on with what it held prepared', async () => {
  const before = await connection();
  for (let again = 0; again < 3; again += 1) {
    await expect(database.read(null, now, { first: divide(1), wrong: divide(0), last: divide(2) })).rejects.toThrow(
      'division by zero',
    );
    expect((await database.read(null, now, { first: divide(1) })).rows.first).toEqual([{ share: 10 }]);
  }
  for (let again = 0; again < 3; again += 1) {
    await expect(database.read(null, now, { wrong: misspelt(), never: count('never') })).rejects.toThrow(
      'column "nothing_of_the_kind" does not exist',
    );
    expect((await database.read(null, now, { never: count('never') })).rows.never).toEqual([]);
  }
  expect(await connection()).toBe(before);
});

test('a statement that fails the first time it is used can be used again', async () => {
  const before = await connection();
  const fresh = statement<{ share: number }, [by: number]>('select 20 / $1::integer as share');
  await expect(database.read(null, now, { wrong: fresh(0) })).rejects.toThrow('division by zero');
  await expect(database.read(null, now, { wrong: fresh(0) })).rejects.toThrow('division by zero');
  expect((await database.read(null, now, { right: fresh(4) })).rows.right).toEqual([{ share: 5 }]);
  expect(await connection()).toBe(before);
});

test('what is sent without waiting is written in its order, before what is asked after it', async () => {
  const seen = await database.write(null, now, async (tx) => {
    tx.send(add('X1', 'Ett'));
    const found = await tx.all(count('X1'));
    tx.send(add('X2', 'Två'));
    return found;
  });
  expect(seen).toEqual([{ code: 'X1' }]);
  expect((await database.read(null, now, { later: count('X2') })).rows.later).toEqual([{ code: 'X2' }]);
});

test('a write that fails leaves nothing, whether what failed was waited for or not', async () => {
  const before = await connection();
  const doubled = (wait: boolean) =>
    database.write(null, now, async (tx) => {
      tx.send(add('X3', 'Tre'), add('X3', 'Tre igen'));
      if (wait) await tx.all(count('X3'));
    });
  await expect(doubled(true)).rejects.toThrow('duplicate key');
  await expect(doubled(false)).rejects.toThrow('duplicate key');
  await expect(
    database.write(null, now, async (tx) => {
      await tx.all(add('X4', 'Fyra'));
      throw new Error('on second thoughts');
    }),
  ).rejects.toThrow('on second thoughts');
  const { rows } = await database.read(null, now, { three: count('X3'), four: count('X4') });
  expect(rows).toEqual({ three: [], four: [] });
  expect(await connection()).toBe(before);
});

test('a page cannot write', async () => {
  await expect(database.read(null, now, { written: add('X5', 'Fem') })).rejects.toThrow('read-only transaction');
});

test('a connection that is lost in the middle of a page is replaced and the page asked again', async () => {
  const before = await connection();
  const other = openDatabase({ url: urls.unprotectedUrl, poolSize: 1, identify });
  const end = statement<unknown, [number]>('select pg_terminate_backend($1)');
  await other.read(null, now, { end: end(before ?? 0) });
  expect(await connection()).not.toBe(before);
  await other.close();
});
