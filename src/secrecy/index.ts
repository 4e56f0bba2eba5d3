/** Secrecy markings: what they are, how a thing is marked and disclosed, and what says so wherever it stands. */
export { discloseTo } from './disclosing.ts';
export { readChosenMarking, readLegalGround } from './forms.ts';
export { isOpenTo, type LegalGround, legalBases, type MarkingDecision, secrecySections } from './marking.ts';
export { liftMarking, type MarkedSubject, markSecret } from './marking-things.ts';
export {
  ChosenMarkingFields,
  LegalGroundFields,
  MarkingNote,
  sayMarking,
  secrecyAt,
  WithheldNote,
} from './pages/secrecy-pages.tsx';
export {
  isOpenToReader,
  listMarkedWithin,
  listMarkings,
  listMarkingsOf,
  type MarkedWithinRow,
  type MarkingRow,
} from './queries.ts';
export { secrecyTexts } from './texts.ts';
