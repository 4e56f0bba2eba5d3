import { Form, type FormState, Hidden, TextField } from '../../ui/form.tsx';
import { Island } from '../../ui/island.tsx';
import { ShapeIcon } from '../../ui/state.tsx';
import { identityTexts } from '../texts.ts';
import type { Visit } from '../user.ts';

/** What the browser is asked, and the token of the form that its answer comes in. */
export interface PasskeyAsked {
  readonly token: string;
  readonly asked: object;
}

/** A form that the browser fills in with a passkey's answer. Without script it says that passkeys are not to be had. */
export function PasskeyForm(props: {
  visit: Visit;
  passkey: PasskeyAsked;
  action: string;
  next: string;
  kept?: string | undefined;
  waiting?: string | undefined;
  submit: string;
  /** What the passkey is to be called, where one is made. */
  named?: boolean;
  state: FormState;
}) {
  const t = identityTexts(props.visit.language).passkey;
  const wrong = props.state.errors.find((error) => error.field === 'passkey')?.message;
  return (
    <Island name="passkey" properties={props.passkey.asked}>
      <p class="small section-lead" data-without-script>
        {props.named ? (
          <>
            {t.makeWithoutScript} <a href="/account/authenticator">{t.makeInstead}</a>
          </>
        ) : (
          t.withoutScript
        )}
      </p>
      <div hidden data-with-script>
        <Form token={props.passkey.token} action={props.action}>
          <Hidden name="next" value={props.next} />
          {props.kept ? <Hidden name="kept" value={props.kept} /> : null}
          {props.waiting ? <Hidden name="waiting" value={props.waiting} /> : null}
          <Hidden name="passkey" value="" />
          {props.named ? <TextField name="name" label={t.name} hint={t.nameHint} state={props.state} /> : null}
          <div class={wrong ? 'field wrong' : 'field'}>
            {wrong ? (
              <span class="problem" id="passkey-error">
                <ShapeIcon shape="missed" />
                <span>{wrong}</span>
              </span>
            ) : null}
            <div role="alert" hidden data-failed>
              <p class="problem">{t.failed}</p>
            </div>
            <button
              class={props.named ? 'button' : 'button second'}
              type="submit"
              id="passkey"
              aria-describedby={wrong ? 'passkey-error' : props.named ? undefined : 'passkey-hint'}
            >
              {props.submit}
            </button>
            {props.named ? null : (
              <p class="hint section-lead" id="passkey-hint">
                {t.useHint}
              </p>
            )}
          </div>
        </Form>
      </div>
    </Island>
  );
}
