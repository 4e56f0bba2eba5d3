import type { Reading } from '../collaborations/index.ts';
import type { SectionPlace } from './section.ts';

export const analysisAt = (of: Reading): string => `/collaborations/${of.collaboration.id}/situation-analysis`;
export const sectionAt = (of: Reading, place: SectionPlace): string =>
  `${analysisAt(of)}/sections/${place.partyId ?? place.section}`;
