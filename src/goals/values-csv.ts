import type { CollaborationRow } from '../collaborations/index.ts';
import { identityTexts } from '../identity/index.ts';
import { nameSeries } from '../indicators/index.ts';
import type { CsvCell } from '../platform/documents/csv.ts';
import type { Language } from '../platform/texts.ts';
import type { ComparisonRow, IndicatorRow } from './queries.ts';

/** Every value behind a chart, unrounded, with its source; examples are marked on each row. */
export function valuesAsRows(
  collaboration: CollaborationRow,
  indicator: IndicatorRow,
  comparisons: readonly ComparisonRow[],
  language: Language,
): { readonly heading: readonly string[]; readonly rows: readonly (readonly CsvCell[])[] } {
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
  const heading =
    language === 'sv'
      ? ['indikator', 'plats', 'kön', 'år', 'värde', 'status', 'källa', 'märkning']
      : ['indicator', 'place', 'sex', 'year', 'value', 'status', 'source', 'label'];
  const rows = own.map((row) => [
    indicator.name,
    row.area_name,
    row.sex,
    row.period,
    row.value,
    row.status,
    source,
    example,
  ]);
  return { heading, rows };
}
