import type { Sex } from '../indicators/index.ts';
import type { Formats } from '../platform/texts.ts';
import type { ChartLine, ChartPoint } from '../ui/charts/points.ts';
import type { ComparisonRow, IndicatorRow } from './queries.ts';
import { type ReadIndicator, readIndicator } from './state-of-goal.ts';

/** A line of the table stands within the one above it when it is a part of it: women and men of a place. */
export interface TableLine extends ChartLine {
  readonly isWithin?: boolean;
}

/** An indicator as a page shows it: for one sex, beside the places it is compared with. */
export interface ShownIndicator {
  readonly indicator: IndicatorRow;
  readonly sex: Sex;
  /** The sexes that can be shown. */
  readonly sexes: readonly Sex[];
  /** Of the sex shown; its target only when that is the sex the target is set for. */
  readonly read: ReadIndicator;
  readonly isMeasured: boolean;
  /** The whole first, then places by name, the country last. */
  readonly lines: readonly ChartLine[];
  /** Women and men of the main area. */
  readonly bySex: readonly { readonly sex: 'K' | 'M'; readonly points: readonly ChartPoint[] }[];
  /** The doubted values among these, with why; the place is named where it is not the whole. */
  readonly doubts: readonly { readonly place: string; readonly period: number; readonly reason: string }[];
}

/** A year without a value breaks the line, also where the source does not say that it is missing. */
function withGaps(points: readonly ChartPoint[]): readonly ChartPoint[] {
  const periods = points.map((point) => point.period);
  const steps = periods.slice(1).map((period, at) => period - (periods[at] ?? period));
  const usual = points.length > 2 ? Math.max(1, Math.min(...steps)) : 1;
  return points.flatMap((point, at) => {
    const next = periods[at + 1];
    return next === undefined || next - point.period <= usual
      ? [point]
      : [point, { period: point.period + usual, value: null, status: 'missing' as const }];
  });
}

const pointsOf = (rows: readonly ComparisonRow[]): readonly ChartPoint[] =>
  rows.map(({ period, value, status }) => ({ period, value, status }));

/** The same indicator read for another sex than its target is set for: with that sex's own baseline, and no target. */
function readFor(indicator: IndicatorRow, rows: readonly ComparisonRow[]): ReadIndicator {
  return readIndicator({
    ...indicator,
    periods: rows.map((row) => row.period),
    amounts: rows.map((row) => row.value),
    statuses: rows.map((row) => row.status),
    doubted: [],
    baseline: rows.find((row) => row.period === indicator.baseline_period)?.value ?? null,
    target: null,
    target_period: null,
  });
}

export function showIndicator(
  indicator: IndicatorRow,
  comparisons: readonly ComparisonRow[],
  wanted: Sex | null,
  own: { readonly areaCode: string | null | undefined; readonly formats: Formats },
): ShownIndicator {
  const rows = comparisons.filter((row) => row.indicator_id === indicator.id);
  const ofMain = (sex: Sex) => rows.filter((row) => row.area_code === indicator.area_code && row.sex === sex);
  const sexes = (['T', 'K', 'M'] as const).filter((sex) => ofMain(sex).some((row) => row.value !== null));
  const sex = wanted && sexes.includes(wanted) ? wanted : indicator.sex;
  const isMeasured = sex === indicator.sex;
  const read = isMeasured ? readIndicator(indicator) : readFor(indicator, ofMain(sex));

  const shown = rows.filter((row) => row.sex === sex && row.area_code !== indicator.area_code);
  const places = [...new Map(shown.map((row) => [row.area_code, row])).values()].toSorted(
    (a, b) =>
      Number(a.area_kind === 'country') - Number(b.area_kind === 'country') ||
      own.formats.compare(a.area_name, b.area_name),
  );
  return {
    indicator,
    sex,
    sexes: sexes.length > 1 ? sexes : [],
    read,
    isMeasured,
    lines: [
      { name: indicator.area_name ?? indicator.name, kind: 'whole', points: withGaps(read.points) },
      ...places.map(
        (place): ChartLine => ({
          name: place.area_name,
          kind: place.area_kind === 'country' ? 'country' : place.area_code === own.areaCode ? 'own' : 'context',
          points: withGaps(pointsOf(shown.filter((row) => row.area_code === place.area_code))),
        }),
      ),
    ],
    bySex: (['K', 'M'] as const).flatMap((one) => {
      const points = pointsOf(ofMain(one));
      return points.length > 0 && one !== indicator.sex ? [{ sex: one, points }] : [];
    }),
    doubts: rows
      .filter((row) => row.doubt !== '' && row.sex === sex)
      .map((row) => ({
        place: row.area_code === indicator.area_code ? '' : row.area_name,
        period: row.period,
        reason: row.doubt,
      })),
  };
}
