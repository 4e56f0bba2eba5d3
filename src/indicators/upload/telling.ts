import type { Language } from '../../platform/texts.ts';
import { indicatorTexts } from '../texts.ts';
import { columnLetters } from './grid.ts';
import type { UploadNote, UploadProblem } from './problem.ts';

/** Where it stands, as a spreadsheet names it: "Rad 7, kolumn C (värde)". */
export function sayWhere({ row, column, columnName }: UploadProblem, language: Language): string {
  const t = indicatorTexts(language).upload;
  if (row === 0) return t.wholeFile;
  const name = columnName === '' ? '' : ` ${t.called(columnName)}`;
  return column === 0 ? t.row(String(row)) : `${t.row(String(row))}, ${t.column(columnLetters(column))}${name}`;
}

/** What is wrong and what to do. */
export function sayProblem({ code, found, other }: UploadProblem, language: Language): string {
  // Two values that were read stand as the language writes numbers; all else stands as it was written.
  const written = code === 'twice' && language === 'sv' ? found.replace(/(\d)\.(?=\d)/g, '$1,') : found;
  return indicatorTexts(language).upload.problem[code](written, other);
}

export function sayNote({ code, count, found }: UploadNote, language: Language): string {
  return indicatorTexts(language).upload.note[code](count, found);
}
