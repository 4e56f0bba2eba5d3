import type { FormInput, FormReader } from '../../platform/http/form-input.ts';
import type { Formats, Language } from '../../platform/texts.ts';
import type { DecisionFacts, NewPlace } from '../deciding.ts';
import { decidingTexts } from './texts.ts';

export const stands = ['planned', 'decided'] as const;
export const outcomes = ['approved', 'rejected'] as const;
export const appeals = ['none', 'running', 'over'] as const;
/** So many places the form offers; more than a party has ever needed. */
export const mostPlaces = 5;

/** When the party’s own instance is to decide, or what it has decided. */
export function readDecision(
  reader: FormReader,
  about: {
    readonly isLocked: boolean;
    readonly isSigned: boolean;
    readonly today: string;
    readonly language: Language;
  },
): DecisionFacts {
  const t = decidingTexts(about.language).form;
  const instance = reader.text('instance', t.instanceMissing, 200);
  const standing = reader.oneOf('stands', stands, t.standsMissing) ?? 'planned';
  const registrationNumber = reader.text('number', undefined, 100);
  const mandateText = reader.text('mandate', undefined, 4000);
  const both = { instance, registrationNumber, mandateText };
  if (standing === 'planned') {
    if (about.isSigned) reader.wrong('stands', t.signed);
    return {
      ...both,
      plannedOn: reader.date('plannedOn', t.dateWrong),
      plannedNote: reader.text('plannedNote', undefined, 200),
      decidedOn: null,
      outcome: null,
      paragraph: '',
      appeal: null,
      appealEndsOn: null,
    };
  }
  if (!about.isLocked) reader.wrong('stands', t.notLocked);
  const outcome = reader.oneOf('outcome', outcomes, t.outcomeMissing) ?? 'approved';
  if (outcome === 'rejected' && about.isSigned) reader.wrong('outcome', t.signed);
  const decidedOn = reader.date('decidedOn', t.dateWrong);
  if (decidedOn === null) reader.wrong('decidedOn', t.decidedMissing);
  else if (decidedOn > about.today) reader.wrong('decidedOn', t.decidedAhead);
  const paragraph = reader.text('paragraph', undefined, 60);
  const appeal = outcome === 'approved' ? (reader.oneOf('appeal', appeals, t.appealMissing) ?? 'none') : 'none';
  const endsOn = appeal === 'none' ? null : reader.date('appealEndsOn', t.dateWrong);
  if (appeal === 'running' && endsOn === null) reader.wrong('appealEndsOn', t.appealEndsMissing);
  if (endsOn !== null && decidedOn !== null && endsOn < decidedOn) reader.wrong('appealEndsOn', t.appealEndsEarly);
  if (appeal === 'over' && endsOn !== null && endsOn >= about.today) reader.wrong('appeal', t.appealEndsAhead);
  return {
    ...both,
    plannedOn: reader.date('plannedOn', t.dateWrong),
    plannedNote: reader.text('plannedNote', undefined, 200),
    decidedOn,
    outcome,
    paragraph,
    appeal,
    appealEndsOn: endsOn,
  };
}

/** The same in one line, for the party to confirm. */
export function sayDecision(facts: DecisionFacts, formats: Formats): string {
  const t = decidingTexts(formats.language);
  if (facts.decidedOn && facts.outcome) {
    return t.summary.decided(
      facts.instance,
      facts.paragraph ? t.paragraph(facts.paragraph) : '',
      formats.date(facts.decidedOn),
      t.form.outcomes[facts.outcome].toLocaleLowerCase(formats.language),
    );
  }
  return t.summary.planned(
    facts.instance,
    facts.plannedOn
      ? t.plannedOn(formats.date(facts.plannedOn))
      : facts.plannedNote
        ? t.plannedNote(facts.plannedNote)
        : t.planned,
  );
}

/** The places in the order in which they are written; only the party’s own seats may be chosen. */
export function readPlaces(
  reader: FormReader,
  form: FormInput,
  seats: readonly { readonly id: string }[],
  language: Language,
): readonly NewPlace[] {
  const t = decidingTexts(language).places;
  const places = Array.from({ length: mostPlaces }, (_, at) => {
    const title = reader.text(`title${at + 1}`, undefined, 200);
    const chosen = form.all(`seats${at + 1}`);
    const seatIds = seats.filter((seat) => chosen.includes(seat.id)).map((seat) => seat.id);
    if (title === '' && seatIds.length > 0) reader.wrong(`title${at + 1}`, t.seatsAlone);
    return { title, seatIds };
  }).filter((place) => place.title !== '');
  if (places.length === 0) reader.wrong('title1', t.none);
  return places;
}
