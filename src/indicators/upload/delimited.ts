import { CsvError, parse } from 'csv-parse/sync';
import { type Grid, textCell } from './grid.ts';
import { mostColumns, mostRows, rowsAround } from './limits.ts';
import { UploadStop } from './problem.ts';

const delimiters = [';', '\t', ',', '|'] as const;

/** Whether quotes stand only where a cell begins and ends, as they do when the sign between the columns is the right one. */
function hasQuotesInPlace(text: string, delimiter: string): boolean {
  try {
    parse(text, { delimiter, record_delimiter: '\n', relax_column_count: true, to: 60 });
    return true;
  } catch (error) {
    // What is read is the beginning of the text: it may end inside a cell.
    return error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED';
  }
}

/** The records of a text. Quotes may stand inside a cell and hold line breaks; an empty line is a record too. */
function records(text: string, delimiter: string, most: number): string[][] {
  try {
    return parse(text, { delimiter, record_delimiter: '\n', relax_column_count: true, relax_quotes: true, to: most });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UploadStop('quote', { row: Number((error as { records?: number }).records ?? 0) + 1 });
  }
}

/** The beginning of a text, ended where a record ends as far as can be seen. */
const beginning = (text: string): string => {
  if (text.length < 20_000) return text;
  const end = text.lastIndexOf('\n', 20_000);
  return text.slice(0, end > 0 ? end : 20_000);
};

/** The sign that parts the rows into the same number of columns, most of them. */
function findDelimiter(text: string): string {
  const seen = beginning(text);
  const inPlace = delimiters.filter((delimiter) => hasQuotesInPlace(seen, delimiter));
  let best = { delimiter: ';' as string, score: 0 };
  for (const delimiter of inPlace.length > 0 ? inPlace : delimiters) {
    let listed: string[][];
    try {
      listed = records(seen, delimiter, 60);
    } catch {
      continue;
    }
    const widths = new Map<number, number>();
    for (const { length } of listed) if (length > 1) widths.set(length, (widths.get(length) ?? 0) + 1);
    // Rows that agree weigh most; of two that agree alike the earlier in the list is the commoner in Sweden.
    const score = Math.max(0, ...widths.values());
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** A text value that a spreadsheet was told to leave alone: `="0180"` or `'0180`. */
const unwrapped = (text: string): string => /^="([^"]*)"$/.exec(text)?.[1] ?? text.replace(/^'(?=[\d=+@-])/, '');

/** Rows and columns of a text file: semicolon, tab, comma or bar between columns, whichever gives a table. */
export function readDelimited(decoded: string): Grid {
  let text = decoded.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  if (text.trim() === '') throw new UploadStop('empty');
  // Excel's own first line says what stands between the columns; the spreadsheet does not show it.
  const said = /^"?sep=(.)"?\n/i.exec(text);
  if (said) text = text.slice(said[0].length);
  const delimiter = said?.[1] ?? findDelimiter(text);
  const listed = records(text, delimiter, mostRows + rowsAround + 1);
  if (listed.length > mostRows + rowsAround) throw new UploadStop('tooManyRows');
  const rows = listed.map((record, at) => {
    if (record.length > mostColumns) throw new UploadStop('tooManyColumns', { row: at + 1 });
    return { row: at + 1, cells: record.map((text) => textCell(unwrapped(text.trim()))) };
  });
  return { rows: rows.filter(({ cells }) => cells.some(({ text }) => text !== '')), delimiter };
}
