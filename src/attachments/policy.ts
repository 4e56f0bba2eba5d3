import { action } from '../identity/index.ts';

/** In every phase: the last minutes and the evaluation come when the work has ended. */
export const attachToCollaboration = action(
  'attachToCollaboration',
  'Representative, deputy, process leader or secretariat in the collaboration, in every phase; each to what they may write in.',
  [{ roles: ['representative', 'deputy', 'secretariat', 'processLeader'], relation: 'collaboration' }],
);

/** Whose it is takes it back; and those who answer for what lies here. */
export const withdrawAttachments = action(
  'withdrawAttachments',
  'Representative, deputy or process leader for the own organisation’s; process leader or secretariat for any; in every phase.',
  [
    { roles: ['representative', 'deputy', 'processLeader'], relation: 'ownParty' },
    { roles: ['secretariat', 'processLeader'], relation: 'anotherParty' },
  ],
);
