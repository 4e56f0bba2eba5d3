import { author, type Confidentiality, noteBegun, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict, forbidden } from '../platform/errors.ts';
import type { HistoryEntry } from '../platform/history.ts';
import { newId } from '../platform/id.ts';
import type { Driver, ExampleKind, FollowUpMethod, Ground, LadderStep, PartyFunction, Phase } from './collaboration.ts';
import type { CollaborationRow } from './queries.ts';

const begin = statement<unknown, [id: string]>('select begin_collaboration($1::uuid) as begun');
const insertCollaboration = statement<
  unknown,
  [
    id: string,
    organisation: string,
    name: string,
    challenge: string,
    whyNoneAlone: string,
    drivers: readonly string[],
    territory: readonly string[],
    territoryName: string,
    phase: Phase,
    ladderAim: LadderStep | null,
    ladderNow: LadderStep | null,
    groundKind: Ground | null,
    groundTitle: string,
    groundYear: number | null,
    beganYear: number | null,
    endedYear: number | null,
    example: ExampleKind,
    source: string,
    functionsKnownEmpty: readonly string[],
    confidentiality: Confidentiality,
    at: Date,
    driverDescription: string,
    supportedAtStartBy: string,
    widerCollaboration: string,
    challengeParts: readonly string[],
    challengePartCount: number | null,
    followUpMethods: readonly FollowUpMethod[],
    isReportedToCouncils: boolean | null,
    toldConfidentiality: Confidentiality | null,
  ]
>(`
  insert into collaboration (id, organisation_id, name, challenge, why_none_alone, drivers, territory, territory_name,
    phase, ladder_aim, ladder_now, ground_kind, ground_title, ground_year, began_year, ended_year, example, source,
    functions_known_empty, confidentiality, created_at, archive_organisation_id, driver_description, supported_at_start_by,
    wider_collaboration, challenge_parts, challenge_part_count, follow_up_methods, is_reported_to_councils,
    told_confidentiality)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $2,
    $22, $23, $24, $25, $26, $27, $28, $29)`);

const findLeadingSeat = statement<{ seat_id: string }, [organisation: string, day: Date]>(`
  select t.seat_id from seat_term t
  join seat s on s.organisation_id = t.organisation_id and s.id = t.seat_id
  where t.organisation_id = $1 and t.person_id = (select nullif(current_setting('armkrok.user', true), '')::uuid)
    and t.ended_on is null and (s.ended_on is null or s.ended_on > $2::date) order by s.created_at, s.id limit 1`);
export const insertCollaborationSeat = statement<
  unknown,
  [collaboration: string, organisation: string, seat: string, role: string, endsOn: string | null, at: Date]
>(`
  insert into collaboration_seat (collaboration_id, organisation_id, seat_id, role, ends_on, created_at)
  values ($1, $2, $3, $4, $5::date, $6) on conflict do nothing`);
const changeDescription = statement<
  { version: number },
  [
    id: string,
    version: number,
    name: string,
    challenge: string,
    whyNoneAlone: string,
    drivers: readonly string[],
    territory: readonly string[],
    territoryName: string,
    ladderNow: string | null,
    ladderAim: string | null,
    groundKind: string | null,
    groundTitle: string,
    groundYear: number | null,
    driverDescription: string,
    supportedAtStartBy: string,
    widerCollaboration: string,
    challengeParts: readonly string[],
    challengePartCount: number | null,
    followUpMethods: readonly FollowUpMethod[],
    isReportedToCouncils: boolean | null,
  ]
>(`
  update collaboration set name = $3, challenge = $4, why_none_alone = $5, drivers = $6, territory = $7,
    territory_name = $8, ladder_now = $9, ladder_aim = $10, ground_kind = $11, ground_title = $12, ground_year = $13,
    driver_description = $14, supported_at_start_by = $15, wider_collaboration = $16,
    challenge_parts = $17, challenge_part_count = $18, follow_up_methods = $19, is_reported_to_councils = $20,
    version = version + 1
  where id = $1 and version = $2 returning version`);
const setGround = statement<{ news: boolean }, [id: string, kind: Ground, title: string, year: number]>(
  'select follow_ground($1::uuid, $2, $3, $4::integer) as news',
);
const changePhase = statement<{ version: number }, [id: string, from: string, to: Phase]>(`
  update collaboration set phase = $3, version = version + 1 where id = $1 and phase = $2 returning version`);

