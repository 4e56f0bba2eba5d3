/** A file of the bundled library does not say what it should: where, and what stood there. */
export class LibraryError extends Error {
  override name = 'LibraryError';
  readonly file: string;
  readonly line: number;
  readonly column: string;
  readonly found: string;

  constructor(file: string, line: number, column: string, found: string) {
    super(`${file}, line ${line}, column ${column}: ${JSON.stringify(found.slice(0, 80))} cannot be read.`);
    this.file = file;
    this.line = line;
    this.column = column;
    this.found = found;
  }
}

/** One place, period and sex, wherever in a file it stands. */
export interface Cell {
  readonly area: string;
  readonly period: number;
  readonly sex: string;
  readonly line: number;
}

export interface ValueFile {
  readonly file: string;
  readonly code: string;
  readonly content: Buffer;
  /** Cells that the source gave as missing; they become rows where the file has no value. */
  readonly missing: readonly Cell[];
}

/** The same figures as COPY reads them. */
export interface CopyLines {
  readonly bytes: Buffer;
  readonly rows: number;
  /** Rows that hold a value. */
  readonly values: number;
  /** Rows of places that are not known here, by code. */
  readonly unknownAreas: ReadonlyMap<string, number>;
}

const header = 'kpi,municipality,year,gender,value';
const firstYear = 1900;
const years = 200;
const [tab, newline, carriageReturn, comma, minus, dot, zero, nine] = [9, 10, 13, 44, 45, 46, 48, 57] as const;
const [total, women, men] = [84, 75, 77] as const;
const writtenNumber = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** Every place there is, by its code of four digits as a number. */
export function markAreas(codes: Iterable<string>): Uint8Array {
  const known = new Uint8Array(10_000);
  for (const code of codes) if (/^\d{4}$/.test(code)) known[Number(code)] = 1;
  return known;
}

const sexNumber = (byte: number): number => (byte === total ? 0 : byte === women ? 1 : byte === men ? 2 : -1);
const cellNumber = (area: number, year: number, sex: number): number => (area * years + year - firstYear) * 3 + sex;

/** Four digits as a number, or -1. */
function fourDigits(content: Buffer, at: number): number {
  let number = 0;
  for (let place = at; place < at + 4; place += 1) {
    const byte = content[place] ?? 0;
    if (byte < zero || byte > nine) return -1;
    number = number * 10 + byte - zero;
  }
  return number;
}

/**
 * Turns a value file into lines for COPY, byte by byte: five known columns, so a general reader of CSV would do the
 * same at a multiple of the time. Refuses at the first thing that cannot be read, before anything is written.
 */
