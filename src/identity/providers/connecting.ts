import { createHash, generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { statement } from '../../platform/database/statement.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import { newId } from '../../platform/id.ts';
import type { Sealing } from '../../platform/sealing.ts';
import type { OrganisationKind } from '../organisation.ts';
import type { Tx } from '../user.ts';
import type { ProviderClient, SigningKey } from './asking.ts';
import type { AcceptedAcr, ClaimMapping, Provider, ProviderAuthentication, ProviderReason } from './provider.ts';

export const listProviders = statement<{ organisation_id: string; name: string }>(
  'select organisation_id, name from providers_to_choose()',
);
export const findProviderAbove = statement<{ organisation_id: string; name: string }, [organisation: string]>(
  'select organisation_id, name from provider_above($1::uuid)',
);
const providerColumns = `
  select organisation_id, organisation_name, issuer, client_id, contact, authentication, sealed_secret, is_request_signed,
    name_claim, email_claim, accepted_acrs, is_acr_required, is_offered, version, tested_version, tested_at, failure, failed_at`;
export const findProvider = statement<Provider, [organisation: string]>(`
  ${providerColumns} from find_provider($1::uuid)`);
/** For whoever administers it, and for nobody else. */
export const findAdministeredProvider = statement<Provider, [organisation: string]>(`
  ${providerColumns} from administered_provider($1::uuid)`);

export interface ProviderKeyRow {
  readonly key_id: string;
  readonly public_key: Readonly<Record<string, unknown>>;
  readonly sealed_key: string;
  readonly created_at: Date;
  readonly begun_at: Date | null;
  readonly is_signing: boolean | null;
}
export const listProviderKeys = statement<ProviderKeyRow, [organisation: string, at: Date]>(`
  select key_id, public_key, sealed_key, created_at, begun_at, is_signing
  from provider_keys($1::uuid, $2::timestamptz)`);

export interface ClaimMappingRow extends ClaimMapping {
  readonly seat_title: string;
  readonly seat_organisation_name: string;
}
export const listClaimMappings = statement<ClaimMappingRow, [organisation: string]>(`
  select id, claim, value, seat_organisation_id, seat_id, kind, seat_title, seat_organisation_name
  from claim_mappings($1::uuid)`);

export interface SeatWithin {
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly seat_id: string;
  readonly title: string;
}
export const listSeatsWithin = statement<SeatWithin, [organisation: string]>(
  'select organisation_id, organisation_name, seat_id, title from seats_within($1::uuid)',
);

export interface IdentityRow {
  readonly person_id: string;
  readonly name: string;
  readonly shown_email: string | null;
  readonly created_at: Date;
  readonly used_at: Date;
  readonly ended_at: Date | null;
}
export const listIdentities = statement<IdentityRow, [organisation: string]>(
  'select person_id, name, shown_email, created_at, used_at, ended_at from provider_identities($1::uuid)',
);

const keep = statement<
  { version: number | null },
  [
    organisation: string,
    version: number,
    issuer: string,
    clientId: string,
    contact: string,
    authentication: ProviderAuthentication,
    secret: string | null,
    isRequestSigned: boolean,
    nameClaim: string,
    emailClaim: string,
    acrs: string,
    isAcrRequired: boolean,
    at: Date,
  ]
>(`
  select keep_provider($1::uuid, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::jsonb, $12, $13::timestamptz) as version`);
const noteTest = statement<unknown, [organisation: string, version: number, at: Date]>(
  'select note_provider_test($1::uuid, $2, $3::timestamptz) as noted',
);
const noteFailure = statement<unknown, [organisation: string, reason: string, at: Date]>(
  'select note_provider_failure($1::uuid, $2, $3::timestamptz) as noted',
);
const turn = statement<{ changed: boolean }, [organisation: string, on: boolean, at: Date]>(
  'select switch_provider($1::uuid, $2, $3::timestamptz) as changed',
);
const addKey = statement<unknown, [string, keyId: string, publicKey: string, sealedKey: string, begins: boolean, Date]>(
  'select add_provider_key($1::uuid, $2, $3::jsonb, $4, $5, $6::timestamptz) as added',
);
const beginKey = statement<{ begun: boolean }, [organisation: string, keyId: string, at: Date]>(
  'select begin_provider_key($1::uuid, $2, $3::timestamptz) as begun',
);
const addMapping = statement<
  { added: boolean },
  [string, id: string, claim: string, value: string, seatOrganisation: string, seat: string, kind: string, at: Date]
>('select add_claim_mapping($1::uuid, $2::uuid, $3, $4, $5::uuid, $6::uuid, $7, $8::timestamptz) as added');
const removeMapping = statement<
  { claim: string; value: string; seat_organisation_id: string; seat_id: string },
  [organisation: string, id: string]
>('select claim, value, seat_organisation_id, seat_id from remove_claim_mapping($1::uuid, $2::uuid)');

/** Whoever answers for itself has a provider; a department or a unit uses that of what it belongs to. */
export const mayHaveProvider = (organisation: {
  readonly kind: OrganisationKind | null;
  readonly verified_at: Date | null;
}): boolean => organisation.verified_at !== null && organisation.kind !== 'department' && organisation.kind !== 'unit';

const secretOf = (organisationId: string): string => `client secret at the provider of ${organisationId}`;
const keyOf = (organisationId: string): string => `signing key at the provider of ${organisationId}`;

export interface ProviderSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly contact: string;
  readonly authentication: ProviderAuthentication;
  /** Undefined keeps the one there is. */
  readonly secret: string | undefined;
  readonly isRequestSigned: boolean;
  readonly nameClaim: string;
  readonly emailClaim: string;
  readonly acceptedAcrs: readonly AcceptedAcr[];
  readonly isAcrRequired: boolean;
}

