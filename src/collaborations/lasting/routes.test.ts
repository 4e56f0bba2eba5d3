import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../../test/setup/composition.ts';
import { Visitor } from '../../../test/setup/visitor.ts';
import { aHost, anOrganisation, aPerson, emailOf, testPassword } from '../../identity/testing.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../testing.ts';

let house: TestHouse;
let amina: Someone;
let here: string;
let second: string;
beforeAll(async () => {
  house = await openHouse();
  const host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  const kommun = await anOrganisation(host, 'Testköping');
  const maria = await aPerson(host, 'Maria Ek', kommun);
  const id = await aCollaboration(host, amina, [kommun]);
  await aRole(host, amina, id, maria);
  second = await partyOf(host, amina, id, kommun);
  here = `/collaborations/${id}`;
});
afterAll(() => house.close());
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const addressOf = (visitor: Visitor, kind: string): string =>
  new RegExp(`href="(/[^"]*/${kind}/[0-9a-f-]{36})"`).exec(visitor.page)?.[1] ?? `no ${kind}`;

const youth = {
  name: 'Unga framåt 2.0',
  relation: 'within',
  beganOn: '2022-05-01',
  count: '2500',
  participants: 'unga',
};

test('a project stands with its time, money and people; two who change it at once both keep their words', async () => {
  const leader = await signedIn('Amina Holm');
  await leader.open(`${here}/challenge`);
  expect(leader.text).toContain('Projekt med eget namn och egen finansiering');
  await leader.open(`${here}/projects/new`);
  await leader.submit({ ...youth, endedOn: '2021-01-01', funder: 'Europeiska socialfonden' });
  expect(leader.status).toBe(422);
  expect(leader.text).toContain('Projektet kan inte sluta innan det börjar');
  await leader.submit({ ...youth, endedOn: '', endedYear: '2024', funder: 'Europeiska socialfonden' });
  expect(leader.text).toMatch(/Unga framåt 2.0.*En del av samverkan, 1 maj 2022–2024/s);
  expect(leader.text).toMatch(/Betalas av Europeiska socialfonden\. Gäller 2\s500 unga\./);
  const project = addressOf(leader, 'projects');
  const other = await signedIn('Amina Holm');
  await leader.open(project);
  await other.open(project);
  await leader.submit({ ...youth, name: 'Unga framåt 3.0', endedYear: '', endedOn: '', funder: '' });
  await other.submit({ ...youth, name: 'Unga vidare', endedYear: '', endedOn: '', funder: '' });
  expect(other.status).toBe(409);
  expect(other.page).toContain('Unga vidare');
  await leader.open(project);
  await leader.submit({}, `${project}/withdrawal`);
  expect(leader.text).not.toContain('Unga framåt');
  await leader.open(`${here}/history`);
  expect(leader.text).toContain('tog bort ett projekt');
});

test('a result that nobody owns afterwards says so, until it has an owner; a party reads and does not write', async () => {
  const leader = await signedIn('Amina Holm');
  await leader.open(`${here}/results/new`);
  await leader.submit({ name: 'Handbok', kind: 'method', ownerParty: second, ownerName: 'Någon annan' });
  expect(leader.status).toBe(422);
  expect(leader.text).toContain('Välj en part eller skriv ett namn, inte båda');
  await leader.submit({ name: 'Handbok', kind: 'method', ownerParty: '', ownerName: '' });
  expect(leader.text).toMatch(/Handbok.*Metod.*ägare saknas/s);
  await leader.open(addressOf(leader, 'results'));
  await leader.submit({ name: 'Handbok', kind: 'method', ownerParty: second, money: '20 000 kronor per år' });
  expect(leader.text).toContain('Ägs sedan av Testköping. Pengar: 20 000 kronor per år.');
  expect(leader.text).not.toContain('ägare saknas');
  const maria = await signedIn('Maria Ek');
  await maria.open(`${here}/challenge`);
  expect(maria.text).toContain('Handbok');
  expect(maria.page).not.toContain('/results/');
  await maria.open(`${here}/results/new`);
  expect(maria.status).toBe(404);
});

test('a challenge has parts, and more may be counted than are named; follow-up that reaches nobody is a gap', async () => {
  const leader = await signedIn('Amina Holm');
  await leader.open(`${here}/challenge/edit`);
  const described = { name: 'Unga', challenge: 'Unga saknar arbete.', parts: 'Skola\nArbete', reported: 'no' };
  await leader.submit({ ...described, partCount: '1' });
  expect(leader.status).toBe(422);
  expect(leader.text).toContain('Antalet är mindre än delarna som står här');
  await leader.submit({ ...described, partCount: '6', followUpMethods: ['fieldVisit'] });
  expect(leader.text).toMatch(/Skola.*Arbete.*Sex delar, varav två står med namn\./s);
  await leader.open(`${here}/follow-up`);
  expect(leader.text).toContain('Genom besök på plats.');
  await leader.open(here);
  expect(leader.text).toContain('Ingen formell uppföljning till dem som beslutar');
});
