import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { aPlanningYear, aYearEvent, planningFacts } from './testing.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let maria: Someone;
let kommun: string;
let granne: string;
let id: string;
let second: string;
let own: string;
let other: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  kommun = await anOrganisation(host, 'Testköping');
  granne = await anOrganisation(host, 'Grannby');
  maria = await aPerson(host, 'Maria Ek', kommun);
  await aPerson(host, 'Främmande Person', await anOrganisation(host, 'Utanför'));
  id = await aCollaboration(host, amina, [kommun, granne]);
  second = await aCollaboration(host, amina, [kommun], { name: 'Trygga stråk' });
  await aRole(host, amina, id, maria);
  await aRole(host, amina, second, maria);
  own = await partyOf(host, amina, id, kommun);
  other = await partyOf(host, amina, id, granne);
});
afterAll(() => house.close());
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const at = (collaboration = id) => `/collaborations/${collaboration}/annual-wheel`;
const yearly = {
  plan: 'mars',
  budget: '1 september–15 oktober',
  adoption: '15 november',
  'adoption-words': 'Kommunfullmäktige',
  interimReport: '31 augusti',
  annualReport: 'februari–mars',
  mandate: 'byLaw',
  note: '',
};

test('an empty wheel says what it is for, and asks for the own year', async () => {
  const visitor = await signedIn('Maria Ek');
  await visitor.open(at());
  expect(visitor.status).toBe(200);
  expect(visitor.text).toContain('Inga dagar i årshjulet än');
  expect(visitor.page).toContain(`href="${at()}/parties/${own}"`);
});

test('a party writes its year once, and it stands in every collaboration that it takes part in', async () => {
  const visitor = await signedIn('Maria Ek');
  await visitor.open(`${at()}/parties/${own}`);
  await visitor.submit({ ...yearly, budget: 'snart' });
  expect(visitor.status).toBe(422);
  expect(visitor.text).toContain('Skriv en dag, en månad eller från när till när');
  expect(visitor.page).toContain('value="snart"');
  await visitor.submit(yearly);
  expect(visitor.path).toContain(at());
  expect(visitor.text).toContain('1 september–15 oktober');
  expect(visitor.text).toContain('15 november. Kommunfullmäktige');
  expect(visitor.text).toContain('räknat från den 15 oktober valåret');
  await visitor.open(at(second));
  expect(visitor.text).toContain('15 november. Kommunfullmäktige');
  expect(visitor.page).toContain('class="annual-wheel"');
});

test('what somebody else has changed meanwhile is shown beside what was typed', async () => {
  const one = await signedIn('Maria Ek');
  const another = await signedIn('Maria Ek');
  await one.open(`${at()}/parties/${own}`);
  await another.open(`${at(second)}/parties/${await partyOf(host, amina, second, kommun)}`);
  await another.submit({ ...yearly, plan: 'april' });
  await one.submit({ ...yearly, plan: 'maj' });
  expect(one.status).toBe(409);
  expect(one.page).toContain('value="maj"');
  expect(one.text).toContain('april');
  await one.submit({ ...yearly, plan: 'maj' });
  expect(one.text).toContain('maj');
});

test('the leader writes for a party that has said nothing here, as entered, and never over its own words', async () => {
  const leader = await signedIn('Amina Holm');
  await leader.open(`${at()}/parties/${other}`);
  expect(leader.text).toContain('Skriv bara vad parten har sagt');
  await leader.submit({ adoption: '20 juni', mandate: 'none' });
  expect(leader.status).toBe(422);
  await leader.submit({ adoption: '20 juni', mandate: 'none', channel: 'phone', statedOn: '2023-10-20' });
  expect(leader.status).toBe(200);
  expect(leader.text).toContain('20 juni');
  expect(leader.text).toContain('införd av Region Test');
  await leader.open(`${at()}/parties/${own}`);
  expect(leader.status).toBe(404);
  const stranger = await signedIn('Främmande Person');
  await stranger.open(at());
  expect(stranger.status).toBe(404);
  const party = await signedIn('Maria Ek');
  await party.open(`${at()}/parties/${other}`);
  expect(party.status).toBe(404);
});

test('the collaboration’s own days are added, changed and taken away; a conflict says what to do', async () => {
  const leader = await signedIn('Amina Holm');
  await leader.open(`${at()}/events/new`);
  await leader.submit({ title: '', kind: 'goalsAdopted', every: 'year', year: '', when: '1 december', times: '1' });
  expect(leader.status).toBe(422);
  await leader.submit({
    title: 'Inriktningsdokumentet antas',
    kind: 'goalsAdopted',
    every: 'year',
    year: '',
    when: '1 december',
    times: '1',
  });
  expect(leader.text).toContain('Inriktningsdokumentet antas');
  expect(leader.text).toContain('De gemensamma målen antas efter två parters budget');
  expect(leader.text).toContain('Anta målen före 20 juni');
  expect(leader.text).toContain('Gäller Testköping och Grannby.');
  const link = new RegExp(`${at()}/events/([0-9a-f-]{36})`).exec(leader.page)?.[1];
  await leader.open(`${at()}/events/${link}`);
  await leader.submit({
    title: 'Målen antas',
    kind: 'goalsAdopted',
    every: 'once',
    year: '2031',
    when: '1 mars',
    times: '1',
  });
  expect(leader.text).not.toContain('efter två parters budget');
  await leader.open(`${at()}?year=2031`);
  expect(leader.text).toContain('1 mars');
  await leader.open(`${at()}/events/${link}`);
  await leader.submit({}, `${at()}/events/${link}/removal`);
  expect(leader.text).not.toContain('Målen antas');
  const party = await signedIn('Maria Ek');
  await party.open(`${at()}/events/new`);
  expect(party.status).toBe(404);
});

test('the picture is taken away as SVG, PNG and CSV, each with the year and what does not fit', async () => {
  await aYearEvent(host, amina, id, '1 december', { kind: 'goalsAdopted', title: 'Målen antas' });
  const visitor = await signedIn('Maria Ek');
  await visitor.open(`${at()}/picture/svg?year=2025`);
  expect(visitor.type).toBe('image/svg+xml');
  expect(visitor.page).toContain('Årshjul 2025');
  expect(visitor.page).toContain('1. De gemensamma målen antas efter två parters budget');
  await visitor.open(`${at()}/picture/png?year=2025`);
  expect([...visitor.bytes.slice(1, 4)]).toEqual([...Buffer.from('PNG')]);
  await visitor.open(`${at()}/picture/csv?year=2025`);
  expect(visitor.page).toContain('2025-12-01;2025-12-01;Målen antas;Alla');
  expect(visitor.page).toContain('2025-02-01;2025-03-31;Årsredovisning;Testköping');
});

test('a span over the turn of the year stands in both years', async () => {
  await aPlanningYear(host, maria, id, kommun, planningFacts({ budget: 'november–januari' }));
  const visitor = await signedIn('Maria Ek');
  for (const [year, first] of [
    [2025, '1 november 2024–31 januari'],
    [2025, '1 november–31 januari 2026'],
    [2026, '1 november 2025–31 januari'],
  ] as const) {
    await visitor.open(`${at()}?year=${year}`);
    expect(visitor.text).toContain(first);
  }
  for (const wrong of ['abcd', '0', '99999', '-1']) {
    await visitor.open(`${at()}?year=${wrong}`);
    expect(visitor.status).toBe(200);
  }
});
