import { type PartyRow, type Reading, takesPart } from '../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
import { Actions, Choices, ErrorSummary, Form, type FormState, Select, TextField, Version } from '../../ui/form.tsx';
import { type AgreementGround, agreementGrounds, agreementKinds } from '../agreement.ts';
import { openAnswers } from '../forms.ts';
import type { AgreementPartyRow, AgreementRow, VersionRow } from '../queries.ts';
import { agreementTexts } from '../texts.ts';

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
export const cancel = (of: Reading, href: string) => ({
  href: `/collaborations/${of.collaboration.id}/${href}`,
  text: identityTexts(of.language).frame.cancel,
});

/** What it is, how it binds: the same fields for a new one and for one that exists. */
export function AgreementFields(
  props: FormPage & {
    agreement: AgreementRow | undefined;
    /** It has been agreed already: the fields ask how it became binding. */
    isDone?: boolean;
    /** What is known beforehand of one that is not here yet. */
    suggested?: { readonly title: string; readonly ground: AgreementGround | undefined };
    parties: readonly { readonly id: string; readonly name: string }[];
    others: readonly AgreementRow[];
  },
) {
  const { state, agreement, suggested } = props;
  const t = agreementTexts(props.of.language);
  const open = agreement?.is_open_to_others;
  const mains = props.others.filter((one) => one.id !== agreement?.id && one.kind !== 'assignmentAgreement');
  return (
    <>
      <TextField
        name="title"
        label={t.forms.titleField}
        hint={t.forms.titleHint}
        value={agreement?.title ?? suggested?.title}
        state={state}
      />
      <Choices
        name="kind"
        label={t.forms.kind}
        value={agreement?.kind ?? 'agreement'}
        options={agreementKinds.map((kind) => ({ value: kind, text: t.kinds[kind], hint: t.kindHints[kind] }))}
        state={state}
      />
      <Choices
        name="ground"
        label={props.isDone ? t.takeOver.ground : t.forms.ground}
        {...(props.isDone ? {} : { hint: t.forms.groundHint })}
        value={agreement?.ground ?? suggested?.ground ?? 'signed'}
        options={agreementGrounds
          .filter((ground) => !props.isDone || ground !== 'notYetFormal')
          .map((ground) => ({ value: ground, text: (props.isDone ? t.groundsDone : t.grounds)[ground] }))}
        state={state}
      />
      <Select
        name="adoptingParty"
        label={t.forms.adoptingParty}
        hint={t.forms.adoptingPartyHint}
        value={agreement?.adopting_party_id}
        options={[
          { value: '', text: t.forms.noneChosen },
          ...props.parties.map((one) => ({ value: one.id, text: one.name })),
        ]}
        state={state}
      />
      {mains.length > 0 ? (
        <Select
          name="main"
          label={t.forms.main}
          hint={t.forms.mainHint}
          value={agreement?.main_agreement_id}
          options={[
            { value: '', text: t.forms.noneChosen },
            ...mains.map((one) => ({ value: one.id, text: one.title })),
          ]}
          state={state}
        />
      ) : null}
      <Choices
        name="open"
        label={t.forms.open}
        value={open === true ? 'yes' : open === false ? 'no' : 'unknown'}
        options={openAnswers.map((one) => ({ value: one, text: t.forms.opens[one] }))}
        state={state}
      />
    </>
  );
}

export function NewAgreementPage(props: FormPage & { parties: readonly PartyRow[]; others: readonly AgreementRow[] }) {
  const { visit, of, state } = props;
  const t = agreementTexts(of.language);
  return (
    <>
      <h1>{t.forms.newTitle}</h1>
      <Summary {...props} />
      <Form token={visit.formToken()}>
        <AgreementFields {...props} agreement={undefined} />
        <Choices
          name="parties"
          many
          label={t.forms.parties}
          hint={t.forms.partiesHint}
          values={props.parties.filter((one) => one.relation === 'party' && takesPart(one.status)).map((one) => one.id)}
          options={props.parties.map((one) => ({ value: one.id, text: one.name }))}
          state={state}
        />
        <Actions submit={t.forms.save} cancel={cancel(of, 'agreements')} />
      </Form>
    </>
  );
}

export function EditAgreementPage(
  props: FormPage & { agreement: AgreementRow; parties: readonly PartyRow[]; others: readonly AgreementRow[] },
) {
  const { visit, of, agreement } = props;
  const t = agreementTexts(of.language).forms;
  return (
    <>
      <h1>{t.editTitle}</h1>
      <Summary {...props} />
      <Form token={visit.formToken()}>
        <Version value={agreement.version} state={props.state} />
        <AgreementFields {...props} />
        <Actions submit={t.save} cancel={cancel(of, `agreements/${agreement.id}`)} />
      </Form>
    </>
  );
}

export function ConditionsPage(
  props: FormPage & {
    version: VersionRow;
    parties: readonly PartyRow[];
    chosen: readonly AgreementPartyRow[];
  },
) {
  const { visit, of, state, version, chosen } = props;
  const t = agreementTexts(of.language).forms;
  const options = props.parties.map((one) => ({ value: one.id, text: one.name }));
  return (
    <>
      <h1>{t.conditionsTitle}</h1>
      <Summary {...props} />
      <Form token={visit.formToken()}>
        <Version value={version.version} state={state} />
        <Choices
          name="parties"
          many
          label={t.parties}
          values={chosen.map((one) => one.party_id)}
          options={options}
          state={state}
        />
        <TextField
          name="least"
          short
          inputmode="numeric"
          label={t.least}
          hint={t.leastHint}
          value={version.least_bound}
          state={state}
        />
        <Choices
          name="required"
          many
          label={t.required}
          hint={t.requiredHint}
          values={chosen.filter((one) => one.is_required).map((one) => one.party_id)}
          options={options}
          state={state}
        />
        <Choices
          name="order"
          label={t.inOrder}
          value={version.is_signed_in_order ? 'inOrder' : 'parallel'}
          options={(['parallel', 'inOrder'] as const).map((one) => ({ value: one, text: t.orders[one] }))}
          state={state}
        />
        <Actions submit={t.save} cancel={cancel(of, `agreements/${version.agreement_id}/versions/${version.number}`)} />
      </Form>
    </>
  );
}
