import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FormReader, readFormInput, readNumber } from '../../src/platform/http/form-input.ts';
import type { Visitor } from '../setup/visitor.ts';
import { anId, crawl, fingerprint, openWalledHouse, type WalledHouse } from './walled-house.ts';

// What is sent is text, whatever it is called and however often; it is never part of a statement, and never an error of ours.

let house: WalledHouse;
let leader: Visitor;
let administrator: Visitor;
beforeAll(async () => {
  house = await openWalledHouse();
  leader = await house.signIn('leader');
  administrator = await house.signIn('systemAdministrator');
});
afterAll(() => house.close());

const bugs = (): object[] => house.logged.filter((line) => 'error' in line);

const injections = [
  "'",
  "''",
  '"',
  "' or '1'='1",
  "' or 1=1 --",
  "'; drop table person; --",
  "') union select email, password from person --",
  "%' and pg_sleep(5) --",
  "1; select set_config('armkrok.collaborations', '{}', false)",
  '\\',
  '%',
  '_',
  '%%%%',
  '$1',
  '$$',
  "E'\\x27'",
  '/* */',
  'a\u0000b',
  '\ud800',
  '{"$gt":""}',
  '../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  '#{7*7}',
  '{{7*7}}',
  '(a+)+$',
  'å'.repeat(3000),
  '😀'.repeat(500),
  '-1',
  '1e999',
  'NaN',
  '99999999999999999999',
  '2024-02-31',
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
];
/** Everything that an address of ours may carry after its question mark. */
const asked = [
  'q',
  'done',
  'told',
  'next',
  'sex',
  'year',
  'series',
  'before',
  'draft',
  'chosen',
  'county',
  'upload',
  'sheet',
  'page',
  'sort',
  'lang',
];

test('no text in an address is more than text: pages answer as for any other, and no statement fails', async () => {
  const paths = (await crawl(house, leader, ['/', '/account', '/organisations', '/search?q=arbete'], 1)).map((path) =>
    path.replace(/\?.*/, ''),
  );
  expect(paths.length).toBeGreaterThan(30);
  house.logged.length = 0;
  const cheap = paths.filter((path) => !/\/(pdf|archive-pdf|word|png|svg|csv|json|template)$/.test(path));
  for (const [at, injection] of injections.entries()) {
    // Every address meets some, every text meets some; and what searches meets all of them.
    const these = cheap.filter((path, place) => (place + at) % 12 === 0 || /^\/(search|organisations)$/.test(path));
    for (const path of these) {
      const query = new URLSearchParams(asked.map((name) => [name, injection]));
      query.append('__proto__[isAdmin]', 'yes');
      query.append('q', 'twice');
      await leader.open(`${path}?${query}`);
      expect([200, 404], `${path} ${injection}`).toContain(leader.status);
      expect(leader.page).not.toMatch(/syntax error at|SQLSTATE|node_modules|DatabaseError/);
    }
  }
  expect(bugs()).toEqual([]);
});

test('no text in the place of an id is more than a page that does not exist', async () => {
  house.logged.length = 0;
  for (const route of house.routes) {
    if (route.method !== 'GET' || !route.path.includes(':') || route.path.includes(':token')) continue;
    for (const text of [
      "'",
      '1',
      'å',
      '%00',
      anId.toUpperCase().slice(0, 35),
      '-1',
      '99999999999999999999',
      '__proto__',
    ]) {
      await administrator.open(route.path.replace(/:\w+/g, encodeURIComponent(text)));
      expect(administrator.status, `${route.path} ${text}`).toBe(404);
    }
  }
  expect(bugs()).toEqual([]);
});

test('what looks like a statement is found as the text that it is, and nothing else', async () => {
  const organisations = new Set<string>();
  for (const search of ["' or '1'='1", "%' or name <> '", "') union select 1 --"]) {
    await administrator.open(`/organisations?q=${encodeURIComponent(search)}`);
    expect(administrator.status).toBe(200);
    for (const [, found = ''] of administrator.page.matchAll(/href="(\/organisations\/[0-9a-f-]{36})"/g))
      organisations.add(found);
  }
  expect([...organisations]).toEqual([]);
});

test('a form with fields of every odd name and number is read as text, and changes no prototype', () => {
  const data = new FormData();
  for (const name of [
    '__proto__',
    '__proto__[isAdmin]',
    'constructor',
    'constructor[prototype][isAdmin]',
    'toString',
    'name[]',
    'name',
    'name',
    'NAME',
  ]) {
    data.append(name, name === 'name' ? `${data.getAll('name').length}` : 'yes');
  }
  const form = readFormInput(data);
  expect(form.text('name')).toBe('0');
  expect(form.all('name')).toEqual(['0', '1']);
  expect(form.text('valueOf')).toBe('');
  expect(form.text('__proto__')).toBe('yes');
  expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
  expect(Object.getPrototypeOf(form.typed)).toBeNull();
  expect(Object.getPrototypeOf(form.chosen)).toBeNull();
  expect(Object.keys(form.typed)).toContain('__proto__');
  const reader = new FormReader(form);
  expect(reader.oneOf('constructor', ['one', 'two'], 'wrong')).toBeUndefined();
  expect(reader.someOf('toString', ['one'])).toEqual([]);
});

test('any form is read; each text is what was sent, without what no text may hold', () => {
  const pairs = fc.array(
    fc.tuple(
      fc.oneof(fc.constantFrom('__proto__', 'a', 'constructor', 'a[]', ''), fc.string()),
      fc.string({ unit: 'binary' }),
    ),
  );
  fc.assert(
    fc.property(pairs, (fields) => {
      const data = new FormData();
      for (const [name, value] of fields) data.append(name, value);
      const form = readFormInput(data);
      for (const [name] of fields) {
        const given = data
          .getAll(name)
          .map((value) => String(value).replaceAll('\0', '').replace(/\r\n?/g, '\n').normalize('NFC'));
        expect(form.all(name)).toEqual(given);
        expect(form.typed[name]).toBe(given[0]);
      }
      expect(Object.keys({})).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('a form with more fields than any of ours is refused before it is read through', async () => {
  await leader.open('/account');
  const token = /name="form" value="([^"]+)"/.exec(leader.page)?.[1] ?? '';
  const many = `form=${token}&${'a&'.repeat(1_000_000)}`;
  await leader.send('/account/shortcuts', {
    method: 'POST',
    body: many,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
  });
  expect(leader.status).toBe(403);
});

test('fields that no form of the page has change nothing that they name', async () => {
  const before = await fingerprint(house.urls.ownerUrl);
  await leader.open('/account');
  await leader.submit(
    {
      wanted: 'no',
      is_system_administrator: 'true',
      organisation_id: anId,
      person_id: anId,
      role: 'systemAdministrator',
      '__proto__[is_system_administrator]': 'true',
    },
    '/account/shortcuts',
  );
  expect(leader.status).toBe(200);
  await leader.open('/operations');
  expect(leader.status).toBe(404);
  const after = await fingerprint(house.urls.ownerUrl);
  const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
  expect(changed).toEqual(['form_use', 'history', 'history_payload', 'person']);
});

test('an expression that reads what people write takes its time in proportion, however it is written', () => {
  const long = [
    `${'1 '.repeat(50_000)}x`,
    `${'1'.repeat(100_000)}x`,
    `-${'9 999'.repeat(20_000)},`,
    ' '.repeat(100_000),
    `${'a@'.repeat(50_000)}`,
  ];
  // Ten times as long a text may not take a hundred times as many steps; a backtracking one would never end.
  for (const text of long) expect(readNumber(text)).toBeNull();
});
