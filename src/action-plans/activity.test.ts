import { describe, expect, test } from 'vitest';
import {
  type ActivityState,
  asksWhyScaled,
  awaitsEvaluation,
  daysLate,
  lacksToBePilot,
  type Tried,
} from './activity.ts';
import { pledgedAgainstNeed } from './plan-views.ts';
import type { ActivityPartyRow, ActivityRow } from './queries.ts';
import { readWrittenDay } from './written-day.ts';

const today = '2023-11-20';
const timed = (state: ActivityState, starts_on: string | null, due_on: string | null) => ({ state, starts_on, due_on });

test('an activity is late when its last day has passed and it is neither done nor stopped', () => {
  expect(daysLate(timed('underWay', null, '2023-11-20'), today)).toBe(0);
  expect(daysLate(timed('underWay', null, '2023-11-19'), today)).toBe(1);
  expect(daysLate(timed('planned', null, '2023-09-30'), today)).toBe(51);
  expect(daysLate(timed('done', null, '2023-09-30'), today)).toBe(0);
  expect(daysLate(timed('stopped', null, '2023-09-30'), today)).toBe(0);
  expect(daysLate(timed('underWay', '2023-01-01', null), today)).toBe(0);
});

const tried = (more: Partial<Tried> = {}): Tried => ({
  evidence_grade: 'untested',
  pilot_question: 'Kommer fler?',
  pilot_measure: 'Antal som kommer',
  pilot_ends_on: '2023-06-30',
  evaluation_result: null,
  ...more,
});

describe('what is untested', () => {
  test('is a pilot with a question, a measure and an end', () => {
    expect(lacksToBePilot(tried())).toEqual([]);
    expect(lacksToBePilot(tried({ pilot_question: '', pilot_ends_on: null }))).toEqual([
      'pilot_question',
      'pilot_ends_on',
    ]);
    expect(lacksToBePilot(tried({ evidence_grade: 'provenExperience', pilot_question: '' }))).toEqual([]);
    expect(lacksToBePilot(tried({ evidence_grade: null, pilot_question: '' }))).toEqual([]);
  });

  test('is asked about when it has ended', () => {
    expect(awaitsEvaluation({ ...tried(), state: 'underWay' }, today)).toBe(true);
    expect(awaitsEvaluation({ ...tried({ pilot_ends_on: '2024-06-30' }), state: 'underWay' }, today)).toBe(false);
    expect(awaitsEvaluation({ ...tried({ pilot_ends_on: '2024-06-30' }), state: 'done' }, today)).toBe(true);
    expect(awaitsEvaluation({ ...tried(), state: 'stopped' }, today)).toBe(false);
    expect(awaitsEvaluation({ ...tried({ evaluation_result: 'worked' }), state: 'done' }, today)).toBe(false);
  });

  test('asks for a reason to be carried on without an evaluation, or after one that says that it did not work', () => {
    expect(asksWhyScaled(tried())).toBe(true);
    expect(asksWhyScaled(tried({ evaluation_result: 'didNotWork' }))).toBe(true);
    expect(asksWhyScaled(tried({ evaluation_result: 'workedInPart' }))).toBe(false);
    expect(asksWhyScaled(tried({ evidence_grade: 'evidenceBased' }))).toBe(false);
  });
});

test.each([
  ['2024-03-01', '2024-03-01', '2024-03-01'],
  ['2024-03-01 00:00:00', '2024-03-01', '2024-03-01'],
  ['20240301', '2024-03-01', '2024-03-01'],
  ['1 mars 2024', '2024-03-01', '2024-03-01'],
  ['mars 2024', '2024-03-01', '2024-03-31'],
  ['Feb 2024', '2024-02-01', '2024-02-29'],
  ['2024-06', '2024-06-01', '2024-06-30'],
  ['Q2 2024', '2024-04-01', '2024-06-30'],
  ['kvartal 4 2024', '2024-10-01', '2024-12-31'],
  ['2024 Q1', '2024-01-01', '2024-03-31'],
  ['halvår 2 2024', '2024-07-01', '2024-12-31'],
  ['2024', '2024-01-01', '2024-12-31'],
  ['2023-02-30', null, null],
  ['våren 2024', null, null],
  ['3/4', null, null],
  ['löpande', null, null],
  ['2024-13', null, null],
])('"%s" is read as a day, first and last', (written, first, last) => {
  expect(readWrittenDay(written, 'first')).toBe(first);
  expect(readWrittenDay(written, 'last')).toBe(last);
});

test('what a party has pledged stands against what its activities and its parts in others’ need', () => {
  const activity = (id: string, party_id: string, minutes: string | null, more: Partial<ActivityRow> = {}) =>
    ({
      id,
      party_id,
      minutes,
      amount: null,
      used_minutes: null,
      used_amount: null,
      state: 'underWay',
      ...more,
    }) as ActivityRow;
  const part = (activity_id: string, party_id: string, minutes: string, answer: 'takesPart' | null) =>
    ({ activity_id, party_id, minutes, amount: null, answer }) as ActivityPartyRow;
  const lines = pledgedAgainstNeed(
    [
      activity('a', 'b', '600', { used_minutes: '120' }),
      activity('s', 'b', '6000', { state: 'stopped', used_minutes: '60' }),
      activity('c', 'c', null),
    ],
    [part('a', 'c', '300', 'takesPart'), part('s', 'c', '900', 'takesPart'), part('a', 'd', '900', null)],
    [
      { party_id: 'b', amount: null, minutes: '1200' },
      { party_id: 'b', amount: '500', minutes: '1200' },
    ],
    [{ id: 'b' }, { id: 'c' }, { id: 'd' }],
  );
  expect(lines.map(({ partyId }) => partyId)).toEqual(['b', 'c']);
  expect(lines[0]).toMatchObject({ pledgedMinutes: 2400n, needMinutes: 600n, usedMinutes: 180n, pledgedAmount: 500n });
  expect(lines[1]).toMatchObject({ pledgedMinutes: null, needMinutes: 300n, usedMinutes: null });
});
