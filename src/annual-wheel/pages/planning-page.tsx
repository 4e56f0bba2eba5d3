import { ChannelFields, type PartyRow, type Reading } from '../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
import { Actions, Choices, ErrorSummary, Form, type FormState, TextArea, TextField, Version } from '../../ui/form.tsx';
import { Notice } from '../../ui/section.tsx';
import { stepFields } from '../forms.ts';
import { mandates, usualMandate } from '../mandate-period.ts';
import type { PlanningStepRow, PlanningYearRow } from '../queries.ts';
import { annualWheelTexts } from '../texts.ts';
import { saySpan } from '../year-span.ts';

export function PlanningPage(props: {
  visit: Visit;
  of: Reading;
  state: FormState;
  party: PartyRow;
  year: PlanningYearRow | undefined;
  steps: readonly PlanningStepRow[];
  isForAnother: boolean;
}) {
  const { visit, of, state, party, year } = props;
  const t = annualWheelTexts(of.language);
  const back = `/collaborations/${of.collaboration.id}/annual-wheel`;
  return (
    <>
      <p class="trail">
        <a href={back}>{t.title}</a>
      </p>
      <h1>{props.isForAnother ? t.planning.titleFor(party.name) : t.planning.title}</h1>
      {props.isForAnother ? <Notice waits>{t.planning.leadFor}</Notice> : <p class="lead">{t.planning.lead}</p>}
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        <Version value={year?.version ?? 0} state={state} />
        <p class="hint">{t.planning.hint}</p>
        {stepFields.map((field) => {
          const step = props.steps.find((one) => one.kind === field.kind && one.number === field.number);
          const name = field.kind === 'interimReport' ? t.parties.interim(field.number) : t.steps[field.kind];
          return (
            <div class="planning-pair">
              <TextField
                name={field.when}
                label={name}
                short
                value={step ? saySpan(step, of.language) : ''}
                state={state}
              />
              <TextField name={field.words} label={t.planning.words(name)} value={step?.words} state={state} />
            </div>
          );
        })}
        <Choices
          name="mandate"
          label={t.planning.mandate}
          value={year?.mandate ?? usualMandate(party.kind)}
          options={mandates.map((value) => ({
            value,
            text: t.planning.mandates[value],
            ...(value === 'byLaw' ? { hint: t.planning.mandateHints.byLaw } : {}),
          }))}
          state={state}
        />
        <TextField
          name="began"
          type="date"
          short
          label={t.planning.began}
          value={year?.mandate_began_on}
          state={state}
        />
        <TextField
          name="years"
          short
          inputmode="numeric"
          label={t.planning.years}
          value={year?.mandate_years}
          state={state}
        />
        <TextArea name="note" rows={3} label={t.planning.note} value={year?.note} state={state} />
        {props.isForAnother ? <ChannelFields language={of.language} state={state} /> : null}
        <Actions submit={t.planning.save} cancel={{ href: back, text: t.planning.cancel }} />
      </Form>
    </>
  );
}
