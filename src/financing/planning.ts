import { apportion, type Fraction, indexed, oneAndTheRest, onOneDenominator, type Weight } from './apportioning.ts';
import { type Covering, type FinancingKey, type LayerKind, type Rounding, unitOf } from './financing.ts';
import type { LayerRow, ShareRow } from './queries.ts';

/** What a party's part of a layer is reckoned from. */
export interface Taking {
  readonly partyId: string;
  readonly fraction: Fraction | null;
  readonly amount: bigint | null;
  readonly inhabitants: number | null;
}

export interface Layer {
  readonly id: string;
  readonly title: string;
  readonly kind: LayerKind;
  readonly key: FinancingKey;
  readonly covers: Covering;
  /** Öre, or minutes; null: not known. */
  readonly total: bigint | null;
  readonly takings: readonly Taking[];
}

export interface Years {
  readonly first_year: number | null;
  readonly last_year: number | null;
  readonly price_year: number | null;
  readonly indexation: number | null;
  readonly rounding: Rounding;
}

export const yearsOf = ({
  first_year: first,
  last_year: last,
}: Pick<Years, 'first_year' | 'last_year'>): readonly number[] =>
  first === null || last === null ? [] : Array.from({ length: last - first + 1 }, (_, at) => first + at);

export const layerOf = (row: LayerRow, shares: readonly ShareRow[]): Layer => ({
  id: row.id,
  title: row.title,
  kind: row.kind,
  key: row.key,
  covers: row.covers,
  total: row.total === null ? null : BigInt(row.total),
  takings: shares
    .filter((share) => share.financing_layer_id === row.id)
    .map((share) => ({
      partyId: share.party_id,
      fraction:
        share.share_numerator === null || share.share_denominator === null
          ? null
          : { numerator: BigInt(share.share_numerator), denominator: BigInt(share.share_denominator) },
      amount: share.amount === null ? null : BigInt(share.amount),
      inhabitants: share.inhabitants,
    })),
});

/** What keeps a layer from being shared; undefined where nothing does. */
export type Fault =
  | 'nobody'
  | 'noInhabitants'
  | 'sharesDoNotSum'
  | 'nobodyPaysFirst'
  | 'severalPayFirst'
  | 'notWholeUnits';

const isOne = (fractions: readonly Fraction[]): boolean => {
  const { numerators, denominator } = onOneDenominator(fractions);
  return numerators.reduce((sum, one) => sum + one, 0n) === denominator;
};

/** Fixed amounts and fractions as fractions of the whole: together they are the whole, exactly. */
function fixedFractions(layer: Layer): readonly Fraction[] | null {
  const { total } = layer;
  const fractions = layer.takings.map(
    ({ fraction, amount }): Fraction | null =>
      fraction ??
      (amount === null || total === null || total === 0n ? null : { numerator: amount, denominator: total }),
  );
  if (!fractions.every((fraction) => fraction !== null)) return null;
  return isOne(fractions) ? fractions : null;
}

export function faultOf(layer: Layer, rounding: Rounding): Fault | undefined {
  if (layer.key === 'notKnown' || layer.key === 'funder') return undefined;
  if (layer.takings.length === 0) return 'nobody';
  if (layer.total !== null && layer.total % unitOf(layer.kind, rounding) !== 0n) return 'notWholeUnits';
  const first = layer.takings.filter(({ fraction }) => fraction !== null);
  const rest = layer.takings.filter(({ fraction }) => fraction === null);
  switch (layer.key) {
    case 'fixedShares':
      return fixedFractions(layer) ? undefined : 'sharesDoNotSum';
    case 'perInhabitant':
      return layer.takings.some(({ inhabitants }) => !inhabitants) ? 'noInhabitants' : undefined;
    case 'onePaysRestPerInhabitant':
    case 'onePaysRestNotKnown': {
      const [one] = first;
      if (!one?.fraction) return 'nobodyPaysFirst';
      if (first.length > 1) return 'severalPayFirst';
      if (one.fraction.numerator > one.fraction.denominator) return 'sharesDoNotSum';
      return layer.key === 'onePaysRestPerInhabitant' && rest.some(({ inhabitants }) => !inhabitants)
        ? 'noInhabitants'
        : undefined;
    }
    default:
      return undefined;
  }
}

/** What each weighs in a layer; null where it is not known, which is left open and never made up. */
function weigh(layer: Layer): readonly Weight[] | null {
  const perHead = (takings: readonly Taking[]): Weight[] =>
    takings.map(({ partyId, inhabitants }) => ({ key: partyId, weight: BigInt(inhabitants ?? 0) }));
  switch (layer.key) {
    case 'equal':
      return layer.takings.map(({ partyId }) => ({ key: partyId, weight: 1n }));
    case 'perInhabitant':
      return perHead(layer.takings);
    case 'fixedShares': {
      const fractions = fixedFractions(layer);
      if (!fractions) return null;
      const { numerators } = onOneDenominator(fractions);
      return layer.takings.map(({ partyId }, at) => ({ key: partyId, weight: numerators[at] ?? 0n }));
    }
    case 'onePaysRestPerInhabitant': {
      const one = layer.takings.find(({ fraction }) => fraction !== null);
      if (!one?.fraction) return null;
      const rest = perHead(layer.takings.filter((taking) => taking !== one));
      return oneAndTheRest({ key: one.partyId, part: one.fraction }, rest);
    }
    default:
      return null;
  }
}

