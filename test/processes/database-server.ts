// A small process that owns an embedded database: says where it is, and stops it when told.
import { startDatabaseServer } from '../../src/platform/database-server.ts';

const [dataDir = '', durable = 'no'] = process.argv.slice(2);
try {
  const server = await startDatabaseServer({ dataDir, durable: durable === 'durable' });
  process.on('SIGTERM', async () => {
    await server.stop();
    process.exit(0);
  });
  setInterval(() => {}, 60_000);
  process.stdout.write(
    `${JSON.stringify({ adopted: server.adopted, processId: server.processId, appUrl: server.appUrl })}\n`,
  );
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
