import { holdLink } from '../collaborations/index.ts';
import { author, may, speaksFor, type Tx } from '../identity/index.ts';
import { type Bound, statement } from '../platform/database/statement.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { answerPackages } from './policy.ts';
import { findRound } from './queries.ts';
import { findAdoption } from './reporting.ts';

/** The steps of a package on its way through a party, in order. */
export const packageSteps = ['sent', 'received', 'registered', 'beingPrepared', 'decided', 'settled'] as const;
export type PackageStep = (typeof packageSteps)[number];

/** What became of a goal in the party’s own steering. Not taken in is an answer. */
export const outcomes = ['beingPrepared', 'takenIn', 'notTakenIn'] as const;
export type PackageOutcome = (typeof outcomes)[number];

export interface PackageRow {
  readonly id: string;
  readonly round_id: string;
  readonly party_id: string;
  readonly organisation_id: string;
  readonly content: unknown;
  readonly address: string;
  readonly sent_at: Date;
  readonly received_at: Date | null;
  readonly received_by: string;
  readonly registered_on: string | null;
  readonly registration_number: string;
  readonly prepared_on: string | null;
  readonly instance: string;
  readonly planned_on: string | null;
  readonly decided_on: string | null;
  readonly decided_by: string;
  readonly paragraph: string;
  /** Who said so for a party that does not sign in. */
  readonly stated_by_name: string | null;
  readonly version: number;
}

const columns = `p.id, p.round_id, p.party_id, p.organisation_id, p.content, p.address, p.sent_at, p.received_at, p.received_by,
    p.registered_on::text as registered_on, p.registration_number, p.prepared_on::text as prepared_on, p.instance,
    p.planned_on::text as planned_on, p.decided_on::text as decided_on, p.decided_by, p.paragraph, o.name as stated_by_name,
    p.version`;

/** The packages of a round that the reader may see: its own, and for the process leader everyone’s. */
export const listPackages = statement<PackageRow, [collaboration: string, round: string]>(`
  select ${columns} from feedback_package p left join organisation o on o.id = p.stated_by_organisation_id
  where p.collaboration_id = $1 and p.round_id = $2 and p.withdrawn_at is null order by p.sent_at, p.id`);

/** The acting organisation’s packages in a collaboration, newest first. */
export const listOwnPackages = statement<PackageRow, [collaboration: string]>(`
  select ${columns} from feedback_package p left join organisation o on o.id = p.stated_by_organisation_id
  where p.collaboration_id = $1 and p.withdrawn_at is null
    and p.organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)
  order by p.sent_at desc, p.id`);

export interface PackageGoalRow {
  readonly package_id: string;
  readonly goal_id: string;
  readonly outcome: PackageOutcome;
  readonly place: string;
  readonly reason: string;
  readonly answered_at: Date;
  readonly version: number;
}

export const listPackageGoals = statement<PackageGoalRow, [collaboration: string, round: string]>(`
  select g.package_id, g.goal_id, g.outcome, g.place, g.reason, g.answered_at, g.version
  from package_goal g join feedback_package p on p.collaboration_id = g.collaboration_id and p.id = g.package_id
  where g.collaboration_id = $1 and p.round_id = $2`);

/** The function address that each party’s latest package went to, to begin with next time. */
export const listAddresses = statement<{ party_id: string; address: string }, [collaboration: string]>(`
  select distinct on (party_id) party_id, address from feedback_package
  where collaboration_id = $1 and address <> '' order by party_id, sent_at desc`);

export interface PackageStandingRow {
  readonly round_id: string;
  readonly sent: number;
  readonly received: number;
  readonly registered: number;
  readonly being_prepared: number;
  readonly decided: number;
  readonly settled: number;
}

/** How far the packages have come, in numbers that everyone may read. */
export const readPackageStanding = statement<PackageStandingRow, [collaboration: string]>(`
  select round_id, sent, received, registered, being_prepared, decided, settled from package_standing($1::uuid)`);

export interface PackageAnswerRow {
  readonly round_id: string;
  readonly party_id: string;
  readonly goal_id: string;
  readonly outcome: 'takenIn' | 'notTakenIn';
  readonly place: string;
  readonly reason: string;
  readonly answered_at: Date;
}

/** What the parties have answered about the packages of earlier rounds, which all read when the next has been opened. */
export const listPackageAnswers = statement<PackageAnswerRow, [collaboration: string]>(`
  select round_id, party_id, goal_id, outcome, place, reason, answered_at from package_answers($1::uuid)
  order by party_id, answered_at`);

