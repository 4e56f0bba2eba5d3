import { randomBytes } from 'node:crypto';
import {
  addOrganisation,
  addSeat,
  author,
  dayOf,
  type SeatRole,
  sendInvitation,
  type Tx,
  type User,
} from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { sessionHash } from '../platform/http/cookies.ts';
import { newId } from '../platform/id.ts';
import type { Channel, LadderStep, PartyFunction, PartyStatus } from './collaboration.ts';
import { handlingIn } from './handling.ts';
import type { OrganisationChoice, PartyRow } from './queries.ts';
import { insertCollaborationSeat } from './starting.ts';

const insertParties = statement<
  { id: string; organisation_id: string },
  [collaboration: string, ids: readonly string[], organisations: readonly string[], status: PartyStatus, at: Date]
>(`
  insert into party (collaboration_id, id, organisation_id, status, place, created_at)
  select $1, listed.id, listed.organisation, $4, listed.place::integer, $5
  from unnest($2::uuid[], $3::uuid[]) with ordinality as listed(id, organisation, place)
  on conflict (collaboration_id, organisation_id) do nothing returning id, organisation_id`);
const updateParty = statement<
  { version: number },
  [
    collaboration: string,
    id: string,
    version: number,
    relation: string,
    status: PartyStatus,
    reason: string,
    ownBenefit: string,
    ownContribution: string,
    ambition: LadderStep | null,
    sinceYear: number | null,
    boundOn: string | null,
    decisionPlanned: string,
    isPreferred: boolean,
  ]
>(`
  update party set relation = $4, status = $5, status_reason = $6, own_benefit = $7, own_contribution = $8, ambition = $9,
    since_year = $10, bound_on = $11::date, decision_planned = $12, is_preferred = $13, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 returning version`);
const markInvited = statement<unknown, [collaboration: string, id: string]>(`
  update party set status = 'invited', version = version + 1
  where collaboration_id = $1 and id = $2 and status = 'considered'`);
const endFunction = statement<
  unknown,
  [collaboration: string, name: PartyFunction, on: string, keep: readonly string[]]
>(`
  update party_function set ended_on = $3::date
  where collaboration_id = $1 and function = $2 and ended_on is null and party_id <> all($4::uuid[])`);
const giveFunction = statement<
  unknown,
  [
    collaboration: string,
    ids: readonly string[],
    name: PartyFunction,
    parties: readonly string[],
    on: string | null,
    at: Date,
    through: string | null,
  ]
>(`
  insert into party_function (collaboration_id, id, function, party_id, began_on, created_at, through_organisation_id)
  select $1, listed.id, $3, listed.party, $5::date, $6, $7::uuid from unnest($2::uuid[], $4::uuid[]) as listed(id, party)
  where not exists (select from party_function f
    where f.collaboration_id = $1 and f.function = $3 and f.party_id = listed.party and f.ended_on is null)`);
const setThrough = statement<
  unknown,
  [collaboration: string, name: PartyFunction, parties: readonly string[], through: string | null]
>(`
  update party_function set through_organisation_id = $4::uuid
  where collaboration_id = $1 and function = $2 and party_id = any($3::uuid[]) and ended_on is null
    and through_organisation_id is distinct from $4::uuid`);
const insertEntered = statement<
  unknown,
  [
    collaboration: string,
    id: string,
    party: string,
    subjectType: string,
    subject: string,
    summary: string,
    organisation: string,
    person: string,
    channel: Channel,
    statedOn: string,
    at: Date,
  ]
>(`
  insert into entered_for_party (collaboration_id, id, party_id, subject_type, subject_id, summary,
    entered_by_organisation_id, entered_by, channel, stated_on, created_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::date, $11)`);
const replaceEntered = statement<unknown, [collaboration: string, subjectType: string, subject: string, at: Date]>(`
  update entered_for_party set replaced_at = $4
  where collaboration_id = $1 and subject_type = $2 and subject_id = $3 and replaced_at is null`);
const confirmEntered = statement<
  { subject_type: string; subject_id: string; party_id: string; summary: string },
  [collaboration: string, id: string, at: Date]
>(`
  update entered_for_party set confirmed_at = $3
  where collaboration_id = $1 and id = $2 and replaced_at is null and confirmed_at is null and corrected_at is null
  returning subject_type, subject_id, party_id, summary`);
const correctEnteredRow = statement<
  { subject_type: string; subject_id: string; party_id: string; before: string },
  [collaboration: string, id: string, text: string, at: Date]
>(`
  with before as (select summary from entered_for_party where collaboration_id = $1 and id = $2)
  update entered_for_party e set corrected_at = $4, summary = $3 from before
  where e.collaboration_id = $1 and e.id = $2 and e.replaced_at is null
  returning e.subject_type, e.subject_id, e.party_id, before.summary as before`);
