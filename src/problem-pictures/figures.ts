import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import type { PictureEvidenceRow, ProblemPictureRow } from './queries.ts';

const insertFigure = statement<
  unknown,
  [
    organisation: string,
    id: string,
    picture: string,
    statement: string,
    series: number,
    area: string,
    at: Date,
    by: string,
  ]
>(`
  insert into problem_picture_evidence (organisation_id, id, picture_id, statement, series_id, area_code, created_at,
    created_by)
  select $1, $2, $3, $4, $5, $6, $7, $8`);
const withdrawFigureRow = statement<{ id: string }, [organisation: string, id: string, version: number, at: Date]>(`
  update problem_picture_evidence set withdrawn_at = $4, version = version + 1
  where organisation_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning id`);

export interface PictureFigure {
  readonly statement: string;
  readonly seriesId: number;
  readonly areaCode: string;
  /** What it is called where the history tells of it. */
  readonly said: string;
}

/** An official figure of a place, beside what it bears out. */
export function addFigure(tx: Tx, picture: ProblemPictureRow, figure: PictureFigure): string {
  const id = newId(tx.now);
  const { statement: text, seriesId, areaCode, said } = figure;
  tx.send(insertFigure(picture.organisation_id, id, picture.id, text, seriesId, areaCode, tx.now, tx.user.person_id));
  tx.record({
    ...author(tx.user),
    verb: 'problemPicture.figureAdded',
    subjectType: 'problemPicture',
    subjectId: picture.id,
    collaborationId: null,
    after: { title: picture.title, said, statement: text },
  });
  return id;
}

export async function withdrawFigure(
  tx: Tx,
  picture: ProblemPictureRow,
  before: PictureEvidenceRow,
  version: number,
): Promise<void> {
  if (!(await tx.find(withdrawFigureRow(picture.organisation_id, before.id, version, tx.now))))
    throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'problemPicture.figureWithdrawn',
    subjectType: 'problemPicture',
    subjectId: picture.id,
    collaborationId: null,
    after: { title: picture.title, said: `${before.series_title}, ${before.place}`, statement: before.statement },
  });
}
