import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import type { Position } from './adoption.ts';
import { countPositions } from './adoption.ts';
import { contentOf, hashOf, type WholeAnalysis } from './frozen-analysis.ts';
import { listPositionsOf } from './queries.ts';

const insertVersion = statement<
  { number: number },
  [
    collaboration: string,
    id: string,
    organisation: string,
    content: string,
    hash: Buffer,
    answerBy: string,
    at: Date,
    by: string,
  ]
>(`
  insert into analysis_version (collaboration_id, id, organisation_id, number, content, content_hash, answer_by_on, created_at,
    created_by)
  select $1, $2, $3, coalesce((select max(v.number) from analysis_version v where v.collaboration_id = $1), 0) + 1, $4, $5,
    $6::date, $7, $8
  on conflict do nothing returning number`);
const askParty = statement<
  never,
  [collaboration: string, version: string, party: string, organisation: string, at: Date]
>(`
  insert into analysis_position (collaboration_id, analysis_version_id, party_id, organisation_id, created_at)
  values ($1, $2, $3, $4, $5)`);
const savePosition = statement<
  { version: number },
  [
    collaboration: string,
    version: string,
    party: string,
    position: Position,
    reason: string,
    at: Date,
    by: string,
    read: number,
  ]
>(`
  update analysis_position p set position = $4, reason = $5, answered_at = $6, answered_by = $7, version = p.version + 1
  where p.collaboration_id = $1 and p.analysis_version_id = $2 and p.party_id = $3 and p.version = $8
    and exists (select from analysis_version v where v.collaboration_id = $1 and v.id = $2 and v.closed_on is null)
  returning p.version`);
const close = statement<{ number: number }, [collaboration: string, id: string, on: string, at: Date, by: string]>(`
  update analysis_version set closed_on = $3::date, closed_at = $4, closed_by = $5
  where collaboration_id = $1 and id = $2 and closed_on is null returning number`);

const told = (tx: Tx, collaborationId: string, verb: string, versionId: string, after: object) =>
  tx.record({
    ...author(tx.user),
    verb,
    subjectType: 'analysisVersion',
    subjectId: versionId,
    collaborationId,
    after,
  });

/** Freezes what stands and asks the parties about it. Refuses with conflict while another version is being answered. */
export async function proposeVersion(
  tx: Tx,
  collaborationId: string,
  whole: WholeAnalysis,
  asked: readonly { readonly id: string; readonly organisation_id: string }[],
  answerByOn: string,
): Promise<string> {
  const id = newId(tx.now);
  const content = contentOf(whole);
  const hash = hashOf(content);
  const proposed = await tx.find(
    insertVersion(
      collaborationId,
      id,
      tx.user.organisation_id ?? '',
      content,
      hash,
      answerByOn,
      tx.now,
      tx.user.person_id,
    ),
  );
  if (!proposed) throw conflict('changed');
  for (const party of asked) tx.send(askParty(collaborationId, id, party.id, party.organisation_id, tx.now));
  told(tx, collaborationId, 'analysisVersion.proposed', id, {
    number: proposed.number,
    answerByOn,
    contentHash: hash.toString('hex'),
  });
  return id;
}

/** What the acting organisation says of the version, until it is closed. Nobody says it for another. */
export async function takePosition(
  tx: Tx,
  collaborationId: string,
  versionId: string,
  stand: { readonly partyId: string; readonly position: Position; readonly reason: string; readonly read: number },
): Promise<void> {
  const saved = await tx.find(
    savePosition(
      collaborationId,
      versionId,
      stand.partyId,
      stand.position,
      stand.reason,
      tx.now,
      tx.user.person_id,
      stand.read,
    ),
  );
  if (!saved) throw conflict('changed');
  told(tx, collaborationId, 'analysisVersion.positionTaken', versionId, {
    partyId: stand.partyId,
    position: stand.position,
    reason: stand.reason,
  });
}

/** Closes with what has been said by now; those who have said nothing are counted as such. */
export async function closeVersion(
  tx: Tx,
  collaborationId: string,
  versionId: string,
  closedOn: string,
): Promise<void> {
  const closed = await tx.find(close(collaborationId, versionId, closedOn, tx.now, tx.user.person_id));
  if (!closed) throw notFound();
  const asked = await tx.all(listPositionsOf(collaborationId, versionId));
  told(tx, collaborationId, 'analysisVersion.closed', versionId, {
    number: closed.number,
    closedOn,
    ...countPositions(asked),
  });
}
