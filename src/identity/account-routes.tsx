import { statement } from '../platform/database/statement.ts';
import { fileAnswer } from '../platform/documents/file-answer.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import type { Installation } from '../platform/feature.ts';
import { sessionHash } from '../platform/http/cookies.ts';
import { FormErrors, FormReader } from '../platform/http/form-input.ts';
import { get, post, stepUp } from '../platform/http/route.ts';
import { safePath } from '../platform/http/safe-path.ts';
import { isId } from '../platform/id.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { changeEmail, changePassword, findEmailChange, sendEmailChange } from './account.ts';
import { tellPerson } from './account-letters.ts';
import { cookiesFor, sessionOf, withCookies } from './cookies.ts';
import { emailShape } from './email.ts';
import { readNewPassword, typedPassword } from './forms.ts';
import { linkKeyOf } from './letter-link.ts';
import {
  AuthenticatorPage,
  ChangePasswordPage,
  ConfirmEmailPage,
  NewEmailPage,
  NewPasskeyPage,
  RecoveryCodesPage,
} from './pages/factor-pages.tsx';
import { page } from './pages/identity-page.tsx';
import { KeptOutPage } from './pages/kept-out-page.tsx';
import { SecurityPage } from './pages/security-page.tsx';
import { FormBackPage } from './pages/sign-in-again.tsx';
import { stepUpPage } from './pages/step-up-page.tsx';
import { addPasskey, askForNewPasskey, checkPasskey, removePasskey } from './passkeys.ts';
import { passwordMatches } from './passwords.ts';
import { signedIn } from './policy.ts';
import {
  addAuthenticator,
  newRecoveryCodes,
  newSecret,
  removeAuthenticator,
  setUpOf,
  useCode,
} from './second-factor.ts';
import { endMyOtherSessions, endMySession, listMySessions } from './sessions.ts';
import {
  type Account,
  accountOf,
  countAttempt,
  forgetTries,
  hasSecondFactor,
  refusalOf,
  signInRules,
  stepUpSession,
} from './sign-in.ts';
import { identityTexts } from './texts.ts';
import type { Route, SignInMethod, Tx, User, Visit } from './user.ts';

/** Of whoever is signed in; asked in the page's own round trip, where it is not known yet who that is. */
const whoAsks = `nullif(current_setting('armkrok.user', true), '')::uuid`;
const ownAccount = statement<Account>(`
  select person_id, name, email, password, language, is_system_administrator, is_demo, has_authenticator, has_passkey,
    recovery_left
  from account_of(${whoAsks})`);
const ownAuthenticator = statement<{ created_at: Date }>(`select created_at from find_authenticator(${whoAsks})`);
const ownPasskeys = statement<{
  id: string;
  credential_id: Buffer;
  transports: string[];
  name: string;
  may_be_copied: boolean;
  created_at: Date;
  last_used_at: Date | null;
}>(`
  select id, credential_id, transports, name, may_be_copied, created_at, last_used_at from passkeys_of(${whoAsks})`);

const security = '/account/sign-in';

