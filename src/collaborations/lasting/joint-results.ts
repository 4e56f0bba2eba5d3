import { author, type Tx } from '../../identity/index.ts';
import { statement } from '../../platform/database/statement.ts';
import { conflict } from '../../platform/errors.ts';
import { newId } from '../../platform/id.ts';

export const resultKinds = ['method', 'platform', 'strategy', 'plan'] as const;
export type ResultKind = (typeof resultKinds)[number];

/** What the collaboration leaves behind, and who has it afterwards: a party, another by name, or nobody that is known. */
export interface JointResultRow {
  readonly id: string;
  readonly name: string;
  readonly kind: ResultKind | null;
  readonly owner_party_id: string | null;
  readonly owner_name: string;
  readonly money: string;
  readonly review_on: string | null;
  readonly source_note: string;
  readonly version: number;
}
export type JointResultFacts = Omit<JointResultRow, 'id' | 'version'>;

export const listJointResults = statement<JointResultRow, [collaboration: string]>(`
  select id, name, kind, owner_party_id, owner_name, money, review_on::text as review_on, source_note, version
  from joint_result where collaboration_id = $1 and withdrawn_at is null order by created_at, id`);

type Values = [
  collaboration: string,
  id: string,
  name: string,
  kind: ResultKind | null,
  ownerParty: string | null,
  ownerName: string,
  money: string,
  reviewOn: string | null,
  sourceNote: string,
];
const insertResult = statement<unknown, [...Values, organisation: string, at: Date, by: string]>(`
  insert into joint_result (collaboration_id, id, name, kind, owner_party_id, owner_name, money, review_on, source_note,
    organisation_id, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8::date, $9, $10, $11, $12)`);
const updateResult = statement<{ id: string }, [...Values, version: number]>(`
  update joint_result set name = $3, kind = $4, owner_party_id = $5, owner_name = $6, money = $7, review_on = $8::date,
    source_note = $9, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $10 and withdrawn_at is null returning id`);
const closeResult = statement<{ name: string }, [collaboration: string, id: string, at: Date]>(`
  update joint_result set withdrawn_at = $3, version = version + 1
  where collaboration_id = $1 and id = $2 and withdrawn_at is null returning name`);

/** Notes what is left behind, with its owner where there is one. Refuses with conflict when it was changed meanwhile. */
export async function noteJointResult(
  tx: Tx,
  collaborationId: string,
  facts: JointResultFacts,
  before?: { readonly row: JointResultRow; readonly version: number },
): Promise<string> {
  const id = before?.row.id ?? newId(tx.now);
  const values: Values = [
    collaborationId,
    id,
    facts.name,
    facts.kind,
    facts.owner_party_id,
    facts.owner_name,
    facts.money,
    facts.review_on,
    facts.source_note,
  ];
  if (before) {
    const done = await tx.find(updateResult(...values, before.version));
    if (!done) throw conflict('changed');
  } else {
    tx.send(insertResult(...values, tx.user.organisation_id ?? '', tx.now, tx.user.person_id));
  }
  tx.record({
    ...author(tx.user),
    verb: before ? 'jointResult.changed' : 'jointResult.noted',
    subjectType: 'jointResult',
    subjectId: id,
    collaborationId,
    ...(before ? { before: before.row } : {}),
    after: facts,
  });
  return id;
}

export async function withdrawJointResult(tx: Tx, collaborationId: string, id: string): Promise<void> {
  const { name } = await tx.one(closeResult(collaborationId, id, tx.now));
  tx.record({
    ...author(tx.user),
    verb: 'jointResult.withdrawn',
    subjectType: 'jointResult',
    subjectId: id,
    collaborationId,
    before: { name },
  });
}
