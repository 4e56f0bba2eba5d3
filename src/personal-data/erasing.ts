import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';

export interface ErasureCounts {
  readonly erased: Readonly<Record<string, number>>;
  readonly kept: Readonly<Record<string, number>>;
}

export interface ErasureRow {
  readonly id: string;
  readonly person_id: string;
  /** Null once the account is erased. */
  readonly person_name: string | null;
  readonly asked_at: Date | null;
  readonly words: string;
  readonly decided_at: Date | null;
  readonly outcome: 'erased' | 'refused' | null;
  readonly reason: string;
  readonly counts: ErasureCounts | null;
}

export const listErasures = statement<ErasureRow, [organisation: string]>(
  `select id, person_id, person_name, asked_at, words, decided_at, outcome, reason, counts from list_erasures($1::uuid)`,
);
export interface WaitingErasuresRow {
  readonly waiting: number;
  /** Within a month of the first: GDPR article 12(3). */
  readonly due_on: string;
}
/** What people in the organisation acted for have asked for and nobody has decided; no row where one does not decide. */
export const countWaitingErasures = statement<WaitingErasuresRow>(`
  select count(*)::integer as waiting,
    ((min(e.asked_at) at time zone 'Europe/Stockholm')::date + interval '1 month')::date::text as due_on
  from list_erasures((select nullif(current_setting('armkrok.organisation', true), '')::uuid)) e
  where e.decided_at is null and e.asked_at is not null having count(*) > 0`);
/** The database's own word on whether the user decides there. */
export const mayEraseIn = statement<{ may: boolean }, [organisation: string]>('select may_erase_in($1::uuid) as may');

export interface AccountRow {
  readonly person_id: string;
  readonly person_name: string;
  readonly email: string;
  readonly created_at: Date;
}
export const listAccounts = statement<AccountRow, [organisation: string]>(
  'select person_id, person_name, email, created_at from list_accounts($1::uuid)',
);
export const previewErasure = statement<{ counts: ErasureCounts | null }, [organisation: string, person: string]>(
  'select erasure_preview($1::uuid, $2::uuid) as counts',
);
export type MyErasure = Pick<ErasureRow, 'asked_at' | 'decided_at' | 'outcome' | 'reason'>;
export const myErasure = statement<MyErasure>('select asked_at, decided_at, outcome, reason from my_erasure()');

const ask = statement<{ organisation_id: string | null }, [id: string, words: string, at: Date]>(
  'select ask_for_erasure($1::uuid, $2, $3::timestamptz) as organisation_id',
);
const erase = statement<
  { history_id: string; collaboration_id: string | null; organisation_id: string | null },
  [organisation: string, person: string, id: string, why: string, at: Date]
>(`
  select history_id, collaboration_id, organisation_id
  from erase_person($1::uuid, $2::uuid, $3::uuid, $4, $5::timestamptz)`);
const refuse = statement<{ refused: boolean }, [organisation: string, erasure: string, why: string, at: Date]>(
  'select refuse_erasure($1::uuid, $2::uuid, $3, $4::timestamptz) as refused',
);

/** A person's own wish; their organisation decides. Refuses with conflict when one is waiting already. */
export async function askForErasure(tx: Tx, words: string): Promise<void> {
  const id = newId(tx.now);
  const { organisation_id } = await tx.one(ask(id, words, tx.now));
  if (!organisation_id) throw conflict('asked');
  tx.record({
    userId: tx.user.person_id,
    organisationId: organisation_id,
    verb: 'erasure.asked',
    subjectType: 'erasure',
    subjectId: id,
    collaborationId: null,
  });
}

/**
 * Erases what is no record, takes the name off the account and leaves a certificate, in the chain of each payload that was
 * destroyed and in the organisation's. Refuses as not found what one may not erase.
 */
export async function erasePerson(tx: Tx, organisationId: string, personId: string, reason: string): Promise<void> {
  const { counts } = await tx.one(previewErasure(organisationId, personId));
  if (!counts || personId === tx.user.person_id) throw notFound();
  const id = newId(tx.now);
  const destroyed = await tx.all(erase(organisationId, personId, id, reason, tx.now));
  const after = await tx.one(previewErasure(organisationId, personId));
  // The last who administers the system.
  if (after.counts) throw conflict('lastAdministrator');
  for (const payload of destroyed) {
    tx.record({
      userId: tx.user.person_id,
      organisationId: payload.organisation_id,
      verb: 'payload.destroyed',
      subjectType: 'history',
      subjectId: payload.history_id,
      collaborationId: payload.collaboration_id,
      after: { reason, erasure: id },
    });
  }
  tx.record({
    userId: tx.user.person_id,
    organisationId,
    verb: 'erasure.carriedOut',
    subjectType: 'erasure',
    subjectId: id,
    collaborationId: null,
    after: { reason, ...counts },
  });
}

export async function refuseErasure(tx: Tx, organisationId: string, erasureId: string, reason: string): Promise<void> {
  const { refused } = await tx.one(refuse(organisationId, erasureId, reason, tx.now));
  if (!refused) throw notFound();
  tx.record({
    ...author(tx.user),
    organisationId,
    verb: 'erasure.refused',
    subjectType: 'erasure',
    subjectId: erasureId,
    collaborationId: null,
    after: { reason },
  });
}
