// Brings the packages and the pinned Node.js, then runs a file under it. Built-ins only: this runs on any Node from 20.19.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'node_modules', '.armkrok-stamp');

export const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Installs exactly what the lock file says, when it has changed since last time. No package's own scripts are run. */
export function installPackages() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Installing packages (once for each version of the lock file) ...');
  const done = spawnSync(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (done.status !== 0) {
    console.error('The packages could not be installed. Check the network and the messages above, then try again.');
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}

/** The pinned Node.js where the platform has it as a package, else this one when it is new enough. */
export function nodeBinary() {
  const pinned = join(root, 'node_modules', '.bin', 'node');
  if (existsSync(pinned)) return pinned;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  console.error(`Armkrok needs Node.js 22.18 or newer on this platform; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Environment in which child processes find the pinned Node.js and the installed tools first. */
export function environment(extra = {}) {
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter);
  return { ...process.env, PATH: path, ...extra };
}

/** Runs to the end, showing what is printed. Answers the exit code. */
export function runTool(file, args, options = {}) {
  const done = spawnSync(nodeBinary(), [file, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: environment(options.env),
  });
  return done.status ?? 1;
}

/** Hands over to a TypeScript program: signals go through, its exit code becomes ours. */
export function become(file, args = [], { nodeArgs = [], env = {} } = {}) {
  const child = spawn(nodeBinary(), [...nodeArgs, '--import', 'tsx', join(root, file), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: environment(env),
  });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
