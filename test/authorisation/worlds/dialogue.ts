import type { Someone } from '../../../src/collaborations/testing.ts';
import { askQuestion, reviewYearOf, shareOutcome, stateExpectation, tellNote } from '../../../src/dialogue/index.ts';
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
  things.question = await write(leader, async (tx) =>
    askQuestion(
      tx,
      id,
      { about: 'goal', id: goal },
      { question: `Hur går det? ${canary}`, dueOn: '2099-12-31' },
      parties,
    ),
  );
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
