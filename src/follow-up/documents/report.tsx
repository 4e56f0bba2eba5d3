import type { PartyRow, Reading, SaidInRound } from '../../collaborations/index.ts';
import { collaborationTexts } from '../../collaborations/index.ts';
import {
  answerShapes,
  describeFinding,
  describeState,
  drawVariation,
  readIndicator,
  titleOfMeasure,
  topmostFirst,
} from '../../goals/index.ts';
import { outcomeWords } from '../../groups/index.ts';
import { dayOf, identityTexts } from '../../identity/index.ts';
import { indicatorTexts, sayLimits } from '../../indicators/index.ts';
import type { Block, Cell, DocumentModel, Figure, RichText, Table } from '../../platform/documents/document.ts';
import { type MarkedWithinRow, type MarkingRow, sayMarking, secrecyTexts } from '../../secrecy/index.ts';
import { SmallCurve } from '../../ui/charts/small-curve.tsx';
import { drawnAs, drawnLineChart, drawnMark, markedState } from '../../ui/document-parts.tsx';
import type { ReportSection, ReportText } from '../carrying-over.ts';
import type { RoundBefore } from '../comparing.ts';
import { type FrozenGoal, readFrozenGoal } from '../frozen-goal.ts';
import type { DeviationRow, JointReadingRow, ReadingRow } from '../interpreting.ts';
import type { ObservationRow } from '../observing.ts';
import type { RoundGoalRow, RoundPlaceRow, RoundRow, RoundValueRow } from '../queries.ts';
import { sourceOf } from '../reading-goal.ts';
import type { AdoptionRow, PositionRow, ReportBeforeRow } from '../reporting.ts';
import { followUpTexts } from '../texts.ts';
import type { UndertakingRow } from '../undertakings.ts';
import { comparedBlocks, saidBlocks, toldBeside } from './compared.tsx';

/** What a report is made from. */
export interface ReportSubject {
  readonly of: Reading;
  readonly round: RoundRow;
  readonly goals: readonly RoundGoalRow[];
  readonly values: readonly RoundValueRow[];
  readonly places: readonly RoundPlaceRow[];
  readonly parties: readonly PartyRow[];
  /** Those who were asked when the round opened. */
  readonly asked: readonly PartyRow[];
  readonly observations: readonly ObservationRow[];
  readonly markings: readonly MarkingRow[];
  readonly markedWithin: readonly MarkedWithinRow[];
  readonly deviations: readonly DeviationRow[];
  readonly readings: readonly ReadingRow[];
  readonly jointReadings: readonly JointReadingRow[];
  readonly version: ReportText | undefined;
  /** The report adopted before this one, which it opens with. */
  readonly reportBefore: ReportBeforeRow | undefined;
  readonly positions: readonly PositionRow[];
  readonly adoption: AdoptionRow | undefined;
  /** From which periods limits begin anew, by indicator; goals for which something was carried out. */
  readonly before: RoundBefore | undefined;
  readonly undertakings: readonly UndertakingRow[];
  /** What the rooms say of the round: of the whole, or of one party. */
  readonly told: (partyId: string | null) => readonly SaidInRound[];
  readonly added: (goal: RoundGoalRow) => { readonly starts: readonly number[]; readonly isCarriedOut: boolean };
}

export const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
const paragraphs = (text: string): Block[] => linesOf(text).map((line) => ({ kind: 'paragraph', text: line }));

/** Every goal of the round by its frozen figures, in the order of the goals. */
export const readGoals = (subject: ReportSubject): readonly (FrozenGoal | undefined)[] =>
  subject.goals.map((goal) =>
    readFrozenGoal(goal, subject.values, subject.places, subject.added(goal), subject.of.formats),
  );

/** What can be said of each goal without anybody having written it: what the report's summary begins as. */
export function proposeSummary(subject: ReportSubject): string {
  const { language, formats } = subject.of;
  return readGoals(subject)
    .map((read, at) => {
      const goal = subject.goals[at];
      return read
        ? `${goal?.text}. ${describeFinding(read.measure, language, formats)}`
        : followUpTexts(language).report.notMeasured(goal?.text ?? '');
    })
    .join('\n');
}

