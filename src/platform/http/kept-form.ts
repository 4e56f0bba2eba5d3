import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** A form that came after its session had ended: where it was going and everything typed in it. */
export interface KeptForm {
  readonly path: string;
  /** The token it was sent with, by which it is known whose session it was made for. */
  readonly token: string;
  readonly chosen: Readonly<Record<string, readonly string[]>>;
}

/**
 * Seals a form so that it can lie in a page until its writer has signed in again: nobody reads it there, changes it, or
 * makes one. Nothing is stored here.
 */
export interface FormKeeper {
  /** Undefined when there is too much to carry in a page. */
  seal(form: KeptForm): string | undefined;
  /** What was sealed by this installation, or undefined. */
  open(sealed: string): KeptForm | undefined;
}

/** Carried twice, in the page and in the form that returns it, and a third larger as text: well within what a form may hold. */
const mostKept = 1024 * 1024;
/** Never in a page, however well sealed; and the fields that carry a form, which belong to each sending. */
const neverKept = /password|^form$|^kept$/i;

export function formKeeper(key: Buffer): FormKeeper {
  const secret = Buffer.from(hkdfSync('sha256', key, '', 'kept form', 32));
  return {
    seal({ path, token, chosen }) {
      const fields = Object.entries(chosen).filter(([name]) => !neverKept.test(name));
      const text = Buffer.from(JSON.stringify([path, token, fields]));
      if (text.length > mostKept) return undefined;
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', secret, nonce);
      const body = Buffer.concat([cipher.update(text), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < 29) return undefined;
      try {
        const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, 12), { authTagLength: 16 });
        decipher.setAuthTag(bytes.subarray(12, 28));
        const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString();
        const [path, token, fields] = JSON.parse(text) as [string, string, [string, string[]][]];
        return { path, token, chosen: Object.fromEntries(fields) };
      } catch {
        return undefined;
      }
    },
  };
}
