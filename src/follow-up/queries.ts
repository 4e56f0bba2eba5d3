import { statement } from '../platform/database/statement.ts';
import type { Rung } from './round.ts';

export interface RoundRow {
  readonly id: string;
  readonly name: string;
  readonly period_from: number;
  readonly period_to: number;
  readonly opened_at: Date;
  readonly deadline_on: string;
  readonly deadline_at: Date;
  readonly shared_at: Date | null;
  readonly closed_at: Date | null;
  readonly snapshot_hash: string;
  readonly version: number;
}

/** The collaboration's rounds, newest first. */
export const listRounds = statement<RoundRow, [collaboration: string]>(`
  select id, name, period_from, period_to, opened_at, deadline_on::text as deadline_on, deadline_at, shared_at, closed_at,
    snapshot_hash, version
  from follow_up_round where collaboration_id = $1 and withdrawn_at is null order by opened_at desc, id`);

export interface RoundGoalRow {
  readonly goal_id: string;
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

export const listRoundGoals = statement<RoundGoalRow, [collaboration: string, round: string]>(`
  select goal_id, text, indicator_name, unit, direction, series, fetched_on::text as fetched_on, area_code, sex, baseline_period,
    baseline, target_period, target, stand_in_note
  from round_goal where collaboration_id = $1 and round_id = $2 order by place, goal_id`);

export interface RoundValueRow {
  readonly goal_id: string;
  readonly place: string;
  readonly period: number;
  readonly sex: 'T' | 'K' | 'M';
  readonly value: number | null;
  readonly status: 'published' | 'missing' | 'withheld' | 'preliminary' | 'doubted';
  /** Why it was doubted when the round opened; empty when it was not. */
  readonly doubt: string;
}

export const listRoundValues = statement<RoundValueRow, [collaboration: string, round: string]>(`
  select goal_id, place, period, sex, value, case when doubt = '' then status else 'doubted' end as status, doubt
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

/** The lines that the reader may see: its own always, everyone's once they are shared. Row level security decides. */
export const listLines = statement<RoundLineRow, [collaboration: string, round: string]>(`
  select l.id, l.goal_id, l.party_id, l.answer, l.text, l.rung, o.name as entered_by_name, l.answered_at, l.version
  from round_line l left join organisation o on o.id = l.entered_by_organisation_id
  where l.collaboration_id = $1 and l.round_id = $2 and l.withdrawn_at is null`);

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

export interface StandingRow {
  readonly id: string;
  readonly name: string;
  readonly deadline_on: string;
  readonly deadline_at: Date;
  readonly shared_at: Date | null;
  readonly closed_at: Date | null;
  readonly waiting: number;
  readonly own_waiting: boolean;
}

/** The round under way, for the menu and the overview: how many have not answered, and whether we are one of them. */
export const readStanding = statement<StandingRow, [collaboration: string]>(`
  select r.id, r.name, r.deadline_on::text as deadline_on, r.deadline_at, r.shared_at, r.closed_at,
    (select count(*)::integer from round_answers($1::uuid) a where a.round_id = r.id and a.answered < a.asked) as waiting,
    exists (select from round_answers($1::uuid) a join party p on p.collaboration_id = $1::uuid and p.id = a.party_id
      where a.round_id = r.id and a.answered < a.asked
        and p.organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)) as own_waiting
  from follow_up_round r
  where r.collaboration_id = $1::uuid and r.closed_at is null and r.withdrawn_at is null order by r.opened_at desc limit 1`);
