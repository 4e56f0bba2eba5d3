import type { Tx } from '../../identity/index.ts';
import { statement } from '../../platform/database/statement.ts';
import { type AsRead, type ChangedRow, type NewRow, noteRow, withdrawRow } from '../noting.ts';

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

const columns = `name, relation, began_on, ended_on, ended_year, funder, participant_count, participants, source_note`;
const record = `name text, relation text, began_on date, ended_on date, ended_year integer, funder text,
    participant_count integer, participants text, source_note text`;
const insert = statement<unknown, NewRow>(`
  insert into project (collaboration_id, id, organisation_id, created_at, created_by, ${columns})
  select $1::uuid, $2, $4, $5, $6, ${columns} from jsonb_to_record($3::jsonb) as f(${record})`);
const update = statement<{ id: string }, ChangedRow>(`
  update project set (${columns}, version) = (
    select ${columns}, $4::integer + 1 from jsonb_to_record($3::jsonb) as f(${record}))
  where collaboration_id = $1 and id = $2 and version = $4 and withdrawn_at is null returning id`);
const withdraw = statement<{ name: string }, [collaboration: string, id: string, at: Date]>(`
  update project set withdrawn_at = $3, version = version + 1
  where collaboration_id = $1 and id = $2 and withdrawn_at is null returning name`);

/** Notes a project within the collaboration or after it. Refuses with conflict when it was changed meanwhile. */
export const noteProject = (tx: Tx, collaborationId: string, facts: ProjectFacts, before?: AsRead<ProjectRow>) =>
  noteRow(
    tx,
    collaborationId,
    facts,
    before,
    { insert, update },
    { verb: before ? 'project.changed' : 'project.noted', subjectType: 'project' },
  );

export const withdrawProject = (tx: Tx, collaborationId: string, id: string) =>
  withdrawRow(tx, collaborationId, id, withdraw, { verb: 'project.withdrawn', subjectType: 'project' });
