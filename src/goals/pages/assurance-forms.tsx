import type { Reading } from '../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
import { Actions, ErrorSummary, Form, type FormState, TextArea, TextField, Version } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import type { EditorTextRow, LimitPeriodRow } from '../assurance.ts';
import type { GoalRow, IndicatorRow } from '../queries.ts';
import { goalTexts } from '../texts.ts';

interface AssuranceForm {
  readonly visit: Visit;
  readonly of: Reading;
  readonly goal: GoalRow;
  readonly state: FormState;
}

const goalAt = ({ of, goal }: AssuranceForm): string => `/collaborations/${of.collaboration.id}/goals/${goal.id}`;

/** What all three share: the way back, the heading, what is wrong. */
function Opening(props: AssuranceForm & { title: string; lead: string }) {
  return (
    <>
      <p class="trail">
        <a href={goalAt(props)}>{props.goal.text}</a>
      </p>
      <h1>{props.title}</h1>
      <p class="lead">{props.lead}</p>
      <ErrorSummary
        state={props.state}
        heading={identityTexts(props.of.language).frame.errors(props.state.errors.length)}
      />
    </>
  );
}

const wayOut = (props: AssuranceForm) => ({
  href: `${goalAt(props)}#how-sure`,
  text: identityTexts(props.of.language).frame.cancel,
});

export function LimitPeriodPage(
  props: AssuranceForm & { indicator: IndicatorRow; periods: readonly LimitPeriodRow[] },
) {
  const { visit, of, state, indicator, periods } = props;
  const { language, formats } = of;
  const t = goalTexts(language).limitsForm;
  const years = indicator.periods ?? [];
  return (
    <>
      <Opening {...props} title={t.title} lead={t.lead} />
      <Form token={visit.formToken()}>
        <TextField
          name="from"
          short
          inputmode="numeric"
          label={t.from}
          hint={years.length > 1 ? t.fromHint(years[1] ?? 0, years.at(-1) ?? 0) : undefined}
          state={state}
        />
        <TextArea name="reason" rows={3} label={t.reason} hint={t.reasonHint} state={state} />
        <Actions submit={t.save} cancel={wayOut(props)} />
      </Form>
      {periods.length > 0 ? (
        <Section heading={t.started}>
          <ul class="rows">
            {periods.map((period) => (
              <li key={period.id}>
                <div>
                  <div class="title">{t.line(period.from_period, period.reason)}</div>
                  <p>{t.by(period.created_by_name, period.organisation_name, formats.date(period.created_at))}</p>
                </div>
                <Form
                  token={visit.formToken()}
                  action={`${goalAt(props)}/indicators/${indicator.id}/limits/${period.id}/withdrawal`}
                  inline
                >
                  <button class="link-button" type="submit">
                    {goalTexts(language).ladder.takeBack}
                    <span class="visually-hidden"> {period.from_period}</span>
                  </button>
                </Form>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}

export function ImplementationPage(props: AssuranceForm) {
  const t = goalTexts(props.of.language).implementationForm;
  const { visit, state } = props;
  return (
    <>
      <Opening {...props} title={t.title} lead={t.lead} />
      <Form token={visit.formToken()}>
        <TextArea name="text" rows={2} label={t.text} hint={t.textHint} state={state} />
        <TextField name="source" label={t.source} hint={t.sourceHint} state={state} />
        <Actions submit={t.save} cancel={wayOut(props)} />
      </Form>
    </>
  );
}

export function EditorTextPage(props: AssuranceForm & { before: EditorTextRow | undefined }) {
  const t = goalTexts(props.of.language).editorForm;
  const { visit, state, before } = props;
  return (
    <>
      <Opening {...props} title={t.title} lead={t.lead} />
      <Form token={visit.formToken()}>
        <Version value={before?.version ?? 0} state={state} />
        <TextArea name="text" rows={6} label={t.text} hint={t.textHint} value={before?.text} state={state} />
        <Actions submit={t.save} cancel={wayOut(props)} />
      </Form>
    </>
  );
}