const insertLink = statement<unknown, [string, string, string, Buffer, Date, Date, string]>(`
  insert into party_link (collaboration_id, id, party_id, token_hash, expires_at, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7)`);
const setOwnContribution = statement<{ id: string }, [collaboration: string, party: string, text: string]>(`
  update party set own_contribution = $3, version = version + 1 where collaboration_id = $1 and id = $2 returning id`);

/** Adds organisations as parties; one that is already there is left as it is. Answers the new parties. */
export async function addParties(
  tx: Tx,
  collaborationId: string,
  organisations: readonly string[],
  status: PartyStatus,
): Promise<readonly { id: string; organisation_id: string }[]> {
  if (organisations.length === 0) return [];
  const added = await tx.all(
    insertParties(
      collaborationId,
      organisations.map(() => newId(tx.now)),
      organisations,
      status,
      tx.now,
    ),
  );
  for (const party of added) {
    tx.record({
      ...author(tx.user),
      verb: 'party.added',
      subjectType: 'party',
      subjectId: party.id,
      collaborationId,
      after: { organisationId: party.organisation_id, status },
    });
  }
  return added;
}

export type PartyFacts = Pick<
  PartyRow,
  | 'relation'
  | 'status'
  | 'status_reason'
  | 'own_benefit'
  | 'own_contribution'
  | 'ambition'
  | 'since_year'
  | 'bound_on'
  | 'decision_planned'
  | 'is_preferred'
>;

/** Refuses with conflict when somebody has changed the party since `version` was read. */
export async function changeParty(
  tx: Tx,
  collaborationId: string,
  before: PartyRow,
  version: number,
  to: PartyFacts,
): Promise<void> {
  const changed = await tx.find(
    updateParty(
      collaborationId,
      before.id,
      version,
      to.relation,
      to.status,
      to.status_reason,
      to.own_benefit,
      to.own_contribution,
      to.ambition,
      to.since_year,
      to.bound_on,
      to.decision_planned,
      to.is_preferred,
    ),
  );
  if (!changed) throw conflict('changed');
  const { relation, status, status_reason, own_benefit, own_contribution, ambition } = before;
  tx.record({
    ...author(tx.user),
    verb: 'party.changed',
    subjectType: 'party',
    subjectId: before.id,
    collaborationId,
    before: { relation, status, status_reason, own_benefit, own_contribution, ambition },
    after: to,
  });
}

/**
 * From today the function is held by these parties: one, none, or for funders any number. The earlier stays as history.
 * `beganOn` is null where nobody has said since when; `throughId` is the party's own unit that does it.
 */
export function giveFunctionTo(
  tx: Tx,
  collaborationId: string,
  name: PartyFunction,
  parties: readonly string[],
  beganOn: string | null = dayOf(tx.now),
  throughId: string | null = null,
): void {
  const day = dayOf(tx.now);
  tx.send(
    endFunction(collaborationId, name, day, parties),
    giveFunction(
      collaborationId,
      parties.map(() => newId(tx.now)),
      name,
      parties,
      beganOn,
      tx.now,
      throughId,
    ),
    setThrough(collaborationId, name, parties, throughId),
  );
  tx.record({
    ...author(tx.user),
    verb: 'function.given',
    subjectType: 'collaboration',
    subjectId: collaborationId,
    collaborationId,
    after: { function: name, parties, through: throughId },
  });
}

export interface Contact {
  readonly name: string;
  readonly email: string;
  readonly title: string;
  readonly role: SeatRole;
  readonly endsOn: string | null;
}

/** Makes a seat for the party, gives it a role in the work and sends its holder a link. */
export function inviteParty(
  tx: Tx,
  origin: string,
  collaborationId: string,
  party: { id: string; organisation_id: string; name: string },
  contact: Contact,
): void {
  const organisationId = party.organisation_id;
  const seatId = addSeat(tx, organisationId, {
    title: contact.title,
    level: 'officer',
    isAdministrator: false,
    mandateEndsOn: null,
  });
  tx.send(
    insertCollaborationSeat(collaborationId, organisationId, seatId, contact.role, contact.endsOn, tx.now),
    markInvited(collaborationId, party.id),
  );
  sendInvitation(
    tx,
    origin,
    organisationId,
    party.name,
    contact.title,
    { seatId, kind: 'holder', name: contact.name, email: contact.email },
    collaborationId,
  );
  tx.record({
    ...author(tx.user),
    verb: 'party.invited',
    subjectType: 'party',
    subjectId: party.id,
    collaborationId,
    after: { title: contact.title, role: contact.role },
  });
}

export interface Statement {
  readonly partyId: string;
  readonly subjectType: string;
  readonly subjectId: string;
  /** What the party has said, in words it can recognise. */
  readonly summary: string;
  readonly channel: Channel;
  readonly statedOn: string;
}

