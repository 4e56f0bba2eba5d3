import type { Database } from './database/database.ts';
import { statement } from './database/statement.ts';
import type { DatabaseState } from './metrics.ts';

export interface QueueStateRow {
  readonly waiting_jobs: number;
  /** How long the oldest job that is due has waited. */
  readonly lag_seconds: number;
  readonly failed_jobs: number;
  readonly failed_letters: number;
  readonly signed_in: number;
  readonly database_bytes: number;
}

export const queueState = statement<QueueStateRow, [Date]>(`
  select waiting_jobs, lag_seconds, failed_jobs, failed_letters, signed_in, database_bytes::double precision as database_bytes
  from queue_state($1::timestamptz)`);

export interface SourceStateRow {
  readonly source: string;
  readonly series: number;
  readonly failing: number;
  /** When it last answered; null when it never has. */
  readonly answered_at: Date | null;
  readonly fetched_on: string | null;
}

export const sourceStates = statement<SourceStateRow>(`
  select s.source, count(*)::integer as series, count(r.failed_at)::integer as failing,
    max(r.asked_at) filter (where r.failed_at is null) as answered_at,
    (select max(f.fetched_on)::text from series_fetch f join series o on o.id = f.series_id where o.source = s.source) as fetched_on
  from series s left join series_refresh r on r.series_id = s.id
  where s.source in ('kolada', 'scb') group by s.source order by s.source`);

/** The figures that only the database knows. */
export async function readQueueState(database: Database<unknown>, now: Date): Promise<DatabaseState> {
  const { rows } = await database.read(null, now, { state: queueState(now), sources: sourceStates() });
  const [state] = rows.state as [QueueStateRow];
  return {
    waitingJobs: state.waiting_jobs,
    queueLagSeconds: state.lag_seconds,
    failedJobs: state.failed_jobs,
    failedLetters: state.failed_letters,
    sourceAges: Object.fromEntries(
      rows.sources.map(({ source, answered_at }) => [
        source,
        answered_at ? (now.getTime() - answered_at.getTime()) / 1000 : null,
      ]),
    ),
    databaseBytes: state.database_bytes,
  };
}
