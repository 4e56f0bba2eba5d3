import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { namedId } from '../platform/id.ts';
import { toSearchText } from './catalogue.ts';
import { LibraryError, markAreas, readMissingCells, toCopyLines, type ValueFile } from './value-lines.ts';

export { LibraryError } from './value-lines.ts';

export const bundledLibrary = new URL('./library/', import.meta.url);
/** When the bundled values were read from Kolada (see library/SOURCES.md). */
const bundledFetchedOn = '2024-08-30';
/** Any number, the same in every process: two starting at once take turns. */
const libraryLock = 4_172_028;

const unpack = promisify(gunzip);
const sha256 = (...parts: readonly (Buffer | string)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

/** The files as they lie on disk, by name, and one hash of them all. */
export interface LibraryFiles {
  readonly hash: string;
  readonly files: ReadonlyMap<string, Buffer>;
}

export async function readLibraryFiles(folder: URL = bundledLibrary): Promise<LibraryFiles> {
  const names = (await readdir(folder, { recursive: true }))
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.csv(\.gz)?$/.test(name))
    .sort();
  const contents = await Promise.all(names.map((name) => readFile(new URL(name, folder))));
  const files = new Map(names.map((name, at) => [name, contents[at] as Buffer]));
  const hash = sha256(...names.flatMap((name, at) => [name, '\0', sha256(contents[at] as Buffer), '\n']));
  return { hash, files };
}

async function open(library: LibraryFiles, name: string): Promise<Buffer> {
  const content = library.files.get(name);
  if (!content) throw new LibraryError(name, 0, 'file', 'no such file');
  return name.endsWith('.gz') ? await unpack(content) : content;
}

interface Row {
  /** The text in a column; refuses when it does not fit the pattern. */
  text(column: string, pattern?: RegExp): string;
}

async function readRows(library: LibraryFiles, name: string, columns: readonly string[]): Promise<Row[]> {
  const content = await open(library, name);
  const listed = parse(content, { bom: true, info: true, relax_column_count: true }) as unknown as {
    record: string[];
    info: { lines: number };
  }[];
  const header = listed[0]?.record ?? [];
  for (const column of columns) {
    if (!header.includes(column)) throw new LibraryError(name, 1, column, header.join(','));
  }
  const places = new Map(header.map((column, at) => [column, at]));
  return listed.slice(1).map(({ record, info }) => ({
    text(column, pattern) {
      const text = record[places.get(column) ?? -1] ?? '';
      if (record.length !== header.length) throw new LibraryError(name, info.lines, 'header', record.join(','));
      if (pattern && !pattern.test(text)) throw new LibraryError(name, info.lines, column, text);
      return text.normalize('NFC');
    },
  }));
}

const areaCode = /^\d{4}$/;
const some = /./;
const yearOrNone = /^((19|20)\d\d)?$/;
const dateOrNone = /^(\d{4}-\d{2}-\d{2})?$/;
const truth = /^(true|false)$/;
const yes = /^(yes|no)$/;

/** The same id for the same place in every installation: UUIDv8 (RFC 9562) from a hash of the code. */
export const organisationIdOf = (area: string): string => namedId(`area:${area}`);

