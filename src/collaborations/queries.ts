import type { SeatRole } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import type {
  Channel,
  Driver,
  ExampleKind,
  FollowUpMethod,
  Ground,
  LadderStep,
  PartyFunction,
  PartyStatus,
  Phase,
} from './collaboration.ts';

export interface CollaborationRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly name: string;
  readonly challenge: string;
  readonly why_none_alone: string;
  readonly drivers: readonly Driver[];
  readonly territory: readonly string[];
  readonly territory_name: string;
  readonly phase: Phase;
  readonly ladder_aim: LadderStep | null;
  readonly ladder_now: LadderStep | null;
  readonly ground_kind: Ground | null;
  readonly ground_title: string;
  readonly ground_year: number | null;
  readonly began_year: number | null;
  readonly ended_year: number | null;
  readonly example: ExampleKind;
  readonly source: string;
  /** What made it begin, in words of its own. */
  readonly driver_description: string;
  readonly supported_at_start_by: string;
  /** What it is a part of. */
  readonly wider_collaboration: string;
  /** Functions that a source says nobody held; another without a holder is empty, or not known. */
  readonly functions_known_empty: readonly PartyFunction[];
  /** What the challenge consists of. A source may count more parts than it names. */
  readonly challenge_parts: readonly string[];
  readonly challenge_part_count: number | null;
  readonly follow_up_methods: readonly FollowUpMethod[];
  /** Whether what comes of it goes formally to those who decide in each party; null where nobody has said. */
  readonly is_reported_to_councils: boolean | null;
  /** Of a real example alone: how closed it is in life. */
  readonly told_confidentiality: 'open' | 'parties' | 'protected' | null;
  readonly version: number;
}

const columns = `id, organisation_id, name, challenge, why_none_alone, drivers, territory, territory_name, phase, ladder_aim,
    ladder_now, ground_kind, ground_title, ground_year, began_year, ended_year, example, source,
    functions_known_empty, driver_description, supported_at_start_by, wider_collaboration, challenge_parts,
    challenge_part_count, follow_up_methods, is_reported_to_councils, told_confidentiality, version`;

export const findCollaboration = statement<CollaborationRow, [id: string]>(`
  select ${columns} from collaboration where id = $1 and withdrawn_at is null`);

/** Those that the acting user takes part in, in the order of their names; what is only read as an example is not among them. */
export const listOwnCollaborations = statement<CollaborationRow & { readonly demands_assurance: boolean }>(`
  select ${columns}, accepted_assurances is not null as demands_assurance
  from collaboration
  where withdrawn_at is null and example <> 'real'
    and id = any((select nullif(current_setting('armkrok.collaborations', true), '')::uuid[])::uuid[])
  order by name collate "sv-x-icu", id`);

export interface CollaborationSummary {
  readonly id: string;
  readonly name: string;
  readonly challenge: string;
  readonly phase: Phase;
  readonly example: ExampleKind;
  readonly parties: number;
}

/** Every collaboration that the acting user reads: row level security is the filter. */
export const listCollaborations = statement<CollaborationSummary>(`
  select c.id, c.name, c.challenge, c.phase, c.example, count(p.id)::integer as parties
  from collaboration c
  left join party p on p.collaboration_id = c.id and p.withdrawn_at is null and p.status not in ('declined', 'left')
  where c.withdrawn_at is null
    and c.id = any((select nullif(current_setting('armkrok.collaborations', true), '')::uuid[])::uuid[])
  group by c.id order by c.name collate "sv-x-icu", c.id`);

/** What the person signed in would see with a surer sign-in: a number, and not what it is. */
export const countBehindSignIn = statement<{ count: number }, [session: Buffer | null, at: Date]>(
  'select count_behind_sign_in($1::bytea, $2::timestamptz) as count',
);

export interface PartyRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly name: string;
  readonly kind: string | null;
  readonly area_code: string | null;
  readonly is_fictional: boolean;
  readonly relation: 'party' | 'associate';
  readonly status: PartyStatus;
  readonly status_reason: string;
  readonly own_benefit: string;
  readonly own_contribution: string;
  readonly ambition: LadderStep | null;
  readonly since_year: number | null;
  readonly bound_on: string | null;
  readonly decision_planned: string;
  /** The day it leaves, once notice has been given, or left. */
  readonly leaves_on: string | null;
  readonly has_seat: boolean;
  /** The one that is asked first, where the ground says so. */
  readonly is_preferred: boolean;
  /** The whole body that it is a part of, where it is one. */
  readonly acts_for_id: string | null;
  readonly acts_for_name: string | null;
  readonly version: number;
}

