import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Refusal } from '../errors.ts';
import { scrubbedPath } from '../scrubbing.ts';
import type { Language } from '../texts.ts';
import type { Page } from './route.ts';
import { securityHeaders } from './security-headers.ts';
import type { Failure, ServerOptions } from './server-options.ts';

const statusOf: Record<Refusal['kind'], number> = {
  notFound: 404,
  forbidden: 403,
  conflict: 409,
  gone: 410,
  tooManyAttempts: 429,
  unavailable: 503,
  full: 507,
  filesAway: 503,
};

/** PostgreSQL says that something is no value of its type (class 22): an address that somebody has made up. */
const isNoValue = (error: unknown): boolean =>
  /^22(P02|P03|003|007|008|021)$/.test(String((error as { code?: unknown }).code));

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

/** What leaves: pages, failures, and the headers and the packing of every answer. */
export function answersOf<User>(options: Pick<ServerOptions<User>, 'looks' | 'log' | 'secure'>) {
  const { log } = options;

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

  return { html, fail, answerError, dress, always };
}
export type AnswersOf<User> = ReturnType<typeof answersOf<User>>;

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