async function writePlaces(client: pg.Client, library: LibraryFiles, now: Date): Promise<void> {
  const regions = (await readRows(library, 'regions.csv', ['region_id', 'name', 'type'])).map((row) => ({
    code: row.text('region_id', areaCode),
    kind: row.text('type', /^(country|region)$/),
    name: row.text('name', some),
    region: null as string | null,
  }));
  const municipalities = (await readRows(library, 'municipalities.csv', ['code', 'name', 'region_id'])).map((row) => ({
    code: row.text('code', areaCode),
    kind: 'municipality',
    name: row.text('name', some),
    region: row.text('region_id', areaCode),
  }));
  const areas = [...regions, ...municipalities];
  await client.query(
    `insert into area (code, kind, name, region_code)
     select listed.code, listed.kind, listed.name, listed.region
     from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as listed(code, kind, name, region)
     on conflict (code) do update set kind = excluded.kind, name = excluded.name, region_code = excluded.region_code
     where (area.kind, area.name, area.region_code)
       is distinct from (excluded.kind, excluded.name, excluded.region_code)`,
    [
      areas.map(({ code }) => code),
      areas.map(({ kind }) => kind),
      areas.map(({ name }) => name),
      areas.map(({ region }) => region),
    ],
  );
  // An organisation once made is its own: its name may have been put right since.
  const bodies = areas.filter(({ kind }) => kind !== 'country');
  await client.query(
    `insert into organisation (id, kind, name, area_code, created_at)
     select listed.id, listed.kind, listed.name, listed.code, $5
     from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as listed(id, kind, name, code)
     on conflict (id) do nothing`,
    [
      bodies.map(({ code }) => organisationIdOf(code)),
      bodies.map(({ kind }) => kind),
      bodies.map(({ name }) => name),
      bodies.map(({ code }) => code),
      now,
    ],
  );
}

type Log = (line: string) => void;

const knownAreas = async (client: pg.Client): Promise<Set<string>> =>
  new Set((await client.query<{ code: string }>('select code from area')).rows.map(({ code }) => code));

const tellUnknown = (log: Log, file: string, unknown: ReadonlyMap<string, number>): void => {
  if (unknown.size === 0) return;
  const rows = [...unknown.values()].reduce((sum, count) => sum + count, 0);
  log(`library ${file}: ${rows} rows skipped, of places not known here: ${[...unknown.keys()].sort().join(' ')}`);
};

const copyInto = async (client: pg.Client, text: string, parts: Iterable<Buffer | string>): Promise<void> => {
  await pipeline(Readable.from(parts), client.query(copyFrom(text)));
};

async function writeCatalogue(client: pg.Client, library: LibraryFiles): Promise<void> {
  const columns = ['id', 'title', 'municipality_type', 'is_divided_by_gender', 'operating_area', 'publication_date'];
  const entries = (await readRows(library, 'kpi_catalogue_2026.csv.gz', columns)).map((row) => {
    const code = row.text('id', some);
    const title = row.text('title', some);
    return {
      code,
      title,
      bySex: row.text('is_divided_by_gender', truth) === 'true',
      area: row.text('operating_area'),
      kind: row.text('municipality_type', /^[AKL]$/),
      next: row.text('publication_date', dateOrNone) || null,
      search: toSearchText(title, code),
    };
  });
  const { compare } = new Intl.Collator('sv-SE');
  entries.sort((one, other) => compare(one.title, other.title) || compare(one.code, other.code));
  await client.query('delete from catalogue_entry');
  await client.query(
    `insert into catalogue_entry (code, title, by_sex, area, kind, next_publication_on, search_text,
       title_place)
     select listed.code, listed.title, listed.by_sex, listed.area, listed.kind, listed.next, listed.search, listed.place
     from unnest($1::text[], $2::text[], $3::boolean[], $4::text[], $5::text[], $6::date[], $7::text[])
       with ordinality as listed(code, title, by_sex, area, kind, next, search, place)`,
    [
      entries.map(({ code }) => code),
      entries.map(({ title }) => title),
      entries.map(({ bySex }) => bySex),
      entries.map(({ area }) => area),
      entries.map(({ kind }) => kind),
      entries.map(({ next }) => next),
      entries.map(({ search }) => search),
    ],
  );
}

