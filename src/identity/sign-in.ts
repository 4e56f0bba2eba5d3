import { randomBytes } from 'node:crypto';
import { statement } from '../platform/database/statement.ts';
import { Refusal } from '../platform/errors.ts';
import { sessionHash } from '../platform/http/server.ts';
import { newId } from '../platform/id.ts';
import { writeLetter } from '../platform/mail.ts';
import type { Language } from '../platform/texts.ts';
import { hashPassword, passwordMatches } from './passwords.ts';
import { identityTexts } from './texts.ts';
import { type Assurance, author, type SignInMethod, type Tx } from './user.ts';

const findAccount = statement<{ person_id: string; password: string | null; language: string }, [string]>(
  'select person_id, password, language from find_account($1)',
);
const noteAttempt = statement<{ attempts: number }, [string, Date, Date]>(
  'select note_attempt($1, $2::timestamptz, $3::timestamptz) as attempts',
);
const forgetAttempts = statement<unknown, [string]>('select forget_attempts($1) as forgotten');
const insertSession = statement<
  unknown,
  [
    token: Buffer,
    id: string,
    person: string,
    at: Date,
    endsAt: Date,
    method: SignInMethod,
    provider: string | null,
    assurance: Assurance | null,
    authenticatedAt: Date,
    agent: string,
  ]
>(`
  select open_session($1::bytea, $2::uuid, $3::uuid, $4::timestamptz, $5::timestamptz, $6, $7::uuid, $8, $9::timestamptz, $10)
    as opened`);
const endSession = statement<unknown, [Buffer, Date]>('select end_session($1::bytea, $2::timestamptz) as ended');
const extendOwnSession = statement<{ ends_at: Date | null }, [Buffer, Date, Date, longest: string]>(
  'select extend_session($1::bytea, $2::timestamptz, $3::timestamptz, $4::interval) as ends_at',
);
const chooseShortcuts = statement<unknown, [boolean]>('select choose_shortcuts($1) as chosen');
/** Of whoever is signed in, those that have ended in the last week too: what an earlier form was made for. */
export const ownSessions = statement<{ token_hash: Buffer; created_at: Date }>(
  'select token_hash, created_at from own_sessions()',
);
const actFor = statement<{ changed: boolean }, [Buffer, string, Date]>(
  'select act_for($1::bytea, $2::uuid, $3::timestamptz) as changed',
);
export const listMyOrganisations = statement<{ organisation_id: string; name: string }, [Buffer, Date]>(
  'select organisation_id, name from my_organisations($1::bytea, $2::timestamptz)',
);
export const listDemoAccounts = statement<{ name: string; email: string; role_in_demo: string }>(
  'select name, email, role_in_demo from demo_accounts()',
);

/** Of every demo account; shown beside them. Demo accounts exist in the invented example alone. */
export const demoPassword = 'arm i krok 2023';

/** Ten tries for an account in a quarter of an hour, then a pause; the right password does not help during it. */
export const attemptsAllowed = 10;
const attemptWindow = 15 * 60_000;
/** A working day and its evening; then a session ends unless whoever holds it says otherwise. */
const sessionLength = 12 * 3600_000;
/** However often it is extended. More than twenty hours, where WCAG 2.2 (2.2.1) asks for no further extension. */
export const longestSession = 24;

