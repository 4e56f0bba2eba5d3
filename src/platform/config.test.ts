import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

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
