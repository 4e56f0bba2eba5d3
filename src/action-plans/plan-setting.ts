import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import type { ActionPlanRow } from './queries.ts';

export type PlanFacts = Omit<ActionPlanRow, 'id' | 'version' | 'steering_document_title'>;

const planRecord = `title text, first_year integer, last_year integer, adopted_on date, revision text,
    steering_document_id uuid, area_count integer, has_joint_areas boolean, source_note text`;
const planColumns = `title, first_year, last_year, adopted_on, revision, steering_document_id, area_count, has_joint_areas, source_note`;
const insertPlan = statement<
  { id: string },
  [collaboration: string, id: string, organisation: string, facts: string, at: Date, by: string]
>(`
  insert into action_plan (collaboration_id, id, organisation_id, created_at, created_by, ${planColumns})
  select $1::uuid, $2, $3, $5, $6, ${planColumns} from jsonb_to_record($4::jsonb) as f(${planRecord})
  on conflict (collaboration_id) where withdrawn_at is null do nothing returning id`);
const updatePlan = statement<{ version: number }, [collaboration: string, id: string, version: number, facts: string]>(`
  update action_plan set (${planColumns}, version) = (
    select ${planColumns}, $3::integer + 1 from jsonb_to_record($4::jsonb) as f(${planRecord}))
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning version`);

/** What the plan is called, for which years and how it is revised. One at a time. Refuses with conflict. */
export async function setActionPlan(
  tx: Tx,
  collaborationId: string,
  facts: PlanFacts,
  before?: { readonly row: ActionPlanRow; readonly version: number },
): Promise<string> {
  const id = before?.row.id ?? newId(tx.now);
  const asJson = JSON.stringify(facts);
  const done = before
    ? await tx.find(updatePlan(collaborationId, id, before.version, asJson))
    : await tx.find(
        insertPlan(collaborationId, id, tx.user.organisation_id ?? '', asJson, tx.now, tx.user.person_id ?? ''),
      );
  if (!done) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: before ? 'actionPlan.changed' : 'actionPlan.made',
    subjectType: 'actionPlan',
    subjectId: id,
    collaborationId,
    ...(before ? { before: { title: before.row.title, revision: before.row.revision } } : {}),
    after: { ...facts },
  });
  return id;
}
