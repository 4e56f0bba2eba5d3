import type { Reading } from '../../collaborations/index.ts';
import { dayOf, identityTexts } from '../../identity/index.ts';
import type { Block, DocumentModel } from '../../platform/documents/document.ts';
import { documentBlocks } from '../../platform/markdown/document-blocks.ts';
import { drawnAs, drawnMark } from '../../ui/document-parts.tsx';
import { type Counted, countPositions, isAdopted } from '../adoption.ts';
import type { WholeAnalysis } from '../frozen-analysis.ts';
import { knowledgeTexts } from '../knowledge/texts.ts';
import { CauseTree } from '../pages/cause-tree.tsx';
import type { AnalysisPositionRow, AnalysisVersionRow } from '../queries.ts';
import { jointSections } from '../section.ts';
import { situationTexts } from '../texts.ts';

/** A version that the parties were asked about, and how they stand to it. */
export interface AskedAbout {
  readonly version: AnalysisVersionRow;
  readonly positions: readonly AnalysisPositionRow[];
}

/** Positions counted in words, those that nobody has taken left out. */
export function sayCounted(counted: Counted, of: Reading): string {
  const t = situationTexts(of.language).adoption;
  return of.formats.list(
    (['supports', 'abstains', 'doesNotSupport', 'silent'] as const)
      .filter((kind) => counted[kind] > 0)
      .map((kind) => t[kind](counted[kind])),
  );
}

function leadOf(asked: AskedAbout | undefined, of: Reading): string {
  const t = situationTexts(of.language).adoption;
  const { formats } = of;
  if (!asked) return t.currentLead(formats.date(of.now));
  const { version } = asked;
  const counted = countPositions(asked.positions);
  if (version.closed_on === null)
    return t.openLead(version.number, formats.date(version.created_at), formats.date(version.answer_by_on));
  const say = isAdopted(version, counted) ? t.adoptedLead : t.notAdoptedLead;
  return say(version.number, formats.date(version.closed_on), sayCounted(counted, of));
}

function causeBlocks(whole: WholeAnalysis, of: Reading): readonly Block[] {
  const { language } = of;
  const t = situationTexts(language);
  if (whole.causes.length === 0) return [];
  const textOf = (id: string | null) => whole.causes.find((one) => one.id === id)?.text ?? t.causes.problem;
  const tree = (size: 'wide' | 'narrow') => <CauseTree tree={whole} language={language} size={size} />;
  return [
    {
      kind: 'figure',
      caption: t.causes.title,
      ...drawnAs(tree('wide'), t.causes.tree),
      narrowSvg: tree('narrow').html,
      notes: whole.objections.map(
        (one) => `${t.causes.contested(one.organisation)}: ${textOf(one.cause_id)}. ${one.because}`,
      ),
      table: {
        kind: 'table',
        caption: t.causes.title,
        rowHeadings: true,
        columns: [
          { heading: t.adoption.causeColumn, share: 1 },
          { heading: t.adoption.behindColumn, share: 1 },
        ],
        rows: whole.causes.map((cause) => ({ cells: [cause.text, textOf(cause.under_id)] })),
      },
    },
  ];
}

function findingBlocks({ findings }: WholeAnalysis, of: Reading): readonly Block[] {
  if (findings.length === 0) return [];
  const t = knowledgeTexts(of.language).finding;
  return [
    {
      kind: 'table',
      caption: t.heading,
      rowHeadings: true,
      columns: [
        { heading: t.columns.text, share: 4 },
        { heading: t.columns.grade, share: 2 },
        { heading: t.columns.source, share: 3 },
      ],
      rows: findings.map((one) => ({
        cells: [one.text, t.grades[one.grade], t.sourced(one.source, one.published_year)],
      })),
    },
  ];
}

function workBlocks({ priorWork }: WholeAnalysis, of: Reading): readonly Block[] {
  if (priorWork.length === 0) return [];
  const t = knowledgeTexts(of.language).priorWork;
  return [
    {
      kind: 'table',
      caption: t.heading,
      rowHeadings: true,
      columns: [
        { heading: t.columns.what, share: 4 },
        { heading: t.columns.who, share: 2 },
        { heading: t.columns.since, share: 1 },
        { heading: t.columns.where, share: 2 },
      ],
      rows: priorWork.map((one) => ({
        cells: [
          [one.what, `${t.kinds[one.kind]}.`, one.source_note ? t.sourceLine(one.source_note) : '']
            .filter(Boolean)
            .join(' '),
          one.who || t.notKnown,
          one.since_year === null ? t.notKnown : String(one.since_year),
          one.where || '–',
        ],
      })),
    },
  ];
}

function positionBlocks(asked: AskedAbout, of: Reading): readonly Block[] {
  const t = situationTexts(of.language).adoption;
  return [
    { kind: 'heading', level: 2, text: t.positionsHeading },
    {
      kind: 'table',
      caption: t.positionsHeading,
      underItsHeading: true,
      rowHeadings: true,
      columns: [
        { heading: t.party, share: 2 },
        { heading: t.stand, share: 2 },
        { heading: t.reason, share: 4 },
      ],
      rows: asked.positions.map((one) => ({
        cells: [one.organisation, one.position ? t.positions[one.position] : t.notSaid, one.reason || '–'],
      })),
      notes: [t.positionsNote],
    },
  ];
}

/** The analysis as a document: what stands now, or a version as it was frozen, with where the parties stand to it. */
export function composeAnalysis(of: Reading, whole: WholeAnalysis, asked?: AskedAbout): DocumentModel {
  const { language, collaboration } = of;
  const t = situationTexts(language);
  const joint = jointSections.flatMap((section): Block[] => {
    const written = whole.sections.find((one) => one.section === section);
    const causes = section === 'causes' ? causeBlocks(whole, of) : [];
    const known = section === 'knowledge' ? findingBlocks(whole, of) : section === 'done' ? workBlocks(whole, of) : [];
    if (!written && causes.length + known.length === 0) return [];
    return [
      { kind: 'heading', level: 2, text: t.sections[section] },
      ...causes,
      ...documentBlocks(written?.text ?? '', 3),
      ...known,
    ];
  });
  const own = whole.sections
    .filter((one) => one.section === 'ownBenefit')
    .flatMap((one): Block[] => [
      { kind: 'heading', level: 3, text: one.party?.name ?? '' },
      ...documentBlocks(one.text, 4),
    ]);
  return {
    language,
    title: t.adoption.documentTitle(collaboration.name),
    author: collaboration.name,
    date: asked ? (asked.version.closed_on ?? dayOf(asked.version.created_at)) : dayOf(of.now),
    label: collaboration.example === 'none' ? undefined : identityTexts(language).frame.example[collaboration.example],
    head: { name: 'Armkrok', mark: drawnMark(), about: collaboration.name },
    foot: asked ? `${t.title}, ${t.adoption.number(asked.version.number)}` : t.title,
    blocks: [
      { kind: 'lead', text: leadOf(asked, of) },
      ...joint,
      ...(own.length > 0 ? [{ kind: 'heading', level: 2, text: t.ownHeading } as const, ...own] : []),
      ...(asked ? positionBlocks(asked, of) : []),
      { kind: 'heading', level: 2, text: t.adoption.about },
      {
        kind: 'paragraph',
        small: true,
        text: asked ? t.adoption.aboutText(asked.version.hash) : t.adoption.aboutCurrent,
      },
    ],
  };
}
