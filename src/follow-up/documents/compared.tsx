import type { Reading, SaidInRound } from '../../collaborations/index.ts';
import type { Block, Figure, Table } from '../../platform/documents/document.ts';
import { drawnAs, markedState } from '../../ui/document-parts.tsx';
import type { StateOf } from '../../ui/state.tsx';
import {
  type ComparedGoal,
  type ComparedUndertaking,
  compareGoals,
  compareUndertakings,
  type KnownValue,
  type RoundBefore,
} from '../comparing.ts';
import { undertakingState } from '../in-round.tsx';
import { WayDrawing } from '../pages/way-drawing.tsx';
import type { RoundGoalRow, RoundRow, RoundValueRow } from '../queries.ts';
import { followUpTexts } from '../texts.ts';
import { answerIn, type UndertakingRow } from '../undertakings.ts';

/** What two rounds are laid beside each other from. */
export interface ComparedRounds {
  readonly of: Reading;
  readonly round: RoundRow;
  readonly goals: readonly RoundGoalRow[];
  readonly values: readonly RoundValueRow[];
  readonly before: RoundBefore;
  readonly undertakings: readonly UndertakingRow[];
}

const say = (goal: ComparedGoal, known: KnownValue | null, of: Reading): string =>
  known
    ? `${goal.unit === 'percent' ? of.formats.percent(known.value, goal.decimals) : of.formats.number(known.value, goal.decimals)} (${known.period})`
    : '–';

/** The difference with its sign; that of percentages is in percentage points. */
export function sayDelta(goal: ComparedGoal, of: Reading): string {
  const t = followUpTexts(of.language).compared;
  if (goal.isNew) return t.isNew;
  if (goal.isMeasuredAnew) return t.measuredAnew;
  if (goal.delta === null) return goal.now && goal.earlier ? t.noNewValue : '–';
  const amount = of.formats.number(Math.abs(goal.delta), goal.decimals);
  const sign = goal.delta > 0 ? '+' : goal.delta < 0 ? '−' : '±';
  return goal.unit === 'percent' ? t.points(`${sign}${amount}`) : `${sign}${amount}`;
}

function deltaState(goal: ComparedGoal, of: Reading): StateOf {
  const t = followUpTexts(of.language).compared;
  const text = sayDelta(goal, of);
  if (goal.delta === null) return { shape: 'notStarted', text };
  if (goal.isTowards === null) return { shape: 'underWay', text: goal.delta === 0 ? t.unchanged : text };
  return { shape: goal.isTowards ? 'done' : 'missed', text: goal.isTowards ? t.towards(text) : t.away(text) };
}

/** Every goal that can be drawn on its way, told in words: the picture's alternative. */
export function sayWays(goals: readonly ComparedGoal[], of: Reading): string {
  const t = followUpTexts(of.language).compared;
  return goals
    .flatMap((goal, at) =>
      goal.way
        ? [
            t.way(
              at + 1,
              goal.text,
              of.formats.percent(goal.way.earlier * 100, 0),
              of.formats.percent(goal.way.now * 100, 0),
            ),
          ]
        : [],
    )
    .join(' ');
}

function goalTable(goals: readonly ComparedGoal[], compared: ComparedRounds): Table {
  const { of, round, before } = compared;
  const t = followUpTexts(of.language).compared;
  return {
    kind: 'table',
    caption: t.goals,
    underItsHeading: true,
    rowHeadings: true,
    columns: [
      { heading: t.goal, share: 3 },
      { heading: t.earlier, numeric: true, share: 2 },
      { heading: t.now, numeric: true, share: 2 },
      { heading: t.change, share: 2 },
      { heading: t.saidThen, share: 4 },
    ],
    rows: goals.map((goal, at) => ({
      cells: [
        `${at + 1} ${goal.text}`,
        say(goal, goal.earlier, of),
        say(goal, goal.now, of),
        markedState(deltaState(goal, of)),
        goal.said.join(' ') || t.nothingSaid,
      ],
    })),
    notes: [
      t.whichNote(before.round.name, round.name),
      t.frozenNote,
      ...goals.filter((goal) => goal.standIn !== '').map((goal) => t.standIn(goal.text, goal.standIn)),
    ],
  };
}

