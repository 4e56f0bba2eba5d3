import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/setup/database.ts';
import { json, openService, type Service, stillTime } from '../../test/setup/service.ts';
import { identify, type User } from '../identity/index.ts';
import { type Database, openDatabase } from '../platform/database/database.ts';
import { startWorker } from '../platform/jobs.ts';
import { openSource } from '../platform/source.ts';
import { searchCatalogue } from './catalogue.ts';
import { loadLibrary } from './library.ts';
import { orderSeries } from './ordering.ts';
import { afterFailure, compareValues, nextAsking } from './refreshing.ts';
import { listRevisions } from './revisions.ts';
import { findSeriesByCode, latestFetches, readValues, type Sex } from './series.ts';
import { sourceJobs } from './source-jobs.ts';

const start = new Date('2026-11-20T09:00:00Z');
let urls: TestDatabase;
let database: Database<User>;
let owner: pg.Client;
let service: Service;
let now: Date;
const told: { fields: object; message: string }[] = [];
const log = {
  info: (fields: object, message = '') => void told.push({ fields, message }),
  error: (fields: object) => console.error(fields),
};

interface Row {
  readonly kpi: string;
  readonly municipality: string;
  readonly period: number;
  readonly values: { gender: Sex; value: number | null; status: string }[];
}
/** What Kolada has: indicators by code, and rows of values. */
let entries: Map<string, Record<string, unknown>>;
let rows: Row[];
/** Answers with what Kolada has, in its own way. */
function answerAsKolada(path: string): unknown {
  const [address = '', query = ''] = path.split('?');
  const parts = address.split('/').filter(Boolean);
  const pageOf = (all: unknown[]) => {
    const number = Number(new URLSearchParams(query).get('page') ?? 1);
    const isLast = all.length <= number * 5000;
    return {
      values: all.slice((number - 1) * 5000, number * 5000),
      next_url: isLast ? null : `${service.url}${address}?page=${number + 1}&per_page=5000`,
    };
  };
  if (parts[1] === 'kpi') {
    const wanted = parts[2]?.split(',');
    return pageOf([...entries.values()].filter((one) => !wanted || wanted.includes(String(one.id))));
  }
  if (parts[1] === 'municipality_groups') {
    const members = ['1080', '1081', '0999'].map((member_id) => ({ member_id }));
    return pageOf(Array.from({ length: 2000 }, (_, at) => ({ id: `G${at}`, title: `Liknande ${at}`, members })));
  }
  const [codes, areas] = [parts[3]?.split(',') ?? [], parts[5]?.split(',') ?? []];
  return pageOf(rows.filter((one) => codes.includes(one.kpi) && areas.includes(one.municipality)));
}
const entry = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  title: 'Nöjda invånare, andel (%)',
  description: 'Andel som är nöjda. Källa: SCB.',
  is_divided_by_gender: true,
  municipality_type: 'A',
  operating_area: 'Kommunen, övergripande',
  publication_date: '2027-01-19',
  prel_publication_date: null,
  publ_period: '2026',
  ...more,
});

beforeAll(async () => {
  urls = await createTestDatabase();
  database = openDatabase({ url: urls.appUrl, poolSize: 2, identify });
  owner = new pg.Client({ connectionString: urls.ownerUrl });
  await owner.connect();
  service = await openService();
});
afterAll(async () => {
  await owner.end();
  await database.close();
  await urls.drop();
  await service.close();
});
beforeEach(() => {
  now = start;
  told.length = 0;
  service.asked.length = 0;
  entries = new Map();
  rows = [];
  service.answer = (asked, response) => json(response, answerAsKolada(asked.path));
});

const openKolada = () => openSource({ name: 'Kolada', url: `${service.url}/v3`, pace: null, timing: stillTime() });
const jobs = () => {
  const kolada = openKolada();
  return sourceJobs({ database, clock: () => now, sources: { kolada, scb: kolada }, log });
};
const refresh = async (seriesId: number) => await jobs()['refresh-series']?.({ seriesId });
/** A series that has been ordered, under a code of its own. */
async function anOrderedSeries(code: string, more: Record<string, unknown> = {}): Promise<number> {
  entries.set(code, entry(code, more));
  return await database.write(null, now, (tx) =>
    orderSeries(tx, { source: 'kolada', code, title: 'Nöjda invånare, andel (%)', unit: 'percent', bySex: true }),
  );
}
const give = (code: string, area: string, period: number, values: Partial<Record<Sex, number | null>>, status = '') => {
  rows.push({
    kpi: code,
    municipality: area,
    period,
    values: Object.entries(values).map(([gender, value]) => ({
      gender: gender as Sex,
      value,
      status: value === null ? 'Missing' : status,
    })),
  });
};
const valuesOf = async (id: number, area: string, fetches: number[] | null = null) =>
  (await database.read(null, now, { found: readValues([id], [area], ['T', 'K', 'M'], fetches) })).rows.found.map(
    ({ period, sex, value, status }) => [period, sex, value, status],
  );
