import { attributePublished, type Point, readState } from '../indicators/index.ts';
import type { Formats, Language } from '../platform/texts.ts';
import type { RoundGoalRow, RoundRow, RoundValueRow } from './queries.ts';
import { followUpTexts } from './texts.ts';

export interface GoalNumbers {
  /** Of the whole: its own place, the sex that the goal is read by. */
  readonly points: readonly Point[];
  readonly decimals: number;
  say(value: number): string;
  /** The values of the round's years that were doubted when it opened, and why. */
  readonly doubts: readonly { readonly period: number; readonly reason: string }[];
  /** What the frozen numbers say, in whole sentences; what is doubted among them is told last. */
  readonly sentences: string;
  readonly hasChanged: boolean;
}

const valuesOf = (goal: RoundGoalRow, values: readonly RoundValueRow[], place: string): RoundValueRow[] =>
  values.filter((value) => value.goal_id === goal.goal_id && value.sex === goal.sex && value.place === place);

/** A goal of the round read by its frozen numbers, for one place: the whole by default. */
export function readRoundGoal(
  goal: RoundGoalRow,
  values: readonly RoundValueRow[],
  round: Pick<RoundRow, 'period_from' | 'period_to'>,
  language: Language,
  formats: Formats,
  place = goal.area_code ?? '',
): GoalNumbers {
  const t = followUpTexts(language).round;
  const own = valuesOf(goal, values, place);
  const points = own.map(({ period, value, status }): Point => ({ period, value, status }));
  const doubts = own
    .filter((value) => value.doubt !== '' && value.period >= round.period_from)
    .map(({ period, doubt }) => ({ period, reason: doubt }));
  const decimals = points.every((point) => point.value === null || Number.isInteger(point.value)) ? 0 : 1;
  const say = (value: number) =>
    goal.unit === 'percent' ? formats.percent(value, decimals) : formats.number(value, decimals);
  const isWhole = place === (goal.area_code ?? '');
  const valued = points.filter(
    (point): point is Point & { value: number } => point.value !== null && point.period >= round.period_from,
  );
  const [first] = valued;
  const last = valued.at(-1);
  const sentences: string[] = [];
  if (!first || !last) sentences.push(goal.series === '' ? t.noIndicator : t.noValues);
  else if (first.period === last.period) sentences.push(t.one(say(last.value), last.period));
  else sentences.push(t.change2(say(first.value), first.period, say(last.value), last.period));
  if (isWhole && goal.target !== null && goal.target_period !== null && goal.direction) {
    sentences.push(t.target(say(goal.target), goal.target_period));
    const { state } = readState({
      direction: goal.direction,
      baseline:
        goal.baseline === null || goal.baseline_period === null
          ? null
          : { value: goal.baseline, period: goal.baseline_period },
      target: { value: goal.target, period: goal.target_period },
      points,
      decimals,
    });
    if (state === 'reached') sentences.push(t.reached);
    else if (state === 'notReached') sentences.push(t.notReached);
    else sentences.push(t.early);
  }
  sentences.push(...doubts.map(({ period, reason }) => t.doubted(period, reason)));
  return {
    points,
    doubts,
    decimals,
    say,
    sentences: sentences.join(' '),
    hasChanged: first !== undefined && last !== undefined && first.value !== last.value,
  };
}

/**
 * What a goal's frozen numbers say where they have moved: a proposal to whoever chooses what to interpret, never a
 * choice. Null where nothing has changed or nothing is measured.
 */
export function standsOut(
  goal: RoundGoalRow,
  values: readonly RoundValueRow[],
  round: Pick<RoundRow, 'period_from' | 'period_to'>,
  language: Language,
  formats: Formats,
): string | null {
  const numbers = readRoundGoal(goal, values, round, language, formats);
  return numbers.hasChanged ? numbers.sentences : null;
}

/** Where the frozen figures of these goals were published, with the round's last year; empty where all are one's own. */
export function sourceOf(goals: readonly RoundGoalRow[], round: Pick<RoundRow, 'period_to'>, formats: Formats): string {
  // An official series goes by its source and code; one's own has no source.
  const official = goals.flatMap(({ series, fetched_on }) => {
    const [, source, code] = /^([a-z]+):(.+)$/.exec(series) ?? [];
    return source && code ? [{ source, code, fetched_on }] : [];
  });
  return attributePublished(official, formats, round.period_to);
}
