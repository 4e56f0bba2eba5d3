import { Actions, ErrorSummary, Form, type FormState, Hidden, TextField, untouched } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { ProviderChoice } from '../providers/pages/provider-sign-in-pages.tsx';
import { providerTexts } from '../providers/texts.ts';
import { demoPassword } from '../sign-in.ts';
import { identityTexts } from '../texts.ts';
import type { Visit } from '../user.ts';
import { type PasskeyAsked, PasskeyForm } from './passkey-form.tsx';

export interface DemoAccount {
  readonly name: string;
  readonly email: string;
  readonly role_in_demo: string;
}

/** `kept` is a form whose session had ended, sealed; it comes back when its writer has signed in. */
export function SignInForm(props: { visit: Visit; state: FormState; next: string; kept?: string | undefined }) {
  const { visit, state } = props;
  const t = identityTexts(visit.language).signIn;
  return (
    <Form token={visit.formToken()} action="/sign-in">
      <Hidden name="next" value={props.next} />
      {props.kept ? <Hidden name="kept" value={props.kept} /> : null}
      <TextField name="email" type="email" autocomplete="username" label={t.email} state={state} />
      <TextField name="password" type="password" autocomplete="current-password" label={t.password} state={state} />
      <Actions submit={t.submit}>
        <a href="/forgotten-password">{t.forgotten}</a>
      </Actions>
    </Form>
  );
}

/** By password or passkey, with an account of one's own here. */
function LocalSignIn(props: { visit: Visit; state: FormState; next: string; passkey: PasskeyAsked }) {
  const { visit, state, next } = props;
  return (
    <>
      <SignInForm visit={visit} state={state} next={next} />
      <PasskeyForm
        visit={visit}
        passkey={props.passkey}
        action="/sign-in/passkey"
        next={next}
        submit={identityTexts(visit.language).passkey.use}
        state={state}
      />
    </>
  );
}

export function SignInPage(props: {
  visit: Visit;
  state: FormState;
  next: string;
  demo: readonly DemoAccount[];
  providers: readonly { organisation_id: string; name: string }[];
  passkey: PasskeyAsked;
}) {
  const { visit, state } = props;
  const t = identityTexts(visit.language);
  return (
    <>
      <h1>{t.signIn.title}</h1>
      <p class="lead">{t.signIn.lead}</p>
      <ErrorSummary state={state} heading={t.frame.errors(state.errors.length)} />
      {props.providers.length === 0 ? (
        <LocalSignIn {...props} />
      ) : (
        <>
          <ProviderChoice visit={visit} providers={props.providers} next={props.next} state={untouched} />
          <Section heading={providerTexts(visit.language).choose.local}>
            <LocalSignIn {...props} />
          </Section>
        </>
      )}
      {props.demo.length > 0 ? (
        <Section heading={t.signIn.demoHeading} beside={<span class="label">{t.frame.example.fictional}</span>}>
          <p class="small section-lead">{t.signIn.demoLead(demoPassword)}</p>
          <ul class="rows">
            {props.demo.map((account) => (
              <li key={account.email}>
                <div>
                  <div class="title">{account.role_in_demo}</div>
                  <p>
                    {account.name}, {account.email}
                  </p>
                </div>
                <Form token={visit.formToken()} action="/sign-in" inline>
                  <Hidden name="next" value={props.next} />
                  <Hidden name="email" value={account.email} />
                  <Hidden name="password" value={demoPassword} />
                  <button class="button second slim" type="submit" aria-label={t.signIn.demoUse(account.name)}>
                    {t.signIn.submit}
                  </button>
                </Form>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}
