/** A vision without a date may stand over dated steps; a sub-goal stands under a step. */
export const goalKinds = ['vision', 'step', 'subGoal'] as const;
export type GoalKind = (typeof goalKinds)[number];

/** Above this many joint indicators a friendly word is said: few, that all have, are better than many. */
export const manyIndicators = 10;

export const contributionForms = ['ownGoal', 'task', 'undertaking', 'doesNotContribute'] as const;
/** The four ways a party can answer a joint goal. Each is complete; only silence is missing. */
export type ContributionForm = (typeof contributionForms)[number];

export type Direction = 'up' | 'down';
