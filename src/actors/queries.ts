import { type Channel, isLed, type PartyStatus, type Phase, standingStatement } from '../collaborations/index.ts';
import { statement } from '../platform/database/statement.ts';
import type { ActorKind, Known } from './actor.ts';

const acting = `(select nullif(current_setting('armkrok.organisation', true), '')::uuid)`;
const now = `(select nullif(current_setting('armkrok.at', true), '')::timestamptz)`;

export interface AnalysisRow {
  readonly id: string;
  readonly number: number;
  readonly phase: Phase;
  readonly created_at: Date;
  readonly placing_opened_at: Date | null;
  readonly deadline_on: string | null;
  readonly deadline_at: Date | null;
  readonly shared_at: Date | null;
  readonly adopted_on: string | null;
  readonly adopted_by: string;
  readonly version: number;
}

/** Every analysis, the latest first. */
export const listAnalyses = statement<AnalysisRow, [collaboration: string]>(`
  select id, number, phase, created_at, placing_opened_at, deadline_on::text as deadline_on, deadline_at, shared_at,
    adopted_on::text as adopted_on, adopted_by, version
  from actor_analysis where collaboration_id = $1 and withdrawn_at is null order by number desc`);

export interface ActorRow {
  readonly analysis_id: string;
  readonly id: string;
  readonly name: string;
  readonly kind: ActorKind;
  readonly subject_organisation_id: string | null;
  readonly party_id: string | null;
  readonly party_status: PartyStatus | null;
  readonly way_in: string;
  readonly version: number;
  readonly withdrawn_at: Date | null;
  readonly how_affected: string;
  readonly ought: Known;
  readonly ought_why: string;
  readonly wants: Known;
  readonly wants_why: string;
  readonly can: Known;
  readonly can_why: string;
  readonly prehistory: string;
  readonly power: string;
  readonly resources: string;
  readonly knowledge: string;
  readonly influence: number | null;
  readonly affected: number | null;
  readonly written_at: Date;
  readonly assessment_version: number;
}

/** Every actor in every analysis, by name: what was thought then and what is thought now. */
export const listActors = statement<ActorRow, [collaboration: string]>(`
  select s.analysis_id, a.id, a.name, a.kind, a.subject_organisation_id, p.id as party_id, p.status as party_status, a.way_in,
    a.version, a.withdrawn_at, s.how_affected, s.ought, s.ought_why, s.wants, s.wants_why, s.can, s.can_why, s.prehistory,
    s.power, s.resources, s.knowledge, s.influence, s.affected, s.written_at, s.version as assessment_version
  from actor_assessment s
  join actor a on a.collaboration_id = s.collaboration_id and a.id = s.actor_id
  left join party p on p.collaboration_id = a.collaboration_id and p.organisation_id = a.subject_organisation_id
    and p.withdrawn_at is null
  where s.collaboration_id = $1 order by a.name collate "sv-x-icu", a.id`);

export interface PlacingRow {
  readonly analysis_id: string;
  readonly actor_id: string;
  readonly party_id: string;
  readonly influence: number | null;
  readonly affected: number | null;
  readonly entered_by_name: string | null;
  readonly channel: Channel | null;
  readonly stated_on: string | null;
  readonly answered_at: Date;
  readonly version: number;
}

/** The marks that the reader may see: its own always, everyone's once they are shared. Row level security says the same. */
export const listPlacings = statement<PlacingRow, [collaboration: string]>(`
  select g.analysis_id, g.actor_id, g.party_id, g.influence, g.affected, o.name as entered_by_name, g.channel,
    g.stated_on::text as stated_on, g.answered_at, g.version
  from actor_placing g left join organisation o on o.id = g.entered_by_organisation_id
  where g.collaboration_id = $1 and g.withdrawn_at is null
    and (g.organisation_id = ${acting} or g.entered_by_organisation_id = ${acting} or g.visible_at <= ${now})`);

export interface AskedRow {
  readonly analysis_id: string;
  readonly party_id: string;
  readonly is_given: boolean;
}

/** Who has been asked to place and who has placed, without where. */
export const listAsked = statement<AskedRow, [collaboration: string]>(
  'select analysis_id, party_id, is_given from actor_placings_given($1::uuid)',
);

export const shareWhenAllHavePlaced = statement<
  { shared: boolean },
  [collaboration: string, analysis: string, at: Date]
>('select share_actor_placings($1::uuid, $2::uuid, $3::timestamptz) as shared');

export interface TrapAnswerRow {
  readonly id: string;
  readonly party_id: string | null;
  readonly phase: Phase;
  readonly trap: string;
  readonly instrument_version: number;
  readonly answer: 'yes' | 'no' | 'doNotKnow' | null;
  readonly text: string;
  readonly entered_by_name: string | null;
  readonly answered_at: Date;
  readonly version: number;
}

export const listTrapAnswers = statement<TrapAnswerRow, [collaboration: string]>(`
  select t.id, t.party_id, t.phase, t.trap, t.instrument_version, t.answer, t.text, o.name as entered_by_name, t.answered_at,
    t.version
  from trap_answer t left join organisation o on o.id = t.entered_by_organisation_id
  where t.collaboration_id = $1 and t.withdrawn_at is null order by t.answered_at desc, t.id`);

export interface StandingRow {
  readonly id: string;
  readonly is_placing: boolean;
  readonly deadline_on: string | null;
  readonly waiting: number;
  readonly own_waiting: boolean;
  readonly own_party: string | null;
  readonly ought_not_wants: number;
}

/** The latest analysis, for the menu and the overview: who has not placed, and how many ought to but do not want. */
export const readStanding = standingStatement<StandingRow>(
  `
  with latest as materialized (
    select a.id, a.deadline_on, a.placing_opened_at is not null and a.shared_at is null and a.adopted_on is null
      and a.deadline_at > ${now} as is_placing
    from actor_analysis a where a.collaboration_id = $1::uuid and a.withdrawn_at is null order by a.number desc limit 1),
  mine as materialized (
    select p.id from party p where p.collaboration_id = $1::uuid and p.organisation_id = ${acting} and p.withdrawn_at is null),
  late as materialized (
    select g.party_id from latest join actor_placings_given($1::uuid) g on g.analysis_id = latest.id
    where latest.is_placing and not g.is_given)
  select latest.id, latest.is_placing, latest.deadline_on::text as deadline_on,
    (select count(*)::integer from late) as waiting,
    exists (select from late where late.party_id in (select id from mine)) as own_waiting,
    (select id from mine limit 1) as own_party,
    (select count(*)::integer from actor_assessment s
      join actor a on a.collaboration_id = s.collaboration_id and a.id = s.actor_id and a.withdrawn_at is null
      where s.collaboration_id = $1::uuid and s.analysis_id = latest.id and s.ought = 'yes' and s.wants = 'no')
      as ought_not_wants
  from latest`,
  `said.own_waiting or (said.waiting > 0 and ${isLed})`,
);
