import { createHash } from 'node:crypto';
import { findExampleLibrarian, listDemoAccounts, type User } from '../src/identity/index.ts';
import type { Database } from '../src/platform/database/database.ts';
import type { ExampleHouse } from './load-agreements.ts';
import { loadPlayableExample, playableText } from './load-playable-example.ts';
import { listExampleLoads, loadRealCases, noteExampleLoad } from './load-real-cases.ts';
import { playableExample } from './playable-example.ts';

/** Loads what is not there yet of the examples. */
export async function loadExamples(
  database: Database<User>,
  now: Date,
  log: (line: string) => void,
  house: ExampleHouse,
): Promise<void> {
  await loadRealCases(database, now, log);
  const { rows } = await database.read(null, now, { loads: listExampleLoads(), accounts: listDemoAccounts() });
  if (rows.loads.some((load) => load.name === playableExample)) return;
  if (rows.accounts.length > 0) {
    log('The invented example was cut off while it was loaded. Run npm run example:remove and start again.');
    return;
  }
  await loadPlayableExample(database, now, house);
  const librarian = await findExampleLibrarian(database, now);
  const hash = createHash('sha256').update(playableText).digest('hex');
  await database.write(librarian, now, (tx) => tx.one(noteExampleLoad(playableExample, null, hash, now)));
  log(`The example ${playableExample} is loaded.`);
}
