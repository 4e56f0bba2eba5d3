import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordDifference } from './word-difference.ts';

const words = fc
  .array(fc.constantFrom('unga', 'arbete', 'och', 'kommun', ' ', '\n', '.', ',', 'å', '1'), { maxLength: 40 })
  .map((parts) => parts.join(''));
const anyText = fc.oneof(words, fc.string({ unit: 'grapheme' }));

test('what is the same and removed is the earlier text; what is the same and added, the later', () => {
  fc.assert(
    fc.property(anyText, anyText, (earlier, later) => {
      const told = wordDifference(earlier, later);
      const without = (kind: string) =>
        told
          .filter((one) => one.kind !== kind)
          .map((one) => one.text)
          .join('');
      expect(without('added')).toBe(earlier);
      expect(without('removed')).toBe(later);
      for (const [at, one] of told.entries()) expect(one.kind).not.toBe(told[at + 1]?.kind);
    }),
    { numRuns: 1000 },
  );
});

test('two texts that are the same differ in nothing', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(wordDifference(text, text)).toEqual(text === '' ? [] : [{ kind: 'same', text }]);
    }),
  );
});

test('one word in place of another is told as just that', () => {
  expect(wordDifference('Unga saknar gymnasium.', 'Unga saknar fullföljd gymnasieutbildning.')).toEqual([
    { kind: 'same', text: 'Unga saknar ' },
    { kind: 'removed', text: 'gymnasium' },
    { kind: 'added', text: 'fullföljd gymnasieutbildning' },
    { kind: 'same', text: '.' },
  ]);
});

test('a sentence in place of another is told whole, as on the page that shows it', () => {
  expect(wordDifference('Den som avgör är ordföranden.', 'Den som avgör är varje part själv.')).toEqual([
    { kind: 'same', text: 'Den som avgör är ' },
    { kind: 'removed', text: 'ordföranden' },
    { kind: 'added', text: 'varje part själv' },
    { kind: 'same', text: '.' },
  ]);
  expect(wordDifference('Ordföranden avgör.', 'Frågan tas upp igen.')).toEqual([
    { kind: 'removed', text: 'Ordföranden avgör' },
    { kind: 'added', text: 'Frågan tas upp igen' },
    { kind: 'same', text: '.' },
  ]);
});

test('long texts that have nothing in common are told as replaced within a moment', () => {
  const text = (word: string) => Array.from({ length: 3000 }, (_, at) => `${word}${at}`).join(' ');
  const began = performance.now();
  const told = wordDifference(text('a'), text('b'));
  expect(performance.now() - began).toBeLessThan(3000);
  expect(told.length).toBeGreaterThan(0);
});
