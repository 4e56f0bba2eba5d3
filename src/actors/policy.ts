import { workingPhases } from '../collaborations/index.ts';
import { action } from '../identity/index.ts';

/** Where a party places the actors, each alone; and what it answers about the traps. */
export const placeActors = action(
  'placeActors',
  'Representative, deputy or process leader for the own party; process leader or secretariat for another, telling from whom it comes; until the collaboration is closed.',
  [
    { roles: ['representative', 'deputy', 'processLeader'], relation: 'ownParty', phases: workingPhases },
    { roles: ['secretariat', 'processLeader'], relation: 'anotherParty', phases: workingPhases },
  ],
);
