import { describe, expect, test } from 'vitest';
import { type Conflict, conflictsOf, type DateKind, type WheelDate, wholeRounds } from './conflicts.ts';
import { conflictWords } from './date-words.ts';
import type { PartyYear, StepKind } from './planning-year.ts';
import { readSpan } from './year-span.ts';

const date = (kind: DateKind, startsOn: string, endsOn = startsOn, more: Partial<WheelDate> = {}): WheelDate => ({
  kind,
  id: kind === 'moment' ? 'round' : kind,
  collaborationId: 'c',
  title: kind === 'goalsAdopted' ? 'Målen antas' : 'Uppföljning 2025',
  detail: kind === 'goalsAdopted' ? 'event' : '',
  partyId: null,
  startsOn,
  endsOn,
  ...more,
});
const moment = (detail: string, startsOn: string, endsOn: string) => date('moment', startsOn, endsOn, { detail });

const party = (
  name: string,
  steps: Partial<Record<StepKind, string>>,
  mandate: 'byLaw' | 'none' = 'none',
): PartyYear => ({
  partyId: name,
  organisationId: name,
  name,
  year: { mandate, mandate_began_on: null, mandate_years: null, note: '', isEntered: false },
  steps: Object.entries(steps).map(([kind, when]) => {
    const span = readSpan(when);
    if (!span) throw new Error(when);
    return { kind: kind as StepKind, number: 1, words: '', ...span };
  }),
});
const told = (conflicts: readonly Conflict[]) =>
  conflicts.map(({ kind, parties, on }) => [kind, parties.map(({ name }) => name).join(' '), on]);

describe('goals that are adopted after budgets', () => {
  const parties = [
    party('A', { budget: 'september', adoption: '15 november' }),
    party('B', { adoption: '28 november' }),
    party('C', { budget: 'oktober' }),
    party('D', { adoption: '15 december' }),
    party('E', {}),
  ];

  test('are pointed out with whose they are, and the first of the days', () => {
    expect(told(conflictsOf([date('goalsAdopted', '2026-12-01')], parties))).toEqual([
      ['goalsAfterBudget', 'A B C', '2026-10-01'],
    ]);
  });

  test('are not, when they come before or on the day itself, or nobody’s year is known', () => {
    expect(conflictsOf([date('goalsAdopted', '2026-09-30')], parties)).toEqual([]);
    expect(conflictsOf([date('goalsAdopted', '2026-11-15')], [parties[0] as PartyYear])).toEqual([]);
    expect(conflictsOf([date('goalsAdopted', '2026-12-01')], [party('E', {})])).toEqual([]);
    expect(conflictsOf([date('jointMeeting', '2026-12-01')], parties)).toEqual([]);
  });

  test('are said with how many and what to do, and nobody is blamed', () => {
    const [conflict] = conflictsOf([date('goalsAdopted', '2026-12-01')], parties);
    if (!conflict) throw new Error('nothing was found');
    const day = (iso: string): string => iso;
    expect(conflictWords(conflict, 'sv', day)).toEqual({
      title: 'De gemensamma målen antas efter tre parters budget',
      todo: 'Anta målen före 2026-10-01, eller säg i dem att de gäller från året därpå.',
    });
    expect(conflictWords(conflict, 'en', day).title).toBe(
      'The joint goals are adopted after the budgets of three parties',
    );
  });

  test('across the turn of the year, a budget that is decided in January belongs to its own year', () => {
    const late = party('F', { adoption: 'december–januari' });
    // Decided from December 2025 to January 2026: goals of February 2026 come after it, those of November before the next.
    expect(told(conflictsOf([date('goalsAdopted', '2026-02-10')], [late]))).toEqual([
      ['goalsAfterBudget', 'F', '2025-12-01'],
    ]);
  });
});

describe('a round', () => {
  test('lasts from its opening to the last of its moments', () => {
    const round = date('round', '2026-01-10', '2026-02-01', { id: 'round' });
    expect(wholeRounds([round, moment('feedBack', '2026-03-01', '2026-04-15')])).toEqual([
      { ...round, endsOn: '2026-04-15' },
    ]);
  });

  test('that is done only after the annual report which was written meanwhile is pointed out', () => {
    const round = date('round', '2026-01-10', '2026-04-20', { id: 'round' });
    const parties = [
      party('A', { annualReport: '1 februari–31 mars' }),
      party('B', { annualReport: '15 april–30 april' }),
      party('C', { annualReport: 'december' }),
    ];
    expect(told(conflictsOf([round], parties))).toEqual([['followUpAfterAnnualReport', 'A', '2026-03-31']]);
  });

  test('that is fed back after the budget was decided meanwhile is pointed out', () => {
    const dates = [
      date('round', '2026-09-01', '2026-10-01', { id: 'round' }),
      moment('feedBack', '2026-12-01', '2026-12-20'),
    ];
    const parties = [
      party('A', { adoption: '15 november' }),
      party('B', { adoption: '18 december' }),
      party('C', { adoption: '15 juni' }),
    ];
    expect(told(conflictsOf(dates, parties))).toEqual([['feedbackAfterBudget', 'A', '2026-11-15']]);
  });

  test('to be answered across July is pointed out once, whoever the parties are', () => {
    const round = date('round', '2026-06-20', '2026-08-01', { id: 'round' });
    expect(told(conflictsOf([round, moment('interpret', '2026-06-25', '2026-07-20')], []))).toEqual([
      ['answersAcrossJuly', '', '2026-07-01'],
    ]);
    expect(conflictsOf([date('round', '2026-05-01', '2026-06-30')], [])).toEqual([]);
    expect(conflictsOf([moment('feedBack', '2026-07-01', '2026-07-20')], [])).toEqual([]);
  });

  test('in the middle of which a new mandate period begins is pointed out, in the year of an election and no other', () => {
    const parties = [party('A', {}, 'byLaw'), party('B', {}, 'byLaw'), party('Myndigheten', {})];
    expect(told(conflictsOf([date('round', '2026-09-20', '2026-11-30')], parties))).toEqual([
      ['mandateWithinRound', 'A B', '2026-10-15'],
    ]);
    expect(conflictsOf([date('round', '2027-09-20', '2027-11-30')], parties)).toEqual([]);
    // A round that begins with the period is answered by those who are new from its first day.
    expect(conflictsOf([date('round', '2026-10-15', '2026-11-30')], parties)).toEqual([]);
  });
});
