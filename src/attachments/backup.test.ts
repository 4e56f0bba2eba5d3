import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import S3rver from 's3rver';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { createTestDatabase } from '../../test/setup/database.ts';
import { aCollaboration, type Someone } from '../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, type Host } from '../identity/testing.ts';
import { restoreBackup, writeBackup } from '../platform/backup.ts';
import { diskStore, storeFolder } from '../platform/files/disk-store.ts';
import { s3Store } from '../platform/files/s3-store.ts';
import { listAttachments } from './queries.ts';
import { anAttachment } from './testing.ts';

let folder: string;
let server: S3rver;
let house: TestHouse;
let host: Host & { store: TestHouse['store'] };
let amina: Someone;
let id: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'armkrok-contents-'));
  server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: join(folder, 's3'),
    configureBuckets: [{ name: 'armkrok', configs: [] }],
  });
  const { port } = await server.run();
  const store = s3Store({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    bucket: 'armkrok',
    key: 'S3RVER',
    secret: 'S3RVER',
    incoming: join(folder, 'incoming'),
  });
  house = await openHouse({
    storage: {
      store,
      limits: { largest: 1_000_000, most: 5_000_000 },
      scanning: { isScanned: false, isDemanded: false },
    },
  });
  host = { ...(await aHost(house)), store };
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  id = await aCollaboration(host, amina);
  await anAttachment(host, amina, id, { content: 'ett', name: 'ett.txt' });
  await anAttachment(host, amina, id, { content: 'två', name: 'två.txt' });
});
afterAll(async () => {
  await house.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});
const backUp = (second: number, recipients: readonly string[] = []) =>
  writeBackup({
    recipients,
    ownerUrl: house.urls.ownerUrl,
    dataDir: join(folder, 'data'),
    store: host.store,
    folder: join(folder, 'backups'),
    version: '0.0.0',
    now: new Date(Date.UTC(2026, 10, 24, 9, 0, second)),
  });

test.each([['in the open'], ['sealed']])(
  'the contents of a bucket come along %s, are known to be whole, and come back on a disk',
  async (how) => {
    const { rows } = await house.database.read(amina, house.now, { rows: listAttachments(id) });
    const names = rows.rows.map((row) => row.sha256.toString('hex')).sort();
    const identity = await generateIdentity();
    const isSealed = how === 'sealed';
    const { path, manifest } = await backUp(isSealed ? 4 : 1, isSealed ? [await identityToRecipient(identity)] : []);
    expect(Object.keys(manifest.contents ?? {}).sort()).toEqual(names);
    expect(manifest.missing).toEqual([]);

    const empty = await createTestDatabase('template0');
    const dataDir = join(folder, `restored ${how}`);
    await restoreBackup({ ownerUrl: empty.ownerUrl, dataDir, folder: path, ...(isSealed ? { identity } : {}) });
    const disk = diskStore(storeFolder(dataDir));
    for (const { name, sha256 } of rows.rows) {
      expect(await new Response(await disk.read(sha256)).text()).toBe(name.replace('.txt', ''));
    }
    await empty.drop();
  },
);

test('a damaged content is refused by name before anything is restored', async () => {
  const { path, manifest } = await backUp(2);
  const [name = ''] = Object.keys(manifest.contents ?? {});
  const file = join(path, 'contents', name);
  const before = readFileSync(file);
  appendFileSync(file, '!');
  const empty = await createTestDatabase('template0');
  await expect(
    restoreBackup({ ownerUrl: empty.ownerUrl, dataDir: join(folder, 'untouched'), folder: path }),
  ).rejects.toThrow(`changed or damaged: contents/${name}. Nothing was restored.`);
  writeFileSync(file, before);
  await empty.drop();
});

test('a content that a row names and the storage has lost is told, and the rest is backed up', async () => {
  const { rows } = await house.database.read(amina, house.now, { rows: listAttachments(id) });
  const lost = rows.rows[0]?.sha256 as Buffer;
  await host.store.remove(lost);
  const { manifest } = await backUp(3);
  expect(manifest.missing).toEqual([lost.toString('hex')]);
  expect(Object.keys(manifest.contents ?? {})).toHaveLength(1);
});
