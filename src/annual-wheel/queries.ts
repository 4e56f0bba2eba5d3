import { statement } from '../platform/database/statement.ts';
import type { DateKind } from './conflicts.ts';
import type { MandateTerms } from './mandate-period.ts';
import type { PlanningStep } from './planning-year.ts';
import type { YearSpan } from './year-span.ts';

export interface PlanningYearRow extends MandateTerms {
  readonly organisation_id: string;
  readonly id: string;
  readonly note: string;
  readonly is_entered: boolean;
  readonly version: number;
}

/** The planning years of those who take part in a collaboration, as far as they have been told. */
export const listPlanningYears = statement<PlanningYearRow, [collaboration: string]>(`
  select y.organisation_id, y.id, y.note, y.mandate, y.mandate_began_on::text as mandate_began_on, y.mandate_years,
    y.entered_by_organisation_id is not null as is_entered, y.version
  from planning_year y
  where y.withdrawn_at is null
    and y.organisation_id in (select p.organisation_id from party p where p.collaboration_id = $1 and p.withdrawn_at is null)`);

export interface PlanningStepRow extends PlanningStep {
  readonly organisation_id: string;
}

export const listPlanningSteps = statement<PlanningStepRow, [collaboration: string]>(`
  select s.organisation_id, s.kind, s.number, s.begins_month, s.begins_day, s.ends_month, s.ends_day, s.words
  from planning_step s
  where s.withdrawn_at is null
    and s.organisation_id in (select p.organisation_id from party p where p.collaboration_id = $1 and p.withdrawn_at is null)
  order by s.organisation_id, s.begins_month, s.begins_day, s.kind, s.number`);

export const eventKinds = ['jointMeeting', 'goalsAdopted', 'dialogue', 'other'] as const;
export type EventKind = (typeof eventKinds)[number];

export interface YearEventRow {
  readonly collaboration_id: string;
  readonly id: string;
  readonly title: string;
  readonly kind: EventKind;
  /** Null: every year. */
  readonly year: number | null;
  readonly times: number;
  /** Null together: the day is not known. */
  readonly begins_month: number | null;
  readonly begins_day: number | null;
  readonly ends_month: number | null;
  readonly ends_day: number | null;
  /** The party that sees to it; null: nobody has said. */
  readonly held_by_party_id: string | null;
  readonly source_note: string;
  readonly version: number;
}

/** What collaborations do of their own in a year. Several, for whoever's calendar asks for all of theirs. */
export const listYearEvents = statement<YearEventRow, [collaborations: readonly string[]]>(`
  select collaboration_id, id, title, kind, year, times, begins_month, begins_day, ends_month, ends_day, held_by_party_id,
    source_note, version
  from year_event where collaboration_id = any($1::uuid[]) and withdrawn_at is null
  order by begins_month nulls last, begins_day, title, id`);

export const spanOf = (row: YearEventRow): YearSpan | null =>
  row.begins_month === null || row.begins_day === null || row.ends_month === null || row.ends_day === null
    ? null
    : {
        begins_month: row.begins_month,
        begins_day: row.begins_day,
        ends_month: row.ends_month,
        ends_day: row.ends_day,
      };

export interface WheelDateRow {
  readonly collaboration_id: string;
  readonly kind: DateKind;
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly party_id: string | null;
  readonly starts_on: string;
  readonly ends_on: string;
}

/**
 * Every day in what the other rooms keep: rounds and their moments, packages, adopted goals, agreements, exercises, outcomes
 * to look at again. Reads their tables and writes none; row level security leaves out what the reader may not see.
 */
