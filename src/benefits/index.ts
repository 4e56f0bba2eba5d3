/** What comes of the work, for whom and how much; and what each party pays against what it gains. */

export { answerRealising, seeBenefit } from './answering.ts';
export type { BenefitKind, Figures, Receiver, TradeOffOutcome } from './benefit.ts';
export { type EstimateFacts, sayFigures, type TradeOffFacts, weighTradeOff } from './estimating.ts';
export { type BenefitRow, type EstimateRow, listBenefits, listEstimates } from './queries.ts';
export { type BenefitFacts, nothingSaid, registerBenefit, type Saying } from './registering.ts';
