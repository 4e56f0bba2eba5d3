// A small process that keeps files in a folder: on a disk with little room, or until it is killed.
import { randomBytes } from 'node:crypto';
import { readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { diskStore } from '../../src/platform/files/disk-store.ts';

const [mode, folder = ''] = process.argv.slice(2);
const store = diskStore(folder);
const say = (line: string): void => void writeSync(1, `${line}\n`);
async function* zeros(bytes: number): AsyncGenerator<Buffer> {
  for (let left = bytes; left > 0; left -= 50_000) yield Buffer.alloc(Math.min(left, 50_000), left % 251);
}

async function* noise(): AsyncGenerator<Buffer> {
  for (let piece = 0; piece < 3; piece += 1) yield randomBytes(30_000);
}

if (mode === 'fill') {
  const first = await store.receive(zeros(400_000), 10_000_000);
  await store.keep(first);
  say('kept');
  await store.receive(zeros(5_000_000), 10_000_000).then(
    () => say('had room'),
    (error: Error & { kind?: string }) => say(`refused ${error.kind ?? error.message}`),
  );
  say(`left behind ${readdirSync(join(folder, 'incoming')).length}`);
  const content = await store.read(first.sha256);
  say(`reads ${content ? (await new Response(content).arrayBuffer()).byteLength : 0}`);
  await store.remove(first.sha256);
  await store.keep(await store.receive(zeros(500_000), 10_000_000));
  say('kept again');
} else {
  for (;;) {
    const file = await store.receive(noise(), 1_000_000);
    await store.keep(file);
    say(file.sha256.toString('hex'));
  }
}
