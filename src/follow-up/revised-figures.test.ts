import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aCollaboration } from '../collaborations/testing.ts';
import { aGoal, anIndicator } from '../goals/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, testPassword } from '../identity/testing.ts';
import { aRevision } from '../indicators/testing.ts';
import { listRounds, listRoundValues } from './queries.ts';
import { aRound } from './testing.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test('figures that are revised after a round has opened leave it as it was: its numbers, its hash and its page', async () => {
  const host = await aHost(house);
  const amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  const id = await aCollaboration(host, amina);
  const goal = await aGoal(host, amina, id);
  await anIndicator(host, amina, id, goal);
  const first = await aRound(host, amina, id);
  const read = async (round: string) => {
    const { rows } = await house.database.read(amina, house.now, {
      values: listRoundValues(id, round),
      rounds: listRounds(id),
    });
    return { values: rows.values, hash: rows.rounds.find((one) => one.id === round)?.snapshot_hash };
  };
  const latest = ({ values }: Awaited<ReturnType<typeof read>>) =>
    values.find(({ place, period, sex }) => place === '0010' && period === 2022 && sex === 'T')?.value;
  const before = await read(first);
  expect(before.values.length).toBeGreaterThan(50);

  await aRevision(host, 'N03921', { area: '0010', period: 2022, sex: 'T' }, 9.9);
  expect(await read(first)).toEqual(before);
  const leader = await new Visitor(house).signIn(emailOf('Amina Holm'), testPassword);
  await leader.open(`/collaborations/${id}/follow-up/${first}`);
  expect(leader.text).toContain('5,1');
  expect(leader.text).not.toContain('9,9');

  // What opens now rests on what is known now.
  const second = await read(await aRound(host, amina, id));
  expect(latest(before)).toBeCloseTo(5.1, 1);
  expect(latest(second)).toBe(9.9);
  expect(second.hash).not.toBe(before.hash);
});
