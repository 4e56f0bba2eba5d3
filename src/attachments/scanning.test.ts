import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Clamd, eicar, openClamd } from '../../test/setup/clamd.ts';
import { openHouse, silent, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aCollaboration, aRole, type Someone } from '../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { clamdScanner } from '../platform/files/virus-scanner.ts';
import { migrateJobs, startWorker } from '../platform/jobs.ts';
import { listAttachments } from './queries.ts';
import { attachmentScanner, scanUnscannedFiles } from './scanning.ts';
import { anAttachment, removeUnnamed } from './testing.ts';

let house: TestHouse;
let demanding: TestHouse;
let host: Host & { store: TestHouse['store'] };
let amina: Someone;
let maria: Someone;
let id: string;
let clamd: Clamd;
let worker: { stop(): Promise<void> } | undefined;
const hashOf = (content: string) => createHash('sha256').update(content).digest();

beforeAll(async () => {
  house = await openHouse();
  await migrateJobs(house.urls.ownerUrl);
  demanding = await openHouse({
    database: house.database,
    storage: {
      store: house.store,
      limits: { largest: 1_000_000, most: 5_000_000 },
      scanning: { isScanned: true, isDemanded: true },
    },
  });
  host = { ...(await aHost(house)), store: house.store };
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  maria = await aPerson(host, 'Maria Ek', await anOrganisation(host, 'Testköping'));
});
afterAll(async () => {
  // It shares its database with the house.
  await demanding.urls.drop();
  await house.close();
});
beforeEach(async () => {
  id = await aCollaboration(host, amina, [maria.organisation]);
  await aRole(host, amina, id, maria);
  clamd = await openClamd();
});
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
  await clamd.close();
});
const scannerAt = (url: string) =>
  attachmentScanner({
    database: house.database,
    clock: () => house.now,
    store: house.store,
    scanner: clamdScanner(url),
  });
const scan = (content: string, url = clamd.url) => scannerAt(url)({ sha256: hashOf(content).toString('hex') });
const listed = async () => (await house.database.read(amina, house.now, { rows: listAttachments(id) })).rows.rows;
const stateOf = async (attachment: string) => (await listed()).find((row) => row.id === attachment)?.scan;
const visit = (name: string, at = demanding) => new Visitor(at).signIn(emailOf(name), testPassword);
const until = async (holds: () => Promise<boolean>) => {
  for (let tries = 0; tries < 200 && !(await holds()); tries += 1) await new Promise((later) => setTimeout(later, 50));
};

test('what is attached is looked through by a job, and what holds a virus is never handed out', async () => {
  worker = await startWorker({
    workerUrl: house.urls.workerUrl,
    tasks: { 'scan-attachment': scannerAt(clamd.url) },
    log: silent,
  });
  const own = await visit('Maria Ek');
  await own.open(`/collaborations/${id}/attachments/new`);
  await own.submit({
    subject: `collaboration:${id}`,
    files: [new File([eicar], 'eicar.txt'), new File(['en vanlig text'], 'vanlig.txt')],
  });
  expect(own.text).toContain('Filerna är bifogade.');
  await until(async () => (await listed()).every((row) => row.scan !== 'waiting'));
  const rows = await listed();
  expect(Object.fromEntries(rows.map((row) => [row.name, row.scan]))).toEqual({
    'eicar.txt': 'infected',
    'vanlig.txt': 'clean',
  });
  const leader = await visit('Amina Holm');
  for (const row of rows) {
    await leader.open(`/collaborations/${id}/attachments/${row.id}/file`);
    expect(leader.status, row.name).toBe(row.scan === 'clean' ? 200 : 404);
  }
  await leader.open(`/collaborations/${id}/attachments`);
  expect(leader.text).toContain('Innehåller virus och lämnas inte ut');
  expect(leader.text).toContain('Inget virus hittat');
  expect(leader.text).toContain('En fil med virus');
  await leader.open(`/collaborations/${id}/history`);
  expect(leader.text).toContain('hittade virus i en fil');
});

