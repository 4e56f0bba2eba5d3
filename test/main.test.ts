import { type ChildProcess, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { findDatabaseServer, startDatabaseServer } from '../src/platform/database-server.ts';
import { createTestDatabase } from './setup/database.ts';
import { refusalOfStart, startSystem } from './setup/system.ts';

let dataDir: string;
let running: ChildProcess | undefined;

async function start(): Promise<{ system: ChildProcess; address: string }> {
  const started = await startSystem({ DATA_DIR: dataDir });
  running = started.system;
  return started;
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
  // All of them: an answer may take whichever of its connections is free.
  const serving = await ask<{ pid: number }>(`select pid from pg_stat_activity where application_name = 'armkrok'`);
  expect(serving.length).toBeGreaterThan(0);
  const signalAll = (signal: NodeJS.Signals): void => {
    for (const { pid } of serving) process.kill(pid, signal);
  };
  // The answer is remembered for a second; after that it takes the database, which is held.
  await delay(1100);
  signalAll('SIGSTOP');
  onTestFinished(() => {
    if (system.exitCode === null) signalAll('SIGCONT');
  });
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
  signalAll('SIGCONT');
  expect((await answer).status).toBe(200);
  expect((await ended)[0]).toBe(0);
  expect(existsSync(join(dataDir, 'armkrok.lock'))).toBe(false);
  expect(existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false);
});

test('the history of a system that runs verifies against what it signed outside the database at start and at stop', async () => {
  const { system } = await start();
  const verifier = fileURLToPath(new URL('../bin/verify-history.ts', import.meta.url));
  const { stdout, status } = spawnSync(process.execPath, [verifier], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, DATA_DIR: dataDir },
  });
  expect(stdout).toContain('Nothing has been changed, removed, inserted or moved.');
  expect(stdout).toMatch(/A cut end is proved for everything up to checkpoint \d/);
  expect(status).toBe(0);
  const folder = join(dataDir, 'checkpoints');
  const before = readdirSync(folder).length;
  const ended = once(system, 'exit');
  system.kill('SIGTERM');
  expect((await ended)[0]).toBe(0);
  expect(readdirSync(folder).length).toBe(before + 1);
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
  const { code, complaint } = await refusalOfStart({
    DATA_DIR: dataDir,
    PORT: 'x',
    DATABASE_URL: 'postgres://armkrok_app@127.0.0.1:1/a',
  });
  expect(code).toBe(1);
  expect(complaint).toMatch(/PORT:[\s\S]+DATABASE_OWNER_URL:[\s\S]+DATABASE_WORKER_URL:/);
});

test('a port that is taken is told as the setting to change', async () => {
  const { system, address } = await start();
  const { port } = new URL(address);
  const other = mkdtempSync(join(tmpdir(), 'armkrok-second-'));
  chmodSync(other, 0o755);
  const { code, complaint } = await refusalOfStart({ DATA_DIR: other, DEMO: 'no', METRICS_PORT: port });
  expect(code).toBe(1);
  expect(complaint).toBe(
    `METRICS_PORT: another program listens on 127.0.0.1:${port}. Stop it or choose another port.\n`,
  );
  await startDatabaseServer({ dataDir: other }).then((server) => server.stop());
  rmSync(other, { recursive: true, force: true });
  const ended = once(system, 'exit');
  system.kill('SIGTERM');
  await ended;
});

test('an application role that may everything is refused in words, and nothing is migrated', async () => {
  const urls = await createTestDatabase('template0');
  const { code, complaint } = await refusalOfStart({
    DATA_DIR: dataDir,
    DATABASE_URL: urls.unprotectedUrl,
    DATABASE_OWNER_URL: urls.ownerUrl,
    DATABASE_WORKER_URL: urls.workerUrl,
  });
  expect(code).toBe(1);
  expect(complaint).toContain('The database cannot be used as it is:\n  - DATABASE_URL connects as postgres.');
  expect(complaint).toContain('postgres has SUPERUSER');
  expect(complaint).not.toMatch(/^\s+at /m);
  const owner = new pg.Client({ connectionString: urls.ownerUrl });
  await owner.connect();
  expect((await owner.query(`select from pg_tables where schemaname = 'public'`)).rowCount).toBe(0);
  await owner.end();
  await urls.drop();
});
