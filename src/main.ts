import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { loadExamples } from '../examples/load-examples.ts';
import {
  carryOutWithdrawals,
  leavingOfTheDay,
  leavingTask,
  tellerOfWithdrawal,
  tellTask,
} from './agreements/afterwards/index.ts';
import { tellerOfEntry } from './agreements/deciding/index.ts';
import {
  entryIntoForce,
  entryTask,
  lookAtAgreements,
  signatoryTask,
  tellEntryTask,
} from './agreements/entering-into-force.ts';
import { signatoryLetters } from './agreements/signatures/index.ts';
import { signatureStamper, stampTask } from './agreements/signing.ts';
import { composeApp } from './app.tsx';
import { attachmentScanner, scanUnscannedFiles } from './attachments/scanning.ts';
import { planReminders, questionTasks } from './dialogue/index.ts';
import { workspace } from './features.ts';
import { identify } from './identity/user.ts';
import { loadLibrary } from './indicators/library.ts';
import { beginRefreshing, sourceJobs } from './indicators/source-jobs.ts';
import { digestTasks, firstRound, planDigests } from './my-work/index.ts';
import { Checkpoints, readCheckpointKey } from './platform/checkpoints.ts';
import { systemClock } from './platform/clock.ts';
import { readConfig } from './platform/config.ts';
import { openDatabase } from './platform/database/database.ts';
import { checkRights, checkRoles } from './platform/database-roles.ts';
import { openDocuments } from './platform/documents/documents.ts';
import { fileRemover, openFiles, planRemoval, removalTask } from './platform/files/files.ts';
import { openStore } from './platform/files/open-store.ts';
import { clamdScanner } from './platform/files/virus-scanner.ts';
import { openWebServer } from './platform/http/web-server.ts';
import { installationNotes } from './platform/installation-notes.ts';
import { migrateJobs, startWorker } from './platform/jobs.ts';
import { readOrMakeKey } from './platform/keys.ts';
import { openLog, openSecurityLog } from './platform/log.ts';
import { mailSender, sendWaitingLetters } from './platform/mail-sender.ts';
import { openMetrics, serveMetrics } from './platform/metrics.ts';
import { migrate } from './platform/migrate.ts';
import { openOutgoing } from './platform/outgoing.ts';
import { readQueueState } from './platform/queue-state.ts';
import { sealing } from './platform/sealing.ts';
import { openSource } from './platform/source.ts';
import { timeStampAuthority } from './platform/time-stamping.ts';
import { shelveUi } from './ui/assets.ts';

