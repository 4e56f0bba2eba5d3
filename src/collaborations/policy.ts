import type { Policy } from '../identity/user.ts';

/** Everyone who holds a seat in the collaboration, whatever the role. Row level security says the same of each row. */
export const readCollaboration: Policy = {
  name: 'readCollaboration',
  sentence: 'Holds a seat in the collaboration for the organisation now acted for.',
  allows: (user, params) => user.reads.includes(params.collaboration ?? ''),
};

export const leadCollaboration: Policy = {
  name: 'leadCollaboration',
  sentence: 'Process leader of the collaboration.',
  allows: (user, params) => user.leads.includes(params.collaboration ?? ''),
};

export const speakForParty: Policy = {
  name: 'speakForParty',
  sentence: 'Representative or process leader, acting for the party in question or entering what it has said.',
  allows: (user, params) => user.represents.includes(params.collaboration ?? ''),
};

export const startCollaboration: Policy = {
  name: 'startCollaboration',
  sentence: 'Anyone who holds a seat in a verified organisation.',
  allows: (user) => user.organisation_id !== null && user.is_verified,
};

export const mayLead = (user: { readonly leads: readonly string[] }, collaborationId: string): boolean =>
  user.leads.includes(collaborationId);
