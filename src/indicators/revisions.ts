import { statement } from '../platform/database/statement.ts';
import type { Sex, ValueStatus } from './series.ts';

/** A published value that the latest revising fetch of its series changed. */
export interface Revision {
  readonly series_id: number;
  readonly area_code: string;
  readonly area_name: string;
  readonly period: number;
  readonly sex: Sex;
  readonly value_before: number | null;
  readonly status_before: ValueStatus;
  readonly value: number | null;
  readonly status: ValueStatus;
  /** When the value before, and this one, was fetched. As yyyy-mm-dd. */
  readonly before_on: string;
  readonly fetched_on: string;
}

/** What was revised the last time that anything was, by series, place, year and sex. Both values stand in the database. */
export const listRevisions = statement<Revision, [series: readonly number[]]>(`
  select v.series_id, v.area_code, a.name as area_name, v.period, v.sex, e.value as value_before,
    e.status as status_before, v.value, v.status, e.fetched_on::text as before_on, f.fetched_on::text as fetched_on
  from unnest($1::integer[]) as wanted(series_id)
  join lateral (
    select n.id, n.fetched_on from series_fetch n
    where n.series_id = wanted.series_id and n.revised_count + n.deleted_count > 0 order by n.id desc limit 1) f on true
  join series_value v on v.series_id = wanted.series_id and v.fetch_id = f.id
  join lateral (
    select o.value, o.status, g.fetched_on from series_value o join series_fetch g on g.id = o.fetch_id
    where o.series_id = v.series_id and o.area_code = v.area_code and o.period = v.period and o.sex = v.sex
      and o.fetch_id < v.fetch_id
    order by o.fetch_id desc limit 1) e on e.value is not null
  join area a on a.code = v.area_code
  order by v.series_id, v.area_code, v.period, v.sex`);

/** A year from which a series cannot be compared with the years before. */
export interface SeriesBreak {
  readonly series_id: number;
  readonly period: number;
  readonly reason_sv: string;
  readonly reason_en: string;
  readonly cited: string;
}

export const listBreaks = statement<SeriesBreak, [series: readonly number[]]>(`
  select s.id as series_id, b.period, b.reason_sv, b.reason_en, b.cited
  from series s join series_break b on b.source = s.source and b.code = s.code
  where s.id = any($1::integer[]) order by s.id, b.period`);
