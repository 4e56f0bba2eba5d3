import type { Someone } from '../collaborations/testing.ts';
import type { Host } from '../identity/testing.ts';
import { type NewRound, openRound } from './following-up.ts';

/** A round under way, with four weeks to answer. */
export async function aRound(
  host: Host,
  leader: Someone,
  collaboration: string,
  more: Partial<NewRound> = {},
): Promise<string> {
  return await host.database.write(leader, host.now, (tx) =>
    openRound(tx, collaboration, {
      name: 'Uppföljning 2023',
      periodFrom: 2013,
      periodTo: 2022,
      deadlineOn: '2023-12-18',
      ...more,
    }),
  );
}
