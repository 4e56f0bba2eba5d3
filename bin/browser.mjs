// Finds an installed Chromium, or installs one. Answers its path, or says what to run and stops.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { environment, nodeBinary, root } from './runtime.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function installed() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of names) if (existsSync(join(folder, name))) return join(folder, name);
  }
  const asked = spawnSync(
    nodeBinary(),
    ['-e', "process.stdout.write(require('playwright-core').chromium.executablePath())"],
    { cwd: root, env: environment() },
  );
  const own = asked.stdout?.toString();
  return own && existsSync(own) ? own : undefined;
}

export function findBrowser() {
  const found = installed();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Chromium for the browser tests ...');
    const quiet = {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    };
    spawnSync('apt-get', ['update', '-q'], quiet);
    spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], quiet);
  }
  if (!installed()) {
    spawnSync(nodeBinary(), ['node_modules/playwright-core/cli.js', 'install', 'chromium'], {
      cwd: root,
      stdio: 'inherit',
      env: environment(),
    });
  }
  const now = installed();
  if (now) return now;
  console.error(
    'The browser tests need Chromium. Install it and run npm test again:\n\n  sudo apt-get install chromium\n',
  );
  process.exit(1);
}
