import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { type CauseRow, listCauses } from './queries.ts';
import { under } from './section.ts';

const insertCause = statement<
  never,
  [collaboration: string, id: string, organisation: string, under: string | null, text: string, at: Date, by: string]
>(`
  insert into cause (collaboration_id, id, organisation_id, under_id, text, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7)`);
const updateCause = statement<
  { id: string },
  [collaboration: string, id: string, version: number, under: string | null, text: string]
>(`
  update cause set under_id = $4, text = $5, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning id`);
const withdrawObjection = statement<never, [collaboration: string, cause: string, party: string, at: Date]>(`
  update cause_objection set withdrawn_at = $4
  where collaboration_id = $1 and cause_id = $2 and party_id = $3 and withdrawn_at is null`);
const insertObjection = statement<
  never,
  [
    collaboration: string,
    id: string,
    organisation: string,
    cause: string,
    party: string,
    because: string,
    at: Date,
    by: string,
  ]
>(`
  insert into cause_objection (collaboration_id, id, organisation_id, cause_id, party_id, because, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8)`);

const told = (tx: Tx, collaborationId: string, verb: string, id: string, before: object | undefined, after: object) =>
  tx.record({
    ...author(tx.user),
    verb,
    subjectType: 'cause',
    subjectId: id,
    collaborationId,
    ...(before ? { before } : {}),
    after,
  });

/** Adds a cause under another, or under the problem itself. */
export function addCause(tx: Tx, collaborationId: string, facts: { text: string; underId: string | null }): string {
  const id = newId(tx.now);
  tx.send(
    insertCause(
      collaborationId,
      id,
      tx.user.organisation_id ?? '',
      facts.underId,
      facts.text,
      tx.now,
      tx.user.person_id,
    ),
  );
  told(tx, collaborationId, 'cause.added', id, undefined, facts);
  return id;
}

/** Words it otherwise or moves it, with all that stands under it. Never under itself: that is not found. */
export async function changeCause(
  tx: Tx,
  collaborationId: string,
  before: CauseRow,
  version: number,
  facts: { text: string; underId: string | null },
): Promise<void> {
  const causes = await tx.all(listCauses(collaborationId));
  if (facts.underId && under(causes, before.id).has(facts.underId)) throw notFound();
  if (!(await tx.find(updateCause(collaborationId, before.id, version, facts.underId, facts.text))))
    throw conflict('changed');
  told(tx, collaborationId, 'cause.changed', before.id, { text: before.text, underId: before.under_id }, facts);
}

/** A party says that it does not share the picture, and why; with no reason, that it does after all. */
export function contestCause(
  tx: Tx,
  collaborationId: string,
  contested: { causeId: string; partyId: string; because: string },
): void {
  const { causeId, partyId, because } = contested;
  tx.send(withdrawObjection(collaborationId, causeId, partyId, tx.now));
  if (because !== '')
    tx.send(
      insertObjection(
        collaborationId,
        newId(tx.now),
        tx.user.organisation_id ?? '',
        causeId,
        partyId,
        because,
        tx.now,
        tx.user.person_id,
      ),
    );
  told(tx, collaborationId, because === '' ? 'cause.shared' : 'cause.contested', causeId, undefined, {
    partyId,
    because,
  });
}
