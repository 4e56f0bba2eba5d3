import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diskStore } from '../../src/platform/files/disk-store.ts';

/** A folder for the files of a house, gone with it. */
export function aStorage() {
  const folder = join(tmpdir(), `armkrok-files-${randomUUID()}`);
  return {
    folder,
    storage: {
      store: diskStore(folder),
      limits: { largest: 1_000_000, most: 5_000_000 },
      scanning: { isScanned: false, isDemanded: false },
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
