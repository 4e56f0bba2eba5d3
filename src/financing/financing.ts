export const layerKinds = ['money', 'hours', 'grant'] as const;
export type LayerKind = (typeof layerKinds)[number];

/** How a layer is shared. `funder`: whoever gives the grant pays it. */
export const financingKeys = [
  'fixedShares',
  'equal',
  'perInhabitant',
  'onePaysRestPerInhabitant',
  'onePaysRestNotKnown',
  'notKnown',
  'funder',
] as const;
export type FinancingKey = (typeof financingKeys)[number];

export const coverings = ['eachYear', 'wholePeriod'] as const;
export type Covering = (typeof coverings)[number];

export const invoicings = ['monthly', 'quarterly', 'halfYearly', 'yearly', 'once'] as const;
export type Invoicing = (typeof invoicings)[number];

export const roundings = ['krona', 'ore'] as const;
export type Rounding = (typeof roundings)[number];

export type PlanState = 'draft' | 'decided';

/** What is counted: öre of money and grants, minutes of time. The two are never added together. */
export type Measure = 'money' | 'hours';
export const measureOf = (kind: LayerKind): Measure => (kind === 'hours' ? 'hours' : 'money');

/** How many of what is counted are handed out at a time: whole kronor where the plan says so; time by the minute. */
export const unitOf = (kind: LayerKind, rounding: Rounding): bigint =>
  measureOf(kind) === 'money' && rounding === 'krona' ? 100n : 1n;
