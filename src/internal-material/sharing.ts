import { listParties, type PartyRow } from '../collaborations/index.ts';
import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { discloseTo, type LegalGround, listMarkingsOf } from '../secrecy/index.ts';
import type { EntryRow, SharedRow } from './queries.ts';

const insertShared = statement<
  { id: string },
  [
    collaboration: string,
    id: string,
    entry: string,
    version: number,
    receivers: readonly string[],
    isForAll: boolean,
    at: Date,
    by: string,
  ]
>(`
  insert into shared_material (collaboration_id, id, organisation_id, entry_id, entry_version, kind, title, text, stance,
    contact, goal_id, deviation_id, shared_with, is_for_all, created_at, created_by, expedited_at)
  select e.collaboration_id, $2, e.organisation_id, e.id, e.version, e.kind, e.title, e.text, e.stance, e.contact, e.goal_id,
    e.deviation_id, $5, $6, $7, $8, $7
  from internal_entry e where e.collaboration_id = $1 and e.id = $3 and e.version = $4 and e.withdrawn_at is null
  returning id`);
const insertTasks = statement<
  unknown,
  [collaboration: string, ids: readonly string[], from: string, shared: string, receivers: readonly string[], at: Date]
>(`
  insert into registration_task (collaboration_id, id, organisation_id, from_organisation_id, shared_material_id, created_at)
  select $1, listed.id, listed.receiver, $3, $4, $6 from unnest($2::uuid[], $5::uuid[]) as listed(id, receiver)`);
const takeBack = statement<{ id: string }, [collaboration: string, id: string, at: Date, because: string]>(`
  update shared_material set withdrawn_at = $3, withdrawn_because = $4
  where collaboration_id = $1 and id = $2 and withdrawn_at is null returning id`);

/** Whom something can be shared with: the other parties that read here. One without an account of its own does not. */
export const mayReceive = (parties: readonly PartyRow[], own: string | null): readonly PartyRow[] =>
  parties.filter(
    (party) =>
      party.has_seat && party.organisation_id !== own && !['declined', 'left', 'considered'].includes(party.status),
  );

export interface Sharing {
  /** The version that stood in the preview. */
  readonly version: number;
  readonly receivers: readonly string[];
  /** Needed where the entry is marked and not yet disclosed to all of them. */
  readonly ground: LegalGround | undefined;
}

/**
 * Shares a copy of one version with other parties. It is expedited then and there, each receiver has it to register, and
 * both see in their history that it happened; all do when it is for all. Something marked takes a legal basis: refused
 * without. Refuses with conflict when the entry is no longer as the preview showed it.
 */
export async function shareEntry(tx: Tx, collaborationId: string, entry: EntryRow, sharing: Sharing): Promise<string> {
  const own = tx.user.organisation_id ?? '';
  if (entry.organisation_id !== own) throw notFound();
  const { parties, markings } = await tx.batch({
    parties: listParties(collaborationId),
    markings: listMarkingsOf(collaborationId, entry.id),
  });
  const possible = mayReceive(parties, own).map((party) => party.organisation_id);
  const receivers = possible.filter((one) => sharing.receivers.includes(one));
  if (receivers.length === 0 || receivers.length < new Set(sharing.receivers).size) throw notFound();
  const isForAll = receivers.length === possible.length;
  const marking = markings.find((one) => one.lifted_at === null);
  if (marking) discloseTo(tx, collaborationId, marking, true, receivers, sharing.ground);
  const id = newId(tx.now);
  const saved = await tx.find(
    insertShared(collaborationId, id, entry.id, sharing.version, receivers, isForAll, tx.now, tx.user.person_id),
  );
  if (!saved) throw conflict('changed');
  tx.send(
    insertTasks(
      collaborationId,
      receivers.map(() => newId(tx.now)),
      own,
      id,
      receivers,
      tx.now,
    ),
  );
  tx.record({
    ...author(tx.user),
    verb: 'internalEntry.shared',
    subjectType: 'internalEntry',
    subjectId: entry.id,
    collaborationId: null,
    after: { collaborationId, sharedMaterialId: id, version: sharing.version, to: receivers },
  });
  // A share with some is theirs and ours to know of, so it stands in their own chains; one with all is in the collaboration's.
  if (isForAll) {
    tx.record({
      ...author(tx.user),
      verb: 'sharedMaterial.shared',
      subjectType: 'sharedMaterial',
      subjectId: id,
      collaborationId,
      after: { kind: entry.kind, title: entry.title, to: receivers },
    });
  } else {
    for (const receiver of receivers) {
      tx.record({
        userId: tx.user.person_id,
        organisationId: receiver,
        verb: 'sharedMaterial.received',
        subjectType: 'sharedMaterial',
        subjectId: id,
        collaborationId: null,
        after: { collaborationId, from: own },
      });
    }
  }
  return id;
}

/** Takes what was shared out of the others' view. That they have had it stands, there and here. */
export async function withdrawShared(
  tx: Tx,
  collaborationId: string,
  shared: SharedRow,
  because: string,
): Promise<void> {
  if (shared.organisation_id !== tx.user.organisation_id) throw notFound();
  if (!(await tx.find(takeBack(collaborationId, shared.id, tx.now, because)))) throw conflict('changed');
  const happened = { subjectType: 'sharedMaterial', subjectId: shared.id };
  tx.record({
    ...author(tx.user),
    verb: 'internalEntry.shareWithdrawn',
    subjectType: 'internalEntry',
    subjectId: shared.entry_id,
    collaborationId: null,
    after: { collaborationId, sharedMaterialId: shared.id, reason: because },
  });
  if (shared.is_for_all) {
    const after = { title: shared.title, reason: because };
    tx.record({ ...author(tx.user), ...happened, verb: 'sharedMaterial.withdrawn', collaborationId, after });
  } else {
    for (const receiver of shared.shared_with) {
      tx.record({
        ...happened,
        userId: tx.user.person_id,
        organisationId: receiver,
        verb: 'sharedMaterial.withdrawn',
        collaborationId: null,
        after: { collaborationId, from: shared.organisation_id },
      });
    }
  }
}
