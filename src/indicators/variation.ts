import { type Direction, isRight, type Point, type ValuedPoint } from './measure.ts';

/** From here on limits are drawn, as trial limits. */
export const fewestForTrial = 6;
/** From here on they are locked: the first twelve values decide, whatever comes after. */
export const valuesToLock = 12;
/** A mean of fewer changes than this says nothing of what is usual. */
const fewestRanges = 3;
/** 3 / d2, with d2 = 1.128 for two values: from the mean change between neighbours to three sigma (Shewhart). */
const limitsPerRange = 2.66;
/** D4 for two values: the largest change between two neighbours that is normal variation. */
const rangeLimit = 3.27;

export type Side = 'above' | 'below';

/** Beyond a limit; eight in a row on one side; two of three beyond two sigma; four of five beyond one sigma. */
export const signalRules = ['beyondLimit', 'eightOnOneSide', 'twoOfThree', 'fourOfFive'] as const;
export type SignalRule = (typeof signalRules)[number];

export interface Limits {
  /** The first and last period of the values that they rest on. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly mean: number;
  readonly movingRange: number;
  readonly lower: number;
  readonly upper: number;
  /** What a change between two neighbours must pass to be more than normal variation. */
  readonly largestUsualChange: number;
  readonly isLocked: boolean;
  /** Limits that no value can reach, such as one below nought of a share. They are told, and no line is drawn. */
  readonly outOfReach: readonly Side[];
}

export interface Signal {
  readonly period: number;
  readonly value: number;
  readonly side: Side;
  /** Every rule that holds with this value as its last; the value itself lies on that side. */
  readonly rules: readonly SignalRule[];
  readonly isBeyondLimit: boolean;
  /** One of the values that the limits themselves rest on. */
  readonly isInBase: boolean;
  readonly isDoubted: boolean;
}

/** Why there are no limits: too few values yet, or values that do not differ at all. */
export type WithoutLimits = 'tooFew' | 'noVariation';

/** The years over which the same limits hold. The first begins with the series, another when a person says so. */
export interface LimitPeriod {
  readonly from: number;
  /** The last period before the next one begins; null for the one that goes on. */
  readonly until: number | null;
  readonly points: readonly ValuedPoint[];
  readonly limits: Limits | null;
  readonly withoutLimits: WithoutLimits | null;
  readonly signals: readonly Signal[];
}

/** What the latest value says: within normal variation, better or worse than that, or too early to say. */
export type Verdict = 'noSureChange' | 'improvement' | 'deterioration' | 'tooEarly';

/** The values that can occur at all, where that is known: 0–100 for a share, from 0 for a count. */
export interface Possible {
  readonly from: number | null;
  readonly to: number | null;
}

const counted = /^(persons|personer|antal|points|years|per |days per )/;

/** What values a unit allows; unknown where one that is published lies outside, or the unit says nothing. */
export function possibleOf(unit: string, points: readonly Point[]): Possible {
  const from = unit === 'percent' || counted.test(unit) ? 0 : null;
  const to = unit === 'percent' ? 100 : null;
  const fits = points.every(({ value }) => value === null || ((from ?? value) <= value && value <= (to ?? value)));
  return fits ? { from, to } : { from: null, to: null };
}

export interface Varying {
  readonly points: readonly Point[];
  readonly direction: Direction;
  /** From which periods a person has started the limits anew. */
  readonly starts?: readonly number[];
  readonly possible?: Possible;
}

export interface Variation {
  /** Oldest first; the last one goes on. Empty without values. */
  readonly periods: readonly LimitPeriod[];
  readonly current: LimitPeriod | null;
  /** Of all periods, oldest first. */
  readonly signals: readonly Signal[];
  readonly latest: ValuedPoint | null;
  readonly verdict: Verdict;
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** How far apart neighbours usually are: a series may be counted every second or every fourth year. */
function usualStep(steps: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const step of steps) counts.set(step, (counts.get(step) ?? 0) + 1);
  return [...counts].sort(([a, many], [b, more]) => more - many || a - b)[0]?.[0] ?? 1;
}

/** The change from each value to its neighbour. Across a gap there is none: it is not the change of one step. */
function movingRanges(points: readonly ValuedPoint[]): number[] {
  const steps: number[] = [];
  const changes: number[] = [];
  points.forEach(({ period, value }, at) => {
    const before = points[at - 1];
    if (!before) return;
    steps.push(period - before.period);
    changes.push(Math.abs(value - before.value));
  });
  if (steps.every((step) => step === 1)) return changes;
  const usual = usualStep(steps);
  return changes.filter((_, at) => (steps[at] ?? usual) <= usual);
}

function setLimits(points: readonly ValuedPoint[], possible: Possible | undefined): Limits | WithoutLimits {
  const base = points.slice(0, valuesToLock);
  const ranges = movingRanges(base);
  if (base.length < fewestForTrial || ranges.length < fewestRanges) return 'tooFew';
  const movingRange = meanOf(ranges);
  if (movingRange === 0) return 'noVariation';
  const mean = meanOf(base.map(({ value }) => value));
  const lower = mean - limitsPerRange * movingRange;
  const upper = mean + limitsPerRange * movingRange;
  const { from = null, to = null } = possible ?? {};
  return {
    from: base[0]?.period ?? 0,
    to: base.at(-1)?.period ?? 0,
    count: base.length,
    mean,
    movingRange,
    lower,
    upper,
    largestUsualChange: rangeLimit * movingRange,
    // A preliminary value may yet change, so it locks nothing.
    isLocked: base.length === valuesToLock && base.every(({ status }) => status !== 'preliminary'),
    outOfReach: [
      ...(to !== null && upper > to ? (['above'] as const) : []),
      ...(from !== null && lower < from ? (['below'] as const) : []),
    ],
  };
}

