import { dayOf } from '../identity/index.ts';
import type { FormInput, FormReader } from '../platform/http/form-input.ts';
import type { Language } from '../platform/texts.ts';
import { type LegalGround, legalBases, type MarkingDecision, secrecySections } from './marking.ts';
import { secrecyTexts } from './texts.ts';

/** A day that has been, or today. */
function readDay(reader: FormReader, field: string, wrong: string, now: Date): string {
  const day = reader.date(field, wrong);
  if (!day || day > dayOf(now)) reader.wrong(field, wrong);
  return day ?? '';
}

export function readMarkingDecision(
  reader: FormReader,
  form: FormInput,
  language: Language,
  now: Date,
): MarkingDecision {
  const t = secrecyTexts(language).form;
  const chosen = secrecySections.find(({ section }) => section === form.text('section'))?.section;
  const section = chosen ?? reader.text('otherSection', undefined, 100, t.sectionMissing);
  if (section === '') reader.wrong('section', t.sectionMissing);
  return {
    section,
    authority: reader.text('authority', t.authorityMissing, 200),
    decidedBy: reader.text('decidedBy', t.decidedByMissing, 200),
    decidedOn: readDay(reader, 'decidedOn', t.decidedOnMissing, now),
  };
}

/** What a form says of a marking, where it can be sent without one. */
export const readChosenMarking = (
  reader: FormReader,
  form: FormInput,
  language: Language,
  now: Date,
): MarkingDecision | undefined =>
  form.text('isSecret') === 'yes' ? readMarkingDecision(reader, form, language, now) : undefined;

export function readLegalGround(reader: FormReader, language: Language, now: Date): LegalGround {
  const t = secrecyTexts(language);
  return {
    basis:
      reader.oneOf(
        'basis',
        legalBases.map(({ code }) => code),
        t.disclosure.basisMissing,
      ) ?? '',
    grounds: reader.text('grounds', t.disclosure.groundsMissing, 2000),
    decidedBy: reader.text('decidedBy', t.form.decidedByMissing, 200),
    decidedOn: readDay(reader, 'decidedOn', t.form.decidedOnMissing, now),
  };
}
