import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { aGoal, anIndicator } from '../goals/testing.ts';
import { aHost, anOrganisation, aPerson, type Host } from '../identity/testing.ts';
import { statement } from '../platform/database/statement.ts';
import { answerRound } from './following-up.ts';
import { aRound } from './testing.ts';

let house: TestHouse;
let host: Host;
let leader: Someone;
let maria: Someone;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  leader = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  maria = await aPerson(host, 'Maria Ek', await anOrganisation(host, 'Testköping'));
});
afterAll(() => house.close());

const findShared = statement<{ shared_at: Date | null }, [collaboration: string, round: string]>(
  'select shared_at from follow_up_round where collaboration_id = $1 and id = $2',
);

test('of two who hand in the last answers at the same moment the second sees that all are in', async () => {
  const id = await aCollaboration(host, leader, [maria.organisation]);
  await aRole(host, leader, id, maria);
  const goal = await aGoal(host, leader, id);
  await anIndicator(host, leader, id, goal);
  const round = await aRound(host, leader, id);
  const answer = async (someone: Someone, then: () => Promise<void>) => {
    const party = await partyOf(host, leader, id, someone.organisation);
    await house.database.write(someone, house.now, async (tx) => {
      const line = { goalId: goal, answer: 'line', text: 'Det går framåt', rung: null, version: 0 } as const;
      await answerRound(tx, id, round, party, [line], new Set());
      await then();
    });
  };
  let hasAnswered = (): void => undefined;
  let letGo = (): void => undefined;
  const answered = new Promise<void>((resolve) => (hasAnswered = resolve));
  const held = new Promise<void>((resolve) => (letGo = resolve));
  // The first has looked whether it is the last, and is not done yet, when the second comes.
  const first = answer(leader, async () => {
    hasAnswered();
    await held;
  });
  await answered;
  const second = answer(maria, async () => undefined);
  await Promise.race([second, new Promise((resolve) => setTimeout(resolve, 400))]);
  letGo();
  await Promise.all([first, second]);
  const { rows } = await house.database.read(leader, house.now, { round: findShared(id, round) });
  expect(rows.round[0]?.shared_at).not.toBeNull();
});
