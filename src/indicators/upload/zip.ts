import { crc32, inflateRawSync } from 'node:zlib';
import { mostEntries, mostUnpacked } from './limits.ts';
import { UploadStop } from './problem.ts';

interface Entry {
  readonly at: number;
  readonly method: number;
  readonly checksum: number;
  readonly packed: number;
  readonly size: number;
}

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localEntry = 0x04034b50;
const directorySize = 22;
const longestComment = 0xffff;

/**
 * An archive whose directory is read and weighed before anything is unpacked. What an entry says of its size is held to:
 * unpacking stops where it ends, and what comes out must have that length and checksum.
 */
export class ZipArchive {
  readonly #bytes: Buffer;
  readonly #entries = new Map<string, Entry>();
  #unpacked = 0;

  constructor(given: Uint8Array) {
    const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
    this.#bytes = bytes;
    const broken = () => new UploadStop('broken');
    if (bytes.length < directorySize) throw broken();
    let end = bytes.length - directorySize;
    const last = Math.max(0, end - longestComment);
    while (end >= last && bytes.readUInt32LE(end) !== endOfDirectory) end -= 1;
    if (end < last) throw broken();
    const count = bytes.readUInt16LE(end + 10);
    if (count > mostEntries) throw new UploadStop('unpacksTooLarge');
    let at = bytes.readUInt32LE(end + 16);
    for (let number = 0; number < count; number += 1) {
      if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== directoryEntry) throw broken();
      const nameLength = bytes.readUInt16LE(at + 28);
      const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
      const entry = {
        method: bytes.readUInt16LE(at + 10),
        checksum: bytes.readUInt32LE(at + 16),
        packed: bytes.readUInt32LE(at + 20),
        size: bytes.readUInt32LE(at + 24),
        at: bytes.readUInt32LE(at + 42),
      };
      if ((bytes.readUInt16LE(at + 8) & 1) === 1) throw new UploadStop('encrypted');
      // Two entries of one name: which of them is meant?
      if (this.#entries.has(name)) throw broken();
      this.#entries.set(name, entry);
      at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    }
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  some(matches: (name: string) => boolean): boolean {
    return [...this.#entries.keys()].some(matches);
  }

  /** An entry's bytes, counted against what may be unpacked in all. */
  unpack(name: string): Buffer | undefined {
    const entry = this.#entries.get(name);
    if (!entry) return undefined;
    this.#unpacked += entry.size;
    if (this.#unpacked > mostUnpacked) throw new UploadStop('unpacksTooLarge');
    const bytes = this.#bytes;
    if (entry.at + 30 > bytes.length || bytes.readUInt32LE(entry.at) !== localEntry) throw new UploadStop('broken');
    const from = entry.at + 30 + bytes.readUInt16LE(entry.at + 26) + bytes.readUInt16LE(entry.at + 28);
    const packed = bytes.subarray(from, from + entry.packed);
    if (packed.length !== entry.packed) throw new UploadStop('broken');
    const content = entry.method === 0 ? packed : entry.method === 8 ? inflate(packed, entry.size) : undefined;
    if (content?.length !== entry.size || crc32(content) !== entry.checksum) throw new UploadStop('broken');
    return content;
  }
}

function inflate(packed: Buffer, size: number): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
  } catch (error) {
    const isLarger = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new UploadStop(isLarger ? 'unpacksTooLarge' : 'broken');
  }
}
