import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { aContribution, aGoal, anIndicator } from './testing.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let maria: Someone;
let kommun: string;
let outside: string;
let id: string;
let goal: string;
let party: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  kommun = await anOrganisation(host, 'Testköping');
  outside = await anOrganisation(host, 'Grannby');
  maria = await aPerson(host, 'Maria Ek', kommun);
  await aPerson(host, 'Främmande Person', await anOrganisation(host, 'Utanför'));
  id = await aCollaboration(host, amina, [kommun, outside]);
  await aRole(host, amina, id, maria);
  goal = await aGoal(host, amina, id);
  await anIndicator(host, amina, id, goal);
  party = await partyOf(host, amina, id, kommun);
});
afterAll(() => house.close());
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);

test('the overview tells each goal’s latest value and its state against the target, decided on unrounded values', async () => {
  const leader = await signedIn('Amina Holm');
  await leader.open(`/collaborations/${id}`);
  expect(leader.text).toContain('Arbetslösheten bland unga halveras');
  expect(leader.text).toContain('5,1 %');
  expect(leader.text).toContain('Nåddes inte till 2017');
  expect(leader.text).toContain('8,4 mot mål 7,1, under målnivån från 2021');
});

test('a goal met only by rounding says so with the decimals that show it', async () => {
  const leader = await signedIn('Amina Holm');
  await leader.open(`/collaborations/${id}/goals/${goal}`);
  expect(leader.text).toContain('7,113. Nådd bara efter avrundning, alltså inte nådd.');
  expect(leader.text).toContain('Kvinnor Från 12,8, hälften 6,4. Under första gången 2019. Varaktigt från 2021.');
  expect(leader.text).toContain('Män Från 15,4, hälften 7,7. Under från 2022.');
});

describe('a contribution', () => {
  test('is answered by its party, seen in the grid and in the history', async () => {
    const own = await signedIn('Maria Ek');
    await own.open(`/collaborations/${id}`);
    expect(own.text).toContain('Svara på vad ni bidrar med till ett mål');
    await own.open(`/collaborations/${id}/goals/${goal}/contributions/${party}`);
    await own.submit({ kind: 'ownGoal', text: 'Uppsökande i två stadsdelar', document: '' });
    expect(own.status).toBe(422);
    expect(own.text).toContain('Skriv i vilket styrdokument målet står');
    expect(own.page).toContain('value="Uppsökande i två stadsdelar"');
    await own.submit({ kind: 'ownGoal', text: 'Uppsökande i två stadsdelar', document: 'Mål och budget 2024' });
    expect(own.text).toContain('Mål och budget 2024');
    await own.open(`/collaborations/${id}/grid`);
    expect(own.text).toContain('Uppsökande i två stadsdelar');
    await own.open(`/collaborations/${id}/history`);
    expect(own.text).toContain(
      'Maria Ek , Testköping, svarade på vad parten bidrar med Bidrar med: Eget mål Vad: Uppsökande i två stadsdelar',
    );
  });

  test('of another party is not one’s own to answer', async () => {
    const own = await signedIn('Maria Ek');
    const other = await partyOf(host, amina, id, outside);
    expect((await own.open(`/collaborations/${id}/goals/${goal}/contributions/${other}`)).status).toBe(404);
  });

  test('that the process leader enters is shown as not confirmed by the party', async () => {
    const leader = await signedIn('Amina Holm');
    const other = await partyOf(host, amina, id, outside);
    await leader.open(`/collaborations/${id}/goals/${goal}/contributions/${other}`);
    await leader.submit({
      kind: 'doesNotContribute',
      reason: 'Utanför uppdraget',
      channel: 'phone',
      statedOn: '2023-11-17',
    });
    expect(leader.text).toContain(
      'Uppgift från Grannby, införd av Region Test 17 november 2023, per telefon. Inte bekräftad av parten.',
    );
    await leader.open(`/collaborations/${id}/grid`);
    expect(leader.text).toContain('införd av Region Test, ej bekräftad');
  });

  test('answered by two at once is told to the second', async () => {
    const leader = await signedIn('Amina Holm');
    const own = await partyOf(host, amina, id, amina.organisation);
    await leader.open(`/collaborations/${id}/goals/${goal}/contributions/${own}`);
    await aContribution(host, amina, id, goal, own);
    await leader.submit({ kind: 'doesNotContribute', reason: 'Sent ute' });
    expect(leader.status).toBe(409);
    expect(leader.text).toContain('Nu står det: Eget mål');
    expect(leader.page).toMatch(/name="reason"[^>]*value="Sent ute"/);
  });
});

describe('a stranger', () => {
  test('finds neither goal, grid nor form', async () => {
    const stranger = await signedIn('Främmande Person');
    for (const path of ['goals', `goals/${goal}`, 'grid', `goals/${goal}/contributions/${party}`]) {
      expect((await stranger.open(`/collaborations/${id}/${path}`)).status).toBe(404);
    }
  });

  test('finds nothing with the policy switched off either: the database holds alone', async () => {
    const open = await openHouse({ enforce: () => true, database: house.database });
    open.now = house.now;
    const stranger = await new Visitor(open).signIn(emailOf('Främmande Person'), testPassword);
    for (const path of ['goals', `goals/${goal}`, 'grid']) {
      const { status, text } = await stranger.open(`/collaborations/${id}/${path}`);
      expect(status).toBe(404);
      expect(text).not.toContain('Arbetslösheten bland unga');
    }
    await open.urls.drop();
  });
});

