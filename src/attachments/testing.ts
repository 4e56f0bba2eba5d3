import type { Someone } from '../collaborations/testing.ts';
import type { Host } from '../identity/testing.ts';
import type { FileStore } from '../platform/files/file-store.ts';
import { fileRemover, openFiles } from '../platform/files/files.ts';
import { type AttachedFile, type AttachedTo, attachFiles } from './attaching.ts';

const key = Buffer.alloc(32, 1);
const limits = { largest: 1_000_000, most: 5_000_000 };

/** Keeps a content as the form does and attaches it, to the collaboration unless told otherwise. */
export async function anAttachment(
  host: Host & { readonly store: FileStore },
  someone: Someone,
  collaboration: string,
  more: Partial<AttachedFile> & { content?: string; to?: AttachedTo; isScanned?: boolean } = {},
): Promise<string> {
  const { database, store, now } = host;
  const scanning = { isScanned: more.isScanned ?? false, isDemanded: false };
  const files = openFiles({ store, database, clock: () => now, key, limits, scanning });
  async function* content(): AsyncGenerator<Buffer> {
    yield Buffer.from(more.content ?? 'Protokollsutdrag');
  }
  const received = await files.receive(content(), limits.largest);
  await files.keep(received);
  const file = {
    name: 'protokoll.txt',
    mediaType: 'text/plain; charset=utf-8',
    alternative: '',
    isDecorative: false,
    ...more,
    bytes: received.bytes,
    sha256: received.sha256,
  };
  const to = more.to ?? { type: 'collaboration', id: collaboration, concernedOrganisationId: null };
  const [id = ''] = await database.write(someone, now, (tx) =>
    attachFiles(tx, collaboration, to, [file], { most: limits.most, isScanned: scanning.isScanned }),
  );
  return id;
}

/** The nightly removal, at a moment of one's choice. */
export const removeUnnamed = (host: Host & { readonly store: FileStore }, at: Date): Promise<void> =>
  fileRemover({ store: host.store, database: host.database, clock: () => at })({});
