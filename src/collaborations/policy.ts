import type { Policy } from '../identity/index.ts';

/** Everyone who holds a seat in the collaboration, whatever the role. Row level security says the same of each row. */
export const readCollaboration: Policy = {
  name: 'readCollaboration',
  sentence:
    'Holds a seat in the collaboration for the organisation now acted for; anyone signed in where it is a real example.',
  allows: (user, params) => user.reads.includes(params.collaboration ?? ''),
};

export const leadCollaboration: Policy = {
  name: 'leadCollaboration',
  sentence: 'Process leader of the collaboration.',
  allows: (user, params) => user.leads.includes(params.collaboration ?? ''),
};

export const speakForParty: Policy = {
  name: 'speakForParty',
  sentence: 'Representative, deputy or process leader in the collaboration, acting for a verified organisation.',
  allows: (user, params) => user.represents.includes(params.collaboration ?? ''),
};

export const startCollaborations: Policy = {
  name: 'startCollaborations',
  sentence: 'Anyone who holds a seat in a verified organisation.',
  allows: (user) => user.organisation_id !== null && user.is_verified,
};

/** Who holds the link of one party sees and answers what was entered for that party, and nothing else. */
export const holdLink: Policy = {
  name: 'holdLink',
  sentence: 'Holder of a link sent to the party, until it ends.',
  allows: (user) => user.reads.length === 1 && user.organisation_id !== null,
};
