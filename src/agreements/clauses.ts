import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import type { ClauseKind } from './agreement.ts';
import type { ClauseRow, UndertakingRow, VersionRow } from './queries.ts';
import { writerOf } from './writing.ts';

const insertClause = statement<
  unknown,
  [
    collaboration: string,
    id: string,
    organisation: string,
    version: string,
    kind: ClauseKind,
    place: number | null,
    heading: string,
    text: string,
    at: Date,
    by: string,
  ]
>(`
  insert into clause (collaboration_id, id, organisation_id, agreement_version_id, kind, thread_id, place, heading, text,
    created_at, created_by)
  values ($1::uuid, $2::uuid, $3, $4::uuid, $5, $2::uuid, coalesce($6, (select coalesce(max(c.place), 0) + 1 from clause c
      where c.collaboration_id = $1::uuid and c.agreement_version_id = $4::uuid and c.withdrawn_at is null)), $7, $8, $9, $10)`);
const updateClause = statement<
  { version: number },
  [
    collaboration: string,
    id: string,
    version: number,
    kind: ClauseKind,
    heading: string,
    text: string,
    proposedBy: string | null,
  ]
>(`
  update clause set kind = $4, heading = $5, text = $6, proposed_by_party_id = $7, is_carried_over = false,
    version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning version`);
const letClausesStand = statement<
  { heading: string },
  [collaboration: string, version: string, ids: readonly string[]]
>(`
  update clause set is_carried_over = false, version = version + 1
  where collaboration_id = $1 and agreement_version_id = $2 and id = any($3::uuid[]) and is_carried_over
    and withdrawn_at is null
  returning heading`);
// Places run from one without a break: the numbers of the headings are these.
const orderClauses = statement<unknown, [collaboration: string, version: string, ids: readonly string[]]>(`
  update clause c set place = listed.place::integer, version = c.version + 1
  from unnest($3::uuid[]) with ordinality as listed(id, place)
  where c.collaboration_id = $1 and c.agreement_version_id = $2 and c.id = listed.id and c.place <> listed.place`);
const withdrawClauseRow = statement<{ heading: string }, [collaboration: string, id: string, at: Date]>(`
  with gone as (
    update agreement_undertaking u set withdrawn_at = $3
    where u.collaboration_id = $1 and u.clause_id = $2 and u.withdrawn_at is null)
  update clause set withdrawn_at = $3, version = version + 1
  where collaboration_id = $1 and id = $2 and withdrawn_at is null returning heading`);
const updateTerms = statement<
  { version: number },
  [
    collaboration: string,
    id: string,
    version: number,
    fromOn: string | null,
    endsOn: string | null,
    renewsByMonths: number | null,
    noticeMonths: number | null,
    reviewOn: string | null,
    followUpMonths: number | null,
    financingPlan: string | null,
  ]
>(`
  update agreement_version set from_on = $4::date, ends_on = $5::date, renews_by_months = $6, notice_months = $7,
    review_on = $8::date, follow_up_months = $9, financing_plan_id = $10, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and locked_at is null and withdrawn_at is null returning version`);
const insertUndertaking = statement<
  unknown,
  [
    collaboration: string,
    id: string,
    organisation: string,
    version: string,
    clause: string,
    party: string,
    text: string,
    amount: string,
    untilOn: string | null,
    goal: string | null,
    at: Date,
    by: string,
  ]
>(`
  insert into agreement_undertaking (collaboration_id, id, organisation_id, agreement_version_id, clause_id, party_id, thread_id,
    text, amount, until_on, goal_id, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $2, $7, $8, $9::date, $10, $11, $12)`);
const updateUndertaking = statement<
  { version: number },
  [
    collaboration: string,
    id: string,
    version: number,
    party: string,
    text: string,
    amount: string,
    untilOn: string | null,
    goal: string | null,
  ]
>(`
  update agreement_undertaking set party_id = $4, text = $5, amount = $6, until_on = $7::date, goal_id = $8,
    version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning version`);
const withdrawUndertakingRow = statement<{ text: string }, [collaboration: string, id: string, at: Date]>(`
  update agreement_undertaking set withdrawn_at = $3, version = version + 1
  where collaboration_id = $1 and id = $2 and withdrawn_at is null returning text`);

export interface ClauseFacts {
  readonly kind: ClauseKind;
  readonly heading: string;
  readonly text: string;
}

/** What of the clauses is data, and stands with the version. */
export type Terms = Pick<
  VersionRow,
  'from_on' | 'ends_on' | 'renews_by_months' | 'notice_months' | 'review_on' | 'follow_up_months' | 'financing_plan_id'
>;
export const termsOf = (version: VersionRow): Terms => ({
  from_on: version.from_on,
  ends_on: version.ends_on,
  renews_by_months: version.renews_by_months,
  notice_months: version.notice_months,
  review_on: version.review_on,
  follow_up_months: version.follow_up_months,
  financing_plan_id: version.financing_plan_id,
});

