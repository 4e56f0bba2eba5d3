import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, chmod, mkdir, readdir, rename, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize, relative, resolve } from 'node:path';
import { PassThrough, Readable, Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { openWith, sealedEnding, sealFor } from './backup-sealing.ts';
import { diskStore, storeFolder } from './files/disk-store.ts';
import type { FileStore } from './files/file-store.ts';
import { migrateJobs } from './jobs.ts';
import { migrate, migrationFiles } from './migrate.ts';

/** A backup could not be made or restored; the message says why. */
export class BackupError extends Error {
  override name = 'BackupError';
}

interface TableRecord {
  readonly rows: number;
  /** Of the uncompressed text, its rows in the order of the key: the same rows give the same hash anywhere. */
  readonly sha256: string;
  readonly columns: readonly string[];
}

export interface Manifest {
  readonly version: string;
  readonly madeAt: string;
  readonly migrations: readonly { readonly name: string; readonly hash: string }[];
  readonly tables: Readonly<Record<string, TableRecord>>;
  readonly sequences: Readonly<Record<string, { readonly value: string; readonly called: boolean }>>;
  readonly files: Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>;
  /** The contents of attachments by their hash, wherever they lie. Not in backups from before there were any. */
  readonly contents?: Readonly<Record<string, number>>;
  /** What a row names and the storage does not have: the backup is whole but for these. */
  readonly missing?: readonly string[];
}

interface Table {
  readonly name: string;
  readonly columns: string[];
  /** What the rows are ordered by: the key, text byte by byte, so that no locale changes the order. */
  readonly ordered: string;
  readonly forced: boolean;
  readonly owner_sees_all: boolean;
}

interface ForeignKey {
  readonly name: string;
  readonly source: string;
  readonly target: string;
  readonly definition: string;
}

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

// The migrations fill this one themselves.
const isCarried = (table: string): boolean => table !== 'migration';

/** What is the place's own, or the database in another shape; the contents of attachments are carried by their hash. */
const leftBehind = /^(attachments|binaries|postgres|postgres\.unfinished|armkrok\.lock.*|WHERE-THE-DATABASE-IS\.txt)$/;

const listTables = `
  select c.relname as name, c.relforcerowsecurity as forced,
    array(select a.attname::text from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
    (select string_agg(quote_ident(a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end, ', '
        order by array_position(i.indkey::smallint[], a.attnum))
      from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
      where i.indrelid = c.oid and i.indisprimary) as ordered,
    exists (select from pg_policy p where p.polrelid = c.oid and p.polpermissive and p.polcmd = '*'
      and pg_get_expr(p.polqual, p.polrelid) = 'true'
      and (select oid from pg_roles where rolname = current_user) = any(p.polroles)) as owner_sees_all
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind = 'r'
    and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
  order by c.relname`;

const listForeignKeys = `
  select k.conname as name, s.relname as source, t.relname as target, pg_get_constraintdef(k.oid) as definition
  from pg_constraint k join pg_class s on s.oid = k.conrelid join pg_class t on t.oid = k.confrelid
  join pg_namespace n on n.oid = s.relnamespace
  where k.contype = 'f' and n.nspname = 'public' and k.conparentid = 0 order by s.relname, k.conname`;

const listSequences = `
  select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind = 'S' order by c.relname`;

async function tablesOf(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(listTables);
  const blind = rows.filter((table) => table.forced && !table.owner_sees_all).map(({ name }) => name);
  if (blind.length > 0) {
    throw new BackupError(`The owner does not see every row of ${blind.join(', ')}; a copy of them would have holes.`);
  }
  return rows.filter((table) => isCarried(table.name));
}

/** The text form of values depends on these; both ends write and read the same. */
async function connect(ownerUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'armkrok-backup' });
  // What was asked fails by itself; without a listener, a connection that is lost would end the process.
  client.on('error', () => {});
  await client.connect();
  await client.query(`
    set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'iso_8601'; set extra_float_digits = 1;
    set bytea_output = 'hex'; set client_encoding = 'UTF8'; set statement_timeout = 0; set lock_timeout = '10s'`);
  return client;
}

