import { generateKeyPairSync } from 'node:crypto';
import { loadExamples } from '../../examples/load-examples.ts';
import type { User } from '../../src/identity/user.ts';
import type { Database } from '../../src/platform/database/database.ts';
import { openDocuments } from '../../src/platform/documents/documents.ts';
import { pageStyles } from '../../src/platform/documents/testing.ts';
import type { FileStore } from '../../src/platform/files/file-store.ts';
import { openFiles } from '../../src/platform/files/files.ts';
import { aStorage } from './storage.ts';

/** The examples as an installation loads them. What is scanned lies in the store given, or nowhere that outlives this. */
export async function loadExamplesInto(database: Database<User>, now: Date, given?: FileStore): Promise<void> {
  const { storage, remove } = aStorage();
  const documents = openDocuments({ styles: pageStyles });
  const files = openFiles({
    ...storage,
    store: given ?? storage.store,
    database,
    clock: () => now,
    key: Buffer.alloc(32, 7),
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
    await remove();
  }
}
