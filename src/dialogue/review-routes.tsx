import {
  listParties,
  openWorkspace,
  type PartyRow,
  readCollaboration,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import { dayOf, type Route, speaksFor, type User, type Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { OutcomeFormPage, ReviewPage, ReviewsPage } from './pages/review-pages.tsx';
import { reviewYear } from './policy.ts';
import { idOf } from './question-routes.tsx';
import { dialogueTexts } from './texts.ts';
import {
  goesOnChoices,
  listOutcomes,
  listReviews,
  type ReviewRow,
  reviewYearOf,
  shareOutcome,
} from './yearly-reviews.ts';

/** Each party's own review of a year, and what it shares of it. */
export function reviewRoutes({ workspace }: WorkspaceHouse): readonly Route[] {
  const done = (visit: Visit) => `/collaborations/${idOf(visit)}/dialogue/reviews?done=saved`;
  const questions = (visit: Visit) => ({
    reviews: listReviews(idOf(visit)),
    outcomes: listOutcomes(idOf(visit)),
    parties: listParties(idOf(visit)),
  });
  /** The party that the reader speaks for, and the year asked for: one that has begun. */
  const ownOf = (
    visit: Visit,
    user: User,
    rows: { readonly parties: readonly PartyRow[]; readonly reviews: readonly ReviewRow[] },
  ) => {
    const asked = visit.params.year ?? '';
    const year = Number(asked);
    const party = rows.parties.find((one) => one.organisation_id === user.organisation_id);
    const isYear = /^\d{4}$/.test(asked) && year >= 1990 && year <= Number(dayOf(visit.now).slice(0, 4));
    if (!party || !isYear || !speaksFor(user, idOf(visit), party.organisation_id)) throw notFound();
    return { party, year, review: rows.reviews.find((one) => one.party_id === party.id && one.year === year) };
  };
  const open = (visit: Visit) => openWorkspace(visit, workspace, questions(visit));
  const show = (
    visit: Visit,
    { of, said }: Awaited<ReturnType<typeof open>>,
    title: string,
    state: FormState,
    children: unknown,
    narrow = true,
  ) =>
    visit.page(
      workspacePage(visit, of, said, {
        title,
        current: 'dialogue/reviews',
        narrow,
        status: statusOf(state),
        children: children as never,
      }),
    );
  const words = (visit: Visit) => dialogueTexts(visit.language);

  const showReview = async (visit: Visit, state: FormState = untouched) => {
    const opened = await open(visit);
    const { year, review } = ownOf(visit, opened.user, opened.rows);
    const page = <ReviewPage visit={visit} of={opened.of} year={year} review={review} state={state} />;
    return show(visit, opened, words(visit).reviews.of(year), state, page);
  };
  const showShare = async (visit: Visit, state: FormState = untouched) => {
    const opened = await open(visit);
    const { year, review } = ownOf(visit, opened.user, opened.rows);
    if (!review) throw notFound();
    const page = <OutcomeFormPage visit={visit} of={opened.of} review={review} state={state} />;
    return show(visit, opened, words(visit).reviews.shareOf(year), state, page);
  };

  const at = '/collaborations/:collaboration/dialogue/reviews';
  return [
    get(at, readCollaboration, async (visit) => {
      const opened = await open(visit);
      const { of, rows } = opened;
      const own = rows.parties.find((one) => one.organisation_id === of.user.organisation_id);
      const isReal = of.collaboration.example === 'real';
      const page = (
        <ReviewsPage of={of} reviews={rows.reviews} outcomes={rows.outcomes} own={isReal ? undefined : own?.id} />
      );
      return show(visit, opened, words(visit).reviews.title, untouched, page, false);
    }),
    get(`${at}/:year`, reviewYear, (visit) => showReview(visit)),
    post(`${at}/:year`, reviewYear, (visit) =>
      visit.submit(
        async (tx, form) => {
          const { party, year, review } = ownOf(visit, tx.user, await tx.batch(questions(visit)));
          const t = words(visit);
          const reader = new FormReader(form);
          const text = (field: string) => reader.text(field, undefined, 4000, t.tooLong(4000));
          const chosen = reader.oneOf('goesOn', [...goesOnChoices, 'notSaid'] as const, t.chooseOne);
          const facts = {
            done: text('done'),
            gave: text('gave'),
            changes: text('changes'),
            course: chosen === undefined || chosen === 'notSaid' ? null : chosen,
          };
          reader.done();
          const version = Number(form.text('version'));
          await reviewYearOf(tx, idOf(visit), party, year, facts, { before: review, version });
          return done(visit);
        },
        (state) => showReview(visit, state),
      ),
    ),
    get(`${at}/:year/outcome`, reviewYear, (visit) => showShare(visit)),
    post(`${at}/:year/outcome`, reviewYear, (visit) =>
      visit.submit(
        async (tx, form) => {
          const { party, review } = ownOf(visit, tx.user, await tx.batch(questions(visit)));
          if (!review) throw notFound();
          const t = words(visit);
          const reader = new FormReader(form);
          const goesOn = reader.oneOf('goesOn', goesOnChoices, t.chooseOne);
          const said = reader.text('words', undefined, 2000, t.tooLong(2000));
          const how = reader.oneOf('how', ['representative', 'instance'] as const, t.chooseOne);
          const by = reader.text('by', how === 'instance' ? t.reviews.byMissing : undefined, 200, t.tooLong(200));
          const on = reader.date('on', t.dateMissing);
          if (!on) reader.wrong('on', t.dateMissing);
          else if (on > dayOf(tx.now)) reader.wrong('on', t.dateAhead);
          const paragraph = reader.text('paragraph', undefined, 30, t.tooLong(30));
          reader.done();
          if (goesOn && on) {
            const isDecided = how === 'instance';
            shareOutcome(tx, idOf(visit), party.organisation_id, review, {
              course: goesOn,
              words: said,
              decided_by: isDecided ? by : '',
              paragraph: isDecided ? paragraph : '',
              decided_on: on,
            });
          }
          return done(visit);
        },
        (state) => showShare(visit, state),
      ),
    ),
  ];
}
