import { statement } from '../../platform/database/statement.ts';
import { notFound } from '../../platform/errors.ts';
import type { SignInSettings } from '../../platform/feature.ts';
import { sessionHash } from '../../platform/http/cookies.ts';
import { newId } from '../../platform/id.ts';
import type { Language } from '../../platform/texts.ts';
import { endProviderSessions, findInvitation, type OpenInvitation, takeInvitation } from '../seat.ts';
import { type Known, type OpenedSession, openSession } from '../sign-in.ts';
import type { Tx } from '../user.ts';
import { listIdentities } from './connecting.ts';
import { type Provider, type ProviderEvidence, type ProviderReason, ProviderRefusal } from './provider.ts';

interface IdentityHolder {
  readonly person_id: string;
  readonly organisation_id: string;
  readonly ended_at: Date | null;
  readonly ended_by: string | null;
  readonly is_withdrawn: boolean;
}
const findIdentity = statement<IdentityHolder, [issuer: string, subject: string]>(
  'select person_id, organisation_id, ended_at, ended_by, is_withdrawn from find_provider_identity($1, $2)',
);
const makeAccount = statement<
  { made: boolean },
  [
    person: string,
    provider: string,
    belongsTo: string,
    issuer: string,
    subject: string,
    name: string,
    invitedEmail: string | null,
    shownName: string | null,
    shownEmail: string | null,
    language: Language,
    at: Date,
  ]
>(`
  select make_provider_account($1::uuid, $2::uuid, $3::uuid, $4, $5, $6, $7, $8, $9, $10, $11::timestamptz) as made`);
const noteUse = statement<unknown, [issuer: string, subject: string, name: string | null, email: string | null, Date]>(
  'select note_identity_use($1, $2, $3, $4, $5::timestamptz) as noted',
);
const link = statement<
  { outcome: 'linked' | 'taken' | 'ended' },
  [provider: string, issuer: string, subject: string, name: string | null, email: string | null, at: Date]
>('select link_provider_identity($1::uuid, $2, $3, $4, $5, $6::timestamptz) as outcome');

const listMappingsMet = statement<{ id: string }, [provider: string, told: string]>(
  'select id from mappings_met($1::uuid, $2::jsonb)',
);
/** The rules of the organisation that hold of somebody, as its provider tells it. */
export const mappingsMet = (provider: Provider, evidence: ProviderEvidence) =>
  listMappingsMet(provider.organisation_id, JSON.stringify(Object.fromEntries(evidence.claims)));

export interface SeatChange {
  readonly change: 'given' | 'ended' | 'occupied';
  readonly organisation_id: string;
  readonly seat_id: string;
  readonly title: string;
  readonly kind: 'holder' | 'deputy';
  readonly holder_name: string;
}
const giveSeats = statement<SeatChange, [string, person: string, met: string[], termIds: string[], at: Date]>(`
  select change, organisation_id, seat_id, title, kind, holder_name
  from give_provider_seats($1::uuid, $2::uuid, $3::uuid[], $4::uuid[], $5::timestamptz)`);
const hasSeat = statement<{ has_seat: boolean }, [person: string, organisation: string, at: Date]>(
  'select has_seat_within($1::uuid, $2::uuid, $3::timestamptz) as has_seat',
);
const settle = statement<unknown, [session: Buffer, acr: string | null, earlier: Buffer | null, at: Date]>(
  'select settle_provider_session($1::bytea, $2, $3::bytea, $4::timestamptz) as settled',
);
const endIdentity = statement<Omit<SeatChange, 'change'>, [organisation: string, person: string, at: Date]>(
  'select organisation_id, seat_id, title, kind, holder_name from end_provider_identity($1::uuid, $2::uuid, $3::timestamptz)',
);

export interface OwnIdentity {
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly shown_name: string | null;
  readonly shown_email: string | null;
  readonly created_at: Date;
}
export const listOwnIdentities = statement<OwnIdentity>(
  'select organisation_id, organisation_name, shown_name, shown_email, created_at from own_identities()',
);
export const listProvidersToLink = statement<{ organisation_id: string; name: string }, [at: Date]>(
  'select organisation_id, name from providers_to_link($1::timestamptz)',
);
export interface KnowingProvider {
  readonly organisation_id: string;
  readonly name: string;
  readonly accepted_acrs: Provider['accepted_acrs'];
}
export const listProvidersKnowingMe = statement<KnowingProvider>(
  'select organisation_id, name, accepted_acrs from providers_knowing_me()',
);
export const findOwnPassword = statement<{ password: string | null; email: string | null }>(
  'select password, email from own_password()',
);

