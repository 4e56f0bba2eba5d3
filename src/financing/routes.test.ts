import readSheets from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { organisationIdOf } from '../indicators/index.ts';
import { aLayer, aPlan } from './testing.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let kommun: string;
let granne: string;
let id: string;
let plan: string;
let layer: string;
let party: string;
let other: string;
let leading: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  kommun = await anOrganisation(host, 'Testköping');
  granne = await anOrganisation(host, 'Grannby');
  const maria = await aPerson(host, 'Maria Ek', kommun);
  await aPerson(host, 'Främmande Person', await anOrganisation(host, 'Utanför'));
  id = await aCollaboration(host, amina, [kommun, granne]);
  await aRole(host, amina, id, maria);
  party = await partyOf(host, amina, id, kommun);
  other = await partyOf(host, amina, id, granne);
  leading = await partyOf(host, amina, id, amina.organisation);
  plan = await aPlan(host, amina, id);
  layer = await aLayer(
    host,
    amina,
    id,
    plan,
    [amina.organisation, kommun, granne],
    {
      key: 'onePaysRestPerInhabitant',
    },
    (at) =>
      at === 0
        ? { share_numerator: 1, share_denominator: 2 }
        : { inhabitants: at * 10_000, inhabitants_source: 'typed' },
  );
});
afterAll(() => house.close());
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const ofLayer = (total: string, more: Record<string, string> = {}) => ({
  title: 'Samordning',
  kind: 'money',
  covers: 'eachYear',
  key: 'onePaysRestPerInhabitant',
  party: [leading, party, other],
  [`share-${leading}`]: '50 %',
  [`inhabitants-${party}`]: '10000',
  [`inhabitants-${other}`]: '20 000',
  total,
  ...more,
});
const at = () => `/collaborations/${id}/financing`;

test('the page tells who pays what, and that shares sum exactly', async () => {
  const own = await signedIn('Maria Ek');
  await own.open(at());
  expect(own.status).toBe(200);
  expect(own.text).toContain('1 000 000');
  expect(own.text).toContain('333 333');
  expect(own.text).toContain('666 667');
  expect(own.text).toContain('Summa');
  expect(own.text).toContain('Invånare är inskrivna för hand.');
  expect(own.page).toContain('class="money-picture"');
});

test('a stranger learns nothing of it', async () => {
  const stranger = await signedIn('Främmande Person');
  expect((await stranger.open(at())).status).toBe(404);
  expect((await stranger.open(`${at()}/${plan}/table/json`)).status).toBe(404);
});

describe('a change of what is shared', () => {
  test('is shown party by party before it is saved, and saved as it was shown', async () => {
    const leader = await signedIn('Amina Holm');
    await leader.open(`${at()}/${plan}/layers/${layer}`);
    await leader.submit(ofLayer('3 000 000'));
    expect(leader.status).toBe(200);
    expect(leader.text).toContain('Inget är sparat än');
    expect(leader.text).toContain('+166 667');
    expect(leader.page).toContain('value="3 000 000"');
    const before = await signedIn('Maria Ek');
    await before.open(at());
    expect(before.text).toContain('2 000 000');
    await leader.submit(ofLayer('3 600 000'));
    expect(leader.text).toContain('Inget är sparat än');
    await leader.submit(ofLayer('3 600 000'));
    await leader.open(at());
    expect(leader.text).toContain('1 800 000');
    await leader.open(`/collaborations/${id}/history`);
    expect(leader.text).toContain('ändrade ett lager i planen för pengarna');
  });

  test('that meets a decision warns, asks why and records it; what is decided stands', async () => {
    const own = await signedIn('Maria Ek');
    await own.open(`${at()}/${plan}/parties/${party}/decisions/2024`);
    expect(own.page).toMatch(/value="600\s000"/);
    await own.submit({ instance: '' });
    expect(own.status).toBe(422);
    expect(own.text).toContain('Skriv vem som beslutade');
    await own.submit({ amount: '600 000', instance: 'Kommunstyrelsen', paragraph: '212', decidedOn: '2023-10-17' });
    expect(own.text).toContain('Kommunstyrelsen § 212');
    const leader = await signedIn('Amina Holm');
    await leader.open(`${at()}/${plan}/layers/${layer}`);
    await leader.submit(ofLayer('2 000 000'));
    expect(leader.text).toContain('Ett beslut som en part redan har fattat ändras inte');
    expect(leader.text).toContain('beslutat 600 000');
    await leader.submit(ofLayer('2 000 000'));
    expect(leader.status).toBe(422);
    expect(leader.text).toContain('Skriv varför planen ändras fast parter har beslutat');
    await leader.submit(ofLayer('2 000 000', { reason: 'Tjänsten blev billigare' }));
    await leader.open(`/collaborations/${id}/history`);
    expect(leader.text).toContain('Skäl: Tjänsten blev billigare');
    await own.open(at());
    expect(own.text).toContain('Planen sade 600 000 kronor när det beslutades.');
  });

  test('that somebody else made meanwhile is told, and nothing that was typed is lost', async () => {
    const first = await signedIn('Amina Holm');
    const second = await signedIn('Amina Holm');
    await first.open(`${at()}/${plan}/edit`);
    await second.open(`${at()}/${plan}/edit`);
    await first.submit({
      title: 'Ny rubrik',
      firstYear: '2023',
      lastYear: '2024',
      priceYear: '2024',
      rounding: 'krona',
    });
    await second.submit({
      title: 'En annan rubrik',
      firstYear: '2023',
      lastYear: '2024',
      priceYear: '2024',
      rounding: 'krona',
    });
    expect(second.status).toBe(409);
    expect(second.page).toContain('value="En annan rubrik"');
    expect(second.text).toContain('Ny rubrik');
  });
});

