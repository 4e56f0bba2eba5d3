import { standingStatement } from '../collaborations/index.ts';
import { listMoneyOfRound, type MoneyOfRoundRow } from '../financing/index.ts';
import { statement } from '../platform/database/statement.ts';
import type { BenefitKind, BenefitWeighing, Figures, Receiver, TradeOffOutcome } from './benefit.ts';

export interface BenefitRow {
  readonly id: string;
  /** Whose words these are. */
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly party_id: string | null;
  readonly entered_by_organisation_id: string | null;
  readonly title: string;
  readonly description: string;
  readonly kind: BenefitKind | null;
  readonly receiver: Receiver;
  readonly receiver_party_id: string | null;
  readonly receiver_words: string;
  readonly measure: string;
  readonly unit: string;
  readonly indicator_id: string | null;
  readonly indicator_name: string | null;
  readonly indicator_goal_id: string | null;
  readonly realiser_party_id: string | null;
  readonly seat_id: string | null;
  readonly seat_title: string | null;
  readonly realiser_answer: 'takes' | 'declines' | null;
  readonly due_on: string | null;
  readonly goal_id: string | null;
  readonly goal_text: string | null;
  readonly activity_id: string | null;
  readonly activity_title: string | null;
  readonly own_words: string;
  readonly source_note: string;
  readonly concerned: readonly string[];
  readonly seen_by: readonly string[];
  readonly is_visible: boolean;
  readonly version: number;
}

const acting = `(select nullif(current_setting('armkrok.organisation', true), '')::uuid)`;
/** A benefit `b` that all whom it is about have seen, or that the organisation acted for has written or is in. */
const isSeen = `(b.visible_at is not null or b.organisation_id = ${acting} or ${acting} = any(b.concerned))`;

/** The benefits that the reader sees: those seen by all whom they are about, and those that it has a part in. */
export const listBenefits = statement<BenefitRow, [collaboration: string]>(`
  select b.id, b.organisation_id, o.name as organisation_name, b.party_id, b.entered_by_organisation_id, b.title,
    b.description, b.kind, b.receiver, b.receiver_party_id, b.receiver_words, b.measure, b.unit, b.indicator_id,
    i.name as indicator_name, i.goal_id as indicator_goal_id, b.realiser_party_id, b.seat_id, s.title as seat_title, b.realiser_answer,
    b.due_on::text as due_on, b.goal_id, g.text as goal_text, b.activity_id, a.title as activity_title, b.own_words,
    b.source_note, b.concerned, b.seen_by, b.visible_at is not null as is_visible, b.version
  from benefit b
  join organisation o on o.id = b.organisation_id
  left join indicator i on i.collaboration_id = b.collaboration_id and i.id = b.indicator_id
  left join seat s on s.organisation_id = b.realiser_organisation_id and s.id = b.seat_id
  left join joint_goal g on g.collaboration_id = b.collaboration_id and g.id = b.goal_id and g.withdrawn_at is null
  left join activity a on a.collaboration_id = b.collaboration_id and a.id = b.activity_id and a.withdrawn_at is null
  where b.collaboration_id = $1 and b.withdrawn_at is null and ${isSeen} order by b.created_at, b.id`);

/** Amounts come as text: öre may be more than a number of JavaScript holds exactly. */
export interface EstimateRow extends Figures {
  readonly id: string;
  /** Who says it. */
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly benefit_id: string;
  readonly party_id: string | null;
  readonly entered_by_organisation_id: string | null;
  readonly reckoning: string;
  readonly own_words: string;
  readonly is_visible: boolean;
  readonly version: number;
}

export const listEstimates = statement<EstimateRow, [collaboration: string]>(`
  select e.id, e.organisation_id, o.name as organisation_name, e.benefit_id, e.party_id, e.entered_by_organisation_id,
    e.years, e.expected::text[] as expected, e.realised::text[] as realised, e.reckoning, e.own_words,
    e.visible_at is not null as is_visible, e.version
  from benefit_estimate e join organisation o on o.id = e.organisation_id
  where e.collaboration_id = $1 and e.withdrawn_at is null and (e.organisation_id = ${acting}
    or e.party_id in (select p.id from party p where p.collaboration_id = $1 and p.organisation_id = ${acting})
    or (e.visible_at is not null and exists (select from benefit b
      where b.collaboration_id = $1 and b.id = e.benefit_id and b.visible_at is not null)))
  order by e.changed_at desc, e.id`);

/** What is told of benefits in a round, in one answer: each row under the name of its kind. */
export interface BenefitOfRoundRow {
  readonly kind: MoneyOfRoundRow['kind'] | 'benefits' | 'estimates';
  readonly row: unknown;
}

