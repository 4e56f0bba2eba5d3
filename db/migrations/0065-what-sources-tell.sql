-- A challenge in its parts. A source may count more of them than it names, and both stand.
alter table collaboration
  add column challenge_parts text[] not null default '{}',
  add column challenge_part_count smallint check (challenge_part_count between 1 and 99),
  -- How it is followed up, and whether what comes of it goes formally to those who decide: null where nobody has said.
  add column follow_up_methods text[] not null default '{}'
    check (follow_up_methods <@ array['statistics', 'survey', 'interviews', 'fieldVisit', 'evaluation']),
  add column is_reported_to_councils boolean,
  -- A real example is open here and may in life be worked in under secrecy: what its source tells, and nothing else.
  add column told_confidentiality text
    check (told_confidentiality in ('open', 'parties', 'protected')),
  add constraint collaboration_told_confidentiality_of_example
    check (told_confidentiality is null or example = 'real');

-- The one that is asked first, where the ground says so.
alter table party add column is_preferred boolean not null default false;

-- Through which of its own units a party does what it holds.
alter table party_function add column through_organisation_id uuid references organisation (id);
create index party_function_by_through on party_function (through_organisation_id);
alter table organisation add column founded_year smallint check (founded_year between 1000 and 2200);

-- The heads that a steering document has of its own.
alter table steering_document
  add column perspectives text[] not null default '{}',
  add column development_areas text[] not null default '{}';

-- A time within the collaboration, or one that goes on after it, with a name and money of its own.
create table project (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  name text not null check (name <> ''),
  relation text not null check (relation in ('within', 'followOn')),
  began_on date,
  ended_on date,
  -- The year alone, where no day is known.
  ended_year smallint check (ended_year between 1900 and 2200),
  funder text not null default '',
  participant_count integer check (participant_count > 0),
  participants text not null default '',
  source_note text not null default '',
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  check (ended_on >= began_on),
  check (ended_on is null or ended_year is null)
);
create index project_by_organisation on project (organisation_id);
comment on table project is 'protected: by collaboration';
call protect_within('project', '{everyone}', '{preparing}', '{preparing}');
grant select, insert, update on project to armkrok_app;

-- What the collaboration leaves behind, with who has it afterwards: a party, another by name, or nobody yet.
create table joint_result (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  name text not null check (name <> ''),
  kind text check (kind in ('method', 'platform', 'strategy', 'plan')),
  owner_party_id uuid,
  owner_name text not null default '',
  money text not null default '',
  review_on date,
  source_note text not null default '',
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, owner_party_id) references party (collaboration_id, id),
  check (owner_party_id is null or owner_name = '')
);
create index joint_result_by_organisation on joint_result (organisation_id);
create index joint_result_by_owner on joint_result (collaboration_id, owner_party_id);
comment on table joint_result is 'protected: by collaboration';
call protect_within('joint_result', '{everyone}', '{preparing}', '{preparing}');
grant select, insert, update on joint_result to armkrok_app;
