import type { MarkableRow } from '../collaborations/index.ts';
import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import type { MarkingDecision } from './marking.ts';
import type { MarkingRow } from './queries.ts';

const isMarked = statement<{ id: string }, [collaboration: string, subject: string]>(`
  select id from secrecy_marking where collaboration_id = $1 and subject_id = $2 and lifted_at is null`);
const insertMarking = statement<
  unknown,
  [
    collaboration: string,
    id: string,
    organisation: string,
    subjectType: string,
    subject: string,
    section: string,
    authority: string,
    decidedBy: string,
    decidedOn: string,
    at: Date,
    by: string,
  ]
>(`
  insert into secrecy_marking (collaboration_id, id, organisation_id, subject_type, subject_id, section, authority,
    decided_by, decided_on, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9::date, $10, $11)`);
const lift = statement<
  { id: string },
  [collaboration: string, id: string, version: number, at: Date, by: string, because: string]
>(`
  update secrecy_marking set lifted_at = $4, lifted_by = $5, lifted_because = $6, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and lifted_at is null returning id`);

/** A thing that is marked: its kind, and what is known of it. */
export interface MarkedSubject {
  readonly subjectType: string;
  readonly isInternal: boolean;
  readonly thing: Pick<MarkableRow, 'id' | 'organisation_id'>;
}

/**
 * Marks something as perhaps secret. From now on the organisations it is not disclosed to see nothing of it, nor of what
 * hangs at it. Refuses as not found what another organisation owns, and with conflict what is marked already.
 */
export async function markSecret(
  tx: Tx,
  collaborationId: string,
  { subjectType, isInternal, thing }: MarkedSubject,
  decision: MarkingDecision,
): Promise<string> {
  if (thing.organisation_id !== tx.user.organisation_id) throw notFound();
  if (await tx.find(isMarked(collaborationId, thing.id))) throw conflict('changed');
  const id = newId(tx.now);
  const { section, authority, decidedBy, decidedOn } = decision;
  tx.send(
    insertMarking(
      collaborationId,
      id,
      thing.organisation_id,
      subjectType,
      thing.id,
      section,
      authority,
      decidedBy,
      decidedOn,
      tx.now,
      tx.user.person_id,
    ),
  );
  tx.record({
    ...author(tx.user),
    verb: 'secrecyMarking.set',
    subjectType: 'secrecyMarking',
    subjectId: id,
    collaborationId: isInternal ? null : collaborationId,
    after: { collaborationId, subjectType, subjectId: thing.id, ...decision },
  });
  return id;
}

/** Takes the marking away, with who decided it and why. That it was there stays. Refuses with conflict if it has changed. */
export async function liftMarking(
  tx: Tx,
  collaborationId: string,
  marking: MarkingRow,
  isInternal: boolean,
  version: number,
  lifting: { readonly liftedBy: string; readonly because: string },
): Promise<void> {
  if (marking.organisation_id !== tx.user.organisation_id) throw notFound();
  const lifted = await tx.find(lift(collaborationId, marking.id, version, tx.now, lifting.liftedBy, lifting.because));
  if (!lifted) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'secrecyMarking.lifted',
    subjectType: 'secrecyMarking',
    subjectId: marking.id,
    collaborationId: isInternal ? null : collaborationId,
    before: { section: marking.section },
    after: { reason: lifting.because, liftedBy: lifting.liftedBy },
  });
}
