import { collaborationTexts, type PartyRow, type Reading } from '../../collaborations/index.ts';
import { type ContributionRow, ContributionShape, ContributionWords } from '../../goals/index.ts';
import { identityTexts, type Visit } from '../../identity/index.ts';
import { ChartTable } from '../../ui/charts/line-chart.tsx';
import { Rungs } from '../../ui/charts/rungs.tsx';
import { Actions, ErrorSummary, Form, type FormState, Hidden, Select, TextArea, TextField } from '../../ui/form.tsx';
import { Notice, Section } from '../../ui/section.tsx';
import { State, type StateOf } from '../../ui/state.tsx';
import type { AnsweredRow, JointLineRow, RoundGoalRow, RoundLineRow, RoundRow, RoundValueRow } from '../queries.ts';
import { readRoundGoal } from '../reading-goal.ts';
import { type Rung, rungs, stateOf } from '../round.ts';
import { followUpTexts } from '../texts.ts';

const base = (of: Reading): string => `/collaborations/${of.collaboration.id}/follow-up`;

export function roundState(round: RoundRow, waiting: number, of: Reading): StateOf {
  const t = followUpTexts(of.language);
  const state = stateOf(round, of.now);
  if (state === 'closed') return { shape: 'done', text: t.closedOn(of.formats.date(round.closed_at ?? of.now)) };
  if (waiting > 0) return { shape: 'waits', text: t.waits(waiting) };
  return { shape: state === 'shared' ? 'done' : 'underWay', text: t.allIn };
}

export function RoundsPage(props: {
  of: Reading;
  rounds: readonly RoundRow[];
  answered: readonly AnsweredRow[];
  hasGoals: boolean;
}) {
  const { of, rounds } = props;
  const t = followUpTexts(of.language);
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{rounds.length === 0 ? t.empty : t.lead}</p>
      {of.isLeader ? (
        props.hasGoals ? (
          <p class="actions">
            <a class="button" href={`${base(of)}/new`}>
              {t.start}
            </a>
          </p>
        ) : (
          <Notice waits>{t.noGoals}</Notice>
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
                    <a class="title" href={`${base(of)}/${round.id}`}>
                      {round.name}
                    </a>
                    <p>
                      {t.period(round.period_from, round.period_to)} · {t.deadline(of.formats.date(round.deadline_on))}
                    </p>
                  </div>
                  <State {...roundState(round, waiting, of)} />
                </li>
              );
            })}
          </ul>
        </Section>
      ) : null}
    </>
  );
}

export function NewRoundPage(props: {
  visit: Visit;
  of: Reading;
  years: { from: number; to: number };
  deadline: string;
  state: FormState;
}) {
  const { visit, of, state } = props;
  const t = followUpTexts(of.language).form;
  return (
    <>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <ErrorSummary state={state} heading={identityTexts(of.language).frame.errors(state.errors.length)} />
      <Form token={visit.formToken()}>
        <TextField name="name" label={t.name} state={state} />
        <TextField name="from" short inputmode="numeric" label={t.from} value={props.years.from} state={state} />
        <TextField name="to" short inputmode="numeric" label={t.to} value={props.years.to} state={state} />
        <TextField
          name="deadline"
          type="date"
          short
          label={t.deadline}
          hint={t.deadlineHint}
          value={props.deadline}
          state={state}
        />
        <Actions submit={t.submit} cancel={{ href: base(of), text: identityTexts(of.language).frame.cancel }} />
      </Form>
    </>
  );
}

/** What a claim says about itself: its rung, or that nothing is claimed. */
function RungWord(props: { rung: Rung | null; of: Reading }) {
  const t = followUpTexts(props.of.language).rung;
  return props.rung ? (
    <Rungs reached={props.rung === 'a' ? 1 : 2} text={t[props.rung]} />
  ) : (
    <span class="small">{t.none}</span>
  );
}

export interface RoundParts {
  readonly visit: Visit;
  readonly of: Reading;
  readonly round: RoundRow;
  readonly goals: readonly RoundGoalRow[];
  readonly values: readonly RoundValueRow[];
  readonly lines: readonly RoundLineRow[];
  readonly jointLines: readonly JointLineRow[];
  readonly parties: readonly PartyRow[];
  readonly answered: readonly AnsweredRow[];
}

function Frozen(props: { of: Reading; round: RoundRow; goals: readonly RoundGoalRow[] }) {
  const { of, round, goals } = props;
  const t = followUpTexts(of.language);
  const official = goals.filter((goal) => goal.series.startsWith('kolada:'));
  const codes = official.map((goal) => goal.series.replace('kolada:', '')).join(', ');
  const newest = official
    .map((goal) => goal.fetched_on ?? '')
    .sort()
    .at(-1);
  return (
    <p class="source">
      {newest ? t.round.frozenNote(codes, of.formats.date(newest), round.period_to) : ''}{' '}
      {of.collaboration.example === 'fictional' ? `${t.partyPage.lent} ` : ''}
      <span class="hash">{t.round.frozen(round.snapshot_hash.slice(0, 12))}</span>
    </p>
  );
}

