import { setTimeout as delay } from 'node:timers/promises';
import { Logger, runMigrations, runTaskList, type WorkerPool } from 'graphile-worker';
import pg from 'pg';
import { type Bound, statement } from './database/statement.ts';
import { migrationLock } from './migrate.ts';

/** Ids and the acting identity, never content. */
export type JobPayload = Readonly<Record<string, string | number | boolean | null>>;

/** Does one job. Throwing means: again later, each time after a longer wait. */
export type Task = (payload: JobPayload) => Promise<void>;

export interface JobLog {
  info(fields: object, message?: string): void;
  error(fields: object, message?: string): void;
}

const enqueueJob = statement<unknown, [string, string, string | null, Date | null]>(
  'select enqueue($1, $2::jsonb, $3, $4::timestamptz) as queued',
);

/** Asks for a job in the transaction of the change that needs it. One waiting job a key; no time means at once. */
export const enqueue = (task: string, payload: JobPayload, key: string | null, runAt: Date | null): Bound<unknown> =>
  enqueueJob(task, JSON.stringify(payload), key, runAt);

/**
 * What a worker does to the queue, and no more: it takes, marks and removes jobs; it cannot add any. The tables have row
 * level security and no policies of their own.
 */
const workerRights = `
  grant usage on schema graphile_worker to armkrok_worker;
  grant select on graphile_worker.migrations to armkrok_worker;
  grant select, insert on graphile_worker._private_tasks to armkrok_worker;
  grant select, update on graphile_worker._private_job_queues to armkrok_worker;
  grant select, update, delete on graphile_worker._private_jobs to armkrok_worker;
  do $$
  declare queue_table text;
  begin
    foreach queue_table in array array['_private_tasks', '_private_job_queues', '_private_jobs'] loop
      if not exists (select from pg_policies
        where schemaname = 'graphile_worker' and tablename = queue_table and policyname = 'work') then
        execute format('create policy work on graphile_worker.%I to armkrok_worker using (true) with check (true)',
          queue_table);
      end if;
    end loop;
  end $$`;

/** Brings the queue's own schema up to date, as the owner, one process at a time. */
export async function migrateJobs(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`set lock_timeout = '10s'`);
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await runMigrations({ connectionString: ownerUrl, maxPoolSize: 1, logger: quietly() });
    await client.query(workerRights);
  } finally {
    await client.end();
  }
}

export interface WorkerOptions {
  readonly workerUrl: string;
  readonly tasks: Readonly<Record<string, Task>>;
  readonly log: JobLog;
}

/** Runs the jobs, two at once, until stopped. Stopping waits for the jobs that are under way. */
export async function startWorker(options: WorkerOptions): Promise<{ stop(): Promise<void> }> {
  const { log } = options;
  const taskList = Object.fromEntries(
    Object.entries(options.tasks).map(([name, task]) => [name, (payload: unknown) => task(payload as JobPayload)]),
  );
  const pool = new pg.Pool({
    connectionString: options.workerUrl,
    max: 4,
    connectionTimeoutMillis: 5000,
    application_name: 'armkrok-worker',
  });
  // Alone what it says: the error of a lost connection carries the connection with it.
  const lost = (error: Error) => log.error({ error: error.message }, 'the connection of the queue was lost');
  pool.on('error', lost);
  // A client on loan has no listener of the pool's; without one its error would end the process.
  pool.on('connect', (client) => client.on('error', lost));
  // Fails here, at start, rather than in the background when the role cannot get in.
  await pool.query('select from graphile_worker.migrations limit 1');

  const stopped = new AbortController();
  const begin = (): WorkerPool =>
    runTaskList(
      {
        concurrency: 2,
        noHandleSignals: true,
        // Unbatched, nobody waits for the mark that a job is done: a stop could overtake it, and a failure end the process.
        preset: {
          worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0, gracefulShutdownAbortTimeout: 20_000 },
        },
        logger: quietly(log),
      },
      taskList,
      pool,
    );
  let runner = begin();

  // The runner gives up when the database stays away. The system is still up then, and so must the queue be again.
  const keepGoing = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      await runner.promise.catch((error: Error) => log.error({ error }, 'the queue stopped'));
      await delay(5000, undefined, { signal: stopped.signal }).catch(() => {});
      if (!stopped.signal.aborted) runner = begin();
    }
  };
  const going = keepGoing();

  return {
    async stop() {
      stopped.abort();
      await Promise.resolve(runner.gracefulShutdown()).catch(() => {});
      await going;
      await pool.end();
    },
  };
}

/** The queue's messages as ours: what failed is told, the rest is not. */
function quietly(log?: JobLog): Logger {
  return new Logger((scope) => (level, message, meta) => {
    if (level === 'error') log?.error({ ...scope, ...(meta?.error ? { error: meta.error } : {}) }, message);
  });
}
