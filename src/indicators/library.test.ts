import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/setup/database.ts';
import { identify, type User } from '../identity/index.ts';
import { type Database, openDatabase } from '../platform/database/database.ts';
import { isId } from '../platform/id.ts';
import { searchCatalogue } from './catalogue.ts';
import { bundledLibrary, LibraryError, loadLibrary, organisationIdOf } from './library.ts';
import {
  findSeriesByCode,
  latestFetches,
  listComparisonGroups,
  readPopulation,
  readValues,
  type Sex,
} from './series.ts';

const now = new Date('2023-11-20T09:00:00Z');
let urls: TestDatabase;
let database: Database<User>;
let owner: pg.Client;
const folders: string[] = [];

/** A copy of the library with some files changed. */
function changedLibrary(changes: Readonly<Record<string, (text: string) => string>>): URL {
  const folder = mkdtempSync(join(tmpdir(), 'armkrok-library-'));
  folders.push(folder);
  cpSync(fileURLToPath(bundledLibrary), folder, { recursive: true });
  for (const [name, change] of Object.entries(changes)) {
    const path = join(folder, name);
    const bytes = readFileSync(path);
    const packed = name.endsWith('.gz');
    const text = change((packed ? gunzipSync(bytes) : bytes).toString());
    writeFileSync(path, packed ? gzipSync(text) : text);
  }
  return pathToFileURL(`${folder}/`);
}

