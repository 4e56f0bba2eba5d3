import {
  type AreaChoice,
  type CollaborationRow,
  collaborationTexts,
  listAreas,
  listParties,
  type PartyRow,
} from '../collaborations/index.ts';
import { listSharedNotes, type NoteRow } from '../dialogue/index.ts';
import { type AdoptedReportRow, findAdoptedReport, publicPartOf } from '../follow-up/index.ts';
import {
  describeFinding,
  describeState,
  type GoalRow,
  goalTexts,
  type IndicatorRow,
  listGoals,
  listIndicators,
  readIndicator,
  titleOfMeasure,
} from '../goals/index.ts';
import { dayOf, identityTexts } from '../identity/index.ts';
import { attributePublished } from '../indicators/index.ts';
import {
  type Block,
  checkDocument,
  type DocumentModel,
  printable,
  type Table,
} from '../platform/documents/document.ts';
import { formatsFor, type Language, languages } from '../platform/texts.ts';
import { drawnLineChart, drawnMark, markedState } from '../ui/document-parts.tsx';
import { publicTexts } from './texts.ts';

/** A frozen copy: the page in both languages, and the adopted report in the language it was adopted in. */
export interface PublicCopy {
  readonly page: { readonly [Key in Language]: DocumentModel };
  readonly report: DocumentModel | null;
}

/** What the copy is made from, as those who lead read it. What is not asked for here is never public. */
export const copyQuestions = (collaborationId: string) => ({
  publicAreas: listAreas(),
  publicParties: listParties(collaborationId),
  publicGoals: listGoals(collaborationId),
  publicIndicators: listIndicators(collaborationId),
  publicProgress: listSharedNotes(collaborationId),
  publicReport: findAdoptedReport(collaborationId),
});

export interface CopySubject {
  readonly collaboration: CollaborationRow;
  readonly publicAreas: readonly AreaChoice[];
  readonly publicParties: readonly PartyRow[];
  readonly publicGoals: readonly GoalRow[];
  readonly publicIndicators: readonly IndicatorRow[];
  readonly publicProgress: readonly Pick<NoteRow, 'text' | 'happened_on'>[];
  readonly publicReport: readonly AdoptedReportRow[];
  readonly now: Date;
}

/** Those who have said yes. Who is considered, asked, has declined or has left is nobody else's business. */
const isPublic = (party: PartyRow): boolean => party.status === 'bound' || party.status === 'confirmed';

/** The copy as text: the same facts make the same text, so that what was looked at can be told from what has changed. */
export function composeCopy(subject: CopySubject): string {
  const [report] = subject.publicReport;
  const page = Object.fromEntries(languages.map((language) => [language, composePage(subject, language)]));
  const copy = { page, report: report ? publicPartOf(report.content as DocumentModel) : null };
  return JSON.stringify(printable(copy));
}

export const readCopy = (content: string): PublicCopy => JSON.parse(content) as PublicCopy;

function composePage(subject: CopySubject, language: Language): DocumentModel {
  const { collaboration, now } = subject;
  const formats = formatsFor(language);
  const t = publicTexts(language).page;
  const words = collaborationTexts(language);
  const parties = subject.publicParties.filter(isPublic);
  const named = (relation: PartyRow['relation']) =>
    formats.byName(
      parties.filter((party) => party.relation === relation),
      (party) => party.name,
    );
  const territory =
    collaboration.territory_name ||
    formats.list(
      formats
        .byName(
          subject.publicAreas.filter((area) => collaboration.territory.includes(area.code)),
          (area) => area.name,
        )
        .map((area) => area.name),
    );
  const ground = collaboration.ground_kind
    ? [
        words.ground.names[collaboration.ground_kind],
        collaboration.ground_title,
        collaboration.ground_year === null ? '' : String(collaboration.ground_year),
      ]
        .filter(Boolean)
        .join(', ')
    : t.notSaid;
  const associates = named('associate');
  const model: DocumentModel = {
    language,
    title: collaboration.name,
    author: collaboration.name,
    date: dayOf(now),
    label: collaboration.example === 'none' ? undefined : identityTexts(language).frame.example[collaboration.example],
    head: { name: 'Armkrok', mark: drawnMark() },
    foot: t.foot,
    blocks: [
      { kind: 'heading', level: 2, text: t.challenge },
      { kind: 'lead', text: collaboration.challenge || t.notSaid },
      ...(collaboration.why_none_alone
        ? [
            { kind: 'heading', level: 3, text: t.why } as const,
            { kind: 'paragraph', text: collaboration.why_none_alone } as const,
          ]
        : []),
      ...(collaboration.example === 'fictional'
        ? [{ kind: 'paragraph', small: true, text: words.column.fictionalNote } as const]
        : []),
      {
        kind: 'pairs',
        pairs: [
          { term: t.territory, text: territory || t.notSaid },
          { term: t.ground, text: ground },
          ...(collaboration.began_year === null ? [] : [{ term: t.began, text: String(collaboration.began_year) }]),
          ...(collaboration.ended_year === null ? [] : [{ term: t.ended, text: String(collaboration.ended_year) }]),
        ],
      },
      { kind: 'heading', level: 2, text: t.parties },
      { kind: 'list', form: 'bullets', items: named('party').map((party) => party.name) },
      ...(associates.length > 0
        ? [
            { kind: 'heading', level: 3, text: t.associates } as const,
            { kind: 'list', form: 'bullets', items: associates.map((party) => party.name) } as const,
          ]
        : []),
      { kind: 'heading', level: 2, text: t.goals },
      ...(subject.publicGoals.length === 0 ? [{ kind: 'paragraph', text: t.noGoals } as const] : []),
      ...subject.publicGoals.flatMap((goal) => goalBlocks(subject, goal, language)),
      ...(subject.publicProgress.length > 0
        ? [
            { kind: 'heading', level: 2, text: t.progress } as const,
            {
              kind: 'list',
              form: 'bullets',
              items: subject.publicProgress.map((note) => t.progressNote(formats.date(note.happened_on), note.text)),
            } as const,
          ]
        : []),
    ],
  };
  checkDocument(model);
  return model;
}

