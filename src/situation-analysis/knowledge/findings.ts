import { author, type Tx } from '../../identity/index.ts';
import { statement } from '../../platform/database/statement.ts';
import { conflict } from '../../platform/errors.ts';
import { newId } from '../../platform/id.ts';
import type { Grade, Versioned } from './known.ts';

export interface FindingFacts {
  readonly text: string;
  readonly source: string;
  readonly link: string;
  readonly published_year: number | null;
  readonly grade: Grade;
}
export interface FindingRow extends FindingFacts, Versioned {}
export const listFindings = statement<FindingRow, [collaboration: string]>(`
  select id, text, source, link, published_year, grade, version from finding
  where collaboration_id = $1 and withdrawn_at is null order by created_at, id`);

type Values = [
  collaboration: string,
  id: string,
  text: string,
  source: string,
  link: string,
  year: number | null,
  grade: Grade,
];
const insertFinding = statement<never, [...Values, organisation: string, at: Date, by: string]>(`
  insert into finding (collaboration_id, id, text, source, link, published_year, grade, organisation_id, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`);
const updateFinding = statement<{ id: string }, [...Values, version: number]>(`
  update finding set text = $3, source = $4, link = $5, published_year = $6, grade = $7, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $8 and withdrawn_at is null returning id`);
const withdrawFindingRow = statement<
  { id: string },
  [collaboration: string, id: string, version: number, at: Date, because: string]
>(`
  update finding set withdrawn_at = $4, withdrawn_because = $5, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning id`);

const valuesOf = (collaborationId: string, id: string, facts: FindingFacts): Values => [
  collaborationId,
  id,
  facts.text,
  facts.source,
  facts.link,
  facts.published_year,
  facts.grade,
];
const told = ({ text, source, published_year, grade }: FindingFacts) => ({
  text,
  source,
  year: published_year,
  grade,
});

export function addFinding(tx: Tx, collaborationId: string, facts: FindingFacts): string {
  const id = newId(tx.now);
  const { organisation_id, person_id } = tx.user;
  tx.send(insertFinding(...valuesOf(collaborationId, id, facts), organisation_id ?? '', tx.now, person_id));
  tx.record({
    ...author(tx.user),
    verb: 'finding.added',
    subjectType: 'finding',
    subjectId: id,
    collaborationId,
    after: told(facts),
  });
  return id;
}

/** Refuses with conflict when somebody has changed it since `version` was read. */
export async function changeFinding(
  tx: Tx,
  collaborationId: string,
  before: FindingRow,
  version: number,
  facts: FindingFacts,
): Promise<void> {
  if (!(await tx.find(updateFinding(...valuesOf(collaborationId, before.id, facts), version))))
    throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'finding.changed',
    subjectType: 'finding',
    subjectId: before.id,
    collaborationId,
    before: told(before),
    after: told(facts),
  });
}

/** What it bears out no longer has it beside it; the statements stand. */
export async function withdrawFinding(
  tx: Tx,
  collaborationId: string,
  before: FindingRow,
  version: number,
  because: string,
): Promise<void> {
  if (!(await tx.find(withdrawFindingRow(collaborationId, before.id, version, tx.now, because))))
    throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'finding.withdrawn',
    subjectType: 'finding',
    subjectId: before.id,
    collaborationId,
    before: { text: before.text },
    after: { because },
  });
}
