import { createHash, type KeyObject, sign, verify } from 'node:crypto';
import type { Assurance, SignInMethod } from '../identity/index.ts';
import { canonical, type Json } from '../platform/canonical.ts';

/** What the installation attests about one signature, in the words of its form. The form is versioned. */
export interface Evidence {
  readonly form: 'armkrok.signature-evidence/1';
  readonly installation: string;
  /** SHA-256, hexadecimal, of the file that was shown and of the version’s canonical content. */
  readonly pdfSha256: string | null;
  readonly contentSha256: string;
  readonly agreement: { readonly id: string; readonly title: string; readonly version: number };
  readonly collaboration: { readonly id: string; readonly name: string; readonly label: string };
  readonly organisation: { readonly id: string; readonly name: string };
  readonly place: { readonly id: string; readonly title: string };
  readonly signature: {
    readonly id: string;
    readonly manner: 'electronic' | 'onPaper';
    readonly at: string;
    readonly signedOn: string;
    readonly signatory: string;
    /** Null on paper, where nobody signed in to sign. */
    readonly seat: { readonly id: string; readonly title: string; readonly isByDeputy: boolean } | null;
    readonly mandate: string;
  };
  readonly signIn: {
    readonly method: SignInMethod;
    readonly provider: string;
    /** The level that the provider vouched for; null where it said none. */
    readonly assurance: Assurance | null;
    readonly authenticatedAt: string;
  } | null;
  /** The scanned paper, and who put it here. */
  readonly paper: {
    readonly sha256: string;
    readonly enteredBy: { readonly organisation: string; readonly person: string };
  } | null;
  /** Who is asked to say when this was; null: nobody but the installation says it. */
  readonly timeStampAuthority: string | null;
}

export interface Attested {
  /** Exactly the bytes that are signed, in UTF-8. */
  readonly text: string;
  readonly signature: Buffer;
}

export function attest(evidence: Evidence, key: KeyObject): Attested {
  const text = canonical(evidence as unknown as Json);
  return { text, signature: sign(null, Buffer.from(text), key) };
}

/** Why evidence does not hold. */
export type EvidenceFault = 'signatureWrong' | 'fileChanged' | 'contentChanged' | 'recordDiffers';

/** Whether what was attested still holds against what is here now: the red or the green of the page. */
export function faultsOfEvidence(
  attested: Attested,
  publicKey: KeyObject,
  now: {
    readonly pdf: Uint8Array | null;
    readonly content: string;
    readonly signatory: string;
    readonly signedOn: string;
  },
): readonly EvidenceFault[] {
  if (!verify(null, Buffer.from(attested.text), publicKey, attested.signature)) return ['signatureWrong'];
  const said = JSON.parse(attested.text) as Evidence;
  const hash = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');
  return [
    ...(said.pdfSha256 !== null && (now.pdf === null || hash(now.pdf) !== said.pdfSha256)
      ? (['fileChanged'] as const)
      : []),
    ...(hash(now.content) === said.contentSha256 ? [] : (['contentChanged'] as const)),
    ...(said.signature.signatory === now.signatory && said.signature.signedOn === now.signedOn
      ? []
      : (['recordDiffers'] as const)),
  ];
}
