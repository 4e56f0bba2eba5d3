import { noteEntered, noteOwnWords } from '../collaborations/index.ts';
import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import type { Mandate, MandateTerms } from './mandate-period.ts';
import type { PlanningStep, StepKind } from './planning-year.ts';
import type { PlanningStepRow, PlanningYearRow } from './queries.ts';

const insertYear = statement<
  unknown,
  [
    organisation: string,
    id: string,
    note: string,
    mandate: Mandate,
    began: string | null,
    years: number | null,
    enteredBy: string | null,
    at: Date,
    by: string | null,
  ]
>(`
  insert into planning_year (organisation_id, id, note, mandate, mandate_began_on, mandate_years, entered_by_organisation_id,
    created_at, changed_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)`);

const updateYear = statement<
  { id: string },
  [
    organisation: string,
    version: number,
    note: string,
    mandate: Mandate,
    began: string | null,
    years: number | null,
    enteredBy: string | null,
    at: Date,
  ]
>(`
  update planning_year set note = $3, mandate = $4, mandate_began_on = $5, mandate_years = $6,
    entered_by_organisation_id = $7, changed_at = $8, version = version + 1
  where organisation_id = $1 and version = $2 and withdrawn_at is null returning id`);

const leaveOutSteps = statement<unknown, [organisation: string, at: Date, kept: readonly string[]]>(`
  update planning_step set withdrawn_at = $2
  where organisation_id = $1 and withdrawn_at is null and kind || number::text <> all($3::text[])`);

const keepSteps = statement<
  unknown,
  [
    organisation: string,
    at: Date,
    year: string,
    ids: readonly string[],
    kinds: readonly StepKind[],
    numbers: readonly number[],
    fromMonths: readonly number[],
    fromDays: readonly number[],
    toMonths: readonly number[],
    toDays: readonly number[],
    words: readonly string[],
  ]
>(`
  insert into planning_step (organisation_id, created_at, planning_year_id, id, kind, number, begins_month, begins_day, ends_month, ends_day, words)
  select $1, $2, $3, given.id, given.kind, given.number, given.from_month, given.from_day, given.to_month, given.to_day, given.words
  from unnest($4::uuid[], $5::text[], $6::integer[], $7::integer[], $8::integer[], $9::integer[], $10::integer[], $11::text[])
    as given (id, kind, number, from_month, from_day, to_month, to_day, words)
  on conflict (organisation_id, planning_year_id, kind, number) do update set begins_month = excluded.begins_month,
    begins_day = excluded.begins_day, ends_month = excluded.ends_month, ends_day = excluded.ends_day, words = excluded.words,
    withdrawn_at = null`);

const correctNote = statement<{ id: string }, [id: string, text: string, at: Date]>(`
  update planning_year set note = $2, changed_at = $3, version = version + 1 where id = $1 returning id`);

export interface PlanningFacts extends MandateTerms {
  readonly note: string;
  readonly steps: readonly PlanningStep[];
}

export interface PlanningChange {
  readonly partyId: string;
  readonly organisationId: string;
  readonly before: PlanningYearRow | undefined;
  readonly stepsBefore: readonly PlanningStepRow[];
  readonly version: number;
  readonly facts: PlanningFacts;
  /** By what way the party has said it, where somebody else writes it down. */
  readonly entered?: { readonly channel: 'email' | 'phone' | 'meeting' | 'document'; readonly statedOn: string };
  /** All of it in a line, for the party to confirm. */
  readonly summary: string;
}

const told = (facts: MandateTerms & { readonly note: string }, steps: readonly PlanningStep[]) => ({
  note: facts.note,
  mandate: facts.mandate,
  steps: steps.length,
  ...Object.fromEntries(
    steps.map((step) => [
      step.number > 1 ? `${step.kind}${step.number}` : step.kind,
      `${step.begins_day}/${step.begins_month}–${step.ends_day}/${step.ends_month}`,
    ]),
  ),
});

/** Writes down an organisation's planning year, for itself or for a party that has not said it here itself. */
export async function setPlanningYear(tx: Tx, collaborationId: string, change: PlanningChange): Promise<string> {
  const { before, facts, organisationId, entered } = change;
  const id = before?.id ?? newId(tx.now);
  const enteredBy = entered ? tx.user.organisation_id : null;
  const { note, mandate, mandate_began_on: began, mandate_years: years } = facts;
  if (before) {
    const updated = await tx.find(
      updateYear(organisationId, change.version, note, mandate, began, years, enteredBy, tx.now),
    );
    if (!updated) throw conflict('changed');
  } else {
    if (change.version !== 0) throw conflict('changed');
    tx.send(insertYear(organisationId, id, note, mandate, began, years, enteredBy, tx.now, tx.user.person_id));
  }
  const { steps } = facts;
  tx.send(
    leaveOutSteps(
      organisationId,
      tx.now,
      steps.map(({ kind, number }) => `${kind}${number}`),
    ),
    keepSteps(
      organisationId,
      tx.now,
      id,
      steps.map(() => newId(tx.now)),
      steps.map(({ kind }) => kind),
      steps.map(({ number }) => number),
      steps.map((step) => step.begins_month),
      steps.map((step) => step.begins_day),
      steps.map((step) => step.ends_month),
      steps.map((step) => step.ends_day),
      steps.map(({ words }) => words),
    ),
  );
  if (entered) {
    noteEntered(tx, collaborationId, {
      partyId: change.partyId,
      subjectType: 'planningYear',
      subjectId: id,
      summary: change.summary,
      ...entered,
    });
  } else {
    noteOwnWords(tx, collaborationId, 'planningYear', id);
  }
  tx.record({
    ...author(tx.user),
    verb: 'planningYear.told',
    subjectType: 'planningYear',
    subjectId: id,
    collaborationId,
    ...(before ? { before: told(before, change.stepsBefore) } : {}),
    after: told(facts, steps),
  });
  return id;
}

/** What the party says by its link stands beside the days that were entered, until somebody has put them right. */
export async function correctPlanningYear(tx: Tx, id: string, text: string): Promise<void> {
  await tx.one(correctNote(id, text, tx.now));
}
