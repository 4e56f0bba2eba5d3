import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** The whole system as a process of its own, with these settings and no others. */
export const launchSystem = (settings: Record<string, string>): ChildProcess & { stdout: NodeJS.ReadableStream } =>
  spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', LOG_LEVEL: 'silent', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  }) as ChildProcess & { stdout: NodeJS.ReadableStream };

/** The system once it says that it is running, with the address it answers on. */
export async function startSystem(
  settings: Record<string, string>,
): Promise<{ system: ChildProcess; address: string; stop(): Promise<number | null> }> {
  const system = launchSystem(settings);
  const ended = once(system, 'exit') as Promise<[number | null]>;
  system.stderr?.pipe(process.stderr);
  const first = await Promise.race([once(system.stdout, 'data'), ended.then(() => [])]);
  return {
    system,
    address: /http:\S+/.exec(String(first[0]))?.[0].replace('localhost', '127.0.0.1') ?? '',
    async stop() {
      system.kill('SIGTERM');
      return (await ended)[0];
    },
  };
}

/** How a start that is refused ends: its exit code and what it says. */
export async function refusalOfStart(
  settings: Record<string, string>,
): Promise<{ code: number | null; complaint: string }> {
  const system = launchSystem(settings);
  let complaint = '';
  system.stderr?.on('data', (text) => {
    complaint += text;
  });
  const [code] = (await once(system, 'close')) as [number | null];
  return { code, complaint };
}
