-- What the parties do, by when, with what: the plan and its activities, who takes part in each, and which goals they serve.

-- Who may change an activity: its own party; and whoever prepares, as long as the party has not written it itself. So a
-- party decides its own, and what was entered for one that never signs in can be kept up to date.

create table action_plan (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  -- Whose record it is: of the organisation that drew it up.
  organisation_id uuid not null references organisation (id),
  title text not null check (title <> ''),
  first_year integer check (first_year between 1900 and 2200),
  last_year integer check (last_year between first_year and first_year + 40),
  adopted_on date,
  -- How it is revised.
  revision text check (revision in ('continuous', 'halfYearly', 'yearly', 'whenNeeded')),
  -- The steering document that it follows.
  steering_document_id uuid,
  -- How many areas it has, where a source gives the number and no names.
  area_count integer check (area_count > 0),
  source_note text not null default '',
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, steering_document_id) references steering_document (collaboration_id, id),
  check ((first_year is null) = (last_year is null))
);
create unique index action_plan_one_at_a_time on action_plan (collaboration_id) where withdrawn_at is null;
create index action_plan_by_organisation on action_plan (organisation_id);
create index action_plan_by_steering_document on action_plan (collaboration_id, steering_document_id);
comment on table action_plan is 'protected: by collaboration';
call protect_within('action_plan', '{everyone}', '{preparing}', '{preparing}');
grant select, insert, update on action_plan to armkrok_app;

create table activity (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  -- Of the party that answers for it; where nobody does yet, of the organisation that wrote it down.
  organisation_id uuid not null references organisation (id),
  -- The one party that answers for it. Null: nobody yet, or a source does not say.
  party_id uuid,
  -- Who entered it for the party. Null: the party's own words, and nobody else's to change.
  entered_by_organisation_id uuid references organisation (id),
  -- The seat of the party that answers for it.
  seat_id uuid check (seat_id is null or party_id is not null),
  place integer not null check (place > 0),
  title text not null check (title <> '' and length(title) <= 300),
  description text not null default '',
  -- Null: not said.
  kind text check (kind in ('service', 'development', 'coordination', 'inquiry', 'studyVisit', 'seminar', 'peerSupervision',
    'other')),
  -- The area of the plan that it belongs to, in the plan's own words.
  area text not null default '',
  starts_on date,
  due_on date,
  state text not null default 'planned' check (state in ('planned', 'underWay', 'done', 'stopped')),
  state_on date,
  stopped_because text not null default '',
  -- What was learned, of any activity; of a study visit, seminar or peer supervision it is asked for.
  learned text not null default '',
  -- What it takes of the party that answers for it, and what it has taken: öre, and whole minutes.
  amount bigint check (amount between 0 and 100000000000000),
  minutes bigint check (minutes between 0 and 100000000000000),
  used_amount bigint check (used_amount between 0 and 100000000000000),
  used_minutes bigint check (used_minutes between 0 and 100000000000000),
  -- The plan in which the money and the time are pledged.
  financing_plan_id uuid,
  -- Whom it is for, and in what of it they take part.
  target_group text not null default '',
  target_group_part text[] not null default '{}'
    check (target_group_part <@ array['analysis', 'plan', 'carryingOut', 'interpretation']),
  -- Who takes part without being a party.
  others text not null default '',
  -- It is carried out by each of them.
  each text check (each in ('party', 'municipality')),
  is_open_across_borders boolean,
  -- What comes of it is put to a decision.
  is_basis_for_decision boolean,
  evidence_grade text check (evidence_grade in ('evidenceBased', 'provenExperience', 'untested')),
  evidence_source text not null default '',
  -- Untested, it is a pilot: what it is to answer, by what measure, and when it ends.
  pilot_question text not null default '',
  pilot_measure text not null default '',
  pilot_ends_on date,
  evaluated_on date,
  evaluation text not null default '',
  evaluation_result text check (evaluation_result in ('worked', 'workedInPart', 'didNotWork', 'cannotSay')),
  -- It carries on, in greater scale, what was tried in that one.
  scales_activity_id uuid,
  scaled_without_evaluation_because text not null default '',
  -- What a party that never signs in has put right, in its own words.
  own_words text not null default '',
  source_note text not null default '',
  created_at timestamptz not null,
  created_by uuid not null,
  changed_at timestamptz not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id),
  foreign key (organisation_id, seat_id) references seat (organisation_id, id),
  foreign key (collaboration_id, financing_plan_id) references financing_plan (collaboration_id, id),
  foreign key (collaboration_id, scales_activity_id) references activity (collaboration_id, id),
  check (entered_by_organisation_id is null or party_id is not null),
  check (due_on is null or starts_on is null or due_on >= starts_on),
  check ((state = 'stopped') = (stopped_because <> '')),
  check ((evaluation = '') = (evaluated_on is null) and (evaluation = '') = (evaluation_result is null)),
  -- Of a source that tells of an untested one we ask no more than it says.
  check (source_note <> '' or evidence_grade is distinct from 'untested'
    or (pilot_question <> '' and pilot_measure <> '' and pilot_ends_on is not null)),
  check (scales_activity_id is not null or scaled_without_evaluation_because = '')
);
create index activity_by_party on activity (collaboration_id, party_id);
create index activity_by_seat on activity (organisation_id, seat_id);
create index activity_by_entering on activity (entered_by_organisation_id);
create index activity_by_financing_plan on activity (collaboration_id, financing_plan_id);
create index activity_by_scaled on activity (collaboration_id, scales_activity_id);
comment on table activity is 'protected: by collaboration; written by the party, or entered for it as long as it has not written it itself';

