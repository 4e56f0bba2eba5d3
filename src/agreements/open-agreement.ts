import { listAttachments } from '../attachments/index.ts';
import { listEntered, openWorkspace, type WorkspaceHouse } from '../collaborations/index.ts';
import { dayOf, type Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { isId } from '../platform/id.ts';
import { listDisputes, listPartiesOfText, listWithdrawals } from './afterwards/index.ts';
import { findAgreedMoney } from './agreed-money.ts';
import { listSignedPlaces } from './deciding/queries.ts';
import { readOrderClause } from './decision-order-clause.ts';
import { listActs, statesOf } from './entering-into-force.ts';
import { findOriginal } from './locking.ts';
import type { AgreementParts } from './pages/agreement-parts.ts';
import type { Binding } from './pages/binding-place.tsx';
import {
  findAgreement,
  listAgreementParties,
  listClauses,
  listComments,
  listUndertakings,
  listVersions,
  type VersionRow,
} from './queries.ts';

export const agreementsAt = '/collaborations/:collaboration/agreements';
export const agreementAt = `${agreementsAt}/:agreement`;
export const versionAt = `${agreementAt}/versions/:version`;

const nothing = '00000000-0000-0000-0000-000000000000';

/** What an address says: which agreement, and which number of it, or none. */
export function wantedIn(visit: Visit): readonly [collaboration: string, agreement: string, number: number | null] {
  const { collaboration = '', agreement = '', version } = visit.params;
  // What is no address of ours names nothing; who asks is told so only after it is known who asks.
  const number = version === undefined ? null : /^[1-9]\d{0,5}$/.test(version) ? Number(version) : 0;
  return [collaboration, isId(agreement) ? agreement : nothing, number];
}

/** Everything that is shown of one version, in one round trip. */
export async function openAgreement(visit: Visit, house: WorkspaceHouse) {
  const wanted = wantedIn(visit);
  const opened = await openWorkspace(visit, house.workspace, {
    agreements: findAgreement(wanted[0], wanted[1]),
    versions: listVersions(...wanted),
    clauses: listClauses(...wanted),
    undertakings: listUndertakings(...wanted),
    parties: listAgreementParties(...wanted),
    originals: findOriginal(...wanted),
    acts: listActs(wanted[0], wanted[1]),
    places: listSignedPlaces(...wanted, dayOf(visit.now)),
    agreed: findAgreedMoney(...wanted),
    order: readOrderClause(...wanted),
    comments: listComments(...wanted),
    entered: listEntered(wanted[0]),
    attachments: listAttachments(wanted[0]),
    bound: listPartiesOfText(wanted[0], wanted[1]),
    withdrawals: listWithdrawals(wanted[0], wanted[1]),
    disputes: listDisputes(wanted[0], wanted[1]),
  });
  const { rows, of } = opened;
  const [agreement] = rows.agreements;
  const version = rows.versions.find((one) => one.is_shown);
  if (!agreement || !version) throw notFound();
  const states = statesOf(rows.acts, dayOf(visit.now));
  const parts = (binding: Binding): AgreementParts => ({
    ...rows,
    visit,
    of,
    agreement,
    version,
    clauses: rows.clauses.filter((one) => one.agreement_version_id === version.id),
    before: rows.clauses.filter((one) => one.agreement_version_id !== version.id),
    states,
    money: [],
    original: rows.originals[0],
    binding,
  });
  return { ...opened, agreement, version, parts };
}

/** The version that an address names, where its text may still be changed. */
export function mustBeOpen(version: VersionRow | undefined): VersionRow {
  if (!version || version.locked_at) throw notFound();
  return version;
}
