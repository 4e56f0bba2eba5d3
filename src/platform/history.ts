import { type Bound, statement } from './database/statement.ts';

/** One thing that happened, as the verb that did it says. Flushed in the same message as the commit. */
export interface HistoryEntry {
  /** The noun and what happened to it: `contribution.answered`. */
  readonly verb: string;
  readonly subjectType: string;
  readonly subjectId: string;
  /** Who answers for it. Null only for what the installation itself does. */
  readonly userId: string | null;
  readonly organisationId: string | null;
  /** The collaboration it belongs to; decides the chain. Null: the organisation's chain, else the installation's. */
  readonly collaborationId: string | null;
  readonly seatId?: string | null;
  readonly before?: unknown;
  readonly after?: unknown;
}

const append = statement<{ append_history: null }, [entries: string, at: Date]>(
  'select append_history($1::jsonb, $2::timestamptz)',
);

export const flushHistory = (entries: readonly HistoryEntry[], now: Date): Bound<unknown> =>
  append(JSON.stringify(entries), now);