export interface OpenedSession {
  readonly cookie: string;
  readonly seconds: number;
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

export async function signIn(
  tx: Tx,
  email: string,
  password: string,
  agent: string,
): Promise<OpenedSession | undefined> {
  const account = await tx.find(findAccount(email));
  if (!(await passwordMatches(password, account?.password)) || !account) return undefined;
  const opened = openSession(tx, account.person_id, { method: 'password', agent });
  tx.send(forgetAttempts(`account:${email.toLowerCase()}`));
  return opened;
}

/** How somebody showed who they are. */
export interface Known {
  readonly method: SignInMethod;
  /** Whose provider said so; with the method `provider` and no other. */
  readonly providerOrganisation?: string;
  readonly assurance?: Assurance;
  /** When they showed it, where that was not now. */
  readonly authenticatedAt?: Date;
  /** What the browser calls itself. */
  readonly agent: string;
}

/** A new session for the person, under a reference that nobody has had before. */
export function openSession(tx: Tx, personId: string, known: Known): OpenedSession {
  const cookie = randomBytes(32).toString('base64url');
  const id = newId(tx.now);
  tx.send(
    insertSession(
      sessionHash(cookie),
      id,
      personId,
      tx.now,
      new Date(tx.now.getTime() + sessionLength),
      known.method,
      known.providerOrganisation ?? null,
      known.assurance ?? null,
      known.authenticatedAt ?? tx.now,
      known.agent,
    ),
  );
  tx.record({
    verb: 'session.opened',
    subjectType: 'person',
    subjectId: personId,
    userId: personId,
    organisationId: null,
    collaborationId: null,
    after: { method: known.method },
  });
  return { cookie, seconds: sessionLength / 1000 };
}

export async function signOut(tx: Tx, session: Buffer): Promise<void> {
  await tx.one(endSession(session, tx.now));
}

/** Extending it gives some time more: it has not come near the longest that a session lasts. */
export const mayBeExtended = (createdAt: Date, endsAt: Date): boolean =>
  createdAt.getTime() + longestSession * 3600_000 - endsAt.getTime() >= 60_000;

/** Another twelve hours, within the longest that a session lasts. Answers how many seconds are left. */
export async function extendSession(tx: Tx, session: Buffer): Promise<number> {
  const endsAt = new Date(tx.now.getTime() + sessionLength);
  const { ends_at } = await tx.one(extendOwnSession(session, tx.now, endsAt, `${longestSession} hours`));
  if (!ends_at) throw new Refusal('notFound');
  tx.record({
    ...author(tx.user),
    collaborationId: null,
    verb: 'session.extended',
    subjectType: 'person',
    subjectId: tx.user.person_id,
  });
  return Math.round((ends_at.getTime() - tx.now.getTime()) / 1000);
}

/** Whether keys of one letter do anything for this person, wherever signed in. */
export async function switchShortcuts(tx: Tx, on: boolean): Promise<void> {
  await tx.one(chooseShortcuts(on));
  tx.record({
    ...author(tx.user),
    collaborationId: null,
    verb: 'account.changed',
    subjectType: 'person',
    subjectId: tx.user.person_id,
    before: { has_shortcuts: tx.user.has_shortcuts },
    after: { has_shortcuts: on },
  });
}

/** From now on the person acts for this organisation. Refused unless they hold a seat in it. */
export async function switchOrganisation(tx: Tx, session: Buffer, organisationId: string): Promise<void> {
  const { changed } = await tx.one(actFor(session, organisationId, tx.now));
  if (!changed) throw new Refusal('notFound');
}

const askReset = statement<{ name: string; language: Language }, [string, Buffer, Date, Date]>(
  'select name, language from ask_password_reset($1, $2::bytea, $3::timestamptz, $4::timestamptz)',
);
const resetPassword = statement<{ person_id: string | null }, [Buffer, string, Date]>(
  'select reset_password($1::bytea, $2, $3::timestamptz) as person_id',
);
const makeAccount = statement<
  { person_id: string | null },
  [string, string, string, string, string | null, Language, boolean, boolean, number | null, string | null, Date]
>('select make_account($1::uuid, $2::uuid, $3, $4, $5, $6, $7, $8, $9::smallint, $10, $11::timestamptz) as person_id');

const resetLength = 3600_000;

/** The key of a link by which whoever has the address chooses a password, once, within so many hours. */
export async function makePasswordKey(tx: Tx, email: string, hours: number): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await tx.one(askReset(email, sessionHash(token), tx.now, new Date(tx.now.getTime() + hours * 3600_000)));
  return token;
}

/** Sends a link if the address is known. Says the same either way, so that nobody learns who has an account. */
export async function askForNewPassword(tx: Tx, origin: string, email: string): Promise<void> {
  await countAttempt(tx, `reset ${email}`);
  const token = randomBytes(32).toString('base64url');
  const ends = new Date(tx.now.getTime() + resetLength);
  const known = await tx.find(askReset(email, sessionHash(token), tx.now, ends));
  if (!known) return;
  const t = identityTexts(known.language).password;
  tx.send(
    writeLetter(
      {
        to: email,
        organisationId: null,
        subject: t.letterSubject,
        paragraphs: [t.letterGreeting(known.name), t.letterText, `${origin}/new-password/${token}`, t.letterOtherwise],
        runsOutAt: ends,
      },
      tx.now,
    ),
  );
}

/** Ends every session of the account. Refuses as gone when the link is used, too old or unknown. */
export async function chooseNewPassword(tx: Tx, token: Buffer, password: string): Promise<void> {
  const { person_id } = await tx.one(resetPassword(token, await hashPassword(password), tx.now));
  if (!person_id) throw new Refusal('gone');
  tx.record({
    userId: person_id,
    organisationId: null,
    collaborationId: null,
    verb: 'password.changed',
    subjectType: 'person',
    subjectId: person_id,
  });
}

export interface NewAccount {
  readonly name: string;
  readonly email: string;
  /** As passwords.ts keeps it; null for somebody who never signs in. */
  readonly passwordHash: string | null;
  readonly organisationId: string;
  readonly language: Language;
  readonly isSystemAdministrator: boolean;
  readonly isDemo: boolean;
  /** Offered on the sign-in page of the demonstration, in this place and under this role. */
  readonly demo?: { readonly place: number; readonly role: string } | undefined;
}

/** An account without an invitation: the first system administrator and the people of the example. Undefined when the address is taken. */
export async function addAccount(tx: Tx, account: NewAccount): Promise<string | undefined> {
  const id = newId(tx.now);
  const { person_id } = await tx.one(
    makeAccount(
      id,
      account.organisationId,
      account.name,
      account.email,
      account.passwordHash,
      account.language,
      account.isSystemAdministrator,
      account.isDemo,
      account.demo?.place ?? null,
      account.demo?.role ?? null,
      tx.now,
    ),
  );
  if (!person_id) return undefined;
  tx.record({
    userId: null,
    organisationId: account.organisationId,
    collaborationId: null,
    verb: 'account.added',
    subjectType: 'person',
    subjectId: id,
    after: { name: account.name, isSystemAdministrator: account.isSystemAdministrator },
  });
  return id;
}
