import { page, type Route, type Visit } from '../identity/index.ts';
import { listSeries } from '../indicators/index.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { addFigure, withdrawFigure } from './figures.ts';
import { readFigure } from './forms.ts';
import { FigurePage } from './pages/figure-page.tsx';
import { keepProblemPictures } from './policy.ts';
import { isOpen } from './problem-picture.ts';
import { findProblemPicture, listFigurePlaces, listPictureEvidence } from './queries.ts';
import { must, mustOwn, pictureAt, pictureOf } from './reading.ts';
import { pictureTexts } from './texts.ts';

const figuresAt = '/organisations/:organisation/problem-pictures/:picture/figures';

export function figureRoutes(): readonly Route[] {
  const show = async (visit: Visit, state: FormState = untouched) => {
    const { user, rows } = await visit.read({ picture: findProblemPicture(pictureOf(visit)), series: listSeries() });
    const picture = mustOwn(visit, user, rows.picture);
    must(isOpen(picture.state) ? picture : undefined);
    return visit.page(
      page(visit, user, {
        title: pictureTexts(visit.language).evidence.title,
        narrow: true,
        status: statusOf(state),
        children: <FigurePage visit={visit} picture={picture} series={rows.series} state={state} />,
      }),
    );
  };
  return [
    get(`${figuresAt}/new`, keepProblemPictures, (visit) => show(visit)),
    post(`${figuresAt}/new`, keepProblemPictures, (visit) =>
      visit.submit(
        async (tx, form) => {
          const rows = await tx.batch({
            picture: findProblemPicture(pictureOf(visit)),
            series: listSeries(),
            places: listFigurePlaces(tx.user.is_fictional),
          });
          const picture = mustOwn(visit, tx.user, rows.picture);
          must(isOpen(picture.state) ? picture : undefined);
          addFigure(tx, picture, readFigure(form, rows, visit.language));
          return `${pictureAt(picture.id)}?done=saved#figures`;
        },
        (state) => show(visit, state),
      ),
    ),
    post(`${figuresAt}/:figure/withdrawal`, keepProblemPictures, (visit) =>
      visit.submit(async (tx, form) => {
        const id = pictureOf(visit);
        const rows = await tx.batch({ picture: findProblemPicture(id), evidence: listPictureEvidence(id) });
        const picture = mustOwn(visit, tx.user, rows.picture);
        must(isOpen(picture.state) ? picture : undefined);
        const figure = must(rows.evidence.find((one) => one.id === visit.params.figure));
        await withdrawFigure(tx, picture, figure, Number(form.text('version')) || 0);
        return `${pictureAt(picture.id)}?done=saved#figures`;
      }),
    ),
  ];
}
