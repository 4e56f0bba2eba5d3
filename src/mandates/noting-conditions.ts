import { type AsRead, type ChangedRow, type NewRow, noteRow, withdrawRow } from '../collaborations/index.ts';
import type { Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import type { ConditionFacts, ConditionRow } from './queries.ts';

const columns = 'name, owner_party_id, owner_name, standard_version, hinders, acting_party_id, action, is_settled';
const record = `name text, owner_party_id uuid, owner_name text, standard_version text, hinders text, acting_party_id uuid,
    action text, is_settled boolean`;
const insert = statement<unknown, NewRow>(`
  insert into technical_condition (collaboration_id, id, organisation_id, created_at, created_by, place, ${columns})
  select $1::uuid, $2, $4, $5, $6,
    (select coalesce(max(t.place), 0) + 1 from technical_condition t where t.collaboration_id = $1::uuid), ${columns}
  from jsonb_to_record($3::jsonb) as f(${record})`);
const update = statement<{ id: string }, ChangedRow>(`
  update technical_condition set (${columns}, version) = (
    select ${columns}, $4::integer + 1 from jsonb_to_record($3::jsonb) as f(${record}))
  where collaboration_id = $1 and id = $2 and version = $4 and withdrawn_at is null returning id`);
const withdraw = statement<{ name: string }, [collaboration: string, id: string, at: Date]>(`
  update technical_condition set withdrawn_at = $3, version = version + 1
  where collaboration_id = $1 and id = $2 and withdrawn_at is null returning name`);

/** Notes what technology the work leans on, whose it is, and who acts. Refuses with conflict when changed meanwhile. */
export const noteCondition = (tx: Tx, collaborationId: string, facts: ConditionFacts, before?: AsRead<ConditionRow>) =>
  noteRow(
    tx,
    collaborationId,
    facts,
    before,
    { insert, update },
    { verb: before ? 'technicalCondition.changed' : 'technicalCondition.noted', subjectType: 'technicalCondition' },
  );

export const withdrawCondition = (tx: Tx, collaborationId: string, id: string) =>
  withdrawRow(tx, collaborationId, id, withdraw, {
    verb: 'technicalCondition.withdrawn',
    subjectType: 'technicalCondition',
  });
