import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Clock } from '../clock.ts';
import type { Acting, Answers, Batch, Database } from '../database/database.ts';
import { type Bound, statement } from '../database/statement.ts';
import { Refusal } from '../errors.ts';
import type { HistoryEntry } from '../history.ts';
import { isId } from '../id.ts';
import type { Markup } from '../markup/jsx-runtime.ts';
import { scrubbedPath } from '../scrubbing.ts';
import { formatsFor, isLanguage, type Language } from '../texts.ts';
import type { ClientAddress } from './client-address.ts';
import { FormErrors, type FormInput, type ReceivedField, readFormInput } from './form-input.ts';
import type { FormTokens } from './form-token.ts';
import type { FormKeeper } from './kept-form.ts';
import type { Limits } from './limits.ts';
import { FormTooLarge, letGo, receiveForm } from './receiving-form.ts';
import {
  type ConflictWords,
  type FormAgain,
  isOpen,
  type Page,
  type Params,
  type Policy,
  type Route,
  type Visit,
} from './route.ts';
import { securityHeaders } from './security-headers.ts';
import type { SecurityEntry, SecurityEvent, SecurityLog } from './security-log.ts';

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

const formLedTo = statement<{ location: string | null }, [string, string | null]>(
  'select form_led_to($1::uuid, $2::uuid) as location',
);
const takeForm = statement<{ location: string | null }, [string, string | null, string, Date]>(
  'select take_form($1::uuid, $2::uuid, $3, $4::timestamptz) as location',
);

/** PostgreSQL's invalid_text_representation. */
const malformed = '22P02';

/** The form has already been carried out; the transaction is taken back and the answer is where it led. */
class AlreadyDone extends Error {
  readonly location: string;
  constructor(location: string) {
    super('form already carried out');
    this.location = location;
  }
}

export const statusOf: Record<Refusal['kind'], number> = {
  notFound: 404,
  forbidden: 403,
  conflict: 409,
  gone: 410,
  tooManyAttempts: 429,
  unavailable: 503,
  full: 507,
  filesAway: 503,
};

export function readCookies(header: string | null): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>();
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0) cookies.set(part.slice(0, at).trim(), part.slice(at + 1).trim());
  }
  return cookies;
}

export const sessionCookieName = (secure: boolean): string => (secure ? '__Host-session' : 'session');
export const languageCookieName = (secure: boolean): string => (secure ? '__Host-language' : 'language');

/** What is stored of a session's cookie: never the cookie itself. */
export const sessionHash = (cookie: string): Buffer =>
  createHash('sha256').update(Buffer.from(cookie, 'base64url')).digest();

