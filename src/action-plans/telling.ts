import { author, dayOf, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import type { ActivityState, EvaluationResult } from './activity.ts';
import { correctContest } from './contesting.ts';
import type { ActivityRow } from './queries.ts';
import { type Answering, enteredBy, noteWhose } from './whose-words.ts';

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

/** A party that does not sign in has put right what was entered for it, an activity or what it contests; its words stand beside it. */
export async function correctOwnWords(tx: Tx, collaborationId: string, id: string, words: string): Promise<void> {
  if (await tx.find(setOwnWords(collaborationId, id, words, tx.now))) return;
  await correctContest(tx, collaborationId, id, words);
}
