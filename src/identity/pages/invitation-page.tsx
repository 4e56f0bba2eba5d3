import { Actions, ErrorSummary, Form, type FormState, TextField } from '../../ui/form.tsx';
import { Notice } from '../../ui/section.tsx';
import { shortestPassword } from '../passwords.ts';
import { providerTexts } from '../providers/texts.ts';
import type { OpenInvitation } from '../seat.ts';
import { identityTexts } from '../texts.ts';
import type { Visit } from '../user.ts';

export function InvitationPage(props: {
  visit: Visit;
  invitation: OpenInvitation;
  isSignedIn: boolean;
  /** By which the seat can be taken too. */
  provider: { readonly name: string } | undefined;
  state: FormState;
}) {
  const { visit, invitation, state } = props;
  const t = identityTexts(visit.language);
  return (
    <>
      <h1>{t.invitation.title(invitation.organisation_name)}</h1>
      <p class="lead">{t.invitation.lead(invitation.seat_title)}</p>
      <p class="small">{t.invitation.boundTo(invitation.email)}</p>
      {invitation.has_account && !invitation.is_mine ? (
        <>
          <Notice waits>{props.isSignedIn ? t.invitation.wrongPerson : t.invitation.signInFirst}</Notice>
          {props.isSignedIn ? null : (
            <p class="actions">
              <a class="button" href={`/sign-in?next=${encodeURIComponent(visit.url.pathname)}`}>
                {t.signIn.submit}
              </a>
            </p>
          )}
        </>
      ) : (
        <>
          <ErrorSummary state={state} heading={t.frame.errors(state.errors.length)} />
          <Form token={visit.formToken()}>
            {invitation.has_account ? null : (
              <>
                <TextField
                  name="name"
                  autocomplete="name"
                  label={t.invitation.yourName}
                  value={invitation.name}
                  state={state}
                />
                <TextField
                  name="password"
                  type="password"
                  autocomplete="new-password"
                  label={t.invitation.password}
                  hint={t.password.hint(shortestPassword)}
                  state={state}
                />
              </>
            )}
            <Actions submit={t.invitation.accept} />
          </Form>
          {props.provider && !props.isSignedIn ? (
            <Form token={visit.formToken()} action={`${visit.url.pathname}/provider`}>
              <p>{providerTexts(visit.language).invitation.lead(props.provider.name)}</p>
              <div class="actions">
                <button class="button second" type="submit">
                  {providerTexts(visit.language).invitation.submit(props.provider.name)}
                </button>
              </div>
            </Form>
          ) : null}
        </>
      )}
    </>
  );
}
