import { expect, test } from 'vitest';
import { proposeDeadline } from '../collaborations/index.ts';
import { momentOf, type Progress, proposeMoments, stateOf } from './round.ts';

test.each([
  ['2023-11-20', '2023-12-18'],
  ['2024-06-10', '2024-08-08'],
  ['2024-07-05', '2024-08-28'],
  ['2024-05-01', '2024-05-29'],
])('a round opened %s is proposed to end %s: the days of July do not count', (opened, deadline) => {
  expect(proposeDeadline(new Date(`${opened}T09:00:00Z`))).toBe(deadline);
});

test('days are those of Sweden: after midnight there a round does not begin with yesterday', () => {
  expect(proposeDeadline(new Date('2026-11-26T23:30:00Z'))).toBe(proposeDeadline(new Date('2026-11-27T09:00:00Z')));
  expect(proposeMoments(new Date('2026-06-01T22:30:00Z'))[0]?.startsOn).toBe('2026-06-02');
});

test('the five moments are planned one after the other', () => {
  expect(proposeMoments(new Date('2023-09-04T09:00:00Z'))).toEqual([
    { moment: 'measure', startsOn: '2023-09-04', endsOn: '2023-09-04' },
    { moment: 'observe', startsOn: '2023-09-04', endsOn: '2023-10-02' },
    { moment: 'interpret', startsOn: '2023-10-02', endsOn: '2023-10-30' },
    { moment: 'document', startsOn: '2023-10-30', endsOn: '2023-11-27' },
    { moment: 'feedBack', startsOn: '2023-11-27', endsOn: '2023-12-25' },
  ]);
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

test('a full round stands where what has happened puts it', () => {
  const at = new Date('2023-12-01T09:00:00Z');
  const opened: Progress = {
    deadline_at: at,
    shared_at: null,
    closed_at: null,
    interpretation_opened_at: null,
    deviations: 0,
    jointlyRead: 0,
    isAdopted: false,
  };
  expect(momentOf(opened)).toBe('observe');
  const interpreting = { ...opened, interpretation_opened_at: at, deviations: 3, jointlyRead: 2 };
  expect(momentOf(interpreting)).toBe('interpret');
  const documenting = { ...interpreting, jointlyRead: 3 };
  expect(momentOf(documenting)).toBe('document');
  expect(momentOf({ ...documenting, isAdopted: true })).toBe('feedBack');
  expect(momentOf({ ...documenting, isAdopted: true, closed_at: at })).toBeNull();
});
