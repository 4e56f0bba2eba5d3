import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FinancingKey, LayerKind, Rounding } from './financing.ts';
import { differences, faultOf, type Layer, partOf, planned, type Taking, type Years, yearsOf } from './planning.ts';

const plan: Years = { first_year: 2024, last_year: 2026, price_year: 2024, indexation: 250, rounding: 'krona' };
const taking = (partyId: string, more: Partial<Taking> = {}): Taking => ({
  partyId,
  fraction: null,
  amount: null,
  inhabitants: null,
  ...more,
});
const layer = (more: Partial<Layer> = {}): Layer => ({
  id: 'samordning',
  title: 'Samordning',
  kind: 'money',
  key: 'equal',
  covers: 'eachYear',
  total: 240_000_000n,
  takings: [taking('a'), taking('b'), taking('c')],
  ...more,
});
const half = { numerator: 1n, denominator: 2n };
const partsOf = (one: Layer, of: Years = plan) => planned(of, [one]).map(({ parts }) => Object.fromEntries(parts));
const flat: Years = { ...plan, indexation: null };

describe('how a layer is shared', () => {
  test('a region pays half, two municipalities the rest by inhabitants, in whole kronor', () => {
    const shared = layer({
      key: 'onePaysRestPerInhabitant',
      total: 100_000_100n,
      takings: [
        taking('region', { fraction: half }),
        taking('a', { inhabitants: 10_000 }),
        taking('b', { inhabitants: 20_000 }),
      ],
    });
    expect(partsOf(shared, { ...flat, last_year: 2024 })).toEqual([
      { region: 50_000_000n, a: 16_666_700n, b: 33_333_400n },
    ]);
  });

  test('fixed shares and amounts together are the whole', () => {
    const shared = layer({
      key: 'fixedShares',
      total: 100_000n,
      takings: [taking('a', { fraction: half }), taking('b', { amount: 30_000n }), taking('c', { amount: 20_000n })],
    });
    expect(partsOf(shared, { ...flat, last_year: 2024 })).toEqual([{ a: 50_000n, b: 30_000n, c: 20_000n }]);
    const less = { ...shared, takings: shared.takings.slice(0, 2) };
    expect(faultOf(less, 'krona')).toBe('sharesDoNotSum');
    expect(partsOf(less, { ...flat, last_year: 2024 })).toEqual([{ a: null, b: null }]);
  });

  test('what is not known stays open; one who pays first is reckoned alone', () => {
    expect(partsOf(layer({ key: 'notKnown' }), flat)[0]).toEqual({ a: null, b: null, c: null });
    expect(partsOf(layer({ total: null }), flat)[0]).toEqual({ a: null, b: null, c: null });
    const first = layer({ key: 'onePaysRestNotKnown', takings: [taking('a', { fraction: half }), taking('b')] });
    expect(partsOf(first, flat)[0]).toEqual({ a: 120_000_000n, b: null });
    const parts = planned(flat, [layer(), first]);
    expect(partOf(parts, 'b', 2024, 'money')).toEqual({ amount: 80_000_000n, isOpen: true });
  });

  test.each<[string, Partial<Layer>, ReturnType<typeof faultOf>]>([
    ['nobody', { takings: [] }, 'nobody'],
    ['öre in a plan of whole kronor', { total: 150n }, 'notWholeUnits'],
    ['no inhabitants', { key: 'perInhabitant' }, 'noInhabitants'],
    ['nobody pays first', { key: 'onePaysRestNotKnown' }, 'nobodyPaysFirst'],
    [
      'two pay first',
      { key: 'onePaysRestNotKnown', takings: [taking('a', { fraction: half }), taking('b', { fraction: half })] },
      'severalPayFirst',
    ],
    [
      'more than the whole',
      {
        key: 'onePaysRestNotKnown',
        takings: [taking('a', { fraction: { numerator: 3n, denominator: 2n } }), taking('b')],
      },
      'sharesDoNotSum',
    ],
    ['a grant', { key: 'funder', kind: 'grant', takings: [] }, undefined],
  ])('%s', (_, more, fault) => expect(faultOf(layer(more), 'krona')).toBe(fault));
});

