import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { settingsPage } from './settings-page.ts';

test('docs/operations/settings.md tells of every setting as it is; otherwise write it again with npm run schema', () => {
  expect(readFileSync(new URL('../../docs/operations/settings.md', import.meta.url), 'utf8')).toBe(settingsPage());
});

test('an external database needs the addresses of all three roles, told at once', () => {
  expect(() => readConfig({ DATABASE_URL: 'postgres://armkrok_app@db/armkrok' })).toThrow(
    /DATABASE_OWNER_URL: required[\s\S]+DATABASE_WORKER_URL: required/,
  );
});
