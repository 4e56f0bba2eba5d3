/** What the parties see together: sections, causes, what is done, findings and evidence. */
export { addCause, contestCause } from './causes.ts';
export {
  type EvidenceFigure,
  listEvidence,
  newestFigureColumns,
  newestFigures,
  noteEvidence,
} from './knowledge/evidence.ts';
export { listFindings, noteFinding } from './knowledge/findings.ts';
export type { Grade, PriorWorkKind } from './knowledge/known.ts';
export { Figure, figureInWords } from './knowledge/pages/evidence-pages.tsx';
export { listPriorWork, notePriorWork, type PriorWorkRow } from './knowledge/prior-work.ts';
export { WordDifference } from './pages/word-difference.tsx';
export { listCauses, listSections } from './queries.ts';
export type { JointSection, SectionName } from './section.ts';
export { saveSection, saveStatedBenefit } from './writing.ts';
