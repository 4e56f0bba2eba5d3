import { type PartyRow, takesPart } from '../collaborations/index.ts';
import { author, dayOf, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { type BindingState, stateOfVersion } from './binding.ts';
import { takeTurn } from './entering-into-force.ts';
import type { AgreementPartyRow, AgreementRow } from './queries.ts';

const insertJoining = statement<
  { id: string },
  [collaboration: string, version: string, id: string, party: string, at: Date]
>(`
  insert into agreement_party (collaboration_id, id, organisation_id, agreement_version_id, party_id, is_joining_later,
    created_at)
  select $1, $3, p.organisation_id, $2, p.id, true, $5 from party p where p.collaboration_id = $1 and p.id = $4
  on conflict (collaboration_id, agreement_version_id, party_id)
  do update set is_joining_later = true, withdrawn_at = null, version = agreement_party.version + 1
    where agreement_party.withdrawn_at is not null
  returning id`);

/** The text lets others join it, and its conditions are met: one more waits for nobody, and nobody waits for it. */
export const mayBeJoined = (agreement: AgreementRow, state: BindingState): boolean =>
  agreement.is_open_to_others === true &&
  !agreement.is_taken_over &&
  (agreement.ground === 'signed' || agreement.ground === 'adoptedByEach') &&
  (state === 'comes' || state === 'inForce');

/** Those that take part as parties and are not of the text. */
export const mayJoin = (
  parties: readonly PartyRow[],
  ofText: readonly Pick<AgreementPartyRow, 'party_id'>[],
): readonly PartyRow[] =>
  parties.filter(
    (party) =>
      party.relation === 'party' && takesPart(party.status) && !ofText.some(({ party_id }) => party_id === party.id),
  );

/**
 * One more party of a text that others may join. It decides and signs as the others have done, and is bound when it has;
 * nothing of the text is changed. Refuses as not found where the text cannot be joined, or the party is one of it.
 */
export async function letJoin(
  tx: Tx,
  collaborationId: string,
  agreement: AgreementRow,
  versionId: string,
  partyId: string,
): Promise<void> {
  const { version, parties } = await takeTurn(tx, collaborationId, versionId);
  if (!mayBeJoined(agreement, stateOfVersion(version, parties, dayOf(tx.now)).state)) throw notFound();
  const joined = await tx.find(insertJoining(collaborationId, versionId, newId(tx.now), partyId, tx.now));
  if (!joined) throw notFound();
  tx.record({
    ...author(tx.user),
    verb: 'agreement.letJoin',
    subjectType: 'agreementParty',
    subjectId: joined.id,
    collaborationId,
    after: { partyId, versionId, number: version.number },
  });
}
