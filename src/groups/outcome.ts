import type { Effect } from './decision-order.ts';

/** Where a party stands in a matter. */
export const positions = ['supports', 'abstains', 'doesNotSupport'] as const;
export type Position = (typeof positions)[number];

export const results = ['agreed', 'notAgreed'] as const;
export type Result = (typeof results)[number];

export const ownDecisions = ['approved', 'partlyApproved', 'rejected'] as const;
export type OwnDecision = (typeof ownDecisions)[number];

export const carriedOut = ['yes', 'partly', 'no'] as const;
export type CarriedOut = (typeof carriedOut)[number];

/** Only what is recommended comes back to the parties; a standpoint binds nobody and a decision has been taken. */
export const goesToTheParties = (effect: Effect): boolean => effect === 'recommendation';

export interface OwnStanding {
  readonly decision: OwnDecision | null;
  readonly carried_out: CarriedOut | null;
}
export type OwnState = 'toDecide' | 'toCarryOut' | 'rejected' | CarriedOut;

/** Where a party's own part of an outcome stands: to be decided, to be carried out, or how it went. */
export function ownStateOf({ decision, carried_out }: OwnStanding): OwnState {
  if (decision === null) return 'toDecide';
  if (decision === 'rejected') return 'rejected';
  return carried_out ?? 'toCarryOut';
}
