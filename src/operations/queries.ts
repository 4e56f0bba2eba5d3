import { statement } from '../platform/database/statement.ts';

export interface FailedJob {
  readonly id: string;
  readonly task: string;
  readonly failure: string;
  readonly attempts: number;
  /** It is not tried again by itself. */
  readonly gave_up: boolean;
  readonly run_at: Date;
  readonly failed_at: Date;
}

export interface FailedLetter {
  readonly id: string;
  readonly to_address: string;
  readonly failure: string;
  readonly failed_at: Date;
  readonly runs_out_at: Date;
}

export const listFailedJobs = statement<FailedJob, [most: number]>(`
  select id::text as id, task, failure, attempts, gave_up, run_at, failed_at from list_failed_jobs($1::integer)`);
export const listFailedLetters = statement<FailedLetter, [most: number, Date]>(`
  select id, to_address, failure, failed_at, runs_out_at from list_failed_letters($1::integer, $2::timestamptz)`);

export const runJobAgain = statement<{ task: string | null }, [job: string, Date]>(
  'select run_job_again($1::bigint, $2::timestamptz) as task',
);
export const sendLetterAgain = statement<{ sent: boolean }, [letter: string, Date]>(
  'select send_letter_again($1::uuid, $2::timestamptz) as sent',
);
export const dismissLetter = statement<{ dismissed: boolean }, [letter: string, Date]>(
  'select dismiss_letter($1::uuid, $2::timestamptz) as dismissed',
);
