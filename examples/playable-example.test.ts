import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { boundOn, stateOfVersion } from '../src/agreements/binding.ts';
import { listActs } from '../src/agreements/entering-into-force.ts';
import { demoPassword } from '../src/identity/index.ts';
import { readPdf } from '../src/platform/documents/testing.ts';
import { sessionCookieName, sessionHash } from '../src/platform/http/cookies.ts';
import { formatsFor } from '../src/platform/texts.ts';
import { openHouse, type TestHouse } from '../test/setup/composition.ts';
import { loadExamplesInto } from '../test/setup/example-house.ts';
import { Visitor } from '../test/setup/visitor.ts';
import type { ValueAt } from './facts.ts';
import { readCase } from './real-case.ts';

let house: TestHouse;
let maria: Visitor;
let overview: string;
beforeAll(async () => {
  house = await openHouse();
  await loadExamplesInto(house.database, house.now, house.store);
  maria = await new Visitor(house).signIn('maria.ek@kommun-b.example', demoPassword);
  overview = /href="(\/collaborations\/[^"]+)"[^>]*>Fler unga i arbete/.exec(maria.page)?.[1] ?? '';
});
afterAll(() => house.close());

const startedFromPicture = `
  select (select string_agg(o.name || ' ' || p.status, ', ' order by o.name) from party p
      join organisation o on o.id = p.organisation_id where p.collaboration_id = c.id) as parties,
    (select string_agg(a.name, ', ' order by a.name) from actor a where a.collaboration_id = c.id) as actors,
    (select string_agg(v.text, ' ') from section_version v where v.collaboration_id = c.id and v.section = 'problem') as problem
  from collaboration c where c.name = 'Hem från kvällspasset'`;
const formats = formatsFor('sv');
/** The figures of the fact list that the invented parties have borrowed. */
const figure = (area: string, year: number, decimals = 1): string => {
  const values = readCase('blekinges-unga-lyfter').facts.flatMap((fact) =>
    fact.subject === 'indicator:n03921' && fact.field === 'valueAt' ? [fact.value as ValueAt] : [],
  );
  const found = values.find((one) => one.area === area && one.year === year && one.sex === 'T');
  if (!found) throw new Error(`the fact list has no ${area} ${year}`);
  return formats.number(found.value, decimals);
};
const plain = (text: string): string => text.replace(/\s+/g, ' ');
const follow = async (pattern: RegExp): Promise<string> => {
  const [, address = ''] = pattern.exec(maria.page) ?? [];
  await maria.open(address);
  return plain(maria.text);
};

describe('the figures of the invented example are those of the fact list', () => {
  test('on the overview', async () => {
    await maria.open(overview);
    expect(plain(maria.text)).toContain(`${figure('0010', 2022)} % 2022`);
    expect(plain(maria.text)).toContain(`${figure('0010', 2017)} mot mål 7,1`);
  });

  test('in the chart and its table, under the borrower’s name and never the lender’s', async () => {
    await maria.open(overview);
    const text = await follow(/href="([^"]+\/goals\/[^"]+)">Arbetslösheten bland unga halveras/);
    for (const [name, area] of [
      ['Kommun B', '1081'],
      ['Kommun C', '1080'],
      ['Region F', '0010'],
      ['Riket', '0000'],
    ] as const) {
      expect(text).toContain(`${name} ${figure(area, 2022)}`);
    }
    for (const year of [2017, 2019, 2021]) expect(text).toContain(`${year} ${figure('0010', year, 3)}`);
    for (const lender of ['Ronneby', 'Karlskrona', 'Olofström', 'Karlshamn', 'Sölvesborg', 'Region Blekinge']) {
      expect(text).not.toContain(`${lender} `);
    }
  });

  test('in the round, frozen', async () => {
    await maria.open(`${overview}/follow-up`);
    const round = await follow(/href="([^"]+\/follow-up\/[^"]+)"[^>]*>Uppföljningsomgång hösten 2016/);
    expect(round).toContain(`Från ${figure('0010', 2013)} % (2013) till ${figure('0010', 2015)} % (2015).`);
    const page = await follow(/href="([^"]+)">Sidan för Kommun B/);
    expect(page).toContain(`Kommun B ${figure('1081', 2013)}`);
    expect(page).toContain(`Helheten ${figure('0010', 2013)}`);
  });
});

