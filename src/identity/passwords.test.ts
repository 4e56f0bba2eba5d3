import { scryptSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { isEasilyGuessed } from './common-passwords.ts';
import { hashPassword, isTooCheap, longestPassword, passwordMatches, shortestPassword } from './passwords.ts';

const lena = { name: 'Lena Åberg', email: 'lena.aberg@kommun-b.example', organisation: 'Ronneby kommun' };

describe('a password that somebody chooses', () => {
  test.each([
    ['password', 'the most common of all'],
    ['PASSWORD', 'in capitals'],
    ['Sommar2023!', 'a season with a year and a sign'],
    ['lösenord1', 'a Swedish word for it'],
    ['qwertyuiop', 'a row of keys'],
    ['elephant99', 'a common word with digits'],
    ['aaaaaaaaaaaaaaaaaaaa', 'one sign over and over'],
    ['1212121212', 'two signs over and over'],
    ['armkrok2023', 'the product'],
    ['ronneby-2023', 'the organisation'],
    ['lena.aberg', 'the address'],
    ['LenaÅberg1!', 'the name'],
    ['Lena Åberg Ronneby', 'nothing but own words'],
  ])('%s is easily guessed: %s', (password) => {
    expect(isEasilyGuessed(password, lena)).toBe(true);
  });

  test.each([
    ['fyra egna ord här', 'words in a row'],
    ['tre ord i rad', 'without capital, digit or sign'],
    ['ronneby har gröna parker', 'own words in a sentence'],
    ['xkqjvwzp', 'eight letters that are no word'],
    ['  mellanslag i kanterna  ', 'with spaces round it'],
    ['смородина на столе', 'in other letters'],
  ])('%s is not: %s', (password) => {
    expect(isEasilyGuessed(password, lena)).toBe(false);
  });

  test('may be as short as eight signs and as long as a paragraph', () => {
    expect(shortestPassword).toBe(8);
    expect(longestPassword).toBeGreaterThanOrEqual(128);
  });
});

describe('what is kept of a password', () => {
  test('is a hash with what it cost, another each time', async () => {
    const [one, other] = await Promise.all([hashPassword('fyra egna ord här'), hashPassword('fyra egna ord här')]);
    expect(one).toMatch(/^scrypt\$15\$8\$3\$/);
    expect(one).not.toBe(other);
    expect(await passwordMatches('fyra egna ord här', one)).toBe(true);
    expect(isTooCheap(one)).toBe(false);
  });

  test.each(['fyra egna ord hä', 'fyra egna ord här ', ' fyra egna ord här', 'Fyra egna ord här'])(
    'matches the whole of it as it was typed, not "%s"',
    async (other) => {
      expect(await passwordMatches(other, await hashPassword('fyra egna ord här'))).toBe(false);
    },
  );

  test('matches no matter how the system writes its letters', async () => {
    expect(await passwordMatches('bla\u030abär', await hashPassword('blåbär'))).toBe(true);
  });

  test('of earlier times, when it cost less, still matches, and says that it is to be made anew', async () => {
    const salt = Buffer.alloc(16, 5);
    const hash = scryptSync('tre ord i rad', salt, 32, { N: 2 ** 14, r: 8, p: 1 });
    const earlier = `scrypt$14$8$1$${salt.toString('base64url')}$${hash.toString('base64url')}`;
    expect(await passwordMatches('tre ord i rad', earlier)).toBe(true);
    expect(await passwordMatches('fyra ord i rad', earlier)).toBe(false);
    expect(isTooCheap(earlier)).toBe(true);
  });

  test('that is not there matches nothing', async () => {
    expect(await passwordMatches('', null)).toBe(false);
    expect(await passwordMatches('', undefined)).toBe(false);
  });
});
