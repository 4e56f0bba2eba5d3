import { type ChangeComparison, differsAsItChanged } from './comparison.ts';
import type { Direction, Point, ValuedPoint } from './measure.ts';
import type { Side, Variation } from './variation.ts';

/**
 * How far a claim of effect reaches: (a) we did it, (b) the value changed, (c) larger than normal variation, (d) differs
 * from similar places, (e) differs from what would have happened anyway.
 */
export const ladderRungs = ['a', 'b', 'c', 'd', 'e'] as const;
export type LadderRung = (typeof ladderRungs)[number];

export type RungAnswer = 'yes' | 'notShown' | 'tooEarly' | 'notExamined' | 'notKnown';

/** What decided whether the change is larger than normal variation. */
export type VariationGround =
  | 'signal'
  | 'withinLimits'
  | 'signalOtherWay'
  | 'baselineAlreadyOutside'
  | 'noChange'
  | 'trialLimits'
  | 'noLimits'
  | 'noBaseline';

export interface Climbed {
  /** That something promised was carried out, as a party says or a source tells; null when nobody has told. */
  readonly isCarriedOut: boolean | null;
  readonly direction: Direction;
  readonly baseline: { readonly value: number; readonly period: number } | null;
  readonly points: readonly Point[];
  readonly variation: Variation;
  /** Null where there is nothing to compare with; left out where it has not been asked for. */
  readonly comparison?: ChangeComparison | null;
}

export interface LadderChange {
  readonly from: { readonly value: number; readonly period: number };
  readonly to: ValuedPoint;
  readonly amount: number;
  readonly side: Side | null;
}

export interface Ladder {
  readonly answers: Readonly<Record<LadderRung, RungAnswer>>;
  /** The topmost that holds with every one below it; (a) is left out of it where nobody has told. Null: none. */
  readonly reached: LadderRung | null;
  /** From the baseline to the latest value. */
  readonly change: LadderChange | null;
  readonly ground: VariationGround;
}

function readChange({ baseline, points }: Climbed): LadderChange | null {
  const latest = points
    .filter((point): point is ValuedPoint => point.value !== null && point.status !== 'missing')
    .toSorted((one, other) => one.period - other.period)
    .at(-1);
  if (!baseline || !latest || latest.period <= baseline.period) return null;
  const amount = latest.value - baseline.value;
  return { from: baseline, to: latest, amount, side: amount === 0 ? null : amount > 0 ? 'above' : 'below' };
}

/**
 * Larger than normal variation: the limits are locked, the latest value carries a signal on the side that the value has
 * moved to, and the baseline, where it lies in the same period, does not carry one there already.
 */
function groundOf({ variation, baseline }: Climbed, change: LadderChange | null): VariationGround {
  if (!baseline) return 'noBaseline';
  const { current } = variation;
  if (!current?.limits) return 'noLimits';
  if (!current.limits.isLocked) return 'trialLimits';
  if (!change || change.side === null) return 'noChange';
  const signalAt = (period: number) => current.signals.find((signal) => signal.period === period);
  const latest = signalAt(change.to.period);
  if (!latest) return 'withinLimits';
  if (latest.side !== change.side) return 'signalOtherWay';
  return signalAt(baseline.period)?.side === change.side ? 'baselineAlreadyOutside' : 'signal';
}

function answerVariation(ground: VariationGround): RungAnswer {
  switch (ground) {
    case 'signal':
      return 'yes';
    case 'trialLimits':
    case 'noLimits':
      return 'tooEarly';
    case 'noBaseline':
      return 'notExamined';
    default:
      return 'notShown';
  }
}

/** How far the figures let anybody go. Each rung answers for itself; `reached` is where the climb from below ends. */
export function climbLadder(climbed: Climbed): Ladder {
  const { baseline, comparison, direction, isCarriedOut } = climbed;
  const change = readChange(climbed);
  const ground = groundOf(climbed, change);
  const changed = (): RungAnswer => {
    if (!baseline) return 'notExamined';
    if (!change) return 'tooEarly';
    return change.side === null ? 'notShown' : 'yes';
  };
  const differs = (): RungAnswer => {
    if (!comparison) return 'notExamined';
    return differsAsItChanged(comparison, direction) ? 'yes' : 'notShown';
  };
  const answers: Record<LadderRung, RungAnswer> = {
    a: isCarriedOut === null ? 'notKnown' : isCarriedOut ? 'yes' : 'notShown',
    b: changed(),
    c: answerVariation(ground),
    d: differs(),
    e: 'notExamined',
  };
  let reached: LadderRung | null = null;
  for (const rung of ladderRungs) {
    if (answers[rung] === 'yes') reached = rung;
    else if (rung !== 'a' || answers.a !== 'notKnown') break;
  }
  return { answers, reached, change, ground };
}
