import { workingPhases } from '../collaborations/index.ts';
import { action } from '../identity/index.ts';

/** When an organisation plans, adopts its budget and reports. It is the organisation's own wherever it takes part. */
export const tellPlanningYear = action(
  'tellPlanningYear',
  'Representative, deputy or process leader for the own party; process leader or secretariat for another that has not said it itself, telling from whom it comes; until the collaboration is closed.',
  [
    { roles: ['representative', 'deputy', 'processLeader'], relation: 'ownParty', phases: workingPhases },
    { roles: ['secretariat', 'processLeader'], relation: 'anotherParty', phases: workingPhases },
  ],
);

/** What the collaboration itself does in a year. */
export const planYear = action('planYear', 'Process leader or secretariat, until the collaboration is closed.', [
  { roles: ['secretariat', 'processLeader'], relation: 'collaboration', phases: workingPhases },
]);
