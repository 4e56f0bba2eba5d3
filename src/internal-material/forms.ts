import type { FormInput, FormReader } from '../platform/http/form-input.ts';
import type { Language } from '../platform/texts.ts';
import { type EntryFacts, type EntryKind, stances } from './internal-entry.ts';
import type { OwnUnitRow } from './queries.ts';
import { internalTexts } from './texts.ts';

/** What an entry may be tied to, and which units the own house has. */
export interface EntryChoices {
  readonly goals: readonly { readonly id: string; readonly text: string }[];
  readonly questions: readonly { readonly id: string; readonly question: string }[];
  readonly units: readonly OwnUnitRow[];
}

export function readEntry(
  reader: FormReader,
  form: FormInput,
  kind: EntryKind,
  choices: EntryChoices,
  language: Language,
): EntryFacts {
  const t = internalTexts(language).form;
  const [tie, tiedTo = ''] = form.text('tie').split(' ');
  const tied = {
    goalId: tie === 'goal' && choices.goals.some(({ id }) => id === tiedTo) ? tiedTo : null,
    deviationId: tie === 'deviation' && choices.questions.some(({ id }) => id === tiedTo) ? tiedTo : null,
  };
  if (kind !== 'ownHouse') {
    const title = reader.text('title', t.titleMissing, 200);
    const text = reader.text('text', t.textMissing, 10_000);
    return { kind, title, text, unitId: null, stance: null, contact: '', ...tied };
  }
  const unit = choices.units.find(({ id }) => id === form.text('unit'));
  const title = unit?.name ?? reader.text('otherUnit', undefined, 200, t.unitMissing);
  if (title === '') reader.wrong(choices.units.length > 0 ? 'unit' : 'otherUnit', t.unitMissing);
  const stance = reader.oneOf('stance', stances, t.stanceMissing) ?? null;
  const contact = reader.text('contact', undefined, 200);
  const text = reader.text('text', undefined, 10_000, t.textMissing);
  return { kind, title, text, unitId: unit?.id ?? null, stance, contact, ...tied };
}

/** A number, or why none is needed; one of them. */
export function readRegistration(reader: FormReader, language: Language) {
  const t = internalTexts(language).register;
  const registrationNumber = reader.text('number', undefined, 100);
  const notNeededBecause = reader.text('notNeeded', undefined, 500);
  if (registrationNumber === '' && notNeededBecause === '') reader.wrong('number', t.missing);
  if (registrationNumber !== '' && notNeededBecause !== '') reader.wrong('number', t.both);
  return { registrationNumber, notNeededBecause };
}