test('with the scanner away the file waits, is kept, and is handed out only where scanning is not demanded', async () => {
  const attachment = await anAttachment(host, maria, id, { content: 'väntar', isScanned: true });
  await expect(scan('väntar', 'tcp://127.0.0.1:1')).rejects.toThrow('ECONNREFUSED');
  expect(await stateOf(attachment)).toBe('waiting');
  const at = `/collaborations/${id}/attachments/${attachment}`;
  const strict = await visit('Maria Ek');
  await strict.open(at);
  expect(strict.text).toContain('Väntar på genomsökning efter virus. Går att hämta när den har sökts igenom.');
  expect((await strict.open(`${at}/file`)).status).toBe(404);
  expect((await (await visit('Maria Ek', house)).open(`${at}/file`)).status).toBe(200);
  await scan('väntar');
  expect((await strict.open(`${at}/file`)).status).toBe(200);
  // Asked for once more, there is nothing to do.
  const before = clamd.scanned.length;
  await scan('väntar');
  expect(clamd.scanned.length).toBe(before);
});

test('the same content attached twice is looked through once, and each of them says what was found', async () => {
  const first = await anAttachment(host, maria, id, { content: `1 ${eicar}`, isScanned: true });
  const second = await anAttachment(host, amina, id, { content: `1 ${eicar}`, isScanned: true });
  const before = clamd.scanned.length;
  await scan(`1 ${eicar}`);
  expect(clamd.scanned.length).toBe(before + 1);
  expect([await stateOf(first), await stateOf(second)]).toEqual(['infected', 'infected']);
});

test('what came in while there was no scanner is asked for when there is one', async () => {
  const attachment = await anAttachment(host, maria, id, { content: 'kom före' });
  expect(await stateOf(attachment)).toBe('notScanned');
  worker = await startWorker({
    workerUrl: house.urls.workerUrl,
    tasks: { 'scan-attachment': scannerAt(clamd.url) },
    log: silent,
  });
  expect(await scanUnscannedFiles(house.database, house.now)).toBeGreaterThan(0);
  await until(async () => (await stateOf(attachment)) === 'clean');
  expect(await stateOf(attachment)).toBe('clean');
});

test('a content that nothing names is removed after a day; one that is named, or came back meanwhile, is not', async () => {
  const hours = (count: number) => new Date(house.now.getTime() + count * 3600_000);
  const contents = { named: 'har en rad', left: 'har ingen rad', back: 'kom tillbaka' };
  await anAttachment(host, maria, id, { content: contents.named });
  const withdrawn = { to: { type: 'collaboration', id, concernedOrganisationId: null } };
  const failing = (content: string, now: Date) =>
    anAttachment({ ...host, now }, maria, '01890000-0000-7000-8000-000000000000', { content, ...withdrawn });
  // Kept, and then the transaction that would have named it fails.
  await expect(failing(contents.left, house.now)).rejects.toThrow();
  await expect(failing(contents.back, house.now)).rejects.toThrow();
  const isThere = async (content: string) => (await house.store.read(hashOf(content))) !== undefined;
  await removeUnnamed(host, hours(23));
  expect(await isThere(contents.left)).toBe(true);
  await expect(failing(contents.back, hours(24))).rejects.toThrow();
  await removeUnnamed(host, hours(25));
  expect([await isThere(contents.named), await isThere(contents.left), await isThere(contents.back)]).toEqual([
    true,
    false,
    true,
  ]);
});

test('a content that is brought in while it is being removed is there afterwards', async () => {
  const later = new Date(house.now.getTime() + 30 * 3600_000);
  for (const wait of [0, 5, 20, 60, 150]) {
    const content = `samtidigt ${wait}`;
    const nowhere = '01890000-0000-7000-8000-000000000000';
    await expect(anAttachment(host, maria, nowhere, { content })).rejects.toThrow();
    const slow = {
      ...host.store,
      async remove(sha256: Buffer) {
        await new Promise((moment) => setTimeout(moment, 50));
        await host.store.remove(sha256);
      },
    };
    const bringIn = async () => {
      await new Promise((moment) => setTimeout(moment, wait));
      return await anAttachment({ ...host, now: later }, maria, id, { content });
    };
    const [attachment] = await Promise.all([bringIn(), removeUnnamed({ ...host, store: slow }, later)]);
    expect(await stateOf(attachment), content).toBe('notScanned');
    expect(await house.store.read(hashOf(content)), content).toBeDefined();
  }
});
