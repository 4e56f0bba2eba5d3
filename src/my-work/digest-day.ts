import type { Rhythm } from './queries.ts';
import { daysBetween } from './work.ts';

/** Reminded so many days before a last day; after it, the day after. */
export const daysBefore = 3;

/** When something is to be done by, and when it is reminded of besides. */
export interface Days {
  readonly dueOn?: string | undefined;
  readonly remindedOn?: readonly string[] | undefined;
}

/** Something is reminded of on this day. */
export function isReminded({ dueOn, remindedOn }: Days, today: string): boolean {
  if (remindedOn?.includes(today)) return true;
  if (dueOn === undefined) return false;
  const left = daysBetween(today, dueOn);
  return left === daysBefore || left === -1;
}

/** 0 is Sunday, as in JavaScript. */
const weekday = (day: string): number => new Date(`${day}T12:00:00Z`).getUTCDay();

/**
 * Whether a letter is written on this day about what waits and what has been told. Never at weekends: what would have been
 * reminded of then stands in Monday's. A reminder makes the day's letter come; it is never a letter of its own. What has been
 * told stands in the ordinary letter, and makes that one come.
 */
export function isWritten(rhythm: Rhythm, lines: readonly Days[], today: string, hasNews = false): boolean {
  const day = weekday(today);
  if (rhythm === 'never' || day === 0 || day === 6) return false;
  const isOrdinary = rhythm === 'daily' || day === 1;
  return isOrdinary ? lines.length > 0 || hasNews : lines.some((line) => isReminded(line, today));
}

/** A day so many days before another. */
const dayBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T12:00:00Z`) - days * 24 * 3600_000).toISOString().slice(0, 10);

/**
 * The days whose news stand in the day's letter, the last not included: whole days since the last ordinary one, so that nothing
 * is told twice or falls between. Null: this is no ordinary day of it.
 */
export function newsDays(rhythm: Rhythm, today: string): { readonly from: string; readonly until: string } | null {
  const day = weekday(today);
  if (rhythm === 'never' || day === 0 || day === 6 || (rhythm === 'weekly' && day !== 1)) return null;
  return { from: dayBefore(today, rhythm === 'weekly' ? 7 : day === 1 ? 3 : 1), until: today };
}
