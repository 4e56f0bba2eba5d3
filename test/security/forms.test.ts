import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPassword } from '../../src/identity/index.ts';
import { formsOn } from '../setup/forms.ts';
import { Visitor } from '../setup/visitor.ts';
import { aToken, crawl, fingerprint, openWalledHouse, people, type WalledHouse } from './walled-house.ts';

// A form works from a page of ours, for the session that the page was made for, once. Everything else is refused before
// anything is done.

interface Posted {
  readonly path: string;
  readonly fields: URLSearchParams;
}

let house: WalledHouse;
let leader: Visitor;
let administrator: Visitor;
let forms: Posted[];
let stranger: Posted[];
const type = 'application/x-www-form-urlencoded';
const here = { 'sec-fetch-site': 'same-origin', 'content-type': type };

/** Every form of the pages that a visitor reaches, one of each address, filled as it stands. */
async function formsOf(visitor: Visitor, from: readonly string[]): Promise<Posted[]> {
  const found = new Map<string, Posted>();
  await crawl(house, visitor, from, 1, () => {
    for (const { action, controls } of formsOn(visitor.page, visitor.path)) {
      const key = action.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id').replace(/\?.*/, '');
      const fields = new URLSearchParams(controls.map(({ name, value }) => [name, value === '' ? 'a' : value]));
      if (!found.has(key)) found.set(key, { path: action, fields });
    }
  });
  return [...found.values()];
}

beforeAll(async () => {
  house = await openWalledHouse();
  leader = await house.signIn('leader');
  administrator = await house.signIn('systemAdministrator');
  forms = (await formsOf(leader, ['/', '/account'])).filter(({ path }) => !/^\/(sign-out|language)/.test(path));
  stranger = ['/sign-in', '/forgotten-password', `/new-password/${aToken}`].map((path) => ({
    path,
    fields: new URLSearchParams({ email: 'a@example.org', password: 'a' }),
  }));
});
afterAll(() => house.close());

/** Each of the leader's forms is sent in a way that no page of ours sends it; nothing may have changed afterwards. */
async function expectRefused(send: (form: Posted) => RequestInit, statuses: readonly number[], by = leader) {
  const before = await fingerprint(house.urls.ownerUrl);
  const answered = [];
  for (const form of [...forms, ...stranger]) {
    await by.send(form.path, { method: 'POST', ...send(form) });
    answered.push({ path: form.path, status: by.status });
  }
  // Where guesses are counted, what has been sent too often is refused before it is looked at.
  expect(answered.filter(({ status }) => ![...statuses, 429].includes(status))).toEqual([]);
  // A try to sign in is counted, whatever becomes of it; that is all.
  const after = await fingerprint(house.urls.ownerUrl);
  expect(Object.keys(after).filter((table) => after[table] !== before[table] && table !== 'sign_in_attempt')).toEqual(
    [],
  );
}

test('there are many forms, and each carries a token', () => {
  expect(forms.length).toBeGreaterThan(20);
  for (const { path, fields } of forms) expect(fields.get('form'), path).toMatch(/^[0-9a-f-]{36}\.[\w-]{43}$/);
});

test('a form from another site is refused, whatever else it holds', async () => {
  for (const headers of [
    { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    { 'sec-fetch-site': 'same-site', origin: 'http://other.localhost' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'http://localhost.evil.example' },
    { origin: 'http://localhost:81' },
  ]) {
    await expectRefused(
      ({ fields }) => ({ body: fields, headers: { 'content-type': type, ...headers } as Record<string, string> }),
      [403],
    );
  }
});

test('over https a form from the same host without it is another site', async () => {
  const app = house.compose({ secure: true, origin: 'https://localhost' });
  const answer = await app.fetch(
    new Request('http://localhost/sign-in', {
      method: 'POST',
      body: 'email=a&password=a',
      headers: { 'content-type': type, origin: 'http://localhost' },
    }),
  );
  expect(answer.status).toBe(403);
});

test('a form without its token, with a made-up one or with another form of it is refused', async () => {
  for (const token of [
    undefined,
    '',
    'x',
    `01890000-0000-7000-8000-000000000000.${aToken}`,
    '__proto__',
    '01890000-0000-7000-8000-000000000000.',
  ]) {
    await expectRefused(
      ({ fields }) => {
        const body = new URLSearchParams(fields);
        body.delete('form');
        if (token !== undefined) body.set('form', token);
        return { body, headers: here };
      },
      [403],
    );
  }
});

test('a form that was made for another session is refused', async () => {
  await expectRefused(({ fields }) => ({ body: fields, headers: here }), [403, 404], administrator);
});

test('a form that says it is something else than a form is refused, without a word of an error of ours', async () => {
  house.logged.length = 0;
  for (const other of [
    'text/plain',
    'application/json',
    'application/xml',
    '',
    'multipart/form-data',
    'multipart/form-data; boundary=',
  ]) {
    await expectRefused(
      ({ fields }) => ({
        body:
          other === 'application/json'
            ? JSON.stringify(Object.fromEntries(fields))
            : new TextEncoder().encode(fields.toString()),
        headers: { 'sec-fetch-site': 'same-origin', ...(other ? { 'content-type': other } : {}) } as Record<
          string,
          string
        >,
      }),
      // A form that brings files reads them as they come, and finds none.
      [403, 422],
    );
  }
  expect(house.logged.filter((line) => 'error' in line)).toEqual([]);
});

test('a browser that tells nothing of where it comes from is let in by the token alone', async () => {
  const { path, fields } = forms.find((form) => form.path === '/account/shortcuts') ?? {
    path: '',
    fields: new URLSearchParams(),
  };
  await leader.open('/account');
  fields.set('form', /action="\/account\/shortcuts"[\s\S]*?name="form" value="([^"]+)"/.exec(leader.page)?.[1] ?? '');
  await leader.send(path, { method: 'POST', body: fields, headers: { 'content-type': type } });
  expect(leader.status).toBe(200);
  expect(leader.path).toBe('/account?done=saved');
});

test('when the installation’s key is changed, forms that are open ask to be opened again, and sessions go on', async () => {
  const renewed = house.compose({ key: Buffer.alloc(32, 8) });
  const visitor = new Visitor({
    fetch: (path, init) =>
      path === '/sign-in' ? house.fetch(path, init) : renewed.fetch(new Request(`http://localhost${path}`, init)),
  });
  await visitor.signIn(people.reader, demoPassword);
  await visitor.open('/account');
  expect(visitor.status).toBe(200);
  const made = await house.signIn('reader');
  await made.open('/account');
  const [, token = ''] = /action="\/account\/shortcuts"[\s\S]*?name="form" value="([^"]+)"/.exec(made.page) ?? [];
  await visitor.send('/account/shortcuts', {
    method: 'POST',
    body: new URLSearchParams({ form: token, wanted: 'no' }),
    headers: here,
  });
  expect(visitor.status).toBe(403);
  await visitor.open('/account');
  expect(visitor.status).toBe(200);
  await visitor.submit({ wanted: 'no' }, '/account/shortcuts');
  expect(visitor.path).toBe('/account?done=saved');
});

test('each of these refusals stands in the security log', () => {
  const refused = house.security.filter(({ event }) => event === 'form.refused');
  expect(refused.length).toBeGreaterThan(forms.length * 13);
  expect(new Set(refused.map(({ route }) => route)).size).toBeGreaterThan(20);
});
