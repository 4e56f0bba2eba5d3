import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect as connectTo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { writeBackup } from '../../src/platform/backup.ts';
import { findDatabaseServer } from '../../src/platform/database-server.ts';
import { type Settled, settle, signedInAt } from '../setup/settled-system.ts';
import { startSystem } from '../setup/system.ts';

// A database of our own that is taken away while the system goes on, and a line to it that can be made slow.

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
let dataDir: string;
let keeper: ChildProcess;
let system: ChildProcess;
let address = '';
let settled: Settled;
let line: SlowLine;

const urlFor = (role: 'armkrok_app' | 'armkrok_owner' | 'armkrok_worker' | 'postgres') =>
  findDatabaseServer(join(dataDir, 'database'))?.urlFor(role, 'armkrok') ?? '';
const visit = () => signedInAt(() => address);
const ask = (path: string, init?: RequestInit) => fetch(`${address}${path}`, { ...init, redirect: 'manual' });

async function startDatabase(): Promise<void> {
  keeper = spawn(
    process.execPath,
    ['--import', 'tsx', 'test/processes/database-server.ts', join(dataDir, 'database'), 'durable'],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  if (keeper.stdout) await once(keeper.stdout, 'data');
}

/** As when its machine loses power: nobody says goodbye. */
async function killDatabase(): Promise<void> {
  const ended = once(keeper, 'exit');
  keeper.kill('SIGKILL');
  const file = join(dataDir, 'database/postgres/postmaster.pid');
  process.kill(Number.parseInt(readFileSync(file, 'utf8'), 10), 'SIGQUIT');
  await ended;
  await vi.waitUntil(() => !existsSync(file), { timeout: 20_000 });
}

/** Passes bytes between the system and the database, each part so many milliseconds late. */
class SlowLine {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  milliseconds = 0;

  constructor(path: string) {
    this.#server = createServer((from) => {
      const to = connectTo(path);
      for (const [source, target] of [
        [from, to],
        [to, from],
      ] as const) {
        this.#sockets.add(source);
        source.on('error', () => target.destroy());
        source.on('close', () => target.destroy());
        source.on('data', async (part) => {
          if (this.milliseconds > 0 && source === from) await delay(this.milliseconds);
          target.write(part);
        });
      }
    });
  }

  async open(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return (this.#server.address() as { port: number }).port;
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }
}

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'armkrok-away-'));
  chmodSync(dataDir, 0o755);
  await startDatabase();
  const folder = new URL(urlFor('armkrok_app')).searchParams.get('host') ?? '';
  line = new SlowLine(join(folder, '.s.PGSQL.5432'));
  const port = await line.open();
  const through = (role: 'armkrok_app' | 'armkrok_owner' | 'armkrok_worker') =>
    `postgres://${role}@127.0.0.1:${port}/armkrok`;
  ({ system, address } = await startSystem({
    DATA_DIR: join(dataDir, 'system'),
    DATABASE_URL: through('armkrok_app'),
    DATABASE_OWNER_URL: through('armkrok_owner'),
    DATABASE_WORKER_URL: through('armkrok_worker'),
  }));
  settled = await settle(urlFor('armkrok_app'));
});
afterAll(async () => {
  const ended = once(system, 'exit');
  system.kill('SIGTERM');
  await ended;
  line.close();
  keeper.kill('SIGTERM');
  await once(keeper, 'exit');
  rmSync(dataDir, { recursive: true, force: true });
});

async function asPostgres<Row extends pg.QueryResultRow>(question: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: urlFor('postgres') });
  await client.connect();
  try {
    return (await client.query<Row>(question)).rows;
  } finally {
    await client.end();
  }
}
const goalsNamed = (text: string) => asPostgres(`select from joint_goal where text = '${text}'`);

test('connections ended from the other side are replaced, and nobody notices', async () => {
  const amina = await visit();
  const ended = await asPostgres<{ pid: number }>(
    `select pid, pg_terminate_backend(pid) from pg_stat_activity where application_name like 'armkrok%'`,
  );
  expect(ended.length).toBeGreaterThan(0);
  expect((await amina.open(`/collaborations/${settled.collaboration}`)).status).toBe(200);
});

