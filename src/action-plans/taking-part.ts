import { author, dayOf, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import type { ActivityPartyRow } from './queries.ts';
import { type Answering, noteWhose } from './whose-words.ts';

const ask = statement<
  { id: string },
  [collaboration: string, id: string, organisation: string, activity: string, party: string, on: string, at: Date]
>(`
  insert into activity_party (collaboration_id, id, organisation_id, activity_id, party_id, asked_on, created_at)
  values ($1, $2, $3, $4, $5, $6::date, $7)
  on conflict (collaboration_id, activity_id, party_id) do update set withdrawn_at = null, asked_on = excluded.asked_on,
    version = activity_party.version + 1
  where activity_party.withdrawn_at is not null returning id`);
const answer = statement<
  { version: number },
  [
    collaboration: string,
    id: string,
    version: number,
    answer: 'takesPart' | 'declines',
    on: string,
    part: string,
    amount: string | null,
    minutes: string | null,
    enteredBy: string | null,
  ]
>(`
  update activity_party set answer = $4, answered_on = $5::date, part = $6, amount = $7::bigint, minutes = $8::bigint,
    entered_by_organisation_id = $9, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning version`);
const takeBack = statement<{ party_id: string }, [collaboration: string, id: string, version: number, at: Date]>(`
  update activity_party set withdrawn_at = $4, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null and answer is null returning party_id`);

/**
 * Asks a party to contribute, at the start or long after. Refuses with conflict when it has been asked already, unless that
 * is as well.
 */
export async function askToTakePart(
  tx: Tx,
  collaborationId: string,
  activity: { readonly id: string; readonly title: string },
  party: { readonly id: string; readonly organisation_id: string },
  isFineIfAsked = false,
): Promise<string | undefined> {
  const id = newId(tx.now);
  const asked = await tx.find(
    ask(collaborationId, id, party.organisation_id, activity.id, party.id, dayOf(tx.now), tx.now),
  );
  if (!asked && isFineIfAsked) return undefined;
  if (!asked) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'activity.partyAsked',
    subjectType: 'activity',
    subjectId: activity.id,
    collaborationId,
    after: { title: activity.title, partyId: party.id },
  });
  return asked.id;
}

export type PartFacts = Pick<ActivityPartyRow, 'part' | 'amount' | 'minutes'> & {
  readonly answer: 'takesPart' | 'declines';
};

/** A party says that it takes part, with what, or that it does not. Both are answers. */
export async function answerForParty(
  tx: Tx,
  collaborationId: string,
  before: ActivityPartyRow,
  version: number,
  facts: PartFacts,
  answering: Answering,
): Promise<void> {
  const done = await tx.find(
    answer(
      collaborationId,
      before.id,
      version,
      facts.answer,
      dayOf(tx.now),
      facts.part,
      facts.amount,
      facts.minutes,
      answering.entered ? tx.user.organisation_id : null,
    ),
  );
  if (!done) throw conflict('changed');
  noteWhose(tx, collaborationId, { type: 'activityParty', id: before.id, summary: facts.part }, answering);
  tx.record({
    ...author(tx.user),
    verb: facts.answer === 'takesPart' ? 'activity.partyTakesPart' : 'activity.partyDeclines',
    subjectType: 'activity',
    subjectId: before.activity_id,
    collaborationId,
    ...(before.answer ? { before: { answer: before.answer, part: before.part } } : {}),
    after: { partyId: before.party_id, answer: facts.answer, part: facts.part },
  });
}

/** Takes back a question that nobody has answered. */
export async function askNoLonger(
  tx: Tx,
  collaborationId: string,
  before: ActivityPartyRow,
  version: number,
): Promise<void> {
  if (!(await tx.find(takeBack(collaborationId, before.id, version, tx.now)))) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'activity.askedNoLonger',
    subjectType: 'activity',
    subjectId: before.activity_id,
    collaborationId,
    before: { partyId: before.party_id },
  });
}
