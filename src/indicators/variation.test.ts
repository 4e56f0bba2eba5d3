import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundledLibrary } from './library.ts';
import type { Point, ValuedPoint } from './measure.ts';
import { possibleOf, readCapability, readVariation, type Signal } from './variation.ts';

const folder = new URL('values/', bundledLibrary);
const published = (values: readonly (number | null)[], first = 2001): Point[] =>
  values.map((value, at) => ({ period: first + at, value, status: value === null ? 'missing' : 'published' }));

/** Every series of a file, by place and sex, oldest value first. */
function seriesIn(file: string): Map<string, ValuedPoint[]> {
  const found = new Map<string, ValuedPoint[]>();
  const lines = gunzipSync(readFileSync(new URL(file, folder)))
    .toString()
    .trim()
    .split('\n');
  for (const line of lines.slice(1)) {
    const [, place, year, sex, value] = line.split(',');
    if (!value) continue;
    const key = `${place} ${sex}`;
    const points = found.get(key) ?? [];
    points.push({ period: Number(year), value: Number(value), status: 'published' });
    found.set(key, points);
  }
  for (const points of found.values()) points.sort((one, other) => one.period - other.period);
  return found;
}

const series = (code: string, place = '0010', to = 2022): ValuedPoint[] =>
  (seriesIn(`${code}.csv.gz`).get(`${place} T`) ?? []).filter(({ period }) => period <= to);
const told = (signals: readonly Signal[]): string =>
  signals.map((one) => `${one.period}${one.side === 'above' ? '+' : '−'}${one.isBeyondLimit ? '!' : ''}`).join(' ');

/**
 * The same chart written once more from the words of the rule, for this test alone: in whole parts of a number, so that nothing
 * is rounded, by a walk through the years that knows nothing of periods, doubts or directions.
 */
function reckonAgain(points: readonly ValuedPoint[]) {
  const whole = points.map(({ period, value }) => ({ period, value: BigInt(value.toFixed(12).replace('.', '')) }));
  const base = whole.slice(0, 12);
  if (base.length < 6) return null;
  const many = BigInt(base.length);
  const sum = base.reduce((total, { value }) => total + value, 0n);
  const changes = base.flatMap(({ period, value }) => {
    const before = base.find((one) => one.period === period - 1);
    return before ? [value > before.value ? value - before.value : before.value - value] : [];
  });
  const times = BigInt(changes.length);
  const change = changes.reduce((total, one) => total + one, 0n);
  // From the mean, in parts of a third of 2.66 mean changes: value − sum/many against distance · 2.66/3 · change/times.
  const isPast = (value: bigint, distance: bigint): boolean =>
    distance < 0n
      ? (sum - value * many) * 300n * times > -distance * 266n * change * many
      : (value * many - sum) * 300n * times > distance * 266n * change * many;
  const marked = whole.flatMap(({ period, value }, at) =>
    [1n, -1n].flatMap((sign) => {
      const last = (count: number) => whole.slice(Math.max(0, at + 1 - count), at + 1);
      const onSide = last(8).filter((one) => (sign === 1n ? one.value * many > sum : one.value * many < sum)).length;
      const beyond = isPast(value, 3n * sign);
      const run =
        onSide === 8 ||
        (isPast(value, 2n * sign) && last(3).filter((one) => isPast(one.value, 2n * sign)).length >= 2) ||
        (isPast(value, sign) && last(5).filter((one) => isPast(one.value, sign)).length >= 4);
      return beyond || run ? [`${period}${sign === 1n ? '+' : '−'}${beyond ? '!' : ''}`] : [];
    }),
  );
  const mean = Number(sum) / base.length / 1e12;
  const movingRange = Number(change) / changes.length / 1e12;
  return { mean, movingRange, reach: 2.66 * movingRange, isLocked: base.length === 12, marked: marked.join(' ') };
}

