import { createHash } from 'node:crypto';
import { isLanguage, type Language } from '../texts.ts';

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

/** As chosen here before; else as the browser asks for. */
export function languageOf(request: Request, cookies: ReadonlyMap<string, string>, secure: boolean): Language {
  const chosen = cookies.get(languageCookieName(secure));
  if (isLanguage(chosen)) return chosen;
  const wanted = request.headers.get('accept-language') ?? '';
  return /^\s*en\b/i.test(wanted) && !/\bsv\b/i.test(wanted) ? 'en' : 'sv';
}
