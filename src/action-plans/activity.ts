/** Something that a party does by a day, for a goal: what can be said of it, and the rules that need nothing but it. */

export const activityStates = ['planned', 'underWay', 'done', 'stopped'] as const;
export type ActivityState = (typeof activityStates)[number];

export const activityKinds = [
  'service',
  'development',
  'coordination',
  'inquiry',
  'studyVisit',
  'seminar',
  'peerSupervision',
  'other',
] as const;
export type ActivityKind = (typeof activityKinds)[number];

/** Learning is a kind of activity, and what was learned is what comes of it. */
const learning: readonly (ActivityKind | null)[] = ['studyVisit', 'seminar', 'peerSupervision'];
export const isLearning = (kind: ActivityKind | null): boolean => learning.includes(kind);

export const evidenceGrades = ['evidenceBased', 'provenExperience', 'untested'] as const;
export type EvidenceGrade = (typeof evidenceGrades)[number];

export const targetGroupParts = ['analysis', 'plan', 'carryingOut', 'interpretation'] as const;
export type TargetGroupPart = (typeof targetGroupParts)[number];

export const evaluationResults = ['worked', 'workedInPart', 'didNotWork', 'cannotSay'] as const;
export type EvaluationResult = (typeof evaluationResults)[number];

export const planRevisions = ['continuous', 'halfYearly', 'yearly', 'whenNeeded'] as const;
export type PlanRevision = (typeof planRevisions)[number];

export const carriedOutByEach = ['party', 'municipality'] as const;
export type CarriedOutByEach = (typeof carriedOutByEach)[number];

export interface Timed {
  readonly state: ActivityState;
  readonly starts_on: string | null;
  readonly due_on: string | null;
}

export const isOpen = ({ state }: Pick<Timed, 'state'>): boolean => state === 'planned' || state === 'underWay';

const dayNumber = (on: string): number => Date.parse(`${on}T00:00:00Z`) / 86_400_000;
/** How many days from one day to another; below nought when the other comes first. */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

/** How many days it is late: 0 when it is not, is over, or has no day to be late to. */
export const daysLate = (one: Timed, today: string): number =>
  isOpen(one) && one.due_on !== null ? Math.max(0, daysBetween(one.due_on, today)) : 0;

/**
 * The plan’s years are over, and nobody has said how it ended. It is not late any more: it is not known, and is asked about
 * once, for all of them.
 */
export const isLeftOpen = (
  one: Pick<Timed, 'state' | 'due_on'> & { readonly plan_last_year: number | null },
  today: string,
): boolean =>
  isOpen(one) &&
  one.plan_last_year !== null &&
  Number(today.slice(0, 4)) > one.plan_last_year &&
  one.due_on !== null &&
  one.due_on <= `${one.plan_last_year}-12-31`;

export interface Tried {
  readonly evidence_grade: EvidenceGrade | null;
  readonly pilot_question: string;
  readonly pilot_measure: string;
  readonly pilot_ends_on: string | null;
  readonly evaluation_result: EvaluationResult | null;
}

/** What an untested activity lacks to be a pilot; nothing of one that is tested, or of which it is not said. */
export function lacksToBePilot(one: Tried): readonly ('pilot_question' | 'pilot_measure' | 'pilot_ends_on')[] {
  if (one.evidence_grade !== 'untested') return [];
  return (['pilot_question', 'pilot_measure', 'pilot_ends_on'] as const).filter((field) => !one[field]);
}

export const isPilot = ({ evidence_grade }: Pick<Tried, 'evidence_grade'>): boolean => evidence_grade === 'untested';

/** A pilot whose end has come without anybody having written what it answered. */
export const awaitsEvaluation = (one: Tried & Pick<Timed, 'state'>, today: string): boolean =>
  isPilot(one) &&
  one.evaluation_result === null &&
  (one.state === 'done' || (one.pilot_ends_on !== null && one.pilot_ends_on < today && one.state !== 'stopped'));

/** Whether carrying a pilot on in greater scale asks for a reason: nobody has recorded what came of it, or it did not work. */
export const asksWhyScaled = (pilot: Tried): boolean =>
  isPilot(pilot) && (pilot.evaluation_result === null || pilot.evaluation_result === 'didNotWork');

/** It needs money or time, and draws on nothing that is pledged. */
export const isUnpledged = (
  one: Pick<Timed, 'state'> & {
    readonly amount: string | null;
    readonly minutes: string | null;
    readonly financing_plan_id: string | null;
  },
): boolean => isOpen(one) && (one.amount !== null || one.minutes !== null) && one.financing_plan_id === null;
