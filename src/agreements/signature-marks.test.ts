import { expect, test } from 'vitest';
import { signatureMarks } from './signature-marks.ts';

/** A file with a signature dictionary whose range covers all but the signature itself, as a signing program writes it. */
function aSignedFile(more = ''): Buffer {
  const head = '%PDF-1.7\n1 0 obj\n<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [';
  const contents = `<${'00'.repeat(64)}>`;
  const tail = ' >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n';
  const range = (from: number, length: number) =>
    `0 ${String(from).padEnd(8)} ${String(from + contents.length).padEnd(8)} ${String(length).padEnd(8)}] /Contents `;
  const from = head.length + range(0, 0).length;
  return Buffer.from(head + range(from, tail.length) + contents + tail + more, 'latin1');
}

test('a file without a signature says nothing of what follows', () => {
  expect(signatureMarks(Buffer.from('%PDF-1.7\n%%EOF\n'))).toEqual({ hasSignature: false, hasBytesAfter: null });
});

test('a signature that covers the file to its end', () => {
  expect(signatureMarks(aSignedFile())).toEqual({ hasSignature: true, hasBytesAfter: false });
});

test('what was written after it is told', () => {
  const more = '2 0 obj\n<< /Type /Annot >>\nendobj\n%%EOF\n';
  expect(signatureMarks(aSignedFile(more))).toEqual({ hasSignature: true, hasBytesAfter: true });
});

test('a range that the file cannot hold is no signature', () => {
  const file = Buffer.from('%PDF-1.7\n<< /ByteRange [0 10 500 900] >>\n%%EOF\n');
  expect(signatureMarks(file)).toEqual({ hasSignature: false, hasBytesAfter: null });
  expect(signatureMarks(Buffer.from('/ByteRange [0 1 2'))).toEqual({ hasSignature: false, hasBytesAfter: null });
});

test('long files cost no more than their length', () => {
  const began = performance.now();
  signatureMarks(Buffer.from('/ByteRange [ '.repeat(200_000)));
  expect(performance.now() - began).toBeLessThan(2000);
});
