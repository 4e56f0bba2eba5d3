import { listAreas } from '../../collaborations/index.ts';
import { listEvidence } from './evidence.ts';
import { listFindings } from './findings.ts';
import { listPriorWork } from './prior-work.ts';

/** What is known and done, and what bears it out, as the analysis shows it. */
export const knownIn = (collaborationId: string) => ({
  priorWork: listPriorWork(collaborationId),
  findings: listFindings(collaborationId),
  evidence: listEvidence(collaborationId),
  areas: listAreas(),
});
