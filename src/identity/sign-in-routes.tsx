import type { Installation } from '../platform/feature.ts';
import { FormErrors, FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { safePath } from '../platform/http/safe-path.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { tellPerson } from './account-letters.ts';
import { cookiesFor, sessionOf, withCookies } from './cookies.ts';
import { emailShape } from './email.ts';
import { typedPassword } from './forms.ts';
import { page } from './pages/identity-page.tsx';
import { SecondStepPage } from './pages/second-step-page.tsx';
import { FormBackPage, SignInAgainPage } from './pages/sign-in-again.tsx';
import { SignInPage } from './pages/sign-in-page.tsx';
import { askForPasskey, checkPasskey, passkeyNamed } from './passkeys.ts';
import { listProviders } from './providers/connecting.ts';
import { useCode } from './second-factor.ts';
import {
  type Account,
  accountOf,
  beginSignInStep,
  checkPassword,
  countAttempt,
  endSignInStep,
  findSignInStep,
  forgetTries,
  hasSecondFactor,
  landing,
  listDemoAccounts,
  openLocalSession,
  signInRules,
  signOut,
} from './sign-in.ts';
import { identityTexts } from './texts.ts';
import type { Route, SignInMethod, Tx, Visit } from './user.ts';

/** In by password, with the second factor, or by a passkey; and out again. */
export function signInRoutes(house: Installation): readonly Route[] {
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
  ];
}
