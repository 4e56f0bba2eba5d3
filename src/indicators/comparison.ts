import type { Direction, Point } from './measure.ts';
import { isBetter } from './variation.ts';

/** A place with its values, to lay one's own beside. */
export interface ComparedPlace {
  readonly code: string;
  readonly name: string;
  readonly points: readonly Point[];
}

/**
 * If nothing tells the places apart, one in so many stands first by chance alone. A place differs when no more than five
 * in a hundred of all changed as much; with fewer than nineteen others, one is always first.
 */
const largestShareByChance = 0.05;
export const fewestToTellApart = 19;

const valueAt = (points: readonly Point[], period: number): number | null =>
  points.find((point) => point.period === period && point.status !== 'missing')?.value ?? null;

/** A rank of one year says little; it is told with those of the years before it. */
const rankedYears = 5;

export interface LevelComparison {
  readonly period: number;
  readonly own: number;
  /** The others that have a value that year, lowest first. */
  readonly others: readonly { readonly code: string; readonly name: string; readonly value: number }[];
  /** One is best; equal values share the better place. */
  readonly rank: number;
  readonly of: number;
  /** The best and the worst rank of the latest years, and how many years there are. */
  readonly ranks: { readonly best: number; readonly worst: number; readonly years: number };
}

/** Where a value stands among those of other places the same year. Null without a value of one's own or of any other. */
export function compareLevels(compared: {
  readonly points: readonly Point[];
  readonly places: readonly ComparedPlace[];
  readonly period: number;
  readonly direction: Direction;
}): LevelComparison | null {
  const { period, direction } = compared;
  const standAt = (year: number) => {
    const own = valueAt(compared.points, year);
    const others = compared.places.flatMap(({ code, name, points }) => {
      const value = valueAt(points, year);
      return value === null ? [] : [{ code, name, value }];
    });
    if (own === null || others.length === 0) return null;
    const isAhead = (value: number): boolean => (direction === 'up' ? value > own : value < own);
    return { own, others, rank: 1 + others.filter(({ value }) => isAhead(value)).length };
  };
  const stands = standAt(period);
  if (!stands) return null;
  const ranks = Array.from({ length: rankedYears }, (_, back) => standAt(period - back)?.rank).filter(
    (rank) => rank !== undefined,
  );
  return {
    period,
    own: stands.own,
    others: stands.others.toSorted((one, other) => one.value - other.value),
    rank: stands.rank,
    of: stands.others.length + 1,
    ranks: { best: Math.min(...ranks), worst: Math.max(...ranks), years: ranks.length },
  };
}

/** Against the others: changed more for the better or the worse than nearly all, within what is usual, or too few. */
export type ChangeOutcome = 'better' | 'worse' | 'within' | 'tooFew';

export interface ChangeComparison {
  readonly from: number;
  readonly to: number;
  /** In per cent of the place's own value at the start, or in the unit itself where a value is nought or less. */
  readonly isInPercent: boolean;
  readonly own: number;
  readonly others: readonly { readonly code: string; readonly name: string; readonly change: number }[];
  /** One has changed most for the better. */
  readonly rank: number;
  readonly of: number;
  /** Of the others' changes. */
  readonly median: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
  /** Places without a value at the start or the end. */
  readonly leftOut: number;
  readonly outcome: ChangeOutcome;
}

/** The value that a given share of the ordered ones lies below, between neighbours where it must. */
function quantile(ordered: readonly number[], share: number): number {
  const at = (ordered.length - 1) * share;
  const below = ordered[Math.floor(at)] ?? 0;
  return below + ((ordered[Math.ceil(at)] ?? below) - below) * (at - Math.floor(at));
}

/**
 * Whether a place has changed in another way than similar ones did over the same years. Tells of a difference, never of
 * its cause. Null without values of one's own at both ends, or of any other.
 */
export function compareChanges(compared: {
  readonly points: readonly Point[];
  readonly places: readonly ComparedPlace[];
  readonly from: number;
  readonly to: number;
  readonly direction: Direction;
}): ChangeComparison | null {
  const { from, to, direction } = compared;
  const endsOf = (points: readonly Point[]) => {
    const start = valueAt(points, from);
    const end = valueAt(points, to);
    return start === null || end === null ? null : { start, end };
  };
  const own = endsOf(compared.points);
  const known = compared.places.flatMap(({ code, name, points }) => {
    const ends = endsOf(points);
    return ends ? [{ code, name, ...ends }] : [];
  });
  if (!own || known.length === 0 || to <= from) return null;
  const isInPercent = [own, ...known].every(({ start, end }) => start > 0 && end >= 0);
  const changeOf = ({ start, end }: { start: number; end: number }): number =>
    isInPercent ? ((end - start) / start) * 100 : end - start;
  const change = changeOf(own);
  const others = known
    .map(({ code, name, ...ends }) => ({ code, name, change: changeOf(ends) }))
    .sort((one, other) => one.change - other.change);
  const gain = (value: number): number => (direction === 'up' ? value : -value);
  const of = others.length + 1;
  const asGood = 1 + others.filter((other) => gain(other.change) >= gain(change)).length;
  const asBad = 1 + others.filter((other) => gain(other.change) <= gain(change)).length;
  const outcome = (): ChangeOutcome => {
    if (others.length < fewestToTellApart) return 'tooFew';
    if (asGood / of <= largestShareByChance) return 'better';
    return asBad / of <= largestShareByChance ? 'worse' : 'within';
  };
  const ordered = others.map((other) => other.change);
  return {
    from,
    to,
    isInPercent,
    own: change,
    others,
    rank: 1 + others.filter((other) => gain(other.change) > gain(change)).length,
    of,
    median: quantile(ordered, 0.5),
    lowerQuartile: quantile(ordered, 0.25),
    upperQuartile: quantile(ordered, 0.75),
    leftOut: compared.places.length - known.length,
    outcome: outcome(),
  };
}

/** The change went the way in which it differs: better than others for one that was for the better, or the reverse. */
export const differsAsItChanged = (comparison: ChangeComparison, direction: Direction): boolean =>
  comparison.own !== 0 &&
  comparison.outcome === (isBetter(direction, comparison.own > 0 ? 'above' : 'below') ? 'better' : 'worse');
