import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { formatsFor } from '../platform/texts.ts';
import { ownContribution } from './contribution.ts';
import { changeParty } from './parties.ts';
import { findCollaboration, listParties } from './queries.ts';
import { moveToPhase } from './starting.ts';
import { changesInWords } from './telling-history.ts';
import { aCollaboration, aRole, type Someone } from './testing.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let maria: Someone;
let region: string;
let kommun: string;
let collaboration: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  region = await anOrganisation(host, 'Region Test', { kind: 'region' });
  kommun = await anOrganisation(host, 'Testköping');
  amina = await aPerson(host, 'Amina Holm', region, { isAdministrator: true });
  maria = await aPerson(host, 'Maria Ek', kommun, { isAdministrator: true });
  await aPerson(host, 'Utan Uppdrag', kommun);
  await aPerson(host, 'Främmande Person', await anOrganisation(host, 'Utanför'));
  collaboration = await aCollaboration(host, amina, [kommun]);
  await aRole(host, amina, collaboration, maria);
  house.now = new Date('2023-12-01T09:00:00Z');
  await house.database.write(amina, house.now, async (tx) => {
    const found = await tx.one(findCollaboration(collaboration));
    await moveToPhase(tx, found, 'operate', 'Vi har redan börjat', []);
  });
  await house.database.write(maria, house.now, async (tx) => {
    const party = (await tx.all(listParties(collaboration))).find((one) => one.organisation_id === kommun);
    if (party) await changeParty(tx, collaboration, party, party.version, { ...party, own_benefit: 'Färre i kö' });
  });
});
afterAll(() => house.close());
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const address = () => `/collaborations/${collaboration}/history`;

describe('the history of a collaboration', () => {
  test('is read as sentences: who, for whom, what, and from what to what', async () => {
    const visitor = await signedIn('Maria Ek');
    await visitor.open(address());
    expect(visitor.status).toBe(200);
    expect(visitor.text).toMatch(/Amina Holm ?, Region Test, gick vidare till en annan fas/);
    expect(visitor.text).toContain('Fas: från ”Identifiera” till ”Löpande samverkan”');
    expect(visitor.text).toContain('Skäl: Vi har redan börjat');
    expect(visitor.text).toMatch(/Maria Ek ?, Testköping, ändrade uppgifter om en part/);
    expect(visitor.text).toContain('Egen nytta: Färre i kö');
    expect(visitor.text).not.toContain('Läge: från');
  });

  test('says the same in English', async () => {
    const visitor = await signedIn('Maria Ek');
    await visitor.open('/account');
    await visitor.submit({ language: 'en' }, '/language');
    await visitor.open(address());
    expect(visitor.text).toContain('Phase: from “Identify” to');
  });

  test('is narrowed by who, what and when, and says what is wrong with a date', async () => {
    const visitor = await signedIn('Maria Ek');
    await visitor.open(`${address()}?who=organisation:${kommun}`);
    expect(visitor.text).toContain('Egen nytta: Färre i kö');
    expect(visitor.text).not.toContain('Skäl: Vi har redan börjat');
    await visitor.open(`${address()}?who=person:${amina.person}&what=collaboration.moved`);
    expect(visitor.text).toContain('Skäl: Vi har redan börjat');
    expect(visitor.text).not.toContain('Färre i kö');
    await visitor.open(`${address()}?to=2023-11-30`);
    expect(visitor.text).not.toContain('Skäl: Vi har redan börjat');
    expect(visitor.page).toContain('startade samverkan</div>');
    await visitor.open(`${address()}?from=2023-12-01`);
    expect(visitor.page).not.toContain('startade samverkan</div>');
    await visitor.open(`${address()}?from=2024-01-01`);
    expect(visitor.text).toContain('Inget stämmer med urvalet.');
    await visitor.open(`${address()}?from=i+fjol`);
    expect(visitor.status).toBe(422);
    expect(visitor.text).toContain('Skriv dagen så här: 2026-03-02');
    expect(visitor.page).toContain('value="i fjol"');
  });

  test('is nothing to those who hold no seat there', async () => {
    for (const name of ['Utan Uppdrag', 'Främmande Person']) {
      const visitor = await signedIn(name);
      await visitor.open(address());
      expect(visitor.status).toBe(404);
      const nowhere = await (await signedIn(name)).open('/collaborations/0143f6c2-d400-7a95-89f5-5dd370fb6c50/history');
      expect(nowhere.status).toBe(404);
    }
  });
});

describe('the history of an organisation', () => {
  test('is read by its administrator, acting for it, and by nobody else', async () => {
    const visitor = await signedIn('Maria Ek');
    await visitor.open(`/organisations/${kommun}`);
    expect(visitor.page).toContain(`href="/organisations/${kommun}/history"`);
    await visitor.open(`/organisations/${kommun}/history`);
    expect(visitor.status).toBe(200);
    expect(visitor.text).toContain('lade till ett uppdrag');
    expect(visitor.text).toContain('Vem: Maria Ek');
    for (const name of ['Amina Holm', 'Utan Uppdrag', 'Främmande Person']) {
      const other = await signedIn(name);
      await other.open(`/organisations/${kommun}/history`);
      expect(other.status).toBe(404);
    }
  });
});

test('changes are told where a field has a name: codes by theirs, what was emptied, no line for what stayed', () => {
  const told = ownContribution.told?.('sv') ?? { fields: {} };
  const inWords = (verb: string, before: unknown, after: unknown) =>
    changesInWords({ verb, before, after }, told, 'sv', formatsFor('sv'));
  expect(
    inWords(
      'party.changed',
      { status: 'invited', own_benefit: 'Något', id: '1' },
      { status: 'bound', own_benefit: '', id: '2' },
    ),
  ).toEqual(['Läge: från ”Inbjuden” till ”Bunden”', 'Egen nytta: ”Något” togs bort']);
  expect(inWords('collaboration.started', undefined, { name: 'Namn', drivers: ['noneAlone', 'allGain'] })).toEqual([
    'Namn: Namn',
    'Drivkrafter: Ingen klarar det ensam och Alla vinner på det',
  ]);
  expect(inWords('seat.added', null, { title: 'Chef', isAdministrator: true, level: 'head' })).toEqual([
    'Uppdrag: Chef',
    'Nivå: Högsta chef',
    'Administrerar organisationen: ja',
  ]);
  expect(inWords('seat.ended', { title: 'Chef' }, null)).toEqual(['Uppdrag: ”Chef” togs bort']);
  expect(inWords('party.changed', { status: 'constructor' }, { status: '__proto__' })).toEqual([
    'Läge: från ”constructor” till ”__proto__”',
  ]);
  expect(inWords('unheard.of', { a: 1 }, 'text')).toEqual([]);
  expect(inWords('party.corrected', null, { summary: 'x'.repeat(500) })[0]?.length).toBeLessThan(260);
});
