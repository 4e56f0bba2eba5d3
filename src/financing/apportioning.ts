/** An exact part: a number written with two whole ones. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export interface Weight {
  /** Whose it is; settles what nothing else settles. */
  readonly key: string;
  readonly weight: bigint;
}

const greatestCommonDivisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : greatestCommonDivisor(b, a % b));

/** Fractions on one denominator, so that they can be weighed against each other as whole numbers. */
export function onOneDenominator(fractions: readonly Fraction[]): {
  readonly numerators: readonly bigint[];
  readonly denominator: bigint;
} {
  const denominator = fractions.reduce((all, { denominator: one }) => {
    if (one <= 0n) throw new RangeError('a fraction has a denominator above nought');
    return (all / greatestCommonDivisor(all, one)) * one;
  }, 1n);
  return {
    numerators: fractions.map((one) => one.numerator * (denominator / one.denominator)),
    denominator,
  };
}

/**
 * Shares a total by weight in whole units, so that the parts sum to it exactly: each gets its exact share rounded down, and
 * what is left goes one unit each to those with the largest remainder (Hamilton). Of equal remainders the larger weight
 * comes first, then the key, by code unit. Nobody is as much as a unit from the exact share. Not monotone: where the total
 * grows by a unit, a part may shrink by one (the Alabama paradox); of two that share, it never does.
 */
export function apportion(total: bigint, weights: readonly Weight[], unit = 1n): ReadonlyMap<string, bigint> {
  if (total < 0n)
    throw new RangeError('a negative amount is not shared: what is to be taken back is decided by itself');
  if (unit <= 0n || total % unit !== 0n) throw new RangeError('the total is no whole number of units');
  if (weights.some(({ weight }) => weight < 0n)) throw new RangeError('nobody weighs less than nought');
  if (new Set(weights.map(({ key }) => key)).size !== weights.length) throw new RangeError('somebody is named twice');
  const whole = weights.reduce((sum, { weight }) => sum + weight, 0n);
  if (whole === 0n) {
    if (total > 0n) throw new RangeError('nobody weighs anything, so there is nobody to share');
    return new Map(weights.map(({ key }) => [key, 0n]));
  }
  const units = total / unit;
  const exact = weights.map(({ key, weight }) => ({
    key,
    weight,
    floor: (units * weight) / whole,
    remainder: (units * weight) % whole,
  }));
  const left = units - exact.reduce((sum, { floor }) => sum + floor, 0n);
  const first = exact
    .toSorted(
      (a, b) => descending(a.remainder, b.remainder) || descending(a.weight, b.weight) || (a.key < b.key ? -1 : 1),
    )
    .slice(0, Number(left));
  const more = new Set(first.map(({ key }) => key));
  return new Map(exact.map(({ key, floor }) => [key, (floor + (more.has(key) ? 1n : 0n)) * unit]));
}

const descending = (a: bigint, b: bigint): number => (a > b ? -1 : a < b ? 1 : 0);

/**
 * One pays a part of the whole and the rest share what is left by weight: one apportionment and not two, or a rounding
 * would be rounded.
 */
export function oneAndTheRest(
  one: { readonly key: string; readonly part: Fraction },
  rest: readonly Weight[],
): Weight[] {
  const { numerator, denominator } = one.part;
  if (numerator < 0n || denominator <= 0n || numerator > denominator)
    throw new RangeError('a part is from 0 to the whole');
  const whole = rest.reduce((sum, { weight }) => sum + weight, 0n);
  if (whole === 0n && numerator < denominator)
    throw new RangeError('nobody weighs anything, so there is nobody to share');
  return [
    { key: one.key, weight: numerator * (whole || 1n) },
    ...rest.map(({ key, weight }) => ({ key, weight: (denominator - numerator) * weight })),
  ];
}

/**
 * An amount carried from its price year by a yearly rise in hundredths of a per cent, to the nearest unit, half upwards.
 * Reckoned each time from the price year, so that no rounding is carried on; back in time, divided.
 */
export function indexed(amount: bigint, hundredths: number, years: number, unit = 1n): bigint {
  const rise = 10000n + BigInt(hundredths);
  if (rise <= 0n) throw new RangeError('an index cannot take away the whole');
  const power = BigInt(Math.abs(years));
  const [up, down] = years >= 0 ? [rise ** power, 10000n ** power] : [10000n ** power, rise ** power];
  return ((2n * amount * up + down * unit) / (2n * down * unit)) * unit;
}
