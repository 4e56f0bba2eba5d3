import { statement } from '../platform/database/statement.ts';
import type { Driver, ExampleKind, Ground, LadderStep, PartyFunction, PartyStatus, Phase } from './collaboration.ts';

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
  readonly draft_step: string | null;
  readonly example: ExampleKind;
  readonly source: string;
  readonly version: number;
}

export const findCollaboration = statement<CollaborationRow, [id: string]>(`
  select id, organisation_id, name, challenge, why_none_alone, drivers, territory, territory_name, phase, ladder_aim,
    ladder_now, ground_kind, ground_title, ground_year, began_year, ended_year, draft_step, example, source, version
  from collaboration where id = $1 and withdrawn_at is null`);

export interface CollaborationSummary {
  readonly id: string;
  readonly name: string;
  readonly challenge: string;
  readonly phase: Phase;
  readonly example: ExampleKind;
  readonly draft_step: string | null;
  readonly parties: number;
}

/** Every collaboration that the acting user reads: row level security is the filter. */
export const listCollaborations = statement<CollaborationSummary>(`
  select c.id, c.name, c.challenge, c.phase, c.example, c.draft_step,
    (select count(*)::integer from party p
     where p.collaboration_id = c.id and p.withdrawn_at is null and p.status <> 'left') as parties
  from collaboration c where c.withdrawn_at is null order by c.name collate "sv-x-icu", c.id`);

export interface PartyRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly name: string;
  readonly kind: string;
  readonly is_fictional: boolean;
  readonly relation: 'party' | 'associate';
  readonly status: PartyStatus;
  readonly status_reason: string;
  readonly own_benefit: string;
  readonly own_contribution: string;
  readonly ambition: LadderStep | null;
  readonly has_seat: boolean;
  readonly version: number;
}

export const listParties = statement<PartyRow, [collaboration: string]>(`
  select p.id, p.organisation_id, o.name, o.kind, o.is_fictional, p.relation, p.status, p.status_reason, p.own_benefit,
    p.own_contribution, p.ambition, p.version,
    exists (select from collaboration_seat cs
      where cs.collaboration_id = p.collaboration_id and cs.organisation_id = p.organisation_id) as has_seat
  from party p join organisation o on o.id = p.organisation_id
  where p.collaboration_id = $1 and p.withdrawn_at is null order by p.place, o.name collate "sv-x-icu", p.id`);

export interface FunctionRow {
  readonly function: PartyFunction;
  readonly party_id: string;
}

export const listFunctions = statement<FunctionRow, [collaboration: string]>(`
  select function, party_id from party_function where collaboration_id = $1 and ended_on is null`);

export const insertCollaboration = statement<unknown, [string, string, string, string, string, string[], Date]>(`
  insert into collaboration (id, organisation_id, name, challenge, why_none_alone, drivers, created_at)
  values ($1, $2, $3, $4, $5, $6, $7)`);

export const readAlso = statement<unknown, [string]>('select read_also($1::uuid) as reads');

export const insertParties = statement<
  { id: string },
  [collaboration: string, ids: string[], organisations: string[], status: string, Date]
>(`
  insert into party (collaboration_id, id, organisation_id, status, place, created_at)
  select $1, listed.id, listed.organisation, $4, listed.place::integer, $5
  from unnest($2::uuid[], $3::uuid[]) with ordinality as listed(id, organisation, place)
  on conflict (collaboration_id, organisation_id) do nothing returning id`);

export const insertCollaborationSeat = statement<unknown, [string, string, string, string, Date]>(`
  insert into collaboration_seat (collaboration_id, organisation_id, seat_id, role, created_at)
  values ($1, $2, $3, $4, $5) on conflict do nothing`);
