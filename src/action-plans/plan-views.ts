import type { ActivityPartyRow, ActivityRow } from './queries.ts';

/** A part of the plan under its heading: what somebody answers for, and what it takes part in. */
export interface PlanPart<Key> {
  readonly key: Key;
  readonly activities: readonly ActivityRow[];
}

/** Each goal with what is done for it, in the goals' order; what serves none of them last. An activity may stand under several. */
export function byGoal<Goal extends { readonly id: string }>(
  activities: readonly ActivityRow[],
  goals: readonly Goal[],
): readonly PlanPart<Goal | null>[] {
  const known = new Set(goals.map(({ id }) => id));
  const rest = activities.filter(({ goal_ids }) => !goal_ids.some((id) => known.has(id)));
  return [
    ...goals.map((goal) => ({ key: goal, activities: activities.filter((one) => one.goal_ids.includes(goal.id)) })),
    ...(rest.length > 0 ? [{ key: null, activities: rest }] : []),
  ];
}

export interface PartOfParty<Party> extends PlanPart<Party | null> {
  readonly takesPart: readonly ActivityRow[];
}

/** Each party with what it answers for and takes part in; what nobody answers for last. */
export function byParty<Party extends { readonly id: string }>(
  activities: readonly ActivityRow[],
  taking: readonly ActivityPartyRow[],
  parties: readonly Party[],
): readonly PartOfParty<Party>[] {
  const known = new Set(parties.map(({ id }) => id));
  const rest = activities.filter(({ party_id }) => party_id === null || !known.has(party_id));
  const partIn = (party: Party) => {
    const ids = new Set(
      taking
        .filter(({ party_id, answer }) => party_id === party.id && answer === 'takesPart')
        .map((one) => one.activity_id),
    );
    return activities.filter(({ id }) => ids.has(id));
  };
  return [
    ...parties.map((party) => ({
      key: party,
      activities: activities.filter(({ party_id }) => party_id === party.id),
      takesPart: partIn(party),
    })),
    ...(rest.length > 0 ? [{ key: null, activities: rest, takesPart: [] }] : []),
  ];
}

/** What the party answers for, takes part in, and is asked to take part in. */
export function ofParty(
  activities: readonly ActivityRow[],
  taking: readonly ActivityPartyRow[],
  partyId: string | undefined,
): readonly ActivityRow[] {
  const ids = new Set(
    taking
      .filter(({ party_id, answer }) => party_id === partyId && answer !== 'declines')
      .map((one) => one.activity_id),
  );
  return activities.filter(({ id, party_id }) => partyId !== undefined && (party_id === partyId || ids.has(id)));
}

const total = (amounts: readonly (string | null)[]): bigint | null => {
  const known = amounts.filter((one) => one !== null);
  return known.length > 0 ? known.reduce((sum, one) => sum + BigInt(one), 0n) : null;
};

/** What a party has pledged, what its activities and its parts in others' need, and what they have used. */
export interface PledgedLine {
  readonly partyId: string;
  readonly pledgedMinutes: bigint | null;
  readonly needMinutes: bigint | null;
  readonly usedMinutes: bigint | null;
  readonly pledgedAmount: bigint | null;
  readonly needAmount: bigint | null;
  readonly usedAmount: bigint | null;
}

interface Pledge {
  readonly party_id: string;
  readonly amount: string | null;
  readonly minutes: string | null;
}

/** Party by party, those of whom nothing is said left out. What is stopped needs nothing more than it has used. */
export function pledgedAgainstNeed(
  activities: readonly ActivityRow[],
  taking: readonly ActivityPartyRow[],
  pledges: readonly Pledge[],
  parties: readonly { readonly id: string }[],
): readonly PledgedLine[] {
  const running = new Set(activities.filter(({ state }) => state !== 'stopped').map(({ id }) => id));
  return parties
    .map(({ id }) => {
      const own = activities.filter(({ party_id }) => party_id === id);
      const parts = taking.filter(
        (one) => one.party_id === id && one.answer === 'takesPart' && running.has(one.activity_id),
      );
      const pledged = pledges.filter(({ party_id }) => party_id === id);
      const needed = own.filter((one) => running.has(one.id));
      return {
        partyId: id,
        pledgedMinutes: total(pledged.map(({ minutes }) => minutes)),
        needMinutes: total([...needed, ...parts].map(({ minutes }) => minutes)),
        usedMinutes: total(own.map(({ used_minutes }) => used_minutes)),
        pledgedAmount: total(pledged.map(({ amount }) => amount)),
        needAmount: total([...needed, ...parts].map(({ amount }) => amount)),
        usedAmount: total(own.map(({ used_amount }) => used_amount)),
      };
    })
    .filter((line) => Object.entries(line).some(([key, value]) => key !== 'partyId' && value !== null));
}
