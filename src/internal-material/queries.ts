import { standingStatement } from '../collaborations/index.ts';
import { statement } from '../platform/database/statement.ts';
import { isOpenToReader } from '../secrecy/index.ts';
import type { EntryKind, Stance } from './internal-entry.ts';

const acting = `(select nullif(current_setting('armkrok.organisation', true), '')::uuid)`;
const writerOf = (column: string): string =>
  `(select min(t.holder_name) from seat_term t where t.person_id = ${column})`;

export interface EntryRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly kind: EntryKind;
  readonly title: string;
  readonly text: string;
  readonly unit_id: string | null;
  readonly stance: Stance | null;
  readonly contact: string;
  readonly goal_id: string | null;
  readonly goal_text: string | null;
  readonly deviation_id: string | null;
  readonly round_id: string | null;
  readonly question: string | null;
  readonly created_at: Date;
  readonly written_at: Date;
  readonly writer: string | null;
  readonly drawn_up_at: Date | null;
  /** When it was first shared with somebody else. */
  readonly expedited_at: Date | null;
  readonly version: number;
}

const entryColumns = `e.id, e.organisation_id, e.kind, e.title, e.text, e.unit_id, e.stance, e.contact, e.goal_id,
  g.text as goal_text, e.deviation_id, d.round_id, d.question, e.created_at, e.written_at,
  ${writerOf('e.written_by')} as writer, e.drawn_up_at,
  (select min(s.expedited_at) from shared_material s
    where s.collaboration_id = e.collaboration_id and s.entry_id = e.id) as expedited_at, e.version`;
const entries = `internal_entry e
  left join joint_goal g on g.collaboration_id = e.collaboration_id and g.id = e.goal_id
  left join deviation d on d.collaboration_id = e.collaboration_id and d.id = e.deviation_id`;

/** Our own, newest first. Row level security says the same: nobody reads another organisation's. */
export const listEntries = statement<EntryRow, [collaboration: string]>(`
  select ${entryColumns} from ${entries}
  where e.collaboration_id = $1 and e.organisation_id = ${acting} and e.withdrawn_at is null
  order by e.written_at desc, e.id`);
export const findEntry = statement<EntryRow, [collaboration: string, id: string]>(`
  select ${entryColumns} from ${entries}
  where e.collaboration_id = $1 and e.id = $2 and e.organisation_id = ${acting} and e.withdrawn_at is null`);

export interface EntryVersionRow {
  readonly version: number;
  readonly title: string;
  readonly text: string;
  readonly stance: Stance | null;
  readonly contact: string;
  readonly written_at: Date;
  readonly writer: string | null;
}

/** Every version of our entry, newest first. */
export const listVersions = statement<EntryVersionRow, [collaboration: string, entry: string]>(`
  select v.version, v.title, v.text, v.stance, v.contact, v.written_at, ${writerOf('v.written_by')} as writer
  from internal_entry_version v
  where v.collaboration_id = $1 and v.entry_id = $2 and v.organisation_id = ${acting} order by v.version desc`);

export interface SharedRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly entry_id: string;
  readonly entry_version: number;
  readonly kind: EntryKind;
  readonly title: string;
  readonly text: string;
  readonly stance: Stance | null;
  readonly contact: string;
  readonly goal_id: string | null;
  readonly goal_text: string | null;
  readonly round_id: string | null;
  readonly deviation_id: string | null;
  readonly question: string | null;
  readonly shared_with: readonly string[];
  readonly receivers: readonly string[];
  readonly is_for_all: boolean;
  readonly created_at: Date;
  readonly sharer: string | null;
  readonly expedited_at: Date;
  readonly withdrawn_at: Date | null;
  readonly withdrawn_because: string;
}

const sharedColumns = `s.id, s.organisation_id, o.name as organisation_name, s.entry_id, s.entry_version, s.kind, s.title,
  s.text, s.stance, s.contact, s.goal_id, g.text as goal_text, d.round_id, s.deviation_id, d.question, s.shared_with,
  array(select r.name from organisation r where r.id = any(s.shared_with) order by r.name collate "sv-x-icu") as receivers,
  s.is_for_all, s.created_at, ${writerOf('s.created_by')} as sharer, s.expedited_at, s.withdrawn_at, s.withdrawn_because`;
const shared = `shared_material s join organisation o on o.id = s.organisation_id
  left join joint_goal g on g.collaboration_id = s.collaboration_id and g.id = s.goal_id
  left join deviation d on d.collaboration_id = s.collaboration_id and d.id = s.deviation_id`;
