/** One cell of a table as its reader sees it: trimmed, composed, without no-break spaces at its ends. */
export interface Cell {
  readonly text: string;
  /** What a workbook holds, unrounded. For per cent, what is shown: 12 and not 0.12. */
  readonly number?: number;
  readonly kind?: 'percent' | 'date' | 'error' | 'uncomputed';
  readonly isFormula?: true;
  /** Has the contents of the merged cells that it is a part of. */
  readonly isFilled?: true;
}

export interface GridRow {
  /** As a spreadsheet numbers it. */
  readonly row: number;
  readonly cells: readonly Cell[];
}

/** A table of cells: one sheet of a workbook, or the whole of a text file. Rows without cells may be left out. */
export interface Grid {
  readonly rows: readonly GridRow[];
  /** What stands between the columns of a text file; empty for a workbook. */
  readonly delimiter: string;
}

export const blank: Cell = { text: '' };

export const textCell = (text: string): Cell => {
  const trimmed = text.normalize('NFC').trim();
  return trimmed === '' ? blank : { text: trimmed };
};

/** As spreadsheets name columns: 1 is A, 27 is AA. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}
