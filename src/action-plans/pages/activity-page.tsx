import { AttachedFiles, type AttachmentRow } from '../../attachments/index.ts';
import {
  collaborationTexts,
  EnteredNote,
  type EnteredRow,
  type Reading,
  type Said,
} from '../../collaborations/index.ts';
import { dayOf, identityTexts, type Visit } from '../../identity/index.ts';
import type { Children } from '../../platform/markup/jsx-runtime.ts';
import { ErrorSummary, Form, type FormState, untouched, Version } from '../../ui/form.tsx';
import { Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { awaitsEvaluation, isPilot } from '../activity.ts';
import type { OwnGoalRow } from '../own-goals.ts';
import { planActivities, preparePlan } from '../policy.ts';
import type { ActivityRow } from '../queries.ts';
import { isOwnActivity, mayChange, type PlanRows, sayDays, seesLateness } from '../reading-plan.ts';
import { planTexts } from '../texts.ts';
import { addressOf, baseOf, sayKind, shapes, stateOfActivity } from './activity-lines.tsx';

import { OwnGoals } from './own-goal-parts.tsx';
import { sayResources, TakingPart } from './taking-part-section.tsx';

function Facts(props: { of: Reading; activity: ActivityRow; rows: PlanRows; entered: Children }) {
  const { of, activity: one, rows } = props;
  const t = planTexts(of.language);
  const isReal = of.collaboration.example === 'real';
  const goals = rows.goals.filter(({ id }) => one.goal_ids.includes(id));
  const plan = rows.financing.find(({ id }) => id === one.financing_plan_id);
  const seat = rows.seats.find(({ seat_id }) => seat_id === one.seat_id);
  const yes = (answer: boolean | null) => (answer === null ? '' : answer ? t.activity.yes : t.activity.no);
  const effort = sayResources(one.minutes, one.amount, of);
  const facts: readonly (readonly [string, Children, boolean])[] = [
    [t.activity.answers, one.party_name ?? t.activity.nobody, !isReal || one.party_name !== null],
    [
      t.activity.seat,
      one.seat_title === null && one.responsible ? (
        one.responsible
      ) : one.seat_title ? (
        <>
          {one.seat_title}
          {seat?.holder_name ? <span class="quiet"> ({seat.holder_name})</span> : null}
        </>
      ) : isReal ? null : isOwnActivity(of, one) ? (
        <State shape="missing" text={t.activity.noSeat} />
      ) : (
        <State shape="notAnswered" text={t.activity.noSeat} />
      ),
      !isReal || one.seat_title !== null || one.responsible !== '',
    ],
    [
      t.activity.goals,
      goals.length > 0
        ? goals.map((goal) => (
            <div key={goal.id}>
              <a href={`/collaborations/${of.collaboration.id}/goals/${goal.id}`}>{goal.text}</a>
            </div>
          ))
        : t.activity.noGoals,
      !isReal || goals.length > 0,
    ],
    [t.activity.when, sayDays(one, of) || t.activity.notSaid, !isReal || sayDays(one, of) !== ''],
    [t.activity.kind, sayKind(one, of), sayKind(one, of) !== ''],
    [t.activity.area, one.area, one.area !== ''],
    [
      t.activity.effort,
      [effort, effort && plan ? t.activity.fromPlan(plan.title) : ''].filter(Boolean).join(', '),
      effort !== '',
    ],
    [
      t.activity.used,
      sayResources(one.used_minutes, one.used_amount, of),
      one.used_minutes !== null || one.used_amount !== null,
    ],
    [t.activity.targetGroup, one.target_group, one.target_group !== ''],
    [
      t.activity.targetGroupPart,
      one.target_group_part.length > 0
        ? of.formats.list(one.target_group_part.map((part) => t.parts[part].toLocaleLowerCase(of.language)))
        : t.activity.notIn,
      !isReal || one.target_group_part.length > 0,
    ],
    [t.activity.others, one.others, one.others !== ''],
    [t.activity.each, one.each ? t.eaches[one.each] : '', one.each !== null],
    [t.activity.borders, yes(one.is_open_across_borders), one.is_open_across_borders !== null],
    [t.activity.basis, yes(one.is_basis_for_decision), one.is_basis_for_decision !== null],
    [t.activity.ownWords, one.own_words, one.own_words !== ''],
    [t.activity.sourceNote, one.source_note, one.source_note !== ''],
  ];
  return (
    <>
      <dl class="pairs ruled">
        {facts.flatMap(([term, text, isShown]) => (isShown ? [<dt>{term}</dt>, <dd>{text}</dd>] : []))}
      </dl>
      {props.entered}
    </>
  );
}

function Evidence(props: { of: Reading; activity: ActivityRow; rows: PlanRows }) {
  const { of, activity: one, rows } = props;
  const t = planTexts(of.language);
  const scaledFrom = rows.activities.find(({ id }) => id === one.scales_activity_id);
  if (!one.evidence_grade && !scaledFrom && !one.evidence_source) return null;
  return (
    <Section heading={t.activity.evidence}>
      <p class="section-lead">
        {one.evidence_grade ? t.grades[one.evidence_grade] : ''}
        {one.evidence_source ? `${one.evidence_grade ? '. ' : ''}${t.activity.source}: ${one.evidence_source}` : ''}
      </p>
      {scaledFrom ? (
        <p>
          {t.pilotSection.scales} <a href={addressOf(of, scaledFrom.id)}>{scaledFrom.title}</a>
        </p>
      ) : null}
      {one.scaled_without_evaluation_because ? (
        <p>{t.pilotSection.scaledWithout(one.scaled_without_evaluation_because)}</p>
      ) : null}
    </Section>
  );
}

function Pilot(props: {
  of: Reading;
  activity: ActivityRow;
  rows: PlanRows;
  mayWrite: boolean;
  /** The page begins with the way to its evaluation. */
  isAskedAbove: boolean;
}) {
  const { of, activity: one, rows } = props;
  const t = planTexts(of.language);
  if (!isPilot(one) && !one.evaluation) return null;
  const carriedOn = rows.activities.filter(({ scales_activity_id }) => scales_activity_id === one.id);
  const awaits = awaitsEvaluation(one, dayOf(of.now));
  // Whoever may write an activity may carry on what another has tried.
  const mayScale = of.may(planActivities, of.user.organisation_id) || of.may(preparePlan);
  return (
    <Section heading={t.pilotSection.heading}>
      <dl class="pairs ruled">
        {one.pilot_question ? (
          <>
            <dt>{t.pilotSection.question}</dt>
            <dd>{one.pilot_question}</dd>
            <dt>{t.pilotSection.measure}</dt>
            <dd>{one.pilot_measure}</dd>
            <dt>{t.pilotSection.ends}</dt>
            <dd>{one.pilot_ends_on ? of.formats.date(one.pilot_ends_on) : t.activity.notSaid}</dd>
          </>
        ) : null}
        <dt>{t.pilotSection.evaluation}</dt>
        <dd>
          {one.evaluation_result ? (
            <>
              <strong>{t.results[one.evaluation_result]}</strong>
              {one.evaluated_on ? <span class="quiet">, {of.formats.date(one.evaluated_on)}</span> : null}
              <p>{one.evaluation}</p>
            </>
          ) : awaits && seesLateness(of, one) ? (
            <State shape="missing" text={t.pilotSection.notEvaluated} />
          ) : (
            t.pilotSection.notEvaluated
          )}
        </dd>
        {carriedOn.length > 0 ? (
          <>
            <dt>{t.pilotSection.scaledIn}</dt>
            <dd>
              {carriedOn.map((next) => (
                <div key={next.id}>
                  <a href={addressOf(of, next.id)}>{next.title}</a>
                </div>
              ))}
            </dd>
          </>
        ) : null}
      </dl>
      {(props.mayWrite && !props.isAskedAbove) || mayScale ? (
        <p class="actions no-print">
          {props.mayWrite && !props.isAskedAbove ? (
            <a href={`${addressOf(of, one.id)}/evaluation`}>
              {one.evaluation ? t.pilotSection.changeEvaluation : t.pilotSection.evaluate}
            </a>
          ) : null}
          {mayScale ? <a href={`${baseOf(of)}/activities/new?scales=${one.id}`}>{t.pilotSection.scaleUp}</a> : null}
        </p>
      ) : null}
    </Section>
  );
}

export function ActivityPage(props: {
  visit: Visit;
  of: Reading;
  said: Said;
  activity: ActivityRow;
  rows: PlanRows;
  entered: readonly EnteredRow[];
  ownGoals: readonly OwnGoalRow[];
  attachments: readonly AttachmentRow[];
  state: FormState;
}) {
  const { visit, of, activity: one, rows, state } = props;
  const t = planTexts(of.language);
  const here = addressOf(of, one.id);
  const isReal = of.collaboration.example === 'real';
  const stands = stateOfActivity(one, of);
  const mayWrite = mayChange(of, one);
  // A pilot that is over has one question left.
  const asksWhatItShowed = isPilot(one) && !one.evaluation && (one.state === 'done' || one.state === 'stopped');
  const isPartys = !mayWrite && one.party_id !== null && of.may(planActivities, one.organisation_id);
  const enteredOf = (id: string, party: string) => {
    const row = props.entered.find(({ subject_id }) => subject_id === id);
    return row ? (
      <p>
        <EnteredNote entered={row} party={party} texts={collaborationTexts(of.language)} formats={of.formats} />
      </p>
    ) : null;
  };
  return (
    <>
      <p class="trail">
        <a href={baseOf(of)}>{t.activity.trail}</a>
      </p>
      <h1>{one.title}</h1>
      {one.description ? <p class="lead activity-lead">{one.description}</p> : null}
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      {isReal ? null : (
        <p class="activity-state">
          <State {...stands} />
          {one.state_on && stands.shape === shapes[one.state] ? (
            <span class="small"> {t.activity.stateOn(of.formats.date(one.state_on))}</span>
          ) : null}
        </p>
      )}
      {props.said.beside(one.id).map((word) => (
        <p class="small section-lead">{word}</p>
      ))}
      {one.state === 'stopped' ? <p>{t.activity.stoppedBecause(one.stopped_because)}</p> : null}
      {mayWrite ? (
        <p class="actions no-print">
          {asksWhatItShowed ? (
            <a class="button" href={`${here}/evaluation`}>
              {t.pilotSection.evaluate}
            </a>
          ) : null}
          <a class={asksWhatItShowed ? undefined : 'button'} href={`${here}/state`}>
            {t.activity.tellState}
          </a>
          <a href={`${here}/edit`}>{t.activity.edit}</a>
        </p>
      ) : null}
      {isPartys ? <p class="small activity-whose">{t.activity.notYours(one.party_name ?? '')}</p> : null}
      <Facts of={of} activity={one} rows={rows} entered={enteredOf(one.id, one.party_name ?? '')} />
      <Evidence of={of} activity={one} rows={rows} />
      <Pilot of={of} activity={one} rows={rows} mayWrite={mayWrite} isAskedAbove={asksWhatItShowed && mayWrite} />
      {one.learned || mayWrite ? (
        <Section heading={t.learnedSection.heading}>
          <p class="section-lead">{one.learned || t.learnedSection.none}</p>
          {mayWrite ? (
            <p class="small no-print">
              <a href={`${here}/edit#learned`}>{t.learnedSection.write}</a>
            </p>
          ) : null}
        </Section>
      ) : null}
      <TakingPart
        visit={visit}
        of={of}
        activity={one}
        rows={rows}
        entered={enteredOf}
        mayAsk={mayWrite}
        state={state}
      />
      <OwnGoals of={of} activity={one} rows={rows} ownGoals={props.ownGoals} />
      <AttachedFiles
        of={of}
        to={{ type: 'activity', id: one.id }}
        attachments={props.attachments}
        mayAttach={of.may(planActivities, one.organisation_id)}
      />
      {mayWrite ? (
        <details class="activity-withdrawal no-print">
          <summary>{t.activity.withdraw}</summary>
          <p class="small">{t.activity.withdrawHint}</p>
          <Form token={visit.formToken()} action={`${here}/withdrawal`} inline>
            <Version value={one.version} state={untouched} />
            <button class="button second" type="submit">
              {t.activity.withdraw}
            </button>
          </Form>
        </details>
      ) : null}
    </>
  );
}
