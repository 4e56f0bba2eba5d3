// npm run matrix: writes docs/authorisation-matrix.md from the rules. With --check it only compares.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { allRoutes, matrixText } from './matrix.ts';

const file = new URL('../../docs/authorisation-matrix.md', import.meta.url);
const text = matrixText(allRoutes());
if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  process.stderr.write(
    'docs/authorisation-matrix.md is not what the rules say. Look at what differs, then write it again: npm run matrix\n',
  );
  process.exitCode = 1;
}
// The threads that make documents would keep the process.
process.exit();
