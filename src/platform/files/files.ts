import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { statement } from '../database/statement.ts';
import { Refusal } from '../errors.ts';
import { enqueue, type Task } from '../jobs.ts';
import type { FileStore, ReceivedFile } from './file-store.ts';
import { fileReceipts, type Receipts } from './receipts.ts';

export interface FileLimits {
  /** Bytes of one file. */
  readonly largest: number;
  /** Bytes of all that belongs together. */
  readonly most: number;
}

/** What the installation has decided about looking for viruses. */
export interface Scanning {
  readonly isScanned: boolean;
  /** Nothing is handed out before it has been looked through. */
  readonly isDemanded: boolean;
}

/** Files that people send in: received, kept under their hash, handed out, and removed when nothing names them. */
export interface Files extends Pick<FileStore, 'receive' | 'letGo' | 'read'> {
  readonly limits: FileLimits;
  readonly scanning: Scanning;
  readonly receipts: Receipts;
  /** Makes it stay for a day at least; from then on for as long as something names it. */
  keep(file: ReceivedFile): Promise<void>;
}

export interface FilesOptions {
  readonly store: FileStore;
  readonly database: Database<unknown>;
  readonly clock: Clock;
  readonly key: Buffer;
  readonly limits: FileLimits;
  readonly scanning: Scanning;
}

const claimFile = statement<{ claimed: boolean }, [sha256: Buffer, bytes: number, at: Date]>(
  'select claim_file($1::bytea, $2::bigint, $3::timestamptz) as claimed',
);
const filesToRemove = statement<{ sha256: Buffer }, [at: Date, most: number]>(
  'select sha256 from files_to_remove($1::timestamptz, $2::integer)',
);
const forgetFile = statement<unknown, [sha256: Buffer]>('select forget_file($1::bytea) as forgotten');

/** How long the same content may take to be removed before it can come in again. */
const patience = { tries: 20, milliseconds: 250 };

const away = (): never => {
  throw new Refusal('filesAway');
};
/** An installation that has no place for files: each is refused. */
export const noFiles: Files = {
  limits: { largest: 1, most: 1 },
  scanning: { isScanned: false, isDemanded: false },
  receipts: { give: away, take: () => undefined },
  receive: away,
  letGo: async () => {},
  read: away,
  keep: away,
};

export function openFiles(options: FilesOptions): Files {
  const { store, database, clock, limits, scanning } = options;
  return {
    limits,
    scanning,
    receipts: fileReceipts(options.key),
    receive: (content, most) => store.receive(content, most),
    letGo: (file) => store.letGo(file),
    read: (sha256) => store.read(sha256),
    // Claimed first, in a transaction of its own: from then on nobody removes what is about to be there.
    async keep(file) {
      for (let tries = patience.tries; tries > 0; tries -= 1) {
        const now = clock();
        const { claimed } = await database.write(null, now, (tx) => tx.one(claimFile(file.sha256, file.bytes, now)));
        if (claimed) return await store.keep(file);
        await delay(patience.milliseconds);
      }
      throw new Refusal('filesAway');
    },
  };
}

const mostAtOnce = 100;
const day = 24 * 3600_000;
export const removalTask = 'remove-unnamed-files';

/** The task that removes contents which nothing has named for a day, and asks for itself tomorrow. */
export function fileRemover(options: Pick<FilesOptions, 'store' | 'database' | 'clock'>): Task {
  const { store, database, clock } = options;
  return async () => {
    const now = clock();
    // In two steps: what is marked can be claimed by nobody until it is gone, wherever the process ends.
    for (;;) {
      const marked = await database.write(null, now, (tx) => tx.all(filesToRemove(now, mostAtOnce)));
      for (const { sha256 } of marked) {
        await store.remove(sha256);
        await database.write(null, now, (tx) => tx.all(forgetFile(sha256)));
      }
      if (marked.length < mostAtOnce) break;
    }
    await store.clean(now);
    await planRemoval(database, now, new Date(now.getTime() + day));
  };
}

/** One removal waits at a time, however many processes ask. */
export const planRemoval = (database: Database<unknown>, now: Date, at: Date): Promise<unknown> =>
  database.write(null, now, (tx) => tx.all(enqueue(removalTask, {}, removalTask, at)));
