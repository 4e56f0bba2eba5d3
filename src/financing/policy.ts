import { workingPhases } from '../collaborations/index.ts';
import { action } from '../identity/index.ts';

/** The plan, its layers and who takes part in each. */
export const planFinancing = action(
  'planFinancing',
  'Process leader or secretariat, until the collaboration is closed.',
  [{ roles: ['secretariat', 'processLeader'], relation: 'collaboration', phases: workingPhases }],
);

/** What a party has decided and paid, the time it gives, and where it books it. */
export const reportMoney = action(
  'reportMoney',
  'Representative, deputy or process leader for the own party; process leader or secretariat for another, telling from whom it comes; until the collaboration is closed.',
  [
    { roles: ['representative', 'deputy', 'processLeader'], relation: 'ownParty', phases: workingPhases },
    { roles: ['secretariat', 'processLeader'], relation: 'anotherParty', phases: workingPhases },
  ],
);
