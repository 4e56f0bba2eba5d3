/** One year's value of a line, and how sure it is. */
export interface ChartPoint {
  readonly period: number;
  readonly value: number | null;
  readonly status: 'published' | 'preliminary' | 'doubted' | 'missing' | 'withheld';
}

export interface ValuedPoint extends ChartPoint {
  readonly value: number;
}

export interface ChartLine {
  readonly name: string;
  readonly kind: 'whole' | 'own' | 'context' | 'country';
  readonly points: readonly ChartPoint[];
}

export const hasValue = (point: ChartPoint): point is ValuedPoint =>
  point.value !== null && point.status !== 'missing' && point.status !== 'withheld' && Number.isFinite(point.value);

export const inOrder = (points: readonly ChartPoint[]): ChartPoint[] =>
  points.filter((point) => Number.isFinite(point.period)).sort((a, b) => a.period - b.period);

/** The stretches a line is drawn in: a missing value ends one, a doubted value is passed over. */
export function stretches(points: readonly ChartPoint[]): ValuedPoint[][] {
  const found: ValuedPoint[][] = [];
  let current: ValuedPoint[] = [];
  for (const point of inOrder(points)) {
    if (!hasValue(point)) {
      if (current.length > 0) found.push(current);
      current = [];
    } else if (point.status !== 'doubted') current.push(point);
  }
  if (current.length > 0) found.push(current);
  return found;
}

/** The value that stands at the line's end: the last one that nobody doubts, if there is any. */
export function lastOf(points: readonly ChartPoint[]): ValuedPoint | undefined {
  const valued = inOrder(points).filter(hasValue);
  return valued.findLast((point) => point.status !== 'doubted') ?? valued.at(-1);
}
