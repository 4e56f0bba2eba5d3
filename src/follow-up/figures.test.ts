import { parse } from 'csv-parse/sync';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { type WalkedRound, walkFullRound } from '../../test/setup/full-round.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aCollaboration, aRole } from '../collaborations/testing.ts';
import { aGoal, anIndicator } from '../goals/testing.ts';
import { aHost, anOrganisation, aPerson, testPassword } from '../identity/testing.ts';
import { readPdf } from '../platform/documents/testing.ts';
import { formatsFor } from '../platform/texts.ts';

let house: TestHouse;
let leader: Visitor;
let representative: Visitor;
let round: WalkedRound;
beforeAll(async () => {
  house = await openHouse();
  const host = await aHost(house);
  const amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  const maria = await aPerson(host, 'Maria Ek', await anOrganisation(host, 'Testköping'));
  const id = await aCollaboration(host, amina, [maria.organisation, await anOrganisation(host, 'Grannby')]);
  await aRole(host, amina, id, maria);
  await anIndicator(host, amina, id, await aGoal(host, amina, id));
  await aGoal(host, amina, id, { text: 'Unga är med och formar stödet' });
  leader = await new Visitor(house).signIn(amina.email, testPassword);
  representative = await new Visitor(house).signIn(maria.email, testPassword);
  const cast = { leader, representative, today: '2023-11-20', address: 'registrator@testkoping.example' };
  round = await walkFullRound(cast, `/collaborations/${id}`, 'Hösten 2023');
});
afterAll(() => house.close());

interface Frozen {
  readonly text: string;
  readonly place: string;
  readonly name: string;
  readonly kind: string;
  readonly period: number;
  readonly sex: string;
  readonly value: number | null;
  readonly is_similar: boolean;
}

/** What the round froze, read by a role that row level security does not bind, past everything that composes a report. */
async function readSnapshot() {
  const client = new pg.Client({ connectionString: house.urls.unprotectedUrl });
  await client.connect();
  const roundId = round.at.split('/').at(-1);
  const { rows: values } = await client.query<Frozen>(
    `select g.text, v.place, a.name, a.kind, v.period, v.sex, v.value, v.is_similar
     from round_value v join round_goal g on g.round_id = v.round_id and g.goal_id = v.goal_id
     join area a on a.code = v.place where v.round_id = $1`,
    [roundId],
  );
  const { rows: goals } = await client.query<{ baseline: number; target: number }>(
    "select baseline, target from round_goal where round_id = $1 and series <> ''",
    [roundId],
  );
  await client.end();
  return { values, goal: goals[0] ?? { baseline: Number.NaN, target: Number.NaN } };
}

const formats = formatsFor('sv');
const inWords = (value: number): string => formats.number(value, 1);
const cell = (values: readonly Frozen[], place: string, period: number): number =>
  values.find((one) => one.place === place && one.period === period && one.sex === 'T')?.value ?? Number.NaN;
const mean = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

test('in CSV every number is the frozen one, unrounded, and none is missing', async () => {
  const { values } = await readSnapshot();
  await leader.open(`${round.at}/report/csv`);
  const rows: Record<string, string>[] = parse(leader.page, { delimiter: ';', bom: true, columns: true });
  const key = (...parts: readonly unknown[]): string => parts.join('|');
  const told = rows.map((row) => [
    key(row.Mål, row.Platskod, row.År, row.Kön),
    row.Värde === '' ? null : Number(row.Värde?.replace(',', '.')),
  ]);
  const frozen = values.map((one) => [key(one.text, one.place, one.period, one.sex), one.value]);
  expect(told).toHaveLength(frozen.length);
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(frozen));
});

test('in the package’s JSON and CSV start, target and latest value are the frozen ones, unrounded', async () => {
  const { values, goal } = await readSnapshot();
  const latest = cell(values, '0010', 2022);
  await representative.open(`${round.ownPackage}/json`);
  const [measured, unmeasured] = JSON.parse(representative.page).goals;
  expect([measured.baseline.value, measured.target.value, measured.latest.value]).toEqual([
    goal.baseline,
    goal.target,
    latest,
  ]);
  expect(unmeasured).toMatchObject({ baseline: null, target: null, latest: null });
  await representative.open(`${round.ownPackage}/csv`);
  const [row]: Record<string, string>[] = parse(representative.page, { delimiter: ';', bom: true, columns: true });
  const number = (name: string): number => Number(row?.[name]?.replace(',', '.'));
  expect([number('Utgångsvärde'), number('Målvärde'), number('Senaste värde')]).toEqual([
    goal.baseline,
    goal.target,
    latest,
  ]);
});

