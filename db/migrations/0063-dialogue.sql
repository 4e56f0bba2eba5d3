-- What the parties ask and tell each other between the rounds: questions and answers, what one expects of another, progress,
-- and each party's own review of the year.

create table asked_question (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  -- Whose record it is: of the organisation that asks.
  organisation_id uuid not null references organisation (id),
  about text not null check (about in ('goal', 'contribution', 'party')),
  goal_id uuid,
  contribution_id uuid,
  party_id uuid,
  question text not null check (question <> '' and length(question) <= 2000),
  asked_on date not null,
  answer_due_on date not null check (answer_due_on >= asked_on),
  -- The question whose answer led to this one.
  follows_question_id uuid,
  -- The first answer: from then on everybody reads it.
  answered_at timestamptz,
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, goal_id) references joint_goal (collaboration_id, id),
  foreign key (collaboration_id, contribution_id) references contribution (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id),
  foreign key (collaboration_id, follows_question_id) references asked_question (collaboration_id, id),
  check ((about = 'goal') = (goal_id is not null) and (about = 'contribution') = (contribution_id is not null)
    and (about = 'party') = (party_id is not null))
);
create index asked_question_by_organisation on asked_question (organisation_id);
create index asked_question_by_goal on asked_question (collaboration_id, goal_id);
create index asked_question_by_contribution on asked_question (collaboration_id, contribution_id);
create index asked_question_by_party on asked_question (collaboration_id, party_id);
create index asked_question_by_followed on asked_question (collaboration_id, follows_question_id);
comment on table asked_question is 'protected: by collaboration; until it is answered by those who prepare and those it is put to';

-- A party that a question is put to, and its answer.
create table question_answer (
  collaboration_id uuid not null,
  id uuid not null,
  -- Of the party that answers.
  organisation_id uuid not null references organisation (id),
  question_id uuid not null,
  party_id uuid not null,
  entered_by_organisation_id uuid references organisation (id),
  answer text not null default '' check (length(answer) <= 4000),
  -- Null: not answered.
  answered_on date check ((answered_on is null) = (answer = '')),
  created_at timestamptz not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  unique (collaboration_id, question_id, party_id),
  foreign key (collaboration_id, question_id) references asked_question (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id),
  check (entered_by_organisation_id is null or answered_on is not null)
);
create index question_answer_by_party on question_answer (collaboration_id, party_id);
create index question_answer_by_organisation on question_answer (organisation_id);
create index question_answer_by_entering on question_answer (entered_by_organisation_id);
comment on table question_answer is 'protected: by collaboration; until it is answered by those who prepare and the party; answered by the party or entered for it';

-- The questions that have been put to the acting organisation, as a value of the whole statement.
create function questions_put_to_own() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select array(select a.question_id from question_answer a
    where a.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[])
      and a.party_id = any(own_parties()) and a.withdrawn_at is null)
$$;
-- How many answers each question waits for: a number, also to those who may not read who is to answer.
create function awaited_answers(within uuid) returns table (question_id uuid, goal_id uuid, contribution_id uuid, party_id uuid,
  awaited integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select q.id, q.goal_id, q.contribution_id, q.party_id, count(*)::integer
  from asked_question q
  join question_answer a on a.collaboration_id = q.collaboration_id and a.question_id = q.id and a.withdrawn_at is null
    and a.answered_on is null
  where q.collaboration_id = within and q.withdrawn_at is null
    and q.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[])
    -- That a question has been put, and to whom, is known where the question is.
    and (q.answered_at is not null or q.id = any(questions_put_to_own())
      or q.collaboration_id = any(coalesce(nullif(current_setting('armkrok.prepares', true), ''), '{}')::uuid[]))
  group by q.id, q.goal_id, q.contribution_id, q.party_id
$$;
revoke all on function questions_put_to_own(), awaited_answers(uuid) from public;
grant execute on function questions_put_to_own(), awaited_answers(uuid) to armkrok_app;

