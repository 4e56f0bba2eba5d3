import { createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import type { Sealing } from '../platform/sealing.ts';
import { author, type Tx } from './user.ts';

const setAuthenticator = statement<unknown, [secret: string, step: number, now: Date]>(
  'select set_authenticator($1, $2::bigint, $3::timestamptz) as made',
);
const findAuthenticator = statement<{ secret: string }, [person: string]>(
  'select secret from find_authenticator($1::uuid)',
);
const takeStep = statement<{ used: boolean }, [person: string, step: number, now: Date]>(
  'select use_authenticator_step($1::uuid, $2::bigint, $3::timestamptz) as used',
);
const takeAwayAuthenticator = statement<{ removed: boolean }>('select remove_authenticator() as removed');
const replaceCodes = statement<unknown, [hashes: Buffer[], now: Date]>(
  'select replace_recovery_codes($1::bytea[], $2::timestamptz) as replaced',
);
const takeCode = statement<{ left_over: number | null }, [person: string, hash: Buffer, now: Date]>(
  'select use_recovery_code($1::uuid, $2::bytea, $3::timestamptz) as left_over',
);

/** RFC 6238 as every app does it: SHA-1, six digits, half a minute. */
const period = 30;
/** A code of the half minute before or after is right too: clocks differ. */
const drift = 1;
/** 160 bits, as RFC 4226 advises. */
const secretLength = 20;

/** Whose it is goes into the seal: a secret that is moved to another's row opens nothing. */
const purpose = (person: string): string => `authenticator of ${person}`;

const appOf = (secret: string): TOTP => new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period });

/** A secret that nobody has yet, sealed for the form in which its owner shows that the app has it. */
export const newSecret = (sealing: Sealing, person: string): string =>
  sealing.seal(new Secret({ size: secretLength }).base32, purpose(person));

export interface AppSetUp {
  /** What the app reads as a picture. */
  readonly address: string;
  /** The same for whoever types it, in groups of four. */
  readonly secret: string;
}

/** What an app needs to know of a sealed secret. Undefined when it was not sealed here for this person. */
export function setUpOf(
  sealing: Sealing,
  sealed: string,
  owner: { person: string; email: string },
): AppSetUp | undefined {
  const secret = sealing.open(sealed, purpose(owner.person));
  if (!secret) return undefined;
  const app = appOf(secret);
  app.issuer = 'Armkrok';
  app.label = owner.email;
  return { address: app.toString(), secret: secret.replace(/.{4}(?=.)/g, '$& ') };
}

/** The step of time that a code is of, or undefined when it is of none that is near. */
function stepOf(secret: string, code: string, now: Date): number | undefined {
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return undefined;
  const away = appOf(secret).validate({ token, timestamp: now.getTime(), window: drift });
  return away === null ? undefined : Math.floor(now.getTime() / 1000 / period) + away;
}

/** Takes the app as a second factor once it has shown a code. Answers false when the code is not of this secret. */
export async function addAuthenticator(tx: Tx, sealing: Sealing, sealed: string, code: string): Promise<boolean> {
  const { person_id: person } = tx.user;
  const secret = sealing.open(sealed, purpose(person));
  const step = secret === undefined ? undefined : stepOf(secret, code, tx.now);
  if (secret === undefined || step === undefined) return false;
  await tx.one(setAuthenticator(sealing.seal(secret, purpose(person)), step, tx.now));
  tx.record({
    ...author(tx.user),
    collaborationId: null,
    verb: 'account.authenticatorAdded',
    subjectType: 'person',
    subjectId: person,
  });
  return true;
}

export async function removeAuthenticator(tx: Tx): Promise<void> {
  const { removed } = await tx.one(takeAwayAuthenticator());
  if (!removed) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    collaborationId: null,
    verb: 'account.authenticatorRemoved',
    subjectType: 'person',
    subjectId: tx.user.person_id,
  });
}

/** A code from the person's app, of a half minute from which none has been used. */
async function isAppCode(tx: Tx, sealing: Sealing, person: string, code: string): Promise<boolean> {
  const found = await tx.find(findAuthenticator(person));
  const secret = found && sealing.open(found.secret, purpose(person));
  const step = secret === undefined ? undefined : stepOf(secret, code, tx.now);
  if (step === undefined) return false;
  const { used } = await tx.one(takeStep(person, step, tx.now));
  return used;
}

const recoveryCodes = 10;
/** Crockford's: no letter that is taken for a digit. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
/** 125 bits: enough that a plain hash cannot be turned round (ASVS 5.0, 6.5.2). */
const recoveryLength = 25;
const recoveryHash = (code: string): Buffer => createHash('sha256').update(code).digest();

/** As it is compared: without what was put between, and with the letters that were meant. */
function plainRecoveryCode(typed: string): string | undefined {
  const plain = typed.toLowerCase().replace(/[\s-]/g, '').replace(/[il]/g, '1').replaceAll('o', '0');
  return plain.length === recoveryLength ? plain : undefined;
}

/** Ten new codes, each good for one sign-in. Those before are worth nothing. They are told here and never again. */
export async function newRecoveryCodes(tx: Tx): Promise<readonly string[]> {
  const codes = Array.from({ length: recoveryCodes }, () =>
    Array.from(randomBytes(recoveryLength), (byte) => alphabet[byte & 31]).join(''),
  );
  await tx.one(replaceCodes(codes.map(recoveryHash), tx.now));
  tx.record({
    ...author(tx.user),
    collaborationId: null,
    verb: 'account.recoveryCodesMade',
    subjectType: 'person',
    subjectId: tx.user.person_id,
  });
  return codes.map((code) => code.replace(/.{5}(?=.)/g, '$&-'));
}

export type CodeKind = 'app' | 'recovery';

/**
 * What a code was, once: from the app, or one of the recovery codes. Undefined when it is neither, or has been used.
 */
export async function useCode(
  tx: Tx,
  sealing: Sealing,
  person: string,
  code: string,
): Promise<{ kind: CodeKind; left?: number } | undefined> {
  const recovery = plainRecoveryCode(code);
  if (!recovery) return (await isAppCode(tx, sealing, person, code)) ? { kind: 'app' } : undefined;
  const { left_over } = await tx.one(takeCode(person, recoveryHash(recovery), tx.now));
  if (left_over === null) return undefined;
  tx.record({
    userId: person,
    organisationId: null,
    collaborationId: null,
    verb: 'account.recoveryCodeUsed',
    subjectType: 'person',
    subjectId: person,
    after: { left: left_over },
  });
  return { kind: 'recovery', left: left_over };
}
