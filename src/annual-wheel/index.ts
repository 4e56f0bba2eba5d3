/** Each organisation's planning year, and the collaboration's year over them. */
export { type EventFacts, setYearEvent } from './events.ts';
export { type Mandate, usualMandate } from './mandate-period.ts';
export { type PlanningFacts, setPlanningYear } from './planning.ts';
export { nextDecided, type PlanningStep, type StepKind, stepKinds } from './planning-year.ts';
export {
  type EventKind,
  listPlanningSteps,
  listPlanningYears,
  listUndated,
  listYearEvents,
  type PlanningStepRow,
  type UndatedRow,
  type YearEventRow,
} from './queries.ts';
export { annualWheelTexts } from './texts.ts';
export { readSpan, type YearSpan } from './year-span.ts';
