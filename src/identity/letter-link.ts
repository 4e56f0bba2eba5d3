import { Refusal } from '../platform/errors.ts';
import { sessionHash } from '../platform/http/cookies.ts';
import type { Visit } from './user.ts';

/** What is stored of the link in a letter. Refuses as gone what no letter can have held. */
export function linkKeyOf(visit: Visit): Buffer {
  const token = visit.params.token ?? '';
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) throw new Refusal('gone');
  return sessionHash(token);
}
