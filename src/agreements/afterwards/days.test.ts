import { expect, test } from 'vitest';
import { nextMorning } from '../../platform/mornings.ts';
import { daysToRenewal, renewalDueOn } from './renewal.ts';
import { monthsAfter, type WithdrawalRow, withdrawalState } from './withdrawal.ts';

test.each([
  ['2024-03-01', 6, '2024-09-01'],
  ['2023-08-31', 6, '2024-02-29'],
  ['2024-08-31', 6, '2025-02-28'],
  ['2024-12-31', 12, '2025-12-31'],
  ['2024-11-30', 3, '2025-02-28'],
  ['2024-03-01', 0, '2024-03-01'],
])('notice given on %s with %d months ends on %s', (noticed, months, leaves) => {
  expect(monthsAfter(noticed, months)).toBe(leaves);
});

const withdrawal: WithdrawalRow = {
  id: '',
  organisation_id: '',
  party_id: '',
  party_name: 'Kommun C',
  noticed_on: '2024-03-01',
  leaves_on: '2024-09-01',
  because: '',
  instance: '',
  decided_on: null,
  paragraph: '',
  registration_number: '',
  money_text: null,
  data_text: null,
  taken_back_on: null,
  taken_back_because: '',
  carried_out_at: null,
  stays: false,
  version: 1,
};

test.each([
  ['the day before', {}, '2024-08-31', 'running'],
  ['on the day', {}, '2024-09-01', 'due'],
  ['when it has been noted', { carried_out_at: new Date() }, '2024-09-02', 'leftAlready'],
  ['when the party stays', { taken_back_on: '2024-05-01', taken_back_because: 'Ny budget' }, '2024-10-01', 'takenBack'],
] as const)('%s a withdrawal stands where its dates say', (_, over, today, state) => {
  expect(withdrawalState({ ...withdrawal, ...over }, today)).toBe(state);
});

test.each([
  ['2024-07-04', '2024-12-31', 180],
  ['2024-07-03', '2024-12-31', null],
  ['2024-12-31', '2024-12-31', 0],
  ['2025-01-01', '2024-12-31', null],
])('on %s it is told that a term due on %s has %s days left', (today, due, days) => {
  expect(daysToRenewal({ ends_on: due, renews_by_months: null, notice_months: 6 }, today)).toBe(days);
});

test('a term that is prolonged by itself is due when notice must have been given', () => {
  const term = { ends_on: '2025-08-31', renews_by_months: 24, notice_months: 6 };
  expect(renewalDueOn(term)).toBe('2025-02-28');
  expect(daysToRenewal(term, '2025-02-18')).toBe(10);
});

test('a term without end asks for nothing', () => {
  expect(daysToRenewal({ ends_on: null, renews_by_months: null, notice_months: null }, '2024-01-01')).toBeNull();
});

test.each([
  ['2024-01-10T03:00:00Z', '2024-01-10T06:00:00Z'],
  ['2024-01-10T06:00:00Z', '2024-01-11T06:00:00Z'],
  ['2024-07-10T04:59:00Z', '2024-07-10T05:00:00Z'],
  // The night to summer time.
  ['2024-03-30T12:00:00Z', '2024-03-31T05:00:00Z'],
])('after %s the next morning at seven in Sweden is %s', (now, morning) => {
  expect(nextMorning(new Date(now)).toISOString()).toBe(new Date(morning).toISOString());
});
