import { answerGoal, type ContributionRow, listContributions } from '../src/goals/index.ts';
import { author, identify } from '../src/identity/user.ts';
import { openDatabase } from '../src/platform/database/database.ts';
import { statement } from '../src/platform/database/statement.ts';
import { sessionHash } from '../src/platform/http/server.ts';
import { median } from './processes.ts';
import type { Seeded } from './seed.ts';

const changeText = statement<unknown, [collaboration: string, id: string, text: string, at: Date]>(`
  update contribution set text = $3, answered_at = $4, version = version + 1 where collaboration_id = $1 and id = $2`);

export interface HistoryBench {
  /** A change and its entry in the history: two round trips, the first of which finds the session. */
  readonly changes: number;
  /** The same through the verb, which also reads whether somebody else was there first and whose words stood. */
  readonly byVerb: number;
}

/** Writers that each change a contribution of their own over and over, all in one collaboration; transactions a second. */
export async function benchHistory(
  appUrl: string,
  seeded: Seeded,
  options: { readonly writers: number; readonly poolSize: number; readonly rounds: number; readonly seconds: number },
): Promise<HistoryBench> {
  const database = openDatabase({ url: appUrl, poolSize: options.poolSize, identify });
  const acting = { session: sessionHash(seeded.cookie) };
  try {
    const found = await database.read(acting, new Date(), { all: listContributions(seeded.collaboration) });
    const own: ContributionRow[] = found.rows.all.slice(0, options.writers);
    const change = async (writer: number): Promise<void> => {
      const before = own[writer] as ContributionRow;
      const text = `Vi anställer en samordnare, ${before.version}`;
      await database.write(acting, new Date(), async (tx) => {
        tx.send(changeText(seeded.collaboration, before.id, text, tx.now));
        tx.record({
          ...author(tx.user),
          verb: 'contribution.changed',
          subjectType: 'contribution',
          subjectId: before.id,
          collaborationId: seeded.collaboration,
          before: { form: before.form, text: before.text },
          after: { form: before.form, text },
        });
      });
      own[writer] = { ...before, text, version: before.version + 1 };
    };
    const changeByVerb = async (writer: number): Promise<void> => {
      const before = own[writer] as ContributionRow;
      const { id: _id, goal_id: goalId, party_id: partyId, answered_at: _at, version, ...facts } = before;
      const text = `Vi anställer en samordnare, ${version}`;
      await database.write(acting, new Date(), (tx) =>
        answerGoal(tx, seeded.collaboration, { goalId, partyId, facts: { ...facts, text }, before, version }),
      );
      own[writer] = { ...before, text, version: version + 1 };
    };
    const round = async (write: (writer: number) => Promise<void>, seconds: number): Promise<number> => {
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
    const rates = { changes: [] as number[], byVerb: [] as number[] };
    await round(change, 0.5);
    await round(changeByVerb, 0.5);
    for (let at = 0; at < options.rounds; at += 1) {
      rates.changes.push(await round(change, options.seconds));
      rates.byVerb.push(await round(changeByVerb, options.seconds));
    }
    return { changes: median(rates.changes), byVerb: median(rates.byVerb) };
  } finally {
    await database.close();
  }
}
