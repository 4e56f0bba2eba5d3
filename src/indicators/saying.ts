import type { Formats } from '../platform/texts.ts';
import type { ChangeComparison, LevelComparison } from './comparison.ts';
import type { Ladder, LadderRung } from './ladder.ts';
import type { Direction } from './measure.ts';
import { indicatorTexts } from './texts.ts';
import {
  type Capability,
  isBetter,
  type Limits,
  type Possible,
  type Signal,
  type Variation,
  valuesToLock,
} from './variation.ts';

/** How figures are written, and of which place. */
export interface Wording {
  readonly formats: Formats;
  /** A value with its unit: 5,1 %. */
  readonly say: (value: number) => string;
  /** A value where the unit is known from what stands around it: 5,1. */
  readonly sayPlain: (value: number) => string;
  /** A difference between two values, without a sign: 0,2 procentenheter. */
  readonly sayDifference: (amount: number) => string;
  /** Undefined where the figures are of the collaboration's own area. */
  readonly place: string | undefined;
}

const joined = (sentences: readonly (string | false | null | undefined)[]): string =>
  sentences.filter(Boolean).join(' ');
const span = (from: number, to: number): string => (from === to ? String(from) : `${from}–${to}`);
const years = (signals: readonly Signal[], formats: Formats): string =>
  formats.list(signals.map(({ period }) => String(period)));

/** What the limits rest on, and whether they are locked. */
export function sayLimits({ current, periods }: Variation, wording: Wording): string {
  const { formats, sayPlain } = wording;
  const t = indicatorTexts(formats.language).limits;
  if (!current) return t.tooFew(0);
  const began = periods.length > 1 && t.began(current.from);
  const limits = current.limits;
  if (!limits)
    return joined([current.withoutLimits === 'noVariation' ? t.noVariation : t.tooFew(current.points.length), began]);
  const lower = sayPlain(limits.lower);
  const upper = sayPlain(limits.upper);
  const over = span(limits.from, limits.to);
  const told = (): string => {
    if (limits.isLocked) return t.locked(lower, upper, over);
    if (limits.count === valuesToLock) return t.trialPreliminary(lower, upper, over);
    return t.trial(lower, upper, String(limits.count), over);
  };
  return joined([told(), began]);
}

/** That a limit lies where no value can come. */
export function sayOutOfReach(limits: Limits, possible: Possible, wording: Wording): string {
  const t = indicatorTexts(wording.formats.language).limits;
  return joined(
    limits.outOfReach.map((side) =>
      side === 'below'
        ? t.belowReach(wording.say(limits.lower), wording.say(possible.from ?? 0))
        : t.aboveReach(wording.say(limits.upper), wording.say(possible.to ?? 0)),
    ),
  );
}

/** Which years depart from normal variation, and how; the years are listed. */
export function saySignals(signals: readonly Signal[], formats: Formats): string {
  const t = indicatorTexts(formats.language).signals;
  if (signals.length === 0) return t.none;
  const isRow = ({ rules }: Signal) => rules.includes('eightOnOneSide');
  const kinds = [
    [t.beyondAbove, signals.filter((one) => one.isBeyondLimit && one.side === 'above')],
    [t.beyondBelow, signals.filter((one) => one.isBeyondLimit && one.side === 'below')],
    [t.runAbove, signals.filter((one) => !one.isBeyondLimit && one.side === 'above' && !isRow(one))],
    [t.runBelow, signals.filter((one) => !one.isBeyondLimit && one.side === 'below' && !isRow(one))],
    [t.rowAbove, signals.filter((one) => !one.isBeyondLimit && one.side === 'above' && isRow(one))],
    [t.rowBelow, signals.filter((one) => !one.isBeyondLimit && one.side === 'below' && isRow(one))],
    [t.doubted, signals.filter((one) => one.isDoubted)],
  ] as const;
  return joined(kinds.map(([say, those]) => those.length > 0 && say(years(those, formats))));
}

/** Whether normal variation reaches the target; by trial limits it is said that they are. */
export function sayCapability(capability: Capability, { current }: Variation, { formats }: Wording): string {
  const t = indicatorTexts(formats.language);
  const isTrial = current?.limits?.isLocked === false && capability !== 'noLimits';
  return joined([t.capability[capability], isTrial && t.byTrial]);
}

const signed = (comparison: ChangeComparison, amount: number, { formats, sayPlain }: Wording): string =>
  comparison.isInPercent ? formats.percent(amount, 0) : sayPlain(amount);
const size = (comparison: ChangeComparison, amount: number, { formats, sayDifference }: Wording): string =>
  comparison.isInPercent ? formats.percent(Math.abs(amount), 0) : sayDifference(Math.abs(amount));

export type ComparedAmong = 'regions' | 'similar' | 'chosen';

/** How the change stands among those of similar places, with what is usual among them; no word of a cause. */
export function sayChanges(
  comparison: ChangeComparison,
  among: ComparedAmong,
  wording: Wording,
  beside: readonly { readonly name: string; readonly change: number }[] = [],
): string {
  const { language } = wording.formats;
  const t = indicatorTexts(language).change;
  const place = wording.place ?? indicatorTexts(language).claim.ownPlace;
  const { own, from, to, outcome } = comparison;
  const over = span(from, to);
  return joined([
    own === 0 ? t.same(place, over) : (own < 0 ? t.fell : t.rose)(place, size(comparison, own, wording), over),
    ...beside.map(({ name, change }) =>
      (change < 0 ? t.besideFell : t.besideRose)(name, size(comparison, change, wording)),
    ),
    t.rank(comparison.rank, comparison.of, indicatorTexts(language).among[among]),
    comparison.others.length > 3 &&
      t.middle(
        signed(comparison, comparison.lowerQuartile, wording),
        signed(comparison, comparison.upperQuartile, wording),
      ),
    outcome === 'tooFew' ? t.tooFew(comparison.others.length) : t[outcome],
    comparison.leftOut > 0 && t.leftOut(comparison.leftOut),
  ]);
}

