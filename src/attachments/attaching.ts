import { author, may, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { enqueue } from '../platform/jobs.ts';
import { withdrawAttachments } from './policy.ts';
import type { AttachmentRow } from './queries.ts';

const attachedBytes = statement<{ bytes: number }, [collaboration: string]>(
  'select attached_bytes($1::uuid)::float8 as bytes',
);
const insertAttachment = statement<
  unknown,
  [
    collaboration: string,
    id: string,
    organisation: string,
    subjectType: string,
    subjectId: string,
    concerned: string | null,
    name: string,
    mediaType: string,
    bytes: number,
    sha256: Buffer,
    alternative: string,
    isDecorative: boolean,
    scan: 'notScanned' | 'waiting',
    at: Date,
    by: string,
  ]
>(`
  insert into attachment (collaboration_id, id, organisation_id, subject_type, subject_id, concerned_organisation_id, name,
    media_type, bytes, sha256, alternative, is_decorative, scan, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`);
const withdraw = statement<
  { id: string },
  [collaboration: string, id: string, at: Date, by: string, organisation: string, reason: string]
>(`
  update attachment set withdrawn_at = $3, withdrawn_by = $4, withdrawing_organisation_id = $5, withdrawal_reason = $6
  where collaboration_id = $1 and id = $2 and withdrawn_at is null returning id`);

/** What a file belongs to. */
export interface AttachedTo {
  readonly type: string;
  readonly id: string;
  /** Where it concerns one party and those who lead, so does the file. */
  readonly concernedOrganisationId: string | null;
}

export interface AttachedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: Buffer;
  /** What a picture shows; empty for one that decorates, and for other files. */
  readonly alternative: string;
  readonly isDecorative: boolean;
}

export interface Attaching {
  /** Bytes that all attachments of a collaboration may take together. */
  readonly most: number;
  readonly isScanned: boolean;
}

export const scanTask = 'scan-attachment';

/** Attaches files whose contents are kept already. Refuses as `forbidden` (noRoom) when the collaboration has room for no more. */
export async function attachFiles(
  tx: Tx,
  collaborationId: string,
  to: AttachedTo,
  files: readonly AttachedFile[],
  { most, isScanned }: Attaching,
): Promise<readonly string[]> {
  const { bytes } = await tx.one(attachedBytes(collaborationId));
  if (bytes + files.reduce((sum, file) => sum + file.bytes, 0) > most) throw new Refusal('forbidden', 'noRoom');
  return files.map((file) => {
    const id = newId(tx.now);
    const hash = file.sha256.toString('hex');
    tx.send(
      insertAttachment(
        collaborationId,
        id,
        tx.user.organisation_id ?? '',
        to.type,
        to.id,
        to.concernedOrganisationId,
        file.name,
        file.mediaType,
        file.bytes,
        file.sha256,
        file.alternative,
        file.isDecorative,
        isScanned ? 'waiting' : 'notScanned',
        tx.now,
        tx.user.person_id,
      ),
      ...(isScanned ? [enqueue(scanTask, { sha256: hash }, `${scanTask}/${hash}`, null)] : []),
    );
    tx.record({
      ...author(tx.user),
      verb: 'attachment.added',
      subjectType: 'attachment',
      subjectId: id,
      // What concerns one party stands in the history of whoever attached it, not in everyone's.
      collaborationId: to.concernedOrganisationId ? null : collaborationId,
      after: { name: file.name, bytes: file.bytes, sha256: hash, to: { type: to.type, id: to.id } },
    });
    return id;
  });
}

/** Takes it out of use, with a reason that stands there: the row stays, and its content is kept for those who lead. */
export async function withdrawAttachment(
  tx: Tx,
  collaborationId: string,
  before: AttachmentRow,
  reason: string,
): Promise<void> {
  const { organisation_id: own, person_id: person } = tx.user;
  const about = { collaboration: collaborationId, organisation: before.organisation_id };
  if (!own || !may(tx.user, withdrawAttachments, about)) throw notFound();
  await tx.one(withdraw(collaborationId, before.id, tx.now, person, own, reason));
  tx.record({
    ...author(tx.user),
    verb: 'attachment.withdrawn',
    subjectType: 'attachment',
    subjectId: before.id,
    collaborationId: before.concerned_organisation_id ? null : collaborationId,
    before: { name: before.name },
    after: { reason },
  });
}
