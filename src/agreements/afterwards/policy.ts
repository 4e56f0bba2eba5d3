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

/** Whoever is asked to take over what another has promised answers for itself, or is heard and entered. */
export const answerTakeovers = action(
  'answerTakeovers',
  'Representative, deputy or process leader for the own party; process leader or secretariat for another, telling from whom it comes; until the collaboration is closed.',
  [
    { roles: ['representative', 'deputy', 'processLeader'], relation: 'ownParty', phases: workingPhases },
    { roles: ['secretariat', 'processLeader'], relation: 'anotherParty', phases: workingPhases },
  ],
);

/** What was its own, and the texts it was a party to, is read on by a party that has left. */
export const readWhatWasOurs = action(
  'readWhatWasOurs',
  'Whoever held a seat for a party that has left, while still in that seat; nothing of a protected collaboration or of one that asks for a surer sign-in.',
  [{ roles: ['signedIn'], relation: 'leftCollaboration' }],
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
