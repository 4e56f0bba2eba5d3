-- The chain of effect: what an activity yields, what that changes, and which goal the change serves; why one thinks so, and
-- which parties do not. And the own goals of a party that an activity serves.

create table effect_step (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  -- Whose record it is: of the organisation that wrote it.
  organisation_id uuid not null references organisation (id),
  kind text not null check (kind in ('output', 'outcome')),
  place integer not null check (place > 0),
  text text not null check (text <> '' and length(text) <= 300),
  -- By what one would see it.
  seen_by text not null default '',
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  -- With its kind, so that a link is held to lead from the one kind to the other.
  primary key (collaboration_id, id, kind)
);
create index effect_step_by_organisation on effect_step (organisation_id);
comment on table effect_step is 'protected: by collaboration';
call protect_within('effect_step', '{everyone}', '{preparing}', '{preparing}');
grant select, insert, update on effect_step to armkrok_app;

-- From one step of the chain to the next, and no further: two of the four, side by side.
create table effect_link (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  activity_id uuid,
  output_id uuid,
  outcome_id uuid,
  goal_id uuid,
  output_kind text not null default 'output' check (output_kind = 'output'),
  outcome_kind text not null default 'outcome' check (outcome_kind = 'outcome'),
  -- Why one thinks that the one leads to the other.
  because text not null check (because <> ''),
  evidence_grade text check (evidence_grade in ('evidenceBased', 'provenExperience', 'untested')),
  evidence_source text not null default '',
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, activity_id) references activity (collaboration_id, id),
  foreign key (collaboration_id, output_id, output_kind) references effect_step (collaboration_id, id, kind),
  foreign key (collaboration_id, outcome_id, outcome_kind) references effect_step (collaboration_id, id, kind),
  foreign key (collaboration_id, goal_id) references joint_goal (collaboration_id, id),
  check ((activity_id is not null and output_id is not null and outcome_id is null and goal_id is null)
    or (activity_id is null and output_id is not null and outcome_id is not null and goal_id is null)
    or (activity_id is null and output_id is null and outcome_id is not null and goal_id is not null)),
  check (evidence_grade is null or evidence_grade = 'untested' or evidence_source <> '')
);
create unique index effect_link_once on effect_link (collaboration_id, activity_id, output_id, outcome_id, goal_id)
  nulls not distinct where withdrawn_at is null;
create index effect_link_by_activity on effect_link (collaboration_id, activity_id);
create index effect_link_by_output on effect_link (collaboration_id, output_id, output_kind);
create index effect_link_by_outcome on effect_link (collaboration_id, outcome_id, outcome_kind);
create index effect_link_by_goal on effect_link (collaboration_id, goal_id);
create index effect_link_by_organisation on effect_link (organisation_id);
comment on table effect_link is 'protected: by collaboration';
call protect_within('effect_link', '{everyone}', '{preparing}', '{preparing}');
grant select, insert, update on effect_link to armkrok_app;

-- A party does not think that the one leads to the other. It stands until the party takes it back, also when it is answered.
create table effect_contest (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  link_id uuid not null,
  party_id uuid not null,
  -- Who entered it for the party. Null: the party's own words, and nobody else's to change.
  entered_by_organisation_id uuid references organisation (id),
  reason text not null check (reason <> ''),
  contested_on date not null,
  answer text not null default '',
  answered_on date check ((answered_on is null) = (answer = '')),
  own_words text not null default '',
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, link_id) references effect_link (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id)
);
create unique index effect_contest_once on effect_contest (collaboration_id, link_id, party_id) where withdrawn_at is null;
create index effect_contest_by_link on effect_contest (collaboration_id, link_id);
create index effect_contest_by_party on effect_contest (collaboration_id, party_id);
create index effect_contest_by_organisation on effect_contest (organisation_id);
create index effect_contest_by_entering on effect_contest (entered_by_organisation_id);
comment on table effect_contest is 'protected: by collaboration; written by the party or entered for it, answered by whoever prepares';
call protect_within('effect_contest', '{everyone}', '{ownParty,preparingUnwritten}', '{ownParty,preparing}');
grant select, insert, update on effect_contest to armkrok_app;

-- Whoever prepares answers what a party has contested, and changes nothing else of its own words; a party does not answer itself
-- by changing what it was answered.
create function keep_contest_of_party() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  is_own constant boolean := new.party_id = any(own_parties());
  prepares constant boolean :=
    new.collaboration_id = any(coalesce(nullif(current_setting('armkrok.prepares', true), ''), '{}')::uuid[]);
begin
  if current_user <> 'armkrok_app' then return new; end if;
  if tg_op = 'INSERT' then
    if new.answer <> '' then raise exception 'what is contested is answered afterwards' using errcode = '42501'; end if;
    return new;
  end if;
  if (new.link_id, new.party_id) is distinct from (old.link_id, old.party_id) then
    raise exception 'a contest is not moved' using errcode = '42501';
  end if;
  if (new.reason, new.contested_on, new.withdrawn_at, new.entered_by_organisation_id, new.own_words)
      is distinct from (old.reason, old.contested_on, old.withdrawn_at, old.entered_by_organisation_id, old.own_words)
      and not is_own and (old.entered_by_organisation_id is null or new.entered_by_organisation_id is null) then
    raise exception 'a party contests for itself' using errcode = '42501';
  end if;
  if (new.answer, new.answered_on) is distinct from (old.answer, old.answered_on) and not prepares
      and not (is_own and new.answer = '' and new.reason is distinct from old.reason) then
    raise exception 'whoever prepares answers' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_contest_of_party before insert or update on effect_contest
  for each row execute function keep_contest_of_party();

-- What an activity is to the party itself: a goal of its own, which only it reads until it shares it.
create table activity_own_goal (
  collaboration_id uuid not null references collaboration (id),
  activity_id uuid not null,
  organisation_id uuid not null references organisation (id),
  text text not null check (text <> '' and length(text) <= 500),
  -- The steering document in which it stands, in words.
  stands_in text not null default '',
  -- Null: the party's alone.
  visible_at timestamptz,
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, activity_id, organisation_id),
  foreign key (collaboration_id, activity_id) references activity (collaboration_id, id)
);
create index activity_own_goal_by_organisation on activity_own_goal (organisation_id);
comment on table activity_own_goal is 'protected: by organisation until shared, then by collaboration';
call protect_within('activity_own_goal', '{signedIn,onceVisible}', '{speaking}', '{speaking}');
grant select, insert, update on activity_own_goal to armkrok_app;
