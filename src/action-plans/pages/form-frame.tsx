import { ChannelFields, type Reading } from '../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
import type { Children } from '../../platform/markup/jsx-runtime.ts';
import { ErrorSummary, type FormState } from '../../ui/form.tsx';

export interface FormPage {
  readonly visit: Visit;
  readonly of: Reading;
  readonly state: FormState;
}

export const Summary = (props: FormPage) => (
  <ErrorSummary
    state={props.state}
    heading={identityTexts(props.of.language).frame.errors(props.state.errors.length)}
  />
);

export function Frame(
  props: FormPage & { title: string; back: { readonly href: string; readonly text: string }; note?: Children },
) {
  return (
    <>
      <p class="trail">
        <a href={props.back.href}>{props.back.text}</a>
      </p>
      <h1>{props.title}</h1>
      {props.note}
      <Summary visit={props.visit} of={props.of} state={props.state} />
    </>
  );
}

/** Asked where somebody writes for a party: how it said it, and when; today unless another day is chosen. */
export function ForAnother(props: { of: Reading; state: FormState; today: string }) {
  const { state } = props;
  return (
    <ChannelFields
      language={props.of.language}
      state={
        state.typed.statedOn === undefined ? { ...state, typed: { ...state.typed, statedOn: props.today } } : state
      }
    />
  );
}

export const cancelTo = (of: Reading, href: string) => ({ href, text: identityTexts(of.language).frame.cancel });
