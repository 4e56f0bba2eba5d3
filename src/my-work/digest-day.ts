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
 * Whether a letter is written on this day about what waits. Never at weekends: what would have been reminded of then stands
 * in Monday's. A reminder makes the day's letter come; it is never a letter of its own.
 */
export function isWritten(rhythm: Rhythm, lines: readonly Days[], today: string): boolean {
  const day = weekday(today);
  if (rhythm === 'never' || lines.length === 0 || day === 0 || day === 6) return false;
  return rhythm === 'daily' || day === 1 || lines.some((line) => isReminded(line, today));
}

/** Since when what has been told stands in the day's letter: since the last ordinary one. Null: this is no ordinary day of it. */
export function newsSince(rhythm: Rhythm, now: Date, today: string): Date | null {
  const isMonday = weekday(today) === 1;
  if (rhythm === 'never' || (rhythm === 'weekly' && !isMonday)) return null;
  const days = rhythm === 'weekly' ? 7 : isMonday ? 3 : 1;
  return new Date(now.getTime() - days * 24 * 3600_000);
}
