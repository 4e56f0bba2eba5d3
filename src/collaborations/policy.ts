import { action } from '../identity/index.ts';
import { phases } from './collaboration.ts';

/** Of everything one reads in a collaboration. Row level security says the same of each row. */
export const readCollaboration = action(
  'readCollaboration',
  'Holds a seat in the collaboration for the organisation now acted for; anyone signed in where it is a real example.',
  [
    {
      roles: ['reader', 'representative', 'deputy', 'secretariat', 'processLeader'],
      relation: 'collaboration',
    },
    { roles: ['signedIn'], relation: 'realExample' },
  ],
);

/** What a shared office prepares, and the process leader: it can be changed again. Ends with the collaboration. */
export const prepareCollaboration = action(
  'prepareCollaboration',
  'Process leader or secretariat, until the collaboration is closed.',
  [{ roles: ['secretariat', 'processLeader'], relation: 'collaboration', phases }],
);

/** Phase, seats, roles, confidentiality: in every phase, for a collaboration that has been closed may be taken up again. */
export const leadCollaboration = action('leadCollaboration', 'Process leader of the collaboration, in every phase.', [
  { roles: ['processLeader'], relation: 'collaboration' },
]);

/** What goes on after the collaboration: a party reads what is its own, and answers for it. */
export const speakForParty = action(
  'speakForParty',
  'Representative, deputy or process leader in the collaboration, acting for a verified organisation, for that one; in every phase.',
  [{ roles: ['representative', 'deputy', 'processLeader'], relation: 'ownParty' }],
);

/** What a party says; or, told by whom and by what way, what it has been heard to say. */
export const tellOfParty = action(
  'tellOfParty',
  'Representative, deputy or process leader for the own party; process leader or secretariat for another, telling from whom it comes; until the collaboration is closed.',
  [
    { roles: ['representative', 'deputy', 'processLeader'], relation: 'ownParty', phases },
    { roles: ['secretariat', 'processLeader'], relation: 'anotherParty', phases },
  ],
);

/** Who holds a link is not a named person, so a protected collaboration has none. */
export const sendLinks = action(
  'sendLinks',
  'Process leader or secretariat, in every phase, where the collaboration is not protected.',
  [{ roles: ['secretariat', 'processLeader'], relation: 'collaboration', confidentiality: ['open', 'parties'] }],
);

export const startCollaborations = action(
  'startCollaborations',
  'Anyone who holds a seat in a verified organisation.',
  [{ roles: ['seatHolder'], relation: 'nothing' }],
);

/** What the organisation itself has done, and what it has not yet shared, is read from within it alone. */
export const readOrganisationHistory = action(
  'readOrganisationHistory',
  'Administrator of the organisation, acting for it.',
  [{ roles: ['organisationAdministrator'], relation: 'itsOrganisation' }],
);

/** Who holds the link of one party sees and answers what was entered for that party, and nothing else. */
export const holdLink = action(
  'holdLink',
  'Holder of a link sent to the party, until it ends; never where the collaboration is protected.',
  [{ roles: ['linkHolder'], relation: 'ownParty', confidentiality: ['open', 'parties'] }],
);
