import { workingPhases } from '../../collaborations/index.ts';
import { action } from '../../identity/index.ts';

/** That a party leaves, and what becomes of its promises: its own word, or entered for it as any other. */
export const leaveAgreement = action(
  'leaveAgreement',
  'Representative, deputy or process leader for the own party; process leader or secretariat for another, telling from whom it comes; until the collaboration is closed.',
  [
    { roles: ['representative', 'deputy', 'processLeader'], relation: 'ownParty', phases: workingPhases },
    { roles: ['secretariat', 'processLeader'], relation: 'anotherParty', phases: workingPhases },
  ],
);

/** A dispute is seen by those it concerns and by those who prepare, so whoever opens its pages may be either. */
export const takePartInDispute = action(
  'takePartInDispute',
  'Representative, deputy, process leader or secretariat; of each dispute those whom it concerns and those who prepare; in every phase, for a dispute may outlive the work.',
  [{ roles: ['representative', 'deputy', 'secretariat', 'processLeader'], relation: 'collaboration' }],
);

export const raiseDisputes = action(
  'raiseDisputes',
  'Representative, deputy or process leader for the own party, in every phase.',
  [{ roles: ['representative', 'deputy', 'processLeader'], relation: 'collaboration' }],
);
