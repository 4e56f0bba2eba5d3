import { monthsAfter } from './withdrawal.ts';

/** How many days before something must have been said that everyone who leads or speaks is reminded. */
export const reminderDays = [180, 90, 30] as const;

const day = 24 * 60 * 60 * 1000;

export interface Term {
  readonly ends_on: string | null;
  readonly renews_by_months: number | null;
  readonly notice_months: number | null;
}

/** Until when something must be said: the end of the term, or the last day for notice where it is prolonged by itself. */
export function renewalDueOn(term: Term): string | null {
  if (!term.ends_on) return null;
  return term.renews_by_months === null ? term.ends_on : monthsAfter(term.ends_on, -(term.notice_months ?? 0));
}

/** The days left when the term is so near its end that it is time to speak of it, on a day; else null. */
export function daysToRenewal(term: Term, today: string): number | null {
  const due = renewalDueOn(term);
  if (!due) return null;
  const days = Math.round((Date.parse(due) - Date.parse(today)) / day);
  return days >= 0 && days <= reminderDays[0] ? days : null;
}

/** The days on which a term is reminded of. */
export const renewalReminders = (dueOn: string): readonly string[] =>
  reminderDays.map((before) => new Date(Date.parse(dueOn) - before * day).toISOString().slice(0, 10));
