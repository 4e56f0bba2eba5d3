import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { matchOrganisation } from './parties.ts';
import { aCollaboration, aRole, partyOf, type Someone } from './testing.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let maria: Someone;
let region: string;
let kommun: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  region = await anOrganisation(host, 'Region Test', { kind: 'region' });
  kommun = await anOrganisation(host, 'Testköping');
  amina = await aPerson(host, 'Amina Holm', region);
  maria = await aPerson(host, 'Maria Ek', kommun);
  await aPerson(host, 'Främmande Person', await anOrganisation(host, 'Utanför'));
});
afterAll(() => house.close());
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);

describe('starting', () => {
  test('eight fields lead to a living collaboration with one invited party', async () => {
    const leader = await signedIn('Amina Holm');
    await leader.open('/collaborations/new');
    await leader.submit({
      name: 'Trygga unga',
      challenge: 'Färre unga känner sig trygga.',
      why: 'Skola, polis och fritid ligger hos olika parter.',
      drivers: ['noneAlone', 'allGain'],
      territory: '',
      party: 'Testköpings kommun',
      contact: 'Nils Ny',
      email: 'nils.ny@example.se',
      finish: 'yes',
    });
    expect(leader.status).toBe(200);
    expect(leader.text).toContain('Färre unga känner sig trygga.');
    expect(leader.text).toContain('Två parter');
    expect(leader.text).toContain('Inbjuden');
    expect(leader.text).toContain('Ingen samordnar');
    await leader.open('/outbox');
    expect(leader.text).toContain('Till nils.ny@example.se');
    expect(leader.text).toContain('Du är inbjuden att ha uppdraget Företrädare för Testköping');
  });

  test('what is wrong is told by field, and what was typed stays', async () => {
    const leader = await signedIn('Amina Holm');
    await leader.open('/collaborations/new');
    await leader.submit({
      name: 'Halvt',
      challenge: '',
      why: '',
      party: 'Atlantis',
      contact: '',
      email: 'fel',
      finish: 'yes',
    });
    expect(leader.status).toBe(422);
    expect(leader.text).toContain('Fem saker behöver rättas');
    expect(leader.text).toContain('Hittar ingen organisation som heter ”Atlantis”');
    expect(leader.page).toContain('value="Halvt"');
  });

  test('can be left half done and gone on with', async () => {
    const leader = await signedIn('Amina Holm');
    await leader.open('/collaborations/take-over');
    await leader.submit({ name: 'Påbörjad', parties: 'Testköping', finish: 'later' });
    expect(leader.text).toContain('Påbörjad');
    const [, resume = ''] = /href="(\/collaborations\/take-over\?draft=[^"]+)"/.exec(leader.page) ?? [];
    await leader.open(resume);
    expect(leader.page).toContain('value="Påbörjad"');
    await leader.submit({
      name: 'Påbörjad',
      challenge: 'En utmaning.',
      parties: 'Testköping\n\nFöreningen Nya',
      unknown: ['add'],
      ground: 'signed',
      groundTitle: 'Avsiktsförklaring',
      groundYear: '2016',
      finish: 'yes',
    });
    expect(leader.text).toContain('Tre parter');
    await leader.open('/');
    expect(leader.text).not.toContain('Påbörjat');
  });

  test('a party that nobody knows is told with its line', async () => {
    const leader = await signedIn('Amina Holm');
    await leader.open('/collaborations/take-over');
    await leader.submit({ name: 'X', challenge: 'Y', parties: 'Testköping\nFel namn', finish: 'yes' });
    expect(leader.text).toContain('Rad 2: ingen organisation heter ”Fel namn”');
  });
});

test.each([
  ['Olofströms kommun', 'Olofström'],
  ['olofström', 'Olofström'],
  ['Borås Stad', 'Borås'],
  ['Region Blekinge', 'Region Blekinge'],
  ['Atlantis', undefined],
])('%s is recognised as %s', (written, found) => {
  const choices = [
    { id: '1', name: 'Olofström', kind: 'municipality' },
    { id: '2', name: 'Borås', kind: 'municipality' },
    { id: '3', name: 'Region Blekinge', kind: 'region' },
  ];
  expect(matchOrganisation(choices, written)?.name).toBe(found);
});

describe('two legs', () => {
  test('a stranger to the collaboration gets the same answer as for what does not exist', async () => {
    const id = await aCollaboration(host, amina, [kommun]);
    const stranger = await signedIn('Främmande Person');
    for (const path of ['', '/challenge', '/parties', '/history', '/phase']) {
      expect((await stranger.open(`/collaborations/${id}${path}`)).status).toBe(404);
    }
  });

  test('with the policy switched off the database still shows nothing', async () => {
    const id = await aCollaboration(host, amina, [kommun]);
    const open = await openHouse({ enforce: () => true, database: house.database });
    open.now = house.now;
    const stranger = await new Visitor(open).signIn(emailOf('Främmande Person'), testPassword);
    expect((await stranger.open(`/collaborations/${id}`)).status).toBe(404);
    await open.urls.drop();
  });
});

