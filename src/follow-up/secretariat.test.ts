import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { aGoal, anIndicator } from '../goals/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { aFullRound, aRound, someDeviations } from './testing.ts';

// A shared office enters what parties have said, as the database lets it too, and speaks for none.

let house: TestHouse;
let host: Host;
let leader: Someone;
let id: string;
let goal: string;
let own: string;
let other: string;
let office: Visitor;

beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  const region = await anOrganisation(host, 'Region Test', { kind: 'region' });
  leader = await aPerson(host, 'Amina Holm', region);
  const secretariat = await aPerson(host, 'Kerstin Kansli', region);
  const silent = await anOrganisation(host, 'Grannby');
  id = await aCollaboration(host, leader, [silent]);
  await aRole(host, leader, id, secretariat, 'secretariat');
  goal = await aGoal(host, leader, id);
  await anIndicator(host, leader, id, goal);
  own = await partyOf(host, leader, id, region);
  other = await partyOf(host, leader, id, silent);
  office = await new Visitor(house).signIn(emailOf('Kerstin Kansli'), testPassword);
});
afterAll(() => house.close());

const stated = { channel: 'email', statedOn: '2023-11-19' };

test('a secretariat enters a contribution for a party, and for the one where its seat is only as something heard', async () => {
  for (const party of [other, own]) {
    const at = `/collaborations/${id}/goals/${goal}/contributions/${party}`;
    await office.open(at);
    const answer = { kind: 'ownGoal', text: 'En dörr in', document: 'Mål och budget' };
    await office.submit(answer);
    expect(office.status).toBe(422);
    await office.submit({ ...answer, ...stated });
    expect(office.status, office.text).toBe(200);
    expect(office.text).toContain('Uppgift från');
  }
});

test('a secretariat enters a party’s line and reading, and can neither close the round nor move the phase', async () => {
  const light = await aRound(host, leader, id);
  const at = `/collaborations/${id}/follow-up/${light}`;
  await office.open(`${at}/lines/${other}`);
  await office.submit({ [`line-${goal}`]: 'Det går framåt' });
  expect(office.path).toContain('done=saved');
  expect((await office.open(at)).page).not.toContain('/closing"');

  const full = await aFullRound(host, leader, id);
  const [deviation = ''] = await someDeviations(host, leader, id, full, goal, ['Varför?']);
  await office.open(`/collaborations/${id}/follow-up/${full}/deviations/${deviation}/readings/${other}`);
  await office.submit({ text: 'Så läser de det', ...stated });
  expect(office.path).toContain('done=saved');

  expect((await office.open(`/collaborations/${id}/phase`)).status).toBe(404);
  expect((await office.open(`/collaborations/${id}/parties/${other}/invite`)).status).toBe(404);
});
