import { randomBytes } from 'node:crypto';
import { type Bound, statement } from '../platform/database/statement.ts';
import { Refusal } from '../platform/errors.ts';
import type { Installation, SignInSettings } from '../platform/feature.ts';
import { sessionHash } from '../platform/http/cookies.ts';
import type { Sessions } from '../platform/http/server-options.ts';
import { newId } from '../platform/id.ts';
import { writeLetter } from '../platform/mail.ts';
import { formatsFor, type Language } from '../platform/texts.ts';
import { tellPerson } from './account-letters.ts';
import { agentWords } from './agent.ts';
import { hashPassword, isTooCheap, passwordMatches } from './passwords.ts';
import { identityTexts } from './texts.ts';
import { type Assurance, author, type SignInMethod, type Tx, type User } from './user.ts';

/** What is known of an account when somebody signs in to it, or confirms that it is theirs. */
export interface Account {
  readonly person_id: string;
  readonly name: string;
  readonly email: string;
  readonly password: string | null;
  readonly language: Language;
  readonly is_system_administrator: boolean;
  readonly is_demo: boolean;
  readonly has_authenticator: boolean;
  readonly has_passkey: boolean;
  readonly recovery_left: number;
}
const ofAccount = `person_id, name, email, password, language, is_system_administrator, is_demo, has_authenticator,
  has_passkey, recovery_left`;
const findAccount = statement<Account, [email: string]>(`select ${ofAccount} from find_account($1)`);
export const accountOf = statement<Account, [person: string]>(`select ${ofAccount} from account_of($1::uuid)`);
export const hasSecondFactor = (account: Account): boolean => account.has_authenticator || account.has_passkey;
const rehash = statement<unknown, [person: string, before: string, after: string]>(
  'select rehash_password($1::uuid, $2, $3) as hashed',
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
    idle: string,
    administering: boolean,
  ]
>(`
  select open_session($1::bytea, $2::uuid, $3::uuid, $4::timestamptz, $5::timestamptz, $6, $7::uuid, $8, $9::timestamptz,
    $10, $11::interval, $12) as opened`);
const steppedUp = statement<
  { ends_at: Date | null },
  [Buffer, Buffer, string, Date, SignInMethod | null, string | null, Assurance | null, boolean]
>(`
  select step_up_session($1::bytea, $2::bytea, $3::uuid, $4::timestamptz, $5, $6::uuid, $7, $8) as ends_at`);
/** Which organisation a session does not act for, and why. */
export const refusalOf = statement<{ because: string | null; organisation_name: string | null }, [session: Buffer]>(
  'select because, organisation_name from refusal_of($1::bytea)',
);
const beginStep = statement<unknown, [Buffer, string, Date, Date]>(
  'select begin_sign_in_step($1::bytea, $2::uuid, $3::timestamptz, $4::timestamptz) as begun',
);
/** Whose password was right a while ago. */
export const findSignInStep = statement<Account, [step: Buffer, now: Date]>(
  `select ${ofAccount} from find_sign_in_step($1::bytea, $2::timestamptz)`,
);
export const endSignInStep = statement<unknown, [step: Buffer]>('select end_sign_in_step($1::bytea) as ended');
const noteUse = statement<unknown, [Buffer, Date]>('select note_session_use($1::bytea, $2::timestamptz) as noted');
const otherAdministrators = statement<{ name: string; email: string; language: Language }, [person: string]>(
  'select name, email, language from other_system_administrators($1::uuid)',
);
const endSession = statement<unknown, [Buffer, Date]>('select end_session($1::bytea, $2::timestamptz) as ended');
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

/**
 * Tries within a quarter of an hour, then a pause; what is right does not help during it. By what is guessed at: the password
 * of an address, a letter to it, the code of a person, the answer of a passkey, the password of somebody who is signed in.
 * Five codes of a million, three of them right at a time, are one chance in sixty thousand a quarter.
 */
export const attemptsAllowed = { account: 10, reset: 5, code: 5, passkey: 10, stepUp: 10 } as const;
const attemptWindow = 15 * 60_000;

/**
 * An hour unused and a day in all: what NIST SP 800-63B-4 (2.2.3) sets for two factors. More than twenty hours, so that
 * whoever needs long for a page is not stopped by what cannot be extended (WCAG 2.2, 2.2.1).
 */
const usual: SignInSettings = { idleMinutes: 60, longestHours: 24, administratorsNeedSecondFactor: true };
/** In the demonstration everyone's password is known to all, and nobody is kept from looking. */
export const signInRules = (house: Pick<Installation, 'demo' | 'signIn'>): SignInSettings =>
  house.signIn ?? { ...usual, administratorsNeedSecondFactor: !house.demo };

