import { statement } from '../platform/database/statement.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import type { Installation } from '../platform/feature.ts';
import { sessionHash } from '../platform/http/cookies.ts';
import { FormErrors, FormReader } from '../platform/http/form-input.ts';
import { get, idle, post } from '../platform/http/route.ts';
import { safePath } from '../platform/http/safe-path.ts';
import { isLanguage } from '../platform/texts.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { tellPerson } from './account-letters.ts';
import { cookiesFor, sessionOf, withCookies } from './cookies.ts';
import { emailShape } from './email.ts';
import { readNewPassword, typedPassword } from './forms.ts';
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
import { SecondStepPage } from './pages/second-step-page.tsx';
import { FormBackPage, SignInAgainPage } from './pages/sign-in-again.tsx';
import { SignInPage } from './pages/sign-in-page.tsx';
import { askForPasskey, checkPasskey, passkeyNamed } from './passkeys.ts';
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
import { useCode } from './second-factor.ts';
import {
  type Account,
  accountOf,
  askForNewPassword,
  beginSignInStep,
  checkPassword,
  chooseNewPassword,
  countAttempt,
  endSignInStep,
  extendSession,
  findPasswordReset,
  findSignInStep,
  forgetTries,
  hasSecondFactor,
  landing,
  listDemoAccounts,
  listMyOrganisations,
  mayBeExtended,
  openLocalSession,
  sessionEnd,
  signInRules,
  signOut,
  switchOrganisation,
  switchShortcuts,
} from './sign-in.ts';
import { identityTexts } from './texts.ts';
import type { Route, SignInMethod, Tx, Visit } from './user.ts';

const listOutbox = statement<{ id: string; to_address: string; subject: string; body_text: string; created_at: Date }>(
  'select id, to_address, subject, body_text, created_at from list_outbox()',
);

const tokenOf = (visit: Visit): Buffer => {
  const token = visit.params.token ?? '';
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) throw new Refusal('gone');
  return sessionHash(token);
};

