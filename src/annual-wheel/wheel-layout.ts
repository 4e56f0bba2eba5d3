import { type Days, dayIn, wholeYear } from './year-span.ts';

const day = 24 * 3600_000;
const round = (value: number): number => Math.round(value * 10) / 10;

export const sizes = {
  width: 800,
  centre: 400,
  /** Where the collaboration's own year is drawn, and what stands outside it. */
  joint: 304,
  flag: 330,
  month: 358,
  /** Between these lie the rings of the parties, and in the middle the year. */
  outermost: 272,
  innermost: 92,
  widest: 26,
  /** Below this a ring has no room for its number. */
  numbered: 14,
} as const;

/** Turns of the circle from the first of January, where the top is; clockwise. */
export function turnOf(iso: string, year: number): number {
  const start = Date.UTC(year, 0, 1);
  const at = Date.parse(`${iso}T00:00:00Z`) - start;
  return at / (Date.UTC(year + 1, 0, 1) - start);
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export function pointAt(turn: number, radius: number): Point {
  const angle = turn * 2 * Math.PI - Math.PI / 2;
  return { x: round(sizes.centre + radius * Math.cos(angle)), y: round(sizes.centre + radius * Math.sin(angle)) };
}

/** As much of the span as lies in the year, in turns: from the morning of its first day to the evening of its last. */
export function turnsOf(days: Days, year: number): { readonly from: number; readonly to: number } {
  const whole = wholeYear(year);
  const [, first = whole.startsOn] = [days.startsOn, whole.startsOn].toSorted();
  const [last = whole.endsOn] = [days.endsOn, whole.endsOn].toSorted();
  const after = new Date(Date.parse(`${last}T00:00:00Z`) + day).toISOString().slice(0, 10);
  const from = turnOf(first, year);
  // A day is too short to be seen; the line of a whole year would begin where it ends.
  return { from, to: Math.min(Math.max(turnOf(after, year), from + 0.006), from + 0.9999) };
}

/** An arc along the circle. */
export function arc(days: Days, year: number, radius: number): string {
  const { from, to } = turnsOf(days, year);
  const begin = pointAt(from, radius);
  const end = pointAt(to, radius);
  return `M${begin.x} ${begin.y}A${round(radius)} ${round(radius)} 0 ${to - from > 0.5 ? 1 : 0} 1 ${end.x} ${end.y}`;
}

/** In the middle of what of it lies in the year. */
export function middleOf(days: Days, year: number): number {
  const { from, to } = turnsOf(days, year);
  return (from + to) / 2;
}

/** The middle of the ring of each party, the first outermost; and how wide a ring is. */
export function ringsFor(parties: number): { readonly radii: readonly number[]; readonly step: number } {
  const step = Math.min(sizes.widest, (sizes.outermost - sizes.innermost) / Math.max(1, parties));
  return { radii: Array.from({ length: parties }, (_, at) => round(sizes.outermost - step * (at + 0.5))), step };
}

export const monthMiddles = (year: number): readonly number[] =>
  Array.from(
    { length: 12 },
    (_, at) => (turnOf(dayIn(year, at + 1, 1), year) + turnOf(dayIn(year, at + 1, 28), year)) / 2,
  );
export const monthStarts = (year: number): readonly number[] =>
  Array.from({ length: 12 }, (_, at) => turnOf(dayIn(year, at + 1, 1), year));

/** Moves marks apart that would lie upon each other: each at least so many turns after the one before. */
export function spreadOut(turns: readonly number[], least: number): readonly number[] {
  let last = Number.NEGATIVE_INFINITY;
  return turns.map((turn) => {
    last = Math.max(turn, last + least);
    return last;
  });
}
