import { createHash } from 'node:crypto';
import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import type { EntryFacts, EntryKind, Stance } from './internal-entry.ts';
import type { EntryRow } from './queries.ts';

const insertEntry = statement<
  unknown,
  [
    collaboration: string,
    id: string,
    organisation: string,
    kind: EntryKind,
    title: string,
    text: string,
    unit: string | null,
    stance: Stance | null,
    contact: string,
    goal: string | null,
    deviation: string | null,
    at: Date,
    by: string,
  ]
>(`
  insert into internal_entry (collaboration_id, id, organisation_id, kind, title, text, unit_id, stance, contact, goal_id,
    deviation_id, created_at, written_at, written_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13)`);
const updateEntry = statement<
  { version: number },
  [
    collaboration: string,
    id: string,
    version: number,
    title: string,
    text: string,
    unit: string | null,
    stance: Stance | null,
    contact: string,
    goal: string | null,
    deviation: string | null,
    at: Date,
    by: string,
  ]
>(`
  update internal_entry set title = $4, text = $5, unit_id = $6, stance = $7, contact = $8, goal_id = $9, deviation_id = $10,
    written_at = $11, written_by = $12, drawn_up_at = null, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning version`);
/** A version holds what stood in the entry when it was saved. */
const keepVersion = statement<unknown, [collaboration: string, entry: string]>(`
  insert into internal_entry_version (collaboration_id, entry_id, version, organisation_id, title, text, stance, contact,
    written_at, written_by)
  select e.collaboration_id, e.id, e.version, e.organisation_id, e.title, e.text, e.stance, e.contact, e.written_at, e.written_by
  from internal_entry e where e.collaboration_id = $1 and e.id = $2`);
const markDrawnUp = statement<{ id: string }, [collaboration: string, id: string, version: number, at: Date]>(`
  update internal_entry set drawn_up_at = $4
  where collaboration_id = $1 and id = $2 and version = $3 and drawn_up_at is null and withdrawn_at is null returning id`);
const withdraw = statement<{ id: string }, [collaboration: string, id: string, at: Date]>(`
  update internal_entry set withdrawn_at = $3 where collaboration_id = $1 and id = $2 and withdrawn_at is null returning id`);

/**
 * What happens to internal material is told in the organisation's own chain, without its words: they stand in the versions,
 * which those read who speak for the party, and the hash shows that they are the ones.
 */
const told = (tx: Tx, collaborationId: string, id: string, verb: `internalEntry.${string}`, more: object) => {
  tx.record({
    ...author(tx.user),
    verb,
    subjectType: 'internalEntry',
    subjectId: id,
    collaborationId: null,
    after: { collaborationId, ...more },
  });
};
const hashOf = (facts: EntryFacts): string =>
  createHash('sha256')
    .update(JSON.stringify([facts.title, facts.text, facts.stance, facts.contact]))
    .digest('hex');

/** Writes something that the acting organisation keeps to itself. */
export function writeEntry(tx: Tx, collaborationId: string, facts: EntryFacts): string {
  const id = newId(tx.now);
  tx.send(
    insertEntry(
      collaborationId,
      id,
      tx.user.organisation_id ?? '',
      facts.kind,
      facts.title,
      facts.text,
      facts.unitId,
      facts.stance,
      facts.contact,
      facts.goalId,
      facts.deviationId,
      tx.now,
      tx.user.person_id,
    ),
    keepVersion(collaborationId, id),
  );
  told(tx, collaborationId, id, 'internalEntry.written', { kind: facts.kind, version: 1, hash: hashOf(facts) });
  return id;
}

/** Writes on: the next version, a draft again. Refuses with conflict when somebody was there first. */
export async function rewriteEntry(
  tx: Tx,
  collaborationId: string,
  before: EntryRow,
  version: number,
  facts: EntryFacts,
): Promise<void> {
  if (before.organisation_id !== tx.user.organisation_id) throw notFound();
  const saved = await tx.find(
    updateEntry(
      collaborationId,
      before.id,
      version,
      facts.title,
      facts.text,
      facts.unitId,
      facts.stance,
      facts.contact,
      facts.goalId,
      facts.deviationId,
      tx.now,
      tx.user.person_id,
    ),
  );
  if (!saved) throw conflict('changed');
  tx.send(keepVersion(collaborationId, before.id));
  told(tx, collaborationId, before.id, 'internalEntry.rewritten', { version: saved.version, hash: hashOf(facts) });
}

/** Says that the version is finished: it is drawn up, and thereby an official record of the party's own (TF 2 kap. 10 §). */
export async function drawUpEntry(tx: Tx, collaborationId: string, before: EntryRow, version: number): Promise<void> {
  if (before.organisation_id !== tx.user.organisation_id) throw notFound();
  if (!(await tx.find(markDrawnUp(collaborationId, before.id, version, tx.now)))) throw conflict('changed');
  told(tx, collaborationId, before.id, 'internalEntry.drawnUp', { version });
}

/** Takes it out of the party's own view. What has been shared of it stays shared; nothing is deleted. */
export async function withdrawEntry(tx: Tx, collaborationId: string, before: EntryRow): Promise<void> {
  if (before.organisation_id !== tx.user.organisation_id) throw notFound();
  await tx.one(withdraw(collaborationId, before.id, tx.now));
  told(tx, collaborationId, before.id, 'internalEntry.withdrawn', { version: before.version });
}
