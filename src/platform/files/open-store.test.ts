import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { openStore } from './open-store.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'armkrok-open-store-'));
  writeFileSync(join(folder, 'key'), 'AKID\n');
  writeFileSync(join(folder, 'secret'), 'hemligheten\n');
  writeFileSync(join(folder, 'empty'), '\n');
});
afterAll(() => rmSync(folder, { recursive: true }));
const bucket = { S3_ENDPOINT: 'https://s3.example.se', S3_BUCKET: 'armkrok' };
const withSecrets = (key: string, secret: string) => ({
  ...bucket,
  DATA_DIR: folder,
  S3_KEY_FILE: join(folder, key),
  S3_SECRET_FILE: join(folder, secret),
});

test('a bucket needs its name, its key and its secret, all told at once', () => {
  expect(() => readConfig({ S3_ENDPOINT: 'https://s3.example.se' })).toThrow(
    /S3_BUCKET[\s\S]*S3_KEY_FILE[\s\S]*S3_SECRET_FILE/,
  );
});

test('scanning cannot be demanded where there is no scanner', () => {
  expect(() => readConfig({ SCAN_DEMANDED: 'yes' })).toThrow('SCAN_DEMANDED');
  expect(readConfig({ SCAN_DEMANDED: 'yes', CLAMD_URL: 'unix:/run/clamd.ctl' }).SCAN_DEMANDED).toBe(true);
  expect(() => readConfig({ CLAMD_URL: 'http://scanner' })).toThrow('CLAMD_URL');
});

test('key and secret are read from their files; one that is missing or empty is told without what it holds', async () => {
  await expect(openStore(readConfig(withSecrets('key', 'secret')))).resolves.toBeDefined();
  for (const secret of ['empty', 'none']) {
    const refused = openStore(readConfig(withSecrets('key', secret)));
    await expect(refused).rejects.toThrow('S3_SECRET_FILE: the file cannot be read, or is empty.');
    await expect(refused).rejects.not.toThrow('AKID');
  }
});
