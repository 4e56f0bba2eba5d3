import { seatPerson } from '../identity/index.ts';
import type { Host } from '../identity/testing.ts';
import { noteAbsence } from './choosing.ts';

interface Someone {
  readonly person: string;
  readonly organisation: string;
  readonly seat: string;
}

/** Puts somebody in another's seat beside the holder. */
export async function aDeputy(host: Host, of: Someone, deputy: { person: string }, name: string): Promise<void> {
  await host.database.write(host.administrator, host.now, async (tx) => {
    seatPerson(tx, {
      organisationId: of.organisation,
      seatId: of.seat,
      personId: deputy.person,
      name,
      kind: 'deputy',
      beganOn: '2023-01-01',
    });
  });
}

export const isAway = (host: Host, someone: Someone, from: string, until: string, at: Date): Promise<string> =>
  host.database.write(someone, at, async (tx) => noteAbsence(tx, from, until));
