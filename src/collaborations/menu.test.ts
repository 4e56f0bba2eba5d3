import { expect, test } from 'vitest';
import { menuAt } from './workspace.ts';

const menu = [
  { path: '', text: 'Översikt', place: 0 },
  { path: 'challenge', text: 'Utmaning', place: 10 },
  { path: 'actors', text: 'Aktörer', place: 12, under: 'challenge', state: { shape: 'waits', text: '2 väntar' } },
  { path: 'parties', text: 'Parter', place: 20 },
] as const;

test('what belongs to where the reader is stands unfolded, on its own page too', () => {
  const paths = (current: string) => menuAt(menu, current).map(({ path }) => path);
  expect(paths('challenge')).toEqual(['', 'challenge', 'actors', 'parties']);
  expect(paths('actors')).toEqual(['', 'challenge', 'actors', 'parties']);
  expect(paths('parties')).toEqual(['', 'challenge', 'parties']);
  expect(paths('somewhere-else')).toEqual(['', 'challenge', 'parties']);
});

test('folded, what waits within is told by the whole', () => {
  expect(menuAt(menu, 'parties')[1]?.state).toEqual({ shape: 'waits', text: '2 väntar' });
  expect(menuAt(menu, 'challenge')[1]?.state).toBeUndefined();
});
