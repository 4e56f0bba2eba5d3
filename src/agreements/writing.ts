import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import type { AgreementGround, AgreementKind, ConcernedKind } from './agreement.ts';
import { findVersion, type VersionRow } from './queries.ts';

const insertAgreement = statement<
  unknown,
  [
    collaboration: string,
    id: string,
    organisation: string,
    kind: AgreementKind,
    ground: AgreementGround | null,
    title: string,
    adoptingParty: string | null,
    mainAgreement: string | null,
    isOpenToOthers: boolean | null,
    isTakenOver: boolean,
    agreedYear: number | null,
    concerns: readonly ConcernedKind[],
    at: Date,
    by: string,
  ]
>(`
  insert into agreement (collaboration_id, id, organisation_id, kind, ground, title, adopting_party_id, main_agreement_id,
    is_open_to_others, is_taken_over, agreed_year, concerns, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`);
const updateAgreement = statement<
  { version: number },
  [
    collaboration: string,
    id: string,
    version: number,
    kind: AgreementKind,
    ground: AgreementGround | null,
    title: string,
    adoptingParty: string | null,
    mainAgreement: string | null,
    isOpenToOthers: boolean | null,
  ]
>(`
  update agreement set kind = $4, ground = $5, title = $6, adopting_party_id = $7, main_agreement_id = $8,
    is_open_to_others = $9, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning version`);
const insertFirst = statement<
  unknown,
  [collaboration: string, id: string, organisation: string, agreement: string, at: Date, by: string]
>(`
  insert into agreement_version (collaboration_id, id, organisation_id, agreement_id, number, created_at, created_by)
  values ($1, $2, $3, $4, 1, $5, $6)`);
const insertPartyRows = statement<
  unknown,
  [
    collaboration: string,
    version: string,
    ids: readonly string[],
    parties: readonly string[],
    required: readonly boolean[],
    at: Date,
  ]
>(`
  insert into agreement_party (collaboration_id, id, organisation_id, agreement_version_id, party_id, is_required, created_at)
  select $1, listed.id, p.organisation_id, $2, p.id, listed.required, $6
  from unnest($3::uuid[], $4::uuid[], $5::boolean[]) as listed(id, party, required)
  join party p on p.collaboration_id = $1 and p.id = listed.party
  on conflict (collaboration_id, agreement_version_id, party_id)
  do update set is_required = excluded.is_required, withdrawn_at = null, version = agreement_party.version + 1`);
const withdrawPartyRows = statement<
  unknown,
  [collaboration: string, version: string, kept: readonly string[], at: Date]
>(`
  update agreement_party set withdrawn_at = $4, version = version + 1
  where collaboration_id = $1 and agreement_version_id = $2 and party_id <> all($3::uuid[]) and withdrawn_at is null`);
const updateConditions = statement<
  { version: number },
  [collaboration: string, id: string, version: number, leastBound: number | null, isSignedInOrder: boolean]
>(`
  update agreement_version set least_bound = $4, is_signed_in_order = $5, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and locked_at is null and withdrawn_at is null returning version`);
const markSent = statement<
  { number: number },
  [collaboration: string, id: string, version: number, dueOn: string | null, at: Date, by: string]
>(`
  update agreement_version set sent_at = coalesce(sent_at, $5), sent_by = coalesce(sent_by, $6), answers_due_on = $4::date,
    version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and locked_at is null and withdrawn_at is null returning number`);

export interface AgreementFacts {
  readonly kind: AgreementKind;
  readonly ground: AgreementGround | null;
  readonly title: string;
  readonly adoptingPartyId: string | null;
  readonly mainAgreementId: string | null;
  readonly isOpenToOthers: boolean | null;
}

export interface NewAgreement extends AgreementFacts {
  readonly isTakenOver?: boolean;
  readonly agreedYear?: number | null;
  readonly concerns?: readonly ConcernedKind[];
  /** Whom the text is between. */
  readonly parties: readonly { readonly partyId: string; readonly isRequired: boolean }[];
}

