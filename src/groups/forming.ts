import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { type GroupRow, listGroups, type PlaceRow } from './queries.ts';

export type GroupFacts = Omit<GroupRow, 'id' | 'version' | 'place'>;
/** `organisation_id`: whose seat fills the place, where a seat does. */
export type PlaceFacts = Omit<PlaceRow, 'id' | 'version' | 'group_id' | 'holder_name'> & {
  readonly organisation_id: string | null;
};

const groupRecord = `name text, kind text, nature text, mandate text, mandate_basis text, rhythm text,
    times_a_year integer, is_times_at_least boolean, has_minutes boolean, may_decide boolean, is_cross_professional boolean,
    levels text[], secretariat_party_id uuid, competences_needed text[], under_group_id uuid, is_borrowed boolean,
    borrowed_from text, phases text[], several text, is_assigned boolean`;
const groupColumns = `name, kind, nature, mandate, mandate_basis, rhythm, times_a_year, is_times_at_least, has_minutes,
    may_decide, is_cross_professional, levels, secretariat_party_id, competences_needed, under_group_id, is_borrowed, borrowed_from,
    phases, several, is_assigned`;
const insertGroup = statement<
  unknown,
  [collaboration: string, id: string, organisation: string, facts: string, at: Date, by: string]
>(`
  insert into joint_group (collaboration_id, id, organisation_id, place, created_at, created_by, ${groupColumns})
  select $1::uuid, $2, $3,
    (select coalesce(max(g.place), 0) + 1 from joint_group g where g.collaboration_id = $1::uuid), $5, $6, ${groupColumns}
  from jsonb_to_record($4::jsonb) as f(${groupRecord})`);
const updateGroup = statement<
  { version: number },
  [collaboration: string, id: string, version: number, facts: string]
>(`
  update joint_group set (${groupColumns}, version) = (
    select ${groupColumns}, $3::integer + 1 from jsonb_to_record($4::jsonb) as f(${groupRecord}))
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning version`);
const withdrawGroupRow = statement<{ name: string }, [collaboration: string, id: string, at: Date]>(`
  update joint_group g set withdrawn_at = $3 where g.collaboration_id = $1 and g.id = $2 and g.withdrawn_at is null
    and not exists (select from decision_rule r
      where r.collaboration_id = $1 and r.group_id = g.id and r.withdrawn_at is null)
    and not exists (select from joint_group u
      where u.collaboration_id = $1 and u.under_group_id = g.id and u.withdrawn_at is null)
  returning name`);
/** Whether the first stands under the second, however far down. */
const standsUnder = statement<{ yes: boolean }, [collaboration: string, one: string | null, other: string]>(`
  with recursive above as (
    select g.id, g.under_group_id from joint_group g where g.collaboration_id = $1 and g.id = $2
    union select g.id, g.under_group_id from joint_group g join above a on g.id = a.under_group_id
    where g.collaboration_id = $1)
  select exists (select from above where id = $3) as yes`);

/** Forms a group. Its place in the list is last. */
export function formGroup(tx: Tx, collaborationId: string, facts: GroupFacts, id = newId(tx.now)): string {
  const { organisation_id: organisation, person_id: person } = tx.user;
  tx.send(insertGroup(collaborationId, id, organisation ?? '', JSON.stringify(facts), tx.now, person));
  tx.record({
    ...author(tx.user),
    verb: 'group.formed',
    subjectType: 'group',
    subjectId: id,
    collaborationId,
    after: facts,
  });
  return id;
}

/** Refuses with conflict when somebody has changed it since `version` was read, or when it would stand under itself. */
export async function changeGroup(
  tx: Tx,
  collaborationId: string,
  before: GroupRow,
  version: number,
  to: GroupFacts,
): Promise<void> {
  if ((await tx.one(standsUnder(collaborationId, to.under_group_id, before.id))).yes) throw conflict('underItself');
  const changed = await tx.find(updateGroup(collaborationId, before.id, version, JSON.stringify(to)));
  if (!changed) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'group.changed',
    subjectType: 'group',
    subjectId: before.id,
    collaborationId,
    before,
    after: to,
  });
}

