import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/setup/database.ts';
import { identify } from '../identity/user.ts';
import { openDatabase } from './database/database.ts';
import { enqueue, type JobPayload, migrateJobs, startWorker } from './jobs.ts';

const silent = { info() {}, error() {} };
const now = new Date('2026-11-24T09:00:00Z');
let urls: TestDatabase;
let database: ReturnType<typeof openHere>;

const openHere = (url: string) => openDatabase({ url, poolSize: 2, identify });
const asRole = async <Row extends pg.QueryResultRow>(url: string, question: string): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(question)).rows;
  } finally {
    await client.end();
  }
};

beforeAll(async () => {
  urls = await createTestDatabase();
  database = openHere(urls.appUrl);
});
afterAll(async () => {
  await database.close();
  await urls.drop();
});

test('a job asked for in a transaction is done when it commits, and never when it is taken back', async () => {
  const done: JobPayload[] = [];
  const worker = await startWorker({
    workerUrl: urls.workerUrl,
    tasks: { 'note-id': async (payload) => void done.push(payload) },
    log: silent,
  });
  await database.write(null, now, async (tx) => tx.send(enqueue('note-id', { id: 'kept' }, null, null)));
  await database
    .write(null, now, async (tx) => {
      await tx.all(enqueue('note-id', { id: 'taken back' }, null, null));
      throw new Error('changed my mind');
    })
    .catch(() => {});
  await vi.waitFor(() => expect(done).toEqual([{ id: 'kept' }]), 5000);
  await worker.stop();
});

test('at most two jobs run at once, and stopping waits for those under way', async () => {
  let running = 0;
  let most = 0;
  let finished = 0;
  const worker = await startWorker({
    workerUrl: urls.workerUrl,
    tasks: {
      'take-time': async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resume) => setTimeout(resume, 300));
        running -= 1;
        finished += 1;
      },
    },
    log: silent,
  });
  await database.write(null, now, async (tx) => {
    for (let count = 0; count < 6; count += 1) tx.send(enqueue('take-time', { count }, null, null));
  });
  await vi.waitFor(() => expect(running).toBe(2), 5000);
  await worker.stop();
  expect(most).toBe(2);
  expect(running).toBe(0);
  expect(finished).toBeGreaterThanOrEqual(2);
  // What was not begun is left for the next worker.
  const left = await asRole<{ count: string }>(urls.workerUrl, 'select count(*) from graphile_worker._private_jobs');
  expect(Number(left[0]?.count) + finished).toBe(6);
});

test('asked for twice under one key, a job waits once, with the later payload', async () => {
  await database.write(null, now, async (tx) => {
    tx.send(enqueue('later', { id: 1 }, 'the-key', new Date('2200-01-01T00:00:00Z')));
    tx.send(enqueue('later', { id: 2 }, 'the-key', new Date('2200-01-01T00:00:00Z')));
  });
  const waiting = await asRole<{ payload: unknown }>(
    urls.workerUrl,
    `select payload from graphile_worker._private_jobs where key = 'the-key'`,
  );
  expect(waiting).toEqual([{ payload: { id: 2 } }]);
});

test('the application has no other right in the queue, and the worker has no right in the data', async () => {
  await expect(asRole(urls.appUrl, 'select * from graphile_worker._private_jobs')).rejects.toThrow('permission denied');
  await expect(asRole(urls.appUrl, `select graphile_worker.add_job('x')`)).rejects.toThrow('permission denied');
  await expect(asRole(urls.workerUrl, `select graphile_worker.add_job('x')`)).rejects.toThrow('permission denied');
  await expect(asRole(urls.workerUrl, `select enqueue('x', '{}', null, null)`)).rejects.toThrow('permission denied');
  await expect(asRole(urls.workerUrl, 'select * from person')).rejects.toThrow('permission denied');
});

test('a payload that carries content is refused', async () => {
  const letter = JSON.stringify({ text: 'x'.repeat(1001) });
  await expect(asRole(urls.appUrl, `select enqueue('x', '${letter}', null, null)`)).rejects.toThrow(
    'an object of ids and identity',
  );
});

test('two processes that bring the queue up to date at once take turns', async () => {
  await Promise.all([migrateJobs(urls.ownerUrl), migrateJobs(urls.ownerUrl)]);
});
