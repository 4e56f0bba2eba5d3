import { workingPhases } from '../collaborations/index.ts';
import { action } from '../identity/index.ts';

/** Joint lines, the deviations chosen, the joint reading, the report while it is written. */
export const prepareRounds = action(
  'prepareRounds',
  'Process leader or secretariat, until the collaboration is closed.',
  [{ roles: ['secretariat', 'processLeader'], relation: 'collaboration', phases: workingPhases }],
);

/** What cannot be undone: a round opened or closed, the parties asked, a report adopted, packages sent. */
export const decideRounds = action(
  'decideRounds',
  'Process leader of the collaboration, until the collaboration is closed.',
  [{ roles: ['processLeader'], relation: 'collaboration', phases: workingPhases }],
);

/** A party's lines in a light round and readings in a full one. */
export const answerRounds = action(
  'answerRounds',
  'Representative, deputy or process leader for the own party; process leader or secretariat for another, telling from whom it comes; until the collaboration is closed.',
  [
    { roles: ['representative', 'deputy', 'processLeader'], relation: 'ownParty', phases: workingPhases },
    { roles: ['secretariat', 'processLeader'], relation: 'anotherParty', phases: workingPhases },
  ],
);

/** What an organisation has seen or heard itself, and its stand on the report: nobody enters it for another. */
export const speakInRounds = action(
  'speakInRounds',
  'Representative, deputy or process leader for the own party, until the collaboration is closed.',
  [{ roles: ['representative', 'deputy', 'processLeader'], relation: 'ownParty', phases: workingPhases }],
);

/** A package goes through the party's own year, which may end after the collaboration has. */
export const answerPackages = action(
  'answerPackages',
  'Representative, deputy or process leader for the own party; process leader or secretariat for another; in every phase.',
  [
    { roles: ['representative', 'deputy', 'processLeader'], relation: 'ownParty' },
    { roles: ['secretariat', 'processLeader'], relation: 'anotherParty' },
  ],
);
