import { isLed, standingStatement } from '../collaborations/index.ts';
import { statement } from '../platform/database/statement.ts';
import type { Moment, RoundKind, Rung } from './round.ts';

export interface RoundRow {
  readonly id: string;
  readonly kind: RoundKind;
  readonly name: string;
  readonly period_from: number;
  readonly period_to: number;
  readonly opened_at: Date;
  readonly deadline_on: string;
  readonly deadline_at: Date;
  readonly shared_at: Date | null;
  readonly closed_at: Date | null;
  readonly interpretation_opened_at: Date | null;
  readonly snapshot_hash: string;
  readonly version: number;
}

/** The collaboration's rounds, newest first. */
export const listRounds = statement<RoundRow, [collaboration: string]>(`
  select id, kind, name, period_from, period_to, opened_at, deadline_on::text as deadline_on, deadline_at, shared_at,
    closed_at, interpretation_opened_at, snapshot_hash, version
  from follow_up_round where collaboration_id = $1 and withdrawn_at is null order by opened_at desc, id`);

export interface ProgressRow {
  readonly round_id: string;
  readonly deviations: number;
  readonly jointly_read: number;
  readonly is_adopted: boolean;
}

/** How far every round of the collaboration has come, in what a moment follows from. */
export const listProgress = statement<ProgressRow, [collaboration: string]>(`
  select r.id as round_id,
    (select count(*)::int from deviation d where d.collaboration_id = r.collaboration_id and d.round_id = r.id) as deviations,
    (select count(*)::int from joint_reading j
      join deviation d on d.collaboration_id = j.collaboration_id and d.id = j.deviation_id
      where d.collaboration_id = r.collaboration_id and d.round_id = r.id) as jointly_read,
    exists (select from report_adoption a
      where a.collaboration_id = r.collaboration_id and a.round_id = r.id and a.withdrawn_at is null) as is_adopted
  from follow_up_round r where r.collaboration_id = $1 and r.withdrawn_at is null`);

export const findRound = statement<RoundRow, [collaboration: string, id: string]>(`
  select id, kind, name, period_from, period_to, opened_at, deadline_on::text as deadline_on, deadline_at, shared_at,
    closed_at, interpretation_opened_at, snapshot_hash, version
  from follow_up_round where collaboration_id = $1 and id = $2 and withdrawn_at is null`);
export const findRoundParty = statement<
  { organisation_id: string },
  [collaboration: string, round: string, party: string]
>(`
  select p.organisation_id from round_party rp
  join party p on p.collaboration_id = rp.collaboration_id and p.id = rp.party_id
  where rp.collaboration_id = $1 and rp.round_id = $2 and rp.party_id = $3`);
export const findOwnRoundParty = statement<
  { id: string; organisation_id: string },
  [collaboration: string, round: string]
>(`
  select p.id, p.organisation_id from round_party rp
  join party p on p.collaboration_id = rp.collaboration_id and p.id = rp.party_id
  where rp.collaboration_id = $1 and rp.round_id = $2
    and p.organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)`);
/** Lets all read all when the last answer is in; answers whether that happened now. */
export const shareWhenComplete = statement<{ shared: boolean }, [collaboration: string, round: string, at: Date]>(
  'select share_when_complete($1::uuid, $2::uuid, $3::timestamptz) as shared',
);

export interface MomentRow {
  readonly moment: Moment;
  readonly starts_on: string;
  readonly ends_on: string;
  readonly owner_party_id: string | null;
}

/** The plan of a full round: when each moment begins and ends, and which party answers for it. */
export const listMoments = statement<MomentRow, [collaboration: string, round: string]>(`
  select moment, starts_on::text as starts_on, ends_on::text as ends_on, owner_party_id
  from round_moment where collaboration_id = $1 and round_id = $2 order by starts_on, ends_on, moment`);

