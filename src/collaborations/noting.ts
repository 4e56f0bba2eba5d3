import { author, type Tx } from '../identity/index.ts';
import type { Statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import type { HistoryEntry } from '../platform/history.ts';
import { newId } from '../platform/id.ts';

/** What a row that is noted is told; its facts are one JSON text, with the columns' names. */
export type NewRow = [collaboration: string, id: string, facts: string, organisation: string, at: Date, by: string];
export type ChangedRow = [collaboration: string, id: string, facts: string, version: number];
/** The row as it stands, and the version of it that whoever changes it had before them. */
export interface AsRead<Row> {
  readonly row: Row;
  readonly version: number;
}
type Said = Pick<HistoryEntry, 'verb' | 'subjectType' | 'before' | 'after'>;

/** Notes a row in a collaboration, or changes it. Refuses with conflict when somebody has changed it since it was read. */
export async function noteRow<Row extends { readonly id: string }>(
  tx: Tx,
  collaborationId: string,
  facts: object,
  before: AsRead<Row> | undefined,
  how: { readonly insert: Statement<unknown, NewRow>; readonly update: Statement<unknown, ChangedRow> },
  said: Said,
): Promise<string> {
  const id = before?.row.id ?? newId(tx.now);
  const written = JSON.stringify(facts);
  if (!before)
    tx.send(how.insert(collaborationId, id, written, tx.user.organisation_id ?? '', tx.now, tx.user.person_id));
  else if (!(await tx.find(how.update(collaborationId, id, written, before.version)))) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    ...(before ? { before: before.row } : {}),
    after: facts,
    ...said,
    subjectId: id,
    collaborationId,
  });
  return id;
}

/** Out of view, never deleted. Refuses as not found what is withdrawn already. */
export async function withdrawRow(
  tx: Tx,
  collaborationId: string,
  id: string,
  withdraw: Statement<{ name: string }, [collaboration: string, id: string, at: Date]>,
  said: Said,
): Promise<void> {
  const before = await tx.one(withdraw(collaborationId, id, tx.now));
  tx.record({ ...author(tx.user), before, ...said, subjectId: id, collaborationId });
}
