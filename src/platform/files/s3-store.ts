import { openAsBlob } from 'node:fs';
import { rm } from 'node:fs/promises';
import { AwsClient } from 'aws4fetch';
import { Refusal } from '../errors.ts';
import { type FileStore, nameOf } from './file-store.ts';
import { Receiving } from './receiving.ts';

export interface S3Options {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly key: string;
  readonly secret: string;
  /** Where files lie while they are received: their hash, by which they are named, is not known until then. */
  readonly incoming: string;
  /** How many keys are listed in one answer. */
  readonly keysAtOnce?: number;
}

const longestAnswer = 60_000;
const listedKey = /<Key>attachments\/([0-9a-f]{64})<\/Key>/g;

/** Files in a bucket that speaks S3, at an address of its own. */
export function s3Store(options: S3Options): FileStore {
  const receiving = new Receiving(options.incoming);
  const client = new AwsClient({
    accessKeyId: options.key,
    secretAccessKey: options.secret,
    region: options.region,
    service: 's3',
    retries: 0,
  });
  const bucket = `${options.endpoint.replace(/\/$/, '')}/${encodeURIComponent(options.bucket)}`;
  const keysAtOnce = options.keysAtOnce ?? 1000;
  const addressOf = (sha256: Buffer): string => `${bucket}/attachments/${nameOf(sha256)}`;

  const ask = async (address: string, init: RequestInit & { headers?: Record<string, string> }): Promise<Response> => {
    try {
      return await client.fetch(address, { redirect: 'error', signal: AbortSignal.timeout(longestAnswer), ...init });
    } catch {
      throw new Refusal('filesAway');
    }
  };
  const refuse = async (answer: Response): Promise<never> => {
    const text = await answer.text().catch(() => '');
    const isFull = answer.status === 507 || /<Code>(QuotaExceeded|XMinioStorageFull|InsufficientStorage)/.test(text);
    throw new Refusal(isFull ? 'full' : 'filesAway', `S3 ${answer.status}`);
  };

  return {
    receive: (content, most) => receiving.receive(content, most),
    letGo: (file) => receiving.letGo(file),
    clean: (now) => receiving.clean(now),
    async keep(file) {
      // A blob knows its length, which S3 must be told, and is read from the disk as it is sent.
      const answer = await ask(addressOf(file.sha256), {
        method: 'PUT',
        body: await openAsBlob(file.path),
        headers: { 'content-type': 'application/octet-stream', 'x-amz-content-sha256': nameOf(file.sha256) },
      });
      if (!answer.ok) await refuse(answer);
      await answer.body?.cancel();
      await rm(file.path, { force: true });
    },
    async read(sha256) {
      const answer = await ask(addressOf(sha256), { method: 'GET', signal: null });
      if (answer.status === 404) {
        await answer.body?.cancel();
        return undefined;
      }
      if (!answer.ok || !answer.body) await refuse(answer);
      return answer.body as ReadableStream<Uint8Array>;
    },
    async remove(sha256) {
      const answer = await ask(addressOf(sha256), { method: 'DELETE' });
      if (!answer.ok && answer.status !== 404) await refuse(answer);
      await answer.body?.cancel();
    },
    // The first version of listing, which every server has, each page from the last key of the one before.
    async *list() {
      for (let after = ''; ; ) {
        const query = `prefix=attachments%2F&max-keys=${keysAtOnce}&marker=${encodeURIComponent(after)}`;
        const answer = await ask(`${bucket}?${query}`, { method: 'GET' });
        if (!answer.ok) await refuse(answer);
        const text = await answer.text();
        const names = [...text.matchAll(listedKey)].map(([, name = '']) => name);
        yield* names;
        if (!/<IsTruncated>true</.test(text) || names.length === 0) return;
        after = `attachments/${names.at(-1)}`;
      }
    },
  };
}