-- The two that an expectation stands between; and a party's review of a year, before and after it is decided on.
do $$
declare
  was constant text := '''leading'', leads,';
  changed text;
begin
  select pg_get_functiondef(p.oid) into strict changed from pg_proc p
  where p.pronamespace = 'public'::regnamespace and p.proname = 'protect_within';
  if strpos(changed, was) = 0 then raise exception 'protect_within does not say who leads'; end if;
  execute replace(changed, was, was || '
    ''putToOwn'', ''id = any((select questions_put_to_own())::uuid[])'',
    ''onceQuestionAnswered'', ''answered_at is not null'',
    ''onceAnswered'', ''answered_on is not null'',
    ''expectedSignedIn'', format(''(to_organisation_id = %s and %s)'', mine, signed_in),
    ''expectedSpeaking'', format(''(to_organisation_id = %s and %s)'', mine, speaks),');
end $$;
call protect_within('asked_question', '{preparing,putToOwn,onceQuestionAnswered}', '{preparing}', '{preparing}');
grant select, insert on asked_question to armkrok_app;
grant update (question, answer_due_on, withdrawn_at, version) on asked_question to armkrok_app;
call protect_within('question_answer', '{preparing,ownParty,onceAnswered}', '{preparing}', '{ownParty,preparing}');
grant select, insert, update on question_answer to armkrok_app;

-- Whoever asks does not answer: that is the party's, or entered for it as long as it has not answered itself.
create function keep_answer_to_question() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  is_own constant boolean := new.party_id = any(own_parties());
  answers boolean := new.answered_on is not null;
begin
  if current_user <> 'armkrok_app' then return new; end if;
  if tg_op = 'UPDATE' then
    answers := (new.answer, new.answered_on, new.entered_by_organisation_id)
      is distinct from (old.answer, old.answered_on, old.entered_by_organisation_id);
    if (new.question_id, new.party_id, new.organisation_id) is distinct from (old.question_id, old.party_id, old.organisation_id)
    then
      raise exception 'an answer is not moved' using errcode = '42501';
    end if;
    if is_own and not new.collaboration_id = any(coalesce(nullif(current_setting('armkrok.prepares', true), ''), '{}')::uuid[])
      and new.withdrawn_at is distinct from old.withdrawn_at then
      raise exception 'a question is taken back by whoever asked it' using errcode = '42501';
    end if;
    if answers and not is_own and old.answered_on is not null and old.entered_by_organisation_id is null then
      raise exception 'a party answers for itself' using errcode = '42501';
    end if;
  end if;
  if answers and not is_own and new.answered_on is not null and new.entered_by_organisation_id is null then
    raise exception 'a party answers for itself' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_answer_to_question before insert or update on question_answer
  for each row execute function keep_answer_to_question();

-- The question is everybody's to read from its first answer on, whoever gives it.
create function note_first_answer() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update asked_question set answered_at = nullif(current_setting('armkrok.at', true), '')::timestamptz
  where collaboration_id = new.collaboration_id and id = new.question_id and answered_at is null;
  return null;
end $$;
revoke all on function note_first_answer() from public;
create trigger note_first_answer after insert or update on question_answer
  for each row when (new.answered_on is not null) execute function note_first_answer();

-- What one party expects of another. Read by the two and by who leads; never public.
create table expectation (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  -- Of the party that expects.
  organisation_id uuid not null references organisation (id),
  party_id uuid not null,
  to_organisation_id uuid not null references organisation (id) check (to_organisation_id <> organisation_id),
  to_party_id uuid not null,
  expected text not null check (expected <> '' and length(expected) <= 2000),
  answer_due_on date not null,
  -- Null: not answered.
  answer text check (answer in ('accepts', 'adjusts', 'declines')),
  answer_words text not null default '' check (length(answer_words) <= 2000),
  answered_on date check ((answered_on is null) = (answer is null)),
  -- What each of the two says came of it.
  outcome text check (outcome in ('met', 'partly', 'notMet')),
  outcome_words text not null default '' check (length(outcome_words) <= 2000),
  outcome_on date check ((outcome_on is null) = (outcome is null)),
  to_outcome text check (to_outcome in ('met', 'partly', 'notMet')),
  to_outcome_words text not null default '' check (length(to_outcome_words) <= 2000),
  to_outcome_on date check ((to_outcome_on is null) = (to_outcome is null)),
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id),
  foreign key (collaboration_id, to_party_id) references party (collaboration_id, id),
  check (answer is not null or answer_words = ''),
  check (answer is distinct from 'adjusts' or answer_words <> ''),
  check (answer is not null or (outcome is null and to_outcome is null)),
  check (outcome is not null or outcome_words = ''),
  check (to_outcome is not null or to_outcome_words = '')
);
create index expectation_by_party on expectation (collaboration_id, party_id);
create index expectation_by_expected_party on expectation (collaboration_id, to_party_id);
create index expectation_by_organisation on expectation (organisation_id);
create index expectation_by_expected on expectation (to_organisation_id);
comment on table expectation is 'protected: by collaboration, for the two parties and those who lead';
call protect_within('expectation', '{signedIn,expectedSignedIn,leading}', '{speaking}', '{speaking,expectedSpeaking}');
grant select, insert on expectation to armkrok_app;
grant update (expected, answer_due_on, answer, answer_words, answered_on, outcome, outcome_words, outcome_on, to_outcome,
  to_outcome_words, to_outcome_on, withdrawn_at, version) on expectation to armkrok_app;

-- Each of the two writes its own part, and neither the other's.
create function keep_expectation() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  acting constant uuid := nullif(current_setting('armkrok.organisation', true), '')::uuid;
begin
  if current_user <> 'armkrok_app' then return new; end if;
  if acting is distinct from old.organisation_id
    and (new.expected, new.answer_due_on, new.outcome, new.outcome_words, new.outcome_on, new.withdrawn_at)
      is distinct from (old.expected, old.answer_due_on, old.outcome, old.outcome_words, old.outcome_on, old.withdrawn_at)
    or acting is distinct from old.to_organisation_id
    and (new.answer, new.answer_words, new.answered_on, new.to_outcome, new.to_outcome_words, new.to_outcome_on)
      is distinct from (old.answer, old.answer_words, old.answered_on, old.to_outcome, old.to_outcome_words, old.to_outcome_on)
  then
    raise exception 'each party says its own' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_expectation before update on expectation for each row execute function keep_expectation();

-- Something that has been reached and deserves to be told.
create table progress_note (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  -- Null together: of the whole.
  goal_id uuid,
  activity_id uuid check (activity_id is null or goal_id is null),
  text text not null check (text <> '' and length(text) <= 600),
  happened_on date not null,
  -- Goes along the next time that the collaboration publishes its page.
  shared_at timestamptz,
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, goal_id) references joint_goal (collaboration_id, id),
  foreign key (collaboration_id, activity_id) references activity (collaboration_id, id)
);
create index progress_note_by_day on progress_note (collaboration_id, created_at desc);
create index progress_note_by_goal on progress_note (collaboration_id, goal_id);
create index progress_note_by_activity on progress_note (collaboration_id, activity_id);
create index progress_note_by_organisation on progress_note (organisation_id);
comment on table progress_note is 'protected: by collaboration';
call protect_within('progress_note', '{everyone}', '{speaking,preparing}', '{speaking,preparing}');
grant select, insert, update on progress_note to armkrok_app;

-- A party's own review of a year. Read by the party alone.
create table yearly_review (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  party_id uuid not null,
  year integer not null check (year between 1990 and 2200),
  done text not null default '' check (length(done) <= 4000),
  gave text not null default '' check (length(gave) <= 4000),
  changes text not null default '' check (length(changes) <= 4000),
  -- Null: the party has not said.
  course text check (course in ('continues', 'changes', 'leaves')),
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  unique (collaboration_id, party_id, year),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id)
);
create index yearly_review_by_organisation on yearly_review (organisation_id);
comment on table yearly_review is 'protected: by collaboration, for the party alone';
call protect_within('yearly_review', '{signedIn}', '{speaking}', '{speaking}');
grant select, insert, update on yearly_review to armkrok_app;

-- What came of it, shared when the party has decided. Never changed: another decision is another row.
create table yearly_review_outcome (
  collaboration_id uuid not null,
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  yearly_review_id uuid not null,
  party_id uuid not null,
  year integer not null,
  course text not null check (course in ('continues', 'changes', 'leaves')),
  words text not null default '' check (length(words) <= 2000),
  -- The instance that decided; empty: the party's representative.
  decided_by text not null default '' check (length(decided_by) <= 200),
  paragraph text not null default '' check (paragraph = '' or decided_by <> ''),
  decided_on date not null,
  created_at timestamptz not null,
  created_by uuid not null,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, yearly_review_id) references yearly_review (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id)
);
create index yearly_review_outcome_by_review on yearly_review_outcome (collaboration_id, yearly_review_id);
create index yearly_review_outcome_by_party on yearly_review_outcome (collaboration_id, party_id);
create index yearly_review_outcome_by_organisation on yearly_review_outcome (organisation_id);
comment on table yearly_review_outcome is 'protected: by collaboration; shared by the party, and not changed afterwards';
call protect_within('yearly_review_outcome', '{everyone}', '{speaking}', '{}');
grant select, insert on yearly_review_outcome to armkrok_app;
