import { isActing, isLed, standingStatement } from '../collaborations/index.ts';
import type { Sex, ValueStatus } from '../indicators/index.ts';
import { statement } from '../platform/database/statement.ts';
import type { ContributionForm, Direction, GoalKind } from './goal.ts';

export interface GoalRow {
  readonly id: string;
  readonly under_id: string | null;
  readonly kind: GoalKind;
  readonly text: string;
  readonly target_year: number | null;
  readonly adopted_on: string | null;
  readonly source_title: string;
  readonly source_page: string;
  readonly source_relation: 'takenFrom' | 'buildsOn' | null;
  readonly without_indicator_note: string;
  readonly place: number;
  readonly version: number;
}

/** The joint goals in their order, visions first. */
export const listGoals = statement<GoalRow, [collaboration: string]>(`
  select id, under_id, kind, text, target_year, adopted_on::text as adopted_on, source_title, source_page, source_relation,
    without_indicator_note, place, version
  from joint_goal where collaboration_id = $1 and withdrawn_at is null
  order by kind <> 'vision', place, created_at, id`);

export interface IndicatorRow {
  readonly id: string;
  readonly goal_id: string;
  readonly series_id: number | null;
  readonly own_series_id: string | null;
  /** Of the official series; null for one of the collaboration's own. */
  readonly source: string | null;
  readonly code: string | null;
  /** The day the newest figures were fetched, or the own series last filled in. */
  readonly fetched_on: string | null;
  /** Who has counted, for an own series. */
  readonly source_note: string | null;
  readonly name: string;
  readonly unit: string;
  /** Which place of an own series is shown; empty is the whole. */
  readonly own_place: string;
  readonly area_code: string | null;
  readonly area_name: string | null;
  readonly sex: Sex;
  readonly direction: Direction;
  readonly baseline_period: number | null;
  readonly baseline: number | null;
  readonly target_period: number | null;
  readonly target: number | null;
  readonly comparison_areas: readonly string[];
  readonly is_stand_in: boolean;
  readonly stand_in_note: string;
  readonly short_note: string;
  /** Chosen by the product in an example; the parties have not. */
  readonly is_our_choice: boolean;
  readonly quality: string;
  readonly version: number;
  /** The main area's values, oldest first: three lists of the same length. */
  readonly periods: readonly number[] | null;
  readonly amounts: readonly (number | null)[] | null;
  readonly statuses: readonly string[] | null;
  /** The years that the collaboration doubts, with why. */
  readonly doubted: readonly number[];
  readonly doubts: readonly string[];
}

/**
 * Every indicator of the collaboration with its main area's newest values: one row each, no query a goal. The names that
 * invented parties lend to real places are gathered once and not a row: the planner takes a protected table to be smaller
 * than it is, because it counts the filter on the collaboration twice.
 */
