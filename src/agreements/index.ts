/** What the parties have agreed: the text, version by version. */
export type { AgreementGround, AgreementKind, ClauseKind, Stance } from './agreement.ts';
export { addClause, addDuty, setTerms, termsOf } from './clauses.ts';
export { lockVersion } from './locking.ts';
export {
  type AgreementPartyRow,
  type AgreementRow,
  type ClauseRow,
  findAgreement,
  listAgreementParties,
  listAgreements,
  listClauses,
  listUndertakings,
  listVersions,
  type UndertakingRow,
  type VersionRow,
} from './queries.ts';
export { agreementTexts } from './texts.ts';
export { drawUpAgreement, type NewAgreement, sendToParties, setConditions } from './writing.ts';
