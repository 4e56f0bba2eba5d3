import { sayHours, sayKronor } from '../../financing/index.ts';
import { Actions, Choices, Form, Hidden, Select, TextArea, TextField, Version } from '../../ui/form.tsx';
import { Notice } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { activityStates, evaluationResults, planRevisions } from '../activity.ts';
import type { ActionPlanRow, ActivityPartyRow, ActivityRow } from '../queries.ts';
import { planTexts } from '../texts.ts';
import { addressOf, baseOf, stateOfActivity } from './activity-lines.tsx';

import { cancelTo, ForAnother, type FormPage, Frame } from './form-frame.tsx';

/** Two taps from the mail: this page, and one of its buttons. Only what is stopped asks for a line of why. */
export function StatePage(props: FormPage & { activity: ActivityRow; isForAnother: boolean; today: string }) {
  const { visit, of, state, activity: one } = props;
  const all = planTexts(of.language);
  const t = all.stateForm;
  return (
    <>
      <Frame
        {...props}
        title={t.title}
        back={{ href: addressOf(of, one.id), text: one.title }}
        note={props.isForAnother ? <Notice waits>{all.form.forAnother}</Notice> : undefined}
      />
      <p>
        <State {...stateOfActivity(one, of)} />
      </p>
      <Form token={visit.formToken()}>
        <Version value={one.version} state={state} />
        {props.isForAnother ? <ForAnother of={of} state={state} today={props.today} /> : null}
        <div class="state-buttons">
          {activityStates
            .filter((to) => to !== 'stopped' && to !== one.state)
            .map((to) => (
              <button key={to} class={to === 'done' ? 'button' : 'button second'} type="submit" name="to" value={to}>
                {t.to[to]}
              </button>
            ))}
        </div>
        {one.state === 'stopped' ? null : (
          <div class="state-stop">
            <TextField name="because" label={t.because} state={state} />
            <button class="button second" type="submit" name="to" value="stopped">
              {t.to.stopped}
            </button>
          </div>
        )}
      </Form>
    </>
  );
}

export function EvaluationPage(props: FormPage & { activity: ActivityRow; isForAnother: boolean; today: string }) {
  const { visit, of, state, activity: one } = props;
  const all = planTexts(of.language);
  const t = all.evaluationForm;
  return (
    <>
      <Frame
        {...props}
        title={t.title}
        back={{ href: addressOf(of, one.id), text: one.title }}
        note={props.isForAnother ? <Notice waits>{all.form.forAnother}</Notice> : undefined}
      />
      {one.pilot_question ? (
        <dl class="pairs ruled">
          <dt>{all.pilotSection.question}</dt>
          <dd>{one.pilot_question}</dd>
          <dt>{all.pilotSection.measure}</dt>
          <dd>{one.pilot_measure}</dd>
        </dl>
      ) : null}
      <Form token={visit.formToken()}>
        <Version value={one.version} state={state} />
        <Choices
          name="result"
          label={t.result}
          value={one.evaluation_result ?? ''}
          options={evaluationResults.map((result) => ({ value: result, text: all.results[result] }))}
          state={state}
        />
        <TextField name="on" type="date" short label={t.on} value={one.evaluated_on ?? props.today} state={state} />
        <TextArea name="text" label={t.text} value={one.evaluation} state={state} />
        {props.isForAnother ? <ForAnother of={of} state={state} today={props.today} /> : null}
        <Actions submit={t.save} cancel={cancelTo(of, addressOf(of, one.id))} />
      </Form>
    </>
  );
}

export function PartPage(
  props: FormPage & { activity: ActivityRow; part: ActivityPartyRow; isForAnother: boolean; today: string },
) {
  const { visit, of, state, activity, part } = props;
  const all = planTexts(of.language);
  const t = all.takingPart;
  return (
    <>
      <Frame
        {...props}
        title={props.isForAnother ? t.titleFor(part.party_name) : t.title}
        back={{ href: addressOf(of, activity.id), text: activity.title }}
        note={props.isForAnother ? <Notice waits>{all.form.forAnother}</Notice> : undefined}
      />
      <Form token={visit.formToken()}>
        <Version value={part.version} state={state} />
        <Choices
          name="answer"
          label={t.answer}
          value={part.answer ?? ''}
          options={(['takesPart', 'declines'] as const).map((one) => ({ value: one, text: t[one] }))}
          state={state}
        />
        <TextArea
          name="part"
          rows={3}
          label={props.isForAnother ? t.partFor : t.part}
          value={part.part}
          state={state}
        />
        <TextField
          name="hours"
          short
          inputmode="decimal"
          label={t.hours}
          value={part.minutes === null ? '' : sayHours(BigInt(part.minutes), of.formats)}
          state={state}
        />
        <TextField
          name="kronor"
          short
          inputmode="decimal"
          label={t.kronor}
          value={part.amount === null ? '' : sayKronor(BigInt(part.amount), of.formats)}
          state={state}
        />
        {props.isForAnother ? <ForAnother of={of} state={state} today={props.today} /> : null}
        <Actions submit={t.save} cancel={cancelTo(of, addressOf(of, activity.id))} />
      </Form>
    </>
  );
}

export function AboutPlanPage(
  props: FormPage & {
    plan: ActionPlanRow | undefined;
    documents: readonly { readonly id: string; readonly title: string }[];
  },
) {
  const { visit, of, state, plan } = props;
  const all = planTexts(of.language);
  const t = all.planForm;
  return (
    <>
      <Frame {...props} title={t.title} back={{ href: baseOf(of), text: all.title }} />
      <Form token={visit.formToken()}>
        <Hidden
          name="version"
          value={state.conflict ? (plan?.version ?? 0) : (state.typed.version ?? plan?.version ?? 0)}
        />
        <TextField name="title" label={t.name} value={plan?.title ?? all.title} state={state} />
        <TextField
          name="firstYear"
          short
          inputmode="numeric"
          label={t.firstYear}
          value={plan?.first_year}
          state={state}
        />
        <TextField name="lastYear" short inputmode="numeric" label={t.lastYear} value={plan?.last_year} state={state} />
        <TextField name="adoptedOn" type="date" short label={t.adoptedOn} value={plan?.adopted_on} state={state} />
        <Select
          name="revision"
          short
          label={t.revision}
          value={plan?.revision}
          options={[
            { value: '', text: t.notSaid },
            ...planRevisions.map((one) => ({ value: one, text: all.revisions[one] })),
          ]}
          state={state}
        />
        {props.documents.length > 0 ? (
          <Select
            name="follows"
            label={t.follows}
            value={plan?.steering_document_id}
            options={[
              { value: '', text: t.notSaid },
              ...props.documents.map(({ id, title }) => ({ value: id, text: title })),
            ]}
            state={state}
          />
        ) : null}
        <Actions submit={t.save} cancel={cancelTo(of, baseOf(of))} />
      </Form>
    </>
  );
}
