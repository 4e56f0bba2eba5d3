import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Asked, json, openService, type Service, stillTime } from '../../../test/setup/service.ts';
import { openSource, type Source, SourceError } from '../../platform/source.ts';
import { type JsonStat, jsonStatShape } from './json-stat.ts';
import {
  areaOfRegion,
  askScb,
  codeOfSelection,
  nameSelection,
  readSelectionCode,
  readTable,
  searchTables,
} from './scb.ts';

const recorded = (name: string) =>
  JSON.parse(readFileSync(new URL(`../recorded/${name}.json`, import.meta.url), 'utf8'));
const config = recorded('scb-v2-config');

let service: Service;
let time: ReturnType<typeof stillTime>;
let scb: Source;
/** What the service answers, by the last part of the path. */
let answers: Record<string, unknown>;
beforeAll(async () => {
  service = await openService((asked, response) => {
    const name = asked.path.split('?')[0]?.split('/').at(-1) ?? '';
    const answer = answers[name];
    json(response, typeof answer === 'function' ? answer(asked) : (answer ?? {}), answer === undefined ? 404 : 200);
  });
});
afterAll(() => service.close());
beforeEach(() => {
  service.asked.length = 0;
  time = stillTime();
  scb = openSource({ name: 'SCB', url: `${service.url}/api/v2`, pace: { calls: 1, milliseconds: 1000 }, timing: time });
  answers = { config };
});
const refused = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'read',
    (error: unknown) => (error instanceof SourceError ? error.kind : String(error)),
  );

/** A dataset of JSON-stat, as a PxWeb answers. */
function dataset(
  dimensions: Record<string, Record<string, string>>,
  value: unknown = [],
  more: Record<string, unknown> = {},
) {
  return {
    version: '2.0',
    class: 'dataset',
    label: 'Sysselsatta efter region, ålder och kön. År 2021-2022',
    updated: '2026-06-01T06:00:00Z',
    note: ['Från 2025 är talen påverkade av slump.'],
    role: { time: ['Tid'], metric: ['ContentsCode'] },
    id: Object.keys(dimensions),
    size: Object.values(dimensions).map((of) => Object.keys(of).length),
    dimension: Object.fromEntries(
      Object.entries(dimensions).map(([code, of]) => [
        code,
        {
          label: code.toLowerCase(),
          category: {
            index: Object.fromEntries(Object.keys(of).map((one, at) => [one, at])),
            label: of,
            ...(code === 'ContentsCode' ? { unit: { S: { base: 'antal', decimals: 0 } } } : {}),
          },
          extension: { elimination: code === 'Kon' || code === 'Region' || code === 'Utbildning' },
        },
      ]),
    ),
    value,
    ...more,
  };
}
const regions = { '00': 'Riket', '10': 'Blekinge län', '1080': 'Karlskrona', '9999': 'Okänd' };
const sexes = { TotSA: 'totalt, båda könen', '1': 'män', '2': 'kvinnor' };
const table = {
  Region: regions,
  Alder: { '16-24': '16-24 år', '25-64': '25-64 år' },
  Utbildning: { F: 'förgymnasial', G: 'gymnasial' },
  Kon: sexes,
  ContentsCode: { S: 'Antal sysselsatta' },
  Tid: { '2021': '2021', '2022': '2022' },
};
const selection = { Alder: '16-24', Utbildning: null, ContentsCode: 'S' };
const code = codeOfSelection('TAB5000', selection);
const areas = ['0000', '0010', '1080'];

interface Selected {
  readonly variableCode: string;
  readonly valueCodes: readonly string[];
}
const selectedIn = (asked: Asked): Map<string, readonly string[]> =>
  new Map(
    (JSON.parse(asked.body).selection as Selected[]).map(({ variableCode, valueCodes }) => [variableCode, valueCodes]),
  );
/** Answers what was asked for: every cell holds its own place in the answer. */
function answerData(asked: Asked, more: Record<string, unknown> = {}) {
  const selected = selectedIn(asked);
  const chosen = Object.fromEntries(
    Object.entries(table).flatMap(([name, of]) => {
      const values = selected.get(name);
      if (!values) return [];
      return [[name, Object.fromEntries(values.map((one) => [one, (of as Record<string, string>)[one] ?? one]))]];
    }),
  );
  const size = Object.values(chosen).reduce((product, of) => product * Object.keys(of).length, 1);
  return dataset(
    chosen,
    Array.from({ length: size }, (_, at) => at),
    more,
  );
}

