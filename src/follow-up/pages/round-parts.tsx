import type { PartyRow, Reading } from '../../collaborations/index.ts';
import type { Visit } from '../../identity/index.ts';
import { Rungs } from '../../ui/charts/rungs.tsx';
import { SmallCurve } from '../../ui/charts/small-curve.tsx';
import type { StateOf } from '../../ui/state.tsx';
import type { PackageAnswerRow, PackageStandingRow } from '../feeding-back.ts';
import type {
  AnsweredRow,
  JointLineRow,
  ProgressRow,
  RoundGoalRow,
  RoundLineRow,
  RoundRow,
  RoundValueRow,
} from '../queries.ts';
import type { GoalNumbers } from '../reading-goal.ts';
import { sourceOf } from '../reading-goal.ts';
import { momentOf, type Rung, stateOf } from '../round.ts';
import { followUpTexts } from '../texts.ts';
import type { UndertakingRow } from '../undertakings.ts';

/** Where the rounds of a collaboration are. */
export const roundsAt = (of: Reading): string => `/collaborations/${of.collaboration.id}/follow-up`;

/** A full round is told by its moment; while parties are asked, by how many answers it waits for. */
export function fullRoundState(
  round: RoundRow,
  progress: ProgressRow | undefined,
  waiting: number,
  of: Reading,
): StateOf {
  const t = followUpTexts(of.language);
  const moment = momentOf({
    ...round,
    deviations: progress?.deviations ?? 0,
    jointlyRead: progress?.jointly_read ?? 0,
    isAdopted: progress?.is_adopted ?? false,
  });
  if (moment === null) return roundState(round, 0, of);
  if (moment === 'interpret' && waiting > 0 && stateOf(round, of.now) === 'answering') {
    return { shape: 'waits', text: t.waits(waiting) };
  }
  return { shape: 'underWay', text: t.under[moment] };
}

export function roundState(round: RoundRow, waiting: number, of: Reading): StateOf {
  const t = followUpTexts(of.language);
  const state = stateOf(round, of.now);
  if (state === 'closed') return { shape: 'done', text: t.closedOn(of.formats.date(round.closed_at ?? of.now)) };
  if (waiting > 0) return { shape: 'waits', text: t.waits(waiting) };
  return { shape: state === 'shared' ? 'done' : 'underWay', text: t.allIn };
}

/** What a claim says about itself: its rung, or that nothing is claimed. */
export function RungWord(props: { rung: Rung | null; of: Reading }) {
  const t = followUpTexts(props.of.language).rung;
  return props.rung ? (
    <Rungs reached={props.rung === 'a' ? 1 : 2} text={t[props.rung]} />
  ) : (
    <span class="small">{t.none}</span>
  );
}

/** What all say of a goal together, or that nothing is written yet. */
export function JointLine(props: { joint: JointLineRow | undefined; of: Reading }) {
  const { joint, of } = props;
  const t = followUpTexts(of.language).round;
  return (
    <>
      <h3>{t.jointLine}</h3>
      {joint ? (
        <>
          <p>{joint.text}</p>
          <RungWord rung={joint.rung} of={of} />
        </>
      ) : (
        <p class="small">{t.noJointLine}</p>
      )}
    </>
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
  /** Newest first. */
  readonly rounds: readonly RoundRow[];
  readonly undertakings: readonly UndertakingRow[];
  readonly standings: readonly PackageStandingRow[];
  readonly packageAnswers: readonly PackageAnswerRow[];
}

/** The way to the round before, where there is one. */
export function CompareLink(props: { of: Reading; round: RoundRow; rounds: readonly RoundRow[] }) {
  const { of, round, rounds } = props;
  return rounds.some((one) => one.opened_at < round.opened_at) ? (
    <p class="section-lead no-print">
      <a href={`${roundsAt(of)}/${round.id}/compared`}>{followUpTexts(of.language).compared.link}</a>
    </p>
  ) : null;
}

/** What the frozen numbers say of a goal, with its curve over the years of the round. */
export function Numbers(props: { goal: RoundGoalRow; numbers: GoalNumbers; round: RoundRow; of: Reading }) {
  const { goal, numbers, round } = props;
  const t = followUpTexts(props.of.language).round;
  return (
    <div class="round-numbers">
      <div>
        <p class="numbers">{numbers.sentences}</p>
        {goal.stand_in_note ? (
          <p class="labelled">
            <span class="label">{t.standIn}</span> <span class="small">{goal.stand_in_note}</span>
          </p>
        ) : null}
      </div>
      {numbers.points.length > 1 ? (
        <SmallCurve
          points={numbers.points}
          from={Math.min(...numbers.points.map((point) => point.period))}
          to={round.period_to}
          target={
            goal.target !== null && goal.target_period !== null && goal.target_period <= round.period_to
              ? { value: goal.target, period: goal.target_period }
              : undefined
          }
          label={t.curve(goal.text)}
        />
      ) : null}
    </div>
  );
}

/** What the numbers rest on: their source, the day they were frozen and the hash of them. */
export function Frozen(props: { of: Reading; round: RoundRow; goals: readonly RoundGoalRow[] }) {
  const { of, round, goals } = props;
  const t = followUpTexts(of.language);
  return (
    <p class="source">
      {sourceOf(goals, round, of.formats)} {of.collaboration.example === 'fictional' ? `${t.partyPage.lent} ` : ''}
      <span class="hash">{t.round.frozen(round.snapshot_hash.slice(0, 12))}</span>
    </p>
  );
}
