import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { formatsFor, type Language } from '../platform/texts.ts';
import { type ComparedPlace, compareChanges, compareLevels } from './comparison.ts';
import { type Climbed, climbLadder } from './ladder.ts';
import { bundledLibrary } from './library.ts';
import type { Direction, Point } from './measure.ts';
import {
  sayChanges,
  sayClaim,
  sayLevels,
  sayLimits,
  sayOutOfReach,
  sayRungs,
  saySignals,
  type Wording,
} from './saying.ts';
import { readVariation } from './variation.ts';

const published = (values: readonly (number | null)[], first = 2001): Point[] =>
  values.map((value, at) => ({ period: first + at, value, status: value === null ? 'missing' : 'published' }));

function placesIn(code: string): Map<string, Point[]> {
  const found = new Map<string, Point[]>();
  const lines = gunzipSync(readFileSync(new URL(`values/${code}.csv.gz`, bundledLibrary)))
    .toString()
    .split('\n');
  for (const line of lines) {
    const [, place = '', year, sex, value] = line.split(',');
    if (sex !== 'T' || !value) continue;
    found.set(place, [
      ...(found.get(place) ?? []),
      { period: Number(year), value: Number(value), status: 'published' },
    ]);
  }
  return found;
}
const unemployment = placesIn('N03921');
const blekinge = unemployment.get('0010') ?? [];
const upTo = (points: readonly Point[], year: number): Point[] => points.filter(({ period }) => period <= year);
/** The other regions; the country is not one of them. */
const regions: ComparedPlace[] = [...unemployment]
  .filter(([code]) => /^00\d\d$/.test(code) && code !== '0000' && code !== '0010')
  .map(([code, points]) => ({ code, name: code, points }));
const baseline = { period: 2013, value: 14.191367 };

const wording = (language: Language): Wording => {
  const formats = formatsFor(language);
  return {
    formats,
    say: (value) => formats.percent(value, 1),
    sayPlain: (value) => formats.number(value, 1),
    sayDifference: (amount) =>
      `${formats.number(amount, 1)} ${language === 'sv' ? 'procentenheter' : 'percentage points'}`,
    place: 'Region Blekinge',
  };
};
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

const climb = (points: readonly Point[], more: Partial<Climbed> = {}, direction: Direction = 'down') => {
  const variation = readVariation({ points, direction });
  return { variation, ladder: climbLadder({ isCarriedOut: null, direction, baseline, points, variation, ...more }) };
};

