import writeWorkbook from 'write-excel-file/node';
import type { Language } from '../../platform/texts.ts';
import { indicatorTexts } from '../texts.ts';

const headings = (language: Language): readonly string[] => {
  const { place, year, sex, value, status } = indicatorTexts(language).upload.columns;
  return [place, year, sex, value, status];
};

/** An empty table with the headings that are read, for a spreadsheet in Swedish. */
export const templateAsCsv = (language: Language): string => `\uFEFF${headings(language).join(';')}\r\n`;

/** The same as a workbook, where the column of places is text so that codes keep their noughts. */
export async function templateAsWorkbook(language: Language): Promise<Buffer> {
  const columns = [{ width: 24 }, { width: 10 }, { width: 10 }, { width: 14 }, { width: 14 }];
  const header = headings(language).map((value) => ({ value, fontWeight: 'bold' as const }));
  // Text cells that are empty: what is typed in them stays as typed.
  const rows = Array.from({ length: 500 }, () => [{ value: '', type: String, format: '@' }, null, null, null, null]);
  return await writeWorkbook([header, ...rows], {
    columns,
    sheet: indicatorTexts(language).upload.templateSheet,
    stickyRowsCount: 1,
  }).toBuffer();
}
