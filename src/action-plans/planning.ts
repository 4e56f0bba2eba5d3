import { noteEntered, noteOwnWords } from '../collaborations/index.ts';
import { author, dayOf, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { type ActivityState, asksWhyScaled, type EvaluationResult } from './activity.ts';
import type { ActionPlanRow, ActivityRow } from './queries.ts';

export type PlanFacts = Omit<ActionPlanRow, 'id' | 'version' | 'steering_document_title'>;

const planRecord = `title text, first_year integer, last_year integer, adopted_on date, revision text,
    steering_document_id uuid, area_count integer, source_note text`;
const planColumns = `title, first_year, last_year, adopted_on, revision, steering_document_id, area_count, source_note`;
const insertPlan = statement<
  { id: string },
  [collaboration: string, id: string, organisation: string, facts: string, at: Date, by: string]
>(`
  insert into action_plan (collaboration_id, id, organisation_id, created_at, created_by, ${planColumns})
  select $1::uuid, $2, $3, $5, $6, ${planColumns} from jsonb_to_record($4::jsonb) as f(${planRecord})
  on conflict (collaboration_id) where withdrawn_at is null do nothing returning id`);
const updatePlan = statement<{ version: number }, [collaboration: string, id: string, version: number, facts: string]>(`
  update action_plan set (${planColumns}, version) = (
    select ${planColumns}, $3::integer + 1 from jsonb_to_record($4::jsonb) as f(${planRecord}))
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning version`);

/** What the plan is called, for which years and how it is revised. One at a time. Refuses with conflict. */
export async function setActionPlan(
  tx: Tx,
  collaborationId: string,
  facts: PlanFacts,
  before?: { readonly row: ActionPlanRow; readonly version: number },
): Promise<string> {
  const id = before?.row.id ?? newId(tx.now);
  const asJson = JSON.stringify(facts);
  const done = before
    ? await tx.find(updatePlan(collaborationId, id, before.version, asJson))
    : await tx.find(
        insertPlan(collaborationId, id, tx.user.organisation_id ?? '', asJson, tx.now, tx.user.person_id ?? ''),
      );
  if (!done) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: before ? 'actionPlan.changed' : 'actionPlan.made',
    subjectType: 'actionPlan',
    subjectId: id,
    collaborationId,
    ...(before ? { before: { title: before.row.title, revision: before.row.revision } } : {}),
    after: { ...facts },
  });
  return id;
}

/** What an activity says. Its state, its evaluation and who takes part are told by themselves. */
export type ActivityFacts = Pick<
  ActivityRow,
  | 'seat_id'
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

const record = `seat_id uuid, title text, description text, kind text, area text, starts_on date, due_on date, learned text,
    amount bigint, minutes bigint, used_amount bigint, used_minutes bigint, financing_plan_id uuid, target_group text,
    target_group_part text[], others text, each text, is_open_across_borders boolean, is_basis_for_decision boolean,
    evidence_grade text, evidence_source text, pilot_question text, pilot_measure text, pilot_ends_on date,
    scales_activity_id uuid, scaled_without_evaluation_because text, source_note text`;
