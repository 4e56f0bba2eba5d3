import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/database.ts';
import { json, openService, type Service, stillTime } from '../../../test/setup/service.ts';
import { identify, type User } from '../../identity/index.ts';
import { type Database, openDatabase } from '../../platform/database/database.ts';
import { openSource, type Source, SourceError } from '../../platform/source.ts';
import { findSeriesByCode, readValues } from '../series.ts';
import {
  askKolada,
  closedAfter,
  plainTitle,
  preliminaryPeriod,
  producerOf,
  readCatalogue,
  readEntries,
  readGroups,
  readKoladaValues,
  unitOfTitle,
} from './kolada.ts';

const recorded = (name: string) =>
  JSON.parse(readFileSync(new URL(`../recorded/${name}.json`, import.meta.url), 'utf8'));
const now = new Date('2026-11-20T09:00:00Z');
const blekinge = ['1060', '1080', '1081', '1082', '1083'];

let service: Service;
let kolada: Source;
beforeAll(async () => {
  service = await openService();
});
afterAll(() => service.close());
beforeEach(() => {
  service.asked.length = 0;
  kolada = openSource({ name: 'Kolada', url: `${service.url}/v3`, pace: null, timing: stillTime() });
});
/** The same to every question. */
const always = (answer: unknown) => {
  service.answer = (_, response) => json(response, answer);
};
const row = (values: readonly object[], more: object = {}) => ({
  kpi: 'N00001',
  municipality: '1080',
  period: 2022,
  values,
  ...more,
});
const page = (rows: readonly object[], more: object = {}) => ({ values: rows, next_url: null, count: 1, ...more });
const refused = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'read',
    (error: unknown) => (error instanceof SourceError ? error.kind : String(error)),
  );
const ask = () => readKoladaValues(kolada, ['N00001'], ['1080']);

describe('recorded answers', () => {
  let urls: TestDatabase;
  let database: Database<User>;
  beforeAll(async () => {
    urls = await createTestDatabase();
    database = openDatabase({ url: urls.appUrl, poolSize: 1, identify });
  });
  afterAll(async () => {
    await database.close();
    await urls.drop();
  });

  test('of youth unemployment in Blekinge are the values of the bundled library, every one', async () => {
    always(recorded('kolada-v2-data-N03921-blekinge'));
    const read = (await readKoladaValues(kolada, ['N03921'], blekinge)).get('N03921') ?? [];
    const { rows } = await database.read(null, now, { series: findSeriesByCode('kolada', ['N03921']) });
    const id = rows.series[0]?.id ?? 0;
    const found = await database.read(null, now, {
      values: readValues(
        blekinge.map(() => id),
        blekinge,
        ['T', 'K', 'M'],
        null,
      ),
    });
    const told = (one: { period: number; sex: string; value: number | null; status: string }, area: string) =>
      `${area} ${one.period} ${one.sex} ${one.value} ${one.status}`;
    expect(read).toHaveLength(195);
    expect(read.map((one) => told(one, one.area)).sort()).toEqual(
      found.rows.values.map((one) => told(one, one.area_code)).sort(),
    );
  });

  test('of v3 are read in full, unrounded, and a place that was not asked for is left out', async () => {
    always(recorded('kolada-v3-data-N00945'));
    const read = (await readKoladaValues(kolada, ['N00945'], ['0180', '1280', '1480'])).get('N00945') ?? [];
    expect(read).toHaveLength(63);
    expect(read[0]).toEqual({ area: '0180', period: 2000, sex: 'T', value: 31.32959689, status: 'published' });
    expect((await readKoladaValues(kolada, ['N00945'], ['1280'])).get('N00945')).toHaveLength(21);
  });

  test('of several series are told apart', async () => {
    always(recorded('kolada-v3-data-N03702-N03703'));
    const read = await readKoladaValues(kolada, ['N03702', 'N03703'], ['0180', '1280', '1480']);
    expect([...read].map(([code, values]) => [code, values.length > 10])).toEqual([
      ['N03702', true],
      ['N03703', true],
    ]);
  });

  test('with nulls have missing values, never nought', async () => {
    always(recorded('kolada-v2-data-N00610-missing'));
    const read = (await readKoladaValues(kolada, ['N00610'], blekinge)).get('N00610') ?? [];
    const missing = read.filter(({ value }) => value === null);
    expect(missing.length).toBeGreaterThan(1);
    expect(missing.every(({ status }) => status === 'missing')).toBe(true);
    expect(read.filter(({ value }) => value === 0)).toEqual([]);
  });

  test('of the catalogue are read page after page, the second too', async () => {
    service.answer = (asked, response) => {
      if (asked.path.includes('page=2')) return json(response, recorded('kolada-v3-kpi-page2'));
      const first = recorded('kolada-v3-kpi-page1');
      return json(response, { ...first, next_url: first.next_url.replace('https://api.kolada.se', service.url) });
    };
    const entries = await readCatalogue(kolada);
    expect(service.asked.map(({ path }) => path)).toEqual(['/v3/kpi?per_page=5000', '/v3/kpi?page=2&per_page=3']);
    expect(entries.map(({ code }) => code)).toEqual(['N00003', 'N00005', 'N00009', 'N00011', 'N00012', 'N00014']);
    expect(entries[0]).toEqual({
      code: 'N00003',
      title: 'Personalkostnader, kr/inv',
      description: expect.stringContaining('Avser egen regi'),
      bySex: false,
      kind: 'K',
      area: 'Kommunen, övergripande',
      nextPublicationOn: '2026-08-28',
      preliminaryOn: '2026-04-01',
      publicationPeriod: 2025,
    });
  });

  test('of the groups are read with their members', async () => {
    always(recorded('kolada-v3-municipality-groups'));
    const groups = await readGroups(kolada);
    expect(groups).toHaveLength(63);
    expect(groups[0]).toEqual({
      code: 'G176288',
      title: 'Liknande kommuner socioekonomi, Karlshamn, 2024',
      members: ['0319', '0562', '0686', '0687', '1984', '2084', '2280'],
    });
  });

  test('say who has counted, what the unit is, and that an indicator is closed', async () => {
    always(recorded('kolada-v3-kpi'));
    const entries = await readEntries(kolada, ['N03921', 'N03935']);
    const [closed, follower] = [entries.get('N03921'), entries.get('N03935')];
    expect(closedAfter(closed?.title ?? '')).toBe(2024);
    expect(closed?.nextPublicationOn).toBeNull();
    expect(plainTitle(closed?.title ?? '')).toBe('Arbetslöshet 16-24 år, årsmedelvärde, andel (%) av bef.');
    expect(producerOf(closed?.description ?? '')).toBe('Arbetsförmedlingen och SCB');
    expect(closedAfter(follower?.title ?? '')).toBeNull();
    expect(unitOfTitle(follower?.title ?? '')).toBe('percent');
  });
});

