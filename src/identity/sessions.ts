import { statement } from '../platform/database/statement.ts';
import { notFound } from '../platform/errors.ts';
import { author, type SignInMethod, type Tx } from './user.ts';

export interface SessionRow {
  readonly id: string;
  readonly method: SignInMethod;
  readonly authenticated_at: Date;
  readonly seen_at: Date;
  readonly agent: string;
  readonly organisation_name: string | null;
  readonly provider_name: string | null;
}

/** Where whoever is signed in is signed in now, last used first. */
export const listMySessions = statement<SessionRow, [now: Date]>(`
  select id, method, authenticated_at, seen_at, agent, organisation_name, provider_name from my_sessions($1::timestamptz)`);
const endMine = statement<{ ended: boolean }, [id: string, now: Date]>(
  'select end_my_session($1::uuid, $2::timestamptz) as ended',
);
const endMyOthers = statement<{ ended: number }, [but: Buffer, now: Date]>(
  'select end_my_other_sessions($1::bytea, $2::timestamptz) as ended',
);
const endTheirs = statement<{ ended: number | null }, [organisation: string, person: string, now: Date]>(
  'select end_sessions_of($1::uuid, $2::uuid, $3::timestamptz) as ended',
);

/** One of one's own. Refuses as not found what is somebody else's. */
export async function endMySession(tx: Tx, id: string): Promise<void> {
  const { ended } = await tx.one(endMine(id, tx.now));
  if (!ended) throw notFound();
  tx.record({
    ...author(tx.user),
    collaborationId: null,
    verb: 'session.ended',
    subjectType: 'person',
    subjectId: tx.user.person_id,
  });
}

/** All one's own but the one in which it is asked for. */
export async function endMyOtherSessions(tx: Tx, but: Buffer): Promise<void> {
  const { ended } = await tx.one(endMyOthers(but, tx.now));
  tx.record({
    ...author(tx.user),
    collaborationId: null,
    verb: 'session.ended',
    subjectType: 'person',
    subjectId: tx.user.person_id,
    after: { sessions: ended },
  });
}

/**
 * Those in which a person acts for the organisation; for a system administrator, all of that person's. Refuses as not found
 * a person who holds no seat there.
 */
export async function endSessionsOf(tx: Tx, organisationId: string, personId: string): Promise<void> {
  const { ended } = await tx.one(endTheirs(organisationId, personId, tx.now));
  if (ended === null) throw notFound();
  tx.record({
    userId: tx.user.person_id,
    organisationId,
    collaborationId: null,
    verb: 'session.endedByAdministrator',
    subjectType: 'person',
    subjectId: personId,
    after: { sessions: ended },
  });
}