test('four of the invented parties decide their budgets before the joint goals are adopted, and the wheel says so', async () => {
  await maria.open(`${overview}/annual-wheel?year=2026`);
  const text = plain(maria.text);
  for (const said of [
    'De gemensamma målen antas efter fyra parters budget',
    'Anta målen före 16 juni',
    'Gäller Kommun A, Kommun B, Kommun D och Kommun E.',
    'Ingen har sagt hur året ser ut',
    'Uppgift från Högskolan J, införd av Region F',
    'Ny mandatperiod',
  ])
    expect(text).toContain(said);
  await maria.open(`${overview}/annual-wheel?year=2018`);
  expect(plain(maria.text)).toContain('En ny mandatperiod börjar hos sex parter mitt i Uppföljningsomgång hösten 2018');
});

describe('the full round of 2018', () => {
  const openRound = async () => {
    await maria.open(`${overview}/follow-up`);
    return await follow(/href="([^"]+\/follow-up\/[^"]+)"[^>]*>Uppföljningsomgång hösten 2018/);
  };

  test('has gone through its five moments, with eight of nine readings and a report that a group stands behind', async () => {
    const round = await openRound();
    for (const said of ['Omgången är avslutad', '8 av 9', 'Underlag mottagna 8 av 9', 'Underlag beslutade 3 av 9'])
      expect(round).toContain(said);
    const deviation = await follow(/href="([^"]+\/deviations\/[^"]+)">Varför föll arbetslösheten/);
    for (const said of [
      `Region F ${figure('0010', 2017)}`,
      `Riket ${figure('0000', 2017)}`,
      'Inget att tillägga.',
      'Kommun E Ej besvarat',
      'Uppgift från Högskolan J, införd av Region F',
    ])
      expect(deviation).toContain(said);
    // In the table behind the chart.
    expect(deviation).toMatch(new RegExp(`Kommun B [\\d, ]*${figure('1081', 2013)}[\\d, ]* ${figure('1081', 2017)} `));
  });

  test('its report claims no more than its eight values bear, with the figures of the list', async () => {
    await openRound();
    const report = await follow(/href="([^"]+\/report)"/);
    for (const said of [
      'sju parter ställer sig bakom, en avstår och en har inte tagit ställning',
      `från ${figure('0010', 2013)} % till 7,1 %. Värdet blev ${figure('0010', 2017)} %. Målet nåddes inte.`,
      'Större än normal variation',
      'För tidigt',
      'Det är inte visat att samverkan är orsaken.',
    ])
      expect(report).toContain(said);
    expect(report).toContain('Vi gjorde det Vad som har genomförts är uppgett.');
    for (const later of [2018, 2019, 2022]) expect(report).not.toContain(`(${later})`);
  });

  test('a package came to Kommun B, which has taken in one goal, not another, and has a draft to decide by', async () => {
    await openRound();
    const found = await follow(/href="([^"]+\/packages\/[^"/]+)"/);
    for (const said of [
      'diarienummer KS 2018/488',
      'Årsredovisning 2018, s. 31',
      'Inte infört',
      `${figure('1081', 2017)} %`,
    ])
      expect(found).toContain(said);
    const draft = await follow(/href="([^"]+\/decision-draft)"/);
    for (const said of ['Kommunstyrelsen beslutar', 'att notera Uppföljningsomgång hösten 2018', 'KS 2018/488'])
      expect(draft).toContain(said);
  });
});

test('the light round after it rests on values to 2020, the doubted one marked', async () => {
  await maria.open(`${overview}/follow-up`);
  const round = await follow(/href="([^"]+\/follow-up\/[^"]+)"[^>]*>Uppföljningsomgång hösten 2021/);
  expect(round).toContain(`Från ${figure('0010', 2017)} % (2017) till ${figure('0010', 2020)} % (2020)`);
  expect(round).toContain('Värdet 62,1 för 2020 är lägre än i alla fem kommuner.');
  expect(round).not.toContain(figure('0010', 2022));
});

