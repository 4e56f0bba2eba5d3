import type { Sex, ValueStatus } from '../series.ts';
import { blank, type Cell, columnLetters, type Grid, type GridRow } from './grid.ts';
import { findHeader, fold, type HeaderColumn, readWrittenSex } from './header.ts';
import { mostRows, mostValues } from './limits.ts';
import { matchPlace, type NamedPlace, type PlaceMatch, placeWithCode } from './place-names.ts';
import { type UploadFindings, type UploadProblemCode, UploadStop } from './problem.ts';
import { type NumberHabit, readHabit, readWritten } from './written-number.ts';

export interface UploadedValue {
  readonly row: number;
  readonly period: number;
  readonly value: number | null;
  readonly status: ValueStatus;
  readonly sex: Sex;
  /** The code of an area, or '' for the collaboration as a whole. */
  readonly place: string;
}

export interface TableOptions {
  /** No value can be of a later year. */
  readonly year: number;
  /** What is counted is a share, so that 12 % is 12. */
  readonly isPercent: boolean;
  /** Typed line by line in a form, where nobody writes notes under the values. */
  readonly isTyped?: boolean;
}

/** How statistics are published without a value: SCB's two dots, and what a spreadsheet leaves. */
const missing = new Set([
  '',
  '..',
  '.',
  '…',
  '-',
  '–',
  '—',
  '−',
  'saknas',
  'uppgift saknas',
  'missing',
  'null',
  'none',
]);
const dashes = new Set(['-', '–', '—', '−']);
/** Kept back because few people are behind it. */
const withheld =
  /^(x|sekretess|sekretessbelagd|sekretessbelagt|skyddad|skyddat|undertryckt|withheld|confidential|private|<\s?\d{1,2}|färre än \d{1,2})$/;
const preliminary = /\s*(?:\(p\)|\bprel\.?|(?<=[\d\s])p)$/i;

const statusNames = new Map<string, ValueStatus>([
  ...['värde', 'publicerat', 'publicerad', 'slutlig', 'slutligt', 'definitiv', 'value', 'published', 'final'].map(
    (name) => [name, 'published'] as const,
  ),
  ...['saknas', 'värde saknas', 'missing'].map((name) => [name, 'missing'] as const),
  ...['sekretess', 'skyddat', 'skyddad', 'undertryckt', 'withheld', 'private', 'confidential', 'x'].map(
    (name) => [name, 'withheld'] as const,
  ),
  ...['preliminär', 'preliminärt', 'prel', 'prel.', 'p', 'preliminary'].map((name) => [name, 'preliminary'] as const),
  ...['ifrågasatt', 'doubted'].map((name) => [name, 'doubted'] as const),
]);

const keyOf = (place: string, sex: Sex, period: number): string => `${place} ${sex} ${period}`;
const yearOnly = /^(?:år )?((?:19|20)\d\d)(?:\.0)?$/i;
const partOfYear =
  /^(?:19|20)\d\d\s?(?:[-/–]\s?(?:\d\d|(?:19|20)\d\d)|[kqmvht]\d{1,2}|(?:vt|ht))$|^(?:vt|ht)\s?-?(?:19|20)?\d\d$/i;
const dated = /^(?:19|20)\d\d-\d\d(?:-\d\d)?$|^\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d$/;

/** Reads the values of a table, whichever of the known layouts it has, and tells all that must be put right. */
export function readTable(grid: Grid, options: TableOptions, findings: UploadFindings): UploadedValue[] {
  const header = findHeader(grid.rows);
  if (!header) {
    const [first] = grid.rows;
    throw new UploadStop('noTable', { row: first?.row ?? 1, found: wordsOf(first) });
  }
  return new TableReader(grid, header.first, header.last, header.columns, options, findings).read();
}

const wordsOf = (row: GridRow | undefined): string =>
  (row?.cells ?? [])
    .map(({ text }) => text)
    .filter(Boolean)
    .join(' | ');

