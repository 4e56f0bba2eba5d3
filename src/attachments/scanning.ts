import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/database.ts';
import { statement } from '../platform/database/statement.ts';
import type { FileStore } from '../platform/files/file-store.ts';
import type { VirusScanner } from '../platform/files/virus-scanner.ts';
import type { Task } from '../platform/jobs.ts';

export interface ScanningOptions {
  readonly database: Database<unknown>;
  readonly clock: Clock;
  readonly store: Pick<FileStore, 'read'>;
  readonly scanner: VirusScanner;
}

const fileToScan = statement<{ waits: boolean }, [sha256: Buffer]>('select file_to_scan($1::bytea) as waits');
const noteScan = statement<
  {
    readonly collaboration_id: string;
    readonly organisation_id: string;
    readonly is_concerned: boolean;
    readonly id: string;
    readonly name: string;
  },
  [sha256: Buffer, isInfected: boolean, finding: string, at: Date]
>(`
  select collaboration_id, organisation_id, is_concerned, id, name
  from note_scan($1::bytea, $2::boolean, $3, $4::timestamptz)`);
const scanUnscanned = statement<{ asked: number }>('select scan_unscanned_files() as asked');

/**
 * The task that has one content looked through, for every attachment that has it. A scanner that is away makes the job
 * come again; until then the files are told to wait.
 */
export function attachmentScanner(options: ScanningOptions): Task {
  const { database, clock, store, scanner } = options;
  return async (payload) => {
    const sha256 = Buffer.from(String(payload.sha256), 'hex');
    const asked = clock();
    const { waits } = await database.write(null, asked, (tx) => tx.one(fileToScan(sha256)));
    if (!waits) return;
    const content = await store.read(sha256);
    if (!content) throw new Error(`the content ${payload.sha256} is not there`);
    const verdict = await scanner.scan(content);
    const now = clock();
    await database.write(null, now, async (tx) => {
      const finding = verdict.isInfected ? verdict.finding : '';
      const noted = await tx.all(noteScan(sha256, verdict.isInfected, finding, now));
      if (!verdict.isInfected) return;
      for (const attachment of noted) {
        tx.record({
          verb: 'attachment.infected',
          subjectType: 'attachment',
          subjectId: attachment.id,
          userId: null,
          organisationId: attachment.organisation_id,
          collaborationId: attachment.is_concerned ? null : attachment.collaboration_id,
          after: { name: attachment.name, finding },
        });
      }
    });
  };
}

/** What came in while there was no scanner is looked through now that there is one. */
export const scanUnscannedFiles = (database: Database<unknown>, now: Date): Promise<number> =>
  database.write(null, now, async (tx) => (await tx.one(scanUnscanned())).asked);