export interface NewCollaboration {
  readonly name: string;
  readonly challenge: string;
  readonly whyNoneAlone: string;
  readonly drivers: readonly Driver[];
  readonly territory: readonly string[];
  readonly territoryName?: string;
  readonly phase?: Phase;
  readonly ladderAim?: LadderStep | null;
  readonly ladderNow?: LadderStep | null;
  readonly groundKind?: Ground | null;
  readonly groundTitle?: string;
  readonly groundYear?: number | null;
  readonly beganYear?: number | null;
  readonly endedYear?: number | null;
  readonly example?: ExampleKind;
  readonly source?: string;
  readonly driverDescription?: string;
  readonly supportedAtStartBy?: string;
  readonly widerCollaboration?: string;
  readonly challengeParts?: readonly string[];
  readonly challengePartCount?: number | null;
  readonly followUpMethods?: readonly FollowUpMethod[];
  readonly isReportedToCouncils?: boolean | null;
  /** Of a real example: how closed it is in life. */
  readonly toldConfidentiality?: Confidentiality | null;
  readonly functionsKnownEmpty?: readonly PartyFunction[];
  /** Among the parties, unless it is said or a real example, which holds what open sources say. */
  readonly confidentiality?: Confidentiality;
}

/**
 * A new workspace, read and led by whoever starts it from that moment. The seat that they hold becomes the process
 * leader's. Refuses as forbidden somebody without a seat in a verified organisation.
 */
export async function startCollaboration(tx: Tx, collaboration: NewCollaboration, id = newId(tx.now)): Promise<string> {
  const { organisation_id: organisationId } = tx.user;
  if (!organisationId || !tx.user.is_verified) throw forbidden('noSeat');
  const seat = await tx.find(findLeadingSeat(organisationId, tx.now));
  if (!seat) throw forbidden('noSeat');
  makeCollaboration(tx, organisationId, collaboration, id);
  tx.send(insertCollaborationSeat(id, organisationId, seat.seat_id, 'processLeader', null, tx.now));
  return id;
}

/** The workspace itself, without anyone in it yet. */
export function makeCollaboration(tx: Tx, organisationId: string, collaboration: NewCollaboration, id: string): void {
  noteBegun(tx, id);
  tx.send(
    begin(id),
    insertCollaboration(
      id,
      organisationId,
      collaboration.name,
      collaboration.challenge,
      collaboration.whyNoneAlone,
      collaboration.drivers,
      collaboration.territory,
      collaboration.territoryName ?? '',
      collaboration.phase ?? 'identify',
      collaboration.ladderAim ?? null,
      collaboration.ladderNow ?? null,
      collaboration.groundKind ?? null,
      collaboration.groundTitle ?? '',
      collaboration.groundYear ?? null,
      collaboration.beganYear ?? null,
      collaboration.endedYear ?? null,
      collaboration.example ?? 'none',
      collaboration.source ?? '',
      collaboration.functionsKnownEmpty ?? [],
      collaboration.confidentiality ?? (collaboration.example === 'real' ? 'open' : 'parties'),
      tx.now,
      collaboration.driverDescription ?? '',
      collaboration.supportedAtStartBy ?? '',
      collaboration.widerCollaboration ?? '',
      collaboration.challengeParts ?? [],
      collaboration.challengePartCount ?? null,
      collaboration.followUpMethods ?? [],
      collaboration.isReportedToCouncils ?? null,
      collaboration.toldConfidentiality ?? null,
    ),
  );
  tx.record({
    ...author(tx.user),
    verb: 'collaboration.started',
    subjectType: 'collaboration',
    subjectId: id,
    collaborationId: id,
    after: collaboration,
  });
}

export type Description = Pick<
  CollaborationRow,
  | 'name'
  | 'challenge'
  | 'why_none_alone'
  | 'drivers'
  | 'territory'
  | 'territory_name'
  | 'ladder_now'
  | 'ladder_aim'
  | 'ground_kind'
  | 'ground_title'
  | 'ground_year'
  | 'driver_description'
  | 'supported_at_start_by'
  | 'wider_collaboration'
  | 'challenge_parts'
  | 'challenge_part_count'
  | 'follow_up_methods'
  | 'is_reported_to_councils'
>;

