import { statement } from '../platform/database/statement.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import type { Installation } from '../platform/feature.ts';
import { FormErrors, FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { languageCookieName, readCookies, safePath, sessionCookieName, sessionHash } from '../platform/http/server.ts';
import { isLanguage } from '../platform/texts.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { emailShape } from './email.ts';
import {
  addOrganisation,
  findArea,
  findByNumber,
  findOrganisation,
  innerKinds,
  listBranches,
  listed,
  noOrganisation,
  organisationKinds,
  searchOrganisations,
  verifyOrganisation,
} from './organisation.ts';
import { readOrganisationNumber } from './organisation-number.ts';
import { AccountPage, SessionPage } from './pages/account-page.tsx';
import { page } from './pages/identity-page.tsx';
import { InvitationPage } from './pages/invitation-page.tsx';
import {
  ActingForPage,
  InvitePage,
  NewOrganisationPage,
  OrganisationPage,
  OrganisationsPage,
  OutboxPage,
} from './pages/organisation-pages.tsx';
import { ForgottenPasswordPage, NewPasswordPage } from './pages/password-pages.tsx';
import { FormBackPage, SignInAgainPage } from './pages/sign-in-again.tsx';
import { SignInPage } from './pages/sign-in-page.tsx';
import { longestPassword, shortestPassword } from './passwords.ts';
import { administerInstallation, administerOrganisation, signedIn } from './policy.ts';
import { findProviderAbove, listProviders } from './providers/connecting.ts';
import { may } from './rule.ts';
import {
  acceptInvitation,
  addSeat,
  endSeat,
  endTerm,
  findInvitation,
  inviteToSeat,
  listInvitations,
  listSeats,
  listTerms,
  seatLevels,
} from './seat.ts';
import {
  askForNewPassword,
  chooseNewPassword,
  countAttempt,
  extendSession,
  listDemoAccounts,
  listMyOrganisations,
  mayBeExtended,
  ownSessions,
  signIn,
  signOut,
  switchOrganisation,
  switchShortcuts,
} from './sign-in.ts';
import { identityTexts } from './texts.ts';
import type { Route, Visit } from './user.ts';

const listOutbox = statement<{ id: string; to_address: string; subject: string; body_text: string; created_at: Date }>(
  'select id, to_address, subject, body_text, created_at from list_outbox()',
);

const tokenOf = (visit: Visit): Buffer => {
  const token = visit.params.token ?? '';
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) throw new Refusal('gone');
  return sessionHash(token);
};

