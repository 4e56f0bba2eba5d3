// The tests, in one command; the last line is the count. `--full` also looks at every page in every way, and runs what
// meets the database once more on the oldest PostgreSQL that is supported.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from './browser.mjs';
import { check } from './check.mjs';
import { installPackages, runTool } from './runtime.mjs';

/** They meet no database, or start one of their own. */
const sameOnAnyDatabase = ['test/journeys/accessibility.test.ts', 'src/platform/database-server.test.ts'];

installPackages();
const full = process.argv.includes('--full');
const only = process.argv.slice(2).filter((argument) => argument !== '--full');
const steps = only.length > 0 ? [] : check();
const total = {
  passed: steps.filter((code) => code === 0).length,
  failed: steps.filter((code) => code !== 0).length,
  skipped: 0,
};

/** One run of the tests, added to the total. */
function run(env, more = []) {
  const folder = mkdtempSync(join(tmpdir(), 'armkrok-test-'));
  const report = join(folder, 'report.json');
  const code = runTool(
    'node_modules/vitest/vitest.mjs',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...more, ...only],
    { env: { CHROMIUM_PATH: findBrowser(), NODE_ENV: 'test', ...env } },
  );
  let counts = { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0 };
  try {
    counts = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    console.error('The test run left no report.');
  }
  rmSync(folder, { recursive: true, force: true });
  total.passed += counts.numPassedTests;
  // A file that could not even be loaded has no failed test of its own, yet the run failed.
  total.failed += Math.max(counts.numFailedTests, code === 0 ? 0 : 1);
  total.skipped += counts.numPendingTests;
}

if (full) {
  run({ TEST_EVERYTHING: 'yes' });
  run(
    { TEST_POSTGRESQL: 'oldest' },
    sameOnAnyDatabase.map((file) => `--exclude=${file}`),
  );
} else run({});
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exit(total.failed > 0 ? 1 : 0);