/** Out of view. A group that decides something, or that others stand under, is first relieved of it. */
export async function withdrawGroup(tx: Tx, collaborationId: string, groupId: string): Promise<void> {
  const groups = await tx.all(listGroups(collaborationId));
  if (!groups.some(({ id }) => id === groupId)) throw notFound();
  const withdrawn = await tx.find(withdrawGroupRow(collaborationId, groupId, tx.now));
  if (!withdrawn) throw conflict('groupIsUsed');
  tx.record({
    ...author(tx.user),
    verb: 'group.withdrawn',
    subjectType: 'group',
    subjectId: groupId,
    collaborationId,
    before: withdrawn,
  });
}

const placeRecord = `title text, role text, party_id uuid, each text, represents text, seat_id uuid, count integer, taken integer,
    level text, competences text[], phases text[]`;
const placeColumns = 'title, role, party_id, each, represents, seat_id, count, taken, level, competences, phases';
const insertPlace = statement<
  unknown,
  [collaboration: string, id: string, group: string, facts: string, organisation: string, at: Date, by: string]
>(`
  insert into group_place (collaboration_id, id, group_id, created_at, created_by, organisation_id, place, ${placeColumns})
  select $1::uuid, $2, $3::uuid, $6, $7, $5, (select coalesce(max(p.place), 0) + 1 from group_place p
    where p.collaboration_id = $1::uuid and p.group_id = $3::uuid), ${placeColumns} from jsonb_to_record($4::jsonb) as f(${placeRecord})`);
const updatePlace = statement<
  { version: number },
  [collaboration: string, id: string, version: number, facts: string, organisation: string]
>(`
  update group_place set (${placeColumns}, organisation_id, version) = (
    select ${placeColumns}, $5::uuid, $3::integer + 1 from jsonb_to_record($4::jsonb) as f(${placeRecord}))
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning version`);
const withdrawPlaceRow = statement<
  { title: string; group_id: string },
  [collaboration: string, id: string, at: Date, group: string]
>(`
  update group_place set withdrawn_at = $3
  where collaboration_id = $1 and id = $2 and group_id = $4 and withdrawn_at is null
  returning title, group_id`);

export function addPlace(
  tx: Tx,
  collaborationId: string,
  groupId: string,
  facts: PlaceFacts,
  id = newId(tx.now),
): string {
  const whose = facts.organisation_id ?? tx.user.organisation_id ?? '';
  tx.send(insertPlace(collaborationId, id, groupId, JSON.stringify(facts), whose, tx.now, tx.user.person_id));
  tx.record({
    ...author(tx.user),
    verb: 'group.placeAdded',
    subjectType: 'group',
    subjectId: groupId,
    collaborationId,
    after: facts,
  });
  return id;
}

export async function changePlace(
  tx: Tx,
  collaborationId: string,
  before: PlaceRow,
  version: number,
  to: PlaceFacts,
): Promise<void> {
  const whose = to.organisation_id ?? tx.user.organisation_id ?? '';
  const changed = await tx.find(updatePlace(collaborationId, before.id, version, JSON.stringify(to), whose));
  if (!changed) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'group.placeChanged',
    subjectType: 'group',
    subjectId: before.group_id,
    collaborationId,
    before,
    after: to,
  });
}

export async function withdrawPlace(tx: Tx, collaborationId: string, groupId: string, placeId: string): Promise<void> {
  const withdrawn = await tx.one(withdrawPlaceRow(collaborationId, placeId, tx.now, groupId));
  tx.record({
    ...author(tx.user),
    verb: 'group.placeWithdrawn',
    subjectType: 'group',
    subjectId: withdrawn.group_id,
    collaborationId,
    before: withdrawn,
  });
}
