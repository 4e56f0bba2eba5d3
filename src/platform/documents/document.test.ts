import { describe, expect, test } from 'vitest';
import { type Block, checkDocument, plainText, printable } from './document.ts';
import { aDocument } from './testing.ts';

describe('a document that is put together wrongly is a fault', () => {
  const table = { kind: 'table', caption: 'Mål', columns: [{ heading: 'a' }, { heading: 'b' }], rows: [] } as const;
  const figure = { kind: 'figure', svg: '<svg/>', alt: 'Det föll.', caption: 'Mål', notes: [] } as const;
  const wrong: readonly (readonly [string, readonly Block[], RegExp])[] = [
    ['a heading that skips a level', [{ kind: 'heading', level: 3, text: 'Bakgrund' }], /skips a level/],
    ['a row that is not as wide as its table', [{ ...table, rows: [{ cells: ['1'] }] }], /not as wide/],
    ['a table without a caption', [{ ...table, caption: ' ' }], /no caption/],
    ['a picture without words', [{ ...figure, alt: '' }], /no words/],
    ['a small picture without words', [{ ...table, rows: [{ cells: ['1', { svg: '<svg/>', alt: '' }] }] }], /no words/],
    [
      'a link that leads from one page only',
      [{ kind: 'paragraph', text: [{ text: 'a', link: '/goals/1' }] }],
      /leads to/,
    ],
    [
      'a link that runs',
      [{ kind: 'list', form: 'bullets', items: [[{ text: 'a', link: 'javascript:x' }]] }],
      /leads to/,
    ],
    [
      'one inside another part',
      [{ kind: 'beside', left: [], right: [{ kind: 'paragraph', text: [{ text: 'a', link: 'file:///etc' }] }] }],
      /leads to/,
    ],
  ];
  test.each(wrong)('%s', (_, blocks, message) => {
    expect(() => checkDocument(aDocument({ blocks }))).toThrow(message);
  });

  test('no title, and a date that is none', () => {
    expect(() => checkDocument(aDocument({ title: ' ' }))).toThrow(/no title/);
    expect(() => checkDocument(aDocument({ date: '4 december' }))).toThrow(/no date/);
    expect(() => checkDocument(aDocument())).not.toThrow();
  });
});

test('what no printer can hold is taken away, and nothing else', () => {
  expect(printable({ a: ['x\u0000\u0007y\ud800', 1, null, { b: 'å\n\tä 😀' }] })).toEqual({
    a: ['xy\ufffd', 1, null, { b: 'å\n\tä 😀' }],
  });
});

test('a text is its words', () => {
  expect(plainText(['Läs ', { text: 'mer', link: 'https://armkrok.example' }])).toBe('Läs mer');
});
