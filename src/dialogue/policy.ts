import { workingPhases } from '../collaborations/index.ts';
import { action } from '../identity/index.ts';

/** To ask, to put the question right, to take it back. An answer is the party's: tellOfParty. */
export const askQuestions = action(
  'askQuestions',
  'Process leader or secretariat, until the collaboration is closed.',
  [{ roles: ['secretariat', 'processLeader'], relation: 'collaboration', phases: workingPhases }],
);

/** What a party expects of another, and what it says came of it: nobody says it for it. */
export const expectOfOthers = action(
  'expectOfOthers',
  'Representative, deputy or process leader for the own party, until the collaboration is closed.',
  [{ roles: ['representative', 'deputy', 'processLeader'], relation: 'ownParty', phases: workingPhases }],
);

/** The answer is the party's; of one that does not sign in, whoever leads writes down what it has said. */
export const answerExpectations = action(
  'answerExpectations',
  'Representative, deputy or process leader for the own party; process leader for another, telling from whom it comes; until the collaboration is closed.',
  [
    { roles: ['representative', 'deputy', 'processLeader'], relation: 'ownParty', phases: workingPhases },
    { roles: ['processLeader'], relation: 'anotherParty', phases: workingPhases },
  ],
);

/** Something reached: told by a party that has reached it, or by those who prepare. */
export const tellProgress = action(
  'tellProgress',
  'Representative, deputy, process leader or secretariat, until the collaboration is closed.',
  [
    {
      roles: ['representative', 'deputy', 'secretariat', 'processLeader'],
      relation: 'collaboration',
      phases: workingPhases,
    },
  ],
);

/** That a note goes along on the public page the next time it is published: those who prepare that page. */
export const shareProgress = action(
  'shareProgress',
  'Process leader or secretariat, in every phase, where it is open.',
  [{ roles: ['secretariat', 'processLeader'], relation: 'collaboration', confidentiality: ['open'] }],
);

/** A party's own review of its year, and what it shares of it. It may be the last that a party does: in every phase. */
export const reviewYear = action(
  'reviewYear',
  'Representative, deputy or process leader for the own party, in every phase.',
  [{ roles: ['representative', 'deputy', 'processLeader'], relation: 'ownParty' }],
);
