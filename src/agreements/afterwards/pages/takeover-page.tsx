import { ChannelFields, type Reading } from '../../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../../identity/index.ts';
import { Actions, Choices, ErrorSummary, Form, type FormState, TextArea, Version } from '../../../ui/form.tsx';
import type { TakeoverRow } from '../takeover.ts';
import { afterwardsTexts } from '../texts.ts';

/** One thing that a party which leaves asks another to take over, and the answer. */
export function TakeoverPage(props: {
  visit: Visit;
  of: Reading;
  takeover: TakeoverRow;
  isForAnother: boolean;
  backTo: string;
  state: FormState;
}) {
  const { visit, of, takeover: one, state } = props;
  const { takeover: t, withdrawal } = afterwardsTexts(of.language);
  const day = of.formats.date(one.leaves_on);
  return (
    <>
      <p class="trail">
        <a href={props.backTo}>{withdrawal.title(one.from_name)}</a>
      </p>
      <h1>{props.isForAnother ? t.titleFor(one.party_name) : t.title}</h1>
      <p class="lead">
        {props.isForAnother ? t.leadFor(one.from_name, day, one.party_name) : t.lead(one.from_name, day)}
      </p>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      <blockquote>
        <p>{one.text}</p>
        {one.note ? <p>{one.note}</p> : null}
      </blockquote>
      <p>{t.what}</p>
      <Form token={visit.formToken()}>
        <Choices
          name="answer"
          label={t.answer}
          options={[
            { value: 'yes', text: t.yes },
            { value: 'no', text: t.no },
          ]}
          value={one.is_accepted === null ? '' : one.is_accepted ? 'yes' : 'no'}
          state={state}
        />
        <TextArea name="note" rows={2} label={t.note} hint={t.noteHint} value={one.answer_note} state={state} />
        {props.isForAnother ? <ChannelFields language={of.language} state={state} /> : null}
        <Version value={one.version} state={state} />
        <Actions submit={t.submit} cancel={{ href: props.backTo, text: withdrawal.cancel }} />
      </Form>
    </>
  );
}