test('has the way to its ground: problem pictures that ended in three ways, a shared view, groups, and money to the last krona', async () => {
  await maria.open('/problem-pictures');
  const pictures = await follow(/href="(\/problem-pictures\/[^"]+)">Hem från kvällspasset/);
  expect(pictures).toContain('Problembilden blev en samverkan 15 maj 2023.');
  const owner = new pg.Client({ connectionString: house.urls.ownerUrl });
  await owner.connect();
  onTestFinished(() => owner.end());
  const { rows } = await owner.query(startedFromPicture);
  const [parties, actors] = ['Kommun D considered, Kommun E confirmed', 'Kommun B'];
  expect(rows).toEqual([{ parties, actors, problem: expect.stringContaining('Då går det ingen buss hem.') }]);
  await maria.open(`${overview}/shared-view`);
  const exercise = await follow(/href="([^"]+\/shared-view\/[^"]+)"[^>]*>Samsyn hösten 2023/);
  expect(exercise).toContain('För att ingen av oss ensam når en ung person');
  await maria.open(`${overview}/groups`);
  expect(plain(maria.text)).toContain('Styrgruppen');
  await maria.open(`${overview}/financing`);
  for (const said of ['2 400 000', '1 200 000', 'Bärs av parterna efter samma fördelning']) {
    expect(plain(maria.text)).toContain(said);
  }
});

test('is marked as invented on every page that is read, and in the file', async () => {
  await maria.open(overview);
  const links = [...maria.page.matchAll(/href="(\/collaborations\/[^"#]+)"/g)].map(([, href = '']) => href);
  for (const path of new Set([overview, ...links, `${overview}/grid`])) {
    await maria.open(path);
    expect(maria.text, path).toContain('Påhittat exempel');
  }
  await maria.open(overview);
  await follow(/href="([^"]+\/goals\/[^"]+)">Arbetslösheten bland unga halveras/);
  const [, file = ''] = /href="([^"]+values\.csv)"/.exec(maria.page) ?? [];
  await maria.open(file);
  const [, ...rows] = maria.page.trim().split('\r\n');
  expect(rows.length).toBeGreaterThan(50);
  for (const row of rows) expect(row).toMatch(/;Påhittat exempel$/);
});

test('has contributions in all four forms, one not answered, and a party that never signs in', async () => {
  await maria.open(`${overview}/grid`);
  const text = plain(maria.text);
  for (const form of ['Eget mål:', 'Uppgift:', 'Åtagande:', 'Bidrar inte']) expect(text).toContain(form);
  expect(text).toContain('8 av 9');
  expect(text).toContain('Högskolan J loggar inte in');
  expect(text).toContain('införd av Region F, ej bekräftad');
});

describe('the mandates of the nine parties', () => {
  test('stand against six planned matters, in all six kinds of cell', async () => {
    await maria.open(`${overview}/mandates`);
    const text = plain(maria.text);
    for (const said of [
      'Inom mandatet',
      'Eget beslut krävs',
      'Gemensam tolkning krävs',
      'Regeringsuppdrag krävs',
      'Författningsändring krävs',
      'Ej besvarat Kommun E',
      'Minst en part behöver en gemensam tolkning. Ingen är sparad.',
      'införd av Region F, ej bekräftad',
    ])
      expect(text).toContain(said);
    const [, file = ''] = /href="([^"]+\/map\/csv)"/.exec(maria.page) ?? [];
    await maria.open(file);
    const [, ...rows] = maria.page.trim().split('\r\n');
    expect(rows).toHaveLength(54);
    for (const row of rows) expect(row).toMatch(/;Påhittat exempel$/);
  });

  test('lean on two interpretations that are cited, and on three kinds of information, one of them not ready', async () => {
    await maria.open(`${overview}/mandates/interpretations`);
    expect(plain(maria.text)).toContain('Får kommuner och en statlig myndighet ta emot unga på samma plats?');
    expect(plain(maria.text)).not.toContain('Inget svar i mandatkartan hänvisar till den.');
    await maria.open(`${overview}/mandates/information`);
    const text = plain(maria.text);
    expect(text).toContain('OSL 10 kap. 1 §: den enskilde samtycker');
    expect(text).toContain('Klart innan det delas: stöd för att lämna ut saknas');
  });
});

