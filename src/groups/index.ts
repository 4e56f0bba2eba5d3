/** Groups, who decides what, and what came of the matters that they took up. */
export { type Effect, effects, needsBasis, type RuleEffect, type Way } from './decision-order.ts';
export { decisionOrderTable } from './documents/decision-order.ts';
export { addPlace, formGroup, type GroupFacts, type PlaceFacts } from './forming.ts';
export type { Each, GroupKind, GroupPhase, Level, Nature, PlaceRole, Rhythm, Several } from './joint-group.ts';
export { type CarriedOut, type OwnDecision, type Position, positions, type Result } from './outcome.ts';
export { outcomeWords } from './outcome-words.ts';
export { closeOutcome, openMatter, reservePersonally, takePosition, tellOwnDecision } from './outcomes.ts';
export {
  type DecisionRuleRow,
  type GroupRow,
  listDecisionRules,
  listGroups,
  listOutcomes,
  listOwnDecisions,
  listPlaces,
  type OutcomeRow,
  type OwnDecisionRow,
  type PlaceRow,
} from './queries.ts';
export { answerMajority, type RuleFacts, setRule } from './rule-setting.ts';
