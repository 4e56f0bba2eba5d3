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
export { isUnpledged } from './activity.ts';
export { answerContest, contestLink } from './contesting.ts';
export { listEffectContests } from './effect-queries.ts';
export { asLink, type EffectEnd, type EffectStepKind } from './effects.ts';
export { addEffectStep, linkEffect } from './linking-effects.ts';
export { setOwnGoal } from './own-goals.ts';
export { stateOfActivity } from './pages/activity-lines.tsx';
export { sayResources } from './pages/taking-part-section.tsx';
export { type PlanFacts, setActionPlan } from './plan-setting.ts';
export { type ActivityFacts, nothingSaid, planActivity, type Standing } from './planning.ts';
export {
  type ActionPlanRow,
  type ActivityPartyRow,
  type ActivityRow,
  findActionPlan,
  listActivities,
  listActivityParties,
} from './queries.ts';
export { answerForParty, askToTakePart, type PartFacts } from './taking-part.ts';
export { evaluateActivity, tellState } from './telling.ts';
export { planTexts } from './texts.ts';
export type { Answering } from './whose-words.ts';