function goalBlocks(subject: CopySubject, goal: GoalRow, language: Language): Block[] {
  const t = publicTexts(language).page;
  const indicators = subject.publicIndicators.filter((indicator) => indicator.goal_id === goal.id);
  const taken = [goal.source_title, goal.source_page].filter(Boolean).join(', ');
  return [
    { kind: 'heading', level: 3, text: goal.target_year ? t.goalUntil(goal.text, goal.target_year) : goal.text },
    ...(taken && goal.source_relation
      ? [{ kind: 'paragraph', small: true, text: t.relation[goal.source_relation](taken) } as const]
      : []),
    ...(indicators.length === 0 && goal.kind !== 'vision'
      ? [{ kind: 'paragraph', text: goal.without_indicator_note || t.notMeasured } as const]
      : []),
    ...indicators.flatMap((indicator) => indicatorBlocks(subject.collaboration, indicator, language)),
  ];
}

function indicatorBlocks(collaboration: CollaborationRow, indicator: IndicatorRow, language: Language): Block[] {
  const formats = formatsFor(language);
  const t = publicTexts(language).page;
  const words = goalTexts(language).goal;
  const read = readIndicator(indicator);
  const { state } = describeState(indicator, language, formats, collaboration.example === 'real', read);
  const title = titleOfMeasure(indicator.name, indicator.unit, language);
  const valued = read.points.filter((point) => point.value !== null);
  const doubted = read.points.filter((point) => point.status === 'doubted').map((point) => String(point.period));
  const source = indicator.code
    ? attributePublished([indicator], formats, valued.at(-1)?.period)
    : indicator.source_note
      ? t.ownCount(indicator.source_note)
      : '';
  const caption = [title, indicator.area_name ?? ''].filter(Boolean).join(', ');
  const finding = describeFinding(indicator, language, formats);
  const say = (value: number) => formats.number(value, read.decimals);
  const { baseline, baseline_period: from, target, target_period: to } = indicator;
  const notes = [
    indicator.is_our_choice ? words.ourChoice : '',
    indicator.is_stand_in && indicator.stand_in_note ? `${words.standIn}: ${indicator.stand_in_note}` : '',
    doubted.length > 0 ? t.doubted(formats.list(doubted)) : '',
    source,
  ].filter(Boolean);
  const table: Table = {
    kind: 'table',
    caption,
    columns: [
      { heading: t.year, fit: true },
      { heading: t.value, numeric: true, fit: true },
    ],
    rowHeadings: true,
    rows: valued.map((point) => ({ cells: [String(point.period), say(point.value ?? 0)] })),
  };
  return [
    { kind: 'callout', marked: markedState(state), text: finding },
    ...(valued.length > 0
      ? [
          drawnLineChart(
            {
              unit: read.unit === 'percent' ? '%' : '',
              decimals: read.decimals,
              formats,
              lines: [{ name: indicator.area_name ?? t.whole, kind: 'whole', points: read.points }],
              description: finding,
              ...(target !== null && to !== null
                ? { target: { value: target, period: to, text: t.target(say(target), to) } }
                : {}),
              ...(baseline !== null && from !== null
                ? { baseline: { period: from, text: t.baseline(say(baseline), from) } }
                : {}),
            },
            { caption, notes, table },
          ),
        ]
      : notes.map((text) => ({ kind: 'paragraph', small: true, text }) as const)),
  ];
}
