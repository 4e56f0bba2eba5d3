-- What is done already and by whom, what research and others' attempts say, and what bears out a statement or a cause.

create table prior_work (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  -- Of the organisation whose writer added it.
  organisation_id uuid not null references organisation (id),
  kind text not null check (kind in ('earlierWork', 'studyVisit', 'analysis', 'studiedElsewhere')),
  what text not null check (what <> ''),
  -- Who does it or did it: a party, an actor, or somebody who is neither. None of them: not known.
  party_id uuid,
  actor_id uuid,
  other_name text not null default '',
  since_year smallint check (since_year between 1900 and 2200),
  -- Where, of a visit or a study of another place: an area of Sweden, or a place by its name.
  area_code text references area (code),
  place_name text not null default '',
  source_note text not null default '',
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  withdrawn_because text not null default '',
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id),
  foreign key (collaboration_id, actor_id) references actor (collaboration_id, id),
  check (num_nonnulls(party_id, actor_id, nullif(other_name, '')) <= 1),
  check (area_code is null or place_name = ''),
  check ((withdrawn_at is null) = (withdrawn_because = ''))
);
create index prior_work_by_organisation on prior_work (organisation_id);
create index prior_work_by_party on prior_work (collaboration_id, party_id);
create index prior_work_by_actor on prior_work (collaboration_id, actor_id);
create index prior_work_by_area on prior_work (area_code);
comment on table prior_work is 'protected: by collaboration';
call protect_within('prior_work', '{everyone}', '{speaking,preparing}', '{everyone}');
grant select, insert, update on prior_work to armkrok_app;

create table finding (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  text text not null check (text <> ''),
  source text not null check (source <> ''),
  link text not null default '',
  published_year smallint check (published_year between 1800 and 2200),
  -- How sure it is, as far as anybody has said.
  grade text not null check (grade in ('evidenceBased', 'provenExperience', 'untested')),
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  withdrawn_because text not null default '',
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  check ((withdrawn_at is null) = (withdrawn_because = ''))
);
create index finding_by_organisation on finding (organisation_id);
comment on table finding is 'protected: by collaboration';
call protect_within('finding', '{everyone}', '{speaking,preparing}', '{everyone}');
grant select, insert, update on finding to armkrok_app;

-- What stands beside a statement or a cause to bear it out: an official figure of a place, or a finding.
create table evidence (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  section text check (section in ('problem', 'affected', 'causes', 'surroundings', 'done', 'knowledge', 'jointBenefit')),
  cause_id uuid,
  -- What is borne out, in the words of the section. A cause says it itself.
  statement text not null default '',
  series_id integer references series (id),
  area_code text references area (code),
  finding_id uuid,
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  withdrawn_because text not null default '',
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, cause_id) references cause (collaboration_id, id),
  foreign key (collaboration_id, finding_id) references finding (collaboration_id, id),
  check (num_nonnulls(section, cause_id) = 1),
  check ((section is null) = (statement = '')),
  check (num_nonnulls(series_id, finding_id) = 1),
  check ((series_id is null) = (area_code is null)),
  check ((withdrawn_at is null) = (withdrawn_because = ''))
);
create index evidence_by_organisation on evidence (organisation_id);
create index evidence_by_cause on evidence (collaboration_id, cause_id);
create index evidence_by_series on evidence (series_id);
create index evidence_by_area on evidence (area_code);
create index evidence_by_finding on evidence (collaboration_id, finding_id);
comment on table evidence is 'protected: by collaboration';
call protect_within('evidence', '{everyone}', '{speaking,preparing}', '{everyone}');
grant select, insert, update on evidence to armkrok_app;

-- What drove a collaboration, what it stands in and who helped it begin, as its people or a source tell.
alter table collaboration
  add column driver_description text not null default '',
  add column supported_at_start_by text not null default '',
  add column wider_collaboration text not null default '';