const standing = async (id: number) =>
  (await owner.query('select * from series_refresh where series_id = $1', [id])).rows[0];
const fetchesOf = async (id: number) =>
  (
    await owner.query(
      'select id, value_count, added_count, revised_count, deleted_count from series_fetch where series_id = $1 order by id',
      [id],
    )
  ).rows;
const waiting = async (key: string): Promise<{ run_at: Date; queue: string } | undefined> =>
  (
    await owner.query(
      `select j.run_at, q.queue_name as queue from graphile_worker._private_jobs j
       left join graphile_worker._private_job_queues q on q.id = j.job_queue_id where j.key = $1`,
      [key],
    )
  ).rows[0];

describe('a series that has been ordered', () => {
  test('waits in line for its source, and is here with all its values when it has been fetched', async () => {
    const id = await anOrderedSeries('N90001');
    expect(await waiting(`refresh-series/${id}`)).toEqual({ run_at: now, queue: 'source/kolada' });
    give('N90001', '1080', 2021, { T: 61.5, K: 62, M: 61 });
    give('N90001', '1080', 2022, { T: null });
    give('N90001', '0000', 2022, { T: 70 });
    await refresh(id);
    expect(await valuesOf(id, '1080')).toEqual([
      [2021, 'K', 62, 'published'],
      [2021, 'M', 61, 'published'],
      [2021, 'T', 61.5, 'published'],
      [2022, 'T', null, 'missing'],
    ]);
    const { rows: found } = await database.read(null, now, { series: findSeriesByCode('kolada', ['N90001']) });
    expect(found.series).toMatchObject([
      {
        unit: 'percent',
        description: 'Andel som är nöjda. Källa: SCB.',
        producer: 'SCB',
        first_period: 2021,
        last_period: 2022,
      },
    ]);
    // 312 places are 13 questions, and one about the indicator.
    expect(service.asked).toHaveLength(14);
    expect(await fetchesOf(id)).toMatchObject([{ value_count: 4, added_count: 0, revised_count: 0, deleted_count: 0 }]);
  });

  test('is ordered once, by however many', async () => {
    const first = await anOrderedSeries('N90002');
    expect(await anOrderedSeries('N90002')).toBe(first);
    expect((await owner.query(`select count(*)::integer as n from series where code = 'N90002'`)).rows[0].n).toBe(1);
  });

  test('is fetched again when the source publishes, and by then has a waiting job', async () => {
    const id = await anOrderedSeries('N90003', { publication_date: '2026-12-01' });
    give('N90003', '1080', 2022, { T: 1 });
    await refresh(id);
    const { due_at, next_publication_on, asked_at } = await standing(id);
    expect(due_at).toEqual(nextAsking('2026-12-01', id, now));
    expect(due_at.toISOString()).toMatch(/^2026-12-02T0[45]/);
    expect(asked_at).toEqual(now);
    expect(next_publication_on).not.toBeNull();
    expect((await waiting(`refresh-series/${id}`))?.run_at).toEqual(due_at);
    // Before its time nothing is asked.
    service.asked.length = 0;
    await refresh(id);
    expect(service.asked).toEqual([]);
  });
});

