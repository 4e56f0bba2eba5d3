import { createHash } from 'node:crypto';
import { TextDecoder } from 'node:util';
import { CsvError, parse } from 'csv-parse/sync';
import { author, hasBegun, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict, forbidden, notFound } from '../platform/errors.ts';
import { readNumber } from '../platform/http/form-input.ts';
import { newId } from '../platform/id.ts';
import type { Sex, ValueStatus } from './series.ts';

export const uploadColumns = ['period', 'value', 'sex', 'place'] as const;
export type UploadColumn = (typeof uploadColumns)[number];

export type UploadErrorCode =
  | 'empty'
  | 'tooLarge'
  | 'encoding'
  | 'workbook'
  | 'quote'
  | 'columnMissing'
  | 'columnUnknown'
  | 'columnTwice'
  | 'cells'
  | 'period'
  | 'value'
  | 'sex'
  | 'place'
  | 'placeUnknown'
  | 'twice'
  | 'noValues';

/** One thing to put right in an uploaded file: the row as a spreadsheet numbers it, the column, and what stood there. */
export interface UploadError {
  readonly row: number;
  readonly column: UploadColumn | '';
  readonly code: UploadErrorCode;
  readonly found: string;
}

/** The uploaded file was not imported; nothing of it was. */
export class UploadErrors extends Error {
  override name = 'UploadErrors';
  readonly errors: readonly UploadError[];
  constructor(errors: readonly UploadError[]) {
    super(errors.map(({ row, code }) => `${row}: ${code}`).join(', '));
    this.errors = errors;
  }
}

export interface UploadedValue {
  readonly row: number;
  readonly period: number;
  readonly value: number | null;
  readonly sex: Sex;
  /** The code of an area, or '' for the collaboration as a whole. */
  readonly place: string;
}

export interface Upload {
  readonly values: readonly UploadedValue[];
  readonly errors: readonly UploadError[];
}

const mostErrors = 50;
const mostBytes = 5_000_000;
const mostRows = 50_000;

const columnNames = new Map<string, UploadColumn>([
  ...['period', 'år', 'ar', 'tid', 'year', 'time'].map((name) => [name, 'period'] as const),
  ...['värde', 'varde', 'utfall', 'value'].map((name) => [name, 'value'] as const),
  ...['kön', 'kon', 'sex', 'gender'].map((name) => [name, 'sex'] as const),
  ...['plats', 'ort', 'kommun', 'område', 'kommunkod', 'place', 'area', 'municipality'].map(
    (name) => [name, 'place'] as const,
  ),
]);
const sexNames = new Map<string, Sex>([
  ...['', 't', 'totalt', 'total', 'alla', 'all', 'båda'].map((name) => [name, 'T'] as const),
  ...['k', 'kvinnor', 'kvinna', 'women', 'woman', 'female'].map((name) => [name, 'K'] as const),
  ...['m', 'män', 'man', 'men', 'male'].map((name) => [name, 'M'] as const),
]);
/** How statistics are published without a value. */
const withoutValue = new Set(['', '..', '.', '-', '–']);

const readPeriod = (text: string): number | null => (/^(19|20)\d\d$/.test(text) ? Number(text) : null);

/** The code of an area. Spreadsheets take away leading noughts; codes have four digits, so they can be put back. */
const readPlace = (text: string): string | null =>
  text === '' ? '' : /^\d{1,4}$/.test(text) ? text.padStart(4, '0') : null;

const normalise = (text: string): string => text.normalize('NFC').trim();

const startsWith = (bytes: Uint8Array, mark: readonly number[]): boolean =>
  mark.every((byte, at) => bytes[at] === byte);

/** A workbook (xlsx, ods or xls) is to be saved as CSV first. */
const isWorkbook = (bytes: Uint8Array): boolean =>
  startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]);

/** The text of a file, when it is certain which encoding it has. */
function decode(bytes: Uint8Array): string | { readonly encoding: string } {
  const encoding = startsWith(bytes, [0xff, 0xfe])
    ? 'utf-16le'
    : startsWith(bytes, [0xfe, 0xff])
      ? 'utf-16be'
      : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? { encoding: 'UTF-16' } : text;
  } catch {
    return { encoding: encoding === 'utf-8' && !bytes.includes(0) ? 'Windows-1252' : 'UTF-16' };
  }
}

/** The sign between columns: the one that gives the header its known names. */
function findDelimiter(text: string): string {
  const header = text.slice(0, text.search(/[\r\n]|$/));
  const known = (delimiter: string) =>
    header.split(delimiter).filter((name) => columnNames.has(normalise(name.replaceAll('"', '')).toLowerCase())).length;
  return [';', '\t', ','].reduce((best, delimiter) => (known(delimiter) > known(best) ? delimiter : best));
}

