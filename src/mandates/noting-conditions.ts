import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import type { ConditionFacts, ConditionRow } from './queries.ts';

type Values = [
  collaboration: string,
  id: string,
  name: string,
  ownerParty: string | null,
  ownerName: string,
  standardVersion: string,
  hinders: string,
  actingParty: string | null,
  action: string,
  isSettled: boolean,
];
const insertCondition = statement<unknown, [...Values, organisation: string, at: Date, by: string]>(`
  insert into technical_condition (collaboration_id, id, name, owner_party_id, owner_name, standard_version, hinders,
    acting_party_id, action, is_settled, organisation_id, created_at, created_by, place)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
    (select coalesce(max(t.place), 0) + 1 from technical_condition t where t.collaboration_id = $1))`);
const updateCondition = statement<{ id: string }, [...Values, version: number]>(`
  update technical_condition set name = $3, owner_party_id = $4, owner_name = $5, standard_version = $6, hinders = $7,
    acting_party_id = $8, action = $9, is_settled = $10, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $11 and withdrawn_at is null returning id`);
const closeCondition = statement<{ name: string }, [collaboration: string, id: string, at: Date]>(`
  update technical_condition set withdrawn_at = $3, version = version + 1
  where collaboration_id = $1 and id = $2 and withdrawn_at is null returning name`);

/** Notes what technology the work leans on, whose it is, and who acts. Refuses with conflict when changed meanwhile. */
export async function noteCondition(
  tx: Tx,
  collaborationId: string,
  facts: ConditionFacts,
  before?: { readonly row: ConditionRow; readonly version: number },
): Promise<string> {
  const id = before?.row.id ?? newId(tx.now);
  const values: Values = [
    collaborationId,
    id,
    facts.name,
    facts.owner_party_id,
    facts.owner_name,
    facts.standard_version,
    facts.hinders,
    facts.acting_party_id,
    facts.action,
    facts.is_settled,
  ];
  if (before) {
    const done = await tx.find(updateCondition(...values, before.version));
    if (!done) throw conflict('changed');
  } else {
    tx.send(insertCondition(...values, tx.user.organisation_id ?? '', tx.now, tx.user.person_id));
  }
  tx.record({
    ...author(tx.user),
    verb: before ? 'technicalCondition.changed' : 'technicalCondition.noted',
    subjectType: 'technicalCondition',
    subjectId: id,
    collaborationId,
    ...(before ? { before: before.row } : {}),
    after: facts,
  });
  return id;
}

export async function withdrawCondition(tx: Tx, collaborationId: string, id: string): Promise<void> {
  const { name } = await tx.one(closeCondition(collaborationId, id, tx.now));
  tx.record({
    ...author(tx.user),
    verb: 'technicalCondition.withdrawn',
    subjectType: 'technicalCondition',
    subjectId: id,
    collaborationId,
    before: { name },
  });
}