const isDevelopment = process.env.ARMKROK_DEV === 'yes';
/** Longer than the longest statement and the longest job that is waited for. */
const drainLimit = 30_000;
const readableErrors = new Set([
  'CheckpointError',
  'ConfigError',
  'MigrationError',
  'DatabaseServerError',
  'DatabaseRolesError',
  'LibraryError',
  'ListenError',
]);

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const log = openLog(config.LOG_LEVEL);
  await mkdir(config.DATA_DIR, { recursive: true });
  const signing = await readCheckpointKey(config.DATA_DIR, config.CHECKPOINT_KEY_FILE);
  if (!signing.isOutside) {
    log.warn(
      'The checkpoints of the history are signed with a key beside the database. Whoever administers both could forge them: set CHECKPOINT_KEY_FILE (docs/operations/history.md).',
    );
  }
  const { startDatabaseServer } = await import('./platform/database-server.ts');
  const server = config.DATABASE_URL
    ? undefined
    : await startDatabaseServer({ dataDir: config.DATA_DIR, log: (line) => log.info(line) });
  const appUrl = config.DATABASE_URL ?? server?.appUrl ?? '';
  const ownerUrl = config.DATABASE_OWNER_URL ?? server?.ownerUrl ?? '';
  const workerUrl = config.DATABASE_WORKER_URL ?? server?.workerUrl ?? '';
  if (!server) await checkRoles(appUrl, ownerUrl, workerUrl);
  await migrate(ownerUrl, (line) => log.info(line));
  await migrateJobs(ownerUrl);
  if (!server) await checkRights(ownerUrl);
  await loadLibrary(ownerUrl, systemClock(), (line) => log.info(line));
  const database = openDatabase({
    url: appUrl,
    poolSize: config.DATABASE_POOL,
    identify,
    onConnectionError: (error) => log.warn({ error: error.message }, 'database connection lost'),
  });
  const agent = `Armkrok (+${config.BASE_URL})`;
  const sources = config.REFRESH
    ? {
        kolada: openSource({
          name: 'Kolada',
          url: config.KOLADA_URL,
          pace: config.KOLADA_PACE > 0 ? { calls: config.KOLADA_PACE, milliseconds: 1000 } : null,
          agent,
        }),
        // Until SCB has told its own pace.
        scb: openSource({ name: 'SCB', url: config.SCB_URL, pace: { calls: 1, milliseconds: 1000 }, agent }),
      }
    : undefined;
  const metrics =
    config.METRICS_PORT === undefined
      ? undefined
      : openMetrics({
          pool: () => database.connections(),
          state: () => readQueueState(database, systemClock()),
        });
  const store = await openStore(config);
  const key = await readOrMakeKey(config.DATA_DIR, 'form.key');
  const storage = {
    store,
    limits: { largest: config.FILE_MEGABYTES * 1_000_000, most: config.FILES_MEGABYTES * 1_000_000 },
    scanning: { isScanned: config.CLAMD_URL !== undefined, isDemanded: config.SCAN_DEMANDED },
  };
  if (config.DEMO) {
    // Its pages are marked in the house's colours, and no feature's pictures stand in them.
    const documents = openDocuments({ styles: shelveUi([]).styles });
    const files = openFiles({ ...storage, database, clock: systemClock, key });
    const attesting = { origin: new URL(config.BASE_URL).origin, key: signing.key, authority: undefined };
    await loadExamples(database, systemClock(), (line) => log.info(line), { documents, files, attesting });
    await documents.close();
  }
  const timeStamps = config.TIME_STAMP_URL ? timeStampAuthority(config.TIME_STAMP_URL) : undefined;
  const sealed = sealing(await readOrMakeKey(config.DATA_DIR, 'secrets.key'));
  const app = composeApp({
    database,
    clock: systemClock,
    log,
    secure: config.secure,
    origin: new URL(config.BASE_URL).origin,
    demo: config.DEMO,
    signIn: {
      idleMinutes: config.SESSION_IDLE_MINUTES,
      longestHours: config.SESSION_HOURS,
      administratorsNeedSecondFactor: config.ADMINISTRATOR_SECOND_FACTOR,
    },
    ...(sources ? { sources } : {}),
    showParts: isDevelopment,
    limits: {
      requests: config.LIMIT_REQUESTS,
      writes: config.LIMIT_WRITES,
      dear: config.LIMIT_DEAR,
      failedSignIns: config.LIMIT_SIGN_IN,
    },
    trustedProxies: config.TRUSTED_PROXY,
    onUnknownProxy: (peer) =>
      log.warn({ peer }, 'requests are forwarded from here, but TRUSTED_PROXY does not name it: visitors count as one'),
    securityLog: openSecurityLog(log),
    ...(config.SECURITY_CONTACT && config.SECURITY_EXPIRES
      ? {
          securityText: {
            contact: config.SECURITY_CONTACT,
            expires: config.SECURITY_EXPIRES,
            policy: config.SECURITY_POLICY,
          },
        }
      : {}),
    ...(metrics ? { observe: metrics.observe } : {}),
    notes: () => installationNotes(config),
    signingKey: signing.key,
    ...(timeStamps ? { timeStamps } : {}),
    storage,
    key,
    sealing: sealed,
    outgoing: openOutgoing({
      privateHosts: config.PROVIDER_PRIVATE_HOSTS ?? [],
      mayCallItself: config.isOnThisMachine,
    }),
  });
  const scanner = config.CLAMD_URL ? clamdScanner(config.CLAMD_URL) : undefined;
  const checkpoints = new Checkpoints({
    folder: config.CHECKPOINT_DIR ?? join(config.DATA_DIR, 'checkpoints'),
    key: signing.key,
    database,
    clock: systemClock,
    log,
  });
  // A folder that is away for a while stops nobody's work: the queue tries again, and the log says so.
  const signCheckpoint = (isWhole: boolean) =>
    checkpoints.sign(isWhole).catch((error: Error) => log.error({ error: error.message }, 'no checkpoint was signed'));
  const worker = await startWorker({
    workerUrl,
    tasks: {
      'send-mail': mailSender({
        database,
        clock: systemClock,
        smtpUrl: config.SMTP_URL,
        from: config.MAIL_FROM,
        host: new URL(config.BASE_URL).hostname,
        log,
      }),
      [removalTask]: fileRemover({ store, database, clock: systemClock }),
      ...(scanner ? { 'scan-attachment': attachmentScanner({ store, database, clock: systemClock, scanner }) } : {}),
      [leavingTask]: leavingOfTheDay(database, systemClock),
      [tellTask]: tellerOfWithdrawal({ database, clock: systemClock, origin: new URL(config.BASE_URL).origin }),
      [entryTask]: entryIntoForce(database, systemClock),
      [tellEntryTask]: tellerOfEntry({ database, clock: systemClock, origin: new URL(config.BASE_URL).origin }),
      [signatoryTask]: signatoryLetters({ database, clock: systemClock, origin: new URL(config.BASE_URL).origin }),
      ...(timeStamps ? { [stampTask]: signatureStamper({ database, clock: systemClock, authority: timeStamps }) } : {}),
      ...digestTasks({
        database,
        clock: systemClock,
        origin: new URL(config.BASE_URL).origin,
        workspace,
        sealing: sealed,
      }),
      ...questionTasks({
        database,
        clock: systemClock,
        origin: new URL(config.BASE_URL).origin,
        sealing: sealed,
      }),
      ...checkpoints.tasks,
      ...(sources ? sourceJobs({ database, clock: systemClock, sources, log }) : {}),
    },
    log,
  });
  if (config.SMTP_URL) {
    const { asked, runOut } = await sendWaitingLetters(database, systemClock());
    if (asked + runOut > 0) log.info(`mail: ${asked} waiting letters are being sent, ${runOut} had run out`);
  }
  if (scanner) await scanUnscannedFiles(database, systemClock());
  await planRemoval(database, systemClock(), systemClock());
  await planDigests(database, systemClock(), firstRound(systemClock()));
  await planReminders(database, systemClock(), firstRound(systemClock()));
  await lookAtAgreements(database, systemClock());
  await carryOutWithdrawals(database, systemClock());
  await signCheckpoint(true);
  if (sources) await beginRefreshing(database, systemClock);
  const figures =
    metrics && config.METRICS_PORT !== undefined
      ? await serveMetrics(metrics, config.METRICS_PORT, config.METRICS_HOST)
      : undefined;
  if (figures) log.info({ port: figures.port }, 'figures are told to whoever asks on this port');
  const { web, port } = await openWebServer({ server: app, port: config.PORT, hostname: config.HOST });
  const address = process.env.BASE_URL ? config.BASE_URL : `http://localhost:${port}`;
  process.stdout.write(`Armkrok is running: ${address}\n`);

  let stopping = false;
  const stop = async (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    // A second signal, or something that never ends: the database still recovers, whatever is cut off here.
    process.on('SIGTERM', () => process.exit(1));
    process.on('SIGINT', () => process.exit(1));
    setTimeout(() => process.exit(1), drainLimit).unref();
    figures?.server.close();
    figures?.server.closeAllConnections();
    const answered = new Promise((resolve) => web.close(resolve));
    // A connection that is kept alive becomes idle when its answer has left, and would hold the door open.
    setInterval(() => web.closeIdleConnections(), 100).unref();
    await Promise.all([answered, worker.stop()]);
    await signCheckpoint(false);
    await database.close();
    // A reload in development begins again at once; PostgreSQL need not.
    if (isDevelopment && signal === 'SIGTERM') server?.leave();
    else await server?.stop();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

start().catch((error: Error) => {
  process.stderr.write(`${readableErrors.has(error.name) ? error.message : error.stack}\n`);
  process.exit(1);
});
