import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPassword, identify } from '../../src/identity/index.ts';
import { type Database, openDatabase } from '../../src/platform/database/database.ts';
import { openDocuments } from '../../src/platform/documents/documents.ts';
import { aDocument, pageStyles } from '../../src/platform/documents/testing.ts';
import type { Refusal } from '../../src/platform/errors.ts';
import { Visitor } from '../setup/visitor.ts';
import { fingerprint, openWalledHouse, people, type WalledHouse } from './walled-house.ts';

// What fails, fails closed, in words, and tells nothing of how we are made.

let house: WalledHouse;
let superuser: pg.Client;
beforeAll(async () => {
  house = await openWalledHouse();
  superuser = new pg.Client({ connectionString: house.urls.unprotectedUrl });
  await superuser.connect();
});
afterAll(async () => {
  await superuser.end();
  await house.close();
});

const tellsNothing = (page: string): void => {
  expect(page).not.toMatch(
    /node_modules|\.tsx?:\d|at .+\(|postgres|SQLSTATE|select |ECONN|57P01|password authentication/i,
  );
};
const visitorOf = (app: ReturnType<WalledHouse['compose']>) =>
  new Visitor({ fetch: (path, init) => app.fetch(new Request(`http://localhost${path}`, init)) });

/** A house whose database does something to itself when the `at`-th statement of a request has been asked. */
function breaking(work: () => Promise<unknown>): { database: Database<never>; arm(): void } {
  let isArmed = false;
  const real = openDatabase({ url: house.urls.appUrl, poolSize: 2, identify });
  const database = {
    ...real,
    write: ((acting, now, carryOut) =>
      real.write(acting, now, async (tx) => {
        const done = await carryOut(tx);
        if (isArmed) {
          isArmed = false;
          await work();
        }
        return done;
      })) as typeof real.write,
  };
  const arm = () => {
    isArmed = true;
  };
  return { database: database as unknown as Database<never>, arm };
}

const endEveryConnection = () =>
  superuser.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and usename = 'armkrok_app' and pid <> pg_backend_pid()`,
  );

test('a database that goes away in the midst of a form: 503 in words, nothing is done, and the form works afterwards', async () => {
  const { database, arm } = breaking(endEveryConnection);
  const visitor = await visitorOf(house.compose({ database })).signIn(people.leader, demoPassword);
  await visitor.open('/account');
  const later = visitor.keep('/account/shortcuts');
  const before = await fingerprint(house.urls.ownerUrl);
  arm();
  await later({ wanted: 'no' });
  expect(visitor.status).toBe(503);
  expect(visitor.text).toMatch(/Tillfälligt stängt.*Ange den här koden om du frågar om felet: [0-9a-f-]{36}/);
  tellsNothing(visitor.page);
  expect(await fingerprint(house.urls.ownerUrl)).toEqual(before);
  await visitor.open('/account');
  await visitor.submit({ wanted: 'no' }, '/account/shortcuts');
  expect(visitor.path).toBe('/account?done=saved');
  await database.close();
});

test('connections that are ended between requests are not noticed by whoever reads', async () => {
  const visitor = await house.signIn('leader');
  for (let again = 0; again < 3; again += 1) {
    await endEveryConnection();
    await visitor.open('/account');
    expect(visitor.status).toBe(200);
  }
});

const needsNoDatabase = ['/new-password/:token', '/forgotten-password', '/sign-in/logo', '/robots.txt'];

test('no database at all: 503 with when to come back, on every kind of route, and nobody is let in', async () => {
  const away = openDatabase({ url: 'postgres://armkrok_app@127.0.0.1:1/armkrok', poolSize: 1, identify });
  const app = house.compose({ database: away });
  const asked: [string, string][] = house.routes
    .filter((route) => route.method === 'GET' && !needsNoDatabase.includes(route.path))
    .map((route) => [
      'GET',
      route.path.replace(/:token/, 'A'.repeat(43)).replace(/:\w+/g, '01890000-0000-7000-8000-000000000000'),
    ]);
  for (const [method, path] of asked) {
    const answer = await app.fetch(
      new Request(`http://localhost${path}`, { method, headers: { cookie: `session=${'A'.repeat(43)}` } }),
    );
    // What needs no database is answered; the rest says that it is away.
    expect([503, 410], path).toContain(answer.status);
    if (answer.status === 503) expect(Number(answer.headers.get('retry-after')), path).toBeGreaterThan(0);
    tellsNothing(await answer.text());
  }
  expect(asked.length).toBeGreaterThan(60);
  await away.close();
});

test('an error of ours: 500 with a code that leads to the log, and nothing of the error', async () => {
  const broken = {
    ...house.database,
    read: async () => {
      throw Object.assign(new Error('secret: relation "person" does not exist at character 15'), { code: '42P01' });
    },
  } as unknown as typeof house.database;
  house.logged.length = 0;
  const visitor = visitorOf(house.compose({ database: broken }));
  await visitor.open('/sign-in');
  expect(visitor.status).toBe(500);
  expect(visitor.page).not.toMatch(/secret|relation|42P01/);
  tellsNothing(visitor.page);
  const [, code] = /Ange den här koden om du frågar om felet: ([0-9a-f-]{36})/.exec(visitor.text) ?? [];
  const lines = house.logged.filter((line) => 'error' in line) as { requestId: string; error: Error }[];
  expect(lines.map(({ requestId }) => requestId)).toEqual([code]);
  expect(lines[0]?.error.message).toContain('secret');
});

test('a policy that throws lets nobody in', async () => {
  const app = house.compose({
    enforce: () => {
      throw new Error('the policy is broken');
    },
  });
  const visitor = await visitorOf(app).signIn(people.leader, demoPassword);
  await visitor.open('/account');
  expect(visitor.status).toBe(500);
  expect(visitor.page).not.toContain('Amina');
});

test('documents that too many wait for are refused at once, in words, and those that were taken are made', async () => {
  const documents = openDocuments({ styles: pageStyles, threads: 1, waiting: 2, limit: 600_000 });
  const asked = Array.from({ length: 12 }, () =>
    documents.word(aDocument()).then(
      () => 'made',
      (error: Refusal) => error.kind,
    ),
  );
  const outcomes = await Promise.all(asked);
  expect(outcomes.filter((one) => one === 'made').length).toBe(3);
  expect(outcomes.filter((one) => one === 'unavailable').length).toBe(9);
  await documents.close();
});

test('the answer’s code is ours, whatever a visitor sends, and stands in the log and on the page', async () => {
  for (const [path, init, status] of [
    ['/nowhere', {}, 404],
    [
      '/sign-in',
      { method: 'POST', body: 'x'.repeat(6e6), headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      413,
    ],
    ['/sign-in', { method: 'POST', body: 'a=b', headers: { origin: 'https://evil.example' } }, 403],
  ] as const) {
    house.logged.length = 0;
    const answer = await house.fetch(path, {
      ...init,
      headers: { ...('headers' in init ? init.headers : {}), 'x-request-id': 'mine' },
    });
    expect(answer.status).toBe(status);
    const code = answer.headers.get('x-request-id') ?? '';
    expect(code).toMatch(/^[0-9a-f-]{36}$/);
    expect(
      (house.logged as { requestId: string; status?: number }[])
        .filter((line) => line.status === status)
        .map(({ requestId }) => requestId),
    ).toEqual([code]);
    const page = await answer.text();
    expect(page.includes(code)).toBe(status !== 404);
    expect(page).not.toContain('mine');
  }
});