export function identityRoutes(house: Installation): readonly Route[] {
  const cookies = cookiesFor(house.origin);
  const rules = signInRules(house);

  /** Signs in with what is known here, under a reference of its own; a session that was open in the browser has ended. */
  const open = async (tx: Tx, visit: Visit, account: Account, method: SignInMethod, headers: Headers) => {
    const before = sessionOf(visit);
    if (before) await signOut(tx, before);
    const agent = visit.request.headers.get('user-agent') ?? '';
    const opened = await openLocalSession(tx, house.origin, account, { method, agent }, rules);
    cookies.setSession(headers, opened);
    return await landing(tx, opened, safePath((await visit.form()).text('next')));
  };

  /** After a sign-in: on, or with a form that was waiting back to it. */
  const goOn = async (visit: Visit, answer: Response, headers: Headers): Promise<Response> => {
    const form = await visit.form();
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
    return withCookies(back, headers);
  };

  const showSecondStep = async (visit: Visit, state: FormState = untouched): Promise<Response> => {
    const step = cookies.stepOf(visit);
    const token = visit.formToken();
    const { rows } = await visit.readOpenly({ waiting: findSignInStep(step ?? Buffer.alloc(0), visit.now) });
    const [waiting] = rows.waiting;
    // The step that has just begun has its cookie in this very answer.
    if (!waiting && !state.typed.kept) return visit.redirect('/sign-in?done=tooLate');
    return visit.page(
      page(visit, undefined, {
        title: identityTexts(visit.language).secondStep.title,
        narrow: true,
        bare: true,
        status: statusOf(state),
        children: (
          <SecondStepPage
            visit={visit}
            state={state}
            next={safePath(state.typed.next ?? visit.url.searchParams.get('next'))}
            kept={state.typed.kept}
            passkey={{ token, asked: { get: await askForPasskey(house.origin, token) } }}
          />
        ),
      }),
    );
  };

  const showSignIn = async (visit: Visit, state: FormState = untouched) => {
    const t = identityTexts(visit.language);
    const token = visit.formToken();
    const passkey = { token, asked: { get: await askForPasskey(house.origin, token) } };
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
          <SignInAgainPage visit={visit} state={state} next={next} kept={kept} passkey={passkey} />
        ) : (
          <SignInPage
            visit={visit}
            state={state}
            next={next}
            demo={house.demo ? rows.demo : []}
            providers={rows.providers}
            passkey={passkey}
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
        const foundedYear = reader.whole('founded', t.foundedWrong, 1000, 2200);
        reader.done();
        const id = addOrganisation(tx, {
          parentId,
          kind: kind ?? null,
          name,
          organisationNumber: number,
          areaCode: area,
          foundedYear,
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

  return [
    get('/sign-in', { openBecause: 'Nobody is signed in yet.' }, (visit) => showSignIn(visit)),
    post('/sign-in', { openBecause: 'Nobody is signed in yet.' }, async (visit) => {
      const t = identityTexts(visit.language).signIn;
      const form = await visit.form();
      const email = form.text('email');
      const headers = new Headers();
      let mustShowMore = false;
      if (emailShape.test(email)) {
        // Counted in a transaction of its own, so that a failed guess stays counted.
        await visit.writeOpenly((tx) => countAttempt(tx, 'account', email));
      }
      const answer = await visit.submit(
        async (tx) => {
          const reader = new FormReader(form);
          reader.text('email', t.emailMissing);
          if (email !== '' && !emailShape.test(email)) reader.wrong('email', t.emailWrong);
          const password = typedPassword(form, 'password');
          if (password === '') reader.wrong('password', t.passwordMissing);
          reader.done();
          const account = await checkPassword(tx, email, password);
          if (!account) throw new FormErrors([{ field: 'email', message: t.wrong }]);
          mustShowMore = hasSecondFactor(account);
          if (!mustShowMore) return await open(tx, visit, account, 'password', headers);
          cookies.setStep(headers, beginSignInStep(tx, account.person_id));
          return `/sign-in/code?next=${encodeURIComponent(safePath(form.text('next')))}`;
        },
        (state) => showSignIn(visit, state),
        headers,
      );
      const kept = form.text('kept');
      if (mustShowMore && kept !== '' && answer.status === 303) {
        const state = { typed: { next: form.text('next'), kept }, errors: [] };
        return withCookies(await showSecondStep(visit, state), headers);
      }
      return await goOn(visit, answer, headers);
    }),
    get('/sign-in/code', { openBecause: 'Nobody is signed in before the second factor is shown.' }, (visit) =>
      showSecondStep(visit),
    ),
    post('/sign-in/code', { openBecause: 'Nobody is signed in before the second factor is shown.' }, async (visit) => {
      const t = identityTexts(visit.language).secondStep;
      const step = cookies.stepOf(visit);
      const headers = new Headers();
      const waiting = await visit.writeOpenly(async (tx) => {
        const account = step && (await tx.find(findSignInStep(step, visit.now)));
        if (account) await countAttempt(tx, 'code', account.person_id);
        return account;
      });
      if (!step || !waiting) return visit.redirect('/sign-in?done=tooLate');
      const answer = await visit.submit(
        async (tx, form) => {
          const reader = new FormReader(form);
          const code = reader.text('code', t.codeMissing, 100, t.codeWrong);
          reader.done();
          const account = await tx.one(findSignInStep(step, visit.now));
          const used = await useCode(tx, house.sealing, account.person_id, code);
          if (!used) throw new FormErrors([{ field: 'code', message: t.codeWrong }]);
          tx.send(endSignInStep(step), forgetTries('code', account.person_id));
          if (used.kind === 'recovery') {
            tellPerson(tx, house.origin, account, (t) => t.letters.recoveryUsed(used.left ?? 0));
          }
          cookies.clearStep(headers);
          return await open(tx, visit, account, 'passwordAndCode', headers);
        },
        (state) => showSecondStep(visit, state),
        headers,
      );
      return await goOn(visit, answer, headers);
    }),
    post('/sign-in/passkey', { openBecause: 'Whoever has the passkey is not signed in yet.' }, async (visit) => {
      const t = identityTexts(visit.language).passkey;
      const form = await visit.form();
      const headers = new Headers();
      await visit.writeOpenly((tx) => countAttempt(tx, 'passkey', passkeyNamed(form.text('passkey'))));
      const answer = await visit.submit(
        async (tx) => {
          const person = await checkPasskey(tx, house.origin, {
            answer: form.text('passkey'),
            formToken: form.text('form'),
          });
          const account = person ? await tx.find(accountOf(person)) : undefined;
          if (!account) throw new FormErrors([{ field: 'passkey', message: t.wrong }]);
          tx.send(forgetTries('passkey', passkeyNamed(form.text('passkey'))));
          cookies.clearStep(headers);
          return await open(tx, visit, account, 'passkey', headers);
        },
        (state) => showSignIn(visit, state),
        headers,
      );
      return await goOn(visit, answer, headers);
    }),
    post('/sign-out', { openBecause: 'A session that has ended can be signed out of too.' }, (visit) => {
      // Cookies are put out one by one: the language chosen is no secret, and whoever signs in again reads it.
      const headers = new Headers({ 'clear-site-data': '"storage"' });
      cookies.clearSession(headers);
      cookies.clearShown(headers);
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

    get('/forgotten-password', { openBecause: 'Who has forgotten cannot sign in.' }, (visit) => showForgotten(visit)),
    post('/forgotten-password', { openBecause: 'Who has forgotten cannot sign in.' }, async (visit) => {
      const asked = (await visit.form()).text('email');
      if (emailShape.test(asked)) await visit.writeOpenly((tx) => countAttempt(tx, 'reset', asked));
      return await visit.submit(
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
      );
    }),
    get('/new-password/:token', { openBecause: 'The link in the letter is the key.' }, async (visit) => {
      tokenOf(visit);
      return showNewPassword(visit);
    }),
    post('/new-password/:token', { openBecause: 'The link in the letter is the key.' }, (visit) =>
      visit.submit(
        async (tx, form) => {
          const owner = await tx.find(findPasswordReset(tokenOf(visit), visit.now));
          if (!owner) throw new Refusal('gone');
          const reader = new FormReader(form);
          const password = readNewPassword(reader, form, 'password', visit.language, {
            ...owner,
            organisation: owner.organisation_name,
          });
          reader.done();
          await chooseNewPassword(tx, house.origin, tokenOf(visit), password);
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
          const password = isNew
            ? readNewPassword(reader, form, 'password', visit.language, {
                name,
                email: invitation.email,
                organisation: invitation.organisation_name,
              })
            : null;
          reader.done();
          await acceptInvitation(tx, tokenOf(visit), { name, password, language: visit.language });
          if (isNew) return '/sign-in?done=accepted';
          // Only who holds a seat for another organisation too has anything to choose.
          return `${tx.user.organisation_id === invitation.organisation_id ? '/' : '/acting-for'}?done=accepted`;
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
        return safePath(form.text('next'));
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
