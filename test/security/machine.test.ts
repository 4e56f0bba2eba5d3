import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPassword } from '../../src/identity/index.ts';
import { startSystem } from '../setup/system.ts';
import { Visitor } from '../setup/visitor.ts';
import { people } from './walled-house.ts';

// The system as a process of its own, on a machine that reaches nothing but itself.

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
let folder: string;
let attempts: string;
let system: Awaited<ReturnType<typeof startSystem>>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'armkrok-alone-'));
  chmodSync(folder, 0o755);
  attempts = join(folder, 'attempts');
  system = await startSystem({
    DATA_DIR: join(folder, 'data'),
    NODE_OPTIONS: `--import=${fileURLToPath(new URL('../processes/no-network.mjs', import.meta.url))}`,
    NETWORK_ATTEMPTS: attempts,
    METRICS_PORT: '0',
    LIMIT_REQUESTS: '60',
    SECURITY_CONTACT: 'mailto:security@example.org',
    SECURITY_EXPIRES: '2099-01-01',
  });
});
afterAll(async () => {
  if (system.system.exitCode === null) {
    const ended = once(system.system, 'exit');
    await system.stop();
    await ended.catch(() => {});
  }
  rmSync(folder, { recursive: true, force: true });
});
const house = {
  fetch: (path: string, init?: RequestInit) => fetch(system.address + path, { ...init, redirect: 'manual' }),
};

test('without a network it starts, lets people in, and shows pages, pictures and documents; it has tried to reach nobody', async () => {
  const visitor = await new Visitor(house).signIn(people.leader, demoPassword);
  expect(visitor.status).toBe(200);
  const [, collaboration = ''] = /href="(\/collaborations\/[0-9a-f-]{36})"/.exec(visitor.page) ?? [];
  for (const path of ['', '/goals', '/line-of-sight', '/line-of-sight/png', '/follow-up']) {
    await visitor.open(collaboration + path);
    expect(visitor.status, path).toBe(200);
  }
  expect(existsSync(attempts) ? readFileSync(attempts, 'utf8') : '').toBe('');
});

test('the running system has its limits, its contact and its figures as it is told', async () => {
  expect(await (await house.fetch('/.well-known/security.txt')).text()).toContain(
    'Contact: mailto:security@example.org',
  );
  const visitor = await new Visitor(house).signIn(people.reader, demoPassword);
  let status = 200;
  for (let one = 0; one < 80 && status === 200; one += 1) {
    await visitor.open('/account');
    status = visitor.status;
  }
  expect(status).toBe(429);
  expect((await house.fetch('/health')).status).toBe(200);
});

test('the service has one folder to write in, no privileges and no other user’s things', () => {
  const unit = read('docs/operations/armkrok.service');
  for (const line of [
    'User=armkrok',
    'NoNewPrivileges=yes',
    'ProtectSystem=strict',
    'ProtectHome=yes',
    'PrivateDevices=yes',
    'ProtectKernelTunables=yes',
    'ProtectKernelModules=yes',
    'RestrictNamespaces=yes',
    'RestrictSUIDSGID=yes',
    'LockPersonality=yes',
    'CapabilityBoundingSet=',
    'AmbientCapabilities=',
    'SystemCallFilter=@system-service',
    'StateDirectoryMode=0700',
    'UMask=0077',
  ]) {
    expect(unit.split('\n'), line).toContain(line);
  }
  expect(unit).not.toMatch(/^User=root/m);
  expect(read('docs/operations/Containerfile')).toMatch(/^USER armkrok$/m);
  expect(read('docs/operations/nginx.conf')).toMatch(/^\s*ssl_protocols TLSv1\.2 TLSv1\.3;$/m);
  expect(read('docs/operations/nginx.conf')).toMatch(/^\s*proxy_set_header X-Forwarded-For \$remote_addr;$/m);
  for (const file of ['docs/operations/armkrok.service', 'docs/operations/Containerfile']) {
    expect(read(file), file).toContain('--ignore-scripts');
  }
});
