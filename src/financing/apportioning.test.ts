import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apportion, indexed, oneAndTheRest, onOneDenominator, type Weight } from './apportioning.ts';

const total = fc.bigInt({ min: 0n, max: 10n ** 14n });
const weights = fc
  .array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 30 })
  .filter((list) => list.some((weight) => weight > 0n))
  .map((list) => list.map((weight, at): Weight => ({ key: `party-${at}`, weight })));
const sum = (shares: ReadonlyMap<string, bigint>): bigint => [...shares.values()].reduce((all, one) => all + one, 0n);
const weightOf = (list: readonly Weight[]): bigint => list.reduce((all, { weight }) => all + weight, 0n);

describe('an apportionment', () => {
  test('sums to the total exactly, in whole units, and nobody is a unit from the exact share', () => {
    fc.assert(
      fc.property(total, weights, fc.constantFrom(1n, 100n), (units, list, unit) => {
        const shares = apportion(units * unit, list, unit);
        expect(sum(shares)).toBe(units * unit);
        const whole = weightOf(list);
        for (const { key, weight } of list) {
          const share = shares.get(key) ?? -1n;
          expect(share % unit).toBe(0n);
          // |share − total·weight/whole| < unit, without dividing.
          const off = share * whole - units * unit * weight;
          expect(off < unit * whole && -off < unit * whole).toBe(true);
        }
      }),
    );
  });

  test('does not depend on the order in which they are named', () => {
    fc.assert(
      fc.property(total, weights, fc.integer({ min: 0, max: 1000 }), (whole, list, turn) => {
        const at = turn % list.length;
        const turned = [...list.slice(at), ...list.slice(0, at)].reverse();
        expect(new Map(apportion(whole, turned))).toEqual(new Map(apportion(whole, list)));
      }),
    );
  });

  test('gives nothing to who weighs nothing, and no less to who weighs more', () => {
    fc.assert(
      fc.property(total, weights, (whole, list) => {
        const shares = apportion(whole, list);
        for (const { key, weight } of list) {
          if (weight === 0n) expect(shares.get(key)).toBe(0n);
          for (const other of list) {
            if (weight > other.weight) expect((shares.get(key) ?? 0n) >= (shares.get(other.key) ?? 0n)).toBe(true);
          }
        }
      }),
    );
  });

  test('of two grows with the total; of more, a part shrinks by a unit at most', () => {
    fc.assert(
      fc.property(total, fc.bigInt({ min: 0n, max: 10n ** 6n }), weights, (whole, more, list) => {
        const before = apportion(whole, list);
        const after = apportion(whole + more, list);
        const least = list.length <= 2 ? 0n : -1n;
        for (const { key } of list) expect((after.get(key) ?? 0n) - (before.get(key) ?? 0n) >= least).toBe(true);
      }),
    );
  });

  test('can shrink a part where the total grows: the Alabama paradox, which the largest remainder has', () => {
    const list = [
      { key: 'a', weight: 5n },
      { key: 'b', weight: 3n },
      { key: 'c', weight: 1n },
    ];
    const parts = [...Array(40).keys()].map((whole) => apportion(BigInt(whole), list).get('c') ?? 0n);
    expect(parts.some((part, at) => at > 0 && part < (parts[at - 1] ?? 0n))).toBe(true);
  });

  test('of a whole number of rounds grows for everybody', () => {
    fc.assert(
      fc.property(total, fc.bigInt({ min: 0n, max: 1000n }), weights, (whole, rounds, list) => {
        const before = apportion(whole, list);
        const after = apportion(whole + rounds * weightOf(list), list);
        for (const { key, weight } of list) {
          expect((after.get(key) ?? 0n) - (before.get(key) ?? 0n)).toBe(rounds * weight);
        }
      }),
    );
  });

  test('settles what is equal by weight, then by key', () => {
    const three = ['c', 'a', 'b'].map((key) => ({ key, weight: 1n }));
    expect([...apportion(100n, three)].toSorted()).toEqual([
      ['a', 34n],
      ['b', 33n],
      ['c', 33n],
    ]);
    expect(
      apportion(1n, [
        { key: 'a', weight: 1n },
        { key: 'b', weight: 1n },
        { key: 'z', weight: 2n },
      ]).get('z'),
    ).toBe(1n);
  });

  test('of one party is all of it; of nothing, nothing', () => {
    expect([...apportion(7n, [{ key: 'a', weight: 3n }])]).toEqual([['a', 7n]]);
    expect([...apportion(0n, [{ key: 'a', weight: 0n }])]).toEqual([['a', 0n]]);
  });

  test('refuses what cannot be shared', () => {
    expect(() => apportion(-1n, [{ key: 'a', weight: 1n }])).toThrow(/negative/);
    expect(() => apportion(1n, [{ key: 'a', weight: -1n }])).toThrow(/less than nought/);
    expect(() => apportion(1n, [{ key: 'a', weight: 0n }])).toThrow(/nobody/);
    expect(() => apportion(1n, [])).toThrow(/nobody/);
    expect(() => apportion(150n, [{ key: 'a', weight: 1n }], 100n)).toThrow(/whole number/);
    expect(() =>
      apportion(1n, [
        { key: 'a', weight: 1n },
        { key: 'a', weight: 1n },
      ]),
    ).toThrow(/twice/);
  });

  test('where one pays half and the rest by inhabitants is that of the drawn example', () => {
    const rest = [
      { key: 'A', weight: 12_400n },
      { key: 'B', weight: 28_900n },
      { key: 'C', weight: 66_100n },
      { key: 'D', weight: 31_700n },
      { key: 'E', weight: 16_800n },
    ];
    const half = { key: 'F', part: { numerator: 1n, denominator: 2n } };
    expect(Object.fromEntries(apportion(240_000_000n, oneAndTheRest(half, rest), 100n))).toEqual({
      F: 120_000_000n,
      A: 9_544_600n,
      B: 22_245_000n,
      C: 50_878_800n,
      D: 24_400_200n,
      E: 12_931_400n,
    });
  });

  test('where one pays a part keeps everybody within a unit, the one and the rest', () => {
    fc.assert(
      fc.property(total, weights, fc.bigInt({ min: 0n, max: 100n }), (whole, rest, percent) => {
        const all = oneAndTheRest({ key: 'one', part: { numerator: percent, denominator: 100n } }, rest);
        const shares = apportion(whole, all);
        expect(sum(shares)).toBe(whole);
        const off = (shares.get('one') ?? 0n) * 100n - whole * percent;
        expect(off < 100n && -off < 100n).toBe(true);
      }),
    );
    expect(apportion(10n, oneAndTheRest({ key: 'one', part: { numerator: 1n, denominator: 1n } }, [])).get('one')).toBe(
      10n,
    );
    expect(() => oneAndTheRest({ key: 'one', part: { numerator: 2n, denominator: 1n } }, [])).toThrow(/whole/);
    expect(() => oneAndTheRest({ key: 'one', part: { numerator: 1n, denominator: 2n } }, [])).toThrow(/nobody/);
  });
});

