import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { loadLibrary } from '../src/indicators/library.ts';
import { type DatabaseServer, startDatabaseServer } from '../src/platform/database-server.ts';
import { migrateJobs } from '../src/platform/jobs.ts';
import { migrate } from '../src/platform/migrate.ts';
import { benchDenial } from './denial.ts';
import { benchDigests } from './digests.ts';
import type { Made } from './document-server.ts';
import { benchDocuments } from './documents.ts';
import { benchHistory } from './history.ts';
import { benchImport } from './import.ts';
import { type RecordedPage, recordPages } from './pages.ts';
import {
  answers,
  databaseTime,
  freePort,
  median,
  processorTime,
  residentMegabytes,
  root,
  spawnProgram,
  stopProgram,
} from './processes.ts';
import { benchRefresh } from './refresh.ts';
import { type Figure, table } from './report.ts';
import { benchRls } from './rls.ts';
import { fullSize, type Seeded, seed } from './seed.ts';
import { benchStart } from './start.ts';

const { values: given } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** Only some of the figures, with commas between or one at a time: those of `known`. */
    only: { type: 'string', multiple: true },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    organisations: { type: 'string', default: String(fullSize.organisations) },
    collaborations: { type: 'string', default: String(fullSize.collaborations) },
    series: { type: 'string', default: '3000' },
  },
});
const rounds = Number(given.rounds);
const seconds = Number(given.seconds);
/** `pages` is the six after it. */
const known = [
  ...['pages', 'overview', 'list', 'my-work', 'search', 'agreement', 'line-of-sight'],
  ...['import', 'refresh', 'rls-cost', 'denial', 'history', 'digests', 'documents', 'start'],
];
const only = given.only?.flatMap((names) => names.split(','));
const unknown = only?.filter((name) => !known.includes(name)) ?? [];
if (unknown.length > 0) throw new Error(`Nothing is called ${unknown.join(', ')}. There is ${known.join(', ')}.`);
const wanted = (name: string): boolean => !only || only.includes(name);

const figures: Figure[] = [];
const tell = (figure: Figure): void => {
  figures.push(figure);
  if (given.json) process.stdout.write(`${JSON.stringify(figure)}\n`);
};
const progress = (line: string): void => {
  if (!given.json) process.stderr.write(`${line}\n`);
};
const rounded = (value: number, decimals = 0): number => Number(value.toFixed(decimals));

interface Load {
  readonly answered: number;
  readonly persecond: number;
  readonly median: number;
  readonly slowest: number;
}

function load(port: number, path: string, cookie: string, connections: number): Promise<Load> {
  return new Promise((done, failed) => {
    const args = ['bench/load.ts', String(port), path, cookie, String(connections), String(seconds)];
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let complaint = '';
    child.stdout.on('data', (part) => (output += part));
    child.stderr.on('data', (part) => (complaint += part));
    child.on('exit', (code) =>
      code === 0 ? done(JSON.parse(output) as Load) : failed(new Error(`the load stopped: ${complaint}`)),
    );
  });
}

interface Servers {
  readonly ours: ChildProcess;
  readonly ourPort: number;
  readonly limit: ChildProcess;
  readonly limitPort: number;
}

async function startServers(
  server: DatabaseServer,
  folder: string,
  recorded: readonly RecordedPage[],
): Promise<Servers> {
  const log = join(folder, 'ours.log');
  const ourPort = await freePort();
  const dataDir = join(folder, 'ours');
  mkdirSync(dataDir);
  const ours = spawnProgram(['--import', 'tsx', 'src/main.ts'], log, {
    DATABASE_URL: server.appUrl,
    DATABASE_OWNER_URL: server.ownerUrl,
    DATABASE_WORKER_URL: server.workerUrl,
    DATA_DIR: dataDir,
    PORT: String(ourPort),
    DEMO: 'no',
    // One visitor asks for everything; what counting costs is measured, the limit is not reached.
    LIMIT_REQUESTS: '1000000000',
    LIMIT_DEAR: '1000000000',
  });
  await answers(ours, `http://127.0.0.1:${ourPort}/health`, log);
  const limitPort = await freePort();
  const plan = join(folder, 'limit.json');
  const pages = recorded.map((page) => page.limit);
  const url = server.urlFor('postgres', 'armkrok');
  writeFileSync(plan, JSON.stringify({ url, port: limitPort, poolSize: 4, pages }));
  const limit = spawnProgram(['bench/limit.ts', plan], join(folder, 'limit.log'));
  await answers(limit, `http://127.0.0.1:${limitPort}/health`, join(folder, 'limit.log'));
  return { ours, ourPort, limit, limitPort };
}

const asked: Readonly<Record<number, number>> = { 10: 0.45, 50: 0.38 };
/** A page that is one large drawing, or one long text. */
const askedOfLongPages: Readonly<Record<string, number>> = { 'line-of-sight': 0.4, agreement: 0.4 };

