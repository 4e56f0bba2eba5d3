import { type OrganisationChoice as Choice, listChoices } from '../collaborations/index.ts';
import type { Tx, User, Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { isId } from '../platform/id.ts';
import { findProblemPicture, type ProblemPictureRow } from './queries.ts';

/** The picture that the address names. */
export function pictureOf(visit: Visit): string {
  const id = visit.params.picture ?? '';
  if (!isId(id)) throw notFound();
  return id;
}

export function must<Row>(row: Row | undefined): Row {
  if (!row) throw notFound();
  return row;
}

export const isOwn = (user: Pick<User, 'organisation_id'>, picture: Pick<ProblemPictureRow, 'organisation_id'>) =>
  picture.organisation_id === user.organisation_id;

/** The picture as its owner's, and of the organisation that the address names. */
export function mustOwn(
  visit: Visit,
  user: Pick<User, 'organisation_id'>,
  rows: readonly ProblemPictureRow[],
): ProblemPictureRow {
  const picture = must(rows[0]);
  if (!isOwn(user, picture) || picture.organisation_id !== visit.params.organisation) throw notFound();
  return picture;
}

export const ownPicture = async (visit: Visit, tx: Tx): Promise<ProblemPictureRow> =>
  mustOwn(visit, tx.user, await tx.all(findProblemPicture(pictureOf(visit))));

/** Of the picture as somebody else's, shared with the organisation acted for. */
export function mustBeShared(
  user: Pick<User, 'organisation_id'>,
  rows: readonly ProblemPictureRow[],
): ProblemPictureRow {
  const picture = must(rows[0]);
  if (isOwn(user, picture)) throw notFound();
  return picture;
}

/** Both lists, where it is not known yet whether the one who asks is invented: they never meet in a form. */
export const choiceQuestions = () => ({ real: listChoices(false), fictional: listChoices(true) });
export const choicesFor = (
  user: Pick<User, 'is_fictional' | 'organisation_id'>,
  rows: { readonly real: readonly Choice[]; readonly fictional: readonly Choice[] },
): readonly Choice[] =>
  (user.is_fictional ? rows.fictional : rows.real).filter(({ id }) => id !== user.organisation_id);

export const pictureAt = (id: string): string => `/problem-pictures/${id}`;
export const ownerAt = (picture: Pick<ProblemPictureRow, 'id' | 'organisation_id'>): string =>
  `/organisations/${picture.organisation_id}/problem-pictures/${picture.id}`;
