import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { findDatabaseServer } from '../src/platform/database-server.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
let dataDir: string;
let running: ChildProcess | undefined;

/** The whole system as a process of its own, on a free port. Answers its address when it says that it is running. */
async function start(environment: Record<string, string> = {}): Promise<{ system: ChildProcess; address: string }> {
  const system = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DATA_DIR: dataDir,
      PORT: '0',
      LOG_LEVEL: 'silent',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running = system;
  const [line] = await once(system.stdout, 'data');
  return { system, address: /http:\S+/.exec(String(line))?.[0].replace('localhost', '127.0.0.1') ?? '' };
}

async function ask<Row extends pg.QueryResultRow>(question: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: findDatabaseServer(dataDir)?.urlFor('postgres', 'armkrok') });
  await client.connect();
  try {
    return (await client.query<Row>(question)).rows;
  } finally {
    await client.end();
  }
}

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'armkrok-main-'));
  chmodSync(dataDir, 0o755);
});
afterAll(async () => {
  if (running && running.exitCode === null && running.signalCode === null) {
    running.kill('SIGTERM');
    await once(running, 'exit');
  }
  rmSync(dataDir, { recursive: true, force: true });
});

test('a request under way is answered after the signal to stop, and the system then ends cleanly', async () => {
  const { system, address } = await start();
  expect((await fetch(`${address}/health`)).status).toBe(200);
  const [connection] = await ask<{ pid: number }>(
    `select pid from pg_stat_activity where application_name = 'armkrok'`,
  );
  const serving = connection?.pid ?? 0;
  expect(serving).toBeGreaterThan(0);
  // The answer is remembered for a second; after that it takes the database, which is held.
  await delay(1100);
  process.kill(serving, 'SIGSTOP');
  const ended = once(system, 'exit');
  let answered = false;
  const answer = fetch(`${address}/health`).then((response) => {
    answered = true;
    return response;
  });
  await delay(300);
  system.kill('SIGTERM');
  await vi.waitFor(() => expect(fetch(`${address}/health/live`)).rejects.toThrow('fetch failed'), 3000);
  await delay(300);
  expect(answered).toBe(false);
  expect(system.exitCode).toBeNull();
  process.kill(serving, 'SIGCONT');
  expect((await answer).status).toBe(200);
  expect((await ended)[0]).toBe(0);
  expect(existsSync(join(dataDir, 'armkrok.lock'))).toBe(false);
  expect(existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false);
});

test('with the database away the system says so, lives on, and can be stopped', async () => {
  const { system, address } = await start();
  expect((await fetch(`${address}/health`)).status).toBe(200);
  process.kill(Number.parseInt(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10), 'SIGINT');
  await vi.waitFor(async () => {
    const answer = await fetch(`${address}/health`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ status: 'database away' });
  }, 8000);
  expect((await fetch(`${address}/health/live`)).status).toBe(200);
  const ended = once(system, 'exit');
  system.kill('SIGTERM');
  expect((await ended)[0]).toBe(0);
});

test('settings that are wrong are all told, and nothing starts', async () => {
  const system = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: root,
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: 'x', DATABASE_URL: 'postgres://armkrok_app@127.0.0.1:1/a' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  system.stderr.on('data', (text) => {
    complaint += text;
  });
  expect((await once(system, 'close'))[0]).toBe(1);
  expect(complaint).toMatch(/PORT:[\s\S]+DATABASE_OWNER_URL:[\s\S]+DATABASE_WORKER_URL:/);
});
