import { type AboutRound, type Reading, roundPart, type SaidInRound } from '../collaborations/index.ts';
import { sayHours, sayKronor } from './amounts.ts';
import type { Measure } from './financing.ts';
import { layerOf, planned, yearsOf } from './planning.ts';
import {
  type DecisionRow,
  type LayerRow,
  listMoneyOfRound,
  type MoneyOfRoundRow,
  type PaymentRow,
  type PlanRow,
  type ShareRow,
} from './queries.ts';
import { financingTexts } from './texts.ts';
import { type Money, type Standing, standingOf } from './who-pays-what.ts';

const measures = ['money', 'hours'] as const satisfies readonly Measure[];

interface Line {
  readonly party: { readonly id: string; readonly name: string };
  readonly plan: PlanRow;
  readonly year: number | null;
  readonly measure: Measure;
  readonly standing: Standing;
}

/** Every party's money and time in the years of the round, plan by plan. */
function linesOf(rows: readonly MoneyOfRoundRow[], about: AboutRound): readonly Line[] {
  const all = <Row>(kind: MoneyOfRoundRow['kind']) =>
    rows.filter((row) => row.kind === kind).map(({ row }) => row as Row);
  const first = Number(about.from.slice(0, 4));
  const last = Number(about.to.slice(0, 4));
  const parties = all<Line['party']>('parties').filter(({ id }) => about.partyId === null || id === about.partyId);
  return all<PlanRow>('plans').flatMap((plan) => {
    const mine = <Row extends { readonly financing_plan_id: string }>(kind: MoneyOfRoundRow['kind']) =>
      all<Row>(kind).filter((row) => row.financing_plan_id === plan.id);
    const layerRows = mine<LayerRow>('layers');
    const shares = all<ShareRow>('shares');
    const layers = layerRows.map((row) => layerOf(row, shares));
    const money: Pick<Money, 'planned' | 'decisions' | 'payments'> = {
      planned: planned(plan, layers),
      decisions: mine<DecisionRow>('decisions'),
      payments: mine<PaymentRow>('payments'),
    };
    const years = [...yearsOf(plan).filter((year) => year >= first && year <= last), null];
    return parties.flatMap((party) =>
      measures.flatMap((measure) =>
        years.flatMap((year): Line[] => {
          const standing = standingOf(money, party.id, year, measure);
          const isThere = standing.planned !== null || standing.decided !== null || standing.paid !== null;
          return isThere ? [{ party, plan, year, measure, standing }] : [];
        }),
      ),
    );
  });
}

/** What is planned, decided and paid in a sentence, where all of it is known. */
function sum(lines: readonly Line[], measure: Measure, of: Reading): string {
  const t = financingTexts(of.language).inRound;
  const own = lines.filter((line) => line.measure === measure);
  if (own.length === 0) return '';
  const say = (amount: bigint) =>
    measure === 'hours' ? t.hours(sayHours(amount, of.formats)) : t.kronor(sayKronor(amount, of.formats));
  const add = (amounts: readonly (bigint | null)[]): bigint =>
    amounts.reduce<bigint>((all, one) => all + (one ?? 0n), 0n);
  const isOpen = own.some(({ standing }) => standing.planned?.isOpen);
  return t.sum(
    say(add(own.map(({ standing }) => standing.planned?.amount ?? null))),
    isOpen,
    say(add(own.map(({ standing }) => standing.decided))),
    say(add(own.map(({ standing }) => standing.paid))),
  );
}

function sayMoney(rows: readonly MoneyOfRoundRow[], about: AboutRound, of: Reading): SaidInRound | null {
  const t = financingTexts(of.language).inRound;
  const lines = linesOf(rows, about);
  if (lines.length === 0) return null;
  const isWhole = about.partyId === null;
  const plans = new Set(lines.map(({ plan }) => plan.id));
  const cell = (amount: bigint | null, measure: Measure): string =>
    amount === null
      ? '–'
      : measure === 'hours'
        ? t.hours(sayHours(amount, of.formats))
        : t.kronor(sayKronor(amount, of.formats));
  return {
    heading: t.heading,
    sentence: measures
      .map((measure) => sum(lines, measure, of))
      .filter(Boolean)
      .join(' '),
    table: {
      kind: 'table',
      caption: t.heading,
      underItsHeading: true,
      rowHeadings: true,
      columns: [
        ...(isWhole ? [{ heading: t.party, share: 2 }] : []),
        ...(plans.size > 1 ? [{ heading: t.plan, share: 2 }] : []),
        { heading: t.year, fit: true },
        { heading: t.planned, numeric: true },
        { heading: t.decided, numeric: true },
        { heading: t.paid, numeric: true },
      ],
      rows: lines.map(({ party, plan, year, measure, standing }) => ({
        cells: [
          ...(isWhole ? [party.name] : []),
          ...(plans.size > 1 ? [plan.title] : []),
          year === null ? t.wholeTime : String(year),
          standing.planned?.isOpen ? t.notKnown : cell(standing.planned?.amount ?? null, measure),
          cell(standing.decided, measure),
          cell(standing.paid, measure),
        ],
      })),
    },
  };
}

/** Money and time in the report of a round and in each party's package: planned, decided and paid. */
export const moneyInRound = roundPart<MoneyOfRoundRow>({
  place: 30,
  question: (id) => listMoneyOfRound(id),
  say: sayMoney,
});
