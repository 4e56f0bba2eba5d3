import { isLed, standingStatement } from '../collaborations/index.ts';
import { statement } from '../platform/database/statement.ts';
import type { Covering, FinancingKey, Invoicing, LayerKind, PlanState, Rounding } from './financing.ts';

export interface PlanRow {
  readonly id: string;
  readonly title: string;
  readonly first_year: number | null;
  readonly last_year: number | null;
  readonly price_year: number | null;
  /** The yearly rise in hundredths of a per cent; null where nothing is said. */
  readonly indexation: number | null;
  readonly rounding: Rounding;
  readonly invoicing: Invoicing | null;
  readonly invoicing_note: string;
  readonly surplus_rule: string;
  readonly deficit_rule: string;
  readonly state: PlanState;
  readonly decided_on: string | null;
  readonly source_note: string;
  readonly version: number;
}

const plansText = `
  select id, title, first_year, last_year, price_year, indexation, rounding, invoicing, invoicing_note, surplus_rule,
    deficit_rule, state, decided_on::text as decided_on, source_note, version
  from financing_plan where collaboration_id = $1 and withdrawn_at is null order by created_at desc, id desc`;
export const listPlans = statement<PlanRow, [collaboration: string]>(plansText);

/** Amounts come as text, for they are larger than what a number of JavaScript holds exactly. */
export interface LayerRow {
  readonly id: string;
  readonly financing_plan_id: string;
  readonly place: number;
  readonly title: string;
  readonly kind: LayerKind;
  readonly total: string | null;
  readonly covers: Covering;
  readonly key: FinancingKey;
  readonly inhabitants_year: number | null;
  readonly funder: string;
  readonly co_financing: number | null;
  readonly co_financing_note: string;
  readonly version: number;
}

const layersText = `
  select id, financing_plan_id, place, title, kind, total::text as total, covers, key, inhabitants_year, funder, co_financing,
    co_financing_note, version
  from financing_layer where collaboration_id = $1 and withdrawn_at is null order by place, created_at, id`;
export const listLayers = statement<LayerRow, [collaboration: string]>(layersText);

export interface ShareRow {
  readonly financing_layer_id: string;
  readonly party_id: string;
  readonly share_numerator: number | null;
  readonly share_denominator: number | null;
  readonly amount: string | null;
  readonly inhabitants: number | null;
  readonly inhabitants_source: 'kolada' | 'typed' | null;
}

const sharesText = `
  select financing_layer_id, party_id, share_numerator, share_denominator, amount::text as amount, inhabitants,
    inhabitants_source
  from financing_share where collaboration_id = $1 and withdrawn_at is null order by financing_layer_id, party_id`;
export const listShares = statement<ShareRow, [collaboration: string]>(sharesText);

export interface DecisionRow {
  readonly id: string;
  readonly financing_plan_id: string;
  readonly party_id: string;
  readonly year: number;
  readonly amount: string | null;
  readonly minutes: string | null;
  readonly planned_amount: string | null;
  readonly planned_minutes: string | null;
  readonly instance: string;
  readonly paragraph: string;
  readonly registration_number: string;
  readonly decided_on: string;
  readonly version: number;
}

const decisionsText = `
  select id, financing_plan_id, party_id, year, amount::text as amount, minutes::text as minutes,
    planned_amount::text as planned_amount, planned_minutes::text as planned_minutes, instance, paragraph,
    registration_number, decided_on::text as decided_on, version
  from financing_decision where collaboration_id = $1 and withdrawn_at is null order by year, party_id`;
export const listDecisions = statement<DecisionRow, [collaboration: string]>(decisionsText);

export interface PaymentRow {
  readonly id: string;
  readonly financing_plan_id: string;
  readonly party_id: string;
  readonly year: number;
  readonly amount: string | null;
  readonly minutes: string | null;
  readonly paid_on: string;
  readonly note: string;
  readonly version: number;
}

const paymentsText = `
  select id, financing_plan_id, party_id, year, amount::text as amount, minutes::text as minutes, paid_on::text as paid_on,
    note, version
  from financing_payment where collaboration_id = $1 and withdrawn_at is null order by paid_on, created_at, id`;
export const listPayments = statement<PaymentRow, [collaboration: string]>(paymentsText);

export interface AccountRow {
  readonly id: string;
  readonly financing_plan_id: string;
  readonly party_id: string;
  readonly account: string;
  readonly cost_centre: string;
  readonly invoice_reference: string;
  readonly version: number;
}

export const listAccounts = statement<AccountRow, [collaboration: string]>(`
  select id, financing_plan_id, party_id, account, cost_centre, invoice_reference, version
  from financing_account where collaboration_id = $1 and withdrawn_at is null`);

export interface InhabitantsRow {
  readonly party_id: string;
  readonly period: number;
  readonly inhabitants: number;
}

/** Inhabitants of the parties' own places on 31 December, every year there is. Who lends a place has none of its own. */
export const listInhabitants = statement<InhabitantsRow, [collaboration: string]>(`
  select p.id as party_id, n.period, n.inhabitants
  from party p join organisation o on o.id = p.organisation_id and not o.is_fictional
  join population n on n.area_code = o.area_code
  where p.collaboration_id = $1 and p.withdrawn_at is null order by n.period desc, p.id`);

