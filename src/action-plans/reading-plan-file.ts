import type { GridRow } from '../indicators/index.ts';
import { asksWhyScaled } from './activity.ts';
import { type ColumnUse, countKnown, fold, matchColumns } from './plan-columns.ts';
import type { Here, ReadPlan, ReadRow, RowProblem } from './read-plan.ts';
import { RowReader, withChange } from './row-reader.ts';

const textsOf = (row: GridRow | undefined): string[] => (row?.cells ?? []).map(({ text }) => text);

/** The row of headings: the one among the first with most known names; the first with two texts where none is known. */
export function findHeadings(rows: readonly GridRow[]): number {
  const first = rows.slice(0, 20);
  const best = first.reduce(
    (at, row, number) => (countKnown(textsOf(row)) > countKnown(textsOf(first[at])) ? number : at),
    0,
  );
  if (countKnown(textsOf(first[best])) > 0) return best;
  return Math.max(
    0,
    first.findIndex((row) => textsOf(row).filter(Boolean).length > 1),
  );
}

/** Reads a plan in a table. What cannot be understood is refused by row and column; then nothing of the file comes in. */
export function readPlanFile(
  grid: readonly GridRow[],
  here: Here,
  chosen?: readonly ColumnUse[] | undefined,
): ReadPlan {
  const at = findHeadings(grid);
  const header = grid[at];
  const width = Math.max(0, ...grid.slice(at).map(({ cells }) => cells.length));
  const headings = Array.from({ length: width }, (_, column) => header?.cells[column]?.text ?? '');
  const uses = chosen && chosen.length === width ? chosen : matchColumns(headings);
  const problems: RowProblem[] = [];
  const base = { headings, uses, headerRow: header?.row ?? 0, problems };
  if (!uses.includes('title')) return { ...base, rows: [], hasNoTitle: true };
  const body = grid.slice(at + 1).filter(({ cells }) => cells.some(({ text }) => text !== ''));
  const rows = body.map((row) => new RowReader(row, headings, uses, here, problems).read());
  const read = linked(rows, body, uses, headings, here, problems);
  // As one reads the file: row by row, from the left.
  problems.sort((a, b) => a.row - b.row || a.column - b.column);
  return { ...base, rows: read, hasNoTitle: false };
}

/** Which row or activity each carries on, now that all have been read; and that no activity is told twice. */
function linked(
  rows: readonly ReadRow[],
  body: readonly GridRow[],
  uses: readonly ColumnUse[],
  headings: readonly string[],
  here: Here,
  problems: RowProblem[],
): readonly ReadRow[] {
  const column = uses.indexOf('scales');
  const idColumn = uses.indexOf('id');
  const seen = new Set<string>();
  return rows.map((one, number) => {
    if (one.before) {
      if (seen.has(one.before.id)) {
        problems.push({
          code: 'twice',
          row: one.row,
          column: idColumn + 1,
          heading: headings[idColumn] ?? '',
          found: one.facts.title,
        });
      }
      seen.add(one.before.id);
    }
    const named = column < 0 ? '' : (body[number]?.cells[column]?.text ?? '');
    if (named === '') return one;
    const inFile = rows.find((other) => other !== one && fold(other.facts.title) === fold(named));
    const known =
      inFile?.before ?? here.activities.find(({ title, id }) => fold(title) === fold(named) && id !== one.before?.id);
    const tried = inFile ? { ...inFile.facts, evaluation_result: inFile.evaluation?.result ?? null } : known;
    if (tried && asksWhyScaled(tried) && one.facts.scaled_without_evaluation_because === '') {
      problems.push({
        code: 'scaledWhy',
        row: one.row,
        column: column + 1,
        heading: headings[column] ?? '',
        found: named,
      });
    }
    if (known) {
      return withChange({ ...one, facts: { ...one.facts, scales_activity_id: known.id } }, here);
    }
    if (inFile) return { ...one, scalesRow: inFile.row };
    problems.push({ code: 'scales', row: one.row, column: column + 1, heading: headings[column] ?? '', found: named });
    return one;
  });
}
