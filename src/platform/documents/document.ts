import type { Language } from '../texts.ts';

/** A part of a text that stands out or leads somewhere. */
export interface Run {
  readonly text: string;
  readonly strong?: boolean;
  readonly emphasis?: boolean;
  /** A whole address: a document is read far from where it was made. */
  readonly link?: string;
}

export type RichText = string | readonly (string | Run)[];

/** How a mark and its words are coloured; the styles have a class `tone-…` for each. */
export const tones = ['ink', 'quiet', 'pine', 'sky', 'waits', 'lingon'] as const;
export type Tone = (typeof tones)[number];

/** A small shape and the words that say the same. */
export interface Marked {
  readonly mark: string;
  readonly text: string;
  readonly tone: Tone;
}

/** A drawing as the pages draw it, with classes; it is given its colours where it is to be seen. */
export interface Drawing {
  readonly svg: string;
  /** The finding in words: the same as the summary of the table with the same numbers. */
  readonly alt: string;
}

export type Cell = RichText | Marked | Drawing;

export interface Column {
  readonly heading: string;
  /** Numbers stand to the right, under each other. */
  readonly numeric?: boolean;
  /** As wide as its content; the others share what is left by their shares. */
  readonly fit?: boolean;
  readonly share?: number;
}

export interface Row {
  readonly cells: readonly Cell[];
  /** A sum, or what the table is about. */
  readonly strong?: boolean;
}

export interface Table {
  readonly kind: 'table';
  readonly caption: string;
  /** The heading just above says what the caption does: it is then read out on the web and not printed. */
  readonly underItsHeading?: boolean;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** The first cell of each row names the row. */
  readonly rowHeadings?: boolean;
  readonly notes?: readonly RichText[];
}

export interface Figure extends Drawing {
  readonly kind: 'figure';
  /** What is measured, with its unit. */
  readonly caption: string;
  /** Source first, then what must be known to read the picture. */
  readonly notes: readonly RichText[];
  /** The same picture for a phone, where words of the wide one would be too small. */
  readonly narrowSvg?: string;
  /** The same numbers. On the web behind a link; on paper where the composer places it. */
  readonly table?: Table;
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3 | 4; readonly text: string }
  | { readonly kind: 'lead'; readonly text: RichText }
  | { readonly kind: 'paragraph'; readonly text: RichText; readonly small?: boolean }
  | { readonly kind: 'list'; readonly form: 'bullets' | 'dashes' | 'numbers'; readonly items: readonly RichText[] }
  | { readonly kind: 'pairs'; readonly pairs: readonly Pair[] }
  | Table
  | Figure
  | { readonly kind: 'quote'; readonly text: RichText; readonly attribution: string }
  | { readonly kind: 'callout'; readonly marked?: Marked; readonly text: RichText }
  /** Two parts beside each other where there is room, the left one first. */
  | { readonly kind: 'beside'; readonly left: readonly Block[]; readonly right: readonly Block[] }
  | { readonly kind: 'pageBreak' };

export interface Pair {
  readonly term: string;
  readonly text: RichText;
}

/** What is composed once and becomes a web page, two kinds of PDF and a Word file. */
export interface DocumentModel {
  readonly language: Language;
  /** The conclusion, where there is one. The only heading of the first level. */
  readonly title: string;
  /** The organisation whose document it is. */
  readonly author: string;
  /** 2023-12-04 */
  readonly date: string;
  /** What must be known about all of it, such as that it is an invented example: on every page and in the properties. */
  readonly label?: string | undefined;
  readonly head: {
    readonly name: string;
    readonly detail?: string;
    readonly mark?: string;
    readonly about?: string;
    /** Beside each other under the head of the first page: date, registration number, to whom. */
    readonly pairs?: readonly Pair[];
  };
  /** Stands at the foot of every page, before the number of the page: what this is, or where its figures come from. */
  readonly foot: string;
  readonly blocks: readonly Block[];
}

export const runsOf = (text: RichText): readonly Run[] =>
  (typeof text === 'string' ? [text] : text).map((run) => (typeof run === 'string' ? { text: run } : run));

export const plainText = (text: RichText): string =>
  runsOf(text)
    .map((run) => run.text)
    .join('');

export const isMarked = (cell: Cell): cell is Marked => typeof cell === 'object' && 'mark' in cell;
export const isDrawing = (cell: Cell): cell is Drawing => typeof cell === 'object' && 'svg' in cell;

/** A document that is put together wrongly: a fault in the program, not in what somebody wrote. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError';
}

/** Headings that skip no level, pictures with words, rows as wide as their table, addresses that lead from anywhere. */
export function checkDocument(model: DocumentModel): void {
  const fail = (what: string): never => {
    throw new DocumentError(what);
  };
  const text = (value: RichText): void => {
    for (const run of runsOf(value))
      if (run.link !== undefined && !/^(https?:\/\/|mailto:)/.test(run.link)) fail(`a link leads to ${run.link}`);
  };
  const drawing = (value: Drawing): void => {
    if (value.alt.trim() === '') fail('a picture has no words');
  };
  const table = (value: Table): void => {
    if (value.caption.trim() === '') fail('a table has no caption');
    value.notes?.forEach(text);
    for (const row of value.rows) {
      if (row.cells.length !== value.columns.length) fail(`a row of “${value.caption}” is not as wide as its table`);
      for (const cell of row.cells) {
        if (isDrawing(cell)) drawing(cell);
        else if (!isMarked(cell)) text(cell);
      }
    }
  };
  let level = 1;
  const block = (value: Block): void => {
    if (value.kind === 'heading') {
      if (value.level > level + 1) fail(`“${value.text}” skips a level`);
      level = value.level;
    } else if (value.kind === 'table') table(value);
    else if (value.kind === 'figure') {
      drawing(value);
      value.notes.forEach(text);
      if (value.table) table(value.table);
    } else if (value.kind === 'list') value.items.forEach(text);
    else if (value.kind === 'pairs') for (const pair of value.pairs) text(pair.text);
    else if (value.kind === 'beside') for (const part of [...value.left, ...value.right]) block(part);
    else if (value.kind !== 'pageBreak') text(value.text);
  };
  if (model.title.trim() === '') fail('the document has no title');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(model.date)) fail(`${model.date} is no date`);
  for (const pair of model.head.pairs ?? []) text(pair.text);
  for (const one of model.blocks) block(one);
}

// Neither XML nor a font has anything for these; they come in with text that is pasted.
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is these that are taken away.
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g;

/** The same, without what no printer and no XML can hold. */
export function printable<Value>(value: Value): Value {
  if (typeof value === 'string') return value.toWellFormed().replace(unprintable, '') as Value;
  if (Array.isArray(value)) return value.map(printable) as Value;
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, printable(part)])) as Value;
  return value;
}