describe('recorded answers', () => {
  test('of the settings set the pace, and are asked for once', async () => {
    answers.tables = recorded('scb-v2-search');
    await searchTables(scb, 'befolkning');
    await searchTables(scb, 'befolkning');
    expect(service.asked.map(({ path }) => path)).toEqual([
      '/api/v2/config',
      '/api/v2/tables?query=befolkning&lang=sv&pageSize=40',
      '/api/v2/tables?query=befolkning&lang=sv&pageSize=40',
    ]);
    // Three calls a second, as SCB says, instead of one.
    expect(time.waits).toEqual([]);
    await searchTables(scb, 'befolkning');
    expect(time.waits).toEqual([1000]);
  });

  test('of a search tell which tables can be followed by year', async () => {
    answers.tables = recorded('scb-v2-search');
    const found = await searchTables(scb, 'befolkning');
    expect(found).toHaveLength(10);
    expect(found[0]).toEqual({
      id: 'TAB4552',
      title: 'Befolkningens anslutning till kommunalt vatten och avlopp. År 1960-2024',
      firstPeriod: '1960',
      lastPeriod: '2024',
      isYearly: true,
      variables: ['typ av anslutning', 'tabellinnehåll', 'år'],
    });
    expect(found.filter(({ isYearly }) => !isYearly).map(({ id }) => id)).toContain('TAB6387');
  });

  test('of a table by month say that it cannot be followed, and why', async () => {
    answers.metadata = recorded('scb-v2-TAB6471-metadata');
    const found = await readTable(scb, 'TAB6471');
    expect(found).toMatchObject({
      obstacle: 'notYearly',
      hasPlaces: true,
      bySex: true,
      updated: '2026-06-08T06:00:00Z',
    });
    expect(found.variables.map(({ code, mayBeLeftOut, values }) => [code, mayBeLeftOut, values.length])).toEqual([
      ['Alder', false, 134],
      ['ContentsCode', false, 1],
    ]);
    expect(found.notes[0]).toContain('slumpmässig osäkerhet');
    // Links are words here.
    expect(found.notes[0]).not.toContain('](');
    expect(found.notes[0]).toContain('Utveckling av röjandeskyddet');
  });

  test('of the reference server are read too, whatever their variables are called', async () => {
    answers.metadata = recorded('pxwebapi-ref-MetadataById-tab004-js2');
    const found = await readTable(scb, 'tab004');
    expect(found).toMatchObject({ obstacle: null, hasPlaces: false, bySex: false });
    expect(found.variables.map(({ code }) => code)).toEqual(['SECTOR', 'GREENHOUSEGAS', 'ContentsCode']);
  });

  test('of data are laid out row by row, the last variable fastest', () => {
    const whole = recorded('scb-v2-TAB6471-data');
    const cells = [...jsonStatShape.parse(whole).cells()];
    expect(cells).toHaveLength(2772);
    expect(cells[0]).toEqual({
      codes: ['01', '0-9', 'TotSa', '000007SF', '2026M01'],
      value: whole.value[0],
      status: '',
    });
    // Fourth region of 21, second age of 11, third sex of 3, second month of 4.
    expect(cells[((3 * 11 + 1) * 3 + 2) * 4 + 1]).toMatchObject({
      codes: ['05', '10-19', '2', '000007SF', '2026M02'],
      value: whole.value[((3 * 11 + 1) * 3 + 2) * 4 + 1],
    });
  });
});