/** Who is signing in by which provider, and what it has said. */
export interface Arriving {
  readonly provider: Provider;
  readonly evidence: ProviderEvidence;
  readonly language: Language;
  /** What the browser calls itself. */
  readonly agent: string;
  /** The session that this one goes on from. */
  readonly earlier?: Buffer | undefined;
  /** How long a session lasts here. */
  readonly rules: SignInSettings;
}

/** A session, or why there is none although what the claims have ended stays ended. */
export type Arrival = { readonly session: OpenedSession } | { readonly refused: ProviderReason };

function recordSeats(tx: Tx, personId: string, provider: Provider, changes: readonly SeatChange[]): void {
  for (const { change, organisation_id, seat_id, kind, holder_name } of changes) {
    if (change === 'occupied') continue;
    const verb = change === 'given' ? 'seat.filled' : 'seat.vacated';
    const what = { name: holder_name, kind, provider: provider.organisation_name };
    tx.record({
      userId: personId,
      organisationId: organisation_id,
      seatId: seat_id,
      collaborationId: null,
      verb,
      subjectType: 'seat',
      subjectId: seat_id,
      ...(change === 'given' ? { after: what } : { before: what }),
    });
  }
}

/** What the claims give the person now, and what they no longer give; then other sessions by this provider end too. */
async function bringSeatsUpToDate(tx: Tx, { provider, evidence }: Arriving, personId: string): Promise<void> {
  const met = (await tx.all(mappingsMet(provider, evidence))).map(({ id }) => id);
  const termIds = met.map(() => newId(tx.now));
  const changes = await tx.all(giveSeats(provider.organisation_id, personId, met, termIds, tx.now));
  recordSeats(tx, personId, provider, changes);
  if (changes.some(({ change }) => change === 'ended')) {
    await tx.one(endProviderSessions(provider.organisation_id, personId, tx.now));
  }
}

const holderOf = async (tx: Tx, { issuer, subject }: ProviderEvidence): Promise<IdentityHolder | undefined> => {
  const held = await tx.find(findIdentity(issuer, subject));
  if (held?.ended_at || held?.is_withdrawn) throw new ProviderRefusal('identityEnded');
  return held;
};

async function makeOwnAccount(tx: Tx, arriving: Arriving, invitation?: OpenInvitation): Promise<string> {
  const { provider, evidence } = arriving;
  const personId = newId(tx.now);
  const name = evidence.name ?? invitation?.name ?? evidence.email ?? provider.organisation_name;
  const { made } = await tx.one(
    makeAccount(
      personId,
      provider.organisation_id,
      invitation?.organisation_id ?? provider.organisation_id,
      evidence.issuer,
      evidence.subject,
      name,
      invitation?.email ?? null,
      evidence.name,
      evidence.email,
      arriving.language,
      tx.now,
    ),
  );
  if (!made) throw new ProviderRefusal('accountExists');
  tx.record({
    userId: personId,
    organisationId: provider.organisation_id,
    collaborationId: null,
    verb: 'account.added',
    subjectType: 'person',
    subjectId: personId,
    after: { name, provider: provider.organisation_name },
  });
  return personId;
}

function openFor(tx: Tx, arriving: Arriving, personId: string): OpenedSession {
  const { provider, evidence, agent, earlier, rules } = arriving;
  const known: Known = {
    method: 'provider',
    providerOrganisation: provider.organisation_id,
    ...(evidence.assurance ? { assurance: evidence.assurance } : {}),
    ...(evidence.authenticatedAt ? { authenticatedAt: evidence.authenticatedAt } : {}),
    agent,
  };
  const session = openSession(tx, personId, known, rules);
  tx.send(noteUse(evidence.issuer, evidence.subject, evidence.name, evidence.email, tx.now));
  tx.send(settle(sessionHash(session.cookie), evidence.acr, earlier ?? null, tx.now));
  return session;
}

