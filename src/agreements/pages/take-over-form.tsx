import type { Brought } from '../../attachments/index.ts';
import { type PartyRow, takesPart } from '../../collaborations/index.ts';
import { Actions, Form, Hidden, TextArea, TextField } from '../../ui/form.tsx';
import type { AgreementRow } from '../queries.ts';
import { agreementTexts } from '../texts.ts';
import { AgreementFields, cancel, type FormPage, Summary } from './agreement-forms.tsx';

/** One form for what has been signed already: its file, and of what it says that which is used from day to day. */
export function TakeOverAgreementPage(
  props: FormPage & { parties: readonly PartyRow[]; others: readonly AgreementRow[]; brought: Brought },
) {
  const { visit, of, state, brought } = props;
  const texts = agreementTexts(of.language);
  const t = texts.takeOver;
  const months = (name: string, label: string) => (
    <TextField name={name} short inputmode="numeric" label={label} state={state} />
  );
  const received = brought.receipts.at(-1);
  const known = props.parties.filter((one) => one.relation === 'party' && takesPart(one.status));
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <Summary {...props} />
      <Form token={visit.formToken()} upload>
        {received ? (
          <>
            <Hidden name="received" value={received.sealed} />
            <p>{t.received(received.receipt.name)}</p>
          </>
        ) : null}
        <TextField name="files" type="file" accept=".pdf" label={t.file} state={state} />
        <AgreementFields {...props} agreement={undefined} />
        <TextField name="agreedOn" type="date" short label={t.agreedOn} state={state} />
        <TextArea
          name="bound"
          rows={Math.min(12, known.length + 2)}
          label={t.bound}
          hint={t.boundHint}
          value={known.map((one) => `${one.name}: `).join('\n')}
          state={state}
        />
        <TextField name="fromOn" type="date" short label={t.fromOn} state={state} />
        <TextField name="endsOn" type="date" short label={texts.clauseForm.endsOn} state={state} />
        {months('renews', texts.clauseForm.renews)}
        {months('notice', texts.clauseForm.notice)}
        <TextField name="reviewOn" type="date" short label={texts.clauseForm.review} state={state} />
        {months('followUp', texts.clauseForm.followUp)}
        <TextArea name="duties" rows={6} label={t.duties} hint={t.dutiesHint} state={state} />
        <Actions submit={t.save} cancel={cancel(of, 'agreements')} />
      </Form>
    </>
  );
}