/** What one layer comes to in a year, or over the whole period where `year` is null. */
export interface PlannedLayer {
  readonly layerId: string;
  readonly kind: LayerKind;
  readonly year: number | null;
  /** Null where it is not known. */
  readonly total: bigint | null;
  /** By party; null for the parties whose part is not known. */
  readonly parts: ReadonlyMap<string, bigint | null>;
}

/** Of a layer where one pays before the rest, whose key is not known: that one's part alone can be reckoned. */
function firstAlone(layer: Layer, total: bigint | null, unit: bigint): ReadonlyMap<string, bigint | null> {
  const one = layer.takings.find(({ fraction }) => fraction !== null);
  const others = layer.takings.filter((taking) => taking !== one).map(({ partyId }) => [partyId, null] as const);
  if (!one?.fraction || total === null) return new Map([...(one ? [[one.partyId, null] as const] : []), ...others]);
  const { numerator, denominator } = one.fraction;
  const shares = apportion(
    total,
    [
      { key: one.partyId, weight: numerator },
      { key: '', weight: denominator - numerator },
    ],
    unit,
  );
  return new Map([[one.partyId, shares.get(one.partyId) ?? 0n], ...others]);
}

function planLayer(layer: Layer, plan: Years, year: number | null): PlannedLayer {
  const unit = unitOf(layer.kind, plan.rounding);
  const isSound = faultOf(layer, plan.rounding) === undefined;
  // Time is not money: an hour is an hour in any year.
  const rises = year !== null && layer.kind !== 'hours' && plan.price_year !== null && plan.indexation !== null;
  const total =
    layer.total === null || !rises
      ? layer.total
      : indexed(layer.total, plan.indexation ?? 0, year - (plan.price_year ?? year), unit);
  const open = new Map(layer.takings.map(({ partyId }) => [partyId, null] as const));
  const parts = (): ReadonlyMap<string, bigint | null> => {
    if (!isSound) return open;
    if (layer.key === 'onePaysRestNotKnown') return firstAlone(layer, total, unit);
    const weights = total === null ? null : weigh(layer);
    return weights && total !== null ? apportion(total, weights, unit) : open;
  };
  return { layerId: layer.id, kind: layer.kind, year, total, parts: parts() };
}

/** Every layer in every year of the plan; one that covers the whole period once, without a year. */
export const planned = (plan: Years, layers: readonly Layer[]): readonly PlannedLayer[] =>
  layers.flatMap((layer) =>
    layer.covers === 'wholePeriod' || yearsOf(plan).length === 0
      ? [planLayer(layer, plan, null)]
      : yearsOf(plan).map((year) => planLayer(layer, plan, year)),
  );

/** What each party is planned to pay or give in a year: the sum of its parts, and whether some part is not known. */
export interface Part {
  readonly amount: bigint;
  readonly isOpen: boolean;
}

export function partOf(
  layers: readonly PlannedLayer[],
  partyId: string,
  year: number | null,
  measure: 'money' | 'hours',
): Part | null {
  const parts = layers
    .filter((one) => one.year === year && (measure === 'hours') === (one.kind === 'hours'))
    .flatMap((one) => (one.parts.has(partyId) ? [one.parts.get(partyId) ?? null] : []));
  if (parts.length === 0) return null;
  return {
    amount: parts.reduce<bigint>((sum, part) => sum + (part ?? 0n), 0n),
    isOpen: parts.some((part) => part === null),
  };
}

export interface Difference {
  readonly partyId: string;
  readonly year: number | null;
  readonly measure: 'money' | 'hours';
  readonly before: Part | null;
  readonly after: Part | null;
}

/** Who would pay or give something else than before, year by year. */
export function differences(before: readonly PlannedLayer[], after: readonly PlannedLayer[]): readonly Difference[] {
  const parties = [...new Set([...before, ...after].flatMap(({ parts }) => [...parts.keys()]))];
  const years = [...new Set([...before, ...after].map(({ year }) => year))].toSorted((a, b) => (a ?? 0) - (b ?? 0));
  return years.flatMap((year) =>
    (['money', 'hours'] as const).flatMap((measure) =>
      parties.flatMap((partyId) => {
        const was = partOf(before, partyId, year, measure);
        const is = partOf(after, partyId, year, measure);
        if (was?.amount === is?.amount && was?.isOpen === is?.isOpen) return [];
        return [{ partyId, year, measure, before: was, after: is }];
      }),
    ),
  );
}
