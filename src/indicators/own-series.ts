import { createHash } from 'node:crypto';
import { readCollaboration, tellOfParty } from '../collaborations/index.ts';
import { author, hasBegun, may, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict, forbidden, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import type { Sex, ValueStatus } from './series.ts';
import type { UploadReading } from './upload/upload-columns.ts';

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

/** The newest value of one place, period and sex. */
export const findOwnValue = statement<
  { value: number | null },
  [collaboration: string, ownSeries: string, place: string, sex: Sex, period: number]
>(`
  select v.value from own_value v
  join own_series_import i on i.collaboration_id = v.collaboration_id and i.id = v.import_id
  where v.collaboration_id = $1 and v.own_series_id = $2 and v.place = $3 collate "C" and v.sex = $4::"char"
    and v.period = $5
  order by i.number desc limit 1`);

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

/** The number of the newest import, 0 before the first. */
export const newestImport = statement<{ number: number }, [collaboration: string, ownSeries: string]>(`
  select coalesce(max(number), 0)::integer as number
  from own_series_import where collaboration_id = $1 and own_series_id = $2`);

/** How a file stands to what the series has: what it adds, says again, and replaces with something else. */
export interface UploadComparison {
  readonly added: number;
  readonly same: number;
  readonly replaced: number;
}

export interface ReplacedValue {
  readonly place: string;
  readonly period: number;
  readonly sex: Sex;
  readonly before: number | null;
  readonly before_status: ValueStatus;
  readonly after: number | null;
  readonly after_status: ValueStatus;
}

type ComparedWith = [
  collaboration: string,
  ownSeries: string,
  places: string,
  periods: string,
  sexes: string,
  values: string,
  statuses: string,
];

/** The values listed by the file, and the newest of the series. */
const listedAndNewest = `with listed as (
    select listed.place, listed.period, listed.sex, listed.value, listed.status
    from unnest($3::text[], $4::smallint[], $5::"char"[], $6::double precision[], $7::text[])
      as listed(place, period, sex, value, status)),
  newest as (
    select distinct on (v.place, v.period, v.sex) v.place, v.period, v.sex, v.value, v.status
    from own_value v join own_series_import i on i.collaboration_id = v.collaboration_id and i.id = v.import_id
    where v.collaboration_id = $1 and v.own_series_id = $2
    order by v.place, v.period, v.sex, i.number desc)`;

export const compareUpload = statement<UploadComparison, ComparedWith>(`
  ${listedAndNewest}
  select (count(*) filter (where n.place is null))::integer as added,
    (count(*) filter (where n.place is not null and n.value is not distinct from l.value and n.status = l.status))::integer
      as same,
    (count(*) filter (where n.place is not null and (n.value is distinct from l.value or n.status <> l.status)))::integer
      as replaced
  from listed l left join newest n on n.place = l.place collate "C" and n.period = l.period and n.sex = l.sex`);

/** The first twenty values that the file would replace with something else. */
export const listReplaced = statement<ReplacedValue, ComparedWith>(`
  ${listedAndNewest}
  select l.place, l.period, l.sex, n.value as before, n.status as before_status, l.value as after, l.status as after_status
  from listed l join newest n on n.place = l.place collate "C" and n.period = l.period and n.sex = l.sex
  where n.value is distinct from l.value or n.status <> l.status
  order by l.place, l.sex, l.period limit 20`);

const insertOwnValues = statement<
  unknown,
  [
    collaboration: string,
    ownSeries: string,
    importId: string,
    // Array literals, so that what a thread has read is handed on as it is.
    places: string,
    periods: string,
    sexes: string,
    values: string,
    statuses: string,
  ]
>(`
  insert into own_value (collaboration_id, own_series_id, import_id, place, period, sex, value, status)
  select $1, $2, $3, listed.place, listed.period, listed.sex, listed.value, listed.status
  from unnest($4::text[], $5::smallint[], $6::"char"[], $7::double precision[], $8::text[])
    as listed(place, period, sex, value, status)`);

const findAreas = statement<{ code: string }, [codes: readonly string[]]>(`
  select code from area where code = any($1::text[])`);

/** What belongs to a collaboration one does not read does not exist; who only reads it may not add figures. */
export function requireSpeaker(tx: Tx, collaborationId: string): void {
  if (hasBegun(tx, collaborationId)) return;
  const about = { collaboration: collaborationId };
  if (!tx.user || !may(tx.user, readCollaboration, about)) throw notFound();
  if (!may(tx.user, tellOfParty, about)) throw forbidden();
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

/** Of a file that has been read: what comes in, and from where. */
export interface OwnFigures {
  readonly collaborationId: string;
  readonly ownSeriesId: string;
  /** Empty when the figures were typed. */
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly reading: UploadReading;
  /** The number of the newest import that the reader has seen; null when there can be none. */
  readonly seen?: number | null;
}

export interface OwnImport {
  readonly importId: string;
  readonly fileHash: string;
  readonly values: number;
}

export const hashOfFile = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Brings what a file was read as into a series of one's own: all of it, with one entry in the history. Refuses what was
 * not read without a problem, and with conflict when somebody has brought in figures since `seen`.
 */
export async function importOwnValues(tx: Tx, given: OwnFigures): Promise<OwnImport> {
  requireSpeaker(tx, given.collaborationId);
  const { collaborationId, ownSeriesId, fileName, bytes, reading } = given;
  if (reading.problemCount > 0 || reading.count === 0) throw conflict('upload');
  await tx.one(holdOwnSeries(collaborationId, ownSeriesId));
  if (given.seen !== undefined && given.seen !== null) {
    const newest = await tx.one(newestImport(collaborationId, ownSeriesId));
    if (newest.number !== given.seen) throw conflict('changed');
  }
  const importId = newId(tx.now);
  const fileHash = hashOfFile(bytes);
  const { places, periods, sexes, values, statuses } = reading.columns;
  await tx.batch({
    made: insertOwnImport(
      ...([collaborationId, importId, ownSeriesId, fileName, fileHash, reading.count, tx.now] as const),
      tx.user.person_id,
    ),
    values: insertOwnValues(collaborationId, ownSeriesId, importId, places, periods, sexes, values, statuses),
  });
  const { missing, withheld, preliminary } = reading.statuses;
  tx.record({
    ...author(tx.user),
    verb: 'ownSeries.imported',
    subjectType: 'ownSeries',
    subjectId: ownSeriesId,
    collaborationId,
    after: {
      ...{ importId, fileName, fileHash, sheet: reading.sheet },
      ...{ values: reading.count, missing, withheld, preliminary, places: reading.places.length },
      ...{ from: reading.periods[0], to: reading.periods.at(-1) },
    },
  });
  return { importId, fileHash, values: reading.count };
}

export interface TypedOwnValue {
  readonly collaborationId: string;
  readonly ownSeriesId: string;
  readonly period: number;
  readonly sex?: Sex;
  readonly place?: string;
  /** Null when there is no value, or none that may be told, and that is what is to be said. */
  readonly value: number | null;
  readonly status?: ValueStatus;
}

/** Adds one value typed by hand, over what was there before: the earlier value stays in its import. */
export async function typeOwnValue(tx: Tx, given: TypedOwnValue): Promise<string> {
  requireSpeaker(tx, given.collaborationId);
  const { collaborationId, ownSeriesId, period, sex = 'T', place = '', value } = given;
  if (!Number.isInteger(period) || period < 1900 || period > tx.now.getUTCFullYear()) throw conflict('period');
  if (value !== null && !Number.isFinite(value)) throw conflict('value');
  await tx.one(holdOwnSeries(collaborationId, ownSeriesId));
  if (place !== '') await tx.one(findAreas([place]));
  const importId = newId(tx.now);
  const status = given.status ?? (value === null ? 'missing' : 'published');
  if ((status === 'missing' || status === 'withheld') !== (value === null)) throw conflict('status');
  await tx.batch({
    made: insertOwnImport(collaborationId, importId, ownSeriesId, null, null, 1, tx.now, tx.user.person_id),
    value: insertOwnValues(
      ...([collaborationId, ownSeriesId, importId] as const),
      ...([`{"${place}"}`, `{${period}}`, `{${sex}}`, `{${value ?? 'NULL'}}`, `{${status}}`] as const),
    ),
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