export function accountRoutes(house: Installation): readonly Route[] {
  const cookies = cookiesFor(house.origin);
  const rules = signInRules(house);
  const { sealing } = house;
  const nextOf = (visit: Visit, state: FormState = untouched) =>
    safePath(state.typed.next ?? visit.url.searchParams.get('next') ?? security);
  const myAccount = async (tx: Tx): Promise<Account> => await tx.one(accountOf(tx.user.person_id));

  /** The session goes on under a new reference; known by more than before, if the method says more. */
  const renew = async (tx: Tx, visit: Visit, headers: Headers, method: SignInMethod | undefined): Promise<Buffer> => {
    const known = method ? { method } : undefined;
    const opened = await stepUpSession(tx, sessionOf(visit) ?? Buffer.alloc(0), known, rules);
    cookies.setSession(headers, opened);
    return sessionHash(opened.cookie);
  };
  /** A password says less than what is shown beside it; a provider, and a passkey, say as much. */
  const raised = (user: User, method: SignInMethod): SignInMethod | undefined =>
    user.method === 'password' ? method : undefined;

  const showCodes = (headers: Headers, person: string, codes: readonly string[]): void =>
    cookies.setShown(headers, sealing.seal(codes.join(' '), `recovery codes of ${person}`));
  /** Those just made for the user; none when they have been kept, or are another's. */
  const codesIn = (visit: Visit, user: User): readonly string[] => {
    const sealed = cookies.shownIn(visit);
    const codes = sealed ? sealing.open(sealed, `recovery codes of ${user.person_id}`) : undefined;
    return codes?.split(' ') ?? [];
  };
  /** With the first factor come the codes for when it is lost. */
  const afterAdding = async (tx: Tx, visit: Visit, headers: Headers, before: Account, done: string) => {
    const next = nextOf(visit, { typed: (await visit.form()).typed, errors: [] });
    if (before.recovery_left > 0) return `${security}?done=${done}`;
    showCodes(headers, before.person_id, await newRecoveryCodes(tx));
    return `/account/recovery-codes?done=${done}&next=${encodeURIComponent(next)}`;
  };
  /** When nothing but the password is left, the session is known by no more. */
  const afterRemoving = async (tx: Tx, visit: Visit, headers: Headers): Promise<Account> => {
    const account = await myAccount(tx);
    const lost = !hasSecondFactor(account) && tx.user.method !== 'provider';
    await renew(tx, visit, headers, lost ? 'password' : undefined);
    return account;
  };

  const showStepUp = async (visit: Visit, state: FormState = untouched): Promise<Response> => {
    const { user, rows } = await visit.read({ account: ownAccount() });
    const [account] = rows.account;
    if (!account) throw notFound();
    const next = safePath(state.typed.next ?? visit.url.searchParams.get('next'));
    return visit.page(
      await stepUpPage(house.origin, visit, user, account, { next, waiting: state.typed.waiting, state }),
    );
  };
  /** After it: on, or with the form that was waiting back to it. */
  const goOn = async (visit: Visit, answer: Response, headers: Headers): Promise<Response> => {
    const form = await visit.form();
    const kept = form.text('waiting');
    if (kept === '' || answer.status !== 303) return answer;
    const back = await visit.page(
      page(visit, undefined, {
        title: identityTexts(visit.language).formBack.title,
        narrow: true,
        bare: true,
        children: <FormBackPage visit={visit} to={safePath(form.text('next'))} kept={kept} isConfirmed />,
      }),
    );
    return withCookies(back, headers);
  };

  const showAuthenticator = async (visit: Visit, state: FormState = untouched) => {
    const { user, rows } = await visit.read({ account: ownAccount() });
    const [account] = rows.account;
    if (!account) throw notFound();
    const owner = { person: user.person_id, email: account.email };
    const typed = state.typed.secret ?? '';
    // What came back and is not ours is another secret than anybody has scanned: a new one.
    const sealed = setUpOf(sealing, typed, owner) ? typed : newSecret(sealing, user.person_id);
    const setUp = setUpOf(sealing, sealed, owner);
    if (!setUp) throw notFound();
    return visit.page(
      page(visit, user, {
        title: identityTexts(visit.language).app.title,
        narrow: true,
        status: statusOf(state),
        children: (
          <AuthenticatorPage
            visit={visit}
            state={state}
            next={nextOf(visit, state)}
            sealed={sealed}
            {...setUp}
            replaces={account.has_authenticator}
          />
        ),
      }),
    );
  };

  const showNewPasskey = async (visit: Visit, state: FormState = untouched) => {
    const token = visit.formToken();
    const { user, rows } = await visit.read({ account: ownAccount(), passkeys: ownPasskeys() });
    const [account] = rows.account;
    if (!account) throw notFound();
    const owner = { person: user.person_id, name: account.name, email: account.email };
    const make = await askForNewPasskey(house.origin, token, owner, rows.passkeys);
    return visit.page(
      page(visit, user, {
        title: identityTexts(visit.language).passkey.addTitle,
        narrow: true,
        status: statusOf(state),
        children: (
          <NewPasskeyPage
            visit={visit}
            state={state}
            next={nextOf(visit, state)}
            passkey={{ token, asked: { make } }}
          />
        ),
      }),
    );
  };

  const showPassword = async (visit: Visit, state: FormState = untouched) => {
    const { user, rows } = await visit.read({ account: ownAccount() });
    return visit.page(
      page(visit, user, {
        title: identityTexts(visit.language).password.changeTitle,
        narrow: true,
        status: statusOf(state),
        children: <ChangePasswordPage visit={visit} state={state} hasPassword={rows.account[0]?.password !== null} />,
      }),
    );
  };

  const showNewEmail = async (visit: Visit, state: FormState = untouched) => {
    const { user, rows } = await visit.read({ account: ownAccount() });
    return visit.page(
      page(visit, user, {
        title: identityTexts(visit.language).newEmail.title,
        narrow: true,
        status: statusOf(state),
        children: <NewEmailPage visit={visit} state={state} present={rows.account[0]?.email ?? ''} />,
      }),
    );
  };

  return [
    get(security, signedIn, async (visit) => {
      const { user, rows } = await visit.read({
        account: ownAccount(),
        app: ownAuthenticator(),
        passkeys: ownPasskeys(),
        sessions: listMySessions(visit.now),
      });
      const [account] = rows.account;
      if (!account) throw notFound();
      return visit.page(
        page(visit, user, {
          title: identityTexts(visit.language).security.title,
          narrow: true,
          children: (
            <SecurityPage
              visit={visit}
              user={user}
              account={account}
              appSince={rows.app[0]?.created_at}
              passkeys={rows.passkeys}
              sessions={rows.sessions}
            />
          ),
        }),
      );
    }),

    get('/step-up', signedIn, (visit) => showStepUp(visit)),
    post('/step-up', signedIn, async (visit) => {
      const t = identityTexts(visit.language).stepUp;
      const headers = new Headers();
      await visit.writeApart((tx) => countAttempt(tx, 'stepUp', tx.user.person_id));
      const answer = await visit.submit(
        async (tx, form) => {
          const account = await myAccount(tx);
          const isRight = await passwordMatches(typedPassword(form, 'password'), account.password);
          const more = hasSecondFactor(account);
          if (!isRight || (more && !(await useCode(tx, sealing, account.person_id, form.text('code'))))) {
            throw new FormErrors([{ field: 'password', message: t.wrong }]);
          }
          tx.send(forgetTries('stepUp', account.person_id));
          await renew(tx, visit, headers, more ? raised(tx.user, 'passwordAndCode') : undefined);
          return safePath(form.text('next'));
        },
        (state) => showStepUp(visit, state),
        headers,
      );
      return await goOn(visit, answer, headers);
    }),
    post('/step-up/passkey', signedIn, async (visit) => {
      const t = identityTexts(visit.language).passkey;
      const headers = new Headers();
      await visit.writeApart((tx) => countAttempt(tx, 'stepUp', tx.user.person_id));
      const answer = await visit.submit(
        async (tx, form) => {
          const given = { answer: form.text('passkey'), formToken: form.text('form') };
          if ((await checkPasskey(tx, house.origin, given)) !== tx.user.person_id) {
            throw new FormErrors([{ field: 'passkey', message: t.wrong }]);
          }
          tx.send(forgetTries('stepUp', tx.user.person_id));
          await renew(tx, visit, headers, raised(tx.user, 'passkey'));
          return safePath(form.text('next'));
        },
        (state) => showStepUp(visit, state),
        headers,
      );
      return await goOn(visit, answer, headers);
    }),

    get('/kept-out', signedIn, async (visit) => {
      const { user, rows } = await visit.read({
        refusal: refusalOf(sessionOf(visit) ?? Buffer.alloc(0)),
        account: ownAccount(),
      });
      const [refusal] = rows.refusal;
      const [account] = rows.account;
      const next = safePath(visit.url.searchParams.get('next'));
      if (!refusal?.because || !account) return visit.redirect(next);
      return visit.page(
        page(visit, user, {
          title: identityTexts(visit.language).keptOut.title,
          narrow: true,
          children: (
            <KeptOutPage
              visit={visit}
              user={user}
              because={refusal.because}
              organisation={refusal.organisation_name}
              isAdministrator={account.is_system_administrator}
              hasFactor={hasSecondFactor(account)}
              next={next}
            />
          ),
        }),
      );
    }),

    stepUp(get('/account/authenticator', signedIn, (visit) => showAuthenticator(visit))),
    stepUp(
      post('/account/authenticator', signedIn, (visit) => {
        const headers = new Headers();
        return visit.submit(
          async (tx, form) => {
            const t = identityTexts(visit.language).app;
            const reader = new FormReader(form);
            const code = reader.text('code', t.codeMissing, 100, t.codeWrong);
            reader.done();
            const before = await myAccount(tx);
            if (!(await addAuthenticator(tx, sealing, form.text('secret'), code))) {
              throw new FormErrors([{ field: 'code', message: t.codeWrong }]);
            }
            await renew(tx, visit, headers, raised(tx.user, 'passwordAndCode'));
            tellPerson(tx, house.origin, before, (t) => t.letters.appAdded);
            return await afterAdding(tx, visit, headers, before, 'appAdded');
          },
          (state) => showAuthenticator(visit, state),
          headers,
        );
      }),
    ),
    stepUp(
      post('/account/authenticator/removal', signedIn, (visit) => {
        const headers = new Headers();
        return visit.submit(
          async (tx) => {
            await removeAuthenticator(tx);
            const account = await afterRemoving(tx, visit, headers);
            tellPerson(tx, house.origin, account, (t) => t.letters.appRemoved);
            return `${security}?done=appRemoved`;
          },
          undefined,
          headers,
        );
      }),
    ),

    stepUp(get('/account/passkeys', signedIn, (visit) => showNewPasskey(visit))),
    stepUp(
      post('/account/passkeys', signedIn, (visit) => {
        const headers = new Headers();
        return visit.submit(
          async (tx, form) => {
            const t = identityTexts(visit.language).passkey;
            const reader = new FormReader(form);
            const name = reader.text('name', t.nameMissing, 100);
            reader.done();
            const before = await myAccount(tx);
            const given = { answer: form.text('passkey'), formToken: form.text('form') };
            if (!(await addPasskey(tx, house.origin, given, name))) {
              throw new FormErrors([{ field: 'passkey', message: t.notAdded }]);
            }
            await renew(tx, visit, headers, raised(tx.user, 'passkey'));
            tellPerson(tx, house.origin, before, (t) => t.letters.passkeyAdded(name));
            return await afterAdding(tx, visit, headers, before, 'passkeyAdded');
          },
          (state) => showNewPasskey(visit, state),
          headers,
        );
      }),
    ),
    stepUp(
      post('/account/passkeys/:passkey/removal', signedIn, (visit) => {
        const headers = new Headers();
        return visit.submit(
          async (tx) => {
            const { passkey } = visit.params;
            if (!isId(passkey)) throw notFound();
            await removePasskey(tx, passkey);
            const account = await afterRemoving(tx, visit, headers);
            tellPerson(tx, house.origin, account, (t) => t.letters.passkeyRemoved);
            return `${security}?done=passkeyRemoved`;
          },
          undefined,
          headers,
        );
      }),
    ),

    stepUp(
      post('/account/recovery-codes', signedIn, (visit) => {
        const headers = new Headers();
        return visit.submit(
          async (tx) => {
            const account = await myAccount(tx);
            if (!hasSecondFactor(account)) throw notFound();
            showCodes(headers, account.person_id, await newRecoveryCodes(tx));
            tellPerson(tx, house.origin, account, (t) => t.letters.recoveryMade);
            return '/account/recovery-codes';
          },
          undefined,
          headers,
        );
      }),
    ),
    stepUp(
      get('/account/recovery-codes', signedIn, async (visit) => {
        const { user } = await visit.read({});
        const codes = codesIn(visit, user);
        if (codes.length === 0) return visit.redirect(security);
        return visit.page(
          page(visit, user, {
            title: identityTexts(visit.language).recovery.title,
            narrow: true,
            children: <RecoveryCodesPage visit={visit} codes={codes} next={nextOf(visit)} />,
          }),
        );
      }),
    ),
    stepUp(
      get('/account/recovery-codes/file', signedIn, async (visit) => {
        const { user } = await visit.read({});
        const codes = codesIn(visit, user);
        if (codes.length === 0) return visit.redirect(security);
        const t = identityTexts(visit.language).recovery;
        const lines = [t.fileHead, house.origin, '', ...codes, ''];
        return fileAnswer(lines.join('\r\n'), 'text/plain; charset=utf-8', t.fileName);
      }),
    ),
    post('/account/recovery-codes/kept', signedIn, (visit) => {
      const headers = new Headers();
      cookies.clearShown(headers);
      return visit.submit(async (_tx, form) => safePath(form.text('next')), undefined, headers);
    }),

    stepUp(get('/account/password', signedIn, (visit) => showPassword(visit))),
    stepUp(
      post('/account/password', signedIn, async (visit) => {
        const t = identityTexts(visit.language).password;
        const headers = new Headers();
        await visit.writeApart((tx) => countAttempt(tx, 'stepUp', tx.user.person_id));
        return await visit.submit(
          async (tx, form) => {
            const account = await myAccount(tx);
            const reader = new FormReader(form);
            const present = typedPassword(form, 'presentPassword');
            if (account.password !== null) {
              if (present === '') reader.wrong('presentPassword', t.presentMissing);
              else if (!(await passwordMatches(present, account.password)))
                reader.wrong('presentPassword', t.presentWrong);
            }
            const password = readNewPassword(reader, form, 'password', visit.language, {
              ...account,
              organisation: tx.user.organisation_name,
            });
            reader.done();
            tx.send(forgetTries('stepUp', account.person_id));
            await changePassword(tx, password, await renew(tx, visit, headers, undefined));
            tellPerson(tx, house.origin, account, (t) => t.letters.passwordChanged);
            return `${security}?done=newPassword`;
          },
          (state) => showPassword(visit, state),
          headers,
        );
      }),
    ),

    stepUp(get('/account/email', signedIn, (visit) => showNewEmail(visit))),
    stepUp(
      post('/account/email', signedIn, async (visit) => {
        await visit.writeApart((tx) => countAttempt(tx, 'reset', tx.user.person_id));
        return await visit.submit(
          async (tx, form) => {
            const t = identityTexts(visit.language).signIn;
            const reader = new FormReader(form);
            const email = reader.text('email', t.emailMissing, 200);
            if (email !== '' && !emailShape.test(email)) reader.wrong('email', t.emailWrong);
            reader.done();
            await sendEmailChange(tx, house.origin, await myAccount(tx), email);
            return `${security}?done=emailSent`;
          },
          (state) => showNewEmail(visit, state),
        );
      }),
    ),
    get('/new-email/:token', { openBecause: 'The link in the letter is the key.' }, async (visit) => {
      const { user, rows } = await visit.readOpenly({ asked: findEmailChange(linkKeyOf(visit), visit.now) });
      const email = rows.asked[0]?.email;
      if (!email) throw new Refusal('gone');
      return visit.page(
        page(visit, user, {
          title: identityTexts(visit.language).newEmail.confirmTitle,
          narrow: true,
          children: <ConfirmEmailPage visit={visit} email={email} />,
        }),
      );
    }),
    post('/new-email/:token', { openBecause: 'The link in the letter is the key.' }, (visit) =>
      visit.submit(async (tx) => {
        await changeEmail(tx, house.origin, linkKeyOf(visit));
        return visit.acting ? `${security}?done=emailChanged` : '/sign-in?done=emailChanged';
      }),
    ),

    post('/account/sessions/:session/end', signedIn, (visit) =>
      visit.submit(async (tx) => {
        const { session } = visit.params;
        if (!isId(session)) throw notFound();
        await endMySession(tx, session);
        return `${security}?done=sessionEnded`;
      }),
    ),
    post('/account/other-sessions/end', signedIn, (visit) =>
      visit.submit(async (tx) => {
        await endMyOtherSessions(tx, sessionOf(visit) ?? Buffer.alloc(0));
        return `${security}?done=sessionsEnded`;
      }),
    ),
  ];
}
