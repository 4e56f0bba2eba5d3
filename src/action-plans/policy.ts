import { workingPhases } from '../collaborations/index.ts';
import { action } from '../identity/index.ts';

/** What the plan is called, for which years, how it is revised; and activities that nobody answers for yet. */
export const preparePlan = action('preparePlan', 'Process leader or secretariat, until the collaboration is closed.', [
  { roles: ['secretariat', 'processLeader'], relation: 'collaboration', phases: workingPhases },
]);

/**
 * What a party does, and its part in what another does. Nobody else edits what a party has written itself: the verbs and
 * the database ask whether it has.
 */
export const planActivities = action(
  'planActivities',
  'Representative, deputy or process leader for the own party; process leader or secretariat for another that has not written it itself, telling from whom it comes; until the collaboration is closed.',
  [
    { roles: ['representative', 'deputy', 'processLeader'], relation: 'ownParty', phases: workingPhases },
    { roles: ['secretariat', 'processLeader'], relation: 'anotherParty', phases: workingPhases },
  ],
);

/** To take part in what another answers for, of one's own accord: nobody joins for another. */
export const joinActivities = action(
  'joinActivities',
  'Representative, deputy or process leader for the own party, until the collaboration is closed.',
  [{ roles: ['representative', 'deputy', 'processLeader'], relation: 'ownParty', phases: workingPhases }],
);

/** That the party does not think that one step of the chain leads to the next. Each party for itself, or entered for it. */
export const contestEffects = action(
  'contestEffects',
  'Representative, deputy or process leader for the own party; process leader or secretariat for another that has not said it itself, telling from whom it comes; until the collaboration is closed.',
  [
    { roles: ['representative', 'deputy', 'processLeader'], relation: 'ownParty', phases: workingPhases },
    { roles: ['secretariat', 'processLeader'], relation: 'anotherParty', phases: workingPhases },
  ],
);

/** Which goal of its own an activity serves: the party’s alone until it shares it, so nobody writes it for another. */
export const keepOwnGoals = action(
  'keepOwnGoals',
  'Representative, deputy or process leader for the own party, until the collaboration is closed.',
  [{ roles: ['representative', 'deputy', 'processLeader'], relation: 'ownParty', phases: workingPhases }],
);
