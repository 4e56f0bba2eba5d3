import type { PartyRow, Reading } from '../collaborations/index.ts';
import { type MoneyOverPlans, sayKronor } from '../financing/index.ts';
import { byYear, type Receiver, type YearOfFigures } from './benefit.ts';
import type { BenefitRow, EstimateRow } from './queries.ts';
import { benefitTexts } from './texts.ts';

/** A party, as far as a balance knows it. */
export type Weighed = Pick<PartyRow, 'id' | 'organisation_id' | 'name'>;

/** The figures that stand for a benefit, and whether another has estimated them. */
export interface Counted {
  readonly estimate: EstimateRow;
  readonly isEstimated: boolean;
}

const saidByParty = (estimate: EstimateRow, party: Pick<PartyRow, 'organisation_id'> | undefined): boolean =>
  party !== undefined && estimate.organisation_id === party.organisation_id;

/**
 * The party's own figures where it has told any; else the newest that another has estimated, and that the reader sees.
 * `estimates` come newest first.
 */
export function countedOf(
  benefit: Pick<BenefitRow, 'id' | 'party_id'>,
  estimates: readonly EstimateRow[],
  parties: readonly Pick<PartyRow, 'id' | 'organisation_id'>[],
): Counted | undefined {
  const of = estimates.filter(({ benefit_id }) => benefit_id === benefit.id);
  const party = parties.find(({ id }) => id === benefit.party_id);
  const own = of.find((one) => saidByParty(one, party));
  if (own) return { estimate: own, isEstimated: false };
  const [newest] = of;
  return newest && { estimate: newest, isEstimated: true };
}

/** A receiver in one year, in öre. Null: nothing said. */
export interface YearOfBalance {
  readonly year: number | null;
  readonly planned: bigint | null;
  /** Some part of what is planned is not known. */
  readonly isOpen: boolean;
  readonly paid: bigint | null;
  readonly expected: bigint | null;
  readonly realised: bigint | null;
  /** Something of what is gained is what another has estimated. */
  readonly isEstimated: boolean;
}

/** A benefit that is counted in something else than money, year by year. */
export interface CountedInUnits {
  readonly benefit: BenefitRow;
  readonly figures: readonly YearOfFigures[];
  readonly estimate: EstimateRow | undefined;
  readonly isEstimated: boolean;
}

/** A party, or one of those who receive without being a party. */
export interface BalanceRow {
  readonly key: string;
  readonly party: Weighed | undefined;
  readonly receiver: Receiver;
  readonly isOwn: boolean;
  readonly byYear: readonly YearOfBalance[];
  readonly inUnits: readonly CountedInUnits[];
}

export interface Balance {
  readonly years: readonly (number | null)[];
  readonly rows: readonly BalanceRow[];
  /** The parties together: what they pay, and what they gain in money. */
  readonly whole: readonly YearOfBalance[];
  readonly isDraft: boolean;
}

const plus = (one: bigint | null, other: bigint | null): bigint | null =>
  one === null ? other : other === null ? one : one + other;

const nothing = (year: number | null): YearOfBalance => ({
  year,
  planned: null,
  isOpen: false,
  paid: null,
  expected: null,
  realised: null,
  isEstimated: false,
});

export const isSaid = (one: YearOfBalance): boolean =>
  one.planned !== null || one.isOpen || one.paid !== null || one.expected !== null || one.realised !== null;

/** Who a benefit is received by: a party by its id, else the kind of receiver. */
const receiverKey = (one: Pick<BenefitRow, 'receiver' | 'receiver_party_id'>): string =>
  one.receiver_party_id ?? one.receiver;

/**
 * What each pays against what it receives, year by year. Money is weighed with money; what is counted in anything else
 * stands by itself, benefit by benefit, and is never added together.
 */
