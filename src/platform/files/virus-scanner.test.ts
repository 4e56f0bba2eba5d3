import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Clamd, eicar, openClamd } from '../../../test/setup/clamd.ts';
import { clamdScanner } from './virus-scanner.ts';

async function* inPieces(content: string | Buffer, size = 7): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(content);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

let clamd: Clamd;
let folder: string;
beforeAll(async () => {
  clamd = await openClamd({ most: 200_000 });
  folder = mkdtempSync(join(tmpdir(), 'armkrok-clamd-'));
});
afterAll(async () => {
  await clamd.close();
  rmSync(folder, { recursive: true });
});

test('what holds the test virus is infected, by its name; what does not is clean', async () => {
  const scanner = clamdScanner(clamd.url);
  expect(await scanner.scan(inPieces(`före ${eicar} efter`))).toEqual({
    isInfected: true,
    finding: 'Win.Test.EICAR_HDB-1',
  });
  expect(await scanner.scan(inPieces('en vanlig text'))).toEqual({ isInfected: false });
});

test('every byte is sent, also where the pieces are large', async () => {
  const before = clamd.scanned.length;
  await clamdScanner(clamd.url).scan(inPieces(Buffer.alloc(150_001, 65), 65_536));
  expect(clamd.scanned.slice(before)).toEqual([150_001]);
});

test('a scanner is asked through a socket of this machine too', async () => {
  const local = await openClamd({ socket: join(folder, 'clamd.sock') });
  expect(await clamdScanner(local.url).scan(inPieces(eicar))).toMatchObject({ isInfected: true });
  await local.close();
});

test('what is larger than the scanner takes is not called clean', async () => {
  await expect(clamdScanner(clamd.url).scan(inPieces(Buffer.alloc(400_000, 65), 65_536))).rejects.toThrow(
    'INSTREAM size limit exceeded',
  );
});

test('a scanner that is away, or that hangs up without a word, is an error and no verdict', async () => {
  await expect(clamdScanner('tcp://127.0.0.1:1').scan(inPieces('text'))).rejects.toThrow('ECONNREFUSED');
  const rude = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.destroy());
  });
  await new Promise<void>((listening) => rude.listen(join(folder, 'rude.sock'), listening));
  await expect(clamdScanner(`unix:${join(folder, 'rude.sock')}`).scan(inPieces('text'))).rejects.toThrow();
  await new Promise((closed) => rude.close(closed));
});