/** A path on this site and nothing else: what a sign-in may lead on to. */
export function safePath(path: string | null | undefined): string {
  if (!path?.startsWith('/') || path.startsWith('//') || path.includes('\\')) return '/';
  try {
    const url = new URL(path, 'http://here.invalid');
    // "/.//elsewhere" is ours until its dots have been resolved.
    return url.host === 'here.invalid' && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}` : '/';
  } catch {
    return '/';
  }
}

/** What a request brings with it through the router, and what has been learnt of it on the way. */
interface Arriving {
  readonly requestId: string;
  readonly url: URL;
  readonly peer: string | undefined;
  /** The pattern of the route that it has come to. */
  route?: string;
  person?: string | undefined;
  organisation?: string | null | undefined;
}
interface Arrival {
  readonly Bindings: Arriving;
}
type Arrived = Context<Arrival>;

/** What answers requests: over a network, or called by a test. */
export interface Server {
  /** `peer` is the other end of the connection, where there is one. */
  fetch(request: Request, peer?: string): Promise<Response>;
  /** The answer to what is no request: it came in no shape that can be read. */
  refuse(): Response;
  /** Everything that is mounted, for the test that reads it. */
  readonly routes: readonly { readonly method: string; readonly path: string }[];
}

/**
 * A page as it was drawn, before it is known how it leaves. Lies on the answer itself: what a WeakMap holds outlives the
 * quick collections of garbage, and pages then filled the memory until the next thorough one.
 */
const drawn = Symbol('drawn');
interface Drawn extends Response {
  [drawn]?: {
    readonly html: string;
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
  };
}
const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  vary: 'accept-encoding',
};

export function createServer<User>(options: ServerOptions<User>): Server {
  const app = new Hono<Arrival>();
  const { database, clock, log, tokens, sessions } = options;
  const enforce = options.enforce ?? ((policy, user, params) => policy.allows(user, params));
  const cookieName = sessionCookieName(options.secure);
  const languageCookie = languageCookieName(options.secure);

  const tell = (event: SecurityEvent, c: Arriving, request: Request, more: Partial<SecurityEntry> = {}): void =>
    options.securityLog({
      event,
      requestId: c.requestId,
      at: clock().toISOString(),
      person: c.person ?? null,
      organisation: c.organisation ?? null,
      address: options.clientAddress(c.peer, request.headers),
      method: request.method,
      route: c.route ?? 'none',
      path: scrubbedPath(c.url.pathname),
      ...more,
    });

  const languageOf = (request: Request, cookies: ReadonlyMap<string, string>): Language => {
    const chosen = cookies.get(languageCookie);
    if (isLanguage(chosen)) return chosen;
    const wanted = request.headers.get('accept-language') ?? '';
    return /^\s*en\b/i.test(wanted) && !/\bsv\b/i.test(wanted) ? 'en' : 'sv';
  };

  const html = (page: Page, language: Language, status = page.status ?? 200, retryAfter?: string): Response => {
    const text = `<!doctype html>${options.looks.document(page, language).html}`;
    const headers = {
      ...pageHeaders,
      ...(retryAfter ? { 'retry-after': retryAfter } : {}),
      ...(page.isIndexed ? { 'x-robots-tag': 'index' } : {}),
    };
    const answer: Drawn = new Response(text, { status, headers });
    answer[drawn] = { html: text, status, headers };
    return answer;
  };
  const fail = (kind: Failure, language: Language, requestId: string, status: number, wait?: number): Response => {
    const seconds = wait ?? (status === 503 ? 5 : status === 429 ? 60 : undefined);
    return html(options.looks.failure(kind, language, requestId, seconds), language, status, seconds?.toString());
  };

  const answerError = (error: unknown, path: string, language: Language, requestId: string): Response => {
    if (error instanceof Refusal) {
      log.info({ requestId, refusal: error.kind, reason: error.reason, path: scrubbedPath(path) });
      return fail(error.kind, language, requestId, statusOf[error.kind]);
    }
    if (isNoValue(error)) {
      log.info({ requestId, refusal: 'notFound', reason: (error as { code: string }).code, path: scrubbedPath(path) });
      return fail('notFound', language, requestId, 404);
    }
    // What was sent where an id or a number belongs is neither: it is the id of nothing.
    if ((error as { code?: string }).code === malformed) return fail('notFound', language, requestId, 404);
    log.error({ requestId, error }, 'request failed');
    return fail('bug', language, requestId, 500);
  };

  const always = securityHeaders(options.secure);
  /** Compresses, and adds the headers of every answer. A page's are written at once: most of what is asked for is a page. */
  const dress = async (answer: Drawn, requestId: string, zip: boolean): Promise<Response> => {
    const page = answer[drawn];
    if (page) {
      const headers: Record<string, string> = { ...always, ...page.headers, 'x-request-id': requestId };
      if (!zip || page.html.length < worthZipping) return new Response(page.html, { status: page.status, headers });
      headers['content-encoding'] = 'gzip';
      return new Response(await zipped(page.html), { status: page.status, headers });
    }
    const dressed = zip ? await compressed(answer) : answer;
    for (const [name, value] of Object.entries(always)) {
      // A file says that it may do less still.
      if (!(name === 'content-security-policy' && /^sandbox\b/.test(dressed.headers.get(name) ?? ''))) {
        dressed.headers.set(name, value);
      }
    }
    // Whatever forgets to say how long it may be kept is not kept.
    if (!dressed.headers.has('cache-control')) dressed.headers.set('cache-control', 'no-store');
    dressed.headers.set('x-request-id', requestId);
    return dressed;
  };

  // Asked often by whoever watches: one cheap query a second at most.
  let known: { at: number; healthy: Promise<boolean> } | undefined;
  app.get('/health', async (c) => {
    const now = Date.now();
    if (!known || now - known.at > 1000) {
      known = {
        at: now,
        healthy: database.ping().then(
          () => true,
          () => false,
        ),
      };
    }
    const healthy = await known.healthy;
    if (!healthy && /text\/html/.test(c.req.header('accept') ?? '')) {
      return fail(
        'unavailable',
        languageOf(c.req.raw, readCookies(c.req.header('cookie') ?? null)),
        c.env.requestId,
        503,
      );
    }
    return c.json({ status: healthy ? 'healthy' : 'database away' }, healthy ? 200 : 503, {
      'cache-control': 'no-store',
    });
  });
  app.get('/health/live', (c) => c.json({ status: 'live' }, 200, { 'cache-control': 'no-store' }));
  const { securityText } = options;
  if (securityText) {
    app.get('/.well-known/security.txt', (c) => c.text(securityText, 200, { 'cache-control': 'max-age=86400' }));
  }

  app.get('/assets/:name', (c) => {
    const asset = options.assets.get(c.req.param('name'));
    if (!asset) return answerError(new Refusal('notFound'), c.env.url.pathname, 'sv', c.env.requestId);
    const headers = new Headers({
      'content-type': asset.type,
      'cache-control': 'public, max-age=31536000, immutable',
    });
    const zipped = asset.gzip && /\bgzip\b/.test(c.req.header('accept-encoding') ?? '') ? asset.gzip : undefined;
    if (zipped) headers.set('content-encoding', 'gzip');
    headers.set('vary', 'accept-encoding');
    return new Response(new Uint8Array(zipped ?? asset.body), { headers });
  });

  const serve = (route: Route<User>) => async (c: Arrived) => {
    const request = c.req.raw;
    const arrival = c.env;
    const { requestId, url } = arrival;
    arrival.route = route.path;
    const cookies = readCookies(request.headers.get('cookie'));
    const language = languageOf(request, cookies);
    const now = clock();
    const cookie = cookies.get(cookieName);
    const params = c.req.param() as Params;
    const key = route.byLink || route.byCalendar ? params.token : cookie;
    const session = key && /^[A-Za-z0-9_-]{43}$/.test(key) ? sessionHash(key) : undefined;
    const sessionKey = session?.toString('latin1');
    const acting: Acting = session ? actingBy(route, session) : null;

    let asking: User | undefined;
    let reader: User | undefined;
    const know = (user: User): void => {
      arrival.person = options.personOf(user);
      arrival.organisation = options.organisationOf(user);
      if (sessionKey) options.limits?.learn(sessionKey, { person: arrival.person, organisation: arrival.organisation });
    };
    const admit = (user: User | undefined, asksForStepUp = true): User => {
      asking ??= user;
      if (user !== undefined) know(user);
      if (isOpen(route.access)) return user as User;
      if (user === undefined) throw route.byLink ? new Refusal('gone') : new SignInFirst();
      reader = user;
      if (!enforce(route.access, user, params)) {
        tell('access.refused', arrival, request, { policy: route.access.name });
        throw new Refusal('notFound');
      }
      if (asksForStepUp && route.needsStepUp && !sessions.hasSteppedUp(user, now)) throw new StepUpFirst();
      return user;
    };
    const askedAbout = new Set<string>();
    /** Writes down what somebody is about to be shown. Fails, and then nothing is shown, when it cannot be written. */
    const recordAccess = async (isShown: boolean): Promise<void> => {
      if (reader === undefined || !options.accessRecords) return;
      const notes = options.accessRecords({
        user: reader,
        route,
        params,
        path: url.pathname,
        isShown,
        askedAbout,
        now,
      });
      if (notes.length > 0) await database.write(acting, now, async (tx) => tx.send(...notes));
    };

    /** After the page has been read and before it leaves: a page's own transaction writes nothing. */
    const noteUse = async (): Promise<void> => {
      if (!asking || !session || route.byLink || route.byCalendar || route.isIdle) return;
      const noting = sessions.noteUse(asking, session, now);
      if (!noting) return;
      await database
        .write(null, now, (tx) => tx.one(noting))
        .catch((error: unknown) => log.error({ requestId, error }, 'the use of a session was not noted'));
    };

    let input: FormInput | undefined;
    let received: readonly ReceivedField[] = [];
    const { receives } = route;
    const visit: Visit<User> = {
      request,
      url,
      params,
      acting,
      now,
      language,
      formats: formatsFor(language),
      async read<B extends Batch>(questions: B) {
        const { user, rows } = await database.read(acting, now, questions);
        for (const { values } of Object.values(questions)) {
          for (const value of values) if (typeof value === 'string' && isId(value)) askedAbout.add(value);
        }
        return { user: admit(user), rows: rows as Answers<B> };
      },
      async readFor(organisation, questions) {
        if (isOpen(route.access) || !acting || !('session' in acting) || !reader) throw new Refusal('notFound');
        const { user, rows } = await database.read({ session: acting.session, organisation }, now, questions);
        return user && enforce(route.access, user, params) ? { user, rows } : undefined;
      },
      async readOpenly(questions) {
        if (!isOpen(route.access)) throw new Error(`${route.path} is not open`);
        const answer = await database.read(acting, now, questions);
        asking ??= answer.user;
        if (route.byCalendar && answer.user !== undefined) know(answer.user);
        return answer;
      },
      async writeOpenly(work) {
        if (!isOpen(route.access)) throw new Error(`${route.path} is not open`);
        return await database.write(acting, now, work);
      },
      async writeApart(work) {
        return await database.write(acting, now, async (tx) => {
          // The form itself asks for it, and keeps what was typed.
          admit(tx.user, false);
          return await work(tx);
        });
      },
      async form() {
        if (input) return input;
        if (!receives) {
          input = readFormInput(await postedForm(request));
          return input;
        }
        // A wave of its own: nobody's files are taken in before it is known that they may send any.
        const { user } = await database.read(acting, now, {});
        admit(user);
        const read = await receiveForm(request, receives, (token) => tokens.open(token, session) !== undefined);
        if (read === 'notGenuine') throw new BadForm(false);
        received = read.files;
        input = read.form;
        return input;
      },
      async submit(work, again, headers) {
        const form = await visit.form();
        const kept = form.text('kept');
        if (kept !== '' && again && !isOpen(route.access)) return await showKept(kept, again);
        const formId = tokens.open(form.text('form'), session);
        if (!formId) throw new BadForm(again !== undefined);
        try {
          const done: HistoryEntry[] = [];
          const location = await database.write(acting, now, async (tx) => {
            const user = admit(tx.user);
            const record = (entry: HistoryEntry) => {
              done.push(entry);
              tx.record(entry);
            };
            const person = user === undefined ? null : options.personOf(user);
            const before = await tx.one(formLedTo(formId, person));
            if (before.location) throw new AlreadyDone(before.location);
            const ledTo = await work({ ...tx, record }, form);
            const taken = await tx.one(takeForm(formId, person, ledTo, now));
            if (taken.location) throw new AlreadyDone(taken.location);
            return ledTo;
          });
          for (const entry of done) {
            const event = eventOf(entry);
            if (!event) continue;
            const { verb, subjectType, subjectId } = entry;
            arrival.person ??= entry.userId ?? undefined;
            tell(event, arrival, request, { verb, subjectType, subjectId });
          }
          const isEnded = headers?.getSetCookie().some((set) => set.startsWith(`${cookieName}=;`));
          const isTold = done.some(({ verb }) => verb.startsWith('session.'));
          if (isEnded && !isTold && arrival.person) tell('session.changed', arrival, request);
          return visit.redirect(location, headers);
        } catch (error) {
          if (error instanceof AlreadyDone) return visit.redirect(error.location);
          if (error instanceof FormErrors && again) {
            return await again({ typed: form.typed, chosen: form.chosen, errors: error.errors });
          }
          if (error instanceof Refusal && error.kind === 'conflict' && error.reason === 'changed' && again) {
            const conflict = options.looks.conflict(language);
            return await again({ typed: form.typed, chosen: form.chosen, errors: [], conflict });
          }
          if (error instanceof SignInFirst) throw new BadForm(again !== undefined);
          if (error instanceof StepUpFirst) throw new StepUpFirst(again !== undefined);
          throw error;
        }
      },
      formToken: () => tokens.issue(session, now),
      page: (page) => html(page, language),
      alsoShows(ids) {
        for (const id of ids) askedAbout.add(id);
      },
      redirect(location, headers = new Headers()) {
        headers.set('location', location);
        headers.set('cache-control', 'no-store');
        return new Response(null, { status: 303, headers });
      },
    };

    /**
     * A form whose token is not the present session's. If it ever was somebody's here, its session has ended: nothing is
     * carried out, and what was typed goes along, sealed, until its writer has signed in.
     */
    const keepForm = async (isTyped: boolean): Promise<Response> => {
      const form = await visit.form();
      const token = form.text('form');
      if (!tokens.isToken(token)) throw new BadForm(false);
      const path = url.pathname + url.search;
      const kept = isTyped ? options.keeper.seal({ path, token, chosen: form.chosen }) : undefined;
      const user = acting ? (await database.read(acting, now, {})).user : undefined;
      if (user && !kept) throw new BadForm(false);
      const next = kept ? path : cameFrom(request, url);
      return html(options.looks.signInAgain(visit, user, next, kept), language, user ? 403 : 401);
    };

    /** A sensitive form, sent too long after its writer showed who they are: it waits, sealed, until they do once more. */
    const stepUpFirst = async (isTyped: boolean): Promise<Response> => {
      const form = await visit.form();
      const path = url.pathname + url.search;
      const kept = isTyped ? options.keeper.seal({ path, token: form.text('form'), chosen: form.chosen }) : undefined;
      const next = kept ? path : cameFrom(request, url);
      const asked = await options.looks.stepUpFirst(visit, asking as User, next, kept, (questions) =>
        database.read(acting, now, questions),
      );
      return html(asked, language, 401);
    };

    /** The form again with what was typed, for the one who wrote it. Nothing is carried out, so it needs no token. */
    const showKept = async (sealed: string, again: (state: FormAgain) => Promise<Response>): Promise<Response> => {
      const kept = options.keeper.open(sealed);
      const path = url.pathname + url.search;
      if (kept?.path !== path) throw new BadForm(false);
      const { user, rows } = await database.read(acting, now, { sessions: sessions.own() });
      if (!user) return html(options.looks.signInAgain(visit, undefined, path, sealed), language, 401);
      const formId = rows.sessions.map((own) => tokens.open(kept.token, own.token_hash)).find(Boolean);
      // Somebody else at the same screen.
      if (!formId) return fail('writtenByAnother', language, requestId, 403);
      admit(user);
      // A second wave: whose form it is must be known before it can be asked whether that person's form has been carried out.
      const done = await database.read(acting, now, { led: formLedTo(formId, options.personOf(user)) });
      const [led] = done.rows.led;
      if (led?.location) return visit.redirect(led.location);
      const typed = Object.entries(kept.chosen).map(([name, values]) => [name, values[0] ?? '']);
      return await again({ typed: Object.fromEntries(typed), chosen: kept.chosen, errors: [] });
    };

    const isWrite = route.method === 'POST';
    const isSigningIn = isWrite && options.isSignIn(route.path);
    const address = () => options.clientAddress(arrival.peer, request.headers);
    try {
      const wait = await options.limits?.take({ isWrite, isDear: route.isDear ?? false }, sessionKey, address);
      if (wait) {
        const caller = options.limits?.callerOf(sessionKey);
        arrival.person = caller?.person;
        arrival.organisation = caller?.organisation;
        tell('limit.reached', arrival, request);
        return fail('tooManyRequests', language, requestId, 429, wait);
      }
      if (isSigningIn) {
        const pause = await options.limits?.waitToSignIn(address());
        if (pause) {
          tell('signIn.limited', arrival, request);
          return fail('tooManySignIns', language, requestId, 429, pause);
        }
      }
      if (isWrite && !isFromHere(request, options.secure, options.origin)) throw new BadForm(false);
      try {
        const answer = await route.handle(visit);
        await noteUse();
        if (isSigningIn && answer.status >= 400 && answer.status < 500) {
          await options.limits?.noteFailedSignIn(address());
          tell('signIn.failed', arrival, request);
        }
        if (answer.status !== 303) await recordAccess(true);
        return answer;
      } catch (error) {
        if (error instanceof Refusal && error.kind === 'notFound') await recordAccess(false);
        if (isSigningIn && error instanceof Refusal && error.kind === 'tooManyAttempts') {
          await options.limits?.noteFailedSignIn(address());
          tell('signIn.limited', arrival, request);
        }
        if (isOpen(route.access) || route.byLink) throw error;
        if (receives) {
          if (!(error instanceof SignInFirst)) throw error;
          // Files cannot be carried along; the form is opened anew.
          return html(options.looks.signInAgain(visit, undefined, url.pathname, undefined), language, 401);
        }
        if (error instanceof StepUpFirst && route.method === 'POST') return await stepUpFirst(error.isTyped);
        if (error instanceof BadForm) return await keepForm(error.isTyped);
        if (error instanceof SignInFirst && route.method === 'POST') return await keepForm(false);
        throw error;
      }
    } catch (error) {
      if (error instanceof SignInFirst) {
        return visit.redirect(`/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
      }
      if (error instanceof StepUpFirst) {
        return visit.redirect(`${sessions.stepUpPath}?next=${encodeURIComponent(url.pathname + url.search)}`);
      }
      if (error instanceof BadForm) {
        tell('form.refused', arrival, request);
        return fail('badForm', language, requestId, 403);
      }
      if (error instanceof FormTooLarge) return fail('tooLarge', language, requestId, 413);
      if (error instanceof Refusal && error.kind === 'forbidden') tell('access.refused', arrival, request);
      return answerError(error, url.pathname, language, requestId);
    } finally {
      if (receives) await letGo(received, receives);
    }
  };

  const limit = bodyLimit({
    maxSize: 5 * 1024 * 1024,
    onError: (c) => fail('tooLarge', languageOf(c.req.raw, new Map()), (c as unknown as Arrived).env.requestId, 413),
  });
  for (const route of options.routes) {
    if (route.method === 'GET') app.get(route.path, serve(route));
    else if (route.receives) app.post(route.path, serve(route));
    else app.post(route.path, limit, serve(route));
  }
  app.notFound((c) => {
    const language = languageOf(c.req.raw, readCookies(c.req.header('cookie') ?? null));
    return fail('notFound', language, c.env.requestId, 404);
  });
  app.onError((error, c) => answerError(error, c.env.url.pathname, 'sv', c.env.requestId));

  return {
    routes: app.routes,
    refuse() {
      const headers = { ...always, 'cache-control': 'no-store', 'x-request-id': options.newRequestId() };
      return new Response(null, { status: 400, headers });
    },
    async fetch(request, peer) {
      const started = performance.now();
      const arrival: Arriving = { requestId: options.newRequestId(), url: new URL(request.url), peer };
      const answer = isMethod(request.method)
        ? await app.fetch(request, arrival)
        : new Response(null, { status: 405, headers: { allow: methods.join(', ') } });
      const zip = /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '');
      const dressed = await dress(answer, arrival.requestId, zip);
      const milliseconds = performance.now() - started;
      const { route = 'none' } = arrival;
      log.info({
        requestId: arrival.requestId,
        method: request.method,
        route,
        path: scrubbedPath(arrival.url.pathname),
        status: dressed.status,
        ms: Math.round(milliseconds * 10) / 10,
      });
      options.observe?.(route, isMethod(request.method) ? request.method : 'OTHER', dressed.status, milliseconds);
      return dressed;
    },
  };
}

