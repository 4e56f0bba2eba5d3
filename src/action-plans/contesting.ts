import { author, dayOf, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import type { EffectContestRow } from './effect-queries.ts';
import { type Answering, enteredBy, noteWhose } from './whose-words.ts';

const insertContest = statement<
  { id: string },
  [
    collaboration: string,
    id: string,
    organisation: string,
    link: string,
    party: string,
    enteredBy: string | null,
    reason: string,
    on: string,
    at: Date,
    by: string,
  ]
>(`
  insert into effect_contest (collaboration_id, id, organisation_id, link_id, party_id, entered_by_organisation_id, reason,
    contested_on, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8::date, $9, $10)
  on conflict (collaboration_id, link_id, party_id) where withdrawn_at is null do nothing returning id`);
const updateContest = statement<
  { id: string },
  [collaboration: string, id: string, version: number, reason: string, on: string, enteredBy: string | null]
>(`
  update effect_contest set reason = $4, contested_on = $5::date, entered_by_organisation_id = $6, own_words = '',
    version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning id`);
const takeBack = statement<{ id: string }, [collaboration: string, id: string, version: number, at: Date]>(`
  update effect_contest set withdrawn_at = $4, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning id`);
const setAnswer = statement<
  { id: string },
  [collaboration: string, id: string, version: number, answer: string, on: string]
>(`
  update effect_contest set answer = $4, answered_on = $5::date, version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning id`);
const setOwnWords = statement<{ id: string }, [collaboration: string, id: string, words: string]>(`
  update effect_contest set own_words = $3, version = version + 1
  where collaboration_id = $1 and id = $2 and withdrawn_at is null returning id`);

const record = (tx: Tx, collaborationId: string, verb: string, linkId: string, change: object): void =>
  tx.record({ ...author(tx.user), verb, subjectType: 'effectLink', subjectId: linkId, collaborationId, ...change });

/**
 * A party does not think that the one leads to the other, and says why. Once for each party and link: saying it anew changes
 * what it said. Refuses with conflict.
 */
export async function contestLink(
  tx: Tx,
  collaborationId: string,
  linkId: string,
  before: { readonly row: EffectContestRow; readonly version: number } | undefined,
  reason: string,
  answering: Answering & { readonly partyId: string },
): Promise<void> {
  const id = before?.row.id ?? newId(tx.now);
  const by = enteredBy(tx, answering);
  const done = await tx.find(
    before
      ? updateContest(collaborationId, id, before.version, reason, dayOf(tx.now), by)
      : insertContest(
          collaborationId,
          id,
          answering.organisationId,
          linkId,
          answering.partyId,
          by,
          reason,
          dayOf(tx.now),
          tx.now,
          tx.user.person_id ?? '',
        ),
  );
  if (!done) throw conflict('changed');
  noteWhose(tx, collaborationId, { type: 'effectContest', id, summary: reason }, answering);
  record(tx, collaborationId, 'effectLink.contested', linkId, {
    ...(before ? { before: { reason: before.row.reason } } : {}),
    after: { partyId: answering.partyId, reason },
  });
}

/** The party no longer contests it. Refuses with conflict. */
export async function contestNoLonger(
  tx: Tx,
  collaborationId: string,
  before: EffectContestRow,
  version: number,
): Promise<void> {
  if (!(await tx.find(takeBack(collaborationId, before.id, version, tx.now)))) throw conflict('changed');
  record(tx, collaborationId, 'effectLink.contestedNoLonger', before.link_id, {
    before: { partyId: before.party_id, reason: before.reason },
  });
}

/** What whoever prepares answers. The link stays contested until the party takes it back. Refuses with conflict. */
export async function answerContest(
  tx: Tx,
  collaborationId: string,
  before: EffectContestRow,
  version: number,
  answer: string,
): Promise<void> {
  const done = await tx.find(setAnswer(collaborationId, before.id, version, answer, dayOf(tx.now)));
  if (!done) throw conflict('changed');
  record(tx, collaborationId, 'effectLink.contestAnswered', before.link_id, {
    ...(before.answer ? { before: { answer: before.answer } } : {}),
    after: { partyId: before.party_id, answer },
  });
}

/** A party that does not sign in has put right what was entered for it; its words stand beside it. */
export async function correctContest(tx: Tx, collaborationId: string, id: string, words: string): Promise<void> {
  await tx.one(setOwnWords(collaborationId, id, words));
}
