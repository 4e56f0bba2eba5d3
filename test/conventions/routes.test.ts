import { afterAll, beforeAll, expect, test } from 'vitest';
import { composeApp, routesOf } from '../../src/app.tsx';
import { openDocuments } from '../../src/platform/documents/documents.ts';
import { isOpen } from '../../src/platform/http/route.ts';
import { openHouse, outside, silent, type TestHouse } from '../setup/composition.ts';

// Nothing begins until a document is asked for.
const installation = {
  origin: 'http://localhost',
  demo: true,
  documents: openDocuments({ styles: '' }),
  ...outside,
  log: silent,
};
const routes = routesOf(installation, true);
const nameOf = (route: { method: string; path: string }): string => `${route.method} ${route.path}`;

/** Each with the reason that stands at the route. A new line here is a decision. */
const openToAll = {
  'GET /sign-in': 'Nobody is signed in yet.',
  'POST /sign-in': 'Nobody is signed in yet.',
  'GET /sign-in/code': 'Nobody is signed in before the second factor is shown.',
  'POST /sign-in/code': 'Nobody is signed in before the second factor is shown.',
  'POST /sign-in/passkey': 'Whoever has the passkey is not signed in yet.',
  'POST /sign-out': 'A session that has ended can be signed out of too.',
  'POST /language': 'Strangers read too.',
  'GET /forgotten-password': 'Who has forgotten cannot sign in.',
  'POST /forgotten-password': 'Who has forgotten cannot sign in.',
  'GET /new-password/:token': 'The link in the letter is the key.',
  'POST /new-password/:token': 'The link in the letter is the key.',
  'GET /invitations/:token': 'The link in the letter is the key.',
  'POST /invitations/:token': 'The link in the letter is the key.',
  'POST /sign-in/with': 'Nobody is signed in yet.',
  'GET /sign-in/with/:organisation/onward': 'Nobody is signed in yet.',
  'GET /sign-in/with/:organisation/answer': 'Nobody is signed in yet.',
  'GET /sign-in/logo': 'What an organisation’s provider fetches to know us by; no secret is in it.',
  'GET /sign-in/with/:organisation/keys': 'What an organisation’s provider fetches to know us by; no secret is in it.',
  'GET /sign-in/with/:organisation/relying-party':
    'What an organisation’s provider fetches to know us by; no secret is in it.',
  'POST /invitations/:token/provider': 'The link in the letter is the key.',
  'GET /new-email/:token': 'The link in the letter is the key.',
  'POST /new-email/:token': 'The link in the letter is the key.',
  'GET /calendar/:token/armkrok.ics':
    'A calendar program has no session: the secret address is the key, and reads as its person.',
  'GET /digest/unsubscribe/:token': 'The link in the letter is the key, and stops letters to one person.',
  'POST /digest/unsubscribe/:token': 'The link in the letter is the key, and stops letters to one person.',
  'GET /question-letters/:token': 'The link in the letter is the key, and stops letters to where it was sent.',
  'POST /question-letters/:token': 'The link in the letter is the key, and stops letters to where it was sent.',
  'GET /outbox': 'Only in the demonstration, where letters are not sent.',
  'GET /published': 'What has been published is for everyone.',
  'GET /published/:publication': 'What has been published is for everyone.',
  'GET /robots.txt': 'It tells search engines that only what is published is theirs.',
  'GET /parts': 'In development only.',
};

/** Mounted by the server itself, for whoever watches the process and for browsers. */
const mountedByServer = ['GET /assets/:name', 'GET /health', 'GET /health/live'];

const withoutSubmit = {
  'POST /language': 'Sets a cookie and writes nothing; sent twice it says the same twice.',
  'POST /question-letters/:token':
    'Mail programs post to it without a form of ours (RFC 8058); sent twice it stops what is stopped.',
  'POST /digest/unsubscribe/:token':
    'Mail programs post to it without a form of ours (RFC 8058); sent twice it stops what is stopped.',
};

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test('no two routes have the same method and path', () => {
  // A parameter's name does not tell two paths apart.
  const seen = routes.map((route) => nameOf(route).replace(/:\w+/g, ':'));
  expect(seen.filter((name, at) => seen.indexOf(name) !== at)).toEqual([]);
  expect(routes.length).toBeGreaterThan(50);
});

