import { isLed, standingStatement } from '../collaborations/index.ts';
import { statement } from '../platform/database/statement.ts';
import type {
  ActivityKind,
  ActivityState,
  CarriedOutByEach,
  EvaluationResult,
  EvidenceGrade,
  PlanRevision,
  TargetGroupPart,
} from './activity.ts';

export interface ActionPlanRow {
  readonly id: string;
  readonly title: string;
  readonly first_year: number | null;
  readonly last_year: number | null;
  readonly adopted_on: string | null;
  readonly revision: PlanRevision | null;
  readonly steering_document_id: string | null;
  readonly steering_document_title: string | null;
  /** How many areas it has, where a source gives the number and no names. */
  readonly area_count: number | null;
  readonly has_joint_areas: boolean | null;
  readonly source_note: string;
  readonly version: number;
}

export const findActionPlan = statement<ActionPlanRow, [collaboration: string]>(`
  select p.id, p.title, p.first_year, p.last_year, p.adopted_on::text as adopted_on, p.revision, p.steering_document_id,
    s.title as steering_document_title, p.area_count, p.has_joint_areas, p.source_note, p.version
  from action_plan p
  left join steering_document s on s.collaboration_id = p.collaboration_id and s.id = p.steering_document_id
  where p.collaboration_id = $1 and p.withdrawn_at is null`);

/** Amounts come as text: öre and minutes may be more than a number of JavaScript holds exactly. */
export interface ActivityRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly party_id: string | null;
  readonly party_name: string | null;
  readonly entered_by_organisation_id: string | null;
  readonly seat_id: string | null;
  readonly seat_title: string | null;
  /** In words, where the function has no seat here. */
  readonly responsible: string;
  readonly title: string;
  readonly description: string;
  readonly kind: ActivityKind | null;
  readonly area: string;
  readonly starts_on: string | null;
  readonly due_on: string | null;
  readonly state: ActivityState;
  readonly state_on: string | null;
  readonly stopped_because: string;
  readonly learned: string;
  readonly amount: string | null;
  readonly minutes: string | null;
  readonly used_amount: string | null;
  readonly used_minutes: string | null;
  readonly financing_plan_id: string | null;
  readonly target_group: string;
  readonly target_group_part: readonly TargetGroupPart[];
  readonly others: string;
  readonly each: CarriedOutByEach | null;
  readonly is_open_across_borders: boolean | null;
  readonly is_basis_for_decision: boolean | null;
  readonly evidence_grade: EvidenceGrade | null;
  readonly evidence_source: string;
  readonly pilot_question: string;
  readonly pilot_measure: string;
  readonly pilot_ends_on: string | null;
  readonly evaluated_on: string | null;
  readonly evaluation: string;
  readonly evaluation_result: EvaluationResult | null;
  readonly scales_activity_id: string | null;
  readonly scaled_without_evaluation_because: string;
  readonly own_words: string;
  readonly source_note: string;
  readonly goal_ids: readonly string[];
  /** The last year of the plan that it stands in. */
  readonly plan_last_year: number | null;
  readonly version: number;
}

/** The plan's activities in the order of their days, those without a day last. */
export const listActivities = statement<ActivityRow, [collaboration: string]>(`
  with serving as materialized (
    select g.activity_id, array_agg(g.goal_id order by j.place, g.goal_id) as goals from activity_goal g
    join joint_goal j on j.collaboration_id = g.collaboration_id and j.id = g.goal_id and j.withdrawn_at is null
    where g.collaboration_id = $1 and g.withdrawn_at is null group by g.activity_id)
  select a.id, a.organisation_id, a.party_id, o.name as party_name, a.entered_by_organisation_id, a.seat_id,
    s.title as seat_title, a.responsible, a.title, a.description, a.kind, a.area, a.starts_on::text as starts_on, a.due_on::text as due_on,
    a.state, a.state_on::text as state_on, a.stopped_because, a.learned, a.amount::text as amount, a.minutes::text as minutes,
    a.used_amount::text as used_amount, a.used_minutes::text as used_minutes, a.financing_plan_id, a.target_group,
    a.target_group_part, a.others, a.each, a.is_open_across_borders, a.is_basis_for_decision, a.evidence_grade,
    a.evidence_source, a.pilot_question, a.pilot_measure, a.pilot_ends_on::text as pilot_ends_on,
    a.evaluated_on::text as evaluated_on, a.evaluation, a.evaluation_result, a.scales_activity_id,
    a.scaled_without_evaluation_because, a.own_words, a.source_note, coalesce(v.goals, '{}') as goal_ids,
    (select n.last_year from action_plan n where n.collaboration_id = $1 and n.withdrawn_at is null) as plan_last_year, a.version
  from activity a
  left join party p on p.collaboration_id = a.collaboration_id and p.id = a.party_id
  left join organisation o on o.id = p.organisation_id
  left join seat s on s.organisation_id = a.organisation_id and s.id = a.seat_id
  left join serving v on v.activity_id = a.id
  where a.collaboration_id = $1 and a.withdrawn_at is null
  order by coalesce(a.starts_on, a.due_on) nulls last, a.due_on nulls last, a.place, a.id`);

