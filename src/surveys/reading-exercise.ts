import type { Reading } from '../collaborations/index.ts';
import { measureDistance, type QuestionDistance } from './distance.ts';
import { type Instrument, type Question, readInstrument } from './instrument.ts';
import type { AnswerRow, AskedPartyRow, ExerciseRow, RatingRow, StandingRow, WordingRow } from './queries.ts';
import { areRatingsOpen, type ExerciseState, stateOf } from './shared-view.ts';

export interface ExerciseRows {
  readonly exercises: readonly ExerciseRow[];
  readonly asked: readonly AskedPartyRow[];
  readonly standing: readonly StandingRow[];
  readonly answers: readonly AnswerRow[];
  readonly ratings: readonly RatingRow[];
  readonly wordings: readonly WordingRow[];
}

/** The distance in a question now, and in the exercise that it is compared with. */
export interface Comparison {
  readonly question: Question;
  readonly before: number | null;
  readonly now: number | null;
}

/** An exercise as its reader meets it. */
export interface Exercise {
  readonly of: Reading;
  readonly row: ExerciseRow;
  readonly instrument: Instrument;
  readonly state: ExerciseState;
  readonly parties: readonly AskedPartyRow[];
  readonly own: AskedPartyRow | undefined;
  readonly standing: readonly StandingRow[];
  readonly answers: readonly AnswerRow[];
  readonly ratings: readonly RatingRow[];
  readonly wordings: readonly WordingRow[];
  /** Only when ratings are open to all. */
  readonly measured: readonly QuestionDistance[];
  readonly compared: { readonly name: string; readonly questions: readonly Comparison[] } | undefined;
}

const asRatings = (rows: readonly RatingRow[], round: string) =>
  rows
    .filter((one) => one.round_id === round)
    .map((one) => ({
      question: one.question,
      party: one.party_id,
      ratedParty: one.rated_party_id,
      agreement: one.agreement,
    }));

function compare(
  row: ExerciseRow,
  rows: ExerciseRows,
  instrument: Instrument,
  measured: readonly QuestionDistance[],
  now: Date,
): Exercise['compared'] {
  const previous = rows.exercises.find((one) => one.id === row.previous_round_id);
  if (!previous || !areRatingsOpen(previous, now) || measured.length === 0) return undefined;
  const ratings = asRatings(rows.ratings, previous.id);
  const parties = [...new Set(ratings.flatMap((one) => [one.party, one.ratedParty]))].toSorted();
  const asked = readInstrument(previous.instrument).questions.map(({ key }) => key);
  const before = measureDistance(asked, parties, ratings);
  return {
    name: previous.name,
    questions: instrument.questions.map((question, at) => ({
      question,
      before: before.find((one) => one.question === question.key)?.distance ?? null,
      now: measured[at]?.distance ?? null,
    })),
  };
}

export function readExercise(row: ExerciseRow, rows: ExerciseRows, of: Reading): Exercise {
  const instrument = readInstrument(row.instrument);
  const own = rows.asked.find((party) => party.organisation_id === of.user.organisation_id);
  const measured = areRatingsOpen(row, of.now)
    ? measureDistance(
        instrument.questions.map(({ key }) => key),
        rows.asked.map((party) => party.party_id),
        asRatings(rows.ratings, row.id),
      )
    : [];
  return {
    of,
    row,
    instrument,
    state: stateOf(row, of.now),
    parties: rows.asked,
    own,
    standing: rows.standing.filter((one) => one.round_id === row.id),
    answers: rows.answers,
    ratings: rows.ratings.filter((one) => one.round_id === row.id),
    wordings: rows.wordings,
    measured,
    compared: compare(row, rows, instrument, measured, of.now),
  };
}

export const nameOf = (exercise: Exercise, partyId: string): string =>
  exercise.parties.find((party) => party.party_id === partyId)?.name ?? '';

export const questionOf = (exercise: Exercise, key: string): Question | undefined =>
  exercise.instrument.questions.find((question) => question.key === key);

/** Own first, then in the order of the parties: another party’s answer is read against one’s own. */
export const ownFirst = (exercise: Exercise): readonly AskedPartyRow[] => [
  ...exercise.parties.filter((party) => party === exercise.own),
  ...exercise.parties.filter((party) => party !== exercise.own),
];
