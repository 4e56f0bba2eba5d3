import type { CollaborationRow } from '../collaborations/index.ts';
import { dayOf } from '../identity/index.ts';
import { mandateTexts } from '../mandates/index.ts';
import type { DocumentModel } from '../platform/documents/document.ts';
import { formatsFor, type Language } from '../platform/texts.ts';
import type { ProcessingRecordRow } from './processing.ts';
import { personalDataTexts } from './texts.ts';

/** The register's fields in their order, each with its heading and what it says in words. */
export function fieldsInWords(record: ProcessingRecordRow, language: Language): readonly (readonly [string, string])[] {
  const t = personalDataTexts(language).processing;
  const { fields } = t;
  return [
    [fields.purpose, record.purpose],
    [fields.legalBasis, `${mandateTexts(language).personalDataBases[record.legal_basis]}. ${record.legal_basis_note}`],
    [fields.responsibility, `${t.responsibilities[record.responsibility]}. ${record.responsibility_note}`],
    [fields.people, record.people],
    [fields.categories, record.categories],
    [fields.sensitive, record.sensitive_note || t.none],
    [fields.recipients, record.recipients],
    [fields.transfers, record.transfers || t.none],
    [fields.retention, record.retention],
    [fields.protection, record.protection || t.notSaid],
  ];
}

export function processingDocument(
  collaboration: CollaborationRow,
  record: ProcessingRecordRow,
  language: Language,
  label: string | undefined,
): DocumentModel {
  const t = personalDataTexts(language).processing;
  const day = dayOf(record.written_at);
  return {
    language,
    title: t.title,
    author: record.organisation_name,
    date: day,
    label,
    head: {
      name: collaboration.name,
      detail: t.article,
      pairs: [
        { term: t.written, text: formatsFor(language).date(day) },
        { term: t.writtenBy, text: record.organisation_name },
        { term: t.version, text: String(record.version) },
      ],
    },
    foot: `${collaboration.name}. ${t.title}`,
    blocks: fieldsInWords(record, language).flatMap(([heading, text]) => [
      { kind: 'heading' as const, level: 2 as const, text: heading },
      ...text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => ({ kind: 'paragraph' as const, text: line })),
    ]),
  };
}

/** As it is, for another system. */
export const processingJson = (collaboration: CollaborationRow, record: ProcessingRecordRow): string =>
  `${JSON.stringify({ collaboration: { id: collaboration.id, name: collaboration.name }, ...record }, null, 2)}\n`;