export interface RoundGoalRow {
  readonly goal_id: string;
  readonly indicator_id: string | null;
  readonly text: string;
  readonly indicator_name: string;
  readonly unit: string;
  readonly direction: 'up' | 'down' | null;
  readonly series: string;
  readonly fetched_on: string | null;
  /** Where the whole's values are found; null for a series of one's own, which has no place. */
  readonly area_code: string | null;
  readonly sex: 'T' | 'K' | 'M';
  readonly baseline_period: number | null;
  readonly baseline: number | null;
  readonly target_period: number | null;
  readonly target: number | null;
  readonly stand_in_note: string;
}

const roundGoalColumns = `goal_id, indicator_id, text, indicator_name, unit, direction, series, fetched_on::text as fetched_on,
    area_code, sex, baseline_period, baseline, target_period, target, stand_in_note`;

export const listRoundGoals = statement<RoundGoalRow, [collaboration: string, round: string]>(`
  select ${roundGoalColumns} from round_goal where collaboration_id = $1 and round_id = $2 order by place, goal_id`);

export interface RoundPlaceRow {
  readonly goal_id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: 'country' | 'region' | 'municipality';
  readonly is_compared: boolean;
}

/** The places that a round has values for. One whose figures an invented party has borrowed goes by the party’s name. */
export const listRoundPlaces = statement<RoundPlaceRow, [collaboration: string, round: string]>(`
  select v.goal_id, v.place as code, coalesce(lent.name, a.name) as name, a.kind, v.is_compared
  from (select goal_id, place, bool_or(is_compared) as is_compared from round_value
    where collaboration_id = $1 and round_id = $2 group by goal_id, place) v
  join area a on a.code = v.place
  left join (
    select o.area_code, min(o.name) as name from organisation o
    where o.is_fictional and o.id = any(array(select p.organisation_id from party p where p.collaboration_id = $1))
    group by o.area_code) lent on lent.area_code = v.place
  order by v.goal_id, a.kind, a.name`);

export interface RoundValueRow {
  readonly goal_id: string;
  readonly place: string;
  readonly period: number;
  readonly sex: 'T' | 'K' | 'M';
  readonly value: number | null;
  readonly status: 'published' | 'missing' | 'withheld' | 'preliminary' | 'doubted';
  /** Why it was doubted when the round opened; empty when it was not. */
  readonly doubt: string;
  /** Among the places that the collaboration compares with, or counted as similar by the figures' own lists. */
  readonly is_compared: boolean;
  readonly is_similar: boolean;
}

export const listRoundValues = statement<RoundValueRow, [collaboration: string, round: string]>(`
  select goal_id, place, period, sex, value, case when doubt = '' then status else 'doubted' end as status, doubt,
    is_compared, is_similar
  from round_value where collaboration_id = $1 and round_id = $2 order by goal_id, place, sex, period`);

export interface RoundLineRow {
  readonly id: string;
  readonly goal_id: string;
  readonly party_id: string;
  readonly answer: 'line' | 'nothingToAdd';
  readonly text: string;
  readonly rung: Rung | null;
  readonly entered_by_name: string | null;
  readonly answered_at: Date;
  readonly version: number;
}

/** The lines that the reader may see: its own always, everyone's once they are shared. Row level security says the same. */
export const listLines = statement<RoundLineRow, [collaboration: string, round: string]>(`
  select l.id, l.goal_id, l.party_id, l.answer, l.text, l.rung, o.name as entered_by_name, l.answered_at, l.version
  from round_line l left join organisation o on o.id = l.entered_by_organisation_id
  where l.collaboration_id = $1 and l.round_id = $2 and l.withdrawn_at is null
    and (l.organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)
      or l.entered_by_organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)
      or l.visible_at <= (select nullif(current_setting('armkrok.at', true), '')::timestamptz))`);

export interface JointLineRow {
  readonly goal_id: string;
  readonly text: string;
  readonly rung: Rung | null;
  readonly version: number;
}