test('while the database is away there is a page that says so and when to try again; afterwards all goes on', async () => {
  const amina = await visit();
  await killDatabase();
  const answer = await ask('/', { headers: { accept: 'text/html' } });
  // A stranger is sent to sign in without a question asked; the sign-in page asks.
  const page = await ask('/sign-in');
  expect([answer.status, page.status]).toContain(503);
  expect(page.status).toBe(503);
  expect(page.headers.get('retry-after')).toMatch(/^\d+$/);
  expect(await page.text()).toMatch(/<h1>[^<]+<\/h1>/);
  expect((await amina.open(settled.newGoal)).status).toBe(503);
  expect(amina.page).not.toMatch(/ECONN|at .*\.ts|postgres/);
  expect((await ask('/health/live')).status).toBe(200);
  await startDatabase();
  await vi.waitFor(async () => expect((await amina.open(settled.newGoal)).status).toBe(200), 30_000);
  expect(system.exitCode).toBeNull();
});

test('taken away in the middle of a write, nothing of it is there; the same form sent again is carried out once', async () => {
  const amina = await (await visit()).open(settled.newGoal);
  const send = amina.keep();
  const holder = new pg.Client({ connectionString: urlFor('postgres') });
  holder.on('error', () => {});
  await holder.connect();
  await holder.query('begin; lock table joint_goal in access exclusive mode');
  const sent = send({ text: 'Mitt i allt', kind: 'step' });
  await vi.waitUntil(
    async () =>
      (await asPostgres(`select from pg_locks where not granted and relation = 'joint_goal'::regclass`)).length > 0,
    { timeout: 20_000 },
  );
  await killDatabase();
  expect((await sent).status).toBe(503);
  await startDatabase();
  expect(await goalsNamed('Mitt i allt')).toHaveLength(0);
  await vi.waitFor(async () => expect((await send({ text: 'Mitt i allt', kind: 'step' })).status).toBe(200), 30_000);
  await send({ text: 'Mitt i allt', kind: 'step' });
  expect(await goalsNamed('Mitt i allt')).toHaveLength(1);
  expect(
    await asPostgres(`select from history h join joint_goal g on g.id = h.subject_id where g.text = 'Mitt i allt'`),
  ).toHaveLength(1);
});

test('taken away in the middle of a stream, a backup says so and leaves nothing that looks whole', async () => {
  const holder = new pg.Client({ connectionString: urlFor('postgres') });
  holder.on('error', () => {});
  await holder.connect();
  // Much has been written before the copy waits here, and no policy has to be looked at.
  await holder.query('begin; lock table series_value in access exclusive mode');
  const folder = join(dataDir, 'backups');
  const made = writeBackup({
    ownerUrl: `${urlFor('armkrok_owner')}`,
    dataDir: join(dataDir, 'system'),
    folder,
    version: '0.0.0',
    now: new Date('2026-11-24T09:00:00Z'),
  });
  const refused = made.then(
    () => 'made',
    (error: Error) => error.message,
  );
  await vi.waitUntil(() => existsSync(join(folder, 'backup-2026-11-24T09-00-00Z.unfinished/tables/seat.gz')), {
    timeout: 60_000,
  });
  await delay(200);
  await killDatabase();
  expect(await refused).toMatch(/terminat|closed|connection/i);
  expect(existsSync(join(folder, 'backup-2026-11-24T09-00-00Z'))).toBe(false);
  await startDatabase();
  const amina = await vi.waitFor(visit, 30_000);
  expect((await amina.open(settled.newGoal)).status).toBe(200);
});

test('with a slow database what needs none answers at once, the line for it is bounded, and all is well afterwards', async () => {
  const amina = await visit();
  const [stylesheet = ''] = /\/assets\/[\w.-]+\.css/.exec(amina.page) ?? [];
  line.milliseconds = 4000;
  const order: string[] = [];
  const note = (name: string) => (answer: Response) => {
    order.push(name);
    return answer.status;
  };
  // Many more than there are connections, each of which is now held for long.
  const pages = Array.from({ length: 40 }, () => ask('/sign-in').then(note('page')));
  await delay(100);
  const light = await Promise.all([ask('/health/live').then(note('live')), ask(stylesheet).then(note('stylesheet'))]);
  expect(light).toEqual([200, 200]);
  expect(order).not.toContain('page');
  const statuses = await Promise.all(pages);
  expect(new Set(statuses)).toEqual(new Set([200, 503]));
  line.milliseconds = 0;
  await vi.waitFor(async () => expect((await amina.open(settled.newGoal)).status).toBe(200), 30_000);
});
