import type { Markable, MarkableRow } from '../collaborations/index.ts';
import { author, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { isOpenToReader, type MarkingDecision, markSecret } from '../secrecy/index.ts';
import type { ObservationKind } from './round.ts';

export interface ObservationRow {
  readonly id: string;
  readonly round_id: string;
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly kind: ObservationKind;
  readonly text: string;
  readonly source: string;
  readonly seen_on: string;
  readonly version: number;
  readonly goal_ids: readonly string[];
  readonly is_marked: boolean;
  /** Every organisation that takes part or reads here may see it. */
  readonly is_for_all: boolean;
}

/** What was seen and heard in a round, newest first, of what the reader may see: row level security keeps the rest. */
export const listObservations = statement<ObservationRow, [collaboration: string, round: string]>(`
  select o.id, o.round_id, o.organisation_id, g.name as organisation_name, o.kind, o.text, o.source,
    o.seen_on::text as seen_on, o.version,
    array(select og.goal_id from observation_goal og
      where og.collaboration_id = o.collaboration_id and og.observation_id = o.id order by og.goal_id) as goal_ids,
    o.cleared_for is not null as is_marked,
    o.cleared_for is null or o.cleared_for @> array(
      select p.organisation_id from party p
      where p.collaboration_id = $1 and p.withdrawn_at is null and p.status not in ('declined', 'left')
      union select cs.organisation_id from collaboration_seat cs where cs.collaboration_id = $1) as is_for_all
  from observation o join organisation g on g.id = o.organisation_id
  where o.collaboration_id = $1 and o.round_id = $2 and o.withdrawn_at is null and ${isOpenToReader('o')}
  order by o.seen_on desc, o.id`);

const findMarkable = statement<MarkableRow, [collaboration: string, id: string]>(`
  select o.id, o.organisation_id, o.text as words, 'follow-up/' || o.round_id || '#observations' as path
  from observation o where o.collaboration_id = $1 and o.id = $2 and o.withdrawn_at is null and ${isOpenToReader('o')}`);
export const markableObservation: Markable = {
  subjectType: 'observation',
  isInternal: false,
  find: (collaborationId, id) => findMarkable(collaborationId, id),
};

const roundIsOpen = statement<{ id: string }, [collaboration: string, round: string]>(`
  select id from follow_up_round
  where collaboration_id = $1 and id = $2 and kind = 'full' and closed_at is null and withdrawn_at is null`);
const insertObservation = statement<
  unknown,
  [
    collaboration: string,
    id: string,
    round: string,
    organisation: string,
    kind: ObservationKind,
    text: string,
    source: string,
    seenOn: string,
    at: Date,
    by: string,
  ]
>(`
  insert into observation (collaboration_id, id, round_id, organisation_id, kind, text, source, seen_on, written_at, written_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8::date, $9, $10)`);
const updateObservation = statement<
  { id: string },
  [
    collaboration: string,
    id: string,
    version: number,
    kind: ObservationKind,
    text: string,
    source: string,
    seenOn: string,
    at: Date,
    by: string,
  ]
>(`
  update observation set kind = $4, text = $5, source = $6, seen_on = $7::date, written_at = $8, written_by = $9,
    version = version + 1
  where collaboration_id = $1 and id = $2 and version = $3 and withdrawn_at is null returning id`);
const untieGoals = statement<unknown, [collaboration: string, observation: string]>(
  'delete from observation_goal where collaboration_id = $1 and observation_id = $2',
);
const tieGoals = statement<unknown, [collaboration: string, observation: string, goals: readonly string[]]>(`
  insert into observation_goal (collaboration_id, observation_id, goal_id)
  select $1, $2, listed.goal from unnest($3::uuid[]) as listed(goal)`);
const withdraw = statement<{ id: string }, [collaboration: string, id: string, at: Date]>(`
  update observation set withdrawn_at = $3, version = version + 1
  where collaboration_id = $1 and id = $2 and withdrawn_at is null returning id`);

export interface ObservationFacts {
  readonly kind: ObservationKind;
  /** What was seen or heard. */
  readonly text: string;
  /** Who was asked or what was read, so that somebody else can judge it. */
  readonly source: string;
  readonly seenOn: string;
  readonly goalIds: readonly string[];
}

async function refuseUnlessOpen(tx: Tx, collaborationId: string, roundId: string): Promise<void> {
  if (!(await tx.find(roundIsOpen(collaborationId, roundId)))) throw conflict('closed');
}

/**
 * Something that the acting organisation has seen or heard, marked from the beginning where there is a decision to.
 * Refuses with conflict when the round is light or closed.
 */
export async function addObservation(
  tx: Tx,
  collaborationId: string,
  roundId: string,
  facts: ObservationFacts,
  marking?: MarkingDecision,
): Promise<string> {
  await refuseUnlessOpen(tx, collaborationId, roundId);
  const id = newId(tx.now);
  tx.send(
    insertObservation(
      collaborationId,
      id,
      roundId,
      tx.user.organisation_id ?? '',
      facts.kind,
      facts.text,
      facts.source,
      facts.seenOn,
      tx.now,
      tx.user.person_id,
    ),
    tieGoals(collaborationId, id, facts.goalIds),
  );
  tx.record({
    ...author(tx.user),
    verb: 'observation.added',
    subjectType: 'observation',
    subjectId: id,
    collaborationId,
    after: { roundId, ...facts },
  });
  if (marking) {
    const thing = { id, organisation_id: tx.user.organisation_id ?? '' };
    await markSecret(tx, collaborationId, { ...markableObservation, thing }, marking);
  }
  return id;
}

/** Only the organisation that saw it changes it. Refuses with conflict when somebody was there first. */
export async function changeObservation(
  tx: Tx,
  collaborationId: string,
  before: ObservationRow,
  version: number,
  facts: ObservationFacts,
): Promise<void> {
  if (before.organisation_id !== tx.user.organisation_id) throw notFound();
  await refuseUnlessOpen(tx, collaborationId, before.round_id);
  const changed = await tx.find(
    updateObservation(
      collaborationId,
      before.id,
      version,
      facts.kind,
      facts.text,
      facts.source,
      facts.seenOn,
      tx.now,
      tx.user.person_id,
    ),
  );
  if (!changed) throw conflict('changed');
  tx.send(untieGoals(collaborationId, before.id), tieGoals(collaborationId, before.id, facts.goalIds));
  const { kind, text, source, seen_on: seenOn, goal_ids: goalIds } = before;
  tx.record({
    ...author(tx.user),
    verb: 'observation.changed',
    subjectType: 'observation',
    subjectId: before.id,
    collaborationId,
    before: { kind, text, source, seenOn, goalIds },
    after: facts,
  });
}

/** Takes it out of view; it is not deleted. */
export async function withdrawObservation(tx: Tx, collaborationId: string, before: ObservationRow): Promise<void> {
  if (before.organisation_id !== tx.user.organisation_id) throw notFound();
  await refuseUnlessOpen(tx, collaborationId, before.round_id);
  await tx.one(withdraw(collaborationId, before.id, tx.now));
  tx.record({
    ...author(tx.user),
    verb: 'observation.withdrawn',
    subjectType: 'observation',
    subjectId: before.id,
    collaborationId,
    before: { text: before.text },
  });
}