const mayBeSeen = `((s.organisation_id = ${acting} and s.collaboration_id = any((select spoken_collaborations())::uuid[]))
    or (s.withdrawn_at is null and ${acting} = any(s.shared_with || s.organisation_id)))
  and ${isOpenToReader('s')}`;

/** What we have shared, withdrawn or not, and what others have shared with us, newest first. */
export const listShared = statement<SharedRow, [collaboration: string]>(`
  select ${sharedColumns} from ${shared}
  where s.collaboration_id = $1 and ${mayBeSeen} order by s.created_at desc, s.id`);
export const findShared = statement<SharedRow, [collaboration: string, id: string]>(`
  select ${sharedColumns} from ${shared} where s.collaboration_id = $1 and s.id = $2 and ${mayBeSeen}`);

export interface RegistrationRow {
  readonly id: string;
  readonly shared_material_id: string;
  readonly organisation_id: string;
  readonly from_name: string;
  /** Null where it is no longer shown to us: withdrawn, or marked and not disclosed to us. */
  readonly title: string | null;
  readonly created_at: Date;
  readonly registration_number: string;
  readonly not_needed_because: string;
  readonly answered_at: Date | null;
  readonly version: number;
}

/** What has come in to us by being shared, with what we have said of registering it. */
export const listRegistrations = statement<RegistrationRow, [collaboration: string]>(`
  select k.id, k.shared_material_id, k.organisation_id, o.name as from_name,
    case when ${mayBeSeen} then s.title end as title, k.created_at, k.registration_number, k.not_needed_because,
    k.answered_at, k.version
  from registration_task k
  join organisation o on o.id = k.from_organisation_id
  left join shared_material s on s.collaboration_id = k.collaboration_id and s.id = k.shared_material_id
  where k.collaboration_id = $1 and k.organisation_id = ${acting} order by k.created_at desc, k.id`);

export interface HappenedRow {
  readonly id: string;
  readonly at: Date;
  readonly verb: string;
  readonly writer: string | null;
}

/** What has happened to our entry, in our own chain of history, newest first. */
export const listHappened = statement<HappenedRow, [entry: string]>(`
  select h.id, h.at, h.verb, ${writerOf('h.user_id')} as writer from history h
  where h.subject_id = $1::uuid and h.collaboration_id is null and h.organisation_id = ${acting} order by h.seq desc`);

export interface OwnUnitRow {
  readonly id: string;
  readonly name: string;
}

/** Our own house: everything below us in the tree, in its order. */
export const listOwnUnits = statement<OwnUnitRow>(`
  with recursive tree as (
    select o.id, o.name, array[o.name, o.id::text] as place from organisation o
    where o.parent_id = ${acting} and o.withdrawn_at is null
    union all
    select o.id, o.name, tree.place || o.name || o.id::text from organisation o
    join tree on o.parent_id = tree.id where o.withdrawn_at is null)
  select id, name from tree order by place collate "sv-x-icu"`);

export interface QuestionRow {
  readonly id: string;
  readonly question: string;
}

/** The deviations that an entry can be tied to, the latest rounds first. */
export const listQuestions = statement<QuestionRow, [collaboration: string]>(`
  select d.id, d.question from deviation d
  join follow_up_round r on r.collaboration_id = d.collaboration_id and r.id = d.round_id and r.withdrawn_at is null
  where d.collaboration_id = $1 order by r.opened_at desc, d.place`);

export interface OwnStandingRow {
  readonly to_register: number;
  readonly first_task: string | null;
  readonly received: number;
}

/** For the menu and the overview: what waits to be registered by us, and whether anything has been shared with us. */
export const readOwnStanding = standingStatement<OwnStandingRow>(
  `
  select
    (select count(*)::integer from registration_task k
      where k.collaboration_id = $1 and k.organisation_id = ${acting} and k.answered_at is null) as to_register,
    (select k.id from registration_task k
      where k.collaboration_id = $1 and k.organisation_id = ${acting} and k.answered_at is null
      order by k.created_at, k.id limit 1) as first_task,
    (select count(*)::integer from shared_material s
      where s.collaboration_id = $1 and s.withdrawn_at is null and ${acting} = any(s.shared_with)
        and ${isOpenToReader('s')}) as received`,
  `said.to_register > 0`,
);
