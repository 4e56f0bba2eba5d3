import { become, installPackages } from './runtime.mjs';

const [file, ...args] = process.argv.slice(2);
if (!file) {
  console.error('Which file? node bin/run.mjs FILE [arguments]');
  process.exit(1);
}
installPackages();
become(file, args);