/** Known breaks and successors. They are ours to keep, so the newest library is right. */
async function writeFacts(client: pg.Client, library: LibraryFiles): Promise<void> {
  const breaks = await readRows(library, 'breaks.csv', ['source', 'code', 'year', 'reason_sv', 'reason_en', 'cited']);
  await client.query('delete from series_break');
  await client.query(
    `insert into series_break (source, code, period, reason_sv, reason_en, cited)
     select listed.source, listed.code, listed.period, listed.sv, listed.en, listed.cited
     from unnest($1::text[], $2::text[], $3::smallint[], $4::text[], $5::text[], $6::text[])
       as listed(source, code, period, sv, en, cited)`,
    [
      breaks.map((row) => row.text('source', /^(kolada|scb)$/)),
      breaks.map((row) => row.text('code', some)),
      breaks.map((row) => row.text('year', /^(19|20)\d\d$/)),
      breaks.map((row) => row.text('reason_sv', some)),
      breaks.map((row) => row.text('reason_en', some)),
      breaks.map((row) => row.text('cited', some)),
    ],
  );
  const columns = ['source', 'code', 'closed_after', 'successor', 'note_sv', 'note_en', 'cited'];
  const successors = await readRows(library, 'successors.csv', columns);
  await client.query('delete from series_successor');
  await client.query(
    `insert into series_successor (source, code, closed_after, successor, note_sv, note_en, cited)
     select listed.source, listed.code, listed.closed_after, listed.successor, listed.sv, listed.en, listed.cited
     from unnest($1::text[], $2::text[], $3::smallint[], $4::text[], $5::text[], $6::text[], $7::text[])
       as listed(source, code, closed_after, successor, sv, en, cited)`,
    [
      successors.map((row) => row.text('source', /^(kolada|scb)$/)),
      successors.map((row) => row.text('code', some)),
      successors.map((row) => row.text('closed_after', /^(19|20)\d\d$/)),
      successors.map((row) => row.text('successor', some)),
      successors.map((row) => row.text('note_sv', some)),
      successors.map((row) => row.text('note_en', some)),
      successors.map((row) => row.text('cited', some)),
    ],
  );
}

/** What has been read from the source itself since is newer than what lies here. */
const wasFetched = async (client: pg.Client, kind: 'entries' | 'groups'): Promise<boolean> =>
  ((await client.query('select from catalogue_fetch where kind = $1 limit 1', [kind])).rowCount ?? 0) > 0;

async function writeGroups(
  client: pg.Client,
  library: LibraryFiles,
  areas: ReadonlySet<string>,
  log: Log,
): Promise<void> {
  const file = 'municipality_groups.csv.gz';
  const unknown = new Map<string, number>();
  const groups = (await readRows(library, file, ['group_id', 'title', 'members'])).map((row) => {
    const members = row.text('members').split(' ').filter(Boolean);
    for (const code of members) if (!areas.has(code)) unknown.set(code, (unknown.get(code) ?? 0) + 1);
    return {
      code: row.text('group_id', some),
      title: row.text('title', some),
      members: members.filter((code) => areas.has(code)),
    };
  });
  tellUnknown(log, file, unknown);
  await client.query('delete from comparison_group');
  await client.query(
    `insert into comparison_group (code, title, area_codes)
     select listed.code, listed.title, string_to_array(listed.members, ' ')
     from unnest($1::text[], $2::text[], $3::text[]) as listed(code, title, members)`,
    [groups.map(({ code }) => code), groups.map(({ title }) => title), groups.map(({ members }) => members.join(' '))],
  );
}

async function writePopulation(
  client: pg.Client,
  library: LibraryFiles,
  areas: ReadonlySet<string>,
  log: Log,
): Promise<void> {
  const file = 'population.csv.gz';
  const unknown = new Map<string, number>();
  const lines: string[] = [];
  for (const row of await readRows(library, file, ['code', 'year', 'population'])) {
    const code = row.text('code', some);
    const line = `${code}\t${row.text('year', /^(19|20)\d\d$/)}\t${row.text('population', /^\d{1,9}$/)}\n`;
    if (areas.has(code)) lines.push(line);
    else unknown.set(code, (unknown.get(code) ?? 0) + 1);
  }
  tellUnknown(log, file, unknown);
  await client.query('delete from population');
  await copyInto(client, 'copy population (area_code, period, inhabitants) from stdin', [lines.join('')]);
}

