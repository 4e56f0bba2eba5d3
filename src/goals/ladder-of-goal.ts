import {
  type ChangeComparison,
  type ComparedAmong,
  type ComparedPlace,
  climbLadder,
  compareChanges,
  compareLevels,
  type Ladder,
  type LadderRung,
  type LevelComparison,
  ladderRungs,
  type Possible,
  possibleOf,
  readVariation,
  type Variation,
  type Wording,
} from '../indicators/index.ts';
import type { Formats } from '../platform/texts.ts';
import type { ChartLimits, ChartSignal } from '../ui/charts/line-chart.tsx';
import type { AssuranceRow } from './assurance.ts';
import type { IndicatorRow, SimilarRow } from './queries.ts';
import { type Measure, type ReadIndicator, readIndicator, written } from './state-of-goal.ts';
import { goalTexts } from './texts.ts';

export const baselineOf = ({ baseline, baseline_period: period }: Measure) =>
  baseline === null || period === null ? null : { value: baseline, period };

/** How the figures of an indicator are written, and of which place. */
export function wordingOf(indicator: Measure, read: ReadIndicator, formats: Formats): Wording {
  const t = goalTexts(formats.language).ladder;
  const plain = (value: number) => formats.number(value, read.decimals);
  return {
    formats,
    say: (value) => written(read, value, formats),
    sayPlain: plain,
    sayDifference: (amount) => (read.unit === 'percent' ? t.percentagePoints(plain(amount)) : plain(amount)),
    place: indicator.area_name ?? undefined,
  };
}

export interface ReadAssurance {
  readonly variation: Variation;
  readonly possible: Possible;
  readonly ladder: Ladder;
}

/** How far the figures of an indicator let anybody go; without a comparison, as far as rung (c). */
export function readAssurance(
  indicator: Measure,
  starts: readonly number[],
  isCarriedOut: boolean,
  comparison?: ChangeComparison | null,
): ReadAssurance {
  const { points } = readIndicator(indicator);
  const { direction } = indicator;
  const possible = possibleOf(indicator.unit, points);
  const variation = readVariation({ points, direction, starts, possible });
  const ladder = climbLadder({
    isCarriedOut: isCarriedOut ? true : null,
    direction,
    baseline: baselineOf(indicator),
    points,
    variation,
    ...(comparison === undefined ? {} : { comparison }),
  });
  return { variation, possible, ladder };
}

/** The same for a row of a table of goals, from what the page has asked already. */
export function readAssuranceInTable(indicator: IndicatorRow, rows: readonly AssuranceRow[]): ReadAssurance {
  const starts = rows.flatMap(({ kind, of_id, from_period }) =>
    kind === 'limitPeriod' && of_id === indicator.id && from_period !== null ? [from_period] : [],
  );
  const isCarriedOut = rows.some(({ kind, of_id }) => kind === 'implementation' && of_id === indicator.goal_id);
  return readAssurance(indicator, starts, isCarriedOut);
}

/** How many of the five bars are filled, and which of them nobody has told about. */
export function barsOf({ reached, answers }: Ladder): { reached: number; untold: readonly number[] } {
  const count = reached === null ? 0 : ladderRungs.indexOf(reached) + 1;
  return { reached: count, untold: count > 0 && answers.a === 'notKnown' ? [0] : [] };
}

export const topmostFirst: readonly LadderRung[] = ladderRungs.toReversed();

const placesOf = (rows: readonly SimilarRow[]): ComparedPlace[] =>
  rows.map((row) => ({
    code: row.area_code,
    name: row.area_name,
    points: row.periods.map((period, at) => ({
      period,
      value: row.amounts[at] ?? null,
      status: row.statuses[at] as ComparedPlace['points'][number]['status'],
    })),
  }));

export interface ComparedGoal {
  readonly among: ComparedAmong;
  readonly levels: LevelComparison | null;
  readonly changes: ChangeComparison | null;
  /** The country, and for a municipality its region: wider places to have in mind, not similar ones. */
  readonly wider: readonly { readonly name: string; readonly value: number | null; readonly change: number | null }[];
}

/**
 * The first indicator of a goal beside other places: its latest value, and its change from the baseline to the target
 * year, or to the latest value where that year has none. Null where there is nothing to compare with.
 */
export function compareGoal(
  indicator: Measure,
  rows: readonly SimilarRow[],
  among: ComparedAmong,
): ComparedGoal | null {
  const { points, reading } = readIndicator(indicator);
  const { direction } = indicator;
  const places = placesOf(rows.filter((row) => (among === 'chosen' ? row.is_chosen : row.is_similar)));
  const { latest, decidedBy } = reading;
  if (places.length === 0 || !latest) return null;
  const from = indicator.baseline_period;
  const to = decidedBy?.period ?? latest.period;
  const ends = from === null ? null : { from, to, direction };
  const changes = ends ? compareChanges({ ...ends, points, places }) : null;
  const wider = placesOf(rows.filter((row) => !row.is_similar && !row.is_chosen)).map((place) => {
    const change = ends ? compareChanges({ ...ends, points, places: [place] }) : null;
    return {
      name: place.name,
      value: place.points.find(({ period }) => period === latest.period)?.value ?? null,
      // Told in the same way as the others', or not at all.
      change: change && change.isInPercent === changes?.isInPercent ? (change.others[0]?.change ?? null) : null,
    };
  });
  return { among, levels: compareLevels({ points, places, period: latest.period, direction }), changes, wider };
}

/** How the wider places changed, where that is known. */
export const widerChanges = ({ wider }: ComparedGoal): { name: string; change: number }[] =>
  wider.flatMap(({ name, change }) => (change === null ? [] : [{ name, change }]));

/** Among which places rung (d) is judged: never the reader's choice, so that nobody looks for the one that shows most. */
export const similarTo = (rows: readonly SimilarRow[]): ComparedAmong =>
  rows.some((row) => row.is_similar && row.area_kind === 'municipality') ? 'similar' : 'regions';

/** Limits and signals as the chart draws them. */
export function drawVariation(
  { periods, latest }: Variation,
  { formats, sayPlain }: Wording,
): { limits: readonly ChartLimits[]; signals: readonly ChartSignal[] } {
  const t = goalTexts(formats.language).ladder.chart;
  return {
    limits: periods.flatMap(({ limits, until }): ChartLimits[] => {
      if (!limits) return [];
      const { from, to, mean, lower, upper, isLocked, outOfReach } = limits;
      const texts = { upper: t.upper(sayPlain(upper)), mean: t.mean(sayPlain(mean)), lower: t.lower(sayPlain(lower)) };
      return [
        {
          from,
          to,
          until: until ?? latest?.period ?? to,
          upper: outOfReach.includes('above') ? null : upper,
          mean,
          lower: outOfReach.includes('below') ? null : lower,
          note: (isLocked ? t.restOn : t.restOnTrial)(`${from}–${to}`),
          texts: until === null ? texts : undefined,
        },
      ];
    }),
    signals: periods.flatMap(({ signals }) =>
      signals.map(({ period, isBeyondLimit }) => ({ period, kind: isBeyondLimit ? ('beyond' as const) : 'run' })),
    ),
  };
}
