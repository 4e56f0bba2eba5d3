import { matchOrganisation, type OrganisationChoice } from '../collaborations/index.ts';
import { emailShape } from '../identity/index.ts';
import type { FormInput, FormReader } from '../platform/http/form-input.ts';
import type { Language } from '../platform/texts.ts';
import { actorKinds, knowns, type Stance } from './actor.ts';
import type { ActorContact, ActorFacts } from './analysing.ts';
import type { GivenPlacing } from './placing.ts';
import type { ActorRow, PlacingRow, TrapAnswerRow } from './queries.ts';
import { actorTexts } from './texts.ts';
import { type GivenTrapAnswer, trapAnswers, trapInstrument } from './traps.ts';

/** Reads an actor; one of the organisations here is found by its name, unless it is an actor already. */
export function readActor(
  reader: FormReader,
  choices: readonly OrganisationChoice[],
  others: readonly ActorRow[],
  language: Language,
): ActorFacts {
  const t = actorTexts(language).form;
  const name = reader.text('name', t.nameMissing, 200);
  const kind = reader.oneOf('kind', actorKinds, t.kindMissing) ?? 'organisation';
  const wayIn = reader.text('wayIn', kind === 'citizens' ? t.wayInMissing : undefined, 500, t.tooLong);
  const subjectId = kind === 'organisation' && name !== '' ? (matchOrganisation(choices, name)?.id ?? null) : null;
  if (subjectId && others.some((one) => one.subject_organisation_id === subjectId)) reader.wrong('name', t.nameTaken);
  const known = (stance: Stance) => reader.oneOf(stance, knowns, t.stanceMissing) ?? 'notKnown';
  const line = (field: string) => reader.text(field, undefined, 1000, t.tooLong);
  return {
    name,
    kind,
    wayIn,
    subjectId,
    howAffected: line('howAffected'),
    ought: known('ought'),
    oughtWhy: line('oughtWhy'),
    wants: known('wants'),
    wantsWhy: line('wantsWhy'),
    can: known('can'),
    canWhy: line('canWhy'),
    prehistory: line('prehistory'),
    power: line('power'),
    resources: line('resources'),
    knowledge: line('knowledge'),
  };
}

/** Whom a letter goes to; undefined where nobody is named. */
export function readContact(reader: FormReader, language: Language): ActorContact | undefined {
  const t = actorTexts(language).invite;
  const name = reader.text('contactName', undefined, 200);
  const email = reader.text('contactEmail', undefined, 200);
  const title = reader.text('contactTitle', undefined, 200);
  if (name === '' && email === '' && title === '') return undefined;
  if (name === '') reader.wrong('contactName', t.nameMissing);
  if (!emailShape.test(email)) reader.wrong('contactEmail', t.emailWrong);
  if (title === '') reader.wrong('contactTitle', t.seatMissing);
  return { name, email, title, role: 'representative' };
}

const stepOf = (form: FormInput, field: string): number | null => {
  const text = form.text(field);
  return /^[1-5]$/.test(text) ? Number(text) : null;
};

/** Every actor's two steps, or neither. The version is the one that stands in the form beside them. */
export const readPlacings = (
  reader: FormReader,
  form: FormInput,
  actors: readonly Pick<ActorRow, 'id'>[],
  wrong: string,
): readonly GivenPlacing[] =>
  actors.map(({ id }) => {
    const influence = stepOf(form, `influence-${id}`);
    const affected = stepOf(form, `affected-${id}`);
    if ((influence === null) !== (affected === null)) {
      reader.wrong(influence === null ? `influence-${id}` : `affected-${id}`, wrong);
    }
    return { actorId: id, influence, affected, version: Number(form.text(`version-${id}`)) };
  });

/** The version of what the party has placed before, or nought. */
export const placedBefore = (placings: readonly PlacingRow[], actorId: string): PlacingRow | undefined =>
  placings.find((one) => one.actor_id === actorId);

export function readTrapAnswers(
  reader: FormReader,
  form: FormInput,
  before: readonly TrapAnswerRow[],
  language: Language,
): readonly GivenTrapAnswer[] {
  const t = actorTexts(language);
  return trapInstrument.traps.map(({ key, kind }) => {
    const answer = kind === 'choice' ? (trapAnswers.find((one) => one === form.text(`answer-${key}`)) ?? null) : null;
    const text = reader.text(`text-${key}`, undefined, 1000, t.form.tooLong);
    if (answer === null && text === '' && before.some((one) => one.trap === key)) {
      reader.wrong(kind === 'choice' ? `answer-${key}` : `text-${key}`, t.traps.keep);
    }
    return { trap: key, answer, text, version: Number(form.text(`version-${key}`)) };
  });
}
