import type { PartyRow } from '../collaborations/index.ts';
import { type Conflict, conflictsOf, type WheelDate } from './conflicts.ts';
import { type PartyDays, type PartyYear, partyDays } from './planning-year.ts';
import {
  listPlanningSteps,
  listPlanningYears,
  listUndated,
  listWheelDates,
  listYearEvents,
  type PlanningStepRow,
  type PlanningYearRow,
  spanOf,
  type UndatedRow,
  type WheelDateRow,
  type YearEventRow,
} from './queries.ts';
import { beginningIn, type Days, overlaps, wholeYear, within } from './year-span.ts';

/** What a page of a year asks for. Rounds that began the year before, or end the year after, are read whole. */
export const wheelQuestions = (collaborationId: string, year: number) => ({
  planningYears: listPlanningYears(collaborationId),
  planningSteps: listPlanningSteps(collaborationId),
  events: listYearEvents([collaborationId]),
  dates: listWheelDates([collaborationId], wholeYear(year - 1).startsOn, wholeYear(year + 1).endsOn),
  undated: listUndated(collaborationId),
});

export interface WheelRows {
  readonly parties: readonly PartyRow[];
  readonly planningYears: readonly PlanningYearRow[];
  readonly planningSteps: readonly PlanningStepRow[];
  readonly events: readonly YearEventRow[];
  readonly dates: readonly WheelDateRow[];
  readonly undated: readonly UndatedRow[];
}

/** One year of a collaboration over those of its parties. */
export interface Wheel {
  readonly year: number;
  readonly parties: readonly (PartyYear & {
    readonly row: PlanningYearRow | undefined;
    readonly days: readonly PartyDays[];
  })[];
  /** Of every party and associate, by its id. */
  readonly names: ReadonlyMap<string, string>;
  readonly dates: readonly WheelDate[];
  readonly conflicts: readonly Conflict[];
  /** What comes round without a day that is known. */
  readonly undated: readonly UndatedRow[];
  readonly undatedEvents: readonly YearEventRow[];
  readonly events: readonly YearEventRow[];
}

/** A collaboration's own events that fall within the days. */
export const eventDates = (events: readonly YearEventRow[], days: Days): readonly WheelDate[] =>
  events.flatMap((event) => {
    const span = spanOf(event);
    if (!span) return [];
    const found = event.year === null ? within(span, days) : [beginningIn(span, event.year)];
    return found
      .filter((one) => overlaps(one, days))
      .map((one) => ({
        kind: event.kind,
        id: event.id,
        collaborationId: event.collaboration_id,
        title: event.title,
        detail: 'event',
        partyId: event.held_by_party_id,
        ...one,
      }));
  });

export const asDates = (rows: readonly WheelDateRow[]): readonly WheelDate[] =>
  rows.map((row) => ({
    kind: row.kind,
    id: row.id,
    collaborationId: row.collaboration_id,
    title: row.title,
    detail: row.detail,
    partyId: row.party_id,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
  }));

const takingPart: readonly string[] = ['confirmed', 'bound', 'waiting', 'invited'];

export function partyYears(rows: Pick<WheelRows, 'parties' | 'planningYears' | 'planningSteps'>) {
  return rows.parties
    .filter(({ relation, status }) => relation === 'party' && takingPart.includes(status))
    .map((party) => {
      const row = rows.planningYears.find((one) => one.organisation_id === party.organisation_id);
      return {
        partyId: party.id,
        organisationId: party.organisation_id,
        name: party.name,
        year: row ? { ...row, isEntered: row.is_entered } : null,
        steps: rows.planningSteps.filter((one) => one.organisation_id === party.organisation_id),
        row,
      };
    });
}

export function readWheel(rows: WheelRows, year: number): Wheel {
  const days = wholeYear(year);
  const around = { startsOn: wholeYear(year - 1).startsOn, endsOn: wholeYear(year + 1).endsOn };
  const parties = partyYears(rows);
  const all = [...asDates(rows.dates), ...eventDates(rows.events, around)];
  return {
    year,
    parties: parties.map((party) => ({ ...party, days: partyDays(party, days) })),
    names: new Map(rows.parties.map(({ id, name }) => [id, name])),
    dates: all.filter((date) => overlaps(date, days)).toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : 1)),
    conflicts: conflictsOf(all, parties).filter(({ date }) => overlaps(date, days)),
    undated: rows.undated,
    undatedEvents: rows.events.filter((event) => !spanOf(event) && (event.year === null || event.year === year)),
    events: rows.events,
  };
}
