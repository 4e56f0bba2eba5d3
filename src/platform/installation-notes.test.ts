import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { installationNotes, noteBackup } from './installation-notes.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'armkrok-notes-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const notes = () => installationNotes({ DATA_DIR: folder, REFRESH: false });

test('a new installation has made no backup and no checkpoint', async () => {
  expect(await notes()).toMatchObject({
    lastBackup: undefined,
    lastCheckpointAt: undefined,
    hasMailServer: false,
    isFetching: false,
    contactExpires: undefined,
  });
  expect((await notes()).version).toMatch(/^\d+\.\d+\.\d+/);
});

test('the last backup is noted, whole, in place of the one before', async () => {
  await noteBackup(folder, { at: '2023-11-19T02:15:00Z', rows: 10, files: 1 });
  await noteBackup(folder, { at: '2023-11-20T02:15:00Z', rows: 12, files: 2 });
  expect((await notes()).lastBackup).toEqual({ at: '2023-11-20T02:15:00Z', rows: 12, files: 2 });
  expect(readdirSync(folder)).toEqual(['last-backup.json']);
});

test('a note that cannot be read is no backup', async () => {
  for (const text of ['', '{', '{"at":"yesterday"}', 'null']) {
    writeFileSync(join(folder, 'last-backup.json'), text);
    expect((await notes()).lastBackup, text).toBeUndefined();
  }
});

test('the newest checkpoint is found where they are written', async () => {
  mkdirSync(join(folder, 'checkpoints'));
  expect((await notes()).lastCheckpointAt).toBeUndefined();
  for (const [name, at] of [
    ['one', '2023-11-19T02:00:00Z'],
    ['two', '2023-11-20T02:00:00Z'],
  ] as const) {
    writeFileSync(join(folder, 'checkpoints', name), '');
    utimesSync(join(folder, 'checkpoints', name), new Date(at), new Date(at));
  }
  expect((await notes()).lastCheckpointAt).toEqual(new Date('2023-11-20T02:00:00Z'));
});
