import { createHmac, createSecretKey, hkdfSync, timingSafeEqual } from 'node:crypto';

/** A file that is kept but belongs to nothing yet: what is known of it. */
export interface Receipt {
  readonly sha256: Buffer;
  readonly bytes: number;
  readonly mediaType: string;
  readonly name: string;
}

/**
 * What a form carries in a file's place when it is shown again, so that nobody chooses the file anew. Only this installation
 * makes one, and it is good for the one it was given to: a hash that somebody has heard of opens no file.
 */
export interface Receipts {
  give(receipt: Receipt, to: string, now: Date): string;
  /** Undefined when it is not ours, another's, or too old. */
  take(given: string, from: string, now: Date): Receipt | undefined;
}

/** Shorter than the day after which a content that belongs to nothing is removed. */
const lasts = 12 * 3600_000;

export function fileReceipts(key: Buffer): Receipts {
  const secret = createSecretKey(Buffer.from(hkdfSync('sha256', key, '', 'file receipt', 32)));
  const sign = (body: string, holder: string): Buffer =>
    createHmac('sha256', secret).update(`${holder}\n${body}`).digest();
  return {
    give({ sha256, bytes, mediaType, name }, to, now) {
      const facts = [sha256.toString('hex'), bytes, mediaType, name, now.getTime() + lasts];
      const body = Buffer.from(JSON.stringify(facts)).toString('base64url');
      return `${body}.${sign(body, to).toString('base64url')}`;
    },
    take(given, from, now) {
      const [body = '', signature = ''] = given.split('.');
      const found = Buffer.from(signature, 'base64url');
      const expected = sign(body, from);
      if (found.length !== expected.length || !timingSafeEqual(found, expected)) return undefined;
      const [sha256, bytes, mediaType, name, until] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [
        string,
        number,
        string,
        string,
        number,
      ];
      return now.getTime() < until ? { sha256: Buffer.from(sha256, 'hex'), bytes, mediaType, name } : undefined;
    },
  };
}