/**
 * Reads an uploaded CSV: `;`, `,` or tab between columns, decimal comma or point, a header in Swedish or English.
 * Tells everything that is wrong at once (at most 50); with any error the file is not to be imported.
 */
export function readUpload(bytes: Uint8Array): Upload {
  const errors: UploadError[] = [];
  const wrong = (row: number, column: UploadColumn | '', code: UploadErrorCode, found = ''): void => {
    if (errors.length < mostErrors) errors.push({ row, column, code, found: found.slice(0, 100) });
  };
  const refused = (row: number, code: UploadErrorCode, found = ''): Upload => {
    wrong(row, '', code, found);
    return { values: [], errors };
  };

  if (bytes.length === 0) return refused(1, 'empty');
  if (bytes.length > mostBytes) return refused(1, 'tooLarge', String(bytes.length));
  if (isWorkbook(bytes)) return refused(1, 'workbook');
  const text = decode(bytes);
  if (typeof text !== 'string') return refused(1, 'encoding', text.encoding);
  if (text.trim() === '') return refused(1, 'empty');

  let listed: { record: string[]; info: { lines: number } }[];
  try {
    listed = parse(text, {
      delimiter: findDelimiter(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as typeof listed;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return refused(Number((error as { lines?: number }).lines ?? 1), 'quote');
  }
  const [header, ...records] = listed;
  if (!header) return refused(1, 'empty');
  if (records.length > mostRows) return refused(mostRows + 2, 'tooLarge', String(records.length));

  const places = new Map<UploadColumn, number>();
  for (const [at, name] of header.record.entries()) {
    const column = columnNames.get(normalise(name).toLowerCase());
    if (column === undefined) wrong(header.info.lines, '', 'columnUnknown', name);
    else if (places.has(column)) wrong(header.info.lines, column, 'columnTwice', name);
    else places.set(column, at);
  }
  for (const column of ['period', 'value'] as const) {
    if (!places.has(column)) wrong(header.info.lines, column, 'columnMissing', header.record.join(' '));
  }
  if (errors.length > 0) return { values: [], errors };

  const values: UploadedValue[] = [];
  const seen = new Set<string>();
  for (const { record, info } of records) {
    const row = info.lines;
    if (record.every((cell) => normalise(cell) === '')) continue;
    if (record.length !== header.record.length) {
      wrong(row, '', 'cells', record.join(' '));
      continue;
    }
    const cell = (column: UploadColumn): string => normalise(record[places.get(column) ?? -1] ?? '');
    const period = readPeriod(cell('period'));
    const written = cell('value');
    const value = withoutValue.has(written) ? null : readNumber(written);
    const sex = sexNames.get(cell('sex').toLowerCase());
    const place = readPlace(cell('place'));
    const isNumber = withoutValue.has(written) || (value !== null && Number.isFinite(value));
    if (period === null) wrong(row, 'period', 'period', cell('period'));
    if (!isNumber) wrong(row, 'value', 'value', written);
    if (sex === undefined) wrong(row, 'sex', 'sex', cell('sex'));
    if (place === null) wrong(row, 'place', 'place', cell('place'));
    if (period === null || !isNumber || sex === undefined || place === null) continue;
    const key = `${period} ${sex} ${place}`;
    if (seen.has(key)) wrong(row, 'period', 'twice', key.trim());
    seen.add(key);
    values.push({ row, period, value, sex, place });
  }
  if (values.length === 0 && errors.length === 0) return refused(header.info.lines, 'noValues');
  return errors.length > 0 ? { values: [], errors } : { values, errors };
}

export interface OwnSeries {
  readonly id: string;
  readonly party_id: string | null;
  readonly title: string;
  readonly unit: string;
  readonly source_note: string;
  readonly created_at: Date;
  readonly created_by: string;
  readonly version: number;
}

export const listOwnSeries = statement<OwnSeries, [collaboration: string]>(`
  select id, party_id, title, unit, source_note, created_at, created_by, version
  from own_series where collaboration_id = $1 and withdrawn_at is null order by title collate "sv-x-icu", id`);

export interface OwnValue {
  readonly own_series_id: string;
  readonly place: string;
  readonly period: number;
  readonly sex: Sex;
  readonly import_id: string;
  readonly value: number | null;
  readonly status: ValueStatus;
}

/** The newest value of each place, period and sex. With imports (else null) only what those brought. */
export const readOwnValues = statement<
  OwnValue,
  [collaboration: string, ownSeries: readonly string[], imports: readonly string[] | null]
>(`
  select distinct on (v.own_series_id, v.place, v.period, v.sex)
    v.own_series_id, v.place, v.period, v.sex, v.import_id, v.value, v.status
  from own_value v
  join own_series_import i on i.collaboration_id = v.collaboration_id and i.id = v.import_id
  where v.collaboration_id = $1 and v.own_series_id = any($2::uuid[])
    and ($3::uuid[] is null or v.import_id = any($3::uuid[]))
  order by v.own_series_id, v.place, v.period, v.sex, i.number desc`);

export interface OwnSeriesImport {
  readonly id: string;
  readonly own_series_id: string;
  readonly number: number;
  readonly file_name: string | null;
  readonly file_hash: string | null;
  readonly value_count: number;
  readonly created_at: Date;
  readonly created_by: string;
}

/** Every import of the series, newest first. */
export const listOwnImports = statement<OwnSeriesImport, [collaboration: string, ownSeries: readonly string[]]>(`
  select id, own_series_id, number, file_name, file_hash, value_count, created_at, created_by
  from own_series_import where collaboration_id = $1 and own_series_id = any($2::uuid[])
  order by own_series_id, number desc`);

const insertOwnSeries = statement<
  unknown,
  [string, string, party: string | null, title: string, unit: string, sourceNote: string, Date, string]
>(`
  insert into own_series (collaboration_id, id, party_id, title, unit, source_note, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8)`);

const findParty = statement<{ id: string }, [collaboration: string, id: string]>(`
  select id from party where collaboration_id = $1 and id = $2 and withdrawn_at is null`);

// Two imports of one series take turns, so that their numbers tell which is the newer.
const holdOwnSeries = statement<{ id: string }, [collaboration: string, id: string]>(`
  select id from own_series where collaboration_id = $1 and id = $2 and withdrawn_at is null for update`);

const insertOwnImport = statement<
  unknown,
  [string, string, ownSeries: string, fileName: string | null, fileHash: string | null, count: number, Date, string]
>(`
  insert into own_series_import (collaboration_id, id, own_series_id, number, file_name, file_hash, value_count,
    created_at, created_by)
  select $1, $2, $3, coalesce(max(number), 0) + 1, $4, $5, $6, $7, $8
  from own_series_import where collaboration_id = $1 and own_series_id = $3`);

const insertOwnValues = statement<
  unknown,
  [
    collaboration: string,
    ownSeries: string,
    importId: string,
    places: readonly string[],
    periods: readonly number[],
    sexes: readonly Sex[],
    values: readonly (number | null)[],
    statuses: readonly ValueStatus[],
  ]
>(`
  insert into own_value (collaboration_id, own_series_id, import_id, place, period, sex, value, status)
  select $1, $2, $3, listed.place, listed.period, listed.sex, listed.value, listed.status
  from unnest($4::text[], $5::smallint[], $6::"char"[], $7::double precision[], $8::text[])
    as listed(place, period, sex, value, status)`);

const findAreas = statement<{ code: string }, [codes: readonly string[]]>(`
  select code from area where code = any($1::text[])`);

/** What belongs to a collaboration one does not read does not exist; who only reads it may not add figures. */
function requireSpeaker(tx: Tx, collaborationId: string): void {
  if (hasBegun(tx, collaborationId)) return;
  if (!tx.user?.reads.includes(collaborationId)) throw notFound();
  if (!tx.user.represents.includes(collaborationId)) throw forbidden();
}

export interface NewOwnSeries {
  readonly collaborationId: string;
  /** The party whose figures these are; null when they are the collaboration's. */
  readonly partyId: string | null;
  readonly title: string;
  readonly unit: string;
  /** Where the figures come from; never empty. */
  readonly sourceNote: string;
}

/** Begins a series of one's own, without values. Answers its id. */
export async function createOwnSeries(tx: Tx, given: NewOwnSeries): Promise<string> {
  requireSpeaker(tx, given.collaborationId);
  const { collaborationId, partyId, title, unit, sourceNote } = given;
  if (partyId !== null) await tx.one(findParty(collaborationId, partyId));
  const id = newId(tx.now);
  await tx.all(insertOwnSeries(collaborationId, id, partyId, title, unit, sourceNote, tx.now, tx.user.person_id));
  tx.record({
    ...author(tx.user),
    verb: 'ownSeries.created',
    subjectType: 'ownSeries',
    subjectId: id,
    collaborationId,
    after: { title, unit, sourceNote, partyId },
  });
  return id;
}

export interface OwnUpload {
  readonly collaborationId: string;
  readonly ownSeriesId: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

export interface OwnImport {
  readonly importId: string;
  readonly fileHash: string;
  readonly values: number;
  /** How many of the rows say that there is no value. */
  readonly missing: number;
}

/** Imports a file into a series of one's own: all of it, or none and `UploadErrors`. One entry in the history. */
export async function importOwnValues(tx: Tx, given: OwnUpload): Promise<OwnImport> {
  requireSpeaker(tx, given.collaborationId);
  const { collaborationId, ownSeriesId, fileName, bytes } = given;
  await tx.one(holdOwnSeries(collaborationId, ownSeriesId));
  const { values, errors } = readUpload(bytes);
  if (errors.length > 0) throw new UploadErrors(errors);
  const unknown = await findUnknownPlaces(tx, values);
  if (unknown.length > 0) throw new UploadErrors(unknown);

  const importId = newId(tx.now);
  const fileHash = createHash('sha256').update(bytes).digest('hex');
  const missing = values.filter(({ value }) => value === null).length;
  await tx.batch({
    made: insertOwnImport(
      ...([collaborationId, importId, ownSeriesId, fileName, fileHash, values.length, tx.now] as const),
      tx.user.person_id,
    ),
    values: insertOwnValues(
      collaborationId,
      ownSeriesId,
      importId,
      values.map(({ place }) => place),
      values.map(({ period }) => period),
      values.map(({ sex }) => sex),
      values.map(({ value }) => value),
      values.map(({ value }) => (value === null ? 'missing' : 'published')),
    ),
  });
  tx.record({
    ...author(tx.user),
    verb: 'ownSeries.imported',
    subjectType: 'ownSeries',
    subjectId: ownSeriesId,
    collaborationId,
    after: { importId, fileName, fileHash, values: values.length, missing },
  });
  return { importId, fileHash, values: values.length, missing };
}

async function findUnknownPlaces(tx: Tx, values: readonly UploadedValue[]): Promise<UploadError[]> {
  const codes = [...new Set(values.map(({ place }) => place).filter((place) => place !== ''))];
  if (codes.length === 0) return [];
  const known = new Set((await tx.all(findAreas(codes))).map(({ code }) => code));
  return values
    .filter(({ place }) => place !== '' && !known.has(place))
    .slice(0, mostErrors)
    .map(({ row, place }) => ({ row, column: 'place', code: 'placeUnknown', found: place }));
}

export interface TypedOwnValue {
  readonly collaborationId: string;
  readonly ownSeriesId: string;
  readonly period: number;
  readonly sex?: Sex;
  readonly place?: string;
  /** Null when there is no value and that is what is to be said. */
  readonly value: number | null;
  readonly status?: Exclude<ValueStatus, 'missing' | 'withheld'>;
}

/** Adds one value typed by hand, over what was there before: the earlier value stays in its import. */
export async function typeOwnValue(tx: Tx, given: TypedOwnValue): Promise<string> {
  requireSpeaker(tx, given.collaborationId);
  const { collaborationId, ownSeriesId, period, sex = 'T', place = '', value } = given;
  if (readPeriod(String(period)) === null) throw conflict('period');
  if (value !== null && !Number.isFinite(value)) throw conflict('value');
  await tx.one(holdOwnSeries(collaborationId, ownSeriesId));
  if (place !== '') await tx.one(findAreas([place]));
  const importId = newId(tx.now);
  const status = value === null ? 'missing' : (given.status ?? 'published');
  await tx.batch({
    made: insertOwnImport(collaborationId, importId, ownSeriesId, null, null, 1, tx.now, tx.user.person_id),
    value: insertOwnValues(collaborationId, ownSeriesId, importId, [place], [period], [sex], [value], [status]),
  });
  tx.record({
    ...author(tx.user),
    verb: 'ownSeries.valueTyped',
    subjectType: 'ownSeries',
    subjectId: ownSeriesId,
    collaborationId,
    after: { importId, period, sex, place, value, status },
  });
  return importId;
}

const insertDoubt = statement<unknown, [string, string, number, string, number, Sex, string, Date, string]>(`
  insert into value_doubt (collaboration_id, id, series_id, area_code, period, sex, reason, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`);

export interface Doubt {
  readonly collaborationId: string;
  readonly seriesId: number;
  readonly areaCode: string;
  readonly period: number;
  readonly sex: Sex;
  readonly reason: string;
}

/** Notes that the collaboration doubts a published value, and why. The value itself stays as published. */
export function doubtValue(tx: Tx, doubt: Doubt): void {
  requireSpeaker(tx, doubt.collaborationId);
  const { collaborationId, seriesId, areaCode, period, sex, reason } = doubt;
  const id = newId(tx.now);
  tx.send(insertDoubt(collaborationId, id, seriesId, areaCode, period, sex, reason, tx.now, tx.user.person_id));
  tx.record({
    ...author(tx.user),
    verb: 'value.doubted',
    subjectType: 'value',
    subjectId: id,
    collaborationId,
    after: doubt,
  });
}
