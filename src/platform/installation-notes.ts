import { readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What is known of the installation outside its database. */
export interface InstallationNotes {
  readonly version: string;
  readonly nodeVersion: string;
  readonly startedAt: Date;
  readonly hasMailServer: boolean;
  readonly isFetching: boolean;
  readonly lastBackup: BackupNote | undefined;
  /** The newest file among the checkpoints of the history. Undefined when none are written here. */
  readonly lastCheckpointAt: Date | undefined;
  /** As yyyy-mm-dd: until when /.well-known/security.txt is good. */
  readonly contactExpires: string | undefined;
}

export interface BackupNote {
  /** ISO 8601 */
  readonly at: string;
  readonly rows: number;
  readonly files: number;
}

const backupNote = 'last-backup.json';
const checkpoints = 'checkpoints';
const startedAt = new Date();

/** Written by the program that makes backups when one is whole; where it lies is not told. */
export async function noteBackup(dataDir: string, note: BackupNote): Promise<void> {
  const path = join(dataDir, backupNote);
  await writeFile(`${path}.unfinished`, JSON.stringify(note), { mode: 0o644 });
  await rename(`${path}.unfinished`, path);
}

async function readBackupNote(dataDir: string): Promise<BackupNote | undefined> {
  try {
    const note = JSON.parse(await readFile(join(dataDir, backupNote), 'utf8')) as BackupNote;
    return Number.isNaN(Date.parse(note.at)) ? undefined : note;
  } catch {
    return undefined;
  }
}

async function newestIn(folder: string): Promise<Date | undefined> {
  try {
    const names = await readdir(folder);
    const times = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).mtimeMs));
    return times.length === 0 ? undefined : new Date(Math.max(...times));
  } catch {
    return undefined;
  }
}

export async function installationNotes(config: {
  readonly DATA_DIR: string;
  /** Where the checkpoints of the history are written; else below DATA_DIR. */
  readonly CHECKPOINT_DIR?: string | undefined;
  readonly SMTP_URL?: string | undefined;
  readonly REFRESH: boolean;
  readonly SECURITY_EXPIRES?: string | undefined;
}): Promise<InstallationNotes> {
  const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
  return {
    version,
    nodeVersion: process.versions.node,
    startedAt,
    hasMailServer: config.SMTP_URL !== undefined,
    isFetching: config.REFRESH,
    lastBackup: await readBackupNote(config.DATA_DIR),
    lastCheckpointAt: await newestIn(config.CHECKPOINT_DIR ?? join(config.DATA_DIR, checkpoints)),
    contactExpires: config.SECURITY_EXPIRES,
  };
}
