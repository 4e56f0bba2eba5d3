import type { Sex, ValueStatus } from '../series.ts';
import { blank, columnLetters, type Grid, type GridRow } from './grid.ts';
import { findHeader, fold, type HeaderColumn, readWrittenSex } from './header.ts';
import { mostRows, mostValues } from './limits.ts';
import { matchPlace, type NamedPlace, type PlaceMatch } from './place-names.ts';
import { type UploadFindings, type UploadProblemCode, UploadStop } from './problem.ts';
import { withoutRepeated } from './repeated-values.ts';
import { TableColumns } from './table-columns.ts';
import { bareNumber, missing, type Percents, partOfYear, readCell, readYear, statusNamed } from './written-cell.ts';
import { type NumberHabit, readHabit } from './written-number.ts';

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
  readonly #columns: readonly HeaderColumn[];
  readonly #options: TableOptions;
  readonly #findings: UploadFindings;
  readonly #rows: readonly GridRow[];
  readonly #places = new Map<string, PlaceMatch>();
  #values: UploadedValue[] = [];
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
    const columns = new TableColumns(this.#columns, body, {
      headerRow: this.#headerRow,
      year: this.#options.year,
      findings,
      match: (text, column) => this.#match(text, column),
    });
    const stubs = columns.findStubs();
    const data = columns.findDataColumns(body);
    const skipped = columns.skipped(body, data);
    if (findings.count > 0) return [];
    columns.checkMeasures(body, data);
    columns.checkPeriods(data);
    if (findings.count > 0) return [];

    this.#habit = readHabit(
      (function* texts() {
        for (const { cells } of body)
          for (const { at } of data) {
            const cell = cells[at];
            if (cell && cell.number === undefined && cell.text !== '') yield bareNumber(cell.text);
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
    this.#values = withoutRepeated(this.#values, this.#rows, skipped, findings);
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
    const read = readYear(cell, this.#options.year);
    if (typeof read === 'number') return read;
    this.#wrong(read, row.row, stubs.period, { found: cell.text });
    return undefined;
  }

  #readStatusOf(row: GridRow, stubs: { readonly status: HeaderColumn | undefined }): ValueStatus | null | undefined {
    if (!stubs.status) return null;
    const text = row.cells[stubs.status.at]?.text ?? '';
    if (text === '') return null;
    const status = statusNamed(text);
    if (status) return status;
    this.#wrong('status', row.row, stubs.status, { found: text });
    return undefined;
  }

  #countPercents(body: readonly GridRow[], data: readonly HeaderColumn[]): Percents {
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
    percents: Percents,
  ): void {
    const cell = row.cells[column.at] ?? blank;
    const read = readCell(cell, { percents, isPercent: this.#options.isPercent, habit: this.#habit }, this.#findings);
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