describe('the agreement', () => {
  const openVersion = async (number: number | undefined) => {
    await maria.open(`${overview}/agreements`);
    const [, address = ''] = /href="([^"]+\/agreements\/[0-9a-f-]{36})"/.exec(maria.page) ?? [];
    await maria.open(number ? `${address}/versions/${number}` : address);
    return plain(maria.text);
  };

  test('has a third version from the new year, seven parties being bound as its text asks', async () => {
    const text = await openVersion(3);
    for (const said of [
      'Version 3 börjar gälla 1 januari 2024 mellan de parter som är bundna.',
      'Texten kräver minst sju, och sju är bundna.',
      'Kommun D (Inte än) Högskolan J (Inte än)',
      'Till dess gäller version 2.',
      '4. Vem beslutar vad',
      'Ändrat i version 3 , förslag av Kommun A',
      'Kommun A : En fråga som en part inte ställer sig bakom kan inte avgöras av ordföranden.',
      'Uppsägningstid 6 månader',
    ])
      expect(text).toContain(said);
    expect(maria.page).toContain('<del>avgörs av ordföranden</del>');
    expect(maria.page).toContain('<ins>tas upp igen inom tre månader</ins>');
  });

  test('is the second version until then, which has replaced the first', async () => {
    expect(await openVersion(undefined)).toContain('Version 2 gäller från 1 januari 2020');
    expect(await openVersion(1)).toContain('Version 1 gällde till 1 januari 2020.');
    await openVersion(2);
    const [, comparison = ''] = /href="([^"]+\/comparison)"/.exec(maria.page) ?? [];
    await maria.open(comparison);
    expect(maria.page).toContain('<del>tre</del>');
    expect(maria.page).toContain('<ins>sex</ins>');
  });

  test('was decided by each party and signed place by place, on the days of its acts', async () => {
    const session = sessionHash(maria.cookie(sessionCookieName(false)));
    const { rows } = await house.database.read({ session }, house.now, {
      acts: listActs(overview.split('/').at(-1) ?? '', null),
    });
    const acts = rows.acts.map((row) => row.acts).find(({ version }) => version.number === 3);
    if (!acts) throw new Error('the example has no third version');
    const day = '2023-11-20';
    const state = stateOfVersion(acts.version, acts.parties, day);
    expect(state).toEqual({ state: 'comes', from: '2024-01-01' });
    expect(acts.parties.map((party) => boundOn(acts.version, party))).toEqual([
      '2023-11-02',
      '2023-11-15',
      '2023-11-08',
      '2023-11-01',
      null,
      '2023-11-15',
      '2023-10-16',
      '2023-10-16',
      null,
    ]);
    expect(acts.parties.map((party) => party.signedOn)).toEqual([
      ['2023-10-14', '2023-10-14'],
      ['2023-10-25'],
      ['2023-10-19', '2023-10-20'],
      ['2023-10-17'],
      [null],
      ['2023-10-30', '2023-10-30'],
      ['2023-10-16'],
      ['2023-10-16'],
      [null],
    ]);
  });

  test('its pages are those that were made when it was locked, with the hash of what it says', async () => {
    await openVersion(3);
    const [, hash = ''] = /title="([0-9a-f]{64})"/.exec(maria.page) ?? [];
    const [, pages = ''] = /href="([^"]+\/pdf)"/.exec(maria.page) ?? [];
    const { bytes } = await maria.open(pages);
    const { pages: read } = await readPdf(bytes);
    const words = read.map(({ text }) => text.replace(/\s+/g, '')).join('');
    expect(words).toContain(hash);
    expect(words).toContain('Frågantasuppigeninomtremånader.');
    await maria.open(pages.replace(/pdf$/, 'json'));
    expect(createHash('sha256').update(maria.page, 'utf8').digest('hex')).toBe(hash);
    expect(maria.page).not.toContain('Styrelsens ordförande');
  });
});
