import { workingPhases } from '../../collaborations/index.ts';
import { action } from '../../identity/index.ts';

/** Which of them is asked of the seats that the party has named for the place: nobody else finds the page. */
export const signAgreements = action(
  'signAgreements',
  'Anyone with a seat in the collaboration who holds, or is deputy of, a seat that the party has named for the place; until the collaboration is closed.',
  [
    {
      roles: ['reader', 'representative', 'deputy', 'secretariat', 'processLeader'],
      relation: 'collaboration',
      phases: workingPhases,
    },
  ],
);

export const enterSignedPapers = action(
  'enterSignedPapers',
  'Representative, deputy or process leader for the own party; process leader or secretariat for another, shown as entered by them; until the collaboration is closed.',
  [
    { roles: ['representative', 'deputy', 'processLeader'], relation: 'ownParty', phases: workingPhases },
    { roles: ['secretariat', 'processLeader'], relation: 'anotherParty', phases: workingPhases },
  ],
);
