import type { Channel } from '../collaborations/index.ts';
import { author, may, speaksFor, type Tx } from '../identity/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { answerRounds } from './policy.ts';
import { findRound, findRoundParty, shareWhenComplete } from './queries.ts';
import { mostDeviations, stateOf } from './round.ts';

export interface DeviationRow {
  readonly id: string;
  readonly round_id: string;
  readonly goal_id: string;
  readonly place: number;
  readonly question: string;
  readonly reason: string;
  readonly version: number;
}

/** What the parties interpret together, in its order. */
export const listDeviations = statement<DeviationRow, [collaboration: string, round: string]>(`
  select id, round_id, goal_id, place, question, reason, version
  from deviation where collaboration_id = $1 and round_id = $2 order by place`);

export interface ReadingRow {
  readonly id: string;
  readonly deviation_id: string;
  readonly party_id: string;
  readonly answer: 'reading' | 'nothingToAdd';
  readonly text: string;
  readonly entered_by_name: string | null;
  readonly channel: Channel | null;
  readonly stated_on: string | null;
  readonly answered_at: Date;
  readonly version: number;
}

/** The readings that the reader may see: its own always, everyone's once they are shared. Row level security decides. */
export const listReadings = statement<ReadingRow, [collaboration: string, round: string]>(`
  select g.id, g.deviation_id, g.party_id, g.answer, g.text, o.name as entered_by_name, g.channel,
    g.stated_on::text as stated_on, g.answered_at, g.version
  from reading g left join organisation o on o.id = g.entered_by_organisation_id
  where g.collaboration_id = $1 and g.round_id = $2 and g.withdrawn_at is null
    and (g.organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)
      or g.entered_by_organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)
      or g.visible_at <= (select nullif(current_setting('armkrok.at', true), '')::timestamptz))`);

export interface JointReadingRow {
  readonly deviation_id: string;
  readonly agreed: string;
  readonly not_agreed: string;
  readonly not_known: string;
  readonly causes: string;
  readonly measures: string;
  readonly version: number;
}

export const listJointReadings = statement<JointReadingRow, [collaboration: string, round: string]>(`
  select j.deviation_id, j.agreed, j.not_agreed, j.not_known, j.causes, j.measures, j.version
  from joint_reading j join deviation d on d.collaboration_id = j.collaboration_id and d.id = j.deviation_id
  where j.collaboration_id = $1 and d.round_id = $2`);

const insertDeviation = statement<
  { place: number },
  [
    collaboration: string,
    id: string,
    round: string,
    goal: string,
    question: string,
    reason: string,
    at: Date,
    by: string,
    most: number,
  ]
>(`
  insert into deviation (collaboration_id, id, round_id, goal_id, place, question, reason, created_at, created_by)
  select $1, $2, $3, $4, free.place, $5, $6, $7, $8
  from generate_series(1, $9) free(place)
  where not exists (select from deviation d
    where d.collaboration_id = $1 and d.round_id = $3 and d.place = free.place)
  order by free.place limit 1 returning place`);
const deleteDeviation = statement<{ question: string }, [collaboration: string, round: string, id: string]>(
  'delete from deviation where collaboration_id = $1 and round_id = $2 and id = $3 returning question',
);
const closeGap = statement<unknown, [collaboration: string, round: string]>(`
  update deviation d set place = listed.place from (
    select id, row_number() over (order by place)::smallint as place from deviation
    where collaboration_id = $1 and round_id = $2) listed
  where d.collaboration_id = $1 and d.id = listed.id and d.place <> listed.place`);
const markInterpreting = statement<{ id: string }, [collaboration: string, round: string, at: Date, deadline: string]>(`
  update follow_up_round set interpretation_opened_at = $3, deadline_on = $4::date,
    deadline_at = ($4::date + 1)::timestamp at time zone 'Europe/Stockholm', version = version + 1
  where collaboration_id = $1 and id = $2 and kind = 'full' and interpretation_opened_at is null and closed_at is null
  returning id`);
const saveReading = statement<
  { id: string },
  [
    collaboration: string,
    id: string,
    round: string,
    deviation: string,
    party: string,
    organisation: string,
    enteredBy: string | null,
    channel: Channel | null,
    statedOn: string | null,
    answer: string,
    text: string,
    at: Date,
    by: string | null,
    visibleAt: Date,
    version: number,
  ]