-- The activities that the session may change.
create function changeable_activities() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select array(select a.id from activity a
    where a.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[])
      and (a.party_id = any(own_parties())
        or (a.collaboration_id = any(coalesce(nullif(current_setting('armkrok.prepares', true), ''), '{}')::uuid[])
          and (a.entered_by_organisation_id is not null or a.party_id is null))))
$$;
revoke all on function changeable_activities() from public;
grant execute on function changeable_activities() to armkrok_app;

do $$
declare
  was constant text := '''leading'', leads,';
  changed text;
begin
  select pg_get_functiondef(p.oid) into strict changed from pg_proc p
  where p.pronamespace = 'public'::regnamespace and p.proname = 'protect_within';
  if strpos(changed, was) = 0 then raise exception 'protect_within does not say who leads'; end if;
  execute replace(changed, was, was || '
    ''preparingUnwritten'', format(''(%s and (entered_by_organisation_id is not null or party_id is null))'',
      replace(leads, ''armkrok.leads'', ''armkrok.prepares'')),
    ''changeableActivity'', ''activity_id = any((select changeable_activities())::uuid[])'',');
end $$;
call protect_within('activity', '{everyone}', '{ownParty,preparingUnwritten}', '{ownParty,preparingUnwritten}');
grant select, insert, update on activity to armkrok_app;

create table activity_goal (
  collaboration_id uuid not null,
  activity_id uuid not null,
  goal_id uuid not null,
  organisation_id uuid not null references organisation (id),
  created_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (collaboration_id, activity_id, goal_id),
  foreign key (collaboration_id, activity_id) references activity (collaboration_id, id),
  foreign key (collaboration_id, goal_id) references joint_goal (collaboration_id, id)
);
create index activity_goal_by_goal on activity_goal (collaboration_id, goal_id);
create index activity_goal_by_organisation on activity_goal (organisation_id);
comment on table activity_goal is 'protected: by collaboration; written by whoever may change the activity';
call protect_within('activity_goal', '{everyone}', '{changeableActivity}', '{changeableActivity}');
grant select, insert, update on activity_goal to armkrok_app;

-- A party that is asked to contribute to another's activity, or says that it does. It may be asked long after the start.
create table activity_party (
  collaboration_id uuid not null,
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  activity_id uuid not null,
  party_id uuid not null,
  entered_by_organisation_id uuid references organisation (id),
  asked_on date not null,
  -- Null: not answered.
  answer text check (answer in ('takesPart', 'declines')),
  answered_on date check ((answered_on is null) = (answer is null)),
  -- What it does in it, or why it does not.
  part text not null default '',
  amount bigint check (amount between 0 and 100000000000000),
  minutes bigint check (minutes between 0 and 100000000000000),
  created_at timestamptz not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  unique (collaboration_id, activity_id, party_id),
  foreign key (collaboration_id, activity_id) references activity (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id),
  check (answer is not null or (part = '' and amount is null and minutes is null and entered_by_organisation_id is null)),
  check (answer is distinct from 'declines' or (amount is null and minutes is null))
);
create index activity_party_by_party on activity_party (collaboration_id, party_id);
create index activity_party_by_organisation on activity_party (organisation_id);
create index activity_party_by_entering on activity_party (entered_by_organisation_id);
comment on table activity_party is 'protected: by collaboration; asked by whoever may change the activity, answered by the party or entered for it';
call protect_within('activity_party', '{everyone}', '{ownParty,changeableActivity,preparing}',
  '{ownParty,changeableActivity,preparing}');
grant select, insert, update on activity_party to armkrok_app;

-- Whoever asks does not answer: that is the party's, or entered for it as long as it has not answered itself.
create function keep_answer_of_party() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  is_own constant boolean := new.party_id = any(own_parties());
  prepares constant boolean :=
    new.collaboration_id = any(coalesce(nullif(current_setting('armkrok.prepares', true), ''), '{}')::uuid[]);
  answers boolean := new.answer is not null;
  was_own boolean := false;
begin
  if current_user <> 'armkrok_app' then return new; end if;
  if tg_op = 'UPDATE' then
    answers := (new.answer, new.answered_on, new.part, new.amount, new.minutes, new.entered_by_organisation_id)
      is distinct from (old.answer, old.answered_on, old.part, old.amount, old.minutes, old.entered_by_organisation_id);
    was_own := old.answer is not null and old.entered_by_organisation_id is null;
    if new.activity_id <> old.activity_id or new.party_id <> old.party_id then
      raise exception 'an answer is not moved' using errcode = '42501';
    end if;
  end if;
  if answers and not is_own
      and (not prepares or was_own or (new.answer is not null and new.entered_by_organisation_id is null)) then
    raise exception 'a party answers for itself' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_answer_of_party before insert or update on activity_party
  for each row execute function keep_answer_of_party();
