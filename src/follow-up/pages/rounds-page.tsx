import { FollowUpWays, type PartyRow, type Reading } from '../../collaborations/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
import { Actions, Choices, ErrorSummary, Form, type FormState, Select, TextField } from '../../ui/form.tsx';
import { Notice, Section } from '../../ui/section.tsx';
import { State } from '../../ui/state.tsx';
import { decideRounds } from '../policy.ts';
import type { AnsweredRow, ProgressRow, RoundRow } from '../queries.ts';
import { type RoundMoment, roundKinds } from '../round.ts';
import { followUpTexts } from '../texts.ts';
import { fullRoundState, roundState, roundsAt } from './round-parts.tsx';

export function RoundsPage(props: {
  of: Reading;
  rounds: readonly RoundRow[];
  answered: readonly AnsweredRow[];
  progress: readonly ProgressRow[];
  hasGoals: boolean;
}) {
  const { of, rounds } = props;
  const t = followUpTexts(of.language);
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">
        {rounds.length > 0
          ? t.lead
          : of.collaboration.example !== 'real'
            ? t.empty
            : of.collaboration.follow_up_methods.length > 0 || of.collaboration.is_reported_to_councils !== null
              ? t.toldOnly
              : t.untold}
      </p>
      {of.may(decideRounds) ? (
        props.hasGoals ? (
          <p class="actions">
            <a class="button" href={`${roundsAt(of)}/new`}>
              {t.start}
            </a>
          </p>
        ) : (
          <Notice waits>
            {t.noGoals} <a href={`/collaborations/${of.collaboration.id}/goals/new`}>{t.writeGoal}</a>
          </Notice>
        )
      ) : null}
      {rounds.length > 0 ? (
        <Section heading={t.rounds} main>
          <ul class="rows">
            {rounds.map((round) => {
              const waiting = props.answered.filter(
                (row) => row.round_id === round.id && row.answered < row.asked,
              ).length;
              return (
                <li key={round.id}>
                  <div>
                    <a class="title" href={`${roundsAt(of)}/${round.id}`}>
                      {round.name}
                    </a>
                    <p>
                      {[
                        t.kinds[round.kind],
                        t.period(round.period_from, round.period_to),
                        ...(round.kind === 'light' || round.interpretation_opened_at
                          ? [t.answersBy(of.formats.date(round.deadline_on))]
                          : []),
                      ].join(' · ')}
                    </p>
                  </div>
                  <State
                    {...(round.kind === 'full'
                      ? fullRoundState(
                          round,
                          props.progress.find((one) => one.round_id === round.id),
                          waiting,
                          of,
                        )
                      : roundState(round, waiting, of))}
                  />
                </li>
              );
            })}
          </ul>
        </Section>
      ) : null}
      <FollowUpWays of={of} />
    </>
  );
}

export function NewRoundPage(props: {
  visit: Visit;
  of: Reading;
  years: { from: number; to: number };
  deadline: string;
  planned: readonly RoundMoment[];
  parties: readonly PartyRow[];
  state: FormState;
}) {
  const { visit, of, state } = props;
  const t = followUpTexts(of.language).form;
  const texts = followUpTexts(of.language);
  return (
    <>
      <p class="trail">
        <a href={roundsAt(of)}>{texts.title}</a>
      </p>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        <TextField name="name" label={t.name} state={state} />
        <Choices
          name="kind"
          label={t.kind}
          value="light"
          options={roundKinds.map((kind) => ({ value: kind, text: texts.kinds[kind], hint: texts.kindHints[kind] }))}
          state={state}
        />
        <div class="pair">
          <TextField name="from" short inputmode="numeric" label={t.from} value={props.years.from} state={state} />
          <TextField name="to" short inputmode="numeric" label={t.to} value={props.years.to} state={state} />
        </div>
        <TextField
          name="deadline"
          type="date"
          short
          label={t.deadline}
          hint={t.deadlineHint}
          value={props.deadline}
          state={state}
        />
        <details class="plan">
          <summary>{t.plan}</summary>
          <p class="small section-lead">{t.planHint}</p>
          {props.planned.map(({ moment, startsOn, endsOn }) => (
            <fieldset class="group" key={moment}>
              <legend>{texts.moments[moment]}</legend>
              <div class="pair">
                <TextField
                  name={`from-${moment}`}
                  type="date"
                  short
                  label={t.begins(texts.moments[moment])}
                  value={startsOn}
                  state={state}
                />
                <TextField
                  name={`to-${moment}`}
                  type="date"
                  short
                  label={t.ends(texts.moments[moment])}
                  value={endsOn}
                  state={state}
                />
              </div>
              <Select
                name={`owner-${moment}`}
                short
                label={t.owner(texts.moments[moment])}
                options={[
                  { value: '', text: t.nobody },
                  ...props.parties.map((party) => ({ value: party.id, text: party.name })),
                ]}
                state={state}
              />
            </fieldset>
          ))}
        </details>
        <Actions submit={t.submit} cancel={{ href: roundsAt(of), text: identityTexts(of.language).frame.cancel }} />
      </Form>
    </>
  );
}
