/** A round's times, from which it follows where it stands. */
export interface Timing {
  readonly deadline_at: Date;
  readonly rating_deadline_at: Date;
  readonly shared_at: Date | null;
  readonly ratings_shared_at: Date | null;
  readonly closed_at: Date | null;
}

export const exerciseStates = ['answering', 'rating', 'talking', 'closed'] as const;
export type ExerciseState = (typeof exerciseStates)[number];

/** Answers are unseen until all are in or the deadline has passed; then ratings are, in the same way; then the parties talk. */
export function stateOf(round: Timing, now: Date): ExerciseState {
  if (round.closed_at) return 'closed';
  if (!round.shared_at && round.deadline_at > now) return 'answering';
  return round.ratings_shared_at || round.rating_deadline_at <= now ? 'talking' : 'rating';
}

export const areAnswersOpen = (round: Timing, now: Date): boolean => stateOf(round, now) !== 'answering';
export const areRatingsOpen = (round: Timing, now: Date): boolean =>
  round.ratings_shared_at !== null || round.rating_deadline_at <= now;

export const agreements = ['1', '2', '3', '4', '5'] as const;
