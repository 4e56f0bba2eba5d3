import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoPassword } from '../src/identity/index.ts';
import { formatsFor } from '../src/platform/texts.ts';
import { openHouse, type TestHouse } from '../test/setup/composition.ts';
import { Visitor } from '../test/setup/visitor.ts';
import type { ValueAt } from './facts.ts';
import { loadExamples } from './load-examples.ts';
import { readCase } from './real-case.ts';

let house: TestHouse;
let maria: Visitor;
let overview: string;
beforeAll(async () => {
  house = await openHouse();
  await loadExamples(house.database, house.now, () => {});
  maria = await new Visitor(house).signIn('maria.ek@kommun-b.example', demoPassword);
  overview = /href="(\/collaborations\/[^"]+)"[^>]*>Fler unga i arbete/.exec(maria.page)?.[1] ?? '';
});
afterAll(() => house.close());

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
