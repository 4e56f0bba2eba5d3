import type { PlanRow } from '../../financing/index.ts';
import type { GoalRow } from '../../goals/index.ts';
import { identityTexts } from '../../identity/index.ts';
import { Actions, Form, Hidden, Select, TextArea, TextField, Version } from '../../ui/form.tsx';
import { MarkdownField } from '../../ui/markdown.tsx';
import { type ClauseKind, clauseKinds } from '../agreement.ts';
import type { AgreementPartyRow, ClauseRow, UndertakingRow, VersionRow } from '../queries.ts';
import { agreementTexts, exampleOf } from '../texts.ts';
import { cancel, type FormPage, Summary } from './agreement-forms.tsx';

const at = (version: VersionRow): string => `agreements/${version.agreement_id}/versions/${version.number}`;

type Plans = readonly Pick<PlanRow, 'id' | 'title'>[];

function TermFields(props: FormPage & { kind: ClauseKind; version: VersionRow; plans: Plans }) {
  const { kind, version, state } = props;
  const t = agreementTexts(props.of.language).clauseForm;
  const months = (name: string, label: string, value: number | null) => (
    <TextField name={name} short inputmode="numeric" label={label} value={value} state={state} />
  );
  return (
    <>
      <Version value={version.version} state={state} of="terms" />
      {kind === 'coordination' ? months('followUp', t.followUp, version.follow_up_months) : null}
      {kind === 'financing' && props.plans.length > 0 ? (
        <Select
          name="plan"
          label={t.plan}
          hint={t.planHint}
          value={version.financing_plan_id}
          options={[{ value: '', text: t.noPlan }, ...props.plans.map((one) => ({ value: one.id, text: one.title }))]}
          state={state}
        />
      ) : null}
      {kind === 'withdrawal' ? months('notice', t.notice, version.notice_months) : null}
      {kind === 'term' ? (
        <>
          <TextField name="fromOn" type="date" short label={t.fromOn} value={version.from_on} state={state} />
          <TextField name="endsOn" type="date" short label={t.endsOn} value={version.ends_on} state={state} />
          {months('renews', t.renews, version.renews_by_months)}
          <TextField name="reviewOn" type="date" short label={t.review} value={version.review_on} state={state} />
        </>
      ) : null}
    </>
  );
}

/** The same form for every clause; what of it is data depends on its kind. */
export function ClausePage(
  props: FormPage & {
    version: VersionRow;
    clause: ClauseRow | undefined;
    kind: ClauseKind;
    clauses: number;
    plans: Plans;
  },
) {
  const { visit, of, state, clause, version, kind } = props;
  const t = agreementTexts(of.language);
  return (
    <>
      <h1>{clause ? t.clauseForm.editTitle(clause.heading) : t.clauseForm.newTitle}</h1>
      <Summary {...props} />
      <p class="small">{t.clauseHints[kind]}</p>
      {exampleOf(kind, of.language) ? <p class="small">{exampleOf(kind, of.language)}</p> : null}
      <Form token={visit.formToken()}>
        {clause ? <Version value={clause.version} state={state} /> : null}
        {clause ? (
          <Hidden name="kind" value={kind} />
        ) : (
          <Select
            name="kind"
            label={t.clauseForm.kind}
            value={kind}
            options={clauseKinds.map((one) => ({ value: one, text: t.clauseKinds[one] }))}
            state={state}
          />
        )}
        <TextField
          name="heading"
          label={t.clauseForm.heading}
          value={clause?.heading ?? (kind === 'other' ? '' : t.clauseKinds[kind])}
          state={state}
        />
        <MarkdownField
          name="text"
          label={t.clauseForm.text}
          hint={t.clauseForm.textHint}
          value={clause?.text}
          state={state}
          words={identityTexts(of.language).frame.markdown}
        />
        <TextField
          name="place"
          short
          inputmode="numeric"
          label={t.clauseForm.place}
          value={clause?.place ?? props.clauses + 1}
          state={state}
        />
        <TermFields {...props} />
        <Actions submit={t.forms.save} cancel={cancel(of, at(version))} />
      </Form>
      {clause ? (
        <Form
          token={visit.formToken()}
          action={`/collaborations/${of.collaboration.id}/${at(version)}/clauses/${clause.id}/withdrawal`}
        >
          <button class="link-button" type="submit">
            {t.clauseForm.take}
          </button>
        </Form>
      ) : null}
    </>
  );
}

export function DutyPage(
  props: FormPage & {
    version: VersionRow;
    clause: ClauseRow;
    duty: UndertakingRow | undefined;
    parties: readonly Pick<AgreementPartyRow, 'party_id' | 'party_name'>[];
    goals: readonly GoalRow[];
  },
) {
  const { visit, of, state, duty, version, clause } = props;
  const t = agreementTexts(of.language);
  return (
    <>
      <h1>{t.clauseForm.dutyTitle}</h1>
      <Summary {...props} />
      <Form token={visit.formToken()}>
        {duty ? <Version value={duty.version} state={state} /> : null}
        <Select
          name="party"
          label={t.clauseForm.party}
          value={duty?.party_id}
          options={[
            { value: '', text: t.forms.noneChosen },
            ...props.parties.map((one) => ({ value: one.party_id, text: one.party_name })),
          ]}
          state={state}
        />
        <TextArea name="text" rows={3} label={t.clauseForm.duty} value={duty?.text} state={state} />
        <TextField
          name="amount"
          label={t.clauseForm.amount}
          hint={t.clauseForm.amountHint}
          value={duty?.amount}
          state={state}
        />
        <TextField name="until" type="date" short label={t.clauseForm.until} value={duty?.until_on} state={state} />
        {props.goals.length > 0 ? (
          <Select
            name="goal"
            label={t.clauseForm.goal}
            value={duty?.goal_id}
            options={[
              { value: '', text: t.forms.noneChosen },
              ...props.goals.map((one) => ({ value: one.id, text: one.text })),
            ]}
            state={state}
          />
        ) : null}
        <Actions submit={t.forms.save} cancel={cancel(of, at(version))} />
      </Form>
      {duty ? (
        <Form
          token={visit.formToken()}
          action={`/collaborations/${of.collaboration.id}/${at(version)}/clauses/${clause.id}/duties/${duty.id}/withdrawal`}
        >
          <button class="link-button" type="submit">
            {t.clauseForm.takeDuty}
          </button>
        </Form>
      ) : null}
    </>
  );
}
