import { type ActivityRow, listActivities } from '../action-plans/index.ts';
import {
  type CollaborationSeatRow,
  listCollaborationSeats,
  listParties,
  type PartyRow,
  type Reading,
} from '../collaborations/index.ts';
import { type GoalRow, listGoals } from '../goals/index.ts';
import { dayOf, speaksFor } from '../identity/index.ts';
import { registerBenefits } from './policy.ts';
import {
  type BenefitRow,
  type EstimateRow,
  type IndicatorChoice,
  listBenefits,
  listEstimates,
  listIndicatorChoices,
} from './queries.ts';

export const benefitQuestions = (id: string) => ({
  benefits: listBenefits(id),
  estimates: listEstimates(id),
  parties: listParties(id),
});
export interface BenefitRows {
  readonly benefits: readonly BenefitRow[];
  readonly estimates: readonly EstimateRow[];
  readonly parties: readonly PartyRow[];
}

/** What a form offers besides. */
export const formQuestions = (id: string, now: Date) => ({
  ...benefitQuestions(id),
  goals: listGoals(id),
  activities: listActivities(id),
  indicators: listIndicatorChoices(id),
  seats: listCollaborationSeats(id, dayOf(now)),
});
export interface FormRows extends BenefitRows {
  readonly goals: readonly GoalRow[];
  readonly activities: readonly ActivityRow[];
  readonly indicators: readonly IndicatorChoice[];
  readonly seats: readonly CollaborationSeatRow[];
}

/** The parties that can receive a benefit or see to one. */
export const taking = (parties: readonly PartyRow[]): readonly PartyRow[] =>
  parties.filter(({ status }) => !['declined', 'left', 'considered'].includes(status));

export type Asking = Pick<Reading, 'user' | 'collaboration' | 'may'>;

/** The reader speaks for a party in its own name, and not only as staff of a shared office. */
export const speaksHere = (of: Asking): boolean =>
  of.may(registerBenefits, of.user.organisation_id) && speaksFor(of.user, of.collaboration.id, of.user.organisation_id);

/** What is written of the party is entered for it: the reader does not speak for it here. */
export const isAnothers = (of: Asking, party: Pick<PartyRow, 'organisation_id'>): boolean =>
  !speaksFor(of.user, of.collaboration.id, party.organisation_id);

/** The reader enters what parties that do not write themselves have said. */
export const prepares = (of: Asking, parties: readonly Pick<PartyRow, 'organisation_id'>[]): boolean =>
  parties.some((party) => isAnothers(of, party) && of.may(registerBenefits, party.organisation_id));

export const isOwnBenefit = (of: Asking, one: BenefitRow, parties: readonly PartyRow[]): boolean =>
  one.party_id !== null &&
  parties.find(({ id }) => id === one.party_id)?.organisation_id === of.user.organisation_id &&
  speaksHere(of);

/**
 * A party changes what is its own; whoever prepares, what the party has not written itself; and whoever has written of
 * another, until that one has seen it. The database says the same.
 */
export function mayChange(of: Asking, one: BenefitRow, parties: readonly PartyRow[]): boolean {
  if (isOwnBenefit(of, one, parties)) return true;
  const party = parties.find(({ id }) => id === one.party_id);
  if (one.entered_by_organisation_id !== null && party) return of.may(registerBenefits, party.organisation_id);
  if (one.organisation_id === of.user.organisation_id && speaksHere(of))
    return !one.is_visible || one.party_id === null;
  return one.party_id === null && prepares(of, parties);
}

/** It is about the reader's organisation, which has not said that it has seen it. */
export const isToSee = (of: Asking, one: BenefitRow): boolean => {
  const own = of.user.organisation_id;
  return own !== null && one.concerned.includes(own) && !one.seen_by.includes(own);
};

/** What others have estimated of the reader's own party, and it has not seen. */
export const estimatesToSee = (
  of: Asking,
  one: BenefitRow,
  rows: Pick<BenefitRows, 'estimates' | 'parties'>,
): readonly EstimateRow[] =>
  isOwnBenefit(of, one, rows.parties)
    ? rows.estimates.filter((said) => said.benefit_id === one.id && !said.is_visible)
    : [];
