-- One organisation's page about a problem, before there is a collaboration: shared with those it names, who each add how
-- they see it, until it becomes a collaboration, joins one, or ends with why.

create table problem_picture (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  title text not null check (title <> ''),
  problem text not null check (problem <> ''),
  affected text not null default '',
  -- What the organisation sees itself, and what it cannot do alone.
  own_sight text not null default '',
  not_alone text not null default '',
  -- Organisations that it believes are concerned; none of them is told before it is shared with them.
  concerned uuid[] not null default '{}',
  territory text[] not null default '{}',
  state text not null default 'draft'
    check (state in ('draft', 'shared', 'becameCollaboration', 'joinedCollaboration', 'endedWithout')),
  -- What it became, or joined.
  collaboration_id uuid references collaboration (id),
  ended_because text not null default '',
  created_at timestamptz not null,
  created_by uuid not null,
  written_at timestamptz not null,
  shared_at timestamptz,
  ended_at timestamptz,
  -- Of the text: sharing and ending leave it.
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (organisation_id, id),
  check ((state in ('becameCollaboration', 'joinedCollaboration')) = (collaboration_id is not null)),
  check ((state = 'endedWithout') = (ended_because <> '')),
  check ((state in ('draft', 'shared')) = (ended_at is null)),
  check (state <> 'shared' or shared_at is not null)
);
create index problem_picture_by_collaboration on problem_picture (collaboration_id);
comment on table problem_picture is
  'protected: by the organisation whose page it is, which alone writes it; read also by those it is shared with';

create table problem_picture_version (
  organisation_id uuid not null,
  picture_id uuid not null,
  version integer not null,
  title text not null,
  problem text not null,
  affected text not null,
  own_sight text not null,
  not_alone text not null,
  concerned uuid[] not null,
  territory text[] not null,
  written_at timestamptz not null,
  written_by uuid not null,
  primary key (organisation_id, picture_id, version),
  foreign key (organisation_id, picture_id) references problem_picture (organisation_id, id)
);
comment on table problem_picture_version is
  'protected: as its picture; those it is shared with read from the version that was shared with them; never changed';

create table problem_picture_share (
  organisation_id uuid not null,
  picture_id uuid not null,
  with_organisation_id uuid not null references organisation (id),
  -- Earlier versions were never shown to them.
  from_version integer not null,
  created_at timestamptz not null,
  created_by uuid not null,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (organisation_id, picture_id, with_organisation_id),
  foreign key (organisation_id, picture_id) references problem_picture (organisation_id, id),
  check (with_organisation_id <> organisation_id)
);
create index problem_picture_share_by_receiver on problem_picture_share (with_organisation_id);
comment on table problem_picture_share is
  'protected: by the organisation that shares; read also by those it is shared with, so that each knows who reads';

-- organisation_id is the owner of the picture, as in its key; by_organisation_id those whose words it is. The key says that
-- nobody adds a view but those it has been shared with, and each one.
create table problem_picture_view (
  organisation_id uuid not null,
  picture_id uuid not null,
  by_organisation_id uuid not null references organisation (id),
  id uuid not null,
  interest text not null check (interest in ('takePart', 'follow', 'notConcerned')),
  text text not null check (text <> ''),
  created_at timestamptz not null,
  written_at timestamptz not null,
  written_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  withdrawn_because text not null default '',
  retention_rule text not null default 'keep',
  primary key (organisation_id, picture_id, by_organisation_id),
  unique (organisation_id, id),
  foreign key (organisation_id, picture_id, by_organisation_id)
    references problem_picture_share (organisation_id, picture_id, with_organisation_id),
  check ((withdrawn_at is null) = (withdrawn_because = ''))
);
create index problem_picture_view_by_writer on problem_picture_view (by_organisation_id);
comment on table problem_picture_view is
  'protected: by the organisation whose view it is, which alone writes it; read by all who read the picture';