export const listJointLines = statement<JointLineRow, [collaboration: string, round: string]>(`
  select goal_id, text, rung, version from round_joint_line where collaboration_id = $1 and round_id = $2`);

export interface AnsweredRow {
  readonly round_id: string;
  readonly party_id: string;
  readonly answered: number;
  readonly asked: number;
}

/** How far each party asked has come, without a word of what it said. */
export const listAnswered = statement<AnsweredRow, [collaboration: string]>(
  'select round_id, party_id, answered, asked from round_answers($1::uuid)',
);

type Compared = [collaboration: string, round: string, other: string | null];

/** The round that another is compared with: the one given, or the one before it. */
export const findRoundBefore = statement<RoundRow, Compared>(`
  select id, kind, name, period_from, period_to, opened_at, deadline_on::text as deadline_on, deadline_at, shared_at,
    closed_at, interpretation_opened_at, snapshot_hash, version
  from follow_up_round
  where collaboration_id = $1 and id = (select coalesce($3::uuid, round_before($1::uuid, $2::uuid))) and withdrawn_at is null`);
export const listGoalsBefore = statement<RoundGoalRow, Compared>(`
  select ${roundGoalColumns} from round_goal
  where collaboration_id = $1 and round_id = (select coalesce($3::uuid, round_before($1::uuid, $2::uuid)))
  order by place, goal_id`);

/** The whole's own values then, without those of the places beside it. */
export const listValuesBefore = statement<RoundValueRow, Compared>(`
  select v.goal_id, v.place, v.period, v.sex, v.value, case when v.doubt = '' then v.status else 'doubted' end as status,
    v.doubt, v.is_compared, v.is_similar
  from round_value v
  join round_goal g on g.collaboration_id = v.collaboration_id and g.round_id = v.round_id and g.goal_id = v.goal_id
    and v.place = coalesce(g.area_code, '') and v.sex = g.sex
  where v.collaboration_id = $1 and v.round_id = (select coalesce($3::uuid, round_before($1::uuid, $2::uuid)))
  order by v.goal_id, v.period`);

export interface SaidBeforeRow {
  /** Null: of the whole. */
  readonly goal_id: string | null;
  readonly text: string;
}

/** What the parties said together then: the joint line of each goal, the measures they agreed, what they would change. */
export const listSaidBefore = statement<SaidBeforeRow, Compared>(`
  with compared as (select coalesce($3::uuid, round_before($1::uuid, $2::uuid)) as id)
  select l.goal_id, l.text from round_joint_line l
  where l.collaboration_id = $1 and l.round_id = (select id from compared)
  union all
  select d.goal_id, j.measures from deviation d
  join joint_reading j on j.collaboration_id = d.collaboration_id and j.deviation_id = d.id and j.measures <> ''
  where d.collaboration_id = $1 and d.round_id = (select id from compared)
  union all
  select null, w.changes from report_adoption a
  join report_version w on w.collaboration_id = a.collaboration_id and w.round_id = a.round_id and w.number = a.number
    and w.changes <> ''
  where a.collaboration_id = $1 and a.round_id = (select id from compared) and a.withdrawn_at is null`);

export interface StandingRow {
  /**
   * The round under way; a package of ours that asks for something; a report that we have taken no position on; what we
   * have promised and not told of; and, for those who lead, the packages that others have not answered, and that the next
   * round is due by an agreement in force: its id and title, its months, and the day of the last round.
   */
  readonly about: 'round' | 'package' | 'position' | 'undertakings' | 'packages' | 'due';
  /** Of the round. */
  readonly id: string;
  readonly kind: RoundKind;
  readonly name: string;
  readonly deadline_on: string;
  readonly deadline_at: Date;
  readonly shared_at: Date | null;
  readonly closed_at: Date | null;
  readonly waiting: number;
  readonly own_waiting: boolean;
  readonly own_party: string | null;
  /** Of a full round: how many questions we have not answered, and the first of them. */
  readonly unread: number;
  readonly deviation: string | null;
  readonly question: string | null;
  readonly package_id: string | null;
  readonly is_received: boolean;
  readonly is_decided: boolean;
}

