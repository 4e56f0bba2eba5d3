import type { Page } from '../../platform/http/route.ts';
import { ErrorSummary, type FormState, Hidden, untouched } from '../../ui/form.tsx';
import { KeptMeanwhile } from '../providers/pages/provider-sign-in-pages.tsx';
import { identityTexts } from '../texts.ts';
import type { User, Visit } from '../user.ts';
import { page } from './identity-page.tsx';
import { type PasskeyAsked, PasskeyForm } from './passkey-form.tsx';
import { SignInForm } from './sign-in-page.tsx';

/** Where a form came to after its session had ended. With `kept`, what was typed comes back when its writer has signed in. */
export function SignInAgainPage(props: {
  visit: Visit;
  state: FormState;
  next: string;
  kept: string | undefined;
  /** Where the page could ask the browser for it. */
  passkey?: PasskeyAsked;
}) {
  const t = identityTexts(props.visit.language);
  return (
    <>
      <h1>{t.signInAgain.title}</h1>
      <p class="lead">{props.kept ? t.signInAgain.lead : t.signInAgain.leadNothingKept}</p>
      <ErrorSummary state={props.state} heading={t.frame.errors(props.state.errors.length)} />
      <SignInForm visit={props.visit} state={props.state} next={props.next} kept={props.kept} />
      {props.kept ? <KeptMeanwhile visit={props.visit} to={props.next} kept={props.kept} /> : null}
      {props.passkey ? (
        <PasskeyForm
          visit={props.visit}
          passkey={props.passkey}
          action="/sign-in/passkey"
          next={props.next}
          kept={props.kept}
          submit={t.passkey.use}
          state={props.state}
        />
      ) : null}
    </>
  );
}

/** Leads back to the form with what was typed. Posts it sealed: the form is shown, and nothing is carried out. */
export function FormBackPage(props: { visit: Visit; to: string; kept: string; isConfirmed?: boolean }) {
  const t = identityTexts(props.visit.language).formBack;
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{props.isConfirmed ? t.confirmed : t.lead}</p>
      <p class="small section-lead">{t.files}</p>
      <form class="form" method="post" action={props.to}>
        <Hidden name="kept" value={props.kept} />
        <div class="actions">
          <button class="button" type="submit">
            {t.open}
          </button>
        </div>
      </form>
    </>
  );
}

/** The answer to a form whose session has ended: to the form for a user who has signed in meanwhile, else to sign in. */
export function signInAgain(visit: Visit, user: User | undefined, next: string, kept: string | undefined): Page {
  const t = identityTexts(visit.language);
  if (user && kept) {
    return page(visit, user, {
      title: t.formBack.title,
      narrow: true,
      children: <FormBackPage visit={visit} to={next} kept={kept} />,
    });
  }
  return page(visit, undefined, {
    title: t.signInAgain.title,
    narrow: true,
    bare: true,
    children: <SignInAgainPage visit={visit} state={untouched} next={next} kept={kept} />,
  });
}
