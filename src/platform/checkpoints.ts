import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
} from 'node:crypto';
import { chmod, link, mkdir, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from './clock.ts';
import type { Database } from './database/database.ts';
import { statement } from './database/statement.ts';
import { enqueue, type JobLog, type Task } from './jobs.ts';

/** The checkpoints cannot be signed; the message says what to put right. */
export class CheckpointError extends Error {
  override name = 'CheckpointError';
}

/** A chain, the number of its last entry and that entry's hash. */
type Head = readonly [chain: string, seq: number, hash: string];

interface Checkpoint {
  readonly format: 'armkrok-checkpoint-1';
  readonly number: number;
  readonly at: string;
  /** The SHA-256 of the file before this one. */
  readonly previous: string | null;
  /** True when it has every chain; otherwise those that have grown since the one before. */
  readonly isWhole: boolean;
  readonly heads: readonly Head[];
}

const listHeads = statement<{ chain: string; seq: string; hash: Buffer }>(
  'select chain, seq::text as seq, hash from history_heads()',
);

const day = 24 * 3_600_000;
const hour = 3_600_000;
const nameOf = (number: number): string => `checkpoint-${String(number).padStart(8, '0')}.json`;

/**
 * The key that signs checkpoints: the file that the installation names, else one made in DATA_DIR. What it is verified with
 * lies in DATA_DIR/keys/checkpoint-public.pem.
 */
export async function readCheckpointKey(
  dataDir: string,
  keyFile: string | undefined,
): Promise<{ readonly key: KeyObject; readonly isOutside: boolean }> {
  const folder = join(dataDir, 'keys');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = keyFile ?? join(folder, 'checkpoint.pem');
  if (!keyFile) {
    const { privateKey } = generateKeyPairSync('ed25519');
    const made = privateKey.export({ type: 'pkcs8', format: 'pem' });
    await writeFile(path, made, { flag: 'wx', mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CheckpointError(`CHECKPOINT_KEY_FILE: ${path} cannot be read (${error.code}).`);
  });
  let key: KeyObject;
  try {
    key = createPrivateKey(text);
  } catch {
    throw new CheckpointError(`CHECKPOINT_KEY_FILE: ${path} is no private key in PEM.`);
  }
  if (key.asymmetricKeyType !== 'ed25519') {
    throw new CheckpointError(`CHECKPOINT_KEY_FILE: ${path} is not an Ed25519 key: openssl genpkey -algorithm ed25519`);
  }
  await writeFile(join(folder, 'checkpoint-public.pem'), createPublicKey(key).export({ type: 'spki', format: 'pem' }));
  return { key, isOutside: keyFile !== undefined };
}

/** What is signed: every byte of the file before the line of the signature. A line for each chain. */
function textOf(checkpoint: Checkpoint): string {
  const { heads, ...said } = checkpoint;
  const lines = Object.entries(said).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)},\n`);
  return `{\n${lines.join('')}"heads": [\n${heads.map((head) => JSON.stringify(head)).join(',\n')}\n],\n`;
}

export interface CheckpointOptions {
  readonly folder: string;
  readonly key: KeyObject;
  readonly database: Database<unknown>;
  readonly clock: Clock;
  readonly log: JobLog;
}

/** Signs where every chain ends, in files outside the database that are only ever added to. */
export class Checkpoints {
  readonly #options: CheckpointOptions;
  constructor(options: CheckpointOptions) {
    this.#options = options;
  }

  /** Signs now, and asks for the next in an hour. With `isWhole` every chain is in it, as in the first of each day. */
  async sign(isWhole = false): Promise<Checkpoint> {
    const { database, clock } = this.#options;
    const now = clock();
    // The commit of a write that is waited for: what the checkpoint signs is on disk before it.
    const rows = await database.write(null, now, async (tx) => {
      const found = await tx.all(listHeads());
      tx.send(enqueue('sign-checkpoint', {}, 'sign-checkpoint', new Date(now.getTime() + hour)));
      return found;
    });
    const heads = rows.map(({ chain, seq, hash }): Head => [chain, Number(seq), hash.toString('hex')]);
    await mkdir(this.#options.folder, { recursive: true, mode: 0o750 });
    for (let attempt = 0; ; attempt += 1) {
      const checkpoint = await this.#next(now, heads, isWhole);
      if (await this.#write(checkpoint)) return checkpoint;
      // Another process has taken the number.
      if (attempt === 5) throw new CheckpointError(`${nameOf(checkpoint.number)} was there again and again.`);
    }
  }

  readonly tasks: Readonly<Record<string, Task>> = {
    'sign-checkpoint': async () => {
      const { number, heads } = await this.sign();
      this.#options.log.info({ number, heads: heads.length }, 'a checkpoint of the history was signed');
    },
  };

  async #next(now: Date, heads: readonly Head[], isWhole: boolean): Promise<Checkpoint> {
    const { folder } = this.#options;
    const names = (await readdir(folder)).filter((name) => /^checkpoint-\d{8}\.json$/.test(name)).sort();
    const last = names.at(-1);
    const previous = last === undefined ? null : await readFile(join(folder, last));
    const known = isWhole ? undefined : await this.#headsKnown(names, now);
    const next = {
      format: 'armkrok-checkpoint-1',
      number: last === undefined ? 1 : Number(/\d+/.exec(last)?.[0]) + 1,
      at: now.toISOString(),
      previous: previous && createHash('sha256').update(previous).digest('hex'),
    } as const;
    return known
      ? { ...next, isWhole: false, heads: heads.filter(([chain, , hash]) => known.get(chain) !== hash) }
      : { ...next, isWhole: true, heads };
  }

  /** The hash of each chain's last entry as the checkpoints say it; undefined when it is time for a whole one. */
  async #headsKnown(names: readonly string[], now: Date): Promise<ReadonlyMap<string, string> | undefined> {
    const known = new Map<string, string>();
    for (const name of names.toReversed()) {
      let said: Checkpoint;
      try {
        said = JSON.parse(await readFile(join(this.#options.folder, name), 'utf8'));
      } catch {
        return undefined;
      }
      for (const [chain, , hash] of said.heads) if (!known.has(chain)) known.set(chain, hash);
      if (now.getTime() - Date.parse(said.at) >= day) return undefined;
      if (said.isWhole) return known;
    }
    return undefined;
  }

  /** False when a checkpoint of that number is there already. */
  async #write(checkpoint: Checkpoint): Promise<boolean> {
    const { folder, key } = this.#options;
    const text = textOf(checkpoint);
    const signature = sign(null, Buffer.from(text), key).toString('base64');
    const unfinished = join(folder, `.${nameOf(checkpoint.number)}.${randomUUID()}`);
    const file = await open(unfinished, 'w', 0o440);
    try {
      await file.writeFile(`${text}"signature": "${signature}"\n}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    try {
      // Unlike a rename this never takes the place of a file that is there.
      await link(unfinished, join(folder, nameOf(checkpoint.number)));
      await chmod(join(folder, nameOf(checkpoint.number)), 0o440);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      return false;
    } finally {
      await rm(unfinished, { force: true });
    }
  }
}
