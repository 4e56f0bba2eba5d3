import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import type { Interest, ProblemPictureViewFacts } from './problem-picture.ts';
import type { ProblemPictureRow, ProblemPictureViewRow } from './queries.ts';
import { actingOrganisation } from './writing.ts';

type Words = [
  organisation: string,
  picture: string,
  by: string,
  interest: Interest,
  text: string,
  at: Date,
  person: string,
];
const isStillShared = `exists (select from problem_picture p
    where p.organisation_id = $1 and p.id = $2 and p.state = 'shared' and p.withdrawn_at is null)`;
const insertView = statement<{ version: number }, [...Words, id: string]>(`
  insert into problem_picture_view (organisation_id, picture_id, by_organisation_id, interest, text, created_at, written_at,
    written_by, id)
  select $1, $2, $3, $4, $5, $6, $6, $7, $8 where ${isStillShared}
  on conflict (organisation_id, picture_id, by_organisation_id) do nothing returning version`);
const updateView = statement<{ version: number }, [...Words, version: number]>(`
  update problem_picture_view set interest = $4, text = $5, written_at = $6, written_by = $7, withdrawn_at = null,
    withdrawn_because = '', version = version + 1
  where organisation_id = $1 and picture_id = $2 and by_organisation_id = $3 and version = $8 and ${isStillShared}
  returning version`);
const insertViewVersion = statement<unknown, [...Words, version: number]>(`
  insert into problem_picture_view_version (organisation_id, picture_id, by_organisation_id, interest, text, written_at,
    written_by, version)
  values ($1, $2, $3, $4, $5, $6, $7, $8)`);
const withdrawViewRow = statement<
  { id: string },
  [organisation: string, picture: string, by: string, version: number, at: Date, because: string]
>(`
  update problem_picture_view set withdrawn_at = $5, withdrawn_because = $6, version = version + 1
  where organisation_id = $1 and picture_id = $2 and by_organisation_id = $3 and version = $4 and withdrawn_at is null
    and ${isStillShared}
  returning id`);

/**
 * How the organisation acted for sees it: one for each, written once more when it is changed. Refuses with conflict when a
 * colleague has written since `version` was read, or the picture has ended.
 */
export async function giveView(
  tx: Tx,
  picture: Pick<ProblemPictureRow, 'id' | 'organisation_id' | 'title'>,
  before: ProblemPictureViewRow | undefined,
  version: number,
  facts: ProblemPictureViewFacts,
): Promise<void> {
  const by = actingOrganisation(tx);
  const id = before?.id ?? newId(tx.now);
  const words: Words = [picture.organisation_id, picture.id, by, facts.interest, facts.text, tx.now, tx.user.person_id];
  const written = before ? await tx.find(updateView(...words, version)) : await tx.find(insertView(...words, id));
  if (!written) throw conflict('changed');
  tx.send(insertViewVersion(...words, written.version));
  tx.record({
    ...author(tx.user),
    verb: before ? 'problemPictureView.changed' : 'problemPictureView.written',
    subjectType: 'problemPictureView',
    subjectId: id,
    collaborationId: null,
    ...(before ? { before: { interest: before.interest, text: before.text } } : {}),
    after: { ...facts, picture: picture.title },
  });
}

/** Out of the others' sight, and not deleted. */
export async function withdrawView(
  tx: Tx,
  picture: Pick<ProblemPictureRow, 'id' | 'organisation_id' | 'title'>,
  before: ProblemPictureViewRow,
  version: number,
  because: string,
): Promise<void> {
  const withdrawn = await tx.find(
    withdrawViewRow(picture.organisation_id, picture.id, before.by_organisation_id, version, tx.now, because),
  );
  if (!withdrawn) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'problemPictureView.withdrawn',
    subjectType: 'problemPictureView',
    subjectId: before.id,
    collaborationId: null,
    before: { interest: before.interest, text: before.text },
    after: { because, picture: picture.title },
  });
}
