-- Who acts: organisations as a tree, people, seats, sessions. And the workspace they act in.

create table area (
  code text primary key,
  kind text not null check (kind in ('country', 'region', 'municipality')),
  name text not null,
  region_code text references area (code)
);
create index area_by_region on area (region_code);
comment on table area is 'reference: official places, the same for all';
grant select on area to armkrok_app;

create table organisation (
  id uuid primary key,
  parent_id uuid references organisation (id),
  kind text check (kind in ('municipality', 'region', 'agency', 'university', 'company', 'association',
    'jointAuthority', 'board', 'department', 'unit')),
  name text not null check (name <> ''),
  organisation_number text check (organisation_number ~ '^[0-9]{6}-[0-9]{4}$'),
  area_code text references area (code),
  is_fictional boolean not null default false,
  verified_at timestamptz,
  verified_by uuid,
  created_at timestamptz not null,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep'
);
create index organisation_by_parent on organisation (parent_id);
create index organisation_by_area on organisation (area_code);
create unique index organisation_number_once on organisation (organisation_number) where parent_id is null and withdrawn_at is null;
comment on table organisation is 'reference: legal bodies and their published units, chosen from a list by every user; holds nothing confidential';
grant select, insert, update on organisation to armkrok_app;

create table person (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  name text not null check (name <> ''),
  email text not null check (email = lower(email)),
  password text,
  language text not null default 'sv' check (language in ('sv', 'en')),
  is_system_administrator boolean not null default false,
  is_demo boolean not null default false,
  -- Of a demo account that is offered on the sign-in page: its place there and what it is.
  demo_place smallint,
  demo_role text,
  created_at timestamptz not null,
  withdrawn_at timestamptz,
  retention_rule text not null default 'while account',
  primary key (id)
);
create index person_by_organisation on person (organisation_id);
create unique index person_email_once on person (email) where withdrawn_at is null;
comment on table person is 'sealed: accounts and passwords, reached through functions';
call seal_table('person');

create table seat (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  title text not null check (title <> ''),
  level text not null check (level in ('political', 'head', 'manager', 'officer')),
  is_administrator boolean not null default false,
  mandate_ends_on date,
  created_at timestamptz not null,
  ended_on date,
  retention_rule text not null default 'keep',
  primary key (organisation_id, id)
);
comment on table seat is 'protected: by organisation';
call protect_table('seat', 'organisation_id');
grant select, insert, update on seat to armkrok_app;

create table seat_term (
  organisation_id uuid not null,
  id uuid not null,
  seat_id uuid not null,
  person_id uuid not null references person (id),
  holder_name text not null,
  kind text not null check (kind in ('holder', 'deputy')),
  began_on date not null,
  ended_on date check (ended_on >= began_on),
  created_at timestamptz not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, seat_id) references seat (organisation_id, id)
);
create index seat_term_by_seat on seat_term (organisation_id, seat_id);
create index seat_term_by_person on seat_term (person_id);
comment on table seat_term is 'protected: by organisation; who held a seat, under the name then used';
call protect_table('seat_term', 'organisation_id');
grant select, insert, update on seat_term to armkrok_app;

create table invitation (
  organisation_id uuid not null,
  id uuid not null,
  seat_id uuid not null,
  kind text not null check (kind in ('holder', 'deputy')),
  email text not null check (email = lower(email)),
  name text not null,
  token_hash bytea not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null,
  created_by uuid not null,
  primary key (organisation_id, id),
  unique (organisation_id, token_hash),
  foreign key (organisation_id, seat_id) references seat (organisation_id, id)
);
create index invitation_by_seat on invitation (organisation_id, seat_id);
comment on table invitation is 'protected: by organisation';
call protect_table('invitation', 'organisation_id');
grant select, insert, update on invitation to armkrok_app;

