import { author, type Tx } from '../identity/index.ts';
import type { PersonalDataBasis } from '../mandates/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';

export const responsibilities = ['each', 'joint', 'one'] as const;
export type Responsibility = (typeof responsibilities)[number];

/** What a collaboration processes personal data for, and how (GDPR, art. 26 and 30). */
export interface ProcessingFacts {
  readonly purpose: string;
  readonly legal_basis: PersonalDataBasis;
  readonly legal_basis_note: string;
  readonly responsibility: Responsibility;
  readonly responsibility_note: string;
  readonly people: string;
  readonly categories: string;
  readonly sensitive_note: string;
  readonly recipients: string;
  readonly transfers: string;
  readonly retention: string;
  readonly protection: string;
}

export interface ProcessingRecordRow extends ProcessingFacts {
  readonly version: number;
  readonly written_at: Date;
  readonly organisation_name: string;
}

export const findProcessingRecord = statement<ProcessingRecordRow, [collaboration: string]>(`
  select r.purpose, r.legal_basis, r.legal_basis_note, r.responsibility, r.responsibility_note, r.people, r.categories,
    r.sensitive_note, r.recipients, r.transfers, r.retention, r.protection, r.version, r.written_at,
    o.name as organisation_name
  from processing_record r join organisation o on o.id = r.organisation_id where r.collaboration_id = $1`);

type Values = [
  collaboration: string,
  organisation: string | null,
  purpose: string,
  basis: PersonalDataBasis,
  basisNote: string,
  responsibility: Responsibility,
  responsibilityNote: string,
  people: string,
  categories: string,
  sensitive: string,
  recipients: string,
  transfers: string,
  retention: string,
  protection: string,
  by: string,
  at: Date,
];

const insertRecord = statement<{ version: number }, Values>(`
  insert into processing_record (collaboration_id, organisation_id, purpose, legal_basis, legal_basis_note, responsibility,
    responsibility_note, people, categories, sensitive_note, recipients, transfers, retention, protection, written_by,
    written_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
  on conflict (collaboration_id) do nothing returning version`);

const updateRecord = statement<{ version: number }, [...Values, version: number]>(`
  update processing_record set organisation_id = $2, purpose = $3, legal_basis = $4, legal_basis_note = $5,
    responsibility = $6, responsibility_note = $7, people = $8, categories = $9, sensitive_note = $10, recipients = $11,
    transfers = $12, retention = $13, protection = $14, written_by = $15, written_at = $16, version = version + 1
  where collaboration_id = $1 and version = $17 returning version`);

/** Writes the register. Refuses with conflict when somebody has written it since `version` was read; 0: nobody had. */
export async function writeProcessingRecord(
  tx: Tx,
  collaborationId: string,
  version: number,
  facts: ProcessingFacts,
): Promise<void> {
  const before = await tx.find(findProcessingRecord(collaborationId));
  const values: Values = [
    collaborationId,
    tx.user.organisation_id,
    facts.purpose,
    facts.legal_basis,
    facts.legal_basis_note,
    facts.responsibility,
    facts.responsibility_note,
    facts.people,
    facts.categories,
    facts.sensitive_note,
    facts.recipients,
    facts.transfers,
    facts.retention,
    facts.protection,
    tx.user.person_id,
    tx.now,
  ];
  const written = await tx.find(version === 0 ? insertRecord(...values) : updateRecord(...values, version));
  if (!written) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: before ? 'processing.changed' : 'processing.registered',
    subjectType: 'processingRecord',
    subjectId: collaborationId,
    collaborationId,
    ...(before ? { before } : {}),
    after: facts,
  });
}