/** Adds a clause, last unless a place is given. */
export function addClause(
  tx: Tx,
  collaborationId: string,
  versionId: string,
  facts: ClauseFacts & { readonly place?: number },
  id = newId(tx.now),
): string {
  const { organisation, person } = writerOf(tx);
  tx.send(
    insertClause(
      collaborationId,
      id,
      organisation,
      versionId,
      facts.kind,
      facts.place ?? null,
      facts.heading,
      facts.text,
      tx.now,
      person,
    ),
  );
  tx.record({
    ...author(tx.user),
    verb: 'clause.added',
    subjectType: 'clause',
    subjectId: id,
    collaborationId,
    after: facts,
  });
  return id;
}

/** Changes a clause. Whose proposal the wording is falls away with other words, unless said anew. */
export async function changeClause(
  tx: Tx,
  collaborationId: string,
  before: ClauseRow,
  version: number,
  to: ClauseFacts & { readonly proposedByPartyId?: string | null },
): Promise<void> {
  const proposedBy =
    to.proposedByPartyId !== undefined
      ? to.proposedByPartyId
      : to.text === before.text
        ? before.proposed_by_party_id
        : null;
  const changed = await tx.find(
    updateClause(collaborationId, before.id, version, to.kind, to.heading, to.text, proposedBy),
  );
  if (!changed) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'clause.changed',
    subjectType: 'clause',
    subjectId: before.id,
    collaborationId,
    before: { kind: before.kind, heading: before.heading, text: before.text },
    after: { kind: to.kind, heading: to.heading, text: to.text },
  });
}

/** Says of clauses that came from the wording before that they have been read and are to stand as they are. */
export async function letStand(
  tx: Tx,
  collaborationId: string,
  versionId: string,
  clauseIds: readonly string[],
): Promise<void> {
  const stand = await tx.all(letClausesStand(collaborationId, versionId, clauseIds));
  if (stand.length === 0) return;
  tx.record({
    ...author(tx.user),
    verb: 'clause.letStand',
    subjectType: 'agreementVersion',
    subjectId: versionId,
    collaborationId,
    after: { headings: stand.map(({ heading }) => heading) },
  });
}

/** Puts the clauses in this order. */
export function placeClauses(tx: Tx, collaborationId: string, versionId: string, ids: readonly string[]): void {
  tx.send(orderClauses(collaborationId, versionId, ids));
  tx.record({
    ...author(tx.user),
    verb: 'clause.moved',
    subjectType: 'agreementVersion',
    subjectId: versionId,
    collaborationId,
    after: { order: ids },
  });
}

/** Takes a clause out of the text, and its duties with it. */
export async function withdrawClause(tx: Tx, collaborationId: string, clauseId: string): Promise<void> {
  const withdrawn = await tx.one(withdrawClauseRow(collaborationId, clauseId, tx.now));
  tx.record({
    ...author(tx.user),
    verb: 'clause.withdrawn',
    subjectType: 'clause',
    subjectId: clauseId,
    collaborationId,
    before: withdrawn,
  });
}

/** Refuses with conflict when somebody has changed the version's data since it was read. */
export async function setTerms(
  tx: Tx,
  collaborationId: string,
  before: VersionRow,
  version: number,
  to: Terms,
): Promise<void> {
  const changed = await tx.find(
    updateTerms(
      collaborationId,
      before.id,
      version,
      to.from_on,
      to.ends_on,
      to.renews_by_months,
      to.notice_months,
      to.review_on,
      to.follow_up_months,
      to.financing_plan_id,
    ),
  );
  if (!changed) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'agreement.termsSet',
    subjectType: 'agreementVersion',
    subjectId: before.id,
    collaborationId,
    before: termsOf(before),
    after: to,
  });
}

export type DutyFacts = Pick<UndertakingRow, 'party_id' | 'text' | 'amount' | 'until_on' | 'goal_id'>;

/** Lays a duty on a party, under the clause that says so. */
export function addDuty(
  tx: Tx,
  collaborationId: string,
  versionId: string,
  clauseId: string,
  facts: DutyFacts,
  id = newId(tx.now),
): string {
  const { organisation, person } = writerOf(tx);
  tx.send(
    insertUndertaking(
      collaborationId,
      id,
      organisation,
      versionId,
      clauseId,
      facts.party_id,
      facts.text,
      facts.amount,
      facts.until_on,
      facts.goal_id,
      tx.now,
      person,
    ),
  );
  tx.record({
    ...author(tx.user),
    verb: 'duty.added',
    subjectType: 'duty',
    subjectId: id,
    collaborationId,
    after: facts,
  });
  return id;
}

export async function changeDuty(
  tx: Tx,
  collaborationId: string,
  before: UndertakingRow,
  version: number,
  to: DutyFacts,
): Promise<void> {
  const changed = await tx.find(
    updateUndertaking(collaborationId, before.id, version, to.party_id, to.text, to.amount, to.until_on, to.goal_id),
  );
  if (!changed) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'duty.changed',
    subjectType: 'duty',
    subjectId: before.id,
    collaborationId,
    before,
    after: to,
  });
}

export async function withdrawDuty(tx: Tx, collaborationId: string, dutyId: string): Promise<void> {
  const withdrawn = await tx.find(withdrawUndertakingRow(collaborationId, dutyId, tx.now));
  if (!withdrawn) throw notFound();
  tx.record({
    ...author(tx.user),
    verb: 'duty.withdrawn',
    subjectType: 'duty',
    subjectId: dutyId,
    collaborationId,
    before: withdrawn,
  });
}