test('shares that do not come to the whole are put right by the one who writes', async () => {
  const leader = await signedIn('Amina Holm');
  await leader.open(`${at()}/${plan}/layers/new`);
  await leader.submit({ title: 'Lokal', kind: 'money', covers: 'eachYear', total: '-5', key: 'equal' });
  expect(leader.status).toBe(422);
  expect(leader.text).toContain('Ett minusbelopp fördelas inte');
  await leader.submit({
    title: 'Lokal',
    kind: 'money',
    covers: 'eachYear',
    total: '10,50',
    key: 'fixedShares',
    party,
    [`share-${party}`]: '1/3',
  });
  expect(leader.text).toContain('Planen räknar i hela kronor');
  await leader.submit({
    title: 'Lokal',
    kind: 'money',
    covers: 'eachYear',
    total: '10',
    key: 'fixedShares',
    party,
    [`share-${party}`]: '1/3',
  });
  expect(leader.text).toContain('Andelarna ska tillsammans bli hela beloppet');
});

test('what is paid is told by the party, or entered for one that never signs in', async () => {
  const own = await signedIn('Maria Ek');
  await own.open(`${at()}/${plan}/parties/${party}/payments/2023`);
  await own.submit({ measure: 'money', amount: '300 000,50', paidOn: '2023-06-30' });
  expect(own.text).toContain('300 000,50 kronor den 30 juni 2023');
  expect((await own.open(`${at()}/${plan}/parties/${other}/payments/2023`)).status).toBe(404);
  const leader = await signedIn('Amina Holm');
  await leader.open(`${at()}/${plan}/parties/${other}/payments/2023`);
  await leader.submit({
    measure: 'hours',
    amount: '7:30',
    paidOn: '2023-06-30',
    channel: 'phone',
    statedOn: '2023-07-01',
  });
  expect(leader.text).toContain('7:30 timmar den 30 juni 2023');
  expect(leader.text).toContain('Uppgift från Grannby, införd av Region Test');
  await leader.open(`/collaborations/${id}/history`);
  expect(leader.text).toContain('skrev vilken tid parten har gett');
});

test('the table is taken away as numbers: Excel in two sheets, CSV, JSON and the picture', async () => {
  const own = await signedIn('Maria Ek');
  await own.open(`${at()}/${plan}/table/xlsx`);
  const sheets = await readSheets(Buffer.from(own.bytes));
  expect(sheets.map((one) => one.sheet)).toEqual(['Parter', 'Lager']);
  expect(sheets[0]?.data.some((row) => row.includes(300_000.5))).toBe(true);
  await own.open(`${at()}/${plan}/table/csv`);
  expect(own.page).toContain('Region Test;;Kronor;1000000;2000000');
  await own.open(`${at()}/${plan}/table/json`);
  expect(JSON.parse(own.page).layers[0].years[0].total).toBe('200000000');
  await own.open(`${at()}/${plan}/picture/svg`);
  expect(own.page).toContain('<svg');
});