/** Positions counted, with those who have not taken one. */
export function sayPositions(subject: ReportSubject): string {
  const { of, positions } = subject;
  const t = followUpTexts(of.language).report;
  const count = (position: PositionRow['position']) => positions.filter((one) => one.position === position).length;
  const silent = subject.asked.length - positions.length;
  return of.formats.list(
    [
      [count('supports'), t.supports],
      [count('abstains'), t.abstains],
      [count('doesNotSupport'), t.against],
      [silent, t.silent],
    ]
      .filter((pair): pair is [number, (count: number) => string] => (pair[0] as number) > 0)
      .map(([number, say]) => say(number)),
  );
}
function sourceLine(subject: ReportSubject, goals: readonly RoundGoalRow[]): string {
  const { of, round } = subject;
  const t = followUpTexts(of.language);
  return [sourceOf(goals, round, of.formats), of.collaboration.example === 'fictional' ? t.partyPage.lent : '']
    .filter(Boolean)
    .join(' ');
}

/** The whole's line, those of the places beside it, target, limits and signals: as on the goal's page. */
export function chartOf(subject: ReportSubject, read: FrozenGoal): Figure {
  const { of, values, places } = subject;
  const { formats, language } = of;
  const { goal, measure, assurance, wording } = read;
  const own = readIndicator(measure);
  const t = followUpTexts(language);
  const beside = places.filter(
    (place) => place.goal_id === goal.goal_id && place.is_compared && place.code !== goal.area_code,
  );
  const lines = [
    ...beside.map((place) => ({
      name: place.name,
      kind: place.kind === 'country' ? ('country' as const) : ('context' as const),
      points: values
        .filter((value) => value.goal_id === goal.goal_id && value.place === place.code && value.sex === goal.sex)
        .map(({ period, value, status }) => ({ period, value, status })),
    })),
    { name: measure.area_name ?? t.partyPage.whole, kind: 'whole' as const, points: own.points },
  ];
  const finding = describeFinding(measure, language, formats);
  const content = {
    unit: goal.unit === 'percent' ? '%' : '',
    decimals: own.decimals,
    formats,
    lines,
    description: [finding, assurance.variation.current?.limits ? read.evidence.c : ''].filter(Boolean).join(' '),
    ...(goal.target !== null && goal.target_period !== null
      ? {
          target: {
            value: goal.target,
            period: goal.target_period,
            text: t.report.targetWord(formats.number(goal.target, own.decimals), goal.target_period),
          },
        }
      : {}),
    ...(goal.baseline !== null && goal.baseline_period !== null
      ? {
          baseline: {
            period: goal.baseline_period,
            text: t.report.baselineWord(formats.number(goal.baseline, own.decimals), goal.baseline_period),
          },
        }
      : {}),
    ...drawVariation(assurance.variation, wording),
  };
  const notes = [
    [goal.stand_in_note ? `${t.round.standIn}: ${goal.stand_in_note}` : '', sourceLine(subject, [goal])]
      .filter(Boolean)
      .join(' '),
    assurance.variation.current?.limits ? `${sayLimits(assurance.variation, wording)} ${t.report.ownLimits}` : '',
  ].filter(Boolean);
  return drawnLineChart(content, {
    caption: titleOfMeasure(goal.indicator_name, goal.unit, language),
    notes,
    table: tableOf(subject, read, lines),
  });
}

type Line = { readonly name: string; readonly points: readonly { period: number; value: number | null }[] };

function tableOf(subject: ReportSubject, read: FrozenGoal, lines: readonly Line[]): Table {
  const { formats, language } = subject.of;
  const t = followUpTexts(language);
  const { decimals } = readIndicator(read.measure);
  const periods = [...new Set(lines.flatMap((line) => line.points.map((point) => point.period)))].sort((a, b) => a - b);
  return {
    kind: 'table',
    caption: read.goal.indicator_name,
    underItsHeading: true,
    rowHeadings: true,
    columns: [
      { heading: t.partyPage.measure },
      ...periods.map((period) => ({ heading: String(period), numeric: true, fit: true })),
    ],
    rows: lines.toReversed().map((line, at) => ({
      strong: at === 0,
      cells: [
        line.name,
        ...periods.map((period) => {
          const value = line.points.find((point) => point.period === period)?.value;
          return value === null || value === undefined ? '–' : formats.number(value, decimals);
        }),
      ],
    })),
  };
}

