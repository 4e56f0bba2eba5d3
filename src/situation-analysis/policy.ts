import { workingPhases } from '../collaborations/index.ts';
import { action } from '../identity/index.ts';

/** Sections, causes and what a party does not share: many write, and what each saves is kept. */
export const writeAnalysis = action(
  'writeAnalysis',
  'Representative, deputy, secretariat or process leader in the collaboration, until it is closed.',
  [
    {
      roles: ['representative', 'deputy', 'secretariat', 'processLeader'],
      relation: 'collaboration',
      phases: workingPhases,
    },
  ],
);

/** A version of the whole is frozen for the parties, and closed with what they have said. */
export const prepareAnalysis = action(
  'prepareAnalysis',
  'Process leader or secretariat, until the collaboration is closed.',
  [{ roles: ['secretariat', 'processLeader'], relation: 'collaboration', phases: workingPhases }],
);

/** Where a party stands to a version, or to a cause that it contests: nobody says it for another. */
export const standBehindAnalysis = action(
  'standBehindAnalysis',
  'Representative, deputy or process leader for the own party, until the collaboration is closed.',
  [{ roles: ['representative', 'deputy', 'processLeader'], relation: 'ownParty', phases: workingPhases }],
);
