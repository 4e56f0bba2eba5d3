import { createHash } from 'node:crypto';
import { dayOf, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { SourceError, type SourceFailure } from '../platform/source.ts';
import { latestFetches, type Sex, type ValueStatus } from './series.ts';
import { cellOf, hashAnswer, type SourceAnswer, type SourceValue } from './sources/source-value.ts';

/** A series whose time has come, taken by this process. */
export interface DueSeries {
  readonly series_id: number;
  readonly source: string;
  readonly code: string;
  readonly answer_hash: string;
  readonly edition: string;
  readonly failures: number;
}

export const takeDueSeries = statement<DueSeries, [series: number, most: number, at: Date]>(`
  select series_id, source, code, answer_hash, edition, failures from take_due_series($1, $2, $3::timestamptz)`);

interface StandingValue {
  readonly area: string;
  readonly period: number;
  readonly sex: Sex;
  readonly value: number | null;
  readonly status: ValueStatus;
}

const readStandingValues = statement<StandingValue, [series: number]>(`
  select distinct on (v.area_code, v.period, v.sex) v.area_code as area, v.period, v.sex, v.value, v.status
  from series_value v where v.series_id = $1
  order by v.area_code, v.period, v.sex, v.fetch_id desc`);
const addFetch = statement<
  { id: number },
  [
    series: number,
    comparedWith: number | null,
    fetchedOn: string,
    hash: string,
    given: number,
    added: number,
    revised: number,
    deleted: number,
    areas: readonly string[],
    periods: readonly number[],
    sexes: readonly Sex[],
    values: readonly (number | null)[],
    statuses: readonly string[],
    at: Date,
  ]
>(`
  select add_series_fetch($1, $2, $3::date, $4, $5, $6, $7, $8, $9::text[], $10::smallint[], $11::"char"[],
    $12::double precision[], $13::text[], $14::timestamptz) as id`);
const noteRefreshed = statement<
  unknown,
  [
    series: number,
    hash: string,
    edition: string,
    description: string,
    producer: string,
    nextOn: string | null,
    nextAt: Date,
    at: Date,
  ]
>('select note_refreshed($1, $2, $3, $4, $5, $6::date, $7::timestamptz, $8::timestamptz) as noted');
export const noteRefreshFailed = statement<unknown, [series: number, reason: string, nextAt: Date, at: Date]>(
  'select note_refresh_failed($1, $2, $3::timestamptz, $4::timestamptz) as noted',
);

/** What a new answer says that was not here. */
export interface Difference {
  /** What is to be written: new and revised values, and the absence of those that the source has taken away. */
  readonly values: readonly SourceValue[];
  readonly added: number;
  /** Another value, or another word about the same one: preliminary became final, a value came to be withheld. */
  readonly revised: number;
  readonly deleted: number;
}

/** What has changed between what stands here and what the source says now. Values are compared unrounded. */
export function compareValues(before: readonly StandingValue[], now: readonly SourceValue[]): Difference {
  const standing = new Map(before.map((value) => [cellOf(value), value]));
  const values: SourceValue[] = [];
  let added = 0;
  let revised = 0;
  let deleted = 0;
  for (const value of now) {
    const was = standing.get(cellOf(value));
    standing.delete(cellOf(value));
    if (was && was.value === value.value && was.status === value.status) continue;
    values.push(value);
    if (!was || was.value === null) added += value.value === null ? 0 : 1;
    else if (value.value === null && value.status === 'missing') deleted += 1;
    else revised += 1;
  }
  for (const { area, period, sex, value } of standing.values()) {
    // What was never there, or is gone since before, the source need not mention.
    if (value === null) continue;
    values.push({ area, period, sex, value: null, status: 'missing' });
    deleted += 1;
  }
  return { values, added, revised, deleted };
}

const day = 24 * 60 * 60 * 1000;

/**
 * When to ask again: the day after the next publication, because answers may be kept for a day on the way; at most a month
 * away, because values are revised without notice; after a publication day that brought nothing, in a week.
 */
export function nextAsking(nextPublicationOn: string | null, seriesId: number, now: Date): Date {
  // Spread over an hour, the same for a series every time: what is published together need not be asked for at once.
  const spread = (seriesId % 60) * 60_000;
  const month = now.getTime() + 30 * day;
  if (nextPublicationOn === null) return new Date(month + spread);
  const published = Date.parse(`${nextPublicationOn}T04:00:00Z`) + day;
  return new Date((published <= now.getTime() ? now.getTime() + 7 * day : Math.min(published, month)) + spread);
}

/**
 * When to ask again after a failure: in an hour, two, four … and at last once a day. What the source has no more of is asked
 * for once a month, in case it comes back.
 */
export const afterFailure = (failures: number, now: Date, kind?: SourceFailure): Date =>
  new Date(now.getTime() + (kind === 'notThere' ? 30 * day : (Math.min(24, 2 ** Math.min(failures, 5)) * day) / 24));

/** The source says what it said the last time it was asked. */
export const isUnchanged = (due: Pick<DueSeries, 'answer_hash'>, answer: SourceAnswer): boolean =>
  hashAnswer(answer.values) === due.answer_hash;

export interface Refreshed extends Omit<Difference, 'values'> {
  /** The new fetch; null when the source says what it said before. */
  readonly fetchId: number | null;
}

const unchanged: Refreshed = { fetchId: null, added: 0, revised: 0, deleted: 0 };

/**
 * Takes in what the source now says of a series: a new fetch with what differs, or none. Earlier values stay, each with its
 * fetch, so a snapshot still rests on what it rested on. Refuses as implausible an answer without any value, or with more
 * than half of the values gone, where there were values before.
 */
export async function refreshSeries(
  tx: Tx,
  due: Pick<DueSeries, 'series_id' | 'answer_hash'>,
  answer: SourceAnswer,
): Promise<Refreshed> {
  const hash = hashAnswer(answer.values);
  const { series_id: id } = due;
  const note = (): void =>
    tx.send(
      noteRefreshed(
        id,
        hash,
        answer.edition,
        answer.description,
        answer.producer,
        answer.nextPublicationOn,
        nextAsking(answer.nextPublicationOn, id, tx.now),
        tx.now,
      ),
    );
  if (isUnchanged(due, answer)) {
    note();
    return unchanged;
  }
  const { standing, latest } = await tx.batch({ standing: readStandingValues(id), latest: latestFetches([id]) });
  const difference = compareValues(standing, answer.values);
  const { values, added, revised, deleted } = difference;
  const had = standing.filter(({ value }) => value !== null).length;
  const given = answer.values.filter(({ value }) => value !== null).length;
  if (deleted > had / 2 && had > 0) throw new SourceError('implausible', `${deleted} of ${had} values gone`);
  const isFirst = latest.length === 0;
  if (isFirst && given === 0) throw new SourceError('implausible', 'no values');
  if (values.length === 0) {
    note();
    return unchanged;
  }
  const { id: fetchId } = await tx.one(
    addFetch(
      id,
      latest[0]?.id ?? null,
      dayOf(tx.now),
      createHash('sha256')
        .update(`${latest[0]?.file_hash ?? ''}\n${hash}`)
        .digest('hex'),
      given,
      isFirst ? 0 : added,
      revised,
      deleted,
      values.map(({ area }) => area),
      values.map(({ period }) => period),
      values.map(({ sex }) => sex),
      values.map(({ value }) => value),
      values.map(({ status }) => status),
      tx.now,
    ),
  );
  note();
  return { fetchId, added, revised, deleted };
}
