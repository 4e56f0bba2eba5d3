-- The workspace: functions held by parties, the ground as stated, drafts, and what is entered for a party.

alter table collaboration
  add column ground_kind text check (ground_kind in ('signed', 'adoptedByEach', 'adoptedByOne', 'notYetFormal')),
  add column ground_title text not null default '',
  add column ground_year smallint,
  add column began_year smallint,
  add column ended_year smallint,
  add column source text not null default '',
  -- Functions that a source says nobody held; elsewhere an empty function is simply empty, or not known.
  add column functions_known_empty text[] not null default '{}',
  add column version integer not null default 1;

create table party_function (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  function text not null check (function in ('principal', 'coordinates', 'hosts', 'operates', 'convenes', 'followUp', 'funds')),
  party_id uuid not null,
  began_on date,
  ended_on date,
  created_at timestamptz not null,
  primary key (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id)
);
create index party_function_by_party on party_function (collaboration_id, party_id);
create unique index party_function_held_once on party_function (collaboration_id, function)
  where ended_on is null and function <> 'funds';
comment on table party_function is 'protected: by collaboration; each function held by one party at a time, funders any number';
call protect_table('party_function', 'collaboration_id');
grant select, insert, update on party_function to armkrok_app;

-- What the process leader has entered for a party that does not sign in, and whether the party has confirmed it.
create table entered_for_party (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  party_id uuid not null,
  subject_type text not null,
  subject_id uuid not null,
  entered_by_organisation_id uuid not null references organisation (id),
  entered_by uuid not null,
  summary text not null,
  channel text not null check (channel in ('email', 'phone', 'meeting', 'document')),
  stated_on date not null,
  created_at timestamptz not null,
  confirmed_at timestamptz,
  corrected_at timestamptz,
  replaced_at timestamptz,
  primary key (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id)
);
create index entered_for_party_by_party on entered_for_party (collaboration_id, party_id);
create index entered_for_party_by_organisation on entered_for_party (entered_by_organisation_id);
create unique index entered_for_party_standing on entered_for_party (collaboration_id, subject_type, subject_id)
  where replaced_at is null;
comment on table entered_for_party is 'protected: by collaboration';
call protect_table('entered_for_party', 'collaboration_id');
grant select, insert, update on entered_for_party to armkrok_app;

-- A form left half done, kept for the person who filled it in until they finish or throw it away.
create table draft (
  person_id uuid not null references person (id),
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  path text not null check (path in ('start', 'takeOver')),
  name text not null,
  typed jsonb not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (person_id, id)
);
create index draft_by_organisation on draft (organisation_id);
comment on table draft is 'protected: by person';
alter table draft enable row level security;
alter table draft force row level security;
do $$
declare mine constant text := 'person_id = (select nullif(current_setting(''armkrok.user'', true), '''')::uuid)';
begin
  execute format('create policy read_own on draft for select to armkrok_app using (%s)', mine);
  execute format('create policy add_own on draft for insert to armkrok_app with check (%s)', mine);
  execute format('create policy change_own on draft for update to armkrok_app using (%s) with check (%s)', mine, mine);
  execute format('create policy remove_own on draft for delete to armkrok_app using (%s)', mine);
end $$;
create policy everything on draft to armkrok_owner using (true) with check (true);
grant select, insert, update, delete on draft to armkrok_app;

-- One link lets a party confirm or correct what was entered for it, without an account.
create table party_link (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  party_id uuid not null,
  token_hash bytea not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  created_by uuid not null,
  withdrawn_at timestamptz,
  primary key (collaboration_id, id),
  unique (collaboration_id, token_hash),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id)
);
create index party_link_by_party on party_link (collaboration_id, party_id);
comment on table party_link is 'protected: by collaboration';
call protect_table('party_link', 'collaboration_id');
grant select, insert, update on party_link to armkrok_app;

-- A link holder is nobody in particular who answers for one party in one collaboration.
create function identify_link(token bytea, acting_at timestamptz)
returns table (person_id uuid, person_name text, language text, is_system_administrator boolean,
  organisation_id uuid, organisation_name text, is_fictional boolean,
  is_verified boolean, reads uuid[], leads uuid[], represents uuid[], administers uuid[])
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  return query
    select null::uuid, ''::text, 'sv'::text, false, o.id, o.name, o.is_fictional,
      o.verified_at is not null, array[l.collaboration_id], '{}'::uuid[], array[l.collaboration_id], '{}'::uuid[]
    from party_link l
    join party p on p.collaboration_id = l.collaboration_id and p.id = l.party_id
    join organisation o on o.id = p.organisation_id
    join collaboration c on c.id = l.collaboration_id and c.withdrawn_at is null
    where l.token_hash = token and l.expires_at > acting_at and l.withdrawn_at is null
      and set_config('armkrok.user', '', true) is not null
      and set_config('armkrok.organisation', o.id::text, true) is not null
      and set_config('armkrok.collaborations', array[l.collaboration_id]::text, true) is not null
      and set_config('armkrok.organisations', array[o.id]::text, true) is not null
      and set_config('armkrok.at', acting_at::text, true) is not null;
end $$;
revoke all on function identify_link(bytea, timestamptz) from public;
grant execute on function identify_link(bytea, timestamptz) to armkrok_app;

-- The person who starts a collaboration reads and leads it from that moment, in the transaction that makes it. Refuses one
-- that exists: nobody reads their way in.
create function begin_collaboration(collaboration_id uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare setting text;
begin
  if exists (select from collaboration c where c.id = begin_collaboration.collaboration_id) then
    raise exception 'the collaboration exists';
  end if;
  foreach setting in array array['armkrok.collaborations', 'armkrok.leads'] loop
    perform set_config(setting, (coalesce(nullif(current_setting(setting, true), ''), '{}')::uuid[]
      || begin_collaboration.collaboration_id)::text, true);
  end loop;
end $$;

-- A party just added can be given a seat in the same transaction by whoever leads the collaboration.
create function reach_parties(collaboration_id uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare setting text;
begin
  if reach_parties.collaboration_id <> all(coalesce(nullif(current_setting('armkrok.leads', true), ''), '{}')::uuid[]) then
    return;
  end if;
  foreach setting in array array['armkrok.organisations', 'armkrok.administers'] loop
    perform set_config(setting, (coalesce(nullif(current_setting(setting, true), ''), '{}')::uuid[]
      || array(select p.organisation_id from party p where p.collaboration_id = reach_parties.collaboration_id))::text, true);
  end loop;
end $$;
revoke all on function begin_collaboration(uuid) from public;
revoke all on function reach_parties(uuid) from public;
grant execute on function begin_collaboration(uuid), reach_parties(uuid) to armkrok_app;
