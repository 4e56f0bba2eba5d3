import { mkdir } from 'node:fs/promises';
import { serve } from '@hono/node-server';
import pino from 'pino';
import { composeApp } from './app.tsx';
import { identify } from './identity/user.ts';
import { loadLibrary } from './indicators/library.ts';
import { systemClock } from './platform/clock.ts';
import { ConfigError, readConfig } from './platform/config.ts';
import { openDatabase } from './platform/database/database.ts';
import { readOrMakeKey } from './platform/keys.ts';
import { migrate } from './platform/migrate.ts';

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const log = pino({ level: config.LOG_LEVEL });
  await mkdir(config.DATA_DIR, { recursive: true });
  const { startDatabaseServer } = await import('./platform/database-server.ts');
  const server = config.DATABASE_URL
    ? undefined
    : await startDatabaseServer({ dataDir: config.DATA_DIR, log: (line) => log.info(line) });
  const appUrl = config.DATABASE_URL ?? server?.appUrl ?? '';
  const ownerUrl = config.DATABASE_OWNER_URL ?? server?.ownerUrl ?? '';
  await migrate(ownerUrl, (line) => log.info(line));
  await loadLibrary(ownerUrl, systemClock(), (line) => log.info(line));
  const database = openDatabase({
    url: appUrl,
    poolSize: config.DATABASE_POOL,
    identify,
    onConnectionError: (error) => log.warn({ error: error.message }, 'database connection lost'),
  });
  const app = composeApp({
    database,
    clock: systemClock,
    log,
    secure: config.secure,
    origin: new URL(config.BASE_URL).origin,
    demo: config.DEMO,
    key: await readOrMakeKey(config.DATA_DIR, 'form.key'),
  });
  const web = serve({ fetch: app.fetch, port: config.PORT, hostname: config.HOST }, (info) => {
    const address = process.env.BASE_URL ? config.BASE_URL : `http://localhost:${info.port}`;
    process.stdout.write(`Armkrok is running: ${address}\n`);
  });

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    web.close(async () => {
      await database.close();
      await server?.stop();
      process.exit(0);
    });
    if ('closeIdleConnections' in web) web.closeIdleConnections();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

start().catch((error: Error) => {
  const readable =
    error instanceof ConfigError || ['MigrationError', 'DatabaseServerError', 'LibraryError'].includes(error.name);
  process.stderr.write(`${readable ? error.message : error.stack}\n`);
  process.exit(1);
});
