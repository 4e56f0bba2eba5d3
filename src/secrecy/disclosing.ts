import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict, forbidden, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { type LegalGround, legalBases } from './marking.ts';
import type { MarkingRow } from './queries.ts';

const insertDisclosure = statement<
  unknown,
  [
    collaboration: string,
    id: string,
    marking: string,
    organisation: string,
    to: string,
    basis: string,
    grounds: string,
    decidedBy: string,
    decidedOn: string,
    at: Date,
    by: string,
  ]
>(`
  insert into disclosure (collaboration_id, id, marking_id, organisation_id, to_organisation_id, basis, grounds, decided_by,
    decided_on, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9::date, $10, $11)`);

/**
 * Discloses something marked to other organisations, on a basis from the list and with the grounds in words (OSL 10 kap.).
 * Refuses without them, and as not found what another organisation has marked. One that it was disclosed to before is
 * passed over.
 */
export function discloseTo(
  tx: Tx,
  collaborationId: string,
  marking: MarkingRow,
  isInternal: boolean,
  receivers: readonly string[],
  ground: LegalGround | undefined,
): void {
  if (marking.organisation_id !== tx.user.organisation_id) throw notFound();
  if (marking.lifted_at) throw conflict('changed');
  const added = receivers.filter((one) => !marking.cleared_for.includes(one));
  if (added.length === 0) return;
  if (!ground || ground.grounds === '' || !legalBases.some(({ code }) => code === ground.basis)) throw forbidden();
  for (const receiver of added) {
    tx.send(
      insertDisclosure(
        collaborationId,
        newId(tx.now),
        marking.id,
        marking.organisation_id,
        receiver,
        ground.basis,
        ground.grounds,
        ground.decidedBy,
        ground.decidedOn,
        tx.now,
        tx.user.person_id,
      ),
    );
  }
  tx.record({
    ...author(tx.user),
    verb: 'secrecyMarking.disclosed',
    subjectType: 'secrecyMarking',
    subjectId: marking.id,
    collaborationId: isInternal ? null : collaborationId,
    after: { to: added, ...ground },
  });
}
