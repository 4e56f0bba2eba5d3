import { type Channel, isLed, standingStatement } from '../collaborations/index.ts';
import { statement } from '../platform/database/statement.ts';

export interface ExerciseRow {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
  readonly instrument_key: string;
  readonly instrument_version: number;
  /** As it was asked; read by `readInstrument`. */
  readonly instrument: unknown;
  readonly previous_round_id: string | null;
  readonly opened_at: Date;
  readonly deadline_on: string;
  readonly deadline_at: Date;
  readonly rating_deadline_on: string;
  readonly rating_deadline_at: Date;
  readonly shared_at: Date | null;
  readonly ratings_shared_at: Date | null;
  readonly closed_at: Date | null;
  readonly version: number;
}

const columns = `id, name, purpose, instrument_key, instrument_version, instrument, previous_round_id, opened_at,
  deadline_on::text as deadline_on, deadline_at, rating_deadline_on::text as rating_deadline_on, rating_deadline_at,
  shared_at, ratings_shared_at, closed_at, version`;

/** The collaboration's exercises, newest first. */
export const listExercises = statement<ExerciseRow, [collaboration: string]>(`
  select ${columns} from shared_view_round
  where collaboration_id = $1 and withdrawn_at is null order by opened_at desc, id`);
export const findExercise = statement<ExerciseRow, [collaboration: string, id: string]>(`
  select ${columns} from shared_view_round where collaboration_id = $1 and id = $2 and withdrawn_at is null`);

export interface StandingRow {
  readonly round_id: string;
  readonly party_id: string;
  readonly has_answered: boolean;
  readonly ratings_asked: number;
  readonly ratings_given: number;
}

/** How far each party asked has come, without a word of what it said. */
export const listStanding = statement<StandingRow, [collaboration: string]>(
  'select round_id, party_id, has_answered, ratings_asked, ratings_given from shared_view_standing($1::uuid)',
);

export interface AskedPartyRow {
  /** What its answer as a whole is known by, where it has been entered for it. */
  readonly id: string;
  readonly party_id: string;
  readonly organisation_id: string;
  readonly name: string;
}

/** Those who were asked, in the order of the parties; also one that has left since. */
export const listAskedParties = statement<AskedPartyRow, [collaboration: string, round: string]>(`
  select a.id, a.party_id, a.organisation_id, o.name
  from shared_view_party a
  join party p on p.collaboration_id = a.collaboration_id and p.id = a.party_id
  join organisation o on o.id = a.organisation_id
  where a.collaboration_id = $1 and a.round_id = $2 order by p.place, o.name collate "sv-x-icu", p.id`);

export interface AnswerRow {
  readonly id: string;
  readonly question: string;
  readonly party_id: string;
  readonly answer: 'words' | 'notKnownYet';
  readonly text: string;
  readonly entered_by_name: string | null;
  readonly channel: Channel | null;
  readonly stated_on: string | null;
  readonly written_at: Date;
  readonly approved_at: Date | null;
  /** Whether the others may read it. */
  readonly is_open: boolean;
  readonly version: number;
}

/** The answers that the reader may see: its own always, the others’ once they are shared. Row level security says the same. */
export const listAnswers = statement<AnswerRow, [collaboration: string, round: string]>(`
  select a.id, a.question, a.party_id, a.answer, a.text, o.name as entered_by_name, a.channel, a.stated_on::text as stated_on,
    a.written_at, a.approved_at, a.version,
    coalesce(a.visible_at <= (select nullif(current_setting('armkrok.at', true), '')::timestamptz), false) as is_open
  from shared_view_answer a left join organisation o on o.id = a.entered_by_organisation_id
  where a.collaboration_id = $1 and a.round_id = $2 and a.withdrawn_at is null
    and (a.organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)
      or a.entered_by_organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)
      or a.visible_at <= (select nullif(current_setting('armkrok.at', true), '')::timestamptz))`);

export interface RatingRow {
  readonly round_id: string;
  readonly question: string;
  readonly party_id: string;
  readonly rated_party_id: string;
  readonly agreement: number;
  readonly version: number;
}

/** The ratings that the reader may see, of a round and of the one that it is compared with. */
export const listRatings = statement<RatingRow, [collaboration: string, round: string]>(`
  select r.round_id, r.question, r.party_id, r.rated_party_id, r.agreement, r.version from shared_view_rating r
  where r.collaboration_id = $1 and r.withdrawn_at is null
    and r.round_id in (select e.id from shared_view_round e where e.collaboration_id = $1 and e.id = $2::uuid
      union select e.previous_round_id from shared_view_round e where e.collaboration_id = $1 and e.id = $2::uuid)
    and (r.organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)
      or r.visible_at <= (select nullif(current_setting('armkrok.at', true), '')::timestamptz))`);

export interface WordingRow {
  readonly question: string;
  readonly number: number;
  readonly text: string;
  readonly written_at: Date;
}

/** Every version of every joint wording, newest first. */
export const listWordings = statement<WordingRow, [collaboration: string, round: string]>(`
  select question, number, text, written_at from shared_view_wording
  where collaboration_id = $1 and round_id = $2 order by question, number desc`);

export interface WaitingRow
  extends Pick<
    ExerciseRow,
    | 'id'
    | 'name'
    | 'deadline_on'
    | 'deadline_at'
    | 'rating_deadline_on'
    | 'rating_deadline_at'
    | 'shared_at'
    | 'ratings_shared_at'
    | 'closed_at'
  > {
  readonly unanswered: number;
  readonly unrated: number;
  readonly own_party: string | null;
  readonly own_unanswered: boolean;
  readonly own_unrated: boolean;
}

/** The exercise under way, for the menu and the overview: how many are waited for, and whether we are one of them. */
export const readWaiting = standingStatement<WaitingRow>(
  `
  with current as materialized (
    select r.collaboration_id, r.id, r.name, r.deadline_on, r.deadline_at, r.rating_deadline_on, r.rating_deadline_at,
      r.shared_at, r.ratings_shared_at, r.closed_at
    from shared_view_round r
    where r.collaboration_id = $1::uuid and r.closed_at is null and r.withdrawn_at is null
    order by r.opened_at desc limit 1),
  standing as materialized (
    select s.party_id, s.has_answered, s.ratings_given < s.ratings_asked as is_unrated from current c
    cross join lateral shared_view_standing(c.collaboration_id) s where s.round_id = c.id),
  mine as materialized (
    select s.party_id, s.has_answered, s.is_unrated from standing s
    join party a on a.collaboration_id = $1::uuid and a.id = s.party_id
      and a.organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid))
  select c.id, c.name, c.deadline_on::text as deadline_on, c.deadline_at, c.rating_deadline_on::text as rating_deadline_on,
    c.rating_deadline_at, c.shared_at, c.ratings_shared_at, c.closed_at,
    (select count(*)::integer from standing where not has_answered) as unanswered,
    (select count(*)::integer from standing where is_unrated) as unrated,
    (select party_id from mine limit 1) as own_party,
    exists (select from mine where not has_answered) as own_unanswered,
    exists (select from mine where is_unrated) as own_unrated
  from current c`,
  `said.own_unanswered or said.own_unrated or ${isLed}`,
);
