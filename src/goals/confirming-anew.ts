import { author, dayOf, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import type { ContributionForm } from './goal.ts';

export interface ToConfirm {
  readonly id: string;
  readonly goal_id: string;
  readonly party_id: string;
  readonly goal_text: string;
  readonly form: ContributionForm;
  readonly text: string;
  readonly committee: string;
  readonly until_on: string | null;
  /** When the mandate period began that has not said anything of it yet. */
  readonly mandate_began_on: string;
}

/** The acting organisation's politically decided contributions since which a new mandate period has begun in it. */
export const listToConfirm = statement<ToConfirm, [collaboration: string, day: string]>(`
  select c.id, c.goal_id, c.party_id, g.text as goal_text, c.form, c.text, c.committee, c.until_on::text as until_on,
    m.began_on::text as mandate_began_on
  from party p
  join contribution c on c.collaboration_id = p.collaboration_id and c.party_id = p.id and c.withdrawn_at is null
    and c.is_politically_decided
  join joint_goal g on g.collaboration_id = c.collaboration_id and g.id = c.goal_id and g.withdrawn_at is null
  join lateral (
    select max(b.began_on) as began_on from mandate_change b
    where b.organisation_id = p.organisation_id and b.began_on <= $2::date) m
    on m.began_on > greatest(c.confirmed_on, (c.answered_at at time zone 'Europe/Stockholm')::date)
  where p.collaboration_id = $1 and p.withdrawn_at is null
    and p.organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)
  order by g.place, g.id, c.id`);
const confirm = statement<{ id: string }, [collaboration: string, ids: readonly string[], day: string]>(`
  update contribution set confirmed_on = $3::date, version = version + 1
  where collaboration_id = $1 and id = any($2::uuid[]) returning id`);

/** The new representatives stand by what the earlier ones had decided. Answers how many contributions that concerned. */
export async function confirmAnew(tx: Tx, collaborationId: string, chosen: readonly string[]): Promise<number> {
  const waiting = await tx.all(listToConfirm(collaborationId, dayOf(tx.now)));
  const confirmed = waiting.filter((one) => chosen.includes(one.id));
  tx.send(
    confirm(
      collaborationId,
      confirmed.map((one) => one.id),
      dayOf(tx.now),
    ),
  );
  for (const one of confirmed) {
    tx.record({
      ...author(tx.user),
      verb: 'contribution.confirmedAnew',
      subjectType: 'contribution',
      subjectId: one.id,
      collaborationId,
      after: { goalId: one.goal_id, partyId: one.party_id, mandateBeganOn: one.mandate_began_on },
    });
  }
  return confirmed.length;
}
