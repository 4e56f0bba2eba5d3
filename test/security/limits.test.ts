import { afterAll, beforeAll, expect, test } from 'vitest';
import { isDear } from '../../src/dear-routes.ts';
import { demoPassword } from '../../src/identity/index.ts';
import type { LimitSettings } from '../../src/platform/http/limits.ts';
import { Visitor } from '../setup/visitor.ts';
import { aToken, openWalledHouse, type Person, people, type WalledHouse } from './walled-house.ts';

// Small limits, so that they are reached; whoever asks within theirs goes on.

let house: WalledHouse;
beforeAll(async () => {
  house = await openWalledHouse();
});
afterAll(() => house.close());

const none = { requests: 0, writes: 0, dear: 0, failedSignIns: 0 };
function limited(limits: Partial<LimitSettings>, demo = true) {
  const app = house.compose({ limits: { ...none, ...limits }, demo });
  const answers: Response[] = [];
  const from = (address: string) => ({
    fetch: async (path: string, init?: RequestInit) => {
      const answer = await app.fetch(new Request(`http://localhost${path}`, init), address);
      answers.push(answer);
      return answer.clone();
    },
  });
  const signIn = (person: Person, address: string) => new Visitor(from(address)).signIn(people[person], demoPassword);
  return { from, signIn, answers };
}

test('a flood from one person is answered with 429, when to come back and words; every other request is answered as before', async () => {
  const { signIn, from, answers } = limited({ requests: 30 });
  const eager = await signIn('leader', '192.0.2.1');
  const calm = await signIn('representative', '192.0.2.1');
  const elsewhere = new Visitor(from('192.0.2.2'));
  const statuses: number[] = [];
  const others: number[] = [];
  for (let one = 0; one < 200; one += 1) {
    await eager.open('/account');
    statuses.push(eager.status);
    if (one % 20 === 0) {
      for (const [visitor, path] of [
        [calm, '/'],
        [elsewhere, '/sign-in'],
      ] as const) {
        await visitor.open(path);
        others.push(visitor.status);
      }
    }
  }
  expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(30);
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(170);
  expect(others).toEqual(others.map(() => 200));
  expect(eager.text).toMatch(/Det gick för fort.*Vänta \d+ sekunder och försök igen\..*Ange den här koden/);
  const refused = answers.filter(({ status }) => status === 429);
  for (const answer of refused) {
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  }
});

test('what takes the flood asks the database for nothing', async () => {
  let reads = 0;
  const app = house.compose({
    limits: { ...none, requests: 5 },
    database: {
      ...house.database,
      read: ((...given: Parameters<typeof house.database.read>) => {
        reads += 1;
        return house.database.read(...given);
      }) as typeof house.database.read,
    },
  });
  for (let one = 0; one < 50; one += 1) await app.fetch(new Request('http://localhost/sign-in'), '192.0.2.1');
  expect(reads).toBe(5);
});

test('forms, and what costs much, have limits of their own; what somebody reads goes on', async () => {
  const { signIn } = limited({ writes: 3, dear: 2 });
  const leader = await signIn('leader', '192.0.2.1');
  const told: number[] = [];
  for (let one = 0; one < 5; one += 1) {
    await leader.open('/account');
    const page = leader.status;
    await leader.submit({ wanted: one % 2 ? 'yes' : 'no' }, '/account/shortcuts');
    told.push(page, leader.status);
  }
  expect(told).toEqual([200, 200, 200, 200, 200, 200, 200, 429, 200, 429]);
  const sought: number[] = [];
  for (let one = 0; one < 4; one += 1) {
    await leader.open('/search?q=arbete');
    sought.push(leader.status);
  }
  expect(sought).toEqual([200, 200, 429, 429]);
  await leader.open('/');
  expect(leader.status).toBe(200);
});

test('whoever knows the address of a calendar fetches no more than its person may, wherever they fetch from', async () => {
  const { signIn } = limited({});
  const leader = await signIn('leader', '192.0.2.1');
  await leader.open('/account/calendar');
  await leader.submit({}, '/account/calendar');
  const address = /\/calendar\/[A-Za-z0-9_-]{43}\/armkrok\.ics/.exec(leader.page)?.[0] ?? '';
  const { from } = limited({ dear: 2 });
  const told: number[] = [];
  // The first is counted for where it comes from: whose calendar it is, is known when it has been looked up.
  for (const where of ['192.0.2.1', '192.0.2.1', '192.0.2.2', '192.0.2.3']) {
    const program = await new Visitor(from(where)).open(address);
    told.push(program.status);
    if (program.status === 429) expect(Number(program.headers.get('retry-after'))).toBeGreaterThan(0);
  }
  expect(told).toEqual([200, 200, 200, 429]);
});

test('everything that makes a document, a picture or a file, that searches or reads an upload, is dear', () => {
  const called = house.routes.map((route) => `${route.method} ${route.path}`);
  const dear = house.routes.filter(isDear).map((route) => `${route.method} ${route.path}`);
  expect(dear.length).toBeGreaterThan(30);
  const looksDear = called.filter((name) =>
    /^GET .*(\/(svg|png|csv|pdf|archive-pdf|word|json|xlsx)|\.csv|\.xlsx|\.ics)$|^GET \/search$/.test(name),
  );
  expect(looksDear.length).toBeGreaterThan(20);
  expect(looksDear.filter((name) => !dear.includes(name))).toEqual([]);
  // And by what they call: documents are made in threads of their own.
  const making = house.routes.filter((route) =>
    /documents\.(pdf|word|png|svg|readTemplate)|receiveFile|readUpload/.test(route.handle.toString()),
  );
  expect(making.filter((route) => !isDear(route)).map((route) => route.path)).toEqual([]);
  const receiving = house.routes.filter((route) => route.receives);
  expect(receiving.length).toBeGreaterThanOrEqual(3);
  expect(receiving.filter((route) => !isDear(route)).map((route) => route.path)).toEqual([]);
});

test('guessing passwords from one place is stopped, for every account and every way in; other places go on', async () => {
  const { from, answers } = limited({ failedSignIns: 4 });
  const guesser = new Visitor(from('192.0.2.1'));
  for (let one = 0; one < 8; one += 1) await guesser.signIn(`someone${one}@example.org`, 'Sommar2023!').catch(() => {});
  expect(answers.filter(({ status }) => status === 422).length).toBe(4);
  expect(answers.filter(({ status }) => status === 429).length).toBe(4);
  expect(guesser.text).toContain('För många misslyckade inloggningar');
  // With the right password too: whoever guesses learns nothing from the pause.
  await guesser.signIn(people.leader, demoPassword);
  expect(guesser.status).toBe(429);
  const elsewhere = await new Visitor(from('192.0.2.2')).signIn(people.leader, demoPassword);
  expect(elsewhere.status).toBe(200);
});

test('whoever holds a link counts as one, and a made-up link for its address', async () => {
  const { from } = limited({ requests: 3 });
  const visitor = new Visitor(from('192.0.2.1'));
  const statuses: number[] = [];
  for (let one = 0; one < 6; one += 1) {
    await visitor.open(`/packages/${aToken.slice(0, 42)}${one}`);
    statuses.push(visitor.status);
  }
  expect(statuses).toEqual([410, 410, 410, 429, 429, 429]);
});