async function benchPages(server: DatabaseServer, servers: Servers, seeded: Seeded, recorded: readonly RecordedPage[]) {
  for (const page of recorded) {
    for (const connections of [10, 50]) {
      const found = { ours: [] as Load[], limit: [] as Load[] };
      const spent = { node: 0, database: 0, requests: 0 };
      const byOurs = async () => {
        const node = processorTime(servers.ours.pid ?? 0) ?? 0;
        const database = databaseTime(server.processId) ?? 0;
        const run = await load(servers.ourPort, page.path, seeded.cookie, connections);
        spent.node += (processorTime(servers.ours.pid ?? 0) ?? 0) - node;
        spent.database += (databaseTime(server.processId) ?? 0) - database;
        spent.requests += run.answered;
        found.ours.push(run);
      };
      const byLimit = async () => {
        found.limit.push(await load(servers.limitPort, page.path, seeded.cookie, connections));
      };
      for (let round = 0; round < rounds; round += 1) {
        for (const run of round % 2 === 0 ? [byLimit, byOurs] : [byOurs, byLimit]) await run();
      }
      const value = median(found.ours.map((run) => run.persecond));
      const limit = median(found.limit.map((run) => run.persecond));
      const least = askedOfLongPages[page.name] ?? asked[connections] ?? 0;
      const ratios = found.ours.map((run, at) => run.persecond / (found.limit[at]?.persecond ?? 0));
      tell({
        name: `${page.name}@${connections}`,
        value: rounded(value),
        unit: 'pages/s',
        limit: rounded(limit),
        ratio: rounded(value / limit, 3),
        asked: least,
        isMet: value / limit >= least,
        spread: [rounded(Math.min(...ratios), 3), rounded(Math.max(...ratios), 3)],
        elements: page.elements,
        bytes: page.bytes,
        statements: page.statements,
        roundTrips: page.roundTrips,
        packets: page.packets,
        nodeMicroseconds: rounded(spent.node / spent.requests),
        databaseMicroseconds: rounded(spent.database / spent.requests),
        medianMilliseconds: median(found.ours.map((run) => run.median)),
        slowestMilliseconds: median(found.ours.map((run) => run.slowest)),
      });
    }
  }
}

async function importOn(server: DatabaseServer, administrator: pg.Client): Promise<void> {
  await administrator.query('create database armkrok_import owner armkrok_owner');
  const url = server.urlFor('armkrok_owner', 'armkrok_import');
  await migrate(url);
  const found = await benchImport(url, { rounds, beforeEach: () => administrator.query('checkpoint') });
  await administrator.query('drop database armkrok_import with (force)');
  const perSecond = (ms: number) => rounded(found.rows / (ms / 1000));
  tell({
    name: 'import',
    value: perSecond(found.importMs),
    unit: 'values/s',
    limit: perSecond(found.copyMs),
    ratio: rounded(found.share, 3),
    asked: 0.6,
    isMet: found.share >= 0.6,
    values: found.rows,
    milliseconds: found.importMs,
  });
}

/** The pace that Kolada's public clients keep: what a refresh is bounded by outside a bench. */
const koladaPerSecond = 5;

async function refreshOn(server: DatabaseServer, administrator: pg.Client): Promise<void> {
  await administrator.query('create database armkrok_refresh owner armkrok_owner');
  const owner = server.urlFor('armkrok_owner', 'armkrok_refresh');
  await migrate(owner);
  const app = server.urlFor('armkrok_app', 'armkrok_refresh');
  const found = await benchRefresh({ owner, app }, Number(given.series));
  await administrator.query('drop database armkrok_refresh with (force)');
  const perSecond = (ms: number) => rounded(found.series / (ms / 1000), 1);
  const byPace = found.requests / koladaPerSecond;
  tell({
    name: 'refresh',
    value: perSecond(found.refreshMs),
    unit: 'series/s',
    limit: perSecond(found.bareMs),
    ratio: rounded(found.bareMs / found.refreshMs, 3),
    // Bounded by the source: asked as fast as we can, it is all done sooner than the source's pace lets it be.
    isMet: found.refreshMs / 1000 < byPace,
    series: found.series,
    requests: found.requests,
    values: found.values,
    revised: found.revised,
    milliseconds: found.refreshMs,
    firstFetchMilliseconds: found.firstMs,
    bareMilliseconds: found.bareMs,
    secondsAtTheSourcesPace: rounded(byPace),
  });
}

