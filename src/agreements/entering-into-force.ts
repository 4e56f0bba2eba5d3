import { author, dayOf, type Tx } from '../identity/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/database.ts';
import { statement } from '../platform/database/statement.ts';
import { notFound } from '../platform/errors.ts';
import type { HistoryEntry } from '../platform/history.ts';
import { enqueue, type Task } from '../platform/jobs.ts';
import { boundOn, inForceFrom, isBound, type PartyActs, type VersionActs } from './binding.ts';

export interface Acts {
  readonly version: VersionActs & {
    readonly id: string;
    readonly number: number;
    readonly agreementId: string;
    readonly title: string;
    readonly isSignedInOrder: boolean;
    readonly organisationId: string;
  };
  readonly parties: readonly (PartyActs & {
    readonly id: string;
    readonly organisationId: string;
    readonly status: string;
    readonly boundOn: string | null;
  })[];
}

const readActs = statement<{ acts: Acts | null }, [collaboration: string, version: string]>(
  'select acts_of_version($1::uuid, $2::uuid) as acts',
);
/** Those who act on one version take turns, so that the last of them sees what all the others have done. */
const holdVersion = statement<{ id: string }, [collaboration: string, version: string]>(`
  select id from agreement_version where collaboration_id = $1 and id = $2 and withdrawn_at is null for no key update`);
const noteEntry = statement<{ news: boolean }, [collaboration: string, version: string, day: string]>(
  'select note_entry_into_force($1::uuid, $2::uuid, $3::date) as news',
);
const notePartyBound = statement<{ news: boolean }, [collaboration: string, party: string, day: string]>(
  'select note_party_bound($1::uuid, $2::uuid, $3::date) as news',
);
const versionsToLookAt = statement<{ collaboration_id: string; acts: Acts }>(
  'select collaboration_id, acts from versions_to_look_at()',
);

/** Takes the turn for a version. Refuses as not found what is not there. */
export async function takeTurn(tx: Tx, collaborationId: string, versionId: string): Promise<Acts> {
  await tx.one(holdVersion(collaborationId, versionId));
  return await actsOf(tx, collaborationId, versionId);
}

export async function actsOf(tx: Tx, collaborationId: string, versionId: string): Promise<Acts> {
  const { acts } = await tx.one(readActs(collaborationId, versionId));
  if (!acts) throw notFound();
  return acts;
}

type By = Pick<HistoryEntry, 'userId' | 'organisationId'>;

/** Notes who has become bound and whether the version is in force, by what has been done and the day. */
async function noteWhatFollows(
  tx: Pick<Tx, 'one' | 'record'>,
  by: By,
  collaborationId: string,
  { version, parties }: Acts,
  day: string,
): Promise<void> {
  for (const party of parties) {
    const bound = boundOn(version, party);
    if (bound === null || !isBound(version, party, day) || party.status === 'bound' || party.status === 'left')
      continue;
    const { news } = await tx.one(notePartyBound(collaborationId, party.partyId, bound));
    if (!news) continue;
    tx.record({
      ...by,
      verb: 'party.bound',
      subjectType: 'party',
      subjectId: party.partyId,
      collaborationId,
      after: { boundOn: bound, number: version.number },
    });
  }
  const from = version.enteredIntoForceOn === null ? inForceFrom(version, parties) : null;
  if (from === null || from > day) return;
  const { news } = await tx.one(noteEntry(collaborationId, version.id, from));
  if (!news) return;
  tx.record({
    ...by,
    verb: 'agreement.enteredIntoForce',
    subjectType: 'agreementVersion',
    subjectId: version.id,
    collaborationId,
    after: { number: version.number, title: version.title, from },
  });
}

export const signatoryTask = 'write-to-signatories';

/** Whoever may sign now is written to, once the transaction has ended. */
export function callSignatories(tx: Tx, collaborationId: string, versionId: string): void {
  tx.send(
    enqueue(
      signatoryTask,
      { collaboration: collaborationId, version: versionId },
      `${signatoryTask}/${versionId}`,
      null,
    ),
  );
}

/** After an act, in its own transaction. The turn has been taken. */
export async function followThrough(tx: Tx, collaborationId: string, versionId: string): Promise<void> {
  callSignatories(tx, collaborationId, versionId);
  const acts = await actsOf(tx, collaborationId, versionId);
  await noteWhatFollows(tx, author(tx.user), collaborationId, acts, dayOf(tx.now));
}

export const entryTask = 'note-entry-into-force';
const hour = 3_600_000;

/** What follows from a day alone: a time to appeal that is over, a first day that has come. */
export async function lookAtAgreements(database: Database<unknown>, now: Date): Promise<void> {
  await database.write(null, now, async (tx) => {
    for (const { collaboration_id, acts } of await tx.all(versionsToLookAt())) {
      const by = { userId: null, organisationId: acts.version.organisationId };
      await noteWhatFollows(tx, by, collaboration_id, acts, dayOf(now));
    }
    // Every hour, so that a day is noticed soon after midnight in Sweden and after a stop.
    tx.send(enqueue(entryTask, {}, entryTask, new Date(now.getTime() + hour)));
  });
}

export const entryIntoForce =
  (database: Database<unknown>, clock: Clock): Task =>
  () =>
    lookAtAgreements(database, clock());
