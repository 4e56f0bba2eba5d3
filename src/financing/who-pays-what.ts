import type { PartyRow } from '../collaborations/index.ts';
import type { Measure } from './financing.ts';
import { type Layer, layerOf, type Part, type PlannedLayer, partOf, planned, yearsOf } from './planning.ts';
import type { AccountRow, DecisionRow, LayerRow, PaymentRow, PlanRow, ShareRow } from './queries.ts';

export interface MoneyRows {
  readonly plans: readonly PlanRow[];
  readonly layers: readonly LayerRow[];
  readonly shares: readonly ShareRow[];
  readonly decisions: readonly DecisionRow[];
  readonly payments: readonly PaymentRow[];
  readonly accounts: readonly AccountRow[];
  readonly parties: readonly PartyRow[];
}

/** One party in one year: what is planned, decided and paid, in öre or minutes. Null: nothing. */
export interface Standing {
  readonly planned: Part | null;
  readonly decided: bigint | null;
  readonly paid: bigint | null;
}

/** A party's row, and the sums below. */
export interface PayerRow {
  readonly party: PartyRow;
  readonly isOwn: boolean;
  readonly byYear: readonly Standing[];
}

export interface WhoPaysWhat {
  readonly measure: Measure;
  /** Null is the whole period, or that the years are not known. */
  readonly years: readonly (number | null)[];
  readonly rows: readonly PayerRow[];
  readonly sums: readonly Standing[];
}

export interface Money {
  readonly plan: PlanRow;
  readonly layerRows: readonly LayerRow[];
  readonly layers: readonly Layer[];
  readonly planned: readonly PlannedLayer[];
  readonly decisions: readonly DecisionRow[];
  readonly payments: readonly PaymentRow[];
  readonly accounts: readonly AccountRow[];
  /** Own party first, then in the reader's order. */
  readonly parties: readonly PartyRow[];
  readonly shares: readonly ShareRow[];
}

/** One plan with all that stands under it; undefined where there is none, or not that one. */
export function readMoney(
  rows: MoneyRows,
  planId: string | undefined,
  ownOrganisation: string | null,
): Money | undefined {
  const plan = planId === undefined ? rows.plans[0] : rows.plans.find((one) => one.id === planId);
  if (!plan) return undefined;
  const mine = <Row extends { readonly financing_plan_id: string }>(all: readonly Row[]) =>
    all.filter((row) => row.financing_plan_id === plan.id);
  const layerRows = mine(rows.layers);
  const layers = layerRows.map((row) => layerOf(row, rows.shares));
  const isOwn = (party: PartyRow) => party.organisation_id === ownOrganisation;
  return {
    plan,
    layerRows,
    layers,
    planned: planned(plan, layers),
    decisions: mine(rows.decisions),
    payments: mine(rows.payments),
    accounts: mine(rows.accounts),
    parties: [...rows.parties.filter(isOwn), ...rows.parties.filter((party) => !isOwn(party))],
    shares: rows.shares.filter((share) => layerRows.some((layer) => layer.id === share.financing_layer_id)),
  };
}

/** What a party is planned to pay or give in a year; null where it is not counted on. */
export const plannedFor = (money: Money, partyId: string, year: number, measure: Measure): Part | null =>
  partOf(money.planned, partyId, year, measure);

const sumOf = (amounts: readonly (bigint | null)[]): bigint | null =>
  amounts.reduce<bigint | null>((sum, one) => (one === null ? sum : (sum ?? 0n) + one), null);

const column = (measure: Measure) => (measure === 'hours' ? 'minutes' : 'amount');

export function standingOf(
  money: Pick<Money, 'planned' | 'decisions' | 'payments'>,
  partyId: string,
  year: number | null,
  measure: Measure,
): Standing {
  const decision = money.decisions.find((one) => one.party_id === partyId && one.year === year);
  const decided = decision?.[column(measure)] ?? null;
  const payments = money.payments.filter((one) => one.party_id === partyId && one.year === year);
  return {
    planned: partOf(money.planned, partyId, year, measure),
    decided: decided === null ? null : BigInt(decided),
    paid: sumOf(
      payments.map((one) => {
        const paid = one[column(measure)];
        return paid === null ? null : BigInt(paid);
      }),
    ),
  };
}

/** The years × the parties that pay, or that give their time. Null where nobody does. */
export function whoPaysWhat(money: Money, measure: Measure, ownOrganisation: string | null): WhoPaysWhat | null {
  const concerned = money.planned.filter((one) => (measure === 'hours') === (one.kind === 'hours'));
  const hasWhole = concerned.some(({ year }) => year === null);
  const years: (number | null)[] = [
    ...(concerned.some(({ year }) => year !== null) || !hasWhole ? yearsOf(money.plan) : []),
    ...(hasWhole ? [null] : []),
  ];
  const rows = money.parties.flatMap((party): PayerRow[] => {
    const byYear = years.map((year) => standingOf(money, party.id, year, measure));
    const isThere = byYear.some(
      ({ planned: plan, decided, paid }) => plan !== null || decided !== null || paid !== null,
    );
    return isThere ? [{ party, isOwn: party.organisation_id === ownOrganisation, byYear }] : [];
  });
  if (rows.length === 0) return null;
  const sums = years.map((year, at): Standing => {
    const cells = rows.map(({ byYear }) => byYear[at]);
    const layers = concerned.filter((one) => one.year === year && one.parts.size > 0);
    // Where a part is not known, the parts that are do not make the sum; the layers' own totals do.
    const total = layers.every((one) => one.total !== null) ? sumOf(layers.map((one) => one.total)) : null;
    return {
      planned: { amount: total ?? 0n, isOpen: total === null },
      decided: sumOf(cells.map((cell) => cell?.decided ?? null)),
      paid: sumOf(cells.map((cell) => cell?.paid ?? null)),
    };
  });
  return { measure, years, rows, sums };
}

/** Whether the parties' own money reaches what a grant asks of them; null where that cannot be reckoned. */
export function reachesCoFinancing(money: Money, layer: LayerRow): boolean | null {
  if (layer.co_financing === null) return null;
  const asked = BigInt(layer.co_financing);
  const known = money.planned.filter((one) => one.kind !== 'hours');
  const grant = known.find((one) => one.layerId === layer.id);
  if (!grant || known.some((one) => one.total === null)) return null;
  const own = known
    .filter((one) => one.kind === 'money' && one.year === grant.year)
    .reduce((sum, one) => sum + (one.total ?? 0n), 0n);
  return own * 10_000n >= asked * (own + (grant.total ?? 0n));
}
