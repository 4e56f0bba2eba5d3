import type { WorkspaceHouse } from '../collaborations/index.ts';
import { dayOf, page, type Route, signedIn, type Visit } from '../identity/index.ts';
import { notFound } from '../platform/errors.ts';
import { byCalendar, get, post } from '../platform/http/route.ts';
import { isLanguage } from '../platform/texts.ts';
import { ownAddress, renewCalendarAddress, revokeCalendarAddress } from './calendar-address.ts';
import { calendarDays, calendarEvents, calendarQuestions, listReached } from './calendar-events.ts';
import { calendarFile } from './calendar-file.ts';
import { CalendarPage } from './pages/calendar-page.tsx';
import { annualWheelTexts } from './texts.ts';

/** A person's calendar: the page where its address is made and ended, and the file that the address answers with. */
export function calendarRoutes(house: WorkspaceHouse): readonly Route[] {
  const show = async (visit: Visit, made?: string) => {
    const { user, rows } = await visit.read({ address: ownAddress() });
    const [address] = rows.address;
    return visit.page(
      page(visit, user, {
        title: annualWheelTexts(visit.language).calendar.title,
        narrow: true,
        children: (
          <CalendarPage
            visit={visit}
            user={user}
            madeOn={address?.created_at}
            made={made}
            hasShown={visit.url.searchParams.has('made')}
          />
        ),
      }),
    );
  };
  return [
    get('/account/calendar', signedIn, (visit) => show(visit)),
    post('/account/calendar', signedIn, async (visit) => {
      // Shown once, in the answer itself: an address that holds the key is never kept, so it cannot be redirected to.
      let token = '';
      const answer = await visit.submit(async (tx) => {
        token = await renewCalendarAddress(tx);
        return '/account/calendar?made=1';
      });
      if (token === '') return answer;
      return await show(visit, `${house.origin}/calendar/${token}/armkrok.ics`);
    }),
    post('/account/calendar/ended', signedIn, (visit) =>
      visit.submit(async (tx) => {
        await revokeCalendarAddress(tx);
        return '/account/calendar?done=saved';
      }),
    ),
    byCalendar(
      get(
        '/calendar/:token/armkrok.ics',
        { openBecause: 'A calendar program has no session: the secret address is the key, and reads as its person.' },
        async (visit) => {
          const first = await visit.readOpenly({ reached: listReached() });
          const { user } = first;
          // An address that has ended answers as one that never was.
          if (!user) throw notFound();
          const days = calendarDays(dayOf(visit.now));
          const ids = first.rows.reached.map(({ id }) => id);
          const { user: still, rows } = await visit.readOpenly(calendarQuestions(ids, days));
          if (!still) throw notFound();
          const language = isLanguage(user.language) ? user.language : 'sv';
          const t = annualWheelTexts(language).calendar;
          const file = calendarFile(
            {
              name: t.name(user.organisation_name ?? ''),
              description: t.fileLead,
              events: calendarEvents(rows, first.rows.reached, { user, origin: house.origin, days, language }),
            },
            visit.now,
          );
          return new Response(file, {
            headers: {
              'content-type': 'text/calendar; charset=utf-8',
              'content-disposition': 'inline; filename="armkrok.ics"',
              'cache-control': 'private, no-store',
              'referrer-policy': 'no-referrer',
            },
          });
        },
      ),
    ),
  ];
}
