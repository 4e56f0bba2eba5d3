// npm run restore -- FOLDER: puts a backup into an empty place and compares what then stands there with the backup.
import { restoreBackup } from '../src/platform/backup.ts';
import { readIdentity } from '../src/platform/backup-sealing.ts';
import { readConfig } from '../src/platform/config.ts';
import { startDatabaseServer } from '../src/platform/database-server.ts';
import { openStore } from '../src/platform/files/open-store.ts';

const [folder] = process.argv.slice(2);

async function restore(): Promise<void> {
  if (!folder) throw new Error('Which backup? npm run restore -- FOLDER');
  const config = readConfig(process.env);
  const log = (line: string) => void process.stdout.write(`${line}\n`);
  const started = config.DATABASE_OWNER_URL ? undefined : await startDatabaseServer({ dataDir: config.DATA_DIR, log });
  try {
    const tables = await restoreBackup({
      ownerUrl: config.DATABASE_OWNER_URL ?? started?.ownerUrl ?? '',
      dataDir: config.DATA_DIR,
      store: await openStore(config),
      folder,
      ...(config.BACKUP_IDENTITY_FILE ? { identity: await readIdentity(config.BACKUP_IDENTITY_FILE) } : {}),
      log,
    });
    const widest = Math.max(...tables.map(({ name }) => name.length));
    for (const { name, rows, sha256 } of tables) {
      log(`${name.padEnd(widest)}  ${String(rows).padStart(9)}  ${sha256.slice(0, 16)}  same`);
    }
    log(`${tables.length} tables are as they were in the backup.`);
  } finally {
    await started?.stop();
  }
}

restore().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