test('in the chart’s table every cell is a frozen value, rounded', async () => {
  const { values } = await readSnapshot();
  await leader.open(`${round.at}/report`);
  const tables = [...leader.page.matchAll(/<table\b[\s\S]*?<\/table>/g)].map(([table]) => table);
  const words = (html: string): string => html.replace(/<[^>]+>/g, '').trim();
  const table = tables.find((one) => one.includes('>Riket<') && one.includes('>2010<')) ?? '';
  const rows = [...table.matchAll(/<tr\b[^>]*>([\s\S]*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd]\b[^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, text = '']) => words(text)),
  );
  const [heading = [], ...lines] = rows;
  expect(lines.map(([name]) => name)).toEqual(['Region Blekinge', 'Karlskrona', 'Riket']);
  for (const [name, ...cells] of lines) {
    const of = values.filter((one) => one.name === name && one.sex === 'T');
    const frozen = heading.slice(1).map((year) => {
      const value = of.find((one) => one.period === Number(year))?.value;
      return value === null || value === undefined ? '–' : inWords(value);
    });
    expect(cells).toEqual(frozen);
    expect(cells.length).toBeGreaterThan(10);
  }
});

test('in the PDF’s words there is no number that does not follow from the frozen values', async () => {
  const { values, goal } = await readSnapshot();
  const own = (period: number) => cell(values, '0010', period);
  // Limits as Wheeler reckons them for single values: the mean ± 2.66 × the mean of what changed from one to the next.
  const first = Array.from({ length: 12 }, (_, at) => own(2010 + at));
  const moved = mean(first.slice(1).map((value, at) => Math.abs(value - (first[at] ?? Number.NaN))));
  const change = (place: string) => (cell(values, place, 2017) / cell(values, place, 2013) - 1) * 100;
  const others = values
    .filter((one) => one.is_similar && one.period === 2017 && one.sex === 'T' && one.place !== '0010')
    .map((one) => change(one.place))
    .filter(Number.isFinite)
    .toSorted((one, other) => one - other);
  const quarter = (share: number): number => {
    const at = (others.length - 1) * share;
    const below = others[Math.floor(at)] ?? Number.NaN;
    return below + ((others[Math.ceil(at)] ?? Number.NaN) - below) * (at % 1);
  };
  const follow = [
    ...[goal.baseline, goal.target, own(2017), own(2022)].map(inWords),
    ...[cell(values, '0000', 2022), cell(values, '1080', 2022)].map(inWords),
    ...[mean(first), mean(first) + 2.66 * moved, mean(first) - 2.66 * moved].map(inWords),
    ...[-change('0010'), -change('0000'), quarter(0.25), quarter(0.75)].map((percent) => formats.number(percent, 0)),
  ];
  await leader.open(`${round.at}/report/pdf`);
  const { pages } = await readPdf(leader.bytes);
  const text = pages.map((page) => page.text).join('\n');
  // What stands alone on a line is the scale of a chart.
  const words = text.replace(/^\d+( %)?$/gm, '').replace(/\s+/g, ' ');
  const told = words.match(/[−-]?\d+,\d+|[−-]?\d+(?= %)/g) ?? [];
  expect([...new Set(told)].toSorted()).toEqual([...new Set(follow)].toSorted());
  const rank = others.filter((other) => other < change('0010')).length + 1;
  expect(words).toContain(`Plats ${rank} av ${others.length + 1} bland regioner.`);
});

test('the PDF is read aloud in order: headings, headings of tables, pictures with the finding in words', async () => {
  await leader.open(`${round.at}/report/pdf`);
  const { order } = await readPdf(leader.bytes);
  const told = order.flatMap((part) => {
    if (/^H\d$/.test(part.role) || part.role === 'TH') return [`${part.role} ${part.text}`];
    return part.role === 'Figure' ? [`Figure ${part.alt?.slice(0, 25)}`] : [];
  });
  expect(told).toEqual([
    'H1 Arbetslösheten har fallit. Vi vet inte om det beror på oss.',
    'H2 Kort sagt',
    'H2 Målen i siffror',
    'TH Gemensamt mål',
    'TH 2010–2022',
    'TH Start',
    'TH Mål',
    'TH Senast',
    'TH Läge',
    'Figure Målet var en halvering ti',
    'H2 Mål 1. Arbetslösheten bland unga halveras',
    'Figure Målet var en halvering ti',
    'H3 Så tolkar parterna det',
    'H3 Så långt håller påståendet',
    'TH Steg',
    'TH Svar',
    'H2 Mål 2. Unga är med och formar stödet',
    'H2 Iakttagelser',
    'H2 Parternas egna tolkningar',
    'H3 Varför föll arbetslösheten?',
    'H2 Så är rapporten gjord',
  ]);
});