const methods = ['GET', 'HEAD', 'POST'];
/** Whose key it is says who acts. */
const actingBy = <User>(route: Route<User>, key: Buffer): Acting => {
  if (route.byLink) return { link: key };
  return route.byCalendar ? { calendar: key } : { session: key };
};

const isMethod = (method: string): boolean => methods.includes(method);

/** PostgreSQL says that something is no value of its type (class 22): an address that somebody has made up. */
const isNoValue = (error: unknown): boolean =>
  /^22(P02|P03|003|007|008|021)$/.test(String((error as { code?: unknown }).code));

/** What the change that has been carried out is called in the security log, when it belongs there. */
function eventOf(entry: HistoryEntry): SecurityEvent | undefined {
  if (entry.verb === 'session.opened') return 'signIn.succeeded';
  if (entry.collaborationId !== null) return undefined;
  return entry.verb.startsWith('session.') ? 'session.changed' : 'administration';
}

/** A form comes as browsers send it; anything else is no form of ours, whatever it says. */
async function postedForm(request: Request): Promise<FormData> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i.test(type)) throw new BadForm(false);
  try {
    return await request.formData();
  } catch (error) {
    if (error instanceof TypeError) throw new BadForm(false);
    throw error;
  }
}

/** Shorter ones hardly become less. */
const worthZipping = 1024;
const pack = promisify(gzip);
/** Level 3: most of the gain for a quarter of the work. Assets are compressed beforehand, at the best level. */
const zipped = async (body: string | Buffer): Promise<Uint8Array<ArrayBuffer>> =>
  (await pack(body, { level: 3 })) as Uint8Array<ArrayBuffer>;

