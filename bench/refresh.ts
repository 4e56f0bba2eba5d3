import { spawn } from 'node:child_process';
import pg from 'pg';
import { identify } from '../src/identity/user.ts';
import { loadPlaces } from '../src/indicators/library.ts';
import { sourceJobs } from '../src/indicators/source-jobs.ts';
import { openDatabase } from '../src/platform/database/database.ts';
import { migrateJobs } from '../src/platform/jobs.ts';
import { openSource, type Source } from '../src/platform/source.ts';
import { root, stopProgram } from './processes.ts';

export interface RefreshBench {
  readonly series: number;
  /** Questions that one refresh of all asks. */
  readonly requests: number;
  readonly values: number;
  /** Milliseconds for all: fetched for the first time, refreshed, and the same questions asked bare. */
  readonly firstMs: number;
  readonly refreshMs: number;
  readonly bareMs: number;
  readonly revised: number;
}

/**
 * Refreshes series from a source that answers at once, with no pace to keep, as the jobs do it one after another; a tenth
 * of them have a revised value. Against it the very same questions, asked and read to the end and nothing more.
 */
export async function benchRefresh(
  urls: { readonly owner: string; readonly app: string },
  size: number,
): Promise<RefreshBench> {
  const now = new Date('2026-11-20T09:00:00Z');
  let clock = now;
  await migrateJobs(urls.owner);
  await loadPlaces(urls.owner, now);
  const child = spawn(process.execPath, ['--import', 'tsx', 'bench/answering.ts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<string>((told) => child.stdout.once('data', (part) => told(String(part).trim())));
  const owner = new pg.Client({ connectionString: urls.owner });
  await owner.connect();
  const database = openDatabase({ url: urls.app, poolSize: 4, identify });
  const kolada = openSource({ name: 'Kolada', url: `http://127.0.0.1:${port}/v3`, pace: null });
  const asked: string[] = [];
  const heard: Source = {
    ...kolada,
    read(path, shape) {
      asked.push(path);
      return kolada.read(path, shape);
    },
  };
  const log = { info() {}, error: (fields: object) => console.error(fields) };
  const jobs = sourceJobs({ database, clock: () => clock, sources: { kolada: heard, scb: heard }, log });
  try {
    await owner.query(
      `insert into series (source, code, title, unit, by_sex, created_at)
       select 'kolada', 'N' || (10000 + n), 'Mått ' || n, 'percent', false, $2 from generate_series(1, $1) n`,
      [size, now],
    );
    await owner.query('insert into series_refresh (series_id, due_at) select id, $1 from series', [now]);
    // As the queue would: the job of a series that another took along has been moved to its next time.
    const nextDue = async (): Promise<number | undefined> =>
      (
        await owner.query<{ series_id: number }>(
          'select series_id from series_refresh where due_at <= $1 order by due_at, series_id limit 1',
          [clock],
        )
      ).rows[0]?.series_id;
    const all = async (): Promise<number> => {
      const started = performance.now();
      for (let seriesId = await nextDue(); seriesId !== undefined; seriesId = await nextDue()) {
        await jobs['refresh-series']?.({ seriesId });
      }
      return Math.round(performance.now() - started);
    };
    const firstMs = await all();
    await owner.query('analyze series_value, series_fetch, series_refresh');
    await fetch(`http://127.0.0.1:${port}/revise`, { method: 'POST' });
    clock = new Date(now.getTime() + 60 * 24 * 60 * 60 * 1000);
    asked.length = 0;
    const refreshMs = await all();
    const started = performance.now();
    for (const path of asked) await (await fetch(`http://127.0.0.1:${port}/v3/${path}`)).arrayBuffer();
    const bareMs = Math.round(performance.now() - started);
    const { rows } = await owner.query<{ values: number; revised: number }>(
      'select sum(value_count)::integer as values, sum(revised_count)::integer as revised from series_fetch',
    );
    return {
      series: size,
      requests: asked.length,
      values: rows[0]?.values ?? 0,
      firstMs,
      refreshMs,
      bareMs,
      revised: rows[0]?.revised ?? 0,
    };
  } finally {
    await owner.end();
    await database.close();
    await stopProgram(child);
  }
}
