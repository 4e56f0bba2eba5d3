import type { CollaborationSeatRow, PartyRow } from '../collaborations/index.ts';
import type { PlanRow } from '../financing/index.ts';
import type { GoalRow } from '../goals/index.ts';
import type { EvaluationResult } from './activity.ts';
import type { OwnGoalRow } from './own-goals.ts';
import type { ColumnUse } from './plan-columns.ts';
import type { ActivityFacts, Standing } from './planning.ts';
import type { ActivityRow } from './queries.ts';

/** What is read in a plan in a file, and what it is matched with. */

/** What a row can be wrong in. Each has a text that says what to do. */
export const rowProblems = [
  'titleMissing',
  'tooLong',
  'party',
  'notYours',
  'writtenByParty',
  'seat',
  'parties',
  'goal',
  'ownGoal',
  'day',
  'dueBeforeStart',
  'state',
  'stoppedWhy',
  'hours',
  'kronor',
  'kind',
  'grade',
  'pilot',
  'targetPart',
  'result',
  'evaluation',
  'scales',
  'scaledWhy',
  'pledge',
  'each',
  'yesOrNo',
  'twice',
] as const;
export type RowProblemCode = (typeof rowProblems)[number];

export interface RowProblem {
  readonly code: RowProblemCode;
  readonly row: number;
  /** From 1; 0 when it is about the row as a whole. */
  readonly column: number;
  readonly heading: string;
  readonly found: string;
}

/** A row as it will come in. */
export interface ReadRow {
  readonly row: number;
  /** The activity here that it is, where the file came from here. */
  readonly before: ActivityRow | undefined;
  readonly partyId: string | null;
  readonly facts: ActivityFacts;
  readonly standing: Standing;
  readonly goalIds: readonly string[];
  /** The reader's own goal that it serves; null where the file says nothing of own goals. */
  readonly ownGoal: string | null;
  readonly partyIds: readonly string[];
  readonly evaluation: { readonly on: string; readonly text: string; readonly result: EvaluationResult } | null;
  /** The row of the same file that it carries on, where no activity here bears the name. */
  readonly scalesRow: number | null;
  readonly change: 'new' | 'changed' | 'same';
}

/** What the collaboration has, that names in a file are matched with; and what the reader may write. */
export interface Here {
  readonly parties: readonly Pick<PartyRow, 'id' | 'name' | 'organisation_id'>[];
  readonly seats: readonly CollaborationSeatRow[];
  readonly goals: readonly Pick<GoalRow, 'id' | 'text'>[];
  readonly financing: readonly Pick<PlanRow, 'id' | 'title'>[];
  readonly activities: readonly ActivityRow[];
  readonly taking: readonly { readonly activity_id: string; readonly party_id: string }[];
  /** Of the reader's own organisation. */
  readonly ownGoals: readonly Pick<OwnGoalRow, 'activity_id' | 'text'>[];
  readonly ownPartyId: string | null;
  /** Who answers where a row names no party. */
  readonly defaultPartyId: string | null;
  mayWriteFor(partyId: string | null): boolean;
  mayChange(one: ActivityRow): boolean;
}

export interface ReadPlan {
  readonly headings: readonly string[];
  readonly uses: readonly ColumnUse[];
  readonly headerRow: number;
  readonly rows: readonly ReadRow[];
  readonly problems: readonly RowProblem[];
  /** No column says what is to be done. */
  readonly hasNoTitle: boolean;
}
