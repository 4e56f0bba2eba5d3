import { isLed, standingStatement } from '../collaborations/index.ts';
import { statement } from '../platform/database/statement.ts';
import type { Effect, RuleEffect, Way } from './decision-order.ts';
import type { Each, GroupKind, Level, Nature, PlaceRole, Rhythm, Several } from './joint-group.ts';
import type { CarriedOut, OwnDecision, Position, Result } from './outcome.ts';

export interface GroupRow {
  readonly id: string;
  readonly name: string;
  readonly kind: GroupKind | null;
  readonly nature: Nature | null;
  readonly mandate: string;
  readonly mandate_basis: string;
  readonly rhythm: Rhythm | null;
  readonly times_a_year: number | null;
  readonly is_times_at_least: boolean;
  readonly has_minutes: boolean | null;
  readonly may_decide: boolean | null;
  readonly is_cross_professional: boolean | null;
  readonly levels: readonly Level[];
  readonly secretariat_party_id: string | null;
  readonly competences_needed: readonly string[];
  readonly under_group_id: string | null;
  readonly is_borrowed: boolean;
  readonly borrowed_from: string;
  readonly phases: readonly string[];
  readonly several: Several | null;
  /** On the assignment of the group above. */
  readonly is_assigned: boolean;
  readonly place: number;
  readonly version: number;
}

export const listGroups = statement<GroupRow, [collaboration: string]>(`
  select id, name, kind, nature, mandate, mandate_basis, rhythm, times_a_year, is_times_at_least, has_minutes, may_decide,
    is_cross_professional, levels, secretariat_party_id, competences_needed, under_group_id, is_borrowed, borrowed_from, phases,
    several, is_assigned, place, version
  from joint_group where collaboration_id = $1 and withdrawn_at is null order by place, created_at, id`);

export interface PlaceRow {
  readonly id: string;
  readonly group_id: string;
  readonly title: string;
  readonly role: PlaceRole;
  readonly party_id: string | null;
  readonly each: Each | null;
  readonly represents: string;
  readonly seat_id: string | null;
  /** Who holds the seat today; null where it is empty, or where no seat is said. */
  readonly holder_name: string | null;
  readonly count: number | null;
  readonly taken: number;
  readonly level: Level | null;
  readonly competences: readonly string[];
  readonly phases: readonly string[];
  readonly version: number;
}

/** The places of every group. Holders are gathered first: joined row by row, each would be held against every seat known. */
export const listPlaces = statement<PlaceRow, [collaboration: string, day: string]>(`
  with place as materialized (
    select id, organisation_id, group_id, title, role, party_id, each, represents, seat_id, count, taken, level, competences,
      phases, place, created_at, version
    from group_place where collaboration_id = $1 and withdrawn_at is null),
  holder as materialized (
    select t.organisation_id, t.seat_id, min(t.holder_name) as holder_name from seat_term t
    where t.organisation_id = any(array(select organisation_id from place)) and t.kind = 'holder'
      and t.seat_id = any(array(select seat_id from place))
      and t.began_on <= $2::date and (t.ended_on is null or t.ended_on > $2::date)
    group by t.organisation_id, t.seat_id)
  select p.id, p.group_id, p.title, p.role, p.party_id, p.each, p.represents, p.seat_id,
    h.holder_name, p.count, p.taken, p.level, p.competences, p.phases, p.version
  from place p left join holder h on h.organisation_id = p.organisation_id and h.seat_id = p.seat_id
  order by array_position('{chair,deputyChair,member,secretary}', p.role), p.place, p.created_at, p.id`);

export interface DecisionRuleRow {
  readonly id: string;
  readonly subject: string;
  readonly usual_subject: string | null;
  readonly group_id: string | null;
  readonly way: Way;
  readonly effect: RuleEffect;
  readonly basis: string;
  readonly if_not_agreed: string;
  readonly place: number;
  readonly version: number;
  /** The parties that have agreed to it, and those that have said no, as it is worded now. */
  readonly agreed_by: readonly string[];
  readonly refused_by: readonly string[];
}

export const listDecisionRules = statement<DecisionRuleRow, [collaboration: string]>(`
  select r.id, r.subject, r.usual_subject, r.group_id, r.way, r.effect, r.basis, r.if_not_agreed, r.place, r.version,
    array(select c.party_id::text from decision_rule_consent c where c.collaboration_id = r.collaboration_id
      and c.decision_rule_id = r.id and c.rule_version = r.version and c.answer = 'agrees') as agreed_by,
    array(select c.party_id::text from decision_rule_consent c where c.collaboration_id = r.collaboration_id
      and c.decision_rule_id = r.id and c.rule_version = r.version and c.answer = 'doesNotAgree') as refused_by
  from decision_rule r where r.collaboration_id = $1 and r.withdrawn_at is null order by r.place, r.created_at, r.id`);

