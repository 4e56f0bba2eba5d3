/** Why a file is refused as a whole. Each has a text in both languages that says what to do. */
export const uploadProblems = [
  // The file itself.
  'empty',
  'tooLarge',
  'tooManyRows',
  'tooManyColumns',
  'tooManyValues',
  'unpacksTooLarge',
  'tookTooLong',
  'encoding',
  'binary',
  'oldWorkbook',
  'binaryWorkbook',
  'openDocument',
  'numbers',
  'pdf',
  'document',
  'archive',
  'webPage',
  'encrypted',
  'broken',
  'quote',
  // The table.
  'noTable',
  'noValues',
  'yearMissing',
  'valueMissing',
  'valueColumns',
  'columnTwice',
  'givenTwice',
  'measures',
  'columnSplits',
  'stray',
  'cells',
  // One cell.
  'garbled',
  'yearEmpty',
  'year',
  'yearPart',
  'yearDate',
  'yearAhead',
  'number',
  'numberUnsure',
  'numberShortened',
  'formula',
  'formulaError',
  'valueDate',
  'valueMerged',
  'percentUnit',
  'percentSometimes',
  'sex',
  'sexCode',
  'place',
  'placeUnsure',
  'placeDiffers',
  'placeEmpty',
  'status',
  'statusDiffers',
  'twice',
] as const;
export type UploadProblemCode = (typeof uploadProblems)[number];

/** One thing to put right: where, as a spreadsheet numbers rows and letters columns, and what stood there. */
export interface UploadProblem {
  readonly code: UploadProblemCode;
  /** 0 when it is about the file as a whole. */
  readonly row: number;
  /** From 1; 0 when it is about the row as a whole. */
  readonly column: number;
  /** What the column is called. */
  readonly columnName: string;
  readonly found: string;
  /** What it is held against: another place, another row, another column. */
  readonly other: string;
}

/** What was read although it was not written plainly, because the meaning is certain. Told before anything comes in. */
export const uploadNotes = [
  'encoding',
  'above',
  'below',
  'hiddenSheets',
  'hiddenRows',
  'merged',
  'formulas',
  'zeros',
  'names',
  'percents',
  'thousands',
  'dashes',
  'repeated',
  'placeColumn',
  'sexColumn',
  'valueColumn',
  'columnSkipped',
  // Not certain to be wrong, and worth a look.
  'shares',
] as const;
export type UploadNoteCode = (typeof uploadNotes)[number];

export interface UploadNote {
  readonly code: UploadNoteCode;
  readonly count: number;
  readonly found: string;
}

/** Stops the reading of a file: nothing that follows can be understood. */
export class UploadStop extends Error {
  override name = 'UploadStop';
  readonly problem: UploadProblem;
  constructor(code: UploadProblemCode, at: Partial<Omit<UploadProblem, 'code'>> = {}) {
    super(code);
    this.problem = { code, row: 0, column: 0, columnName: '', found: '', other: '', ...at };
  }
}

const mostProblems = 50;

/** Gathers everything that is to be put right, the first fifty in words and the rest by number. */
export class UploadFindings {
  readonly problems: UploadProblem[] = [];
  count = 0;
  readonly #notes = new Map<string, { code: UploadNoteCode; count: number; found: string }>();

  wrong(code: UploadProblemCode, at: Partial<Omit<UploadProblem, 'code'>> = {}): void {
    this.count += 1;
    if (this.problems.length >= mostProblems) return;
    const plain = { row: 0, column: 0, columnName: '', found: '', other: '', ...at };
    this.problems.push({
      ...plain,
      code,
      columnName: shortened(plain.columnName),
      found: shortened(plain.found),
      other: shortened(plain.other),
    });
  }

  /** Counted once for each thing that it is about, with the first example. */
  note(code: UploadNoteCode, found = '', count = 1, about = ''): void {
    const key = `${code} ${about}`;
    const before = this.#notes.get(key);
    if (before) before.count += count;
    else this.#notes.set(key, { code, count, found: shortened(found) });
  }

  get notes(): UploadNote[] {
    const order = (note: UploadNote) => uploadNotes.indexOf(note.code);
    return [...this.#notes.values()].sort((one, other) => order(one) - order(other));
  }
}

const shortened = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
};
