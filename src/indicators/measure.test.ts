import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRight, type Measured, type Point, readRounding, readState } from './measure.ts';
import type { Sex } from './series.ts';

const year = fc.integer({ min: 1990, max: 2040 });
const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const point: fc.Arbitrary<Point> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ period: year, value, status: fc.constantFrom('published', 'preliminary') }) },
  fc.record({ period: year, value, status: fc.constant('doubted' as const) }),
  fc.record({ period: year, value: fc.constant(null), status: fc.constant('missing' as const) }),
) as fc.Arbitrary<Point>;
const measured: fc.Arbitrary<Measured> = fc.record({
  direction: fc.constantFrom('down', 'up'),
  baseline: fc.option(fc.record({ value, period: year })),
  target: fc.option(fc.record({ value, period: year })),
  points: fc.uniqueArray(point, { selector: ({ period }) => period, maxLength: 20 }),
});

describe('a measure against its target', () => {
  it('is decided by the unrounded value at the target year, and by no other', () => {
    fc.assert(
      fc.property(measured, (given) => {
        const { state, decidedBy } = readState(given);
        const at = given.points.find(({ period }) => period === given.target?.period);
        expect(decidedBy !== null).toBe(at !== undefined && at.value !== null);
        if (given.target === null) expect(state).toBe('noTarget');
        else if (decidedBy) {
          expect(state).toBe(isRight(given.direction, decidedBy.value, given.target.value) ? 'reached' : 'notReached');
        } else expect(['tooEarly', 'noValue']).toContain(state);
      }),
    );
  });

  it('reads the same whatever the order of the points', () => {
    fc.assert(
      fc.property(measured, (given) => {
        expect(readState({ ...given, points: given.points.toReversed() })).toEqual(readState(given));
      }),
    );
  });

  it('reads the same upwards when everything is turned round', () => {
    const turn = (number: number) => 0 - number;
    fc.assert(
      fc.property(measured, (given) => {
        const turned = readState({
          ...given,
          direction: given.direction === 'down' ? 'up' : 'down',
          target: given.target && { ...given.target, value: turn(given.target.value) },
          baseline: given.baseline && { ...given.baseline, value: turn(given.baseline.value) },
          points: given.points.map((each) => ({ ...each, value: each.value === null ? null : turn(each.value) })),
        });
        const { state, firstRight, staysFrom } = readState(given);
        expect(turned).toMatchObject({ state, firstRight, staysFrom });
      }),
    );
  });

  it('says it stays from a period only when every later known value is on the right side', () => {
    fc.assert(
      fc.property(measured, ({ target, ...given }) => {
        if (target === null) return;
        const { staysFrom } = readState({ ...given, target });
        const known = given.points.filter((each): each is Point & { value: number } => each.value !== null);
        const right = ({ value }: { value: number }) => isRight(given.direction, value, target.value);
        const qualifies = (period: number) =>
          period >= target.period && known.filter((each) => each.period >= period).every(right);
        const periods = known.map(({ period }) => period).sort((one, other) => one - other);
        expect(staysFrom).toBe(periods.find(qualifies) ?? null);
      }),
    );
  });

  it('is reached only by rounding when it looks equal and is not, and tells the decimals that show it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -999, max: 999 }), fc.integer({ min: 1, max: 49 }), (tenths, thousandths) => {
        const target = tenths / 10;
        const near = target + thousandths / 1000;
        const rounding = readRounding('down', near, target, 1);
        const text = (number: number, decimals: number) =>
          new Intl.NumberFormat('sv-SE', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(
            number,
          );
        if (rounding === null) return expect(text(near, 1).replace('−0,0', '0,0')).not.toBe(text(target, 1));
        expect(text(near, rounding.decimals)).not.toBe(text(target, rounding.decimals));
        expect(rounding.decimals).toBeGreaterThan(1);
        expect(rounding.decimals).toBeLessThanOrEqual(3);
        expect(readRounding('up', near, target, 1)).toBeNull();
      }),
    );
  });

  it('waits while the latest figure is from before the target year, and says when the figure never came', () => {
    const target = { value: 5, period: 2020 };
    const published = (period: number, value: number): Point => ({ period, value, status: 'published' });
    const state = (...points: Point[]) => readState({ direction: 'down', baseline: null, target, points }).state;
    expect(state(published(2019, 4))).toBe('tooEarly');
    expect(state(published(2019, 4), { period: 2020, value: null, status: 'missing' })).toBe('noValue');
    expect(state(published(2021, 4))).toBe('noValue');
    expect(state()).toBe('noValue');
    expect(state(published(2020, 5))).toBe('reached');
  });

  it('lets a doubted value decide and tells that it is doubted; a missing one is told and decides nothing', () => {
    const reading = readState({
      direction: 'up',
      baseline: { value: 0, period: 2018 },
      target: { value: 5, period: 2020 },
      points: [
        { period: 2020, value: 6, status: 'doubted' },
        { period: 2019, value: null, status: 'missing' },
      ],
    });
    expect(reading).toMatchObject({ state: 'reached', isDoubted: true, missing: [2019], doubted: [2020] });
    expect(reading.change).toEqual({ amount: 6, percent: null });
  });
});

describe('youth unemployment in Blekinge, to be halved from 2013 to 2017', () => {
  const lines = gunzipSync(readFileSync(new URL('./library/values/N03921.csv.gz', import.meta.url)))
    .toString()
    .split('\n')
    .map((line) => line.split(','));
  const pointsOf = (sex: Sex): Point[] =>
    lines
      .filter(([, area, , gender]) => area === '0010' && gender === sex)
      .map(([, , period, , written]) => ({ period: Number(period), value: Number(written), status: 'published' }));
  const halved = (sex: Sex, period = 2017) => {
    const points = pointsOf(sex);
    const start = points.find((each) => each.period === 2013)?.value ?? 0;
    const baseline = { value: start, period: 2013 };
    return readState({ direction: 'down', baseline, target: { value: start / 2, period }, points });
  };

  it('was not reached in 2017, and nothing about that was rounding', () => {
    const reading = halved('T');
    expect(reading.state).toBe('notReached');
    expect(reading.decidedBy).toEqual({ period: 2017, value: 8.41851, status: 'published' });
    expect(reading.onlyByRounding).toBeNull();
    expect(reading.latest).toMatchObject({ period: 2022, value: 5.059033 });
    expect(reading.change?.amount).toBeCloseTo(-9.132334, 9);
    expect(reading.change?.percent).toBeCloseTo(-64.3513, 3);
  });

  it('was half in 2019 only by rounding: two decimals show it', () => {
    const reading = halved('T', 2019);
    expect(reading.decidedBy?.value).toBe(7.112797);
    expect(reading.state).toBe('notReached');
    expect(reading.onlyByRounding).toEqual({ decimals: 2 });
  });

  it('came below half first in 2021, and has stayed there', () => {
    expect(halved('T')).toMatchObject({ firstRight: 2021, staysFrom: 2021 });
  });

  it('came below their own half in 2019 for women, above again in 2020, and in 2022 for men', () => {
    expect(halved('K')).toMatchObject({ firstRight: 2019, staysFrom: 2021 });
    expect(halved('M')).toMatchObject({ firstRight: 2022, staysFrom: 2022 });
  });
});
