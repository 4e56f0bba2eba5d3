import type { Language } from '../texts.ts';

/** A number is written as the language writes it; nothing is an empty cell. */
export type CsvCell = string | number | null;

/** A comma between cells is what RFC 4180 says; where a comma begins the decimals, spreadsheets read a semicolon. */
const forms: Record<Language, { readonly between: string; readonly decimal: string }> = {
  sv: { between: ';', decimal: ',' },
  en: { between: ',', decimal: '.' },
};

/** A text that a spreadsheet would take for a formula is kept as text, by the sign that says so. */
const harmless = (text: string): string => (/^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(text) ? `'${text}` : text);

/**
 * A table as a file that a spreadsheet opens rightly with a double click: UTF-8 with its mark first, without which Excel
 * takes å, ä and ö for others. Numbers are not rounded.
 */
export function csvOf(heading: readonly string[], rows: Iterable<readonly CsvCell[]>, language: Language): string {
  const { between, decimal } = forms[language];
  const written = (cell: CsvCell): string => {
    if (cell === null) return '';
    if (typeof cell === 'number') return Number.isFinite(cell) ? plain(cell).replace('.', decimal) : '';
    const text = harmless(cell);
    return text.includes(between) || /["\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = ['\ufeff', heading.map(written).join(between), '\r\n'];
  for (const row of rows) lines.push(row.map(written).join(between), '\r\n');
  return lines.join('');
}

/** Every decimal, and never 1e-7, which is a text to some who read it. */
const plain = (number: number): string => {
  const text = String(number);
  return text.includes('e') ? number.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 }) : text;
};

/** How the file is served. */
export const csvHeaders = (name: string): Record<string, string> => ({
  'content-type': 'text/csv; charset=utf-8',
  'content-disposition': `attachment; filename="${name}.csv"`,
  'cache-control': 'no-store',
});