describe('a question', () => {
  test('has at most 25 ids in each part of its address: 26 places are two questions', async () => {
    always(page([]));
    const areas = Array.from({ length: 26 }, (_, at) => String(1000 + at));
    const codes = Array.from({ length: 26 }, (_, at) => `N${String(at).padStart(5, '0')}`);
    await readKoladaValues(kolada, ['N00001'], areas);
    expect(service.asked.map(({ path }) => path)).toEqual([
      `/v3/data/kpi/N00001/municipality/${areas.slice(0, 25).join(',')}?per_page=5000`,
      '/v3/data/kpi/N00001/municipality/1025?per_page=5000',
    ]);
    service.asked.length = 0;
    await readKoladaValues(kolada, codes, areas);
    expect(service.asked).toHaveLength(4);
    for (const { path } of service.asked)
      for (const part of path.split(/[/?]/)) expect(part.split(',').length).toBeLessThanOrEqual(25);
  });

  test('about a series that Kolada no longer has is answered by its absence', async () => {
    service.answer = (asked, response) =>
      json(response, asked.path.startsWith('/v3/kpi/') ? page([]) : page([row([])]));
    expect([...(await askKolada(kolada, ['N00001'], ['1080'], '2026-11-20')).keys()]).toEqual([]);
    expect(service.asked).toHaveLength(1);
  });
});

describe('paging', () => {
  test('that leads to another host is refused, and that host is not asked', async () => {
    const other = await openService((_, response) => json(response, page([])));
    always(page([row([])], { next_url: `${other.url}/v3/data?page=2` }));
    expect(await refused(ask())).toBe('elsewhere');
    expect(other.asked).toEqual([]);
    await other.close();
  });

  test('that goes round in a ring, or never ends, is refused', async () => {
    always(page([], { next_url: `${service.url}/v3/data?page=2` }));
    expect(await refused(ask())).toBe('endless');
    expect(service.asked).toHaveLength(2);
    let number = 1;
    service.answer = (_, response) => {
      number += 1;
      json(response, page([], { next_url: `${service.url}/v3/data?page=${number}` }));
    };
    service.asked.length = 0;
    expect(await refused(ask())).toBe('endless');
    expect(service.asked).toHaveLength(60);
  });

  test('under the name it had in v2 is followed; a full page that says nothing of a next one is refused', async () => {
    service.answer = (_, response) =>
      json(
        response,
        service.asked.length === 1 ? { values: [], next_page: `${service.url}/v3/data?page=2` } : { values: [] },
      );
    expect(await refused(ask())).toBe('read');
    expect(service.asked).toHaveLength(2);
    always({ values: Array.from({ length: 5000 }, (_, at) => row([], { period: 1900 + (at % 200) })), next: 'page 2' });
    expect(await refused(ask())).toBe('reshaped');
    always(page(Array.from({ length: 5000 }, (_, at) => row([], { period: 1900 + (at % 200) }))));
    expect(await refused(ask())).toBe('read');
  });
});