export interface ActivityPartyRow {
  readonly id: string;
  readonly activity_id: string;
  readonly party_id: string;
  readonly party_name: string;
  readonly organisation_id: string;
  readonly entered_by_organisation_id: string | null;
  readonly asked_on: string;
  readonly answer: 'takesPart' | 'declines' | null;
  readonly answered_on: string | null;
  readonly part: string;
  readonly amount: string | null;
  readonly minutes: string | null;
  readonly version: number;
}

/** The parties that are asked to contribute, and what they have answered. */
export const listActivityParties = statement<ActivityPartyRow, [collaboration: string]>(`
  select t.id, t.activity_id, t.party_id, o.name as party_name, p.organisation_id, t.entered_by_organisation_id,
    t.asked_on::text as asked_on, t.answer, t.answered_on::text as answered_on, t.part, t.amount::text as amount,
    t.minutes::text as minutes, t.version
  from activity_party t
  join party p on p.collaboration_id = t.collaboration_id and p.id = t.party_id
  join organisation o on o.id = p.organisation_id
  where t.collaboration_id = $1 and t.withdrawn_at is null order by p.place, t.id`);

export interface ActivityOfRoundRow
  extends Pick<
    ActivityRow,
    | 'id'
    | 'party_id'
    | 'party_name'
    | 'title'
    | 'starts_on'
    | 'due_on'
    | 'state'
    | 'state_on'
    | 'stopped_because'
    | 'learned'
    | 'evaluation_result'
  > {
  /** The other parties that have said they take part. */
  readonly takes_part: readonly string[];
}

/** Every activity with what came of it and who takes part, for the report of a round. */
export const listActivitiesOfRound = statement<ActivityOfRoundRow, [collaboration: string]>(`
  with taking_part as materialized (
    select t.activity_id, array_agg(t.party_id) as parties from activity_party t
    where t.collaboration_id = $1 and t.answer = 'takesPart' and t.withdrawn_at is null group by t.activity_id)
  select a.id, a.party_id, o.name as party_name, a.title, a.starts_on::text as starts_on, a.due_on::text as due_on, a.state,
    a.state_on::text as state_on, a.stopped_because, a.learned, a.evaluation_result, coalesce(t.parties, '{}') as takes_part
  from activity a
  left join party p on p.collaboration_id = a.collaboration_id and p.id = a.party_id
  left join organisation o on o.id = p.organisation_id
  left join taking_part t on t.activity_id = a.id
  where a.collaboration_id = $1 and a.withdrawn_at is null
  order by p.place nulls last, coalesce(a.starts_on, a.due_on) nulls last, a.place, a.id`);

export interface OneOfOurs {
  readonly id: string;
  readonly title: string;
  readonly days: number;
  readonly dueOn?: string;
}

export interface StandingRow {
  readonly activities: number;
  readonly goals: number;
  readonly goals_without: number;
  readonly unanswered: number;
  readonly others_without_seat: number;
  readonly others_late: number;
  readonly others_asked: number;
  readonly own_without_seat: number;
  readonly own_late: readonly OneOfOurs[];
  /** To be done within fourteen days, today among them. */
  readonly own_due_soon: readonly OneOfOurs[];
  readonly plan_last_year: number | null;
  /** What parties contest in the chain of effect and nobody has answered. */
  readonly contests_unanswered: number;
  readonly own_not_begun: number;
  readonly own_asked: readonly OneOfOurs[];
  readonly own_to_evaluate: readonly OneOfOurs[];
  readonly own_to_learn: readonly OneOfOurs[];
}

