import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import { isId, newId } from '../id.ts';

/**
 * A form's token: an id that makes the form work once, signed for the session it was shown to, which makes it worthless
 * to another site. Fresh in every answer, so compression cannot be used to guess it.
 */
export interface FormTokens {
  issue(session: Buffer | undefined, now: Date): string;
  /** The form's id, or undefined when the token is not one we gave to this session. */
  open(token: string, session: Buffer | undefined): string | undefined;
  /** It looks like one; whose it is, or whether it is one, only `open` tells. */
  isToken(token: string): boolean;
}

export function formTokens(key: Buffer): FormTokens {
  // Prepared once: with bytes, every form on a page would pay for the key again.
  const secret = createSecretKey(key);
  const sign = (id: string, session: Buffer | undefined) =>
    createHmac('sha256', secret)
      .update(id)
      .update(session ?? 'stranger')
      .digest();
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
    isToken(token) {
      const [id, signature] = token.split('.');
      return isId(id) && signature !== undefined && signature.length === 43;
    },
  };
}
