import { author, type Tx } from '../../identity/index.ts';
import { statement } from '../../platform/database/statement.ts';
import { conflict } from '../../platform/errors.ts';
import { newId } from '../../platform/id.ts';

export const projectRelations = ['within', 'followOn'] as const;
/** A time within the collaboration, or one that goes on after it. */
export type ProjectRelation = (typeof projectRelations)[number];

export interface ProjectRow {
  readonly id: string;
  readonly name: string;
  readonly relation: ProjectRelation;
  readonly began_on: string | null;
  readonly ended_on: string | null;
  /** Where no day is known. */
  readonly ended_year: number | null;
  readonly funder: string;
  readonly participant_count: number | null;
  readonly participants: string;
  readonly source_note: string;
  readonly version: number;
}
export type ProjectFacts = Omit<ProjectRow, 'id' | 'version'>;

/** Those within the collaboration first, each in the order of time. */
export const listProjects = statement<ProjectRow, [collaboration: string]>(`
  select id, name, relation, began_on::text as began_on, ended_on::text as ended_on, ended_year, funder,
    participant_count, participants, source_note, version
  from project where collaboration_id = $1 and withdrawn_at is null
  order by relation desc, began_on, ended_year, created_at, id`);

type Values = [
  collaboration: string,
  id: string,
  name: string,
  relation: ProjectRelation,
  beganOn: string | null,
  endedOn: string | null,
  endedYear: number | null,
  funder: string,
  participantCount: number | null,
  participants: string,
  sourceNote: string,
];
const insertProject = statement<unknown, [...Values, organisation: string, at: Date, by: string]>(`
  insert into project (collaboration_id, id, name, relation, began_on, ended_on, ended_year, funder, participant_count,
    participants, source_note, organisation_id, created_at, created_by)
  values ($1, $2, $3, $4, $5::date, $6::date, $7, $8, $9, $10, $11, $12, $13, $14)`);
const updateProject = statement<{ id: string }, [...Values, version: number]>(`
  update project set name = $3, relation = $4, began_on = $5::date, ended_on = $6::date, ended_year = $7, funder = $8,
    participant_count = $9, participants = $10, source_note = $11, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $12 and withdrawn_at is null returning id`);
const closeProject = statement<{ name: string }, [collaboration: string, id: string, at: Date]>(`
  update project set withdrawn_at = $3, version = version + 1
  where collaboration_id = $1 and id = $2 and withdrawn_at is null returning name`);

/** Notes a project within the collaboration or after it. Refuses with conflict when it was changed meanwhile. */
export async function noteProject(
  tx: Tx,
  collaborationId: string,
  facts: ProjectFacts,
  before?: { readonly row: ProjectRow; readonly version: number },
): Promise<string> {
  const id = before?.row.id ?? newId(tx.now);
  const values: Values = [
    collaborationId,
    id,
    facts.name,
    facts.relation,
    facts.began_on,
    facts.ended_on,
    facts.ended_year,
    facts.funder,
    facts.participant_count,
    facts.participants,
    facts.source_note,
  ];
  if (before) {
    const done = await tx.find(updateProject(...values, before.version));
    if (!done) throw conflict('changed');
  } else {
    tx.send(insertProject(...values, tx.user.organisation_id ?? '', tx.now, tx.user.person_id));
  }
  tx.record({
    ...author(tx.user),
    verb: before ? 'project.changed' : 'project.noted',
    subjectType: 'project',
    subjectId: id,
    collaborationId,
    ...(before ? { before: before.row } : {}),
    after: facts,
  });
  return id;
}

export async function withdrawProject(tx: Tx, collaborationId: string, id: string): Promise<void> {
  const { name } = await tx.one(closeProject(collaborationId, id, tx.now));
  tx.record({
    ...author(tx.user),
    verb: 'project.withdrawn',
    subjectType: 'project',
    subjectId: id,
    collaborationId,
    before: { name },
  });
}
