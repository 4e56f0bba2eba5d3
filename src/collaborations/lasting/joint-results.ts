import type { Tx } from '../../identity/index.ts';
import { statement } from '../../platform/database/statement.ts';
import { type AsRead, type ChangedRow, type NewRow, noteRow, withdrawRow } from '../noting.ts';

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

const columns = 'name, kind, owner_party_id, owner_name, money, review_on, source_note';
const record = `name text, kind text, owner_party_id uuid, owner_name text, money text, review_on date, source_note text`;
const insert = statement<unknown, NewRow>(`
  insert into joint_result (collaboration_id, id, organisation_id, created_at, created_by, ${columns})
  select $1::uuid, $2, $4, $5, $6, ${columns} from jsonb_to_record($3::jsonb) as f(${record})`);
const update = statement<{ id: string }, ChangedRow>(`
  update joint_result set (${columns}, version) = (
    select ${columns}, $4::integer + 1 from jsonb_to_record($3::jsonb) as f(${record}))
  where collaboration_id = $1 and id = $2 and version = $4 and withdrawn_at is null returning id`);
const withdraw = statement<{ name: string }, [collaboration: string, id: string, at: Date]>(`
  update joint_result set withdrawn_at = $3, version = version + 1
  where collaboration_id = $1 and id = $2 and withdrawn_at is null returning name`);

/** Notes what is left behind, with its owner where there is one. Refuses with conflict when it was changed meanwhile. */
export const noteJointResult = (
  tx: Tx,
  collaborationId: string,
  facts: JointResultFacts,
  before?: AsRead<JointResultRow>,
) =>
  noteRow(
    tx,
    collaborationId,
    facts,
    before,
    { insert, update },
    { verb: before ? 'jointResult.changed' : 'jointResult.noted', subjectType: 'jointResult' },
  );

export const withdrawJointResult = (tx: Tx, collaborationId: string, id: string) =>
  withdrawRow(tx, collaborationId, id, withdraw, { verb: 'jointResult.withdrawn', subjectType: 'jointResult' });