describe('a dataset of JSON-stat', () => {
  const small = { Tid: { '2021': '2021', '2022': '2022' }, Kon: { '1': 'män', '2': 'kvinnor' } };
  const read = (value: unknown, more: Record<string, unknown> = {}): JsonStat =>
    jsonStatShape.parse(dataset(small, value, more));
  const valuesIn = (of: JsonStat) => [...of.cells()].map(({ value, status }) => [value, status]);

  test('may hold only the cells that have a value', () => {
    expect(valuesIn(read({ 1: 5, 3: 0 }, { status: { 0: '..', 2: '.' } }))).toEqual([
      [null, '..'],
      [5, ''],
      [null, '.'],
      [0, ''],
    ]);
  });

  test('may tell its statuses in a list, or one for all', () => {
    expect(valuesIn(read([1, 2, 3, 4], { status: ['', 'p', '', 'p'] })).map(([, status]) => status)).toEqual([
      '',
      'p',
      '',
      'p',
    ]);
    expect(valuesIn(read([1, 2, 3, 4], { status: 'p' })).map(([, status]) => status)).toEqual(['p', 'p', 'p', 'p']);
  });

  test('may give the order of its values as a list, and leave it out where there is one', () => {
    const given = dataset({ Tid: { '2021': '2021', '2022': '2022' }, Kon: { '1': 'män' } }, [1, 2]);
    (given.dimension.Tid as { category: { index: unknown } }).category.index = ['2022', '2021'];
    delete (given.dimension.Kon as { category: { index?: unknown } }).category.index;
    expect([...jsonStatShape.parse(given).cells()].map(({ codes }) => codes)).toEqual([
      ['2022', '1'],
      ['2021', '1'],
    ]);
  });

  test.each([
    ['too few values', [1, 2, 3], {}],
    ['too many values', [1, 2, 3, 4, 5], {}],
    ['a value outside its size', { 4: 1 }, {}],
    ['a value that is text', ['1', 2, 3, 4], {}],
    ['fewer sizes than variables', [1, 2, 3, 4], { size: [4] }],
    ['a size that is not that of its values', [1, 2, 3, 4, 5, 6], { size: [2, 3] }],
    ['a variable that is not described', [1, 2, 3, 4], { id: ['Tid', 'Okänd'] }],
    ['fewer statuses than values', [1, 2, 3, 4], { status: ['', 'p', ''] }],
    ['another version', [1, 2, 3, 4], { version: '1.0' }],
    ['another class', [1, 2, 3, 4], { class: 'collection' }],
  ])('with %s is refused whole', (_, value, more) => {
    expect(() => read(value, more)).toThrow();
  });
});

describe('a selection', () => {
  test('is the code of the series, the same in whatever order it was made', () => {
    expect(code).toBe('TAB5000?Alder=16-24&ContentsCode=S');
    expect(codeOfSelection('TAB5000', { ContentsCode: 'S', Utbildning: null, Alder: '16-24' })).toBe(code);
    expect(readSelectionCode(code)).toEqual({ table: 'TAB5000', selection: { Alder: '16-24', ContentsCode: 'S' } });
    expect(readSelectionCode(codeOfSelection('T', { A: 'å&=b' })).selection).toEqual({ A: 'å&=b' });
    expect(readSelectionCode(codeOfSelection('TAB1', {}))).toEqual({ table: 'TAB1', selection: {} });
  });

  test('is named by what was chosen, the measure first, with its unit', async () => {
    answers.metadata = dataset(table);
    const found = await readTable(scb, 'TAB5000');
    expect(nameSelection(found, selection)).toEqual({ title: 'Antal sysselsatta, 16-24 år', unit: 'antal' });
  });
});