create table user_session (
  token_hash bytea primary key,
  person_id uuid not null references person (id),
  organisation_id uuid references organisation (id),
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index user_session_by_person on user_session (person_id);
create index user_session_by_organisation on user_session (organisation_id);
comment on table user_session is 'sealed: reached through functions';
call seal_table('user_session');

create table sign_in_attempt (
  key text not null,
  at timestamptz not null
);
create index sign_in_attempt_by_key on sign_in_attempt (key, at);
comment on table sign_in_attempt is 'sealed: limits guesses per account and per address';
call seal_table('sign_in_attempt');

create table password_reset (
  token_hash bytea primary key,
  person_id uuid not null references person (id),
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null
);
create index password_reset_by_person on password_reset (person_id);
comment on table password_reset is 'sealed: reached through functions';
call seal_table('password_reset');

create table collaboration (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  name text not null check (name <> ''),
  challenge text not null default '',
  why_none_alone text not null default '',
  drivers text[] not null default '{}',
  territory text[] not null default '{}',
  territory_name text not null default '',
  phase text not null default 'identify' check (phase in ('identify', 'establish', 'operate', 'handOver', 'close', 'notCollaboration')),
  ladder_aim text check (ladder_aim in ('talk', 'sharedView', 'collaborate', 'actAsOne')),
  ladder_now text check (ladder_now in ('talk', 'sharedView', 'collaborate', 'actAsOne')),
  example text not null default 'none' check (example in ('none', 'real', 'fictional')),
  created_at timestamptz not null,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep'
);
create index collaboration_by_organisation on collaboration (organisation_id);
comment on table collaboration is 'protected: by its own id';
alter table collaboration enable row level security;
alter table collaboration force row level security;
create policy read_own on collaboration for select to armkrok_app
  using (id = any((select nullif(current_setting('armkrok.collaborations', true), '')::uuid[])::uuid[]));
create policy add_own on collaboration for insert to armkrok_app
  with check (id = any((select nullif(current_setting('armkrok.collaborations', true), '')::uuid[])::uuid[]));
create policy change_own on collaboration for update to armkrok_app
  using (id = any((select nullif(current_setting('armkrok.collaborations', true), '')::uuid[])::uuid[]))
  with check (id = any((select nullif(current_setting('armkrok.collaborations', true), '')::uuid[])::uuid[]));
create policy everything on collaboration to armkrok_owner using (true) with check (true);
grant select, insert, update on collaboration to armkrok_app;

create table party (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  relation text not null default 'party' check (relation in ('party', 'associate')),
  status text not null default 'considered'
    check (status in ('considered', 'invited', 'confirmed', 'declined', 'waiting', 'bound', 'left')),
  status_reason text not null default '',
  own_benefit text not null default '',
  own_contribution text not null default '',
  ambition text check (ambition in ('talk', 'sharedView', 'collaborate', 'actAsOne')),
  since_year smallint,
  bound_on date,
  decision_planned text not null default '',
  place integer not null default 0,
  version integer not null default 1,
  created_at timestamptz not null,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  unique (collaboration_id, organisation_id)
);
create index party_by_organisation on party (organisation_id);
comment on table party is 'protected: by collaboration';
call protect_table('party', 'collaboration_id');
grant select, insert, update on party to armkrok_app;

create table collaboration_seat (
  collaboration_id uuid not null references collaboration (id),
  organisation_id uuid not null,
  seat_id uuid not null,
  role text not null check (role in ('processLeader', 'representative', 'reader')),
  created_at timestamptz not null,
  ends_on date,
  primary key (collaboration_id, seat_id, role),
  foreign key (organisation_id, seat_id) references seat (organisation_id, id)
);
create index collaboration_seat_by_seat on collaboration_seat (organisation_id, seat_id);
comment on table collaboration_seat is 'protected: by collaboration; which seat gives which role in the work';
call protect_table('collaboration_seat', 'collaboration_id');
grant select, insert, update on collaboration_seat to armkrok_app;

-- Finds the session and sets, for this transaction alone, who acts, for which organisation, and what they may read.
-- No row: nothing is set, and every protected table is empty.
create function identify_session(token bytea, acting_at timestamptz)
returns table (person_id uuid, person_name text, language text, is_system_administrator boolean,
  organisation_id uuid, organisation_name text, is_fictional boolean,
  is_verified boolean, reads uuid[], leads uuid[], represents uuid[], administers uuid[])
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  return query select found.* from user_session s
    cross join lateral identify_person(s.person_id, s.organisation_id, acting_at) found
    where s.token_hash = token and s.expires_at > acting_at;
end $$;

-- Real examples hold what open sources say and nothing else, so everyone signed in reads them.
create function identify_person(person uuid, acting_for uuid, acting_at timestamptz)
returns table (person_id uuid, person_name text, language text, is_system_administrator boolean,
  organisation_id uuid, organisation_name text, is_fictional boolean,
  is_verified boolean, reads uuid[], leads uuid[], represents uuid[], administers uuid[])
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  today date := (acting_at at time zone 'Europe/Stockholm')::date;
  known uuid[];
  own_tree uuid[];
  writes uuid[];
  everywhere boolean;
  administrator boolean;
begin
  select p.is_system_administrator into everywhere from person p where p.id = person and p.withdrawn_at is null;
  if everywhere is null then return; end if;
  select coalesce(bool_or(st.is_administrator), false),
    array_agg(distinct cs.collaboration_id) filter (where c.id is not null),
    array_agg(distinct cs.collaboration_id) filter (where c.id is not null and cs.role = 'processLeader'),
    array_agg(distinct cs.collaboration_id)
      filter (where c.id is not null and cs.role in ('processLeader', 'representative'))
  into administrator, reads, leads, represents
  from seat_term t
  join seat st on st.organisation_id = t.organisation_id and st.id = t.seat_id
  left join collaboration_seat cs on cs.organisation_id = t.organisation_id and cs.seat_id = t.seat_id
    and (cs.ends_on is null or cs.ends_on > today)
  left join collaboration c on c.id = cs.collaboration_id and c.withdrawn_at is null
  where t.person_id = person and t.organisation_id = acting_for
    and t.began_on <= today and (t.ended_on is null or t.ended_on > today)
    and (st.ended_on is null or st.ended_on > today);
  reads := coalesce(reads, '{}') || array(
    select c.id from collaboration c
    where c.example = 'real' and c.withdrawn_at is null and c.id <> all(coalesce(reads, '{}')));
  own_tree := array_remove(array[acting_for], null);
  if administrator then
    with recursive tree as (
      select o.id from organisation o where o.id = acting_for
      union all select o.id from organisation o join tree on o.parent_id = tree.id)
    select array_agg(id) into own_tree from tree;
    administers := own_tree;
  end if;
  if everywhere then
    select array_agg(o.id) into writes from organisation o;
    known := writes;
  else
    select array_agg(distinct p.organisation_id) into known from party p where p.collaboration_id = any(reads);
    known := coalesce(known, '{}') || own_tree;
    select array_agg(distinct p.organisation_id) into writes from party p where p.collaboration_id = any(leads);
    writes := coalesce(writes, '{}') || coalesce(administers, '{}');
  end if;
  return query
    select p.id, p.name, p.language, p.is_system_administrator, o.id, o.name, coalesce(o.is_fictional, false),
      o.verified_at is not null, reads, coalesce(leads, '{}'),
      case when o.verified_at is null then '{}' else coalesce(represents, '{}') end, coalesce(administers, '{}')
    from person p left join organisation o on o.id = acting_for
    where p.id = person
      and set_config('armkrok.user', p.id::text, true) is not null
      and set_config('armkrok.organisation', coalesce(acting_for::text, ''), true) is not null
      and set_config('armkrok.collaborations', reads::text, true) is not null
      and set_config('armkrok.leads', coalesce(leads::text, ''), true) is not null
      and set_config('armkrok.organisations', coalesce(known::text, ''), true) is not null
      and set_config('armkrok.administers', coalesce(writes::text, ''), true) is not null
      and set_config('armkrok.at', acting_at::text, true) is not null;
end $$;
revoke all on function identify_session(bytea, timestamptz) from public;
revoke all on function identify_person(uuid, uuid, timestamptz) from public;
grant execute on function identify_session(bytea, timestamptz), identify_person(uuid, uuid, timestamptz) to armkrok_app;
