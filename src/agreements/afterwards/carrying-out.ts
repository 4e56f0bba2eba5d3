import { dayOf } from '../../identity/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/statement.ts';
import { enqueue, type Task } from '../../platform/jobs.ts';
import { follow, tellOf } from './withdrawal.ts';

const withdrawalsDue = statement<
  {
    readonly collaboration_id: string;
    readonly id: string;
    readonly agreement_id: string;
    readonly organisation_id: string;
    readonly party_id: string;
    readonly leaves_on: string;
  },
  [today: string]
>(`
  select collaboration_id, id, agreement_id, organisation_id, party_id, leaves_on::text as leaves_on
  from withdrawals_due($1::date)`);
const carryOut = statement<{ has_left: boolean | null }, [collaboration: string, withdrawal: string, at: Date]>(
  'select carry_out_withdrawal($1::uuid, $2::uuid, $3::timestamptz) as has_left',
);

export const leavingTask = 'carry-out-withdrawals';
const hour = 3_600_000;

/**
 * Whose day has come has left: nobody needs to remember it, and nobody can put it off. Each withdrawal in its own
 * transaction, so that one that fails keeps no other; run twice, it is carried out once.
 */
export async function carryOutWithdrawals(database: Database<unknown>, now: Date): Promise<void> {
  const due = await database.write(null, now, async (tx) => {
    // Every hour, so that a day is noticed soon after midnight in Sweden and after a stop.
    tx.send(enqueue(leavingTask, {}, leavingTask, new Date(now.getTime() + hour)));
    return await tx.all(withdrawalsDue(dayOf(now)));
  });
  for (const one of due) {
    await database.write(null, now, async (tx) => {
      const { has_left } = await tx.one(carryOut(one.collaboration_id, one.id, now));
      if (has_left === null) return;
      // Its own notice takes effect: the organisation is its author, and no person.
      const by = { userId: null, organisationId: one.organisation_id };
      tx.record({
        ...by,
        verb: 'withdrawal.carriedOut',
        subjectType: 'withdrawal',
        subjectId: one.id,
        collaborationId: one.collaboration_id,
        after: { partyId: one.party_id, leavesOn: one.leaves_on },
      });
      if (has_left) {
        tx.record({
          ...by,
          verb: 'party.left',
          subjectType: 'party',
          subjectId: one.party_id,
          collaborationId: one.collaboration_id,
          after: { leavesOn: one.leaves_on },
        });
      }
      await follow(tx, by, one.collaboration_id, one.id);
      tx.send(tellOf(one.collaboration_id, one.id, 'over'));
    });
  }
}

export const leavingOfTheDay =
  (database: Database<unknown>, clock: Clock): Task =>
  () =>
    carryOutWithdrawals(database, clock());
