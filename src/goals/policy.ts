import { workingPhases } from '../collaborations/index.ts';
import { action } from '../identity/index.ts';

/** Joint goals, their indicators and figures, where limits begin, the editor's words: what can be changed again. */
export const setGoals = action('setGoals', 'Process leader or secretariat, until the collaboration is closed.', [
  { roles: ['secretariat', 'processLeader'], relation: 'collaboration', phases: workingPhases },
]);

/** What a party contributes to a goal, and what it has carried out. */
export const answerGoals = action(
  'answerGoals',
  'Representative, deputy or process leader for the own party; process leader or secretariat for another, telling from whom it comes; until the collaboration is closed.',
  [
    { roles: ['representative', 'deputy', 'processLeader'], relation: 'ownParty', phases: workingPhases },
    { roles: ['secretariat', 'processLeader'], relation: 'anotherParty', phases: workingPhases },
  ],
);
