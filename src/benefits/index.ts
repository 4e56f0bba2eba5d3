/** What comes of the work, for whom and how much; and what each party pays against what it gains. */

export { answerRealising, seeBenefit } from './answering.ts';
export type { BenefitKind, BenefitWeighing, Figures, Receiver, TradeOffOutcome } from './benefit.ts';
export { type EstimateFacts, sayFigures, type TradeOffFacts, weighTradeOff } from './estimating.ts';
export { type PrincipleFacts, setBenefitPrinciple } from './principle.ts';
export {
  type BenefitRow,
  type EstimateRow,
  findPrinciple,
  listBenefits,
  listEstimates,
  type PrincipleRow,
} from './queries.ts';
export { type BenefitFacts, nothingSaid, registerBenefit, type Saying } from './registering.ts';
