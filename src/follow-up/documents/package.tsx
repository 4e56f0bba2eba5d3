import type { PartyRow, SaidInRound } from '../../collaborations/index.ts';
import { type DecisionDraft, instanceIn } from '../../decision-drafts/index.ts';
import {
  type ContributionRow,
  contributionWords,
  describeFinding,
  describeState,
  readIndicator,
} from '../../goals/index.ts';
import { outcomeWords } from '../../groups/index.ts';
import { identityTexts } from '../../identity/index.ts';
import { csvOf } from '../../platform/documents/csv.ts';
import {
  type Block,
  type Cell,
  type DocumentModel,
  isDrawing,
  isMarked,
  plainText,
} from '../../platform/documents/document.ts';
import type { Language } from '../../platform/texts.ts';
import type { PackageGoalRow } from '../feeding-back.ts';
import { readRoundGoal, sourceOf } from '../reading-goal.ts';
import { followUpTexts } from '../texts.ts';
import { saidBlocks } from './compared.tsx';
import { type ReportSubject, readGoals, sayPositions } from './report.tsx';

/** What a package says of one goal, frozen when it is sent. */
export interface PackagedGoal {
  readonly goalId: string;
  readonly text: string;
  readonly indicator: string;
  /** `kolada:N03921`; empty where nothing measures the goal. */
  readonly series: string;
  readonly standIn: string;
  readonly baseline: { readonly value: number; readonly year: number } | null;
  readonly target: { readonly value: number; readonly year: number } | null;
  readonly latest: { readonly value: number; readonly year: number } | null;
  readonly state: string;
  /** To be taken into the party’s annual report, and into its next budget or plan. */
  readonly annualReport: string;
  readonly budget: string;
  /** The party’s own numbers, where the measure exists for it. */
  readonly ownNumbers: string;
  readonly contribution: {
    readonly form: ContributionRow['form'];
    readonly kind: string;
    readonly text: string;
    readonly behind: string;
  } | null;
  readonly measures: string;
}

export interface PackageContent {
  readonly language: Language;
  readonly collaboration: string;
  readonly label: string;
  readonly round: string;
  readonly party: string;
  readonly report: string;
  readonly adoptedBy: string;
  readonly adoptedOn: string;
  readonly effect: string;
  readonly positions: string;
  readonly source: string;
  readonly snapshot: string;
  readonly goals: readonly PackagedGoal[];
  /** What the party has done, promised, paid and gained, and the same of the whole; those sent before it was told have none. */
  readonly own?: readonly SaidInRound[];
  readonly whole?: readonly SaidInRound[];
}

/** What goes back to one party: what it promised, its numbers beside the whole’s, and words that it can paste. */
export function composePackage(
  subject: ReportSubject,
  party: PartyRow,
  contributions: readonly ContributionRow[],
): PackageContent {
  const { of, round, goals, values, adoption, deviations, jointReadings } = subject;
  const { language, formats, collaboration } = of;
  const t = followUpTexts(language);
  const reads = readGoals(subject);
  return {
    language,
    collaboration: collaboration.name,
    label: collaboration.example === 'none' ? '' : identityTexts(language).frame.example[collaboration.example],
    round: round.name,
    party: party.name,
    report: subject.version?.title ?? round.name,
    adoptedBy: adoption?.adopted_by ?? '',
    adoptedOn: adoption?.adopted_on ?? '',
    effect: adoption ? outcomeWords(language).effects[adoption.effect] : '',
    positions: sayPositions(subject),
    source: sourceOf(goals, round, formats),
    snapshot: round.snapshot_hash,
    own: subject.told(party.id),
    whole: subject.told(null),
    goals: goals.map((goal, at) => {
      const read = reads[at];
      const contribution = contributions.find((one) => one.goal_id === goal.goal_id && one.party_id === party.id);
      const words = contribution ? contributionWords(contribution, of) : null;
      const latest = read ? readIndicator(read.measure).reading.latest : null;
      const finding = describeFinding(read?.measure, language, formats);
      const own =
        party.area_code && party.area_code !== goal.area_code
          ? readRoundGoal(goal, values, round, language, formats, party.area_code)
          : undefined;
      const joint = deviations
        .filter((one) => one.goal_id === goal.goal_id)
        .flatMap((one) => jointReadings.filter((row) => row.deviation_id === one.id));
      const pair = (value: number | null, year: number | null) =>
        value === null || year === null ? null : { value, year };
      return {
        goalId: goal.goal_id,
        text: goal.text,
        indicator: goal.indicator_name,
        series: goal.series,
        standIn: goal.stand_in_note,
        baseline: pair(goal.baseline, goal.baseline_period),
        target: pair(goal.target, goal.target_period),
        latest: latest ? { value: latest.value, year: latest.period } : null,
        state: describeState(read?.measure, language, formats, false).state.text,
        annualReport: [
          finding,
          read?.claim.cause ?? '',
          goal.stand_in_note ? `${t.round.standIn}: ${goal.stand_in_note}` : '',
        ]
          .filter(Boolean)
          .join(' '),
        budget:
          words && contribution && contribution.form !== 'doesNotContribute'
            ? t.package.budgetText(words.kind, words.text, words.behind)
            : t.package.noBudgetText,
        ownNumbers: own && own.points.length > 0 ? own.sentences : '',
        contribution: words && contribution ? { form: contribution.form, ...words } : null,
        measures: joint
          .map((row) => row.measures)
          .filter(Boolean)
          .join(' '),
      };
    }),
  };
}

