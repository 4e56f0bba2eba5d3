import type { PartyRow } from '../collaborations/index.ts';
import { yearsOf } from './planning.ts';
import type { MoneyOfRoundRow } from './queries.ts';
import { type MoneyRows, readMoney, type Standing, standingOf } from './who-pays-what.ts';

/** What the plans and what was said of them are read from. */
export type PlansRows = Pick<MoneyRows, 'plans' | 'layers' | 'shares' | 'decisions' | 'payments'>;

/** What the parties pay in money, year by year, over every plan that holds. */
export interface MoneyOverPlans {
  /** Null: money that is planned for the whole, without a year. */
  readonly years: readonly (number | null)[];
  /** None of it is settled: it is the newest draft. */
  readonly isDraft: boolean;
  /** What a party pays in a year, in öre; undefined where it pays nothing then. */
  of(partyId: string, year: number | null): Standing | undefined;
}

const added = (one: bigint | null, other: bigint | null): bigint | null =>
  one === null ? other : other === null ? one : one + other;

/** Two standings as one; a part that is not known keeps the sum open. */
const both = (one: Standing, other: Standing): Standing => ({
  planned:
    one.planned === null || other.planned === null
      ? (one.planned ?? other.planned)
      : { amount: one.planned.amount + other.planned.amount, isOpen: one.planned.isOpen || other.planned.isOpen },
  decided: added(one.decided, other.decided),
  paid: added(one.paid, other.paid),
});

/**
 * A plan holds when it is settled. Where none is, the newest draft stands alone: two drafts may be two ways of paying the
 * same.
 */
export function moneyOverPlans(rows: PlansRows): MoneyOverPlans {
  const settled = rows.plans.filter(({ state }) => state === 'decided');
  const standing = settled.length > 0 ? settled : rows.plans.slice(0, 1);
  const monies = standing.flatMap((plan) => readMoney({ ...rows, accounts: [], parties: [] }, plan.id, null) ?? []);
  const years = new Set<number | null>();
  for (const { plan, planned } of monies) {
    const money = planned.filter(({ kind }) => kind !== 'hours');
    if (money.some(({ year }) => year !== null)) for (const year of yearsOf(plan)) years.add(year);
    if (money.some(({ year }) => year === null)) years.add(null);
  }
  return {
    years: [...years].toSorted((a, b) => (a ?? Number.POSITIVE_INFINITY) - (b ?? Number.POSITIVE_INFINITY)),
    isDraft: settled.length === 0 && standing.length > 0,
    of: (partyId: PartyRow['id'], year) => {
      const all = monies
        .map((money) => standingOf(money, partyId, year, 'money'))
        .filter(({ planned, decided, paid }) => planned !== null || decided !== null || paid !== null);
      return all.length === 0 ? undefined : all.reduce(both);
    },
  };
}

/** The same out of one answer that holds all the money of a collaboration. */
export function plansOf(rows: readonly { readonly kind: string; readonly row: unknown }[]): PlansRows {
  const all = <Row>(kind: MoneyOfRoundRow['kind']) =>
    rows.filter((row) => row.kind === kind).map(({ row }) => row as Row);
  return {
    plans: all('plans'),
    layers: all('layers'),
    shares: all('shares'),
    decisions: all('decisions'),
    payments: all('payments'),
  };
}
