import { listGoals } from '../goals/index.ts';
import { author, may, speaksFor, type Tx } from '../identity/index.ts';
import { hashSnapshot, type SnapshotRow } from '../indicators/index.ts';
import { statement } from '../platform/database/statement.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { answerRounds } from './policy.ts';
import { findRound, findRoundParty, shareWhenComplete } from './queries.ts';
import { type Moment, type RoundKind, type RoundMoment, type Rung, stateOf } from './round.ts';

const insertRound = statement<
  unknown,
  [
    collaboration: string,
    id: string,
    name: string,
    from: number,
    to: number,
    at: Date,
    by: string,
    deadline: string,
    hash: string,
    kind: RoundKind,
  ]
>(`
  insert into follow_up_round (collaboration_id, id, kind, name, period_from, period_to, opened_at, opened_by, deadline_on,
    deadline_at, snapshot_hash)
  values ($1, $2, $10, $3, $4, $5, $6, $7, $8::date, ($8::date + 1)::timestamp at time zone 'Europe/Stockholm', $9)`);
const insertMoments = statement<
  unknown,
  [
    collaboration: string,
    round: string,
    moments: readonly Moment[],
    from: readonly string[],
    to: readonly string[],
    owners: readonly (string | null)[],
  ]
>(`
  insert into round_moment (collaboration_id, round_id, moment, starts_on, ends_on, owner_party_id)
  select $1, $2, listed.moment, listed.starts::date, listed.ends::date, listed.owner
  from unnest($3::text[], $4::text[], $5::text[], $6::uuid[]) as listed(moment, starts, ends, owner)`);
const insertParties = statement<unknown, [collaboration: string, round: string]>(`
  insert into round_party (collaboration_id, round_id, party_id)
  select p.collaboration_id, $2, p.id from party p
  where p.collaboration_id = $1 and p.withdrawn_at is null and p.status not in ('considered', 'declined', 'left')`);
const insertGoals = statement<unknown, [collaboration: string, round: string]>(`
  insert into round_goal (collaboration_id, round_id, goal_id, place, text, indicator_id, indicator_name, unit, direction,
    series, fetched_with, fetched_on, area_code, sex, baseline_period, baseline, target_period, target, stand_in_note)
  select g.collaboration_id, $2, g.id, row_number() over (order by g.place, g.created_at, g.id), g.text, i.id,
    coalesce(i.name, ''), coalesce(i.unit, ''), i.direction,
    coalesce(s.source || ':' || s.code, i.own_series_id::text, ''), coalesce(f.file_hash, m.id::text, ''), f.fetched_on,
    case when i.own_series_id is null then i.area_code else nullif(i.own_place, '') end, coalesce(i.sex, 'T'), i.baseline_period, i.baseline, i.target_period, i.target, coalesce(i.stand_in_note, '')
  from joint_goal g
  left join lateral (
    select n.id, n.name, n.unit, n.direction, n.series_id, n.own_series_id, n.own_place, n.area_code, n.sex, n.baseline_period, n.baseline,
      n.target_period, n.target, n.stand_in_note
    from indicator n where n.collaboration_id = g.collaboration_id and n.goal_id = g.id and n.withdrawn_at is null
    order by n.place, n.created_at, n.id limit 1) i on true
  left join series s on s.id = i.series_id
  left join lateral (
    select e.file_hash, e.fetched_on from series_fetch e where e.series_id = i.series_id order by e.id desc limit 1) f on true
  left join lateral (
    select e.id from own_series_import e where e.collaboration_id = g.collaboration_id and e.own_series_id = i.own_series_id
    order by e.number desc limit 1) m on true
  where g.collaboration_id = $1 and g.kind <> 'vision' and g.withdrawn_at is null`);

interface FrozenRow {
  readonly goal_id: string;
  readonly series: string;
  readonly fetch: string;
  readonly place: string;
  readonly period: number;
  readonly sex: 'T' | 'K' | 'M';
  readonly value: number | null;
  readonly status: SnapshotRow['status'];
  readonly doubt: string;
  readonly is_compared: boolean;
  readonly is_similar: boolean;
}

/**
 * What the round rests on: the newest values up to its last year, of the whole, of every place that it is compared with,
 * and of those counted as similar. Each as it was published, and beside it why the collaboration doubts it.
 */
