import { workingPhases } from '../collaborations/index.ts';
import { action } from '../identity/index.ts';

/** What a benefit is and what it is worth: the party's own, or what one party estimates of another, in its own name. */
export const registerBenefits = action(
  'registerBenefits',
  'Representative, deputy or process leader in the name of the own party; process leader or secretariat for another party, telling from whom it comes; until the collaboration is closed.',
  [
    { roles: ['representative', 'deputy', 'processLeader'], relation: 'ownParty', phases: workingPhases },
    { roles: ['secretariat', 'processLeader'], relation: 'anotherParty', phases: workingPhases },
  ],
);

/** What a benefit is worth: of one's own party its figures, of another's an estimate in the own party's name. */
export const estimateBenefits = action(
  'estimateBenefits',
  'Representative, deputy or process leader in the name of the own party, of any benefit; process leader or secretariat for another party, telling from whom it comes; until the collaboration is closed.',
  [
    {
      roles: ['representative', 'deputy', 'secretariat', 'processLeader'],
      relation: 'collaboration',
      phases: workingPhases,
    },
  ],
);

/** To have seen what another has written of the own party, and to say whether it sees to a benefit: nobody does it for another. */
export const answerBenefits = action(
  'answerBenefits',
  'Representative, deputy or process leader for the own party, until the collaboration is closed.',
  [{ roles: ['representative', 'deputy', 'processLeader'], relation: 'ownParty', phases: workingPhases }],
);

/** The own party's trade-off, and nobody else's. */
export const readTradeOff = action('readTradeOff', 'Holds a seat in the collaboration for the party that made it.', [
  { roles: ['reader', 'representative', 'deputy', 'processLeader'], relation: 'collaboration' },
]);

export const writeTradeOff = action(
  'writeTradeOff',
  'Representative, deputy or process leader for the own party, until the collaboration is closed.',
  [{ roles: ['representative', 'deputy', 'processLeader'], relation: 'ownParty', phases: workingPhases }],
);

/** How the collaboration has agreed to weigh benefits. */
export const prepareBenefits = action(
  'prepareBenefits',
  'Process leader or secretariat, until the collaboration is closed.',
  [{ roles: ['secretariat', 'processLeader'], relation: 'collaboration', phases: workingPhases }],
);
