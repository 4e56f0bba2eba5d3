import type { CollaborationRow } from '../collaborations/index.ts';
import { identityTexts } from '../identity/index.ts';
import { nameSeries } from '../indicators/index.ts';
import type { Language } from '../platform/texts.ts';
import type { ComparisonRow, IndicatorRow } from './queries.ts';

const quoted = (text: string): string => (/[";\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
/** A cell that a spreadsheet would take for a formula is kept as text. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

/** Every value behind a chart, unrounded, with its source; examples are marked on each row. */
export function valuesAsCsv(
  collaboration: CollaborationRow,
  indicator: IndicatorRow,
  comparisons: readonly ComparisonRow[],
  language: Language,
): string {
  const example = collaboration.example === 'none' ? '' : identityTexts(language).frame.example[collaboration.example];
  const source = indicator.code
    ? `${nameSeries(indicator.source ?? '', indicator.code)}, ${indicator.fetched_on ?? ''}`
    : (indicator.source_note ?? '');
  const own =
    indicator.series_id === null
      ? (indicator.periods ?? []).map((period, at) => ({
          area_name: '',
          area_code: '',
          sex: indicator.sex,
          period,
          value: indicator.amounts?.[at] ?? null,
          status: indicator.statuses?.[at] ?? '',
        }))
      : comparisons.filter((row) => row.indicator_id === indicator.id);
  const decimal = (value: number | null) =>
    value === null ? '' : language === 'sv' ? String(value).replace('.', ',') : String(value);
  const header =
    language === 'sv'
      ? ['indikator', 'plats', 'kön', 'år', 'värde', 'status', 'källa', 'märkning']
      : ['indicator', 'place', 'sex', 'year', 'value', 'status', 'source', 'label'];
  const rows = own.map((row) => [
    harmless(indicator.name),
    harmless(row.area_name),
    row.sex,
    String(row.period),
    decimal(row.value),
    row.status,
    harmless(source),
    example,
  ]);
  return `\uFEFF${[header, ...rows].map((cells) => cells.map(quoted).join(';')).join('\r\n')}\r\n`;
}
