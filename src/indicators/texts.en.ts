import type { TextsLike } from '../platform/texts.ts';
import type { sv } from './texts.sv.ts';

const is = (years: string): string => (/\D/.test(years) ? 'are' : 'is');
const ends = (years: string): string => (/\D/.test(years) ? 'end' : 'ends');
const belongs = (years: string): string => (/\D/.test(years) ? 'belong' : 'belongs');

export const en = {
  verdict: {
    noSureChange: 'No sure change',
    improvement: 'Improvement larger than normal variation',
    deterioration: 'Deterioration larger than normal variation',
    tooEarly: 'Too early to say',
  },
  rung: {
    a: 'We did it',
    b: 'The value changed',
    c: 'Larger than normal variation',
    d: 'Differs from similar places',
    e: 'Differs from what would have happened anyway',
  },
  noRung: 'Nothing is claimed yet',
  answer: {
    yes: 'Yes',
    notShown: 'Not shown',
    tooEarly: 'Too early',
    notExamined: 'Not examined',
    notKnown: 'Not known',
  },
  among: {
    regions: 'regions',
    similar: 'municipalities that Kolada counts as similar',
    chosen: 'chosen places',
  },
  limits: {
    tooFew: (count) =>
      `${count === 1 ? 'There is one value' : `There are ${count} values`}. Trial limits are drawn from six values and locked at twelve.`,
    noVariation: 'The values are the same every year, so what is normal variation cannot be calculated.',
    locked: (lower, upper, years) =>
      `The limits ${lower}–${upper} rest on the first twelve values, ${years}, and are locked.`,
    trial: (lower, upper, count, years) =>
      `The limits ${lower}–${upper} are trial limits: they rest on ${count} values, ${years}, and are locked at twelve.`,
    trialPreliminary: (lower, upper, years) =>
      `The limits ${lower}–${upper} are trial limits: one of the twelve values, ${years}, is preliminary.`,
    began: (year) => `A new period began in ${year}, so the assurance began anew then.`,
    belowReach: (lower, least) =>
      `The lower limit is calculated as ${lower}, but the value cannot be below ${least}. So no value can fall below it.`,
    aboveReach: (upper, most) =>
      `The upper limit is calculated as ${upper}, but the value cannot be above ${most}. So no value can rise above it.`,
  },
  signals: {
    beyondAbove: (years) => `${years} ${is(years)} above the upper limit.`,
    beyondBelow: (years) => `${years} ${is(years)} below the lower limit.`,
    runAbove: (years) => `${years} ${belongs(years)} to a run of values high above the mean.`,
    runBelow: (years) => `${years} ${belongs(years)} to a run of values far below the mean.`,
    rowAbove: (years) => `${years} ${ends(years)} at least eight values in a row above the mean.`,
    rowBelow: (years) => `${years} ${ends(years)} at least eight values in a row below the mean.`,
    none: 'No value departs from normal variation.',
    doubted: (years) => `Doubted value: ${years}.`,
  },
  capability: {
    always: 'The target lies where normal variation reaches it every year.',
    sometimes:
      'The target lies within normal variation: it is reached in some years and not in others, without anything having changed.',
    never: 'The target lies outside normal variation: it is not reached unless something changes.',
    levelHasChanged: 'The level has changed, so the limits do not say whether today’s variation reaches the target.',
    noLimits: 'It is too early to say whether normal variation reaches the target.',
  },
  because: {
    notTold: 'Nobody has said what was carried out.',
    noBaseline: 'There is no baseline, so there is nothing to count the change from.',
    noLaterValue: (year) => `There is no value after the baseline year ${year}.`,
    changed: (from, to, years) => `From ${from} to ${to}, ${years}.`,
    tooSmallToSee: 'The difference is too small to be seen with the decimals shown.',
    unchanged: (year, baselineYear) => `The value is the same in ${year} as in ${baselineYear}.`,
    aboveLimit: (years, upper) => `${years} ${is(years)} above the upper limit ${upper}.`,
    belowLimit: (years, lower) => `${years} ${is(years)} below the lower limit ${lower}.`,
    run: (year) => `${year} belongs to a run of values on the same side of the mean.`,
    inBase: 'The change itself is among the twelve years that the limits rest on.',
    within: (year, lower, upper) => `${year} is within the limits ${lower}–${upper}, with no pattern that departs.`,
    otherWay: (year) => `${year} departs the other way than the change from the baseline.`,
    already: (year) => `The baseline of ${year} already departed the same way.`,
    notCompared: 'No comparison with similar places has been made.',
    notExamined: 'Nobody has calculated what would have happened without the collaboration.',
  },
  change: {
    fell: (place, amount, years) => `${years}: the value in ${place} fell by ${amount}.`,
    rose: (place, amount, years) => `${years}: the value in ${place} rose by ${amount}.`,
    same: (place, years) => `${years}: the value was unchanged in ${place}.`,
    besideFell: (place, amount) => `In ${place} it fell by ${amount}.`,
    besideRose: (place, amount) => `In ${place} it rose by ${amount}.`,
    rank: (rank, of, places) => `Rank ${rank} of ${of} among ${places}.`,
    middle: (lower, upper) => `Half of the others changed between ${lower} and ${upper}.`,
    within: 'A change of that size is usual among them.',
    better: 'At most five in a hundred places changed as much for the better.',
    worse: 'At most five in a hundred places changed as much for the worse.',
    tooFew: (count) =>
      `${count === 1 ? 'One place is' : `${count} places are`} too few to show a difference: one always comes first.`,
    leftOut: (count) => (count === 1 ? 'One place has no value.' : `${count} places have no value.`),
  },
  level: {
    rank: (year, place, value, rank, of) =>
      `In ${year} ${place} has ${value}, rank ${rank} of ${of} counted from the best value.`,
    besideLower: (place, value, difference) => `${place} has ${value}, ${difference} lower.`,
    besideHigher: (place, value, difference) => `${place} has ${value}, ${difference} higher.`,
    besideSame: (place) => `${place} has the same.`,
    ranks: (years, best, worst) =>
      best === worst
        ? `The rank has been the same for the last ${years} years.`
        : `In the last ${years} years the rank has been between ${best} and ${worst}, so a single rank says little.`,
    noCause: 'A rank does not show what it depends on.',
  },
  claim: {
    lower: (place, year, value, baselineYear, baseline) =>
      `The value in ${place} is lower in ${year} than in ${baselineYear}: ${value} against ${baseline}.`,
    higher: (place, year, value, baselineYear, baseline) =>
      `The value in ${place} is higher in ${year} than in ${baselineYear}: ${value} against ${baseline}.`,
    ownPlace: 'the area',
    same: (year, baselineYear) => `The value is the same in ${year} as in ${baselineYear}.`,
    tooEarly: 'It is too early to say whether the value has changed.',
    noBaseline: 'Without a baseline nobody can say whether the value has changed.',
    improvement: 'The change is an improvement, and it is larger than normal variation.',
    deterioration: 'The change is a deterioration, and it is larger than normal variation.',
    variationNotShown: 'It is not shown that the change is larger than normal variation.',
    variationTooEarly: 'It is too early to say whether the change is larger than normal variation.',
    noCause: 'It is not shown that the collaboration is the cause.',
    nothingToExplain: 'So nothing can be said of what the collaboration has meant.',
    differs: 'The change differs from that in similar places, but that does not show what it depends on.',
    likeOthers: 'The change does not differ from what is usual among similar places.',
    tooFewToCompare: 'The places to compare with are too few to show a difference.',
    notCompared: 'The change has not been compared with similar places.',
    notExamined: 'Whether it would have come anyway has not been examined.',
  },
  cannotSay: {
    inBase: (sentences) =>
      `Among the years that the limits rest on are values that depart themselves. ${sentences} The chart shows that the level has changed. It does not show when or why.`,
    general: 'The limits show whether the level has changed. They do not show when or why.',
    trial: 'Trial limits move with every new value until there are twelve. Until then they carry no claim.',
  },
} satisfies TextsLike<typeof sv>;