export const listIndicators = statement<IndicatorRow, [collaboration: string]>(`
  with lent as materialized (
    select o.area_code, min(o.name) as name from organisation o
    where o.is_fictional and o.id = any(array(select p.organisation_id from party p where p.collaboration_id = $1))
    group by o.area_code),
  doubt as materialized (
    select d.series_id, d.area_code, d.sex, array_agg(d.period order by d.period) as periods,
      array_agg(d.reason order by d.period) as reasons
    from value_doubt d where d.collaboration_id = $1 group by d.series_id, d.area_code, d.sex)
  select i.id, i.goal_id, i.series_id, i.own_series_id, s.source, s.code,
    coalesce(
      (select max(f.fetched_on) from series_fetch f where f.series_id = i.series_id),
      (select max(o.created_at) from own_series_import o
       where o.collaboration_id = i.collaboration_id and o.own_series_id = i.own_series_id)::date)::text as fetched_on,
    os.source_note, i.name, i.unit, i.own_place, i.area_code,
    coalesce(lent.name, a.name) as area_name, i.sex, i.direction, i.baseline_period, i.baseline,
    i.target_period, i.target, i.comparison_areas, i.is_stand_in, i.stand_in_note, i.short_note, i.is_our_choice, i.quality, i.version,
    points.periods, points.amounts, points.statuses,
    coalesce(doubt.periods, '{}') as doubted, coalesce(doubt.reasons, '{}') as doubts
  from indicator i
  left join lent on lent.area_code = i.area_code
  left join doubt on doubt.series_id = i.series_id and doubt.area_code = i.area_code and doubt.sex = i.sex
  left join series s on s.id = i.series_id
  left join own_series os on os.collaboration_id = i.collaboration_id and os.id = i.own_series_id
  left join area a on a.code = i.area_code
  left join lateral (
    select array_agg(n.period order by n.period) as periods, array_agg(n.value order by n.period) as amounts,
      array_agg(n.status order by n.period) as statuses
    from (
      select distinct on (v.period) v.period, v.value, v.status from series_value v
      where v.series_id = i.series_id and v.area_code = i.area_code and v.sex = i.sex
      order by v.period, v.fetch_id desc) n
    where i.series_id is not null
    union all
    select array_agg(n.period order by n.period), array_agg(n.value order by n.period), array_agg(n.status order by n.period)
    from (
      select distinct on (v.period) v.period, v.value, v.status from own_value v
      join own_series_import m on m.collaboration_id = v.collaboration_id and m.id = v.import_id
      where v.collaboration_id = i.collaboration_id and v.own_series_id = i.own_series_id
        and v.place = i.own_place and v.sex = i.sex
      order by v.period, m.number desc) n
    where i.own_series_id is not null) points on points.periods is not null
  where i.collaboration_id = $1 and i.withdrawn_at is null order by i.place, i.created_at, i.id`);

export interface ComparisonRow {
  readonly indicator_id: string;
  readonly area_code: string;
  readonly area_name: string;
  readonly area_kind: 'country' | 'region' | 'municipality';
  readonly sex: Sex;
  readonly period: number;
  readonly value: number | null;
  readonly status: ValueStatus;
  /** Why the collaboration doubts the value; empty when it does not. */
  readonly doubt: string;
}

/**
 * The values of a goal's official indicators: every area they are compared with, for the sex asked for or else the one that
 * the indicator measures, and by sex for the main area. A place whose figures an invented party has borrowed goes by the
 * party's name: no real name beside invented words.
 */
export const listComparisons = statement<ComparisonRow, [collaboration: string, goal: string, sex: Sex | null]>(`
  with doubted as materialized (
    select d.series_id, d.area_code, d.period, d.sex, min(d.reason) as reason
    from value_doubt d where d.collaboration_id = $1 group by d.series_id, d.area_code, d.period, d.sex)
  select distinct on (i.place, i.id, v.area_code, v.sex, v.period) i.id as indicator_id, v.area_code,
    coalesce(lent.name, a.name) as area_name, a.kind as area_kind, v.sex, v.period, v.value,
    case when d.reason is null or v.value is null then v.status else 'doubted' end as status,
    case when v.value is null then '' else coalesce(d.reason, '') end as doubt
  from indicator i
  join series_value v on v.series_id = i.series_id and v.area_code = any(i.comparison_areas || i.area_code)
    and (v.sex = coalesce($3::"char", i.sex) or v.area_code = i.area_code)
  join area a on a.code = v.area_code
  left join doubted d
    on d.series_id = v.series_id and d.area_code = v.area_code and d.period = v.period and d.sex = v.sex
  left join lateral (
    select min(o.name) as name from party p join organisation o on o.id = p.organisation_id
    where p.collaboration_id = i.collaboration_id and o.is_fictional and o.area_code = v.area_code) lent on true
  where i.collaboration_id = $1 and i.goal_id = $2 and i.withdrawn_at is null
  order by i.place, i.id, v.area_code, v.sex, v.period, v.fetch_id desc`);

