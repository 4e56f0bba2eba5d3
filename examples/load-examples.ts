import type { User } from '../src/identity/index.ts';
import type { Database } from '../src/platform/database/database.ts';
import { loadPlayableExample } from './load-playable-example.ts';

/** Loads what is not there yet of the examples. */
export async function loadExamples(database: Database<User>, _now: Date, log: (line: string) => void): Promise<void> {
  await loadPlayableExample(database);
  log('The examples are loaded.');
}
