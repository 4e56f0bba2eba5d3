import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { aLayer, aPlan } from '../financing/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let region: string;
let kommun: string;
let granne: string;
let id: string;
let own: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  region = await anOrganisation(host, 'Region Test', { kind: 'region' });
  amina = await aPerson(host, 'Amina Holm', region);
  kommun = await anOrganisation(host, 'Testköping');
  granne = await anOrganisation(host, 'Grannby');
  const maria = await aPerson(host, 'Maria Ek', kommun);
  const karin = await aPerson(host, 'Karin Berg', granne);
  const eva = await aPerson(host, 'Eva Strand', kommun);
  await aPerson(host, 'Främmande Person', await anOrganisation(host, 'Utanför'));
  id = await aCollaboration(host, amina, [kommun, granne]);
  await aRole(host, amina, id, maria);
  await aRole(host, amina, id, karin);
  await aRole(host, amina, id, eva, 'reader');
  own = await partyOf(host, amina, id, kommun);
  const plan = await aPlan(host, amina, id);
  await aLayer(host, amina, id, plan, [kommun, granne], { total: '40000000' });
});
afterAll(() => house.close());
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const at = () => `/collaborations/${id}/benefits`;
const support = {
  title: 'Lägre försörjningsstöd',
  kind: 'economic',
  measure: 'Utbetalt stöd till unga',
  unit: '',
  receiverWords: '',
  description: '',
  seat: '',
  dueOn: '',
};
const addressIn = (visitor: Visitor): string =>
  new RegExp(`${at()}/[0-9a-f]{8}-[0-9a-f-]{27}`).exec(visitor.path)?.[0] ?? '';

test('an empty register says what a benefit is and asks for the first', async () => {
  const visitor = await signedIn('Maria Ek');
  await visitor.open(at());
  expect(visitor.status).toBe(200);
  expect(visitor.text).toContain('Ingen nytta än');
  expect(visitor.page).toContain(`href="${at()}/new"`);
  const stranger = await signedIn('Främmande Person');
  await stranger.open(at());
  expect(stranger.status).toBe(404);
});

test('what the leader estimates of a party is seen by those two, answered with its own figure, and then seen by all', async () => {
  const leader = await signedIn('Amina Holm');
  await leader.open(`${at()}/new`);
  await leader.submit({ ...support, title: '', receiver: own, realiser: own, said: 'estimate' });
  expect(leader.status).toBe(422);
  expect(leader.page).toContain('value="Utbetalt stöd till unga"');
  await leader.submit({ ...support, receiver: own, realiser: own, said: 'estimate' });
  expect(leader.text).toContain('Bara ni och Testköping ser den, tills Testköping har sett den.');
  const address = addressIn(leader);
  await leader.open(`${address}/figures`);
  expect(leader.text).toContain('Er uppskattning av vad det ger Testköping');
  await leader.submit({ 'expected-2024': 'mycket' });
  expect(leader.status).toBe(422);
  expect(leader.page).toContain('value="mycket"');
  await leader.submit({ 'expected-2024': '900 000', reckoning: 'Tolv hushåll' });
  expect(leader.text).toContain('Ses bara av Testköping och Region Test');

  const other = await signedIn('Karin Berg');
  await other.open(address);
  expect(other.status).toBe(404);
  await other.open(`${at()}/balance`);
  expect(other.text).not.toContain('900 000');
  await other.open(`/collaborations/${id}/history`);
  expect(other.page).not.toContain('Lägre försörjningsstöd');

  const party = await signedIn('Maria Ek');
  await party.open(`/collaborations/${id}`);
  expect(party.text).toContain('En uppskattning om er att ta ställning till: ”Lägre försörjningsstöd”, av Region Test');
  await party.open('/my-work');
  expect(party.text).toContain('En uppskattning om er att ta ställning till');
  const reader = await signedIn('Eva Strand');
  await reader.open(address);
  expect(reader.text).toContain('900 000');
  expect(reader.page).not.toContain('/acknowledgement"');
  await party.open(address);
  expect(party.text).toContain('Uppskattat av Region Test');
  const answer = new RegExp(`${address}/figures\\?from=[0-9a-f-]{36}`).exec(party.page)?.[0] ?? '';
  await party.open(answer);
  expect(party.page).toContain('value="900\u00a0000"');
  await party.submit({ 'expected-2024': '600 000', 'realised-2023': '120 000' });
  expect(party.text).toContain('Egna siffror från Testköping');
  expect(party.text).toContain('Uppskattat av Region Test');
  expect(party.text).not.toContain('Ses bara av');

  await other.open(address);
  expect(other.status).toBe(200);
  expect(other.text).toContain('600 000');
  await other.open(`/collaborations/${id}/history`);
  expect(other.page).toContain('Lägre försörjningsstöd');
  await party.open(`/collaborations/${id}`);
  expect(party.text).not.toContain('En uppskattning om er');
});

