import type { WorkspaceHouse } from '../collaborations/index.ts';
import { dayOf, letterStoppingRoutes, page, type Route, sessionOf, signedIn, type Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { safePath } from '../platform/http/safe-path.ts';
import { isId } from '../platform/id.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { chooseRhythm, endAbsence, noteAbsence } from './choosing.ts';
import { AbsencePage, DigestPage } from './pages/choosing-pages.tsx';
import { MatterPage, MyWorkPage } from './pages/my-work-page.tsx';
import { findDigestChoice, listAbsences, listOtherOrganisations, listOwnSeats, rhythms } from './queries.ts';
import { workTexts } from './texts.ts';
import { receiverOf, stopDigests } from './unsubscribing.ts';
import { daysBetween, inOrder, readWork, type WorkRows, workQuestions } from './work.ts';

const longestAbsence = 366;

export function myWorkRoutes(house: WorkspaceHouse): readonly Route[] {
  const { workspace, sealing } = house;
  const questions = () => workQuestions(workspace);
  const othersOf = (visit: Visit) => listOtherOrganisations(sessionOf(visit) ?? Buffer.alloc(0), visit.now);

  // One round trip; one more for each other organisation that the reader acts for, and none for a collaboration.
  const showWork = async (visit: Visit): Promise<Response> => {
    const { user, rows } = await visit.read({ ...questions(), others: othersOf(visit) });
    const own = readWork(workspace, rows as never as WorkRows, user, visit);
    const others = await Promise.all(
      rows.others.map(async ({ organisation_id: id }) => {
        const found = await visit.readFor(id, questions());
        return found ? readWork(workspace, found.rows as never as WorkRows, found.user, visit).lines : [];
      }),
    );
    const chosen = visit.url.searchParams.get('collaboration') ?? '';
    return visit.page(
      page(visit, user, {
        title: workTexts(visit.language).title,
        children: (
          <MyWorkPage
            visit={visit}
            user={user}
            lines={inOrder([...own.lines, ...others.flat()])}
            awaited={own.awaited}
            chosen={isId(chosen) ? chosen : ''}
            hasOthers={rows.others.length > 0}
          />
        ),
      }),
    );
  };

  /** A letter's link: straight on, or where it is another organisation's, by way of changing to it. */
  const openMatter = async (visit: Visit): Promise<Response> => {
    const organisation = visit.url.searchParams.get('organisation') ?? '';
    const to = safePath(visit.url.searchParams.get('to'));
    const { user, rows } = await visit.read({ others: othersOf(visit) });
    if (organisation === '') return visit.redirect('/my-work');
    if (user.organisation_id === organisation) return visit.redirect(to);
    const other = rows.others.find((one) => one.organisation_id === organisation);
    if (!other) throw notFound();
    return visit.page(
      page(visit, user, {
        title: workTexts(visit.language).matter.title,
        narrow: true,
        children: <MatterPage visit={visit} organisation={{ id: organisation, name: other.name }} to={to} />,
      }),
    );
  };

  const showAbsence = async (visit: Visit, state: FormState = untouched): Promise<Response> => {
    const { user, rows } = await visit.read({ absences: listAbsences(dayOf(visit.now)), seats: listOwnSeats() });
    return visit.page(
      page(visit, user, {
        title: workTexts(visit.language).absence.title,
        narrow: true,
        status: statusOf(state),
        children: <AbsencePage visit={visit} user={user} absences={rows.absences} seats={rows.seats} state={state} />,
      }),
    );
  };
  const submitAbsence = (visit: Visit): Promise<Response> =>
    visit.submit(
      async (tx, form) => {
        const t = workTexts(visit.language).absence;
        const today = dayOf(tx.now);
        const before = await tx.all(listAbsences(today));
        const reader = new FormReader(form);
        const from = reader.date('from', t.fromWrong);
        if (from === null) reader.wrong('from', t.fromWrong);
        const until = reader.date('until', t.untilWrong);
        if (until === null) reader.wrong('until', t.untilWrong);
        if (from && until) {
          if (until < from) reader.wrong('until', t.untilBefore);
          else if (until < today) reader.wrong('until', t.untilPast);
          else if (daysBetween(from, until) > longestAbsence) reader.wrong('until', t.tooLong);
          const other = before.find((one) => one.from_on <= until && from <= one.until_on);
          if (other) {
            const { date } = visit.formats;
            reader.wrong('from', t.overlaps(date(other.from_on), date(other.until_on)));
          }
        }
        reader.done();
        noteAbsence(tx, from ?? today, until ?? today);
        return '/account/absence?done=saved';
      },
      (state) => showAbsence(visit, state),
    );

  const showDigest = async (visit: Visit, state: FormState = untouched): Promise<Response> => {
    const { user, rows } = await visit.read({ choice: findDigestChoice() });
    return visit.page(
      page(visit, user, {
        title: workTexts(visit.language).digest.title,
        narrow: true,
        status: statusOf(state),
        children: <DigestPage visit={visit} choice={rows.choice[0]} state={state} />,
      }),
    );
  };

  return [
    get('/my-work', signedIn, showWork),
    get('/my-work/matter', signedIn, openMatter),
    get('/account/absence', signedIn, (visit) => showAbsence(visit)),
    post('/account/absence', signedIn, submitAbsence),
    post('/account/absence/:absence/removal', signedIn, (visit) =>
      visit.submit(async (tx) => {
        const id = visit.params.absence ?? '';
        if (!isId(id)) throw notFound();
        await endAbsence(tx, id);
        return '/account/absence?done=saved';
      }),
    ),
    get('/account/digest', signedIn, (visit) => showDigest(visit)),
    post('/account/digest', signedIn, (visit) =>
      visit.submit(
        async (tx, form) => {
          const reader = new FormReader(form);
          const rhythm = reader.oneOf('rhythm', rhythms, workTexts(visit.language).digest.missing);
          reader.done();
          if (rhythm) await chooseRhythm(tx, rhythm, form.text('news') === 'yes', Number(form.text('version')));
          return '/account/digest?done=saved';
        },
        (state) => showDigest(visit, state),
      ),
    ),
    ...letterStoppingRoutes(
      '/digest/unsubscribe/:token',
      'The link in the letter is the key, and stops letters to one person.',
      {
        words: (language) => workTexts(language).unsubscribe,
        find: (token) => receiverOf(sealing, token),
        stop: stopDigests,
      },
    ),
  ];
}