/** The joint page: every goal with its frozen numbers, what the parties say, and what they say together. */
export function RoundPage(props: RoundParts & { ownParty: PartyRow | undefined }) {
  const { visit, of, round, goals, lines, ownParty } = props;
  const { language, formats, isLeader } = of;
  const t = followUpTexts(language);
  const state = stateOf(round, of.now);
  const answered = props.answered.filter((row) => row.round_id === round.id);
  const late = answered.filter((row) => row.answered < row.asked);
  const here = `${base(of)}/${round.id}`;
  const ownAnswered = answered.find((row) => row.party_id === ownParty?.id);
  const speaks = of.user.represents.includes(of.collaboration.id);
  const asked = props.parties.filter((party) => answered.some((row) => row.party_id === party.id));
  const ordered = [
    ...asked.filter((party) => party.id === ownParty?.id),
    ...asked.filter((party) => party.id !== ownParty?.id),
  ];
  return (
    <>
      <p class="trail">
        <a href={base(of)}>{t.title}</a>
      </p>
      <h1>{round.name}</h1>
      <p class="section-lead">
        <State {...roundState(round, late.length, of)} />{' '}
        <span class="small">
          {t.period(round.period_from, round.period_to)} · {t.deadline(formats.date(round.deadline_on))}
          {round.shared_at ? ` · ${t.sharedOn(formats.date(round.shared_at))}` : ''}
        </span>
      </p>
      {state === 'answering' ? <p class="small section-lead">{t.round.unseen}</p> : null}
      {speaks &&
      ownAnswered &&
      state !== 'closed' &&
      (state === 'answering' || ownAnswered.answered < ownAnswered.asked) ? (
        <p class="actions">
          <a class="button" href={`${here}/lines/${ownAnswered.party_id}`}>
            {ownAnswered.answered > 0 ? t.round.change : t.round.answer}
          </a>
        </p>
      ) : null}
      {isLeader && late.length > 0 && state !== 'closed' ? (
        <Section heading={t.round.late}>
          <p class="small section-lead">{t.round.lateNote}</p>
          <ul class="rows">
            {late.map((row) => {
              const party = props.parties.find((one) => one.id === row.party_id);
              return (
                <li key={row.party_id}>
                  <span class="title">{party?.name}</span>
                  <a class="small-link" href={`${here}/lines/${row.party_id}`}>
                    {t.round.enterFor(party?.name ?? '')}
                  </a>
                </li>
              );
            })}
          </ul>
        </Section>
      ) : null}
      {goals.map((goal) => {
        const numbers = readRoundGoal(goal, props.values, round, language, formats);
        const joint = props.jointLines.find((line) => line.goal_id === goal.goal_id);
        const own = lines.filter((line) => line.goal_id === goal.goal_id);
        const written = own.filter((line) => line.answer === 'line');
        return (
          <section class="section main-thing round-goal" key={goal.goal_id} aria-label={goal.text}>
            <header>
              <h2>{goal.text}</h2>
            </header>
            <p class="section-lead numbers">{numbers.sentences}</p>
            {goal.stand_in_note ? (
              <p class="small">
                <span class="label">{t.round.standIn}</span> {goal.stand_in_note}
              </p>
            ) : null}
            {state === 'answering' ? null : (
              <div class="joint-line">
                <h3>{t.round.jointLine}</h3>
                {joint ? (
                  <>
                    <p>{joint.text}</p>
                    <RungWord rung={joint.rung} of={of} />
                  </>
                ) : (
                  <p class="small">{t.round.noJointLine}</p>
                )}
              </div>
            )}
            {written.length > 0 || state !== 'answering' ? (
              <>
                {state === 'answering' ? null : (
                  <p class="small section-lead">{t.round.linesCount(written.length, own.length - written.length)}</p>
                )}
                <ul class="rows">
                  {ordered.map((party) => {
                    const line = own.find((one) => one.party_id === party.id);
                    if (!line && state === 'answering') return null;
                    return (
                      <li key={party.id} class={party.id === ownParty?.id ? 'own-row' : undefined}>
                        <div>
                          <div class="title">
                            {party.name}
                            {party.id === ownParty?.id ? ` (${collaborationTexts(language).overview.we})` : ''}
                          </div>
                          {line ? (
                            <div>
                              {line.answer === 'line' ? line.text : <span class="small">{t.round.nothing}</span>}
                            </div>
                          ) : (
                            <p>{t.round.notAnswered}</p>
                          )}
                          {line?.entered_by_name ? <p>{t.round.entered(line.entered_by_name)}</p> : null}
                        </div>
                        {line?.answer === 'line' ? <RungWord rung={line.rung} of={of} /> : null}
                      </li>
                    );
                  })}
                </ul>
              </>
            ) : null}
          </section>
        );
      })}
      <Frozen of={of} round={round} goals={goals} />
      {state === 'shared' && isLeader ? (
        <div class="actions">
          <a class="button" href={`${here}/joint`}>
            {t.round.writeJoint}
          </a>
          <Form token={visit.formToken()} action={`${here}/closing`} inline>
            <button class="button second" type="submit">
              {t.round.close}
            </button>
          </Form>
          <span class="small">{t.round.closeNote}</span>
        </div>
      ) : null}
      {state === 'answering' ? null : (
        <Section heading={t.round.parties} beside={t.round.print}>
          <ul class="rows no-print">
            {ordered.map((party) => (
              <li key={party.id}>
                <a href={`${here}/parties/${party.id}`}>{t.round.partyPage(party.name)}</a>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

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
        <a href={`${base(of)}/${round.id}`}>{round.name}</a>
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
                        state.errors.length > 0
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
          cancel={{ href: `${base(of)}/${round.id}`, text: identityTexts(of.language).frame.cancel }}
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
        <a href={`${base(of)}/${round.id}`}>{round.name}</a>
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
        <Hidden name="version" value={round.version} />
        <p class="small section-lead">{t.rung.hint}</p>
        <Actions
          submit={t.joint.save}
          cancel={{ href: `${base(of)}/${round.id}`, text: identityTexts(of.language).frame.cancel }}
        />
      </Form>
    </>
  );
}

/** A page for one party: its contribution and its numbers beside the whole's, goal by goal. */
export function PartyRoundPage(
  props: RoundParts & { party: PartyRow; contributions: readonly ContributionRow[]; isOwn: boolean },
) {
  const { of, round, party } = props;
  const { language, formats } = of;
  const t = followUpTexts(language);
  return (
    <>
      <p class="trail no-print">
        <a href={`${base(of)}/${round.id}`}>{round.name}</a>
      </p>
      <h1>{t.partyPage.title(party.name)}</h1>
      <p class="lead">
        {of.collaboration.name}, {t.period(round.period_from, round.period_to)}
      </p>
      {props.goals.map((goal) => {
        const whole = readRoundGoal(goal, props.values, round, language, formats);
        const own =
          party.area_code && party.area_code !== goal.area_code
            ? readRoundGoal(goal, props.values, round, language, formats, party.area_code)
            : undefined;
        const contribution = props.contributions.find(
          (one) => one.goal_id === goal.goal_id && one.party_id === party.id,
        );
        const line = props.lines.find((one) => one.goal_id === goal.goal_id && one.party_id === party.id);
        const joint = props.jointLines.find((one) => one.goal_id === goal.goal_id);
        const inPeriod = (points: typeof whole.points) => points.filter((point) => point.period >= round.period_from);
        return (
          <section class="section main-thing round-goal" key={goal.goal_id} aria-label={goal.text}>
            <header>
              <h2>{goal.text}</h2>
            </header>
            <p class="section-lead">{whole.sentences}</p>
            {goal.stand_in_note ? (
              <p class="small">
                <span class="label">{t.round.standIn}</span> {goal.stand_in_note}
              </p>
            ) : null}
            {whole.points.length > 0 ? (
              <ChartTable
                label={goal.indicator_name}
                corner={t.partyPage.measure}
                decimals={whole.decimals}
                formats={formats}
                lines={[
                  ...(own && own.points.length > 0
                    ? [{ name: party.name, kind: 'own' as const, points: inPeriod(own.points) }]
                    : []),
                  { name: t.partyPage.whole, kind: 'whole' as const, points: inPeriod(whole.points) },
                ]}
                notes={{ missing: '', doubted: '', preliminary: '' }}
              />
            ) : null}
            {whole.points.length > 0 && party.area_code !== goal.area_code && !own?.points.length ? (
              <p class="small">{t.partyPage.noOwnNumbers}</p>
            ) : null}
            <div class="two">
              <div class="party-part">
                <h3>{props.isOwn ? t.partyPage.ourContribution : t.partyPage.theirContribution(party.name)}</h3>
                {contribution ? (
                  <div class="grid-cell">
                    <ContributionShape form={contribution.form} />
                    <div class="rows">
                      <ContributionWords contribution={contribution} of={of} />
                    </div>
                  </div>
                ) : (
                  <p class="small">{t.round.notAnswered}</p>
                )}
                {line ? (
                  <>
                    <p>{line.answer === 'line' ? line.text : t.round.nothing}</p>
                    {line.entered_by_name ? <p class="small">{t.round.entered(line.entered_by_name)}</p> : null}
                    {line.answer === 'line' ? <RungWord rung={line.rung} of={of} /> : null}
                  </>
                ) : null}
              </div>
              <div class="party-part">
                <h3>{t.round.jointLine}</h3>
                {joint ? (
                  <>
                    <p>{joint.text}</p>
                    <RungWord rung={joint.rung} of={of} />
                  </>
                ) : (
                  <p class="small">{t.round.noJointLine}</p>
                )}
              </div>
            </div>
          </section>
        );
      })}
      <Frozen of={of} round={round} goals={props.goals} />
    </>
  );
}
