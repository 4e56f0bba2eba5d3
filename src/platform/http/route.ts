import type { Acting, Answers, Batch, Tx } from '../database/database.ts';
import type { FileStore } from '../files/file-store.ts';
import type { Markup } from '../markup/jsx-runtime.ts';
import type { Formats, Language } from '../texts.ts';
import type { FieldError, FormInput } from './form-input.ts';

export type Params = Readonly<Record<string, string>>;

/** Who may: a sentence a security officer can read, and the same as a yes/no question. */
export interface Policy<User> {
  readonly name: string;
  readonly sentence: string;
  allows(user: User, params: Params): boolean;
}

/** Open to everyone, with the reason. The list of open routes is checked by a test. */
export interface OpenToAll {
  readonly openBecause: string;
}

export type Access<User> = Policy<User> | OpenToAll;
export const isOpen = <User>(access: Access<User>): access is OpenToAll => 'openBecause' in access;

/** One request, as a handler meets it. Reading and writing go through the route's policy; there is no other way in. */
export interface Visit<User> {
  readonly request: Request;
  readonly url: URL;
  readonly params: Params;
  readonly acting: Acting;
  readonly now: Date;
  readonly language: Language;
  readonly formats: Formats;
  /** The whole page in one round trip; refuses before any row is handed over. */
  read<B extends Batch>(questions: B): Promise<{ user: User; rows: Answers<B> }>;
  /**
   * As read, for another organisation that the person signed in acts for than the one chosen. Undefined where they do not,
   * or the session is not what that organisation demands. After read.
   */
  readFor<B extends Batch>(organisation: string, questions: B): Promise<{ user: User; rows: Answers<B> } | undefined>;
  /** As read, where a stranger is welcome too. Only on open routes. */
  readOpenly<B extends Batch>(questions: B): Promise<{ user: User | undefined; rows: Answers<B> }>;
  form(): Promise<FormInput>;
  /** A transaction apart from the form's own, for what must stay although the form fails. Only on open routes. */
  writeOpenly<Result>(work: (tx: Tx<User>) => Promise<Result>): Promise<Result>;
  /** As writeOpenly on the other routes, for those whom the policy allows. */
  writeApart<Result>(work: (tx: Tx<User>) => Promise<Result>): Promise<Result>;
  /**
   * Carries out the posted form once, in one transaction, and answers with a redirect to where `work` says it led.
   * A form posted again leads to the same place without doing anything again.
   */
  submit(
    work: (tx: Tx<User>, form: FormInput) => Promise<string>,
    /**
     * Shows the form again with what was typed, when `work` threw FormErrors, or refused because somebody had changed the
     * same thing since the form was opened (conflict `changed`). Nothing has been written.
     */
    again?: (state: FormAgain) => Promise<Response>,
    headers?: Headers,
  ): Promise<Response>;
  formToken(): string;
  /** Tells what else the answer shows something of, by id, such as what a search has found. */
  alsoShows(ids: readonly string[]): void;
  page(page: Page): Response | Promise<Response>;
  redirect(location: string, headers?: Headers): Response;
}

export interface Page {
  readonly title: string;
  readonly body: Markup;
  readonly status?: number;
  /** For everyone: search engines may keep where it is. */
  readonly isIndexed?: boolean;
}

/** A form as it was posted, and what must be put right. */
export interface FormAgain {
  readonly typed: Readonly<Record<string, string>>;
  readonly chosen: Readonly<Record<string, readonly string[]>>;
  readonly errors: readonly FieldError[];
  /** Somebody changed the same thing meanwhile: what the page says of it. The form shows both texts. */
  readonly conflict?: ConflictWords;
}

export interface ConflictWords {
  readonly heading: string;
  readonly text: string;
  /** Stands before what is saved now, beside what was typed. */
  readonly standsNow: string;
}

export interface Route<User> {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly access: Access<User>;
  /** The path's `:token` is the key: who holds the link acts, and no session is looked at. */
  readonly byLink?: boolean;
  /** The path's `:token` is a secret calendar address: read as its person, signed in or not, and never written. */
  readonly byCalendar?: boolean;
  /** Costs much more than a page, and has a limit of its own. */
  readonly isDear?: boolean;
  /** Its form brings files, which are taken in as they come and never lie in memory. */
  readonly receives?: Receives;
  /** Sensitive: whoever asks has shown who they are within the last minutes, or does so first. */
  readonly needsStepUp?: boolean;
  /** A module asks for it by itself: the session does not last longer for it. */
  readonly isIdle?: boolean;
  handle(visit: Visit<User>): Promise<Response>;
}

/** Where the files of a form go, and how much of it is read. */
export interface Receives {
  readonly store: Pick<FileStore, 'receive' | 'letGo'>;
  /** Bytes of one file. */
  readonly largest: number;
  /** Bytes of the whole form. */
  readonly most: number;
}

export const get = <User>(path: string, access: Access<User>, handle: Route<User>['handle']): Route<User> => ({
  method: 'GET',
  path,
  access,
  handle,
});
export const post = <User>(path: string, access: Access<User>, handle: Route<User>['handle']): Route<User> => ({
  method: 'POST',
  path,
  access,
  handle,
});

/** The same route, for a form that brings files. */
export const receiving = <User>(receives: Receives, route: Route<User>): Route<User> => ({ ...route, receives });
/** The same route, for whoever has shown within the last minutes who they are. */
export const stepUp = <User>(route: Route<User>): Route<User> => ({ ...route, needsStepUp: true });
/** The same route, which nobody's session lasts longer for. */
export const idle = <User>(route: Route<User>): Route<User> => ({ ...route, isIdle: true });

/** The same route for whoever holds the link in its `:token`. */
export const byLink = <User>(route: Route<User>): Route<User> => ({ ...route, byLink: true });

/** The same route, read as the person whose calendar address is in its `:token`. No session is looked at. */
export const byCalendar = <User>(route: Route<User>): Route<User> => ({ ...route, byCalendar: true });
