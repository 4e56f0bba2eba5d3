import { action } from '../identity/index.ts';

/** Whoever has a seat; a real example is read by everyone, and nothing of it is confidential. */
export const holdSeat = action(
  'holdSeat',
  'Holds a seat in the collaboration for the organisation now acted for, and is named there where it is protected.',
  [{ roles: ['reader', 'representative', 'deputy', 'secretariat', 'processLeader'], relation: 'collaboration' }],
);

/** A group binds no party, so whoever speaks for one may form it with others who are named. */
export const formEventGroup = action(
  'formEventGroup',
  'Named person in a protected collaboration who speaks for a verified organisation there.',
  [
    {
      roles: ['representative', 'deputy', 'processLeader'],
      relation: 'ownParty',
      confidentiality: ['protected'],
    },
  ],
);

/** The guests of the own party; who leads ends any. */
export const endGuests = action(
  'endGuests',
  'Representative, deputy or process leader, for guests whom the own party answers for; process leader for any; in every phase.',
  [
    { roles: ['representative', 'deputy', 'processLeader'], relation: 'ownParty' },
    { roles: ['processLeader'], relation: 'anotherParty' },
  ],
);

/** Not the system administrator, who opens no collaboration and reads nobody's log. */
export const reviewAccess = action('reviewAccess', 'Administrator of the organisation or of one above it.', [
  { roles: ['organisationAdministrator'], relation: 'itsOrganisation' },
]);
