import { type Assurance, author, type Confidentiality, type SeatRole, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict, notFound } from '../platform/errors.ts';

/** Somebody who holds a seat in a collaboration, for one organisation: whoever can be let see it. */
export interface SeatedPerson {
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly person_id: string;
  readonly name: string;
  readonly roles: readonly SeatRole[];
  /** In every seat held there. */
  readonly is_deputy: boolean;
  readonly is_guest: boolean;
  readonly ends_on: string | null;
  /** Named, as the collaboration is now or was when it was protected last. */
  readonly is_named: boolean;
}

/** Who may see a collaboration: how confidential it is, who is named when it is protected, how surely known. */
export interface Sight {
  readonly confidentiality: Confidentiality;
  /** Keys of the persons named. Empty unless protected. */
  readonly named: ReadonlySet<string>;
  /** Null: however signed in. */
  readonly accepted: readonly Assurance[] | null;
}

/** A person may hold seats for two organisations, and be named for one of them. */
export const keyOf = (person: Pick<SeatedPerson, 'organisation_id' | 'person_id'>): string =>
  `${person.organisation_id}.${person.person_id}`;

export const isSeen = (sight: Sight, person: SeatedPerson): boolean =>
  sight.confidentiality !== 'protected' || sight.named.has(keyOf(person));

export interface SightChange {
  readonly gains: readonly SeatedPerson[];
  readonly loses: readonly SeatedPerson[];
  readonly keeps: readonly SeatedPerson[];
  /** What it is has been changed: how confidential, who is named, how surely known. */
  readonly isChanged: boolean;
  /** What was written while it was protected is about to be seen by others. */
  readonly leavesProtection: boolean;
}

const listOf = (accepted: Sight['accepted']): string => (accepted === null ? '' : accepted.toSorted().join());

/** Who gains and who loses sight of the collaboration when it goes from one to the other. */
export function compareSight(people: readonly SeatedPerson[], from: Sight, to: Sight): SightChange {
  const gains = people.filter((person) => !isSeen(from, person) && isSeen(to, person));
  const loses = people.filter((person) => isSeen(from, person) && !isSeen(to, person));
  return {
    gains,
    loses,
    keeps: people.filter((person) => isSeen(from, person) && isSeen(to, person)),
    isChanged:
      gains.length + loses.length > 0 ||
      from.confidentiality !== to.confidentiality ||
      listOf(from.accepted) !== listOf(to.accepted),
    leavesProtection: from.confidentiality === 'protected' && to.confidentiality !== 'protected',
  };
}

/** What the writer was shown of a change: another change than the one shown is not carried out. */
export const digestOf = ({ gains, loses }: SightChange): string =>
  [gains, loses].map((people) => people.map(keyOf).toSorted().join(' ')).join('/');

interface SightRow {
  readonly confidentiality: Confidentiality;
  readonly accepted_assurances: readonly Assurance[] | null;
  readonly archive_organisation_id: string;
  readonly organisation_id: string;
}
export const findSight = statement<SightRow, [collaboration: string]>(
  'select confidentiality, accepted_assurances, archive_organisation_id, organisation_id from collaboration where id = $1',
);

/** Everybody who holds a seat in the collaboration today, whoever they act for. */
export const listSeated = statement<SeatedPerson, [collaboration: string, day: string]>(`
  select cs.organisation_id, o.name as organisation_name, t.person_id, min(t.holder_name) as name,
    array_agg(distinct cs.role) as roles, bool_and(t.kind = 'deputy') as is_deputy, exists (select from guest g
      where g.collaboration_id = $1 and g.guest_organisation_id = cs.organisation_id) as is_guest,
    case when bool_or(cs.ends_on is null) then null else (max(cs.ends_on) - 1)::text end as ends_on,
    exists (select from collaboration_person n where n.collaboration_id = $1 and n.organisation_id = cs.organisation_id
      and n.person_id = t.person_id and n.ended_at is null) as is_named
  from collaboration_seat cs
  join organisation o on o.id = cs.organisation_id
  join seat s on s.organisation_id = cs.organisation_id and s.id = cs.seat_id
    and (s.ended_on is null or s.ended_on > $2::date)
  join seat_term t on t.organisation_id = cs.organisation_id and t.seat_id = cs.seat_id
    and t.began_on <= $2::date and (t.ended_on is null or t.ended_on > $2::date)
  where cs.collaboration_id = $1 and (cs.ends_on is null or cs.ends_on > $2::date)
    and not exists (select from party w
      where w.collaboration_id = $1 and w.organisation_id = cs.organisation_id and w.status = 'left')
  group by cs.organisation_id, o.name, t.person_id
  order by o.name collate "sv-x-icu", min(t.holder_name) collate "sv-x-icu", cs.organisation_id, t.person_id`);

const changeSight = statement<
  { id: string },
  [
    collaboration: string,
    from: Confidentiality,
    to: Confidentiality,
    acceptedBefore: readonly Assurance[] | null,
    accepted: readonly Assurance[] | null,
  ]
>(`
  update collaboration set confidentiality = $3, accepted_assurances = $5::text[], version = version + 1
  where id = $1 and confidentiality = $2 and accepted_assurances is not distinct from $4::text[] returning id`);
