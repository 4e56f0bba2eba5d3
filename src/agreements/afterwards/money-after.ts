import { type Money, type MoneyRows, plannedFor, readMoney } from '../../financing/index.ts';

export interface PlannedAfter {
  readonly plan: string;
  readonly planId: string;
  readonly year: number;
  /** In öre and minutes; null where the key is not known. */
  readonly amount: bigint | null;
  readonly minutes: bigint | null;
}

const yearsOf = ({ plan }: Money): readonly number[] =>
  plan.first_year === null || plan.last_year === null
    ? []
    : Array.from({ length: plan.last_year - plan.first_year + 1 }, (_, at) => (plan.first_year ?? 0) + at);

/** What the plans count on from a party in the years that begin when it has left. */
export const moneyAfter = (rows: MoneyRows, partyId: string, leavesOn: string): readonly PlannedAfter[] =>
  rows.plans.flatMap(({ id }) => {
    const money = readMoney(rows, id, null);
    return !money
      ? []
      : yearsOf(money)
          .filter((year) => `${year}-01-01` >= leavesOn)
          .flatMap((year): PlannedAfter[] => {
            const kronor = plannedFor(money, partyId, year, 'money');
            const time = plannedFor(money, partyId, year, 'hours');
            if (kronor === null && time === null) return [];
            const known = (part: typeof kronor) => (part === null || part.isOpen ? null : part.amount);
            return [{ plan: money.plan.title, planId: id, year, amount: known(kronor), minutes: known(time) }];
          });
  });
