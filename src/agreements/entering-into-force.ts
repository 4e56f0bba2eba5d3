import { followGround } from '../collaborations/index.ts';
import { author, dayOf, type Tx } from '../identity/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/database.ts';
import { statement } from '../platform/database/statement.ts';
import { notFound } from '../platform/errors.ts';
import type { HistoryEntry } from '../platform/history.ts';
import { newId } from '../platform/id.ts';
import { enqueue, type Task } from '../platform/jobs.ts';
import {
  boundOn,
  inForceFrom,
  isBound,
  type PartyActs,
  stateOfVersion,
  type VersionActs,
  type VersionState,
} from './binding.ts';

export interface Acts {
  readonly version: VersionActs & {
    readonly id: string;
    readonly number: number;
    readonly agreementId: string;
    readonly title: string;
    readonly isSignedInOrder: boolean;
    /** An assignment agreement, which stands under the one that it carries out. */
    readonly isUnderAnother: boolean;
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
interface ActsRow {
  readonly version_id: string;
  readonly acts: Acts;
}
/** What has been done about every version of one agreement, or of all where none is named. */
export const listActs = statement<ActsRow, [collaboration: string, agreement: string | null]>(`
  select v.id as version_id, acts_of_version(v.collaboration_id, v.id) as acts from agreement_version v
  join agreement a on a.collaboration_id = v.collaboration_id and a.id = v.agreement_id
  where v.collaboration_id = $1 and ($2::uuid is null or v.agreement_id = $2) and v.withdrawn_at is null
    and a.withdrawn_at is null`);

/** Where a version stands on a day, and how many of its parties are bound then. */
export interface StandingOfVersion extends VersionState {
  readonly bound: number;
}
export type StatesOfVersions = ReadonlyMap<string, StandingOfVersion>;

export const statesOf = (rows: readonly ActsRow[], day: string): StatesOfVersions =>
  new Map(
    rows.map(({ version_id, acts: { version, parties } }) => [
      version_id,
      {
        ...stateOfVersion(version, parties, day),
        bound: parties.filter((party) => isBound(version, party, day)).length,
      },
    ]),
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

const dutiesToAnswer = statement<
  { goal_id: string; party_id: string; duty: string; amount: string; until_on: string | null },
  [collaboration: string, version: string]
>(`
  select goal_id, party_id, duty, amount, until_on::text as until_on from duties_to_answer($1::uuid, $2::uuid)
  order by goal_id, party_id`);
const noteDuty = statement<
  { news: boolean },
  [collaboration: string, version: string, id: string, goal: string, party: string, at: Date]
>('select note_duty_as_undertaking($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::uuid, $6::timestamptz) as news');

type By = Pick<HistoryEntry, 'userId' | 'organisationId'>;

/** Notes who has become bound and whether the version is in force, by what has been done and the day. */
async function noteWhatFollows(
  tx: Pick<Tx, 'one' | 'all' | 'send' | 'record' | 'now'>,
  by: By,
  collaborationId: string,
  { version, parties }: Acts,
  day: string,
): Promise<void> {
  let isNews = false;
  for (const party of parties) {
    const bound = boundOn(version, party);
    if (bound === null || !isBound(version, party, day) || party.status === 'bound' || party.status === 'left')
      continue;
    const { news } = await tx.one(notePartyBound(collaborationId, party.partyId, bound));
    if (!news) continue;
    isNews = true;
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
  if (from !== null && from <= day && (await tx.one(noteEntry(collaborationId, version.id, from))).news) {
    isNews = true;
    tx.record({
      ...by,
      verb: 'agreement.enteredIntoForce',
      subjectType: 'agreementVersion',
      subjectId: version.id,
      collaborationId,
      after: { number: version.number, title: version.title, from },
    });
    // An agreement under another carries that one out: the collaboration rests on the one above.
    const { ground: kind } = version;
    if (!version.isUnderAnother && kind) {
      const ground = { kind, title: version.title, year: Number(from.slice(0, 4)) };
      await followGround(tx, by, collaborationId, ground);
    }
    const payload = { collaboration: collaborationId, version: version.id };
    tx.send(enqueue(tellEntryTask, payload, `${tellEntryTask}/${version.id}`, null));
  }
  if (isNews) await noteDuties(tx, by, collaborationId, version.id);
}

/** What the text lays on a bound party for a joint goal is its undertaking there, unless it has answered itself. */
async function noteDuties(
  tx: Pick<Tx, 'one' | 'all' | 'record' | 'now'>,
  by: By,
  collaborationId: string,
  versionId: string,
): Promise<void> {
  for (const duty of await tx.all(dutiesToAnswer(collaborationId, versionId))) {
    const id = newId(tx.now);
    const { news } = await tx.one(noteDuty(collaborationId, versionId, id, duty.goal_id, duty.party_id, tx.now));
    if (!news) continue;
    tx.record({
      ...by,
      verb: 'contribution.answered',
      subjectType: 'contribution',
      subjectId: id,
      collaborationId,
      after: {
        goalId: duty.goal_id,
        partyId: duty.party_id,
        form: 'undertaking',
        text: duty.duty,
        amount: duty.amount,
        until_on: duty.until_on,
        versionId,
      },
    });
  }
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

export const tellEntryTask = 'tell-entry-into-force';
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
