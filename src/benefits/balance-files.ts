import writeWorkbook from 'write-excel-file/node';
import type { Reading } from '../collaborations/index.ts';
import type { CsvCell } from '../platform/documents/csv.ts';
import { type Balance, nameOfRow, weighed } from './gains.ts';
import { benefitTexts } from './texts.ts';

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A table as it leaves the page: numbers are numbers, what is not known is empty. */
export interface Sheet {
  readonly name: string;
  readonly heading: readonly string[];
  readonly rows: readonly (readonly CsvCell[])[];
}

const kronor = (ore: bigint | null): CsvCell => (ore === null ? null : Number(ore) / 100);
const whole = (amount: bigint | null): CsvCell => (amount === null ? null : Number(amount));

/** Money against money. The sum of the parties is left to whoever reads it: it is a column to add. */
export function kronorSheet(of: Reading, balance: Balance, example: string): Sheet {
  const t = benefitTexts(of.language).balance;
  return {
    name: t.sheets.kronor,
    heading: [t.who, t.year, t.planned, t.paid, t.expected, t.realised, t.note, ...(example ? [t.example] : [])],
    rows: weighed(balance).flatMap((row) =>
      row.byYear.map((one): CsvCell[] => [
        nameOfRow(row, of),
        one.year ?? t.wholePeriod,
        one.isOpen ? null : kronor(one.planned),
        kronor(one.paid),
        kronor(one.expected),
        kronor(one.realised),
        one.isEstimated ? t.estimated : '',
        ...(example ? [example] : []),
      ]),
    ),
  };
}

/** Every other benefit by itself, a row for each year. */
export function unitsSheet(of: Reading, balance: Balance, example: string): Sheet {
  const all = benefitTexts(of.language);
  const t = all.balance;
  return {
    name: t.sheets.units,
    heading: [
      t.who,
      t.benefit,
      t.kind,
      t.unit,
      t.year,
      t.expected,
      t.realised,
      t.says,
      t.note,
      ...(example ? [t.example] : []),
    ],
    rows: balance.rows.flatMap((row) =>
      row.inUnits.flatMap(({ benefit, figures, estimate, isEstimated }) =>
        figures.map((one): CsvCell[] => [
          nameOfRow(row, of),
          benefit.title,
          benefit.kind ? all.kinds[benefit.kind] : '',
          benefit.unit,
          one.year,
          whole(one.expected),
          whole(one.realised),
          estimate?.organisation_name ?? '',
          isEstimated ? t.estimated : '',
          ...(example ? [example] : []),
        ]),
      ),
    ),
  };
}

/** Both as one table, for a file that has one: an amount in kronor says so in its unit. */
export function oneSheet(of: Reading, balance: Balance, example: string): Sheet {
  const all = benefitTexts(of.language);
  const t = all.balance;
  const label = example ? [example] : [];
  return {
    name: t.title,
    heading: [
      t.who,
      t.benefit,
      t.kind,
      t.unit,
      t.year,
      t.planned,
      t.paid,
      t.expected,
      t.realised,
      t.note,
      ...(example ? [t.example] : []),
    ],
    rows: [
      ...kronorSheet(of, balance, '').rows.map(([who, year, planned, paid, expected, realised, note]): CsvCell[] => [
        who ?? null,
        '',
        '',
        all.kronor,
        year ?? null,
        planned ?? null,
        paid ?? null,
        expected ?? null,
        realised ?? null,
        note ?? null,
        ...label,
      ]),
      ...unitsSheet(of, balance, '').rows.map(
        ([who, benefit, kind, unit, year, expected, realised, , note]): CsvCell[] => [
          who ?? null,
          benefit ?? null,
          kind ?? null,
          unit ?? null,
          year ?? null,
          null,
          null,
          expected ?? null,
          realised ?? null,
          note ?? null,
          ...label,
        ],
      ),
    ],
  };
}

/**
 * The writer of workbooks looks texts up among an object’s own words and finds “constructor” there. A no-break space after
 * it makes it another text.
 */
const told = (text: string): string => (text in Object.prototype ? `${text}\u00a0` : text);

export async function asWorkbook(sheets: readonly Sheet[]): Promise<Buffer> {
  return await writeWorkbook(
    sheets.map(({ name, heading, rows }) => ({
      sheet: name,
      data: [
        heading.map((value) => ({ value, fontWeight: 'bold' as const })),
        ...rows.map((row) =>
          row.map((value) => {
            if (value === null || value === '') return null;
            return typeof value === 'string' ? { value: told(value), type: String } : { value, type: Number };
          }),
        ),
      ],
      columns: heading.map((_, at) => ({ width: at < 2 ? 30 : 18 })),
      stickyRowsCount: 1,
    })),
  ).toBuffer();
}