/** Where the value stands among those of others, how far that has moved, and what it does not show. */
export function sayLevels(
  comparison: LevelComparison,
  wording: Wording,
  beside: readonly { readonly name: string; readonly value: number }[] = [],
): string {
  const { language } = wording.formats;
  const t = indicatorTexts(language).level;
  const place = wording.place ?? indicatorTexts(language).claim.ownPlace;
  return joined([
    t.rank(comparison.period, place, wording.say(comparison.own), comparison.rank, comparison.of),
    ...beside.map(({ name, value }) => {
      const difference = value - comparison.own;
      if (difference === 0) return t.besideSame(name);
      const told = wording.sayDifference(Math.abs(difference));
      return (difference < 0 ? t.besideLower : t.besideHigher)(name, wording.say(value), told);
    }),
    comparison.ranks.years > 1 && t.ranks(comparison.ranks.years, comparison.ranks.best, comparison.ranks.worst),
    t.noCause,
  ]);
}

/** What each rung's answer rests on, one or two sentences each. */
export function sayRungs(
  ladder: Ladder,
  variation: Variation,
  wording: Wording,
  baseline: { readonly period: number } | null,
  compared?: string,
): Readonly<Record<LadderRung, string>> {
  const { formats, say, sayPlain } = wording;
  const t = indicatorTexts(formats.language).because;
  const { change, ground } = ladder;
  const limits = variation.current?.limits;
  const changed = (): string => {
    if (!baseline) return t.noBaseline;
    if (!change) return t.noLaterValue(baseline.period);
    const { from, to, amount } = change;
    if (amount === 0) return t.unchanged(to.period, from.period);
    return joined([
      t.changed(say(from.value), say(to.value), span(from.period, to.period)),
      say(from.value) === say(to.value) && t.tooSmallToSee,
    ]);
  };
  const larger = (): string => {
    if (ground === 'noBaseline') return t.noBaseline;
    if (!change || !limits || ground === 'trialLimits' || ground === 'noLimits') return sayLimits(variation, wording);
    const { period } = change.to;
    switch (ground) {
      case 'noChange':
        return t.unchanged(period, change.from.period);
      case 'signalOtherWay':
        return t.otherWay(period);
      case 'baselineAlreadyOutside':
        return t.already(change.from.period);
      case 'withinLimits':
        return t.within(period, sayPlain(limits.lower), sayPlain(limits.upper));
      default: {
        const those = (variation.current?.signals ?? []).filter(
          (one) => one.side === change.side && one.isBeyondLimit && one.period > change.from.period,
        );
        return joined([
          those.length === 0
            ? t.run(period)
            : change.side === 'above'
              ? t.aboveLimit(years(those, formats), sayPlain(limits.upper))
              : t.belowLimit(years(those, formats), sayPlain(limits.lower)),
          variation.current?.signals.some((one) => one.isInBase && one.side === change.side) && t.inBase,
        ]);
      }
    }
  };
  return {
    a: ladder.answers.a === 'yes' ? t.told : t.notTold,
    b: changed(),
    c: larger(),
    d: compared ?? t.notCompared,
    e: t.notExamined,
  };
}

/** The locked text: what can be said, what is not shown, and what the limits themselves cannot say. */
export interface LockedText {
  readonly claim: string;
  readonly cause: string;
  /** Why no cause is shown. */
  readonly why: string;
  readonly limits: string | null;
}

export function sayClaim(
  ladder: Ladder,
  variation: Variation,
  direction: Direction,
  wording: Wording,
  comparison?: ChangeComparison | null,
): LockedText {
  const { formats, say } = wording;
  const texts = indicatorTexts(formats.language);
  const t = texts.claim;
  const place = wording.place ?? t.ownPlace;
  const { change, answers } = ladder;
  const changed = (): string => {
    if (answers.b === 'notExamined') return t.noBaseline;
    if (!change) return t.tooEarly;
    const { from, to, side } = change;
    if (side === null) return t.same(to.period, from.period);
    return (side === 'below' ? t.lower : t.higher)(place, to.period, say(to.value), from.period, say(from.value));
  };
  const isChanged = answers.b === 'yes';
  const larger = (): string | false => {
    if (!isChanged) return false;
    if (answers.c === 'yes') return isBetter(direction, change?.side ?? 'above') ? t.improvement : t.deterioration;
    return answers.c === 'tooEarly' ? t.variationTooEarly : t.variationNotShown;
  };
  const why = (): string | false => {
    if (answers.d === 'yes') return t.differs;
    if (!comparison) return t.notCompared;
    return comparison.outcome === 'tooFew' ? t.tooFewToCompare : t.likeOthers;
  };
  const { current } = variation;
  const inBase = (current?.signals ?? []).filter((one) => one.isInBase);
  const limits = (): string | null => {
    if (!current?.limits) return null;
    if (!current.limits.isLocked) return texts.cannotSay.trial;
    return inBase.length > 0 ? texts.cannotSay.inBase(saySignals(inBase, formats)) : texts.cannotSay.general;
  };
  return {
    claim: joined([changed(), larger()]),
    cause: isChanged ? t.noCause : t.nothingToExplain,
    why: isChanged ? joined([why(), t.notExamined]) : '',
    limits: limits(),
  };
}
