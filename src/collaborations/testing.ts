import type { SeatRole } from '../identity/index.ts';
import type { Host } from '../identity/testing.ts';
import { newId } from '../platform/id.ts';
import { addParties } from './parties.ts';
import { listParties } from './queries.ts';
import { insertCollaborationSeat, type NewCollaboration, startCollaboration } from './starting.ts';

export interface Someone {
  readonly person: string;
  readonly seat: string;
  readonly organisation: string;
}

/** A collaboration started by `leader`, with the organisations given as parties. */
export async function aCollaboration(
  host: Host,
  leader: Someone,
  parties: readonly string[] = [],
  more: Partial<NewCollaboration> = {},
): Promise<string> {
  return await host.database.write(leader, host.now, async (tx) => {
    const id = await startCollaboration(
      tx,
      {
        name: 'Fler unga i arbete',
        challenge: 'Var sjunde ung är arbetslös.',
        whyNoneAlone: 'Skola, stöd och arbete ligger hos olika parter.',
        drivers: ['noneAlone'],
        territory: [],
        ...more,
      },
      newId(host.now),
    );
    await addParties(tx, id, [leader.organisation, ...parties], 'confirmed');
    return id;
  });
}

/** Gives a seat a role in the collaboration, as its process leader would. */
export async function aRole(
  host: Host,
  leader: Someone,
  collaboration: string,
  someone: Someone,
  role: SeatRole = 'representative',
): Promise<void> {
  await host.database.write(leader, host.now, async (tx) => {
    tx.send(insertCollaborationSeat(collaboration, someone.organisation, someone.seat, role, null, tx.now));
  });
}

/** The party that the organisation is in the collaboration. */
export async function partyOf(
  host: Host,
  leader: Someone,
  collaboration: string,
  organisation: string,
): Promise<string> {
  const { rows } = await host.database.read(leader, host.now, { parties: listParties(collaboration) });
  const party = rows.parties.find((one) => one.organisation_id === organisation);
  if (!party) throw new Error('no such party');
  return party.id;
}
