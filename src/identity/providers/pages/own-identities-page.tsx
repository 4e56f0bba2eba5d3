import { Actions, ErrorSummary, Form, type FormState, Hidden, Select, TextField } from '../../../ui/form.tsx';
import { Section } from '../../../ui/section.tsx';
import { identityTexts } from '../../texts.ts';
import type { Assurance, Visit } from '../../user.ts';
import type { KnowingProvider, OwnIdentity } from '../signing-in.ts';
import { providerTexts } from '../texts.ts';

/** The providers that know me, and one more by my own act. */
export function LinkPage(props: {
  visit: Visit;
  own: readonly OwnIdentity[];
  possible: readonly { organisation_id: string; name: string }[];
  hasPassword: boolean;
  state: FormState;
}) {
  const { visit, state } = props;
  const t = providerTexts(visit.language).link;
  const frame = identityTexts(visit.language).frame;
  return (
    <>
      <p class="trail">
        <a href="/account">{identityTexts(visit.language).account.title}</a>
      </p>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <ErrorSummary state={state} heading={frame.errors(state.errors.length)} />
      <Section heading={t.yours} main>
        {props.own.length === 0 ? <p class="section-lead">{t.none}</p> : <p class="small section-lead">{t.endHint}</p>}
        <ul class="rows">
          {props.own.map((identity) => (
            <li key={identity.organisation_id}>
              <div>
                <div class="title">{identity.organisation_name}</div>
                <p>
                  {[identity.shown_name, identity.shown_email, t.since(visit.formats.date(identity.created_at))]
                    .filter(Boolean)
                    .join(', ')}
                </p>
              </div>
              <Form token={visit.formToken()} action={`/account/identities/${identity.organisation_id}/end`} inline>
                <button class="link-button" type="submit">
                  {t.end(identity.organisation_name)}
                </button>
              </Form>
            </li>
          ))}
        </ul>
      </Section>
      <Section heading={t.add}>
        {props.possible.length === 0 ? (
          <p class="section-lead">{t.nothing}</p>
        ) : (
          <Form token={visit.formToken()}>
            <Select
              name="organisation"
              label={t.organisation}
              options={props.possible.map(({ organisation_id: value, name: text }) => ({ value, text }))}
              state={state}
            />
            {props.hasPassword ? (
              <TextField
                name="password"
                type="password"
                autocomplete="current-password"
                label={t.password}
                hint={t.passwordHint}
                state={state}
              />
            ) : null}
            <Actions submit={t.submit} />
          </Form>
        )}
      </Section>
    </>
  );
}

/** Signing in anew, at a level that what one wanted to open accepts. */
export function StepUpPage(props: {
  visit: Visit;
  able: readonly KnowingProvider[];
  wanted: readonly Assurance[];
  next: string;
}) {
  const { visit } = props;
  const t = providerTexts(visit.language);
  return (
    <>
      <h1>{t.stepUp.title}</h1>
      <p class="lead">{t.stepUp.lead}</p>
      <p>{t.stepUp.levels(props.wanted.map((one) => t.form.acrNames[one]).join(', '))}</p>
      {props.able.length === 0 ? <p>{t.stepUp.none}</p> : null}
      {props.able.map((provider) => (
        <Form key={provider.organisation_id} token={visit.formToken()} action="/session/assurance">
          <Hidden name="organisation" value={provider.organisation_id} />
          <Hidden name="wanted" value={props.wanted.join(',')} />
          <Hidden name="next" value={props.next} />
          <Actions submit={t.stepUp.by(provider.name)} />
        </Form>
      ))}
    </>
  );
}
