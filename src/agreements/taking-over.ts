import { createHash } from 'node:crypto';
import { speaksFor, type Tx } from '../identity/index.ts';
import type { Language } from '../platform/texts.ts';
import { addClause, addDuty, type DutyFacts, setTerms, type Terms } from './clauses.ts';
import { stateDecision } from './deciding.ts';
import { lockVersion } from './locking.ts';
import { findVersion, listAgreementParties } from './queries.ts';
import { signatureMarks } from './signature-marks.ts';
import { agreementTexts } from './texts.ts';
import { type AgreementFacts, drawUpAgreement } from './writing.ts';

export interface TakingOver {
  readonly facts: AgreementFacts;
  readonly file: Uint8Array;
  readonly fileName: string;
  /** When it was made. */
  readonly agreedOn: string;
  readonly terms: Terms & { readonly from_on: string };
  readonly bound: readonly {
    readonly partyId: string;
    readonly instance: string;
    readonly decidedOn: string;
    readonly paragraph: string;
  }[];
  readonly duties: readonly DutyFacts[];
}

/**
 * An agreement that was made before it came here: its file is its pages, and it binds those whom it bound. Nothing is decided
 * or signed anew; what each party decided stands as it was, told by whoever takes it over.
 */
export async function takeOver(
  tx: Tx,
  collaborationId: string,
  taking: TakingOver,
  language: Language,
): Promise<{ readonly agreementId: string; readonly versionId: string }> {
  const t = agreementTexts(language);
  const { facts, file, fileName, terms } = taking;
  const { agreementId, versionId } = drawUpAgreement(tx, collaborationId, {
    ...facts,
    isTakenOver: true,
    agreedYear: Number(taking.agreedOn.slice(0, 4)),
    parties: taking.bound.map(({ partyId }) => ({ partyId, isRequired: false })),
  });
  const begun = await tx.one(findVersion(collaborationId, versionId));
  await setTerms(tx, collaborationId, begun, begun.version, terms);
  const clause = (kind: 'roles' | 'coordination' | 'withdrawal' | 'term'): string =>
    addClause(tx, collaborationId, versionId, { kind, heading: t.clauseKinds[kind], text: '' });
  if (taking.duties.length > 0) {
    const roles = clause('roles');
    for (const duty of taking.duties) addDuty(tx, collaborationId, versionId, roles, duty);
  }
  if (terms.follow_up_months !== null) clause('coordination');
  if (terms.notice_months !== null) clause('withdrawal');
  clause('term');
  await lockVersion(tx, collaborationId, {
    versionId,
    version: begun.version + 1,
    language: 'sv',
    original: { name: fileName, sha256: createHash('sha256').update(file).digest('hex') },
    marks: signatureMarks(file),
    pages: async () => file,
  });
  const rows = await tx.all(listAgreementParties(collaborationId, agreementId, 1));
  for (const { partyId, instance, decidedOn, paragraph } of taking.bound) {
    const row = rows.find((one) => one.party_id === partyId);
    if (!row) continue;
    const isOwn = speaksFor(tx.user, collaborationId, row.organisation_id);
    await stateDecision(
      tx,
      collaborationId,
      { versionId, id: row.id, partyId },
      row.version,
      {
        instance,
        plannedOn: null,
        plannedNote: '',
        decidedOn,
        outcome: 'approved',
        paragraph,
        registrationNumber: '',
        appeal: 'over',
        appealEndsOn: null,
        mandateText: '',
      },
      isOwn
        ? undefined
        : { channel: 'document', statedOn: taking.agreedOn, summary: [instance, paragraph].join(' ').trim() },
    );
  }
  return { agreementId, versionId };
}
