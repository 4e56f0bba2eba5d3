/** What comes of the work for somebody: the words for it, and what can be said of it from its own row. */

export const benefitKinds = ['economic', 'social', 'environmental', 'quality'] as const;
export type BenefitKind = (typeof benefitKinds)[number];

export const receivers = ['party', 'targetGroup', 'society', 'other'] as const;
export type Receiver = (typeof receivers)[number];

export const tradeOffOutcomes = ['worthIt', 'worthItWith', 'notWorthIt', 'cannotSay'] as const;
export type TradeOffOutcome = (typeof tradeOffOutcomes)[number];

/** Over all that is done together, or each matter by itself. */
export const benefitWeighings = ['weighedTogether', 'eachMatter'] as const;
export type BenefitWeighing = (typeof benefitWeighings)[number];

/** Whose benefit it is: the party that receives it or, where none of the parties does, that sees to it. */
export const partyOfBenefit = (one: {
  readonly receiver_party_id: string | null;
  readonly realiser_party_id: string | null;
}): string | null => one.receiver_party_id ?? one.realiser_party_id;

/** Of each year what is expected and what came: öre of money, whole numbers of anything else. Null: nothing said. */
export interface Figures {
  readonly years: readonly number[];
  readonly expected: readonly (string | null)[];
  readonly realised: readonly (string | null)[];
}

export interface YearOfFigures {
  readonly year: number;
  readonly expected: bigint | null;
  readonly realised: bigint | null;
}

const exact = (text: string | null | undefined): bigint | null => (text == null ? null : BigInt(text));

export const byYear = ({ years, expected, realised }: Figures): readonly YearOfFigures[] =>
  years.map((year, at) => ({ year, expected: exact(expected[at]), realised: exact(realised[at]) }));

const most = 100_000_000_000_000n;

/** A whole number as people write it, 1 200 with or without its space; null where it is none. */
export function readWhole(text: string): bigint | null {
  const digits = text.replace(/[\s\u00a0\u202f]/gu, '');
  if (!/^\d{1,15}$/.test(digits)) return null;
  const value = BigInt(digits);
  return value <= most ? value : null;
}
