-- The situation analysis as the parties stand behind it: a dated version of the whole, and what each party says of it.

create table analysis_version (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  -- Of the organisation whose people proposed it.
  organisation_id uuid not null references organisation (id),
  number integer not null check (number > 0),
  -- The whole as canonical JSON, and its SHA-256: neither is ever changed.
  content text not null check (content <> ''),
  content_hash bytea not null check (octet_length(content_hash) = 32),
  -- The day before which the parties are asked to answer; nothing closes by itself.
  answer_by_on date not null,
  created_at timestamptz not null,
  created_by uuid not null,
  closed_on date,
  closed_at timestamptz,
  closed_by uuid,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  unique (collaboration_id, number),
  check ((closed_on is null) = (closed_at is null) and (closed_on is null) = (closed_by is null))
);
create index analysis_version_by_organisation on analysis_version (organisation_id);
-- One at a time: a party is never asked about two.
create unique index analysis_version_open on analysis_version (collaboration_id) where closed_on is null;
comment on table analysis_version is 'protected: by collaboration; proposed and closed by those who prepare, its content never changed';
call protect_within('analysis_version', '{everyone}', '{preparing}', '{preparing}');
grant select, insert, update (closed_on, closed_at, closed_by) on analysis_version to armkrok_app;

-- Where each party that was asked stands. Null: it has not said.
create table analysis_position (
  collaboration_id uuid not null,
  analysis_version_id uuid not null,
  party_id uuid not null,
  organisation_id uuid not null references organisation (id),
  position text check (position in ('supports', 'abstains', 'doesNotSupport')),
  reason text not null default '',
  created_at timestamptz not null,
  answered_at timestamptz,
  answered_by uuid,
  version integer not null default 0,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, analysis_version_id, party_id),
  foreign key (collaboration_id, analysis_version_id) references analysis_version (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id),
  check ((position is null) = (answered_at is null) and (position is null) = (answered_by is null)),
  -- Whoever does not stand behind it says why.
  check (position is distinct from 'doesNotSupport' or reason <> '')
);
create index analysis_position_by_organisation on analysis_position (organisation_id);
create index analysis_position_by_party on analysis_position (collaboration_id, party_id);
comment on table analysis_position is 'protected: by collaboration; said by the party itself and never entered for it';
call protect_within('analysis_position', '{everyone}', '{preparing}', '{speaking}');
-- Those who prepare ask; what is asked is not answered.
do $$
declare
  here constant text := 'collaboration_id = any((select nullif(current_setting(''armkrok.collaborations'', true), '''')::uuid[])::uuid[])';
  prepared constant text := 'collaboration_id = any((select nullif(current_setting(''armkrok.prepares'', true), '''')::uuid[])::uuid[])';
begin
  execute format('alter policy add_own on analysis_position with check (%s and %s and position is null)', here, prepared);
end $$;

-- What was counted when it closed stays. The version is held while a party answers, so that nobody closes it meanwhile.
create function keep_closed_positions() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  closed date;
begin
  select v.closed_on into closed from analysis_version v
  where v.collaboration_id = new.collaboration_id and v.id = new.analysis_version_id for share;
  if closed is not null then raise exception 'a closed version is not answered' using errcode = '42501'; end if;
  return new;
end $$;
revoke all on function keep_closed_positions() from public;
create trigger keep_closed_positions before insert or update on analysis_position
  for each row execute function keep_closed_positions();
grant select, insert, update on analysis_position to armkrok_app;

-- Once closed, a version is closed.
create function keep_closed_analysis() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if old.closed_on is not null then raise exception 'a closed version is not changed' using errcode = '42501'; end if;
  return new;
end $$;
create trigger keep_closed_analysis before update on analysis_version
  for each row execute function keep_closed_analysis();
