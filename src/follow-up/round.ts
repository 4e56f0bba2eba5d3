/** What a claim may say without comparison: (a) somebody did it, (b) the value changed. Null: nothing is claimed. */
export const rungs = ['a', 'b'] as const;
export type Rung = (typeof rungs)[number];

/** Four weeks, and never a deadline in July, when nobody is there to answer. */
export function proposeDeadline(now: Date): string {
  const proposed = new Date(now.getTime() + 28 * 24 * 3600_000);
  if (proposed.getUTCMonth() === 6) proposed.setUTCMonth(7, 15);
  return proposed.toISOString().slice(0, 10);
}

export interface Timing {
  readonly deadline_at: Date;
  readonly shared_at: Date | null;
  readonly closed_at: Date | null;
}

export type RoundState = 'answering' | 'shared' | 'closed';

/** Answers are unseen until all are in or the deadline has passed; then the joint lines are written, and it is closed. */
export function stateOf(round: Timing, now: Date): RoundState {
  if (round.closed_at) return 'closed';
  return round.shared_at || round.deadline_at <= now ? 'shared' : 'answering';
}
