import { listAreas, type WorkspaceHouse } from '../collaborations/index.ts';
import { page, type Route, type Visit } from '../identity/index.ts';
import type { DocumentModel } from '../platform/documents/document.ts';
import { fileAnswer, pdfType, wordType } from '../platform/documents/file-answer.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { composePicture } from './documents/picture-document.tsx';
import { endingRoutes } from './ending-routes.tsx';
import { figureRoutes } from './figure-routes.tsx';
import { readPicture } from './forms.ts';
import { EditPicturePage } from './pages/edit-picture-page.tsx';
import { PicturePage } from './pages/picture-page.tsx';
import { PicturesPage } from './pages/pictures-page.tsx';
import { VersionsPage } from './pages/versions-page.tsx';
import { keepProblemPictures, readProblemPictures, startProblemPictures } from './policy.ts';
import { isOpen } from './problem-picture.ts';
import {
  findProblemPicture,
  listPictureEvidence,
  listPictureHistory,
  listPictureVersions,
  listProblemPictures,
  listShares,
  listViews,
  listViewVersions,
} from './queries.ts';
import { choiceQuestions, choicesFor, must, mustOwn, ownPicture, pictureAt, pictureOf } from './reading.ts';
import { sharingRoutes } from './sharing-routes.tsx';
import { pictureTexts } from './texts.ts';
import { viewRoutes } from './view-routes.tsx';
import { changePicture, writePicture } from './writing.ts';

const editAt = '/organisations/:organisation/problem-pictures/:picture/edit';

function writingRoutes(): readonly Route[] {
  const showNew = async (visit: Visit, state: FormState = untouched) => {
    const { user } = await visit.read({});
    return visit.page(
      page(visit, user, {
        title: pictureTexts(visit.language).form.newTitle,
        narrow: true,
        status: statusOf(state),
        children: <EditPicturePage visit={visit} picture={undefined} shares={[]} state={state} />,
      }),
    );
  };
  const showEdit = async (visit: Visit, state: FormState = untouched) => {
    const id = pictureOf(visit);
    const { user, rows } = await visit.read({
      picture: findProblemPicture(id),
      shares: listShares(id),
    });
    const picture = mustOwn(visit, user, rows.picture);
    return visit.page(
      page(visit, user, {
        title: pictureTexts(visit.language).form.editTitle,
        narrow: true,
        status: statusOf(state),
        children: (
          <EditPicturePage
            visit={visit}
            picture={must(isOpen(picture.state) ? picture : undefined)}
            shares={rows.shares}
            state={state}
          />
        ),
      }),
    );
  };
  return [
    get('/problem-pictures/new', startProblemPictures, (visit) => showNew(visit)),
    post('/problem-pictures/new', startProblemPictures, (visit) =>
      visit.submit(
        async (tx, form) => {
          const rows = await tx.batch({ ...choiceQuestions(), areas: listAreas() });
          const from = { organisations: choicesFor(tx.user, rows), areas: rows.areas };
          return `${pictureAt(writePicture(tx, readPicture(form, from, visit.language)))}?done=saved`;
        },
        (state) => showNew(visit, state),
      ),
    ),
    get(editAt, keepProblemPictures, (visit) => showEdit(visit)),
    post(editAt, keepProblemPictures, (visit) =>
      visit.submit(
        async (tx, form) => {
          const picture = await ownPicture(visit, tx);
          const rows = await tx.batch({ ...choiceQuestions(), areas: listAreas() });
          const from = { organisations: choicesFor(tx.user, rows), areas: rows.areas };
          await changePicture(tx, picture, Number(form.text('version')) || 0, readPicture(form, from, visit.language));
          return `${pictureAt(picture.id)}?done=saved`;
        },
        (state) => showEdit(visit, state),
      ),
    ),
  ];
}

/** The picture to take along, as whoever asks may read it. */
const fileRoute = (
  ending: string,
  type: string,
  extension: string,
  make: (model: DocumentModel) => Promise<Uint8Array>,
): Route =>
  get(`/problem-pictures/:picture/${ending}`, readProblemPictures, async (visit) => {
    const id = pictureOf(visit);
    const { rows } = await visit.read({
      picture: findProblemPicture(id),
      views: listViews(id),
      evidence: listPictureEvidence(id),
    });
    const model = composePicture(visit, { ...rows, picture: must(rows.picture[0]) });
    return fileAnswer(await make(model), type, `${pictureTexts(visit.language).document.file}.${extension}`);
  });

export const routes = (house: WorkspaceHouse): readonly Route[] => [
  get('/problem-pictures', readProblemPictures, async (visit) => {
    const { user, rows } = await visit.read({ pictures: listProblemPictures() });
    return visit.page(
      page(visit, user, {
        title: pictureTexts(visit.language).title,
        children: <PicturesPage visit={visit} user={user} pictures={rows.pictures} />,
      }),
    );
  }),
  ...writingRoutes(),
  get('/problem-pictures/:picture', readProblemPictures, async (visit) => {
    const id = pictureOf(visit);
    const { user, rows } = await visit.read({
      picture: findProblemPicture(id),
      shares: listShares(id),
      views: listViews(id),
      evidence: listPictureEvidence(id),
      history: listPictureHistory(id),
    });
    const picture = must(rows.picture[0]);
    return visit.page(
      page(visit, user, {
        title: picture.title,
        children: <PicturePage visit={visit} user={user} {...rows} picture={picture} />,
      }),
    );
  }),
  get('/problem-pictures/:picture/versions', readProblemPictures, async (visit) => {
    const id = pictureOf(visit);
    const { user, rows } = await visit.read({
      picture: findProblemPicture(id),
      versions: listPictureVersions(id),
      viewVersions: listViewVersions(id),
    });
    const picture = must(rows.picture[0]);
    return visit.page(
      page(visit, user, {
        title: pictureTexts(visit.language).versions.title,
        children: <VersionsPage visit={visit} {...rows} picture={picture} />,
      }),
    );
  }),
  fileRoute('pdf', pdfType, 'pdf', (model) => house.documents.pdf(model, 'ua-1')),
  fileRoute('word', wordType, 'docx', (model) => house.documents.word(model)),
  ...viewRoutes(),
  ...sharingRoutes(house),
  ...figureRoutes(),
  ...endingRoutes(),
];
