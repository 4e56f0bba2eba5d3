import { isLed, standingStatement } from '../collaborations/index.ts';
import { statement } from '../platform/database/statement.ts';
import { type InformationFacts, lacksBasis } from './information.ts';
import type { CardFacts, DecisionRightFacts, DialogueFacts, GroundFacts } from './mandate.ts';
import type { AnswerFacts } from './mandate-map.ts';

export interface CardRow extends CardFacts {
  readonly id: string;
  readonly party_id: string;
  readonly own_words: string;
  readonly written_at: Date;
  readonly version: number;
}
export const listCards = statement<CardRow, [collaboration: string]>(`
  select id, party_id, scope, limits, government_assignment, government_assignment_why, representative_mandate,
    conflict_of_interest, procurement, state_aid, insight, own_words, written_at, version
  from mandate_card where collaboration_id = $1 and withdrawn_at is null`);

export interface GroundRow extends GroundFacts {
  readonly id: string;
  readonly card_id: string;
}
export const listGrounds = statement<GroundRow, [collaboration: string]>(`
  select id, card_id, kind, reference, text from mandate_ground
  where collaboration_id = $1 and withdrawn_at is null order by place, id`);

export interface DecisionRightRow extends DecisionRightFacts {
  readonly id: string;
  readonly card_id: string;
}
export const listDecisionRights = statement<DecisionRightRow, [collaboration: string]>(`
  select id, card_id, subject, decided_by, level, up_to_amount from decision_right
  where collaboration_id = $1 and withdrawn_at is null order by place, id`);

export interface DialogueRow extends DialogueFacts {
  readonly id: string;
  readonly card_id: string;
}
export const listDialogues = statement<DialogueRow, [collaboration: string]>(`
  select id, card_id, principal, held_on::text as held_on, outcome from principal_dialogue
  where collaboration_id = $1 and withdrawn_at is null order by held_on desc, id`);

export interface MatterRow {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly planned_year: number | null;
  readonly version: number;
}
export const listMatters = statement<MatterRow, [collaboration: string]>(`
  select id, title, detail, planned_year, version from planned_matter
  where collaboration_id = $1 and withdrawn_at is null order by place, id`);

export interface AnswerRow extends AnswerFacts {
  readonly id: string;
  readonly matter_id: string;
  readonly party_id: string;
  readonly answered_at: Date;
  readonly version: number;
}
export const listAnswers = statement<AnswerRow, [collaboration: string]>(`
  select id, matter_id, party_id, need, note, instance, expected_on::text as expected_on, alternatives,
    no_alternatives_because, interpretation_id, interpretation_number, answered_at, version
  from mandate_answer where collaboration_id = $1 and withdrawn_at is null`);

export interface InterpretationRow {
  readonly id: string;
  readonly place: number;
  /** Of this wording; `newest` is the one that holds now. */
  readonly number: number;
  readonly newest: number;
  readonly question: string;
  readonly interpretation: string;
  readonly legal_reference: string;
  readonly source: string;
  readonly agreed_on: string;
  readonly party_ids: readonly string[];
}
/** Every wording of every interpretation, the newest first within each. */
export const listInterpretations = statement<InterpretationRow, [collaboration: string]>(`
  with agreeing as materialized (
    select g.interpretation_id, g.number, array_agg(g.party_id) as party_ids from interpretation_party g
    where g.collaboration_id = $1 group by g.interpretation_id, g.number)
  select i.id, i.place, v.number, i.version as newest, v.question, v.interpretation, v.legal_reference, v.source,
    v.agreed_on::text as agreed_on, coalesce(a.party_ids, '{}') as party_ids
  from shared_interpretation i
  join interpretation_version v on v.collaboration_id = i.collaboration_id and v.interpretation_id = i.id
  left join agreeing a on a.interpretation_id = v.interpretation_id and a.number = v.number
  where i.collaboration_id = $1 and i.withdrawn_at is null order by i.place, i.id, v.number desc`);

