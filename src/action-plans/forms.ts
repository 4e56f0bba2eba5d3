import { readHours, readKronor } from '../financing/index.ts';
import type { FormInput, FormReader } from '../platform/http/form-input.ts';
import type { Language } from '../platform/texts.ts';
import {
  type ActivityState,
  activityKinds,
  activityStates,
  type EvaluationResult,
  evaluationResults,
  evidenceGrades,
  lacksToBePilot,
  planRevisions,
  targetGroupParts,
} from './activity.ts';
import type { PlanFacts } from './plan-setting.ts';
import { type ActivityFacts, needsReasonToScale, nothingSaid } from './planning.ts';
import type { ActivityRow } from './queries.ts';
import { type PlanRows, servable } from './reading-plan.ts';
import type { PartFacts } from './taking-part.ts';
import { planTexts } from './texts.ts';

const chosenOf = <Choice extends string>(choices: readonly Choice[], text: string): Choice | null =>
  choices.find((choice) => choice === text) ?? null;

function readCounted(
  reader: FormReader,
  form: FormInput,
  field: string,
  read: (text: string) => bigint | null,
  wrong: string,
): string | null {
  const text = form.text(field);
  if (text === '') return null;
  const value = read(text);
  if (value === null) reader.wrong(field, wrong);
  return value === null ? null : String(value);
}

export interface ReadActivity {
  readonly facts: ActivityFacts;
  readonly goalIds: readonly string[];
}

/** `organisation`: of the party that answers, whose seats can be responsible; null where nobody answers yet. */
export function readActivity(
  reader: FormReader,
  form: FormInput,
  rows: PlanRows,
  organisation: string | null,
  before: ActivityRow | undefined,
  language: Language,
): ReadActivity {
  const t = planTexts(language).form;
  const title = reader.text('title', t.titleMissing, 300);
  const description = reader.text('description', undefined, 4000);
  const area = reader.text('area', undefined, 200);
  const starts = reader.date('startsOn', t.dateWrong);
  const due = reader.date('dueOn', t.dateWrong);
  if (starts && due && due < starts) reader.wrong('dueOn', t.dueWrong);
  const seat = form.text('seat');
  const isKnown = rows.seats.some((one) => one.seat_id === seat && one.organisation_id === organisation);
  if (seat !== '' && !isKnown) reader.wrong('seat', t.seatWrong);
  const responsible = reader.text('responsible', undefined, 200);
  const others = reader.text('others', undefined, 500);
  const minutes = readCounted(reader, form, 'hours', readHours, t.hoursWrong);
  const amount = readCounted(reader, form, 'kronor', readKronor, t.kronorWrong);
  const usedMinutes = readCounted(reader, form, 'usedHours', readHours, t.hoursWrong);
  const usedAmount = readCounted(reader, form, 'usedKronor', readKronor, t.kronorWrong);
  const grade = chosenOf(evidenceGrades, form.text('grade'));
  const source = reader.text('source', undefined, 1000);
  if ((grade === 'evidenceBased' || grade === 'provenExperience') && source === '') {
    reader.wrong('source', t.sourceMissing);
  }
  const tried = {
    evidence_grade: grade,
    pilot_question: reader.text('question', undefined, 1000),
    pilot_measure: reader.text('measure', undefined, 1000),
    pilot_ends_on: reader.date('ends', t.dateWrong),
    evaluation_result: before?.evaluation_result ?? null,
  };
  const lacks = lacksToBePilot(tried);
  if (lacks.includes('pilot_question')) reader.wrong('question', t.questionMissing);
  if (lacks.includes('pilot_measure')) reader.wrong('measure', t.measureMissing);
  if (lacks.includes('pilot_ends_on')) reader.wrong('ends', t.endsMissing);
  const scales = rows.activities.find(({ id }) => id === form.text('scales') && id !== before?.id)?.id ?? null;
  const because = scales ? reader.text('scaledBecause', undefined, 1000) : '';
  const asks = needsReasonToScale({ scales_activity_id: scales }, rows.activities);
  if (asks && because === '') reader.wrong('scaledBecause', t.scaledBecauseMissing);
  const targetGroup = reader.text('targetGroup', undefined, 500);
  const learned = reader.text('learned', undefined, 4000);
  return {
    facts: {
      ...nothingSaid,
      each: before?.each ?? null,
      is_open_across_borders: before?.is_open_across_borders ?? null,
      is_basis_for_decision: before?.is_basis_for_decision ?? null,
      source_note: before?.source_note ?? '',
      title,
      description,
      kind: chosenOf(activityKinds, form.text('kind')),
      area,
      starts_on: starts,
      due_on: due,
      seat_id: isKnown ? seat : null,
      responsible: isKnown ? '' : responsible,
      others,
      minutes,
      amount,
      used_minutes: usedMinutes,
      used_amount: usedAmount,
      financing_plan_id: rows.financing.find(({ id }) => id === form.text('pledge'))?.id ?? null,
      evidence_grade: grade,
      evidence_source: source,
      pilot_question: grade === 'untested' ? tried.pilot_question : '',
      pilot_measure: grade === 'untested' ? tried.pilot_measure : '',
      pilot_ends_on: grade === 'untested' ? tried.pilot_ends_on : null,
      scales_activity_id: scales,
      scaled_without_evaluation_because: asks ? because : '',
      target_group: targetGroup,
      target_group_part: reader.someOf('targetPart', targetGroupParts),
      learned,
    },
    goalIds: servable(rows.goals)
      .filter(({ id }) => form.all('goals').includes(id))
      .map(({ id }) => id),
  };
}

