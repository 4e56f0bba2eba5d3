import { expect, test } from 'vitest';
import { isWriting, under } from './section.ts';

const at = (time: string) => new Date(`2023-11-20T${time}Z`);

test('who writes lets go by itself ten minutes after the last save', () => {
  const turn = { since_at: at('08:00:00'), created_at: at('08:20:00'), is_ended: false, created_by: 'a' };
  expect(isWriting(turn, at('08:29:59'))).toBe(true);
  expect(isWriting(turn, at('08:30:00'))).toBe(false);
  expect(isWriting({ ...turn, is_ended: true }, at('08:21:00'))).toBe(false);
});

test('a cause is never moved under itself or what stands under it', () => {
  const tree = [
    { id: 'a', under_id: null },
    { id: 'c', under_id: 'b' },
    { id: 'b', under_id: 'a' },
    { id: 'd', under_id: null },
  ];
  expect([...under(tree, 'a')].toSorted()).toEqual(['a', 'b', 'c']);
});
