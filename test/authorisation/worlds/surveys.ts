import type { Someone } from '../../../src/collaborations/testing.ts';
import type { Tx } from '../../../src/identity/index.ts';
import { giveAnswer, openExercise, rate, writeWording } from '../../../src/surveys/exercising.ts';
import { instruments } from '../../../src/surveys/instrument.ts';
import type { Things } from '../world.ts';

type Write = <Result>(by: Someone, work: (tx: Tx) => Promise<Result>) => Promise<Result>;

/** One shared-view exercise in each state that something can be asked of; the second party’s answer in the first is unseen. */
export async function fillSurveys(
  write: Write,
  id: string,
  party: Readonly<Record<'leading' | 'first' | 'second' | 'gone', string>>,
  by: Readonly<Record<'leading' | 'second', Someone>>,
  words: { readonly canary: string; readonly quietCanary: string },
): Promise<Things> {
  const [instrument] = instruments;
  if (!instrument) throw new Error('there is no instrument');
  const questions = instrument.questions.map(({ key }) => key);
  const open = (name: string) =>
    write(by.leading, (tx) =>
      openExercise(tx, id, {
        name: `${name}, ${words.canary}`,
        purpose: words.canary,
        instrument,
        deadlineOn: '2023-12-18',
        ratingDeadlineOn: '2024-01-08',
        partyIds: Object.values(party),
      }),
    );
  const answer = (who: Someone, exercise: string, of: string, text: string, isEntered: boolean) =>
    write(who, (tx) =>
      giveAnswer(
        tx,
        id,
        exercise,
        of,
        questions.map((question) => ({ question, answer: 'words' as const, text })),
        isEntered ? { approve: false, stated: { channel: 'email', statedOn: '2023-11-20' } } : { approve: true },
      ),
    );
  const answerAll = async (exercise: string) => {
    await answer(by.second, exercise, party.second, words.canary, false);
    await answer(by.leading, exercise, party.leading, words.canary, false);
    await answer(by.leading, exercise, party.first, words.canary, true);
    await answer(by.leading, exercise, party.gone, words.canary, true);
  };

  const answering = await open('Svarar');
  await answer(by.second, answering, party.second, words.quietCanary, false);
  const rating = await open('Bedömer');
  await answerAll(rating);
  // Opened so that both its days are past: nobody who has not rated is waited for.
  const talking = await write(by.leading, (tx) =>
    openExercise(tx, id, {
      name: `Pratar, ${words.canary}`,
      purpose: words.canary,
      instrument,
      deadlineOn: '2023-10-02',
      ratingDeadlineOn: '2023-10-16',
      partyIds: Object.values(party),
    }),
  );
  await answerAll(talking);
  await write(by.second, (tx) =>
    rate(
      tx,
      id,
      talking,
      party.second,
      questions.map((question) => ({ question, ratedPartyId: party.leading, agreement: 2 })),
    ),
  );
  await write(by.leading, (tx) => writeWording(tx, id, talking, 'why', words.canary, 0));
  return { answeringExercise: answering, ratingExercise: rating, talkingExercise: talking, question: 'why' };
}
