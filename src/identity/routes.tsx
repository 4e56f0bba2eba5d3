import { statement } from '../platform/database/statement.ts';
import { notFound } from '../platform/errors.ts';
import type { Installation } from '../platform/feature.ts';
import { get, idle, post } from '../platform/http/route.ts';
import { safePath } from '../platform/http/safe-path.ts';
import { isLanguage } from '../platform/texts.ts';
import { cookiesFor, sessionOf } from './cookies.ts';
import { invitationRoutes } from './invitation-routes.tsx';
import { organisationRoutes } from './organisation-routes.tsx';
import { AccountPage, SessionPage } from './pages/account-page.tsx';
import { page } from './pages/identity-page.tsx';
import { ActingForPage, OutboxPage } from './pages/organisation-pages.tsx';
import { passwordRoutes } from './password-routes.tsx';
import { signedIn } from './policy.ts';
import {
  extendSession,
  listMyOrganisations,
  mayBeExtended,
  sessionEnd,
  switchOrganisation,
  switchShortcuts,
} from './sign-in.ts';
import { signInRoutes } from './sign-in-routes.tsx';
import { identityTexts } from './texts.ts';
import type { Route, Visit } from './user.ts';

const listOutbox = statement<{ id: string; to_address: string; subject: string; body_text: string; created_at: Date }>(
  'select id, to_address, subject, body_text, created_at from list_outbox()',
);

/** How somebody comes in, whom they act for, and the organisations; of the person's own, what needs no showing who they are. */
export function identityRoutes(house: Installation): readonly Route[] {
  const cookies = cookiesFor(house.origin);
  return [
    ...signInRoutes(house),
    post('/language', { openBecause: 'Strangers read too.' }, async (visit) => {
      const form = await visit.form();
      const headers = new Headers();
      const language = form.text('language');
      if (isLanguage(language)) cookies.setLanguage(headers, language);
      return visit.redirect(safePath(form.text('next')), headers);
    }),

    get('/account', signedIn, async (visit) => {
      const { user } = await visit.read({});
      return visit.page(
        page(visit, user, {
          title: identityTexts(visit.language).account.title,
          narrow: true,
          children: <AccountPage visit={visit} user={user} isDemo={house.demo} />,
        }),
      );
    }),
    post('/account/shortcuts', signedIn, (visit) =>
      visit.submit(async (tx, form) => {
        await switchShortcuts(tx, form.text('wanted') === 'yes');
        return '/account?done=saved';
      }),
    ),
    idle(
      get('/session', signedIn, async (visit) => {
        const { user } = await visit.read({});
        const endsAt = sessionEnd(user);
        if (!endsAt) throw notFound();
        return visit.page(
          page(visit, user, {
            title: identityTexts(visit.language).account.session,
            narrow: true,
            children: <SessionPage visit={visit} endsAt={endsAt} mayBeExtended={mayBeExtended(user, visit.now)} />,
          }),
        );
      }),
    ),
    post('/session/extension', signedIn, (visit) =>
      visit.submit(async (tx) => {
        await extendSession(tx, sessionOf(visit) ?? Buffer.alloc(0));
        return '/session?done=extended';
      }),
    ),

    ...passwordRoutes(house),
    ...invitationRoutes(),
    get('/acting-for', signedIn, async (visit) => {
      const { user, rows } = await visit.read({
        organisations: listMyOrganisations(sessionOf(visit) ?? Buffer.alloc(0), visit.now),
      });
      return visit.page(
        page(visit, user, {
          title: identityTexts(visit.language).organisation.title,
          narrow: true,
          children: <ActingForPage visit={visit} organisations={rows.organisations} current={user.organisation_id} />,
        }),
      );
    }),
    post('/acting-for', signedIn, (visit) =>
      visit.submit(async (tx, form) => {
        await switchOrganisation(tx, sessionOf(visit) ?? Buffer.alloc(0), form.text('organisation'));
        return safePath(form.text('next'));
      }),
    ),

    ...organisationRoutes(house),
    ...(house.demo
      ? [
          get(
            '/outbox',
            { openBecause: 'Only in the demonstration, where letters are not sent.' },
            async (visit: Visit) => {
              const { user, rows } = await visit.readOpenly({ letters: listOutbox() });
              return visit.page(
                page(visit, user, {
                  title: identityTexts(visit.language).outbox.title,
                  children: <OutboxPage visit={visit} letters={rows.letters} />,
                }),
              );
            },
          ),
        ]
      : []),
  ];
}