function goalsInNumbers(subject: ReportSubject, reads: readonly (FrozenGoal | undefined)[]): Table {
  const { of, goals } = subject;
  const { formats, language } = of;
  const t = followUpTexts(language).report;
  const periods = reads.flatMap((read) => read?.measure.periods ?? []);
  const from = Math.min(...periods);
  const to = Math.max(...periods);
  const number = (value: number | null | undefined, decimals: number): string =>
    value === null || value === undefined ? '–' : formats.number(value, decimals);
  return {
    kind: 'table',
    caption: t.numbers,
    underItsHeading: true,
    rowHeadings: true,
    columns: [
      { heading: t.goal, share: 3 },
      { heading: Number.isFinite(from) ? `${from}–${to}` : t.curve, share: 2 },
      { heading: t.start, numeric: true, fit: true },
      { heading: t.target, numeric: true, fit: true },
      { heading: t.latest, numeric: true, fit: true },
      { heading: t.state, share: 2 },
    ],
    rows: goals.map((goal, at) => {
      const read = reads[at];
      const { state } = describeState(read?.measure, language, formats, of.collaboration.example === 'real');
      const shown = read ? readIndicator(read.measure) : undefined;
      const decimals = shown?.decimals ?? 0;
      const latest = shown?.reading.latest;
      const curve: Cell = shown
        ? drawnAs(
            <SmallCurve
              points={shown.points}
              from={from}
              to={to}
              target={
                goal.target !== null && goal.target_period !== null
                  ? { value: goal.target, period: goal.target_period }
                  : undefined
              }
              label={describeFinding(read?.measure, language, formats)}
            />,
            describeFinding(read?.measure, language, formats),
          )
        : '–';
      return {
        cells: [
          goal.text,
          curve,
          number(goal.baseline, decimals),
          number(goal.target, decimals),
          latest ? `${number(latest.value, decimals)} (${latest.period})` : '–',
          markedState(state),
        ],
      };
    }),
    notes: [t.numbersNote, sourceLine(subject, goals)].filter(Boolean),
  };
}

/** The stairs as a table: each rung with its answer, topmost first, and what it rests on. */
export function rungTable(read: FrozenGoal, of: Reading, withEvidence: boolean): Table {
  const words = indicatorTexts(of.language);
  const t = followUpTexts(of.language).report;
  return {
    kind: 'table',
    caption: `${t.howFar}: ${read.goal.text}`,
    underItsHeading: true,
    rowHeadings: true,
    columns: [
      { heading: t.rung, share: 3 },
      { heading: t.answer, fit: true },
    ],
    rows: topmostFirst.map((rung) => {
      const answer = read.assurance.ladder.answers[rung];
      const name: RichText = withEvidence
        ? [{ text: words.rung[rung], strong: true }, ` ${read.evidence[rung]}`]
        : words.rung[rung];
      return { cells: [name, markedState({ shape: answerShapes[answer], text: words.answer[answer] })] };
    }),
  };
}

function jointWords(joint: JointReadingRow, of: Reading): Block[] {
  const t = followUpTexts(of.language).together;
  return [
    [t.agreed, joint.agreed],
    [t.notAgreed, joint.not_agreed],
    [t.notKnown, joint.not_known],
    [t.causes, joint.causes],
    [t.measures, joint.measures],
  ]
    .filter(([, text]) => text !== '')
    .map(([heading = '', text = '']) => ({ kind: 'paragraph', text: [{ text: `${heading}: `, strong: true }, text] }));
}

