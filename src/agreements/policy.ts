import { workingPhases } from '../collaborations/index.ts';
import { action } from '../identity/index.ts';

/** Drawing up, wording, sending out, answering comments, settling the text: what can be changed again, as a new version. */
export const writeAgreements = action(
  'writeAgreements',
  'Process leader or secretariat, until the collaboration is closed.',
  [{ roles: ['secretariat', 'processLeader'], relation: 'collaboration', phases: workingPhases }],
);

/** What a party says of the text: comments, proposals, where it stands. */
export const answerAgreements = action(
  'answerAgreements',
  'Representative, deputy or process leader for the own party; process leader or secretariat for another, telling from whom it comes; until the collaboration is closed.',
  [
    { roles: ['representative', 'deputy', 'processLeader'], relation: 'ownParty', phases: workingPhases },
    { roles: ['secretariat', 'processLeader'], relation: 'anotherParty', phases: workingPhases },
  ],
);

/** The text as a file. Of a real example the sources stand for what was agreed, and no page of ours. */
export const takeOutAgreements = action(
  'takeOutAgreements',
  'Holds a seat in the collaboration for the organisation now acted for; nobody where it is a real example.',
  [{ roles: ['reader', 'representative', 'deputy', 'secretariat', 'processLeader'], relation: 'collaboration' }],
);
