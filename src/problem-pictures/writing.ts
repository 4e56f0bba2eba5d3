import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict, forbidden } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import type { ProblemPictureFacts } from './problem-picture.ts';
import type { ProblemPictureRow } from './queries.ts';

type Words = [
  organisation: string,
  id: string,
  title: string,
  problem: string,
  affected: string,
  ownSight: string,
  notAlone: string,
  concerned: readonly string[],
  territory: readonly string[],
  at: Date,
];
const insertPicture = statement<unknown, [...Words, by: string]>(`
  insert into problem_picture (organisation_id, id, title, problem, affected, own_sight, not_alone, concerned, territory,
    created_at, created_by, written_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $10)`);
const updatePicture = statement<{ version: number }, [...Words, version: number]>(`
  update problem_picture set title = $3, problem = $4, affected = $5, own_sight = $6, not_alone = $7, concerned = $8,
    territory = $9, written_at = $10, version = version + 1
  where organisation_id = $1 and id = $2 and version = $11 and state in ('draft', 'shared') and withdrawn_at is null
  returning version`);
const insertPictureVersion = statement<unknown, [...Words, version: number, by: string]>(`
  insert into problem_picture_version (organisation_id, picture_id, title, problem, affected, own_sight, not_alone,
    concerned, territory, written_at, version, written_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`);

const wordsOf = (tx: Tx, organisation: string, id: string, facts: ProblemPictureFacts): Words => [
  organisation,
  id,
  facts.title,
  facts.problem,
  facts.affected,
  facts.own_sight,
  facts.not_alone,
  facts.concerned,
  facts.territory,
  tx.now,
];

/** The organisation acted for; refuses as forbidden somebody who acts for none that is verified. */
export function actingOrganisation(tx: Tx): string {
  const { organisation_id: organisation, is_verified: isVerified } = tx.user;
  if (!organisation || !isVerified) throw forbidden('noSeat');
  return organisation;
}

/** A draft, seen by nobody but its own organisation. */
export function writePicture(tx: Tx, facts: ProblemPictureFacts): string {
  const organisation = actingOrganisation(tx);
  const id = newId(tx.now);
  const words = wordsOf(tx, organisation, id, facts);
  tx.send(insertPicture(...words, tx.user.person_id), insertPictureVersion(...words, 1, tx.user.person_id));
  tx.record({
    ...author(tx.user),
    verb: 'problemPicture.written',
    subjectType: 'problemPicture',
    subjectId: id,
    collaborationId: null,
    after: facts,
  });
  return id;
}

/** Refuses with conflict when somebody has written or ended it since `version` was read. */
export async function changePicture(
  tx: Tx,
  before: ProblemPictureRow,
  version: number,
  facts: ProblemPictureFacts,
): Promise<void> {
  const words = wordsOf(tx, before.organisation_id, before.id, facts);
  const changed = await tx.find(updatePicture(...words, version));
  if (!changed) throw conflict('changed');
  tx.send(insertPictureVersion(...words, changed.version, tx.user.person_id));
  const { title, problem, affected, own_sight, not_alone, concerned, territory } = before;
  tx.record({
    ...author(tx.user),
    verb: 'problemPicture.changed',
    subjectType: 'problemPicture',
    subjectId: before.id,
    collaborationId: null,
    before: { title, problem, affected, own_sight, not_alone, concerned, territory },
    after: facts,
  });
}
