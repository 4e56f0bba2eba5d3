import { describe, expect, test } from 'vitest';
import { languages } from '../platform/texts.ts';
import { electionDay, isElectionYear, mandatesBegin, usualMandate } from './mandate-period.ts';
import {
  beginningIn,
  crossesYear,
  dayIn,
  overlaps,
  readSpan,
  saySpan,
  wholeYear,
  within,
  type YearSpan,
} from './year-span.ts';

const lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const span = (from: number, first: number, to: number, last: number): YearSpan => ({
  begins_month: from,
  begins_day: first,
  ends_month: to,
  ends_day: last,
});
/** From the first, the last and some days of each month to some days of each: among them every turn of the year. */
const spans: readonly YearSpan[] = lengths.flatMap((length, at) =>
  [1, 14, length].flatMap((first) =>
    lengths.flatMap((other, to) => [1, 14, other].map((last) => span(at + 1, first, to + 1, last))),
  ),
);
const years = [1999, 2000, 2023, 2024, 2100];

describe('a part of the year', () => {
  test('that begins late and ends early goes over the turn of the year, every other stays within its own', () => {
    expect(spans.length).toBe(36 * 36);
    for (const one of spans) {
      for (const year of years) {
        const { startsOn, endsOn } = beginningIn(one, year);
        expect(startsOn <= endsOn).toBe(true);
        expect(startsOn.slice(0, 4)).toBe(String(year));
        expect(endsOn.slice(0, 4)).toBe(String(crossesYear(one) ? year + 1 : year));
        const days = (Date.parse(endsOn) - Date.parse(startsOn)) / 86_400_000;
        expect(days).toBeLessThanOrEqual(366);
      }
    }
  });

  test('comes round once for every year, and a year sees all that have a day in it', () => {
    for (const one of spans) {
      for (const year of years) {
        const seen = within(one, wholeYear(year));
        expect(seen.length).toBe(crossesYear(one) ? 2 : 1);
        expect(seen.every((days) => overlaps(days, wholeYear(year)))).toBe(true);
        expect(seen.at(-1)?.startsOn.slice(0, 4)).toBe(String(year));
        // No time is lost between two years, and none is told twice but where it lies in both.
        const both = within(one, { startsOn: wholeYear(year).startsOn, endsOn: wholeYear(year + 1).endsOn });
        expect(both.length).toBe(crossesYear(one) ? 3 : 2);
        expect(new Set(both.map(({ startsOn }) => startsOn)).size).toBe(both.length);
      }
    }
  });

  test('on 29 February falls on the last day of the month where there is none', () => {
    expect(dayIn(2023, 2, 29)).toBe('2023-02-28');
    expect(dayIn(2024, 2, 29)).toBe('2024-02-29');
    expect(dayIn(2100, 2, 29)).toBe('2100-02-28');
  });

  test('is read as it is said, in both languages', () => {
    for (const language of languages) {
      for (const one of spans) expect([one, readSpan(saySpan(one, language))]).toEqual([one, one]);
    }
  });

  test.each([
    ['15 april', span(4, 15, 4, 15)],
    ['den 15 april', span(4, 15, 4, 15)],
    ['mars', span(3, 1, 3, 31)],
    ['Nov', span(11, 1, 11, 30)],
    ['1–15 maj', span(5, 1, 5, 15)],
    ['15/4-30/6', span(4, 15, 6, 30)],
    ['november–januari', span(11, 1, 1, 31)],
    ['15 december till 15 januari', span(12, 15, 1, 15)],
    ['15 April to 30 June', span(4, 15, 6, 30)],
    ['29 februari', span(2, 29, 2, 29)],
  ])('%s is read', (text, expected) => {
    expect(readSpan(text)).toEqual(expected);
  });

  test.each([
    '',
    'snart',
    '31 april',
    '0 maj',
    '15–1 maj',
    '15',
    'ma',
    '1 maj–2 juni–3 juli',
    '13/13',
    'maj–15',
    '30/2',
  ])('"%s" is not read as anything', (text) => {
    expect(readSpan(text)).toBeNull();
  });
});

describe('a mandate period', () => {
  const byLaw = { mandate: 'byLaw', mandate_began_on: null, mandate_years: null } as const;

  // Days of ordinary elections as Valmyndigheten has told them.
  test.each([
    [2014, '2014-09-14'],
    [2018, '2018-09-09'],
    [2022, '2022-09-11'],
    [2026, '2026-09-13'],
  ])('follows the ordinary election of %i', (year, day) => {
    expect(isElectionYear(year)).toBe(true);
    expect(electionDay(year)).toBe(day);
    expect(mandatesBegin(byLaw, wholeYear(year))).toEqual([`${year}-10-15`]);
  });

  test('begins every fourth year and in no other', () => {
    expect(mandatesBegin(byLaw, { startsOn: '2015-01-01', endsOn: '2030-12-31' })).toEqual([
      '2018-10-15',
      '2022-10-15',
      '2026-10-15',
      '2030-10-15',
    ]);
    expect(mandatesBegin(byLaw, { startsOn: '2026-10-16', endsOn: '2030-10-14' })).toEqual([]);
  });

  test('of its own goes on from the day that was told, never before it', () => {
    const own = { mandate: 'own', mandate_began_on: '2020-03-01', mandate_years: 3 } as const;
    expect(mandatesBegin(own, { startsOn: '2014-01-01', endsOn: '2027-12-31' })).toEqual([
      '2020-03-01',
      '2023-03-01',
      '2026-03-01',
    ]);
  });

  test('is the elections’ for municipalities and regions, and unknown for everyone else', () => {
    expect(['municipality', 'region', 'agency', 'university', null].map(usualMandate)).toEqual([
      'byLaw',
      'byLaw',
      'none',
      'none',
      'none',
    ]);
    expect(mandatesBegin({ mandate: 'none', mandate_began_on: null, mandate_years: null }, wholeYear(2026))).toEqual(
      [],
    );
  });
});