/** The package as a document, for Word and PDF. */
export function packageDocument(content: PackageContent, sentOn: string): DocumentModel {
  const t = followUpTexts(content.language).package;
  const report = followUpTexts(content.language).report;
  return {
    language: content.language,
    title: t.documentTitle(content.party),
    author: content.collaboration,
    date: sentOn,
    label: content.label || undefined,
    head: { name: content.collaboration, detail: content.round },
    foot: content.source || content.round,
    blocks: [
      { kind: 'lead', text: t.documentLead(content.report, content.effect, content.adoptedBy) },
      ...content.goals.flatMap((goal, at): Block[] => [
        { kind: 'heading', level: 2, text: report.goalHeading(at + 1, goal.text) },
        { kind: 'heading', level: 3, text: t.annualReport },
        { kind: 'paragraph', text: goal.annualReport },
        ...(goal.ownNumbers ? [{ kind: 'paragraph' as const, text: t.ownNumbers(goal.ownNumbers) }] : []),
        { kind: 'heading', level: 3, text: t.budget },
        { kind: 'paragraph', text: goal.budget },
        ...(goal.measures ? [{ kind: 'paragraph' as const, text: t.agreedMeasures(goal.measures) }] : []),
        {
          kind: 'paragraph',
          small: true,
          text: goal.contribution
            ? [
                { text: `${t.ownContribution}: ${goal.contribution.kind}. `, strong: true },
                [goal.contribution.text, goal.contribution.behind].filter(Boolean).join(' '),
              ]
            : [{ text: `${t.ownContribution}: `, strong: true }, t.notAnswered],
        },
      ]),
      ...doneBlocks(content),
    ],
  };
}

/** What was done since the round before: the party's own first, the whole after. */
export function doneBlocks(content: PackageContent): Block[] {
  const t = followUpTexts(content.language).inRound;
  const { own = [], whole = [] } = content;
  return [
    ...(own.length > 0 ? [{ kind: 'heading', level: 2, text: t.ours } as const, ...saidBlocks(own, 3)] : []),
    ...(whole.length > 0
      ? [
          { kind: 'heading', level: 2, text: t.whole } as const,
          { kind: 'paragraph', text: t.wholeLead } as const,
          ...saidBlocks(whole, 3),
        ]
      : []),
  ];
}

/** What is said, row by row under the names of the columns. */
const saidAsData = (said: readonly SaidInRound[]) =>
  said.map(({ heading, sentence, table }) => ({
    heading,
    sentence,
    columns: table?.columns.map((column) => column.heading) ?? [],
    rows: table?.rows.map(({ cells }) => cells.map(plainCell)) ?? [],
  }));
const plainCell = (cell: Cell): string => (isDrawing(cell) ? cell.alt : isMarked(cell) ? cell.text : plainText(cell));