const insertPackage = statement<
  { id: string },
  [
    collaboration: string,
    id: string,
    round: string,
    party: string,
    content: string,
    address: string,
    at: Date,
    by: string,
  ]
>(`
  insert into feedback_package (collaboration_id, id, round_id, party_id, organisation_id, content, address, sent_at, sent_by)
  select rp.collaboration_id, $2, rp.round_id, rp.party_id, p.organisation_id, $5::jsonb, $6, $7, $8
  from round_party rp join party p on p.collaboration_id = rp.collaboration_id and p.id = rp.party_id
  where rp.collaboration_id = $1 and rp.round_id = $3 and rp.party_id = $4
  on conflict do nothing returning id`);
export const findPackage = statement<PackageRow, [collaboration: string, id: string]>(`
  select ${columns} from feedback_package p left join organisation o on o.id = p.stated_by_organisation_id
  where p.collaboration_id = $1 and p.id = $2 and p.withdrawn_at is null`);
const markReceived = statement<
  { version: number },
  [collaboration: string, id: string, version: number, at: Date, by: string, statedBy: string | null]
>(`
  update feedback_package set received_at = $4, received_by = $5, stated_by_organisation_id = $6, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 returning version`);
const markRegistered = statement<
  { version: number },
  [collaboration: string, id: string, version: number, on: string, number: string, at: Date, statedBy: string | null]
>(`
  update feedback_package set registered_on = $4::date, registration_number = $5, received_at = coalesce(received_at, $6),
    stated_by_organisation_id = $7, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 returning version`);
const markPrepared = statement<
  { version: number },
  [
    collaboration: string,
    id: string,
    version: number,
    since: string,
    instance: string,
    plannedOn: string | null,
    at: Date,
    statedBy: string | null,
  ]
>(`
  update feedback_package set prepared_on = $4::date, instance = $5, planned_on = $6::date,
    received_at = coalesce(received_at, $7), stated_by_organisation_id = $8, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 returning version`);
const markDecided = statement<
  { version: number },
  [
    collaboration: string,
    id: string,
    version: number,
    on: string,
    by: string,
    paragraph: string,
    at: Date,
    statedBy: string | null,
  ]
>(`
  update feedback_package set decided_on = $4::date, decided_by = $5, paragraph = $6, received_at = coalesce(received_at, $7),
    stated_by_organisation_id = $8, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 returning version`);
const saveOutcome = statement<
  { version: number },
  [
    collaboration: string,
    packageId: string,
    goal: string,
    organisation: string,
    outcome: PackageOutcome,
    place: string,
    reason: string,
    at: Date,
    by: string | null,
    version: number,
  ]
>(`
  insert into package_goal (collaboration_id, package_id, goal_id, organisation_id, outcome, place, reason, answered_at, answered_by,
    is_for_next_round)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, true)
  on conflict (collaboration_id, package_id, goal_id) do update
  set outcome = excluded.outcome, place = excluded.place, reason = excluded.reason, answered_at = excluded.answered_at,
    answered_by = excluded.answered_by, is_for_next_round = true, version = package_goal.version + 1
  where package_goal.version = $10 returning version`);

/** How far the package has come; the steps before are taken to be done. */
export function stepOf(row: PackageRow, goals: number, settled: number): PackageStep {
  if (goals > 0 && settled >= goals) return 'settled';
  if (row.decided_on) return 'decided';
  if (row.prepared_on) return 'beingPrepared';
  if (row.registered_on) return 'registered';
  return row.received_at ? 'received' : 'sent';
}

export interface NewPackage {
  readonly partyId: string;
  /** The party’s function address, or empty where it is handed over in another way. */
  readonly address: string;
  readonly content: unknown;
  /** Written to the address, with the link that opens the package; undefined where it is handed over in another way. */
  readonly letter: Bound<unknown> | undefined;
}

