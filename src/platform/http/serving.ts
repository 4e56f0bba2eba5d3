import type { Context } from 'hono';
import type { Acting, Answers, Batch } from '../database/database.ts';
import { statement } from '../database/statement.ts';
import { Refusal } from '../errors.ts';
import type { HistoryEntry } from '../history.ts';
import { isId } from '../id.ts';
import { scrubbedPath } from '../scrubbing.ts';
import { formatsFor } from '../texts.ts';
import type { AnswersOf } from './answers.ts';
import { languageOf, readCookies, sessionCookieName, sessionHash } from './cookies.ts';
import { FormErrors, type FormInput, type ReceivedField, readFormInput } from './form-input.ts';
import { BadForm, isFromHere, postedForm } from './posted-form.ts';
import { FormTooLarge, letGo, receiveForm } from './receiving-form.ts';
import { type FormAgain, isOpen, type Params, type Route, type Visit } from './route.ts';
import { cameFrom } from './safe-path.ts';
import type { SecurityEntry, SecurityEvent } from './security-log.ts';
import type { ServerOptions } from './server-options.ts';

const formLedTo = statement<{ location: string | null }, [string, string | null]>(
  'select form_led_to($1::uuid, $2::uuid) as location',
);
const takeForm = statement<{ location: string | null }, [string, string | null, string, Date]>(
  'select take_form($1::uuid, $2::uuid, $3, $4::timestamptz) as location',
);

/** The form has already been carried out; the transaction is taken back and the answer is where it led. */
class AlreadyDone extends Error {
  readonly location: string;
  constructor(location: string) {
    super('form already carried out');
    this.location = location;
  }
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
/** What a request brings with it through the router, and what has been learnt of it on the way. */
export interface Arriving {
  readonly requestId: string;
  readonly url: URL;
  readonly peer: string | undefined;
  /** The pattern of the route that it has come to. */
  route?: string;
  person?: string | undefined;
  organisation?: string | null | undefined;
}
export interface Arrival {
  readonly Bindings: Arriving;
}
export type Arrived = Context<Arrival>;

/** Whose key it is says who acts. */
const actingBy = <User>(route: Route<User>, key: Buffer): Acting => {
  if (route.byLink) return { link: key };
  return route.byCalendar ? { calendar: key } : { session: key };
};

/** What the change that has been carried out is called in the security log, when it belongs there. */
function eventOf(entry: HistoryEntry): SecurityEvent | undefined {
  if (entry.verb === 'session.opened') return 'signIn.succeeded';
  if (entry.collaborationId !== null) return undefined;
  return entry.verb.startsWith('session.') ? 'session.changed' : 'administration';
}

/** Carries a request out as its route says: who asks, whether they may, the visit that the handler meets, and what fails. */
export function serving<User>(options: ServerOptions<User>, answers: AnswersOf<User>) {
  const { database, clock, log, tokens, sessions } = options;
  const { html, fail, answerError } = answers;
  const enforce = options.enforce ?? ((policy, user, params) => policy.allows(user, params));
  const cookieName = sessionCookieName(options.secure);

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

  return (route: Route<User>) => async (c: Arrived) => {
    const request = c.req.raw;
    const arrival = c.env;
    const { requestId, url } = arrival;
    arrival.route = route.path;
    const cookies = readCookies(request.headers.get('cookie'));
    const language = languageOf(request, cookies, options.secure);
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
}
