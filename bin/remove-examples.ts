// npm run example:remove: takes all examples out of a running or stopped system.
import { removeExamples } from '../examples/remove-examples.ts';
import { readConfig } from '../src/platform/config.ts';
import { findDatabaseServer, startDatabaseServer } from '../src/platform/database-server.ts';

async function removeThem(): Promise<void> {
  const config = readConfig(process.env);
  const running = config.DATABASE_OWNER_URL ?? findDatabaseServer(config.DATA_DIR)?.ownerUrl;
  const started = running ? undefined : await startDatabaseServer({ dataDir: config.DATA_DIR });
  try {
    const { collaborations, rows } = await removeExamples(running ?? started?.ownerUrl ?? '', new Date());
    const count = Object.values(rows).reduce((sum, one) => sum + one, 0);
    process.stdout.write(
      count === 0
        ? 'There are no examples.\n'
        : `${collaborations.map((name) => `  - ${name}\n`).join('')}${collaborations.length} examples removed, ${count} rows.\n`,
    );
    if (config.DEMO) process.stdout.write('They are loaded again at the next start unless DEMO=no.\n');
  } finally {
    await started?.stop();
  }
}

removeThem().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