describe('figures', () => {
  beforeEach(() => {
    answers.metadata = dataset(table);
    answers.data = answerData;
  });

  test('are asked for by place, sex and year, with the values that were chosen', async () => {
    const answer = await askScb(scb, code, areas);
    const asked = service.asked.at(-1) as Asked;
    expect(asked).toMatchObject({
      method: 'POST',
      path: '/api/v2/tables/TAB5000/data?lang=sv&outputFormat=json-stat2',
    });
    expect([...selectedIn(asked)]).toEqual([
      ['Alder', ['16-24']],
      ['ContentsCode', ['S']],
      ['Region', ['10', '1080', '00']],
      ['Kon', ['1', '2', 'TotSA']],
      ['Tid', ['2021', '2022']],
    ]);
    expect(answer.values).toHaveLength(18);
    // Region, then age, sex, measure and year: Karlskrona is the second, women the second, 2022 the second.
    expect(answer.values.find((one) => one.area === '1080' && one.sex === 'K' && one.period === 2022)?.value).toBe(
      (1 * 3 + 1) * 2 + 1,
    );
    expect(answer).toMatchObject({ producer: 'SCB', edition: '2026-06-01T06:00:00Z', nextPublicationOn: null });
    expect(answer.description).toContain('Från 2025 är talen påverkade av slump.');
  });

  test('for both sexes together are asked for apart where the table has no value for them', async () => {
    const { TotSA: _, ...apart } = sexes;
    answers.metadata = dataset({ ...table, Kon: apart });
    const answer = await askScb(scb, code, areas);
    expect(service.asked.filter(({ method }) => method === 'POST').map((one) => selectedIn(one).get('Kon'))).toEqual([
      undefined,
      ['1', '2'],
    ]);
    expect(new Set(answer.values.map(({ sex }) => sex))).toEqual(new Set(['T', 'M', 'K']));
  });

  test('are asked for in as many parts as the source’s own limit of cells demands', async () => {
    answers.config = { ...config, maxDataCells: 9 };
    const answer = await askScb(scb, code, areas);
    expect(service.asked.filter(({ method }) => method === 'POST').map((one) => selectedIn(one).get('Tid'))).toEqual([
      ['2021'],
      ['2022'],
    ]);
    expect(answer.values).toHaveLength(18);
  });

  test('of a table without places are those of the country', async () => {
    const { Region: _, ...elsewhere } = table;
    answers.metadata = dataset(elsewhere);
    const answer = await askScb(scb, code, areas);
    expect(new Set(answer.values.map(({ area }) => area))).toEqual(new Set(['0000']));
  });

  test('that are not there, or preliminary, say so', async () => {
    answers.data = (asked: Asked) => {
      const given = answerData(asked);
      const value = (given.value as number[]).map((one, at) => (at === 0 || at === 1 ? null : one));
      return { ...given, value, status: { 0: '..', 1: '.', 2: 'p' } };
    };
    const answer = await askScb(scb, code, areas);
    expect(answer.values.slice(0, 4).map(({ status }) => status)).toEqual([
      'missing',
      'missing',
      'preliminary',
      'published',
    ]);
    answers.metadata = { ...dataset(table), label: 'Sysselsatta. Preliminär statistik. År 2021-2022' };
    answers.data = answerData;
    expect(new Set((await askScb(scb, code, areas)).values.map(({ status }) => status))).toEqual(
      new Set(['preliminary']),
    );
  });

  test.each([
    ['a sign that nobody knows', (asked: Asked) => ({ ...answerData(asked), status: { 0: 'x' } })],
    [
      'another age than was asked for',
      (asked: Asked) => {
        const given = answerData(asked);
        return { ...given, dimension: { ...given.dimension, Alder: { category: { index: ['25-64'] } } } };
      },
    ],
    [
      'the age left out',
      (asked: Asked) => {
        const given = answerData(asked);
        const at = given.id.indexOf('Alder');
        return { ...given, id: given.id.toSpliced(at, 1), size: given.size.toSpliced(at, 1) };
      },
    ],
    ['no values at all where there must be some', (asked: Asked) => ({ ...answerData(asked), value: [1] })],
  ])('with %s are refused whole', async (_, answer) => {
    answers.data = answer;
    expect(await refused(askScb(scb, code, areas))).toBe('reshaped');
  });

  test('that the table no longer has, by a value or by a new variable, are refused before they are asked for', async () => {
    answers.metadata = dataset({ ...table, Alder: { '16-29': '16-29 år' } });
    expect(await refused(askScb(scb, code, areas))).toBe('notThere');
    answers.metadata = dataset({ ...table, Bransch: { A: 'jordbruk', B: 'gruvor' } });
    expect(await refused(askScb(scb, code, areas))).toBe('notThere');
    expect(service.asked.filter(({ method }) => method === 'POST')).toEqual([]);
  });
});

test('a region of SCB is a place of ours: the country, a region by its county, a municipality', () => {
  expect(['00', '10', '1080', '0980', '10A', 'SE11'].map(areaOfRegion)).toEqual([
    '0000',
    '0010',
    '1080',
    '0980',
    undefined,
    undefined,
  ]);
});