const readForFreezing = statement<FrozenRow, [collaboration: string, to: number]>(`
  with measured as (
    select distinct on (i.goal_id) i.collaboration_id, i.goal_id, i.series_id, i.own_series_id, i.area_code, i.sex,
      i.comparison_areas || i.area_code as compared_areas,
      case a.kind
        when 'region' then array(select r.code from area r where r.kind = 'region' and r.code <> a.code)
        when 'municipality' then array(
          select distinct unnest(c.area_codes) from comparison_group c where c.title like 'Liknande kommuner%, ' || a.name || ', %')
        else '{}' end as similar_areas
    from indicator i join joint_goal g on g.collaboration_id = i.collaboration_id and g.id = i.goal_id
    left join area a on a.code = i.area_code
    where i.collaboration_id = $1 and i.withdrawn_at is null and g.withdrawn_at is null and g.kind <> 'vision'
    order by i.goal_id, i.place, i.created_at, i.id),
  doubted as materialized (
    select d.series_id, d.area_code, d.period, d.sex, min(d.reason) as reason
    from value_doubt d where d.collaboration_id = $1 group by d.series_id, d.area_code, d.period, d.sex)
  select distinct on (m.goal_id, v.area_code, v.period, v.sex) m.goal_id, s.source || ':' || s.code as series,
    f.file_hash as fetch, v.area_code as place, v.period, v.sex, v.value, v.status,
    case when v.value is null then '' else coalesce(d.reason, '') end as doubt,
    v.area_code = any(m.compared_areas) as is_compared, v.area_code = any(m.similar_areas) as is_similar
  from measured m
  join series s on s.id = m.series_id
  join series_value v on v.series_id = m.series_id and v.area_code = any(m.compared_areas || m.similar_areas)
    and v.period <= $2 and (v.sex = m.sex or v.area_code = m.area_code)
  join series_fetch f on f.id = v.fetch_id
  left join doubted d
    on d.series_id = v.series_id and d.area_code = v.area_code and d.period = v.period and d.sex = v.sex
  order by m.goal_id, v.area_code, v.period, v.sex, v.fetch_id desc`);
const readOwnForFreezing = statement<FrozenRow, [collaboration: string, to: number]>(`
  with measured as (
    select distinct on (i.goal_id) i.collaboration_id, i.goal_id, i.own_series_id
    from indicator i join joint_goal g on g.collaboration_id = i.collaboration_id and g.id = i.goal_id
    where i.collaboration_id = $1 and i.withdrawn_at is null and g.withdrawn_at is null and g.kind <> 'vision'
    order by i.goal_id, i.place, i.created_at, i.id)
  select distinct on (m.goal_id, v.place, v.period, v.sex) m.goal_id, m.own_series_id::text as series,
    v.import_id::text as fetch, v.place, v.period, v.sex, v.value, v.status, '' as doubt, true as is_compared, false as is_similar
  from measured m
  join own_value v on v.collaboration_id = m.collaboration_id and v.own_series_id = m.own_series_id and v.period <= $2
  join own_series_import e on e.collaboration_id = v.collaboration_id and e.id = v.import_id
  order by m.goal_id, v.place, v.period, v.sex, e.number desc`);
const insertValues = statement<
  unknown,
  [
    collaboration: string,
    round: string,
    goals: readonly string[],
    places: readonly string[],
    periods: readonly number[],
    sexes: readonly string[],
    values: readonly (number | null)[],
    statuses: readonly string[],
    doubts: readonly string[],
    compared: readonly boolean[],
    similar: readonly boolean[],
  ]
>(`
  insert into round_value (collaboration_id, round_id, goal_id, place, period, sex, value, status, doubt, is_compared, is_similar)
  select $1, $2, listed.goal, listed.place, listed.period, listed.sex, listed.value, listed.status, listed.doubt,
    listed.is_compared, listed.is_similar
  from unnest($3::uuid[], $4::text[], $5::smallint[], $6::"char"[], $7::double precision[], $8::text[], $9::text[],
    $10::boolean[], $11::boolean[]) as listed(goal, place, period, sex, value, status, doubt, is_compared, is_similar)`);
