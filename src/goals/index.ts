/** Joint goals with their indicators, and what each party contributes to them. */

export { type Answer, answerGoal, type ContributionFacts } from './contributing.ts';
export type { ContributionForm, GoalKind } from './goal.ts';
export { addIndicator, type GoalFacts, type NewIndicator, setGoal } from './goal-setting.ts';
export { ContributionShape } from './pages/contribution-shape.tsx';
export { ContributionWords } from './pages/contributions.tsx';
export {
  type ComparisonRow,
  type ContributionRow,
  type GoalRow,
  type IndicatorRow,
  listComparisons,
  listContributions,
  listGoals,
  listIndicators,
} from './queries.ts';
export { describeState, readIndicator, written } from './state-of-goal.ts';
