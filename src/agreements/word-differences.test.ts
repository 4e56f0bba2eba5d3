import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareWords, earlierText, laterText, wordsOf } from './word-differences.ts';

const texts = fc
  .array(fc.constantFrom('frågan', 'tas', 'upp', 'igen', 'inom', 'tre', 'månader', '.', ' ', ' ', '\n', 'å', '§ 5'), {
    maxLength: 60,
  })
  .map((parts) => parts.join(''));

test('what is the same and what has come is the later text; what is the same and what has gone, the earlier', () => {
  fc.assert(
    fc.property(fc.oneof(texts, fc.string()), fc.oneof(texts, fc.string()), (before, after) => {
      const changes = compareWords(before, after);
      expect(laterText(changes)).toBe(after);
      expect(earlierText(changes)).toBe(before);
    }),
    { numRuns: 1000 },
  );
});

test('a text is compared with itself without a change', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(compareWords(text, text).filter((one) => one.kind !== 'same')).toEqual([]);
    }),
  );
});

test('words put together are the text', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(wordsOf(text).join('')).toBe(text);
    }),
  );
});

test('a word that is put in is the only change', () => {
  expect(compareWords('Varje part beslutar.', 'Varje part beslutar själv.')).toEqual([
    { kind: 'same', text: 'Varje part beslutar' },
    { kind: 'inserted', text: ' själv' },
    { kind: 'same', text: '.' },
  ]);
});

test('a sentence in the place of another is read as two whole sentences', () => {
  expect(
    compareWords(
      'Den får sitt skäl antecknat. Frågan avgörs av ordföranden.',
      'Den får sitt skäl antecknat. Ny behandling inom tre månader.',
    ),
  ).toEqual([
    { kind: 'same', text: 'Den får sitt skäl antecknat. ' },
    { kind: 'inserted', text: 'Ny behandling inom tre månader' },
    { kind: 'deleted', text: 'Frågan avgörs av ordföranden' },
    { kind: 'same', text: '.' },
  ]);
});
