// Format, lint, types, and whether the installed packages are those that are asked for. `--fix` writes what can be put
// right by itself.
import { spawnSync } from 'node:child_process';
import { installPackages, npm, root, runTool } from './runtime.mjs';

/** An npm under another Node.js may have settled for older versions than the manifest asks for; this says so. */
function checkPackages() {
  const listed = spawnSync(npm, ['ls', '--all', '--silent'], { cwd: root, encoding: 'utf8' });
  if (listed.status === 0) return 0;
  const { stderr } = spawnSync(npm, ['ls', '--all', '--loglevel=error'], { cwd: root, encoding: 'utf8' });
  console.error(`The installed packages are not those of the manifest:\n${stderr}`);
  return 1;
}

export function check(fix = false) {
  const biome = runTool('node_modules/@biomejs/biome/bin/biome', ['check', ...(fix ? ['--write'] : []), '.']);
  const types = runTool('node_modules/typescript/bin/tsc', ['--noEmit', '-p', '.']);
  return [biome, types, checkPackages()];
}

if (process.argv[1]?.endsWith('check.mjs')) {
  installPackages();
  process.exit(check(process.argv.includes('--fix')).every((code) => code === 0) ? 0 : 1);
}