export interface InformationRow extends InformationFacts {
  readonly id: string;
  readonly version: number;
}
export const listInformation = statement<InformationRow, [collaboration: string]>(`
  select id, name, state, is_secret, secrecy_section, disclosure_basis, disclosure_note, has_personal_data,
    personal_data_basis, is_sensitive, sensitive_data_basis, personal_data_note, conditions, assessed_by,
    assessed_on::text as assessed_on, version
  from information_kind where collaboration_id = $1 and withdrawn_at is null order by place, id`);

export interface InformationPartyRow {
  readonly information_id: string;
  readonly party_id: string;
  readonly direction: 'gives' | 'receives' | 'both';
}
export const listInformationParties = statement<InformationPartyRow, [collaboration: string]>(`
  select information_id, party_id, direction from information_party
  where collaboration_id = $1 and withdrawn_at is null`);

export interface ConditionFacts {
  readonly name: string;
  readonly owner_party_id: string | null;
  readonly owner_name: string;
  readonly standard_version: string;
  readonly hinders: string;
  readonly acting_party_id: string | null;
  readonly action: string;
  readonly is_settled: boolean;
}
export interface ConditionRow extends ConditionFacts {
  readonly id: string;
  readonly version: number;
}
export const listConditions = statement<ConditionRow, [collaboration: string]>(`
  select id, name, owner_party_id, owner_name, standard_version, hinders, acting_party_id, action, is_settled, version
  from technical_condition where collaboration_id = $1 and withdrawn_at is null order by is_settled, place, id`);

/** The room in numbers, for the menu, the gaps and what waits. */
export interface StandingRow {
  readonly own_party_id: string | null;
  readonly has_own_card: boolean;
  readonly cards_missing: number;
  readonly own_silent: number;
  readonly others_silent: number;
  readonly interpretations_missing: number;
  readonly first_without_interpretation: string | null;
  readonly without_basis: number;
}
export const readStanding = standingStatement<StandingRow>(
  `
  with asked as materialized (
    select p.id, p.organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid) as is_own
    from party p
    where p.collaboration_id = $1 and p.withdrawn_at is null and p.status not in ('considered', 'declined', 'left')),
  own as materialized (select a.id from asked a where a.is_own),
  matters as materialized (
    select m.id, m.place from planned_matter m where m.collaboration_id = $1 and m.withdrawn_at is null),
  answers as materialized (
    select a.matter_id, a.party_id, a.need, a.interpretation_id from mandate_answer a
    where a.collaboration_id = $1 and a.withdrawn_at is null and a.matter_id = any(array(select id from matters))
      and a.party_id = any(array(select id from asked))),
  cards as materialized (
    select c.party_id from mandate_card c where c.collaboration_id = $1 and c.withdrawn_at is null),
  unread as materialized (
    select distinct a.matter_id from answers a where a.need = 'sharedInterpretation' and a.interpretation_id is null)
  select (select id from own) as own_party_id,
    exists (select from cards c where c.party_id in (select id from own)) as has_own_card,
    (select count(*)::integer from asked a where not a.is_own and a.id not in (select party_id from cards)) as cards_missing,
    (select count(*)::integer from own cross join matters)
      - (select count(*)::integer from answers where party_id in (select id from own)) as own_silent,
    (select count(*)::integer from asked a cross join matters where not a.is_own)
      - (select count(*)::integer from answers where party_id not in (select id from own)) as others_silent,
    (select count(*)::integer from unread) as interpretations_missing,
    (select m.id from matters m where m.id in (select matter_id from unread) order by m.place, m.id limit 1)
      as first_without_interpretation,
    (select count(*)::integer from information_kind i where i.collaboration_id = $1 and i.withdrawn_at is null
      and i.state = 'isShared' and ${lacksBasis('i')}) as without_basis`,
  `said.own_party_id is not null or ${isLed}`,
);
