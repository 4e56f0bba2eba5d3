import { Refusal } from '../platform/errors.ts';
import type { Installation } from '../platform/feature.ts';
import { FormReader } from '../platform/http/form-input.ts';
import { get, post } from '../platform/http/route.ts';
import { type FormState, statusOf, untouched } from '../ui/form.tsx';
import { emailShape } from './email.ts';
import { readNewPassword } from './forms.ts';
import { linkKeyOf } from './letter-link.ts';
import { page } from './pages/identity-page.tsx';
import { ForgottenPasswordPage, NewPasswordPage } from './pages/password-pages.tsx';
import { askForNewPassword, chooseNewPassword, countAttempt, findPasswordReset } from './sign-in.ts';
import { identityTexts } from './texts.ts';
import type { Route, Visit } from './user.ts';

/** Whoever has forgotten the password asks for a letter, and chooses a new one by its link. */
export function passwordRoutes(house: Installation): readonly Route[] {
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

  return [
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
      linkKeyOf(visit);
      return showNewPassword(visit);
    }),
    post('/new-password/:token', { openBecause: 'The link in the letter is the key.' }, (visit) =>
      visit.submit(
        async (tx, form) => {
          const owner = await tx.find(findPasswordReset(linkKeyOf(visit), visit.now));
          if (!owner) throw new Refusal('gone');
          const reader = new FormReader(form);
          const password = readNewPassword(reader, form, 'password', visit.language, {
            ...owner,
            organisation: owner.organisation_name,
          });
          reader.done();
          await chooseNewPassword(tx, house.origin, linkKeyOf(visit), password);
          return '/sign-in?done=passwordChanged';
        },
        (state) => showNewPassword(visit, state),
      ),
    ),
  ];
}
