import { statement } from '../../platform/database/statement.ts';
import type { Acts } from '../entering-into-force.ts';

/** What has been done about the version that a place belongs to. */
export const readActsOfPlace = statement<{ acts: Acts | null }, [collaboration: string, place: string]>(`
  select acts_of_version($1::uuid, (select agreement_version_id from signatory_place
    where collaboration_id = $1 and id = $2 and withdrawn_at is null)) as acts`);

export interface SignatureRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly party_id: string;
  readonly agreement_version_id: string;
  readonly agreement_title: string;
  readonly number: number;
  readonly place_id: string;
  readonly place_title: string;
  readonly manner: 'electronic' | 'onPaper';
  readonly signatory_name: string;
  readonly seat_title: string;
  readonly is_by_deputy: boolean;
  readonly mandate: string;
  readonly content_hash: string;
  readonly pdf_hash: string | null;
  readonly signed_on: string;
  readonly created_at: Date;
  readonly sign_in_method: string | null;
  readonly sign_in_provider: string;
  readonly assurance: string | null;
  readonly authenticated_at: Date | null;
  readonly evidence: string;
  readonly evidence_signature: Buffer;
  readonly authority: string | null;
  readonly stamp: Buffer | null;
  readonly attachment_id: string | null;
  readonly paper_hash: Buffer | null;
}

const signatureColumns = `
    s.id, s.organisation_id, o.name as organisation_name, s.party_id, s.agreement_version_id, a.title as agreement_title,
    v.number, s.signatory_place_id as place_id, sp.title as place_title, s.manner, s.signatory_name, s.seat_title,
    s.is_by_deputy, s.mandate, encode(s.content_hash, 'hex') as content_hash, encode(s.pdf_hash, 'hex') as pdf_hash,
    s.signed_on::text as signed_on, s.created_at, s.sign_in_method, s.sign_in_provider, s.assurance, s.authenticated_at,
    s.evidence, s.evidence_signature, t.authority, t.stamp, s.attachment_id, f.sha256 as paper_hash
  from signature s
  join agreement_version v on v.collaboration_id = s.collaboration_id and v.id = s.agreement_version_id
  join agreement a on a.collaboration_id = v.collaboration_id and a.id = v.agreement_id
  join signatory_place sp on sp.collaboration_id = s.collaboration_id and sp.id = s.signatory_place_id
  join organisation o on o.id = s.organisation_id
  left join signature_time_stamp t on t.collaboration_id = s.collaboration_id and t.signature_id = s.id
  left join attachment f on f.collaboration_id = s.collaboration_id and f.id = s.attachment_id`;

/** Every signature of one version, in the order in which they came, with what is attested about each. */
export const listSignatures = statement<SignatureRow, [collaboration: string, agreement: string, number: number]>(`
  select ${signatureColumns}
  where s.collaboration_id = $1 and v.agreement_id = $2 and v.number = $3 and v.withdrawn_at is null
    and a.withdrawn_at is null
  order by s.created_at, s.id`);

/** What the version is here now: its content, and the pages that were shown. */
export const findSignedVersion = statement<
  { content: string; file: Buffer | null },
  [collaboration: string, agreement: string, number: number]
>(`
  select v.content, f.file from agreement_version v
  left join agreement_file f on f.collaboration_id = v.collaboration_id and f.agreement_version_id = v.id
  where v.collaboration_id = $1 and v.agreement_id = $2 and v.number = $3 and v.withdrawn_at is null
    and v.content is not null`);