>(`
  insert into reading (collaboration_id, id, round_id, deviation_id, party_id, organisation_id, entered_by_organisation_id,
    channel, stated_on, answer, text, answered_at, answered_by, visible_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9::date, $10, $11, $12, $13, $14)
  on conflict (collaboration_id, deviation_id, party_id) do update
  set entered_by_organisation_id = excluded.entered_by_organisation_id, channel = excluded.channel,
    stated_on = excluded.stated_on, answer = excluded.answer, text = excluded.text, answered_at = excluded.answered_at,
    answered_by = excluded.answered_by, version = reading.version + 1
  where reading.version = $15 returning id`);
const saveJointReading = statement<
  { version: number },
  [
    collaboration: string,
    deviation: string,
    agreed: string,
    notAgreed: string,
    notKnown: string,
    causes: string,
    measures: string,
    at: Date,
    by: string,
    version: number,
  ]
>(`
  insert into joint_reading (collaboration_id, deviation_id, agreed, not_agreed, not_known, causes, measures, written_at,
    written_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  on conflict (collaboration_id, deviation_id) do update
  set agreed = excluded.agreed, not_agreed = excluded.not_agreed, not_known = excluded.not_known, causes = excluded.causes,
    measures = excluded.measures, written_at = excluded.written_at, written_by = excluded.written_by,
    version = joint_reading.version + 1
  where joint_reading.version = $10 returning version`);

export interface DeviationFacts {
  readonly goalId: string;
  /** What the parties are asked, in one question. */
  readonly question: string;
  /** Why this one and not another: it is chosen in the open. */
  readonly reason: string;
}

async function openFullRound(tx: Tx, collaborationId: string, roundId: string) {
  const round = await tx.one(findRound(collaborationId, roundId));
  if (round.kind !== 'full') throw notFound();
  if (round.closed_at) throw conflict('closed');
  return round;
}

/** Puts a question to the parties. Refuses with conflict the sixth, and any when the parties have begun to answer. */
export async function chooseDeviation(
  tx: Tx,
  collaborationId: string,
  roundId: string,
  facts: DeviationFacts,
): Promise<string> {
  const round = await openFullRound(tx, collaborationId, roundId);
  if (round.interpretation_opened_at) throw conflict('interpreting');
  const id = newId(tx.now);
  const placed = await tx.find(
    insertDeviation(
      collaborationId,
      id,
      roundId,
      facts.goalId,
      facts.question,
      facts.reason,
      tx.now,
      tx.user.person_id,
      mostDeviations,
    ),
  );
  if (!placed) throw conflict('fiveDeviations');
  tx.record({
    ...author(tx.user),
    verb: 'deviation.chosen',
    subjectType: 'deviation',
    subjectId: id,
    collaborationId,
    after: { roundId, ...facts },
  });
  return id;
}

/** Takes a question back before the parties have begun to answer. */
export async function dropDeviation(
  tx: Tx,
  collaborationId: string,
  roundId: string,
  deviationId: string,
): Promise<void> {
  const round = await openFullRound(tx, collaborationId, roundId);
  if (round.interpretation_opened_at) throw conflict('interpreting');
  const before = await tx.one(deleteDeviation(collaborationId, roundId, deviationId));
  tx.send(closeGap(collaborationId, roundId));
  tx.record({
    ...author(tx.user),
    verb: 'deviation.dropped',
    subjectType: 'deviation',
    subjectId: deviationId,
    collaborationId,
    before,
  });
}

/** From now the parties write their readings, each unseen by the others, until `deadlineOn` (yyyy-mm-dd). */
export async function openInterpretation(
  tx: Tx,
  collaborationId: string,
  roundId: string,
  deadlineOn: string,
): Promise<void> {
  await openFullRound(tx, collaborationId, roundId);
  const deviations = await tx.all(listDeviations(collaborationId, roundId));
  if (deviations.length === 0) throw conflict('noDeviations');
  if (!(await tx.find(markInterpreting(collaborationId, roundId, tx.now, deadlineOn)))) throw conflict('interpreting');
  tx.record({
    ...author(tx.user),
    verb: 'round.interpreting',
    subjectType: 'round',
    subjectId: roundId,
    collaborationId,
    after: { deadlineOn, deviations: deviations.length },
  });
}

