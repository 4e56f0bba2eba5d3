import type { Someone } from '../../../src/collaborations/testing.ts';
import { answerUndertakings, listUndertakings } from '../../../src/follow-up/undertakings.ts';
import type { Host } from '../../../src/identity/testing.ts';

/** What has become of what the parties promised, told in a round: by one party itself, and entered for the others. */
export async function tellUndertakings(
  host: Host,
  id: string,
  canary: string,
  round: string,
  of: { readonly leader: Someone; readonly first: Someone },
  party: Readonly<Record<'leading' | 'first' | 'second', string>>,
): Promise<void> {
  for (const [by, whose] of [
    [of.leader, party.leading],
    [of.first, party.first],
    [of.leader, party.second],
  ] as const) {
    await host.database.write(by, host.now, async (tx) => {
      const own = (await tx.all(listUndertakings(id))).filter((row) => row.party_id === whose);
      await answerUndertakings(
        tx,
        id,
        round,
        whose,
        own.map((row) => ({ of: row, outcome: 'partly' as const, why: `Delvis, ${canary}`, version: 0 })),
      );
    });
  }
}