/** Sends a table's rows in the order of its key to where they are written, and answers how many and their hash. */
async function copyOut(
  client: pg.Client,
  table: Table,
  into: readonly (NodeJS.WritableStream | NodeJS.ReadWriteStream)[],
): Promise<TableRecord> {
  const columns = table.columns.map(quote).join(', ');
  const name = quote(table.name);
  const ordered = table.ordered ?? `row(${columns})::text collate "C"`;
  const rows = client.query(copyTo(`copy (select ${columns} from ${name} order by ${ordered}) to stdout`));
  const hash = createHash('sha256');
  await pipeline([rows, hashing(hash), ...into]);
  return { rows: rows.rowCount, sha256: hash.digest('hex'), columns: table.columns };
}

const hashing = (hash: ReturnType<typeof createHash>): Transform =>
  new Transform({
    transform(part: Buffer, _encoding, pass) {
      hash.update(part);
      pass(null, part);
    },
  });

const nowhere = (): Writable => new Writable({ write: (_part, _encoding, done) => done() });

async function hashOf(from: readonly NodeJS.ReadableStream[], unpacked: boolean): Promise<string> {
  const hash = createHash('sha256');
  const through = unpacked ? [createGunzip()] : [];
  await pipeline([...from, ...through, hashing(hash), nowhere()] as never);
  return hash.digest('hex');
}
const inTheOpen = (path: string): readonly NodeJS.ReadableStream[] => [createReadStream(path)];

/** A backup's folder as it is read: in the open, or sealed for whoever holds the identity. */
class Folder {
  readonly path: string;
  readonly #identity: string | undefined;

  constructor(path: string, identity: string | undefined) {
    this.path = resolve(path);
    this.#identity = identity;
  }

  /** The file's own bytes, to be piped. */
  read(file: string): readonly NodeJS.ReadableStream[] {
    const at = join(this.path, file);
    return this.#identity ? [createReadStream(at + sealedEnding), openWith(this.#identity)] : [createReadStream(at)];
  }

  onDisk(file: string): string {
    return join(this.path, this.#identity ? file + sealedEnding : file);
  }
}

async function filesIn(folder: string, below = ''): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
    const path = join(below, entry.name);
    if (below === '' && leftBehind.test(entry.name)) continue;
    if (entry.isDirectory()) found.push(...(await filesIn(folder, path)));
    else if (entry.isFile()) found.push(path);
  }
  return found.sort();
}

export interface BackupOptions {
  readonly ownerUrl: string;
  readonly dataDir: string;
  /** Where attachments lie; the data folder, unless told otherwise. */
  readonly store?: FileStore;
  /** Where the new folder `backup-<time>` is made. */
  readonly folder: string;
  readonly version: string;
  readonly now: Date;
  /** Recipients in the format age. With any, every file is sealed for them and nothing lies in the open. */
  readonly recipients?: readonly string[];
}

/**
 * Copies everything, from one moment, while the system goes on. The rows first and the files after them: a file is
 * there before the row that speaks of it.
 */
