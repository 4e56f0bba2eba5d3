import type { FormInput, FormReader } from '../platform/http/form-input.ts';
import type { Language } from '../platform/texts.ts';
import type { EventFacts } from './events.ts';
import { mandates } from './mandate-period.ts';
import type { PlanningFacts } from './planning.ts';
import { mostOf, type PlanningStep, stepKinds } from './planning-year.ts';
import { eventKinds } from './queries.ts';
import { annualWheelTexts } from './texts.ts';
import { readSpan } from './year-span.ts';

/** The fields of the planning year's form, one for each part that it can have. */
export const stepFields = stepKinds.flatMap((kind) =>
  Array.from({ length: mostOf(kind) }, (_, at) => ({
    kind,
    number: at + 1,
    when: at === 0 ? kind : `${kind}${at + 1}`,
    words: `${kind}${at === 0 ? '' : at + 1}-words`,
  })),
);

/** The parts that are written, with the interim reports in a row whichever of their fields were used. */
export function readPlanning(reader: FormReader, form: FormInput, language: Language): PlanningFacts {
  const t = annualWheelTexts(language).planning;
  const steps: PlanningStep[] = [];
  for (const { kind, when, words } of stepFields) {
    const written = form.text(when);
    const said = reader.text(words, undefined, 200, t.wrong);
    if (written === '') {
      if (said !== '') reader.wrong(when, t.wrong);
      continue;
    }
    const span = readSpan(written);
    if (!span) reader.wrong(when, t.wrong);
    else steps.push({ kind, number: steps.filter((one) => one.kind === kind).length + 1, words: said, ...span });
  }
  const mandate = reader.oneOf('mandate', mandates, t.mandate) ?? 'none';
  const isOwn = mandate === 'own';
  const began = isOwn ? reader.date('began', t.beganMissing) : null;
  if (isOwn && !began) reader.wrong('began', t.beganMissing);
  const years = isOwn ? reader.whole('years', t.yearsWrong, 1, 10) : null;
  if (isOwn && years === null) reader.wrong('years', t.yearsWrong);
  const note = reader.text('note', undefined, 1000);
  if (steps.length === 0 && mandate === 'none' && note === '' && reader.faults.length === 0)
    reader.wrong(stepFields[0]?.when ?? '', t.nothing);
  return { steps, mandate, mandate_began_on: began, mandate_years: years, note };
}

export function readEvent(
  reader: FormReader,
  form: FormInput,
  parties: readonly { readonly id: string }[],
  language: Language,
): EventFacts {
  const t = annualWheelTexts(language);
  const title = reader.text('title', t.events.nameMissing, 200);
  const kind = reader.oneOf('kind', eventKinds, t.events.kind) ?? 'other';
  const isOnce = reader.oneOf('every', ['year', 'once'] as const, t.events.every) === 'once';
  const year = isOnce ? reader.whole('year', t.events.yearWrong, 1900, 2200) : null;
  if (isOnce && year === null) reader.wrong('year', t.events.yearWrong);
  const written = form.text('when');
  const span = written === '' ? null : readSpan(written);
  if (written !== '' && !span) reader.wrong('when', t.planning.wrong);
  const times = reader.whole('times', t.events.timesWrong, 1, 60) ?? 1;
  if (span && times > 1) reader.wrong('times', t.events.timesAndDay);
  return {
    title,
    kind,
    year,
    times,
    begins_month: span?.begins_month ?? null,
    begins_day: span?.begins_day ?? null,
    ends_month: span?.ends_month ?? null,
    ends_day: span?.ends_day ?? null,
    held_by_party_id: parties.find(({ id }) => id === form.text('heldBy'))?.id ?? null,
    source_note: '',
  };
}