describe('the honesty ladder', () => {
  const comparison = compareChanges({ points: blekinge, places: regions, from: 2013, to: 2017, direction: 'down' });

  it('stands, for Blekinge in 2022, on larger than normal variation, and does not differ from other regions', () => {
    const { ladder } = climb(blekinge, { isCarriedOut: true, comparison });
    expect(ladder.answers).toEqual({ a: 'yes', b: 'yes', c: 'yes', d: 'notShown', e: 'notExamined' });
    expect(ladder.reached).toBe('c');
  });

  it('claimed no more in 2018, with eight values, than that the value had changed', () => {
    const { ladder, variation } = climb(upTo(blekinge, 2017), { isCarriedOut: true });
    expect(ladder).toMatchObject({ answers: { b: 'yes', c: 'tooEarly' }, reached: 'b', ground: 'trialLimits' });
    expect(plain(sayLimits(variation, wording('sv')))).toBe(
      'Gränserna 9,0–15,2 är provisoriska: de vilar på 8 värden, 2010–2017, och låses vid tolv.',
    );
  });

  it('is climbed from below: what does not hold ends it, but silence about what was done does not', () => {
    expect(climb(blekinge, { comparison }).ladder).toMatchObject({ answers: { a: 'notKnown' }, reached: 'c' });
    expect(climb(blekinge, { isCarriedOut: false }).ladder.reached).toBeNull();
    const differing = { ...(comparison as NonNullable<typeof comparison>), outcome: 'better' } as const;
    const short = climb(upTo(blekinge, 2017), { comparison: differing }).ladder;
    expect(short).toMatchObject({ answers: { c: 'tooEarly', d: 'yes' }, reached: 'b' });
  });

  const base = [4, 6, 4, 6, 4, 6, 4, 6, 4, 6, 4, 6];
  it.each([
    ['a value within the limits', [...base, 5.5], { period: 2001, value: 4 }, 'notShown', 'withinLimits'],
    [
      'a signal the other way than the change',
      [...base, 30],
      { period: 2002, value: 40 },
      'notShown',
      'signalOtherWay',
    ],
    [
      'a baseline that departed already',
      [...base, 30, 31],
      { period: 2013, value: 30 },
      'notShown',
      'baselineAlreadyOutside',
    ],
    ['an unchanged value', [...base, 30], { period: 2001, value: 30 }, 'notShown', 'noChange'],
    ['a signal the same way', [...base, 30], { period: 2001, value: 4 }, 'yes', 'signal'],
    ['no limits', [4, 6, 4], { period: 2001, value: 4 }, 'tooEarly', 'noLimits'],
    ['no baseline', [...base, 30], null, 'notExamined', 'noBaseline'],
  ] as const)('is told of %s why it stops where it does', (_, values, from, answer, ground) => {
    const { ladder } = climb(published(values), { baseline: from });
    expect(ladder).toMatchObject({ answers: { c: answer }, ground });
  });

  it('begins anew with the limits', () => {
    const variation = readVariation({ points: blekinge, direction: 'down', starts: [2018] });
    const ladder = climbLadder({ isCarriedOut: null, direction: 'down', baseline, points: blekinge, variation });
    expect(ladder).toMatchObject({ answers: { b: 'yes', c: 'tooEarly' }, reached: 'b' });
    expect(sayLimits(variation, wording('sv'))).toBe(
      'Det finns 5 värden. Provisoriska gränser ritas från sex värden och låses vid tolv. En ny period började 2018, så prövningen började om då.',
    );
  });

  it('compares a change with those of others by rank, and needs nineteen to tell one apart', () => {
    expect(comparison).toMatchObject({ isInPercent: true, rank: 7, of: 21, leftOut: 0, outcome: 'within' });
    expect(comparison?.own).toBeCloseTo(-40.68, 2);
    const place = (code: string, end: number): ComparedPlace => ({ code, name: code, points: published([10, end]) });
    const others = (count: number) => Array.from({ length: count }, (_, at) => place(String(at), 9 + at / 100));
    const outcomeOf = (count: number, end: number) =>
      compareChanges({ points: published([10, end]), places: others(count), from: 2001, to: 2002, direction: 'down' })
        ?.outcome;
    expect(outcomeOf(18, 5)).toBe('tooFew');
    expect(outcomeOf(19, 5)).toBe('better');
    expect(outcomeOf(19, 15)).toBe('worse');
    expect(outcomeOf(19, 9.05)).toBe('within');
    // Equal to the best is not better than it.
    expect(outcomeOf(19, 9)).toBe('within');
    expect(outcomeOf(0, 5)).toBeUndefined();
  });

  it('compares in the unit itself where a share of nought would mean nothing', () => {
    const places = [{ code: '1', name: 'Ett', points: published([0, 2]) }];
    const found = compareChanges({ points: published([4, 2]), places, from: 2001, to: 2002, direction: 'down' });
    expect(found).toMatchObject({ isInPercent: false, own: -2, rank: 1, of: 2 });
  });

  it('ranks a value among others, with how far the rank has moved, and lets equal ones share the better place', () => {
    const found = compareLevels({ points: blekinge, places: regions, period: 2022, direction: 'down' });
    expect(found).toMatchObject({ rank: 18, of: 21 });
    expect(found?.ranks.years).toBe(5);
    const same = [{ code: '1', name: 'Ett', points: published([4]) }];
    expect(compareLevels({ points: published([4]), places: same, period: 2001, direction: 'down' })?.rank).toBe(1);
    expect(compareLevels({ points: published([4]), places: same, period: 2002, direction: 'down' })).toBeNull();
  });
});

