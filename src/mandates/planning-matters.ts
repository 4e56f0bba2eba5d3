import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import type { MatterRow } from './queries.ts';

const insertMatter = statement<
  unknown,
  [
    collaboration: string,
    id: string,
    organisation: string,
    title: string,
    detail: string,
    year: number | null,
    at: Date,
    by: string,
  ]
>(`
  insert into planned_matter (collaboration_id, id, organisation_id, title, detail, planned_year, created_at, created_by,
    place)
  values ($1, $2, $3, $4, $5, $6, $7, $8,
    (select coalesce(max(m.place), 0) + 1 from planned_matter m where m.collaboration_id = $1))`);
const updateMatter = statement<
  { id: string },
  [collaboration: string, id: string, title: string, detail: string, year: number | null, version: number]
>(`
  update planned_matter set title = $3, detail = $4, planned_year = $5, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $6 and withdrawn_at is null returning id`);
const closeMatter = statement<{ title: string }, [collaboration: string, id: string, at: Date]>(`
  update planned_matter set withdrawn_at = $3, version = version + 1
  where collaboration_id = $1 and id = $2 and withdrawn_at is null returning title`);

export type MatterFacts = Pick<MatterRow, 'title' | 'detail' | 'planned_year'>;

/** Something that the collaboration plans to do or decide: every party that takes part is asked of its mandate. */
export function planMatter(tx: Tx, collaborationId: string, facts: MatterFacts): string {
  const id = newId(tx.now);
  tx.send(
    insertMatter(
      collaborationId,
      id,
      tx.user.organisation_id ?? '',
      facts.title,
      facts.detail,
      facts.planned_year,
      tx.now,
      tx.user.person_id,
    ),
  );
  tx.record({
    ...author(tx.user),
    verb: 'plannedMatter.planned',
    subjectType: 'plannedMatter',
    subjectId: id,
    collaborationId,
    after: facts,
  });
  return id;
}

export async function changeMatter(
  tx: Tx,
  collaborationId: string,
  before: MatterRow,
  version: number,
  facts: MatterFacts,
): Promise<void> {
  const done = await tx.find(
    updateMatter(collaborationId, before.id, facts.title, facts.detail, facts.planned_year, version),
  );
  if (!done) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'plannedMatter.changed',
    subjectType: 'plannedMatter',
    subjectId: before.id,
    collaborationId,
    before: { title: before.title, detail: before.detail, planned_year: before.planned_year },
    after: facts,
  });
}

/** Takes a matter out of view; what the parties have answered stays. */
export async function withdrawMatter(tx: Tx, collaborationId: string, id: string): Promise<void> {
  const { title } = await tx.one(closeMatter(collaborationId, id, tx.now));
  tx.record({
    ...author(tx.user),
    verb: 'plannedMatter.withdrawn',
    subjectType: 'plannedMatter',
    subjectId: id,
    collaborationId,
    before: { title },
  });
}