describe('a value', () => {
  const read = async (value: object, more: object = {}) => {
    always(page([row([{ gender: 'T', count: 1, ...value }], more)]));
    return (await ask()).get('N00001');
  };

  test.each([
    [
      { value: 5.1, status: '' },
      { value: 5.1, status: 'published' },
    ],
    [
      { value: 0, status: '' },
      { value: 0, status: 'published' },
    ],
    [
      { value: null, status: 'Missing' },
      { value: null, status: 'missing' },
    ],
    [
      { value: null, status: '' },
      { value: null, status: 'missing' },
    ],
    [
      { value: null, status: 'Private' },
      { value: null, status: 'withheld' },
    ],
    [
      { value: 5.1, status: 'Preliminary' },
      { value: 5.1, status: 'preliminary' },
    ],
  ])('%o is %o', async (given, expected) => {
    expect(await read(given)).toEqual([{ area: '1080', period: 2022, sex: 'T', ...expected }]);
  });

  test('has its year as a number or as text', async () => {
    expect((await read({ value: 1, status: '' }, { period: '2021' }))?.[0]?.period).toBe(2021);
  });

  test('that Kolada has taken away is not there', async () => {
    expect(await read({ value: 5.1, status: '', isdeleted: true })).toEqual([]);
    expect(await read({ value: null, status: '', isdeleted: 1 })).toEqual([]);
  });

  test.each([
    ['text instead of a number', { value: '5,1', status: '' }, {}],
    ['no value at all', { status: '' }, {}],
    ['a sex that nobody knows', { gender: 'X', value: 1, status: '' }, {}],
    ['a status that nobody knows', { value: 5.1, status: 'Estimated' }, {}],
    ['half a year', { value: 1, status: '' }, { period: '2022H1' }],
    ['a series that was not asked for', { value: 1, status: '' }, { kpi: 'N99999' }],
  ])('with %s refuses the answer whole', async (_, value, more) => {
    expect(await refused(read(value, more))).toBe('reshaped');
  });

  test('given twice is one value, unless it is two', async () => {
    const twice = (second: number) =>
      always(page([row([{ gender: 'T', value: 1, status: '' }]), row([{ gender: 'T', value: second, status: '' }])]));
    twice(1);
    expect((await ask()).get('N00001')).toHaveLength(1);
    twice(2);
    expect(await refused(ask())).toBe('reshaped');
  });

  test('of a year of which final figures are to come is preliminary', async () => {
    const entry = recorded('kolada-v3-kpi-page1').values[0];
    service.answer = (asked, response) =>
      json(
        response,
        asked.path.startsWith('/v3/kpi/')
          ? page([entry])
          : page([2024, 2025].map((period) => row([{ gender: 'T', value: 1, status: '' }], { kpi: 'N00003', period }))),
      );
    const on = async (day: string) =>
      (await askKolada(kolada, ['N00003'], ['1080'], day)).get('N00003')?.values.map(({ status }) => status);
    expect(await on('2026-03-31')).toEqual(['published', 'published']);
    expect(await on('2026-04-01')).toEqual(['published', 'preliminary']);
    expect(await on('2026-08-28')).toEqual(['published', 'published']);
    expect(preliminaryPeriod({ preliminaryOn: null, nextPublicationOn: null } as never, '2026-08-28')).toBeNull();
  });
});

test.each([
  ['Arbetslösa av befolkningen, 18-24 år, andel (%)', 'percent'],
  ['Personalkostnader, kr/inv', 'kr/inv'],
  ['Anmälda våldsbrott, antal/100 000 inv', 'antal/100 000 inv'],
  ['Nystartade företag, antal/1000 inv, 16-64 år', 'antal/1000 inv'],
  ['Invånare totalt, antal', 'antal'],
  ['Ohälsotal, dagar', 'dagar'],
  ['Medellivslängd män, år', 'år'],
  ['Skattesats till kommun (%)', 'percent'],
  ['Elever i åk 9, meritvärde, hemkommun, genomsnitt (17 ämnen)', ''],
])('the unit of ”%s” is %o', (title, unit) => {
  expect(unitOfTitle(title)).toBe(unit);
});