test('fractions come on one denominator without losing anything', () => {
  expect(
    onOneDenominator([
      { numerator: 1n, denominator: 3n },
      { numerator: 1n, denominator: 4n },
      { numerator: 5n, denominator: 12n },
    ]),
  ).toEqual({ numerators: [4n, 3n, 5n], denominator: 12n });
  expect(() => onOneDenominator([{ numerator: 1n, denominator: 0n }])).toThrow(/denominator/);
});

describe('an indexation', () => {
  test('is exact and rounds once, half upwards', () => {
    expect(indexed(240_000_000n, 200, 2, 100n)).toBe(249_696_000n);
    expect(indexed(240_000_000n, 0, 7, 100n)).toBe(240_000_000n);
    expect(indexed(100n, 50, 1)).toBe(101n);
    expect(indexed(102n, 200, -1)).toBe(100n);
    expect(() => indexed(1n, -10_000, 1)).toThrow(/whole/);
  });

  test('is never more than half a unit from the exact amount, and goes back to where it came from', () => {
    fc.assert(
      fc.property(
        total,
        fc.integer({ min: -2000, max: 2000 }),
        fc.integer({ min: 0, max: 20 }),
        (amount, rise, years) => {
          const after = indexed(amount, rise, years);
          const power = BigInt(years);
          const off = after * 10000n ** power - amount * (10000n + BigInt(rise)) ** power;
          expect(2n * off <= 10000n ** power && -2n * off <= 10000n ** power).toBe(true);
          if (rise >= 0) {
            expect(indexed(after, rise, -years)).toBe(amount);
          }
        },
      ),
    );
  });
});
