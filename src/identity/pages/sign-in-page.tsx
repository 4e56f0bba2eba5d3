import { Actions, ErrorSummary, Form, type FormState, Hidden, TextField, untouched } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { ProviderChoice } from '../providers/pages/provider-sign-in-pages.tsx';
import { providerTexts } from '../providers/texts.ts';
import { demoPassword } from '../sign-in.ts';
import { identityTexts } from '../texts.ts';
import type { Visit } from '../user.ts';

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

export function SignInPage(props: {
  visit: Visit;
  state: FormState;
  next: string;
  demo: readonly DemoAccount[];
  providers: readonly { organisation_id: string; name: string }[];
}) {
  const { visit, state } = props;
  const t = identityTexts(visit.language);
  return (
    <>
      <h1>{t.signIn.title}</h1>
      <p class="lead">{t.signIn.lead}</p>
      <ErrorSummary state={state} heading={t.frame.errors(state.errors.length)} />
      {props.providers.length === 0 ? (
        <SignInForm visit={visit} state={state} next={props.next} />
      ) : (
        <>
          <ProviderChoice visit={visit} providers={props.providers} next={props.next} state={untouched} />
          <Section heading={providerTexts(visit.language).choose.local}>
            <SignInForm visit={visit} state={state} next={props.next} />
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
