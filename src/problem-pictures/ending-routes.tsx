import { workingPhases } from '../collaborations/index.ts';
import { page, type Route, type User, type Visit } from '../identity/index.ts';
import { get, post } from '../platform/http/route.ts';
import type { Markup } from '../platform/markup/jsx-runtime.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { becomeCollaboration, endWithout, joinCollaboration } from './ending.ts';
import { readBecause, readBecoming, readJoining } from './forms.ts';
import { BecomePage, EndPage, JoinPage } from './pages/ending-pages.tsx';
import { keepProblemPictures } from './policy.ts';
import { isOpen } from './problem-picture.ts';
import {
  findProblemPicture,
  listJoinable,
  listPictureEvidence,
  listViews,
  type ProblemPictureRow,
  type ProblemPictureViewRow,
} from './queries.ts';
import { must, mustOwn, ownPicture, pictureAt, pictureOf } from './reading.ts';
import { pictureTexts } from './texts.ts';

const ownAt = '/organisations/:organisation/problem-pictures/:picture';
const phases = workingPhases.filter((phase) => phase !== 'handOver');

/** Where the user may speak for the organisation. */
const offeredTo = (user: Pick<User, 'represents'>, rows: readonly { readonly id: string; readonly name: string }[]) =>
  rows.filter(({ id }) => user.represents.includes(id));

interface Shown {
  readonly picture: ProblemPictureRow;
  readonly views: readonly ProblemPictureViewRow[];
  readonly joinable: readonly { readonly id: string; readonly name: string }[];
  readonly state: FormState;
}

export function endingRoutes(): readonly Route[] {
  const showing = (title: (visit: Visit) => string, draw: (visit: Visit, shown: Shown) => Markup) => {
    return async (visit: Visit, state: FormState = untouched) => {
      const id = pictureOf(visit);
      const { user, rows } = await visit.read({
        picture: findProblemPicture(id),
        views: listViews(id),
        joinable: listJoinable(phases),
      });
      const picture = mustOwn(visit, user, rows.picture);
      must(isOpen(picture.state) || state.conflict ? picture : undefined);
      return visit.page(
        page(visit, user, {
          title: title(visit),
          narrow: true,
          status: statusOf(state),
          children: draw(visit, { picture, views: rows.views, joinable: offeredTo(user, rows.joinable), state }),
        }),
      );
    };
  };
  const showBecome = showing(
    (visit) => pictureTexts(visit.language).become.title,
    (visit, { picture, views, state }) => <BecomePage visit={visit} picture={picture} views={views} state={state} />,
  );
  const showJoin = showing(
    (visit) => pictureTexts(visit.language).join.title,
    (visit, { picture, joinable, state }) => (
      <JoinPage visit={visit} picture={picture} joinable={joinable} state={state} />
    ),
  );
  const showEnd = showing(
    (visit) => pictureTexts(visit.language).ending.title,
    (visit, { picture, state }) => <EndPage visit={visit} picture={picture} state={state} />,
  );
  return [
    get(`${ownAt}/collaboration`, keepProblemPictures, (visit) => showBecome(visit)),
    post(`${ownAt}/collaboration`, keepProblemPictures, (visit) =>
      visit.submit(
        async (tx, form) => {
          const id = pictureOf(visit);
          const rows = await tx.batch({
            picture: findProblemPicture(id),
            views: listViews(id),
            evidence: listPictureEvidence(id),
          });
          const picture = mustOwn(visit, tx.user, rows.picture);
          const becoming = { ...readBecoming(form, rows.views, visit.language), figures: rows.evidence };
          const started = await becomeCollaboration(tx, picture, Number(form.text('version')) || 0, becoming);
          return `/collaborations/${started}?done=saved`;
        },
        (state) => showBecome(visit, state),
      ),
    ),
    get(`${ownAt}/joining`, keepProblemPictures, (visit) => showJoin(visit)),
    post(`${ownAt}/joining`, keepProblemPictures, (visit) =>
      visit.submit(
        async (tx, form) => {
          const picture = await ownPicture(visit, tx);
          const offered = offeredTo(tx.user, await tx.all(listJoinable(phases)));
          const chosen = readJoining(form, offered, visit.language);
          await joinCollaboration(tx, picture, Number(form.text('version')) || 0, chosen);
          return `${pictureAt(picture.id)}?done=saved`;
        },
        (state) => showJoin(visit, state),
      ),
    ),
    get(`${ownAt}/ending`, keepProblemPictures, (visit) => showEnd(visit)),
    post(`${ownAt}/ending`, keepProblemPictures, (visit) =>
      visit.submit(
        async (tx, form) => {
          const picture = await ownPicture(visit, tx);
          const because = readBecause(form, pictureTexts(visit.language).ending.becauseMissing);
          await endWithout(tx, picture, Number(form.text('version')) || 0, because);
          return `${pictureAt(picture.id)}?done=saved`;
        },
        (state) => showEnd(visit, state),
      ),
    ),
  ];
}
