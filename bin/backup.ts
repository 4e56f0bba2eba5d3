// npm run backup -- FOLDER: copies the database, keys and files of a running or stopped system into FOLDER/backup-<time>.
import { readFileSync } from 'node:fs';
import { writeBackup } from '../src/platform/backup.ts';
import { readConfig } from '../src/platform/config.ts';
import { findDatabaseServer, startDatabaseServer } from '../src/platform/database-server.ts';
import { openStore } from '../src/platform/files/open-store.ts';
import { noteBackup } from '../src/platform/installation-notes.ts';

const [folder] = process.argv.slice(2);

async function backUp(): Promise<void> {
  if (!folder) throw new Error('Where to? npm run backup -- FOLDER');
  const config = readConfig(process.env);
  const running = config.DATABASE_OWNER_URL ?? findDatabaseServer(config.DATA_DIR)?.ownerUrl;
  const started = running ? undefined : await startDatabaseServer({ dataDir: config.DATA_DIR });
  try {
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    const { path, manifest } = await writeBackup({
      ownerUrl: running ?? started?.ownerUrl ?? '',
      dataDir: config.DATA_DIR,
      store: await openStore(config),
      folder,
      version,
      now: new Date(),
      recipients: config.BACKUP_RECIPIENTS ?? [],
    });
    const tables = Object.values(manifest.tables);
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    const files = Object.keys(manifest.files).length;
    await noteBackup(config.DATA_DIR, { at: manifest.madeAt, rows, files });
    const contents = Object.keys(manifest.contents ?? {}).length;
    process.stdout.write(
      `${path}\n${rows} rows of ${tables.length} tables, ${files} files and ${contents} attached contents, ${config.BACKUP_RECIPIENTS?.length ? 'sealed' : 'in the open'}.\n`,
    );
    const missing = manifest.missing ?? [];
    if (missing.length > 0) {
      process.stderr.write(`Named by attachments, but not in the storage: ${missing.join(', ')}\n`);
      process.exitCode = 1;
    }
  } finally {
    await started?.stop();
  }
}

backUp().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
