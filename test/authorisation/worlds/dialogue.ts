import type { Someone } from '../../../src/collaborations/testing.ts';
import {
  answerExpectation,
  answerQuestion,
  askQuestion,
  listAnswers,
  listExpectations,
  reviewYearOf,
  shareOutcome,
  stateExpectation,
  tellNote,
} from '../../../src/dialogue/index.ts';
import { queueQuestionLetter } from '../../../src/dialogue/letters.ts';
import { dayOf, type Tx } from '../../../src/identity/index.ts';
import type { Things } from '../world.ts';

interface Part {
  readonly name: string;
  readonly id: string;
  readonly organisation_id: string;
  readonly by: Someone;
}

/**
 * A question that all are asked, what each expects of the next, a note of progress, and each party's review of the year: the
 * outcome is shared, what was written before it is not.
 */
export async function fillDialogue(
  write: <Result>(by: Someone, work: (tx: Tx) => Promise<Result>) => Promise<Result>,
  id: string,
  { canary, quiet }: { readonly canary: string; readonly quiet: string },
  { leader, goal }: { readonly leader: Someone; readonly goal: string },
  parties: readonly Part[],
): Promise<Things> {
  const things: Record<string, string> = {};
  const ask = (text: string): Promise<string> =>
    write(leader, async (tx) =>
      askQuestion(tx, id, { about: 'goal', id: goal }, { question: text, dueOn: '2099-12-31' }, parties),
    );
  things.askedQuestion = await ask(`Hur går det? ${canary}`);
  things.answeredQuestion = await ask(`Vad har blivit bättre? ${canary}`);
  const second = parties.find(({ name }) => name === 'second');
  if (second) {
    // A letter that nobody is to be sent by: its address is sealed under no key. A protected collaboration has none.
    const house = { origin: 'http://localhost', sealing: { seal: (text: string) => text, open: () => undefined } };
    await write(leader, (tx) =>
      queueQuestionLetter(tx, house, {
        kind: 'asked',
        language: 'sv',
        collaboration: { id, name: canary, isFictional: false },
        asking: canary,
        party: { id: second.id, name: canary },
        questionId: things.askedQuestion ?? '',
        to: 'funktion@second.example',
        waiting: [{ question: canary, due: '2099-12-31' }],
        link: `http://localhost/questions/${'a'.repeat(43)}`,
      }),
    );
  }
  if (second) {
    // The first answer opens it to all who read.
    await write(second.by, async (tx) => {
      const question = { id: things.answeredQuestion ?? '', question: canary };
      const mine = (one: { question_id: string; party_id: string }) =>
        one.question_id === question.id && one.party_id === second.id;
      const asked = (await tx.all(listAnswers(id))).find(mine);
      if (asked) await answerQuestion(tx, id, question, asked, asked.version, `Tiderna, ${canary}`);
    });
  }
  const first = parties.find(({ name }) => name === 'first');
  if (first) {
    const note = { text: `Centret är öppet, ${canary}`, happenedOn: '2023-10-20', goalId: goal, activityId: null };
    things.note = await write(first.by, (tx) => tellNote(tx, id, note));
  }
  for (const [at, party] of parties.entries()) {
    const next = parties[(at + 1) % parties.length] ?? party;
    const word = party.name === 'second' ? quiet : canary;
    const facts = { expected: `Listor, ${canary}`, dueOn: '2099-12-31' };
    const expectation = await write(party.by, async (tx) => stateExpectation(tx, id, party, next, facts));
    things[`${party.name} expectation`] = expectation;
    things[`${next.name} expected`] = expectation;
    // Each of the two says what came of what has been answered: another's is one that nobody has answered.
    const answered = await write(party.by, async (tx) => stateExpectation(tx, id, party, next, facts));
    things[`${party.name} answered`] = party.name === 'second' ? expectation : answered;
    await write(next.by, async (tx) => {
      const row = (await tx.all(listExpectations(id))).find((one) => one.id === answered);
      if (row) await answerExpectation(tx, id, row, row.version, 'adjusts', `Delvis, ${canary}`);
    });
    await write(party.by, async (tx) => {
      const year = Number(dayOf(tx.now).slice(0, 4));
      const review = { done: word, gave: word, changes: word, course: 'continues' } as const;
      const written = await reviewYearOf(tx, id, party, year, review, { before: undefined, version: 0 });
      shareOutcome(
        tx,
        id,
        party.organisation_id,
        { id: written, party_id: party.id, year },
        {
          course: 'continues',
          words: canary,
          decided_by: '',
          paragraph: '',
          decided_on: dayOf(tx.now),
        },
      );
      things.year = String(year);
    });
  }
  return things;
}
