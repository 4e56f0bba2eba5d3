import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AppOptions } from '../../src/app.tsx';
import { demoPassword } from '../../src/identity/index.ts';
import { isOpen } from '../../src/platform/http/route.ts';
import { Visitor } from '../setup/visitor.ts';
import {
  type Answered,
  anId,
  aToken,
  crawl,
  fingerprint,
  openWalledHouse,
  type Person,
  people,
  type WalledHouse,
} from './walled-house.ts';

let house: WalledHouse;
beforeAll(async () => {
  house = await openWalledHouse();
});
afterAll(() => house.close());

const directives = (policy: string): Record<string, string> =>
  Object.fromEntries(
    policy.split(';').map((part) => {
      const [name = '', ...values] = part.trim().split(/\s+/);
      return [name, values.join(' ')];
    }),
  );

/** What is wrong with the headers of an answer, whatever it is an answer to. */
function faultsOf({ method, path, answer }: Answered, secure: boolean): string[] {
  const faults: string[] = [];
  const is = (isSo: boolean, fault: string) => {
    if (!isSo) faults.push(`${method} ${path} (${answer.status}): ${fault}`);
  };
  const header = (name: string) => answer.headers.get(name) ?? '';
  const csp = directives(header('content-security-policy'));
  is(csp['default-src'] === "'none'", 'default-src');
  // A file that somebody has sent in is shown in a sandbox: it loads and sends nothing at all.
  const isSandboxed = 'sandbox' in csp;
  if (!isSandboxed) {
    is(csp['script-src'] === "'self'", 'script-src');
    is(csp['style-src'] === "'self'", 'style-src');
    is(csp['object-src'] === "'none'", 'object-src');
  }
  for (const name of ['base-uri', 'frame-ancestors']) is(csp[name] === "'none'", name);
  is(csp['form-action'] === (isSandboxed ? "'none'" : "'self'"), 'form-action');
  is(!/unsafe|\*|https?:/.test(header('content-security-policy')), 'a policy that is too wide');
  is(header('x-content-type-options') === 'nosniff', 'nosniff');
  is(header('referrer-policy') === 'same-origin', 'referrer-policy');
  is(header('cross-origin-opener-policy') === 'same-origin', 'opener');
  is(header('cross-origin-resource-policy') === 'same-origin', 'resource');
  is(/camera=\(\).*microphone=\(\).*geolocation=\(\)/.test(header('permissions-policy')), 'permissions');
  is(!answer.headers.has('access-control-allow-origin'), 'open to other sites');
  is(!answer.headers.has('server') && !answer.headers.has('x-powered-by'), 'says what it is made of');
  is(/^[0-9a-f-]{36}$/.test(header('x-request-id')), 'request id');
  const cache = header('cache-control');
  const isForAll = path.startsWith('/assets/') || path.startsWith('/.well-known/');
  is(isForAll ? answer.status !== 200 || /max-age/.test(cache) : cache === 'no-store', `cache-control: ${cache}`);
  const transport = /^max-age=(\d+); includeSubDomains$/.exec(header('strict-transport-security'));
  is(secure ? Number(transport?.[1] ?? 0) >= 31_536_000 : transport === null, 'strict-transport-security');
  for (const cookie of answer.headers.getSetCookie()) {
    is(/; Path=\/;/.test(cookie) && /; HttpOnly/.test(cookie) && /; SameSite=Lax/.test(cookie), cookie.slice(0, 20));
    is(!/; Domain=/i.test(cookie), 'a cookie for a domain');
    if (secure) is(/^__Host-/.test(cookie) && /; Secure(;|$)/.test(cookie), cookie.slice(0, 20));
  }
  if (answer.status === 429 || answer.status === 503) is(/^\d+$/.test(header('retry-after')), 'retry-after');
  return faults;
}

const filled = (path: string): string =>
  path
    .replace(/:token/g, aToken)
    .replace(/:period/g, '2020')
    .replace(/:\w+/g, anId);
const form = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };

describe.each([
  ['over https', { secure: true, origin: 'https://localhost' }],
  ['over http on this machine', { secure: false }],
] as [string, Partial<AppOptions>][])('%s', (_, options) => {
  const secure = options.secure ?? false;
  const answers: Answered[] = [];
  const fetchFrom =
    (app: ReturnType<WalledHouse['compose']>) =>
    async (path: string, init?: RequestInit): Promise<Response> => {
      const answer = await app.fetch(new Request(`http://localhost${path}`, init), '192.0.2.7');
      answers.push({ method: init?.method ?? 'GET', path, answer });
      return answer.clone();
    };

  test('every route answers a stranger with every header, by every method', async () => {
    const fetch = fetchFrom(house.compose(options));
    for (const route of house.routes) {
      const path = filled(route.path);
      await fetch(path, { method: route.method, ...(route.method === 'POST' ? { body: '', headers: form } : {}) });
      if (route.method === 'GET') await fetch(path, { method: 'HEAD' });
      for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND']) {
        const answer = await fetch(path, { method });
        expect(answer.status, `${method} ${path}`).toBe(405);
        expect(answer.headers.get('allow')).toBe('GET, HEAD, POST');
        expect(await answer.text()).toBe('');
      }
    }
    expect(answers.length).toBeGreaterThan(house.routes.length * 6);
    expect(answers.flatMap((one) => faultsOf(one, secure))).toEqual([]);
  });

  test('everybody who is signed in gets them on every page and file that they can reach, and HEAD answers as GET', async () => {
    answers.length = 0;
    const fetch = fetchFrom(house.compose(options));
    const reached = new Set<string>();
    for (const person of Object.keys(people) as Person[]) {
      const visitor = await new Visitor({ fetch }).signIn(people[person], demoPassword);
      for (const path of await crawl(house, visitor, ['/', '/account', '/operations', '/search?q=arbete'], 1)) {
        reached.add(path);
      }
    }
    expect(reached.size).toBeGreaterThan(50);
    const leader = await new Visitor({ fetch }).signIn(people.leader, demoPassword);
    for (const path of [...reached].filter((one) => !/\/(pdf|archive-pdf|png|word)$/.test(one)).slice(0, 60)) {
      await leader.open(path);
      const { status, type } = leader;
      await leader.open(path, 'HEAD');
      expect([leader.status, leader.type, leader.page], path).toEqual([status, type, '']);
    }
    expect(answers.filter(({ answer }) => answer.status === 200).length).toBeGreaterThan(100);
    expect(answers.flatMap((one) => faultsOf(one, secure))).toEqual([]);
    expect(answers.filter(({ answer }) => answer.status >= 500)).toEqual([]);
    const cookies = answers.flatMap(({ answer }) => answer.headers.getSetCookie());
    expect(cookies.length).toBeGreaterThanOrEqual(5);
    expect(cookies.every((cookie) => cookie.startsWith(secure ? '__Host-session=' : 'session='))).toBe(true);
  });

  test('errors, redirects, assets and what is known to all have them too', async () => {
    answers.length = 0;
    const fetch = fetchFrom(
      house.compose({
        ...options,
        limits: { requests: 40, writes: 0, dear: 0, failedSignIns: 0 },
        securityText: { contact: 'mailto:security@example.org', expires: '2024-11-01' },
      }),
    );
    const page = await (await fetch('/nowhere')).text();
    await fetch(/href="(\/assets\/[^"]+\.css)"/.exec(page)?.[1] ?? '');
    await fetch('/assets/nothing.css');
    for (const path of ['/health', '/health/live', '/.well-known/security.txt', '/.git/config', '/.env', '/debug']) {
      await fetch(path);
    }
    await fetch('/sign-in', { method: 'POST', body: 'x'.repeat(6 * 1024 * 1024), headers: form });
    await fetch('/sign-in', { method: 'POST', body: 'email=a', headers: { ...form, origin: 'https://evil.example' } });
    await fetch('/language', { method: 'POST', body: 'language=en&next=/', headers: form });
    for (let more = 0; more < 45; more += 1) await fetch('/sign-in');
    const statuses = new Set(answers.map(({ answer }) => answer.status));
    expect([...statuses].sort()).toEqual([200, 303, 403, 404, 413, 429]);
    expect(answers.flatMap((one) => faultsOf(one, secure))).toEqual([]);
  });
});

test('nothing answers where a framework or a repository would', async () => {
  for (const path of ['/.git/HEAD', '/.env', '/package.json', '/src/main.ts', '/docs', '/metrics', '/server-status']) {
    expect((await house.fetch(path)).status, path).toBe(404);
  }
});

test('what does not exist tells no code of its own, so that it is the same as what is not yours', async () => {
  const one = await (await house.fetch('/nowhere')).text();
  expect(await (await house.fetch('/nowhere-else')).text()).toBe(one);
});

test('opening and following every link changes nothing in the database', async () => {
  const visitors = [];
  for (const person of Object.keys(people) as Person[]) visitors.push(await house.signIn(person));
  const before = await fingerprint(house.urls.ownerUrl);
  expect(Object.keys(before).length).toBeGreaterThan(40);
  let opened = 0;
  for (const visitor of visitors) opened += (await crawl(house, visitor, ['/', '/account', '/operations'], 1)).length;
  for (const route of house.routes) if (route.method === 'GET') await house.fetch(filled(route.path));
  expect(opened).toBeGreaterThan(150);
  const after = await fingerprint(house.urls.ownerUrl);
  // That a session has been used is noted, apart from what was read; and that a log or what is protected has been read.
  const noted = ['user_session', 'access_record'];
  expect(Object.keys(after).filter((table) => after[table] !== before[table] && !noted.includes(table))).toEqual([]);
});

/**
 * OpenID Connect sends whoever signs in back by an address, and knows no other way. What is noted there needs the attempt that
 * the form before began, sealed in a cookie of this browser, and an answer is taken once.
 */
const arrivals = ['/sign-in/with/:organisation/onward', '/sign-in/with/:organisation/answer'];

test('no route that is asked by GET has a way to write, but those where a provider of sign-in sends somebody back', () => {
  const writing = house.routes.filter(
    (route) => route.method === 'GET' && /\.(submit|writeOpenly|write)\(/.test(route.handle.toString()),
  );
  expect(writing.map(({ path }) => path)).toEqual(arrivals);
  // And what a page asks is asked in a transaction that the database itself keeps from writing.
  expect(readFileSync(new URL('../../src/platform/database/database.ts', import.meta.url), 'utf8')).toContain(
    "statement<never>('begin transaction read only')",
  );
  const beforeSignIn = ['sign-in', 'sign-out', 'forgotten-password', 'new-password', 'new-email', 'invitations'];
  const forAll = ['calendar', 'digest', 'language', 'outbox', 'published', 'question-letters', 'robots.txt'];
  const open = house.routes.filter((route) => isOpen(route.access)).map(({ path }) => path.split('/')[1] ?? '');
  expect([...new Set(open)].sort()).toEqual([...beforeSignIn, ...forAll].sort());
  expect(open.length).toBe(31);
});
