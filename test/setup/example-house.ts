import { generateKeyPairSync } from 'node:crypto';
import { cp, rm } from 'node:fs/promises';
import { inject } from 'vitest';
import type { ExampleHouse } from '../../examples/load-agreements.ts';
import { loadExamples } from '../../examples/load-examples.ts';
import { loadPlayableExample } from '../../examples/load-playable-example.ts';
import { identify, type User } from '../../src/identity/user.ts';
import { type Database, openDatabase } from '../../src/platform/database/database.ts';
import { openDocuments } from '../../src/platform/documents/documents.ts';
import { pageStyles } from '../../src/platform/documents/testing.ts';
import type { FileStore } from '../../src/platform/files/file-store.ts';
import { openFiles } from '../../src/platform/files/files.ts';
import { createTestDatabase, makeTemplateOnce, type TestDatabase } from './database.ts';
import { aStorage } from './storage.ts';

/** What the examples are loaded with. What is scanned lies in the store given, or nowhere that outlives this. */
async function withExampleHouse(
  database: Database<User>,
  now: Date,
  given: FileStore | undefined,
  load: (house: ExampleHouse) => Promise<unknown>,
): Promise<void> {
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
    await load({ documents, files, attesting });
  } finally {
    await documents.close();
    await remove();
  }
}

/** The examples as an installation loads them. */
export const loadExamplesInto = (database: Database<User>, now: Date, given?: FileStore): Promise<void> =>
  withExampleHouse(database, now, given, (house) => loadExamples(database, now, () => {}, house));

/** The invented example alone, as an installation would load it on that day. */
export const loadPlayableInto = (database: Database<User>, now: Date, given?: FileStore): Promise<void> =>
  withExampleHouse(database, now, given, (house) => loadPlayableExample(database, now, house));

/** When the examples that a test house begins with were loaded. */
export const examplesLoadedAt = new Date('2023-11-20T09:00:00Z');

/** A database of its own with the examples, and their files in the folder. They are loaded once in a run, and copied. */
export async function createExampleDatabase(folder: string): Promise<TestDatabase> {
  const files = inject('exampleFiles');
  await makeTemplateOnce('armkrok_examples', async (urls) => {
    const { folder: made, storage, remove } = aStorage();
    const database = openDatabase({ url: urls.appUrl, poolSize: 2, identify });
    await loadExamplesInto(database, examplesLoadedAt, storage.store);
    await database.close();
    await rm(files, { recursive: true, force: true });
    await cp(made, files, { recursive: true });
    await remove();
  });
  await cp(files, folder, { recursive: true });
  return await createTestDatabase('armkrok_examples');
}
