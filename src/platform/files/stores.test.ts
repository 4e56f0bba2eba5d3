import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Refusal } from '../errors.ts';
import { diskStore } from './disk-store.ts';
import type { FileStore } from './file-store.ts';
import { s3Store } from './s3-store.ts';

let folder: string;
let server: S3rver;
let s3Endpoint: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'armkrok-stores-'));
  server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: join(folder, 's3'),
    configureBuckets: [{ name: 'armkrok', configs: [] }],
  });
  const { port } = await server.run();
  s3Endpoint = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function* inPieces(content: Buffer, size = 1000): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}
const contentOf = async (store: FileStore, sha256: Buffer): Promise<Buffer | undefined> => {
  const stream = await store.read(sha256);
  return stream && Buffer.from(await new Response(stream).arrayBuffer());
};
const listed = async (store: FileStore): Promise<string[]> => {
  const names: string[] = [];
  for await (const name of store.list()) names.push(name);
  return names.sort();
};
const s3 = (more: object = {}) =>
  s3Store({
    endpoint: s3Endpoint,
    region: 'us-east-1',
    bucket: 'armkrok',
    key: 'S3RVER',
    secret: 'S3RVER',
    incoming: join(folder, 'incoming'),
    ...more,
  });

describe.each([
  ['a folder of this machine', () => diskStore(join(folder, 'disk'))],
  ['a bucket that speaks S3', () => s3()],
])('in %s', (_, open) => {
  test('a file is kept under its hash, handed out as it was, and removed', async () => {
    const store = open();
    const content = randomBytes(123_456);
    const file = await store.receive(inPieces(content), 200_000);
    expect(file).toMatchObject({ bytes: 123_456, isTooLarge: false });
    expect(file.sha256).toEqual(createHash('sha256').update(content).digest());
    expect(await contentOf(store, file.sha256)).toBeUndefined();
    await store.keep(file);
    expect(existsSync(file.path)).toBe(false);
    expect(await contentOf(store, file.sha256)).toEqual(content);
    expect(await listed(store)).toEqual([file.sha256.toString('hex')]);
    await store.remove(file.sha256);
    expect(await contentOf(store, file.sha256)).toBeUndefined();
    expect(await listed(store)).toEqual([]);
    await store.remove(file.sha256);
  });

  test('the same content lies there once, however often it comes', async () => {
    const store = open();
    const content = randomBytes(1000);
    for (let turn = 0; turn < 3; turn += 1) await store.keep(await store.receive(inPieces(content), 2000));
    expect(await listed(store)).toHaveLength(1);
    await store.remove(createHash('sha256').update(content).digest());
  });

  test('what goes on past the limit is let go of, and told', async () => {
    const store = open();
    const file = await store.receive(inPieces(randomBytes(5000)), 4999);
    expect(file).toMatchObject({ bytes: 5000, isTooLarge: true });
    await store.letGo(file);
    expect(existsSync(file.path)).toBe(false);
  });

  test('a sender who hangs up leaves nothing behind', async () => {
    const store = open();
    async function* broken(): AsyncGenerator<Buffer> {
      yield randomBytes(1000);
      throw new Error('hung up');
    }
    const leftIn = (path: string) => (existsSync(path) ? readdirSync(path) : []);
    await expect(store.receive(broken(), 10_000)).rejects.toThrow('hung up');
    expect([...leftIn(join(folder, 'disk/incoming')), ...leftIn(join(folder, 'incoming'))]).toEqual([]);
  });
});

test('what a process left when it was ended is thrown away after a day, and not before', async () => {
  const store = diskStore(join(folder, 'left'));
  const [old, fresh] = [
    await store.receive(inPieces(randomBytes(9)), 10),
    await store.receive(inPieces(randomBytes(9)), 10),
  ];
  const now = new Date();
  const before = new Date(now.getTime() - 25 * 3600_000);
  utimesSync(old.path, before, before);
  await store.clean(now);
  expect([existsSync(old.path), existsSync(fresh.path)]).toEqual([false, true]);
});

test('more files than a bucket lists at once are listed', async () => {
  const store = s3({ keysAtOnce: 3 });
  const names = new Set<string>();
  for (let count = 0; count < 10; count += 1) {
    const file = await store.receive(inPieces(Buffer.from(`nummer ${count}`)), 100);
    names.add(file.sha256.toString('hex'));
    await store.keep(file);
  }
  expect(await listed(store)).toEqual([...names].sort());
});

test('a bucket that is away, is not there, or does not know us is a refusal in words', async () => {
  const away = s3({ endpoint: 'http://127.0.0.1:1' });
  const file = await away.receive(inPieces(randomBytes(10)), 100);
  const refusal = expect.objectContaining({ kind: 'filesAway' });
  await expect(away.keep(file)).rejects.toEqual(refusal);
  await expect(s3({ bucket: 'another' }).keep(file)).rejects.toEqual(refusal);
  await expect(s3({ key: 'wrong' }).keep(file)).rejects.toEqual(refusal);
  await expect(away.read(file.sha256)).rejects.toBeInstanceOf(Refusal);
});

test('a folder whose name is no folder is an error, and no refusal in words', async () => {
  writeFileSync(join(folder, 'file'), 'x');
  await expect(diskStore(join(folder, 'file')).receive(inPieces(randomBytes(10)), 100)).rejects.not.toBeInstanceOf(
    Refusal,
  );
});