describe('own figures', () => {
  test('are typed by hand and measured like the official ones', async () => {
    const leader = await signedIn('Amina Holm');
    const own = await aGoal(host, amina, id, { text: 'Färre unga arbetslösa' });
    await leader.open(`/collaborations/${id}/goals/${own}/indicator/own`);
    await leader.submit({
      name: 'Antal arbetslösa unga',
      unit: 'personer',
      sourceNote: 'Regionens egen räkning',
      values: '2013; 2600\n2018; 1215',
      direction: 'down',
      baselinePeriod: '2013',
      target: '1300',
      targetPeriod: '2018',
    });
    expect(leader.text).toContain('Nåddes till 2018');
    expect(leader.text.replace(/\s/g, ' ')).toContain('Målet var en halvering till 2018: från 2 600 till 1 300.');
    expect(leader.text).toContain('Källa: Regionens egen räkning.');
  });

  test('with an error are refused with row and column, and nothing is read in', async () => {
    const leader = await signedIn('Amina Holm');
    const own = await aGoal(host, amina, id, { text: 'Ett mål till' });
    await leader.open(`/collaborations/${id}/goals/${own}/indicator/own`);
    const fields = { name: 'Antal', unit: 'personer', sourceNote: 'Vi', direction: 'down' };
    await leader.submit({ ...fields, values: '2013; 2600\ntjugo; 1215\n2019; många' });
    expect(leader.status).toBe(422);
    expect(leader.text).toContain(
      'Rad 2, kolumn A (år) ”tjugo” är inget år. Skriv året med fyra siffror, till exempel 2023. Rad 3, kolumn B (värde) ”många” är inget tal.',
    );
    await leader.open(`/collaborations/${id}/goals/${own}`);
    expect(leader.text).toContain('Indikator saknas');
  });
});

test('an indicator is found in the catalogue inside compounds, and chosen', async () => {
  const leader = await signedIn('Amina Holm');
  const own = await aGoal(host, amina, id, { text: 'Fler arbetar' });
  await leader.open(`/collaborations/${id}/goals/${own}/indicator?q=arbetslöshet`);
  expect(leader.text).toContain('Långtidsarbetslöshet');
  const [, choose = ''] = /href="([^"]+series=\d+)"/.exec(leader.page) ?? [];
  await leader.open(choose.replaceAll('&amp;', '&'));
  await leader.submit({
    name: 'Arbetslösa',
    area: 'Region Blekinge',
    sex: 'T',
    direction: 'down',
    baselinePeriod: '2013',
    target: 'hälften',
    targetPeriod: '',
  });
  expect(leader.text).toContain('Målvärdet ska vara ett tal, till exempel 3,2');
  expect(leader.page).toContain('value="hälften"');
  await leader.submit({
    name: 'Arbetslösa',
    area: 'Region Blekinge',
    sex: 'T',
    direction: 'down',
    baselinePeriod: '2013',
    target: '3,2',
    targetPeriod: '2030',
    comparisons: 'Riket, Karlskrona',
  });
  expect(leader.text).toContain('Det är för tidigt att säga om målet nås.');
});

test('the chart and its table show all, women or men, each at an address of its own', async () => {
  const leader = await signedIn('Amina Holm');
  const row = (page: string, name: string) =>
    new RegExp(`<th scope="row">${name}</th>(.*?)</tr>`).exec(page)?.[1]?.replace(/<[^>]+>/g, ' ') ?? '';
  await leader.open(`/collaborations/${id}/goals/${goal}`);
  expect(leader.page).toContain('aria-current="true">Alla</a>');
  expect(leader.text).toContain('Mål 7,1 till 2017');
  expect(row(leader.page, 'Kvinnor')).toContain('6,4');

  const [, women = ''] = /<a href="([^"]+sex=K[^"]*)">Kvinnor/.exec(leader.page) ?? [];
  await leader.open(women.split('#')[0] ?? '');
  expect(leader.page).toContain('aria-current="true">Kvinnor</a>');
  expect(leader.text).toContain('12,8 utgångsläge 2013');
  // The target is set for all, so it is told and not drawn.
  expect(leader.text).not.toContain('Mål 7,1 till 2017');
  expect(leader.text).toContain('Målet gäller alla.');
  expect(row(leader.page, 'Region Blekinge')).toContain('4,4');
  expect(row(leader.page, 'Karlskrona')).toContain('3,6');

  const [, csv = ''] = /href="([^"]+values\.csv[^"]*)"/.exec(leader.page) ?? [];
  await leader.open(csv);
  expect(leader.page).toMatch(/;Karlskrona;K;2022;3,\d{4,};/);
});

test('a sex that is none shows what the indicator measures', async () => {
  const leader = await signedIn('Amina Holm');
  await leader.open(`/collaborations/${id}/goals/${goal}?sex=X`);
  expect(leader.status).toBe(200);
  expect(leader.page).toContain('aria-current="true">Alla</a>');
});

test('the values behind a chart are handed out unrounded, with their source', async () => {
  const leader = await signedIn('Amina Holm');
  await leader.open(`/collaborations/${id}/goals/${goal}`);
  const [, address = ''] = /href="([^"]+values\.csv)"/.exec(leader.page) ?? [];
  await leader.open(address);
  expect(leader.page).toContain('Arbetslösa 16–24 år;Region Blekinge;T;2019;7,112797;published;Kolada N03921');
});
