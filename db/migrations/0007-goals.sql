-- Joint goals, how they are measured, and what each party contributes.

create table joint_goal (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  under_id uuid,
  kind text not null check (kind in ('vision', 'step', 'subGoal')),
  text text not null check (text <> ''),
  target_year smallint,
  adopted_on date,
  source_title text not null default '',
  source_page text not null default '',
  source_relation text check (source_relation in ('takenFrom', 'buildsOn')),
  without_indicator_note text not null default '',
  place integer not null default 0,
  version integer not null default 1,
  created_at timestamptz not null,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, under_id) references joint_goal (collaboration_id, id),
  check (kind <> 'vision' or target_year is null)
);
create index joint_goal_by_under on joint_goal (collaboration_id, under_id);
comment on table joint_goal is 'protected: by collaboration';
call protect_table('joint_goal', 'collaboration_id');
grant select, insert, update on joint_goal to armkrok_app;

-- A measure of a goal: points at an official series or at one of the collaboration's own, and says what is aimed at.
create table indicator (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  goal_id uuid not null,
  series_id integer references series (id),
  own_series_id uuid,
  name text not null check (name <> ''),
  unit text not null,
  area_code text references area (code),
  sex "char" not null default 'T' check (sex in ('T', 'K', 'M')),
  direction text not null check (direction in ('up', 'down')),
  baseline_period smallint,
  baseline double precision,
  target_period smallint,
  target double precision,
  comparison_areas text[] not null default '{}',
  is_stand_in boolean not null default false,
  stand_in_note text not null default '',
  short_note text not null default '',
  quality text not null default '',
  place integer not null default 0,
  version integer not null default 1,
  created_at timestamptz not null,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, goal_id) references joint_goal (collaboration_id, id),
  foreign key (collaboration_id, own_series_id) references own_series (collaboration_id, id),
  check ((series_id is null) <> (own_series_id is null)),
  check (not is_stand_in or stand_in_note <> '')
);
create index indicator_by_goal on indicator (collaboration_id, goal_id);
create index indicator_by_series on indicator (series_id);
create index indicator_by_own_series on indicator (collaboration_id, own_series_id);
create index indicator_by_area on indicator (area_code);
comment on table indicator is 'protected: by collaboration';
call protect_table('indicator', 'collaboration_id');
grant select, insert, update on indicator to armkrok_app;

-- What a party contributes to a joint goal, in one of four forms; each is an answer.
create table contribution (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  goal_id uuid not null,
  party_id uuid not null,
  form text not null check (form in ('ownGoal', 'task', 'undertaking', 'doesNotContribute')),
  text text not null default '',
  reason text not null default '',
  steering_document text not null default '',
  committee text not null default '',
  number text not null default '',
  document_year smallint,
  assigned_in text not null default '',
  amount text not null default '',
  until_on date,
  answered_at timestamptz not null,
  answered_by uuid,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  unique (collaboration_id, goal_id, party_id),
  foreign key (collaboration_id, goal_id) references joint_goal (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id),
  check (case form when 'doesNotContribute' then reason <> '' else text <> '' end)
);
create index contribution_by_party on contribution (collaboration_id, party_id);
comment on table contribution is 'protected: by collaboration';
call protect_table('contribution', 'collaboration_id');
grant select, insert, update on contribution to armkrok_app;
