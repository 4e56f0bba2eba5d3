// npm run history:verify -- [--database URL] [--checkpoints FOLDER] [--public-key FILE]: whether the history is what was
// written. It uses nothing of Armkrok's own, so that it can be read through and run elsewhere: Node.js 24 and pg are
// enough. docs/operations/history.md says what it checks against what.
import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';

const dataDir = resolve(process.env.DATA_DIR || './data');
const { values: given } = parseArgs({
  options: {
    /** A role that sees every row of history and history_payload. */
    database: { type: 'string', default: process.env.DATABASE_OWNER_URL || embeddedDatabase() },
    checkpoints: { type: 'string', default: process.env.CHECKPOINT_DIR || join(dataDir, 'checkpoints') },
    'public-key': { type: 'string', multiple: true, default: [join(dataDir, 'keys', 'checkpoint-public.pem')] },
    'without-checkpoints': { type: 'boolean', default: false },
  },
});

/** Where the embedded database that runs on DATA_DIR answers. */
function embeddedDatabase(): string | undefined {
  const key = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  const owners = [process.getuid?.() ?? 0, statSync(dataDir, { throwIfNoEntry: false })?.uid ?? 0];
  const folder = owners.map((user) => `/tmp/armkrok-${user}-${key}`).find((one) => existsSync(`${one}/.s.PGSQL.5432`));
  return folder && `postgres://armkrok_owner@localhost:5432/armkrok?host=${encodeURIComponent(folder)}`;
}

interface Entry {
  readonly form: number;
  readonly id: string;
  readonly chain: string;
  readonly seq: string;
  readonly at: Date;
  readonly microseconds: string;
  readonly epoch: string;
  readonly user: string | null;
  readonly seat: string | null;
  readonly organisation: string | null;
  readonly collaboration: string | null;
  readonly verb: string;
  readonly subject_type: string;
  readonly subject: string;
  readonly payload_hash: Buffer;
  readonly previous_hash: Buffer | null;
  readonly hash: Buffer;
  readonly salt: Buffer | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly payload_elsewhere: boolean;
}

interface Head {
  readonly seq: number;
  readonly hash: string;
  readonly checkpoint: number;
  readonly at: Date;
}

const readEntries = `
  declare entries no scroll cursor for
  select h.form, h.id, h.chain, h.seq::text as seq, h.at, (extract(epoch from h.at) * 1000000)::bigint::text as microseconds,
    extract(epoch from h.at)::text as epoch, h.user_id as "user", h.seat_id as seat, h.organisation_id as organisation,
    h.collaboration_id as collaboration, h.verb, h.subject_type, h.subject_id as subject, h.payload_hash,
    h.previous_hash, h.hash, p.salt, p.before::text as before, p.after::text as after,
    p.history_id is not null and (p.collaboration_id is distinct from h.collaboration_id
      or p.organisation_id is distinct from h.organisation_id) as payload_elsewhere
  from history h left join history_payload p on p.history_id = h.id order by h.chain, h.seq, h.id`;

