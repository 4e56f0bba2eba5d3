import type { Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { newId } from '../platform/id.ts';
import { hashOfFile, requireSpeaker } from './own-series.ts';

/** Long enough for a question to a colleague; short enough that figures do not lie about. */
const keptHours = 24;

export interface KeptUpload {
  readonly id: string;
  readonly for_id: string;
  readonly file_name: string;
  readonly file_hash: string;
  readonly content: Buffer;
  readonly fields: Readonly<Record<string, string>>;
  readonly expires_at: Date;
}

const forgetExpired = statement<unknown, [at: Date]>('select forget_expired_uploads($1::timestamptz) as gone');
const forgetFor = statement<unknown, [collaboration: string, forId: string]>(
  'delete from own_upload where collaboration_id = $1 and for_id = $2',
);
const insertUpload = statement<
  unknown,
  [
    collaboration: string,
    id: string,
    person: string,
    ownSeries: string | null,
    forId: string,
    fileName: string,
    fileHash: string,
    content: Buffer,
    fields: string,
    at: Date,
    expires: Date,
  ]
>(`
  insert into own_upload (collaboration_id, id, person_id, own_series_id, for_id, file_name, file_hash, content, fields,
    created_at, expires_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10, $11)`);

/** A file that the reader has sent and not yet brought in, for one purpose; nobody else's, and none that is too old. */
export const findUpload = statement<KeptUpload, [collaboration: string, id: string, forId: string, at: Date]>(`
  select id, for_id, file_name, file_hash, content, fields, expires_at
  from own_upload where collaboration_id = $1 and id::text = $2 and for_id = $3 and expires_at > $4`);

const removeUpload = statement<{ id: string }, [collaboration: string, id: string]>(`
  delete from own_upload where collaboration_id = $1 and id = $2 returning id`);

export interface NewUpload {
  readonly collaborationId: string;
  readonly ownSeriesId: string | null;
  /** The goal or the indicator that it is for. One file each: a file sent again takes the place of the one before. */
  readonly forId: string;
  readonly fileName: string;
  readonly content: Uint8Array;
  /** What was typed beside it. */
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * Keeps a file for its sender, until it is brought in, another takes its place, or a day has passed. Nothing has changed
 * in the collaboration, so nothing is told in its history.
 */
export function keepUpload(tx: Tx, upload: NewUpload): string {
  requireSpeaker(tx, upload.collaborationId);
  const id = newId(tx.now);
  const content = Buffer.from(upload.content);
  tx.send(
    forgetExpired(tx.now),
    forgetFor(upload.collaborationId, upload.forId),
    insertUpload(
      ...([upload.collaborationId, id, tx.user.person_id, upload.ownSeriesId, upload.forId] as const),
      ...([
        upload.fileName.slice(0, 200),
        hashOfFile(content),
        content,
        JSON.stringify(upload.fields),
        tx.now,
      ] as const),
      new Date(tx.now.getTime() + keptHours * 3_600_000),
    ),
  );
  return id;
}

/** Removes a file that has been brought in. Refuses as not found when somebody was quicker. */
export async function forgetUpload(tx: Tx, collaborationId: string, id: string): Promise<void> {
  await tx.one(removeUpload(collaborationId, id));
}
