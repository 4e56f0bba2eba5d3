import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig, secretSettings, settingsTable } from './config.ts';

test.each([
  ['on this computer alone', {}, true],
  ['where others reach it', { BASE_URL: 'https://armkrok.example.se' }, false],
  [
    'with a database of one’s own',
    {
      DATABASE_URL: 'postgresql://a@localhost/armkrok',
      DATABASE_OWNER_URL: 'postgresql://o@localhost/armkrok',
      DATABASE_WORKER_URL: 'postgresql://w@localhost/armkrok',
    },
    false,
  ],
  ['where somebody has asked for it', { BASE_URL: 'https://demo.example.se', DEMO: 'yes' }, true],
])('the demonstration and its known password: %s', (_, environment, isDemo) => {
  expect(readConfig(environment).DEMO).toBe(isDemo);
});

test('everything that is wrong is told at once', () => {
  expect(() => readConfig({ PORT: 'many', BASE_URL: 'http://armkrok.example.se', DEMO: 'perhaps' })).toThrow(
    /PORT[\s\S]*DEMO[\s\S]*BASE_URL/,
  );
});

const secret = {
  DATABASE_URL: 'postgres://armkrok_app:hemligt@db.example/armkrok',
  DATABASE_OWNER_URL: 'postgres://armkrok_owner:hemligt@db.example/armkrok',
  DATABASE_WORKER_URL: 'postgres://armkrok_worker:hemligt@db.example/armkrok',
  SMTP_URL: 'smtps://armkrok:hemligt@mail.example:465',
} as const;

test('every setting that holds a secret may lie in a file instead', () => {
  // A setting that carries a password or a key and is not here has been forgotten.
  const carrying = settingsTable.filter(
    ({ name }) => /PASSWORD|SECRET|KEY|TOKEN|DATABASE_.*URL|SMTP/.test(name) && !name.endsWith('_FILE'),
  );
  expect(carrying.map(({ name }) => name).filter((name) => !secretSettings.includes(name))).toEqual([]);
  const folder = mkdtempSync(join(tmpdir(), 'armkrok-secrets-'));
  try {
    const environment: Record<string, string> = {};
    for (const [name, value] of Object.entries(secret)) {
      writeFileSync(join(folder, name), `${value}\n`);
      environment[`${name}_FILE`] = join(folder, name);
    }
    expect(readConfig(environment)).toMatchObject(secret);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a secret that is given twice, or whose file is not there, is told without being shown', () => {
  const environment = { SMTP_URL: secret.SMTP_URL, SMTP_URL_FILE: '/nowhere/smtp', DATABASE_URL_FILE: '/nowhere/db' };
  expect(() => readConfig(environment)).toThrow(/DATABASE_URL_FILE: ENOENT[\s\S]*SMTP_URL: is given twice/);
  expect(() => readConfig(environment)).not.toThrow(/hemligt/);
  expect(() => readConfig({ SMTP_URL: 'http://armkrok:hemligt@mail.example' })).toThrow(/SMTP_URL/);
  expect(() => readConfig({ SMTP_URL: 'http://armkrok:hemligt@mail.example' })).not.toThrow(/hemligt/);
});

test.each([
  ['TRUSTED_PROXY', 'localhost'],
  ['TRUSTED_PROXY', '10.0.0.0/40'],
  ['LIMIT_REQUESTS', '-1'],
  ['LIMIT_WRITES', 'many'],
  ['METRICS_PORT', '70000'],
  ['SECURITY_CONTACT', 'security@example.org'],
  ['SECURITY_EXPIRES', 'next year'],
  ['SECURITY_POLICY', 'http://example.org'],
])('%s=%s is refused at start', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(name);
});

test('a contact for security faults says until when it is good', () => {
  expect(() => readConfig({ SECURITY_CONTACT: 'mailto:security@example.org' })).toThrow('SECURITY_EXPIRES');
  expect(
    readConfig({ SECURITY_CONTACT: 'mailto:security@example.org', SECURITY_EXPIRES: '2027-11-01' }).SECURITY_EXPIRES,
  ).toBe('2027-11-01');
  expect(readConfig({ TRUSTED_PROXY: '127.0.0.1, 10.0.0.0/8' }).TRUSTED_PROXY).toEqual(['127.0.0.1', '10.0.0.0/8']);
});
