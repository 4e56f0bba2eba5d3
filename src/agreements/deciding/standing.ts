import {
  awaitedParties,
  boundOn,
  isBound,
  type PartyActs,
  standsOutside,
  stateOfVersion,
  type VersionActs,
  type VersionState,
} from '../binding.ts';
import type { AgreementPartyRow, AgreementRow, VersionRow } from '../queries.ts';
import type { SignedPlaceRow } from './queries.ts';

/** How far one party has come: bound, bound on a day ahead, awaited, standing outside, or gone. */
export type PartyStanding = 'bound' | 'comes' | 'awaits' | 'outside' | 'left';

export interface StandingParty {
  readonly row: AgreementPartyRow;
  readonly places: readonly SignedPlaceRow[];
  readonly standing: PartyStanding;
  readonly boundOn: string | null;
}

export interface Standings {
  readonly state: VersionState;
  /** Those who decide, bound first, those who stand outside last; each group in the collaboration’s order. */
  readonly parties: readonly StandingParty[];
}

const order: readonly PartyStanding[] = ['bound', 'comes', 'awaits', 'outside', 'left'];

/** Where the version and each party that is to decide on it stand on a day, from the rows that a page has read. */
export function standingsOf(
  rows: {
    readonly agreement: AgreementRow;
    readonly version: VersionRow;
    readonly parties: readonly AgreementPartyRow[];
    readonly places: readonly SignedPlaceRow[];
  },
  day: string,
): Standings {
  const { agreement, version } = rows;
  const acts: VersionActs = {
    ground: agreement.ground,
    adoptingPartyId: agreement.adopting_party_id,
    leastBound: version.least_bound,
    fromOn: version.from_on,
    endsOn: version.ends_on,
    renewsByMonths: version.renews_by_months,
    sentAt: version.sent_at,
    lockedAt: version.locked_at,
    enteredIntoForceOn: version.entered_into_force_on,
    replacedOn: version.replaced_on,
    endedOn: agreement.ended_on,
  };
  const placesOf = (row: AgreementPartyRow) => rows.places.filter((place) => place.party_id === row.party_id);
  const actsOf = (row: AgreementPartyRow): PartyActs => ({
    partyId: row.party_id,
    isRequired: row.is_required,
    isJoiningLater: row.is_joining_later,
    declines: row.stance === 'declines',
    decidedOn: row.decided_on,
    outcome: row.outcome,
    appeal: row.appeal,
    appealEndsOn: row.appeal_ends_on,
    signedOn: placesOf(row).map((place) => place.signed_on),
    leftOn: row.left_on,
  });
  const all = rows.parties.map(actsOf);
  const awaited = new Set(awaitedParties(acts, all).map((one) => one.partyId));
  const standingOf = (row: AgreementPartyRow, party: PartyActs): PartyStanding => {
    if (row.left_on !== null && row.left_on <= day) return 'left';
    // What was agreed before it came here is not decided anew.
    if (isBound(acts, party, day) || (agreement.is_taken_over && row.party_status === 'bound')) return 'bound';
    if (boundOn(acts, party) !== null) return 'comes';
    return standsOutside(party) ? 'outside' : 'awaits';
  };
  const parties = rows.parties
    .filter((row) => awaited.has(row.party_id) || row.is_joining_later)
    .map((row) => {
      const party = actsOf(row);
      return { row, places: placesOf(row), standing: standingOf(row, party), boundOn: boundOn(acts, party) };
    })
    .toSorted((one, other) => order.indexOf(one.standing) - order.indexOf(other.standing));
  return { state: stateOfVersion(acts, all, day), parties };
}

/** Those whose own decision has not been made yet. */
export const undecided = (parties: readonly StandingParty[]): readonly StandingParty[] =>
  parties.filter(({ row, standing }) => row.decided_on === null && standing === 'awaits');