export const listWheelDates = statement<WheelDateRow, [collaborations: readonly string[], from: string, to: string]>(`
  select found.collaboration_id, found.kind, found.id, found.title, found.detail, found.party_id,
    found.starts_on::text as starts_on, found.ends_on::text as ends_on
  from (
    select r.collaboration_id, 'round' as kind, r.id, r.name as title, r.kind as detail, null::uuid as party_id,
      least((r.opened_at at time zone 'Europe/Stockholm')::date, r.deadline_on) as starts_on, r.deadline_on as ends_on
    from follow_up_round r where r.collaboration_id = any($1::uuid[]) and r.withdrawn_at is null
    union all
    select m.collaboration_id, 'moment', m.round_id, r.name, m.moment, m.owner_party_id, m.starts_on, m.ends_on
    from round_moment m
    join follow_up_round r on r.collaboration_id = m.collaboration_id and r.id = m.round_id and r.withdrawn_at is null
    where m.collaboration_id = any($1::uuid[])
    union all
    select k.collaboration_id, 'package', k.round_id, r.name, k.id::text, k.party_id, k.planned_on, k.planned_on
    from feedback_package k
    join follow_up_round r on r.collaboration_id = k.collaboration_id and r.id = k.round_id
    where k.collaboration_id = any($1::uuid[]) and k.withdrawn_at is null and k.decided_on is null
    union all
    select g.collaboration_id, 'goalsAdopted', (array_agg(g.id order by g.place, g.id))[1], '', count(*)::text, null, g.adopted_on,
      g.adopted_on
    from joint_goal g where g.collaboration_id = any($1::uuid[]) and g.withdrawn_at is null
    group by g.collaboration_id, g.adopted_on
    union all
    select v.collaboration_id, days.kind, v.agreement_id, a.title, '', null, days.day, days.day
    from agreement_version v
    join agreement a on a.collaboration_id = v.collaboration_id and a.id = v.agreement_id and a.withdrawn_at is null
      and a.ended_on is null
    cross join lateral (values ('agreementAnswers', case when v.locked_at is null then v.answers_due_on end),
      ('agreementReview', case when v.entered_into_force_on is not null and v.replaced_on is null then v.review_on end),
      ('agreementEnds', case when v.entered_into_force_on is not null and v.replaced_on is null then v.ends_on end))
      as days (kind, day)
    where v.collaboration_id = any($1::uuid[]) and v.withdrawn_at is null
    union all
    select p.collaboration_id, 'agreementDecision', v.agreement_id, a.title, '', p.party_id, p.planned_on, p.planned_on
    from agreement_party p
    join agreement_version v on v.collaboration_id = p.collaboration_id and v.id = p.agreement_version_id and v.withdrawn_at is null
    join agreement a on a.collaboration_id = v.collaboration_id and a.id = v.agreement_id and a.withdrawn_at is null
    where p.collaboration_id = any($1::uuid[]) and p.withdrawn_at is null and p.decided_on is null and v.replaced_on is null
    union all
    select x.collaboration_id, days.kind, x.id, x.name, '', null, days.day, days.day
    from shared_view_round x
    cross join lateral (values ('sharedView', x.deadline_on), ('sharedViewRatings', x.rating_deadline_on)) as days (kind, day)
    where x.collaboration_id = any($1::uuid[]) and x.withdrawn_at is null
    union all
    select o.collaboration_id, 'lookAgain', o.id, o.matter, o.number::text || '/' || o.year::text, null, o.look_again_on,
      o.look_again_on
    from outcome o where o.collaboration_id = any($1::uuid[]) and o.withdrawn_at is null
  ) as found
  where found.starts_on <= $3::date and found.ends_on >= $2::date
  order by found.starts_on, found.ends_on, found.kind, found.id`);

/** Where the reader speaks for a party that has not answered an open round, and what of its own is to be settled. */
export const listOwnWaiting = statement<{ collaboration_id: string; id: string }, [collaborations: readonly string[]]>(`
  select r.collaboration_id, r.id from follow_up_round r
  cross join lateral round_answers(r.collaboration_id) a
  where r.collaboration_id = any($1::uuid[]) and r.closed_at is null and r.withdrawn_at is null and a.round_id = r.id
    and a.answered < a.asked and a.party_id = any((select own_parties())::uuid[])`);

/** The parties that the organisation acted for is, in what the reader takes part in. */
export const listOwnParties = statement<{ id: string }>('select unnest(own_parties()) as id');

/** What of the year has no day: documents and groups that come round every year. */
export interface UndatedRow {
  readonly kind: 'document' | 'group';
  readonly id: string;
  readonly title: string;
  readonly rhythm: string | null;
  readonly times: number | null;
  readonly is_at_least: boolean;
  readonly feeds: readonly string[];
}

export const listUndated = statement<UndatedRow, [collaboration: string]>(`
  select 'document' as kind, d.id, d.title, d.rhythm, null::integer as times, false as is_at_least, d.feeds
  from steering_document d where d.collaboration_id = $1 and d.withdrawn_at is null and d.rhythm is not null
  union all
  select 'group', g.id, g.name, g.rhythm, g.times_a_year, g.is_times_at_least, '{}'::text[]
  from joint_group g where g.collaboration_id = $1 and g.withdrawn_at is null and g.rhythm in ('yearly', 'monthly', 'timesAYear')
  order by 1, 3, 2`);

export interface StandingRow {
  /** Somebody has told when something of theirs happens, or there is a round to place in the year. */
  readonly is_due: boolean;
  readonly untold: number;
  readonly own_party: string | null;
  readonly own_untold: boolean;
}

/** For the menu and the overview: how many parties' planning years are not known, and whether ours is one of them. */
export const readStanding = statement<StandingRow, [collaboration: string]>(`
  with taking_part as materialized (
    select p.id, p.organisation_id,
      exists (select from planning_year y where y.organisation_id = p.organisation_id and y.withdrawn_at is null) as is_told
    from party p
    where p.collaboration_id = $1 and p.relation = 'party' and p.status in ('confirmed', 'bound') and p.withdrawn_at is null),
  mine as materialized (
    select t.id, t.is_told from taking_part t
    where t.organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid))
  select exists (select from follow_up_round r where r.collaboration_id = $1 and r.withdrawn_at is null) as is_due,
    (select count(*)::integer from taking_part t where not t.is_told) as untold,
    (select id from mine) as own_party, coalesce((select not is_told from mine), false) as own_untold`);
