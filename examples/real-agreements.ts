import { agreementTexts, drawUpAgreement } from '../src/agreements/index.ts';
import type { Tx } from '../src/identity/index.ts';
import type { PresentFact } from './facts.ts';
import { subjectsOf } from './real-case.ts';

const { kinds } = agreementTexts('sv');

/**
 * The agreements that sources tell of: what each is and nothing of what it says. How it binds is told of a case, not of each
 * of its agreements: it is the first one's, and an assignment agreement's is open.
 */
export function placeAgreements(
  tx: Tx,
  collaborationId: string,
  facts: readonly PresentFact[],
  parties: ReadonlyMap<string, string>,
): void {
  const [collaboration] = subjectsOf(facts, 'collaboration');
  let mainAgreementId: string | null = null;
  for (const { fields } of subjectsOf(facts, 'agreement')) {
    const kind = fields.kind ?? 'agreement';
    const isMain = kind !== 'assignmentAgreement';
    const adoptingPartyId = fields.adoptedBy ? (parties.get(fields.adoptedBy) ?? null) : null;
    const named = fields.parties ?? (fields.adoptedBy ? [fields.adoptedBy] : []);
    const { agreementId }: { agreementId: string } = drawUpAgreement(tx, collaborationId, {
      kind,
      ground: isMain ? (collaboration?.fields.groundKind ?? null) : null,
      title: (isMain && collaboration?.fields.groundTitle?.sv) || kinds[kind],
      adoptingPartyId,
      mainAgreementId: isMain ? null : mainAgreementId,
      isOpenToOthers: fields.openToOthers ?? null,
      agreedYear: isMain ? (collaboration?.fields.groundYear ?? null) : null,
      concerns: fields.concerns ?? [],
      parties: named.map((key) => ({ partyId: parties.get(key) ?? '', isRequired: false })),
    });
    if (isMain) mainAgreementId = agreementId;
  }
}
