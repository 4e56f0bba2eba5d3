-- What the parties see together: problem, causes, surroundings, what is done and known, and what each has to gain.

-- Every text that has been saved of a section; the highest number stands. Nothing is written over, so nothing is lost.
create table section_version (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  -- Of the organisation whose writer saved it.
  organisation_id uuid not null references organisation (id),
  section text not null check (section in ('problem', 'affected', 'causes', 'surroundings', 'done', 'knowledge',
    'jointBenefit', 'ownBenefit')),
  -- Whose own benefit it tells of.
  party_id uuid,
  number integer not null check (number > 0),
  text text not null,
  created_at timestamptz not null,
  created_by uuid not null,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  -- Two who save at once are told apart here, where no race gets past it.
  unique nulls not distinct (collaboration_id, section, party_id, number),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id),
  check ((section = 'ownBenefit') = (party_id is not null))
);
create index section_version_by_organisation on section_version (organisation_id);
create index section_version_by_party on section_version (collaboration_id, party_id);
comment on table section_version is 'protected: by collaboration; never changed';
call protect_within('section_version', '{everyone}', '{speaking,preparing}', '{}');
grant select, insert on section_version to armkrok_app;

-- Who says that they are writing, each time they say it: advice to the others, never a hindrance. The latest stands.
create table writing_turn (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  section text not null check (section <> ''),
  party_id uuid,
  since_at timestamptz not null,
  is_ended boolean not null default false,
  created_at timestamptz not null,
  created_by uuid not null,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id)
);
create index writing_turn_by_organisation on writing_turn (organisation_id);
create index writing_turn_by_party on writing_turn (collaboration_id, party_id);
comment on table writing_turn is 'protected: by collaboration; never changed';
call protect_within('writing_turn', '{everyone}', '{speaking,preparing}', '{}');
grant select, insert on writing_turn to armkrok_app;

-- What somebody has typed and not saved for others: that person's alone.
create table section_draft (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  section text not null check (section <> ''),
  party_id uuid,
  -- The number of the version that the writer had read.
  read_number integer not null check (read_number >= 0),
  text text not null,
  created_at timestamptz not null,
  created_by uuid not null,
  -- The last time that something was kept in it.
  kept_at timestamptz not null,
  -- It has been saved as a version, or let go by its writer.
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id)
);
create index section_draft_by_organisation on section_draft (organisation_id);
create index section_draft_by_party on section_draft (collaboration_id, party_id);
comment on table section_draft is 'protected: by collaboration, for the one who typed it';
create unique index section_draft_once on section_draft (collaboration_id, created_by, section, party_id)
  nulls not distinct where withdrawn_at is null;
call protect_within('section_draft', '{signedIn}', '{signedIn}', '{signedIn}');
-- Nobody reads what another has typed, not even within the organisation.
do $$
declare
  here constant text := 'collaboration_id = any((select nullif(current_setting(''armkrok.collaborations'', true), '''')::uuid[])::uuid[])';
  mine constant text := 'organisation_id = (select nullif(current_setting(''armkrok.organisation'', true), '''')::uuid)';
  own_hand constant text := 'created_by = (select nullif(current_setting(''armkrok.user'', true), '''')::uuid)';
begin
  execute format('alter policy read_own on section_draft using (%s and %s and %s)', here, mine, own_hand);
  execute format('alter policy add_own on section_draft with check (%s and %s and %s)', here, mine, own_hand);
  execute format('alter policy change_own on section_draft using (%1$s and %2$s and %3$s) with check (%1$s and %2$s and %3$s)',
    here, mine, own_hand);
end $$;
grant select, insert, update on section_draft to armkrok_app;

create table cause (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  -- What it leads to; null: to the problem itself.
  under_id uuid,
  text text not null check (text <> ''),
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, under_id) references cause (collaboration_id, id),
  check (under_id <> id)
);
create index cause_by_organisation on cause (organisation_id);
create index cause_by_under on cause (collaboration_id, under_id);
comment on table cause is 'protected: by collaboration';
call protect_within('cause', '{everyone}', '{speaking,preparing}', '{preparing}');
-- A cause is everybody's: whoever speaks for a party may word it otherwise or move it, whoever wrote it.
do $$
declare
  here constant text := 'collaboration_id = any((select nullif(current_setting(''armkrok.collaborations'', true), '''')::uuid[])::uuid[])';
  prepared constant text := 'collaboration_id = any((select nullif(current_setting(''armkrok.prepares'', true), '''')::uuid[])::uuid[])';
  spoken constant text := 'collaboration_id = any((select spoken_collaborations())::uuid[])';
begin
  execute format('alter policy change_own on cause using (%1$s and (%2$s or %3$s)) with check (%1$s and (%2$s or %3$s))',
    here, prepared, spoken);
end $$;
grant select, insert, update on cause to armkrok_app;

-- A party does not share the picture.
create table cause_objection (
  collaboration_id uuid not null,
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  cause_id uuid not null,
  party_id uuid not null,
  because text not null check (because <> ''),
  created_at timestamptz not null,
  created_by uuid not null,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, cause_id) references cause (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id)
);
create unique index cause_objection_once on cause_objection (collaboration_id, cause_id, party_id) where withdrawn_at is null;
create index cause_objection_by_cause on cause_objection (collaboration_id, cause_id);
create index cause_objection_by_organisation on cause_objection (organisation_id);
create index cause_objection_by_party on cause_objection (collaboration_id, party_id);
comment on table cause_objection is 'protected: by collaboration; said by the party itself';
call protect_within('cause_objection', '{everyone}', '{speaking}', '{speaking}');
grant select, insert, update on cause_objection to armkrok_app;