class TableReader {
  readonly #grid: Grid;
  readonly #headerRow: number;
  #columns: readonly HeaderColumn[];
  readonly #options: TableOptions;
  readonly #findings: UploadFindings;
  readonly #rows: readonly GridRow[];
  readonly #places = new Map<string, PlaceMatch>();
  #values: UploadedValue[] = [];
  readonly #seen = new Map<string, UploadedValue>();
  readonly #first: number;
  #habit: NumberHabit = { comma: 'unsure', point: 'unsure' };

  constructor(
    grid: Grid,
    first: number,
    last: number,
    columns: readonly HeaderColumn[],
    options: TableOptions,
    findings: UploadFindings,
  ) {
    this.#grid = grid;
    this.#first = first;
    this.#headerRow = grid.rows[last]?.row ?? 1;
    this.#columns = columns;
    this.#options = options;
    this.#findings = findings;
    this.#rows = grid.rows.slice(last + 1);
  }

  read(): UploadedValue[] {
    const findings = this.#findings;
    const above = this.#grid.rows.slice(0, this.#first);
    if (above.length > 0) findings.note('above', wordsOf(above[0]), above.length);
    const body = this.#withoutNotesBelow();
    if (body.length === 0) throw new UploadStop('noValues', { row: this.#headerRow });
    if (body.length > mostRows) throw new UploadStop('tooManyRows', { found: String(body.length) });
    this.#columns = this.#known(body);
    const stubs = this.#findStubs();
    const data = this.#findDataColumns(body);
    const skipped = this.#skipped(body, data);
    if (findings.count > 0) return [];
    this.#checkMeasures(body, data);
    this.#checkPeriods(data);
    if (findings.count > 0) return [];

    this.#habit = readHabit(
      (function* texts() {
        for (const { cells } of body)
          for (const { at } of data) {
            const cell = cells[at];
            if (cell && cell.number === undefined && cell.text !== '')
              yield cell.text.replace(preliminary, '').replace(/\s*%$/, '');
          }
      })(),
      this.#grid.delimiter,
    );
    const percents = this.#countPercents(body, data);
    let last: NamedPlace | null | 'none' = 'none';
    const withoutPlace: GridRow[] = [];
    for (const row of body) {
      if (!this.#checkedCells(row)) continue;
      const period = this.#readPeriodOf(row, stubs);
      let place = this.#readPlace(row, stubs);
      const sex = this.#readSexOf(row, stubs);
      const status = this.#readStatusOf(row, stubs);
      // With the years in columns a place is written once, on the first of its rows by sex.
      if (place === 'none' && last !== 'none' && !stubs.period && stubs.sex) {
        place = last;
        findings.note('merged');
      }
      if (place === 'none') withoutPlace.push(row);
      else if (place !== undefined) last = place;
      for (const column of data) {
        this.#readValue(row, column, { place, sex, period, status }, percents);
        if (this.#values.length > mostValues) throw new UploadStop('tooManyValues');
      }
    }
    if (last !== 'none') {
      for (const { row } of withoutPlace) this.#wrong('placeEmpty', row, stubs.places[0]);
    }
    this.#checkRepeated(skipped);
    this.#noteShares();
    if (findings.count === 0 && this.#values.length === 0) throw new UploadStop('noValues', { row: this.#headerRow });
    return findings.count === 0 ? this.#values : [];
  }

  #wrong(
    code: UploadProblemCode,
    row: number,
    column: HeaderColumn | undefined,
    at: { found?: string; other?: string } = {},
  ) {
    this.#findings.wrong(code, { row, column: column ? column.at + 1 : 0, columnName: column?.name ?? '', ...at });
  }

  /** A source, a date, a note: text in one cell after the last value. Between values it is asked about. */
  #withoutNotesBelow(): GridRow[] {
    const isNote = ({ cells }: GridRow): boolean => {
      const filled = [...cells.entries()].filter(([, cell]) => cell !== blank);
      const [[at, cell] = [0, blank]] = filled;
      if (filled.length !== 1 || cell.number !== undefined) return false;
      const role = this.#columns[at]?.role;
      if (role === 'period') return /^[^\d]*\p{L}{2}/u.test(cell.text) && !partOfYear.test(cell.text);
      if (role === 'place' || role === 'code' || (role === null && at === 0)) {
        const match = matchPlace(cell.text, this.#columns[at]?.placeKind);
        return 'problem' in match && match.problem === 'place' && !missing.has(cell.text);
      }
      return role === null && /\p{L}{2}/u.test(cell.text);
    };
    const notes = this.#rows.map((row) => !this.#options.isTyped && isNote(row));
    let end = this.#rows.length;
    while (end > 0 && notes[end - 1]) end -= 1;
    if (end < this.#rows.length) {
      this.#findings.note('below', wordsOf(this.#rows[end]), this.#rows.length - end);
    }
    return this.#rows.slice(0, end).filter((row, at) => {
      if (notes[at]) this.#wrong('stray', row.row, undefined, { found: wordsOf(row) });
      return !notes[at];
    });
  }

  /**
   * Columns that are told by what is in them: where every cell is a place, or a sex, and no column is called that. SCB's
   * workbooks have no headings over them.
   */
  #known(body: readonly GridRow[]): readonly HeaderColumn[] {
    const open = this.#columns.filter(
      ({ role, period, sex, place, at }) =>
        role === null &&
        period === undefined &&
        sex === undefined &&
        place === undefined &&
        !hasNothing(body, this.#columns[at]),
    );
    const only = (role: 'place' | 'code' | 'sex', isOne: (text: string, column: HeaderColumn) => boolean) => {
      if (this.#columns.some((column) => column.role === role)) return undefined;
      const found = open.filter((column) =>
        body.every(({ cells }) => {
          const text = cells[column.at]?.text ?? '';
          return text === '' || isOne(text, column);
        }),
      );
      return found.length === 1 ? found[0] : undefined;
    };
    const isPlace = (text: string, column: HeaderColumn) => 'place' in this.#match(text, column);
    const code = only('code', (text, column) => column.name === '' && /^\d{2,4}$/.test(text) && isPlace(text, column));
    const place = only('place', (text, column) => !/^\d+$/.test(text) && isPlace(text, column));
    const sex = only('sex', (text) => readWrittenSex(text) !== null);
    return this.#columns.map((column) => {
      const role = column === code ? 'code' : column === place ? 'place' : column === sex ? 'sex' : undefined;
      if (!role) return column;
      const note = role === 'sex' ? 'sexColumn' : 'placeColumn';
      this.#findings.note(note, column.name || columnLetters(column.at + 1), 1, role);
      return { ...column, role, label: '' };
    });
  }

  #findStubs() {
    const of = (role: HeaderColumn['role']) => this.#columns.filter((column) => column.role === role);
    for (const role of ['period', 'value', 'sex', 'status', 'code'] as const) {
      const [, second] = of(role);
      if (second) this.#wrong('columnTwice', this.#headerRow, second, { found: second.name });
    }
    const [period] = of('period');
    const [sex] = of('sex');
    const [status] = of('status');
    const [code] = of('code');
    // Region and municipality side by side: the code, else the narrower of the two, says which place it is.
    const named = of('place');
    if (named.length > 2) this.#wrong('columnTwice', this.#headerRow, named[2], { found: named[2]?.name ?? '' });
    return { period, sex, status, places: code ? [code, ...named] : named };
  }

  #findDataColumns(body: readonly GridRow[]): HeaderColumn[] {
    const has = (role: HeaderColumn['role']) => this.#columns.some((column) => column.role === role);
    const values = this.#columns.filter(({ role }) => role === 'value');
    const spoken = this.#columns.filter(
      (column) =>
        column.role === null &&
        (column.period !== undefined || column.sex !== undefined || (column.place !== undefined && !has('place'))),
    );
    if (values.length > 0 && spoken.length > 0) {
      this.#wrong('valueColumns', this.#headerRow, spoken[0], { found: `${values[0]?.name}, ${spoken[0]?.name}` });
      return [];
    }
    if (values.length > 0 || spoken.length > 0) {
      const data = values.length > 0 ? values : spoken;
      // A column without a single value is one that nobody has filled in yet.
      const filled = data.filter(({ at }) => body.some(({ cells }) => (cells[at] ?? blank) !== blank));
      return filled.length > 0 ? filled : data.slice(0, 1);
    }
    const numeric = this.#columns.filter(
      (column) => column.role === null && column.name !== '' && isNumeric(body, column),
    );
    if (numeric.length === 1 && numeric[0]) {
      this.#findings.note('valueColumn', numeric[0].name);
      return numeric;
    }
    if (numeric.length > 1) {
      this.#wrong('valueColumns', this.#headerRow, numeric[1], { found: numeric.map(({ name }) => name).join(', ') });
    } else {
      this.#wrong('valueMissing', this.#headerRow, undefined, {
        found: this.#columns
          .map(({ name }) => name)
          .filter(Boolean)
          .join(', '),
      });
    }
    return [];
  }

  /** Columns that say nothing this table needs. They are told, and asked about when they tell rows apart. */
  #skipped(body: readonly GridRow[], data: readonly HeaderColumn[]): HeaderColumn[] {
    const skipped = this.#columns.filter(
      (column) => column.role === null && !data.includes(column) && column.name !== '' && !hasNothing(body, column),
    );
    for (const { name } of skipped) this.#findings.note('columnSkipped', name, 1, name);
    const unnamed = this.#columns.filter(
      (column) => column.role === null && column.name === '' && !hasNothing(body, column),
    );
    for (const column of unnamed) {
      const row = body.find(({ cells }) => (cells[column.at] ?? blank) !== blank);
      this.#wrong('cells', row?.row ?? 0, column, { found: row?.cells[column.at]?.text ?? '' });
    }
    return skipped;
  }

  /** One measure a file: several are asked to be parted. */
  #checkMeasures(body: readonly GridRow[], data: readonly HeaderColumn[]): void {
    const labels = [...new Set(data.map(({ label }) => label).filter(Boolean))];
    const isMixed = data.length > 1 && new Set(data.map(({ label }) => label)).size > 1;
    if (isMixed) this.#wrong('measures', this.#headerRow, data[1], { found: labels.join(', ') });
    for (const column of this.#columns.filter(({ role }) => role === 'measure')) {
      const [first] = body;
      const given = first?.cells[column.at]?.text ?? '';
      const other = body.find(({ cells }) => {
        const text = cells[column.at]?.text ?? '';
        return text !== '' && text !== given;
      });
      if (other) {
        this.#wrong('measures', other.row, column, { found: `${given}, ${other.cells[column.at]?.text}` });
      }
    }
  }

  #checkPeriods(data: readonly HeaderColumn[]): void {
    const stub = this.#columns.find(({ role }) => role === 'period');
    if (!stub && data.some(({ period }) => period === undefined)) {
      this.#wrong('yearMissing', this.#headerRow, undefined, {
        found: this.#columns
          .map(({ name }) => name)
          .filter(Boolean)
          .join(', '),
      });
    }
    const inHeader = data.find(({ period }) => period !== undefined);
    if (stub && inHeader)
      this.#wrong('givenTwice', this.#headerRow, inHeader, { found: stub.name, other: inHeader.name });
    const sexStub = this.#columns.find(({ role }) => role === 'sex');
    const sexed = data.find(({ sex }) => sex !== undefined);
    if (sexStub && sexed) this.#wrong('givenTwice', this.#headerRow, sexed, { found: sexStub.name, other: sexed.name });
    for (const column of data) {
      if (column.period !== undefined && column.period > this.#options.year) {
        this.#wrong('yearAhead', this.#headerRow, column, { found: String(column.period) });
      }
    }
    const seen = new Map<string, HeaderColumn>();
    for (const column of data) {
      const key = `${column.period} ${column.sex} ${column.place?.code} ${column.label}`;
      if (seen.has(key) && data.length > 1) this.#wrong('columnTwice', this.#headerRow, column, { found: column.name });
      seen.set(key, column);
    }
  }

  /** In a text file a decimal comma that parts columns gives a row too many cells. */
  #checkedCells(row: GridRow): boolean {
    const extra = row.cells.findIndex((cell, at) => at >= this.#columns.length && cell !== blank);
    const isShort = this.#grid.delimiter !== '' && row.cells.length < this.#columns.length - this.#trailing;
    if (extra < 0 && !isShort) return true;
    this.#findings.wrong('cells', {
      row: row.row,
      column: extra < 0 ? row.cells.length + 1 : extra + 1,
      found: wordsOf(row),
    });
    return false;
  }

  /** Columns at the end that have no heading. */
  get #trailing(): number {
    const last = this.#columns.findLastIndex(({ name }) => name !== '');
    return this.#columns.length - 1 - last;
  }

  #match(text: string, column: HeaderColumn): PlaceMatch {
    const key = `${column.at} ${text}`;
    let match = this.#places.get(key);
    if (!match) {
      match = matchPlace(text, column.placeKind);
      this.#places.set(key, match);
    }
    return match;
  }

  /** The row's place; 'none' when its cells are empty, undefined when it must be put right. */
  #readPlace(
    row: GridRow,
    stubs: { readonly places: readonly HeaderColumn[] },
  ): NamedPlace | null | 'none' | undefined {
    let found: NamedPlace | null | 'none' = 'none';
    let by: HeaderColumn | undefined;
    for (const column of stubs.places) {
      const text = row.cells[column.at]?.text ?? '';
      if (text === '') continue;
      if (text.includes('\uFFFD') || /Ã[¥¤¶…„–]/.test(text)) {
        this.#wrong('garbled', row.row, column, { found: text });
        return undefined;
      }
      const match = this.#match(text, column);
      if ('problem' in match) {
        // Beside a code the name only confirms; one that is written in another way than ours does not have to.
        if (by?.role === 'code' && match.problem !== 'placeDiffers') continue;
        this.#wrong(match.problem, row.row, column, { found: text, other: match.other });
        return undefined;
      }
      if (found !== 'none' && found?.code !== match.place?.code) {
        const isWithin = by?.role !== 'code' && match.place?.kind === 'municipality' && found?.kind !== 'municipality';
        const holds = by?.role !== 'code' && found?.kind === 'municipality' && match.place?.kind !== 'municipality';
        if (holds) continue;
        if (!isWithin) {
          this.#wrong('placeDiffers', row.row, column, {
            found: text,
            other: found ? `${found.code} ${found.name}` : '',
          });
          return undefined;
        }
      }
      if (match.by === 'zeros') this.#findings.note('zeros', `${text} → ${match.place?.code}`);
      if (match.by === 'name' && by === undefined) {
        this.#findings.note('names', `${text} → ${match.place?.code}`);
      }
      found = match.place;
      by = column;
    }
    return found;
  }

  #readSexOf(row: GridRow, stubs: { readonly sex: HeaderColumn | undefined }): Sex | null | undefined {
    if (!stubs.sex) return null;
    const text = row.cells[stubs.sex.at]?.text ?? '';
    if (text === '') return 'T';
    const sex = readWrittenSex(text);
    if (sex) return sex;
    this.#wrong(/^[012]$/.test(text) ? 'sexCode' : 'sex', row.row, stubs.sex, { found: text });
    return undefined;
  }

  #readPeriodOf(row: GridRow, stubs: { readonly period: HeaderColumn | undefined }): number | null | undefined {
    if (!stubs.period) return null;
    const cell = row.cells[stubs.period.at] ?? blank;
    const year = Number(yearOnly.exec(cell.text)?.[1]);
    const code =
      cell === blank
        ? 'yearEmpty'
        : cell.kind === 'date' || dated.test(cell.text)
          ? 'yearDate'
          : partOfYear.test(cell.text)
            ? 'yearPart'
            : Number.isNaN(year) || year < 1900
              ? 'year'
              : year > this.#options.year
                ? 'yearAhead'
                : undefined;
    if (!code) return year;
    this.#wrong(code, row.row, stubs.period, { found: cell.text });
    return undefined;
  }

  #readStatusOf(row: GridRow, stubs: { readonly status: HeaderColumn | undefined }): ValueStatus | null | undefined {
    if (!stubs.status) return null;
    const text = row.cells[stubs.status.at]?.text ?? '';
    if (text === '') return null;
    const status = statusNames.get(fold(text));
    if (status) return status;
    this.#wrong('status', row.row, stubs.status, { found: text });
    return undefined;
  }

  #countPercents(body: readonly GridRow[], data: readonly HeaderColumn[]): 'all' | 'some' | 'none' {
    let withSign = 0;
    let without = 0;
    for (const { cells } of body)
      for (const { at } of data) {
        const cell = cells[at] ?? blank;
        if (missing.has(fold(cell.text)) || /^0([.,]0+)?$/.test(cell.text)) continue;
        if (cell.kind === 'percent' || /%$/.test(cell.text)) withSign += 1;
        else if (/\d/.test(cell.text)) without += 1;
      }
    return withSign === 0 ? 'none' : without === 0 ? 'all' : 'some';
  }

  #readValue(
    row: GridRow,
    column: HeaderColumn,
    of: {
      readonly place: NamedPlace | null | 'none' | undefined;
      readonly sex: Sex | null | undefined;
      readonly period: number | null | undefined;
      readonly status: ValueStatus | null | undefined;
    },
    percents: 'all' | 'some' | 'none',
  ): void {
    const cell = row.cells[column.at] ?? blank;
    const read = this.#readCell(cell, percents);
    if (typeof read === 'string') {
      this.#wrong(read, row.row, column, { found: cell.text });
      return;
    }
    // What stands beside it is to be put right; the value itself is.
    if (of.place === undefined || of.sex === undefined || of.period === undefined || of.status === undefined) return;
    let { status } = read;
    if (of.status !== null && of.status !== status) {
      const isOfNothing = of.status === 'missing' || of.status === 'withheld';
      if (isOfNothing !== (read.value === null) || (status === 'withheld' && of.status === 'missing')) {
        this.#wrong('statusDiffers', row.row, column, { found: cell.text, other: of.status });
        return;
      }
      status = of.status;
    }
    if (cell.isFormula) this.#findings.note('formulas', `${columnLetters(column.at + 1)}${row.row}`);
    const place = column.place === undefined ? of.place : column.place;
    const value = {
      row: row.row,
      period: of.period ?? column.period ?? 0,
      value: read.value,
      status,
      sex: of.sex ?? column.sex ?? 'T',
      place: place === 'none' || place === null ? '' : place.code,
    };
    this.#values.push(value);
  }

  #readCell(
    cell: Cell,
    percents: 'all' | 'some' | 'none',
  ): { value: number | null; status: ValueStatus } | UploadProblemCode {
    if (cell.kind === 'uncomputed') return 'formula';
    if (cell.kind === 'error') return 'formulaError';
    if (cell.kind === 'date') return 'valueDate';
    if (cell.isFilled) return 'valueMerged';
    const folded = fold(cell.text);
    if (missing.has(folded)) {
      if (dashes.has(folded)) this.#findings.note('dashes');
      return { value: null, status: 'missing' };
    }
    if (withheld.test(folded)) return { value: null, status: 'withheld' };
    if (cell.text.includes('%') || cell.kind === 'percent') {
      if (percents === 'some') return 'percentSometimes';
      if (!this.#options.isPercent) return 'percentUnit';
      this.#findings.note('percents', cell.text);
    }
    if (cell.number !== undefined) return { value: cell.number + 0, status: 'published' };
    if (/^=/.test(cell.text)) return 'formula';
    if (/^#[\p{L}/0!?]+/u.test(cell.text)) return 'formulaError';
    const isPreliminary = preliminary.test(cell.text);
    const written = cell.text.replace(preliminary, '').replace(/\s*%$/, '');
    const read = readWritten(written, this.#habit);
    if ('problem' in read) return read.problem;
    if (!Number.isFinite(read.number)) return 'number';
    if (read.hasThousands) this.#findings.note('thousands', `${written} → ${read.number}`);
    return { value: read.number + 0, status: isPreliminary ? 'preliminary' : 'published' };
  }

  /** Said twice alike is said once. Said twice in two ways, it is asked which, or which column tells them apart. */
  #checkRepeated(skipped: readonly HeaderColumn[]): void {
    const rows = new Map(this.#rows.map((row) => [row.row, row]));
    const kept: UploadedValue[] = [];
    let asked = false;
    for (const value of this.#values) {
      const key = keyOf(value.place, value.sex, value.period);
      const before = this.#seen.get(key);
      if (!before) {
        this.#seen.set(key, value);
        kept.push(value);
      } else if (before.value === value.value && before.status === value.status) {
        this.#findings.note('repeated', said(value));
      } else {
        const [one, other] = [rows.get(before.row), rows.get(value.row)];
        const splits = skipped.find(({ at }) => (one?.cells[at]?.text ?? '') !== (other?.cells[at]?.text ?? ''));
        if (splits) {
          if (!asked) {
            this.#wrong('columnSplits', value.row, splits, {
              found: [one, other].map((row) => row?.cells[splits.at]?.text ?? '').join(', '),
            });
          }
          asked = true;
        } else {
          this.#findings.wrong('twice', {
            row: value.row,
            found: `${said(value)}: ${before.value ?? '..'}, ${value.value ?? '..'}`,
            other: String(before.row),
          });
        }
      }
    }
    this.#values = kept;
  }

  #noteShares(): void {
    if (!this.#options.isPercent) return;
    const given = this.#values.flatMap(({ value }) => (value === null ? [] : [value]));
    if (
      given.length >= 3 &&
      given.every((value) => value >= 0 && value <= 1) &&
      given.some((value) => value % 1 !== 0)
    ) {
      this.#findings.note('shares', String(given.find((value) => value % 1 !== 0)));
    }
  }
}

const said = ({ place, sex, period }: UploadedValue): string =>
  [placeWithCode(place)?.name ?? '', sex === 'T' ? '' : sex, String(period)].filter(Boolean).join(' ');

const hasNothing = (body: readonly GridRow[], column: HeaderColumn | undefined): boolean =>
  body.every(({ cells }) => (cells[column?.at ?? -1] ?? blank) === blank);

/** Whether the first rows have numbers in the column, and nothing that is neither a number nor a way to have none. */
function isNumeric(body: readonly GridRow[], { at }: HeaderColumn): boolean {
  const cells = body.slice(0, 200).map((row) => row.cells[at] ?? blank);
  const isNumber = (cell: Cell) => cell.number !== undefined || /^[-−–+]?[\d\s.,]*\d\s?%?$/.test(cell.text);
  const isNone = (cell: Cell) => missing.has(fold(cell.text)) || withheld.test(fold(cell.text));
  return cells.some(isNumber) && cells.every((cell) => isNumber(cell) || isNone(cell));
}
