import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { type ActivityState, asksWhyScaled } from './activity.ts';
import type { ActivityRow } from './queries.ts';
import { type Answering, enteredBy, noteWhose } from './whose-words.ts';

/** What an activity says. Its state, its evaluation and who takes part are told by themselves. */
export type ActivityFacts = Pick<
  ActivityRow,
  | 'seat_id'
  | 'responsible'
  | 'title'
  | 'description'
  | 'kind'
  | 'area'
  | 'starts_on'
  | 'due_on'
  | 'learned'
  | 'amount'
  | 'minutes'
  | 'used_amount'
  | 'used_minutes'
  | 'financing_plan_id'
  | 'target_group'
  | 'target_group_part'
  | 'others'
  | 'each'
  | 'is_open_across_borders'
  | 'is_basis_for_decision'
  | 'evidence_grade'
  | 'evidence_source'
  | 'pilot_question'
  | 'pilot_measure'
  | 'pilot_ends_on'
  | 'scales_activity_id'
  | 'scaled_without_evaluation_because'
  | 'source_note'
>;

/** Of which nothing is said but its name. */
export const nothingSaid: Omit<ActivityFacts, 'title'> = {
  seat_id: null,
  responsible: '',
  description: '',
  kind: null,
  area: '',
  starts_on: null,
  due_on: null,
  learned: '',
  amount: null,
  minutes: null,
  used_amount: null,
  used_minutes: null,
  financing_plan_id: null,
  target_group: '',
  target_group_part: [],
  others: '',
  each: null,
  is_open_across_borders: null,
  is_basis_for_decision: null,
  evidence_grade: null,
  evidence_source: '',
  pilot_question: '',
  pilot_measure: '',
  pilot_ends_on: null,
  scales_activity_id: null,
  scaled_without_evaluation_because: '',
  source_note: '',
};

export interface Standing {
  readonly state: ActivityState;
  readonly state_on: string | null;
  readonly stopped_because: string;
}

const record = `seat_id uuid, responsible text, title text, description text, kind text, area text, starts_on date, due_on date, learned text,
    amount bigint, minutes bigint, used_amount bigint, used_minutes bigint, financing_plan_id uuid, target_group text,
    target_group_part text[], others text, each text, is_open_across_borders boolean, is_basis_for_decision boolean,
    evidence_grade text, evidence_source text, pilot_question text, pilot_measure text, pilot_ends_on date,
    scales_activity_id uuid, scaled_without_evaluation_because text, source_note text`;
const columns = `seat_id, responsible, title, description, kind, area, starts_on, due_on, learned, amount, minutes, used_amount,
    used_minutes, financing_plan_id, target_group, target_group_part, others, each, is_open_across_borders,
    is_basis_for_decision, evidence_grade, evidence_source, pilot_question, pilot_measure, pilot_ends_on, scales_activity_id,
    scaled_without_evaluation_because, source_note`;

const insertActivity = statement<
  unknown,
  [
    collaboration: string,
    id: string,
    organisation: string,
    party: string | null,
    enteredBy: string | null,
    facts: string,
    state: ActivityState,
    stateOn: string | null,
    stoppedBecause: string,
    at: Date,
    by: string,
  ]
>(`
  insert into activity (collaboration_id, id, organisation_id, party_id, entered_by_organisation_id, place, state, state_on,
    stopped_because, created_at, created_by, changed_at, ${columns})
  select $1::uuid, $2, $3, $4::uuid, $5::uuid,
    (select coalesce(max(a.place), 0) + 1 from activity a where a.collaboration_id = $1::uuid),
    $7, $8::date, $9, $10, $11, $10, ${columns}
  from jsonb_to_record($6::jsonb) as f(${record})`);
const updateActivity = statement<
  { version: number },
  [
    collaboration: string,
    id: string,
    version: number,
    organisation: string,
    party: string | null,
    enteredBy: string | null,
    facts: string,
    at: Date,
  ]