const sha256 = (...parts: readonly (string | Buffer)[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const asJson = (values: readonly (string | number | null)[]): string =>
  `[${values.map((value) => JSON.stringify(value)).join(', ')}]`;

/** What an entry's hash must be, were it number `seq` of its chain. */
function hashOf(entry: Entry, seq: string): Buffer {
  const { chain, user, seat, organisation, collaboration, verb, subject_type: type, subject } = entry;
  const before = entry.previous_hash?.toString('hex') ?? null;
  if (entry.form === 1) {
    const said = [chain, seq, entry.epoch, user, organisation, seat, verb, type, subject];
    return sha256(entry.previous_hash ?? '', entry.payload_hash, said.filter((one) => one !== null).join('|'));
  }
  const who = [user, seat, organisation, collaboration];
  const what = [verb, type, subject, entry.payload_hash.toString('hex'), before];
  const number = [Number(seq), Number(entry.microseconds)];
  return sha256(asJson([entry.form, entry.id, chain, ...number, ...who, ...what]));
}

function isPayload(entry: Entry & { readonly salt: Buffer }): boolean {
  const { salt, before, after } = entry;
  if (entry.form !== 1) return sha256(salt, `[${before ?? 'null'}, ${after ?? 'null'}]`).equals(entry.payload_hash);
  // The first form did not tell an absent value from JSON's null.
  const readings = (value: string | null) => (value === null ? ['', 'null'] : [value]);
  return readings(before).some((was) =>
    readings(after).some((is) => sha256(salt, `${was}>${is}`).equals(entry.payload_hash)),
  );
}

const faults: string[] = [];
const remarks: string[] = [];
const day = (at: Date): string => `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
const named = (entry: Entry): string =>
  `chain ${entry.chain}, number ${entry.seq} (${entry.verb}, ${day(entry.at)}, entry ${entry.id})`;

/** The heads that were signed, by chain; with what is wrong with the checkpoints themselves. */
function readCheckpoints(folder: string, keys: readonly KeyObject[]): { heads: Map<string, Head[]>; last?: Head } {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /^checkpoint-\d+\.json$/.test(name)) : [];
  if (names.length === 0) {
    faults.push(`There is no checkpoint in ${folder}: nothing tells whether the end of a chain has been cut off.`);
  }
  const heads = new Map<string, Head[]>();
  let last: Head | undefined;
  let previous: Buffer | undefined;
  let expected = names.length > 0 ? Number(/\d+/.exec(names.toSorted()[0] ?? '')?.[0]) : 1;
  if (expected > 1)
    remarks.push(`The first checkpoint here is number ${expected}; those before it are kept elsewhere.`);
  for (const name of names.sort()) {
    const bytes = readFileSync(join(folder, name));
    const text = bytes.toString('utf8');
    const signed = text.slice(0, text.lastIndexOf('"signature":'));
    const number = Number(/\d+/.exec(name)?.[0]);
    if (number !== expected)
      faults.push(`Checkpoint ${expected} has been removed: ${name} comes after ${expected - 1}.`);
    try {
      const { signature, ...said } = JSON.parse(text);
      if (!keys.some((key) => verify(null, Buffer.from(signed), key, Buffer.from(String(signature), 'base64')))) {
        faults.push(`${name} has been changed, or is signed with another key; what it says is not used.`);
      } else {
        if (said.number !== number) faults.push(`${name} is checkpoint ${said.number} under another name.`);
        if (previous && number === expected && said.previous !== sha256(previous).toString('hex')) {
          faults.push(`${name} does not follow the checkpoint before it, which has been replaced.`);
        }
        for (const [chain, seq, hash] of said.heads as [string, number, string][]) {
          const head = { seq, hash, checkpoint: number, at: new Date(said.at) };
          heads.set(chain, [...(heads.get(chain) ?? []), head]);
        }
        last = { seq: 0, hash: '', checkpoint: number, at: new Date(said.at) };
      }
    } catch {
      faults.push(`${name} cannot be read; what it says is not used.`);
    }
    previous = bytes;
    expected = number + 1;
  }
  return { heads, ...(last ? { last } : {}) };
}

interface Certificates {
  /** Entries whose payload was destroyed by decision, with the number of the certificate in the same chain. */
  readonly payloads: Map<string, { readonly chain: string; readonly seq: number }>;
  /** Chains that were taken away whole, such as an example's, and when. */
  readonly chains: Map<string, Date>;
}

/** More than any request lasts: what is written later than a checkpoint says a time after it, but for this. */
const tolerance = 15 * 60_000;

class Chain {
  readonly #name: string;
  readonly #heads: readonly Head[];
  readonly #signed = new Map<number, Head[]>();
  readonly #certificates: Certificates;
  /** Which number had which hash when it was written, as far as this chain has been read. */
  readonly #numbers = new Map<string, number>();
  /** Hashes that moved entries were written after and that have not been seen. */
  readonly #unseen = new Map<string, Entry>();
  #previous: Entry | undefined;
  #beforePrevious: Entry | undefined;
  /** The newest checkpoint of an entry before this one. */
  #passed: Head | undefined;
  #moved: { readonly from: Entry; to: Entry; readonly by: number } | undefined;

  constructor(name: string, heads: readonly Head[], certificates: Certificates) {
    this.#name = name;
    this.#certificates = certificates;
    const since = certificates.chains.get(name);
    this.#heads = since ? heads.filter(({ at }) => at > since) : heads;
    for (const head of this.#heads) this.#signed.set(head.seq, [...(this.#signed.get(head.seq) ?? []), head]);
  }

  take(entry: Entry): void {
    const seq = Number(entry.seq);
    const before = this.#previous;
    const expected = Number(before?.seq ?? 0) + 1;
    const hash = entry.hash.toString('hex');
    const isOwn = hashOf(entry, entry.seq).equals(entry.hash);
    const follows = before ? entry.previous_hash?.equals(before.hash) === true : entry.previous_hash === null;
    const wasAfter = this.#numbers.get(entry.previous_hash?.toString('hex') ?? '') ?? (entry.previous_hash ? null : 0);
    if (seq < expected) faults.push(`Inserted: ${named(entry)}; the number is there twice.`);
    if (seq > expected) {
      const numbers = seq - expected === 1 ? `number ${expected} is` : `numbers ${expected}–${seq - 1} are`;
      faults.push(`Removed: chain ${this.#name}, ${numbers} missing.`);
    }
    if (before && !follows && this.#beforePrevious && entry.previous_hash?.equals(this.#beforePrevious.hash)) {
      faults.push(`Inserted: ${named(before)}; the next was written after the one before it.`);
    }
    if (!isOwn) this.#explain(entry, wasAfter);
    else if (seq === expected && !follows) {
      faults.push(`Rewritten: ${named(entry)} was not written after the entry that now stands before it.`);
    }
    if (before && entry.form < before.form) faults.push(`Changed: ${named(entry)} says that it has an older form.`);
    if (entry.chain !== (entry.collaboration ?? entry.organisation ?? 'instance')) {
      faults.push(`Moved: ${named(entry)} belongs to another chain.`);
    }
    this.#compare(entry, seq, hash);
    this.#readPayload(entry, seq);
    this.#numbers.set(hash, seq);
    this.#beforePrevious = this.#previous;
    this.#previous = entry;
  }

  /** An entry that its hash was not made of: moved from another number, or changed. */
  #explain(entry: Entry, wasAfter: number | null): void {
    const seq = Number(entry.seq);
    // What stood before it tells which number it had, whatever the numbers are now.
    const original = [wasAfter === null ? undefined : wasAfter + 1, seq - 1, seq + 1].find(
      (number) => number !== undefined && number > 0 && hashOf(entry, String(number)).equals(entry.hash),
    );
    if (original === undefined) {
      this.#tellMoved();
      faults.push(`Changed or inserted: ${named(entry)}; its hash was not made of what it says.`);
    } else if (this.#moved && this.#moved.by === seq - original && Number(this.#moved.to.seq) === seq - 1) {
      this.#moved.to = entry;
    } else {
      this.#tellMoved();
      this.#moved = { from: entry, to: entry, by: seq - original };
      if (wasAfter === null && entry.previous_hash) this.#unseen.set(entry.previous_hash.toString('hex'), entry);
    }
  }

  #tellMoved(): void {
    if (!this.#moved) return;
    const { from, to, by } = this.#moved;
    const was = Number(from.seq) - by;
    faults.push(
      from === to
        ? `Moved: ${named(from)} was written as number ${was}.`
        : `Moved: chain ${this.#name}, numbers ${from.seq}–${to.seq} were written as ${was}–${Number(to.seq) - by}.`,
    );
    this.#moved = undefined;
  }

  #compare(entry: Entry, seq: number, hash: string): void {
    const signed = this.#signed.get(seq);
    const other = signed?.find((head) => head.hash !== hash);
    if (other) {
      faults.push(
        `Rewritten: ${named(entry)} is not the entry that checkpoint ${other.checkpoint} (${day(other.at)}) signed.`,
      );
      return;
    }
    const earlier =
      this.#passed && this.#passed.at.getTime() - tolerance > entry.at.getTime() ? this.#passed : undefined;
    this.#passed = signed?.at(-1) ?? this.#passed;
    if (earlier) {
      faults.push(
        `Inserted: ${named(entry)} says an earlier time than checkpoint ${earlier.checkpoint} (${day(earlier.at)}), when it was not there.`,
      );
    }
  }

  #readPayload(entry: Entry, seq: number): void {
    const certificate = this.#certificates.payloads.get(entry.id);
    const isCertified = certificate !== undefined && certificate.chain === this.#name && certificate.seq > seq;
    const { salt } = entry;
    if (salt === null) {
      if (isCertified) destroyed += 1;
      else faults.push(`Removed: what ${named(entry)} held, without a certificate of destruction.`);
      return;
    }
    if (isCertified) faults.push(`Returned: what ${named(entry)} held is there, though certified as destroyed.`);
    if (!isPayload({ ...entry, salt })) faults.push(`Changed: what ${named(entry)} held.`);
    if (entry.payload_elsewhere) faults.push(`Changed: who may read what ${named(entry)} held.`);
  }

  end(): void {
    this.#tellMoved();
    for (const [hash, entry] of this.#unseen) {
      if (!this.#numbers.has(hash)) faults.push(`Removed: the entry that ${named(entry)} was written after.`);
    }
    const last = Number(this.#previous?.seq ?? 0);
    const beyond = this.#heads.filter((head) => head.seq > last).sort((a, b) => b.seq - a.seq)[0];
    if (beyond) {
      faults.push(
        `Cut: chain ${this.#name} ended with number ${beyond.seq} when checkpoint ${beyond.checkpoint} (${day(beyond.at)}) was signed; it now ends with ${last === 0 ? 'nothing' : `number ${last}`}.`,
      );
    }
    since += last - Math.max(0, ...this.#heads.filter((head) => head.seq <= last).map((head) => head.seq));
  }
}

let destroyed = 0;
/** Entries that have come after the last checkpoint. */
let since = 0;

async function readCertificates(client: pg.Client): Promise<Certificates> {
  const payloads = await client.query<{ id: string; chain: string; seq: string }>(
    `select subject_id as id, chain, seq::text as seq from history where verb = 'payload.destroyed'`,
  );
  const chains = await client.query<{ chain: string; at: Date }>(
    `select c ->> 'chain' as chain, max(h.at) as at from history h join history_payload p on p.history_id = h.id
     cross join lateral jsonb_array_elements(p.after -> 'chains') c
     where h.verb = 'chains.removed' and h.chain = 'instance' group by 1`,
  );
  return {
    payloads: new Map(payloads.rows.map(({ id, chain, seq }) => [id, { chain, seq: Number(seq) }])),
    chains: new Map(chains.rows.map(({ chain, at }) => [chain, at])),
  };
}

async function verifyHistory(): Promise<void> {
  if (!given.database) {
    throw new Error(
      `Which database? No Armkrok is running on ${dataDir}; give --database, or start it in another window.`,
    );
  }
  const keys = given['without-checkpoints']
    ? []
    : given['public-key'].map((file) => createPublicKey(readFileSync(file, 'utf8')));
  const { heads, last } = given['without-checkpoints']
    ? { heads: new Map<string, Head[]>(), last: undefined }
    : readCheckpoints(given.checkpoints, keys);
  const client = new pg.Client({ connectionString: given.database, application_name: 'armkrok-verify-history' });
  await client.connect();
  let entries = 0;
  let newest = new Date(0);
  const read = new Set<string>();
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    const certificates = await readCertificates(client);
    await client.query(readEntries);
    let chain: Chain | undefined;
    let name: string | undefined;
    for (;;) {
      const { rows } = await client.query<Entry>('fetch 2000 from entries');
      if (rows.length === 0) break;
      for (const entry of rows) {
        if (entry.chain !== name) {
          chain?.end();
          name = entry.chain;
          read.add(name);
          chain = new Chain(name, heads.get(name) ?? [], certificates);
        }
        chain?.take(entry);
        if (entry.at > newest) newest = entry.at;
      }
      entries += rows.length;
    }
    chain?.end();
    for (const [name, of] of heads) if (!read.has(name)) new Chain(name, of, certificates).end();
    for (const [name, at] of certificates.chains) {
      remarks.push(`Chain ${name} was taken away whole ${day(at)}; the chain of the installation says so.`);
    }
    const loose = await client.query<{ count: number }>(
      `select count(*)::integer as count from history_payload p
       where not exists (select from history h where h.id = p.history_id)`,
    );
    if (loose.rows[0]?.count) faults.push(`${loose.rows[0].count} payloads belong to no entry.`);
  } finally {
    await client.end();
  }
  const tell = (line: string) => void process.stdout.write(`${line}\n`);
  tell(`${entries} entries in ${read.size} chains, ${destroyed} with a payload that was destroyed by decision.`);
  for (const remark of remarks) tell(remark);
  if (last) {
    tell(
      `A cut end is proved for everything up to checkpoint ${last.checkpoint} (${day(last.at)}). ${since} entries have come since; whether others came and were cut off cannot be told.`,
    );
    if (newest.getTime() - last.at.getTime() > 3 * 3_600_000) {
      tell(`The newest entry is of ${day(newest)}: checkpoints are not being written, or the last ones are missing.`);
    }
  } else tell('Without checkpoints a cut end cannot be proved.');
  for (const fault of faults) tell(`- ${fault}`);
  tell(
    faults.length === 0
      ? 'Nothing has been changed, removed, inserted or moved.'
      : `${faults.length} ${faults.length === 1 ? 'fault' : 'faults'} found.`,
  );
  if (faults.length > 0) process.exitCode = 1;
}

verifyHistory().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
});
