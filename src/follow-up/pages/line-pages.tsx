import type { PartyRow, Reading } from '../../collaborations/index.ts';
import { identityTexts } from '../../identity/index.ts';
import { Actions, ErrorSummary, Form, type FormState, Select, TextArea, Version } from '../../ui/form.tsx';
import { readRoundGoal } from '../reading-goal.ts';
import { type Rung, rungs, stateOf } from '../round.ts';
import { followUpTexts } from '../texts.ts';
import { type RoundParts, roundsAt } from './round-parts.tsx';

function RungChoice(props: { goalId: string; rung: Rung | null | undefined; of: Reading; state: FormState }) {
  const t = followUpTexts(props.of.language).rung;
  return (
    <Select
      name={`rung-${props.goalId}`}
      short
      label={t.label}
      value={props.rung ?? ''}
      options={[{ value: '', text: t.none }, ...rungs.map((rung) => ({ value: rung, text: t[rung] }))]}
      state={props.state}
    />
  );
}

export function LinesPage(props: RoundParts & { party: PartyRow; isForAnother: boolean; state: FormState }) {
  const { visit, of, round, party, state } = props;
  const t = followUpTexts(of.language);
  const isShared = stateOf(round, of.now) === 'shared';
  return (
    <>
      <p class="trail">
        <a href={`${roundsAt(of)}/${round.id}`}>{round.name}</a>
      </p>
      <h1>{props.isForAnother ? t.lines.titleFor(party.name) : t.lines.title}</h1>
      <p class="lead">{t.lines.lead}</p>
      <p class="small section-lead">{t.lines.records}</p>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        {props.goals.map((goal) => {
          const line = props.lines.find((one) => one.goal_id === goal.goal_id && one.party_id === party.id);
          const numbers = readRoundGoal(goal, props.values, round, of.language, of.formats);
          const isLocked = isShared && line !== undefined;
          return (
            <fieldset class="field round-field" key={goal.goal_id}>
              <legend>{goal.text}</legend>
              <p class="small numbers">{numbers.sentences}</p>
              {isLocked ? (
                <p>
                  {line.answer === 'line' ? line.text : t.round.nothing} <span class="small">{t.lines.shared}</span>
                </p>
              ) : (
                <>
                  <Version of={goal.goal_id} value={line?.version ?? 0} state={state} />
                  <TextArea
                    name={`line-${goal.goal_id}`}
                    rows={2}
                    label={t.lines.line}
                    value={line?.text}
                    state={state}
                  />
                  <div class="choice">
                    <input
                      type="checkbox"
                      id={`nothing-${goal.goal_id}`}
                      name={`nothing-${goal.goal_id}`}
                      value="yes"
                      checked={
                        `line-${goal.goal_id}` in state.typed
                          ? state.typed[`nothing-${goal.goal_id}`] === 'yes'
                          : line?.answer === 'nothingToAdd'
                      }
                    />
                    <label for={`nothing-${goal.goal_id}`}>{t.lines.nothing}</label>
                  </div>
                  <RungChoice goalId={goal.goal_id} rung={line?.rung} of={of} state={state} />
                </>
              )}
            </fieldset>
          );
        })}
        <p class="small section-lead">{t.rung.hint}</p>
        <Actions
          submit={t.lines.save}
          cancel={{ href: `${roundsAt(of)}/${round.id}`, text: identityTexts(of.language).frame.cancel }}
        />
      </Form>
    </>
  );
}

export function JointLinesPage(props: RoundParts & { state: FormState }) {
  const { visit, of, round, state } = props;
  const t = followUpTexts(of.language);
  return (
    <>
      <p class="trail">
        <a href={`${roundsAt(of)}/${round.id}`}>{round.name}</a>
      </p>
      <h1>{t.joint.title}</h1>
      <p class="lead">{t.joint.lead}</p>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        {props.goals.map((goal) => {
          const joint = props.jointLines.find((one) => one.goal_id === goal.goal_id);
          const numbers = readRoundGoal(goal, props.values, round, of.language, of.formats);
          const said = props.lines.filter((line) => line.goal_id === goal.goal_id && line.answer === 'line');
          return (
            <fieldset class="field round-field" key={goal.goal_id}>
              <legend>{goal.text}</legend>
              <p class="small numbers">{numbers.sentences}</p>
              <ul class="small plain-list">
                {said.map((line) => (
                  <li key={line.id}>
                    {props.parties.find((party) => party.id === line.party_id)?.name}: {line.text}
                  </li>
                ))}
              </ul>
              <Version of={goal.goal_id} value={joint?.version ?? 0} state={state} />
              <TextArea
                name={`line-${goal.goal_id}`}
                rows={2}
                label={t.round.jointLine}
                value={joint?.text}
                state={state}
              />
              <RungChoice goalId={goal.goal_id} rung={joint?.rung} of={of} state={state} />
            </fieldset>
          );
        })}
        <p class="small section-lead">{t.rung.hint}</p>
        <Actions
          submit={t.joint.save}
          cancel={{ href: `${roundsAt(of)}/${round.id}`, text: identityTexts(of.language).frame.cancel }}
        />
      </Form>
    </>
  );
}