>(`
  update activity set (${columns}, organisation_id, party_id, entered_by_organisation_id, own_words, changed_at, version) = (
    select ${columns}, $4::uuid, $5::uuid, $6::uuid, '', $8::timestamptz, $3::integer + 1
    from jsonb_to_record($7::jsonb) as f(${record}))
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning version`);
const serve = statement<
  unknown,
  [collaboration: string, activity: string, goals: readonly string[], organisation: string, at: Date]
>(`
  insert into activity_goal (collaboration_id, activity_id, goal_id, organisation_id, created_at)
  select $1, $2, g, $4, $5 from unnest($3::uuid[]) g
  on conflict (collaboration_id, activity_id, goal_id) do update set withdrawn_at = null
  where activity_goal.withdrawn_at is not null`);
const serveNoLonger = statement<
  unknown,
  [collaboration: string, activity: string, goals: readonly string[], at: Date]
>(`
  update activity_goal set withdrawn_at = $4
  where collaboration_id = $1 and activity_id = $2 and withdrawn_at is null and goal_id <> all($3::uuid[])`);

/** A new activity. */
export function planActivity(
  tx: Tx,
  collaborationId: string,
  answering: Answering,
  facts: ActivityFacts,
  goalIds: readonly string[],
  standing: Standing = { state: 'planned', state_on: null, stopped_because: '' },
  id = newId(tx.now),
): string {
  tx.send(
    insertActivity(
      collaborationId,
      id,
      answering.organisationId,
      answering.partyId,
      enteredBy(tx, answering),
      JSON.stringify(facts),
      standing.state,
      standing.state_on,
      standing.stopped_because,
      tx.now,
      tx.user.person_id ?? '',
    ),
    serve(collaborationId, id, goalIds, answering.organisationId, tx.now),
  );
  noteWhose(tx, collaborationId, { type: 'activity', id, summary: facts.title }, answering);
  tx.record({
    ...author(tx.user),
    verb: 'activity.planned',
    subjectType: 'activity',
    subjectId: id,
    collaborationId,
    after: { ...told(facts), ...standing, partyId: answering.partyId, goalIds },
  });
  return id;
}

const told = (facts: ActivityFacts) => ({
  title: facts.title,
  description: facts.description,
  kind: facts.kind,
  startsOn: facts.starts_on,
  dueOn: facts.due_on,
  evidenceGrade: facts.evidence_grade,
  learned: facts.learned,
  scaledWithoutEvaluationBecause: facts.scaled_without_evaluation_because,
});

/** Refuses with conflict when somebody has changed it since the page was opened; and where it is not the writer's to change. */
export async function changeActivity(
  tx: Tx,
  collaborationId: string,
  before: ActivityRow,
  version: number,
  answering: Answering,
  facts: ActivityFacts,
  goalIds: readonly string[],
): Promise<void> {
  const changed = await tx.find(
    updateActivity(
      collaborationId,
      before.id,
      version,
      answering.organisationId,
      answering.partyId,
      enteredBy(tx, answering),
      JSON.stringify(facts),
      tx.now,
    ),
  );
  if (!changed) throw conflict('changed');
  tx.send(
    serveNoLonger(collaborationId, before.id, goalIds, tx.now),
    serve(collaborationId, before.id, goalIds, answering.organisationId, tx.now),
  );
  noteWhose(tx, collaborationId, { type: 'activity', id: before.id, summary: facts.title }, answering);
  tx.record({
    ...author(tx.user),
    verb: 'activity.changed',
    subjectType: 'activity',
    subjectId: before.id,
    collaborationId,
    before: { ...told(before), goalIds: before.goal_ids },
    after: { ...told(facts), goalIds },
  });
}

/** Whether the facts need a reason: they carry on, in greater scale, what has not been shown to work. */
export const needsReasonToScale = (
  facts: Pick<ActivityFacts, 'scales_activity_id'>,
  activities: readonly ActivityRow[],
): boolean => {
  const tried = activities.find(({ id }) => id === facts.scales_activity_id);
  return tried !== undefined && asksWhyScaled(tried);
};
