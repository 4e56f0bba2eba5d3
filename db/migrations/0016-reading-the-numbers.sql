-- What people add to what the numbers say: where limits begin anew, what was carried out, and an editor's own text.

-- A new period for the limits of an indicator. The first begins with the series and has no row.
create table limit_period (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  indicator_id uuid not null,
  from_period smallint not null,
  reason text not null check (reason <> ''),
  created_at timestamptz not null,
  created_by uuid not null,
  -- The name as it was then, as it stands beside the chart.
  created_by_name text not null,
  organisation_id uuid not null references organisation (id),
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  unique (collaboration_id, indicator_id, from_period),
  foreign key (collaboration_id, indicator_id) references indicator (collaboration_id, id)
);
create index limit_period_by_organisation on limit_period (organisation_id);
comment on table limit_period is 'protected: by collaboration';
call protect_table('limit_period', 'collaboration_id');
grant select, insert, update on limit_period to armkrok_app;

-- That something for a goal was carried out: a party's word, or a source's.
create table implementation (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  goal_id uuid not null,
  party_id uuid,
  text text not null check (text <> ''),
  source_note text not null default '',
  created_at timestamptz not null,
  created_by uuid not null,
  organisation_id uuid references organisation (id),
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, goal_id) references joint_goal (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id),
  -- Somebody answers for it.
  check (party_id is not null or source_note <> '')
);
create index implementation_by_goal on implementation (collaboration_id, goal_id);
create index implementation_by_party on implementation (collaboration_id, party_id);
create index implementation_by_organisation on implementation (organisation_id);
comment on table implementation is 'protected: by collaboration';
call protect_table('implementation', 'collaboration_id');
grant select, insert, update on implementation to armkrok_app;

-- What an editor says beside the locked text of a goal, under a name and a date.
create table editor_text (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  goal_id uuid not null,
  text text not null,
  written_at timestamptz not null,
  written_by uuid not null,
  written_by_name text not null,
  organisation_id uuid not null references organisation (id),
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  unique (collaboration_id, goal_id),
  foreign key (collaboration_id, goal_id) references joint_goal (collaboration_id, id),
  check (text <> '' or withdrawn_at is not null)
);
create index editor_text_by_organisation on editor_text (organisation_id);
comment on table editor_text is 'protected: by collaboration';
call protect_table('editor_text', 'collaboration_id');
grant select, insert, update on editor_text to armkrok_app;