describe('a party that never signs in', () => {
  test('what is entered for it is shown as not confirmed, until its link confirms or corrects it', async () => {
    const id = await aCollaboration(host, amina, [kommun]);
    const party = await partyOf(host, amina, id, kommun);
    const leader = await signedIn('Amina Holm');
    const here = `/collaborations/${id}/parties/${party}`;
    await leader.open(`${here}/edit`);
    await leader.submit({
      version: '1',
      status: 'confirmed',
      relation: 'party',
      ownContribution: 'En mottagning varje vardag.',
      channel: 'email',
      statedOn: '2023-11-18',
    });
    expect(leader.text).toContain(
      'Uppgift från Testköping, införd av Region Test 18 november 2023, per mejl. Inte bekräftad av parten.',
    );
    await leader.submit({}, `${here}/link`);
    const [link = ''] = leader.page.match(/http:\/\/localhost\/confirm\/[\w-]+/) ?? [];

    const party1 = await new Visitor(house).open(link.replace('http://localhost', ''));
    expect(party1.text).toContain('Stämmer det här för Testköping?');
    const [, entered = ''] = /name="entered" value="([^"]+)"/.exec(party1.page) ?? [];
    await party1.submit({ answer: 'correct', entered, [`correction-${entered}`]: 'En mottagning tisdag och torsdag.' });
    expect(party1.text).toContain('Inget mer att bekräfta');

    await leader.open(here);
    expect(leader.text).toContain('En mottagning tisdag och torsdag.');
    expect(leader.text).toContain('Rättad av parten');
    await leader.open(`/collaborations/${id}/history`);
    expect(leader.text).toContain('rättade en införd uppgift');
  });
});

test('collaborations stand in the order of the reader’s language: å last in Swedish, by a in English', async () => {
  for (const name of ['Örnsköldsvik läser', 'Östersund läser', 'Zinkgruvan läser', 'Åmål läser', 'Ängelholm läser'])
    await aCollaboration(host, amina, [], { name });
  const reader = await signedIn('Amina Holm');
  const order = async () => [...(await reader.open('/')).text.matchAll(/\S+ läser/g)].map(([name]) => name);
  expect(await order()).toEqual([
    'Zinkgruvan läser',
    'Åmål läser',
    'Ängelholm läser',
    'Örnsköldsvik läser',
    'Östersund läser',
  ]);
  await reader.submit({}, '/language');
  expect(await order()).toEqual([
    'Åmål läser',
    'Ängelholm läser',
    'Örnsköldsvik läser',
    'Östersund läser',
    'Zinkgruvan läser',
  ]);
});

test('a party’s link is shown once; the same form once more makes none, and the page says so and offers a new one', async () => {
  const id = await aCollaboration(host, amina, [kommun]);
  const here = `/collaborations/${id}/parties/${await partyOf(host, amina, id, kommun)}`;
  const leader = await signedIn('Amina Holm');
  await leader.open(here);
  const asked = leader.page;
  const linkIn = (page: string) => /http:\/\/localhost\/confirm\/[\w-]+/.exec(page)?.[0];
  await leader.submit({}, `${here}/link`);
  const first = linkIn(leader.page);
  expect(first).toBeDefined();

  leader.page = asked;
  await leader.submit({}, `${here}/link`);
  expect(leader.status).toBe(200);
  expect(linkIn(leader.page)).toBeUndefined();
  expect(leader.text).toContain('Länken visades en gång och går inte att visa igen.');

  await leader.submit({}, `${here}/link`);
  const second = linkIn(leader.page);
  expect(second).toBeDefined();
  expect(second).not.toBe(first);
  for (const link of [first, second]) {
    const party = await new Visitor(house).open(String(link).replace('http://localhost', ''));
    expect(party.status).toBe(200);
  }
});

test('two who change the same party at once: the second is told, nothing is lost in silence', async () => {
  const id = await aCollaboration(host, amina, [kommun]);
  await aRole(host, amina, id, maria);
  const party = await partyOf(host, amina, id, kommun);
  const own = await signedIn('Maria Ek');
  const again = await signedIn('Maria Ek');
  for (const one of [own, again]) await one.open(`/collaborations/${id}/parties/${party}/edit`);
  await own.submit({ status: 'confirmed', ownBenefit: 'Färre behöver bistånd.' });
  expect(own.text).toContain('Färre behöver bistånd.');
  await again.submit({ status: 'confirmed', ownBenefit: 'Något annat.' });
  expect(again.status).toBe(409);
  expect(again.text).toContain('Någon annan har ändrat det här');
  expect(again.text).toContain('Nu står det: Färre behöver bistånd.');
  expect(again.page).toContain('>Något annat.</textarea>');
  // Having read both, the second may put its own in place.
  await again.submit({ status: 'confirmed', ownBenefit: 'Något annat.' });
  expect(again.text).toContain('Något annat.');
});

test('moving on to another phase tells what is missing and keeps the reason', async () => {
  const id = await aCollaboration(host, amina, [kommun]);
  const leader = await signedIn('Amina Holm');
  await leader.open(`/collaborations/${id}/phase`);
  expect(leader.text).toContain('Ingen samordnar uppföljning och analys');
  await leader.submit({ phase: 'establish', reason: '' });
  expect(leader.text).toContain('Skriv varför ni går vidare');
  await leader.submit({ phase: 'establish', reason: 'Parterna vill börja nu.' });
  await leader.open(`/collaborations/${id}/history`);
  expect(leader.text).toContain('Parterna vill börja nu.');
});