/** Sends the adopted report back to its parties. Refuses with conflict before adoption; one that has been sent stays. */
export async function sendPackages(
  tx: Tx,
  collaborationId: string,
  roundId: string,
  packages: readonly NewPackage[],
): Promise<number> {
  const round = await tx.one(findRound(collaborationId, roundId));
  if (round.closed_at) throw conflict('closed');
  if (!(await tx.find(findAdoption(collaborationId, roundId)))) throw conflict('notAdopted');
  let sent = 0;
  for (const one of packages) {
    const id = newId(tx.now);
    const made = await tx.find(
      insertPackage(
        collaborationId,
        id,
        roundId,
        one.partyId,
        JSON.stringify(one.content),
        one.address,
        tx.now,
        tx.user.person_id,
      ),
    );
    if (!made) continue;
    sent += 1;
    if (one.letter) tx.send(one.letter);
    tx.record({
      ...author(tx.user),
      verb: 'package.sent',
      subjectType: 'feedbackPackage',
      subjectId: id,
      collaborationId,
      after: { roundId, partyId: one.partyId, byLetter: one.letter !== undefined },
    });
  }
  return sent;
}

/** Where the package is in the party’s own house, as the party says, or the process leader for a party that has told so. */
export type PackageStatement =
  | { readonly step: 'received'; readonly by: string }
  | { readonly step: 'registered'; readonly on: string; readonly number: string }
  | {
      readonly step: 'beingPrepared';
      readonly since: string;
      readonly instance: string;
      readonly plannedOn: string | null;
    }
  | { readonly step: 'decided'; readonly on: string; readonly by: string; readonly paragraph: string };

const verbs = {
  received: 'package.received',
  registered: 'package.registered',
  beingPrepared: 'package.beingPrepared',
  decided: 'package.decided',
} as const;

function markStated(
  collaborationId: string,
  packageId: string,
  version: number,
  stated: PackageStatement,
  now: Date,
  statedBy: string | null,
): Bound<{ version: number }> {
  switch (stated.step) {
    case 'received':
      return markReceived(collaborationId, packageId, version, now, stated.by, statedBy);
    case 'registered':
      return markRegistered(collaborationId, packageId, version, stated.on, stated.number, now, statedBy);
    case 'beingPrepared':
      return markPrepared(
        collaborationId,
        packageId,
        version,
        stated.since,
        stated.instance,
        stated.plannedOn,
        now,
        statedBy,
      );
    case 'decided':
      return markDecided(collaborationId, packageId, version, stated.on, stated.by, stated.paragraph, now, statedBy);
  }
}

async function concerned(tx: Tx, collaborationId: string, packageId: string) {
  const found = await tx.one(findPackage(collaborationId, packageId));
  const organisation = found.organisation_id;
  const about = { collaboration: collaborationId, organisation };
  if (!may(tx.user, answerPackages, about) && !may(tx.user, holdLink, about)) throw notFound();
  const isOwn = speaksFor(tx.user, collaborationId, organisation);
  return { found, statedBy: isOwn ? null : tx.user.organisation_id };
}

/** Says how far the package has come. Refuses with conflict when somebody has said so since `version` was read. */
export async function statePackage(
  tx: Tx,
  collaborationId: string,
  packageId: string,
  version: number,
  stated: PackageStatement,
): Promise<void> {
  const { statedBy } = await concerned(tx, collaborationId, packageId);
  if (!(await tx.find(markStated(collaborationId, packageId, version, stated, tx.now, statedBy))))
    throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: verbs[stated.step],
    subjectType: 'feedbackPackage',
    subjectId: packageId,
    // The party's own: how far it has come is nobody else's but those who lead.
    collaborationId: null,
    after: stated,
  });
}

export interface SettledGoal {
  readonly goalId: string;
  readonly outcome: PackageOutcome;
  /** Where it was taken in: document and page. */
  readonly place: string;
  /** Why it was not. */
  readonly reason: string;
  /** The version that was read; 0 where nothing was stated. */
  readonly version: number;
}

/** What became of a goal. Refuses with conflict when somebody was first. */
export async function settleGoal(
  tx: Tx,
  collaborationId: string,
  packageId: string,
  settled: SettledGoal,
): Promise<void> {
  const { found, statedBy } = await concerned(tx, collaborationId, packageId);
  const saved = await tx.find(
    saveOutcome(
      collaborationId,
      packageId,
      settled.goalId,
      found.organisation_id,
      settled.outcome,
      settled.place,
      settled.reason,
      tx.now,
      statedBy ? null : tx.user.person_id,
      settled.version,
    ),
  );
  if (!saved) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'package.goalStated',
    subjectType: 'feedbackPackage',
    subjectId: packageId,
    // The party's own: how far it has come is nobody else's but those who lead.
    collaborationId: null,
    after: settled,
  });
}