export interface OpenedSession {
  readonly cookie: string;
  readonly seconds: number;
}

/** Notes a try, in a transaction of its own: a failed one must stay counted. Refuses with tooManyAttempts. */
export async function countAttempt(tx: Tx, at: keyof typeof attemptsAllowed, whom: string): Promise<void> {
  const since = new Date(tx.now.getTime() - attemptWindow);
  const { attempts } = await tx.one(noteAttempt(`${at}:${whom.toLowerCase()}`, tx.now, since));
  if (attempts > attemptsAllowed[at]) throw new Refusal('tooManyAttempts', 'signIn');
}
export const forgetTries = (at: keyof typeof attemptsAllowed, whom: string) =>
  forgetAttempts(`${at}:${whom.toLowerCase()}`);

/** Whose e-mail and password these are. Takes as long when nobody has the address. */
export async function checkPassword(tx: Tx, email: string, password: string): Promise<Account | undefined> {
  const account = await tx.find(findAccount(email));
  if (!(await passwordMatches(password, account?.password)) || !account?.password) return undefined;
  if (isTooCheap(account.password)) {
    tx.send(rehash(account.person_id, account.password, await hashPassword(password)));
  }
  tx.send(forgetTries('account', email));
  return account;
}

/** So long a right password waits for the second factor. */
export const stepMinutes = 10;
/** The password was right; the key of the step is good for nothing but to bring the second factor. */
export function beginSignInStep(tx: Tx, personId: string): string {
  const key = randomBytes(32).toString('base64url');
  const endsAt = new Date(tx.now.getTime() + stepMinutes * 60_000);
  tx.send(beginStep(sessionHash(key), personId, tx.now, endsAt));
  return key;
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

/** How somebody is known says more than a password alone. */
const isMoreThanPassword = (method: SignInMethod): boolean => method !== 'password';
const mayAdminister = (method: SignInMethod, rules: SignInSettings): boolean =>
  isMoreThanPassword(method) || !rules.administratorsNeedSecondFactor;

/** A new session for the person, under a reference that nobody has had before. */
export function openSession(tx: Tx, personId: string, known: Known, rules: SignInSettings): OpenedSession {
  const cookie = randomBytes(32).toString('base64url');
  const id = newId(tx.now);
  const seconds = rules.longestHours * 3600;
  tx.send(
    insertSession(
      sessionHash(cookie),
      id,
      personId,
      tx.now,
      new Date(tx.now.getTime() + seconds * 1000),
      known.method,
      known.providerOrganisation ?? null,
      known.assurance ?? null,
      known.authenticatedAt ?? tx.now,
      agentWords(known.agent),
      `${rules.idleMinutes} minutes`,
      mayAdminister(known.method, rules),
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
  return { cookie, seconds };
}

/**
 * Signs in past any provider, with what this installation itself knows. A system administrator who does is told of to the
 * others: it is the way in when the provider is away, and the way in for whoever has stolen a password.
 */
export async function openLocalSession(
  tx: Tx,
  origin: string,
  account: Account,
  known: Known,
  rules: SignInSettings,
): Promise<OpenedSession> {
  const opened = openSession(tx, account.person_id, known, rules);
  if (!account.is_system_administrator || account.is_demo) return opened;
  tx.record({
    verb: 'session.openedByAdministrator',
    subjectType: 'person',
    subjectId: account.person_id,
    userId: account.person_id,
    organisationId: null,
    collaborationId: null,
    after: { method: known.method, agent: agentWords(known.agent) },
  });
  for (const other of await tx.all(otherAdministrators(account.person_id))) {
    const t = identityTexts(other.language).alarm;
    const when = formatsFor(other.language);
    tx.send(
      writeLetter(
        {
          to: other.email,
          organisationId: null,
          subject: t.subject(account.name),
          paragraphs: [
            identityTexts(other.language).password.letterGreeting(other.name),
            t.text(account.name, `${when.date(tx.now)} ${when.time(tx.now)}`, agentWords(known.agent)),
            t.otherwise,
            `${origin}/organisations`,
          ],
          runsOutAt: new Date(tx.now.getTime() + 7 * 24 * 3600_000),
        },
        tx.now,
      ),
    );
  }
  return opened;
}

/** Where a sign-in leads: on, or to the page that says why the organisation is not acted for and what to do. */
export async function landing(tx: Tx, opened: OpenedSession, next: string): Promise<string> {
  const { because } = await tx.one(refusalOf(sessionHash(opened.cookie)));
  return because ? `/kept-out?next=${encodeURIComponent(next)}` : next;
}

/**
 * Whoever is signed in has shown once more who they are: the session goes on under a new reference, and the old one is dead.
 * Without `known` it counts as opened as it was; with it, as known in that way from now on.
 */
export async function stepUpSession(
  tx: Tx,
  session: Buffer,
  known: Omit<Known, 'agent'> | undefined,
  rules: SignInSettings,
): Promise<OpenedSession> {
  const cookie = randomBytes(32).toString('base64url');
  const { ends_at } = await tx.one(
    steppedUp(
      session,
      sessionHash(cookie),
      newId(tx.now),
      tx.now,
      known?.method ?? null,
      known?.providerOrganisation ?? null,
      known?.assurance ?? null,
      known !== undefined && mayAdminister(known.method, rules),
    ),
  );
  if (!ends_at) throw new Refusal('notFound');
  tx.record({
    ...author(tx.user),
    collaborationId: null,
    verb: 'session.steppedUp',
    subjectType: 'person',
    subjectId: tx.user.person_id,
    ...(known ? { after: { method: known.method } } : {}),
  });
  return { cookie, seconds: Math.round((ends_at.getTime() - tx.now.getTime()) / 1000) };
}

/** A sensitive act within so many minutes of showing who one is asks nothing more. */
export const stepUpMinutes = 10;
export function hasSteppedUp(user: User, now: Date): boolean {
  const shown = Math.max(user.authenticated_at?.getTime() ?? 0, user.stepped_up_at?.getTime() ?? 0);
  return now.getTime() - shown < stepUpMinutes * 60_000;
}

/** When the session ends if nothing more is done in it. Null without a session. */
export function sessionEnd(user: User, seenAt: Date | null = user.session_seen_at): Date | null {
  if (!user.session_ends_at || !seenAt) return null;
  return new Date(Math.min(user.session_ends_at.getTime(), seenAt.getTime() + (user.session_idle_seconds ?? 0) * 1000));
}

/** A twelfth of the time that a session lasts unused, five minutes of an hour: so many writes, and so inexact at most. */
const noteEvery = (user: User): number => ((user.session_idle_seconds ?? 0) * 1000) / 12;
/** What a page can count on: that it was opened is noted, or was lately. */
export const endAfterVisit = (user: User, now: Date): Date | null =>
  sessionEnd(
    user,
    user.session_seen_at && now.getTime() - user.session_seen_at.getTime() >= noteEvery(user)
      ? now
      : user.session_seen_at,
  );
function noteSessionUse(user: User, session: Buffer, now: Date): Bound<unknown> | undefined {
  if (!user.session_seen_at || now.getTime() - user.session_seen_at.getTime() < noteEvery(user)) return undefined;
  return noteUse(session, now);
}

/** What the server asks of those who keep the sessions. */
export const sessions: Sessions<User> = {
  own: ownSessions,
  hasSteppedUp,
  stepUpPath: '/step-up',
  noteUse: noteSessionUse,
};

export async function signOut(tx: Tx, session: Buffer): Promise<void> {
  await tx.one(endSession(session, tx.now));
}

/** Going on gives some time more: the end that nothing moves has not come near. */
export const mayBeExtended = (user: User, now: Date): boolean => {
  const last = user.session_ends_at?.getTime() ?? 0;
  return last - now.getTime() >= 60_000 && (sessionEnd(user)?.getTime() ?? 0) < last;
};

/** The session lasts as long again, within the longest that one lasts. */
export async function extendSession(tx: Tx, session: Buffer): Promise<void> {
  await tx.one(noteUse(session, tx.now));
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

/** Whose password a link is for: what the new one may not be made of. */
export const findPasswordReset = statement<
  { name: string; email: string; organisation_name: string },
  [token: Buffer, now: Date]
>('select name, email, organisation_name from find_password_reset($1::bytea, $2::timestamptz)');

/**
 * Ends every session of the account, and does not open one: a second factor is asked for as before. Refuses as gone when the
 * link is used, too old or unknown.
 */
export async function chooseNewPassword(tx: Tx, origin: string, token: Buffer, password: string): Promise<void> {
  const { person_id } = await tx.one(resetPassword(token, await hashPassword(password), tx.now));
  if (!person_id) throw new Refusal('gone');
  tellPerson(tx, origin, await tx.one(accountOf(person_id)), (t) => t.letters.passwordChanged);
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
