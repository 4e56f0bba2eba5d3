import { readDelimited } from './delimited.ts';
import type { Grid } from './grid.ts';
import { mostBytes } from './limits.ts';
import { UploadFindings, type UploadNote, type UploadProblem, UploadStop } from './problem.ts';
import { readTable, type TableOptions, type UploadedValue } from './read-table.ts';
import { decodeText } from './text-encoding.ts';
import { readWorkbook } from './workbook.ts';

export interface UploadOptions extends TableOptions {
  /** Which of several sheets is meant, by its name. */
  readonly sheet?: string | undefined;
}

/** A file as it was read: its values and how it was read, or everything that must be put right. Never both. */
export interface Upload {
  readonly values: readonly UploadedValue[];
  /** The first fifty; `problemCount` says how many there are. */
  readonly problems: readonly UploadProblem[];
  readonly problemCount: number;
  readonly notes: readonly UploadNote[];
  /** The sheets that have anything in them, when there are several to choose among and none is chosen. */
  readonly sheets: readonly string[];
  /** The sheet that was read; empty for a text file. */
  readonly sheet: string;
}

const startsWith = (bytes: Uint8Array, ...mark: readonly number[]): boolean =>
  mark.every((byte, at) => bytes[at] === byte);
const beginsWith = (bytes: Uint8Array, pattern: RegExp): boolean =>
  pattern.test(Buffer.from(bytes.subarray(0, 400)).toString('latin1'));

/** The old workbook's container is also what an encrypted new one lies in, under this name. */
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le');

/** What is told by the first bytes not to be a table, with what to save it as. */
function refuseOthers(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new UploadStop('empty');
  if (bytes.length > mostBytes) throw new UploadStop('tooLarge', { found: String(bytes.length) });
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    throw new UploadStop(Buffer.from(bytes).includes(encryptedPackage) ? 'encrypted' : 'oldWorkbook');
  }
  if (beginsWith(bytes, /^\s*%PDF-/)) throw new UploadStop('pdf');
  if (beginsWith(bytes, /^{\\rtf/)) throw new UploadStop('document');
  if (beginsWith(bytes, /^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|table|\?xml)/i)) throw new UploadStop('webPage');
  if (startsWith(bytes, 0x1f, 0x8b) || beginsWith(bytes, /^(?:7z\xbc\xaf|Rar!)/)) throw new UploadStop('archive');
}

function readGrid(
  bytes: Uint8Array,
  sheet: string | undefined,
  findings: UploadFindings,
): { grid: Grid; sheet: string } | { sheets: readonly string[] } {
  refuseOthers(bytes);
  if (!startsWith(bytes, 0x50, 0x4b)) {
    const { text, encoding } = decodeText(bytes);
    if (encoding !== '') findings.note('encoding', encoding);
    return { grid: readDelimited(text), sheet: '' };
  }
  const all = readWorkbook(bytes);
  const hidden = all.filter(({ isHidden }) => isHidden);
  const shown = all.filter(({ isHidden }) => !isHidden);
  const [only, another] = shown;
  const chosen = another === undefined ? only : shown.find(({ name }) => name === sheet);
  if (!only) throw new UploadStop('empty');
  if (!chosen) return { sheets: shown.map(({ name }) => name) };
  if (hidden.length > 0) findings.note('hiddenSheets', hidden.map(({ name }) => name).join(', '), hidden.length);
  if (chosen.hiddenRows > 0) findings.note('hiddenRows', '', chosen.hiddenRows);
  if (chosen.filled > 0) findings.note('merged', '', chosen.filled);
  return { grid: chosen.grid, sheet: chosen.name };
}

/**
 * Reads an uploaded file: CSV in any of the usual encodings, or a workbook (.xlsx). What is certain is read and told;
 * what is not is refused, all of it at once, and then nothing of the file is to come in. Reads in the thread it is
 * called in: for what somebody sends, ask `readUploadAside`.
 */
export function readUpload(bytes: Uint8Array, options: UploadOptions): Upload {
  const findings = new UploadFindings();
  const nothing = { values: [], sheets: [], sheet: '' };
  try {
    const found = readGrid(bytes, options.sheet, findings);
    if ('sheets' in found) return { ...nothing, problems: [], problemCount: 0, notes: [], sheets: found.sheets };
    const values = readTable(found.grid, options, findings);
    const { problems, count: problemCount, notes } = findings;
    return { ...nothing, values, problems, problemCount, notes, sheet: found.sheet };
  } catch (error) {
    if (!(error instanceof UploadStop)) throw error;
    const { problem } = error;
    findings.wrong(problem.code, problem);
    return { ...nothing, problems: findings.problems, problemCount: findings.count, notes: [] };
  }
}

/** A table as it stands in a file, for a room that reads its own columns. Problems are about the file as a whole. */
export interface UploadedGrid {
  readonly grid: Grid;
  readonly problems: readonly UploadProblem[];
  /** The sheets to choose among when there are several and none is chosen. */
  readonly sheets: readonly string[];
  readonly sheet: string;
}

/** Reads rows and columns and nothing more. For what somebody sends, ask `readGridAside`. */
export function readUploadGrid(bytes: Uint8Array, sheet: string | undefined): UploadedGrid {
  const nothing = { grid: { rows: [], delimiter: '' }, problems: [], sheets: [], sheet: '' };
  try {
    const found = readGrid(bytes, sheet, new UploadFindings());
    return { ...nothing, ...found };
  } catch (error) {
    if (!(error instanceof UploadStop)) throw error;
    return { ...nothing, problems: [error.problem] };
  }
}
