import { dayOf, identityTexts, type Visit } from '../../identity/index.ts';
import type { Block, DocumentModel } from '../../platform/documents/document.ts';
import { documentBlocks } from '../../platform/markdown/document-blocks.ts';
import { figureInWords } from '../../situation-analysis/index.ts';
import { drawnMark } from '../../ui/document-parts.tsx';
import type { PictureEvidenceRow, ProblemPictureRow, ProblemPictureViewRow } from '../queries.ts';
import { pictureTexts } from '../texts.ts';

/** The picture as whoever asks may read it, with the views that stand: to be put before those who decide. */
export function composePicture(
  visit: Pick<Visit, 'language' | 'formats'>,
  of: {
    readonly picture: ProblemPictureRow;
    readonly views: readonly ProblemPictureViewRow[];
    readonly evidence: readonly PictureEvidenceRow[];
  },
): DocumentModel {
  const { language, formats } = visit;
  const { picture, evidence } = of;
  const t = pictureTexts(language);
  const part = (heading: string, text: string): readonly Block[] =>
    text === '' ? [] : [{ kind: 'heading', level: 2, text: heading }, ...documentBlocks(text, 3)];
  const views = of.views.filter((view) => view.withdrawn_at === null);
  const lists = [
    [t.page.concerned, formats.list(picture.concerned_named.map(({ name }) => name))],
    [t.page.territory, formats.list([...picture.territory_names])],
  ] as const;
  const end = picture.ended_at;
  const ended: readonly Block[] =
    picture.state === 'draft' || picture.state === 'shared' || !end
      ? []
      : [
          {
            kind: 'paragraph',
            text: [t.page.outcome[picture.state](formats.date(end)), picture.ended_because].filter(Boolean).join(' '),
          },
        ];
  return {
    language,
    title: picture.title,
    author: picture.owner,
    date: dayOf(picture.written_at),
    label: picture.is_fictional ? identityTexts(language).frame.example.fictional : undefined,
    head: { name: 'Armkrok', mark: drawnMark(), about: t.of(picture.owner) },
    foot: `${picture.title}. ${t.page.written(formats.date(picture.written_at), picture.version)}`,
    blocks: [
      { kind: 'lead', text: `${t.of(picture.owner)}. ${t.states[picture.state]}.` },
      ...ended,
      ...part(t.page.problem, picture.problem),
      ...part(t.page.affected, picture.affected),
      ...part(t.page.ownSight(picture.owner), picture.own_sight),
      ...part(t.page.notAlone(picture.owner), picture.not_alone),
      ...(evidence.length > 0
        ? ([
            { kind: 'heading', level: 2, text: t.page.evidence },
            {
              kind: 'table',
              caption: t.page.evidence,
              underItsHeading: true,
              rowHeadings: true,
              columns: [
                { heading: t.document.statement, share: 3 },
                { heading: t.document.figure, share: 4 },
              ],
              rows: evidence.map((row) => ({ cells: [row.statement, figureInWords(visit, row, row.place)] })),
            },
          ] as const)
        : []),
      ...lists.flatMap(([heading, text]) => part(heading, text)),
      ...(views.length > 0 ? ([{ kind: 'heading', level: 2, text: t.page.views }] as const) : []),
      ...views.flatMap((view): readonly Block[] => [
        { kind: 'heading', level: 3, text: t.page.viewOf(view.name) },
        { kind: 'paragraph', small: true, text: `${t.interests[view.interest]}. ${formats.date(view.written_at)}.` },
        ...documentBlocks(view.text, 4),
      ]),
    ],
  };
}