create table problem_picture_view_version (
  organisation_id uuid not null,
  picture_id uuid not null,
  by_organisation_id uuid not null,
  version integer not null,
  interest text not null,
  text text not null,
  written_at timestamptz not null,
  written_by uuid not null,
  primary key (organisation_id, picture_id, by_organisation_id, version),
  foreign key (organisation_id, picture_id, by_organisation_id)
    references problem_picture_view (organisation_id, picture_id, by_organisation_id)
);
comment on table problem_picture_view_version is 'protected: as its view; never changed';

-- An official figure of a place that bears the problem out.
create table problem_picture_evidence (
  organisation_id uuid not null,
  id uuid not null,
  picture_id uuid not null,
  statement text not null check (statement <> ''),
  series_id integer not null references series (id),
  area_code text not null references area (code),
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (organisation_id, id),
  foreign key (organisation_id, picture_id) references problem_picture (organisation_id, id)
);
create index problem_picture_evidence_by_picture on problem_picture_evidence (organisation_id, picture_id);
create index problem_picture_evidence_by_series on problem_picture_evidence (series_id);
create index problem_picture_evidence_by_area on problem_picture_evidence (area_code);
comment on table problem_picture_evidence is
  'protected: by the organisation whose picture it is; read also by those it is shared with';

-- What is shared with the organisation acted for. Nobody who holds a party's link acts for one here.
create function pictures_shared_with_us() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select array(
    select s.picture_id from problem_picture_share s
    where s.with_organisation_id = nullif(current_setting('armkrok.organisation', true), '')::uuid
      and s.withdrawn_at is null and nullif(current_setting('armkrok.user', true), '') is not null)
$$;
revoke all on function pictures_shared_with_us() from public;
grant execute on function pictures_shared_with_us() to armkrok_app;

do $$
declare
  us constant text := '(select nullif(current_setting(''armkrok.organisation'', true), '''')::uuid)';
  person constant text := '(select nullif(current_setting(''armkrok.user'', true), '''')) is not null';
  shared constant text := '%I = any((select pictures_shared_with_us())::uuid[])';
  own constant text := format('(organisation_id = %s and %s)', us, person);
  said constant text := format('(by_organisation_id = %s and %s)', us, person);
  one record;
begin
  for one in
    select * from (values
      ('problem_picture', 'id', own, true),
      ('problem_picture_version', 'picture_id', own, false),
      ('problem_picture_share', 'picture_id', own, true),
      ('problem_picture_view', 'picture_id', said, true),
      ('problem_picture_view_version', 'picture_id', said, false),
      ('problem_picture_evidence', 'picture_id', own, true)) listed(name, picture, writer, may_change)
  loop
    execute format('alter table %I enable row level security', one.name);
    execute format('alter table %I force row level security', one.name);
    execute format('create policy read_shared on %I for select to armkrok_app using (%s or %s or %s)', one.name, own,
      one.writer, case when one.name = 'problem_picture_version' then format(
        'exists (select from problem_picture_share s where s.picture_id = problem_picture_version.picture_id
          and s.with_organisation_id = %s and s.withdrawn_at is null
          and s.from_version <= problem_picture_version.version and %s)', us, person)
        else format(shared, one.picture) end);
    -- A view is added to what is shared with one, and to nothing else.
    execute format('create policy add_own on %I for insert to armkrok_app with check (%s)', one.name,
      case when one.writer = said then format('%s and ' || shared, said, one.picture) else one.writer end);
    if one.may_change then
      execute format('create policy change_own on %I for update to armkrok_app using (%s) with check (%s)', one.name,
        one.writer, one.writer);
      execute format('grant update on %I to armkrok_app', one.name);
    end if;
    execute format('create policy everything on %I to armkrok_owner using (true) with check (true)', one.name);
    execute format('grant select, insert on %I to armkrok_app', one.name);
  end loop;
end $$;
