import { createHash } from 'node:crypto';
import { leadCollaboration } from '../collaborations/index.ts';
import { author, may, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { publishCollaboration } from './policy.ts';

export interface PublicationRow {
  readonly number: number;
  readonly title: string;
  readonly sha256: Buffer;
  readonly contact: string;
  readonly organisation_name: string;
  /** Null where the reader does not know the organisation's people. */
  readonly person_name: string | null;
  readonly created_at: Date;
  readonly replaced_at: Date | null;
  readonly unpublished_at: Date | null;
  readonly unpublication_reason: string;
}

/** Every version that has been published, newest first. */
export const listPublications = statement<PublicationRow, [collaboration: string]>(`
  select p.number, p.title, p.sha256, p.contact, o.name as organisation_name,
    (select min(t.holder_name) from seat_term t where t.person_id = p.created_by) as person_name,
    p.created_at, p.replaced_at, p.unpublished_at, p.unpublication_reason
  from publication p join organisation o on o.id = p.organisation_id
  where p.collaboration_id = $1 order by p.number desc`);

export interface PublicPageRow {
  readonly number: number;
  readonly title: string;
  readonly content: string;
  readonly sha256: Buffer;
  readonly contact: string;
  readonly published_at: Date;
  readonly publisher_name: string;
  readonly archive_name: string;
  readonly example: 'none' | 'real' | 'fictional';
}

/** What is public of a collaboration, for anybody; no row when nothing is. */
export const findPublicPage = statement<PublicPageRow, [collaboration: string]>(`
  select number, title, content, sha256, contact, published_at, publisher_name, archive_name, example
  from published_page($1::uuid)`);

export interface PublicListRow {
  readonly collaboration_id: string;
  readonly number: number;
  readonly title: string;
  readonly published_at: Date;
  readonly publisher_name: string;
  readonly example: 'none' | 'real' | 'fictional';
}
export const listPublicPages = statement<PublicListRow>(
  'select collaboration_id, number, title, published_at, publisher_name, example from published_pages()',
);

/** Who archives what belongs to the collaboration, and so is asked for its records. */
export const findArchive = statement<{ name: string }, [collaboration: string]>(`
  select o.name from collaboration c join organisation o on o.id = c.archive_organisation_id where c.id = $1`);

const replacePrevious = statement<unknown, [collaboration: string, at: Date]>(`
  update publication set replaced_at = $2
  where collaboration_id = $1 and replaced_at is null and unpublished_at is null`);
const insertPublication = statement<
  { number: number },
  [
    collaboration: string,
    organisation: string,
    title: string,
    content: string,
    sha256: Buffer,
    contact: string,
    at: Date,
    by: string,
  ]
>(`
  insert into publication (collaboration_id, number, organisation_id, title, content, sha256, contact, created_at, created_by)
  select $1::uuid, coalesce((select max(p.number) from publication p where p.collaboration_id = $1::uuid), 0) + 1,
    $2::uuid, $3, $4, $5::bytea, $6, $7::timestamptz, $8::uuid
  on conflict do nothing returning number`);
const takeBack = statement<{ number: number }, [collaboration: string, at: Date, by: string, reason: string]>(`
  update publication set unpublished_at = $2, unpublished_by = $3, unpublication_reason = $4
  where collaboration_id = $1 and replaced_at is null and unpublished_at is null returning number`);

export const hashOf = (content: string): Buffer => createHash('sha256').update(content).digest();

/** What becomes public: the copy itself, as it was shown to whoever publishes it. */
export interface NewPublication {
  readonly title: string;
  readonly content: string;
  readonly contact: string;
  /** Of the copy that was looked at; another now is a conflict. */
  readonly seen: string;
}

/**
 * Makes the copy public in place of the one before, and answers its version. Refuses as not found to those who may not,
 * and with conflict when the collaboration has changed since the copy was looked at, or somebody else was first.
 */
export async function publish(tx: Tx, collaborationId: string, copy: NewPublication): Promise<number> {
  if (!may(tx.user, publishCollaboration, { collaboration: collaborationId })) throw notFound();
  const sha256 = hashOf(copy.content);
  if (sha256.toString('hex') !== copy.seen) throw conflict('changed');
  const { organisation_id: organisation, person_id: person } = tx.user;
  tx.send(replacePrevious(collaborationId, tx.now));
  const made = await tx.find(
    insertPublication(
      collaborationId,
      organisation ?? '',
      copy.title,
      copy.content,
      sha256,
      copy.contact,
      tx.now,
      person,
    ),
  );
  if (!made) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'publication.published',
    subjectType: 'publication',
    subjectId: collaborationId,
    collaborationId,
    after: { title: copy.title, number: made.number, sha256: copy.seen, contact: copy.contact },
  });
  return made.number;
}

/** Takes what is public back, at once, with the reason. Whoever leads may, also when the collaboration is no longer open. */
export async function unpublish(tx: Tx, collaborationId: string, reason: string): Promise<void> {
  if (!may(tx.user, leadCollaboration, { collaboration: collaborationId })) throw notFound();
  const { number } = await tx.one(takeBack(collaborationId, tx.now, tx.user.person_id, reason));
  tx.record({
    ...author(tx.user),
    verb: 'publication.unpublished',
    subjectType: 'publication',
    subjectId: collaborationId,
    collaborationId,
    before: { number },
    after: { reason },
  });
}
