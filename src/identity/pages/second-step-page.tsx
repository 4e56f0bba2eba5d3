import { Actions, ErrorSummary, Form, type FormState, Hidden, TextField } from '../../ui/form.tsx';
import { identityTexts } from '../texts.ts';
import type { Visit } from '../user.ts';
import { type PasskeyAsked, PasskeyForm } from './passkey-form.tsx';

/** The password was right. `kept` is a form whose session had ended, sealed, as on the page before. */
export function SecondStepPage(props: {
  visit: Visit;
  state: FormState;
  next: string;
  kept: string | undefined;
  passkey: PasskeyAsked;
}) {
  const { visit, state } = props;
  const t = identityTexts(visit.language);
  return (
    <>
      <h1>{t.secondStep.title}</h1>
      <p class="lead">{t.secondStep.lead}</p>
      <ErrorSummary state={state} heading={t.frame.errors(state.errors.length)} />
      <Form token={visit.formToken()} action="/sign-in/code">
        <Hidden name="next" value={props.next} />
        {props.kept ? <Hidden name="kept" value={props.kept} /> : null}
        <TextField
          name="code"
          short
          autocomplete="one-time-code"
          label={t.secondStep.code}
          hint={t.secondStep.codeHint}
          state={{ ...state, typed: {} }}
        />
        <Actions submit={t.secondStep.submit} cancel={{ href: '/sign-in', text: t.secondStep.again }} />
      </Form>
      <PasskeyForm
        visit={visit}
        passkey={props.passkey}
        action="/sign-in/passkey"
        next={props.next}
        kept={props.kept}
        submit={t.passkey.use}
        state={state}
      />
      <p class="small section-lead">{t.secondStep.noApp}</p>
    </>
  );
}