export interface ContributionRow {
  readonly id: string;
  readonly goal_id: string;
  readonly party_id: string;
  readonly form: ContributionForm;
  readonly text: string;
  readonly reason: string;
  readonly steering_document: string;
  readonly committee: string;
  readonly number: string;
  readonly document_year: number | null;
  readonly assigned_in: string;
  readonly amount: string;
  readonly until_on: string | null;
  /** Rests on a decision by elected representatives, and is confirmed anew when their mandate period ends. */
  readonly is_politically_decided: boolean;
  /** What becomes of it when its party has left; null while it is a party. */
  readonly after_leaving: 'unsettled' | 'isKept' | 'isTakenOver' | 'ends' | null;
  readonly taken_over_by_party_id: string | null;
  readonly answered_at: Date;
  readonly version: number;
}

export const listContributions = statement<ContributionRow, [collaboration: string]>(`
  select id, goal_id, party_id, form, text, reason, steering_document, committee, number, document_year, assigned_in, amount,
    until_on::text as until_on, is_politically_decided, after_leaving, taken_over_by_party_id, answered_at, version
  from contribution where collaboration_id = $1 and withdrawn_at is null`);

/**
 * A small standing of the goals, for the menu, the gaps and the parties' list: a row a party and a row a goal. Counted
 * before it is joined: a join of three protected tables is planned as if each held one row.
 */
export interface StandingRow {
  readonly kind: 'party' | 'goal';
  readonly id: string;
  readonly organisation_id: string | null;
  readonly text: string;
  readonly own_goals: number;
  readonly tasks: number;
  readonly undertakings: number;
  readonly declined: number;
  /** Goals the party has not answered; for a goal, its indicators. */
  readonly rest: number;
  /** What the acting user's own party is to confirm anew after an election. */
  readonly to_confirm: number;
}

export const readStanding = standingStatement<StandingRow>(
  `
  with goals as materialized (
    select g.id, g.text, g.place from joint_goal g
    where g.collaboration_id = $1 and g.kind <> 'vision' and g.withdrawn_at is null),
  answers as materialized (
    select c.party_id, count(*) filter (where c.form = 'ownGoal')::integer as own_goals,
      count(*) filter (where c.form = 'task')::integer as tasks,
      count(*) filter (where c.form = 'undertaking')::integer as undertakings,
      count(*) filter (where c.form = 'doesNotContribute')::integer as declined, count(*)::integer as given
    from contribution c
    where c.collaboration_id = $1 and c.withdrawn_at is null and c.goal_id = any(array(select id from goals))
    group by c.party_id),
  confirming as materialized (
    select c.party_id, count(*)::integer as waiting
    from party p
    join mandate_change m on m.organisation_id = p.organisation_id
      and m.began_on <= (select nullif(current_setting('armkrok.at', true), '')::timestamptz at time zone 'Europe/Stockholm')::date
    join contribution c on c.collaboration_id = p.collaboration_id and c.party_id = p.id and c.withdrawn_at is null
      and c.is_politically_decided and m.began_on > greatest(c.confirmed_on, (c.answered_at at time zone 'Europe/Stockholm')::date)
    where p.collaboration_id = $1 and p.organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)
    group by c.party_id, m.id),
  measured as materialized (
    select i.goal_id, count(*)::integer as indicators from indicator i
    where i.collaboration_id = $1 and i.withdrawn_at is null group by i.goal_id)
  select 'party' as kind, p.id, p.organisation_id, '' as text, coalesce(a.own_goals, 0) as own_goals,
    coalesce(a.tasks, 0) as tasks, coalesce(a.undertakings, 0) as undertakings, coalesce(a.declined, 0) as declined,
    (select count(*)::integer from goals) - coalesce(a.given, 0) as rest,
    coalesce((select max(f.waiting) from confirming f where f.party_id = p.id), 0) as to_confirm, 0 as place
  from party p left join answers a on a.party_id = p.id
  where p.collaboration_id = $1 and p.withdrawn_at is null and p.status not in ('considered', 'declined', 'left')
  union all
  select 'goal', g.id, null, g.text, 0, 0, 0, 0, coalesce(m.indicators, 0), 0, g.place
  from goals g left join measured m on m.goal_id = g.id
  order by 11, 1, 2`,
  `said.kind = 'party' and (said.rest > 0 or said.to_confirm > 0) and (${isActing} or ${isLed})`,
);

