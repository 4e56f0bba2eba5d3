import type { Language } from '../platform/texts.ts';
import type { Conflict, WheelDate } from './conflicts.ts';
import type { PartyDays } from './planning-year.ts';
import { annualWheelTexts } from './texts.ts';

/** What a day of the collaboration's year is called. */
export function dateWords(date: WheelDate, language: Language): string {
  const t = annualWheelTexts(language).dates;
  const { title, detail } = date;
  switch (date.kind) {
    case 'round':
      return t.round(title);
    case 'moment':
      return (t.moments[detail] ?? t.roundWhole)(title);
    case 'package':
      return t.package(title);
    case 'goalsAdopted':
      return detail === 'event' ? title : t.goalsAdopted(Number(detail));
    case 'agreementAnswers':
      return t.agreementAnswers(title);
    case 'agreementDecision':
      return t.agreementDecision(title);
    case 'agreementReview':
      return t.agreementReview(title);
    case 'agreementEnds':
      return t.agreementEnds(title);
    case 'sharedView':
      return t.sharedView(title);
    case 'sharedViewRatings':
      return t.sharedViewRatings(title);
    case 'lookAgain':
      return t.lookAgain(title);
    default:
      return title;
  }
}

/** Where it stands, from the collaboration. */
export function datePath(date: WheelDate): string {
  switch (date.kind) {
    case 'round':
    case 'moment':
      return `follow-up/${date.id}`;
    case 'package':
      return `follow-up/${date.id}/packages/${date.detail}`;
    case 'goalsAdopted':
      return date.detail === 'event' ? 'annual-wheel' : 'goals';
    case 'agreementAnswers':
    case 'agreementDecision':
    case 'agreementReview':
    case 'agreementEnds':
      return `agreements/${date.id}`;
    case 'sharedView':
    case 'sharedViewRatings':
      return `shared-view/${date.id}`;
    case 'lookAgain':
      return `outcomes/${date.id}`;
    default:
      return 'annual-wheel';
  }
}

export function stepWords({ kind, words }: Pick<PartyDays, 'kind' | 'words'>, language: Language): string {
  const name = annualWheelTexts(language).steps[kind];
  return words ? `${name}: ${words}` : name;
}

/** The conflict as a sentence, and what can be done about it. */
export function conflictWords(
  conflict: Conflict,
  language: Language,
  sayDay: (iso: string) => string,
): { readonly title: string; readonly todo: string } {
  const t = annualWheelTexts(language).conflicts;
  const { kind, date, parties } = conflict;
  const day = sayDay(conflict.on);
  const count = parties.length;
  switch (kind) {
    case 'goalsAfterBudget':
      return { title: t.goalsAfterBudget(count), todo: t.goalsAfterBudgetDo(day) };
    case 'followUpAfterAnnualReport':
      return { title: t.followUpAfterAnnualReport(date.title, count), todo: t.followUpAfterAnnualReportDo(day) };
    case 'feedbackAfterBudget':
      return { title: t.feedbackAfterBudget(date.title, count), todo: t.feedbackAfterBudgetDo(day) };
    case 'answersAcrossJuly':
      return { title: t.answersAcrossJuly(date.title), todo: t.answersAcrossJulyDo() };
    case 'mandateWithinRound':
      return { title: t.mandateWithinRound(date.title, count), todo: t.mandateWithinRoundDo(day) };
  }
}
