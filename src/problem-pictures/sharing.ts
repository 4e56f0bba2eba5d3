import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { writeLetter } from '../platform/mail.ts';
import type { ProblemPictureRow, ProblemPictureShareRow } from './queries.ts';
import { pictureTexts } from './texts.ts';

const markShared = statement<{ version: number }, [organisation: string, id: string, at: Date]>(`
  update problem_picture set state = 'shared', shared_at = coalesce(shared_at, $3)
  where organisation_id = $1 and id = $2 and state in ('draft', 'shared') and withdrawn_at is null returning version`);
/** Whoever it was shared with before sees it again from the version first seen. */
const insertShares = statement<
  unknown,
  [organisation: string, picture: string, receivers: readonly string[], version: number, at: Date, by: string]
>(`
  insert into problem_picture_share (organisation_id, picture_id, with_organisation_id, from_version, created_at, created_by)
  select $1, $2, receiver, $4, $5, $6 from unnest($3::uuid[]) receiver
  on conflict (organisation_id, picture_id, with_organisation_id) do update set withdrawn_at = null`);
const withdrawShare = statement<{ id: string }, [organisation: string, picture: string, receiver: string, at: Date]>(`
  update problem_picture_share set withdrawn_at = $4
  where organisation_id = $1 and picture_id = $2 and with_organisation_id = $3 and withdrawn_at is null
  returning picture_id as id`);

/** A letter that nobody has read says nothing that cannot wait; by then whoever comes finds it on the first page. */
const letterLength = 30 * 24 * 60 * 60 * 1000;

export interface Sharing {
  readonly receivers: readonly { readonly id: string; readonly name: string }[];
  readonly emails: readonly string[];
}

/** Those it is shared with see it as it stands, and each other. Refuses with conflict when it has ended. */
export async function sharePicture(
  tx: Tx,
  origin: string,
  picture: Pick<ProblemPictureRow, 'id' | 'organisation_id' | 'owner' | 'title'>,
  sharing: Sharing,
): Promise<void> {
  const shared = await tx.find(markShared(picture.organisation_id, picture.id, tx.now));
  if (!shared) throw conflict('changed');
  const receivers = sharing.receivers.map(({ id }) => id);
  tx.send(insertShares(picture.organisation_id, picture.id, receivers, shared.version, tx.now, tx.user.person_id));
  const t = pictureTexts(tx.user.language).letter;
  for (const to of sharing.emails) {
    tx.send(
      writeLetter(
        {
          to,
          organisationId: picture.organisation_id,
          subject: t.subject(picture.owner),
          paragraphs: [t.text(picture.owner), `${origin}/problem-pictures/${picture.id}`],
          runsOutAt: new Date(tx.now.getTime() + letterLength),
        },
        tx.now,
      ),
    );
  }
  tx.record({
    ...author(tx.user),
    verb: 'problemPicture.shared',
    subjectType: 'problemPicture',
    subjectId: picture.id,
    collaborationId: null,
    after: { title: picture.title, with: sharing.receivers.map(({ name }) => name), emails: sharing.emails },
  });
}

/** It is taken out of their sight; what they have read and added stays. */
export async function stopSharing(
  tx: Tx,
  picture: Pick<ProblemPictureRow, 'id' | 'organisation_id' | 'title'>,
  receiver: ProblemPictureShareRow,
): Promise<void> {
  const withdrawn = await tx.find(
    withdrawShare(picture.organisation_id, picture.id, receiver.with_organisation_id, tx.now),
  );
  if (!withdrawn) throw notFound();
  tx.record({
    ...author(tx.user),
    verb: 'problemPicture.unshared',
    subjectType: 'problemPicture',
    subjectId: picture.id,
    collaborationId: null,
    after: { title: picture.title, with: [receiver.name] },
  });
}
