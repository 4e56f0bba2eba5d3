import type { WorkspaceHouse } from '../collaborations/index.ts';
import { page, type Route, type Visit } from '../identity/index.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { readSharing } from './forms.ts';
import { SharingPage } from './pages/sharing-page.tsx';
import { keepProblemPictures } from './policy.ts';
import { isOpen } from './problem-picture.ts';
import { findProblemPicture, listShares, type ProblemPictureRow, type ProblemPictureShareRow } from './queries.ts';
import { choiceQuestions, choicesFor, must, mustOwn, pictureAt, pictureOf } from './reading.ts';
import { sharePicture, stopSharing } from './sharing.ts';
import { pictureTexts } from './texts.ts';

const ownAt = '/organisations/:organisation/problem-pictures/:picture';

/** The concerned that it is not shared with yet. */
const offeredOf = (picture: ProblemPictureRow, shares: readonly ProblemPictureShareRow[]) =>
  picture.concerned_named.filter(({ id }) => !shares.some((share) => share.with_organisation_id === id));

export function sharingRoutes({ origin }: WorkspaceHouse): readonly Route[] {
  const questions = (id: string) => ({
    ...choiceQuestions(),
    picture: findProblemPicture(id),
    shares: listShares(id),
  });
  const show = async (visit: Visit, state: FormState = untouched) => {
    const id = pictureOf(visit);
    const { user, rows } = await visit.read({ picture: findProblemPicture(id), shares: listShares(id) });
    const picture = mustOwn(visit, user, rows.picture);
    must(isOpen(picture.state) ? picture : undefined);
    return visit.page(
      page(visit, user, {
        title: pictureTexts(visit.language).sharing.title,
        narrow: true,
        status: statusOf(state),
        children: (
          <SharingPage visit={visit} picture={picture} offered={offeredOf(picture, rows.shares)} state={state} />
        ),
      }),
    );
  };
  return [
    get(`${ownAt}/sharing`, keepProblemPictures, (visit) => show(visit)),
    post(`${ownAt}/sharing`, keepProblemPictures, (visit) =>
      visit.submit(
        async (tx, form) => {
          const rows = await tx.batch(questions(pictureOf(visit)));
          const picture = mustOwn(visit, tx.user, rows.picture);
          const from = { offered: offeredOf(picture, rows.shares), organisations: choicesFor(tx.user, rows) };
          await sharePicture(tx, origin, picture, readSharing(form, from, visit.language));
          return `${pictureAt(picture.id)}?done=saved#shares`;
        },
        (state) => show(visit, state),
      ),
    ),
    post(`${ownAt}/shares/:receiver/withdrawal`, keepProblemPictures, (visit) =>
      visit.submit(async (tx) => {
        const rows = await tx.batch(questions(pictureOf(visit)));
        const picture = mustOwn(visit, tx.user, rows.picture);
        const share = must(rows.shares.find((one) => one.with_organisation_id === visit.params.receiver));
        await stopSharing(tx, picture, share);
        return `${pictureAt(picture.id)}?done=saved#shares`;
      }),
    ),
  ];
}
