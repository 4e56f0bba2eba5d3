import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { settingsTable } from '../../src/platform/config.ts';
import { openHouse, type TestHouse } from '../setup/composition.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse({
    origin: 'http://localhost',
    securityText: {
      contact: 'mailto:security@example.org',
      expires: '2024-11-01',
      policy: 'https://example.org/security',
    },
  });
});
afterAll(() => house.close());

const rows = read('docs/security/asvs.md')
  .split('\n')
  .filter((line) => /^\| (?!What|v5|-)/.test(line) && !line.startsWith('|--'))
  .map((line) => line.split('|').map((cell) => cell.trim()));
const filesIn = (cell: string): string[] => [...cell.matchAll(/`([\w./-]+\.[a-z]+)`/g)].map(([, file = '']) => file);

test('every requirement says where it is met and what tests it, and those files are there', () => {
  expect(rows.length).toBeGreaterThan(28);
  for (const cells of rows) {
    const tests = filesIn(cells.at(-2) ?? '');
    expect(tests.length, cells.join(' ')).toBeGreaterThan(0);
    expect(tests.filter((file) => !/\.test\.tsx?$/.test(file))).toEqual([]);
    expect([...tests, ...filesIn(cells.at(-3) ?? '')].filter((file) => !existsSync(join(root, file)))).toEqual([]);
  }
});

test('every test of the walls answers for some requirement', () => {
  const named = new Set(rows.flatMap((cells) => filesIn(cells.at(-2) ?? '')));
  const tests = execFileSync('ls', [join(root, 'test/security')], { encoding: 'utf8' })
    .split('\n')
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => `test/security/${file}`);
  expect(tests.length).toBeGreaterThan(8);
  expect(tests.filter((file) => !named.has(file))).toEqual([]);
});

test('whoever finds a fault is told whom to tell, as RFC 9116 says', async () => {
  const answer = await house.fetch('/.well-known/security.txt');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; charset=utf-8/i);
  expect((await answer.text()).split('\n')).toEqual([
    'Contact: mailto:security@example.org',
    'Expires: 2024-11-01T00:00:00.000Z',
    'Policy: https://example.org/security',
    'Preferred-Languages: sv, en',
    'Canonical: http://localhost/.well-known/security.txt',
    '',
  ]);
});

test('the list of what is shipped can be made without a network, and names every package that is', () => {
  const folder = mkdtempSync(join(tmpdir(), 'armkrok-sbom-'));
  try {
    const file = join(folder, 'sbom.cdx.json');
    execFileSync(process.execPath, [join(root, 'bin/sbom.mjs'), file], { cwd: root, encoding: 'utf8' });
    const bill = JSON.parse(readFileSync(file, 'utf8'));
    expect(bill.bomFormat).toBe('CycloneDX');
    expect(bill.metadata.component).toMatchObject({
      name: 'armkrok',
      version: JSON.parse(read('package.json')).version,
    });
    const listed = new Set(
      (bill.components as { name: string; version: string; hashes?: unknown[] }[]).map(
        ({ name, version }) => `${name}@${version}`,
      ),
    );
    expect((bill.components as { hashes?: unknown[] }[]).filter(({ hashes }) => !hashes?.length)).toEqual([]);
    const lock = JSON.parse(read('package-lock.json')).packages as Record<
      string,
      { version: string; dev?: boolean; name?: string }
    >;
    const shipped = Object.entries(lock).filter(([path, one]) => path !== '' && !one.dev);
    expect(shipped.length).toBeGreaterThan(100);
    const called = ([path, one]: (typeof shipped)[number]) =>
      `${one.name ?? path.split('node_modules/').at(-1)}@${one.version}`;
    expect(shipped.map(called).filter((one) => !listed.has(one))).toEqual([]);
    const forDevelopment = Object.entries(lock)
      .filter(([path, one]) => path !== '' && one.dev)
      .map(called);
    expect(forDevelopment.filter((one) => listed.has(one) && !shipped.map(called).includes(one))).toEqual([]);
    const { dependencies } = JSON.parse(read('package.json'));
    for (const [name, version] of Object.entries(dependencies)) expect(listed, name).toContain(`${name}@${version}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('what a host has to have on paper is there, and says what it must', () => {
  expect(read('SECURITY.md')).toMatch(/Report a fault[\s\S]*Which versions[\s\S]*säkerhetsskyddsklassificerade/);
  expect(read('docs/security/incidents.md')).toMatch(/24 hours[\s\S]*72 hours[\s\S]*a month/);
  expect(read('docs/security/description.md')).toMatch(
    /Layers[\s\S]*säkerhetsskyddslagen \(2018:585\)|Layers[\s\S]*2018:585/,
  );
  expect(read('CHANGELOG.md')).toMatch(/^## Next version|^## \d/m);
});

test('no paper names a setting that is not there', () => {
  const known = new Set(settingsTable.map(({ name }) => name as string));
  for (const file of [
    'SECURITY.md',
    'CHANGELOG.md',
    'docs/operations/watching.md',
    'docs/security/description.md',
    'docs/security/incidents.md',
    'docs/operations/armkrok.service',
    'docs/operations/nginx.conf',
  ]) {
    const named = [...read(file).matchAll(/\b([A-Z]+_[A-Z_]+)\b/g)].map(([, name = '']) => name.replace(/_FILE$/, ''));
    const ours = named.filter((name) =>
      /^(BASE|DATABASE|SMTP|MAIL|LIMIT|METRICS|SECURITY|TRUSTED|LOG|DATA|KOLADA|SCB)_/.test(name),
    );
    expect(
      ours.filter((name) => !known.has(name)),
      file,
    ).toEqual([]);
  }
});

test('no paper tells of a figure that is not told', () => {
  const told = read('src/platform/metrics.ts');
  for (const [, name = ''] of read('docs/operations/watching.md').matchAll(/`armkrok_([a-z_]+)/g)) {
    if (/^(nodejs|process)_/.test(name)) continue;
    expect(told, name).toMatch(new RegExp(`'(armkrok_)?${name}'`));
  }
});
