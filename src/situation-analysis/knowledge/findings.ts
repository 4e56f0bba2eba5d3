import { type AsRead, type ChangedRow, type NewRow, noteRow } from '../../collaborations/index.ts';
import { author, type Tx } from '../../identity/index.ts';
import { statement } from '../../platform/database/statement.ts';
import { conflict } from '../../platform/errors.ts';
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

const columns = 'text, source, link, published_year, grade';
const record = 'text text, source text, link text, published_year integer, grade text';
const insert = statement<unknown, NewRow>(`
  insert into finding (collaboration_id, id, organisation_id, created_at, created_by, ${columns})
  select $1::uuid, $2, $4, $5, $6, ${columns} from jsonb_to_record($3::jsonb) as f(${record})`);
const update = statement<{ id: string }, ChangedRow>(`
  update finding set (${columns}, version) = (
    select ${columns}, $4::integer + 1 from jsonb_to_record($3::jsonb) as f(${record}))
  where collaboration_id = $1 and id = $2 and version = $4 and withdrawn_at is null returning id`);
const withdrawFindingRow = statement<
  { id: string },
  [collaboration: string, id: string, version: number, at: Date, because: string]
>(`
  update finding set withdrawn_at = $4, withdrawn_because = $5, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning id`);

const told = ({ text, source, published_year, grade }: FindingFacts) => ({
  text,
  source,
  year: published_year,
  grade,
});

/** Refuses with conflict when somebody has changed it since it was read. */
export const noteFinding = (tx: Tx, collaborationId: string, facts: FindingFacts, before?: AsRead<FindingRow>) =>
  noteRow(
    tx,
    collaborationId,
    facts,
    before,
    { insert, update },
    {
      verb: before ? 'finding.changed' : 'finding.added',
      subjectType: 'finding',
      before: before && told(before.row),
      after: told(facts),
    },
  );

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
