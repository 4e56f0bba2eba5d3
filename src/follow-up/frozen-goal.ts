import {
  type AssuranceRow,
  baselineOf,
  compareGoal,
  type Measure,
  type ReadAssurance,
  readAssurance,
  readIndicator,
  type SimilarRow,
  similarTo,
  widerChanges,
  wordingOf,
} from '../goals/index.ts';
import { type LadderRung, type LockedText, sayChanges, sayClaim, sayRungs, type Wording } from '../indicators/index.ts';
import type { Formats } from '../platform/texts.ts';
import type { RoundGoalRow, RoundPlaceRow, RoundValueRow } from './queries.ts';

/** What a person has added to the figures: from when limits begin anew, and that something was carried out. */
export interface Added {
  readonly starts: readonly number[];
  readonly isCarriedOut: boolean;
}

/** What has been added to a goal of a round since it began to be measured. */
export const addedTo = (goal: RoundGoalRow, assurance: readonly AssuranceRow[]): Added => ({
  starts: assurance.flatMap((row) =>
    row.kind === 'limitPeriod' && row.of_id === goal.indicator_id && row.from_period !== null ? [row.from_period] : [],
  ),
  isCarriedOut: assurance.some((row) => row.kind === 'implementation' && row.of_id === goal.goal_id),
});

/** A goal of a round as its frozen figures let it be read. */
export interface FrozenGoal {
  readonly goal: RoundGoalRow;
  readonly measure: Measure;
  readonly assurance: ReadAssurance;
  readonly wording: Wording;
  /** What each rung's answer rests on. */
  readonly evidence: Readonly<Record<LadderRung, string>>;
  readonly claim: LockedText;
}

interface Points {
  readonly periods: readonly number[];
  readonly amounts: readonly (number | null)[];
  readonly statuses: readonly string[];
}

function pointsAt(goal: RoundGoalRow, values: readonly RoundValueRow[], place: string): Points {
  const own = values.filter(
    (value) => value.goal_id === goal.goal_id && value.place === place && value.sex === goal.sex,
  );
  return {
    periods: own.map((value) => value.period),
    amounts: own.map((value) => value.value),
    statuses: own.map((value) => value.status),
  };
}

/** The frozen figures of a goal in the form that every measure is read in; undefined where nothing measures it. */
export function measureOf(
  goal: RoundGoalRow,
  values: readonly RoundValueRow[],
  places: readonly RoundPlaceRow[],
): Measure | undefined {
  if (goal.series === '' || !goal.direction) return undefined;
  const points = pointsAt(goal, values, goal.area_code ?? '');
  return {
    ...points,
    doubted: points.periods.filter((_, at) => points.statuses[at] === 'doubted'),
    direction: goal.direction,
    baseline: goal.baseline,
    baseline_period: goal.baseline_period,
    target: goal.target,
    target_period: goal.target_period,
    unit: goal.unit,
    area_name: places.find((place) => place.goal_id === goal.goal_id && place.code === goal.area_code)?.name ?? null,
  };
}

function similarPlaces(
  goal: RoundGoalRow,
  values: readonly RoundValueRow[],
  places: readonly RoundPlaceRow[],
): SimilarRow[] {
  const similar = new Set(
    values.filter((value) => value.goal_id === goal.goal_id && value.is_similar).map(({ place }) => place),
  );
  return places
    .filter((place) => place.goal_id === goal.goal_id && place.code !== goal.area_code)
    .filter((place) => similar.has(place.code) || place.kind === 'country')
    .map((place) => ({
      area_code: place.code,
      area_name: place.name,
      area_kind: place.kind,
      is_similar: similar.has(place.code),
      is_chosen: false,
      ...pointsAt(goal, values, place.code),
    }));
}

/** Reads a goal by the figures that the round froze: the same rules and words as for those of today. */
export function readFrozenGoal(
  goal: RoundGoalRow,
  values: readonly RoundValueRow[],
  places: readonly RoundPlaceRow[],
  added: Added,
  formats: Formats,
): FrozenGoal | undefined {
  const measure = measureOf(goal, values, places);
  if (!measure) return undefined;
  const wording = wordingOf(measure, readIndicator(measure), formats);
  const similar = similarPlaces(goal, values, places);
  const among = similarTo(similar);
  const compared = compareGoal(measure, similar, among);
  const changes = compared?.changes ?? null;
  const assurance = readAssurance(measure, added.starts, added.isCarriedOut, changes);
  const said = compared && changes ? sayChanges(changes, among, wording, widerChanges(compared)) : undefined;
  return {
    goal,
    measure,
    assurance,
    wording,
    evidence: sayRungs(assurance.ladder, assurance.variation, wording, baselineOf(measure), said),
    claim: sayClaim(assurance.ladder, assurance.variation, measure.direction, wording, changes),
  };
}
