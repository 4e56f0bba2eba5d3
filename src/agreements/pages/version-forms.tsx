import { Actions, Form, TextArea, TextField, Version } from '../../ui/form.tsx';
import type { VersionRow } from '../queries.ts';
import { agreementTexts } from '../texts.ts';
import { cancel, type FormPage, Summary } from './agreement-forms.tsx';

export type Step = 'sending' | 'locking' | 'next';

/** One step that the text takes: out to the parties, settled, on to the next wording. */
export function StepPage(props: FormPage & { step: Step; version: VersionRow; openComments: number }) {
  const { visit, of, state, step, version } = props;
  const t = agreementTexts(of.language).answering;
  const words = {
    sending: { title: t.sendTitle, lead: t.sendLead, submit: t.send },
    locking: { title: t.lockTitle, lead: t.lockLead, submit: t.lock },
    next: { title: t.nextTitle, lead: t.nextLead, submit: t.begin },
  }[step];
  return (
    <>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <Summary {...props} />
      {step === 'locking' && props.openComments > 0 ? <p>{t.openComments(props.openComments)}</p> : null}
      <Form token={visit.formToken()}>
        <Version value={version.version} state={state} />
        {step === 'sending' ? (
          <TextField name="due" type="date" short label={t.due} value={version.answers_due_on} state={state} />
        ) : null}
        {step === 'next' ? <TextArea name="why" rows={3} label={t.why} hint={t.whyHint} state={state} /> : null}
        <Actions
          submit={words.submit}
          cancel={cancel(of, `agreements/${version.agreement_id}/versions/${version.number}`)}
        />
      </Form>
    </>
  );
}
