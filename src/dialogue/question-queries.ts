import { isLed, standingStatement } from '../collaborations/index.ts';
import { statement } from '../platform/database/statement.ts';
import type { About } from './questions.ts';
import type { GoesOn } from './yearly-reviews.ts';

export interface QuestionRow {
  readonly id: string;
  readonly about: About['about'];
  readonly goal_id: string | null;
  readonly contribution_id: string | null;
  readonly undertaking_id: string | null;
  readonly party_id: string | null;
  /** What it is asked of, in words: the goal's text, the party's name. */
  readonly goal_text: string | null;
  readonly party_name: string | null;
  readonly undertaking_text: string | null;
  /** Where the undertaking stands. */
  readonly agreement_id: string | null;
  readonly agreement_number: number | null;
  readonly question: string;
  readonly asked_by_name: string;
  readonly asked_on: string;
  readonly answer_due_on: string;
  readonly follows_question_id: string | null;
  readonly answered_at: Date | null;
  /** How many parties have not answered. */
  readonly awaited: number;
  readonly version: number;
}

/** The questions that the reader may see, newest first: those that wait for an answer come before those that do not. */
export const listQuestions = statement<QuestionRow, [collaboration: string]>(`
  with awaited as materialized (select a.question_id, a.awaited from awaited_answers($1) a)
  select q.id, q.about, coalesce(q.goal_id, k.goal_id) as goal_id, q.contribution_id, q.undertaking_id,
    coalesce(q.party_id, k.party_id, u.party_id) as party_id, g.text as goal_text, po.name as party_name,
    u.text as undertaking_text, v.agreement_id, v.number as agreement_number, q.question, o.name as asked_by_name, q.asked_on::text as asked_on,
    q.answer_due_on::text as answer_due_on, q.follows_question_id, q.answered_at, coalesce(w.awaited, 0) as awaited, q.version
  from asked_question q
  join organisation o on o.id = q.organisation_id
  left join contribution k on k.collaboration_id = q.collaboration_id and k.id = q.contribution_id
  left join agreement_undertaking u on u.collaboration_id = q.collaboration_id and u.id = q.undertaking_id
  left join agreement_version v on v.collaboration_id = u.collaboration_id and v.id = u.agreement_version_id
  left join joint_goal g on g.collaboration_id = q.collaboration_id and g.id = coalesce(q.goal_id, k.goal_id)
  left join party p on p.collaboration_id = q.collaboration_id and p.id = coalesce(q.party_id, k.party_id, u.party_id)
  left join organisation po on po.id = p.organisation_id
  left join awaited w on w.question_id = q.id
  where q.collaboration_id = $1 and q.withdrawn_at is null
  order by coalesce(w.awaited, 0) = 0, q.created_at desc, q.id`);

export interface AnswerRow {
  readonly id: string;
  readonly question_id: string;
  readonly party_id: string;
  readonly organisation_id: string;
  readonly party_name: string;
  readonly answer: string;
  readonly answered_on: string | null;
  readonly is_entered: boolean;
  readonly version: number;
}

/** What has been answered; and where the reader may know it, who has not. */
export const listAnswers = statement<AnswerRow, [collaboration: string]>(`
  select a.id, a.question_id, a.party_id, a.organisation_id, o.name as party_name, a.answer, a.answered_on::text as answered_on,
    a.entered_by_organisation_id is not null as is_entered, a.version
  from question_answer a join organisation o on o.id = a.organisation_id
  where a.collaboration_id = $1 and a.withdrawn_at is null
  order by a.answered_on nulls last, o.name collate "sv-x-icu", a.id`);

export interface AskedUndertakingRow {
  readonly id: string;
  readonly party_id: string;
  readonly text: string;
}

/** What the agreements in force oblige parties to. Reads the tables of agreements and writes none of them. */
export const listUndertakingsInForce = statement<AskedUndertakingRow, [collaboration: string]>(`
  select u.id, u.party_id, u.text
  from agreement_version v
  join agreement a on a.collaboration_id = v.collaboration_id and a.id = v.agreement_id and a.withdrawn_at is null
    and a.ended_on is null
  join agreement_undertaking u on u.collaboration_id = v.collaboration_id and u.agreement_version_id = v.id
    and u.withdrawn_at is null
  where v.collaboration_id = $1 and v.entered_into_force_on is not null and v.replaced_on is null and v.withdrawn_at is null
  order by u.created_at, u.id`);