export interface OutcomeRow {
  readonly id: string;
  readonly group_id: string;
  readonly group_name: string;
  readonly decision_rule_id: string | null;
  readonly year: number;
  readonly number: number;
  readonly matter: string;
  readonly grounds: string;
  readonly effect: Effect;
  readonly basis: string;
  readonly result: Result | null;
  readonly wording: string;
  readonly decided_on: string | null;
  readonly look_again_on: string | null;
  readonly closed_at: Date | null;
  /** The rule as it was worded when the matter was closed. */
  readonly rule_version: number | null;
  readonly rule_subject: string | null;
  readonly rule_way: Way | null;
  readonly rule_if_not_agreed: string | null;
  readonly rule_agreed_by: readonly string[] | null;
  readonly version: number;
  readonly supports: number;
  readonly abstains: number;
  readonly does_not_support: number;
  /** Parties that were asked for a decision of their own, that have decided, and that have told how it went. */
  readonly asked: number;
  readonly decided: number;
  readonly told: number;
}

/** Every outcome with what has been said and decided, newest first: a row each. */
export const listOutcomes = statement<OutcomeRow, [collaboration: string]>(`
  with said as materialized (
    select outcome_id, count(*) filter (where position = 'supports')::integer as supports,
      count(*) filter (where position = 'abstains')::integer as abstains,
      count(*) filter (where position = 'doesNotSupport')::integer as does_not_support
    from outcome_position where collaboration_id = $1 group by outcome_id),
  own as materialized (
    select outcome_id, count(*)::integer as asked, count(decision)::integer as decided,
      (count(*) filter (where carried_out is not null or decision = 'rejected'))::integer as told
    from own_decision where collaboration_id = $1 and withdrawn_at is null group by outcome_id)
  select o.id, o.group_id, g.name as group_name, o.decision_rule_id, o.year, o.number, o.matter, o.grounds, o.effect, o.basis,
    o.result, o.wording, o.decided_on::text as decided_on, o.look_again_on::text as look_again_on, o.closed_at,
    o.rule_version, o.rule_subject, o.rule_way, o.rule_if_not_agreed, o.rule_agreed_by::text[] as rule_agreed_by, o.version,
    coalesce(s.supports, 0) as supports, coalesce(s.abstains, 0) as abstains,
    coalesce(s.does_not_support, 0) as does_not_support,
    coalesce(d.asked, 0) as asked, coalesce(d.decided, 0) as decided, coalesce(d.told, 0) as told
  from outcome o
  join joint_group g on g.collaboration_id = o.collaboration_id and g.id = o.group_id
  left join said s on s.outcome_id = o.id
  left join own d on d.outcome_id = o.id
  where o.collaboration_id = $1 and o.withdrawn_at is null
  order by o.closed_at is not null, o.decided_on desc nulls first, o.year desc, o.number desc, o.id`);

export interface OutcomePositionRow {
  readonly outcome_id: string;
  readonly party_id: string;
  readonly position: Position;
  readonly reservation: string;
  readonly answered_at: Date;
  readonly version: number;
}
export const listPositions = statement<OutcomePositionRow, [collaboration: string]>(`
  select outcome_id, party_id, position, reservation, answered_at, version
  from outcome_position where collaboration_id = $1`);

export interface PersonalReservationRow {
  readonly person_id: string;
  readonly name: string | null;
  readonly text: string;
  readonly version: number;
}
export const listReservations = statement<PersonalReservationRow, [collaboration: string, outcome: string]>(`
  select r.person_id, r.text, r.version,
    (select min(t.holder_name) from seat_term t where t.person_id = r.person_id and t.organisation_id = r.organisation_id) as name
  from personal_reservation r where r.collaboration_id = $1 and r.outcome_id = $2 and r.withdrawn_at is null
  order by r.written_at, r.person_id`);

