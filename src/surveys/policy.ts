import { workingPhases } from '../collaborations/index.ts';
import { action } from '../identity/index.ts';

/** What cannot be undone: an exercise opened, with who is asked, and closed. */
export const decideExercises = action(
  'decideExercises',
  'Process leader of the collaboration, until the collaboration is closed.',
  [{ roles: ['processLeader'], relation: 'collaboration', phases: workingPhases }],
);

/** The joint wording, and asking a party to confirm what was entered for it. */
export const prepareExercises = action(
  'prepareExercises',
  'Process leader or secretariat, until the collaboration is closed.',
  [{ roles: ['secretariat', 'processLeader'], relation: 'collaboration', phases: workingPhases }],
);

/** The organisation's answer, as a draft or as it has been heard to say. */
export const answerExercises = action(
  'answerExercises',
  'Representative, deputy or process leader for the own party; process leader or secretariat for another, telling from whom it comes; until the collaboration is closed.',
  [
    { roles: ['representative', 'deputy', 'processLeader'], relation: 'ownParty', phases: workingPhases },
    { roles: ['secretariat', 'processLeader'], relation: 'anotherParty', phases: workingPhases },
  ],
);

/** That the answer is the organisation's is said by who holds its seat, and by nobody for another. */
export const approveAnswers = action(
  'approveAnswers',
  'Representative or process leader for the own party, until the collaboration is closed.',
  [{ roles: ['representative', 'processLeader'], relation: 'ownParty', phases: workingPhases }],
);

/** How far the own party agrees with the answers of the others: nobody enters it for another. */
export const rateAnswers = action(
  'rateAnswers',
  'Representative, deputy or process leader for the own party, until the collaboration is closed.',
  [{ roles: ['representative', 'deputy', 'processLeader'], relation: 'ownParty', phases: workingPhases }],
);
