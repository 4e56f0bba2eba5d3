import { randomBytes } from 'node:crypto';
import { statement } from '../platform/database/statement.ts';
import { Refusal } from '../platform/errors.ts';
import { sessionHash } from '../platform/http/server.ts';
import { passwordMatches } from './passwords.ts';
import type { Tx } from './user.ts';

const findAccount = statement<{ person_id: string; password: string | null; language: string }, [string]>(
  'select person_id, password, language from find_account($1)',
);
const noteAttempt = statement<{ attempts: number }, [string, Date, Date]>(
  'select note_attempt($1, $2::timestamptz, $3::timestamptz) as attempts',
);
const forgetAttempts = statement<unknown, [string]>('select forget_attempts($1) as forgotten');
const openSession = statement<unknown, [Buffer, string, Date, Date]>(
  'select open_session($1::bytea, $2::uuid, $3::timestamptz, $4::timestamptz) as opened',
);
const endSession = statement<unknown, [Buffer]>('select end_session($1::bytea) as ended');
const actFor = statement<{ changed: boolean }, [Buffer, string, Date]>(
  'select act_for($1::bytea, $2::uuid, $3::timestamptz) as changed',
);
export const listMyOrganisations = statement<{ organisation_id: string; name: string }, [Buffer, Date]>(
  'select organisation_id, name from my_organisations($1::bytea, $2::timestamptz)',
);
export const listDemoAccounts = statement<{ name: string; email: string; titles: string }>(
  'select name, email, titles from demo_accounts()',
);

/** Ten tries for an account in a quarter of an hour, then a pause; the right password does not help during it. */
export const attemptsAllowed = 10;
const attemptWindow = 15 * 60_000;
const sessionLength = 12 * 3600_000;

export interface OpenedSession {
  readonly cookie: string;
  readonly expiresAt: Date;
}

/**
 * Notes the attempt, then checks the password. Two transactions on purpose: a failed guess must stay counted.
 * Refuses with tooManyAttempts; answers undefined when e-mail and password do not belong together.
 */
export async function countAttempt(tx: Tx, email: string): Promise<void> {
  const since = new Date(tx.now.getTime() - attemptWindow);
  const { attempts } = await tx.one(noteAttempt(`account:${email.toLowerCase()}`, tx.now, since));
  if (attempts > attemptsAllowed) throw new Refusal('tooManyAttempts', 'signIn');
}

export async function signIn(tx: Tx, email: string, password: string): Promise<OpenedSession | undefined> {
  const account = await tx.find(findAccount(email));
  if (!(await passwordMatches(password, account?.password)) || !account) return undefined;
  const cookie = randomBytes(32).toString('base64url');
  const expiresAt = new Date(tx.now.getTime() + sessionLength);
  await tx.one(openSession(sessionHash(cookie), account.person_id, tx.now, expiresAt));
  await tx.one(forgetAttempts(`account:${email.toLowerCase()}`));
  tx.record({
    verb: 'session.opened',
    subjectType: 'person',
    subjectId: account.person_id,
    userId: account.person_id,
    organisationId: null,
    collaborationId: null,
  });
  return { cookie, expiresAt };
}

export async function signOut(tx: Tx, session: Buffer): Promise<void> {
  await tx.one(endSession(session));
}

/** From now on the person acts for this organisation. Refused unless they hold a seat in it. */
export async function switchOrganisation(tx: Tx, session: Buffer, organisationId: string): Promise<void> {
  const { changed } = await tx.one(actFor(session, organisationId, tx.now));
  if (!changed) throw new Refusal('notFound');
}
