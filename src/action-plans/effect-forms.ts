import type { FormInput, FormReader } from '../platform/http/form-input.ts';
import type { Language } from '../platform/texts.ts';
import { evidenceGrades } from './activity.ts';
import { asLink, type EffectLinkRow, type EffectStepKind, effectStepKinds } from './effects.ts';
import type { EffectLinkFacts, EffectStepFacts } from './linking-effects.ts';
import { type EffectRows, nodeOf } from './reading-effects.ts';
import { planTexts } from './texts.ts';

export function readEffectStep(reader: FormReader, language: Language): EffectStepFacts {
  const t = planTexts(language).effects.step;
  return { text: reader.text('text', t.textMissing, 300), seen_by: reader.text('seenBy', undefined, 500) };
}

export const readEffectKind = (reader: FormReader, language: Language): EffectStepKind =>
  reader.oneOf('kind', effectStepKinds, planTexts(language).effects.step.kindMissing) ?? 'outcome';

/** Why one thinks that the one leads to the other; what is not untested names what it rests on. */
export function readBecause(
  reader: FormReader,
  form: FormInput,
  language: Language,
): Pick<EffectLinkRow, 'because' | 'evidence_grade' | 'evidence_source'> {
  const t = planTexts(language).effects.link;
  const because = reader.text('because', t.becauseMissing, 1000);
  const grade = evidenceGrades.find((one) => one === form.text('grade')) ?? null;
  const source = reader.text('source', undefined, 1000);
  if (grade !== null && grade !== 'untested' && source === '') reader.wrong('source', t.sourceMissing);
  return { because, evidence_grade: grade, evidence_source: source };
}

export function readEffectLink(
  reader: FormReader,
  form: FormInput,
  rows: EffectRows,
  language: Language,
): EffectLinkFacts | undefined {
  const t = planTexts(language).effects.link;
  const [from, to] = ['from', 'to'].map((field) => nodeOf(rows, form.text(field)));
  const said = readBecause(reader, form, language);
  if (!from) reader.wrong('from', t.fromMissing);
  if (!to) reader.wrong('to', t.toMissing);
  if (!from || !to) return undefined;
  const ends = asLink(from, to);
  if (!ends) {
    reader.wrong('to', t.notNext);
    return undefined;
  }
  const isThere = rows.links.some(
    (one) =>
      one.activity_id === ends.activity_id &&
      one.output_id === ends.output_id &&
      one.outcome_id === ends.outcome_id &&
      one.goal_id === ends.goal_id,
  );
  if (isThere) reader.wrong('to', t.twice);
  return { ...ends, ...said };
}