const namePeople = statement<
  unknown,
  [collaboration: string, organisations: readonly string[], people: readonly string[], by: string, at: Date]
>(`
  insert into collaboration_person as n (collaboration_id, organisation_id, person_id, named_by, created_at)
  select $1, listed.organisation, listed.person, $4, $5 from unnest($2::uuid[], $3::uuid[]) as listed(organisation, person)
  on conflict (collaboration_id, organisation_id, person_id)
    do update set ended_at = null, named_by = excluded.named_by where n.ended_at is not null`);
const unnamePeople = statement<unknown, [collaboration: string, keys: readonly string[], at: Date]>(`
  update collaboration_person set ended_at = $3
  where collaboration_id = $1 and ended_at is null
    and organisation_id::text || '.' || person_id::text <> all($2::text[])`);
const withdrawLinks = statement<unknown, [collaboration: string, at: Date]>(
  'update party_link set withdrawn_at = $2 where collaboration_id = $1 and withdrawn_at is null',
);

export const sightOf = (row: SightRow, people: readonly SeatedPerson[]): Sight => ({
  confidentiality: row.confidentiality,
  named: new Set(row.confidentiality === 'protected' ? people.filter((one) => one.is_named).map(keyOf) : []),
  accepted: row.accepted_assurances,
});

/**
 * From now on these may see the collaboration; the others see nothing of it from their next request. Whoever decides is
 * named, so somebody always leads it. Refuses with conflict when somebody has changed it, or another number of people would
 * be concerned than the writer was shown.
 */
export async function chooseSight(
  tx: Tx,
  collaborationId: string,
  people: readonly SeatedPerson[],
  from: Sight,
  to: Sight,
  reason: string,
): Promise<void> {
  const changed = await tx.find(
    changeSight(collaborationId, from.confidentiality, to.confidentiality, from.accepted, to.accepted),
  );
  if (!changed) throw conflict('changed');
  if (to.confidentiality === 'protected') {
    const named = people.filter((person) => isSeen(to, person));
    tx.send(
      namePeople(
        collaborationId,
        named.map((person) => person.organisation_id),
        named.map((person) => person.person_id),
        tx.user.person_id,
        tx.now,
      ),
      unnamePeople(collaborationId, named.map(keyOf), tx.now),
      withdrawLinks(collaborationId, tx.now),
    );
  }
  const told = (sight: Sight) => ({
    confidentiality: sight.confidentiality,
    named: [...sight.named].map((key) => ({ organisationId: key.split('.')[0], personId: key.split('.')[1] })),
    accepted: sight.accepted,
  });
  tx.record({
    ...author(tx.user),
    verb: 'sight.changed',
    subjectType: 'collaboration',
    subjectId: collaborationId,
    collaborationId,
    before: told(from),
    after: { ...told(to), reason },
  });
}

/** Kinds of organisation that are authorities, or whose boards are: what they keep is archived under arkivlagen. */
export const archivingKinds = ['municipality', 'region', 'agency', 'university', 'jointAuthority', 'board'] as const;

const changeArchive = statement<{ id: string }, [collaboration: string, from: string, to: string]>(`
  update collaboration set archive_organisation_id = $3, version = version + 1
  where id = $1 and archive_organisation_id = $2 returning id`);

/** One organisation forms the collaboration's archive. Refuses with conflict when somebody has chosen another meanwhile. */
export async function chooseArchive(tx: Tx, collaborationId: string, from: string, to: string, reason: string) {
  if (!(await tx.find(changeArchive(collaborationId, from, to)))) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'archive.changed',
    subjectType: 'collaboration',
    subjectId: collaborationId,
    collaborationId,
    before: { organisationId: from },
    after: { organisationId: to, reason },
  });
}

/** Somebody who could lead a protected collaboration that nobody named leads any longer. */
export interface LeaderToName {
  readonly collaboration_id: string;
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly person_id: string;
  readonly name: string;
}

/** Of the collaborations that organisations administered by the user answer for; never their names. */
export const listLeadersToName = statement<LeaderToName, [at: Date]>(
  'select collaboration_id, organisation_id, organisation_name, person_id, name from leaders_to_name($1::timestamptz)',
);
const nameLeaderThere = statement<
  { name: string | null },
  [collaboration: string, organisation: string, person: string, at: Date]
>('select name_leader($1::uuid, $2::uuid, $3::uuid, $4::timestamptz) as name');

/** Lets in a process leader where no named one is left. Refuses as not found where one is, and whoever does not administer it. */
export async function nameLeader(
  tx: Tx,
  {
    collaboration_id,
    organisation_id,
    person_id,
  }: Pick<LeaderToName, 'collaboration_id' | 'organisation_id' | 'person_id'>,
): Promise<void> {
  const { name } = await tx.one(nameLeaderThere(collaboration_id, organisation_id, person_id, tx.now));
  if (name === null) throw notFound();
  tx.record({
    ...author(tx.user),
    verb: 'leader.named',
    subjectType: 'collaboration',
    subjectId: collaboration_id,
    collaborationId: collaboration_id,
    after: { name, organisationId: organisation_id, personId: person_id },
  });
}
