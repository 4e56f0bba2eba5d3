import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvOf } from './csv.ts';

const readBack = (file: string, delimiter: string): string[][] =>
  parse(file, { bom: true, delimiter, record_delimiter: '\r\n' }) as string[][];

test('a Swedish file is what a Swedish spreadsheet opens: semicolons, decimal commas, and its mark first', () => {
  expect(
    csvOf(
      ['plats', 'värde'],
      [
        ['Örebro', 7.112797],
        ['Älvsbyn; Piteå', -0.5],
        ['Borås', null],
      ],
      'sv',
    ),
  ).toBe('\ufeffplats;värde\r\nÖrebro;7,112797\r\n"Älvsbyn; Piteå";-0,5\r\nBorås;\r\n');
});

test('an English file is RFC 4180', () => {
  expect(
    csvOf(
      ['place', 'value'],
      [
        ['Piteå, Älvsbyn', 7.5],
        ['"Mål"', 2],
      ],
      'en',
    ),
  ).toBe('\ufeffplace,value\r\n"Piteå, Älvsbyn",7.5\r\n"""Mål""",2\r\n');
});

test('a text that would be taken for a formula is kept as text, and a negative number stays a number', () => {
  for (const text of ['=1+1', '+1', '-1', '@a', '\t=1', '  =1', '＝1', '\r=1', '\n@x']) {
    const [, [cell = ''] = []] = readBack(csvOf(['a'], [[text]], 'sv'), ';');
    expect(cell, JSON.stringify(text)).toBe(`'${text}`);
  }
  expect(csvOf(['a'], [[-1]], 'sv')).toContain('\r\n-1\r\n');
});

test('no cell of text begins as a formula does, and everything comes back as it was', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '"', ';', ',', '\r', '\n', '\t', ' ', 'å', "'") }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constant(null),
  );
  fc.assert(
    fc.property(
      fc.array(fc.tuple(cell, cell), { maxLength: 6 }),
      fc.constantFrom('sv' as const, 'en' as const),
      (rows, language) => {
        const read = readBack(csvOf(['a', 'b'], rows, language), language === 'sv' ? ';' : ',').slice(1);
        expect(read.length).toBe(rows.length);
        rows.forEach((row, at) => {
          row.forEach((given, column) => {
            const found = read[at]?.[column] ?? '';
            if (given === null) expect(found).toBe('');
            else if (typeof given === 'number') expect(Number(found.replace(',', '.'))).toBeCloseTo(given, 10);
            else {
              expect(found).not.toMatch(/^\s*[=+\-@]/);
              expect([given, `'${given}`]).toContain(found);
            }
          });
        });
      },
    ),
  );
});
