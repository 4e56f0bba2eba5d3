import { Refusal } from '../errors.ts';

/** A file that has come in and lies in a place of its own, until it is kept or let go. */
export interface ReceivedFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: Buffer;
  /** It went on past the limit: what lies there is a part of it and of no use. */
  readonly isTooLarge: boolean;
}

/** Where files lie, each under the hash of its content: the same content lies there once, and is never changed. */
export interface FileStore {
  /** Takes a file as it comes, in pieces, and lets go of what comes after `most` bytes. */
  receive(content: AsyncIterable<Uint8Array>, most: number): Promise<ReceivedFile>;
  /** Makes it stay. When this has answered, the file is there after a loss of power. Refuses as `full` or `filesAway`. */
  keep(file: ReceivedFile): Promise<void>;
  /** Throws away what was not kept; after `keep` there is nothing to throw away. */
  letGo(file: ReceivedFile): Promise<void>;
  /** The content in pieces, or undefined when it is not there. */
  read(sha256: Buffer): Promise<ReadableStream<Uint8Array> | undefined>;
  remove(sha256: Buffer): Promise<void>;
  /** The hash of everything that is kept, in hexadecimal digits. */
  list(): AsyncIterable<string>;
  /** Throws away what was being received a day ago and never came to an end. */
  clean(now: Date): Promise<void>;
}

/** The only form in which a hash becomes a part of a path. */
export function nameOf(sha256: Buffer): string {
  if (sha256.length !== 32) throw new Error('not a SHA-256');
  return sha256.toString('hex');
}

const noRoom = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
/** A full disk is a refusal that is told in words. */
export function refusalOf(error: unknown): unknown {
  return noRoom.has((error as { code?: string }).code ?? '') ? new Refusal('full') : error;
}