export interface RealCaseRow {
  readonly collaboration_id: string;
  readonly collaboration_name: string;
  readonly goal_id: string;
  readonly text: string;
}

/** Goals of real examples measured by the same official series: to read beside one's own. */
export const listRealCases = statement<RealCaseRow, [collaboration: string, goal: string]>(`
  select distinct c.id as collaboration_id, c.name as collaboration_name, g.id as goal_id, g.text
  from indicator mine
  join indicator i on i.series_id = mine.series_id and i.collaboration_id <> mine.collaboration_id and i.withdrawn_at is null
  join collaboration c on c.id = i.collaboration_id and c.example = 'real' and c.withdrawn_at is null
  join joint_goal g on g.collaboration_id = i.collaboration_id and g.id = i.goal_id and g.withdrawn_at is null
  where mine.collaboration_id = $1 and mine.goal_id = $2 and mine.withdrawn_at is null
  order by c.name, g.text`);

export interface SimilarRow {
  readonly area_code: string;
  readonly area_name: string;
  readonly area_kind: 'country' | 'region' | 'municipality';
  /** Counted as similar: another region, or a municipality in any of Kolada's groups of similar ones. */
  readonly is_similar: boolean;
  /** Among those that the collaboration has chosen to compare with. */
  readonly is_chosen: boolean;
  readonly periods: readonly number[];
  readonly amounts: readonly (number | null)[];
  readonly statuses: readonly string[];
}

/**
 * The values of every place that a goal's first indicator is compared with, of the country and of the region it lies in:
 * one row a place. A place whose figures an invented party has borrowed goes by the party's name.
 */
export const listSimilarPlaces = statement<SimilarRow, [collaboration: string, goal: string]>(`
  with measure as materialized (
    select i.series_id, i.area_code, i.sex, i.comparison_areas, a.kind, a.name
    from indicator i join area a on a.code = i.area_code
    where i.collaboration_id = $1 and i.goal_id = $2 and i.withdrawn_at is null and i.series_id is not null
    order by i.place, i.created_at, i.id limit 1),
  place as materialized (
    select c.code, bool_or(c.is_similar) as is_similar, bool_or(c.is_chosen) as is_chosen from (
      select a.code, true as is_similar, false as is_chosen from measure m join area a on a.kind = 'region' and m.kind = 'region'
      union all
      select unnest(g.area_codes), true, false from measure m
      join comparison_group g on m.kind = 'municipality' and g.title like 'Liknande kommuner%, ' || m.name || ', %'
      union all
      select a.code, false, true from measure m join area a on a.code = any(m.comparison_areas) and a.kind = m.kind
      union all
      select a.code, false, false from area a where a.kind = 'country'
      union all
      select a.region_code, false, false from measure m join area a on a.code = m.area_code and a.region_code is not null) c
    group by c.code),
  lent as materialized (
    select o.area_code, min(o.name) as name from organisation o
    where o.is_fictional and o.id = any(array(select p.organisation_id from party p where p.collaboration_id = $1))
    group by o.area_code)
  select a.code as area_code, coalesce(lent.name, a.name) as area_name, a.kind as area_kind, p.is_similar, p.is_chosen, points.periods,
    points.amounts, points.statuses
  from measure m
  join place p on p.code <> m.area_code
  join area a on a.code = p.code
  left join lent on lent.area_code = a.code
  cross join lateral (
    select array_agg(n.period order by n.period) as periods, array_agg(n.value order by n.period) as amounts,
      array_agg(n.status order by n.period) as statuses
    from (
      select distinct on (v.period) v.period, v.value, v.status from series_value v
      where v.series_id = m.series_id and v.area_code = p.code and v.sex = m.sex
      order by v.period, v.fetch_id desc) n) points
  where points.periods is not null order by a.name, a.code`);
