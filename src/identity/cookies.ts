import { languageCookieName, readCookies, sessionCookieName, sessionHash } from '../platform/http/cookies.ts';
import { type OpenedSession, stepMinutes } from './sign-in.ts';
import type { Visit } from './user.ts';

/** The cookies that sign-in sets: none of them is read by a script, and over https none of them by another host. */
export interface Cookies {
  setSession(headers: Headers, opened: OpenedSession): void;
  clearSession(headers: Headers): void;
  /** Between the password and the second factor. */
  setStep(headers: Headers, key: string): void;
  clearStep(headers: Headers): void;
  stepOf(visit: Visit): Buffer | undefined;
  /** Something sealed that the next page shows, and no other. */
  setShown(headers: Headers, sealed: string): void;
  clearShown(headers: Headers): void;
  shownIn(visit: Visit): string | undefined;
  setLanguage(headers: Headers, language: string): void;
}

const keyShape = /^[A-Za-z0-9_-]{43}$/;

export function cookiesFor(origin: string): Cookies {
  const secure = origin.startsWith('https:');
  const named = (name: string) => (secure ? `__Host-${name}` : name);
  const set = (headers: Headers, name: string, value: string, seconds: number) =>
    headers.append(
      'set-cookie',
      `${name}=${value}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}; Max-Age=${seconds}`,
    );
  const read = (visit: Visit, name: string) => readCookies(visit.request.headers.get('cookie')).get(name);
  const session = sessionCookieName(secure);
  return {
    setSession: (headers, opened) => set(headers, session, opened.cookie, opened.seconds),
    clearSession: (headers) => set(headers, session, '', 0),
    setStep: (headers, key) => set(headers, named('sign-in'), key, stepMinutes * 60),
    clearStep: (headers) => set(headers, named('sign-in'), '', 0),
    stepOf(visit) {
      const key = read(visit, named('sign-in'));
      return key && keyShape.test(key) ? sessionHash(key) : undefined;
    },
    setShown: (headers, sealed) => set(headers, named('shown'), sealed, stepMinutes * 60),
    clearShown: (headers) => set(headers, named('shown'), '', 0),
    shownIn: (visit) => read(visit, named('shown')),
    setLanguage: (headers, language) => set(headers, languageCookieName(secure), language, 31536000),
  };
}

/** The reference of the session that a visit is made in. */
export const sessionOf = (visit: Visit): Buffer | undefined =>
  visit.acting && 'session' in visit.acting ? visit.acting.session : undefined;

/** The same answer, with the cookies of another: the headers of a page are settled when it is drawn. */
export function withCookies(answer: Response, from: Headers): Response {
  const headers = new Headers(answer.headers);
  for (const cookie of from.getSetCookie()) headers.append('set-cookie', cookie);
  return new Response(answer.body, { status: answer.status, headers });
}