test('every route is open for a listed reason, or has a policy with a name and a sentence', () => {
  const open = Object.fromEntries(
    routes.flatMap((route) => (isOpen(route.access) ? [[nameOf(route), route.access.openBecause]] : [])),
  );
  expect(open).toEqual(openToAll);
  for (const route of routes) {
    if (isOpen(route.access)) continue;
    expect(route.access.name, nameOf(route)).toMatch(/^[a-z][A-Za-z]+$/);
    expect(route.access.sentence, nameOf(route)).toMatch(/^[A-Z].{15,}\.$/);
  }
});

test('one name, one policy', () => {
  const policies = new Map(
    routes.flatMap((route) => (isOpen(route.access) ? [] : [[route.access.name, route.access]])),
  );
  for (const route of routes) if (!isOpen(route.access)) expect(policies.get(route.access.name)).toBe(route.access);
});

test('an installation that is not a demonstration has fewer open routes, and never the outbox', () => {
  const paths = routesOf({ ...installation, demo: false }).map(nameOf);
  expect(paths).not.toContain('GET /outbox');
  expect(paths).not.toContain('GET /parts');
});

test('the server mounts the routes and nothing that is not listed', () => {
  const app = composeApp({
    ...installation,
    database: house.database,
    clock: () => house.now,
    secure: false,
    key: Buffer.alloc(32, 7),
    showParts: true,
  });
  const mounted = [...new Set(app.routes.map(nameOf))];
  expect(mounted.filter((name) => !routes.some((route) => nameOf(route) === name)).sort()).toEqual(mountedByServer);
  expect(routes.map(nameOf).filter((name) => !mounted.includes(name))).toEqual([]);
});

test('a route with a token in its path is open, or lets the token be the key', () => {
  for (const route of routes) {
    if (route.path.includes(':token')) expect(isOpen(route.access) || route.byLink, nameOf(route)).toBe(true);
    else expect(route.byLink ?? false, nameOf(route)).toBe(false);
  }
});

test('paths are in lower case with hyphens, and name what they find', () => {
  for (const route of routes)
    expect(route.path).toMatch(/^(\/|(\/(:[a-z][A-Za-z]*|[a-z][a-z-]*(\.csv|\.xlsx|\.txt|\.ics)?))+)$/);
});

test('a stranger who opens what is not open is sent to sign in, and learns nothing', async () => {
  const closed = routes.filter((route) => !isOpen(route.access) && !route.byLink);
  expect(closed.length).toBeGreaterThan(40);
  const anId = '01890000-0000-7000-8000-000000000000';
  for (const route of closed) {
    const path = route.path.replace(/:\w+/g, anId);
    const answer = await house.fetch(path, {
      method: route.method,
      ...(route.method === 'POST'
        ? {
            body: '',
            headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
          }
        : {}),
    });
    // A form without its token is refused before it is asked who sends it.
    if (route.method === 'POST') expect([401, 403], nameOf(route)).toContain(answer.status);
    else {
      expect(answer.status, nameOf(route)).toBe(303);
      expect(answer.headers.get('location'), nameOf(route)).toMatch(/^\/sign-in/);
    }
    expect(answer.headers.getSetCookie(), nameOf(route)).toEqual([]);
  }
});

test('every form is carried out once, by visit.submit', () => {
  const named = (route: (typeof routes)[number]): boolean => /\.submit\(/.test(route.handle.toString());
  expect(routes.filter((route) => route.method === 'POST' && !named(route)).map(nameOf)).toEqual(
    Object.keys(withoutSubmit),
  );
});
