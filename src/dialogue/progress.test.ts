import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aCollaboration, aRole, type Someone } from '../collaborations/testing.ts';
import { aGoal } from '../goals/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { aNote } from './testing.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let maria: Someone;
let id: string;
let goal: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  maria = await aPerson(host, 'Maria Ek', await anOrganisation(host, 'Testköping'));
  id = await aCollaboration(host, amina, [maria.organisation], { confidentiality: 'open' });
  await aRole(host, amina, id, maria);
  goal = await aGoal(host, amina, id);
});
afterAll(() => house.close());
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const at = () => `/collaborations/${id}/dialogue/progress`;

test('progress is told by a party, stands on the goal and the overview, and is changed by its own', async () => {
  const party = await signedIn('Maria Ek');
  await party.open(`${at()}/new`);
  await party.submit({ text: '', on: '2999-01-01', about: '' });
  expect(party.status).toBe(422);
  expect(party.text).toContain('Dagen ligger framåt i tiden');
  await party.submit({ text: 'Navigatorcentret har öppnat.', on: '2023-10-02', about: `goal:${goal}` });
  expect(party.text).toContain('Navigatorcentret har öppnat.');
  for (const path of ['', `/goals/${goal}`]) {
    await party.open(`/collaborations/${id}${path}`);
    expect(party.text).toMatch(/Navigatorcentret har öppnat|1 framsteg/);
  }
  const leader = await signedIn('Amina Holm');
  const theirs = await aNote(host, amina, id, 'Lägesbilden är klar.');
  await party.open(`${at()}/${theirs}`);
  expect(party.status).toBe(404);
  await leader.open(at());
  const note = new RegExp(`${at()}/([0-9a-f-]{36})"[^>]*Navigatorcentret`).exec(leader.page)?.[1] ?? '';
  await leader.open(`${at()}/${note}`);
  await party.open(`${at()}/${note}`);
  await party.submit({ text: 'Navigatorcentret öppnade.', on: '2023-10-02', about: '' });
  await leader.submit({ text: 'Centret öppnade.', on: '2023-10-02', about: '' });
  expect(leader.status).toBe(409);
  expect(leader.text).toContain('Navigatorcentret öppnade.');
});

test('nothing is public until it is shared and the page has been looked at and published', async () => {
  const note = await aNote(host, maria, id, 'Tolv har fått jobb.');
  const kept = await aNote(host, maria, id, 'Inte för alla.');
  const leader = await signedIn('Amina Holm');
  const publish = async () => {
    await leader.open(`/collaborations/${id}/published/new`);
    await leader.submit({ contact: 'registrator@region-test.example' });
  };
  await publish();
  const anyone = new Visitor(house);
  await anyone.open(`/published/${id}`);
  expect(anyone.text).not.toContain('Tolv har fått jobb');
  const party = await signedIn('Maria Ek');
  await party.open(at());
  expect(party.page).not.toContain('/sharing');
  await leader.open(at());
  await leader.submit({}, `${at()}/${note}/sharing`);
  expect(leader.text).toContain('Delat');
  await anyone.open(`/published/${id}`);
  expect(anyone.text).not.toContain('Tolv har fått jobb');
  await publish();
  await anyone.open(`/published/${id}`);
  expect(anyone.text).toContain('20 oktober 2023: Tolv har fått jobb.');
  expect(anyone.text).not.toContain('Inte för alla');
  expect(kept).not.toBe(note);
  // Changed, it is another note, and is shared anew.
  await party.open(`${at()}/${note}`);
  await party.submit({ text: 'Fjorton har fått jobb.', on: '2023-10-20', about: '' });
  await leader.open(`/collaborations/${id}/published/new`);
  expect(leader.text).not.toContain('Fjorton har fått jobb');
});
