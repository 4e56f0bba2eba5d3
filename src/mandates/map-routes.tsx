import {
  listEntered,
  listParties,
  openWorkspace,
  readCollaboration,
  type WorkspaceHouse,
  workspacePage,
} from '../collaborations/index.ts';
import type { Route, Visit } from '../identity/index.ts';
import { fileAnswer, pdfType, wordType } from '../platform/documents/file-answer.ts';
import { pictureRoutes } from '../platform/documents/picture.ts';
import { get } from '../platform/http/route.ts';
import { mapDocument } from './documents/map.tsx';
import { mapOf } from './map-of-mandates.ts';
import { MandatesPage, MapPage } from './pages/mandates-page.tsx';
import { mapPicture } from './pages/map-drawing.tsx';
import {
  listAnswers,
  listCards,
  listConditions,
  listInformation,
  listInterpretations,
  listMatters,
} from './queries.ts';
import { mandateTexts } from './texts.ts';

export const mandatesPath = '/collaborations/:collaboration/mandates';
export const current = 'mandates';

/** What the map is drawn from. */
export const mapQuestions = (id: string) => ({
  matters: listMatters(id),
  parties: listParties(id),
  answers: listAnswers(id),
  entered: listEntered(id),
  interpretations: listInterpretations(id),
});

/** The room's first page, and the map to show and to take away. */
export function mapRoutes(house: WorkspaceHouse): readonly Route[] {
  const { workspace, documents } = house;
  const openMap = (visit: Visit) => openWorkspace(visit, workspace, mapQuestions(visit.params.collaboration ?? ''));
  return [
    get(mandatesPath, readCollaboration, async (visit) => {
      const id = visit.params.collaboration ?? '';
      const { of, said, rows } = await openWorkspace(visit, workspace, {
        ...mapQuestions(id),
        cards: listCards(id),
        information: listInformation(id),
        conditions: listConditions(id),
      });
      return visit.page(
        workspacePage(visit, of, said, {
          title: mandateTexts(visit.language).title,
          current,
          children: (
            <MandatesPage
              of={of}
              map={mapOf(rows)}
              cards={rows.cards}
              counts={{
                interpretations: new Set(rows.interpretations.map((one) => one.id)).size,
                information: rows.information.length,
                conditions: rows.conditions.length,
              }}
            />
          ),
        }),
      );
    }),
    get(`${mandatesPath}/map`, readCollaboration, async (visit) => {
      const { of, said, rows } = await openMap(visit);
      const t = mandateTexts(visit.language).map;
      return visit.page(
        workspacePage(visit, of, said, {
          title: t.title,
          current,
          projected: { href: `/collaborations/${of.collaboration.id}/mandates`, text: t.close },
          children: <MapPage of={of} map={mapOf(rows)} />,
        }),
      );
    }),
    ...pictureRoutes(`${mandatesPath}/map`, readCollaboration, documents, async (visit) => {
      const { of, rows } = await openMap(visit);
      return mapPicture(of, mapOf(rows));
    }),
    get(`${mandatesPath}/map/pdf`, readCollaboration, async (visit) => {
      const { of, rows } = await openMap(visit);
      const model = mapDocument(of, mapOf(rows), rows.interpretations);
      return fileAnswer(await documents.pdf(model, 'ua-1'), pdfType, `${model.title}.pdf`);
    }),
    get(`${mandatesPath}/map/word`, readCollaboration, async (visit) => {
      const { of, rows } = await openMap(visit);
      const model = mapDocument(of, mapOf(rows), rows.interpretations);
      return fileAnswer(await documents.word(model), wordType, `${model.title}.docx`);
    }),
  ];
}
