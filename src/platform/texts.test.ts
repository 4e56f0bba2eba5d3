import { expect, test } from 'vitest';
import { formatsFor } from './texts.ts';

test.each([
  ['2026-11-26T08:05:00Z', 'kl. 9.05', '9:05'],
  ['2026-11-26T23:00:00Z', 'kl. 0.00', '0:00'],
  ['2026-11-26T12:30:00Z', 'kl. 13.30', '13:30'],
])('%s is told as people say it, at midnight too', (instant, sv, en) => {
  expect(formatsFor('sv').time(new Date(instant))).toBe(sv);
  expect(
    formatsFor('en')
      .time(new Date(instant))
      .replace(/^0(?=\d)/, ''),
  ).toBe(en);
});
