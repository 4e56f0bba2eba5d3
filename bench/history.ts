import { answerGoal, type ContributionRow, listContributions } from '../src/goals/index.ts';
import { identify } from '../src/identity/user.ts';
import { openDatabase } from '../src/platform/database/database.ts';
import { sessionHash } from '../src/platform/http/server.ts';
import { median } from './processes.ts';
import type { Seeded } from './seed.ts';

/** Writers that each change a contribution of their own over and over, all in one collaboration; transactions a second. */
export async function benchHistory(
  appUrl: string,
  seeded: Seeded,
  options: { readonly writers: number; readonly poolSize: number; readonly rounds: number; readonly seconds: number },
): Promise<number> {
  const database = openDatabase({ url: appUrl, poolSize: options.poolSize, identify });
  const acting = { session: sessionHash(seeded.cookie) };
  try {
    const found = await database.read(acting, new Date(), { all: listContributions(seeded.collaboration) });
    const own: ContributionRow[] = found.rows.all.slice(0, options.writers);
    const write = async (writer: number): Promise<void> => {
      const before = own[writer];
      if (!before) throw new Error(`only ${own.length} contributions to change`);
      const { id: _id, goal_id: goalId, party_id: partyId, answered_at: _at, version, ...facts } = before;
      const text = `Vi anställer en samordnare, ${version}`;
      const changed = { ...facts, text };
      await database.write(acting, new Date(), (tx) =>
        answerGoal(tx, seeded.collaboration, { goalId, partyId, facts: changed, before, version }),
      );
      own[writer] = { ...before, text, version: version + 1 };
    };
    const round = async (seconds: number): Promise<number> => {
      const began = performance.now();
      const ends = began + seconds * 1000;
      let done = 0;
      await Promise.all(
        own.map(async (_, writer) => {
          while (performance.now() < ends) {
            await write(writer);
            done += 1;
          }
        }),
      );
      return done / ((performance.now() - began) / 1000);
    };
    await round(0.5);
    const rates: number[] = [];
    for (let at = 0; at < options.rounds; at += 1) rates.push(await round(options.seconds));
    return median(rates);
  } finally {
    await database.close();
  }
}
