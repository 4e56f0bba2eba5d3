import type { ExampleKind } from '../collaborations/index.ts';
import { holds, standingIn, type User } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import type { Language } from '../platform/texts.ts';
import type { CalendarEvent } from './calendar-file.ts';
import type { WheelDate } from './conflicts.ts';
import { datePath, dateWords, stepWords } from './date-words.ts';
import type { MandateTerms } from './mandate-period.ts';
import { type PartyYear, type PlanningStep, partyDays } from './planning-year.ts';
import {
  listOwnParties,
  listOwnWaiting,
  listWheelDates,
  listYearEvents,
  type WheelDateRow,
  type YearEventRow,
} from './queries.ts';
import { annualWheelTexts } from './texts.ts';
import { asDates, eventDates } from './wheel.ts';
import { type Days, dayIn, yearOf } from './year-span.ts';

/** What the address reaches, asked by the transaction itself: who fetches is not known before it has begun. */
const reached = `(select nullif(current_setting('armkrok.collaborations', true), '')::uuid[])`;
export const listReached = statement<{ id: string; name: string; example: ExampleKind }>(`
  select id, name, example from collaboration where id = any(${reached}::uuid[]) and withdrawn_at is null`);
export const findOwnYear = statement<MandateTerms & { id: string; note: string }>(`
  select id, note, mandate, mandate_began_on::text as mandate_began_on, mandate_years from planning_year
  where organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid) and withdrawn_at is null`);
export const listOwnSteps = statement<PlanningStep & { id: string }>(`
  select id, kind, number, begins_month, begins_day, ends_month, ends_day, words from planning_step
  where organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid) and withdrawn_at is null`);

/** What a second round trip asks for, when the first has told which collaborations there are. */
export const calendarQuestions = (collaborations: readonly string[], { startsOn, endsOn }: Days) => ({
  dates: listWheelDates(collaborations, startsOn, endsOn),
  events: listYearEvents(collaborations),
  waiting: listOwnWaiting(collaborations),
  ownParties: listOwnParties(),
  own: findOwnYear(),
  steps: listOwnSteps(),
});

/** From a month ago, so that what was just due is there, and on through the next year. */
export function calendarDays(today: string): Days {
  const before = new Date(Date.parse(`${today}T00:00:00Z`) - 31 * 24 * 3600_000).toISOString().slice(0, 10);
  return { startsOn: before, endsOn: dayIn(yearOf(today) + 1, 12, 31) };
}

export interface CalendarRows {
  readonly dates: readonly WheelDateRow[];
  readonly events: readonly YearEventRow[];
  readonly waiting: readonly { readonly collaboration_id: string; readonly id: string }[];
  readonly ownParties: readonly { readonly id: string }[];
  readonly own: readonly (MandateTerms & { readonly id: string; readonly note: string })[];
  readonly steps: readonly PlanningStep[];
}

export interface Reached {
  readonly id: string;
  readonly name: string;
  readonly example: ExampleKind;
}

/** Whether whoever acts speaks for the organisation there, and not only reads. */
const speaks = (user: User, collaborationId: string): boolean => {
  const standing = standingIn(user, collaborationId);
  return (
    standing !== undefined &&
    (['representative', 'deputy', 'processLeader'] as const).some((role) => holds(standing, role))
  );
};

/** What is due for the person, and what happens in what they take part in. Nothing that another party is to do. */
export function calendarEvents(
  rows: CalendarRows,
  collaborations: readonly Reached[],
  around: { readonly user: User; readonly origin: string; readonly days: Days; readonly language: Language },
): readonly CalendarEvent[] {
  const { user, origin, days, language } = around;
  const t = annualWheelTexts(language).calendar;
  const named = new Map(collaborations.map((one) => [one.id, one]));
  const where = (id: string): string => {
    const one = named.get(id);
    return one ? (one.example === 'fictional' ? `${one.name}, ${t.invented}` : one.name) : '';
  };
  const ours = new Set(rows.ownParties.map((one) => one.id));
  // A round stands there by its last day, and who is still to answer sees that it is so.
  const all = [...asDates(rows.dates), ...eventDates(rows.events, days)];
  const joint = all.flatMap((date: WheelDate): CalendarEvent[] => {
    const { collaborationId } = date;
    if (!named.has(collaborationId)) return [];
    const isAsked =
      rows.waiting.some((one) => one.id === date.id) && date.kind === 'round' && speaks(user, collaborationId);
    const isOfOneParty = date.kind === 'package' || date.kind === 'agreementDecision';
    const isOwn = isOfOneParty && ours.has(date.partyId ?? '') && speaks(user, collaborationId);
    if (isOfOneParty && !isOwn) return [];
    const words = isAsked ? t.answer(date.title) : dateWords(date, language);
    return [
      {
        uid: [
          date.kind,
          date.id,
          ...(date.kind === 'moment' ? [date.detail] : []),
          ...(date.detail === 'event' ? [date.startsOn] : []),
          ...(date.partyId && date.detail !== 'event' ? [date.partyId] : []),
        ].join('-'),
        startsOn: date.kind === 'round' ? date.endsOn : date.startsOn,
        endsOn: date.endsOn,
        summary: t.within(words, where(collaborationId)),
        description: '',
        url: `${origin}/collaborations/${collaborationId}/${datePath(date)}`,
        category: isAsked || isOwn ? t.todo : t.happens,
      },
    ];
  });
  const [own] = rows.own;
  const [home] = collaborations;
  const year: PartyYear | undefined =
    own && home
      ? { partyId: '', organisationId: '', name: '', year: { ...own, isEntered: false }, steps: rows.steps }
      : undefined;
  const planned = year
    ? partyDays(year, days).map((one) => ({
        uid: `planning-${own?.id}-${one.kind}-${one.number}-${yearOf(one.startsOn)}`,
        startsOn: one.startsOn,
        endsOn: one.endsOn,
        summary: t.within(stepWords(one, language), user.organisation_name ?? ''),
        description: '',
        url: `${origin}/collaborations/${home?.id}/annual-wheel?year=${yearOf(one.startsOn)}`,
        category: t.ownYear,
      }))
    : [];
  return [...joint, ...planned]
    .filter(({ startsOn, endsOn }) => startsOn <= days.endsOn && endsOn >= days.startsOn)
    .toSorted((a, b) => (a.startsOn === b.startsOn ? (a.uid < b.uid ? -1 : 1) : a.startsOn < b.startsOn ? -1 : 1));
}
