/** Joint goals with their indicators, and what each party contributes to them. */

export {
  type AssuranceRow,
  type ImplementationRow,
  type LimitPeriodRow,
  listAssurance,
  listImplementations,
  listLimitPeriods,
  startLimitPeriod,
  tellImplementation,
  writeEditorText,
} from './assurance.ts';
export { type Answer, answerGoal, type ContributionFacts } from './contributing.ts';
export { contributionWords } from './contribution-words.ts';
export type { ContributionForm, GoalKind } from './goal.ts';
export { addIndicator, type GoalFacts, type NewIndicator, setGoal } from './goal-setting.ts';
export {
  baselineOf,
  compareGoal,
  drawVariation,
  type ReadAssurance,
  readAssurance,
  similarTo,
  topmostFirst,
  widerChanges,
  wordingOf,
} from './ladder-of-goal.ts';
export { listOwnExplanations, noteOwnExplanation, type OwnExplanationRow } from './own-explanations.ts';
export { answerShapes, ClaimStairs } from './pages/claim-stairs.tsx';
export { ContributionShape } from './pages/contribution-shape.tsx';
export { ContributionWords } from './pages/contributions.tsx';
export { answerGoals } from './policy.ts';
export {
  type ComparisonRow,
  type ContributionRow,
  type GoalRow,
  type IndicatorRow,
  listComparisons,
  listContributions,
  listGoals,
  listIndicators,
  type SimilarRow,
} from './queries.ts';

export {
  describeFinding,
  describeState,
  type Measure,
  type ReadIndicator,
  readIndicator,
  titleOfMeasure,
  written,
} from './state-of-goal.ts';
export {
  type Fed,
  listSteeringDocuments,
  noteSteeringDocument,
  type SteeringDocumentKind,
  type SteeringDocumentRow,
  type SteeringRelation,
  type SteeringRhythm,
} from './steering-documents.ts';
export { goalTexts } from './texts.ts';
