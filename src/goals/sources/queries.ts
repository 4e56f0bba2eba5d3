import { statement } from '../../platform/database/statement.ts';

/** One official series that the collaboration measures by, and how it stands with it at its source. */
export interface SourceRow {
  readonly series_id: number;
  readonly source: string;
  readonly code: string;
  readonly title: string;
  readonly indicators: readonly string[];
  /** The places whose values the collaboration looks at. */
  readonly areas: readonly string[];
  /** As yyyy-mm-dd; null while a series is on its way. */
  readonly fetched_on: string | null;
  readonly last_period: number | null;
  readonly asked_at: Date | null;
  readonly due_at: Date | null;
  readonly failure: string | null;
  readonly next_publication_on: string | null;
  /** The title that the source has now; null when the source has it no more. */
  readonly catalogue_title: string | null;
  readonly is_listed: boolean;
  readonly closed_after: number | null;
  readonly successor: string | null;
  readonly note_sv: string | null;
  readonly note_en: string | null;
  readonly cited: string | null;
}

export const listSources = statement<SourceRow, [collaboration: string]>(`
  with used as materialized (
    select i.series_id, array_agg(distinct i.name order by i.name) as indicators,
      array_agg(distinct place.code) filter (where place.code is not null) as areas
    from indicator i
    left join lateral unnest(i.comparison_areas || i.area_code) as place(code) on true
    where i.collaboration_id = $1 and i.withdrawn_at is null and i.series_id is not null group by i.series_id)
  select s.id as series_id, s.source, s.code, s.title, used.indicators, coalesce(used.areas, '{}') as areas,
    f.fetched_on::text as fetched_on, s.last_period, r.asked_at, r.due_at, r.failure,
    coalesce(r.next_publication_on, c.next_publication_on)::text as next_publication_on, c.title as catalogue_title,
    s.source <> 'kolada' or c.code is not null as is_listed, x.closed_after, x.successor, x.note_sv, x.note_en, x.cited
  from used
  join series s on s.id = used.series_id
  left join lateral (
    select n.fetched_on from series_fetch n where n.series_id = s.id order by n.id desc limit 1) f on true
  left join series_refresh r on r.series_id = s.id
  left join catalogue_entry c on s.source = 'kolada' and c.code = s.code
  left join series_successor x on x.source = s.source and x.code = s.code
  order by s.title collate "sv-x-icu", s.id`);

/** The places that go by the name of an invented party here: no real name stands beside invented words. */
export const listLentNames = statement<{ area_code: string; name: string }, [collaboration: string]>(`
  select o.area_code, min(o.name) as name from party p join organisation o on o.id = p.organisation_id
  where p.collaboration_id = $1 and o.is_fictional and o.area_code is not null group by o.area_code`);

export interface IndicatorBreak {
  readonly indicator_id: string;
  readonly period: number;
  readonly reason_sv: string;
  readonly reason_en: string;
}

/** The breaks in the series that a goal is measured by. */
export const listIndicatorBreaks = statement<IndicatorBreak, [collaboration: string, goal: string]>(`
  select i.id as indicator_id, b.period, b.reason_sv, b.reason_en
  from indicator i join series s on s.id = i.series_id join series_break b on b.source = s.source and b.code = s.code
  where i.collaboration_id = $1 and i.goal_id = $2 and i.withdrawn_at is null order by i.id, b.period`);
