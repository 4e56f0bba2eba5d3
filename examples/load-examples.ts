import { listDemoAccounts, type User } from '../src/identity/index.ts';
import type { Database } from '../src/platform/database/database.ts';
import { loadPlayableExample } from './load-playable-example.ts';
import { loadRealCases } from './load-real-cases.ts';

/** Loads what is not there yet of the examples. */
export async function loadExamples(database: Database<User>, now: Date, log: (line: string) => void): Promise<void> {
  await loadRealCases(database, now, log);
  const { rows } = await database.read(null, now, { accounts: listDemoAccounts() });
  if (rows.accounts.length > 0) return;
  await loadPlayableExample(database);
  log('The examples are loaded.');
}