export async function writeBackup(options: BackupOptions): Promise<{ path: string; manifest: Manifest }> {
  const dataDir = resolve(options.dataDir);
  const path = join(resolve(options.folder), `backup-${options.now.toISOString().slice(0, 19).replaceAll(':', '-')}Z`);
  if (!relative(dataDir, path).startsWith('..')) {
    throw new BackupError(`${path} lies in the data folder. A backup in the place it protects is lost with it.`);
  }
  const { recipients = [] } = options;
  const isSealed = recipients.length > 0;
  const ending = isSealed ? sealedEnding : '';
  const seal = () => (isSealed ? [sealFor(recipients)] : []);
  const unfinished = `${path}.unfinished`;
  await mkdir(join(unfinished, 'tables'), { recursive: true, mode: 0o700 });
  const client = await connect(options.ownerUrl);
  try {
    await client.query('begin isolation level repeatable read read only');
    const tables: Record<string, TableRecord> = {};
    for (const table of await tablesOf(client)) {
      const file = createWriteStream(join(unfinished, 'tables', `${table.name}.gz${ending}`), { mode: 0o600 });
      tables[table.name] = await copyOut(client, table, [createGzip({ level: 6 }), ...seal(), file]);
    }
    const migrations = await client.query<{ name: string; hash: string }>(
      'select name, hash from migration order by name',
    );
    const sequences: Record<string, { value: string; called: boolean }> = {};
    for (const { name } of (await client.query<{ name: string }>(listSequences)).rows) {
      const state = await client.query(`select last_value as value, is_called as called from ${quote(name)}`);
      sequences[name] = state.rows[0];
    }
    const named = await client.query<{ name: string }>(
      `select distinct encode(sha256, 'hex') as name from attachment order by 1`,
    );
    await client.query('commit');

    const files: Record<string, { bytes: number; sha256: string }> = {};
    for (const file of await filesIn(dataDir).catch(() => [])) {
      const copy = join(unfinished, 'files', `${file}${ending}`);
      await mkdir(dirname(copy), { recursive: true, mode: 0o700 });
      const { mode } = await stat(join(dataDir, file));
      files[file] = await copyCounted(createReadStream(join(dataDir, file)), copy, mode & 0o777, seal());
    }
    const contents = await copyContents(options.store ?? storeIn(dataDir), join(unfinished, 'contents'), ending, seal);
    const manifest: Manifest = {
      version: options.version,
      madeAt: options.now.toISOString(),
      migrations: migrations.rows,
      tables,
      sequences,
      files,
      contents,
      missing: named.rows.map(({ name }) => name).filter((name) => !(name in contents)),
    };
    const written = Readable.from([Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)]);
    const last = createWriteStream(join(unfinished, `manifest.json${ending}`), { mode: 0o600 });
    await pipeline([written, ...seal(), last]);
    await rename(unfinished, path);
    return { path, manifest };
  } finally {
    await client.end();
  }
}

const storeIn = (dataDir: string): FileStore => diskStore(storeFolder(dataDir));

/** Copies what comes, and answers how long it was and its hash before it was sealed. */
async function copyCounted(
  content: NodeJS.ReadableStream | ReadableStream<Uint8Array>,
  copy: string,
  mode: number,
  seal: readonly NodeJS.ReadWriteStream[],
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const counting = new Transform({
    transform(part: Buffer, _encoding, pass) {
      bytes += part.length;
      hash.update(part);
      pass(null, part);
    },
  });
  await pipeline([content, counting, ...seal, createWriteStream(copy, { mode })] as never);
  return { bytes, sha256: hash.digest('hex') };
}

/** Every content, under its hash, by which it is known to be whole. One that is removed meanwhile is named by no row. */
async function copyContents(
  store: FileStore,
  folder: string,
  ending: string,
  seal: () => readonly NodeJS.ReadWriteStream[],
): Promise<Record<string, number>> {
  const contents: Record<string, number> = {};
  await mkdir(folder, { mode: 0o700 });
  for await (const name of store.list()) {
    const content = await store.read(Buffer.from(name, 'hex'));
    if (!content) continue;
    const { bytes, sha256 } = await copyCounted(content, join(folder, `${name}${ending}`), 0o600, seal());
    if (sha256 !== name) throw new BackupError(`The content ${name} has been changed or damaged.`);
    contents[name] = bytes;
  }
  return contents;
}

/** Targets before those who refer to them. The keys that make a circle are answered apart. */
function inOrder(tables: readonly Table[], keys: readonly ForeignKey[]): { ordered: Table[]; circular: ForeignKey[] } {
  const left = new Map(tables.map((table) => [table.name, table]));
  const ordered: Table[] = [];
  const circular: ForeignKey[] = [];
  const waits = (name: string) =>
    keys.filter((key) => key.source === name && key.target !== name && left.has(key.target) && !circular.includes(key));
  while (left.size > 0) {
    const ready = [...left.values()].filter((table) => waits(table.name).length === 0);
    if (ready.length === 0) circular.push(...[...left.keys()].flatMap(waits));
    for (const table of ready) {
      ordered.push(table);
      left.delete(table.name);
    }
  }
  return { ordered, circular };
}

