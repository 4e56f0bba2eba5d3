import { statement } from '../platform/database/statement.ts';
import type { ScanState } from './attachment.ts';

export interface AttachmentRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly organisation_name: string;
  /** Null where the reader does not know the organisation's people. */
  readonly person_name: string | null;
  readonly subject_type: string;
  readonly subject_id: string;
  readonly concerned_organisation_id: string | null;
  readonly name: string;
  readonly media_type: string;
  readonly bytes: number;
  readonly sha256: Buffer;
  readonly alternative: string;
  readonly is_decorative: boolean;
  readonly scan: ScanState;
  readonly scanned_at: Date | null;
  readonly created_at: Date;
  readonly withdrawn_at: Date | null;
  readonly withdrawing_name: string | null;
  readonly withdrawal_reason: string;
}

const acting = `(select nullif(current_setting('armkrok.organisation', true), '')::uuid)`;

/**
 * What concerns one party is seen by it and by those who prepare, and what is marked by those it is open to. Row level
 * security says the same of each row; said here too, each of them holds alone.
 */
export const isSeen = `(a.concerned_organisation_id is null
    or a.concerned_organisation_id = ${acting}
    or a.collaboration_id = any((select nullif(current_setting('armkrok.prepares', true), '')::uuid[])::uuid[]))
    and (a.cleared_for is null or ${acting} = any(a.cleared_for))`;

const columns = `a.id, a.organisation_id, o.name as organisation_name,
    (select min(t.holder_name) from seat_term t where t.person_id = a.created_by) as person_name,
    a.subject_type, a.subject_id, a.concerned_organisation_id, a.name, a.media_type, a.bytes::float8 as bytes, a.sha256,
    a.alternative, a.is_decorative, a.scan, a.scanned_at, a.created_at, a.withdrawn_at, w.name as withdrawing_name,
    a.withdrawal_reason
  from attachment a join organisation o on o.id = a.organisation_id
  left join organisation w on w.id = a.withdrawing_organisation_id`;

/** Everything attached in a collaboration that the reader may see, newest first; what has been withdrawn too. */
export const listAttachments = statement<AttachmentRow, [collaboration: string]>(`
  select ${columns} where a.collaboration_id = $1 and ${isSeen} order by a.created_at desc, a.id desc`);

export const findAttachment = statement<AttachmentRow, [collaboration: string, id: string]>(`
  select ${columns} where a.collaboration_id = $1 and a.id = $2 and ${isSeen}`);

export const readStanding = statement<{ infected: number }, [collaboration: string]>(`
  select count(*)::integer as infected from attachment
  where collaboration_id = $1 and scan = 'infected' and withdrawn_at is null`);
