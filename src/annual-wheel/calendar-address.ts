import { randomBytes } from 'node:crypto';
import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { notFound } from '../platform/errors.ts';
import { sessionHash } from '../platform/http/cookies.ts';
import { newId } from '../platform/id.ts';

const renewAddress = statement<{ renewed: boolean }, [id: string, hash: Buffer, at: Date]>(
  'select renew_calendar_address($1::uuid, $2::bytea, $3::timestamptz) as renewed',
);
const revokeAddress = statement<{ id: string | null }, [at: Date]>(
  'select revoke_calendar_address($1::timestamptz) as id',
);
/** When the address in use was made; no row where there is none. */
export const ownAddress = statement<{ created_at: Date }>('select created_at from own_calendar_address()');

/** Makes the address, in place of the one before. Answers the secret, which is shown once and never again. */
export async function renewCalendarAddress(tx: Tx): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const id = newId(tx.now);
  const { renewed } = await tx.one(renewAddress(id, sessionHash(token), tx.now));
  if (!renewed) throw notFound();
  tx.record({
    ...author(tx.user),
    verb: 'calendarAddress.made',
    subjectType: 'calendarAddress',
    subjectId: id,
    collaborationId: null,
  });
  return token;
}

export async function revokeCalendarAddress(tx: Tx): Promise<void> {
  const { id } = await tx.one(revokeAddress(tx.now));
  if (!id) return;
  tx.record({
    ...author(tx.user),
    verb: 'calendarAddress.revoked',
    subjectType: 'calendarAddress',
    subjectId: id,
    collaborationId: null,
  });
}
