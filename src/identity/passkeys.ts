import {
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { statement } from '../platform/database/statement.ts';
import { notFound } from '../platform/errors.ts';
import { newId, timeOf } from '../platform/id.ts';
import { author, type Tx } from './user.ts';

export interface PasskeyRow {
  readonly id: string;
  readonly credential_id: Buffer;
  readonly transports: readonly string[];
  readonly name: string;
  readonly may_be_copied: boolean;
  readonly created_at: Date;
  readonly last_used_at: Date | null;
}

const findPasskey = statement<
  { person_id: string; public_key: Buffer; counter: string; transports: string[] },
  [credential: Buffer]
>('select person_id, public_key, counter, transports from find_passkey($1::bytea)');
const insertPasskey = statement<
  { added: boolean },
  [string, Buffer, Buffer, number, string[], string, boolean, boolean, Date]
>('select add_passkey($1::uuid, $2::bytea, $3::bytea, $4::bigint, $5::text[], $6, $7, $8, $9::timestamptz) as added');
const noteUse = statement<unknown, [credential: Buffer, counter: number, copied: boolean, now: Date]>(
  'select note_passkey_use($1::bytea, $2::bigint, $3, $4::timestamptz) as noted',
);
const takeAway = statement<{ name: string | null }, [id: string]>('select remove_passkey($1::uuid) as name');

/**
 * What a passkey signs is the token of the form that it comes in: made here, for this session, good once, and hard to guess.
 * It need not be stored, and a page that only shows a form writes nothing.
 */
const challengeLasts = 10 * 60_000;
const challengeOf = (formToken: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(formToken);
const expectedChallenge = (formToken: string): string => Buffer.from(formToken).toString('base64url');
const isFresh = (formToken: string, now: Date): boolean =>
  now.getTime() - timeOf(formToken.slice(0, 36)).getTime() < challengeLasts;

/** EdDSA, ES256 and RS256: what devices in use make. Newer ones wait until Node no longer calls them experimental. */
const algorithms = [-8, -7, -257];

/** The site that a passkey is for: the name of the host, without port. */
const siteOf = (origin: string): string => new URL(origin).hostname;
const written = (credential: Buffer): string => credential.toString('base64url');

/** What the browser is asked when somebody signs in: any passkey of theirs for this site, opened by finger, face or PIN. */
export const askForPasskey = (origin: string, formToken: string): Promise<PublicKeyCredentialRequestOptionsJSON> =>
  generateAuthenticationOptions({
    rpID: siteOf(origin),
    challenge: challengeOf(formToken),
    userVerification: 'required',
    timeout: challengeLasts,
  });

/** What the browser is asked when somebody adds a passkey: one that it finds by itself, and that none of theirs is already. */
export const askForNewPasskey = (
  origin: string,
  formToken: string,
  owner: { readonly person: string; readonly name: string; readonly email: string },
  known: readonly PasskeyRow[],
): Promise<PublicKeyCredentialCreationOptionsJSON> =>
  generateRegistrationOptions({
    rpName: 'Armkrok',
    rpID: siteOf(origin),
    userID: Uint8Array.from(Buffer.from(owner.person.replaceAll('-', ''), 'hex')),
    userName: owner.email,
    userDisplayName: owner.name,
    challenge: challengeOf(formToken),
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    timeout: challengeLasts,
    excludeCredentials: known.map((key) => ({ id: written(key.credential_id), transports: [...key.transports] })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });

function parsed<Answer>(text: string): Answer | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null ? (answer as Answer) : undefined;
  } catch {
    return undefined;
  }
}

/** What a passkey answered, and the form that it came in. */
export interface PasskeyAnswer {
  readonly answer: string;
  readonly formToken: string;
}

/** Which passkey an answer says that it is of: what tries are counted by. */
export function passkeyNamed(answer: string): string {
  const id = parsed<{ id?: unknown }>(answer)?.id;
  return typeof id === 'string' ? id.slice(0, 100) : '';
}

/**
 * Whose passkey answered. Undefined when it is not known here, did not answer this form, is for another site, was opened
 * without finger, face or PIN, or has a counter that says that it has been copied.
 */
export async function checkPasskey(
  tx: Tx,
  origin: string,
  { answer, formToken }: PasskeyAnswer,
): Promise<string | undefined> {
  const response = parsed<AuthenticationResponseJSON>(answer);
  if (typeof response?.id !== 'string' || !isFresh(formToken, tx.now)) return undefined;
  const credential = Buffer.from(response.id, 'base64url');
  const known = await tx.find(findPasskey(credential));
  if (!known) return undefined;
  const outcome = await verifyAuthenticationResponse({
    response,
    expectedChallenge: expectedChallenge(formToken),
    expectedOrigin: origin,
    expectedRPID: siteOf(origin),
    requireUserVerification: true,
    credential: {
      id: written(credential),
      publicKey: Uint8Array.from(known.public_key),
      counter: Number(known.counter),
      transports: known.transports as AuthenticatorTransport[],
    },
  }).catch(() => undefined);
  if (!outcome?.verified) return undefined;
  const { newCounter, credentialBackedUp } = outcome.authenticationInfo;
  await tx.one(noteUse(credential, newCounter, credentialBackedUp, tx.now));
  return known.person_id;
}

/** Takes a passkey that the browser has just made. Answers false when it was not made for this form and site, or is somebody's already. */
export async function addPasskey(
  tx: Tx,
  origin: string,
  { answer, formToken }: PasskeyAnswer,
  name: string,
): Promise<boolean> {
  const response = parsed<RegistrationResponseJSON>(answer);
  if (!response || !isFresh(formToken, tx.now)) return false;
  const outcome = await verifyRegistrationResponse({
    response,
    expectedChallenge: expectedChallenge(formToken),
    expectedOrigin: origin,
    expectedRPID: siteOf(origin),
    requireUserVerification: true,
    supportedAlgorithmIDs: algorithms,
  }).catch(() => undefined);
  if (!outcome?.verified) return false;
  const { credential, credentialDeviceType, credentialBackedUp } = outcome.registrationInfo;
  const { added } = await tx.one(
    insertPasskey(
      newId(tx.now),
      Buffer.from(credential.id, 'base64url'),
      Buffer.from(credential.publicKey),
      credential.counter,
      credential.transports ?? [],
      name,
      credentialDeviceType === 'multiDevice',
      credentialBackedUp,
      tx.now,
    ),
  );
  if (!added) return false;
  tx.record({
    ...author(tx.user),
    collaborationId: null,
    verb: 'account.passkeyAdded',
    subjectType: 'person',
    subjectId: tx.user.person_id,
    after: { name },
  });
  return true;
}

/** Refuses as not found one that is somebody else's. */
export async function removePasskey(tx: Tx, id: string): Promise<void> {
  const { name } = await tx.one(takeAway(id));
  if (name === null) throw notFound();
  tx.record({
    ...author(tx.user),
    collaborationId: null,
    verb: 'account.passkeyRemoved',
    subjectType: 'person',
    subjectId: tx.user.person_id,
    before: { name },
  });
}
