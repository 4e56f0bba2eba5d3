import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/**
 * Seals what must be read again later and by nobody else: AES-256-GCM under a key of this installation. What was sealed
 * for one purpose or one owner opens for no other.
 */
export interface Sealing {
  seal(text: string, purpose: string): string;
  /** What was sealed for this purpose, or undefined: changed, for another purpose, or under another key. */
  open(sealed: string, purpose: string): string | undefined;
}

export function sealing(key: Buffer): Sealing {
  const secret = Buffer.from(hkdfSync('sha256', key, '', 'sealed secrets', 32));
  return {
    seal(text, purpose) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(Buffer.from(purpose));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(sealed, purpose) {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < 28) return undefined;
      try {
        const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, 12), { authTagLength: 16 });
        decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(12, 28));
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}