test('a decided plan asks each party for its decision, without naming who has not', async () => {
  const leader = await signedIn('Amina Holm');
  await leader.open(at());
  await leader.submit({ to: 'decided', decidedOn: '2023-10-02' }, `${at()}/${plan}/state`);
  await leader.open(`/collaborations/${id}`);
  expect(leader.text).toContain('parter har inte beslutat om sina pengar');
  const own = await signedIn('Maria Ek');
  await own.open(`/collaborations/${id}`);
  expect(own.text).toContain('Besluta om pengarna för 2023');
});

test('what is first shared in a new plan is saved at once, for nothing changes by it', async () => {
  const leader = await signedIn('Amina Holm');
  await leader.open(`${at()}/new`);
  await leader.submit({ title: 'Nästa period', firstYear: '2028', lastYear: '2029', rounding: 'krona' });
  expect(leader.path).toMatch(/\/layers\/new$/);
  await leader.submit(ofLayer('2 000 000'));
  expect(leader.text).not.toContain('Inget är sparat än');
  expect(leader.path).toMatch(/done=saved/);
  expect(leader.text).toContain('333 333');
});

test('people are counted by the library with the year stated, or as typed; a grant asks for co-financing; accounts and rules are said', async () => {
  const [ronneby, karlskrona] = [organisationIdOf('1081'), organisationIdOf('1080')];
  const counted = await aCollaboration(host, amina, [ronneby, karlskrona]);
  const [one, two] = [await partyOf(host, amina, counted, ronneby), await partyOf(host, amina, counted, karlskrona)];
  const leader = await signedIn('Amina Holm');
  const here = `/collaborations/${counted}/financing`;
  await leader.open(`${here}/new`);
  await leader.submit({
    title: 'En väg in',
    firstYear: '2024',
    lastYear: '2024',
    rounding: 'krona',
    invoicing: 'quarterly',
    surplus: 'Förs över till nästa år.',
    deficit: 'Bärs efter samma fördelning.',
  });
  const layers = leader.path.split('?')[0] ?? '';
  const perHead = { title: 'Samordning', kind: 'money', covers: 'eachYear', key: 'perInhabitant', total: '1 000 000' };
  await leader.submit({ ...perHead, inhabitantsYear: '1950', party: [one, two] });
  expect(leader.status).toBe(422);
  expect(leader.text).toContain('Biblioteket har inga siffror för det året.');
  await leader.submit({ ...perHead, inhabitantsYear: '', party: [one, two] });
  expect(leader.text).toMatch(/Källa: Kolada \(N01951\), 31 december 20\d\d\./);
  expect(leader.text).not.toContain('Invånare är inskrivna för hand.');
  expect(leader.text).toContain('1 000 000');
  expect(leader.text).toContain('Förs över till nästa år.');
  expect(leader.text).toContain('Bärs efter samma fördelning.');
  // Two thirds are the parties' own.
  for (const [asked, answer] of [
    ['60', 'Det gör de enligt planen.'],
    ['70', 'Det gör de inte enligt planen.'],
  ] as const) {
    await leader.open(
      asked === '60' ? layers : (/href="([^"]+)" aria-label="Ändra Statsbidraget"/.exec(leader.page)?.[1] ?? ''),
    );
    const grant = { title: 'Statsbidraget', kind: 'grant', covers: 'eachYear', total: '500 000', funder: 'Staten' };
    await leader.submit({ ...grant, coFinancing: asked });
    expect(leader.text).toContain(`Parterna ska själva betala minst ${asked} % av det hela. ${answer}`);
  }
  const plan = /financing\/([0-9a-f-]{36})/.exec(layers)?.[1] ?? '';
  const leading = await partyOf(host, amina, counted, amina.organisation);
  await leader.open(`${here}/${plan}/parties/${leading}/account`);
  await leader.submit({ account: '4521', costCentre: '7310', reference: 'AH' });
  expect(leader.text).toContain('4521');
  expect(leader.text).toContain('7310');
});
