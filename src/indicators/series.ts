import { statement } from '../platform/database/statement.ts';

export const sexes = ['T', 'K', 'M'] as const;
/** Total, women (kvinnor), men: the letters of Kolada. */
export type Sex = (typeof sexes)[number];
/** A sex named in an address, if it is one. */
export const readSex = (text: string | null): Sex | null => sexes.find((sex) => sex === text) ?? null;

export const valueStatuses = ['published', 'missing', 'withheld', 'preliminary', 'doubted'] as const;
export type ValueStatus = (typeof valueStatuses)[number];

/** An official series: what is measured, whoever points at it. */
export interface Series {
  readonly id: number;
  readonly source: string;
  readonly code: string;
  readonly title: string;
  readonly unit: string;
  readonly by_sex: boolean;
  readonly description: string;
  readonly producer: string;
  readonly first_period: number | null;
  readonly last_period: number | null;
}

export const findSeries = statement<Series, [ids: readonly number[]]>(`
  select id, source, code, title, unit, by_sex, description, producer, first_period, last_period
  from series where id = any($1::integer[]) order by id`);

export const findSeriesByCode = statement<Series, [source: string, codes: readonly string[]]>(`
  select id, source, code, title, unit, by_sex, description, producer, first_period, last_period
  from series where source = $1 and code = any($2::text[]) order by code collate "C"`);

/** Every series that has values here. */
export const listSeries = statement<Pick<Series, 'id' | 'source' | 'code' | 'title' | 'unit' | 'by_sex'>>(`
  select id, source, code, title, unit, by_sex from series order by title collate "sv-x-icu", id`);

export interface SeriesValue {
  readonly series_id: number;
  readonly area_code: string;
  readonly period: number;
  readonly sex: Sex;
  readonly fetch_id: number;
  /** Null exactly when the status is missing or withheld. */
  readonly value: number | null;
  readonly status: ValueStatus;
}

/**
 * The newest value of each area, period and sex (the pairs one by one through the key: as one join it is planned as a
 * reading of the whole table, a hundred times as dear), for pairs of series and area given as two arrays of the same length.
 * With fetches (else null) only what those brought: the values of a snapshot.
 */
export const readValues = statement<
  SeriesValue,
  [series: readonly number[], areas: readonly string[], sexes: readonly Sex[], fetches: readonly number[] | null]
>(`
  select wanted.series_id, wanted.area_code, found.period, found.sex, found.fetch_id, found.value, found.status
  from (select distinct series_id, area_code from unnest($1::integer[], $2::text[]) as listed(series_id, area_code))
    as wanted
  cross join lateral (
    select distinct on (v.period, v.sex) v.period, v.sex, v.fetch_id, v.value, v.status
    from series_value v
    where v.series_id = wanted.series_id and v.area_code = wanted.area_code collate "C"
      and v.sex = any($3::"char"[]) and ($4::integer[] is null or v.fetch_id = any($4::integer[]))
    order by v.period, v.sex, v.fetch_id desc) as found
  order by wanted.series_id, wanted.area_code collate "C", found.period, found.sex`);

export interface SeriesFetch {
  readonly id: number;
  readonly series_id: number;
  /** As yyyy-mm-dd. */
  readonly fetched_on: string;
  readonly file_hash: string;
  readonly value_count: number;
}

/** The latest fetch of each series: what a snapshot taken now rests on. */
export const latestFetches = statement<SeriesFetch, [series: readonly number[]]>(`
  select distinct on (series_id) id, series_id, fetched_on::text as fetched_on, file_hash, value_count
  from series_fetch where series_id = any($1::integer[]) order by series_id, id desc`);

export interface ValueDoubt {
  readonly id: string;
  readonly series_id: number;
  readonly area_code: string;
  readonly period: number;
  readonly sex: Sex;
  readonly reason: string;
  readonly created_at: Date;
  readonly created_by: string;
}

/** The published values that the collaboration doubts, and why. */
export const listValueDoubts = statement<ValueDoubt, [collaboration: string, series: readonly number[]]>(`
  select id, series_id, area_code, period, sex, reason, created_at, created_by
  from value_doubt where collaboration_id = $1 and series_id = any($2::integer[])
  order by series_id, area_code, period, sex, id`);

export interface ComparisonGroup {
  readonly code: string;
  readonly title: string;
  readonly area_codes: readonly string[];
}

/** The comparison groups that a place is in. */
export const listComparisonGroups = statement<ComparisonGroup, [area: string]>(`
  select code, title, area_codes from comparison_group where $1 = any(area_codes)
  order by title collate "sv-x-icu", code`);

export interface Inhabitants {
  readonly area_code: string;
  readonly period: number;
  readonly inhabitants: number;
}

/** Inhabitants on 31 December, for weighing places together. */
export const readPopulation = statement<Inhabitants, [areas: readonly string[]]>(`
  select area_code, period, inhabitants from population
  where area_code = any($1::text[]) order by area_code, period`);
