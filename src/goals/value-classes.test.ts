import { expect, test } from 'vitest';
import { classesOf, classOf } from './value-classes.ts';

test('values are put in four classes with as many in each as can be', () => {
  expect(classesOf([8, 1, 2, 3, 4, 5, 6, 7])).toEqual([
    { from: 1, to: 2 },
    { from: 3, to: 4 },
    { from: 5, to: 6 },
    { from: 7, to: 8 },
  ]);
  expect(classesOf([4.3, 5.2, 5.5, 5.8, 6.3])).toHaveLength(4);
});

test('equal values are never parted, and there are no more classes than values', () => {
  expect(classesOf([1, 1, 1, 1, 1, 2])).toEqual([
    { from: 1, to: 1 },
    { from: 2, to: 2 },
  ]);
  expect(classesOf([3, 3])).toEqual([{ from: 3, to: 3 }]);
  expect(classesOf([])).toEqual([]);
});

test('every value is in a class, the highest in the last', () => {
  for (const values of [[5], [1, 2, 3], [9, 9, 1, 4, 4, 4, 7], Array.from({ length: 33 }, (_, at) => (at * 7) % 11)]) {
    const classes = classesOf(values);
    for (const value of values) expect(classOf(classes, value)).toBeGreaterThanOrEqual(0);
    expect(classOf(classes, Math.max(...values))).toBe(classes.length - 1);
  }
});
