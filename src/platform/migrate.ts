import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';

const folder = new URL('../../db/migrations/', import.meta.url);
/** Any number, the same in every process: two starting at once take turns. */
export const migrationLock = 4_172_026;

export class MigrationError extends Error {
  override name = 'MigrationError';
}

/** The migrations that this version has, in order, with the hash of each. */
export async function migrationFiles(): Promise<readonly { name: string; text: string; hash: string }[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return await Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, folder), 'utf8');
      return { name, text, hash: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

/**
 * Brings the schema up to date as the owner role. Each file is one transaction; a file once applied may not change.
 * Every table has FORCE ROW LEVEL SECURITY and an explicit policy that shows the owner all rows; `row_security = off`
 * would refuse every statement that touches one, because force makes the owner subject to policies (decision 0002).
 * A restore asks for only those that its backup had.
 */
export async function migrate(
  ownerUrl: string,
  log: (line: string) => void = () => {},
  only?: ReadonlySet<string>,
): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`set lock_timeout = '10s'`);
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await client.query(
      `create table if not exists migration (
         name text primary key, hash text not null, applied_at timestamptz not null)`,
    );
    const applied = new Map(
      (await client.query<{ name: string; hash: string }>('select name, hash from migration')).rows.map((row) => [
        row.name,
        row.hash,
      ]),
    );
    for (const { name, text, hash } of await migrationFiles()) {
      if (only && !only.has(name)) continue;
      const before = applied.get(name);
      if (before === hash) continue;
      if (before) throw new MigrationError(`${name} has changed since it was applied. Add a new file instead.`);
      const started = performance.now();
      await client.query('begin');
      try {
        await client.query(text);
        await client.query('insert into migration (name, hash, applied_at) values ($1, $2, $3)', [
          name,
          hash,
          new Date(),
        ]);
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw new MigrationError(`${name}: ${(error as Error).message}`, { cause: error });
      }
      log(`migration ${name} applied in ${Math.round(performance.now() - started)} ms`);
    }
  } finally {
    await client.end();
  }
}
