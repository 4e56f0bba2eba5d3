import { createHash } from 'node:crypto';
import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { newId } from '../platform/id.ts';

export interface DecisionTemplateRow {
  readonly name: string;
  readonly file: Buffer;
}

/** The acting organisation’s newest template. */
export const findTemplate = statement<DecisionTemplateRow>(`
  select name, file from decision_template where withdrawn_at is null and organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)
  order by created_at desc, id desc limit 1`);
export const findTemplateName = statement<{ name: string }>(`
  select name from decision_template where withdrawn_at is null and organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)
  order by created_at desc, id desc limit 1`);

const insertTemplate = statement<
  unknown,
  [organisation: string, id: string, name: string, file: Buffer, hash: string, at: Date, by: string]
>(`
  insert into decision_template (organisation_id, id, name, file, file_hash, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7)`);

/** The places of a decision draft that a template can hold, besides those of every document. */
export const draftPlaces = ['diarienummer', 'handläggare', 'instans'] as const;

/** The organisation’s own template, from now on. It has been read through before. */
export function useTemplate(tx: Tx, name: string, file: Buffer): void {
  const organisationId = tx.user.organisation_id ?? '';
  const id = newId(tx.now);
  const hash = createHash('sha256').update(file).digest('hex');
  tx.send(insertTemplate(organisationId, id, name, file, hash, tx.now, tx.user.person_id));
  tx.record({
    ...author(tx.user),
    verb: 'organisation.templateUploaded',
    subjectType: 'decisionTemplate',
    subjectId: id,
    collaborationId: null,
    after: { name, hash, bytes: file.length },
  });
}
