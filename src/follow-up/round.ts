import { proposeDeadline } from '../collaborations/index.ts';
import { dayOf } from '../identity/index.ts';

/** The light round is numbers and a line for each goal; the full one goes through all five moments. */
export const roundKinds = ['light', 'full'] as const;
export type RoundKind = (typeof roundKinds)[number];

/** The five moments of a full round (SKR 2020, our reading of its text). */
export const moments = ['measure', 'observe', 'interpret', 'document', 'feedBack'] as const;
export type Moment = (typeof moments)[number];

/** What a claim may say without comparison: (a) somebody did it, (b) the value changed. Null: nothing is claimed. */
export const rungs = ['a', 'b'] as const;
export type Rung = (typeof rungs)[number];

/** When a moment is planned to begin and end; yyyy-mm-dd. */
export interface RoundMoment {
  readonly moment: Moment;
  readonly startsOn: string;
  readonly endsOn: string;
}

/** A first plan: numbers the same day, then four weeks each to observe, to interpret, to document and to feed back. */
export function proposeMoments(now: Date): readonly RoundMoment[] {
  let from = dayOf(now);
  return moments.map((moment) => {
    const startsOn = from;
    const endsOn = moment === 'measure' ? from : proposeDeadline(new Date(`${from}T12:00:00Z`));
    from = endsOn;
    return { moment, startsOn, endsOn };
  });
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

/** What has happened in a full round, from which it follows where it stands. */
export interface Progress extends Timing {
  readonly interpretation_opened_at: Date | null;
  readonly deviations: number;
  readonly jointlyRead: number;
  readonly isAdopted: boolean;
}

/**
 * Where a full round stands. The numbers are frozen as it opens, so measuring is done from the beginning; interpreting is
 * done when every deviation has been read together. Null: the round is closed.
 */
export function momentOf(round: Progress): Exclude<Moment, 'measure'> | null {
  if (round.closed_at) return null;
  if (!round.interpretation_opened_at) return 'observe';
  if (round.jointlyRead < round.deviations) return 'interpret';
  return round.isAdopted ? 'feedBack' : 'document';
}

/** At most five deviations are interpreted together: more is nobody's question. */
export const mostDeviations = 5;

export const observationKinds = ['focusGroup', 'interview', 'visit', 'fieldVisit', 'worldScan'] as const;
export type ObservationKind = (typeof observationKinds)[number];