function goalBlocks(subject: ReportSubject, read: FrozenGoal | undefined, at: number): Block[] {
  const { of, deviations, jointReadings } = subject;
  const t = followUpTexts(of.language);
  const goal = subject.goals[at];
  if (!goal) return [];
  const own = deviations.filter((one) => one.goal_id === goal.goal_id);
  const joint = own.flatMap((one) => jointReadings.filter((row) => row.deviation_id === one.id));
  const heading: Block = { kind: 'heading', level: 2, text: t.report.goalHeading(at + 1, goal.text) };
  const interpreted: Block[] = [
    { kind: 'heading', level: 3, text: t.report.interpreted },
    ...(joint.length > 0
      ? joint.flatMap((row) => jointWords(row, of))
      : [{ kind: 'paragraph' as const, text: t.report.notInterpreted, small: true }]),
  ];
  if (!read) {
    return [heading, { kind: 'paragraph', text: t.round.noIndicator }, ...(joint.length > 0 ? interpreted : [])];
  }
  const { claim } = read;
  return [
    heading,
    { kind: 'paragraph', text: describeFinding(read.measure, of.language, of.formats) },
    chartOf(subject, read),
    {
      kind: 'beside',
      left: interpreted,
      right: [{ kind: 'heading', level: 3, text: t.report.howFar }, rungTable(read, of, true)],
    },
    {
      kind: 'callout',
      text: [
        `${claim.claim} `,
        { text: claim.cause, strong: true },
        claim.why ? ` ${claim.why}` : '',
        ` (${t.report.locked})`,
      ],
    },
  ];
}

function ownWords(subject: ReportSubject): Block[] {
  const { of, deviations, readings, parties } = subject;
  const t = followUpTexts(of.language);
  const words = collaborationTexts(of.language).party;
  if (readings.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: t.reading.heading },
    ...deviations.flatMap((deviation): Block[] => [
      { kind: 'heading', level: 3, text: deviation.question },
      ...parties.flatMap((party): Block[] => {
        const reading = readings.find((one) => one.deviation_id === deviation.id && one.party_id === party.id);
        if (!reading) return [];
        const entered =
          reading.entered_by_name && reading.channel && reading.stated_on
            ? words.entered(
                party.name,
                reading.entered_by_name,
                of.formats.date(reading.stated_on),
                words.channels[reading.channel],
              )
            : '';
        return [
          {
            kind: 'quote',
            text: reading.answer === 'reading' ? reading.text : t.reading.nothingSaid,
            attribution: [party.name, entered].filter(Boolean).join('. '),
          },
        ];
      }),
    ]),
  ];
}

/**
 * What was seen and heard. A report is everybody's: what is marked stands in it only when it is open to all who take part,
 * and then with its marking; otherwise the report says that it is left out, whoever composes it.
 */
function observed(subject: ReportSubject): Block[] {
  const { of, round, observations, markings } = subject;
  const { language, formats } = of;
  const t = followUpTexts(language);
  const shown = observations.filter((one) => one.is_for_all);
  const marked = subject.markedWithin.find(
    (row) => row.subject_type === 'observation' && row.within_id === round.id,
  )?.marked;
  const leftOut = (marked ?? 0) > shown.filter((one) => one.is_marked).length;
  if (shown.length === 0 && !leftOut) return [];
  return [
    { kind: 'heading', level: 2, text: t.observation.title },
    {
      kind: 'list',
      form: 'bullets',
      items: shown.map((one): RichText => {
        const marking = markings.find((row) => row.subject_id === one.id);
        return [
          { text: `${t.observation.kinds[one.kind]}. `, strong: true },
          `${one.text} `,
          {
            text: t.report.observed(one.source, one.organisation_name, formats.date(one.seen_on)),
            emphasis: true,
          },
          ...(marking ? [{ text: ` ${sayMarking(marking, language, formats)}`, strong: true }] : []),
        ];
      }),
    },
    ...(leftOut ? [{ kind: 'paragraph' as const, small: true, text: secrecyTexts(language).leftOut }] : []),
  ].filter((block) => block.kind !== 'list' || shown.length > 0) as Block[];
}

