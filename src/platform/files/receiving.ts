import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type ReceivedFile, refusalOf } from './file-store.ts';

const longestReceiving = 24 * 3600_000;

/** What is under way: written here first, so that nothing half-written ever lies where files are read. */
export class Receiving {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async receive(content: AsyncIterable<Uint8Array>, most: number): Promise<ReceivedFile> {
    const path = join(this.#folder, randomUUID());
    const hash = createHash('sha256');
    let bytes = 0;
    let isTooLarge = false;
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      const file = await open(path, 'wx', 0o600);
      try {
        for await (const piece of content) {
          bytes += piece.length;
          isTooLarge ||= bytes > most;
          if (isTooLarge) continue;
          hash.update(piece);
          // One call may write less than it was given.
          for (let from = 0; from < piece.length; ) {
            from += (await file.write(piece, from, piece.length - from)).bytesWritten;
          }
        }
        await file.sync();
      } finally {
        await file.close();
      }
    } catch (error) {
      await rm(path, { force: true });
      throw refusalOf(error);
    }
    return { path, bytes, sha256: hash.digest(), isTooLarge };
  }

  async letGo(file: ReceivedFile): Promise<void> {
    await rm(file.path, { force: true });
  }

  /** Throws away what a process left that was ended in the middle. */
  async clean(now: Date): Promise<void> {
    for (const name of await readdir(this.#folder).catch(() => [])) {
      const path = join(this.#folder, name);
      const left = await stat(path).catch(() => undefined);
      if (left && now.getTime() - left.mtimeMs > longestReceiving) await rm(path, { force: true });
    }
  }
}
