import pg from 'pg';
import { answerGoal, type ContributionRow, listContributions } from '../src/goals/index.ts';
import { author, identify, type Tx } from '../src/identity/user.ts';
import { openDatabase } from '../src/platform/database/database.ts';
import { statement } from '../src/platform/database/statement.ts';
import type { HistoryEntry } from '../src/platform/history.ts';
import { sessionHash } from '../src/platform/http/cookies.ts';
import { median } from './processes.ts';
import type { Seeded } from './seed.ts';

const changeText = statement<unknown, [collaboration: string, id: string, text: string, at: Date]>(`
  update contribution set text = $3, answered_at = $4, version = version + 1 where collaboration_id = $1 and id = $2`);

const appendUnchained = statement<unknown, [entries: string, at: Date]>(
  'select append_unchained($1::jsonb, $2::timestamptz)',
);
/** The same rows, with numbers from a sequence: neither lock nor head nor hash. Made in the bench's own database alone. */
const unchained = `
  create sequence unchained;
  create function append_unchained(entries jsonb, acting_at timestamptz) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    entry record;
    entry_id uuid;
  begin
    for entry in
      select coalesce(e."collaborationId"::text, e."organisationId"::text, 'instance') as chain,
        e."collaborationId" as collaboration, e."organisationId" as organisation, e."userId" as person, e."seatId" as seat,
        e.verb, e."subjectType" as subject_type, e."subjectId" as subject, e.before, e.after
      from jsonb_to_recordset(entries) as e("collaborationId" uuid, "organisationId" uuid, "userId" uuid, "seatId" uuid,
        verb text, "subjectType" text, "subjectId" uuid, before jsonb, after jsonb)
    loop
      entry_id := gen_random_uuid();
      insert into history (form, id, chain, seq, at, collaboration_id, organisation_id, user_id, seat_id, verb,
        subject_type, subject_id, payload_hash, previous_hash, hash)
      values (2, entry_id, entry.chain || '/unchained', nextval('unchained'), acting_at, entry.collaboration,
        entry.organisation, entry.person, entry.seat, entry.verb, entry.subject_type, entry.subject,
        decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex'));
      insert into history_payload (history_id, collaboration_id, organisation_id, salt, before, after)
      values (entry_id, entry.collaboration, entry.organisation, uuid_send(gen_random_uuid()), entry.before, entry.after);
    end loop;
  end $$;
  revoke all on function append_unchained(jsonb, timestamptz) from public;
  grant execute on function append_unchained(jsonb, timestamptz) to armkrok_app`;

export interface HistoryBench {
  /** A change and its entry in the history: two round trips, the first of which finds the session. */
  readonly changes: number;
  /** The same through the verb, which also reads whether somebody else was there first and whose words stood. */
  readonly byVerb: number;
  /** The change and the same two rows, not chained. */
  readonly withoutChain: number;
  /** The change alone. */
  readonly withoutHistory: number;
}

/** Writers that each change a contribution of their own over and over, all in one collaboration; transactions a second. */
export async function benchHistory(
  urls: { readonly app: string; readonly owner: string },
  seeded: Seeded,
  options: { readonly writers: number; readonly poolSize: number; readonly rounds: number; readonly seconds: number },
): Promise<HistoryBench> {
  const owner = new pg.Client({ connectionString: urls.owner });
  await owner.connect();
  await owner.query(unchained);
  await owner.end();
  const database = openDatabase({ url: urls.app, poolSize: options.poolSize, identify });
  const acting = { session: sessionHash(seeded.cookie) };
  try {
    const found = await database.read(acting, new Date(), { all: listContributions(seeded.collaboration) });
    const own: ContributionRow[] = found.rows.all.slice(0, options.writers);
    const changed =
      (tell: (tx: Tx, entry: HistoryEntry) => void) =>
      async (writer: number): Promise<void> => {
        const before = own[writer] as ContributionRow;
        const text = `Vi anställer en samordnare, ${before.version}`;
        await database.write(acting, new Date(), async (tx) => {
          tx.send(changeText(seeded.collaboration, before.id, text, tx.now));
          tell(tx, {
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
    const change = changed((tx, entry) => tx.record(entry));
    const changeUnchained = changed((tx, entry) => tx.send(appendUnchained(JSON.stringify([entry]), tx.now)));
    const changeUntold = changed(() => {});
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
    const ways = { changes: change, byVerb: changeByVerb, withoutChain: changeUnchained, withoutHistory: changeUntold };
    const names = Object.keys(ways) as (keyof HistoryBench)[];
    const rates: Record<keyof HistoryBench, number[]> = {
      changes: [],
      byVerb: [],
      withoutChain: [],
      withoutHistory: [],
    };
    for (const name of names) await round(ways[name], 0.5);
    for (let at = 0; at < options.rounds; at += 1) {
      for (const name of at % 2 === 0 ? names : names.toReversed()) {
        rates[name].push(await round(ways[name], options.seconds));
      }
    }
    return {
      changes: median(rates.changes),
      byVerb: median(rates.byVerb),
      withoutChain: median(rates.withoutChain),
      withoutHistory: median(rates.withoutHistory),
    };
  } finally {
    await database.close();
  }
}
