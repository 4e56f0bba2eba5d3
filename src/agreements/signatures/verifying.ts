import type { KeyObject } from 'node:crypto';
import { readTimeStamp } from '../../platform/time-stamping.ts';
import { type Evidence, type EvidenceFault, faultsOfEvidence } from '../evidence.ts';
import type { SignatureRow } from './queries.ts';

/** Why a signature does not hold, as it lies here now. */
export type SignatureFault = EvidenceFault | 'paperChanged' | 'stampOther';

/** What lies here now of what was signed. */
export interface Kept {
  readonly content: string;
  readonly pdf: Uint8Array | null;
  /** SHA-256 of the scanned paper’s own bytes, hexadecimal; null where it is away or was never there. */
  readonly paperHash: string | null;
}

export interface Verified {
  readonly signature: SignatureRow;
  /** What was attested, in its own words; undefined where it can no longer be read. */
  readonly evidence: Evidence | undefined;
  readonly faults: readonly SignatureFault[];
  /** What the authority answered, where it has. */
  readonly stampedAt: Date | null;
}

function readEvidence(text: string): Evidence | undefined {
  try {
    return JSON.parse(text) as Evidence;
  } catch {
    return undefined;
  }
}

/** The row says the same as the attestation about everything that both say. */
function saysTheSame(row: SignatureRow, said: Evidence): boolean {
  const pairs: readonly (readonly [unknown, unknown])[] = [
    [row.id, said.signature.id],
    [row.organisation_id, said.organisation.id],
    [row.place_id, said.place.id],
    [row.number, said.agreement.version],
    [row.manner, said.signature.manner],
    [row.signatory_name, said.signature.signatory],
    [row.signed_on, said.signature.signedOn],
    [row.created_at.toISOString(), said.signature.at],
    [row.seat_title, said.signature.seat?.title ?? ''],
    [row.is_by_deputy, said.signature.seat?.isByDeputy ?? false],
    [row.mandate, said.signature.mandate],
    [row.content_hash, said.contentSha256],
    [row.pdf_hash, said.pdfSha256],
    [row.sign_in_method, said.signIn?.method ?? null],
    [row.sign_in_provider, said.signIn?.provider ?? ''],
    [row.assurance, said.signIn?.assurance ?? null],
    [row.authenticated_at?.toISOString() ?? null, said.signIn?.authenticatedAt ?? null],
    [row.paper_hash?.toString('hex') ?? null, said.paper?.sha256 ?? null],
  ];
  return pairs.every(([here, there]) => here === there);
}

/** Whether a signature holds, against what lies here now: the green or the red of its page. */
export function verifySignature(row: SignatureRow, publicKey: KeyObject, kept: Kept): Verified {
  const attested = { text: row.evidence, signature: row.evidence_signature };
  const evidence = readEvidence(row.evidence);
  const stamp = row.stamp ? readTimeStamp(row.stamp, row.evidence_signature) : undefined;
  const found = new Set<SignatureFault>(
    faultsOfEvidence(attested, publicKey, {
      pdf: kept.pdf,
      content: kept.content,
      signatory: row.signatory_name,
      signedOn: row.signed_on,
    }),
  );
  if (!found.has('signatureWrong') && evidence) {
    if (!saysTheSame(row, evidence)) found.add('recordDiffers');
    if (evidence.paper && evidence.paper.sha256 !== kept.paperHash) found.add('paperChanged');
  }
  if (stamp && !stamp.isOfThis) found.add('stampOther');
  return { signature: row, evidence, faults: [...found], stampedAt: stamp?.at ?? null };
}
