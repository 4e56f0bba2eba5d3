import type { Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';

/** Inside a protected collaboration, for those whom an event concerns. Nobody else is told that there is one. */
export interface EventGroup {
  readonly id: string;
  readonly concerns: string;
  readonly has_minutes: boolean;
  readonly created_at: Date;
  readonly closed_at: Date | null;
  readonly formed_by_name: string;
}

export interface EventGroupMember {
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly person_id: string;
  readonly name: string;
}

export interface EventGroupMeeting {
  readonly id: string;
  readonly held_on: string;
  readonly minutes: string;
  /** The names of the parties that were there. */
  readonly parties: readonly string[];
}

export const taskStates = ['open', 'done', 'dropped'] as const;
export type EventGroupTaskState = (typeof taskStates)[number];

export interface EventGroupTask {
  readonly number: number;
  readonly party_name: string;
  readonly due_on: string | null;
  readonly state: EventGroupTaskState;
  readonly description: string;
}

/** The acting user is in the group: said in each question, and by row level security of each row. */
const mine = (group: string): string => `${group} = any((select my_event_groups())::uuid[])`;

const columns = `g.id, g.concerns, g.has_minutes, g.created_at, g.closed_at, o.name as formed_by_name`;
export const listEventGroups = statement<EventGroup, [collaboration: string]>(`
  select ${columns} from event_group g join organisation o on o.id = g.organisation_id
  where g.collaboration_id = $1 and ${mine('g.id')} order by g.closed_at nulls first, g.created_at desc, g.id`);
export const findEventGroup = statement<EventGroup, [collaboration: string, group: string]>(`
  select ${columns} from event_group g join organisation o on o.id = g.organisation_id
  where g.collaboration_id = $1 and g.id = $2 and ${mine('g.id')}`);

export const listEventGroupMembers = statement<EventGroupMember, [collaboration: string, group: string]>(`
  select m.organisation_id, o.name as organisation_name, m.person_id,
    (select min(t.holder_name) from seat_term t
      where t.organisation_id = m.organisation_id and t.person_id = m.person_id) as name
  from event_group_member m join organisation o on o.id = m.organisation_id
  where m.collaboration_id = $1 and m.event_group_id = $2 and m.ended_at is null and ${mine('m.event_group_id')}
  order by o.name collate "sv-x-icu", m.organisation_id, m.person_id`);

export const listEventGroupMeetings = statement<EventGroupMeeting, [collaboration: string, group: string]>(`
  select k.id, k.held_on::text as held_on, k.minutes,
    array(select o.name from event_group_attendance a
      join party p on p.collaboration_id = a.collaboration_id and p.id = a.party_id
      join organisation o on o.id = p.organisation_id
      where a.collaboration_id = k.collaboration_id and a.event_group_id = k.event_group_id and a.meeting_id = k.id
      order by o.name collate "sv-x-icu", o.id) as parties
  from event_group_meeting k
  where k.collaboration_id = $1 and k.event_group_id = $2 and ${mine('k.event_group_id')} order by k.held_on desc, k.id desc`);

export const listEventGroupTasks = statement<EventGroupTask, [collaboration: string, group: string]>(`
  select w.number, o.name as party_name, w.due_on::text as due_on, w.state, w.description
  from event_group_task w
  join party p on p.collaboration_id = w.collaboration_id and p.id = w.party_id
  join organisation o on o.id = p.organisation_id
  where w.collaboration_id = $1 and w.event_group_id = $2 and ${mine('w.event_group_id')} order by w.number`);

export interface EventGroupHappening {
  readonly id: string;
  readonly at: Date;
  readonly verb: string;
  readonly person_name: string | null;
}
/** What has happened in the group, newest first. */
export const listEventGroupHistory = statement<EventGroupHappening, [group: string]>(`
  select h.id, h.at, h.verb, (select min(t.holder_name) from seat_term t where t.person_id = h.user_id) as person_name
  from history h where h.subject_id = $1 and h.subject_type = 'eventGroup' and ${mine('h.subject_id')}
  order by h.seq desc limit 200`);

const formGroup = statement<
  unknown,
  [collaboration: string, group: string, concerns: string, minutes: boolean, at: Date]
>('select form_event_group($1::uuid, $2::uuid, $3, $4, $5::timestamptz) as formed');
const addToGroup = statement<
  unknown,
  [collaboration: string, group: string, organisations: readonly string[], people: readonly string[], at: Date]
>('select add_to_event_group($1::uuid, $2::uuid, $3::uuid[], $4::uuid[], $5::timestamptz) as added');
const endMembership = statement<
  unknown,
  [collaboration: string, group: string, organisation: string, person: string, at: Date]
>(`
  update event_group_member set ended_at = $5
  where collaboration_id = $1 and event_group_id = $2 and organisation_id = $3 and person_id = $4 and ended_at is null`);
const insertMeeting = statement<
  unknown,
  [collaboration: string, group: string, id: string, organisation: string, on: string, minutes: string, at: Date]
>(`
  insert into event_group_meeting (collaboration_id, event_group_id, id, organisation_id, held_on, minutes, created_at)
  values ($1, $2, $3, $4, $5::date, $6, $7)`);
const insertAttendance = statement<
  unknown,
  [collaboration: string, group: string, meeting: string, parties: readonly string[], at: Date]
>(`
  insert into event_group_attendance (collaboration_id, event_group_id, meeting_id, party_id, created_at)
  select $1, $2, $3, listed.party, $5 from unnest($4::uuid[]) as listed(party)`);
const insertTask = statement<
  { number: number },
  [
    collaboration: string,
    group: string,
    organisation: string,
    party: string,
    due: string | null,
    words: string,
    at: Date,
  ]
>(`
  insert into event_group_task (collaboration_id, event_group_id, number, organisation_id, party_id, due_on, description,
    created_at)
  select $1, $2, coalesce(max(w.number), 0) + 1, $3, $4, $5::date, $6, $7 from event_group_task w
  where w.collaboration_id = $1 and w.event_group_id = $2 returning number`);
const changeTask = statement<
  { number: number },
  [collaboration: string, group: string, number: number, state: EventGroupTaskState]
>(`
  update event_group_task set state = $4
  where collaboration_id = $1 and event_group_id = $2 and number = $3 and state <> $4 returning number`);
const closeGroup = statement<{ id: string }, [collaboration: string, group: string, at: Date]>(`
  update event_group set closed_at = $3 where collaboration_id = $1 and id = $2 and closed_at is null returning id`);

/**
 * In the installation's chain and under no organisation: a number left out of the collaboration's chain, or an entry in that
 * of the organisation, would tell others that there is a group.
 */
const noteGroup = (tx: Tx, verb: string, groupId: string, after: object = {}): void =>
  tx.record({
    userId: tx.user.person_id,
    organisationId: null,
    collaborationId: null,
    verb,
    subjectType: 'eventGroup',
    subjectId: groupId,
    after: { ...after, organisationId: tx.user.organisation_id },
  });

export interface NewEventGroup {
  readonly concerns: string;
  readonly hasMinutes: boolean;
  readonly members: readonly { readonly organisation_id: string; readonly person_id: string }[];
}

/** A group of those who are named, and the writer. Anybody else in the list is left out by the database. */
export function formEventGroupOf(tx: Tx, collaborationId: string, group: NewEventGroup, id = newId(tx.now)): string {
  tx.send(formGroup(collaborationId, id, group.concerns, group.hasMinutes, tx.now));
  noteGroup(tx, 'eventGroup.formed', id, { hasMinutes: group.hasMinutes });
  addMembers(tx, collaborationId, id, group.members);
  return id;
}

export function addMembers(tx: Tx, collaborationId: string, groupId: string, members: NewEventGroup['members']): void {
  if (members.length === 0) return;
  const organisations = members.map((member) => member.organisation_id);
  const people = members.map((member) => member.person_id);
  tx.send(addToGroup(collaborationId, groupId, organisations, people, tx.now));
  noteGroup(tx, 'eventGroup.joined', groupId, { people });
}

/** The user leaves, and no longer sees that the group exists. */
export function leaveEventGroup(tx: Tx, collaborationId: string, groupId: string): void {
  tx.send(endMembership(collaborationId, groupId, tx.user.organisation_id ?? '', tx.user.person_id, tx.now));
  noteGroup(tx, 'eventGroup.left', groupId);
}

/** That the group met and which parties were there; in words only where it keeps minutes. */
export function noteMeeting(
  tx: Tx,
  collaborationId: string,
  groupId: string,
  meeting: { readonly heldOn: string; readonly parties: readonly string[]; readonly minutes: string },
): void {
  const id = newId(tx.now);
  tx.send(
    insertMeeting(collaborationId, groupId, id, tx.user.organisation_id ?? '', meeting.heldOn, meeting.minutes, tx.now),
    insertAttendance(collaborationId, groupId, id, meeting.parties, tx.now),
  );
  noteGroup(tx, 'eventGroup.met', groupId, { heldOn: meeting.heldOn });
}

/** The next number of the group's. Two at once take turns by the number, and one is asked to send again. */
export async function addTask(
  tx: Tx,
  collaborationId: string,
  groupId: string,
  task: { readonly partyId: string; readonly dueOn: string | null; readonly description: string },
): Promise<number> {
  const { number } = await tx.one(
    insertTask(
      collaborationId,
      groupId,
      tx.user.organisation_id ?? '',
      task.partyId,
      task.dueOn,
      task.description,
      tx.now,
    ),
  );
  noteGroup(tx, 'eventGroup.tasked', groupId, { number });
  return number;
}

/** Refuses with conflict when the task is as asked for already. */
export async function settleTask(
  tx: Tx,
  collaborationId: string,
  groupId: string,
  number: number,
  state: EventGroupTaskState,
): Promise<void> {
  if (!(await tx.find(changeTask(collaborationId, groupId, number, state)))) throw conflict('changed');
  noteGroup(tx, 'eventGroup.settled', groupId, { number, state });
}

/** Nothing is added to it from now on. Refuses with conflict when it is closed. */
export async function closeEventGroup(tx: Tx, collaborationId: string, groupId: string): Promise<void> {
  if (!(await tx.find(closeGroup(collaborationId, groupId, tx.now)))) throw conflict('changed');
  noteGroup(tx, 'eventGroup.closed', groupId);
}
