import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

export const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;

export async function freePort(): Promise<number> {
  const taken = createServer();
  await new Promise<void>((ready) => taken.listen(0, '127.0.0.1', ready));
  const port = (taken.address() as { port: number }).port;
  await new Promise((closed) => taken.close(closed));
  return port;
}

/** A program of ours in a process of its own, what it prints in a file. */
export function spawnProgram(
  args: readonly string[],
  log: string,
  environment: Readonly<Record<string, string>> = {},
): ChildProcess {
  const output = openSync(log, 'a');
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', output, output],
    env: { ...process.env, NODE_ENV: 'production', ...environment },
  });
  closeSync(output);
  return child;
}

export async function stopProgram(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((ended) => child.once('exit', ended));
  child.kill('SIGTERM');
  await gone;
}

/** Asks until the answer is 200. */
export async function answers(child: ChildProcess, url: string, log: string): Promise<void> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const status = await fetch(url).then(
      async (answer) => {
        await answer.arrayBuffer();
        return answer.status;
      },
      () => 0,
    );
    if (status === 200) return;
    if (child.exitCode !== null || performance.now() > deadline) {
      throw new Error(`${url} does not answer (${status}):\n${readFileSync(log, 'utf8').slice(-2000)}`);
    }
    await new Promise((resume) => setTimeout(resume, 10));
  }
}

const ticks = (): number => Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' })) || 100;
let ticksPerSecond: number | undefined;

/** What a process has used of the processor so far, in microseconds; nothing where the system has no /proc. */
export function processorTime(processId: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${processId}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    ticksPerSecond ??= ticks();
    return ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond) * 1e6;
  } catch {
    return undefined;
  }
}

/** The same for PostgreSQL with every process it has forked. */
export function databaseTime(postmaster: number): number | undefined {
  if (processorTime(postmaster) === undefined) return undefined;
  let sum = 0;
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      if (parent === postmaster || Number(entry) === postmaster) sum += processorTime(Number(entry)) ?? 0;
    } catch {}
  }
  return sum;
}

export function residentMegabytes(processId: number): number {
  const asked = execFileSync('ps', ['-o', 'rss=', '-p', String(processId)], { encoding: 'utf8' });
  return Math.round(Number(asked) / 1024);
}
