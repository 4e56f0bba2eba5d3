// Format, lint and types. `--fix` writes what can be put right by itself.
import { installPackages, runTool } from './runtime.mjs';

export function check(fix = false) {
  const biome = runTool('node_modules/@biomejs/biome/bin/biome', ['check', ...(fix ? ['--write'] : []), '.']);
  const types = runTool('node_modules/typescript/bin/tsc', ['--noEmit', '-p', '.']);
  return [biome, types];
}

if (process.argv[1]?.endsWith('check.mjs')) {
  installPackages();
  process.exit(check(process.argv.includes('--fix')).every((code) => code === 0) ? 0 : 1);
}
