import type { Reading } from '../../collaborations/index.ts';
import { dayOf, identityTexts } from '../../identity/index.ts';
import type { Block, DocumentModel } from '../../platform/documents/document.ts';
import { drawnAs, markedState } from '../../ui/document-parts.tsx';
import { mapCells } from '../mandate-map.ts';
import type { MandateMap } from '../map-of-mandates.ts';
import { MapDrawing } from '../pages/map-drawing.tsx';
import { needShapes } from '../pages/need-shape.tsx';
import type { InterpretationRow } from '../queries.ts';
import { mandateTexts } from '../texts.ts';

/** The map and what each matter needs, for a summons. */
export function mapDocument(
  of: Reading,
  map: MandateMap,
  interpretations: readonly InterpretationRow[],
): DocumentModel {
  const { language, formats, collaboration } = of;
  const t = mandateTexts(language);
  const newest = interpretations.filter(({ number, newest: last }) => number === last);
  const nameOf = (id: string): string => map.parties.find((party) => party.id === id)?.name ?? '';
  return {
    language,
    title: t.document.mapTitle(collaboration.name),
    author: collaboration.name,
    date: dayOf(of.now),
    label: collaboration.example === 'none' ? undefined : identityTexts(language).frame.example[collaboration.example],
    head: { name: collaboration.name, detail: t.map.heading },
    foot: `${collaboration.name}. ${t.map.heading}`,
    blocks: [
      { kind: 'lead', text: t.document.mapLead(formats.date(of.now)) },
      ...(map.matters.length > 0
        ? [
            {
              kind: 'figure' as const,
              ...drawnAs(
                <MapDrawing of={of} map={map} withKey />,
                t.map.picture(map.matters.length, map.parties.length),
              ),
              caption: t.map.title,
              notes: [],
            },
          ]
        : [{ kind: 'paragraph' as const, text: t.map.empty }]),
      ...map.matters.flatMap(({ matter, cells, standing }): Block[] => [
        { kind: 'heading', level: 2, text: matter.title },
        ...(standing.lacksInterpretation ? [{ kind: 'callout' as const, text: t.matter.lacks }] : []),
        {
          kind: 'table',
          caption: matter.title,
          underItsHeading: true,
          columns: [
            { heading: t.document.party },
            { heading: t.document.need },
            { heading: t.document.says, share: 2 },
          ],
          rowHeadings: true,
          rows: mapCells.flatMap((which) =>
            cells
              .filter(({ cell }) => cell === which)
              .map(({ party, answer, cell }) => {
                const cited = map.cited(answer);
                const by = map.unconfirmedBy(answer?.id);
                const words = [
                  answer?.note,
                  answer?.instance ? `${t.matter.decidedBy} ${answer.instance}` : '',
                  answer?.alternatives ? `${t.matter.alternatives}: ${answer.alternatives}` : '',
                  answer?.no_alternatives_because
                    ? `${t.matter.noAlternatives}: ${answer.no_alternatives_because}`
                    : '',
                  cited ? t.matter.cites(cited.place, cited.number, formats.date(cited.agreed_on)) : '',
                  by ? t.document.unconfirmed(by) : '',
                ];
                return {
                  cells: [
                    party.name,
                    markedState({ shape: needShapes[cell], text: t.needs[cell] }),
                    words.filter(Boolean).join('. '),
                  ],
                };
              }),
          ),
        },
      ]),
      ...(newest.length > 0
        ? [
            { kind: 'heading' as const, level: 2 as const, text: t.document.interpretations },
            ...newest.flatMap((one): Block[] => [
              { kind: 'heading', level: 3, text: `${t.interpretations.number(one.place)}. ${one.question}` },
              { kind: 'paragraph', text: one.interpretation },
              {
                kind: 'paragraph',
                small: true,
                text: `${one.legal_reference}. ${t.interpretations.agreed(formats.date(one.agreed_on))}: ${formats.list(one.party_ids.map(nameOf))}`,
              },
            ]),
          ]
        : []),
    ],
  };
}
