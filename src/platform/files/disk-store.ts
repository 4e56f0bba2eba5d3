import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { type FileStore, nameOf, refusalOf } from './file-store.ts';
import { Receiving } from './receiving.ts';

export const storeFolder = (dataDir: string): string => join(dataDir, 'attachments');

/** Files in a folder of this machine. What is under way lies in `incoming` of the same folder, so that it can be renamed. */
export function diskStore(folder: string): FileStore {
  const receiving = new Receiving(join(folder, 'incoming'));
  // Spread over 256 folders: some file systems grow slow with many files in one.
  const pathOf = (sha256: Buffer): string => {
    const name = nameOf(sha256);
    return join(folder, name.slice(0, 2), name);
  };
  return {
    receive: (content, most) => receiving.receive(content, most),
    letGo: (file) => receiving.letGo(file),
    clean: (now) => receiving.clean(now),
    async keep(file) {
      const path = pathOf(file.sha256);
      try {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        // Renamed even when the same content is there: a file that is being removed meanwhile is then there again.
        await rename(file.path, path);
        await syncFolder(dirname(path));
      } catch (error) {
        throw refusalOf(error);
      }
    },
    async read(sha256) {
      try {
        const file = await open(pathOf(sha256));
        return Readable.toWeb(file.createReadStream()) as ReadableStream<Uint8Array>;
      } catch (error) {
        if ((error as { code?: string }).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    async remove(sha256) {
      await rm(pathOf(sha256), { force: true });
    },
    async *list() {
      for (const part of (await readdir(folder).catch(() => [])).filter((name) => /^[0-9a-f]{2}$/.test(name)).sort()) {
        yield* (await readdir(join(folder, part))).filter((name) => /^[0-9a-f]{64}$/.test(name)).sort();
      }
    },
  };
}

/** A name is on the disk only when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
