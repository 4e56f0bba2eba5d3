import { describe, expect, test } from 'vitest';
import { isReminded, isWritten, newsDays } from './digest-day.ts';

// 2026-11-23 is a Monday.
const week = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29'];
const written = (rhythm: Parameters<typeof isWritten>[0], days: readonly (string | undefined)[]) =>
  week
    .filter((today) =>
      isWritten(
        rhythm,
        days.map((dueOn) => ({ dueOn })),
        today,
      ),
    )
    .map((day) => day.slice(-2));

describe('a letter is written', () => {
  test('every working day, when something waits', () => {
    expect(written('daily', [undefined])).toEqual(['23', '24', '25', '26', '27']);
    expect(written('daily', [])).toEqual([]);
  });
  test('on Mondays, when something waits', () => {
    expect(written('weekly', [undefined, '2027-03-01'])).toEqual(['23']);
    expect(written('weekly', [])).toEqual([]);
  });
  test('once a week, and also three days before and the day after a last day', () => {
    expect(written('weekly', ['2026-11-27'])).toEqual(['23', '24']);
    expect(written('weekly', ['2026-11-24'])).toEqual(['23', '25']);
    // The reminder falls on a Saturday, and stands in Monday's letter.
    expect(written('weekly', ['2026-12-01'])).toEqual(['23']);
    expect(isWritten('weekly', [{ dueOn: '2026-12-01' }], '2026-11-30')).toBe(true);
  });
  test('never to whoever has chosen never', () => {
    expect(written('never', ['2026-11-24', '2026-11-27'])).toEqual([]);
  });
});

test('what has no last day is not reminded of', () => {
  expect(isReminded({}, '2026-11-24')).toBe(false);
  expect(isReminded({ dueOn: '2026-11-24' }, '2026-11-24')).toBe(false);
});

test('what is to be thought of long before is reminded of on its own days too', () => {
  const line = { dueOn: '2027-05-24', remindedOn: ['2026-11-25', '2027-02-23'] };
  expect(week.filter((today) => isWritten('weekly', [line], today))).toEqual(['2026-11-23', '2026-11-25']);
  expect(isWritten('never', [line], '2026-11-25')).toBe(false);
});

test('what has been told stands in one ordinary letter, and makes that one come', () => {
  const days = (rhythm: Parameters<typeof newsDays>[0]) => week.map((day) => newsDays(rhythm, day)?.from);
  expect(days('weekly').filter(Boolean)).toEqual(['2026-11-16']);
  expect(days('daily').filter(Boolean)).toEqual(['2026-11-20', '2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26']);
  expect(days('never').filter(Boolean)).toEqual([]);
  const alone = (rhythm: Parameters<typeof newsDays>[0]) => week.filter((day) => isWritten(rhythm, [], day, true));
  expect(alone('weekly')).toEqual(['2026-11-23']);
  expect(alone('daily')).toEqual(week.slice(0, 5));
  expect(alone('never')).toEqual([]);
  // A reminder on another day has none with it, and none is made by it.
  expect(isWritten('weekly', [{ dueOn: '2027-03-01' }], '2026-11-24', true)).toBe(false);
});
