import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { Refusal } from '../errors.ts';
import { scrubbedPath } from '../scrubbing.ts';
import { answersOf } from './answers.ts';
import { languageOf, readCookies } from './cookies.ts';
import type { ServerOptions } from './server-options.ts';
import { type Arrival, type Arrived, type Arriving, serving } from './serving.ts';

/** What answers requests: over a network, or called by a test. */
export interface Server {
  /** `peer` is the other end of the connection, where there is one. */
  fetch(request: Request, peer?: string): Promise<Response>;
  /** The answer to what is no request: it came in no shape that can be read. */
  refuse(): Response;
  /** Everything that is mounted, for the test that reads it. */
  readonly routes: readonly { readonly method: string; readonly path: string }[];
}

export function createServer<User>(options: ServerOptions<User>): Server {
  const app = new Hono<Arrival>();
  const { database, log, secure } = options;
  const answers = answersOf(options);
  const { fail, answerError, dress, always } = answers;
  const serve = serving(options, answers);

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
        languageOf(c.req.raw, readCookies(c.req.header('cookie') ?? null), secure),
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

  const limit = bodyLimit({
    maxSize: 5 * 1024 * 1024,
    onError: (c) =>
      fail('tooLarge', languageOf(c.req.raw, new Map(), secure), (c as unknown as Arrived).env.requestId, 413),
  });
  for (const route of options.routes) {
    if (route.method === 'GET') app.get(route.path, serve(route));
    else if (route.receives) app.post(route.path, serve(route));
    else app.post(route.path, limit, serve(route));
  }
  app.notFound((c) => {
    const language = languageOf(c.req.raw, readCookies(c.req.header('cookie') ?? null), secure);
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
const isMethod = (method: string): boolean => methods.includes(method);