/** Notes that the process leader has entered what a party has said. Not confirmed until the party does. */
export function noteEntered(tx: Tx, collaborationId: string, entered: Statement, id = newId(tx.now)): void {
  tx.send(
    replaceEntered(collaborationId, entered.subjectType, entered.subjectId, tx.now),
    insertEntered(
      collaborationId,
      id,
      entered.partyId,
      entered.subjectType,
      entered.subjectId,
      entered.summary,
      tx.user.organisation_id ?? '',
      tx.user.person_id,
      entered.channel,
      entered.statedOn,
      tx.now,
    ),
  );
}

/** The party has answered for itself: what was entered for it no longer stands. */
export const noteOwnWords = (tx: Tx, collaborationId: string, subjectType: string, subjectId: string): void =>
  tx.send(replaceEntered(collaborationId, subjectType, subjectId, tx.now));

/** The history that it is told in: the collaboration's, or where not all may know of it the organisation's own. */
type ToldIn = (subjectType: string) => string | null;

export async function confirmStatement(
  tx: Tx,
  collaborationId: string,
  enteredId: string,
  toldIn: ToldIn,
): Promise<void> {
  const confirmed = await tx.one(confirmEntered(collaborationId, enteredId, tx.now));
  tx.record({
    ...author(tx.user),
    verb: 'party.confirmed',
    subjectType: confirmed.subject_type,
    subjectId: confirmed.subject_id,
    collaborationId: toldIn(confirmed.subject_type),
    after: { summary: confirmed.summary },
  });
}

/** The party's own words take the place of what was entered. Answers what they were about. */
export async function correctStatement(
  tx: Tx,
  collaborationId: string,
  enteredId: string,
  text: string,
  toldIn: ToldIn,
) {
  const corrected = await tx.one(correctEnteredRow(collaborationId, enteredId, text, tx.now));
  tx.record({
    ...author(tx.user),
    verb: 'party.corrected',
    subjectType: corrected.subject_type,
    subjectId: corrected.subject_id,
    collaborationId: toldIn(corrected.subject_type),
    before: { summary: corrected.before },
    after: { summary: text },
  });
  return corrected;
}

export async function correctOwnContribution(
  tx: Tx,
  collaborationId: string,
  partyId: string,
  text: string,
): Promise<void> {
  await tx.one(setOwnContribution(collaborationId, partyId, text));
}

const day = 24 * 3600_000;
/** Where a party's link may lead, and for how long: a package follows the party through a whole year of its own. */
export const linkLengths = { confirm: 60 * day, packages: 400 * day, questions: 60 * day };

/** Whoever holds a link is nobody in particular, and a protected collaboration is seen by those named in it. */
export const mayBeLinked = (user: User, collaborationId: string): boolean =>
  handlingIn(user, collaborationId)?.hasLinks ?? true;

/**
 * A link that lets a party answer without an account, such as confirm what was entered for it. Answers its address. Refuses
 * as not found where the collaboration is protected.
 */
export function makePartyLink(
  tx: Tx,
  origin: string,
  collaborationId: string,
  partyId: string,
  leadsTo: keyof typeof linkLengths = 'confirm',
): string {
  if (!mayBeLinked(tx.user, collaborationId)) throw notFound();
  const token = randomBytes(32).toString('base64url');
  const id = newId(tx.now);
  const ends = new Date(tx.now.getTime() + linkLengths[leadsTo]);
  tx.send(insertLink(collaborationId, id, partyId, sessionHash(token), ends, tx.now, tx.user.person_id));
  tx.record({
    ...author(tx.user),
    verb: 'party.linked',
    subjectType: 'party',
    subjectId: partyId,
    collaborationId,
    after: { until: ends },
  });
  return `${origin}/${leadsTo}/${token}`;
}

const plain = (name: string): string => name.trim().toLocaleLowerCase('sv').replace(/\s+/g, ' ');

/**
 * Finds an organisation by the name somebody writes: "Olofströms kommun" and "olofström" are both Olofström. Undefined when
 * none, or more than one, answers to it.
 */
export function matchOrganisation(
  choices: readonly OrganisationChoice[],
  written: string,
): OrganisationChoice | undefined {
  const asWritten = plain(written);
  const exact = choices.filter((choice) => plain(choice.name) === asWritten);
  if (exact.length === 1) return exact[0];
  const bare = asWritten.replace(/ (kommun|stad)$/, '');
  const found = choices.filter((choice) => {
    const name = plain(choice.name).replace(/ (kommun|stad)$/, '');
    return choice.kind === 'municipality' && (name === bare || `${name}s` === bare);
  });
  return found.length === 1 ? found[0] : undefined;
}

/** An organisation nobody has entered before, unverified until the host has looked at it. */
export const addUnknownOrganisation = (tx: Tx, name: string, isFictional: boolean): string =>
  addOrganisation(tx, { parentId: null, kind: null, name, organisationNumber: null, areaCode: null, isFictional });
