import { action } from '../identity/index.ts';

/** Nothing is public by default: it takes an act, in a collaboration that may be published. */
export const publishCollaboration = action(
  'publishCollaboration',
  'Process leader of the collaboration, in every phase, where it is open.',
  [{ roles: ['processLeader'], relation: 'collaboration', confidentiality: ['open'] }],
);
