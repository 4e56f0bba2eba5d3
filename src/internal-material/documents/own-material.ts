import type { Reading } from '../../collaborations/index.ts';
import { dayOf, identityTexts } from '../../identity/index.ts';
import { csvOf } from '../../platform/documents/csv.ts';
import type { Block, DocumentModel } from '../../platform/documents/document.ts';
import { type MarkingRow, sayMarking } from '../../secrecy/index.ts';
import { entryKinds, recordStateOf } from '../internal-entry.ts';
import type { EntryRow } from '../queries.ts';
import { internalTexts } from '../texts.ts';

/** What a party takes out of its own, for its own registrar or its own files. */
export interface OwnMaterial {
  readonly of: Reading;
  readonly entries: readonly EntryRow[];
  readonly markings: readonly MarkingRow[];
}

const tiedTo = (entry: EntryRow): string => entry.goal_text ?? entry.question ?? '';
function markingWords({ of, markings }: OwnMaterial, entry: EntryRow): string {
  const marking = markings.find((one) => one.subject_id === entry.id);
  return marking ? sayMarking(marking, of.language, of.formats) : '';
}

/** As a document, for Word and PDF. A marking stands wherever what is marked stands. */
export function ownMaterialDocument(material: OwnMaterial): DocumentModel {
  const { of, entries } = material;
  const { language, formats, collaboration } = of;
  const t = internalTexts(language);
  const organisation = of.user.organisation_name ?? '';
  return {
    language,
    title: t.file.title(organisation),
    author: organisation,
    date: dayOf(of.now),
    label: collaboration.example === 'none' ? undefined : identityTexts(language).frame.example[collaboration.example],
    head: { name: organisation, detail: collaboration.name },
    foot: collaboration.name,
    blocks: [
      { kind: 'lead', text: t.file.lead(organisation, formats.date(of.now)) },
      ...entryKinds.flatMap((kind): Block[] => {
        const own = entries.filter((entry) => entry.kind === kind);
        if (own.length === 0) return [];
        return [
          { kind: 'heading', level: 2, text: t.kinds[kind] },
          ...own.flatMap((entry): Block[] => {
            const marking = markingWords(material, entry);
            return [
              { kind: 'heading', level: 3, text: entry.title },
              ...(marking ? [{ kind: 'callout' as const, text: marking }] : []),
              ...entry.text
                .split('\n')
                .filter((line) => line.trim() !== '')
                .map((line): Block => ({ kind: 'paragraph', text: line })),
              {
                kind: 'paragraph',
                small: true,
                text: [
                  entry.stance ? t.stances[entry.stance] : '',
                  entry.contact ? t.contact(entry.contact) : '',
                  tiedTo(entry) ? t.about(tiedTo(entry)) : '',
                  t.written(entry.writer ?? '', formats.date(entry.written_at)),
                  t.states[recordStateOf(entry)],
                ]
                  .filter(Boolean)
                  .join(' · '),
              },
            ];
          }),
        ];
      }),
    ],
  };
}

export function ownMaterialCsv(material: OwnMaterial): string {
  const { of, entries } = material;
  const t = internalTexts(of.language);
  const { columns } = t.file;
  return csvOf(
    [
      columns.kind,
      columns.title,
      columns.text,
      columns.stance,
      columns.contact,
      columns.about,
      columns.writer,
      columns.written,
      columns.state,
      columns.marking,
    ],
    entries.map((entry) => [
      t.kind[entry.kind],
      entry.title,
      entry.text,
      entry.stance ? t.stances[entry.stance] : '',
      entry.contact,
      tiedTo(entry),
      entry.writer ?? '',
      dayOf(entry.written_at),
      t.states[recordStateOf(entry)],
      markingWords(material, entry),
    ]),
    of.language,
  );
}

/** The form is versioned: what has a name here keeps its meaning. */
export function ownMaterialJson(material: OwnMaterial): string {
  const { of, entries } = material;
  const { example } = of.collaboration;
  return `${JSON.stringify(
    {
      form: 'armkrok.internal-material/1',
      ...(example === 'none' ? {} : { label: identityTexts(of.language).frame.example[example] }),
      collaboration: of.collaboration.name,
      organisation: of.user.organisation_name,
      entries: entries.map((entry) => ({
        id: entry.id,
        kind: entry.kind,
        title: entry.title,
        text: entry.text,
        stance: entry.stance,
        contact: entry.contact,
        about: tiedTo(entry),
        writer: entry.writer,
        writtenAt: entry.written_at,
        state: recordStateOf(entry),
        version: entry.version,
        secrecyMarking: markingWords(material, entry) || null,
      })),
    },
    null,
    2,
  )}\n`;
}
