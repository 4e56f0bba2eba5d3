import { readFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import pg from 'pg';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { demoPassword } from '../../src/identity/index.ts';
import { logSettings } from '../../src/platform/log.ts';
import { scrubbed, scrubbedPath } from '../../src/platform/scrubbing.ts';
import { Visitor } from '../setup/visitor.ts';
import { aToken, openWalledHouse, people, type WalledHouse } from './walled-house.ts';

const events = [
  'signIn.succeeded',
  'signIn.failed',
  'signIn.limited',
  'session.changed',
  'access.refused',
  'form.refused',
  'limit.reached',
  'administration',
] as const;

const id = z.uuid();
/** Who, what, when and where; and nothing that is not listed here. */
const entry = z.strictObject({
  event: z.enum(events),
  requestId: id,
  at: z.iso.datetime({ offset: false }),
  person: id.nullable(),
  organisation: id.nullable(),
  address: z.union([z.ipv4(), z.ipv6()]),
  method: z.enum(['GET', 'HEAD', 'POST']),
  route: z.string().regex(/^\/[\w/:.-]*$/),
  path: z.string().max(301),
  policy: z
    .string()
    .regex(/^[A-Za-z]+$/)
    .optional(),
  verb: z
    .string()
    .regex(/^[a-zA-Z]+\.[a-zA-Z]+$/)
    .optional(),
  subjectType: z
    .string()
    .regex(/^[a-zA-Z]+$/)
    .optional(),
  subjectId: id.optional(),
});

let house: WalledHouse;
let lines: string[] = [];
beforeAll(async () => {
  // As the running system writes it, line by line.
  const log = pino(
    logSettings('info'),
    new Writable({ write: (part, _, done) => done(void lines.push(...String(part).trim().split('\n'))) }),
  );
  house = await openWalledHouse({ log, key: Buffer.alloc(32, 7) });
});
afterAll(() => house.close());

const told = (event: (typeof events)[number]) => house.security.filter((one) => one.event === event);

test('each kind of event is told, with who, what, when and where, and nothing else', async () => {
  const visitor = new Visitor(house);
  await visitor.signIn(people.leader, 'fel lösenord hemligt');
  expect(told('signIn.failed')).toHaveLength(1);
  expect(told('signIn.failed')[0]).toMatchObject({
    person: null,
    address: '192.0.2.7',
    route: '/sign-in',
    at: house.now.toISOString(),
  });
  for (let more = 0; more < 12; more += 1)
    await new Visitor(house).signIn(people.organisationAdministrator, 'fel igen');
  expect(told('signIn.limited').length).toBeGreaterThan(0);
  const leader = await house.signIn('leader');
  expect(told('signIn.succeeded').at(-1)?.person).toMatch(/^[0-9a-f-]{36}$/);

  await leader.open('/organisations/new');
  await leader.open('/operations');
  expect(leader.status).toBe(404);
  expect(told('access.refused').at(-1)).toMatchObject({
    policy: 'administerInstallation',
    route: '/operations',
    person: told('signIn.succeeded').at(-1)?.person,
  });

  await leader.send('/account/shortcuts', {
    method: 'POST',
    body: new URLSearchParams({ form: 'x' }),
    headers: { 'sec-fetch-site': 'cross-site' },
  });
  expect(told('form.refused')).toHaveLength(1);

  const administrator = await house.signIn('systemAdministrator');
  await administrator.open('/organisations/new');
  await administrator.submit({ name: 'Nya kommunen', kind: 'municipality', number: '', area: '' });
  expect(told('administration').at(-1)).toMatchObject({
    verb: 'organisation.added',
    subjectType: 'organisation',
    method: 'POST',
  });

  await leader.open('/session');
  await leader.open('/account');
  await leader.submit({}, '/sign-out');
  expect(told('session.changed').length).toBeGreaterThan(0);

  const limited = house.compose({ limits: { requests: 1, writes: 0, dear: 0, failedSignIns: 0 } });
  for (let more = 0; more < 2; more += 1) await limited.fetch(new Request('http://localhost/sign-in'), '192.0.2.8');
  expect(told('limit.reached').at(-1)).toMatchObject({ address: '192.0.2.8' });

  expect(house.security.length).toBeGreaterThan(15);
  for (const one of house.security) expect(entry.safeParse(one).error?.message).toBeUndefined();
  expect(new Set(house.security.map(({ event }) => event))).toEqual(new Set(events));
});

test('the log’s inventory tells of every event, and of no other', () => {
  const inventory = readFileSync(new URL('../../docs/security/log.md', import.meta.url), 'utf8');
  const listed = [...inventory.matchAll(/^\| `([a-zA-Z]+\.?[a-zA-Z]*)` \|/gm)].map(([, name]) => name);
  expect(listed.filter((name) => (events as readonly (string | undefined)[]).includes(name)).sort()).toEqual(
    [...events].sort(),
  );
});

test('no password, key, token or personal identity number comes into the log', async () => {
  lines = [];
  const visitor = new Visitor(house);
  const secrets = ['ett mycket hemligt lösenord', aToken, '191212121212', '121212-1212', '20121212-1212'];
  await visitor.open(`/new-password/${aToken}`);
  await visitor.submit({ password: secrets[0] ?? '' });
  await visitor.open(`/invitations/${aToken}`);
  await visitor.open(`/confirm/${aToken}?q=191212121212`);
  await visitor.open(`/packages/${aToken}/${aToken}/csv`);
  await visitor.open(`/new-password/${aToken.slice(0, 40)}`);
  await visitor.open(`/packages/${aToken}/more/than/there/is`);
  for (const number of secrets.slice(2)) {
    await visitor.open(`/people/${number}`);
    await visitor.open(`/search?q=${number}`);
  }
  await visitor.signIn('191212121212@example.org', 'ett mycket hemligt lösenord');
  const before = house.answers.length;
  await visitor.signIn(people.reader, demoPassword);
  const cookie = house.answers
    .slice(before)
    .flatMap(({ answer }) => answer.headers.getSetCookie())
    .join();
  secrets.push(/session=([\w-]{43})/.exec(cookie)?.[1] ?? 'no cookie', demoPassword);
  // The links that letters hold.
  await visitor.open('/forgotten-password');
  await visitor.submit({ email: people.reader });
  const owner = new pg.Client({ connectionString: house.urls.ownerUrl });
  await owner.connect();
  const { rows } = await owner.query<{ body_text: string }>('select body_text from mail');
  await owner.end();
  const keys = rows.flatMap(({ body_text }) => [...body_text.matchAll(/\/([\w-]{43})\b/g)].map(([, key = '']) => key));
  expect(keys.length).toBeGreaterThan(0);
  const key = keys.at(-1) ?? '';
  await visitor.open(`/new-password/${key}`);
  await visitor.submit({ password: 'ett nytt mycket långt ord' });
  secrets.push(...keys, 'ett nytt mycket långt ord');
  const all = lines.join('\n') + JSON.stringify(house.security);
  expect(lines.length).toBeGreaterThan(20);
  for (const secret of secrets) expect(all, secret).not.toContain(secret);
  expect(all).not.toMatch(/cookie|authorization|@example|@region/i);
  // What must still be told: which route it was.
  expect(all).toContain('"route":"/new-password/:token"');
  expect(all).toContain('/new-password/:key');
});

test('a line is one line, whatever a visitor writes in it', async () => {
  lines = [];
  const odd = ['%0a{"level":60,"msg":"forged"}', '%0d%0aforged', '%1b[31mred', '%e2%80%a8', '%22%7d', 'a'.repeat(5000)];
  for (const text of odd) {
    await house.fetch(`/${text}`, { headers: { 'user-agent': `\u00e5${text}`, referer: text } });
  }
  expect(lines.length).toBeGreaterThanOrEqual(odd.length);
  for (const line of lines) {
    const read = JSON.parse(line) as { time: string; path?: string };
    expect([...line].filter((one) => one < ' ' || ['\u007f', '\u2028', '\u2029'].includes(one))).toEqual([]);
    expect(read.time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect((read.path ?? '').length).toBeLessThan(320);
  }
});

test('an error is told with where it arose, without the row that it stumbled on', () => {
  const written: string[] = [];
  const log = pino(
    logSettings('info'),
    new Writable({ write: (part, _, done) => done(void written.push(String(part))) }),
  );
  const error = Object.assign(new Error(`bad value ${aToken} of 191212121212`), {
    code: '23505',
    detail: 'Key (email)=(ada@example.org) already exists.',
    where: 'secret place',
    table: 'person',
    constraint: 'person_email',
    cause: new Error(`because ${aToken}`),
  });
  log.error({ error }, 'request failed');
  const [line = ''] = written;
  expect(JSON.parse(line).error).toMatchObject({
    name: 'Error',
    message: 'bad value :key of :number',
    code: '23505',
    table: 'person',
    constraint: 'person_email',
  });
  expect(JSON.parse(line).error.stack).toContain('log.test.ts');
  expect(line).not.toMatch(/ada@example|secret place|1212121212|AAAAAAAA/);
});

test.each([
  [
    '/collaborations/018bebf5-3e80-7f4d-b6a0-4c0e45c48102/goals',
    '/collaborations/018bebf5-3e80-7f4d-b6a0-4c0e45c48102/goals',
  ],
  [`/packages/${aToken}/018bebf5-3e80-7f4d-b6a0-4c0e45c48102`, '/packages/:key/018bebf5-3e80-7f4d-b6a0-4c0e45c48102'],
  ['/confirm/abcdefghijklmnopqrstuvwxyz', '/confirm/:key'],
  ['/people/19121212-1212', '/people/:number'],
  ['/people/1212121212', '/people/:number'],
  ['/people/121212+1212', '/people/:number'],
])('%s is told as %s', (path, expected) => {
  expect(scrubbedPath(path)).toBe(expected);
});

test('the words of an error lose keys and numbers, and keep the names of what failed', () => {
  expect(scrubbed(`at readableAddChunkPushByteMode ${aToken} 19121212-1212 a1${'b'.repeat(24)}`)).toBe(
    'at readableAddChunkPushByteMode :key :number :key',
  );
  expect(scrubbed('of 018bebf5-3e80-7f4d-b6a0-4c0e45c48102')).toBe('of 018bebf5-3e80-7f4d-b6a0-4c0e45c48102');
});