/**
 * Signs in whoever the provider says it is, by issuer and subject and by nothing else. Somebody who has not been here gets
 * an account of their own when their claims give a seat. Throws ProviderRefusal when nothing has been written.
 */
export async function arrive(tx: Tx, arriving: Arriving): Promise<Arrival> {
  const { provider, evidence } = arriving;
  const held = await holderOf(tx, evidence);
  if (held) {
    await bringSeatsUpToDate(tx, arriving, held.person_id);
    const { has_seat } = await tx.one(hasSeat(held.person_id, provider.organisation_id, tx.now));
    return has_seat ? { session: openFor(tx, arriving, held.person_id) } : { refused: 'noSeat' };
  }
  if ((await tx.all(mappingsMet(provider, evidence))).length === 0) throw new ProviderRefusal('noSeat');
  const personId = await makeOwnAccount(tx, arriving);
  await bringSeatsUpToDate(tx, arriving, personId);
  const { has_seat } = await tx.one(hasSeat(personId, provider.organisation_id, tx.now));
  if (!has_seat) throw new ProviderRefusal('noSeat');
  return { session: openFor(tx, arriving, personId) };
}

/** Whoever is signed in is from now on known by this too. */
export async function linkIdentity(tx: Tx, arriving: Arriving): Promise<void> {
  const { provider, evidence } = arriving;
  const { organisation_id } = provider;
  const { outcome } = await tx.one(
    link(organisation_id, evidence.issuer, evidence.subject, evidence.name, evidence.email, tx.now),
  );
  if (outcome === 'taken') throw new ProviderRefusal('identityTaken');
  if (outcome === 'ended') throw new ProviderRefusal('identityEnded');
  tx.record({
    userId: tx.user.person_id,
    organisationId: organisation_id,
    collaborationId: null,
    verb: 'account.linked',
    subjectType: 'person',
    subjectId: tx.user.person_id,
    after: { provider: provider.organisation_name },
  });
  await bringSeatsUpToDate(tx, arriving, tx.user.person_id);
}

/**
 * The invited person takes the seat by signing in. Whoever is known by the provider takes it as the person they are; for
 * somebody new an account is made, never one that has the invitation's address already.
 */
export async function acceptByProvider(tx: Tx, arriving: Arriving, token: Buffer): Promise<Arrival> {
  const invitation = await tx.find(findInvitation(token, tx.now));
  if (!invitation) throw new ProviderRefusal('stateOld');
  const held = await holderOf(tx, arriving.evidence);
  if (!held && invitation.has_account) throw new ProviderRefusal('accountExists');
  const personId = held?.person_id ?? (await makeOwnAccount(tx, arriving, invitation));
  const isTaken = await takeInvitation(tx, token, personId);
  if (!isTaken) throw new ProviderRefusal('accountExists');
  await bringSeatsUpToDate(tx, arriving, personId);
  return { session: openFor(tx, arriving, personId) };
}

/** As the same person, known more surely. */
export async function stepUp(tx: Tx, arriving: Arriving): Promise<Arrival> {
  const held = await holderOf(tx, arriving.evidence);
  if (held?.person_id !== tx.user.person_id) throw new ProviderRefusal('anotherPerson');
  return { session: openFor(tx, arriving, held.person_id) };
}

/** By the person, or by an administrator of the provider's organisation. Seats that it gave and sessions that it opened end. */
export async function endOwnOrOthersIdentity(tx: Tx, organisationId: string, personId: string): Promise<void> {
  const identities = tx.user.person_id === personId ? undefined : await tx.all(listIdentities(organisationId));
  const ended = await tx.all(endIdentity(organisationId, personId, tx.now));
  // Somebody the provider does not know is somebody else's, and nothing is written of them.
  if (identities && !identities.some((one) => one.person_id === personId && !one.ended_at)) throw notFound();
  tx.record({
    userId: tx.user.person_id,
    organisationId,
    collaborationId: null,
    verb: 'account.unlinked',
    subjectType: 'person',
    subjectId: personId,
  });
  for (const { organisation_id, seat_id, kind, holder_name } of ended) {
    tx.record({
      userId: tx.user.person_id,
      organisationId: organisation_id,
      seatId: seat_id,
      collaborationId: null,
      verb: 'seat.vacated',
      subjectType: 'seat',
      subjectId: seat_id,
      before: { name: holder_name, kind },
    });
  }
}
