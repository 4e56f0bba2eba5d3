import { dayOf } from '../identity/index.ts';
import type { FormInput, FormReader } from '../platform/http/form-input.ts';
import type { Language } from '../platform/texts.ts';
import type { Askable } from './pages/question-forms.tsx';
import type { About, QuestionFacts } from './questions.ts';
import { dialogueTexts } from './texts.ts';

/** A day in the coming time, by which something is to be answered. */
export function readDue(reader: FormReader, language: Language, now: Date): string {
  const t = dialogueTexts(language);
  const due = reader.date('due', t.dateMissing);
  if (!due) reader.wrong('due', t.dateMissing);
  else if (due < dayOf(now)) reader.wrong('due', t.datePast);
  return due ?? '';
}

export function readQuestion(reader: FormReader, language: Language, now: Date): QuestionFacts {
  const t = dialogueTexts(language);
  const question = reader.text('question', t.form.questionMissing, 2000, t.tooLong(2000));
  return { question, dueOn: readDue(reader, language, now) };
}

/** What is asked about, and who is to answer: for a goal those chosen, else the party that it is of. */
export function readSubject(reader: FormReader, form: FormInput, rows: Askable, language: Language) {
  const t = dialogueTexts(language).form;
  const [about = '', id = ''] = form.text('about').split(':');
  const party = (partyId: string | undefined) => rows.parties.filter((one) => one.id === partyId);
  if (about === 'party' && party(id).length > 0) return { subject: { about, id } as About, parties: party(id) };
  const contribution = rows.contributions.find((one) => one.id === id);
  if (about === 'contribution' && contribution)
    return { subject: { about, id } as About, parties: party(contribution.party_id) };
  const undertaking = rows.undertakings.find((one) => one.id === id);
  if (about === 'undertaking' && undertaking)
    return { subject: { about, id } as About, parties: party(undertaking.party_id) };
  if (about === 'goal' && rows.goals.some((one) => one.id === id)) {
    const chosen = form.all('to');
    const parties = rows.parties.filter((one) => chosen.includes(one.id));
    if (parties.length === 0) reader.wrong('to', t.toMissing);
    return { subject: { about, id } as About, parties };
  }
  reader.wrong('about', t.aboutMissing);
  return { subject: { about: 'goal', id: '' } as About, parties: [] };
}
