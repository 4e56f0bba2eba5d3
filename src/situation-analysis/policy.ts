import { workingPhases } from '../collaborations/index.ts';
import { action } from '../identity/index.ts';

/** Sections, causes and what a party does not share: many write, and what each saves is kept. */
export const writeAnalysis = action(
  'writeAnalysis',
  'Representative, deputy, secretariat or process leader in the collaboration, until it is closed.',
  [
    {
      roles: ['representative', 'deputy', 'secretariat', 'processLeader'],
      relation: 'collaboration',
      phases: workingPhases,
    },
  ],
);
