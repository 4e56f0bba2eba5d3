import { encode } from 'uqr';
import { Actions, ErrorSummary, Form, type FormState, Hidden, TextField } from '../../ui/form.tsx';
import { passwordHint } from '../forms.ts';
import { identityTexts } from '../texts.ts';
import type { Visit } from '../user.ts';
import { type PasskeyAsked, PasskeyForm } from './passkey-form.tsx';

/** Black on white in every colour scheme: what reads it is a camera. */
function ScannedPicture(props: { text: string; label: string }) {
  const { data, size } = encode(props.text, { ecc: 'M', border: 4 });
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <svg
      class="scanned"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={props.label}
      shape-rendering="crispEdges"
    >
      <rect class="scanned-ground" width={size} height={size} />
      <path class="scanned-ink" d={dark.join('')} />
    </svg>
  );
}

/** A secret for an app, as a picture and as text; taken when the app has shown a code of it. */
export function AuthenticatorPage(props: {
  visit: Visit;
  state: FormState;
  next: string;
  /** The secret sealed, so that the page that comes back shows the same. */
  sealed: string;
  address: string;
  secret: string;
  replaces: boolean;
}) {
  const { visit, state } = props;
  const t = identityTexts(visit.language);
  return (
    <>
      <p class="trail">
        <a href="/account/sign-in">{t.security.title}</a>
      </p>
      <h1>{t.app.title}</h1>
      <p class="lead">{t.app.lead}</p>
      {props.replaces ? <p>{t.app.replaces}</p> : null}
      <ErrorSummary state={state} heading={t.frame.errors(state.errors.length)} />
      <ScannedPicture text={props.address} label={t.app.picture} />
      <p class="small">{t.app.byHand}</p>
      <p>
        <code class="secret">{props.secret}</code>
      </p>
      <Form token={visit.formToken()}>
        <Hidden name="next" value={props.next} />
        <Hidden name="secret" value={props.sealed} />
        <TextField
          name="code"
          short
          inputmode="numeric"
          autocomplete="one-time-code"
          label={t.app.code}
          state={{ ...state, typed: {} }}
        />
        <Actions submit={t.app.save} cancel={{ href: '/account/sign-in', text: t.frame.cancel }} />
      </Form>
    </>
  );
}

export function NewPasskeyPage(props: { visit: Visit; state: FormState; next: string; passkey: PasskeyAsked }) {
  const { visit, state } = props;
  const t = identityTexts(visit.language);
  return (
    <>
      <p class="trail">
        <a href="/account/sign-in">{t.security.title}</a>
      </p>
      <h1>{t.passkey.addTitle}</h1>
      <p class="lead">{t.passkey.addLead}</p>
      <ErrorSummary state={state} heading={t.frame.errors(state.errors.length)} />
      <PasskeyForm
        visit={visit}
        passkey={props.passkey}
        action="/account/passkeys"
        next={props.next}
        submit={t.passkey.make}
        named
        state={state}
      />
    </>
  );
}

/** Told once: what is kept here are hashes. */
export function RecoveryCodesPage(props: { visit: Visit; codes: readonly string[]; next: string }) {
  const t = identityTexts(props.visit.language).recovery;
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <p class="section-lead">{t.before}</p>
      <ol class="secrets">
        {props.codes.map((code) => (
          <li key={code}>
            <code class="secret">{code}</code>
          </li>
        ))}
      </ol>
      <div class="actions">
        <a class="button" href="/account/recovery-codes/file">
          {t.download}
        </a>
        <Form token={props.visit.formToken()} action="/account/recovery-codes/kept" inline>
          <Hidden name="next" value={props.next} />
          <button class="button second" type="submit">
            {t.done}
          </button>
        </Form>
      </div>
    </>
  );
}

export function ChangePasswordPage(props: { visit: Visit; state: FormState; hasPassword: boolean }) {
  const { visit, state } = props;
  const t = identityTexts(visit.language);
  return (
    <>
      <p class="trail">
        <a href="/account/sign-in">{t.security.title}</a>
      </p>
      <h1>{t.password.changeTitle}</h1>
      <p class="lead">{t.password.changeLead}</p>
      <ErrorSummary state={state} heading={t.frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        {props.hasPassword ? (
          <TextField
            name="presentPassword"
            type="password"
            autocomplete="current-password"
            label={t.password.present}
            state={state}
          />
        ) : null}
        <TextField
          name="password"
          type="password"
          autocomplete="new-password"
          label={t.password.newPassword}
          hint={passwordHint(visit.language)}
          state={state}
        />
        <Actions submit={t.password.save} cancel={{ href: '/account/sign-in', text: t.frame.cancel }} />
      </Form>
    </>
  );
}

export function NewEmailPage(props: { visit: Visit; state: FormState; present: string }) {
  const { visit, state } = props;
  const t = identityTexts(visit.language);
  return (
    <>
      <p class="trail">
        <a href="/account/sign-in">{t.security.title}</a>
      </p>
      <h1>{t.newEmail.title}</h1>
      <p class="lead">{t.newEmail.lead}</p>
      <ErrorSummary state={state} heading={t.frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        <TextField
          name="email"
          type="email"
          autocomplete="email"
          label={t.newEmail.email}
          hint={props.present}
          state={state}
        />
        <Actions submit={t.newEmail.submit} cancel={{ href: '/account/sign-in', text: t.frame.cancel }} />
      </Form>
    </>
  );
}

export function ConfirmEmailPage(props: { visit: Visit; email: string }) {
  const t = identityTexts(props.visit.language).newEmail;
  return (
    <>
      <h1>{t.confirmTitle}</h1>
      <p class="lead">{t.confirmLead(props.email)}</p>
      <Form token={props.visit.formToken()}>
        <Actions submit={t.confirm} />
      </Form>
    </>
  );
}