/**
 * How the plan stands, for every page of the workspace: what is late is listed for its own party, and counted for the others.
 */
export const readStanding = standingStatement<StandingRow>(
  `
  with today as (
    select (nullif(current_setting('armkrok.at', true), '')::timestamptz at time zone 'Europe/Stockholm')::date as day),
  own as (
    select p.id from party p where p.collaboration_id = $1 and p.withdrawn_at is null
      and p.organisation_id = nullif(current_setting('armkrok.organisation', true), '')::uuid),
  one as materialized (
    select a.id, a.title, a.party_id, a.seat_id is null and a.responsible = '' as has_nobody, a.kind, a.learned = '' as is_unlearned, a.state, a.due_on, a.starts_on,
      a.evidence_grade, a.pilot_ends_on, a.evaluation_result, a.place,
      coalesce(a.party_id in (select id from own), false) as is_own, a.state in ('planned', 'underWay') as is_open
    from activity a where a.collaboration_id = $1 and a.withdrawn_at is null),
  asked as materialized (
    select t.id, t.activity_id, t.party_id, t.asked_on from activity_party t
    where t.collaboration_id = $1 and t.withdrawn_at is null and t.answer is null)
  select (select count(*)::integer from one) as activities,
    (select count(*)::integer from joint_goal g where g.collaboration_id = $1 and g.withdrawn_at is null
      and g.kind <> 'vision') as goals,
    (select count(*)::integer from joint_goal g where g.collaboration_id = $1 and g.withdrawn_at is null and g.kind <> 'vision'
      and not exists (select from activity_goal s join one on one.id = s.activity_id
        where s.collaboration_id = $1 and s.goal_id = g.id and s.withdrawn_at is null and one.state <> 'stopped'))
      as goals_without,
    (select count(*)::integer from one where party_id is null and is_open) as unanswered,
    (select count(*)::integer from one where party_id is not null and has_nobody and is_open and not is_own)
      as others_without_seat,
    (select count(*)::integer from one, today where not is_own and party_id is not null and is_open and due_on < day)
      as others_late,
    (select count(*)::integer from asked where party_id not in (select id from own)) as others_asked,
    (select count(*)::integer from one where is_own and has_nobody and is_open) as own_without_seat,
    (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'title', title, 'days', day - due_on, 'dueOn', due_on) order by due_on, id), '[]')
      from one, today where is_own and is_open and due_on < day) as own_late,
    (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'title', title, 'days', due_on - day, 'dueOn', due_on) order by due_on, id), '[]')
      from one, today where is_own and is_open and due_on between day and day + 14) as own_due_soon,
    (select n.last_year from action_plan n where n.collaboration_id = $1 and n.withdrawn_at is null) as plan_last_year,
    (select count(*)::integer from effect_contest c join effect_link l on l.collaboration_id = c.collaboration_id and l.id = c.link_id
      where c.collaboration_id = $1 and c.withdrawn_at is null and c.answer = '' and l.withdrawn_at is null)
      as contests_unanswered,
    (select count(*)::integer from one, today where is_own and state = 'planned' and starts_on < day
      and (due_on is null or due_on >= day)) as own_not_begun,
    (select coalesce(jsonb_agg(jsonb_build_object('id', asked.id, 'title', one.title, 'days', day - asked.asked_on)
        order by asked.asked_on, asked.id), '[]')
      from asked join one on one.id = asked.activity_id cross join today where asked.party_id in (select id from own))
      as own_asked,
    (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'title', title, 'days', coalesce(day - pilot_ends_on, 0))
        order by pilot_ends_on, id), '[]')
      from one, today where is_own and evidence_grade = 'untested' and evaluation_result is null
        and (state = 'done' or (state <> 'stopped' and pilot_ends_on < day))) as own_to_evaluate,
    (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'title', title, 'days', 0) order by place, id), '[]')
      from one where is_own and state = 'done' and is_unlearned and kind in ('studyVisit', 'seminar', 'peerSupervision'))
      as own_to_learn`,
  `jsonb_array_length(said.own_late) + jsonb_array_length(said.own_asked) + jsonb_array_length(said.own_to_evaluate)
    + jsonb_array_length(said.own_to_learn) + jsonb_array_length(said.own_due_soon) + said.own_not_begun + said.own_without_seat > 0
    or (said.others_late + said.others_asked + said.contests_unanswered > 0 and ${isLed})`,
);
