import { dayOf } from '../identity/index.ts';

const day = 24 * 3600_000;

/** Four weeks of days on which somebody is there to answer, unless told otherwise: those of July are not counted. */
export function proposeDeadline(now: Date, days = 28): string {
  let at = new Date(`${dayOf(now)}T00:00:00Z`);
  for (let left = days; left > 0; ) {
    at = new Date(at.getTime() + day);
    if (at.getUTCMonth() !== 6) left -= 1;
  }
  return at.toISOString().slice(0, 10);
}
