import { partyOf, type Someone } from '../collaborations/testing.ts';
import type { Host } from '../identity/testing.ts';
import { type EventFacts, setYearEvent } from './events.ts';
import { type PlanningFacts, setPlanningYear } from './planning.ts';
import type { StepKind } from './planning-year.ts';
import { listPlanningSteps, listPlanningYears } from './queries.ts';
import { readSpan } from './year-span.ts';

const spanIn = (when: string) => {
  const span = readSpan(when);
  if (!span) throw new Error(`no span: ${when}`);
  return span;
};

/** The facts of a planning year, each part with when it usually happens. */
export const planningFacts = (
  steps: Partial<Record<StepKind, string>>,
  more: Partial<PlanningFacts> = {},
): PlanningFacts => ({
  note: '',
  mandate: 'none',
  mandate_began_on: null,
  mandate_years: null,
  steps: Object.entries(steps).map(([kind, when]) => ({
    kind: kind as StepKind,
    number: 1,
    words: '',
    ...spanIn(when),
  })),
  ...more,
});

/** Tells an organisation's planning year as somebody: its own when they act for it, else as what it has been heard to say. */
export async function aPlanningYear(
  host: Host,
  by: Someone,
  collaboration: string,
  organisation: string,
  facts: PlanningFacts,
): Promise<string> {
  const party = await partyOf(host, by, collaboration, organisation);
  return await host.database.write(by, host.now, async (tx) => {
    const before = (await tx.all(listPlanningYears(collaboration))).find((one) => one.organisation_id === organisation);
    const steps = await tx.all(listPlanningSteps(collaboration));
    return await setPlanningYear(tx, collaboration, {
      partyId: party,
      organisationId: organisation,
      before,
      stepsBefore: steps.filter((one) => one.organisation_id === organisation),
      version: before?.version ?? 0,
      facts,
      summary: 'planeringsåret',
      ...(by.organisation === organisation ? {} : { entered: { channel: 'phone' as const, statedOn: '2023-10-20' } }),
    });
  });
}

/** Something of the collaboration's own, every year, unless told otherwise. */
export const aYearEvent = (
  host: Host,
  leader: Someone,
  collaboration: string,
  when: string | null,
  facts: Partial<EventFacts> = {},
): Promise<string> => {
  const none = { begins_month: null, begins_day: null, ends_month: null, ends_day: null };
  return host.database.write(leader, host.now, (tx) =>
    setYearEvent(tx, collaboration, {
      title: 'Årlig träff',
      kind: 'jointMeeting',
      year: null,
      times: 1,
      held_by_party_id: null,
      source_note: '',
      ...(when === null ? none : spanIn(when)),
      ...facts,
    }),
  );
};
