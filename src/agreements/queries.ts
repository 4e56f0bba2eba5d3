import type { PartyStatus } from '../collaborations/index.ts';
import { statement } from '../platform/database/statement.ts';
import type { AgreementGround, AgreementKind, ClauseKind, CommentAnswer, ConcernedKind, Stance } from './agreement.ts';

export interface AgreementRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly kind: AgreementKind;
  readonly ground: AgreementGround | null;
  readonly title: string;
  readonly adopting_party_id: string | null;
  readonly adopting_party_name: string | null;
  readonly main_agreement_id: string | null;
  readonly main_agreement_title: string | null;
  readonly is_open_to_others: boolean | null;
  readonly is_taken_over: boolean;
  readonly agreed_year: number | null;
  readonly concerns: readonly ConcernedKind[];
  readonly ended_on: string | null;
  readonly ended_because: string;
  readonly version: number;
}

export const listAgreements = statement<AgreementRow, [collaboration: string]>(`
  select a.id, a.organisation_id, a.kind, a.ground, a.title, a.adopting_party_id, o.name as adopting_party_name,
    a.main_agreement_id, m.title as main_agreement_title, a.is_open_to_others, a.is_taken_over, a.agreed_year, a.concerns,
    a.ended_on::text as ended_on, a.ended_because, a.version
  from agreement a
  left join party p on p.collaboration_id = a.collaboration_id and p.id = a.adopting_party_id
  left join organisation o on o.id = p.organisation_id
  left join agreement m on m.collaboration_id = a.collaboration_id and m.id = a.main_agreement_id
  where a.collaboration_id = $1 and a.withdrawn_at is null order by a.main_agreement_id is not null, a.created_at, a.id`);

export const findAgreement = statement<AgreementRow, [collaboration: string, id: string]>(`
  select a.id, a.organisation_id, a.kind, a.ground, a.title, a.adopting_party_id, o.name as adopting_party_name,
    a.main_agreement_id, m.title as main_agreement_title, a.is_open_to_others, a.is_taken_over, a.agreed_year, a.concerns,
    a.ended_on::text as ended_on, a.ended_because, a.version
  from agreement a
  left join party p on p.collaboration_id = a.collaboration_id and p.id = a.adopting_party_id
  left join organisation o on o.id = p.organisation_id
  left join agreement m on m.collaboration_id = a.collaboration_id and m.id = a.main_agreement_id
  where a.collaboration_id = $1 and a.id = $2 and a.withdrawn_at is null`);

export interface VersionRow {
  readonly id: string;
  readonly agreement_id: string;
  readonly number: number;
  readonly change_note: string;
  readonly least_bound: number | null;
  readonly from_on: string | null;
  readonly ends_on: string | null;
  readonly renews_by_months: number | null;
  readonly notice_months: number | null;
  readonly review_on: string | null;
  readonly follow_up_months: number | null;
  readonly financing_plan_id: string | null;
  readonly is_signed_in_order: boolean;
  readonly sent_at: Date | null;
  readonly answers_due_on: string | null;
  readonly locked_at: Date | null;
  /** SHA-256 of the canonical content, in hexadecimal. */
  readonly content_hash: string | null;
  readonly entered_into_force_on: string | null;
  readonly replaced_on: string | null;
  readonly created_at: Date;
  readonly version: number;
  readonly is_shown: boolean;
}

const versionColumns = `
    v.id, v.agreement_id, v.number, v.change_note, v.least_bound, v.from_on::text as from_on, v.ends_on::text as ends_on,
    v.renews_by_months, v.notice_months, v.review_on::text as review_on, v.follow_up_months, v.financing_plan_id,
    v.is_signed_in_order, v.sent_at, v.answers_due_on::text as answers_due_on, v.locked_at,
    encode(v.content_hash, 'hex') as content_hash, v.entered_into_force_on::text as entered_into_force_on,
    v.replaced_on::text as replaced_on, v.created_at, v.version`;

/** Every version of an agreement, newest first, and which of them a page shows that asks for this number or for none. */
export const listVersions = statement<VersionRow, [collaboration: string, agreement: string, number: number | null]>(`
  select ${versionColumns}, v.id = (select shown_version($1, $2, $3)) as is_shown
  from agreement_version v
  where v.collaboration_id = $1 and v.agreement_id = $2 and v.withdrawn_at is null order by v.number desc`);

/** The versions of all agreements, for the list of them. */
export const listAllVersions = statement<VersionRow, [collaboration: string]>(`
  select ${versionColumns}, false as is_shown
  from agreement_version v
  where v.collaboration_id = $1 and v.withdrawn_at is null order by v.agreement_id, v.number desc`);

export const findVersion = statement<VersionRow, [collaboration: string, version: string]>(`
  select ${versionColumns}, true as is_shown
  from agreement_version v
  where v.collaboration_id = $1 and v.id = $2 and v.withdrawn_at is null`);

export interface ClauseRow {
  readonly id: string;
  readonly agreement_version_id: string;
  readonly number: number;
  readonly kind: ClauseKind;
  readonly thread_id: string;
  readonly place: number;
  readonly heading: string;
  readonly text: string;
  readonly proposed_by_party_id: string | null;
  readonly proposed_by_name: string | null;
  /** It came from the wording before, and nobody has yet said that it is to stand, or changed it. */
  readonly is_carried_over: boolean;
  readonly version: number;
}

