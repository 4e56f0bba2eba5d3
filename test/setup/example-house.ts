import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadExamples } from '../../examples/load-examples.ts';
import type { User } from '../../src/identity/user.ts';
import type { Database } from '../../src/platform/database/database.ts';
import { openDocuments } from '../../src/platform/documents/documents.ts';
import { pageStyles } from '../../src/platform/documents/testing.ts';
import { diskStore } from '../../src/platform/files/disk-store.ts';
import type { FileStore } from '../../src/platform/files/file-store.ts';
import { openFiles } from '../../src/platform/files/files.ts';

/** The examples as an installation loads them. What is scanned lies in the store given, or nowhere that outlives this. */
export async function loadExamplesInto(database: Database<User>, now: Date, given?: FileStore): Promise<void> {
  const folder = join(tmpdir(), `armkrok-examples-${randomUUID()}`);
  const documents = openDocuments({ styles: pageStyles });
  const files = openFiles({
    store: given ?? diskStore(folder),
    database,
    clock: () => now,
    key: Buffer.alloc(32, 7),
    limits: { largest: 1_000_000, most: 5_000_000 },
    scanning: { isScanned: false, isDemanded: false },
  });
  const attesting = {
    origin: 'http://localhost',
    key: generateKeyPairSync('ed25519').privateKey,
    authority: undefined,
  };
  try {
    await loadExamples(database, now, () => {}, { documents, files, attesting });
  } finally {
    await documents.close();
    await rm(folder, { recursive: true, force: true });
  }
}
