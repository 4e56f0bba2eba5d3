import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { copyValues, importValues, loadPlaces, readLibraryFiles } from '../src/indicators/library.ts';
import { startDatabaseServer } from '../src/platform/database-server.ts';
import { migrate } from '../src/platform/migrate.ts';

export interface ImportBench {
  readonly rows: number;
  /** Medians, in milliseconds. */
  readonly importMs: number;
  readonly copyMs: number;
  /** Bare COPY against the import: 0.6 or more is what is promised. */
  readonly share: number;
  /** The import against bare COPY. */
  readonly ratio: number;
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;

/**
 * Loads the bundled values by our import (reading, unpacking, checking, COPY, commit) and by a bare COPY of the very
 * bytes it made, into the same table with its keys and indexes, in turns. The database is migrated and holds no values.
 */
export async function benchImport(
  ownerUrl: string,
  options: { readonly rounds?: number; readonly beforeEach?: () => Promise<unknown> } = {},
): Promise<ImportBench> {
  const { rounds = 5, beforeEach = async () => {} } = options;
  const now = new Date();
  await loadPlaces(ownerUrl, now);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    await beforeEach();
    const started = performance.now();
    await client.query('begin');
    await work();
    await client.query('commit');
    return performance.now() - started;
  };
  let lines: readonly Buffer[] = [];
  let rows = 0;
  const byImport = async () => {
    await client.query('truncate series_fetch cascade');
    return timed(async () => {
      const done = await importValues(client, await readLibraryFiles(), '2024-08-30', now);
      lines = done.lines;
      rows = done.rows;
    });
  };
  const byCopy = async () => {
    await client.query('truncate series_value');
    return timed(() => pipeline(Readable.from(lines), client.query(copyFrom(copyValues))));
  };
  try {
    await byImport();
    await byCopy();
    const imports: number[] = [];
    const copies: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      if (round % 2 === 0) imports.push(await byImport());
      copies.push(await byCopy());
      if (round % 2 === 1) imports.push(await byImport());
    }
    const importMs = Math.round(median(imports));
    const copyMs = Math.round(median(copies));
    return { rows, importMs, copyMs, share: copyMs / importMs, ratio: importMs / copyMs };
  } finally {
    await client.end();
  }
}

if (import.meta.main) {
  const dataDir = mkdtempSync(join(tmpdir(), 'armkrok-bench-'));
  chmodSync(dataDir, 0o755);
  const server = await startDatabaseServer({ dataDir });
  const administrator = new pg.Client({ connectionString: server.urlFor('postgres', 'armkrok') });
  await administrator.connect();
  try {
    await migrate(server.ownerUrl);
    console.log(await benchImport(server.ownerUrl, { beforeEach: () => administrator.query('checkpoint') }));
  } finally {
    await administrator.end();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
