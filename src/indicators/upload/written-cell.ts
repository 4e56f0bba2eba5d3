import type { ValueStatus } from '../series.ts';
import { blank, type Cell, type GridRow } from './grid.ts';
import { fold, type HeaderColumn } from './header.ts';
import type { UploadFindings, UploadProblemCode } from './problem.ts';
import { type NumberHabit, readWritten } from './written-number.ts';

/** How statistics are published without a value: SCB's two dots, and what a spreadsheet leaves. */
export const missing = new Set([
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

/** Of the shares in a table: whether all, some or none are written with their sign. */
export type Percents = 'all' | 'some' | 'none';

const yearOnly = /^(?:år )?((?:19|20)\d\d)(?:\.0)?$/i;
export const partOfYear =
  /^(?:19|20)\d\d\s?(?:[-/–]\s?(?:\d\d|(?:19|20)\d\d)|[kqmvht]\d{1,2}|(?:vt|ht))$|^(?:vt|ht)\s?-?(?:19|20)?\d\d$/i;
const dated = /^(?:19|20)\d\d-\d\d(?:-\d\d)?$|^\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d$/;

/** The state that a cell names; undefined for what is none. */
export const statusNamed = (text: string): ValueStatus | undefined => statusNames.get(fold(text));

/** The year that a cell says, or why it is none. */
export function readYear(cell: Cell, latest: number): number | UploadProblemCode {
  if (cell === blank) return 'yearEmpty';
  if (cell.kind === 'date' || dated.test(cell.text)) return 'yearDate';
  if (partOfYear.test(cell.text)) return 'yearPart';
  const year = Number(yearOnly.exec(cell.text)?.[1]);
  if (Number.isNaN(year) || year < 1900) return 'year';
  return year > latest ? 'yearAhead' : year;
}

/** A number without what is written after it. */
export const bareNumber = (text: string): string => text.replace(preliminary, '').replace(/\s*%$/, '');

/** What a cell says: a value, or why there is none. */
export function readCell(
  cell: Cell,
  how: { readonly percents: Percents; readonly isPercent: boolean; readonly habit: NumberHabit },
  findings: UploadFindings,
): { value: number | null; status: ValueStatus } | UploadProblemCode {
  if (cell.kind === 'uncomputed') return 'formula';
  if (cell.kind === 'error') return 'formulaError';
  if (cell.kind === 'date') return 'valueDate';
  if (cell.isFilled) return 'valueMerged';
  const folded = fold(cell.text);
  if (missing.has(folded)) {
    if (dashes.has(folded)) findings.note('dashes');
    return { value: null, status: 'missing' };
  }
  if (withheld.test(folded)) return { value: null, status: 'withheld' };
  if (cell.text.includes('%') || cell.kind === 'percent') {
    if (how.percents === 'some') return 'percentSometimes';
    if (!how.isPercent) return 'percentUnit';
    findings.note('percents', cell.text);
  }
  if (cell.number !== undefined) return { value: cell.number + 0, status: 'published' };
  if (/^=/.test(cell.text)) return 'formula';
  if (/^#[\p{L}/0!?]+/u.test(cell.text)) return 'formulaError';
  const isPreliminary = preliminary.test(cell.text);
  const written = bareNumber(cell.text);
  const read = readWritten(written, how.habit);
  if ('problem' in read) return read.problem;
  if (!Number.isFinite(read.number)) return 'number';
  if (read.hasThousands) findings.note('thousands', `${written} → ${read.number}`);
  return { value: read.number + 0, status: isPreliminary ? 'preliminary' : 'published' };
}

/** Whether the first rows have numbers in the column, and nothing that is neither a number nor a way to have none. */
export function isNumeric(body: readonly GridRow[], { at }: HeaderColumn): boolean {
  const cells = body.slice(0, 200).map((row) => row.cells[at] ?? blank);
  const isNumber = (cell: Cell) => cell.number !== undefined || /^[-−–+]?[\d\s.,]*\d\s?%?$/.test(cell.text);
  const isNone = (cell: Cell) => missing.has(fold(cell.text)) || withheld.test(fold(cell.text));
  return cells.some(isNumber) && cells.every((cell) => isNumber(cell) || isNone(cell));
}