/** The draft for the party’s own committee: what it should take into its own steering. */
export function packageDraft(
  content: PackageContent,
  about: Pick<DecisionDraft, 'today' | 'registrationNumber' | 'officer' | 'instance'>,
): DecisionDraft {
  const { language } = content;
  const t = followUpTexts(language).decisionDraft;
  const contributed = content.goals.filter(
    (goal) => goal.contribution && goal.contribution.form !== 'doesNotContribute',
  );
  return {
    ...about,
    language,
    party: content.party,
    label: content.label,
    title: t.title(content.round, content.collaboration),
    foot: content.source || content.round,
    proposals: [
      t.note(content.round),
      ...contributed.map((goal) => t.takeIn(goal.contribution?.kind ?? '', goal.contribution?.text ?? '')),
      ...content.goals.filter((goal) => goal.measures).map((goal) => t.consider(goal.measures)),
    ],
    matter: [
      t.matterText(
        content.goals.length,
        content.adoptedBy,
        content.effect,
        content.adoptedOn ? t.date(content.adoptedOn) : '',
        instanceIn({ language, instance: about.instance }),
      ),
    ],
    background: content.goals.map((goal): Block => ({ kind: 'paragraph', text: `${goal.text}. ${goal.annualReport}` })),
    economy: [{ kind: 'paragraph', text: t.economyText }],
    goals:
      contributed.length > 0
        ? contributed.map(
            (goal): Block => ({
              kind: 'paragraph',
              text: t.goalText(goal.contribution?.kind ?? '', goal.contribution?.text ?? '', goal.text),
            }),
          )
        : [{ kind: 'paragraph', text: t.noContribution }],
    attachments: [
      t.attachedReport(content.report),
      t.attachedPackage(content.party),
      t.attachedMinutes(content.adoptedBy),
    ],
  };
}

/** The package for a planning system. The form is versioned: what has a name here keeps its meaning. */
export function packageJson(content: PackageContent, outcomes: readonly PackageGoalRow[], sentOn: string): string {
  return `${JSON.stringify(
    {
      form: 'armkrok.feedback-package/1',
      ...(content.label ? { label: content.label } : {}),
      collaboration: content.collaboration,
      round: content.round,
      party: content.party,
      sentOn,
      adoption: { by: content.adoptedBy, on: content.adoptedOn, effect: content.effect },
      source: content.source,
      snapshot: content.snapshot,
      goals: content.goals.map((goal) => {
        const outcome = outcomes.find((one) => one.goal_id === goal.goalId);
        return {
          ...goal,
          outcome: outcome ? { state: outcome.outcome, place: outcome.place, reason: outcome.reason } : null,
        };
      }),
      own: saidAsData(content.own ?? []),
      whole: saidAsData(content.whole ?? []),
    },
    null,
    2,
  )}\n`;
}

export function packageCsv(content: PackageContent, outcomes: readonly PackageGoalRow[]): string {
  const t = followUpTexts(content.language);
  const rows = content.goals.map((goal) => {
    const outcome = outcomes.find((one) => one.goal_id === goal.goalId);
    return [
      ...(content.label ? [content.label] : []),
      content.round,
      content.party,
      goal.text,
      goal.indicator,
      goal.series,
      goal.baseline?.value ?? null,
      goal.baseline?.year ?? null,
      goal.target?.value ?? null,
      goal.target?.year ?? null,
      goal.latest?.value ?? null,
      goal.latest?.year ?? null,
      goal.state,
      goal.annualReport,
      goal.budget,
      goal.contribution?.kind ?? '',
      goal.contribution?.text ?? '',
      outcome ? t.package.outcomes[outcome.outcome] : '',
      outcome?.place ?? '',
      outcome?.reason ?? '',
    ];
  });
  const c = t.package.csv;
  return csvOf(
    [
      ...(content.label ? [t.csv.label] : []),
      t.csv.round,
      c.party,
      t.csv.goal,
      t.csv.indicator,
      t.csv.series,
      c.baseline,
      c.baselineYear,
      c.target,
      c.targetYear,
      c.latest,
      c.latestYear,
      c.state,
      t.package.annualReport,
      t.package.budget,
      c.contribution,
      c.contributionText,
      c.outcome,
      c.place,
      c.reason,
    ],
    rows,
    content.language,
  );
}