describe('the locked text', () => {
  const comparison = compareChanges({ points: blekinge, places: regions, from: 2013, to: 2017, direction: 'down' });
  const { variation, ladder } = climb(blekinge, { comparison });

  it('says in Swedish what holds and what is not shown, with the years listed', () => {
    const sv = wording('sv');
    const text = sayClaim(ladder, variation, 'down', sv, comparison);
    expect(plain(text.claim)).toBe(
      'Värdet i Region Blekinge är lägre 2022 än 2013: 5,1 % mot 14,2 %. Ändringen är en förbättring, och den är större än normal variation.',
    );
    expect(text.cause).toBe('Det är inte visat att samverkan är orsaken.');
    expect(text.why).toBe(
      'Ändringen skiljer sig inte från vad som är vanligt bland liknande platser. Om den hade kommit ändå är inte prövat.',
    );
    expect(text.limits).toBe(
      'Bland de år som gränserna vilar på finns värden som själva avviker. 2012 och 2013 ligger över övre gränsen. 2018, 2019 och 2021 ligger under undre gränsen. 2014 och 2015 hör till en följd av värden högt över medel. 2020 hör till en följd av värden långt under medel. Diagrammet visar att nivån har ändrats. Det visar inte när eller varför.',
    );
    const rungs = sayRungs(ladder, variation, sv, baseline);
    expect(plain(rungs.b)).toBe('Från 14,2 % till 5,1 %, 2013–2022.');
    expect(rungs.c).toBe(
      '2018, 2019, 2021 och 2022 ligger under undre gränsen 7,7. Ändringen ingår själv i de tolv år som gränserna vilar på.',
    );
    expect(comparison && plain(sayChanges(comparison, 'regions', sv, [{ name: 'Riket', change: -38.4 }]))).toBe(
      '2013–2017 minskade värdet i Region Blekinge med 41 %. I Riket minskade det med 38 %. Plats 7 av 21 bland regioner. Hälften av de andra ändrades mellan −42 % och −34 %. Så stor ändring är vanlig bland dem.',
    );
  });

  it('says the same in English, one year and several', () => {
    const en = wording('en');
    expect(sayClaim(ladder, variation, 'down', en, comparison).claim).toBe(
      'The value in Region Blekinge is lower in 2022 than in 2013: 5.1% against 14.2%. The change is an improvement, and it is larger than normal variation.',
    );
    expect(sayRungs(ladder, variation, en, baseline).c).toMatch(
      /^2018, 2019, 2021 and 2022 are below the lower limit 7\.7\./,
    );
    const one = variation.signals.filter(({ period }) => period === 2019);
    expect(saySignals(one, en.formats)).toBe('2019 is below the lower limit.');
    expect(saySignals([], en.formats)).toBe('No value departs from normal variation.');
  });

  it('says that a limit lies where no value can come', () => {
    const possible = { from: 0, to: 100 };
    const read = readVariation({ points: published([0, 3, 0, 4, 1, 3, 0]), direction: 'down', possible });
    const limits = read.current?.limits;
    expect(limits && plain(sayOutOfReach(limits, possible, wording('sv')))).toMatch(
      /^Undre gränsen räknas till −\d,\d %, men värdet kan inte bli lägre än 0,0 %\. Inget värde kan alltså hamna under den\.$/,
    );
  });

  it('says nothing of a cause where nothing has changed, and nothing of limits where there are none', () => {
    const { variation: few, ladder: low } = climb(published([5, 5], 2013), { baseline: { period: 2013, value: 5 } });
    expect(sayClaim(low, few, 'down', wording('sv'))).toEqual({
      claim: 'Värdet är detsamma 2014 som 2013.',
      cause: 'Därför går det inte att säga något om vad samverkan har betytt.',
      why: '',
      limits: null,
    });
  });

  it('tells of a change too small to be seen with the decimals shown', () => {
    const { variation: read, ladder: low } = climb(published([5, 5.01], 2013), {
      baseline: { period: 2013, value: 5 },
    });
    expect(plain(sayRungs(low, read, wording('sv'), { period: 2013 }).b)).toBe(
      'Från 5,0 % till 5,0 %, 2013–2014. Skillnaden är så liten att den inte syns med de decimaler som visas.',
    );
  });

  it('tells of a level with its country, and that a rank shows no cause', () => {
    const levels = compareLevels({ points: blekinge, places: regions, period: 2022, direction: 'down' });
    expect(levels && plain(sayLevels(levels, wording('sv'), [{ name: 'Riket', value: 3.8 }]))).toMatch(
      /^2022 har Region Blekinge 5,1 %, plats 18 av 21 räknat från det bästa värdet\. Riket har 3,8 %, 1,3 procentenheter lägre\. De senaste 5 åren har placeringen varit mellan \d+ och \d+, så en enskild placering säger lite\. En placering visar inte vad den beror på\.$/,
    );
  });
});
