import { createHash } from 'node:crypto';
import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import type { Language } from '../platform/texts.ts';
import { moneyToSettle } from './agreed-money.ts';
import { contentOf, hashOf, readWhole, type WholeVersion } from './content.ts';
import type { SignatureMarks } from './signature-marks.ts';
import { writerOf } from './writing.ts';

const lockRow = statement<
  { number: number },
  [collaboration: string, id: string, version: number, at: Date, by: string, content: string, hash: Buffer]
>(`
  update agreement_version set locked_at = $4, locked_by = $5, content = $6, content_hash = $7, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and locked_at is null and withdrawn_at is null returning number`);
const insertFile = statement<
  unknown,
  [
    collaboration: string,
    version: string,
    organisation: string,
    language: Language,
    file: Uint8Array,
    hash: Buffer,
    at: Date,
    by: string,
    originalName: string,
    hasSignature: boolean | null,
    hasBytesAfter: boolean | null,
  ]
>(`
  insert into agreement_file (collaboration_id, agreement_version_id, organisation_id, language, file, file_hash, created_at,
    created_by, original_name, has_signature, has_bytes_after_signature)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`);

export interface FileRow {
  readonly file: Buffer;
  readonly file_hash: string;
  readonly language: Language;
}
/** The pages as they were shown when the text was locked. */
export const findFile = statement<FileRow, [collaboration: string, version: string]>(`
  select file, encode(file_hash, 'hex') as file_hash, language
  from agreement_file where collaboration_id = $1 and agreement_version_id = $2`);
export interface OriginalRow {
  readonly original_name: string;
  readonly has_signature: boolean | null;
  readonly has_bytes_after_signature: boolean | null;
}
/** What is known of the file that was handed in, where the text was agreed before it came here. */
export const findOriginal = statement<OriginalRow, [collaboration: string, agreement: string, number: number | null]>(`
  select original_name, has_signature, has_bytes_after_signature from agreement_file
  where collaboration_id = $1 and agreement_version_id = (select shown_version($1, $2, $3)) and original_name <> ''`);
export const findContent = statement<{ content: string }, [collaboration: string, version: string]>(`
  select content from agreement_version
  where collaboration_id = $1 and id = $2 and withdrawn_at is null and content is not null`);

export interface Locking {
  readonly versionId: string;
  /** The one that the writer had read. */
  readonly version: number;
  readonly language: Language;
  /** What the original file is, where it was agreed before it came here. */
  readonly original?: WholeVersion['original'];
  readonly marks?: SignatureMarks;
  /** The pages, from everything that the text says and the hash of it. */
  pages(whole: WholeVersion, contentHash: string): Promise<Uint8Array>;
}

/** Settles the text: from now on another letter is another version. What is decided and signed is exactly this. */
export async function lockVersion(tx: Tx, collaborationId: string, locking: Locking): Promise<string> {
  const { organisation, person } = writerOf(tx);
  const read = await readWhole(tx, collaborationId, locking.versionId);
  const money = await moneyToSettle(tx, collaborationId, read.version, read.clauses, locking.language);
  const whole = { ...read, money, original: locking.original };
  const content = contentOf(whole);
  const hash = hashOf(content);
  const file = await locking.pages(whole, hash.toString('hex'));
  const locked = await tx.find(
    lockRow(collaborationId, locking.versionId, locking.version, tx.now, person, content, hash),
  );
  if (!locked) throw conflict('changed');
  const fileHash = createHash('sha256').update(file).digest();
  tx.send(
    insertFile(
      collaborationId,
      locking.versionId,
      organisation,
      locking.language,
      file,
      fileHash,
      tx.now,
      person,
      locking.original?.name ?? '',
      locking.marks?.hasSignature ?? null,
      locking.marks?.hasBytesAfter ?? null,
    ),
  );
  tx.record({
    ...author(tx.user),
    verb: 'agreement.locked',
    subjectType: 'agreementVersion',
    subjectId: locking.versionId,
    collaborationId,
    after: { number: locked.number, contentHash: hash.toString('hex'), fileHash: fileHash.toString('hex') },
  });
  return hash.toString('hex');
}