/** How far from the mean: 1 past it, 2 past one sigma, 3 past two, 4 past the limit; below it with a minus, 0 on it. */
function zonesOf(points: readonly ValuedPoint[], { mean, upper, lower }: Limits): number[] {
  const sigma = (upper - mean) / 3;
  // Less than a number of this size can hold is no difference: equal to the mean is on neither side of it.
  const nothing = 1e-12 * Math.max(Math.abs(mean), sigma);
  return points.map(({ value }) => {
    const away = Math.abs(value - mean);
    if (away <= nothing) return 0;
    const isBeyond = value > mean ? value > upper + nothing : value < lower - nothing;
    const zone = isBeyond ? 4 : away > 2 * sigma + nothing ? 3 : away > sigma + nothing ? 2 : 1;
    return value > mean ? zone : -zone;
  });
}

// A table of thirty goals reads thirty of these, so the common value, near the mean, is passed by at once.
function findSignals(points: readonly ValuedPoint[], limits: Limits): Signal[] {
  const zones = zonesOf(points, limits);
  const found: Signal[] = [];
  let inRow = 0;
  for (let at = 0; at < points.length; at += 1) {
    const zone = zones[at] ?? 0;
    const sign = Math.sign(zone);
    inRow = sign !== 0 && sign === Math.sign(zones[at - 1] ?? 0) ? inRow + 1 : Math.abs(sign);
    const depth = zone * sign;
    if (depth < 2 && inRow < 8) continue;
    const among = (last: number, least: number): number => {
      let count = 0;
      for (let back = 0; back < last; back += 1) if ((zones[at - back] ?? 0) * sign >= least) count += 1;
      return count;
    };
    const rules: SignalRule[] = [];
    if (depth === 4) rules.push('beyondLimit');
    if (inRow >= 8) rules.push('eightOnOneSide');
    if (depth >= 3 && among(3, 3) >= 2) rules.push('twoOfThree');
    if (depth >= 2 && among(5, 2) >= 4) rules.push('fourOfFive');
    const point = points[at];
    if (rules.length === 0 || !point) continue;
    found.push({
      period: point.period,
      value: point.value,
      side: sign > 0 ? 'above' : 'below',
      rules,
      isBeyondLimit: depth === 4,
      isInBase: at < limits.count,
      isDoubted: point.status === 'doubted',
    });
  }
  return found;
}

/** Better or worse, for a value that has moved to that side. */
export const isBetter = (direction: Direction, side: Side): boolean => (direction === 'up') === (side === 'above');

/**
 * Reads an individuals chart (XmR). A doubted value is published, and counts: a doubt never moves a limit. A missing one
 * is passed over, so that a row of eight may span it. Limits are set anew only where a person has started a period.
 */
export function readVariation({ points, direction, starts = [], possible }: Varying): Variation {
  const valued = points
    .filter((point): point is ValuedPoint => point.value !== null && point.status !== 'missing')
    .toSorted((one, other) => one.period - other.period);
  const [first] = valued;
  if (!first) return { periods: [], current: null, signals: [], latest: null, verdict: 'tooEarly' };
  const begins = [...new Set([first.period, ...starts.filter((start) => start > first.period)])].sort((a, b) => a - b);
  const periods = begins.map((from, at): LimitPeriod => {
    const next = begins[at + 1];
    const own = valued.filter(({ period }) => period >= from && (next === undefined || period < next));
    const limits = setLimits(own, possible);
    const known = typeof limits === 'string' ? null : limits;
    return {
      from,
      until: next === undefined ? null : next - 1,
      points: own,
      limits: known,
      withoutLimits: typeof limits === 'string' ? limits : null,
      signals: known ? findSignals(own, known) : [],
    };
  });
  const current = periods.at(-1) ?? null;
  const latest = current?.points.at(-1) ?? null;
  const signal = current?.signals.find(({ period }) => period === latest?.period);
  const verdict = (): Verdict => {
    if (!current?.limits?.isLocked || !latest) return 'tooEarly';
    if (!signal) return 'noSureChange';
    return isBetter(direction, signal.side) ? 'improvement' : 'deterioration';
  };
  return {
    periods,
    current,
    signals: periods.flatMap((period) => period.signals),
    latest: valued.at(-1) ?? null,
    verdict: verdict(),
  };
}

/**
 * Whether the target is met by normal variation: always, in some years and not in others, or never without a change.
 * When the latest value has left locked limits they describe what was, and say nothing of what is; trial limits that it
 * has left say nothing at all.
 */
export type Capability = 'always' | 'sometimes' | 'never' | 'levelHasChanged' | 'noLimits';

export function readCapability(variation: Variation, direction: Direction, target: number): Capability {
  const { limits = null, signals = [] } = variation.current ?? {};
  if (!limits) return 'noLimits';
  if (signals.some(({ period }) => period === variation.latest?.period)) {
    return limits.isLocked ? 'levelHasChanged' : 'noLimits';
  }
  const [best, worst] = direction === 'down' ? [limits.lower, limits.upper] : [limits.upper, limits.lower];
  if (isRight(direction, worst, target)) return 'always';
  return isRight(direction, best, target) ? 'sometimes' : 'never';
}
