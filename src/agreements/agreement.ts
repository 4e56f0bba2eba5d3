/** What an agreement may be, in the words of those who make them (SKR 2020). */
export const agreementKinds = [
  'agreement',
  'cooperationAgreement',
  'declarationOfIntent',
  'assignmentAgreement',
  'guidelines',
  'politicalDirectionDocument',
] as const;
export type AgreementKind = (typeof agreementKinds)[number];

export const agreementGrounds = ['signed', 'adoptedByEach', 'adoptedByOne', 'notYetFormal'] as const;
export type AgreementGround = (typeof agreementGrounds)[number];

/** Whom an agreement concerns, where a source tells the kinds and not the names. */
export const concernedKinds = ['region', 'municipalities', 'agencies'] as const;
export type ConcernedKind = (typeof concernedKinds)[number];

/** The headings that an agreement between authorities usually has, in their order; `other` is whatever else it says. */
export const clauseKinds = [
  'purpose',
  'goals',
  'roles',
  'decisionOrder',
  'coordination',
  'financing',
  'information',
  'values',
  'conflict',
  'withdrawal',
  'term',
  'other',
] as const;
export type ClauseKind = (typeof clauseKinds)[number];
export const expectedClauses = clauseKinds.filter((kind) => kind !== 'other');

export const stances = ['reading', 'objections', 'ready', 'declines'] as const;
export type Stance = (typeof stances)[number];

export const commentAnswers = ['taken', 'partlyTaken', 'notTaken'] as const;
export type CommentAnswer = (typeof commentAnswers)[number];

/** What is usually there and is not, in the usual order. */
export const missingClauses = (clauses: readonly { readonly kind: ClauseKind }[]): readonly ClauseKind[] =>
  expectedClauses.filter((kind) => !clauses.some((clause) => clause.kind === kind));
