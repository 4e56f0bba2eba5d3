/** One party's agreement, from 1 to 5, with the answer of another to one question. */
export interface Rating {
  readonly question: string;
  readonly party: string;
  readonly ratedParty: string;
  readonly agreement: number;
}

/** Two parties, in the order in which the parties are listed. `distance` is null where neither has rated the other. */
export interface Pair {
  readonly one: string;
  readonly other: string;
  readonly distance: number | null;
}

export interface QuestionDistance {
  readonly question: string;
  /** The mean over the pairs that have one; null where no pair has. */
  readonly distance: number | null;
  readonly pairs: readonly Pair[];
  /** How many pairs could not be counted, since neither has rated the other. */
  readonly uncounted: number;
  /** Each party's mean distance to the others; null where it has none. */
  readonly byParty: ReadonlyMap<string, number | null>;
  /** The pairs farthest from each other; none where nobody is apart. */
  readonly farthest: readonly Pair[];
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Agreement 5 is no distance, 1 is the whole. */
export const distanceOf = (agreement: number): number => (5 - agreement) / 4;

/** Sums in the order of the values, so that the order in which ratings come changes no last decimal. */
const meanOf = (values: readonly (number | null)[]): number | null =>
  mean(values.filter((value) => value !== null).toSorted((a, b) => a - b));

/**
 * How far the parties stand from each other in each question, from 0 to 1. Of a pair: the mean of what is lacking in each
 * one's agreement with the other. A rating that is missing is left out, so that a pair rests on one of them, or on none.
 */
export function measureDistance(
  questions: readonly string[],
  parties: readonly string[],
  ratings: readonly Rating[],
): readonly QuestionDistance[] {
  const keyOf = (question: string, party: string, rated: string): string => `${question}\n${party}\n${rated}`;
  const given = new Map(ratings.map((one) => [keyOf(one.question, one.party, one.ratedParty), one.agreement]));
  return questions.map((question) => {
    const between = (party: string, rated: string): number | null => {
      const agreement = given.get(keyOf(question, party, rated));
      return agreement === undefined ? null : distanceOf(agreement);
    };
    const pairs = parties.flatMap((one, at) =>
      parties
        .slice(at + 1)
        .map((other): Pair => ({ one, other, distance: meanOf([between(one, other), between(other, one)]) })),
    );
    const most = Math.max(0, ...pairs.map((pair) => pair.distance ?? 0));
    const of = new Map<string, (number | null)[]>(parties.map((party) => [party, []]));
    for (const pair of pairs) {
      of.get(pair.one)?.push(pair.distance);
      of.get(pair.other)?.push(pair.distance);
    }
    return {
      question,
      distance: meanOf(pairs.map((pair) => pair.distance)),
      pairs,
      uncounted: pairs.filter((pair) => pair.distance === null).length,
      byParty: new Map([...of].map(([party, distances]) => [party, meanOf(distances)])),
      farthest: most === 0 ? [] : pairs.filter((pair) => pair.distance === most),
    };
  });
}

/** Each pair's mean distance over the questions in which it has one. */
export function overAllQuestions(measured: readonly QuestionDistance[]): readonly Pair[] {
  return (measured[0]?.pairs ?? []).map((pair, at) => ({
    ...pair,
    distance: meanOf(measured.map((one) => one.pairs[at]?.distance ?? null)),
  }));
}

/** The order to talk in: the largest distance first, equals as they are asked, and last what could not be measured. */
export const orderOfTalk = (measured: readonly QuestionDistance[]): readonly QuestionDistance[] =>
  measured.toSorted((a, b) => (b.distance ?? -1) - (a.distance ?? -1));