export function toCopyLines(source: ValueFile, seriesId: number, fetchId: number, areas: Uint8Array): CopyLines {
  const { file, content } = source;
  const code = Buffer.from(`${source.code},`);
  const series = Buffer.from(`${seriesId}\t`);
  const fetch = Buffer.from(`\t${fetchId}\t`);
  const published = Buffer.from('\tpublished\n');
  const missing = Buffer.from('\\N\tmissing\n');
  const seen = new Uint8Array(10_000 * years * 3);
  const unknownAreas = new Map<string, number>();
  const countUnknown = (area: string) => void unknownAreas.set(area, (unknownAreas.get(area) ?? 0) + 1);

  const longest = series.length + fetch.length + published.length + 12;
  const lines = Math.ceil(content.length / (code.length + 12)) + source.missing.length + 1;
  const bytes = Buffer.allocUnsafe(content.length + lines * longest);
  let written = 0;
  let rows = 0;
  let values = 0;
  const put = (part: Buffer) => {
    bytes.set(part, written);
    written += part.length;
  };

  let at = content[0] === 0xef && content[1] === 0xbb && content[2] === 0xbf ? 3 : 0;
  let line = 0;
  while (at < content.length) {
    line += 1;
    const found = content.indexOf(newline, at);
    const next = found === -1 ? content.length : found;
    const end = content[next - 1] === carriageReturn && next > at ? next - 1 : next;
    if (line === 1) {
      const names = content.toString('utf8', at, end);
      if (names !== header) throw new LibraryError(file, 1, 'header', names);
      at = next + 1;
      continue;
    }
    if (content.compare(code, 0, code.length, at, Math.min(at + code.length, end)) !== 0) {
      throw new LibraryError(file, line, 'kpi', content.toString('utf8', at, end).split(',')[0] ?? '');
    }
    const areaAt = at + code.length;
    const area = fourDigits(content, areaAt);
    if (area === -1 || content[areaAt + 4] !== comma || areas[area] !== 1) {
      const text = content.toString('utf8', areaAt, end).split(',')[0] ?? '';
      if (!/^[0-9A-Za-z]{1,12}$/.test(text)) throw new LibraryError(file, line, 'municipality', text);
      countUnknown(text);
      at = next + 1;
      continue;
    }
    const year = fourDigits(content, areaAt + 5);
    if (year < firstYear || year >= firstYear + years || content[areaAt + 9] !== comma) {
      throw new LibraryError(file, line, 'year', content.toString('utf8', areaAt + 5, end).split(',')[0] ?? '');
    }
    const sex = sexNumber(content[areaAt + 10] ?? 0);
    if (sex === -1 || content[areaAt + 11] !== comma) {
      throw new LibraryError(file, line, 'gender', content.toString('utf8', areaAt + 10, end).split(',')[0] ?? '');
    }
    const cell = cellNumber(area, year, sex);
    if (seen[cell] === 1) throw new LibraryError(file, line, 'kpi', `${content.toString('utf8', at, end)} (twice)`);
    seen[cell] = 1;

    const valueAt = areaAt + 12;
    // Digits with at most one point between them is what nearly every value is; the rest is left to the pattern.
    let plain = end > valueAt;
    let dots = 0;
    for (let place = content[valueAt] === minus ? valueAt + 1 : valueAt; plain && place < end; place += 1) {
      const byte = content[place] ?? 0;
      if (byte === dot && place > valueAt && place < end - 1) dots += 1;
      else if (byte < zero || byte > nine) plain = false;
    }
    if (!plain || dots > 1 || content[valueAt] === minus) {
      const text = content.toString('utf8', valueAt, end);
      if (text !== '' && !(writtenNumber.test(text) && Number.isFinite(Number(text)))) {
        throw new LibraryError(file, line, 'value', text);
      }
    }

    put(series);
    content.copy(bytes, written, areaAt, areaAt + 11);
    bytes[written + 4] = tab;
    bytes[written + 9] = tab;
    written += 11;
    put(fetch);
    if (end > valueAt) {
      content.copy(bytes, written, valueAt, end);
      written += end - valueAt;
      put(published);
      values += 1;
    } else {
      put(missing);
    }
    rows += 1;
    at = next + 1;
  }
  if (line === 0) throw new LibraryError(file, 1, 'header', '');

  for (const { area, period, sex } of source.missing) {
    const number = /^\d{4}$/.test(area) ? Number(area) : -1;
    if (number === -1 || areas[number] !== 1) {
      countUnknown(area);
      continue;
    }
    const cell = cellNumber(number, period, sexNumber(sex.charCodeAt(0)));
    if (seen[cell] === 1) continue;
    seen[cell] = 1;
    put(Buffer.from(`${seriesId}\t${area}\t${period}\t${sex}`));
    put(fetch);
    put(missing);
    rows += 1;
  }
  return { bytes: bytes.subarray(0, written), rows, values, unknownAreas };
}

/** The cells that the source gave as missing, by series. */
export function readMissingCells(file: string, content: string): Map<string, Cell[]> {
  const cells = new Map<string, Cell[]>();
  for (const [index, text] of content.split('\n').entries()) {
    const line = index + 1;
    const row = text.replace(/\r$/, '');
    if (line === 1) {
      if (row !== 'kpi,municipality,year,gender') throw new LibraryError(file, 1, 'header', row);
      continue;
    }
    if (row === '') continue;
    const [code = '', area = '', year = '', sex = '', ...more] = row.split(',');
    if (code === '') throw new LibraryError(file, line, 'kpi', code);
    if (!/^[0-9A-Za-z]{1,12}$/.test(area)) throw new LibraryError(file, line, 'municipality', area);
    if (!/^(19|20)\d\d$/.test(year)) throw new LibraryError(file, line, 'year', year);
    if (!/^[TKM]$/.test(sex) || more.length > 0) throw new LibraryError(file, line, 'gender', [sex, ...more].join(','));
    const cell = { area, period: Number(year), sex, line };
    const listed = cells.get(code);
    if (listed) listed.push(cell);
    else cells.set(code, [cell]);
  }
  return cells;
}
