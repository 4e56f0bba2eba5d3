import { partyOf, type Someone } from '../collaborations/testing.ts';
import type { Host } from '../identity/testing.ts';
import { type ActivityFacts, nothingSaid, planActivity, type Standing } from './planning.ts';
import type { Answering } from './whose-words.ts';

/** An activity of the writer's own party, unless told otherwise. */
export async function anActivity(
  host: Host,
  by: Someone,
  collaboration: string,
  facts: Partial<ActivityFacts> = {},
  more: { readonly goals?: readonly string[]; readonly standing?: Standing; readonly for?: Partial<Answering> } = {},
): Promise<string> {
  const party = await partyOf(host, by, collaboration, more.for?.organisationId ?? by.organisation);
  return await host.database.write(by, host.now, async (tx) =>
    planActivity(
      tx,
      collaboration,
      { partyId: party, organisationId: by.organisation, ...more.for },
      { ...nothingSaid, title: 'Uppsökande möten', ...facts },
      more.goals ?? [],
      more.standing,
    ),
  );
}
