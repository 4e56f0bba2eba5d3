/** What the parties do, by when, with what: the plan and its activities. */
export type {
  ActivityKind,
  ActivityState,
  CarriedOutByEach,
  EvaluationResult,
  EvidenceGrade,
  PlanRevision,
  TargetGroupPart,
} from './activity.ts';
export {
  type ActivityFacts,
  type Answering,
  evaluateActivity,
  nothingSaid,
  type PlanFacts,
  planActivity,
  type Standing,
  setActionPlan,
  tellState,
} from './planning.ts';
export {
  type ActionPlanRow,
  type ActivityPartyRow,
  type ActivityRow,
  findActionPlan,
  listActivities,
  listActivityParties,
} from './queries.ts';
export { answerForParty, askToTakePart, type PartFacts } from './taking-part.ts';
export { planTexts } from './texts.ts';
