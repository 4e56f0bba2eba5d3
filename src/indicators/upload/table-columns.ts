import { blank, columnLetters, type GridRow } from './grid.ts';
import { type HeaderColumn, readWrittenSex } from './header.ts';
import type { PlaceMatch } from './place-names.ts';
import type { UploadFindings, UploadProblemCode } from './problem.ts';
import { isNumeric } from './written-cell.ts';

const hasNothing = (body: readonly GridRow[], column: HeaderColumn | undefined): boolean =>
  body.every(({ cells }) => (cells[column?.at ?? -1] ?? blank) === blank);

/** What each column of a table says: by its heading, or by what is in it. */
export class TableColumns {
  readonly all: readonly HeaderColumn[];
  readonly #headerRow: number;
  readonly #year: number;
  readonly #findings: UploadFindings;
  readonly #match: (text: string, column: HeaderColumn) => PlaceMatch;

  /** No value can be of a later year than `of.year`. */
  constructor(
    headed: readonly HeaderColumn[],
    body: readonly GridRow[],
    of: {
      readonly headerRow: number;
      readonly year: number;
      readonly findings: UploadFindings;
      readonly match: (text: string, column: HeaderColumn) => PlaceMatch;
    },
  ) {
    this.#headerRow = of.headerRow;
    this.#year = of.year;
    this.#findings = of.findings;
    this.#match = of.match;
    this.all = this.#known(headed, body);
  }

  #wrong(
    code: UploadProblemCode,
    row: number,
    column: HeaderColumn | undefined,
    at: { found?: string; other?: string } = {},
  ) {
    this.#findings.wrong(code, { row, column: column ? column.at + 1 : 0, columnName: column?.name ?? '', ...at });
  }

  /**
   * Columns that are told by what is in them: where every cell is a place, or a sex, and no column is called that. SCB's
   * workbooks have no headings over them.
   */
  #known(columns: readonly HeaderColumn[], body: readonly GridRow[]): readonly HeaderColumn[] {
    const open = columns.filter(
      ({ role, period, sex, place, at }) =>
        role === null &&
        period === undefined &&
        sex === undefined &&
        place === undefined &&
        !hasNothing(body, columns[at]),
    );
    const only = (role: 'place' | 'code' | 'sex', isOne: (text: string, column: HeaderColumn) => boolean) => {
      if (columns.some((column) => column.role === role)) return undefined;
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
    return columns.map((column) => {
      const role = column === code ? 'code' : column === place ? 'place' : column === sex ? 'sex' : undefined;
      if (!role) return column;
      const note = role === 'sex' ? 'sexColumn' : 'placeColumn';
      this.#findings.note(note, column.name || columnLetters(column.at + 1), 1, role);
      return { ...column, role, label: '' };
    });
  }

  findStubs() {
    const of = (role: HeaderColumn['role']) => this.all.filter((column) => column.role === role);
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

  findDataColumns(body: readonly GridRow[]): HeaderColumn[] {
    const has = (role: HeaderColumn['role']) => this.all.some((column) => column.role === role);
    const values = this.all.filter(({ role }) => role === 'value');
    const spoken = this.all.filter(
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
    const numeric = this.all.filter((column) => column.role === null && column.name !== '' && isNumeric(body, column));
    if (numeric.length === 1 && numeric[0]) {
      this.#findings.note('valueColumn', numeric[0].name);
      return numeric;
    }
    if (numeric.length > 1) {
      this.#wrong('valueColumns', this.#headerRow, numeric[1], { found: numeric.map(({ name }) => name).join(', ') });
    } else {
      this.#wrong('valueMissing', this.#headerRow, undefined, {
        found: this.all
          .map(({ name }) => name)
          .filter(Boolean)
          .join(', '),
      });
    }
    return [];
  }

  /** Columns that say nothing this table needs. They are told, and asked about when they tell rows apart. */
  skipped(body: readonly GridRow[], data: readonly HeaderColumn[]): HeaderColumn[] {
    const skipped = this.all.filter(
      (column) => column.role === null && !data.includes(column) && column.name !== '' && !hasNothing(body, column),
    );
    for (const { name } of skipped) this.#findings.note('columnSkipped', name, 1, name);
    const unnamed = this.all.filter(
      (column) => column.role === null && column.name === '' && !hasNothing(body, column),
    );
    for (const column of unnamed) {
      const row = body.find(({ cells }) => (cells[column.at] ?? blank) !== blank);
      this.#wrong('cells', row?.row ?? 0, column, { found: row?.cells[column.at]?.text ?? '' });
    }
    return skipped;
  }

  /** One measure a file: several are asked to be parted. */
  checkMeasures(body: readonly GridRow[], data: readonly HeaderColumn[]): void {
    const labels = [...new Set(data.map(({ label }) => label).filter(Boolean))];
    const isMixed = data.length > 1 && new Set(data.map(({ label }) => label)).size > 1;
    if (isMixed) this.#wrong('measures', this.#headerRow, data[1], { found: labels.join(', ') });
    for (const column of this.all.filter(({ role }) => role === 'measure')) {
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

  checkPeriods(data: readonly HeaderColumn[]): void {
    const stub = this.all.find(({ role }) => role === 'period');
    if (!stub && data.some(({ period }) => period === undefined)) {
      this.#wrong('yearMissing', this.#headerRow, undefined, {
        found: this.all
          .map(({ name }) => name)
          .filter(Boolean)
          .join(', '),
      });
    }
    const inHeader = data.find(({ period }) => period !== undefined);
    if (stub && inHeader)
      this.#wrong('givenTwice', this.#headerRow, inHeader, { found: stub.name, other: inHeader.name });
    const sexStub = this.all.find(({ role }) => role === 'sex');
    const sexed = data.find(({ sex }) => sex !== undefined);
    if (sexStub && sexed) this.#wrong('givenTwice', this.#headerRow, sexed, { found: sexStub.name, other: sexed.name });
    for (const column of data) {
      if (column.period !== undefined && column.period > this.#year) {
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
}
