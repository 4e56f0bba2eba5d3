import { setYearEvent } from '../../../src/annual-wheel/index.ts';
import { aPlanningYear, planningFacts } from '../../../src/annual-wheel/testing.ts';
import type { Someone } from '../../../src/collaborations/testing.ts';
import type { Host } from '../../../src/identity/testing.ts';

/**
 * What the collaboration does in a year, and when its parties plan: the first in its own words, the second as it has been
 * heard. A planning year is no secret of one collaboration, so it bears no canary.
 */
export async function fillAnnualWheel(
  host: Host,
  id: string,
  canary: string,
  of: { readonly leader: Someone; readonly first: Someone; readonly second: Someone },
  party: Readonly<Record<'leading', string>>,
): Promise<Readonly<Record<string, string>>> {
  const year = planningFacts({ budget: 'oktober–november', adoption: '20 november', annualReport: 'mars' });
  await aPlanningYear(host, of.first, id, of.first.organisation, year);
  await aPlanningYear(host, of.leader, id, of.second.organisation, year);
  const event = await host.database.write(of.leader, host.now, (tx) =>
    setYearEvent(tx, id, {
      title: `Årlig träff, ${canary}`,
      kind: 'goalsAdopted',
      year: null,
      times: 1,
      begins_month: 12,
      begins_day: 1,
      ends_month: 12,
      ends_day: 2,
      held_by_party_id: party.leading,
      source_note: canary,
    }),
  );
  return { event };
}
