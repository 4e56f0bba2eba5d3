import { afterEach, expect, test, vi } from 'vitest';
import { type PoolOptions, ThreadFailure, ThreadPool } from './thread-pool.ts';

const program = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort, threadId } from 'node:worker_threads';
    parentPort.on('message', (work) => {
      if (work === 'die') process.exit(3);
      if (work === 'throw') setImmediate(() => { throw new Error('thrown outside'); });
      else if (work === 'fail') parentPort.postMessage({ failure: { name: 'TemplateError', message: 'no', fault: 'macros' } });
      else if (work === 'wait') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
      else if (typeof work === 'object') {
        Atomics.wait(new Int32Array(work.gate), 0, 0);
        parentPort.postMessage({ result: threadId });
      } else parentPort.postMessage({ result: threadId });
    });`)}`,
);
const pools: ThreadPool[] = [];
const open = (options: Partial<PoolOptions> = {}): ThreadPool => {
  const pool = new ThreadPool({ program, threads: 1, waiting: 2, limit: 20_000, ...options });
  pools.push(pool);
  return pool;
};
/** Work that goes on until it is let go. */
const held = () => {
  const gate = new SharedArrayBuffer(4);
  return {
    work: { gate },
    letGo: () => {
      Atomics.store(new Int32Array(gate), 0, 1);
      Atomics.notify(new Int32Array(gate), 0);
    },
  };
};

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

test('a thread does one thing after another', async () => {
  const pool = open();
  const first = await pool.run('who');
  expect(await Promise.all([pool.run('who'), pool.run('who')])).toEqual([first, first]);
});

test('one more than may wait is refused as unavailable, and the others are done', async () => {
  const pool = open();
  const first = held();
  const under = pool.run(first.work);
  const waiting = [pool.run('who'), pool.run('who')];
  await expect(pool.run('who')).rejects.toMatchObject({ name: 'Refusal', kind: 'unavailable' });
  first.letGo();
  const thread = await under;
  expect(await Promise.all(waiting)).toEqual([thread, thread]);
  expect(await pool.run('who')).toBe(thread);
});

test('what takes too long is given up, and another thread goes on with what waits', async () => {
  const pool = open();
  const before = await pool.run('who');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const slow = pool.run('wait');
  const after = pool.run('who');
  vi.advanceTimersByTime(20_000);
  vi.useRealTimers();
  await expect(slow).rejects.toMatchObject({ name: 'Refusal', kind: 'unavailable' });
  expect(await after).not.toBe(before);
});

test('a thread that dies, or throws outside its work, takes only its own work with it', async () => {
  const pool = open();
  const before = await pool.run('who');
  const [died, next] = await Promise.allSettled([pool.run('die'), pool.run('who')]);
  expect(died).toMatchObject({ status: 'rejected', reason: { message: 'the thread ended' } });
  expect(next).toMatchObject({ status: 'fulfilled' });
  await expect(pool.run('throw')).rejects.toThrow('thrown outside');
  expect(await pool.run('who')).not.toBe(before);
});

test('what goes wrong in a thread is told by its name, and the thread goes on', async () => {
  const pool = open();
  const before = await pool.run('who');
  const failure = await pool.run('fail').catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ThreadFailure);
  expect(failure).toMatchObject({ name: 'TemplateError', failure: { fault: 'macros' } });
  expect(await pool.run('who')).toBe(before);
});

test('what cannot be handed over to a thread is told at once, and the thread goes on', async () => {
  const pool = open();
  const before = await pool.run('who');
  await expect(pool.run(() => {})).rejects.toMatchObject({ name: 'DataCloneError' });
  expect(await pool.run('who')).toBe(before);
});

test('a closed pool refuses', async () => {
  const pool = open();
  const first = held();
  const under = pool.run(first.work);
  const waiting = pool.run('who');
  const closed = pool.close();
  await expect(waiting).rejects.toMatchObject({ kind: 'unavailable' });
  await expect(pool.run('who')).rejects.toMatchObject({ kind: 'unavailable' });
  first.letGo();
  await under;
  await closed;
});
