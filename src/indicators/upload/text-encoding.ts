import { TextDecoder } from 'node:util';
import { UploadStop } from './problem.ts';

export interface DecodedText {
  readonly text: string;
  /** What the text was written in when it was not UTF-8; else empty. */
  readonly encoding: string;
}

const startsWith = (bytes: Uint8Array, ...mark: readonly number[]): boolean =>
  mark.every((byte, at) => bytes[at] === byte);

const decodeAs = (bytes: Uint8Array, label: string): string | undefined => {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** Where most of a text's noughts lie tells UTF-16 without a mark: after each plain letter, or before it. */
function wideEncoding(bytes: Uint8Array): string | undefined {
  const zeros = [0, 0];
  const seen = Math.min(bytes.length, 4000);
  for (let at = 0; at < seen; at += 1) if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > seen * 0.3 && even < seen * 0.02) return 'utf-16le';
  return even > seen * 0.3 && odd < seen * 0.02 ? 'utf-16be' : undefined;
}

// å, ä, ö, Å, Ä, Ö, é and the no-break space in old Macintosh text, and in that of DOS.
const macintosh = new Set([0x8c, 0x8a, 0x9a, 0x81, 0x80, 0x85, 0x8e, 0xca, 0xd0]);
const dos = new Set([0x86, 0x84, 0x94, 0x8f, 0x8e, 0x99, 0x82, 0xff]);
// What Windows-1252 has where Latin-1 has nothing, and Swedish uses: €, …, quotes, bullet and dashes.
const windows = new Set([0x80, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97]);

function narrowEncoding(bytes: Uint8Array): string | undefined {
  const high = new Set(bytes.filter((byte) => byte >= 0x80));
  const isOf = (letters: ReadonlySet<number>) => high.isSubsetOf(letters);
  if (isOf(macintosh) && [0x8c, 0x8a, 0x9a].some((letter) => high.has(letter))) return 'macintosh';
  if (isOf(dos)) return undefined;
  return [...high].every((byte) => byte >= 0xa0 || windows.has(byte)) ? 'windows-1252' : undefined;
}

const names: Readonly<Record<string, string>> = {
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Latin-1',
  macintosh: 'Mac Roman',
};

/** The text of a file, when it is certain which encoding it has. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const marked = startsWith(bytes, 0xff, 0xfe)
    ? 'utf-16le'
    : startsWith(bytes, 0xfe, 0xff)
      ? 'utf-16be'
      : startsWith(bytes, 0xef, 0xbb, 0xbf)
        ? 'utf-8'
        : undefined;
  const hasZeros = bytes.subarray(0, 4000).includes(0);
  const label = marked ?? (hasZeros ? wideEncoding(bytes) : 'utf-8');
  if (!label) throw new UploadStop('binary');
  const text = decodeAs(bytes, label);
  if (text !== undefined) {
    if (text.includes('\0')) throw new UploadStop('binary');
    return { text, encoding: names[label] ?? '' };
  }
  const narrow = label === 'utf-8' && !marked ? narrowEncoding(bytes) : undefined;
  const read = narrow && decodeAs(bytes, narrow);
  if (!narrow || read === undefined || bytes.includes(0)) throw new UploadStop('encoding');
  return { text: read, encoding: names[narrow] ?? '' };
}