/** Refuses with conflict when somebody has changed it since `version` was read. */
export async function describeCollaboration(
  tx: Tx,
  before: CollaborationRow,
  version: number,
  to: Description,
): Promise<void> {
  const changed = await tx.find(
    changeDescription(
      before.id,
      version,
      to.name,
      to.challenge,
      to.why_none_alone,
      to.drivers,
      to.territory,
      to.territory_name,
      to.ladder_now,
      to.ladder_aim,
      to.ground_kind,
      to.ground_title,
      to.ground_year,
      to.driver_description,
      to.supported_at_start_by,
      to.wider_collaboration,
      to.challenge_parts,
      to.challenge_part_count,
      to.follow_up_methods,
      to.is_reported_to_councils,
    ),
  );
  if (!changed) throw conflict('changed');
  const { id, name, challenge, why_none_alone, drivers, territory, territory_name } = before;
  const { ladder_now, ladder_aim, ground_kind } = before;
  const { challenge_parts, follow_up_methods, is_reported_to_councils } = before;
  tx.record({
    ...author(tx.user),
    verb: 'collaboration.described',
    subjectType: 'collaboration',
    subjectId: id,
    collaborationId: id,
    before: {
      name,
      challenge,
      why_none_alone,
      drivers,
      territory,
      territory_name,
      ladder_now,
      ladder_aim,
      ground_kind,
      challenge_parts,
      follow_up_methods,
      is_reported_to_councils,
    },
    after: to,
  });
}

/** Another territory and nothing else. A name given to the old one does not follow. */
export async function changeTerritory(
  tx: Tx,
  before: CollaborationRow,
  version: number,
  territory: readonly string[],
): Promise<void> {
  const { name, challenge, why_none_alone, drivers, ladder_now, ladder_aim } = before;
  const { ground_kind, ground_title, ground_year } = before;
  const { driver_description, supported_at_start_by, wider_collaboration } = before;
  const { challenge_parts, challenge_part_count, follow_up_methods, is_reported_to_councils } = before;
  await describeCollaboration(tx, before, version, {
    name,
    challenge,
    why_none_alone,
    drivers,
    territory,
    territory_name: '',
    ladder_now,
    ladder_aim,
    ground_kind,
    ground_title,
    ground_year,
    driver_description,
    supported_at_start_by,
    wider_collaboration,
    challenge_parts,
    challenge_part_count,
    follow_up_methods,
    is_reported_to_councils,
  });
}

/**
 * The ground is what has entered into force. It follows, one way: what is only stated of it is written with the challenge.
 */
export async function followGround(
  tx: Pick<Tx, 'one' | 'record'>,
  by: Pick<HistoryEntry, 'userId' | 'organisationId'>,
  collaborationId: string,
  ground: { readonly kind: Ground; readonly title: string; readonly year: number },
): Promise<void> {
  const { news } = await tx.one(setGround(collaborationId, ground.kind, ground.title, ground.year));
  if (!news) return;
  tx.record({
    ...by,
    verb: 'collaboration.groundFollowed',
    subjectType: 'collaboration',
    subjectId: collaborationId,
    collaborationId,
    after: { ground_kind: ground.kind, ground_title: ground.title, ground_year: ground.year },
  });
}

/** Moves on in the life cycle. What is missing warns and does not stop; the reason is recorded with it. */
export async function moveToPhase(
  tx: Tx,
  collaboration: CollaborationRow,
  to: Phase,
  reason: string,
  missing: readonly string[],
): Promise<void> {
  const moved = await tx.find(changePhase(collaboration.id, collaboration.phase, to));
  if (!moved) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'collaboration.moved',
    subjectType: 'collaboration',
    subjectId: collaboration.id,
    collaborationId: collaboration.id,
    before: { phase: collaboration.phase },
    after: { phase: to, reason, missing },
  });
}

const saveDraftRow = statement<
  unknown,
  [person: string, id: string, organisation: string, path: string, name: string, typed: string, at: Date]
>(`
  insert into draft (person_id, id, organisation_id, path, name, typed, created_at, changed_at)
  values ($1, $2, $3, $4, $5, $6::jsonb, $7, $7)
  on conflict (person_id, id) do update set name = excluded.name, typed = excluded.typed, changed_at = excluded.changed_at`);
const removeDraftRow = statement<unknown, [id: string]>(`
  delete from draft where id = $1 and person_id = (select nullif(current_setting('armkrok.user', true), '')::uuid)`);

/** Keeps a form half done, as it was typed, for the person alone. Nothing is checked yet. */
export function saveDraft(
  tx: Tx,
  draft: { id: string; path: 'start' | 'takeOver'; name: string; typed: Readonly<Record<string, readonly string[]>> },
): void {
  if (!tx.user.organisation_id) throw forbidden('noSeat');
  tx.send(
    saveDraftRow(
      tx.user.person_id,
      draft.id,
      tx.user.organisation_id,
      draft.path,
      draft.name,
      JSON.stringify(draft.typed),
      tx.now,
    ),
  );
}

export const removeDraft = (tx: Tx, id: string): void => tx.send(removeDraftRow(id));
