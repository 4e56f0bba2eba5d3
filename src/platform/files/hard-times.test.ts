import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { diskStore } from './disk-store.ts';

const program = join(dirname(fileURLToPath(import.meta.url)), '../../../test/processes/file-store.ts');
const run = [process.execPath, '--import', 'tsx', program];
const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(' ');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'armkrok-hard-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const withoutRoom = 'kept\nrefused full\nleft behind 0\nreads 400000\nkept again\n';

test('a file that is longer than may be written is refused in words, nothing is left of it, and the next one is kept', () => {
  const place = join(folder, 'short');
  const { stdout } = spawnSync('sh', ['-c', `ulimit -f 2000; exec ${quoted([...run, 'fill', place])}`], {
    encoding: 'utf8',
  });
  expect(stdout).toBe(withoutRoom);
});

// A small disk of one's own needs a namespace, which some systems let nobody make; the test above needs nothing.
const makesDisks = spawnSync('unshare', ['-Urm', 'true']).status === 0;
test.skipIf(!makesDisks)('a full disk is refused in words and recovers by itself', () => {
  const place = join(folder, 'disk');
  mkdirSync(place);
  const mounted = `mount -t tmpfs -o size=2m tmpfs '${place}' && exec ${quoted([...run, 'fill', place])}`;
  const { status, stdout } = spawnSync('unshare', ['-Urm', 'sh', '-c', mounted], { encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: withoutRoom });
});

test('whenever the process is killed, every file it said was kept is whole, and nothing half-written lies among them', async () => {
  const place = join(folder, 'killed');
  const acknowledged: string[] = [];
  for (let kill = 0; kill < 8; kill += 1) {
    const child = spawn(run[0] as string, [...run.slice(1), 'noise', place], { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    const after = 3 + kill * 5;
    child.stdout.on('data', (part) => {
      text += part;
      if (text.split('\n').length > after) child.kill('SIGKILL');
    });
    await once(child, 'close');
    acknowledged.push(...text.split('\n').slice(0, -1));
  }
  expect(acknowledged.length).toBeGreaterThan(100);
  const store = diskStore(place);
  const found = new Set<string>();
  for await (const name of store.list()) {
    const content = await store.read(Buffer.from(name, 'hex'));
    const bytes = Buffer.from(await new Response(content).arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(name);
    found.add(name);
  }
  expect(acknowledged.filter((name) => !found.has(name))).toEqual([]);
});