async function compressed(answer: Response): Promise<Response> {
  const type = answer.headers.get('content-type') ?? '';
  if (!/^text\/|json/.test(type) || answer.headers.has('content-encoding')) return answer;
  // It comes in pieces, and its length is told: packing it would take all of it into memory.
  if (answer.headers.has('content-length')) return answer;
  const body = Buffer.from(await answer.arrayBuffer());
  const headers = new Headers(answer.headers);
  if (body.length < worthZipping) return new Response(body, { status: answer.status, headers });
  headers.set('content-encoding', 'gzip');
  headers.delete('content-length');
  return new Response(await zipped(body), { status: answer.status, headers });
}

class SignInFirst extends Error {}
/** The route is sensitive, and the user has not shown lately who they are. */
class StepUpFirst extends Error {
  readonly isTyped: boolean;
  constructor(isTyped = false) {
    super('must step up');
    this.isTyped = isTyped;
  }
}
/** The form's token is not one that the present session has been given. */
class BadForm extends Error {
  /** The form holds what somebody has typed, and can be shown again. */
  readonly isTyped: boolean;
  constructor(isTyped: boolean) {
    super('not a form of this session');
    this.isTyped = isTyped;
  }
}

/** The page of this site that a form stood on, as the browser tells it. */
function cameFrom(request: Request, url: URL): string {
  const from = URL.parse(request.headers.get('referer') ?? '');
  return from?.host === url.host ? safePath(from.pathname + from.search) : '/';
}

/** The browser says where a post comes from. Another site's is refused before its body is read. */
function isFromHere(request: Request, secure: boolean, origin: string): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site && site !== 'same-origin' && site !== 'none') return false;
  const given = request.headers.get('origin');
  if (given && given !== 'null') return given === origin || (!secure && given === new URL(request.url).origin);
  return site !== null || given === null;
}