export const listParties = statement<PartyRow, [collaboration: string]>(`
  select p.id, p.organisation_id, o.name, o.kind, o.area_code, o.is_fictional, p.relation, p.status, p.status_reason,
    p.own_benefit, p.own_contribution, p.ambition, p.since_year, p.bound_on::text as bound_on, p.decision_planned,
    p.leaves_on::text as leaves_on, p.version,
    p.is_preferred, whole.id as acts_for_id, whole.name as acts_for_name,
    exists (select from collaboration_seat cs
      where cs.collaboration_id = p.collaboration_id and cs.organisation_id = p.organisation_id) as has_seat
  from party p join organisation o on o.id = p.organisation_id
  left join lateral (
    with recursive above as (
      select a.id, a.parent_id, a.name from organisation a where a.id = o.parent_id
      union all select a.id, a.parent_id, a.name from organisation a join above on a.id = above.parent_id)
    select above.id, above.name from above where above.parent_id is null) whole on o.parent_id is not null
  where p.collaboration_id = $1 and p.withdrawn_at is null order by p.place, o.name collate "sv-x-icu", p.id`);

export interface FunctionRow {
  readonly function: PartyFunction;
  readonly party_id: string;
  /** The unit of the party's own that does it, with the year it was set up. */
  readonly through_id: string | null;
  readonly through_name: string | null;
  readonly through_founded_year: number | null;
}

export const listFunctions = statement<FunctionRow, [collaboration: string]>(`
  select f.function, f.party_id, f.through_organisation_id as through_id, o.name as through_name,
    o.founded_year as through_founded_year
  from party_function f left join organisation o on o.id = f.through_organisation_id
  join party p on p.collaboration_id = f.collaboration_id and p.id = f.party_id
  where f.collaboration_id = $1 and f.ended_on is null order by p.place, f.id`);

export interface CollaborationSeatRow {
  readonly organisation_id: string;
  readonly seat_id: string;
  readonly title: string;
  readonly role: SeatRole;
  readonly ends_on: string | null;
  readonly holder_name: string | null;
  readonly deputies: readonly string[];
}

/** The seats that give a role in the work, with who fills them today. */
export const listCollaborationSeats = statement<CollaborationSeatRow, [collaboration: string, day: string]>(`
  select cs.organisation_id, cs.seat_id, s.title, cs.role, cs.ends_on::text as ends_on,
    min(t.holder_name) filter (where t.kind = 'holder') as holder_name,
    coalesce(array_agg(t.holder_name order by t.holder_name) filter (where t.kind = 'deputy'), '{}') as deputies
  from collaboration_seat cs
  join seat s on s.organisation_id = cs.organisation_id and s.id = cs.seat_id
  left join seat_term t on t.organisation_id = cs.organisation_id and t.seat_id = cs.seat_id
    and t.began_on <= $2::date and (t.ended_on is null or t.ended_on > $2::date)
  where cs.collaboration_id = $1 and (cs.ends_on is null or cs.ends_on > $2::date)
    and (s.ended_on is null or s.ended_on > $2::date)
  group by cs.organisation_id, cs.seat_id, s.title, cs.role, cs.ends_on order by cs.role, s.title, cs.seat_id`);

export interface EnteredRow {
  readonly id: string;
  readonly party_id: string;
  readonly subject_type: string;
  readonly subject_id: string;
  readonly summary: string;
  readonly channel: Channel;
  readonly stated_on: string;
  readonly entered_by_name: string;
  readonly created_at: Date;
  readonly confirmed_at: Date | null;
  readonly corrected_at: Date | null;
}

/** What stands entered for parties that do not sign in, and by whom. */
export const listEntered = statement<EnteredRow, [collaboration: string]>(`
  select e.id, e.party_id, e.subject_type, e.subject_id, e.summary, e.channel, e.stated_on::text as stated_on,
    o.name as entered_by_name, e.created_at, e.confirmed_at, e.corrected_at
  from entered_for_party e join organisation o on o.id = e.entered_by_organisation_id
  where e.collaboration_id = $1 and e.replaced_at is null order by e.created_at, e.id`);

export interface OrganisationChoice {
  readonly id: string;
  readonly name: string;
  readonly kind: string | null;
}

/** Every whole organisation, to choose parties from. Fictional ones only in fictional company. */
export const listChoices = statement<OrganisationChoice, [fictional: boolean]>(`
  select id, name, kind from organisation
  where parent_id is null and withdrawn_at is null and not is_guest and is_fictional = $1 order by name collate "sv-x-icu", id`);
export const listAreas = statement<{ code: string; name: string; kind: string }>(
  `select code, name, kind from area where kind <> 'country' order by kind desc, name collate "sv-x-icu"`,
);

export interface DraftRow {
  readonly id: string;
  readonly path: 'start' | 'takeOver';
  readonly name: string;
  readonly typed: Readonly<Record<string, string[]>>;
  readonly changed_at: Date;
}
export const listDrafts = statement<DraftRow>(`
  select id, path, name, typed, changed_at from draft
  where person_id = (select nullif(current_setting('armkrok.user', true), '')::uuid) order by changed_at desc, id`);
export const findDraft = statement<DraftRow, [id: string]>(`
  select id, path, name, typed, changed_at from draft
  where id = $1 and person_id = (select nullif(current_setting('armkrok.user', true), '')::uuid)`);