const saveLine = statement<
  { id: string },
  [
    collaboration: string,
    id: string,
    round: string,
    goal: string,
    party: string,
    organisation: string,
    enteredBy: string | null,
    answer: string,
    text: string,
    rung: Rung | null,
    at: Date,
    by: string | null,
    visibleAt: Date,
    version: number,
  ]
>(`
  insert into round_line (collaboration_id, id, round_id, goal_id, party_id, organisation_id, entered_by_organisation_id,
    answer, text, rung, answered_at, answered_by, visible_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict (collaboration_id, round_id, goal_id, party_id) do update
  set entered_by_organisation_id = excluded.entered_by_organisation_id, answer = excluded.answer, text = excluded.text,
    rung = excluded.rung, answered_at = excluded.answered_at, answered_by = excluded.answered_by,
    version = round_line.version + 1
  where round_line.version = $14 returning id`);
const saveJointLine = statement<
  { version: number },
  [
    collaboration: string,
    round: string,
    goal: string,
    text: string,
    rung: Rung | null,
    at: Date,
    by: string,
    version: number,
  ]
>(`
  insert into round_joint_line (collaboration_id, round_id, goal_id, text, rung, written_at, written_by)
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (collaboration_id, round_id, goal_id) do update
  set text = excluded.text, rung = excluded.rung, written_at = excluded.written_at, written_by = excluded.written_by,
    version = round_joint_line.version + 1
  where round_joint_line.version = $8 returning version`);
const markClosed = statement<{ name: string }, [collaboration: string, id: string, at: Date]>(`
  update follow_up_round set closed_at = $3, version = version + 1
  where collaboration_id = $1 and id = $2 and closed_at is null returning name`);

export interface NewRound {
  readonly name: string;
  readonly periodFrom: number;
  readonly periodTo: number;
  /** Yyyy-mm-dd. In a full round the plan for when readings are due; it is settled when interpretation opens. */
  readonly deadlineOn: string;
  /** A full round has its moments, with the party that answers for each. */
  readonly moments?: readonly (RoundMoment & { readonly ownerPartyId: string | null })[];
}

/**
 * Opens a round: asks every party that takes part, freezes the goals and the numbers they are read by, and keeps the hash
 * of them as published. What is doubted is frozen beside the numbers and told in the history. Refuses with conflict when no
 * goal has been set.
 */
export async function openRound(tx: Tx, collaborationId: string, round: NewRound, id = newId(tx.now)): Promise<string> {
  const { official, own, goals } = await tx.batch({
    official: readForFreezing(collaborationId, round.periodTo),
    own: readOwnForFreezing(collaborationId, round.periodTo),
    goals: listGoals(collaborationId),
  });
  if (!goals.some((goal) => goal.kind !== 'vision')) throw conflict('noGoals');
  const frozen = [...official, ...own];
  const hash = hashSnapshot(frozen);
  await tx.batch({
    round: insertRound(
      collaborationId,
      id,
      round.name,
      round.periodFrom,
      round.periodTo,
      tx.now,
      tx.user.person_id,
      round.deadlineOn,
      hash,
      round.moments ? 'full' : 'light',
    ),
    parties: insertParties(collaborationId, id),
    goals: insertGoals(collaborationId, id),
  });
  if (round.moments) {
    tx.send(
      insertMoments(
        collaborationId,
        id,
        round.moments.map(({ moment }) => moment),
        round.moments.map(({ startsOn }) => startsOn),
        round.moments.map(({ endsOn }) => endsOn),
        round.moments.map(({ ownerPartyId }) => ownerPartyId),
      ),
    );
  }
  tx.send(
    insertValues(
      collaborationId,
      id,
      frozen.map((row) => row.goal_id),
      frozen.map((row) => row.place),
      frozen.map((row) => row.period),
      frozen.map((row) => row.sex),
      frozen.map((row) => row.value),
      frozen.map((row) => row.status),
      frozen.map((row) => row.doubt),
      frozen.map((row) => row.is_compared),
      frozen.map((row) => row.is_similar),
    ),
  );
  tx.record({
    ...author(tx.user),
    verb: 'round.opened',
    subjectType: 'round',
    subjectId: id,
    collaborationId,
    after: {
      ...round,
      values: frozen.length,
      hash,
      doubts: frozen
        .filter((row) => row.doubt !== '')
        .map(({ series, place, period, sex, doubt }) => ({ series, place, period, sex, doubt })),
    },
  });
  return id;
}

