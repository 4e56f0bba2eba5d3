import type { ValueStatus } from './series.ts';

/** Which way is better. */
export type Direction = 'down' | 'up';

export interface Point {
  readonly period: number;
  readonly value: number | null;
  readonly status: ValueStatus;
}

export interface ValuedPoint extends Point {
  readonly value: number;
}

export interface Measured {
  readonly direction: Direction;
  readonly baseline: { readonly value: number; readonly period: number } | null;
  readonly target: { readonly value: number; readonly period: number } | null;
  readonly points: readonly Point[];
  /** How many decimals the reader is shown. */
  readonly decimals?: number;
}

export type TargetState = 'reached' | 'notReached' | 'tooEarly' | 'noValue' | 'noTarget';

export interface Reading {
  readonly state: TargetState;
  /** The value at the target year that decided, if any. */
  readonly decidedBy: ValuedPoint | null;
  /** The value that decided is doubted: it still decides, and the reader is told. */
  readonly isDoubted: boolean;
  readonly isPreliminary: boolean;
  /** Looks like the target as shown, but is not reached; the decimals that let the difference be seen. Else null. */
  readonly onlyByRounding: { readonly decimals: number } | null;
  /** The first period after the baseline whose value is on the right side of the target. */
  readonly firstRight: number | null;
  /** The first period, from the target year on, from which every known value is on the right side. */
  readonly staysFrom: number | null;
  readonly latest: ValuedPoint | null;
  readonly latestOnlyByRounding: { readonly decimals: number } | null;
  /** The latest value against the baseline; per cent is null when the baseline is nought. */
  readonly change: { readonly amount: number; readonly percent: number | null } | null;
  /** The periods without a value, and those whose value is doubted. */
  readonly missing: readonly number[];
  readonly doubted: readonly number[];
}

const mostDecimals = 20;
const formatters: Intl.NumberFormat[] = [];
/** As the pages write numbers: what looks equal is what the reader sees as equal. */
const shown = (value: number, decimals: number): string => {
  formatters[decimals] ??= new Intl.NumberFormat('sv-SE', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    signDisplay: 'negative',
  });
  return formatters[decimals].format(value);
};

/** On the right side of the target, decided on unrounded values; equal is reached. */
export const isRight = (direction: Direction, value: number, target: number): boolean =>
  direction === 'down' ? value <= target : value >= target;

/** Not reached, though it looks like the target with the decimals shown; with how many the difference is seen. */
export function readRounding(
  direction: Direction,
  value: number,
  target: number,
  decimals: number,
): { readonly decimals: number } | null {
  // Further apart than the last decimal they cannot look alike, and to write them takes longer than to compare.
  if (isRight(direction, value, target) || Math.abs(value - target) > 1.001 * 10 ** -decimals) return null;
  if (shown(value, decimals) !== shown(target, decimals)) return null;
  let needed = decimals + 1;
  while (needed < mostDecimals && shown(value, needed) === shown(target, needed)) needed += 1;
  return { decimals: needed };
}

/** Reads where a measure stands against its target. Pure: the same points give the same reading, in any order. */
export function readState({ direction, baseline, target, points, decimals = 1 }: Measured): Reading {
  const ordered = points.toSorted((one, other) => one.period - other.period);
  const valued = ordered.filter((point): point is ValuedPoint => point.value !== null && point.status !== 'missing');
  const latest = valued.at(-1) ?? null;
  const decided = target === null ? null : (valued.find(({ period }) => period === target.period) ?? null);
  const rounding = (point: ValuedPoint | null) =>
    point && target ? readRounding(direction, point.value, target.value, decimals) : null;

  const state = (): TargetState => {
    if (target === null) return 'noTarget';
    if (decided) return isRight(direction, decided.value, target.value) ? 'reached' : 'notReached';
    return latest && (ordered.at(-1)?.period ?? 0) < target.period ? 'tooEarly' : 'noValue';
  };
  const right = target === null ? [] : valued.filter(({ value }) => isRight(direction, value, target.value));
  const lastWrong = valued.findLast((point) => !right.includes(point));
  const after = baseline?.period ?? Number.NEGATIVE_INFINITY;

  return {
    state: state(),
    decidedBy: decided,
    isDoubted: decided?.status === 'doubted',
    isPreliminary: decided?.status === 'preliminary',
    onlyByRounding: rounding(decided),
    firstRight: right.find(({ period }) => period > after)?.period ?? null,
    staysFrom:
      right.find(({ period }) => period >= (target?.period ?? 0) && period > (lastWrong?.period ?? -1))?.period ?? null,
    latest,
    latestOnlyByRounding: rounding(latest),
    change:
      baseline && latest
        ? {
            amount: latest.value - baseline.value,
            percent: baseline.value === 0 ? null : ((latest.value - baseline.value) / Math.abs(baseline.value)) * 100,
          }
        : null,
    missing: ordered.filter((point) => !valued.includes(point as ValuedPoint)).map(({ period }) => period),
    doubted: valued.filter(({ status }) => status === 'doubted').map(({ period }) => period),
  };
}
