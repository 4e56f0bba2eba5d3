import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPassword } from '../../src/identity/index.ts';
import { safePath } from '../../src/platform/http/safe-path.ts';
import { Visitor } from '../setup/visitor.ts';
import { openWalledHouse, people, type WalledHouse } from './walled-house.ts';

// Where a sign-in or a choice of language leads on to is always here.

let house: WalledHouse;
beforeAll(async () => {
  house = await openWalledHouse();
});
afterAll(() => house.close());

const elsewhere = [
  'https://evil.example',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '\t//evil.example',
  ' //evil.example',
  'http:evil.example',
  'https:/evil.example',
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '/%09/evil.example',
  '/%5cevil.example',
  '/.//evil.example',
  '/..//evil.example',
  '/a/..//evil.example',
  '/%2e%2e//evil.example',
  'evil.example',
  '@evil.example',
  '/@evil.example',
  '/?next=//evil.example',
  '/\u0000//evil.example',
  '／／evil.example',
  '/\r\nlocation: https://evil.example',
  '/\r\nset-cookie: a=b',
];

/** As a browser reads a Location. */
const hostOf = (location: string): string => new URL(location, 'http://here.example/sign-in').host;

test.each(elsewhere)('%j leads nowhere else', (next) => {
  const path = safePath(next);
  expect(hostOf(path)).toBe('here.example');
  expect(path).toMatch(/^\/(?!\/)[^\s\\]*$/);
});

test('nothing that can be written leads elsewhere', () => {
  const parts = fc.array(
    fc.oneof(
      fc.constantFrom(
        '/',
        '\\',
        '//',
        '.',
        '..',
        ':',
        '@',
        '#',
        '?',
        '%2f',
        '%5c',
        '%2e',
        '/.//',
        '/../',
        '\t',
        '\n',
        '\r',
        ' ',
        '\u0000',
        'https:',
        'javascript:',
        'evil.example',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(parts, (written) => {
      const path = safePath(written.join(''));
      expect(hostOf(path)).toBe('here.example');
      expect(path.startsWith('/') && !path.startsWith('//') && !/[\\\r\n\t]/.test(path)).toBe(true);
    }),
    { numRuns: 5000 },
  );
});

test('where it leads when it is here is kept', () => {
  for (const path of ['/', '/collaborations/1?a=b&c=%C3%A5', '/search?q=a%2Fb']) expect(safePath(path)).toBe(path);
});

test('signing in, from the address and from the form, and choosing a language, stay here', async () => {
  for (const next of elsewhere) {
    house.answers.length = 0;
    const visitor = new Visitor(house);
    await visitor.open(`/sign-in?next=${encodeURIComponent(next)}`);
    await visitor.submit({ email: people.reader, password: demoPassword, next }, '/sign-in');
    await visitor.open('/account');
    await visitor.submit({ language: 'sv', next }, '/language');
    const locations = house.answers.flatMap(({ answer }) => answer.headers.get('location') ?? []);
    expect(locations.length, next).toBeGreaterThanOrEqual(2);
    for (const location of locations) expect(hostOf(location), next).toBe('here.example');
    for (const { answer } of house.answers) {
      for (const cookie of answer.headers.getSetCookie()) expect(cookie).toMatch(/^(session|language)=/);
    }
  }
});