export interface GivenReading {
  readonly deviationId: string;
  readonly answer: 'reading' | 'nothingToAdd';
  readonly text: string;
  /** The version that was read; left out, or 0, where nothing was written. */
  readonly version?: number;
}

/** How the process leader came to know what a party that does not sign in says. */
export interface Stated {
  readonly channel: Channel;
  readonly statedOn: string;
}

/**
 * A party's readings. Others see them when all have answered every deviation or the deadline has passed; after that one
 * can be added where there was none, and none is changed: refused with conflict, as is one that somebody has written since
 * its version was read. `stated` where the process leader enters what a party has said.
 */
export async function giveReadings(
  tx: Tx,
  collaborationId: string,
  roundId: string,
  partyId: string,
  readings: readonly GivenReading[],
  answered: ReadonlySet<string>,
  stated?: Stated,
): Promise<void> {
  const round = await openFullRound(tx, collaborationId, roundId);
  if (!round.interpretation_opened_at) throw conflict('notInterpreting');
  const party = await tx.one(findRoundParty(collaborationId, roundId, partyId));
  const organisation = party.organisation_id;
  const isOwn = speaksFor(tx.user, collaborationId, organisation);
  if (!may(tx.user, answerRounds, { collaboration: collaborationId, organisation })) throw notFound();
  if (!isOwn && !stated) throw notFound();
  if (stateOf(round, tx.now) === 'shared' && readings.some((one) => answered.has(one.deviationId))) {
    throw conflict('shared');
  }
  for (const reading of readings) {
    const saved = await tx.find(
      saveReading(
        collaborationId,
        newId(tx.now),
        roundId,
        reading.deviationId,
        partyId,
        party.organisation_id,
        isOwn ? null : tx.user.organisation_id,
        isOwn ? null : (stated?.channel ?? null),
        isOwn ? null : (stated?.statedOn ?? null),
        reading.answer,
        reading.text,
        tx.now,
        isOwn ? tx.user.person_id : null,
        round.shared_at ?? round.deadline_at,
        reading.version ?? 0,
      ),
    );
    if (saved) continue;
    // Where nothing is to be seen, the party's own words stand there, and row level security keeps them.
    const seen = await tx.all(listReadings(collaborationId, roundId));
    const isSeen = seen.some((one) => one.deviation_id === reading.deviationId && one.party_id === partyId);
    throw isSeen ? conflict('changed') : notFound();
  }
  // In the organisation's own history: in the collaboration's, which all read, it would tell who has not answered.
  tx.record({
    ...author(tx.user),
    verb: 'reading.given',
    subjectType: 'round',
    subjectId: roundId,
    collaborationId: null,
    after: { partyId, deviations: readings.length, ...(isOwn ? {} : stated) },
  });
  const { shared } = await tx.one(shareWhenComplete(collaborationId, roundId, tx.now));
  if (shared) {
    tx.record({ ...author(tx.user), verb: 'round.shared', subjectType: 'round', subjectId: roundId, collaborationId });
  }
}

export interface JointReadingFacts {
  readonly agreed: string;
  readonly notAgreed: string;
  readonly notKnown: string;
  readonly causes: string;
  readonly measures: string;
}

/** What the parties say together of a deviation. Refuses with conflict while readings are unseen or somebody was first. */
export async function readTogether(
  tx: Tx,
  collaborationId: string,
  roundId: string,
  deviationId: string,
  version: number,
  facts: JointReadingFacts,
): Promise<void> {
  const round = await openFullRound(tx, collaborationId, roundId);
  if (!round.interpretation_opened_at || stateOf(round, tx.now) !== 'shared') throw conflict('notShared');
  const deviations = await tx.all(listDeviations(collaborationId, roundId));
  if (!deviations.some((one) => one.id === deviationId)) throw notFound();
  const saved = await tx.find(
    saveJointReading(
      collaborationId,
      deviationId,
      facts.agreed,
      facts.notAgreed,
      facts.notKnown,
      facts.causes,
      facts.measures,
      tx.now,
      tx.user.person_id,
      version,
    ),
  );
  if (!saved) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'deviation.jointlyRead',
    subjectType: 'deviation',
    subjectId: deviationId,
    collaborationId,
    after: facts,
  });
}