async function openFolder(path: string, identity: string | undefined): Promise<{ folder: Folder; manifest: Manifest }> {
  const isSealed = await access(join(path, `manifest.json${sealedEnding}`)).then(
    () => true,
    () => false,
  );
  if (isSealed && !identity) {
    throw new BackupError(`${path} is sealed. Set BACKUP_IDENTITY_FILE to the file with the key that opens it.`);
  }
  const folder = new Folder(path, isSealed ? identity : undefined);
  try {
    const parts: Buffer[] = [];
    const gather = new Writable({
      write(part: Buffer, _encoding, done) {
        parts.push(part);
        done();
      },
    });
    await pipeline([...folder.read('manifest.json'), gather] as never);
    return { folder, manifest: JSON.parse(Buffer.concat(parts).toString()) as Manifest };
  } catch (error) {
    throw new BackupError(
      isSealed
        ? `${path} could not be opened with the key in BACKUP_IDENTITY_FILE, or is damaged: ${(error as Error).message}`
        : `${path} holds no whole backup: ${(error as Error).message}`,
    );
  }
}

/** Every file is read and every hash checked before anything is touched. */
async function checkFolder(folder: Folder, manifest: Manifest): Promise<void> {
  const changed: string[] = [];
  const check = async (path: string, expected: string, unpacked: boolean) => {
    const found = await hashOf(folder.read(path), unpacked).catch((error: Error) => error.message);
    if (found !== expected) changed.push(path);
  };
  for (const [table, { sha256 }] of Object.entries(manifest.tables)) {
    if (!/^[a-z0-9_]+$/.test(table)) throw new BackupError(`The manifest names a table ${table}.`);
    await check(`tables/${table}.gz`, sha256, true);
  }
  for (const [file, { sha256 }] of Object.entries(manifest.files)) {
    if (isAbsolute(file) || normalize(file).startsWith('..'))
      throw new BackupError(`The manifest names a file ${file}.`);
    await check(`files/${file}`, sha256, false);
  }
  for (const name of Object.keys(manifest.contents ?? {})) {
    if (!/^[0-9a-f]{64}$/.test(name)) throw new BackupError(`The manifest names a content ${name}.`);
    await check(`contents/${name}`, name, false);
  }
  if (changed.length > 0) {
    throw new BackupError(`The backup has been changed or damaged: ${changed.join(', ')}. Nothing was restored.`);
  }
}

async function checkMigrations(manifest: Manifest): Promise<void> {
  const ours = new Map((await migrationFiles()).map(({ name, hash }) => [name, hash]));
  const foreign = manifest.migrations.filter(({ name, hash }) => ours.get(name) !== hash).map(({ name }) => name);
  if (foreign.length > 0) {
    throw new BackupError(
      `The backup was made by version ${manifest.version}, whose ${foreign.join(', ')} this version does not have in the same form. Restore it with that version and upgrade afterwards.`,
    );
  }
}

async function checkEmpty(client: pg.Client, dataDir: string, manifest: Manifest): Promise<void> {
  const filled: string[] = [];
  for (const table of await tablesOf(client)) {
    const found = await client.query(`select exists (select from ${quote(table.name)}) as filled`);
    if (found.rows[0].filled) filled.push(table.name);
  }
  if (filled.length > 0) {
    throw new BackupError(
      `The database is not empty: there are rows in ${filled.join(', ')}. A backup is restored only into an empty place.`,
    );
  }
  for (const [file, { sha256 }] of Object.entries(manifest.files)) {
    const found = await hashOf(inTheOpen(join(dataDir, file)), false).catch(() => undefined);
    if (found !== undefined && found !== sha256) {
      throw new BackupError(`${join(dataDir, file)} is there already and differs from the backup's.`);
    }
  }
}

export interface RestoreOptions {
  readonly ownerUrl: string;
  readonly dataDir: string;
  readonly store?: FileStore;
  /** A folder that `writeBackup` made. */
  readonly folder: string;
  /** What opens a sealed one. */
  readonly identity?: string;
  readonly log?: (line: string) => void;
}

export interface RestoredTable {
  readonly name: string;
  readonly rows: number;
  readonly sha256: string;
}

