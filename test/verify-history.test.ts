import { spawn } from 'node:child_process';
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identify } from '../src/identity/index.ts';
import { Checkpoints } from '../src/platform/checkpoints.ts';
import { openDatabase } from '../src/platform/database/database.ts';
import type { HistoryEntry } from '../src/platform/history.ts';
import { newId } from '../src/platform/id.ts';
import { silent } from './setup/composition.ts';
import { createTestDatabase, type TestDatabase } from './setup/database.ts';

const program = fileURLToPath(new URL('../bin/verify-history.ts', import.meta.url));
const collaboration = newId();
const other = newId();
const organisation = newId();

let urls: TestDatabase;
/** What a database is copied from: one that nobody is connected to. */
let original: string;
let folder: string;
let now = new Date('2026-03-02T08:00:00Z');

const entryOf = (chain: string, text: string): HistoryEntry => ({
  verb: 'goal.changed',
  subjectType: 'goal',
  subjectId: newId(),
  userId: organisation,
  organisationId: organisation,
  collaborationId: chain,
  ...(text === 'Mål 1' ? {} : { before: { text: `${text} förr` } }),
  after: { text },
});

/** Twelve entries in one chain and three in another, four checkpoints, and two entries after the last. */
beforeAll(async () => {
  urls = await createTestDatabase();
  original = new URL(urls.ownerUrl).pathname.slice(1);
  folder = mkdtempSync(join(tmpdir(), 'armkrok-verify-'));
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(join(folder, 'key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(join(folder, 'public.pem'), createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }));
  const database = openDatabase({ url: urls.appUrl, poolSize: 1, identify });
  const checkpoints = new Checkpoints({
    folder: join(folder, 'checkpoints'),
    key: createPrivateKey(readFileSync(join(folder, 'key.pem'))),
    database,
    clock: () => now,
    log: silent,
  });
  for (let hour = 0; hour < 4; hour += 1) {
    for (let at = 1; at <= 3; at += 1) {
      now = new Date(now.getTime() + 19 * 60_000);
      await database.write(null, now, async (tx) => tx.record(entryOf(collaboration, `Mål ${3 * hour + at}`)));
    }
    if (hour < 3) await database.write(null, now, async (tx) => tx.record(entryOf(other, `Annat ${hour}`)));
    now = new Date(now.getTime() + 60_000);
    await checkpoints.sign(hour === 0);
  }
  for (const text of ['Mål 13', 'Mål 14']) {
    now = new Date(now.getTime() + 60_000);
    await database.write(null, now, async (tx) => tx.record(entryOf(collaboration, text)));
  }
  await database.close();
});
afterAll(async () => {
  await urls.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function run(database: string, checkpoints: string, ...more: readonly string[]) {
  const args = [
    '--database',
    database,
    '--checkpoints',
    checkpoints,
    '--public-key',
    join(folder, 'public.pem'),
    ...more,
  ];
  // By itself, from elsewhere, without what makes our own source run.
  const child = spawn(process.execPath, [program, ...args], { cwd: tmpdir(), env: { PATH: process.env.PATH } });
  let said = '';
  child.stdout.on('data', (part) => (said += part));
  child.stderr.on('data', (part) => (said += part));
  const code = await new Promise<number | null>((ended) => child.on('close', ended));
  return { code, said, faults: said.split('\n').filter((line) => line.startsWith('- ')) };
}

/** What the program says of a copy of the database in which the owner has done this. */
async function after(tampering: string, checkpoints = join(folder, 'checkpoints')) {
  const copy = await createTestDatabase(original);
  try {
    const owner = new pg.Client({ connectionString: copy.ownerUrl });
    await owner.connect();
    await owner.query(tampering.replaceAll(':chain', `'${collaboration}'`).replaceAll(':other', `'${other}'`));
    await owner.end();
    return await run(copy.ownerUrl, checkpoints);
  } finally {
    await copy.drop();
  }
}

/** A copy of the checkpoints in which this has been done. */
async function withCheckpoints(tamper: (folder: string, names: readonly string[]) => void) {
  const copy = mkdtempSync(join(folder, 'copy-'));
  cpSync(join(folder, 'checkpoints'), copy, { recursive: true });
  tamper(copy, readdirSync(copy).sort());
  return await after('select', copy);
}

const payloadsOf = (condition: string): string =>
  `delete from history_payload where history_id in (select id from history where ${condition})`;

test('an untouched history passes, and how far a cut end is proved is told', async () => {
  const { code, said } = await after('select');
  expect(said).toContain('17 entries in 2 chains, 0 with a payload that was destroyed by decision.');
  expect(said).toContain('A cut end is proved for everything up to checkpoint 4 (2026-03-02 11:52:00 UTC).');
  expect(said).toContain('2 entries have come since; whether others came and were cut off cannot be told.');
  expect(said).toContain('Nothing has been changed, removed, inserted or moved.');
  expect(code).toBe(0);
});

test.each([
  ['the verb', `verb = 'goal.withdrawn'`],
  ['the time', `at = at + interval '1 second'`],
  ['the person', `user_id = '${newId()}'`],
  ['the organisation', `organisation_id = '${newId()}'`],
  ['the seat', `seat_id = '${newId()}'`],
  ['the kind of subject', `subject_type = 'party'`],
  ['the subject', `subject_id = '${newId()}'`],
  ['the hash of its payload', `payload_hash = sha256('x')`],
  ['the hash before it', `previous_hash = sha256('x')`],
  ['its own hash', `hash = sha256('x')`],
  ['its id', `id = id`],
])('a change is found: %s', async (what, change) => {
  const { code, faults } = await after(
    what === 'its id'
      ? `alter table history_payload drop constraint history_payload_history_id_fkey;
         with old as (select id from history where chain = :chain and seq = 5),
         moved as (update history_payload set history_id = '${organisation}' where history_id in (select id from old))
         update history set id = '${organisation}' where id in (select id from old)`
      : `update history set ${change} where chain = :chain and seq = 5`,
  );
  expect(code).toBe(1);
  expect(faults.join('\n')).toContain(`Changed or inserted: chain ${collaboration}, number 5`);
});

test('an entry that is made to belong elsewhere is found, and so is one that is said to have an older form', async () => {
  const collaborationless = await after(`update history set collaboration_id = null where chain = :chain and seq = 5`);
  expect(collaborationless.code).toBe(1);
  expect(collaborationless.faults.join('\n')).toContain('belongs to another chain');
  const older = await after('update history set form = 1 where chain = :chain and seq = 5');
  expect(older.code).toBe(1);
  expect(older.faults.join('\n')).toMatch(/Changed: .*says that it has an older form/);
});

test('a changed payload is found, also one that has changed places with another, or that others may read', async () => {
  const changed = await after(
    `update history_payload set after = '{"text": "Annat"}' where history_id =
       (select id from history where chain = :chain and seq = 5)`,
  );
  expect(changed.code).toBe(1);
  expect(changed.faults).toEqual([expect.stringMatching(/Changed: what chain .*, number 5 .* held/)]);
  const swapped = await after(
    `update history_payload p set salt = o.salt, before = o.before, after = o.after
     from history h, history g, history_payload o
     where p.history_id = h.id and o.history_id = g.id and h.chain = :chain and g.chain = :chain
       and (h.seq, g.seq) in ((5, 6), (6, 5))`,
  );
  expect(swapped.code).toBe(1);
  expect(swapped.faults.length).toBe(2);
  const opened = await after(
    `update history_payload set collaboration_id = :other where history_id =
       (select id from history where chain = :chain and seq = 5)`,
  );
  expect(opened.code).toBe(1);
  expect(opened.faults).toEqual([expect.stringMatching(/Changed: who may read what chain .*, number 5/)]);
});

test('a removed entry is found, also when those after it are given its number', async () => {
  const condition = 'chain = :chain and seq = 5';
  const gap = await after(`${payloadsOf(condition)}; delete from history where ${condition}`);
  expect(gap.code).toBe(1);
  expect(gap.faults).toContain(`- Removed: chain ${collaboration}, number 5 is missing.`);
  const closed = await after(
    `${payloadsOf(condition)}; delete from history where ${condition};
     update history set seq = seq - 100 where chain = :chain and seq > 5;
     update history set seq = seq + 99 where chain = :chain and seq < 0`,
  );
  expect(closed.code).toBe(1);
  expect(closed.faults.join('\n')).toContain('Removed: the entry that');
  expect(closed.faults.join('\n')).toContain(`numbers 5–13 were written as 6–14`);
});

/** An entry with a hash that is right, between two that were there: what somebody who knows the form can do. */
const insertInTheMiddle = `
  update history set chain = 'aside', seq = seq + 1 where chain = :chain and seq > 5;
  select append_history(jsonb_build_array(jsonb_build_object('verb', 'goal.changed', 'subjectType', 'goal', 'subjectId', id,
    'collaborationId', chain)), at) from history where chain = :chain and seq = 5;
  update history set chain = :chain where chain = 'aside'`;

test('an inserted entry is found, also one whose hash is right, and one with a number that is taken', async () => {
  const middle = await after(insertInTheMiddle);
  expect(middle.code).toBe(1);
  expect(middle.faults.join('\n')).toMatch(new RegExp(`Inserted: chain ${collaboration}, number 6 `));
  expect(middle.faults.join('\n')).toContain('numbers 7–15 were written as 6–14');
  const twice = await after(
    `alter table history drop constraint history_chain_seq_key;
     insert into history (form, id, chain, seq, at, collaboration_id, organisation_id, user_id, verb, subject_type,
       subject_id, payload_hash, previous_hash, hash)
     select form, '${organisation}', chain, seq, at, collaboration_id, organisation_id, user_id, verb, subject_type,
       subject_id, payload_hash, previous_hash, hash from history where chain = :chain and seq = 5`,
  );
  expect(twice.code).toBe(1);
  expect(twice.faults.join('\n')).toContain('the number is there twice');
});

test('an entry that is put last with an earlier time is found by the checkpoint that did not have it', async () => {
  const { code, faults } = await after(
    `select append_history(jsonb_build_array(jsonb_build_object('verb', 'goal.changed', 'subjectType', 'goal',
      'subjectId', id, 'collaborationId', chain)), at) from history where chain = :chain and seq = 5`,
  );
  expect(code).toBe(1);
  expect(faults).toEqual([expect.stringMatching(/Inserted: .*number 15 .* says an earlier time than checkpoint 4/)]);
});

test('entries that have changed places are found', async () => {
  const { code, faults } = await after(
    `update history set seq = -seq where chain = :chain and seq in (5, 6);
     update history set seq = case seq when -5 then 6 else 5 end where chain = :chain and seq < 0`,
  );
  expect(code).toBe(1);
  expect(faults.join('\n')).toMatch(/Moved: .*number 5 .* was written as number 6/);
  expect(faults.join('\n')).toMatch(/Moved: .*number 6 .* was written as number 5/);
});

test('a chain that was written again from some point, with every hash right, is found by the checkpoints alone', async () => {
  const rewrite = `
    create temporary table kept on commit drop as
      select h.seq, h.at, jsonb_build_object('verb', h.verb, 'subjectType', h.subject_type, 'subjectId', h.subject_id,
        'userId', h.user_id, 'organisationId', h.organisation_id, 'collaborationId', h.collaboration_id,
        'before', p.before, 'after', case h.seq when 5 then '{"text": "Annat"}' else p.after end) as entry
      from history h join history_payload p on p.history_id = h.id where h.chain = :chain and h.seq >= 5;
    ${payloadsOf('chain = :chain and seq >= 5')};
    delete from history where chain = :chain and seq >= 5;
    do $$ declare one record; begin
      for one in select entry, at from kept order by seq loop
        perform append_history(jsonb_build_array(one.entry), one.at);
      end loop;
    end $$;`;
  const { code, faults } = await after(`begin; ${rewrite} commit`);
  expect(code).toBe(1);
  expect(faults.map((line) => /checkpoint (\d)/.exec(line)?.[1])).toEqual(['2', '3', '4']);
  for (const fault of faults) expect(fault).toContain('Rewritten');
});

test('a cut end is found as far as the checkpoints go, and a chain that is gone altogether', async () => {
  const cut = (condition: string) => after(`${payloadsOf(condition)}; delete from history where ${condition}`);
  const beyond = await cut('chain = :chain and seq > 10');
  expect(beyond.code).toBe(1);
  expect(beyond.faults).toEqual([
    `- Cut: chain ${collaboration} ended with number 12 when checkpoint 4 (2026-03-02 11:52:00 UTC) was signed; it now ends with number 10.`,
  ]);
  const gone = await cut('chain = :other');
  expect(gone.code).toBe(1);
  expect(gone.faults).toEqual([expect.stringContaining('it now ends with nothing')]);
  // What no checkpoint has signed can go without a trace: the program says how much that may be.
  const fresh = await cut('chain = :chain and seq > 13');
  expect(fresh.code).toBe(0);
  expect(fresh.said).toContain('1 entries have come since; whether others came and were cut off cannot be told.');
});

test('a chain that was taken away whole is accounted for by the chain of the installation, and told', async () => {
  const { code, said } = await after(
    `select append_history(jsonb_build_array(jsonb_build_object('verb', 'chains.removed', 'subjectType', 'example',
       'subjectId', '${organisation}', 'after', jsonb_build_object('chains', jsonb_build_array(
         jsonb_build_object('chain', :other, 'seq', 3))))), '2026-03-02T12:00:00Z');
     ${payloadsOf('chain = :other')}; delete from history where chain = :other`,
  );
  expect(said).toContain(`Chain ${other} was taken away whole 2026-03-02 12:00:00 UTC`);
  expect(code).toBe(0);
});

test('what an entry held may be destroyed with a certificate in the chain, and not without', async () => {
  const condition = 'chain = :chain and seq = 5';
  const certificate = `
    select append_history(jsonb_build_array(jsonb_build_object('verb', 'payload.destroyed', 'subjectType', 'history',
      'subjectId', id, 'collaborationId', chain, 'after', jsonb_build_object('reason', 'Personuppgifter'))),
      '2026-03-02T12:00:00Z') from history where ${condition}`;
  const bare = await after(payloadsOf(condition));
  expect(bare.code).toBe(1);
  expect(bare.faults).toEqual([expect.stringMatching(/Removed: what .*number 5 .*without a certificate/)]);
  const certified = await after(`${payloadsOf(condition)}; ${certificate}`);
  expect(certified.faults).toEqual([]);
  expect(certified.said).toContain('1 with a payload that was destroyed by decision');
  expect(certified.code).toBe(0);
  const returned = await after(certificate);
  expect(returned.code).toBe(1);
  expect(returned.faults).toEqual([expect.stringContaining('though certified as destroyed')]);
});

test('a checkpoint that is changed, removed, replaced or signed by somebody else is found, and so is an empty folder', async () => {
  const changed = await withCheckpoints((copy, names) => {
    const path = join(copy, names[1] ?? '');
    const text = readFileSync(path, 'utf8');
    rmSync(path);
    writeFileSync(path, text.replace(/"at": "2026/, '"at": "2025'));
  });
  expect(changed.code).toBe(1);
  expect(changed.faults[0]).toContain('checkpoint-00000002.json has been changed');
  const removed = await withCheckpoints((copy, names) => rmSync(join(copy, names[1] ?? '')));
  expect(removed.code).toBe(1);
  expect(removed.faults).toEqual([expect.stringContaining('Checkpoint 2 has been removed')]);
  const { privateKey } = generateKeyPairSync('ed25519');
  const forgedFolder = mkdtempSync(join(folder, 'forged-'));
  const database = openDatabase({ url: urls.appUrl, poolSize: 1, identify });
  await new Checkpoints({ folder: forgedFolder, key: privateKey, database, clock: () => now, log: silent }).sign();
  await database.close();
  const forged = await withCheckpoints((copy, names) => {
    rmSync(join(copy, names[0] ?? ''));
    cpSync(join(forgedFolder, 'checkpoint-00000001.json'), join(copy, names[0] ?? ''));
  });
  expect(forged.code).toBe(1);
  expect(forged.faults.join('\n')).toContain(
    'checkpoint-00000001.json has been changed, or is signed with another key',
  );
  expect(forged.faults.join('\n')).toContain('checkpoint-00000002.json does not follow');
  const emptied = await withCheckpoints((copy, names) => {
    for (const name of names) rmSync(join(copy, name));
  });
  expect(emptied.code).toBe(1);
  expect(emptied.faults[0]).toContain('There is no checkpoint');
});

test('without a database to read it says which to give, and does not pass', async () => {
  const { code, said } = await run('postgres://nobody@127.0.0.1:1/nothing', join(folder, 'checkpoints'));
  expect(code).toBe(2);
  expect(said).toContain('ECONNREFUSED');
});
