import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkDocument } from '../documents/document.ts';
import { documentBlocks } from './document-blocks.ts';
import { readMarkdown, safeAddress, wordsOf } from './markdown.ts';

const first = (text: string) => readMarkdown(text)[0];

describe('what passes', () => {
  test.each([
    ['**Fet** text', [{ strong: true, text: 'Fet' }, { text: ' text' }]],
    [
      'en *lutad* och _lutad_',
      [{ text: 'en ' }, { emphasis: true, text: 'lutad' }, { text: ' och ' }, { emphasis: true, text: 'lutad' }],
    ],
    [
      '**fet *och lutad***',
      [
        { strong: true, text: 'fet ' },
        { strong: true, emphasis: true, text: 'och lutad' },
      ],
    ],
    ['snake_case_name och 2 * 3 * 4', [{ text: 'snake_case_name och 2 * 3 * 4' }]],
    ['[Källan](https://example.org/a_b)', [{ link: 'https://example.org/a_b', text: 'Källan' }]],
    [
      'se https://example.org/a.',
      [{ text: 'se ' }, { link: 'https://example.org/a', text: 'https://example.org/a' }, { text: '.' }],
    ],
    ['\\*inte lutad\\*', [{ text: '*inte lutad*' }]],
    ['rad ett\nrad två', [{ text: 'rad ett\nrad två' }]],
  ])('%s', (text, runs) => {
    expect(first(text)).toEqual({ kind: 'paragraph', runs });
  });

  test('headings become uppermost and under, whatever was typed, and none is skipped', () => {
    const depths = (text: string) => readMarkdown(text).map((one) => (one.kind === 'heading' ? one.depth : one.kind));
    expect(depths('# A\n## B\n#### C\n# D')).toEqual([0, 1, 1, 0]);
    expect(depths('###### A\n# B\ntext')).toEqual([0, 0, 'paragraph']);
    expect(depths('#utan mellanslag')).toEqual(['paragraph']);
  });

  test('lists of both kinds, with lines that go on', () => {
    expect(readMarkdown('- ett\n- två\n  fortsätter\n\n1. först\n2) sedan')).toEqual([
      { kind: 'list', form: 'bullets', items: [[{ text: 'ett' }], [{ text: 'två\nfortsätter' }]] },
      { kind: 'list', form: 'numbers', items: [[{ text: 'först' }], [{ text: 'sedan' }]] },
    ]);
  });
});

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  '//example.org',
  '/collaborations',
  'https://bank.se@example.org/',
  'https://',
  'https://exa"mple.org',
])('%j is no address that a link may have', (address) => {
  expect(safeAddress(address)).toBeUndefined();
  const runs = readMarkdown(`[x](${address})`).flatMap((one) => (one.kind === 'list' ? one.items.flat() : one.runs));
  for (const run of runs) if (run.link) expect(new URL(run.link).protocol).toMatch(/^https?:$/);
});

const pieces = fc.constantFrom(
  '*',
  '**',
  '_',
  '[',
  '](',
  ')',
  '# ',
  '- ',
  '1. ',
  '\n',
  ' ',
  '\\',
  'ord',
  'https://a.se',
  'javascript:',
  '<b>',
  '`',
  'å',
);
const texts = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
);

test('no letter or digit that was typed is lost, save those of an address and of numbered lists', () => {
  const letters = (text: string) => text.replace(/[^\p{L}]/gu, '');
  fc.assert(
    fc.property(texts, (text) => {
      fc.pre(!/\]\(/.test(text));
      expect(letters(wordsOf(text))).toBe(letters(text));
    }),
    { numRuns: 500 },
  );
});

test('whatever is typed becomes a document that holds together, with links out alone', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const blocks = documentBlocks(text);
      checkDocument({
        language: 'sv',
        title: 'Text',
        author: 'Kommun A',
        date: '2023-11-20',
        head: { name: 'Armkrok' },
        foot: 'Text',
        blocks: [{ kind: 'heading', level: 2, text: 'Avsnitt' }, ...blocks],
      });
    }),
    { numRuns: 500 },
  );
});

test('a text of marks alone takes no longer than its length', () => {
  for (const piece of ['**a ', '*a', '[', '[a](', '_', '\\', '# ', '- ', 'https://', '**a*b_c[d](']) {
    const began = performance.now();
    readMarkdown(piece.repeat(20_000));
    expect(performance.now() - began, piece).toBeLessThan(1500);
  }
});