const entry = (tx: Tx, organisationId: string, verb: string, more: { before?: unknown; after?: unknown }) =>
  tx.record({
    userId: tx.user.person_id,
    organisationId,
    collaborationId: null,
    verb,
    subjectType: 'organisation',
    subjectId: organisationId,
    ...more,
  });

/**
 * Connects the provider, or changes how. What is changed is switched off and must be tested anew. Refuses with conflict
 * `changed` when somebody was first.
 */
export async function keepProvider(
  tx: Tx,
  sealing: Sealing,
  organisationId: string,
  readVersion: number,
  settings: ProviderSettings,
): Promise<void> {
  const { secret } = settings;
  const before = await tx.find(findProvider(organisationId));
  const kept = await tx.one(
    keep(
      organisationId,
      readVersion,
      settings.issuer,
      settings.clientId,
      settings.contact,
      settings.authentication,
      secret === undefined ? null : sealing.seal(secret, secretOf(organisationId)),
      settings.isRequestSigned,
      settings.nameClaim,
      settings.emailClaim,
      JSON.stringify(settings.acceptedAcrs),
      settings.isAcrRequired,
      tx.now,
    ),
  );
  if (kept.version === null) throw conflict('changed');
  const told = ({
    issuer,
    clientId,
    authentication,
  }: {
    issuer: string;
    clientId: string;
    authentication: string;
  }) => ({
    issuer,
    clientId,
    authentication,
  });
  entry(tx, organisationId, 'provider.kept', {
    ...(before ? { before: told({ ...before, clientId: before.client_id }) } : {}),
    after: { ...told(settings), isSecretNew: secret !== undefined },
  });
}

/** A key of its own for the organisation's provider. The first signs at once; another waits until it is begun with. */
export async function makeProviderKey(tx: Tx, sealing: Sealing, organisationId: string): Promise<string> {
  const keys = await tx.all(listProviderKeys(organisationId, tx.now));
  // RSA and RS256: every provider knows them, ADFS nothing else. 3072 bits hold beyond 2030 (ENISA, NIST SP 800-57).
  const pair = await promisify(generateKeyPair)('rsa', { modulusLength: 3072 });
  const { kty, n, e } = pair.publicKey.export({ format: 'jwk' });
  const keyId = createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url');
  const pem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const published = { kty, n, e, kid: keyId, use: 'sig', alg: 'RS256' };
  const sealed = sealing.seal(pem, keyOf(organisationId));
  await tx.one(addKey(organisationId, keyId, JSON.stringify(published), sealed, keys.length === 0, tx.now));
  entry(tx, organisationId, 'provider.keyMade', { after: { keyId } });
  return keyId;
}

export async function beginProviderKey(tx: Tx, organisationId: string, keyId: string): Promise<void> {
  const { begun } = await tx.one(beginKey(organisationId, keyId, tx.now));
  if (!begun) throw notFound();
  entry(tx, organisationId, 'provider.keyBegun', { after: { keyId } });
}

/** What the provider is spoken to with, unsealed. */
export function clientOf(sealing: Sealing, provider: Provider, keys: readonly ProviderKeyRow[]): ProviderClient {
  const { organisation_id: organisationId, sealed_secret: sealed } = provider;
  const signing = keys.find((key) => key.is_signing);
  const pem = signing && sealing.open(signing.sealed_key, keyOf(organisationId));
  const key: SigningKey | undefined = signing && pem ? { keyId: signing.key_id, pem } : undefined;
  const secret = sealed ? sealing.open(sealed, secretOf(organisationId)) : undefined;
  return { provider, secret, key };
}

export interface NewClaimMapping {
  readonly claim: string;
  readonly value: string;
  readonly seatOrganisationId: string;
  readonly seatId: string;
  readonly kind: 'holder' | 'deputy';
}

/** Refuses as not found when the seat stands neither in the organisation nor below it. */
export async function addClaimMapping(tx: Tx, organisationId: string, mapping: NewClaimMapping): Promise<string> {
  const id = newId(tx.now);
  const { claim, value, seatOrganisationId, seatId, kind } = mapping;
  const { added } = await tx.one(
    addMapping(organisationId, id, claim, value, seatOrganisationId, seatId, kind, tx.now),
  );
  if (!added) throw notFound();
  entry(tx, organisationId, 'provider.mappingAdded', { after: mapping });
  return id;
}

export async function removeClaimMapping(tx: Tx, organisationId: string, mappingId: string): Promise<void> {
  const removed = await tx.one(removeMapping(organisationId, mappingId));
  entry(tx, organisationId, 'provider.mappingRemoved', {
    before: {
      claim: removed.claim,
      value: removed.value,
      seatOrganisationId: removed.seat_organisation_id,
      seatId: removed.seat_id,
    },
  });
}

/** The test of these settings went well. */
export async function noteProviderTest(tx: Tx, organisationId: string, version: number): Promise<void> {
  await tx.one(noteTest(organisationId, version, tx.now));
  entry(tx, organisationId, 'provider.tested', { after: { version } });
}

/** The latest failure, for whoever administers the provider. */
export async function noteProviderFailure(tx: Tx, organisationId: string, reason: ProviderReason): Promise<void> {
  await tx.one(noteFailure(organisationId, reason, tx.now));
}

/**
 * On, when what is there now has been tested; off, which ends every session that it opened. Refuses with conflict
 * `providerNotTested`, also when it is as wanted already.
 */
export async function switchProvider(tx: Tx, organisationId: string, on: boolean): Promise<void> {
  const { changed } = await tx.one(turn(organisationId, on, tx.now));
  if (!changed) throw conflict('providerNotTested');
  entry(tx, organisationId, on ? 'provider.switchedOn' : 'provider.switchedOff', {});
}