function undertakingTable(rows: readonly ComparedUndertaking[], compared: ComparedRounds): Table {
  const { of } = compared;
  const t = followUpTexts(of.language);
  return {
    kind: 'table',
    caption: t.undertaking.heading,
    underItsHeading: true,
    rowHeadings: true,
    columns: [
      { heading: t.undertaking.undertaking, share: 3 },
      { heading: t.undertaking.party, share: 2 },
      { heading: t.compared.earlier, share: 2 },
      { heading: t.compared.now, share: 2 },
      { heading: t.undertaking.why, share: 3 },
    ],
    rows: rows.map(({ row, earlier, now }) => ({
      cells: [
        row.text,
        row.party_name,
        earlier ? markedState(undertakingState(earlier, of)) : '–',
        markedState(undertakingState(now, of)),
        now?.why || '–',
      ],
    })),
  };
}

function wayFigure(goals: readonly ComparedGoal[], of: Reading): Figure {
  const t = followUpTexts(of.language).compared;
  const alt = sayWays(goals, of);
  const words = { from: t.wayFrom, to: t.wayTo, label: alt };
  return {
    kind: 'figure',
    caption: t.wayCaption,
    notes: [t.wayNote],
    ...drawnAs(<WayDrawing goals={goals} words={words} size="paper" />, alt),
    narrowSvg: (<WayDrawing goals={goals} words={words} size="narrow" />).html,
  };
}

/** Undertakings are laid beside each other where the round before was told of any. */
const comparesUndertakings = ({ undertakings, before }: ComparedRounds): boolean =>
  undertakings.some((row) => answerIn(row, before.round.id));

/** Two rounds beside each other: what we said, what happened, what was kept. `level` is that of the headings. */
export function comparedBlocks(compared: ComparedRounds, level: 2 | 3): Block[] {
  const { of, round, before } = compared;
  const t = followUpTexts(of.language);
  const goals = compareGoals(compared, before);
  const undertakings = compareUndertakings(compared.undertakings, round.id, before.round.id);
  const changes = before.said.filter((one) => one.goal_id === null);
  const heading = (text: string): Block => ({ kind: 'heading', level, text });
  return [
    ...(changes.length > 0
      ? [
          heading(t.compared.saidWeWould),
          ...changes.flatMap(({ text }) =>
            text
              .split('\n')
              .filter((line) => line.trim() !== '')
              .map((line): Block => ({ kind: 'paragraph', text: line.trim() })),
          ),
        ]
      : []),
    heading(t.compared.goals),
    ...(goals.some(({ way }) => way) ? [wayFigure(goals, of)] : []),
    goalTable(goals, compared),
    ...(comparesUndertakings(compared)
      ? [heading(t.undertaking.heading), undertakingTable(undertakings, compared)]
      : []),
  ];
}

/** What the rooms say of the days between, less the undertakings where the comparison has them. */
export function toldBeside(compared: ComparedRounds, told: readonly SaidInRound[]): readonly SaidInRound[] {
  const { heading } = followUpTexts(compared.of.language).undertaking;
  return comparesUndertakings(compared) ? told.filter((one) => one.heading !== heading) : told;
}

/** What the rooms say of a round, one after the other. */
export const saidBlocks = (said: readonly SaidInRound[], level: 2 | 3 | 4): Block[] =>
  said.flatMap(({ heading, sentence, table }): Block[] => [
    { kind: 'heading', level, text: heading },
    ...(sentence ? [{ kind: 'paragraph' as const, text: sentence }] : []),
    ...(table ? [table] : []),
  ]);
