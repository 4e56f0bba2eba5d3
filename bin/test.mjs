// Everything, in one command. The last line is the count.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from './browser.mjs';
import { check } from './check.mjs';
import { installPackages, runTool } from './runtime.mjs';

installPackages();
const only = process.argv.slice(2);
const steps = only.length > 0 ? [] : check();
const folder = mkdtempSync(join(tmpdir(), 'armkrok-test-'));
const report = join(folder, 'report.json');
const code = runTool(
  'node_modules/vitest/vitest.mjs',
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...only],
  { env: { CHROMIUM_PATH: findBrowser(), NODE_ENV: 'test' } },
);

let counts = {
  numPassedTests: 0,
  numFailedTests: 1,
  numPendingTests: 0,
  numTotalTestSuites: 0,
  numFailedTestSuites: 0,
};
try {
  counts = JSON.parse(readFileSync(report, 'utf8'));
} catch {
  console.error('The test run left no report.');
}
rmSync(folder, { recursive: true, force: true });
const failedSteps = steps.filter((step) => step !== 0).length;
const passed = counts.numPassedTests + steps.length - failedSteps;
// A file that could not even be loaded has no failed test of its own, yet the run failed.
const failed = Math.max(counts.numFailedTests + failedSteps, code === 0 ? 0 : 1);
console.log(
  `${passed} passed, ${failed} failed${counts.numPendingTests > 0 ? `, ${counts.numPendingTests} skipped` : ''}`,
);
process.exit(failed > 0 ? 1 : 0);
