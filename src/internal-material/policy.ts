import { action } from '../identity/index.ts';

/** What has been shared among parties, for those they are to each other: in a real example nobody has shared anything. */
export const readShared = action(
  'readShared',
  'Holds a seat in the collaboration, for the organisation that shared it or that it was shared with.',
  [
    {
      roles: ['reader', 'representative', 'deputy', 'secretariat', 'processLeader'],
      relation: 'collaboration',
    },
  ],
);
