import type { Brought } from '../../attachments/index.ts';
import { type PartyRow, takesPart } from '../../collaborations/index.ts';
import type { PlanRow } from '../../financing/index.ts';
import type { GoalRow } from '../../goals/index.ts';
import { Actions, Choices, Form, Hidden, Select, TextArea, TextField } from '../../ui/form.tsx';
import { agreementGrounds, expectedClauses } from '../agreement.ts';
import type { AgreementRow } from '../queries.ts';
import { agreementTexts } from '../texts.ts';
import { AgreementFields, cancel, type FormPage, Summary } from './agreement-forms.tsx';

interface TakeOverPage extends FormPage {
  readonly parties: readonly PartyRow[];
  readonly others: readonly AgreementRow[];
  readonly goals: readonly GoalRow[];
  readonly plans: readonly PlanRow[];
  readonly brought: Brought;
}

/** What of the text is used from day to day. All of it may be left out: it stands in the file. */
function WhatItSays(props: TakeOverPage & { known: readonly PartyRow[] }) {
  const { state, goals, plans, known } = props;
  const texts = agreementTexts(props.of.language);
  const t = texts.takeOver;
  const byParty = known.map((one) => `${one.name}: `).join('\n');
  const rows = Math.min(12, known.length + 2);
  return (
    <>
      <h2 class="part-of-form">{t.parts.says}</h2>
      <p class="small">{t.saysLead}</p>
      <TextArea
        name="goals"
        rows={Math.max(3, goals.length + 1)}
        label={t.goals}
        hint={t.goalsHint(goals.length)}
        value={goals.map((one) => one.text).join('\n')}
        state={state}
      />
      <TextArea name="duties" rows={rows} label={t.duties} hint={t.dutiesHint} value={byParty} state={state} />
      <TextArea name="order" rows={4} label={t.order} hint={t.orderHint} state={state} />
      {plans.length > 0 ? (
        <Select
          name="plan"
          label={texts.clauseForm.plan}
          hint={t.planHint}
          options={[
            { value: '', text: texts.clauseForm.noPlan },
            ...plans.map((one) => ({ value: one.id, text: one.title })),
          ]}
          state={state}
        />
      ) : null}
      <TextField name="moneyTotal" short inputmode="numeric" label={t.total} hint={t.totalHint} state={state} />
      <Choices
        name="moneyEqual"
        many
        label={t.sharing}
        options={[{ value: 'equal', text: t.equally }]}
        values={[]}
        state={state}
      />
      <TextArea name="money" rows={rows} label={t.money} hint={t.moneyHint} value={byParty} state={state} />
      <TextField name="moneyLast" short inputmode="numeric" label={t.lastYear} hint={t.lastYearHint} state={state} />
      <TextField name="followUp" short inputmode="numeric" label={texts.clauseForm.followUp} state={state} />
      <Choices
        name="also"
        many
        label={t.also}
        hint={t.alsoHint}
        options={expectedClauses
          .filter((kind) => kind !== 'term')
          .map((kind) => ({ value: kind, text: texts.clauseKinds[kind] }))}
        values={[]}
        state={state}
      />
    </>
  );
}

/** One form for what has been signed already: its file, and of what it says that which is used from day to day. */
export function TakeOverAgreementPage(props: TakeOverPage) {
  const { visit, of, state, brought } = props;
  const texts = agreementTexts(of.language);
  const t = texts.takeOver;
  const months = (name: string, label: string) => (
    <TextField name={name} short inputmode="numeric" label={label} state={state} />
  );
  const received = brought.receipts.at(-1);
  const known = props.parties.filter((one) => one.relation === 'party' && takesPart(one.status));
  // What the collaboration is said to rest on is this one, while no other is here.
  const { ground_title: title, ground_kind: ground } = of.collaboration;
  const suggested = { title: title ?? '', ground: agreementGrounds.find((one) => one === ground) };
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <Summary {...props} />
      <Form token={visit.formToken()} upload>
        <h2 class="part-of-form">{t.parts.file}</h2>
        {received ? (
          <>
            <Hidden name="received" value={received.sealed} />
            <p>{t.received(received.receipt.name)}</p>
          </>
        ) : null}
        <TextField name="files" type="file" accept=".pdf" label={t.file} state={state} />
        <TextField name="agreedOn" type="date" short label={t.agreedOn} state={state} />
        <h2 class="part-of-form">{t.parts.what}</h2>
        <AgreementFields
          {...props}
          agreement={undefined}
          isDone
          {...(props.others.length === 0 ? { suggested } : {})}
        />
        <h2 class="part-of-form">{t.parts.who}</h2>
        <TextArea
          name="bound"
          rows={Math.min(12, known.length + 2)}
          label={t.bound}
          hint={t.boundHint}
          value={known.map((one) => `${one.name}: `).join('\n')}
          state={state}
        />
        <h2 class="part-of-form">{t.parts.term}</h2>
        <TextField name="fromOn" type="date" short label={t.fromOn} hint={t.fromOnHint} state={state} />
        <TextField name="endsOn" type="date" short label={texts.clauseForm.endsOn} state={state} />
        {months('renews', texts.clauseForm.renews)}
        {months('notice', texts.clauseForm.notice)}
        <TextField name="reviewOn" type="date" short label={texts.clauseForm.review} state={state} />
        <WhatItSays {...props} known={known} />
        <Actions submit={t.save} cancel={cancel(of, 'agreements')} />
      </Form>
    </>
  );
}
