/** What follows when an agreement is in force: parties leave, fall out, and its term draws to an end. */

export { listDisputes } from './dispute.ts';
export { disputeRoutes } from './dispute-routes.tsx';
export { Afterwards } from './pages/afterwards-section.tsx';
export { nextMorning, planReminders, renewalReminder, renewalTask } from './renewal.ts';
export { listPartiesOfText } from './text-in-force.ts';
export { afterwardsTexts } from './texts.ts';
export { listWithdrawals } from './withdrawal.ts';
export { withdrawalRoutes } from './withdrawal-routes.tsx';
