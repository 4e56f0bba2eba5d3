import { workingPhases } from '../collaborations/index.ts';
import { action } from '../identity/index.ts';

/** Groups, their places, who decides what, and matters while they are open: it can be changed again. */
export const prepareGroups = action(
  'prepareGroups',
  'Process leader or secretariat, until the collaboration is closed.',
  [{ roles: ['secretariat', 'processLeader'], relation: 'collaboration', phases: workingPhases }],
);

/** An outcome is worded and closed, which cannot be undone. */
export const closeOutcomes = action(
  'closeOutcomes',
  'Process leader of the collaboration, until the collaboration is closed.',
  [{ roles: ['processLeader'], relation: 'collaboration', phases: workingPhases }],
);

/** A party's position, and that it agrees to be bound by a majority: nobody gives either for another. */
export const takePositions = action(
  'takePositions',
  'Representative, deputy or process leader for the own party, until the collaboration is closed.',
  [{ roles: ['representative', 'deputy', 'processLeader'], relation: 'ownParty', phases: workingPhases }],
);

/** A member of a political group speaks in its own name; the verb asks whether the person holds a place in it. */
export const reserveOneself = action(
  'reserveOneself',
  'Whoever holds a seat in the collaboration and a place in the political group, in the own name, until the collaboration is closed.',
  [
    {
      roles: ['reader', 'representative', 'deputy', 'processLeader'],
      relation: 'collaboration',
      phases: workingPhases,
    },
  ],
);

/** What a party decides for itself goes on after the collaboration. */
export const answerOutcomes = action(
  'answerOutcomes',
  'Representative, deputy or process leader for the own party; process leader or secretariat for another, telling from whom it comes; in every phase.',
  [
    { roles: ['representative', 'deputy', 'processLeader'], relation: 'ownParty' },
    { roles: ['secretariat', 'processLeader'], relation: 'anotherParty' },
  ],
);
