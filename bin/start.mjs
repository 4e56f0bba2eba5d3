import { become, installPackages } from './runtime.mjs';

const dev = process.argv.includes('--dev');
installPackages();
become('src/main.ts', [], dev ? { nodeArgs: ['--watch-path=src'], env: { ARMKROK_DEV: 'yes' } } : {});
