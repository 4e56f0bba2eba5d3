import { expect, test } from 'vitest';
import { dayIn, readPasted } from './pasted-lines.ts';

const parties = [{ name: 'Kommun A' }, { name: 'Region F' }, { name: 'Region F, folkhälsa' }];

test('each line is a party and its parts; the longest name that fits is meant', () => {
  const text = '- Kommun A: Kommunstyrelsen; 2023-10-17; § 212\n\nregion f, folkhälsa: Samordnar\nRegion F';
  expect(readPasted(text, parties)).toEqual({
    lines: [
      { party: parties[0], parts: ['Kommunstyrelsen', '2023-10-17', '§ 212'] },
      { party: parties[2], parts: ['Samordnar'] },
      { party: parties[1], parts: [] },
    ],
    unknown: [],
  });
});

test('a line that begins with nobody is told by its number', () => {
  expect(readPasted('Kommun A: ett\nKommun Ö: två\nKommun AB', parties).unknown).toEqual([
    { number: 2, text: 'Kommun Ö: två' },
    { number: 3, text: 'Kommun AB' },
  ]);
});

test('a day is read with or without a word, and no day that there is not', () => {
  expect([
    dayIn('till 2024-12-31'),
    dayIn('2024-02-29'),
    dayIn('2023-02-29'),
    dayIn('snart'),
    dayIn(undefined),
  ]).toEqual(['2024-12-31', '2024-02-29', undefined, undefined, undefined]);
});
