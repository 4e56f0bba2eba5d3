import type { Reading } from '../../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../../identity/index.ts';
import {
  Actions,
  Choices,
  ErrorSummary,
  Form,
  type FormState,
  Select,
  TextArea,
  TextField,
  Version,
} from '../../../ui/form.tsx';
import { Section } from '../../../ui/section.tsx';
import { State } from '../../../ui/state.tsx';
import { type DisputeRow, type DisputeStepRow, disputeLevels } from '../dispute.ts';
import type { BoundParty, ClauseInForce, TextInForce } from '../text-in-force.ts';
import { afterwardsTexts } from '../texts.ts';
import { ClauseQuoted } from './withdrawal-pages.tsx';

const agreementOf = (of: Reading, visit: Visit): string =>
  `/collaborations/${of.collaboration.id}/agreements/${visit.params.agreement}`;

/** What one does not agree on, about which clause, and with whom. */
export function NewDisputePage(props: {
  visit: Visit;
  of: Reading;
  text: TextInForce;
  clauses: readonly ClauseInForce[];
  others: readonly BoundParty[];
  state: FormState;
}) {
  const { visit, of, state } = props;
  const t = afterwardsTexts(of.language);
  const here = agreementOf(of, visit);
  return (
    <>
      <p class="trail">
        <a href={here}>{t.afterwards.back}</a>
      </p>
      <h1>{t.dispute.newTitle}</h1>
      <p class="lead">{t.dispute.lead}</p>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      <Form token={visit.formToken()} action={`${here}/disputes`}>
        <Select
          name="clause"
          label={t.dispute.clause}
          options={[
            { value: '', text: t.dispute.noClause },
            ...props.clauses.map(({ id, place, heading }) => ({ value: id, text: `${place}. ${heading}` })),
          ]}
          state={state}
        />
        <TextArea name="matter" label={t.dispute.matter} state={state} />
        <Choices
          name="with"
          many
          label={t.dispute.with}
          options={props.others.map(({ organisation_id, name }) => ({ value: organisation_id, text: name }))}
          values={[]}
          state={state}
        />
        <Actions submit={t.dispute.submit} cancel={{ href: here, text: t.withdrawal.cancel }} />
      </Form>
    </>
  );
}

/** A dispute, what the clause on conflict says, and the steps that have been taken. */
export function DisputePage(props: {
  visit: Visit;
  of: Reading;
  dispute: DisputeRow;
  steps: readonly DisputeStepRow[];
  conflictClause: ClauseInForce | undefined;
  state: FormState;
}) {
  const { visit, of, dispute, state } = props;
  const t = afterwardsTexts(of.language);
  const { date } = of.formats;
  const here = `${agreementOf(of, visit)}/disputes/${dispute.id}`;
  return (
    <>
      <p class="trail">
        <a href={agreementOf(of, visit)}>{t.afterwards.back}</a>
      </p>
      <h1>{t.dispute.title}</h1>
      <p class="lead">{dispute.matter}</p>
      <p>
        <State
          shape={dispute.settled_on ? 'done' : 'underWay'}
          text={dispute.settled_on ? t.dispute.settled(date(dispute.settled_on)) : t.dispute.open}
        />
      </p>
      <p class="small">
        {t.dispute.raised(dispute.organisation_name, date(dispute.raised_on))}. {t.dispute.concerns}:{' '}
        {dispute.concerned.join(', ')}.
      </p>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      {dispute.clause_heading === null ? null : (
        <Section heading={dispute.clause_heading}>
          <blockquote>{dispute.clause_text}</blockquote>
        </Section>
      )}
      <ClauseQuoted
        clause={props.conflictClause}
        heading={t.dispute.conflictClause}
        none={t.dispute.noConflictClause}
      />
      <Section heading={t.dispute.steps} main>
        {props.steps.length === 0 ? <p class="small section-lead">{t.dispute.noSteps}</p> : null}
        <ol class="rows">
          {props.steps.map((step) => (
            <li key={step.id}>
              <div>
                <span class="title">{t.dispute.level[step.level]}</span>
                <p>{step.outcome}</p>
              </div>
              <span class="small">
                {date(step.held_on)}, {step.organisation_name}
              </span>
            </li>
          ))}
        </ol>
      </Section>
      {dispute.settled_on ? (
        <Section heading={t.dispute.settleOutcome}>
          <p>{dispute.outcome}</p>
        </Section>
      ) : (
        <>
          <Section heading={t.dispute.addStep}>
            <Form token={visit.formToken()} action={`${here}/steps`}>
              <Select
                name="level"
                short
                label={t.dispute.stepLevel}
                options={disputeLevels.map((level) => ({ value: level, text: t.dispute.level[level] }))}
                state={state}
              />
              <TextField name="heldOn" type="date" short label={t.dispute.heldOn} state={state} />
              <TextArea name="outcome" rows={3} label={t.dispute.outcome} state={state} />
              <Actions submit={t.dispute.addStep} />
            </Form>
          </Section>
          <Section heading={t.dispute.settle}>
            <Form token={visit.formToken()} action={`${here}/settlement`}>
              <TextArea name="settled" rows={3} label={t.dispute.settleOutcome} state={state} />
              <Version value={dispute.version} state={state} />
              <Actions submit={t.dispute.settle} />
            </Form>
          </Section>
        </>
      )}
    </>
  );
}