beforeAll(async () => {
  urls = await createTestDatabase();
  database = openDatabase({ url: urls.appUrl, poolSize: 2, identify });
  owner = new pg.Client({ connectionString: urls.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await database?.close();
  await urls?.drop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const count = async (from: string): Promise<number> =>
  (await owner.query(`select count(*)::integer as count from ${from}`)).rows[0].count;
const seriesIdOf = async (code: string): Promise<number> => {
  const { rows } = await database.read(null, now, { found: findSeriesByCode('kolada', [code]) });
  return rows.found[0]?.id ?? 0;
};
const valuesOf = async (code: string, area: string, sexes: Sex[] = ['T'], fetches: number[] | null = null) => {
  const id = await seriesIdOf(code);
  return (await database.read(null, now, { values: readValues([id], [area], sexes, fetches) })).rows.values;
};

describe('the bundled library', () => {
  it('is in the database whole: every place, series, value and missing cell', async () => {
    expect(await count('area')).toBe(312);
    expect(await count(`organisation where kind = 'municipality' and verified_at is null`)).toBe(290);
    expect(await count(`organisation where kind = 'region' and verified_at is null`)).toBe(21);
    expect(await count('series')).toBe(25);
    expect(await count(`series_value where status = 'published'`)).toBe(277_645);
    expect(await count(`series_value where status = 'missing'`)).toBe(5_636);
    expect(await count('catalogue_entry')).toBe(6_099);
    expect(await count('comparison_group')).toBe(3_630);
    expect(await count('population')).toBe(9_036);
  });

  it('gives each place one organisation whose id is the same everywhere', async () => {
    expect(isId(organisationIdOf('0010'))).toBe(true);
    const { rows } = await owner.query('select name, kind, area_code from organisation where id = $1', [
      organisationIdOf('0010'),
    ]);
    expect(rows).toEqual([{ name: 'Region Blekinge', kind: 'region', area_code: '0010' }]);
  });

  it('gives every reader the values of a place, oldest first, with the fetch they came with', async () => {
    const values = await valuesOf('N03921', '0010', ['T', 'K']);
    expect(values).toHaveLength(26);
    expect(values.find(({ period, sex }) => period === 2013 && sex === 'T')).toMatchObject({
      value: 14.191367,
      status: 'published',
    });
    const { rows } = await database.read(null, now, { fetches: latestFetches([await seriesIdOf('N03921')]) });
    expect(rows.fetches).toMatchObject([{ fetched_on: '2024-08-30', value_count: 12_156, id: values[0]?.fetch_id }]);
  });

  it('gives the inhabitants and the comparison groups of a place', async () => {
    const { rows } = await database.read(null, now, {
      population: readPopulation(['0000']),
      groups: listComparisonGroups('1082'),
    });
    expect(rows.population[0]).toEqual({ area_code: '0000', period: 1994, inhabitants: 8_816_381 });
    expect(rows.groups.length).toBeGreaterThan(3);
    expect(rows.groups.every(({ area_codes }) => area_codes.includes('1082'))).toBe(true);
  });

  it('is loaded once: the second time changes nothing and takes no time', async () => {
    const lines: string[] = [];
    const started = performance.now();
    await loadLibrary(urls.ownerUrl, now, (line) => lines.push(line));
    expect(performance.now() - started).toBeLessThan(500);
    expect(lines).toEqual([]);
    expect(await count('series_fetch')).toBe(25);
  });

  it('may not be changed by the application', async () => {
    const app = new pg.Client({ connectionString: urls.appUrl });
    await app.connect();
    await expect(app.query('delete from series_value')).rejects.toThrow(/permission denied/);
    await expect(app.query('update series_value set value = 1')).rejects.toThrow(/permission denied/);
    await expect(app.query('update series_fetch set value_count = 1')).rejects.toThrow(/permission denied/);
    await app.end();
  });
});

describe('a library with a changed file', () => {
  it('adds a fetch for the series that changed, and leaves every earlier value as it was', async () => {
    const [before] = await valuesOf('N02797', '0010');
    const folder = changedLibrary({
      'values/N02797.csv.gz': (text) => text.replace(/^(N02797,0010,2008,T,).*$/m, '$199.5'),
    });
    const lines: string[] = [];
    await loadLibrary(urls.ownerUrl, now, (line) => lines.push(line), { folder, fetchedOn: '2025-01-15' });
    expect(lines[0]).toMatch(/ in 1 fetches loaded/);
    expect(await count('series_fetch')).toBe(26);
    expect(await count('organisation')).toBe(311);

    const [after] = await valuesOf('N02797', '0010');
    expect(after).toMatchObject({ period: 2008, value: 99.5 });
    expect(await valuesOf('N02797', '0010', ['T'], [before?.fetch_id ?? 0])).toContainEqual(before);
  });

  it('skips places that are not known here and says so', async () => {
    const lines: string[] = [];
    const folder = changedLibrary({ 'values/N00610.csv.gz': (text) => `${text}N00610,9999,2021,T,50\n` });
    await loadLibrary(urls.ownerUrl, now, (line) => lines.push(line), { folder });
    expect(lines[0]).toBe('library values/N00610.csv.gz: 1 rows skipped, of places not known here: 9999');
  });

  it('is refused whole when one line cannot be read', async () => {
    const before = await count('series_fetch');
    const folder = changedLibrary({
      'municipalities.csv': (text) => text.replace('Upplands Väsby', 'Någon annanstans'),
      'values/N00901.csv.gz': (text) => `${text}N00901,0114,1990,T,much\n`,
    });
    await expect(loadLibrary(urls.ownerUrl, now, undefined, { folder })).rejects.toThrow(
      'values/N00901.csv.gz, line 8117, column value: "much" cannot be read.',
    );
    const catalogue = changedLibrary({
      'kpi_catalogue_2026.csv.gz': (text) => text.replace(/^(N00005,.*),false,/m, '$1,maybe,'),
    });
    await expect(loadLibrary(urls.ownerUrl, now, undefined, { folder: catalogue })).rejects.toThrow(
      /kpi_catalogue_2026.csv.gz, line 3, column is_divided_by_gender: "maybe"/,
    );
    await expect(loadLibrary(urls.ownerUrl, now, undefined, { folder: catalogue })).rejects.toThrow(LibraryError);
    expect(await count('series_fetch')).toBe(before);
    expect(await count(`area where name = 'Någon annanstans'`)).toBe(0);
  });
});

describe('a search in the catalogue', () => {
  const search = async (typed: string, most?: number) =>
    (await database.read(null, now, { found: searchCatalogue(typed, most) })).rows.found;

  it('finds words inside compounds, whatever the case', async () => {
    const titles = (await search('ARBETSLÖSHET', 500)).map(({ title }) => title.toLowerCase());
    expect(titles.some((title) => title.includes('arbetslöshetsersättning'))).toBe(true);
    expect(titles.some((title) => title.includes('långtidsarbetslöshet'))).toBe(true);
    expect(titles.every((title) => title.includes('arbetslöshet'))).toBe(true);
  });

  it('puts titles that begin so first, then words that begin so, then what is inside words', async () => {
    const rank = (title: string) =>
      title.toLowerCase().startsWith('arbetslöshet') ? 0 : /(^|[^\p{L}\p{N}])arbetslöshet/iu.test(title) ? 1 : 2;
    const ranks = (await search('arbetslöshet', 500)).map(({ title }) => rank(title));
    expect(ranks).toEqual(ranks.toSorted());
    expect(new Set(ranks).size).toBeGreaterThan(1);
  });

  it('wants every word, in the title or the code', async () => {
    expect((await search('arbetslöshet 16-24 n03921')).map(({ code }) => code)).toEqual(['N03921']);
    expect(await search('arbetslöshet qqq')).toEqual([]);
    expect((await search('n0392')).map(({ code }) => code)).toContain('N03921');
  });

  it('takes signs as signs and not as patterns', async () => {
    expect(await search('%')).toHaveLength(50);
    expect(await search('_____arbetslöshetsgrad%nu')).toEqual([]);
    expect((await search(`arbetslöshet' (%)`)).length).toBeGreaterThan(0);
  });

  it('tells which indicators have values here', async () => {
    const [found] = await search('N03921');
    expect(found).toMatchObject({ code: 'N03921', by_sex: true, series_id: await seriesIdOf('N03921') });
    expect((await search('Personalkostnader, kr/inv'))[0]).toMatchObject({ code: 'N00003', series_id: null });
  });
});