describe('a refresh', () => {
  async function aFetchedSeries(code: string): Promise<number> {
    const id = await anOrderedSeries(code);
    give(code, '1080', 2020, { T: 10, K: 11, M: 9 });
    give(code, '1080', 2021, { T: 20 });
    give(code, '1081', 2021, { T: 30 });
    give(code, '1081', 2022, { T: 5 }, 'Preliminary');
    await refresh(id);
    now = new Date(now.getTime() + 60 * 24 * 60 * 60 * 1000);
    rows.length = 0;
    return id;
  }

  test('that brings nothing new makes no fetch', async () => {
    const id = await aFetchedSeries('N90011');
    give('N90011', '1081', 2022, { T: 5 }, 'Preliminary');
    give('N90011', '1081', 2021, { T: 30 });
    give('N90011', '1080', 2021, { T: 20 });
    give('N90011', '1080', 2020, { M: 9, K: 11, T: 10 });
    await refresh(id);
    expect(await fetchesOf(id)).toHaveLength(1);
    expect((await standing(id)).asked_at).toEqual(now);
  });

  test('that revises, adds and takes away tells how many of each, and keeps what was there', async () => {
    const id = await aFetchedSeries('N90012');
    const [before] = await fetchesOf(id);
    give('N90012', '1080', 2020, { T: 10.5, K: 11, M: 9 });
    give('N90012', '1080', 2021, { T: 20 });
    give('N90012', '1080', 2022, { T: 25 });
    give('N90012', '1081', 2022, { T: 5 });
    await refresh(id);
    const [, after] = await fetchesOf(id);
    expect(after).toMatchObject({ value_count: 6, added_count: 1, revised_count: 2, deleted_count: 1 });
    expect(await valuesOf(id, '1080')).toEqual([
      [2020, 'K', 11, 'published'],
      [2020, 'M', 9, 'published'],
      [2020, 'T', 10.5, 'published'],
      [2021, 'T', 20, 'published'],
      [2022, 'T', 25, 'published'],
    ]);
    expect(await valuesOf(id, '1081')).toEqual([
      [2021, 'T', null, 'missing'],
      [2022, 'T', 5, 'published'],
    ]);
    // By the fetch of then, everything is as it was.
    expect(await valuesOf(id, '1081', [before.id])).toEqual([
      [2021, 'T', 30, 'published'],
      [2022, 'T', 5, 'preliminary'],
    ]);
    const { rows: found } = await database.read(null, now, { revisions: listRevisions([id]) });
    expect(
      found.revisions.map(({ area_code, period, sex, value_before, value, status }) => [
        area_code,
        period,
        sex,
        value_before,
        value,
        status,
      ]),
    ).toEqual([
      ['1080', 2020, 'T', 10, 10.5, 'published'],
      ['1081', 2021, 'T', 30, null, 'missing'],
      ['1081', 2022, 'T', 5, 5, 'published'],
    ]);
    expect(found.revisions[0]).toMatchObject({
      area_name: 'Karlskrona',
      fetched_on: '2027-01-19',
      before_on: '2026-11-20',
    });
  });

  test('to what it was before is a fetch of its own: values may go back', async () => {
    const id = await aFetchedSeries('N90013');
    const as = (value: number) => {
      rows.length = 0;
      give('N90013', '1080', 2020, { T: value, K: 11, M: 9 });
      give('N90013', '1080', 2021, { T: 20 });
      give('N90013', '1081', 2021, { T: 30 });
      give('N90013', '1081', 2022, { T: 5 }, 'Preliminary');
    };
    for (const value of [99, 10]) {
      as(value);
      await refresh(id);
      now = new Date(now.getTime() + 60 * 24 * 60 * 60 * 1000);
    }
    expect((await fetchesOf(id)).map(({ revised_count }) => revised_count)).toEqual([0, 1, 1]);
    expect((await valuesOf(id, '1080'))[2]).toEqual([2020, 'T', 10, 'published']);
  });

  test('whose answer has lost most of what was there is refused, and says why', async () => {
    const id = await aFetchedSeries('N90014');
    give('N90014', '1080', 2021, { T: 20 });
    await refresh(id);
    expect(await fetchesOf(id)).toHaveLength(1);
    expect(await standing(id)).toMatchObject({
      failure: 'implausible: 5 of 6 values gone',
      failures: 1,
      failed_at: now,
      claimed_at: null,
      due_at: afterFailure(0, now),
    });
    expect((await waiting(`refresh-series/${id}`))?.run_at).toEqual(afterFailure(0, now));
  });

  test('of an indicator that is gone is told, and its values stay', async () => {
    const id = await aFetchedSeries('N90015');
    entries.delete('N90015');
    await refresh(id);
    expect(await standing(id)).toMatchObject({
      failure: expect.stringMatching(/^notThere/),
      due_at: new Date(now.getTime() + 30 * 24 * 60 * 60 * 1000),
    });
    expect(await valuesOf(id, '1081')).toHaveLength(2);
  });

  test('that fails is tried again later, at longer intervals, and mends itself', async () => {
    const id = await aFetchedSeries('N90016');
    const { answer } = service;
    service.answer = (_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Underhåll</h1>');
    await refresh(id);
    expect(await standing(id)).toMatchObject({ failure: 'notJson: text/html', failures: 1 });
    now = afterFailure(0, now);
    await refresh(id);
    expect(await standing(id)).toMatchObject({ failures: 2, due_at: afterFailure(1, now) });
    service.answer = answer;
    now = afterFailure(1, now);
    give('N90016', '1080', 2020, { T: 10, K: 11, M: 9 });
    give('N90016', '1080', 2021, { T: 20 });
    give('N90016', '1081', 2021, { T: 31 });
    give('N90016', '1081', 2022, { T: 5 }, 'Preliminary');
    await refresh(id);
    expect(await standing(id)).toMatchObject({ failure: null, failures: 0 });
    expect((await fetchesOf(id))[1]).toMatchObject({ revised_count: 1 });
  });

  test('takes along the others of its source that are due: two series in the questions of one', async () => {
    const [one, other] = [await aFetchedSeries('N90017'), await aFetchedSeries('N90018')];
    now = new Date(now.getTime() + 90 * 24 * 60 * 60 * 1000);
    await owner.query(`update series_refresh set due_at = '2200-01-01' where series_id <> all($1)`, [[one, other]]);
    for (const code of ['N90017', 'N90018']) {
      give(code, '1080', 2020, { T: 12, K: 11, M: 9 });
      give(code, '1080', 2021, { T: 20 });
      give(code, '1081', 2021, { T: 30 });
      give(code, '1081', 2022, { T: 5 });
    }
    service.asked.length = 0;
    await refresh(one);
    expect(service.asked).toHaveLength(14);
    expect(service.asked[0]?.path).toBe('/v3/kpi/N90017,N90018?per_page=5000');
    expect([(await fetchesOf(one)).length, (await fetchesOf(other)).length]).toEqual([2, 2]);
    await refresh(other);
    expect(service.asked).toHaveLength(14);
  });

  test('with one answer that cannot be believed still reads the others', async () => {
    const [bad, good] = [await aFetchedSeries('N90019'), await aFetchedSeries('N90020')];
    await owner.query(`update series_refresh set due_at = '2200-01-01' where series_id <> all($1)`, [[bad, good]]);
    now = new Date(now.getTime() + 90 * 24 * 60 * 60 * 1000);
    give('N90019', '1080', 2020, { T: 10 }, 'Okänt ord');
    give('N90020', '1080', 2020, { T: 77, K: 11, M: 9 });
    give('N90020', '1081', 2021, { T: 30 });
    give('N90020', '1081', 2022, { T: 5 });
    await refresh(bad);
    expect((await standing(bad)).failure).toMatch(/^reshaped: a value with the status Okänt ord/);
    expect((await standing(good)).failure).toBeNull();
    expect((await fetchesOf(good))[1]).toMatchObject({ revised_count: 2, deleted_count: 1 });
  });

  test('that another process had begun, and died from, is done when that has had its hour', async () => {
    const id = await anOrderedSeries('N90022');
    give('N90022', '1080', 2020, { T: 10 });
    const begun = new Date(now.getTime() - 10 * 60_000);
    await owner.query('update series_refresh set claimed_at = $2 where series_id = $1', [id, begun]);
    await refresh(id);
    expect(service.asked).toEqual([]);
    const again = new Date(begun.getTime() + 60 * 60_000);
    expect((await waiting(`refresh-series/${id}`))?.run_at).toEqual(again);
    now = again;
    await refresh(id);
    expect(await fetchesOf(id)).toHaveLength(1);
  });

  test('is done by the worker when its time has come', async () => {
    const id = await anOrderedSeries('N90021');
    give('N90021', '1080', 2020, { T: 10 });
    const worker = await startWorker({ workerUrl: urls.workerUrl, tasks: jobs(), log });
    await vi.waitFor(async () => expect(await fetchesOf(id)).toHaveLength(1), 8000);
    await worker.stop();
  });
});

test('two that compared with the same fetch cannot both add theirs', async () => {
  const id = await anOrderedSeries('N90031');
  give('N90031', '1080', 2020, { T: 1 });
  await refresh(id);
  const [latest] = (await database.read(null, now, { latest: latestFetches([id]) })).rows.latest;
  const add = (comparedWith: number | null, hash: string) =>
    owner.query(
      `select add_series_fetch($1, $2, '2026-11-21', $3, 1, 0, 1, 0, '{1080}', '{2020}', '{T}', '{2}', '{published}', $4)`,
      [id, comparedWith, hash, now],
    );
  await add(latest?.id ?? null, 'one');
  await expect(add(latest?.id ?? null, 'other')).rejects.toThrow('has been fetched meanwhile');
});

test('the application can add a fetch and change none: neither values nor fetches, nor when they are due', async () => {
  const app = new pg.Client({ connectionString: urls.appUrl });
  await app.connect();
  for (const text of [
    'update series_value set value = 1',
    'delete from series_fetch',
    'insert into series (source, code, title, unit, by_sex, created_at) values ($1, $1, $1, $1, true, $2)',
    'update series_refresh set due_at = $2',
    `select queue_refresh(1, $2)`,
  ]) {
    await expect(
      app.query(text, text.includes('$1') ? ['x', now] : text.includes('$2') ? undefined : []),
    ).rejects.toThrow();
  }
  await expect(app.query('update series_refresh set failures = 0')).rejects.toThrow('permission denied');
  await expect(app.query(`select queue_refresh(1, '2026-11-20')`)).rejects.toThrow('permission denied');
  await app.end();
});

describe('the catalogue', () => {
  test('is replaced whole, every series gets a time, and the library does not put the old one back', async () => {
    for (let at = 0; at < 5000; at += 1) {
      const code = `N${String(10_000 + at)}`;
      entries.set(code, entry(code, { title: `Mått ${at}, antal` }));
    }
    entries.set('N03921', entry('N03921', { title: 'Arbetslöshet 16-24 år (-2024)', publication_date: null }));
    await jobs()['refresh-catalogue']?.({});
    const count = async (table: string) =>
      (await owner.query(`select count(*)::integer as n from ${table}`)).rows[0].n as number;
    expect(await count('catalogue_entry')).toBe(5001);
    expect(await count('comparison_group')).toBe(2000);
    expect((await owner.query('select area_codes from comparison_group limit 1')).rows).toEqual([
      { area_codes: ['1080', '1081'] },
    ]);
    expect(service.asked.map(({ path }) => path)).toEqual([
      '/v3/kpi?per_page=5000',
      '/v3/kpi?page=2&per_page=5000',
      '/v3/municipality_groups?per_page=5000',
    ]);
    const { rows: found } = await database.read(null, now, { entries: searchCatalogue('arbetslöshet') });
    expect(found.entries).toMatchObject([{ code: 'N03921', next_publication_on: null }]);
    expect(await count('series_refresh')).toBe(await count('series'));
    expect(await waiting('refresh-catalogue')).toMatchObject({
      run_at: new Date(now.getTime() + 7 * 24 * 60 * 60 * 1000),
    });
    await owner.query('delete from library_load');
    await loadLibrary(urls.ownerUrl, now);
    expect(await count('catalogue_entry')).toBe(5001);
  });

  test('that has lost most of its entries is refused, and the one that was here stays', async () => {
    entries.set('N03921', entry('N03921'));
    await jobs()['refresh-catalogue']?.({});
    expect(told.at(-1)).toMatchObject({ fields: { failure: 'implausible: 1 indicators of 5001' } });
    expect((await owner.query('select count(*)::integer as n from catalogue_entry')).rows[0].n).toBe(5001);
  });
});

describe('when to ask again', () => {
  const at = (next: string | null) => nextAsking(next, 60, start).toISOString().slice(0, 10);
  test('the day after the next publication, at most a month away', () => {
    expect(at('2026-11-25')).toBe('2026-11-26');
    expect(at('2027-09-01')).toBe('2026-12-20');
    expect(at(null)).toBe('2026-12-20');
  });
  test('in a week when the publication day has passed and nothing new is announced', () => {
    expect(at('2026-11-18')).toBe('2026-11-27');
  });
  test('after failures at longer and longer intervals, at last once a day', () => {
    const hours = (failures: number) => (afterFailure(failures, start).getTime() - start.getTime()) / 3_600_000;
    expect([0, 1, 2, 3, 4, 5, 60].map(hours)).toEqual([1, 2, 4, 8, 16, 24, 24]);
  });
});

test('a comparison tells what is new, revised and gone, on unrounded values', () => {
  const value = (period: number, amount: number | null, status = amount === null ? 'missing' : 'published') =>
    ({ area: '1080', period, sex: 'T', value: amount, status }) as const;
  const difference = compareValues(
    [value(2015, 1), value(2016, 2), value(2017, null), value(2018, 4), value(2019, null), value(2020, 6)] as never,
    [value(2015, 1), value(2016, 2.0000001), value(2017, 3), value(2020, null, 'withheld'), value(2021, null)] as never,
  );
  expect(difference).toMatchObject({ added: 1, revised: 2, deleted: 1 });
  expect(difference.values.map(({ period, value: amount, status }) => [period, amount, status])).toEqual([
    [2016, 2.0000001, 'published'],
    [2017, 3, 'published'],
    [2020, null, 'withheld'],
    [2021, null, 'missing'],
    [2018, null, 'missing'],
  ]);
});
