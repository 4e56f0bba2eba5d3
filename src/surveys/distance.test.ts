import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { measureDistance, orderOfTalk, overAllQuestions, type Rating } from './distance.ts';

const rating = (party: string, ratedParty: string, agreement: number, question = 'why'): Rating => ({
  question,
  party,
  ratedParty,
  agreement,
});
const measure = (ratings: readonly Rating[], parties: readonly string[] = ['a', 'b', 'c'], questions = ['why']) =>
  measureDistance(questions, parties, ratings);

describe('of a pair', () => {
  test.each([
    [[rating('a', 'b', 5), rating('b', 'a', 5)], 0],
    [[rating('a', 'b', 1), rating('b', 'a', 1)], 1],
    [[rating('a', 'b', 5), rating('b', 'a', 1)], 0.5],
    [[rating('a', 'b', 4), rating('b', 'a', 3)], 0.375],
    [[rating('a', 'b', 2)], 0.75],
    [[], null],
  ])('ratings %j are the distance %s', (ratings, distance) => {
    expect(measure(ratings)[0]?.pairs[0]).toEqual({ one: 'a', other: 'b', distance });
  });
});

test('a question is the mean of the pairs that have a distance, and says how many have none', () => {
  const [measured] = measure([rating('a', 'b', 1), rating('b', 'c', 5)]);
  expect(measured?.distance).toBe(0.5);
  expect(measured?.uncounted).toBe(1);
  expect(measured?.farthest).toEqual([{ one: 'a', other: 'b', distance: 1 }]);
  expect([...(measured?.byParty ?? [])]).toEqual([
    ['a', 1],
    ['b', 0.5],
    ['c', 0],
  ]);
});

test('where nobody has rated there is no distance, and nought is not put in its place', () => {
  const [measured] = measure([]);
  expect(measured).toMatchObject({ distance: null, uncounted: 3, farthest: [] });
  expect([...(measured?.byParty.values() ?? [])]).toEqual([null, null, null]);
});

test('nobody is farthest apart where all agree', () => {
  const [measured] = measure([rating('a', 'b', 5), rating('c', 'a', 5)]);
  expect(measured).toMatchObject({ distance: 0, farthest: [] });
});

test('pairs that are equally far apart are all named, in the order of the parties', () => {
  const [measured] = measure([rating('c', 'b', 2), rating('b', 'a', 2), rating('a', 'c', 3)]);
  expect(measured?.farthest.map(({ one, other }) => one + other)).toEqual(['ab', 'bc']);
});

test('the talk begins where the distance is largest; equals come as asked, what is unmeasured last', () => {
  const questions = ['why', 'what', 'who', 'how'];
  const measured = measure(
    [rating('a', 'b', 3, 'what'), rating('a', 'b', 1, 'who'), rating('b', 'c', 3, 'how')],
    ['a', 'b', 'c'],
    questions,
  );
  expect(orderOfTalk(measured).map(({ question }) => question)).toEqual(['who', 'what', 'how', 'why']);
});

test('over all questions a pair has the mean of those in which it has a distance', () => {
  const measured = measure(
    [rating('a', 'b', 1, 'what'), rating('a', 'b', 5, 'who'), rating('a', 'c', 4, 'who')],
    ['a', 'b', 'c'],
    ['why', 'what', 'who'],
  );
  expect(overAllQuestions(measured).map(({ distance }) => distance)).toEqual([0.5, 0.25, null]);
});

describe('whatever is rated', () => {
  const parties = ['a', 'b', 'c', 'd', 'e'];
  const questions = ['why', 'how'];
  const ratings = fc.uniqueArray(
    fc
      .record({
        question: fc.constantFrom(...questions),
        party: fc.constantFrom(...parties),
        ratedParty: fc.constantFrom(...parties),
        agreement: fc.integer({ min: 1, max: 5 }),
      })
      .filter((one) => one.party !== one.ratedParty),
    { selector: (one) => `${one.question} ${one.party} ${one.ratedParty}` },
  );
  const distances = (given: readonly Rating[]) =>
    measure(given, parties, questions).map(({ pairs, distance, byParty }) => [pairs, distance, [...byParty]]);

  test('it is between 0 and 1, and a pair rests on at most two ratings', () => {
    fc.assert(
      fc.property(ratings, (given) => {
        for (const one of measure(given, parties, questions)) {
          for (const distance of [one.distance, ...one.pairs.map((pair) => pair.distance), ...one.byParty.values()]) {
            if (distance !== null) expect(distance >= 0 && distance <= 1).toBe(true);
          }
          expect(one.uncounted).toBe(one.pairs.filter((pair) => pair.distance === null).length);
        }
      }),
    );
  });

  test('it is the same when every pair has changed places', () => {
    fc.assert(
      fc.property(ratings, (given) => {
        const turned = given.map((one) => ({ ...one, party: one.ratedParty, ratedParty: one.party }));
        expect(distances(turned)).toEqual(distances(given));
      }),
    );
  });

  test('it does not depend on the order in which ratings came', () => {
    fc.assert(
      fc.property(ratings, fc.infiniteStream(fc.nat()), (given, keys) => {
        const shuffled = given
          .map((one) => ({ one, key: keys.next().value ?? 0 }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ one }) => one);
        expect(distances(shuffled)).toEqual(distances(given));
      }),
    );
  });

  test('full agreement everywhere is no distance anywhere', () => {
    fc.assert(
      fc.property(ratings, (given) => {
        for (const one of measure(
          given.map((each) => ({ ...each, agreement: 5 })),
          parties,
          questions,
        )) {
          expect(one.distance ?? 0).toBe(0);
          expect(one.farthest).toEqual([]);
        }
      }),
    );
  });
});
