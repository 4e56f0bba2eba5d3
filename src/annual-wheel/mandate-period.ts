import type { OrganisationKind } from '../identity/index.ts';
import { type Days, dayIn, yearOf } from './year-span.ts';

/** Whose terms the organisation's decisions follow: elected councils by law, its own, or none that it has told of. */
export const mandates = ['byLaw', 'own', 'none'] as const;
export type Mandate = (typeof mandates)[number];

export interface MandateTerms {
  readonly mandate: Mandate;
  readonly mandate_began_on: string | null;
  readonly mandate_years: number | null;
}

/** Municipalities and regions are led by councils that are elected in general elections. */
export const usualMandate = (kind: OrganisationKind | string | null): Mandate =>
  kind === 'municipality' || kind === 'region' ? 'byLaw' : 'none';

/** Ordinary elections are held every fourth year (vallagen (2005:837) 1 kap. 3 §). As it reads today, since 2014. */
const firstByLaw = 2014;
export const isElectionYear = (year: number): boolean => year >= firstByLaw && (year - firstByLaw) % 4 === 0;

/** The second Sunday of September (vallagen (2005:837) 1 kap. 3 §). */
export function electionDay(year: number): string {
  const first = new Date(Date.UTC(year, 8, 1)).getUTCDay();
  return dayIn(year, 9, ((7 - first) % 7) + 8);
}

/** When mandate periods begin within the days. Councils: 15 October of the election year (kommunallagen (2017:725) 5 kap. 9 §). */
export function mandatesBegin(terms: MandateTerms, days: Days): readonly string[] {
  const first = yearOf(days.startsOn);
  const years = Array.from({ length: yearOf(days.endsOn) - first + 1 }, (_, at) => first + at);
  const isWithin = (day: string): boolean => days.startsOn <= day && day <= days.endsOn;
  if (terms.mandate === 'byLaw')
    return years
      .filter(isElectionYear)
      .map((year) => dayIn(year, 10, 15))
      .filter(isWithin);
  const { mandate_began_on: began, mandate_years: every } = terms;
  if (terms.mandate === 'none' || !began || !every) return [];
  const [, month = 1, day = 1] = began.split('-').map(Number);
  return years
    .filter((year) => year >= yearOf(began) && (year - yearOf(began)) % every === 0)
    .map((year) => dayIn(year, month, day))
    .filter(isWithin);
}
