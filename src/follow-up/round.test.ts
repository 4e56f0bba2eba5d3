import { expect, test } from 'vitest';
import { proposeDeadline, stateOf } from './round.ts';

test.each([
  ['2023-11-20', '2023-12-18'],
  ['2024-06-10', '2024-08-15'],
  ['2024-07-05', '2024-08-02'],
])('a round opened %s is proposed to end %s', (opened, deadline) => {
  expect(proposeDeadline(new Date(`${opened}T09:00:00Z`))).toBe(deadline);
});

test('answers are shared when all are in or the deadline has passed, whichever is first', () => {
  const deadline_at = new Date('2023-12-18T23:00:00Z');
  const open = { deadline_at, shared_at: null, closed_at: null };
  const before = new Date('2023-12-18T22:59:59Z');
  expect(stateOf(open, before)).toBe('answering');
  expect(stateOf(open, deadline_at)).toBe('shared');
  expect(stateOf({ ...open, shared_at: before }, before)).toBe('shared');
  expect(stateOf({ ...open, closed_at: before }, before)).toBe('closed');
});