async function bench(folder: string): Promise<void> {
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir);
  const server = await startDatabaseServer({ dataDir });
  const administrator = new pg.Client({ connectionString: server.urlFor('postgres', 'postgres') });
  await administrator.connect();
  const children: ChildProcess[] = [];
  try {
    if (wanted('import')) {
      progress('import …');
      await importOn(server, administrator);
    }
    if (wanted('refresh')) {
      progress('refresh …');
      await refreshOn(server, administrator);
    }
    progress('seed …');
    await migrate(server.ownerUrl);
    await migrateJobs(server.ownerUrl);
    await loadLibrary(server.ownerUrl, new Date());
    const size = {
      ...fullSize,
      organisations: Number(given.organisations),
      collaborations: Number(given.collaborations),
    };
    const seeded = await seed(server.ownerUrl, size, new Date());
    await administrator.query('checkpoint');
    const urls = { app: server.appUrl, superuser: server.urlFor('postgres', 'armkrok') };
    const recorded = await recordPages(urls, seeded, folder);
    if (wanted('rls-cost')) {
      progress('rls-cost …');
      const [overview] = recorded;
      if (overview) {
        const found = await benchRls(urls, seeded, overview, 100 * rounds);
        tell({
          name: 'rls-cost',
          value: rounded(found.perCent, 1),
          unit: '%',
          limit: 10,
          ratio: rounded(found.withRls / found.withoutRls, 3),
          isMet: found.perCent <= 10,
          withMicroseconds: rounded(found.withRls * 1000),
          withoutMicroseconds: rounded(found.withoutRls * 1000),
          sessionMicroseconds: rounded(found.session * 1000),
        });
      }
    }
    if (wanted('denial')) {
      progress('denial …');
      const found = await benchDenial(urls, seeded, 200);
      tell({
        name: 'denial',
        value: rounded(found.perCent, 1),
        unit: '%',
        limit: 10,
        ratio: null,
        isMet: found.perCent < 10,
        notYoursMicroseconds: rounded(found.notYours * 1000),
        notThereMicroseconds: rounded(found.notThere * 1000),
      });
    }
    const loaded = recorded.filter(({ name }) => wanted('pages') || wanted(name));
    if (loaded.length > 0) {
      const servers = await startServers(server, folder, loaded);
      children.push(servers.ours, servers.limit);
      progress('pages …');
      await benchPages(server, servers, seeded, loaded);
      tell({ name: 'memory', value: residentMegabytes(servers.ours.pid ?? 0), unit: 'MB', limit: null, ratio: null });
      for (const child of children.splice(0)) await stopProgram(child);
    }
    if (wanted('history')) {
      progress('history …');
      const urls = { app: server.appUrl, owner: server.ownerUrl };
      const found = await benchHistory(urls, seeded, {
        writers: 50,
        poolSize: 4,
        rounds,
        seconds,
      });
      tell({
        name: 'history',
        value: rounded(found.changes),
        unit: 'changes/s',
        limit: 1500,
        ratio: rounded(found.changes / 1500, 3),
        isMet: found.changes >= 1500,
        byVerb: rounded(found.byVerb),
      });
      tell({
        name: 'chain-cost',
        value: rounded((1 - found.changes / found.withoutChain) * 100, 1),
        unit: '%',
        limit: rounded(found.withoutChain),
        ratio: rounded(found.changes / found.withoutChain, 3),
        withoutHistory: rounded(found.withoutHistory),
      });
    }
    if (wanted('digests')) {
      progress('digests …');
      const found = await benchDigests({ app: server.appUrl, owner: server.ownerUrl });
      tell({
        name: 'digests',
        value: found.afterLast,
        unit: 'MB',
        limit: rounded(found.afterFirst * 1.1),
        ratio: rounded(found.afterLast / found.afterFirst, 3),
        isMet: found.afterLast <= found.afterFirst * 1.1,
        first: found.first,
        last: found.last,
        afterFirstMegabytes: found.afterFirst,
        perSecond: rounded(found.perSecond),
        arrived: found.arrived,
      });
    }
    if (wanted('documents')) {
      progress('documents …');
      const found = await benchDocuments(server.appUrl, rounds);
      const within = (name: string, value: number, limit: number, more: object = {}) =>
        tell({
          name,
          value: rounded(value),
          unit: 'ms',
          limit,
          ratio: rounded(value / limit, 3),
          isMet: value <= limit,
          ...more,
        });
      const spent = (made: Made) => ({ processorMilliseconds: rounded(made.processor) });
      within('document-12-pages', found.report.wait, 500, spent(found.report));
      within('document-40-pages', found.large.wait, 2000, spent(found.large));
      // Forty clauses and twenty parties, as its text is settled. Of a settled one the kept pages are given, and nothing is made.
      within('document-agreement', found.agreement.wait, 500, spent(found.agreement));
      within('health-meanwhile', found.slowestHealth, 50, { idle: rounded(found.slowestIdle), asked: found.asked });
      for (const [name, made] of [['document-word', found.word] as const, ['picture-png', found.png] as const])
        tell({ name, value: rounded(made.wait), unit: 'ms', limit: null, ratio: null, ...spent(made) });
    }
  } finally {
    for (const child of children) await stopProgram(child);
    await administrator.end();
    await server.stop();
  }
  if (wanted('start')) {
    progress('start …');
    const value = await benchStart(dataDir, join(folder, 'start.log'), rounds);
    tell({
      name: 'start',
      value: rounded(value),
      unit: 'ms',
      limit: 3000,
      ratio: rounded(value / 3000, 3),
      isMet: value <= 3000,
    });
  }
}

const folder = mkdtempSync(join(tmpdir(), 'armkrok-bench-'));
chmodSync(folder, 0o755);
try {
  await bench(folder);
  if (!given.json) process.stdout.write(table(figures));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