/** One word, and for what is stopped a line of why. */
export function readState(
  reader: FormReader,
  form: FormInput,
  language: Language,
): { readonly to: ActivityState; readonly because: string } {
  const to = chosenOf(activityStates, form.text('to')) ?? 'underWay';
  const t = planTexts(language).stateForm;
  return { to, because: to === 'stopped' ? reader.text('because', t.becauseMissing, 500) : '' };
}

export function readEvaluation(
  reader: FormReader,
  language: Language,
): { readonly result: EvaluationResult; readonly on: string; readonly text: string } {
  const t = planTexts(language).evaluationForm;
  const result = reader.oneOf('result', evaluationResults, t.resultMissing) ?? 'cannotSay';
  const on = reader.date('on', t.onMissing);
  if (!on) reader.wrong('on', t.onMissing);
  return { result, on: on ?? '', text: reader.text('text', t.textMissing, 4000) };
}

export function readPart(reader: FormReader, form: FormInput, language: Language): PartFacts {
  const t = planTexts(language);
  const answer = reader.oneOf('answer', ['takesPart', 'declines'] as const, t.takingPart.whichMissing) ?? 'declines';
  const part = reader.text('part', answer === 'declines' ? t.takingPart.partMissing : undefined, 1000);
  const minutes = readCounted(reader, form, 'hours', readHours, t.form.hoursWrong);
  const amount = readCounted(reader, form, 'kronor', readKronor, t.form.kronorWrong);
  const takesPart = answer === 'takesPart';
  return { answer, part, minutes: takesPart ? minutes : null, amount: takesPart ? amount : null };
}

export function readPlanFacts(
  reader: FormReader,
  form: FormInput,
  documents: readonly { readonly id: string }[],
  before: PlanFacts | undefined,
  language: Language,
): PlanFacts {
  const t = planTexts(language).planForm;
  const title = reader.text('title', t.nameMissing, 200);
  const first = reader.whole('firstYear', t.yearWrong, 1900, 2200);
  const last = reader.whole('lastYear', t.yearWrong, 1900, 2200);
  if (
    (first === null) !== (last === null) ||
    (first !== null && last !== null && (last < first || last > first + 40))
  ) {
    reader.wrong('lastYear', t.yearsWrong);
  }
  return {
    title,
    first_year: first,
    last_year: last,
    adopted_on: reader.date('adoptedOn', planTexts(language).form.dateWrong),
    revision: chosenOf(planRevisions, form.text('revision')),
    steering_document_id: documents.find(({ id }) => id === form.text('follows'))?.id ?? null,
    area_count: before?.area_count ?? null,
    has_joint_areas: before?.has_joint_areas ?? null,
    source_note: before?.source_note ?? '',
  };
}