export interface OwnDecisionRow {
  readonly id: string;
  readonly outcome_id: string;
  readonly party_id: string;
  readonly instance: string;
  readonly planned_on: string | null;
  readonly decision: OwnDecision | null;
  readonly decided_on: string | null;
  readonly paragraph: string;
  readonly registration_number: string;
  readonly carried_out: CarriedOut | null;
  readonly carried_out_note: string;
  readonly carried_out_on: string | null;
  readonly version: number;
}
export const listOwnDecisions = statement<OwnDecisionRow, [collaboration: string]>(`
  select id, outcome_id, party_id, instance, planned_on::text as planned_on, decision, decided_on::text as decided_on, paragraph,
    registration_number, carried_out, carried_out_note, carried_out_on::text as carried_out_on, version
  from own_decision where collaboration_id = $1 and withdrawn_at is null`);

/** Where the acting person sits in the group of an outcome, by a seat that it holds today. */
export const findOwnPlace = statement<{ id: string }, [collaboration: string, outcome: string, day: string]>(`
  select p.id from outcome o
  join group_place p on p.collaboration_id = o.collaboration_id and p.group_id = o.group_id and p.withdrawn_at is null
  join seat_term t on t.organisation_id = p.organisation_id and t.seat_id = p.seat_id
    and t.began_on <= $3::date and (t.ended_on is null or t.ended_on > $3::date)
  where o.collaboration_id = $1 and o.id = $2
    and p.organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)
    and t.person_id = (select nullif(current_setting('armkrok.user', true), '')::uuid) limit 1`);

export const findOwnParty = statement<{ id: string; organisation_id: string }, [collaboration: string]>(`
  select id, organisation_id from party where collaboration_id = $1 and withdrawn_at is null
    and status not in ('considered', 'declined', 'left')
    and organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)`);

/**
 * What the room says on every page of the workspace, in one answer: groups and rules as far as they are checked, with how many
 * matters wait for the acting party and for others.
 */
export interface StandingRow {
  readonly kind: 'group' | 'rule' | 'outcome' | 'own' | 'party';
  readonly id: string;
  readonly name: string;
  readonly what: string | null;
  readonly how: string | null;
  readonly basis: string | null;
  readonly under: string | null;
  readonly is_set: boolean | null;
  readonly may: boolean | null;
  readonly agreed_by: readonly string[];
}
export const readStanding = standingStatement<StandingRow>(
  `
  with mine as materialized (
    select id from party where collaboration_id = $1 and withdrawn_at is null
      and organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)),
  agreed as materialized (
    select decision_rule_id, rule_version, array_agg(party_id::text) as parties from decision_rule_consent
    where collaboration_id = $1 and answer = 'agrees' group by decision_rule_id, rule_version),
  answered as materialized (
    select outcome_id from outcome_position where collaboration_id = $1 and party_id = any(array(select id from mine)))
  select 'group' as kind, g.id, g.name, g.kind as what, g.nature as how, g.mandate_basis as basis, null::uuid as under,
    g.is_borrowed as is_set, g.may_decide as may, '{}'::text[] as agreed_by
  from joint_group g where g.collaboration_id = $1 and g.withdrawn_at is null
  union all
  select 'rule', r.id, r.subject, r.usual_subject, r.way, r.effect, r.group_id, null, null,
    coalesce((select a.parties from agreed a where a.decision_rule_id = r.id and a.rule_version = r.version), '{}')
  from decision_rule r where r.collaboration_id = $1 and r.withdrawn_at is null
  union all
  select 'outcome', o.id, o.matter, null, null, null, null, o.id in (select outcome_id from answered), null, '{}'
  from outcome o where o.collaboration_id = $1 and o.withdrawn_at is null and o.closed_at is null
  union all
  select 'own', d.outcome_id, o.matter, d.decision, d.carried_out, null, d.party_id, d.party_id in (select id from mine), null,
    '{}'
  from own_decision d join outcome o on o.collaboration_id = d.collaboration_id and o.id = d.outcome_id
  where d.collaboration_id = $1 and d.withdrawn_at is null and d.carried_out is null and d.decision is distinct from 'rejected'
  union all
  select 'party', p.id, '', p.relation, null, null, null, p.id in (select id from mine), null, '{}'
  from party p where p.collaboration_id = $1 and p.withdrawn_at is null and p.status not in ('considered', 'declined', 'left')
    and exists (select from decision_rule r where r.collaboration_id = $1 and r.way = 'majority' and r.withdrawn_at is null)
  order by 1, 3, 2`,
  `(said.kind = 'outcome' and not said.is_set)
    or (said.kind = 'own' and (said.is_set or (said.what is null and ${isLed})))
    or (said.kind = 'rule' and said.how = 'majority') or (said.kind = 'party' and said.is_set)`,
);
