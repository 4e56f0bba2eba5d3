/** What a PDF says of itself about signatures inside it. Nobody has checked a certificate: it is never proof. */
export interface SignatureMarks {
  readonly hasSignature: boolean;
  /** More was written after the part that the last signature covers. Null where there is no signature. */
  readonly hasBytesAfter: boolean | null;
}

/** A signature covers two stretches of the file, before and after itself (ISO 32000-1, 12.8.1). */
const signedRange = /\/ByteRange\s*\[\s*(\d{1,15})\s+(\d{1,15})\s+(\d{1,15})\s+(\d{1,15})\s*\]/g;

export function signatureMarks(file: Uint8Array): SignatureMarks {
  const text = Buffer.from(file.buffer, file.byteOffset, file.byteLength).toString('latin1');
  const ends = [...text.matchAll(signedRange)]
    .map(([, from, length, then, last]) => [from, length, then, last].map(Number) as [number, number, number, number])
    .filter(([from, length, then, last]) => from === 0 && from + length <= then && then + last <= file.byteLength)
    .map(([, , then, last]) => then + last);
  if (ends.length === 0) return { hasSignature: false, hasBytesAfter: null };
  return { hasSignature: true, hasBytesAfter: Math.max(...ends) < file.byteLength };
}