async function writeSeries(client: pg.Client, library: LibraryFiles, now: Date): Promise<Map<string, number>> {
  const columns = ['kpi', 'title_2024', 'unit', 'has_gender_rows', 'producer', 'description_sv'];
  const listed = (await readRows(library, 'kpi_metadata.csv.gz', [...columns, 'first_year', 'last_year'])).map(
    (row) => ({
      code: row.text('kpi', some),
      // The title under which the values were read; today's stands in the catalogue.
      title: row.text('title_2024', some),
      unit: row.text('unit', some),
      bySex: row.text('has_gender_rows', yes) === 'yes',
      description: row.text('description_sv'),
      producer: row.text('producer'),
      first: row.text('first_year', yearOrNone) || null,
      last: row.text('last_year', yearOrNone) || null,
    }),
  );
  const { rows } = await client.query<{ code: string; id: number }>(
    `insert into series (source, code, title, unit, by_sex, description, producer, first_period, last_period, created_at)
     select 'kolada', listed.code, listed.title, listed.unit, listed.by_sex, listed.description, listed.producer,
       listed.first, listed.last, $9
     from unnest($1::text[], $2::text[], $3::text[], $4::boolean[], $5::text[], $6::text[], $7::smallint[],
       $8::smallint[]) as listed(code, title, unit, by_sex, description, producer, first, last)
     on conflict (source, code) do update set title = excluded.title, unit = excluded.unit, by_sex = excluded.by_sex,
       description = case when series.description = '' then excluded.description else series.description end,
       producer = case when series.producer = '' then excluded.producer else series.producer end,
       first_period = least(series.first_period, excluded.first_period),
       last_period = greatest(series.last_period, excluded.last_period)
     returning code, id`,
    [
      listed.map(({ code }) => code),
      listed.map(({ title }) => title),
      listed.map(({ unit }) => unit),
      listed.map(({ bySex }) => bySex),
      listed.map(({ description }) => description),
      listed.map(({ producer }) => producer),
      listed.map(({ first }) => first),
      listed.map(({ last }) => last),
      now,
    ],
  );
  return new Map(rows.map(({ code, id }) => [code, id]));
}

const valueFile = /^values\/([^/]+)\.csv\.gz$/;
/** What the lines of a value file are copied into. */
export const copyValues = 'copy series_value (series_id, area_code, period, sex, fetch_id, value, status) from stdin';

/** What an import of values wrote. */
export interface ValueImport {
  readonly rows: number;
  readonly fetches: number;
  readonly lines: readonly Buffer[];
}

/**
 * Imports every value file whose contents are new as a fetch of its series, in the transaction that the client is in.
 * All files are read and checked before the first row is written.
 */