export function identityRoutes(house: Installation): readonly Route[] {
  const secure = house.origin.startsWith('https:');
  const setCookie = (headers: Headers, name: string, value: string, more = '') =>
    headers.append('set-cookie', `${name}=${value}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}${more}`);
  const sessionOf = (visit: Visit): Buffer | undefined =>
    visit.acting && 'session' in visit.acting ? visit.acting.session : undefined;

  const showSignIn = async (visit: Visit, state: FormState = untouched) => {
    const t = identityTexts(visit.language);
    const { rows } = await visit.readOpenly({ demo: listDemoAccounts(), providers: listProviders() });
    const next = safePath(state.typed.next ?? visit.url.searchParams.get('next'));
    const { kept } = state.typed;
    return visit.page(
      page(visit, undefined, {
        title: kept ? t.signInAgain.title : t.signIn.title,
        narrow: true,
        bare: Boolean(kept),
        status: statusOf(state),
        children: kept ? (
          <SignInAgainPage visit={visit} state={state} next={next} kept={kept} />
        ) : (
          <SignInPage
            visit={visit}
            state={state}
            next={next}
            demo={house.demo ? rows.demo : []}
            providers={rows.providers}
          />
        ),
      }),
    );
  };

  const showForgotten = async (visit: Visit, state: FormState = untouched) =>
    visit.page(
      page(visit, undefined, {
        title: identityTexts(visit.language).password.forgottenTitle,
        narrow: true,
        status: statusOf(state),
        children: <ForgottenPasswordPage visit={visit} state={state} isSent={visit.url.searchParams.has('sent')} />,
      }),
    );

  const showNewPassword = async (visit: Visit, state: FormState = untouched) =>
    visit.page(
      page(visit, undefined, {
        title: identityTexts(visit.language).password.newTitle,
        narrow: true,
        status: statusOf(state),
        children: <NewPasswordPage visit={visit} state={state} />,
      }),
    );

  const showInvitation = async (visit: Visit, state: FormState = untouched) => {
    const { user, rows } = await visit.readOpenly({ invitation: findInvitation(tokenOf(visit), visit.now) });
    const [invitation] = rows.invitation;
    if (!invitation) throw new Refusal('gone');
    // A second wave: whose provider is asked for is in the invitation.
    const above = await visit.readOpenly({ provider: findProviderAbove(invitation.organisation_id) });
    return visit.page(
      page(visit, user, {
        title: identityTexts(visit.language).invitation.title(invitation.organisation_name),
        narrow: true,
        status: statusOf(state),
        children: (
          <InvitationPage
            visit={visit}
            invitation={invitation}
            isSignedIn={user !== undefined}
            provider={above.rows.provider[0]}
            state={state}
          />
        ),
      }),
    );
  };

  const showNewOrganisation = async (visit: Visit, state: FormState = untouched) => {
    const { organisation } = visit.params;
    const { user, rows } = await visit.read({
      parents: organisation ? findOrganisation(organisation) : noOrganisation(),
    });
    const [parent] = rows.parents;
    if (organisation && !parent) throw notFound();
    return visit.page(
      page(visit, user, {
        title: identityTexts(visit.language).organisation.addTitle,
        narrow: true,
        status: statusOf(state),
        children: <NewOrganisationPage visit={visit} parent={parent} state={state} />,
      }),
    );
  };

  const submitNewOrganisation = (visit: Visit) =>
    visit.submit(
      async (tx, form) => {
        const t = identityTexts(visit.language).organisation;
        const parentId = visit.params.organisation ?? null;
        if (parentId) await tx.one(findOrganisation(parentId));
        const reader = new FormReader(form);
        const name = reader.text('name', t.nameMissing, 200);
        const kinds = organisationKinds.filter((kind) => innerKinds.includes(kind) === (parentId !== null));
        const kind = reader.oneOf('kind', kinds, t.kindMissing);
        const typedNumber = reader.text('number');
        const number = typedNumber === '' ? null : (readOrganisationNumber(typedNumber) ?? null);
        if (typedNumber !== '' && number === null) reader.wrong('number', t.numberWrong);
        if (number && (await tx.find(findByNumber(number)))) reader.wrong('number', t.numberTaken);
        const area = reader.text('area') || null;
        if (area && !(await tx.find(findArea(area)))) reader.wrong('area', t.areaWrong);
        reader.done();
        const id = addOrganisation(tx, {
          parentId,
          kind: kind ?? null,
          name,
          organisationNumber: number,
          areaCode: area,
        });
        return parentId ? `/organisations/${parentId}?done=added` : `/organisations/${id}?done=added`;
      },
      (state) => showNewOrganisation(visit, state),
    );

  const showOrganisation = async (visit: Visit, seatState: FormState = untouched) => {
    const id = visit.params.organisation ?? '';
    const { user, rows } = await visit.read({
      organisation: findOrganisation(id),
      branches: listBranches(id),
      seats: listSeats(id),
      terms: listTerms(id),
      invitations: listInvitations(id, visit.now),
    });
    const [organisation] = rows.organisation;
    if (!organisation) throw notFound();
    return visit.page(
      page(visit, user, {
        title: organisation.name,
        status: statusOf(seatState),
        children: (
          <OrganisationPage
            visit={visit}
            organisation={organisation}
            branches={rows.branches}
            seats={rows.seats}
            terms={rows.terms}
            invitations={rows.invitations}
            mayVerify={may(user, administerInstallation)}
            isActedFor={user.organisation_id === organisation.id}
            hasHistory={user.organisation_id === id && user.administers.includes(id)}
            seatState={seatState}
          />
        ),
      }),
    );
  };

  const showInvite = async (visit: Visit, state: FormState = untouched) => {
    const id = visit.params.organisation ?? '';
    const { user, rows } = await visit.read({ organisation: findOrganisation(id), seats: listSeats(id) });
    const [organisation] = rows.organisation;
    const seat = rows.seats.find((one) => one.id === visit.params.seat && !one.ended_on);
    if (!organisation || !seat) throw notFound();
    return visit.page(
      page(visit, user, {
        title: identityTexts(visit.language).seat.inviteTitle(seat.title),
        narrow: true,
        status: statusOf(state),
        children: <InvitePage visit={visit} organisation={organisation} seat={seat} state={state} />,
      }),
    );
  };

  const readPassword = (reader: FormReader, visit: Visit): string => {
    const t = identityTexts(visit.language).password;
    const password = reader.text('password', t.tooShort(shortestPassword), longestPassword, t.tooLong(longestPassword));
    if (password.length < shortestPassword) reader.wrong('password', t.tooShort(shortestPassword));
    return password;
  };

  return [
    get('/sign-in', { openBecause: 'Nobody is signed in yet.' }, (visit) => showSignIn(visit)),
    post('/sign-in', { openBecause: 'Nobody is signed in yet.' }, async (visit) => {
      const t = identityTexts(visit.language).signIn;
      const form = await visit.form();
      const email = form.text('email');
      const headers = new Headers();
      if (emailShape.test(email)) {
        // Counted in a transaction of its own, so that a failed guess stays counted.
        await visit.writeOpenly((tx) => countAttempt(tx, email));
      }
      const answer = await visit.submit(
        async (tx) => {
          const reader = new FormReader(form);
          reader.text('email', t.emailMissing);
          if (email !== '' && !emailShape.test(email)) reader.wrong('email', t.emailWrong);
          const password = reader.text('password', t.passwordMissing);
          reader.done();
          const session = await signIn(tx, email, password, visit.request.headers.get('user-agent') ?? '');
          if (!session) throw new FormErrors([{ field: 'email', message: t.wrong }]);
          setCookie(headers, sessionCookieName(secure), session.cookie, `; Max-Age=${session.seconds}`);
          return safePath(form.text('next'));
        },
        (state) => showSignIn(visit, state),
        headers,
      );
      const kept = form.text('kept');
      if (kept === '' || answer.status !== 303) return answer;
      // Too much for an address, so the answer is a page and no redirect. It holds what was typed as it came: sealed.
      const back = await visit.page(
        page(visit, undefined, {
          title: identityTexts(visit.language).formBack.title,
          narrow: true,
          bare: true,
          children: <FormBackPage visit={visit} to={safePath(form.text('next'))} kept={kept} />,
        }),
      );
      const withCookies = new Headers(back.headers);
      for (const cookie of answer.headers.getSetCookie()) withCookies.append('set-cookie', cookie);
      // An answer anew: the headers of a page are settled when it is drawn.
      return new Response(back.body, { status: back.status, headers: withCookies });
    }),
    post('/sign-out', { openBecause: 'A session that has ended can be signed out of too.' }, (visit) => {
      const headers = new Headers();
      setCookie(headers, sessionCookieName(secure), '', '; Max-Age=0');
      // Nothing of ours lies in the browser; whatever came to lie there goes too.
      headers.set('clear-site-data', '"storage"');
      return visit.submit(
        async (tx) => {
          const session = sessionOf(visit);
          if (session) await signOut(tx, session);
          return '/sign-in';
        },
        undefined,
        headers,
      );
    }),
    post('/language', { openBecause: 'Strangers read too.' }, async (visit) => {
      const form = await visit.form();
      const headers = new Headers();
      const language = form.text('language');
      if (isLanguage(language)) setCookie(headers, languageCookieName(secure), language, '; Max-Age=31536000');
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
    get('/session', signedIn, async (visit) => {
      const { user, rows } = await visit.read({ sessions: ownSessions() });
      const session = sessionOf(visit);
      const opened = rows.sessions.find((one) => session?.equals(one.token_hash));
      const endsAt = user.session_ends_at;
      if (!opened || !endsAt) throw notFound();
      return visit.page(
        page(visit, user, {
          title: identityTexts(visit.language).account.session,
          narrow: true,
          children: (
            <SessionPage visit={visit} endsAt={endsAt} mayBeExtended={mayBeExtended(opened.created_at, endsAt)} />
          ),
        }),
      );
    }),
    post('/session/extension', signedIn, (visit) => {
      const headers = new Headers();
      return visit.submit(
        async (tx) => {
          const seconds = await extendSession(tx, sessionOf(visit) ?? Buffer.alloc(0));
          const name = sessionCookieName(secure);
          const cookie = readCookies(visit.request.headers.get('cookie')).get(name) ?? '';
          setCookie(headers, name, cookie, `; Max-Age=${seconds}`);
          return '/session?done=extended';
        },
        undefined,
        headers,
      );
    }),

    get('/forgotten-password', { openBecause: 'Who has forgotten cannot sign in.' }, (visit) => showForgotten(visit)),
    post('/forgotten-password', { openBecause: 'Who has forgotten cannot sign in.' }, (visit) =>
      visit.submit(
        async (tx, form) => {
          const t = identityTexts(visit.language).signIn;
          const reader = new FormReader(form);
          const email = reader.text('email', t.emailMissing);
          if (email !== '' && !emailShape.test(email)) reader.wrong('email', t.emailWrong);
          reader.done();
          await askForNewPassword(tx, house.origin, email);
          return '/forgotten-password?sent';
        },
        (state) => showForgotten(visit, state),
      ),
    ),
    get('/new-password/:token', { openBecause: 'The link in the letter is the key.' }, async (visit) => {
      tokenOf(visit);
      return showNewPassword(visit);
    }),
    post('/new-password/:token', { openBecause: 'The link in the letter is the key.' }, (visit) =>
      visit.submit(
        async (tx, form) => {
          const reader = new FormReader(form);
          const password = readPassword(reader, visit);
          reader.done();
          await chooseNewPassword(tx, tokenOf(visit), password);
          return '/sign-in?done=passwordChanged';
        },
        (state) => showNewPassword(visit, state),
      ),
    ),

    get('/invitations/:token', { openBecause: 'The link in the letter is the key.' }, (visit) => showInvitation(visit)),
    post('/invitations/:token', { openBecause: 'The link in the letter is the key.' }, (visit) =>
      visit.submit(
        async (tx, form) => {
          const t = identityTexts(visit.language).invitation;
          const invitation = await tx.find(findInvitation(tokenOf(visit), visit.now));
          if (!invitation) throw new Refusal('gone');
          if (invitation.has_account && !invitation.is_mine) throw new Refusal('forbidden');
          const reader = new FormReader(form);
          const isNew = !invitation.has_account;
          const name = isNew ? reader.text('name', t.nameMissing, 200) : invitation.name;
          const password = isNew ? readPassword(reader, visit) : null;
          reader.done();
          await acceptInvitation(tx, tokenOf(visit), { name, password, language: visit.language });
          return isNew ? '/sign-in?done=accepted' : '/acting-for?done=accepted';
        },
        (state) => showInvitation(visit, state),
      ),
    ),

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
        return '/';
      }),
    ),

    get('/organisations', signedIn, async (visit) => {
      const search = (visit.url.searchParams.get('q') ?? '').trim();
      const { user, rows } = await visit.read({ organisations: searchOrganisations(search, listed) });
      return visit.page(
        page(visit, user, {
          title: identityTexts(visit.language).organisation.listTitle,
          children: (
            <OrganisationsPage
              visit={visit}
              organisations={rows.organisations}
              search={search}
              mayAdd={may(user, administerInstallation)}
            />
          ),
        }),
      );
    }),
    get('/organisations/new', administerInstallation, (visit) => showNewOrganisation(visit)),
    post('/organisations/new', administerInstallation, submitNewOrganisation),
    get('/organisations/:organisation', administerOrganisation, (visit) => showOrganisation(visit)),
    post('/organisations/:organisation/verification', administerInstallation, (visit) =>
      visit.submit(async (tx) => {
        await verifyOrganisation(tx, visit.params.organisation ?? '');
        return `/organisations/${visit.params.organisation}?done=verified`;
      }),
    ),
    get('/organisations/:organisation/parts/new', administerOrganisation, (visit) => showNewOrganisation(visit)),
    post('/organisations/:organisation/parts/new', administerOrganisation, submitNewOrganisation),
    post('/organisations/:organisation/seats', administerOrganisation, (visit) =>
      visit.submit(
        async (tx, form) => {
          const t = identityTexts(visit.language).seat;
          const reader = new FormReader(form);
          const title = reader.text('title', t.titleMissing, 200);
          const level = reader.oneOf('level', seatLevels, t.level) ?? 'officer';
          const mandateEndsOn = reader.date('mandate', t.dateWrong);
          reader.done();
          const isAdministrator = form.text('administrator') === 'yes';
          addSeat(tx, visit.params.organisation ?? '', { title, level, isAdministrator, mandateEndsOn });
          return `/organisations/${visit.params.organisation}?done=added`;
        },
        (state) => showOrganisation(visit, state),
      ),
    ),
    get('/organisations/:organisation/seats/:seat/invite', administerOrganisation, (visit) => showInvite(visit)),
    post('/organisations/:organisation/seats/:seat/invite', administerOrganisation, (visit) =>
      visit.submit(
        async (tx, form) => {
          const t = identityTexts(visit.language);
          const reader = new FormReader(form);
          const name = reader.text('name', t.seat.nameMissing, 200);
          const email = reader.text('email', t.signIn.emailMissing, 200);
          if (email !== '' && !emailShape.test(email)) reader.wrong('email', t.signIn.emailWrong);
          const kind = reader.oneOf('kind', ['holder', 'deputy'] as const, t.seat.as) ?? 'holder';
          reader.done();
          const organisationId = visit.params.organisation ?? '';
          await inviteToSeat(tx, house.origin, organisationId, { seatId: visit.params.seat ?? '', kind, name, email });
          return `/organisations/${organisationId}?done=invited`;
        },
        (state) => showInvite(visit, state),
      ),
    ),
    post('/organisations/:organisation/terms/:term/end', administerOrganisation, (visit) =>
      visit.submit(async (tx) => {
        await endTerm(tx, visit.params.organisation ?? '', visit.params.term ?? '');
        return `/organisations/${visit.params.organisation}?done=ended`;
      }),
    ),
    post('/organisations/:organisation/seats/:seat/end', administerOrganisation, (visit) =>
      visit.submit(async (tx) => {
        await endSeat(tx, visit.params.organisation ?? '', visit.params.seat ?? '');
        return `/organisations/${visit.params.organisation}?done=ended`;
      }),
    ),

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