export interface JointLine {
  readonly goalId: string;
  readonly text: string;
  readonly rung: Rung | null;
  /** The version that was read; left out, or 0, where nothing was written. */
  readonly version?: number;
}

export interface Line extends JointLine {
  readonly answer: 'line' | 'nothingToAdd';
}

/**
 * A party's lines, one a goal. Others read them when all have answered or the deadline has passed; after that a line can be
 * added where there was none, and no line is changed. Refuses with conflict a line that others have already read, and one
 * that somebody has written since its version was read.
 */
export async function answerRound(
  tx: Tx,
  collaborationId: string,
  roundId: string,
  partyId: string,
  lines: readonly Line[],
  answered: ReadonlySet<string>,
): Promise<void> {
  const round = await tx.one(findRound(collaborationId, roundId));
  const party = await tx.one(findRoundParty(collaborationId, roundId, partyId));
  const state = stateOf(round, tx.now);
  if (state === 'closed') throw conflict('closed');
  if (state === 'shared' && lines.some((line) => answered.has(line.goalId))) throw conflict('shared');
  const organisation = party.organisation_id;
  if (!may(tx.user, answerRounds, { collaboration: collaborationId, organisation })) throw notFound();
  const isOwn = speaksFor(tx.user, collaborationId, organisation);
  const saved = await tx.batch(
    Object.fromEntries(
      lines.map((line) => [
        line.goalId,
        saveLine(
          collaborationId,
          newId(tx.now),
          roundId,
          line.goalId,
          partyId,
          party.organisation_id,
          isOwn ? null : tx.user.organisation_id,
          line.answer,
          line.text,
          line.rung,
          tx.now,
          isOwn ? tx.user.person_id : null,
          round.shared_at ?? round.deadline_at,
          line.version ?? 0,
        ),
      ]),
    ),
  );
  if (Object.values(saved).some((rows) => rows.length === 0)) throw conflict('changed');
  // In the organisation's own history: in the collaboration's, which all read, it would tell who has not answered.
  tx.record({
    ...author(tx.user),
    verb: 'round.answered',
    subjectType: 'round',
    subjectId: roundId,
    collaborationId: null,
    after: { partyId, goals: lines.length },
  });
  const { shared } = await tx.one(shareWhenComplete(collaborationId, roundId, tx.now));
  if (shared) {
    tx.record({ ...author(tx.user), verb: 'round.shared', subjectType: 'round', subjectId: roundId, collaborationId });
  }
}

/**
 * The joint line of each goal. Refuses with conflict while answers are unseen, when the round is closed, and where somebody
 * has written a line since its version was read.
 */
export async function writeJointLines(
  tx: Tx,
  collaborationId: string,
  roundId: string,
  lines: readonly JointLine[],
): Promise<void> {
  const round = await tx.one(findRound(collaborationId, roundId));
  if (stateOf(round, tx.now) !== 'shared') throw conflict('notShared');
  const saved = await tx.batch(
    Object.fromEntries(
      lines.map(({ goalId, text, rung, version = 0 }) => [
        goalId,
        saveJointLine(collaborationId, roundId, goalId, text, rung, tx.now, tx.user.person_id, version),
      ]),
    ),
  );
  if (Object.values(saved).some((rows) => rows.length === 0)) throw conflict('changed');
  tx.record({
    ...author(tx.user),
    verb: 'round.jointlyWritten',
    subjectType: 'round',
    subjectId: roundId,
    collaborationId,
    after: { lines: lines.map(({ version: _, ...line }) => line) },
  });
}

/** Ends the round: nothing in it is changed after that. */
export async function closeRound(tx: Tx, collaborationId: string, roundId: string): Promise<void> {
  const round = await tx.one(findRound(collaborationId, roundId));
  if (stateOf(round, tx.now) !== 'shared') throw conflict('notShared');
  const closed = await tx.one(markClosed(collaborationId, roundId, tx.now));
  tx.record({
    ...author(tx.user),
    verb: 'round.closed',
    subjectType: 'round',
    subjectId: roundId,
    collaborationId,
    after: closed,
  });
}
