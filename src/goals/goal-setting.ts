import { author, type Tx } from '../identity/index.ts';
import type { Sex } from '../indicators/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import type { Direction, GoalKind } from './goal.ts';
import type { GoalRow, IndicatorRow } from './queries.ts';

const insertGoal = statement<
  unknown,
  [
    collaboration: string,
    id: string,
    under: string | null,
    kind: GoalKind,
    text: string,
    targetYear: number | null,
    adoptedOn: string | null,
    sourceTitle: string,
    sourcePage: string,
    sourceRelation: string | null,
    withoutIndicatorNote: string,
    place: number | null,
    at: Date,
  ]
>(`
  insert into joint_goal (collaboration_id, id, under_id, kind, text, target_year, adopted_on, source_title, source_page,
    source_relation, without_indicator_note, place, created_at)
  values ($1::uuid, $2, $3, $4, $5, $6, $7::date, $8, $9, $10, $11,
    coalesce($12, (select coalesce(max(g.place), 0) + 1 from joint_goal g where g.collaboration_id = $1::uuid)), $13)`);
const updateGoal = statement<
  { version: number },
  [
    string,
    string,
    number,
    string | null,
    GoalKind,
    string,
    number | null,
    string | null,
    string,
    string,
    string | null,
    string,
  ]
>(`
  update joint_goal set under_id = $4, kind = $5, text = $6, target_year = $7, adopted_on = $8::date, source_title = $9,
    source_page = $10, source_relation = $11, without_indicator_note = $12, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning version`);
const withdrawGoalRow = statement<{ text: string }, [collaboration: string, id: string, at: Date]>(`
  update joint_goal set withdrawn_at = $3 where collaboration_id = $1 and id = $2 and withdrawn_at is null returning text`);
const insertIndicator = statement<
  unknown,
  [
    collaboration: string,
    id: string,
    goal: string,
    series: number | null,
    ownSeries: string | null,
    ownPlace: string,
    name: string,
    unit: string,
    area: string | null,
    sex: Sex,
    direction: Direction,
    baselinePeriod: number | null,
    baseline: number | null,
    targetPeriod: number | null,
    target: number | null,
    comparisonAreas: readonly string[],
    isStandIn: boolean,
    standInNote: string,
    shortNote: string,
    quality: string,
    at: Date,
    isOurChoice: boolean,
  ]
>(`
  insert into indicator (collaboration_id, id, goal_id, series_id, own_series_id, own_place, name, unit, area_code, sex, direction,
    baseline_period, baseline, target_period, target, comparison_areas, is_stand_in, stand_in_note, short_note, quality, place,
    created_at, is_our_choice)
  values ($1::uuid, $2, $3::uuid, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
    (select count(*) + 1 from indicator i where i.collaboration_id = $1::uuid and i.goal_id = $3::uuid), $21, $22)`);
const updateIndicator = statement<
  { version: number },
  [
    collaboration: string,
    id: string,
    version: number,
    name: string,
    direction: Direction,
    baselinePeriod: number | null,
    baseline: number | null,
    targetPeriod: number | null,
    target: number | null,
    comparisonAreas: readonly string[],
    isStandIn: boolean,
    standInNote: string,
    shortNote: string,
    quality: string,
  ]
>(`
  update indicator set name = $4, direction = $5, baseline_period = $6, baseline = $7, target_period = $8, target = $9,
    comparison_areas = $10, is_stand_in = $11, stand_in_note = $12, short_note = $13, quality = $14, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning version`);

export type GoalFacts = Omit<GoalRow, 'id' | 'version' | 'place'>;

/** Sets a joint goal. Its place is last unless given. */
export function setGoal(
  tx: Tx,
  collaborationId: string,
  goal: GoalFacts & { readonly place?: number },
  id = newId(tx.now),
): string {
  tx.send(
    insertGoal(
      collaborationId,
      id,
      goal.under_id,
      goal.kind,
      goal.text,
      goal.target_year,
      goal.adopted_on,
      goal.source_title,
      goal.source_page,
      goal.source_relation,
      goal.without_indicator_note,
      goal.place ?? null,
      tx.now,
    ),
  );
  tx.record({ ...author(tx.user), verb: 'goal.set', subjectType: 'goal', subjectId: id, collaborationId, after: goal });
  return id;
}