/** What the parties have done since the round before, and the two rounds beside each other. */
function sinceBefore(subject: ReportSubject): Block[] {
  const { of, round, before } = subject;
  const t = followUpTexts(of.language);
  const told = subject.told(null);
  const said = before ? toldBeside({ ...subject, before }, told) : told;
  if (said.length === 0 && !before) return [];
  return [
    { kind: 'pageBreak' },
    ...(before
      ? [
          { kind: 'heading', level: 2, text: t.compared.since } as const,
          { kind: 'paragraph', text: t.compared.lead(before.round.name, round.name) } as const,
          ...comparedBlocks({ ...subject, before }, 3),
        ]
      : []),
    ...(said.length > 0 ? [{ kind: 'heading', level: 2, text: t.inRound.done } as const, ...saidBlocks(said, 3)] : []),
  ];
}

/** That a section is as it was in the report before, and that nobody has read it through since. */
function carriedMark(subject: ReportSubject, section: ReportSection): Block[] {
  const { of, version, reportBefore } = subject;
  if (!reportBefore || !version?.carried_over.includes(section)) return [];
  const t = followUpTexts(of.language).carriedOver;
  return [{ kind: 'paragraph', small: true, text: [{ text: t.mark(reportBefore.round_name), strong: true }] }];
}

/** The joint report: what was aimed at, what the figures say, what the parties make of it, and what is not known. */
export function composeReport(subject: ReportSubject): DocumentModel {
  const { of, round, version, adoption } = subject;
  const { language, formats, collaboration } = of;
  const t = followUpTexts(language);
  const example = identityTexts(language).frame.example;
  const reads = readGoals(subject);
  const summary = linesOf(version?.summary || proposeSummary(subject));
  const changes = version?.changes ?? '';
  const isTitleCarried = version?.carried_over.includes('title') ?? false;
  const lead = adoption
    ? t.report.adoptedLead(
        round.name,
        outcomeWords(language).effects[adoption.effect],
        adoption.adopted_by,
        formats.date(adoption.adopted_on),
        sayPositions(subject),
      )
    : t.report.draftLead(round.name);
  return {
    language,
    // A conclusion from the round before is no heading of this one until somebody says that it is.
    title: (isTitleCarried ? '' : version?.title) || t.report.untitled(round.name),
    author: collaboration.name,
    date: adoption?.adopted_on ?? dayOf(of.now),
    label: collaboration.example === 'none' ? undefined : example[collaboration.example],
    head: { name: 'Armkrok', mark: drawnMark(), about: collaboration.name },
    foot: round.name,
    blocks: [
      { kind: 'lead', text: lead },
      ...(isTitleCarried
        ? [
            ...carriedMark(subject, 'title'),
            { kind: 'paragraph', text: t.carriedOver.conclusion(version?.title ?? '') } as const,
          ]
        : []),
      { kind: 'heading', level: 2, text: t.report.inShort },
      ...carriedMark(subject, 'summary'),
      { kind: 'list', form: 'bullets', items: summary },
      { kind: 'heading', level: 2, text: t.report.numbers },
      goalsInNumbers(subject, reads),
      ...(changes
        ? [
            { kind: 'heading', level: 2, text: t.report.changes } as const,
            ...carriedMark(subject, 'changes'),
            ...paragraphs(changes),
          ]
        : []),
      {
        kind: 'paragraph',
        small: true,
        text: [
          { text: t.report.parties, strong: true },
          ` ${formats.list(subject.asked.map((party) => party.name))}.`,
          collaboration.example === 'fictional' ? ` ${t.report.allInvented}` : '',
        ],
      },
      ...reads.flatMap((read, at): Block[] => [
        // What is measured has a page of its own: the chart, and what may be said of it.
        ...(read || at === 0 ? [{ kind: 'pageBreak' } as const] : []),
        ...goalBlocks(subject, read, at),
      ]),
      ...sinceBefore(subject),
      ...observed(subject),
      ...ownWords(subject),
      { kind: 'heading', level: 2, text: t.report.about },
      { kind: 'paragraph', small: true, text: t.report.aboutText(round.snapshot_hash) },
    ],
  };
}
