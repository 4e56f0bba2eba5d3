import { readCollaboration, type WorkspaceHouse } from '../collaborations/index.ts';
import { identityTexts, type Route, type Visit } from '../identity/index.ts';
import type { DocumentModel } from '../platform/documents/document.ts';
import { fileAnswer, pdfType, wordType } from '../platform/documents/file-answer.ts';
import { type Picture, pictureRoutes } from '../platform/documents/picture.ts';
import { notFound } from '../platform/errors.ts';
import { get } from '../platform/http/route.ts';
import { pictureAlone } from '../ui/picture.tsx';
import { composeComparison } from './documents/comparison.tsx';
import { DistanceDrawing } from './pages/distance-drawing.tsx';
import { notesOfDistance, sayDistances } from './pages/distance-parts.tsx';
import { type Exercise, nameOf } from './reading-exercise.ts';
import { areAnswersOpen } from './shared-view.ts';
import { surveyTexts } from './texts.ts';

/** The comparison to take away: as a picture, as its numbers, and as a document. */
export function comparisonRoutes(
  house: WorkspaceHouse,
  path: string,
  open: (visit: Visit) => Promise<{ readonly exercise: Exercise }>,
): readonly Route[] {
  const draw = async (visit: Visit): Promise<Picture> => {
    const { exercise } = await open(visit);
    const { of, row, measured, instrument, parties } = exercise;
    if (measured.length === 0) throw notFound();
    const { language, collaboration } = of;
    const t = surveyTexts(language).distance;
    const label =
      collaboration.example === 'none' ? undefined : identityTexts(language).frame.example[collaboration.example];
    const notes = notesOfDistance(exercise);
    return {
      name: `${t.file} ${row.name}`,
      svg: pictureAlone(<DistanceDrawing exercise={exercise} size="wide" />, {
        title: `${t.heading}: ${row.name}`,
        lead: `${sayDistances(exercise)} ${collaboration.name}`,
        label,
        notes,
      }),
      heading: [t.question, t.party, t.other, t.amount],
      rows: instrument.questions.flatMap((question, at) => [
        [question.text[language], '', '', measured[at]?.distance ?? null],
        ...parties.map((party) => [
          question.text[language],
          party.name,
          '',
          measured[at]?.byParty.get(party.party_id) ?? null,
        ]),
        ...(measured[at]?.pairs ?? []).map((pair) => [
          question.text[language],
          nameOf(exercise, pair.one),
          nameOf(exercise, pair.other),
          pair.distance,
        ]),
      ]),
      about: [
        { heading: t.sourceHeading, text: notes.at(-1) ?? '' },
        ...(label ? [{ heading: t.label, text: label }] : []),
      ],
    };
  };

  const file = (
    name: string,
    type: string,
    ending: string,
    make: (model: DocumentModel) => Promise<Uint8Array>,
  ): Route =>
    get(`${path}/${name}`, readCollaboration, async (visit) => {
      const { exercise } = await open(visit);
      if (!areAnswersOpen(exercise.row, exercise.of.now)) throw notFound();
      const title = `${surveyTexts(visit.language).distance.file} ${exercise.row.name}`;
      return fileAnswer(await make(composeComparison(exercise)), type, `${title}.${ending}`);
    });

  return [
    ...pictureRoutes(`${path}/picture`, readCollaboration, house.documents, draw),
    file('pdf', pdfType, 'pdf', (model) => house.documents.pdf(model, 'ua-1')),
    file('word', wordType, 'docx', (model) => house.documents.word(model)),
  ];
}
