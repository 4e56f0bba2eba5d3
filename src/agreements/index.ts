/** What the parties have agreed: the text, version by version. */
export type { AgreementGround, AgreementKind, ClauseKind, CommentAnswer, ConcernedKind, Stance } from './agreement.ts';
export { addClause, addDuty, changeClause, setTerms, termsOf } from './clauses.ts';
export { answerComment, commentOn, takeStance } from './commenting.ts';
export { sayPlaces, stateDecision } from './deciding.ts';
export { lockVersion } from './locking.ts';
export {
  type AgreementPartyRow,
  type AgreementRow,
  type ClauseRow,
  findAgreement,
  listAgreementParties,
  listAgreements,
  listClauses,
  listComments,
  listUndertakings,
  listVersions,
  type UndertakingRow,
  type VersionRow,
} from './queries.ts';
export { settleText } from './settling.ts';
export { type Attesting, signOnPaper } from './signing.ts';
export { agreementTexts } from './texts.ts';
export { beginVersion } from './versions.ts';
export { drawUpAgreement, type NewAgreement, sendToParties, setConditions } from './writing.ts';
