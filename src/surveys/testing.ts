import type { Someone } from '../collaborations/testing.ts';
import type { Host } from '../identity/testing.ts';
import { giveAnswer, type NewExercise, openExercise, rate, type Stated } from './exercising.ts';
import { instruments } from './instrument.ts';

const [instrument] = instruments;
if (!instrument) throw new Error('there is no instrument');
export const questionKeys = instrument.questions.map(({ key }) => key);

/** A shared-view exercise under way, with four weeks to answer and two more to rate. */
export const anExercise = (
  host: Host,
  leader: Someone,
  collaboration: string,
  partyIds: readonly string[],
  more: Partial<NewExercise> = {},
): Promise<string> =>
  host.database.write(leader, host.now, (tx) =>
    openExercise(tx, collaboration, {
      name: 'Samsyn hösten 2023',
      purpose: 'Inför ett gemensamt beslut.',
      instrument,
      deadlineOn: '2023-12-18',
      ratingDeadlineOn: '2024-01-08',
      partyIds,
      ...more,
    }),
  );

/** The organisation's answer to every question, handed in. */
export const anAnswer = (
  host: Host,
  by: Someone,
  collaboration: string,
  exercise: string,
  party: string,
  text: string,
  stated?: Stated,
): Promise<void> =>
  host.database.write(by, host.now, (tx) =>
    giveAnswer(
      tx,
      collaboration,
      exercise,
      party,
      questionKeys.map((question) => ({ question, answer: 'words' as const, text: `${text} (${question})` })),
      { approve: true, ...(stated ? { stated } : {}) },
    ),
  );

/** The same agreement with every answer of these parties. */
export const someRatings = (
  host: Host,
  by: Someone,
  collaboration: string,
  exercise: string,
  party: string,
  rated: readonly string[],
  agreement: number,
): Promise<void> =>
  host.database.write(by, host.now, (tx) =>
    rate(
      tx,
      collaboration,
      exercise,
      party,
      rated.flatMap((ratedPartyId) => questionKeys.map((question) => ({ question, ratedPartyId, agreement }))),
    ),
  );