describe('an individuals chart', () => {
  it.each(readdirSync(folder).sort())('of every series in %s equals a second computation', (file) => {
    let withLimits = 0;
    for (const [key, points] of seriesIn(file)) {
      const again = reckonAgain(points);
      const { current, signals } = readVariation({ points, direction: 'up' });
      expect(current?.limits !== null, key).toBe(again !== null);
      if (!again || !current?.limits) continue;
      withLimits += 1;
      const { limits } = current;
      const near = 1e-9 * again.mean;
      expect(Math.abs(limits.mean - again.mean), key).toBeLessThan(near);
      expect(Math.abs(limits.movingRange - again.movingRange), key).toBeLessThan(near);
      expect(Math.abs(limits.lower - (again.mean - again.reach)), key).toBeLessThan(near);
      expect(Math.abs(limits.upper - (again.mean + again.reach)), key).toBeLessThan(near);
      expect(limits.isLocked, key).toBe(again.isLocked);
      expect(told(signals), key).toBe(again.marked);
    }
    // Two of the files have fewer than six years.
    expect(withLimits === 0).toBe(['N00610.csv.gz', 'N01452.csv.gz'].includes(file));
  });

  it('of youth unemployment in Blekinge has the limits and signals that were reckoned by hand', () => {
    const { current, signals, verdict } = readVariation({ points: series('N03921'), direction: 'down' });
    expect(current?.limits).toMatchObject({ from: 2010, to: 2021, count: 12, isLocked: true, outOfReach: [] });
    expect(current?.limits?.mean).toBeCloseTo(10.569, 3);
    expect(current?.limits?.movingRange).toBeCloseTo(1.0963, 4);
    expect(current?.limits?.lower).toBeCloseTo(7.653, 3);
    expect(current?.limits?.upper).toBeCloseTo(13.485, 3);
    expect(told(signals)).toBe('2012+! 2013+! 2014+ 2015+ 2018−! 2019−! 2020− 2021−! 2022−!');
    expect(verdict).toBe('improvement');
  });

  it('of those who neither work nor study is left from 2019', () => {
    const { current, signals } = readVariation({ points: series('N02797'), direction: 'down' });
    expect(current?.limits?.lower).toBeCloseTo(6.277, 3);
    expect(current?.limits?.upper).toBeCloseTo(9.668, 3);
    expect(signals.filter((one) => one.isBeyondLimit).map((one) => one.period)).toEqual([2019, 2020, 2021, 2022]);
  });

  it('with eight values, the doubted one among them, has trial limits and is too early to judge', () => {
    const points = series('N17461').map(
      (point): Point => (point.period === 2020 ? { ...point, status: 'doubted' } : point),
    );
    const { current, signals, verdict } = readVariation({ points, direction: 'up' });
    expect(current?.limits).toMatchObject({ count: 8, isLocked: false });
    expect(current?.limits?.lower).toBeCloseTo(60.49, 2);
    expect(current?.limits?.upper).toBeCloseTo(84.81, 2);
    expect(signals).toEqual([]);
    expect(verdict).toBe('tooEarly');
  });

  it('does not judge by trial limits, even where they are passed', () => {
    const { signals, verdict } = readVariation({ points: series('N03921', '0010', 2017), direction: 'down' });
    expect(told(signals)).toBe('2017−!');
    expect(verdict).toBe('tooEarly');
  });

  it('has no limits below six values, trial limits from six, and locks them at twelve', () => {
    const limitsOf = (count: number) =>
      readVariation({ points: series('N31807').slice(0, count), direction: 'down' }).current;
    expect(limitsOf(5)).toMatchObject({ limits: null, withoutLimits: 'tooFew' });
    expect(limitsOf(6)?.limits).toMatchObject({ isLocked: false, count: 6 });
    expect(limitsOf(11)?.limits).toMatchObject({ isLocked: false, count: 11 });
    expect(limitsOf(12)?.limits).toMatchObject({ isLocked: true, count: 12 });
  });

  it('never moves locked limits, whatever comes after', () => {
    const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 12, maxLength: 12 }),
        fc.array(value, { maxLength: 15 }),
        (first, later) => {
          const before = readVariation({ points: published(first), direction: 'up' }).current?.limits;
          const after = readVariation({ points: published([...first, ...later]), direction: 'up' }).current?.limits;
          expect(after).toEqual(before);
        },
      ),
    );
  });

  it('is not locked by a preliminary value, nor moved by a doubt', () => {
    const twelve = published([5, 6, 5, 7, 6, 5, 6, 7, 5, 6, 6, 5]);
    const last = (status: Point['status']) =>
      readVariation({ points: twelve.with(11, { period: 2012, value: 5, status }), direction: 'up' }).current?.limits;
    expect(last('preliminary')?.isLocked).toBe(false);
    expect(last('doubted')).toEqual(last('published'));
  });

  it('counts no change across a gap, and every change where the series is counted every fourth year', () => {
    const gap = readVariation({ points: published([10, 12, 10, null, null, 30, 32, 30, 32]), direction: 'up' });
    expect(gap.current?.limits?.movingRange).toBe(2);
    const elections = [70, 72, 70, 72, 70, 72].map(
      (value, at): Point => ({ period: 1998 + at * 4, value, status: 'published' }),
    );
    expect(readVariation({ points: elections, direction: 'up' }).current?.limits?.movingRange).toBe(2);
  });

  it('breaks a row of eight at a value on the mean, and passes over a missing one', () => {
    const base = [4, 6, 4, 6, 4, 6, 4, 6, 4, 6, 4, 6];
    const row = (values: (number | null)[]) =>
      told(readVariation({ points: published([...base, ...values]), direction: 'up' }).signals);
    expect(row([5.5, 5.5, 5.5, 5.5, 5.5, 5.5, 5.5])).toBe('2019+');
    expect(row([5.5, 5.5, 5.5, 5, 5.5, 5.5, 5.5, 5.5])).toBe('');
    expect(row([5.5, 5.5, 5.5, null, 5.5, 5.5, 5.5, 5.5])).toBe('2020+');
  });

  it('marks the value that fulfils a rule, not those that led up to it', () => {
    const base = [4, 6, 4, 6, 4, 6, 4, 6, 4, 6, 4, 6];
    const { current } = readVariation({ points: published(base), direction: 'up' });
    const sigma = ((current?.limits?.upper ?? 0) - 5) / 3;
    const rules = (values: number[]) =>
      readVariation({ points: published([...base, 5, ...values]), direction: 'up' }).signals.map((one) => [
        one.period,
        one.rules.join(),
      ]);
    expect(rules([5 + 2.1 * sigma, 5, 5 + 2.1 * sigma])).toEqual([[2016, 'twoOfThree']]);
    expect(rules([5 + 2.1 * sigma, 5 + 2.1 * sigma, 5])).toEqual([[2015, 'twoOfThree']]);
    expect(rules([5 - 1.2 * sigma, 5 - 1.2 * sigma, 5, 5 - 1.2 * sigma, 5 - 1.2 * sigma])).toEqual([
      [2018, 'fourOfFive'],
    ]);
    // On the limit is not beyond it.
    expect(rules([current?.limits?.upper ?? 0])).toEqual([]);
  });

  it('draws no limits where the values do not differ at all', () => {
    const flat = published(Array.from({ length: 14 }, () => 0.1));
    expect(readVariation({ points: flat, direction: 'up' })).toMatchObject({
      current: { limits: null, withoutLimits: 'noVariation' },
      signals: [],
      verdict: 'tooEarly',
    });
  });

  it('tells of a limit that no value can reach, and does not move it', () => {
    const points = published([0, 3, 0, 4, 1, 3, 0, 5, 0, 3, 1, 4]);
    const limits = readVariation({ points, direction: 'down', possible: { from: 0, to: 100 } }).current?.limits;
    expect(limits?.outOfReach).toEqual(['below']);
    expect(limits?.lower).toBeLessThan(0);
    expect(limits).toMatchObject({
      ...readVariation({ points, direction: 'down' }).current?.limits,
      outOfReach: ['below'],
    });
  });

  it('knows what a unit allows, and lets what is published say otherwise', () => {
    expect(possibleOf('percent', published([0, 100]))).toEqual({ from: 0, to: 100 });
    expect(possibleOf('percent', published([-3, 12]))).toEqual({ from: null, to: null });
    expect(possibleOf('per 100 000 inhabitants', published([1200]))).toEqual({ from: 0, to: null });
    expect(possibleOf('kronor', published([5]))).toEqual({ from: null, to: null });
  });

  it('begins anew where a person has started a period: assurance too', () => {
    const points = series('N31807', '0000');
    const whole = readVariation({ points, direction: 'down' });
    const anew = readVariation({ points, direction: 'down', starts: [2015] });
    expect(whole.verdict).not.toBe('tooEarly');
    expect(anew.periods.map(({ from, until }) => [from, until])).toEqual([
      [1994, 2014],
      [2015, null],
    ]);
    expect(anew.periods[0]?.limits).toEqual(whole.current?.limits);
    expect(anew.current?.limits).toMatchObject({ from: 2015, isLocked: false, count: 8 });
    expect(anew.verdict).toBe('tooEarly');
    expect(anew.signals.filter(({ period }) => period < 2015)).toEqual(
      whole.signals.filter(({ period }) => period < 2015),
    );
  });

  it('reads the same whatever the order of the points, and turned round when better is the other way', () => {
    const points = fc.uniqueArray(
      fc.record({
        period: fc.integer({ min: 1990, max: 2030 }),
        value: fc.double({ min: -1e3, max: 1e3, noNaN: true }),
        status: fc.constantFrom('published' as const, 'doubted' as const),
      }),
      { selector: ({ period }) => period, maxLength: 30 },
    );
    fc.assert(
      fc.property(points, (given) => {
        const up = readVariation({ points: given, direction: 'up' });
        expect(readVariation({ points: given.toReversed(), direction: 'up' })).toEqual(up);
        const turned = { improvement: 'deterioration', deterioration: 'improvement' } as const;
        const { verdict } = readVariation({ points: given, direction: 'down' });
        expect(verdict).toBe(turned[up.verdict as 'improvement'] ?? up.verdict);
      }),
    );
  });
});

describe('whether normal variation reaches the target', () => {
  const stable = published([4, 6, 4, 6, 4, 6, 4, 6, 4, 6, 4, 6, 5]);
  it.each([
    ['down', 11, 'always'],
    ['down', 5, 'sometimes'],
    ['down', -1, 'never'],
    ['up', -1, 'always'],
    ['up', 5, 'sometimes'],
    ['up', 11, 'never'],
  ] as const)('%s to %s: %s', (direction, target, answer) => {
    expect(readCapability(readVariation({ points: stable, direction }), direction, target)).toBe(answer);
  });

  it('is not said by limits that the latest value has left, nor where there are none', () => {
    const left = readVariation({ points: series('N03921'), direction: 'down' });
    expect(readCapability(left, 'down', 7.1)).toBe('levelHasChanged');
    const trial = readVariation({ points: series('N03921', '0010', 2017), direction: 'down' });
    expect(readCapability(trial, 'down', 7.1)).toBe('noLimits');
    const none = readVariation({ points: published([1, 2]), direction: 'down' });
    expect(readCapability(none, 'down', 1)).toBe('noLimits');
  });
});