/**
 * The round under way, for the menu and the overview: how many have not answered, and whether we are one of them. And each
 * party's newest package, until every goal in it has been taken in or not: from when it was sent until it is received, and
 * again when the day that the party itself has planned has passed, or where it has planned none, when it next decides its
 * budget; and when it has decided, until it has said what became of each goal.
 */
export const readStanding = standingStatement<StandingRow>(
  `
  with mine as materialized (
    select p.id from party p where p.collaboration_id = $1::uuid
      and p.organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)),
  answers as materialized (select a.round_id, a.party_id, a.answered, a.asked from round_answers($1::uuid) a),
  unread as materialized (
    select d.round_id, d.id, d.question, d.place from deviation d
    where d.collaboration_id = $1::uuid and not exists (
      select from reading g where g.collaboration_id = $1::uuid and g.deviation_id = d.id and g.party_id in (select id from mine))),
  latest as materialized (
    select distinct on (p.party_id) p.id, p.party_id, p.round_id, p.sent_at, p.received_at, p.decided_on, p.planned_on,
      next_planned_day(p.organisation_id, (p.sent_at at time zone 'Europe/Stockholm')::date) as due_on,
      not exists (
        select from round_goal g where g.collaboration_id = p.collaboration_id and g.round_id = p.round_id and not exists (
          select from package_goal o where o.collaboration_id = p.collaboration_id and o.package_id = p.id
            and o.goal_id = g.goal_id and o.outcome in ('takenIn', 'notTakenIn'))) as is_settled
    from feedback_package p
    where p.collaboration_id = $1::uuid and p.withdrawn_at is null order by p.party_id, p.sent_at desc)
  (select 'round' as about, r.id, r.kind, r.name, r.deadline_on::text as deadline_on, r.deadline_at, r.shared_at, r.closed_at,
    (select count(*)::integer from answers a where a.round_id = r.id and a.answered < a.asked) as waiting,
    exists (select from answers a where a.round_id = r.id and a.answered < a.asked and a.party_id in (select id from mine))
      as own_waiting,
    (select id from mine limit 1) as own_party,
    (select count(*)::integer from unread u where u.round_id = r.id) as unread,
    (select u.id from unread u where u.round_id = r.id order by u.place limit 1) as deviation,
    (select u.question from unread u where u.round_id = r.id order by u.place limit 1) as question,
    null::uuid as package_id, false as is_received, false as is_decided
  from follow_up_round r
  where r.collaboration_id = $1::uuid and r.closed_at is null and r.withdrawn_at is null order by r.opened_at desc limit 1)
  union all
  (select 'package', r.id, r.kind, r.name, coalesce(k.planned_on, k.due_on, r.deadline_on)::text, r.deadline_at, r.shared_at,
    r.closed_at, 0, false, k.party_id, 0, null, null, k.id, k.received_at is not null, k.decided_on is not null
  from latest k
  join follow_up_round r on r.collaboration_id = $1::uuid and r.id = k.round_id
  where k.party_id in (select id from mine) and not k.is_settled
    and (k.received_at is null or k.decided_on is not null or coalesce(k.planned_on, k.due_on)
      < ((select nullif(current_setting('armkrok.at', true), '')::timestamptz) at time zone 'Europe/Stockholm')::date))
  union all
  (select 'packages', r.id, r.kind, r.name, r.deadline_on::text, r.deadline_at, r.shared_at, r.closed_at, count(*)::integer,
    false, null, 0, null, null, null, false, false
  from latest k
  join follow_up_round r on r.collaboration_id = $1::uuid and r.id = k.round_id
  where $1::uuid = any(coalesce(nullif(current_setting('armkrok.leads', true), ''), '{}')::uuid[])
    and k.party_id not in (select id from mine) and not k.is_settled
    and k.round_id = (select l.round_id from latest l order by l.sent_at desc limit 1)
  group by r.id, r.kind, r.name, r.deadline_on, r.deadline_at, r.shared_at, r.closed_at)
  union all
  (select 'undertakings', r.id, r.kind, r.name, r.deadline_on::text, r.deadline_at, r.shared_at, r.closed_at, count(*)::integer,
    false, c.party_id, 0, null, null, null, false, false
  from follow_up_round r
  join round_party a on a.collaboration_id = r.collaboration_id and a.round_id = r.id and a.party_id in (select id from mine)
  join contribution c on c.collaboration_id = r.collaboration_id and c.party_id = a.party_id and c.withdrawn_at is null
    and c.form <> 'doesNotContribute'
  join joint_goal g on g.collaboration_id = c.collaboration_id and g.id = c.goal_id and g.withdrawn_at is null
  where r.collaboration_id = $1::uuid and r.withdrawn_at is null and r.closed_at is null
    and not exists (select from undertaking_answer u where u.collaboration_id = r.collaboration_id and u.round_id = r.id
      and u.contribution_id = c.id and u.withdrawn_at is null)
    and not exists (select from follow_up_round later where later.collaboration_id = r.collaboration_id
      and later.opened_at > r.opened_at and later.withdrawn_at is null)
  group by r.id, r.kind, r.name, r.deadline_on, r.deadline_at, r.shared_at, r.closed_at, c.party_id)
  union all
  select 'position', r.id, r.kind, r.name, r.deadline_on::text, r.deadline_at, r.shared_at, r.closed_at,
    0, false, a.party_id, 0, null, null, null, false, false
  from follow_up_round r
  join round_party a on a.collaboration_id = r.collaboration_id and a.round_id = r.id and a.party_id in (select id from mine)
  where r.collaboration_id = $1::uuid and r.kind = 'full' and r.withdrawn_at is null and r.closed_at is null
    and exists (select from report_version w where w.collaboration_id = r.collaboration_id and w.round_id = r.id
      and w.carried_over = '{}')
    and not exists (select from report_adoption d where d.collaboration_id = r.collaboration_id and d.round_id = r.id
      and d.withdrawn_at is null)
    and not exists (select from report_position p where p.collaboration_id = r.collaboration_id and p.round_id = r.id
      and p.party_id = a.party_id)
  union all
  (select 'due', a.id, 'light', a.title, next.due_on::text, next.due_on::timestamptz, null, null, v.follow_up_months, false, null,
    0, null, last.opened_on::text, null, false, false
  from agreement a
  join agreement_version v on v.collaboration_id = a.collaboration_id and v.agreement_id = a.id and v.follow_up_months is not null
    and v.entered_into_force_on is not null and v.replaced_on is null and v.withdrawn_at is null
  cross join lateral (
    select max((r.opened_at at time zone 'Europe/Stockholm')::date) as opened_on,
      coalesce(bool_or(r.closed_at is null), false) as is_open
    from follow_up_round r where r.collaboration_id = $1::uuid and r.withdrawn_at is null) last
  cross join lateral (select (greatest(last.opened_on, v.entered_into_force_on) + make_interval(months => v.follow_up_months))::date
    as due_on) next
  where a.collaboration_id = $1::uuid and a.withdrawn_at is null and a.ended_on is null and not last.is_open
    and $1::uuid = any(coalesce(nullif(current_setting('armkrok.leads', true), ''), '{}')::uuid[])
    and next.due_on - 30 <= ((select nullif(current_setting('armkrok.at', true), '')::timestamptz) at time zone 'Europe/Stockholm')::date
  order by next.due_on, a.id limit 1)`,
  `said.about <> 'round' or said.own_waiting or ${isLed}`,
);