export async function importValues(
  client: pg.Client,
  library: LibraryFiles,
  fetchedOn: string,
  now: Date,
  log: Log = () => {},
): Promise<ValueImport> {
  const seriesIds = await writeSeries(client, library, now);
  const missing = readMissingCells('missing.csv.gz', (await open(library, 'missing.csv.gz')).toString('utf8'));
  const names = [...library.files.keys()].filter((name) => valueFile.test(name));
  const sources = await Promise.all(
    names.map(async (file): Promise<ValueFile & { readonly seriesId: number; readonly hash: string }> => {
      const code = valueFile.exec(file)?.[1] ?? '';
      const seriesId = seriesIds.get(code);
      if (seriesId === undefined) throw new LibraryError(file, 0, 'kpi', `${code} (not in kpi_metadata)`);
      const content = await open(library, file);
      const cells = missing.get(code) ?? [];
      const hash = sha256(content, '\0', cells.map(({ area, period, sex }) => `${area},${period},${sex}\n`).join(''));
      return { file, code, content, missing: cells, seriesId, hash };
    }),
  );
  for (const [code, [cell]] of missing) {
    if (!sources.some((source) => source.code === code)) {
      throw new LibraryError('missing.csv.gz', cell?.line ?? 0, 'kpi', code);
    }
  }
  const { rows: before } = await client.query<{ series_id: number; file_hash: string; is_newer: boolean }>(
    `select series_id, file_hash, fetched_on > $2::date as is_newer from series_fetch where series_id = any($1)`,
    [sources.map(({ seriesId }) => seriesId), fetchedOn],
  );
  const known = new Set(before.map((one) => `${one.series_id} ${one.file_hash}`));
  // A series that has been fetched from its source since these files were read keeps what that fetch brought.
  const overtaken = new Set(before.filter((one) => one.is_newer).map((one) => one.series_id));
  const fresh = sources.filter(({ seriesId, hash }) => !known.has(`${seriesId} ${hash}`) && !overtaken.has(seriesId));
  const { rows: numbers } = await client.query<{ id: number }>(
    `select nextval(pg_get_serial_sequence('series_fetch', 'id'))::integer as id from generate_series(1, $1)`,
    [fresh.length],
  );
  const areas = markAreas(await knownAreas(client));
  const copied = fresh.map((source, at) => {
    const lines = toCopyLines(source, source.seriesId, numbers[at]?.id ?? 0, areas);
    tellUnknown(log, source.file, lines.unknownAreas);
    return lines;
  });
  await client.query(
    `insert into series_fetch (id, series_id, fetched_on, file_hash, value_count, created_at)
     overriding system value
     select listed.id, listed.series_id, $5::date, listed.file_hash, listed.value_count, $6
     from unnest($1::integer[], $2::integer[], $3::text[], $4::integer[])
       as listed(id, series_id, file_hash, value_count)`,
    [
      numbers.map(({ id }) => id),
      fresh.map(({ seriesId }) => seriesId),
      fresh.map(({ hash }) => hash),
      copied.map(({ values }) => values),
      fetchedOn,
      now,
    ],
  );
  const lines = copied.map(({ bytes }) => bytes);
  await copyInto(client, copyValues, lines);
  return { rows: copied.reduce((sum, { rows }) => sum + rows, 0), fetches: fresh.length, lines };
}

async function asOwner<Result>(ownerUrl: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function inTransaction<Result>(client: pg.Client, work: () => Promise<Result>): Promise<Result> {
  await client.query('begin');
  try {
    await client.query('select pg_advisory_xact_lock($1)', [libraryLock]);
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

const isLoaded = async (client: pg.Client, hash: string): Promise<boolean> =>
  (await client.query('select from library_load where hash = $1', [hash])).rowCount === 1;

export interface LibraryOptions {
  readonly folder?: URL;
  /** The date on which the values were read from their source. */
  readonly fetchedOn?: string;
}

/**
 * Loads the bundled library as the owner role: places, the catalogue, series and their values. Once for each contents
 * of the folder; a changed value file becomes a new fetch and no published value is ever changed.
 */
export async function loadLibrary(
  ownerUrl: string,
  now: Date,
  log: Log = () => {},
  options: LibraryOptions = {},
): Promise<void> {
  const started = performance.now();
  const library = await readLibraryFiles(options.folder);
  await asOwner(ownerUrl, async (client) => {
    if (await isLoaded(client, library.hash)) return;
    await inTransaction(client, async () => {
      if (await isLoaded(client, library.hash)) return;
      await writePlaces(client, library, now);
      const areas = await knownAreas(client);
      if (!(await wasFetched(client, 'entries'))) await writeCatalogue(client, library);
      if (!(await wasFetched(client, 'groups'))) await writeGroups(client, library, areas, log);
      await writeFacts(client, library);
      await writePopulation(client, library, areas, log);
      const { rows, fetches } = await importValues(client, library, options.fetchedOn ?? bundledFetchedOn, now, log);
      await client.query('analyze area, organisation, catalogue_entry, series_fetch, series_value');
      await client.query('insert into library_load (hash, loaded_at) values ($1, $2)', [library.hash, now]);
      log(`library: ${rows} values in ${fetches} fetches loaded in ${Math.round(performance.now() - started)} ms`);
    });
  });
}

/** Loads only the places and their organisations: enough for whoever needs no figures. */
export async function loadPlaces(ownerUrl: string, now: Date, folder: URL = bundledLibrary): Promise<void> {
  const library = await readLibraryFiles(folder);
  await asOwner(ownerUrl, (client) => inTransaction(client, () => writePlaces(client, library, now)));
}