export function balanceOf(
  benefits: readonly BenefitRow[],
  estimates: readonly EstimateRow[],
  parties: readonly Weighed[],
  money: MoneyOverPlans,
  ownOrganisation: string | null,
): Balance {
  const known = benefits.map((benefit) => ({ benefit, counted: countedOf(benefit, estimates, parties) }));
  const inMoney = known.filter(({ benefit }) => benefit.kind === 'economic');
  const named = new Set<number>();
  for (const { counted } of known) for (const year of counted?.estimate.years ?? []) named.add(year);
  for (const year of money.years) if (year !== null) named.add(year);
  const years = [...[...named].toSorted((a, b) => a - b), ...(money.years.includes(null) ? [null] : [])];

  const yearsOfReceiver = (key: string, partyId: string | undefined): readonly YearOfBalance[] =>
    years.map((year) => {
      const pays = partyId === undefined ? undefined : money.of(partyId, year);
      const gains = inMoney
        .filter(({ benefit }) => receiverKey(benefit) === key)
        .flatMap(({ counted }) => {
          const figures = counted && byYear(counted.estimate).find((one) => one.year === year);
          return figures ? [{ ...figures, isEstimated: counted.isEstimated }] : [];
        });
      return {
        year,
        planned: pays?.planned && (pays.planned.amount > 0n || !pays.planned.isOpen) ? pays.planned.amount : null,
        isOpen: pays?.planned?.isOpen ?? false,
        paid: pays?.paid ?? null,
        expected: gains.reduce<bigint | null>((sum, one) => plus(sum, one.expected), null),
        realised: gains.reduce<bigint | null>((sum, one) => plus(sum, one.realised), null),
        isEstimated: gains.some((one) => one.isEstimated),
      };
    });
  const inUnitsOf = (key: string): readonly CountedInUnits[] =>
    known
      .filter(({ benefit }) => benefit.kind !== 'economic' && receiverKey(benefit) === key)
      .map(({ benefit, counted }) => ({
        benefit,
        figures: counted ? byYear(counted.estimate) : [],
        estimate: counted?.estimate,
        isEstimated: counted?.isEstimated ?? false,
      }));

  const isOwn = (party: Weighed) => party.organisation_id === ownOrganisation;
  const inOrder = [...parties.filter(isOwn), ...parties.filter((party) => !isOwn(party))];
  const rows: readonly BalanceRow[] = [
    ...inOrder.map((party) => ({
      key: party.id,
      party,
      receiver: 'party' as const,
      isOwn: isOwn(party),
      byYear: yearsOfReceiver(party.id, party.id),
      inUnits: inUnitsOf(party.id),
    })),
    ...(['targetGroup', 'society', 'other'] as const).map((receiver) => ({
      key: receiver,
      party: undefined,
      receiver,
      isOwn: false,
      byYear: yearsOfReceiver(receiver, undefined),
      inUnits: inUnitsOf(receiver),
    })),
  ];
  const whole = years.map((year, at) =>
    rows
      .filter(({ party }) => party !== undefined)
      .map((row) => row.byYear[at] ?? nothing(year))
      .reduce(
        (sum, one) => ({
          year,
          planned: plus(sum.planned, one.planned),
          isOpen: sum.isOpen || one.isOpen,
          paid: plus(sum.paid, one.paid),
          expected: plus(sum.expected, one.expected),
          realised: plus(sum.realised, one.realised),
          isEstimated: sum.isEstimated || one.isEstimated,
        }),
        nothing(year),
      ),
  );
  return {
    years,
    rows: rows.filter((row) => row.byYear.some(isSaid) || row.inUnits.length > 0),
    whole,
    isDraft: money.isDraft,
  };
}

/** Who pays or receives, in words. */
export const nameOfRow = (row: BalanceRow, of: Pick<Reading, 'language'>): string =>
  row.party?.name ?? benefitTexts(of.language).receivers[row.receiver];

/** Planned, with what is not known of it told. */
export function sayPlanned(
  one: Pick<YearOfBalance, 'planned' | 'isOpen'>,
  of: Pick<Reading, 'language' | 'formats'>,
): string {
  const t = benefitTexts(of.language).balance;
  const said = one.planned === null ? '' : sayKronor(one.planned, of.formats);
  return one.isOpen ? (said ? t.andOpen(said) : t.open) : said || '–';
}

/** Rows that have money to be weighed: what the picture draws. */
export const weighed = (balance: Balance): readonly BalanceRow[] =>
  balance.rows.filter(({ byYear: years }) => years.some(isSaid));
