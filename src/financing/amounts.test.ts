import { describe, expect, test } from 'vitest';
import { formatsFor } from '../platform/texts.ts';
import { asNumber, readFraction, readHours, readHundredths, readKronor, sayAmount, sayFraction } from './amounts.ts';

const sv = formatsFor('sv');
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/gu, ' ');

describe('money as people write it', () => {
  test.each([
    ['2 400 000', 240_000_000n],
    ['2 400 000 kr', 240_000_000n],
    ['2\u00a0400\u202f000 kronor', 240_000_000n],
    ['95 446,50', 9_544_650n],
    ['95446.5', 9_544_650n],
    ['0', 0n],
    ['0,01', 1n],
    ['1 000 000 000 000', 100_000_000_000_000n],
  ])('%s is %s öre', (text, ore) => expect(readKronor(text)).toBe(ore));

  test.each(['', 'tusen', '-5', '1,005', '1,2,3', '1e6', '1 000 000 000 001', '12 %'])('%s is not taken', (text) =>
    expect(readKronor(text)).toBeNull(),
  );

  test('what is said is what is read', () => {
    for (const ore of [0n, 1n, 99n, 100n, 12_345_600n, 9_544_650n, 99_999_999_999n])
      expect(readKronor(sayAmount(ore, 'money', sv))).toBe(ore);
  });
});

describe('time as people write it', () => {
  test.each([
    ['120', 7200n],
    ['7,5', 450n],
    ['7:30', 450n],
    ['0:20', 20n],
    ['1 040', 62_400n],
    ['1 040:05', 62_405n],
  ])('%s is %s minutes', (text, minutes) => expect(readHours(text)).toBe(minutes));

  test.each(['', '7:60', '7:3', '0,33', ':30', '-1', 'sju'])('%s is not taken, for it is no whole minute', (text) =>
    expect(readHours(text)).toBeNull(),
  );

  test('what is said is what is read, also a third of an hour', () => {
    for (const minutes of [0n, 20n, 60n, 61n, 62_400n, 62_405n])
      expect(readHours(sayAmount(minutes, 'hours', sv))).toBe(minutes);
    expect(sayAmount(20n, 'hours', sv)).toBe('0:20');
  });
});

test('cells of a spreadsheet hold kronor and hours', () => {
  expect(asNumber(9_544_650n, 'money')).toBe(95_446.5);
  expect(asNumber(450n, 'hours')).toBe(7.5);
});

test.each([
  ['2,5', 250],
  ['2,5 %', 250],
  ['−2', -200],
  ['-0,25', -25],
  ['100', 10_000],
])('a per cent of %s is %s hundredths', (text, hundredths) => expect(readHundredths(text)).toBe(hundredths));

test.each(['', '2,555', 'två', '101'])('a per cent of %s is not taken', (text) =>
  expect(readHundredths(text)).toBeNull(),
);

describe('parts of a whole', () => {
  test.each([
    ['1/3', 1n, 3n],
    ['2 / 4', 2n, 4n],
    ['50 %', 500_000n, 1_000_000n],
    ['33,33 %', 333_300n, 1_000_000n],
  ])('%s', (text, numerator, denominator) => expect(readFraction(text)).toEqual({ numerator, denominator }));

  test.each(['1/0', '50', '101 %', 'hälften', '-1/2'])('%s is none', (text) => expect(readFraction(text)).toBeNull());

  test('are said in per cent where that is exact, else as they are', () => {
    expect(plain(sayFraction({ numerator: 1n, denominator: 2n }, sv))).toBe('50 %');
    expect(plain(sayFraction({ numerator: 3333n, denominator: 10_000n }, sv))).toBe('33,33 %');
    expect(sayFraction({ numerator: 1n, denominator: 3n }, sv)).toBe('1/3');
  });
});
