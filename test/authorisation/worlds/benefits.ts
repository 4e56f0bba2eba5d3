import {
  listBenefits,
  nothingSaid,
  registerBenefit,
  type Saying,
  sayFigures,
  setBenefitPrinciple,
  weighTradeOff,
} from '../../../src/benefits/index.ts';
import type { Someone } from '../../../src/collaborations/testing.ts';
import type { Tx } from '../../../src/identity/index.ts';
import type { Things } from '../world.ts';

interface Part {
  readonly name: string;
  readonly partyId: string;
  readonly organisation: string;
}

/**
 * A benefit and its figures of each party, entered for it: what a party has written itself nobody else changes, whatever
 * their role. And of the second what it estimates of one that has left, and what it makes of it itself, which nobody else sees.
 */
export async function fillBenefits(
  write: <Result>(by: Someone, work: (tx: Tx) => Promise<Result>) => Promise<Result>,
  id: string,
  words: { readonly canary: string; readonly quietCanary: string },
  of: {
    readonly leader: Someone;
    readonly first: Someone;
    readonly second: Someone;
    readonly goal: string;
    readonly gone: string;
  },
  parties: readonly Part[],
): Promise<Things> {
  const { canary, quietCanary } = words;
  const figures = (reckoning: string) => ({ years: [2023], expected: ['100'], realised: [null], reckoning });
  const make = async (tx: Tx, saying: Saying, party: string, word: string): Promise<string> => {
    const benefit = await registerBenefit(tx, id, saying, {
      ...nothingSaid,
      title: `Färre i kö, ${word}`,
      description: word,
      kind: 'quality',
      receiver: 'party',
      receiver_party_id: party,
      measure: word,
      unit: word,
      realiser_party_id: party,
      goal_id: of.goal,
      source_note: word,
    });
    const found = (await tx.all(listBenefits(id))).find((one) => one.id === benefit);
    if (!found) throw new Error('the benefit is not seen by whoever wrote it');
    await sayFigures(tx, id, found, saying, figures(word));
    return benefit;
  };
  const things: Record<string, string> = {};
  await write(of.leader, (tx) =>
    setBenefitPrinciple(
      tx,
      id,
      { weighing: 'weighedTogether', is_given_and_taken: true, words: canary, source_note: canary },
      0,
    ),
  );
  for (const party of parties) {
    const entered = { partyId: party.partyId, channel: 'email' as const, statedOn: '2023-11-01' };
    things[`${party.name} benefit`] = await write(of.leader, (tx) =>
      make(tx, { organisationId: party.organisation, entered }, party.partyId, canary),
    );
  }
  await write(of.second, async (tx) => {
    await make(tx, { organisationId: of.second.organisation }, of.gone, quietCanary);
  });
  const weigh = (by: Someone, word: string) =>
    write(by, async (tx) => {
      const own = parties.find(({ organisation }) => organisation === by.organisation)?.partyId ?? '';
      const facts = { first_year: 2023, last_year: 2024, cost: '100', gain: '200', outcome: 'worthIt' as const };
      const said = { cost_words: word, gain_words: word, words: word, weighed_on: '2023-11-20' };
      await weighTradeOff(tx, id, own, { ...facts, ...said }, 0);
    });
  await weigh(of.first, canary);
  await weigh(of.second, quietCanary);
  return things;
}
