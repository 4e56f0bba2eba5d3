import { open } from 'node:fs/promises';

/** What a packed file says of itself, without unpacking it. */
export interface ZipEntries {
  readonly names: readonly string[];
  readonly packed: number;
  readonly unpacked: number;
}

/** It is no whole zip file, or has more in it than is read. */
export class ZipError extends Error {
  override name = 'ZipError';
}

const endSign = 0x06054b50;
const entrySign = 0x02014b50;
const mostDirectory = 4 * 1024 * 1024;
const longestEnd = 22 + 0xffff;
const inZip64 = 0xffffffff;

/** Reads the directory at the end of a zip file (APPNOTE 4.3.12, 4.3.16). One so large that it needs Zip64 is refused. */
export async function readZipEntries(path: string): Promise<ZipEntries> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const from = Math.max(0, size - longestEnd);
    const tail = Buffer.alloc(size - from);
    await file.read(tail, 0, tail.length, from);
    const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
    if (at < 0 || at + 22 > tail.length || tail.readUInt32LE(at) !== endSign) throw new ZipError('no end');
    const length = tail.readUInt32LE(at + 12);
    const begins = tail.readUInt32LE(at + 16);
    if (length > mostDirectory || begins === inZip64 || begins + length > size) throw new ZipError('no directory');
    const directory = Buffer.alloc(length);
    await file.read(directory, 0, length, begins);
    const names: string[] = [];
    let packed = 0;
    let unpacked = 0;
    for (let place = 0; place < directory.length; ) {
      if (place + 46 > directory.length || directory.readUInt32LE(place) !== entrySign) throw new ZipError('no entry');
      const [small, large] = [directory.readUInt32LE(place + 20), directory.readUInt32LE(place + 24)];
      if (small === inZip64 || large === inZip64) throw new ZipError('an entry of more than 4 GB');
      packed += small;
      unpacked += large;
      const nameLength = directory.readUInt16LE(place + 28);
      names.push(directory.subarray(place + 46, place + 46 + nameLength).toString('utf8'));
      place += 46 + nameLength + directory.readUInt16LE(place + 30) + directory.readUInt16LE(place + 32);
    }
    return { names, packed, unpacked };
  } finally {
    await file.close();
  }
}
