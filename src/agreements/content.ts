import { createHash } from 'node:crypto';
import type { Tx } from '../identity/index.ts';
import { canonical, type Json } from '../platform/canonical.ts';
import type { Block } from '../platform/documents/document.ts';
import {
  type AgreementPartyRow,
  type AgreementRow,
  type ClauseRow,
  findAgreement,
  findVersion,
  listAgreementParties,
  listClauses,
  listUndertakings,
  type UndertakingRow,
  type VersionRow,
} from './queries.ts';

export const hashOf = (content: string): Buffer => createHash('sha256').update(content, 'utf8').digest();

export interface WholeVersion {
  readonly agreement: AgreementRow;
  /** What its clause on money says of the plan that it names. */
  readonly money?: readonly Block[] | undefined;
  readonly version: VersionRow;
  readonly clauses: readonly ClauseRow[];
  readonly undertakings: readonly UndertakingRow[];
  readonly parties: readonly AgreementPartyRow[];
  /** The file that says it, where it was agreed before it came here. */
  readonly original?: { readonly name: string; readonly sha256: string } | undefined;
}

/**
 * Everything that a version says to its reader, and nothing of who wrote it or what became of it. Who signs for a party is
 * the party’s to say when it decides, after the text has been settled.
 */
export function contentOf(whole: WholeVersion): string {
  const { agreement, version } = whole;
  const nameOf = (partyId: string | null): string | null =>
    whole.parties.find((one) => one.party_id === partyId)?.party_name ?? null;
  return canonical({
    format: 'armkrok-agreement-1',
    agreement: {
      id: agreement.id,
      kind: agreement.kind,
      ground: agreement.ground,
      title: agreement.title,
      adoptedBy: agreement.adopting_party_name,
      mainAgreement: agreement.main_agreement_title,
      isOpenToOthers: agreement.is_open_to_others,
    },
    version: {
      number: version.number,
      changeNote: version.change_note,
      fromOn: version.from_on,
      endsOn: version.ends_on,
      renewsByMonths: version.renews_by_months,
      noticeMonths: version.notice_months,
      reviewOn: version.review_on,
      followUpMonths: version.follow_up_months,
      financingPlan: version.financing_plan_id,
    },
    conditions: {
      leastBound: version.least_bound,
      required: whole.parties.filter((one) => one.is_required).map((one) => one.party_name),
      isSignedInOrder: version.is_signed_in_order,
    },
    parties: whole.parties.map((one) => ({
      id: one.party_id,
      name: one.party_name,
    })),
    clauses: whole.clauses
      .filter((one) => one.agreement_version_id === version.id)
      .map((one, at) => ({
        number: at + 1,
        thread: one.thread_id,
        kind: one.kind,
        heading: one.heading,
        text: one.text,
        duties: whole.undertakings
          .filter((duty) => duty.clause_id === one.id)
          .map((duty) => ({
            party: nameOf(duty.party_id) ?? duty.party_name,
            text: duty.text,
            amount: duty.amount,
            untilOn: duty.until_on,
            goal: duty.goal_text,
          })),
      })),
    ...(whole.money?.length ? { financing: whole.money as unknown as Json } : {}),
    ...(whole.original ? { original: { ...whole.original } } : {}),
  });
}

/** The whole of one version, as the acting person reads it in this transaction. */
export async function readWhole(tx: Tx, collaborationId: string, versionId: string): Promise<WholeVersion> {
  const version = await tx.one(findVersion(collaborationId, versionId));
  const of = [collaborationId, version.agreement_id, version.number] as const;
  const agreement = await tx.one(findAgreement(collaborationId, version.agreement_id));
  const rows = await tx.batch({
    clauses: listClauses(...of),
    undertakings: listUndertakings(...of),
    parties: listAgreementParties(...of),
  });
  return {
    agreement,
    version,
    ...rows,
    clauses: rows.clauses.filter((one) => one.agreement_version_id === version.id),
  };
}
