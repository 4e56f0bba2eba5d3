import { page, type Route, type Visit } from '../identity/index.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { giveView, withdrawView } from './adding-views.ts';
import { readBecause, readView } from './forms.ts';
import { ViewPage } from './pages/view-page.tsx';
import { addViews } from './policy.ts';
import { findProblemPicture, listViews } from './queries.ts';
import { must, mustBeShared, pictureAt, pictureOf } from './reading.ts';
import { pictureTexts } from './texts.ts';

const viewAt = '/problem-pictures/:picture/view';

export function viewRoutes(): readonly Route[] {
  const questions = (id: string) => ({ picture: findProblemPicture(id), views: listViews(id) });
  const show = async (visit: Visit, state: FormState = untouched) => {
    const { user, rows } = await visit.read(questions(pictureOf(visit)));
    const picture = mustBeShared(user, rows.picture);
    return visit.page(
      page(visit, user, {
        title: pictureTexts(visit.language).view.title,
        narrow: true,
        status: statusOf(state),
        children: (
          <ViewPage
            visit={visit}
            picture={picture}
            own={rows.views.find((view) => view.by_organisation_id === user.organisation_id)}
            state={state}
          />
        ),
      }),
    );
  };
  return [
    get(viewAt, addViews, (visit) => show(visit)),
    post(viewAt, addViews, (visit) =>
      visit.submit(
        async (tx, form) => {
          const rows = await tx.batch(questions(pictureOf(visit)));
          const picture = mustBeShared(tx.user, rows.picture);
          const before = rows.views.find((view) => view.by_organisation_id === tx.user.organisation_id);
          await giveView(tx, picture, before, Number(form.text('version')) || 0, readView(form, visit.language));
          return `${pictureAt(picture.id)}?done=saved#views`;
        },
        (state) => show(visit, state),
      ),
    ),
    post(`${viewAt}/withdrawal`, addViews, (visit) =>
      visit.submit(
        async (tx, form) => {
          const rows = await tx.batch(questions(pictureOf(visit)));
          const picture = mustBeShared(tx.user, rows.picture);
          const before = must(
            rows.views.find((view) => view.by_organisation_id === tx.user.organisation_id && !view.withdrawn_at),
          );
          const because = readBecause(form, pictureTexts(visit.language).view.becauseMissing);
          await withdrawView(tx, picture, before, Number(form.text('version')) || 0, because);
          return `${pictureAt(picture.id)}?done=saved#views`;
        },
        (state) => show(visit, state),
      ),
    ),
  ];
}