/** All the money of a collaboration in one answer, for the report of a round: each row under the name of its kind. */
export interface MoneyOfRoundRow {
  readonly kind: 'plans' | 'layers' | 'shares' | 'decisions' | 'payments' | 'parties';
  readonly row: unknown;
}

export const listMoneyOfRound = statement<MoneyOfRoundRow, [collaboration: string]>(`
  select 'plans' as kind, to_jsonb(said) as row from (${plansText}) said
  union all select 'layers', to_jsonb(said) from (${layersText}) said
  union all select 'shares', to_jsonb(said) from (${sharesText}) said
  union all select 'decisions', to_jsonb(said) from (${decisionsText}) said
  union all select 'payments', to_jsonb(said) from (${paymentsText}) said
  union all select 'parties', to_jsonb(said) from (
    select p.id, p.organisation_id, o.name from party p join organisation o on o.id = p.organisation_id
    where p.collaboration_id = $1 and p.withdrawn_at is null order by p.place, p.id) said`);

export interface StandingRow {
  readonly plans: number;
  /** Layers of which it is not known how they are shared, or how large they are. */
  readonly open_layers: number;
  /** Parties that are to pay or give time in a decided plan, and years that they have not decided. */
  readonly undecided_parties: number;
  /** Parties that a plan counts on in a year that begins when they have left. */
  readonly leaving: number;
  readonly own_undecided: number;
  readonly own_unpaid: number;
  readonly own_party_id: string | null;
  readonly plan_id: string | null;
  readonly years: readonly number[];
}

/**
 * How money stands, for every page of the workspace. A year is asked for until the one that comes; what has been decided
 * and not paid, when the year is over.
 */
export const readStanding = standingStatement<StandingRow>(
  `
  with today as (
    select extract(year from nullif(current_setting('armkrok.at', true), '')::timestamptz at time zone 'Europe/Stockholm')
      ::integer as year),
  plan as materialized (
    select id, first_year, last_year, state from financing_plan
    where collaboration_id = $1 and withdrawn_at is null),
  layer as materialized (
    select l.id, l.financing_plan_id, l.key, l.kind, l.total from financing_layer l
    where l.collaboration_id = $1 and l.withdrawn_at is null),
  paying as (
    select distinct l.financing_plan_id, s.party_id from layer l
    join financing_share s on s.collaboration_id = $1 and s.financing_layer_id = l.id and s.withdrawn_at is null
    where l.key not in ('notKnown', 'funder') and l.total is not null),
  due as (
    select paying.party_id, plan.id as plan_id, y.year from plan join paying on paying.financing_plan_id = plan.id
    cross join today cross join lateral generate_series(plan.first_year, least(plan.last_year, today.year + 1)) y(year)
    join party p on p.collaboration_id = $1 and p.id = paying.party_id
    where plan.state = 'decided' and (p.leaves_on is null or p.leaves_on > make_date(y.year, 1, 1)) and not exists (
      select from financing_decision d where d.collaboration_id = $1 and d.financing_plan_id = plan.id
        and d.party_id = paying.party_id and d.year = y.year and d.withdrawn_at is null)),
  own as (
    select p.id from party p where p.collaboration_id = $1 and p.withdrawn_at is null
      and p.organisation_id = nullif(current_setting('armkrok.organisation', true), '')::uuid)
  select (select count(*)::integer from plan) as plans,
    (select count(*)::integer from layer
     where key in ('notKnown', 'onePaysRestNotKnown') or total is null) as open_layers,
    (select count(distinct party_id)::integer from due where party_id not in (select id from own)) as undecided_parties,
    (select count(*)::integer from due where party_id in (select id from own)) as own_undecided,
    (select count(*)::integer from financing_decision d cross join today
     where d.collaboration_id = $1 and d.withdrawn_at is null and d.party_id in (select id from own)
       and d.year < today.year and d.financing_plan_id in (select id from plan)
       and (coalesce(d.amount, 0) > coalesce((
           select sum(y.amount) from financing_payment y where y.collaboration_id = $1 and y.withdrawn_at is null
             and y.financing_plan_id = d.financing_plan_id and y.party_id = d.party_id and y.year = d.year), 0)
         or coalesce(d.minutes, 0) > coalesce((
           select sum(y.minutes) from financing_payment y where y.collaboration_id = $1 and y.withdrawn_at is null
             and y.financing_plan_id = d.financing_plan_id and y.party_id = d.party_id and y.year = d.year), 0)))
      as own_unpaid,
    (select count(distinct p.id)::integer from plan
     join layer l on l.financing_plan_id = plan.id
     join financing_share s on s.collaboration_id = $1 and s.financing_layer_id = l.id and s.withdrawn_at is null
     join party p on p.collaboration_id = $1 and p.id = s.party_id and p.leaves_on <= make_date(plan.last_year, 1, 1)) as leaving,
    (select id from own limit 1) as own_party_id,
    coalesce((select plan_id from due where party_id in (select id from own) limit 1), (select id from plan limit 1)) as plan_id,
    array(select distinct year from due where party_id in (select id from own) order by year) as years`,
  `said.own_undecided + said.own_unpaid > 0 or (said.undecided_parties > 0 and ${isLed})`,
);
