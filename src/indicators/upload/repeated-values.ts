import type { Sex } from '../series.ts';
import type { GridRow } from './grid.ts';
import type { HeaderColumn } from './header.ts';
import { placeWithCode } from './place-names.ts';
import type { UploadFindings } from './problem.ts';
import type { UploadedValue } from './read-table.ts';

const keyOf = (place: string, sex: Sex, period: number): string => `${place} ${sex} ${period}`;
const said = ({ place, sex, period }: UploadedValue): string =>
  [placeWithCode(place)?.name ?? '', sex === 'T' ? '' : sex, String(period)].filter(Boolean).join(' ');

/** Said twice alike is said once. Said twice in two ways, it is asked which, or which column tells them apart. */
export function withoutRepeated(
  values: readonly UploadedValue[],
  rowsRead: readonly GridRow[],
  skipped: readonly HeaderColumn[],
  findings: UploadFindings,
): UploadedValue[] {
  const seen = new Map<string, UploadedValue>();
  const rows = new Map(rowsRead.map((row) => [row.row, row]));
  const kept: UploadedValue[] = [];
  let asked = false;
  for (const value of values) {
    const key = keyOf(value.place, value.sex, value.period);
    const before = seen.get(key);
    if (!before) {
      seen.set(key, value);
      kept.push(value);
    } else if (before.value === value.value && before.status === value.status) {
      findings.note('repeated', said(value));
    } else {
      const [one, other] = [rows.get(before.row), rows.get(value.row)];
      const splits = skipped.find(({ at }) => (one?.cells[at]?.text ?? '') !== (other?.cells[at]?.text ?? ''));
      if (splits) {
        if (!asked) {
          findings.wrong('columnSplits', {
            row: value.row,
            column: splits.at + 1,
            columnName: splits.name,
            found: [one, other].map((row) => row?.cells[splits.at]?.text ?? '').join(', '),
          });
        }
        asked = true;
      } else {
        findings.wrong('twice', {
          row: value.row,
          found: `${said(value)}: ${before.value ?? '..'}, ${value.value ?? '..'}`,
          other: String(before.row),
        });
      }
    }
  }
  return kept;
}