/**
 * What all who take part see, whoever asks: a report and a package are read by more than the one who composes them, so
 * what two have between them, and not yet seen, is left out here.
 */
export const listBenefitsOfRound = statement<BenefitOfRoundRow, [collaboration: string]>(`
  ${listMoneyOfRound.text}
  union all select 'benefits', to_jsonb(said) from (${listBenefits.text}) said where said.is_visible
  union all select 'estimates', to_jsonb(said) from (${listEstimates.text}) said where said.is_visible`);

export interface IndicatorChoice {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
}

/** The indicators of the joint goals, by name alone. */
export const listIndicatorChoices = statement<IndicatorChoice, [collaboration: string]>(`
  select i.id, i.name, i.unit from indicator i
  join joint_goal g on g.collaboration_id = i.collaboration_id and g.id = i.goal_id and g.withdrawn_at is null
  where i.collaboration_id = $1 order by g.place, i.id`);

export interface PrincipleRow {
  readonly id: string;
  readonly weighing: BenefitWeighing | null;
  readonly is_given_and_taken: boolean | null;
  readonly words: string;
  readonly source_note: string;
  readonly version: number;
}

/** How the collaboration has agreed to weigh benefits, where it has. */
export const findPrinciple = statement<PrincipleRow, [collaboration: string]>(`
  select id, weighing, is_given_and_taken, words, source_note, version from benefit_principle
  where collaboration_id = $1 and withdrawn_at is null`);

export interface TradeOffRow {
  readonly id: string;
  readonly first_year: number | null;
  readonly last_year: number | null;
  readonly cost: string | null;
  readonly cost_words: string;
  readonly gain: string | null;
  readonly gain_words: string;
  readonly outcome: TradeOffOutcome | null;
  readonly words: string;
  readonly weighed_on: string;
  readonly version: number;
}

/** What the organisation acted for makes of it itself. The database shows nobody else’s. */
export const findTradeOff = statement<TradeOffRow, [collaboration: string]>(`
  select id, first_year, last_year, cost::text as cost, cost_words, gain::text as gain, gain_words, outcome, words,
    weighed_on::text as weighed_on, version
  from trade_off where collaboration_id = $1 and organisation_id = ${acting} and withdrawn_at is null`);

export interface ToSee {
  readonly id: string;
  readonly title: string;
  /** Who has written it. */
  readonly by: string;
}

export interface StandingRow {
  readonly benefits: number;
  readonly without_realiser: number;
  readonly without_measure: number;
  readonly own_to_see: readonly ToSee[];
  readonly own_to_answer: readonly ToSee[];
}

/** How benefits stand, for every page of the workspace, and what another has written of the organisation acted for. */
export const readStanding = standingStatement<StandingRow>(
  `
  with me as (select nullif(current_setting('armkrok.organisation', true), '')::uuid as id),
  own as (
    select p.id from party p join me on me.id = p.organisation_id where p.collaboration_id = $1 and p.withdrawn_at is null),
  one as materialized (
    select b.id, b.title, b.organisation_id, b.measure, b.realiser_party_id, b.realiser_answer, b.created_at,
      me.id = any(b.concerned) and me.id <> all(b.seen_by) as is_unseen
    from benefit b cross join me where b.collaboration_id = $1 and b.withdrawn_at is null and ${isSeen}),
  said as (
    select one.id, one.title, one.organisation_id as by, one.created_at as at from one where one.is_unseen
    union all
    select one.id, one.title, e.organisation_id, e.changed_at
    from benefit_estimate e join one on one.id = e.benefit_id cross join me
    where e.collaboration_id = $1 and e.withdrawn_at is null and e.visible_at is null
      and e.party_id in (select id from own) and e.organisation_id <> me.id),
  to_see as (
    select said.id, said.title, min(said.at) as at, string_agg(distinct o.name, ', ') as by
    from said join organisation o on o.id = said.by group by said.id, said.title)
  select (select count(*)::integer from one) as benefits,
    (select count(*)::integer from one where realiser_party_id is null or realiser_answer = 'declines') as without_realiser,
    (select count(*)::integer from one where measure = '') as without_measure,
    (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'title', title, 'by', by) order by at, id), '[]') from to_see)
      as own_to_see,
    (select coalesce(jsonb_agg(jsonb_build_object('id', one.id, 'title', one.title, 'by', o.name) order by one.created_at, one.id), '[]')
      from one join organisation o on o.id = one.organisation_id
      where one.realiser_party_id in (select id from own) and one.realiser_answer is null and not one.is_unseen)
      as own_to_answer`,
  'jsonb_array_length(said.own_to_see) + jsonb_array_length(said.own_to_answer) > 0',
);