/** Goals written one on each line, as steps without a date yet. */
export function setGoalsByLine(tx: Tx, collaborationId: string, text: string): void {
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .forEach((line, at) => {
      setGoal(tx, collaborationId, {
        under_id: null,
        kind: 'step',
        text: line,
        target_year: null,
        adopted_on: null,
        source_title: '',
        source_page: '',
        source_relation: null,
        without_indicator_note: '',
        place: at + 1,
      });
    });
}

/** Refuses with conflict when somebody has changed the goal since `version` was read. */
export async function changeGoal(
  tx: Tx,
  collaborationId: string,
  before: GoalRow,
  version: number,
  to: GoalFacts,
): Promise<void> {
  const changed = await tx.find(
    updateGoal(
      collaborationId,
      before.id,
      version,
      to.under_id,
      to.kind,
      to.text,
      to.target_year,
      to.adopted_on,
      to.source_title,
      to.source_page,
      to.source_relation,
      to.without_indicator_note,
    ),
  );
  if (!changed) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'goal.changed',
    subjectType: 'goal',
    subjectId: before.id,
    collaborationId,
    before,
    after: to,
  });
}

/** Takes a goal out of view; what was said about it stays in the history. */
export async function withdrawGoal(tx: Tx, collaborationId: string, goalId: string): Promise<void> {
  const withdrawn = await tx.one(withdrawGoalRow(collaborationId, goalId, tx.now));
  tx.record({
    ...author(tx.user),
    verb: 'goal.withdrawn',
    subjectType: 'goal',
    subjectId: goalId,
    collaborationId,
    before: withdrawn,
  });
}

export type IndicatorFacts = Pick<
  IndicatorRow,
  | 'name'
  | 'direction'
  | 'baseline_period'
  | 'baseline'
  | 'target_period'
  | 'target'
  | 'comparison_areas'
  | 'is_stand_in'
  | 'stand_in_note'
  | 'short_note'
  | 'quality'
>;

export interface NewIndicator extends IndicatorFacts {
  readonly goalId: string;
  readonly seriesId: number | null;
  readonly ownSeriesId: string | null;
  /** The code of the place in the own series that is shown; the whole unless given. */
  readonly ownPlace?: string;
  readonly unit: string;
  readonly areaCode: string | null;
  readonly sex: Sex;
  /** Chosen by the product, not by the parties; false unless said. */
  readonly isOurChoice?: boolean;
}

/** Measures a goal by an official series or one of the collaboration's own. */
export function addIndicator(tx: Tx, collaborationId: string, indicator: NewIndicator, id = newId(tx.now)): string {
  tx.send(
    insertIndicator(
      collaborationId,
      id,
      indicator.goalId,
      indicator.seriesId,
      indicator.ownSeriesId,
      indicator.ownPlace ?? '',
      indicator.name,
      indicator.unit,
      indicator.areaCode,
      indicator.sex,
      indicator.direction,
      indicator.baseline_period,
      indicator.baseline,
      indicator.target_period,
      indicator.target,
      indicator.comparison_areas,
      indicator.is_stand_in,
      indicator.stand_in_note,
      indicator.short_note,
      indicator.quality,
      tx.now,
      indicator.isOurChoice ?? false,
    ),
  );
  tx.record({
    ...author(tx.user),
    verb: 'indicator.added',
    subjectType: 'indicator',
    subjectId: id,
    collaborationId,
    after: indicator,
  });
  return id;
}

export async function changeIndicator(
  tx: Tx,
  collaborationId: string,
  before: IndicatorRow,
  version: number,
  to: IndicatorFacts,
): Promise<void> {
  const changed = await tx.find(
    updateIndicator(
      collaborationId,
      before.id,
      version,
      to.name,
      to.direction,
      to.baseline_period,
      to.baseline,
      to.target_period,
      to.target,
      to.comparison_areas,
      to.is_stand_in,
      to.stand_in_note,
      to.short_note,
      to.quality,
    ),
  );
  if (!changed) throw conflict('changed');
  const { name, direction, baseline, target, baseline_period, target_period, is_stand_in, stand_in_note } = before;
  tx.record({
    ...author(tx.user),
    verb: 'indicator.changed',
    subjectType: 'indicator',
    subjectId: before.id,
    collaborationId,
    before: { name, direction, baseline, target, baseline_period, target_period, is_stand_in, stand_in_note },
    after: to,
  });
}