/** The one who writes; a verb of a person, never of the installation. */
export function writerOf(tx: Tx): { readonly organisation: string; readonly person: string } {
  const { organisation_id: organisation, person_id: person } = tx.user;
  if (!organisation) throw notFound();
  return { organisation, person };
}

/** Draws up an agreement: what it is to be, between whom, and its first version, without a word yet. */
export function drawUpAgreement(
  tx: Tx,
  collaborationId: string,
  facts: NewAgreement,
  id = newId(tx.now),
): { readonly agreementId: string; readonly versionId: string } {
  const { organisation, person } = writerOf(tx);
  const versionId = newId(tx.now);
  tx.send(
    insertAgreement(
      collaborationId,
      id,
      organisation,
      facts.kind,
      facts.ground,
      facts.title,
      facts.adoptingPartyId,
      facts.mainAgreementId,
      facts.isOpenToOthers,
      facts.isTakenOver ?? false,
      facts.agreedYear ?? null,
      facts.concerns ?? [],
      tx.now,
      person,
    ),
    insertFirst(collaborationId, versionId, organisation, id, tx.now, person),
    insertPartyRows(
      collaborationId,
      versionId,
      facts.parties.map(() => newId(tx.now)),
      facts.parties.map((one) => one.partyId),
      facts.parties.map((one) => one.isRequired),
      tx.now,
    ),
  );
  tx.record({
    ...author(tx.user),
    verb: facts.isTakenOver ? 'agreement.takenOver' : 'agreement.drawnUp',
    subjectType: 'agreement',
    subjectId: id,
    collaborationId,
    after: facts,
  });
  return { agreementId: id, versionId };
}

export async function changeAgreement(
  tx: Tx,
  collaborationId: string,
  before: { readonly id: string },
  version: number,
  to: AgreementFacts,
): Promise<void> {
  const changed = await tx.find(
    updateAgreement(
      collaborationId,
      before.id,
      version,
      to.kind,
      to.ground,
      to.title,
      to.adoptingPartyId,
      to.mainAgreementId,
      to.isOpenToOthers,
    ),
  );
  if (!changed) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'agreement.changed',
    subjectType: 'agreement',
    subjectId: before.id,
    collaborationId,
    before,
    after: to,
  });
}

/** A version whose text may still be changed. */
export async function openVersion(tx: Tx, collaborationId: string, versionId: string): Promise<VersionRow> {
  const version = await tx.one(findVersion(collaborationId, versionId));
  if (version.locked_at) throw notFound();
  return version;
}

export interface Conditions {
  readonly leastBound: number | null;
  readonly isSignedInOrder: boolean;
  readonly parties: readonly { readonly partyId: string; readonly isRequired: boolean }[];
}

/** Between whom, and what the text itself sets as conditions for being in force. */
export async function setConditions(
  tx: Tx,
  collaborationId: string,
  versionId: string,
  version: number,
  to: Conditions,
): Promise<void> {
  const changed = await tx.find(
    updateConditions(collaborationId, versionId, version, to.leastBound, to.isSignedInOrder),
  );
  if (!changed) throw conflict('changed');
  tx.send(
    insertPartyRows(
      collaborationId,
      versionId,
      to.parties.map(() => newId(tx.now)),
      to.parties.map((one) => one.partyId),
      to.parties.map((one) => one.isRequired),
      tx.now,
    ),
    withdrawPartyRows(
      collaborationId,
      versionId,
      to.parties.map((one) => one.partyId),
      tx.now,
    ),
  );
  tx.record({
    ...author(tx.user),
    verb: 'agreement.conditionsSet',
    subjectType: 'agreementVersion',
    subjectId: versionId,
    collaborationId,
    after: to,
  });
}

/** Lets the parties read the text and say what they think of it until the day given. */
export async function sendToParties(
  tx: Tx,
  collaborationId: string,
  versionId: string,
  version: number,
  dueOn: string | null,
): Promise<void> {
  const { person } = writerOf(tx);
  const sent = await tx.find(markSent(collaborationId, versionId, version, dueOn, tx.now, person));
  if (!sent) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'agreement.sent',
    subjectType: 'agreementVersion',
    subjectId: versionId,
    collaborationId,
    after: { number: sent.number, dueOn },
  });
}
