import { dayOf, identityTexts } from '../../identity/index.ts';
import type { Block, DocumentModel } from '../../platform/documents/document.ts';
import { drawnAs, drawnMark } from '../../ui/document-parts.tsx';
import { orderOfTalk } from '../distance.ts';
import { DistanceDrawing, sayDistance } from '../pages/distance-drawing.tsx';
import { notesOfDistance, sayChange, sayDistances, sayFarthest } from '../pages/distance-parts.tsx';
import { type Exercise, ownFirst, questionOf } from '../reading-exercise.ts';
import { surveyTexts } from '../texts.ts';

function distanceBlocks(exercise: Exercise): readonly Block[] {
  const { of, measured, parties, compared, instrument } = exercise;
  const { language, formats } = of;
  const t = surveyTexts(language);
  if (measured.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: t.distance.heading },
    { kind: 'paragraph', text: sayDistances(exercise) },
    {
      kind: 'figure',
      caption: t.distance.picture,
      ...drawnAs(<DistanceDrawing exercise={exercise} size="wide" />, sayDistances(exercise)),
      narrowSvg: (<DistanceDrawing exercise={exercise} size="narrow" />).html,
      notes: notesOfDistance(exercise),
      table: {
        kind: 'table',
        caption: t.distance.tableCaption,
        rowHeadings: true,
        columns: [
          { heading: t.distance.party },
          ...instrument.questions.map((question) => ({ heading: question.short[language], numeric: true, fit: true })),
        ],
        rows: [
          {
            strong: true,
            cells: [t.distance.wholeColumn, ...measured.map((one) => sayDistance(one.distance, formats))],
          },
          ...parties.map((party) => ({
            cells: [
              party.name,
              ...measured.map((one) => sayDistance(one.byParty.get(party.party_id) ?? null, formats)),
            ],
          })),
        ],
      },
    },
    { kind: 'heading', level: 2, text: t.talk.order },
    {
      kind: 'list',
      form: 'numbers',
      items: orderOfTalk(measured).map((one) =>
        [
          questionOf(exercise, one.question)?.text[language] ?? '',
          one.distance === null ? '' : `${t.distance.ofQuestion(sayDistance(one.distance, formats))}.`,
          sayFarthest(exercise, one),
        ]
          .filter(Boolean)
          .join(' '),
      ),
    },
    ...(compared
      ? ([
          { kind: 'heading', level: 2, text: t.distance.compared },
          {
            kind: 'table',
            caption: t.distance.comparedLead(compared.name),
            rowHeadings: true,
            columns: [
              { heading: t.distance.question },
              { heading: t.distance.before, numeric: true, fit: true },
              { heading: t.distance.now, numeric: true, fit: true },
              { heading: t.distance.change },
            ],
            rows: compared.questions.map(({ question, before, now }) => ({
              cells: [
                question.text[language],
                sayDistance(before, formats),
                sayDistance(now, formats),
                sayChange(before, now, exercise),
              ],
            })),
          },
        ] satisfies Block[])
      : []),
  ];
}

/** The exercise as a document: the distance, the order of the talk, then every answer and what was agreed to say. */
export function composeComparison(exercise: Exercise): DocumentModel {
  const { of, row, instrument } = exercise;
  const { language, formats, collaboration } = of;
  const t = surveyTexts(language);
  return {
    language,
    title: t.document.title(row.name),
    author: of.user.organisation_name ?? collaboration.name,
    date: dayOf(of.now),
    label: collaboration.example === 'none' ? undefined : identityTexts(language).frame.example[collaboration.example],
    head: { name: collaboration.name, detail: t.document.foot, mark: drawnMark() },
    foot: `${t.document.foot}, ${collaboration.name}`,
    blocks: [
      { kind: 'lead', text: row.purpose },
      ...distanceBlocks(exercise),
      { kind: 'heading', level: 2, text: t.document.answers },
      ...instrument.questions.flatMap((question): Block[] => {
        const wording = exercise.wordings.find((one) => one.question === question.key);
        return [
          { kind: 'heading', level: 3, text: question.text[language] },
          ...(wording
            ? ([
                { kind: 'callout', text: [{ text: `${t.wording.heading}: `, strong: true }, wording.text] },
              ] satisfies Block[])
            : []),
          {
            kind: 'pairs',
            pairs: ownFirst(exercise).map((party) => {
              const answer = exercise.answers.find(
                (one) => one.party_id === party.party_id && one.question === question.key && one.is_open,
              );
              return {
                term: party.name,
                text: answer ? (answer.answer === 'words' ? answer.text : t.page.notKnownYet) : t.page.notAnswered,
              };
            }),
          },
        ];
      }),
      { kind: 'paragraph', small: true, text: instrument.source[language] },
      { kind: 'paragraph', small: true, text: t.distance.source(formats.date(row.opened_at)) },
    ],
  };
}
