import { statement } from '../platform/database/statement.ts';
import { notFound } from '../platform/errors.ts';
import type { Demand, Tx, User } from './user.ts';

export const demandOf = statement<{ demands: Demand }, [organisation: string]>(
  'select demands_of($1::uuid) as demands',
);
/** Who holds a seat now, and whether they have more to show than a password. Told to those who administer the organisation. */
export const listHolders = statement<
  { person_id: string; name: string; has_second_factor: boolean },
  [organisation: string, now: Date]
>('select person_id, name, has_second_factor from kept_out_by_demand($1::uuid, $2::timestamptz)');
const setDemand = statement<{ before: Demand | null }, [organisation: string, demands: Demand, now: Date]>(
  'select demand_of_sign_in($1::uuid, $2, $3::timestamptz) as before',
);

/** Whoever demands something has signed in so themselves: nobody shuts the door with themselves outside. */
export function meetsDemand(user: User, organisationId: string, demand: Demand): boolean {
  if (demand === 'nothing') return true;
  if (demand === 'ownProvider') return user.method === 'provider' && user.organisation_id === organisationId;
  return user.method !== 'password';
}

/** From now on whoever acts for the organisation must have signed in so, in sessions that are open too. */
export async function demandOfSignIn(tx: Tx, organisationId: string, demands: Demand): Promise<void> {
  const { before } = await tx.one(setDemand(organisationId, demands, tx.now));
  if (before === null) throw notFound();
  tx.record({
    userId: tx.user.person_id,
    organisationId,
    collaborationId: null,
    verb: 'organisation.demandedOfSignIn',
    subjectType: 'organisation',
    subjectId: organisationId,
    before: { demands: before },
    after: { demands },
  });
}
