import { hash, timingSafeEqual } from 'node:crypto';
import { isId, newId } from '../id.ts';

/**
 * A form's token: an id that makes the form work once, signed for the session it was shown to, which makes it worthless
 * to another site. Fresh in every answer, so compression cannot be used to guess it.
 */
export interface FormTokens {
  issue(session: Buffer | undefined, now: Date): string;
  /** The form's id, or undefined when the token is not one we gave to this session. */
  open(token: string, session: Buffer | undefined): string | undefined;
}

const stranger = Buffer.from('stranger');

/** HMAC-SHA256 (RFC 2104) by two plain hashes: `createHmac` makes an object outside the heap for every form on a page. */
export function signWith(key: Buffer): (text: Buffer) => Buffer {
  if (key.length > 64) throw new Error('the key is longer than a block');
  const padded = Buffer.concat([key, Buffer.alloc(64 - key.length)]);
  const inner = padded.map((byte) => byte ^ 0x36);
  const outer = padded.map((byte) => byte ^ 0x5c);
  return (text) =>
    hash('sha256', Buffer.concat([outer, hash('sha256', Buffer.concat([inner, text]), 'buffer')]), 'buffer');
}

export function formTokens(key: Buffer): FormTokens {
  const signed = signWith(key);
  const sign = (id: string, session: Buffer | undefined) =>
    signed(Buffer.concat([Buffer.from(id), session ?? stranger]));
  return {
    issue(session, now) {
      const id = newId(now);
      return `${id}.${sign(id, session).toString('base64url')}`;
    },
    open(token, session) {
      const [id, signature] = token.split('.');
      if (!isId(id) || !signature) return undefined;
      const given = Buffer.from(signature, 'base64url');
      const expected = sign(id, session);
      return given.length === expected.length && timingSafeEqual(given, expected) ? id : undefined;
    },
  };
}
