import type { RoundGoalRow, RoundRow, RoundValueRow, SaidBeforeRow } from './queries.ts';
import { answerIn, type UndertakingAnswer, type UndertakingRow } from './undertakings.ts';

/** The round before, as far as it is laid beside the one at hand. */
export interface RoundBefore {
  readonly round: RoundRow;
  readonly goals: readonly RoundGoalRow[];
  readonly values: readonly RoundValueRow[];
  readonly said: readonly SaidBeforeRow[];
}

export interface KnownValue {
  readonly value: number;
  readonly period: number;
}

export interface ComparedGoal {
  readonly goalId: string;
  readonly text: string;
  readonly unit: string;
  readonly decimals: number;
  readonly standIn: string;
  /** As each round froze it; null where nothing was known. */
  readonly earlier: KnownValue | null;
  readonly now: KnownValue | null;
  /** Now less then, of values that are not rounded; null where either is missing or measured by something else. */
  readonly delta: number | null;
  /** Whether the change goes the way that was aimed for; null where nothing says which way that is. */
  readonly isTowards: boolean | null;
  /** The part of the way from baseline to target, then and now; null where there are no two ends. */
  readonly way: { readonly earlier: number; readonly now: number } | null;
  /** What the parties said of it together then. */
  readonly said: readonly string[];
  /** The goal, or what measures it, was not in the round before. */
  readonly isNew: boolean;
  readonly isMeasuredAnew: boolean;
}

/** The last value of the whole that a round knew. */
function lastKnown(goal: RoundGoalRow, values: readonly RoundValueRow[], to: number): KnownValue | null {
  const known = values.filter(
    (one): one is RoundValueRow & { value: number } =>
      one.goal_id === goal.goal_id &&
      one.place === (goal.area_code ?? '') &&
      one.sex === goal.sex &&
      one.period <= to &&
      one.value !== null,
  );
  const last = known.toSorted((a, b) => a.period - b.period).at(-1);
  return last ? { value: last.value, period: last.period } : null;
}

/** Goal by goal, two rounds beside each other: what was known then, what is known now, and the difference. */
export function compareGoals(
  now: { readonly round: RoundRow; readonly goals: readonly RoundGoalRow[]; readonly values: readonly RoundValueRow[] },
  before: RoundBefore,
): readonly ComparedGoal[] {
  return now.goals.map((goal) => {
    const goalBefore = before.goals.find((one) => one.goal_id === goal.goal_id);
    const isSame =
      goalBefore !== undefined &&
      goalBefore.series === goal.series &&
      goalBefore.area_code === goal.area_code &&
      goalBefore.sex === goal.sex;
    const latest = lastKnown(goal, now.values, now.round.period_to);
    const first = isSame ? lastKnown(goalBefore, before.values, before.round.period_to) : null;
    const delta = latest && first && latest.period > first.period ? latest.value - first.value : null;
    const { baseline, target } = goal;
    const way =
      latest && first && baseline !== null && target !== null && baseline !== target
        ? {
            earlier: (first.value - baseline) / (target - baseline),
            now: (latest.value - baseline) / (target - baseline),
          }
        : null;
    const own = [...now.values, ...before.values].filter((one) => one.goal_id === goal.goal_id && one.value !== null);
    return {
      goalId: goal.goal_id,
      text: goal.text,
      unit: goal.unit,
      decimals: own.every((one) => Number.isInteger(one.value)) ? 0 : 1,
      standIn: goal.stand_in_note,
      earlier: first,
      now: latest,
      delta,
      isTowards: delta === null || delta === 0 || !goal.direction ? null : delta > 0 === (goal.direction === 'up'),
      way,
      said: before.said.filter((one) => one.goal_id === goal.goal_id).map(({ text }) => text),
      isNew: goalBefore === undefined,
      isMeasuredAnew: goalBefore !== undefined && !isSame,
    };
  });
}

export interface ComparedUndertaking {
  readonly row: UndertakingRow;
  readonly earlier: UndertakingAnswer | undefined;
  readonly now: UndertakingAnswer | undefined;
}

/** Undertaking by undertaking, what each party said then and says now. */
export const compareUndertakings = (
  rows: readonly UndertakingRow[],
  roundId: string,
  beforeId: string,
): readonly ComparedUndertaking[] =>
  rows
    .map((row) => ({ row, earlier: answerIn(row, beforeId), now: answerIn(row, roundId) }))
    .filter(({ earlier, now }) => earlier || now);
