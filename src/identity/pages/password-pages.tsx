import { Actions, ErrorSummary, Form, type FormState, TextField } from '../../ui/form.tsx';
import { passwordHint } from '../forms.ts';
import { identityTexts } from '../texts.ts';
import type { Visit } from '../user.ts';

export function ForgottenPasswordPage(props: { visit: Visit; state: FormState; isSent: boolean }) {
  const t = identityTexts(props.visit.language);
  if (props.isSent) {
    return (
      <>
        <h1>{t.password.sentTitle}</h1>
        <p class="lead">{t.password.sentLead}</p>
      </>
    );
  }
  return (
    <>
      <h1>{t.password.forgottenTitle}</h1>
      <p class="lead">{t.password.forgottenLead}</p>
      <ErrorSummary state={props.state} heading={t.frame.errors(props.state.errors.length)} />
      <Form token={props.visit.formToken()}>
        <TextField name="email" type="email" autocomplete="username" label={t.signIn.email} state={props.state} />
        <Actions submit={t.password.send} cancel={{ href: '/sign-in', text: t.frame.cancel }} />
      </Form>
    </>
  );
}

export function NewPasswordPage(props: { visit: Visit; state: FormState }) {
  const t = identityTexts(props.visit.language);
  return (
    <>
      <h1>{t.password.newTitle}</h1>
      <ErrorSummary state={props.state} heading={t.frame.errors(props.state.errors.length)} />
      <Form token={props.visit.formToken()}>
        <TextField
          name="password"
          type="password"
          autocomplete="new-password"
          label={t.password.newPassword}
          hint={passwordHint(props.visit.language)}
          state={props.state}
        />
        <Actions submit={t.password.save} />
      </Form>
    </>
  );
}
