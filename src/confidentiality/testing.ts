import type { Someone } from '../collaborations/testing.ts';
import { dayOf } from '../identity/index.ts';
import type { Host } from '../identity/testing.ts';
import { formEventGroupOf, type NewEventGroup } from './event-group.ts';
import { chooseSight, findSight, listSeated, type Sight, sightOf } from './sight.ts';

const keysOf = (people: readonly Someone[]): string[] => people.map((one) => `${one.organisation}.${one.person}`);

/** Makes the collaboration protected, seen by its leader and these. */
export async function protect(
  host: Host,
  leader: Someone,
  collaboration: string,
  named: readonly Someone[],
  to: Partial<Sight> = {},
): Promise<void> {
  await host.database.write(leader, host.now, async (tx) => {
    const people = await tx.all(listSeated(collaboration, dayOf(tx.now)));
    const from = sightOf(await tx.one(findSight(collaboration)), people);
    await chooseSight(
      tx,
      collaboration,
      people,
      from,
      { confidentiality: 'protected', named: new Set(keysOf([leader, ...named])), accepted: null, ...to },
      'Det rör enskilda',
    );
  });
}

/** A group of the writer and these in a protected collaboration. */
export async function anEventGroup(
  host: Host,
  writer: Someone,
  collaboration: string,
  members: readonly Someone[],
  more: Partial<NewEventGroup> = {},
): Promise<string> {
  return await host.database.write(writer, host.now, async (tx) =>
    formEventGroupOf(tx, collaboration, {
      concerns: 'En händelse',
      hasMinutes: false,
      members: members.map((one) => ({ organisation_id: one.organisation, person_id: one.person })),
      ...more,
    }),
  );
}
