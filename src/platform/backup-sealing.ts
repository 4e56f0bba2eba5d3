import { readFile } from 'node:fs/promises';
import { Duplex, Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';

/** Files are sealed in the format age (age-encryption.org/v1), so that any program that knows it can open them. */
export const sealedEnding = '.age';

type Bytes = AsyncIterable<Uint8Array>;
type Web = globalThis.ReadableStream<Uint8Array>;

/** Seals what passes through for those who hold one of the keys. Throws for something that is no recipient. */
export function sealFor(recipients: readonly string[]): NodeJS.ReadWriteStream {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return Duplex.from(async function* (source: Bytes) {
    const sealed = await encrypter.encrypt(Readable.toWeb(Readable.from(source, { objectMode: false })) as Web);
    yield* sealed as unknown as ReadableStream<Uint8Array>;
  });
}

/** Opens what passes through. The stream fails when the key is another's, or a byte has been changed. */
export function openWith(identity: string): NodeJS.ReadWriteStream {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return Duplex.from(async function* (source: Bytes) {
    const opened = await decrypter.decrypt(Readable.toWeb(Readable.from(source, { objectMode: false })) as Web);
    yield* opened as unknown as ReadableStream<Uint8Array>;
  });
}

/** The key in a file as age-keygen writes it: lines with # are remarks. */
export async function readIdentity(path: string): Promise<string> {
  const lines = (await readFile(path, 'utf8')).split('\n').map((line) => line.trim());
  return lines.find((line) => line !== '' && !line.startsWith('#')) ?? '';
}

/** A new pair: the identity opens and is kept elsewhere, the recipient seals and may be known to all. */
export async function makeKeyPair(): Promise<{ identity: string; recipient: string }> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}