interface WaitingQuestion {
  readonly id: string;
  readonly party: string;
  readonly question: string;
  readonly due: string;
}
interface WaitingExpectation {
  readonly id: string;
  readonly name: string;
  readonly expected: string;
  readonly due: string;
}
export interface StandingRow {
  readonly own_waiting: readonly WaitingQuestion[];
  /** Past their day, for those who prepare. */
  readonly late: readonly (Omit<WaitingQuestion, 'party'> & { readonly awaited: number })[];
  readonly awaited: number;
  /** Of those, from the reader's own party. */
  readonly own_awaited: number;
  /** How many questions there are of a goal, a contribution, an undertaking (by its thread) or a party, and how many answers they wait for. */
  readonly subjects: Readonly<Record<string, readonly [asked: number, awaited: number]>>;
  /** How many notes of progress there are of a goal or an activity. */
  readonly notes: Readonly<Record<string, number>>;
  /** The last outcome that each party has shared of a yearly review. */
  readonly outcomes: Readonly<Record<string, readonly [year: number, goesOn: GoesOn]>>;
  /** Years of which the own party has said whether it goes on, and has not told the others. */
  readonly unshared: readonly number[];
  readonly expected_of_us: readonly WaitingExpectation[];
}

const day = `((select nullif(current_setting('armkrok.at', true), '')::timestamptz) at time zone 'Europe/Stockholm')::date`;
const acting = `(select nullif(current_setting('armkrok.organisation', true), '')::uuid)`;

/** For the menu, what waits, and what stands beside goals and parties. */
export const readStanding = standingStatement<StandingRow>(
  `
  with w as materialized (select a.question_id, a.awaited from awaited_answers($1) a)
  select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'party', q.own_party, 'question', q.question, 'due', q.answer_due_on)
      order by q.answer_due_on, q.id) filter (where q.own_party is not null), '[]') as own_waiting,
    coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'awaited', q.others, 'question', q.question, 'due', q.answer_due_on)
      order by q.answer_due_on, q.id) filter (where q.others > 0 and q.answer_due_on < ${day}), '[]') as late,
    coalesce(sum(q.awaited), 0)::integer as awaited, count(q.own_party)::integer as own_awaited,
    coalesce((select jsonb_object_agg(s.id, jsonb_build_array(s.asked, s.awaited))
      from (select u.id, count(*) as asked, coalesce(sum(w.awaited), 0) as awaited
        from asked_question one
        left join agreement_undertaking duty on duty.collaboration_id = $1 and duty.id = one.undertaking_id
        cross join lateral (values (one.goal_id), (one.contribution_id), (duty.thread_id), (one.party_id)) u (id)
        left join w on w.question_id = one.id
        where one.collaboration_id = $1 and one.withdrawn_at is null and u.id is not null group by u.id) s), '{}') as subjects,
    coalesce((select jsonb_object_agg(s.id, s.told)
      from (select coalesce(n.goal_id, n.activity_id) as id, count(*) as told from progress_note n
        where n.collaboration_id = $1 and n.withdrawn_at is null and coalesce(n.goal_id, n.activity_id) is not null
        group by 1) s), '{}') as notes,
    coalesce((select jsonb_object_agg(s.party_id, jsonb_build_array(s.year, s.course))
      from (select distinct on (r.party_id) r.party_id, r.year, r.course from yearly_review_outcome r
        where r.collaboration_id = $1 order by r.party_id, r.year desc, r.created_at desc) s), '{}') as outcomes,
    array(select r.year from yearly_review r
      where r.collaboration_id = $1 and r.withdrawn_at is null and r.course is not null
        and not exists (select from yearly_review_outcome s where s.collaboration_id = $1 and s.yearly_review_id = r.id)
      order by r.year) as unshared,
    coalesce((select jsonb_agg(jsonb_build_object('id', e.id, 'name', o.name, 'expected', e.expected, 'due', e.answer_due_on)
        order by e.answer_due_on, e.id)
      from expectation e join organisation o on o.id = e.organisation_id
      where e.collaboration_id = $1 and e.withdrawn_at is null and e.answer is null and e.to_organisation_id = ${acting}), '[]')
      as expected_of_us
  from (
    select one.id, one.question, one.answer_due_on, w.awaited, own.party_id as own_party,
      w.awaited - (own.party_id is not null)::integer as others
    from w
    join asked_question one on one.collaboration_id = $1 and one.id = w.question_id
    left join question_answer own on own.collaboration_id = $1 and own.question_id = one.id and own.withdrawn_at is null
      and own.answered_on is null and own.organisation_id = ${acting}) q`,
  `jsonb_array_length(said.own_waiting) > 0 or jsonb_array_length(said.expected_of_us) > 0 or cardinality(said.unshared) > 0 or (said.awaited > 0 and ${isLed})`,
);
