import type { Clock } from '../clock.ts';
import type { Answers, Batch, Database } from '../database/database.ts';
import type { Bound } from '../database/statement.ts';
import type { Refusal } from '../errors.ts';
import type { Markup } from '../markup/jsx-runtime.ts';
import type { Language } from '../texts.ts';
import type { ClientAddress } from './client-address.ts';
import type { FormTokens } from './form-token.ts';
import type { FormKeeper } from './kept-form.ts';
import type { Limits } from './limits.ts';
import type { ConflictWords, Page, Params, Policy, Route, Visit } from './route.ts';
import type { SecurityLog } from './security-log.ts';

export interface Log {
  info(fields: object, message?: string): void;
  error(fields: object, message?: string): void;
}

export type Failure =
  | Refusal['kind']
  | 'badForm'
  | 'writtenByAnother'
  | 'tooLarge'
  | 'tooManyRequests'
  | 'tooManySignIns'
  | 'bug';

/** What one answer shows, to whom and where: enough to write down who has read what. */
export interface Accessed<User> {
  readonly user: User;
  readonly route: Route<User>;
  readonly params: Params;
  readonly path: string;
  /** False where what was asked for was not there. */
  readonly isShown: boolean;
  /** The ids of what the database was asked about for it, and of what it says that it shows besides. */
  readonly askedAbout: ReadonlySet<string>;
  readonly now: Date;
}

/** How the shared layer shows its pages and what went wrong; given by the composition, which knows how things look. */
export interface Looks<User> {
  document(page: Page, language: Language): Markup;
  /** `wait` is how many seconds it takes until it is worth another try. */
  failure(kind: Failure, language: Language, requestId: string, wait: number | undefined): Page;
  conflict(language: Language): ConflictWords;
  /**
   * A form came after its session had ended. Signing in leads on to `next`; with `kept` to the form, with what was typed.
   * To the form directly for a `user` who has signed in meanwhile.
   */
  signInAgain(visit: Visit<User>, user: User | undefined, next: string, kept: string | undefined): Page;
  /** A form came that is sensitive, and its writer must first show who they are; then as signInAgain. */
  stepUpFirst(
    visit: Visit<User>,
    user: User,
    next: string,
    kept: string | undefined,
    read: <B extends Batch>(questions: B) => Promise<{ rows: Answers<B> }>,
  ): Promise<Page>;
}

/** What the server asks of whoever keeps the sessions. */
export interface Sessions<User> {
  /** Of whoever acts, those that have ended lately too. */
  own(): Bound<{ readonly token_hash: Buffer }>;
  /** The user has shown who they are within the last minutes. */
  hasSteppedUp(user: User, now: Date): boolean;
  /** Where they do, and are led back from. */
  readonly stepUpPath: string;
  /** Notes that the session was used. Undefined when that has been noted lately: not in every request. */
  noteUse(user: User, session: Buffer, now: Date): Bound<unknown> | undefined;
}

export interface ServerOptions<User> {
  readonly routes: readonly Route<User>[];
  readonly database: Database<User>;
  readonly clock: Clock;
  readonly log: Log;
  readonly secure: boolean;
  readonly origin: string;
  readonly tokens: FormTokens;
  readonly keeper: FormKeeper;
  readonly sessions: Sessions<User>;
  readonly looks: Looks<User>;
  readonly personOf: (user: User) => string;
  readonly organisationOf: (user: User) => string | null;
  readonly clientAddress: ClientAddress;
  /** Absent: no limits, as in most tests. */
  readonly limits?: Limits;
  readonly securityLog: SecurityLog;
  /** Where people sign in: what fails there is counted against the address that it comes from. */
  readonly isSignIn: (path: string) => boolean;
  /** What is written in /.well-known/security.txt; absent, there is none. */
  readonly securityText?: string | undefined;
  /** Told of each answer, by the pattern of its route. */
  readonly observe?: (route: string, method: string, status: number, milliseconds: number) => void;
  readonly assets: ReadonlyMap<string, Asset>;
  /** What must be written down before an answer leaves. Nothing, and nothing is written. */
  readonly accessRecords?: (accessed: Accessed<User>) => readonly Bound<unknown>[];
  /** The policy leg. Tests compose a server without it to show that row level security holds alone; nothing else may. */
  readonly enforce?: (policy: Policy<User>, user: User, params: Params) => boolean;
  readonly newRequestId: () => string;
}

export interface Asset {
  readonly body: Buffer;
  readonly type: string;
  readonly gzip?: Buffer;
}