describe('years', () => {
  test('rise from the price year, rounded once, while time does not rise', () => {
    expect(planned(plan, [layer()]).map(({ total }) => total)).toEqual([240_000_000n, 246_000_000n, 252_150_000n]);
    expect(planned(plan, [layer({ kind: 'hours', total: 6240n })]).map(({ total }) => total)).toEqual([
      6240n,
      6240n,
      6240n,
    ]);
  });

  test('a layer for the whole period stands once, without a year, and is not raised', () => {
    expect(planned(plan, [layer({ covers: 'wholePeriod' })]).map(({ year, total }) => [year, total])).toEqual([
      [null, 240_000_000n],
    ]);
    expect(yearsOf({ first_year: null, last_year: null })).toEqual([]);
  });
});

const parties = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const anyLayer = (rounding: Rounding) =>
  fc
    .record({
      kind: fc.constantFrom<LayerKind>('money', 'hours'),
      key: fc.constantFrom<FinancingKey>('equal', 'perInhabitant', 'onePaysRestPerInhabitant'),
      covers: fc.constantFrom<Layer['covers']>('eachYear', 'wholePeriod'),
      units: fc.bigInt({ min: 0n, max: 10_000_000_000n }),
      people: fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 2, maxLength: parties.length }),
      part: fc.tuple(fc.bigInt({ min: 0n, max: 97n }), fc.constant(97n)),
    })
    .map(({ kind, key, covers, units, people, part: [numerator, denominator] }) =>
      layer({
        kind,
        key,
        covers,
        total: units * (kind === 'money' && rounding === 'krona' ? 100n : 1n),
        takings: people.map((inhabitants, at) =>
          key === 'onePaysRestPerInhabitant' && at === 0
            ? taking(parties[at] ?? '', { fraction: { numerator, denominator } })
            : taking(parties[at] ?? '', { inhabitants }),
        ),
      }),
    );
const anyPlan = fc.constantFrom<Rounding>('krona', 'ore').chain((rounding) =>
  fc.record({
    plan: fc.record({
      first_year: fc.constant(2024),
      last_year: fc.integer({ min: 2024, max: 2030 }),
      price_year: fc.integer({ min: 2020, max: 2030 }),
      indexation: fc.integer({ min: -2000, max: 2000 }),
      rounding: fc.constant(rounding),
    }),
    layers: fc
      .array(anyLayer(rounding), { minLength: 1, maxLength: 4 })
      .map((all) => all.map((one, at) => ({ ...one, id: `layer-${at}` }))),
  }),
);

test('over every layer and year the parties’ parts are the layers’ totals, and whole units', () => {
  fc.assert(
    fc.property(anyPlan, (one) => {
      const all = planned(one.plan, one.layers);
      for (const { parts, total, kind } of all) {
        expect([...parts.values()].reduce<bigint>((sum, part) => sum + (part ?? 0n), 0n)).toBe(total);
        const unit = kind === 'money' && one.plan.rounding === 'krona' ? 100n : 1n;
        for (const part of parts.values()) expect((part ?? 1n) % unit).toBe(0n);
      }
      for (const measure of ['money', 'hours'] as const) {
        for (const year of new Set(all.map((each) => each.year))) {
          const sum = parties.reduce((so, party) => so + (partOf(all, party, year, measure)?.amount ?? 0n), 0n);
          const totals = all
            .filter((each) => each.year === year && (measure === 'hours') === (each.kind === 'hours'))
            .reduce((so, { total }) => so + (total ?? 0n), 0n);
          expect(sum).toBe(totals);
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('what is shown before and after is the whole of what is saved: each party before, changed, is each party after', () => {
  fc.assert(
    fc.property(anyPlan, anyPlan, (one, two) => {
      const before = planned(one.plan, one.layers);
      const after = planned(two.plan, two.layers);
      const changed = differences(before, after);
      for (const party of parties) {
        for (const measure of ['money', 'hours'] as const) {
          for (const year of new Set([...before, ...after].map((each) => each.year))) {
            const told = changed.find(
              (each) => each.partyId === party && each.year === year && each.measure === measure,
            );
            const was = partOf(before, party, year, measure);
            const is = partOf(after, party, year, measure);
            if (told) expect([told.before, told.after]).toEqual([was, is]);
            else expect(is).toEqual(was);
          }
        }
      }
      expect(differences(after, after)).toEqual([]);
    }),
    { numRuns: 100 },
  );
});