/** The clauses of the version shown and of the one before it, to be laid side by side. */
export const listClauses = statement<ClauseRow, [collaboration: string, agreement: string, number: number | null]>(`
  with shown as materialized (
    select v.number from agreement_version v where v.collaboration_id = $1 and v.id = (select shown_version($1, $2, $3)))
  select c.id, c.agreement_version_id, v.number, c.kind, c.thread_id, c.place, c.heading, c.text, c.proposed_by_party_id,
    o.name as proposed_by_name, c.is_carried_over, c.version
  from clause c
  join agreement_version v on v.collaboration_id = c.collaboration_id and v.id = c.agreement_version_id
  left join party p on p.collaboration_id = c.collaboration_id and p.id = c.proposed_by_party_id
  left join organisation o on o.id = p.organisation_id
  where c.collaboration_id = $1 and v.agreement_id = $2 and v.withdrawn_at is null and c.withdrawn_at is null
    and v.number in (select number from shown union all select number - 1 from shown)
  order by v.number desc, c.place, c.id`);

/** The clauses of two versions, by their numbers. */
export const listClausesByNumber = statement<
  ClauseRow,
  [collaboration: string, agreement: string, numbers: readonly number[]]
>(`
  select c.id, c.agreement_version_id, v.number, c.kind, c.thread_id, c.place, c.heading, c.text, c.proposed_by_party_id,
    o.name as proposed_by_name, c.is_carried_over, c.version
  from clause c
  join agreement_version v on v.collaboration_id = c.collaboration_id and v.id = c.agreement_version_id
  left join party p on p.collaboration_id = c.collaboration_id and p.id = c.proposed_by_party_id
  left join organisation o on o.id = p.organisation_id
  where c.collaboration_id = $1 and v.agreement_id = $2 and v.number = any($3::integer[]) and v.withdrawn_at is null
    and c.withdrawn_at is null
  order by v.number, c.place, c.id`);

export interface UndertakingRow {
  readonly id: string;
  readonly clause_id: string;
  readonly party_id: string;
  readonly party_name: string;
  readonly thread_id: string;
  readonly text: string;
  readonly amount: string;
  readonly until_on: string | null;
  readonly goal_id: string | null;
  readonly goal_text: string | null;
  readonly version: number;
}

export const listUndertakings = statement<
  UndertakingRow,
  [collaboration: string, agreement: string, number: number | null]
>(`
  select u.id, u.clause_id, u.party_id, o.name as party_name, u.thread_id, u.text, u.amount, u.until_on::text as until_on,
    u.goal_id, g.text as goal_text, u.version
  from agreement_undertaking u
  join party p on p.collaboration_id = u.collaboration_id and p.id = u.party_id
  join organisation o on o.id = p.organisation_id
  left join joint_goal g on g.collaboration_id = u.collaboration_id and g.id = u.goal_id
  where u.collaboration_id = $1 and u.agreement_version_id = (select shown_version($1, $2, $3)) and u.withdrawn_at is null
  order by p.place, o.name collate "sv-x-icu", u.created_at, u.id`);

export interface AgreementPartyRow {
  readonly id: string;
  readonly agreement_version_id: string;
  readonly party_id: string;
  readonly organisation_id: string;
  readonly party_name: string;
  readonly party_kind: string | null;
  readonly party_status: PartyStatus;
  readonly is_required: boolean;
  readonly is_joining_later: boolean;
  readonly stance: Stance;
  readonly stance_note: string;
  readonly stance_at: Date | null;
  readonly instance: string;
  readonly planned_on: string | null;
  readonly planned_note: string;
  readonly decided_on: string | null;
  readonly outcome: 'approved' | 'rejected' | null;
  readonly paragraph: string;
  readonly registration_number: string;
  readonly appeal: 'none' | 'running' | 'over' | null;
  readonly appeal_ends_on: string | null;
  readonly mandate_text: string;
  readonly left_on: string | null;
  readonly version: number;
}

const partyColumns = `
    ap.id, ap.agreement_version_id, ap.party_id, ap.organisation_id, o.name as party_name, o.kind as party_kind,
    p.status as party_status, ap.is_required, ap.is_joining_later, ap.stance, ap.stance_note, ap.stance_at, ap.instance,
    ap.planned_on::text as planned_on, ap.planned_note, ap.decided_on::text as decided_on, ap.outcome, ap.paragraph,
    ap.registration_number, ap.appeal, ap.appeal_ends_on::text as appeal_ends_on, ap.mandate_text,
    ap.left_on::text as left_on, ap.version`;

/** The parties of the version shown, in the collaboration's order. */
export const listAgreementParties = statement<
  AgreementPartyRow,
  [collaboration: string, agreement: string, number: number | null]
>(`
  select ${partyColumns}
  from agreement_party ap
  join party p on p.collaboration_id = ap.collaboration_id and p.id = ap.party_id
  join organisation o on o.id = ap.organisation_id
  where ap.collaboration_id = $1 and ap.agreement_version_id = (select shown_version($1, $2, $3)) and ap.withdrawn_at is null
  order by p.place, o.name collate "sv-x-icu", ap.id`);

export interface CommentRow {
  readonly id: string;
  readonly clause_id: string;
  readonly party_id: string;
  readonly party_name: string;
  readonly organisation_id: string;
  readonly text: string;
  readonly proposal: string;
  readonly created_at: Date;
  readonly answer: CommentAnswer | null;
  readonly answer_text: string;
  readonly answered_at: Date | null;
  readonly version: number;
}

export const listComments = statement<CommentRow, [collaboration: string, agreement: string, number: number | null]>(`
  select m.id, m.clause_id, m.party_id, o.name as party_name, m.organisation_id, m.text, m.proposal, m.created_at, m.answer,
    m.answer_text, m.answered_at, m.version
  from clause_comment m join organisation o on o.id = m.organisation_id
  where m.collaboration_id = $1 and m.agreement_version_id = (select shown_version($1, $2, $3)) and m.withdrawn_at is null
  order by m.created_at, m.id`);
