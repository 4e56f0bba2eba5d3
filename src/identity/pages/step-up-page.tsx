import type { Page } from '../../platform/http/route.ts';
import { Actions, ErrorSummary, Form, type FormState, Hidden, statusOf, TextField, untouched } from '../../ui/form.tsx';
import { Notice } from '../../ui/section.tsx';
import { askForPasskey } from '../passkeys.ts';
import { stepUpMinutes } from '../sign-in.ts';
import { identityTexts } from '../texts.ts';
import type { User, Visit } from '../user.ts';
import { page } from './identity-page.tsx';
import { type PasskeyAsked, PasskeyForm } from './passkey-form.tsx';

/** How somebody who is signed in can show once more who they are. */
export interface StepUpWays {
  readonly hasPassword: boolean;
  readonly needsCode: boolean;
  /** There where the person has one. */
  readonly passkey: PasskeyAsked | undefined;
}

/** Shows once more that it is you. `waiting` is a form that is waiting for it, sealed: it is not the one that is sent here. */
export function StepUpPage(props: {
  visit: Visit;
  state: FormState;
  next: string;
  waiting: string | undefined;
  isPressed?: boolean | undefined;
  ways: StepUpWays;
}) {
  const { visit, state, ways } = props;
  const t = identityTexts(visit.language);
  return (
    <>
      <h1>{t.stepUp.title}</h1>
      <p class="lead">{t.stepUp.lead(stepUpMinutes)}</p>
      {props.waiting || props.isPressed ? (
        <Notice waits>{props.waiting ? t.stepUp.kept : t.stepUp.pressAgain}</Notice>
      ) : null}
      <ErrorSummary state={state} heading={t.frame.errors(state.errors.length)} />
      {ways.hasPassword ? (
        <Form token={visit.formToken()} action="/step-up">
          <Hidden name="next" value={props.next} />
          {props.waiting ? <Hidden name="waiting" value={props.waiting} /> : null}
          <TextField
            name="password"
            type="password"
            autocomplete="current-password"
            label={t.stepUp.password}
            state={state}
          />
          {ways.needsCode ? (
            <TextField
              name="code"
              short
              autocomplete="one-time-code"
              label={t.secondStep.code}
              hint={t.secondStep.codeHint}
              state={{ ...state, typed: {} }}
            />
          ) : null}
          <Actions submit={t.stepUp.submit} />
        </Form>
      ) : (
        <p>{t.stepUp.provider}</p>
      )}
      {ways.passkey ? (
        <PasskeyForm
          visit={visit}
          passkey={ways.passkey}
          action="/step-up/passkey"
          next={props.next}
          waiting={props.waiting}
          submit={t.passkey.confirm}
          state={state}
        />
      ) : null}
    </>
  );
}

/** What is known of an account, as far as it decides how its person can show who they are. */
interface StepUpAccount {
  readonly password: string | null;
  readonly has_authenticator: boolean;
  readonly has_passkey: boolean;
}

async function waysOf(origin: string, visit: Visit, account: StepUpAccount): Promise<StepUpWays> {
  const token = visit.formToken();
  return {
    hasPassword: account.password !== null,
    needsCode: account.has_authenticator || account.has_passkey,
    passkey: account.has_passkey ? { token, asked: { get: await askForPasskey(origin, token) } } : undefined,
  };
}

/** The page where it is shown. Also the answer to a sensitive form that came too late: it waits, sealed. */
export async function stepUpPage(
  origin: string,
  visit: Visit,
  user: User,
  account: StepUpAccount,
  where: {
    readonly next: string;
    readonly waiting?: string | undefined;
    /** Something was pressed that was not carried out, and nothing was typed that would wait. */
    readonly isPressed?: boolean;
    readonly state?: FormState;
  },
): Promise<Page> {
  const { next, waiting, isPressed, state = untouched } = where;
  return page(visit, user, {
    title: identityTexts(visit.language).stepUp.title,
    narrow: true,
    bare: Boolean(waiting),
    status: statusOf(state),
    children: (
      <StepUpPage
        visit={visit}
        state={state}
        next={next}
        waiting={waiting}
        isPressed={isPressed}
        ways={await waysOf(origin, visit, account)}
      />
    ),
  });
}