/** Puts a backup into an empty place, and compares what then stands there with what the backup says. */
export async function restoreBackup(options: RestoreOptions): Promise<readonly RestoredTable[]> {
  const { ownerUrl, log } = options;
  const dataDir = resolve(options.dataDir);
  const { folder, manifest } = await openFolder(resolve(options.folder), options.identity);
  await checkFolder(folder, manifest);
  await checkMigrations(manifest);
  const client = await connect(ownerUrl);
  try {
    await checkEmpty(client, dataDir, manifest);
    await migrate(ownerUrl, log, new Set(manifest.migrations.map(({ name }) => name)));
    await migrateJobs(ownerUrl);
    await client.query('begin');
    const tables = await tablesOf(client);
    checkSameTables(tables, manifest);
    await fill(client, tables, folder);
    for (const [name, { value, called }] of Object.entries(manifest.sequences)) {
      await client.query('select setval($1::regclass, $2::bigint, $3)', [`public.${quote(name)}`, value, called]);
    }
    const restored = await verify(client, tables, manifest);
    await putFiles(folder, dataDir, manifest);
    await putContents(folder, options.store ?? storeIn(dataDir), manifest);
    await client.query('commit');
    return restored;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    await client.end();
  }
}

function checkSameTables(tables: readonly Table[], manifest: Manifest): void {
  const here = tables.map(({ name, columns }) => `${name}(${columns.join()})`);
  const there = Object.entries(manifest.tables).map(([name, { columns }]) => `${name}(${columns.join()})`);
  const odd = [...here.filter((one) => !there.includes(one)), ...there.filter((one) => !here.includes(one))];
  if (odd.length > 0) throw new BackupError(`The tables differ from those of the backup: ${odd.join('; ')}.`);
}

/** In one transaction. COPY is refused on a table whose policies bind the owner, so they are lifted and put back. */
async function fill(client: pg.Client, tables: readonly Table[], folder: Folder): Promise<void> {
  if (tables.length === 0) return;
  const { ordered, circular } = inOrder(tables, (await client.query<ForeignKey>(listForeignKeys)).rows);
  for (const { source, name } of circular)
    await client.query(`alter table ${quote(source)} drop constraint ${quote(name)}`);
  // What the migrations themselves put there is in the backup too, as it was then.
  await client.query(`truncate ${tables.map(({ name }) => quote(name)).join(', ')}`);
  for (const { name, columns, forced } of ordered) {
    const table = quote(name);
    await client.query(`alter table ${table} disable trigger user`);
    if (forced) await client.query(`alter table ${table} no force row level security`);
    const into = client.query(copyFrom(`copy ${table} (${columns.map(quote).join(', ')}) from stdin`));
    await pipeline([...folder.read(`tables/${name}.gz`), createGunzip(), into] as never);
  }
  for (const { source, name, definition } of circular) {
    await client.query(`alter table ${quote(source)} add constraint ${quote(name)} ${definition}`);
  }
  for (const { name, forced } of ordered) {
    await client.query(`alter table ${quote(name)} enable trigger user`);
    if (forced) await client.query(`alter table ${quote(name)} force row level security`);
  }
}

async function verify(client: pg.Client, tables: readonly Table[], manifest: Manifest): Promise<RestoredTable[]> {
  const restored: RestoredTable[] = [];
  for (const table of tables) {
    const found = await copyOut(client, table, [nowhere()]);
    const expected = manifest.tables[table.name];
    if (found.rows !== expected?.rows || found.sha256 !== expected.sha256) {
      throw new BackupError(`${table.name} did not come back as it was (${found.rows} rows). Nothing was restored.`);
    }
    restored.push({ name: table.name, rows: found.rows, sha256: found.sha256 });
  }
  return restored;
}

async function putFiles(folder: Folder, dataDir: string, manifest: Manifest): Promise<void> {
  for (const file of Object.keys(manifest.files)) {
    const target = join(dataDir, file);
    await mkdir(dirname(target), { recursive: true });
    await pipeline([...folder.read(`files/${file}`), createWriteStream(target)] as never);
    await chmod(target, (await stat(folder.onDisk(`files/${file}`))).mode & 0o777);
  }
}

/** Into whatever storage the settings name now, looked at once more as it comes in. */
async function putContents(folder: Folder, store: FileStore, manifest: Manifest): Promise<void> {
  for (const [name, bytes] of Object.entries(manifest.contents ?? {})) {
    const opened = new PassThrough();
    const [file] = await Promise.all([
      store.receive(opened, bytes),
      pipeline([...folder.read(`contents/${name}`), opened] as never),
    ]);
    if (file.sha256.toString('hex') !== name) throw new BackupError(`The content ${name} did not come back as it was.`);
    await store.keep(file);
  }
}