const columns = `seat_id, title, description, kind, area, starts_on, due_on, learned, amount, minutes, used_amount,
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

type Channel = Pick<Parameters<typeof noteEntered>[2], 'channel' | 'statedOn'>;

/** Who answers for an activity, and how the party said it where somebody else writes. */
export interface Answering {
  /** Null: nobody yet. Its organisation is then whoever writes it down. */
  readonly partyId: string | null;
  readonly organisationId: string;
  readonly entered?: Channel | undefined;
}

export function noteWhose(
  tx: Tx,
  collaborationId: string,
  subject: { readonly type: string; readonly id: string; readonly summary: string },
  { partyId, entered }: Answering,
): void {
  if (partyId === null) return;
  if (entered) {
    noteEntered(tx, collaborationId, {
      partyId,
      subjectType: subject.type,
      subjectId: subject.id,
      summary: subject.summary,
      ...entered,
    });
  } else {
    noteOwnWords(tx, collaborationId, subject.type, subject.id);
  }
}

/** Who has entered it: nobody, where the words are the party's own or nobody answers for it. */
const enteredBy = (tx: Tx, { partyId, entered }: Answering): string | null =>
  partyId !== null && entered ? tx.user.organisation_id : null;

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

const setState = statement<
  { version: number },
  [
    collaboration: string,
    id: string,
    version: number,
    state: ActivityState,
    on: string,
    because: string,
    enteredBy: string | null,
    at: Date,
  ]
>(`
  update activity set state = $4, state_on = $5::date, stopped_because = $6, entered_by_organisation_id = $7, changed_at = $8,
    version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning version`);

const stateVerbs = {
  planned: 'activity.notBegun',
  underWay: 'activity.underWay',
  done: 'activity.done',
  stopped: 'activity.stopped',
} as const satisfies Record<ActivityState, string>;

/** How it goes: one of four words, and for one that is stopped a line of why. */
export async function tellState(
  tx: Tx,
  collaborationId: string,
  before: ActivityRow,
  version: number,
  to: ActivityState,
  because: string,
  answering: Answering,
): Promise<void> {
  const changed = await tx.find(
    setState(
      collaborationId,
      before.id,
      version,
      to,
      dayOf(tx.now),
      to === 'stopped' ? because : '',
      enteredBy(tx, answering),
      tx.now,
    ),
  );
  if (!changed) throw conflict('changed');
  noteWhose(tx, collaborationId, { type: 'activity', id: before.id, summary: before.title }, answering);
  tx.record({
    ...author(tx.user),
    verb: stateVerbs[to],
    subjectType: 'activity',
    subjectId: before.id,
    collaborationId,
    before: { state: before.state },
    after: { state: to, title: before.title, ...(to === 'stopped' ? { stoppedBecause: because } : {}) },
  });
}

const withdraw = statement<{ title: string }, [collaboration: string, id: string, version: number, at: Date]>(`
  update activity set withdrawn_at = $4, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning title`);

/** Out of view: it was written by mistake. One that is not to be carried out is stopped. */
export async function withdrawActivity(
  tx: Tx,
  collaborationId: string,
  before: ActivityRow,
  version: number,
): Promise<void> {
  if (!(await tx.find(withdraw(collaborationId, before.id, version, tx.now)))) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'activity.withdrawn',
    subjectType: 'activity',
    subjectId: before.id,
    collaborationId,
    before: { title: before.title },
  });
}

const evaluate = statement<
  { version: number },
  [
    collaboration: string,
    id: string,
    version: number,
    on: string,
    text: string,
    result: EvaluationResult,
    enteredBy: string | null,
    at: Date,
  ]
>(`
  update activity set evaluated_on = $4::date, evaluation = $5, evaluation_result = $6, entered_by_organisation_id = $7,
    changed_at = $8, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning version`);

/** What a pilot answered. */
export async function evaluateActivity(
  tx: Tx,
  collaborationId: string,
  before: Pick<ActivityRow, 'id' | 'title' | 'evaluation' | 'evaluation_result'>,
  version: number,
  told: { readonly on: string; readonly text: string; readonly result: EvaluationResult },
  answering: Answering,
): Promise<void> {
  const { on, text, result } = told;
  const changed = await tx.find(
    evaluate(collaborationId, before.id, version, on, text, result, enteredBy(tx, answering), tx.now),
  );
  if (!changed) throw conflict('changed');
  noteWhose(tx, collaborationId, { type: 'activity', id: before.id, summary: before.title }, answering);
  tx.record({
    ...author(tx.user),
    verb: 'activity.evaluated',
    subjectType: 'activity',
    subjectId: before.id,
    collaborationId,
    ...(before.evaluation
      ? { before: { evaluation: before.evaluation, evaluationResult: before.evaluation_result } }
      : {}),
    after: { title: before.title, evaluation: text, evaluationResult: result, evaluatedOn: on },
  });
}

const setOwnWords = statement<{ id: string }, [collaboration: string, id: string, words: string, at: Date]>(`
  update activity set own_words = $3, changed_at = $4, version = version + 1
  where collaboration_id = $1 and id = $2 and withdrawn_at is null returning id`);

/** A party that does not sign in has put right what was entered for it; its words stand beside it. */
export async function correctActivity(tx: Tx, collaborationId: string, id: string, words: string): Promise<void> {
  await tx.one(setOwnWords(collaborationId, id, words, tx.now));
}

/** Whether the facts need a reason: they carry on, in greater scale, what has not been shown to work. */
export const needsReasonToScale = (
  facts: Pick<ActivityFacts, 'scales_activity_id'>,
  activities: readonly ActivityRow[],
): boolean => {
  const tried = activities.find(({ id }) => id === facts.scales_activity_id);
  return tried !== undefined && asksWhyScaled(tried);
};
