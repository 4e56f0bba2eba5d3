import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { listClauses, listUndertakings, listVersions, type VersionRow } from './queries.ts';
import { writerOf } from './writing.ts';

const insertNext = statement<
  { id: string },
  [collaboration: string, id: string, organisation: string, before: string, changeNote: string, at: Date, by: string]
>(`
  insert into agreement_version (collaboration_id, id, organisation_id, agreement_id, number, change_note, created_at,
    created_by, least_bound, from_on, ends_on, renews_by_months, notice_months, review_on, follow_up_months,
    financing_plan_id, is_signed_in_order)
  select b.collaboration_id, $2, $3, b.agreement_id, b.number + 1, $5, $6, $7, b.least_bound, b.from_on, b.ends_on,
    b.renews_by_months, b.notice_months, b.review_on, b.follow_up_months, b.financing_plan_id, b.is_signed_in_order
  from agreement_version b where b.collaboration_id = $1 and b.id = $4
  on conflict (collaboration_id, agreement_id, number) do nothing returning id`);
const copyClauses = statement<
  unknown,
  [
    collaboration: string,
    version: string,
    organisation: string,
    from: readonly string[],
    to: readonly string[],
    at: Date,
    by: string,
  ]
>(`
  insert into clause (collaboration_id, id, organisation_id, agreement_version_id, kind, thread_id, place, heading, text,
    is_carried_over, created_at, created_by)
  select c.collaboration_id, listed.new, $3, $2, c.kind, c.thread_id, c.place, c.heading, c.text, true, $6, $7
  from unnest($4::uuid[], $5::uuid[]) as listed(old, new)
  join clause c on c.collaboration_id = $1 and c.id = listed.old`);
const copyUndertakings = statement<
  unknown,
  [
    collaboration: string,
    version: string,
    organisation: string,
    from: readonly string[],
    to: readonly string[],
    clauses: readonly string[],
    at: Date,
    by: string,
  ]
>(`
  insert into agreement_undertaking (collaboration_id, id, organisation_id, agreement_version_id, clause_id, party_id,
    thread_id, text, amount, until_on, goal_id, created_at, created_by)
  select u.collaboration_id, listed.new, $3, $2, listed.clause, u.party_id, u.thread_id, u.text, u.amount, u.until_on,
    u.goal_id, $7, $8
  from unnest($4::uuid[], $5::uuid[], $6::uuid[]) as listed(old, new, clause)
  join agreement_undertaking u on u.collaboration_id = $1 and u.id = listed.old`);
const copyParties = statement<unknown, [collaboration: string, version: string, before: string, at: Date]>(`
  insert into agreement_party (collaboration_id, id, organisation_id, agreement_version_id, party_id, is_required, instance,
    mandate_text, created_at)
  select ap.collaboration_id, gen_random_uuid(), ap.organisation_id, $2, ap.party_id, ap.is_required, ap.instance,
    ap.mandate_text, $4
  from agreement_party ap
  where ap.collaboration_id = $1 and ap.agreement_version_id = $3 and ap.withdrawn_at is null and ap.left_on is null`);
/** Begins the next wording from a settled one: its clauses and duties with their threads, its parties. */
export async function beginVersion(
  tx: Tx,
  collaborationId: string,
  before: VersionRow,
  changeNote: string,
): Promise<string> {
  const { organisation, person } = writerOf(tx);
  const of = [collaborationId, before.agreement_id, before.number] as const;
  const { clauses, undertakings, versions } = await tx.batch({
    clauses: listClauses(...of),
    undertakings: listUndertakings(...of),
    versions: listVersions(...of),
  });
  // The settled newest alone is gone on from: there are never two drafts of one agreement.
  if (!before.locked_at || versions.some((one) => one.number > before.number)) throw conflict('changed');
  const id = newId(tx.now);
  const made = await tx.find(insertNext(collaborationId, id, organisation, before.id, changeNote, tx.now, person));
  if (!made) throw conflict('changed');
  const own = clauses.filter((one) => one.agreement_version_id === before.id);
  const copies = new Map(own.map((clause) => [clause.id, newId(tx.now)]));
  tx.send(
    copyClauses(collaborationId, id, organisation, [...copies.keys()], [...copies.values()], tx.now, person),
    copyUndertakings(
      collaborationId,
      id,
      organisation,
      undertakings.map((one) => one.id),
      undertakings.map(() => newId(tx.now)),
      undertakings.map((one) => copies.get(one.clause_id) ?? ''),
      tx.now,
      person,
    ),
    copyParties(collaborationId, id, before.id, tx.now),
  );
  tx.record({
    ...author(tx.user),
    verb: 'agreement.versionBegun',
    subjectType: 'agreementVersion',
    subjectId: id,
    collaborationId,
    after: { number: before.number + 1, changeNote },
  });
  return id;
}