test('what pays and what gains stands side by side, money with money and other things in their own unit', async () => {
  const party = await signedIn('Karin Berg');
  await party.open(`${at()}/new`);
  await party.submit({
    ...support,
    title: 'Fler i arbete',
    kind: 'social',
    unit: 'unga',
    receiver: 'targetGroup',
    realiser: '',
    measure: '',
  });
  const address = addressIn(party);
  await party.open(`${address}/figures`);
  await party.submit({ 'expected-2024': '40', 'realised-2023': '1,5' });
  expect(party.status).toBe(422);
  await party.submit({ 'expected-2024': '40', 'realised-2023': '31' });
  await party.open(at());
  expect(party.text).toContain('Ingen tar hem den');
  expect(party.text).toContain('Saknar mått');
  await party.open(`${at()}/balance`);
  expect(party.page).toContain('class="balance-picture"');
  const rows = [...party.page.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => cell.replace(/<[^>]+>|\u00a0/g, '')),
  );
  // Two parties pay the half of 400 000 each; one expects 600 000, not the 900 000 that was estimated of it.
  expect(rows).toContainEqual(['2024', '200000', '–', '600000', '–', '']);
  expect(rows).toContainEqual(['2024', '400000', '–', '600000', '–', '']);
  expect(rows.find((row) => row.includes('Fler i arbete'))).toEqual([
    'Målgruppen',
    'Fler i arbete',
    'Social',
    'unga',
    '31',
    '(40)',
    'Uppskattat av Grannby',
  ]);
  await party.open(`${at()}/balance/table/csv`);
  expect(party.status).toBe(200);
  expect(party.page).toContain('Målgruppen;Fler i arbete;Social;unga;2024;;;40;;Uppskattat av annan');
  await party.open(`${at()}/balance/table/xlsx`);
  expect(Buffer.from(party.bytes.subarray(0, 2)).toString()).toBe('PK');
  await party.open(`${at()}/balance/picture/svg`);
  expect(party.page).toContain('Vem betalar och vem får nytta');
});

test('a conflict shows both and loses nothing; another’s benefit is nobody else’s to change', async () => {
  const one = await signedIn('Maria Ek');
  const another = await signedIn('Maria Ek');
  await one.open(`${at()}/new`);
  await one.submit({ ...support, title: 'Kortare köer', kind: 'quality', unit: 'dagar', receiver: own, realiser: own });
  const address = addressIn(one);
  await one.open(`${address}/edit`);
  await another.open(`${address}/edit`);
  const facts = { ...support, kind: 'quality', unit: 'dagar', receiver: own, realiser: own };
  await another.submit({ ...facts, title: 'Kortare kö' });
  await one.submit({ ...facts, title: 'Köer kortare' });
  expect(one.status).toBe(409);
  expect(one.page).toContain('value="Köer kortare"');
  expect(one.text).toContain('Kortare kö');
  for (const name of ['Karin Berg', 'Amina Holm', 'Eva Strand']) {
    const other = await signedIn(name);
    await other.open(`${address}/edit`);
    expect(other.status, name).toBe(404);
  }
});

test('whoever is named says whether it sees to it, and what a party has said is entered by the leader', async () => {
  const party = await signedIn('Maria Ek');
  await party.open(`${at()}/new`);
  await party.submit({
    ...support,
    title: 'Fler praktikplatser',
    kind: 'social',
    unit: 'platser',
    receiver: 'targetGroup',
    realiser: await partyOf(host, amina, id, granne),
  });
  const address = addressIn(party);
  const named = await signedIn('Karin Berg');
  await named.open(address);
  expect(named.text).toContain('Tar Grannby hem den här nyttan?');
  await named.submit({ answer: 'declines', seat: '' }, `${address}/realising`);
  expect(named.text).toContain('Grannby tar inte hem den');
  await party.open(address);
  expect(party.text).toContain('Grannby tar inte hem den');

  const leader = await signedIn('Amina Holm');
  await leader.open(`${at()}/new`);
  const facts = {
    ...support,
    title: 'Mindre sjukfrånvaro',
    kind: 'quality',
    unit: 'dagar',
    receiver: own,
    realiser: own,
  };
  await leader.submit({ ...facts, said: 'party', channel: '', statedOn: '2023-10-20' });
  expect(leader.status).toBe(422);
  await leader.submit({ ...facts, said: 'party', channel: 'phone', statedOn: '2023-10-20' });
  const entered = addressIn(leader);
  await named.open(entered);
  expect(named.text).toContain('införd av Region Test');
  await leader.open(`${entered}/figures?for=party`);
  await leader.submit({ 'expected-2024': '12', channel: 'phone', statedOn: '2023-10-20' });
  await named.open(entered);
  expect(named.text).toContain('Egna siffror från Testköping');
});

test('a trade-off is the party’s own, in money and in words', async () => {
  const party = await signedIn('Maria Ek');
  await party.open(`${at()}/trade-off`);
  expect(party.text).toContain('Vad registret säger om er');
  const facts = {
    firstYear: '2023',
    lastYear: '2024',
    costWords: '',
    gainWords: '',
    outcome: 'worthIt',
    words: 'Egna skäl',
  };
  await party.submit({ ...facts, cost: 'dyrt', gain: '900000' });
  expect(party.status).toBe(422);
  await party.submit({ ...facts, cost: '500000', gain: '900000' });
  expect(party.text).toContain(
    'Skillnad: 400 000 kronor'.replace(' ', '\u00a0').replace('Skillnad:\u00a0', 'Skillnad: '),
  );
  const leader = await signedIn('Amina Holm');
  await leader.open(`${at()}/trade-off`);
  expect(leader.text).not.toContain('Egna skäl');
  await leader.open(`/collaborations/${id}/history`);
  expect(leader.page).not.toContain('vägde vad parten betalar');
  const reader = await signedIn('Eva Strand');
  await reader.open(`${at()}/trade-off`);
  expect(reader.text).toContain('Egna skäl');
  expect(reader.page).not.toContain('name="words"');
});
