import { expect, test } from 'vitest';
import type { ClauseRow } from './queries.ts';
import { compareVersions } from './version-comparison.ts';

const clause = (thread: string, place: number, text: string, heading = 'Syfte'): ClauseRow =>
  ({ id: `${thread} ${text}`, thread_id: thread, place, text, heading }) as ClauseRow;

test('a clause with the same words is the same, wherever its lines break; another word or heading changes it', () => {
  const before = [
    clause('a', 1, 'Parterna ska\nträffas  varje månad.\n'),
    clause('b', 2, 'Parterna betalar lika.'),
    clause('c', 3, 'Lika', 'Pengar'),
  ];
  const after = [
    clause('a', 1, 'Parterna ska träffas varje\nmånad.'),
    clause('b', 2, 'Parterna betalar olika.'),
    clause('c', 3, 'Lika', 'Kostnader'),
  ];
  expect(compareVersions(before, after).map(({ kind }) => kind)).toEqual(['same', 'changed', 'changed']);
});
