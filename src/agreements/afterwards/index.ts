/** What follows when an agreement is in force: parties leave, fall out, and its term draws to an end. */

export { carryOutWithdrawals, leavingOfTheDay, leavingTask } from './carrying-out.ts';
export { type DisputeRow, listDisputes } from './dispute.ts';
export { disputeRoutes } from './dispute-routes.tsx';
export { atHome, formerPartyRoutes } from './former-party-routes.tsx';
export { type Leaving, toKnow, toSettle } from './leaving.ts';
export { Afterwards } from './pages/afterwards-section.tsx';
export { daysToRenewal, renewalDueOn, renewalReminders } from './renewal.ts';
export { takeoverRoutes } from './takeover-routes.tsx';
export { tellerOfWithdrawal } from './telling.ts';
export { type BoundParty, listPartiesOfText } from './text-in-force.ts';
export { afterwardsTexts } from './texts.ts';
export { listWithdrawals, tellTask, type WithdrawalRow } from './withdrawal.ts';
export { withdrawalRoutes } from './withdrawal-routes.tsx';
