-- Each organisation's planning year, kept once and read wherever it takes part; the collaboration's own dates; and a secret
-- address at which a person's calendar fetches what they are due to do.

create table planning_year (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  note text not null default '',
  -- By law: the terms of elected councils (kommunallagen 5 kap. 9 §). Own: from a day, so many years at a time.
  mandate text not null default 'none' check (mandate in ('byLaw', 'own', 'none')),
  mandate_began_on date,
  mandate_years integer check (mandate_years between 1 and 10),
  -- Who has written it down for an organisation that has not said it itself; null: its own words.
  entered_by_organisation_id uuid references organisation (id),
  created_at timestamptz not null,
  created_by uuid,
  changed_at timestamptz not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (organisation_id, id),
  check ((mandate = 'own') = (mandate_began_on is not null) and (mandate = 'own') = (mandate_years is not null))
);
create unique index planning_year_once on planning_year (organisation_id) where withdrawn_at is null;
create index planning_year_by_entering on planning_year (entered_by_organisation_id);
comment on table planning_year is 'protected: by organisation; read by who takes part with it, written by itself or entered for it';

-- A recurring span of that year: from a month and day to another, over the turn of the year where the end comes first.
create table planning_step (
  organisation_id uuid not null,
  id uuid not null,
  planning_year_id uuid not null,
  kind text not null check (kind in ('plan', 'budget', 'adoption', 'interimReport', 'annualReport')),
  number integer not null check (number between 1 and 6),
  begins_month integer not null check (begins_month between 1 and 12),
  begins_day integer not null check (begins_day between 1 and 31),
  ends_month integer not null check (ends_month between 1 and 12),
  ends_day integer not null check (ends_day between 1 and 31),
  -- What it is called there, or who decides.
  words text not null default '',
  created_at timestamptz not null,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (organisation_id, id),
  unique (organisation_id, planning_year_id, kind, number),
  foreign key (organisation_id, planning_year_id) references planning_year (organisation_id, id),
  check (number = 1 or kind = 'interimReport')
);
comment on table planning_step is 'protected: by organisation; a part of its planning year';

-- Whose planning year one may write: one's own, where one speaks for it or administers it; and, by who prepares a
-- collaboration, that of a party there which has not said it itself. The holder of a party's link corrects its own.
create function plannable_organisations() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select array(
    select nullif(current_setting('armkrok.organisation', true), '')::uuid
    where nullif(current_setting('armkrok.organisation', true), '') is not null
      and (nullif(current_setting('armkrok.user', true), '') is null
        or cardinality(spoken_collaborations()) > 0
        or nullif(current_setting('armkrok.organisation', true), '')::uuid
          = any(coalesce(nullif(current_setting('armkrok.administers', true), ''), '{}')::uuid[]))
    union
    select p.organisation_id from party p
    where p.collaboration_id = any(coalesce(nullif(current_setting('armkrok.prepares', true), ''), '{}')::uuid[])
      and p.status not in ('declined', 'left') and p.withdrawn_at is null
      and not exists (select from planning_year y
        where y.organisation_id = p.organisation_id and y.entered_by_organisation_id is null))
$$;
-- Whose planning year one reads: one's own, and those of who takes part with one. A real example is read by everyone, and
-- lets nobody read what its parties have said elsewhere.
create function organisations_planned_with() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select array(
    select p.organisation_id from party p
    join collaboration c on c.id = p.collaboration_id and c.example <> 'real'
    where p.collaboration_id = any(coalesce(nullif(current_setting('armkrok.collaborations', true), ''), '{}')::uuid[])
      and nullif(current_setting('armkrok.user', true), '') is not null
      and p.status not in ('declined', 'left') and p.withdrawn_at is null
    union
    select nullif(current_setting('armkrok.organisation', true), '')::uuid
    where nullif(current_setting('armkrok.organisation', true), '') is not null)
$$;

do $$
declare
  -- Two tables that are always read and written together.
  planned regclass;
begin
  foreach planned in array array['planning_year', 'planning_step']::regclass[] loop
    execute format('alter table %s enable row level security', planned);
    execute format('alter table %s force row level security', planned);
    execute format('create policy read_own on %s for select to armkrok_app
      using (organisation_id = any((select organisations_planned_with())::uuid[]))', planned);
    execute format('create policy everything on %s to armkrok_owner using (true) with check (true)', planned);
    execute format('grant select, insert, update on %s to armkrok_app', planned);
  end loop;
end $$;
create policy add_own on planning_step for insert to armkrok_app
  with check (organisation_id = any((select plannable_organisations())::uuid[]));
create policy change_own on planning_step for update to armkrok_app
  using (organisation_id = any((select plannable_organisations())::uuid[]))
  with check (organisation_id = any((select plannable_organisations())::uuid[]));
-- What somebody else writes is never an organisation's own words.
create policy add_own on planning_year for insert to armkrok_app
  with check (organisation_id = any((select plannable_organisations())::uuid[]) and (
    organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)
    or entered_by_organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)));
create policy change_own on planning_year for update to armkrok_app
  using (organisation_id = any((select plannable_organisations())::uuid[]))
  with check (organisation_id = any((select plannable_organisations())::uuid[]) and (
    organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)
    or entered_by_organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)));

-- What the collaboration itself does in a year, beside what follows from its rounds, agreements and decisions.
create table year_event (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  title text not null check (title <> ''),
  kind text not null check (kind in ('jointMeeting', 'goalsAdopted', 'dialogue', 'other')),
  -- Once in that year; null: every year.
  year integer check (year between 1900 and 2200),
  -- How many times in the year.
  times integer not null default 1 check (times between 1 and 60),
  -- Null together: the day is not known.
  begins_month integer check (begins_month between 1 and 12),
  begins_day integer check (begins_day between 1 and 31),
  ends_month integer check (ends_month between 1 and 12),
  ends_day integer check (ends_day between 1 and 31),
  -- Who sees to it; null: nobody has said.
  held_by_party_id uuid,
  source_note text not null default '',
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, held_by_party_id) references party (collaboration_id, id),
  check (num_nulls(begins_month, begins_day, ends_month, ends_day) in (0, 4)),
  check (times = 1 or begins_month is null)
);
create index year_event_by_holding_party on year_event (collaboration_id, held_by_party_id);
create index year_event_by_organisation on year_event (organisation_id);
comment on table year_event is 'protected: by collaboration';
call protect_within('year_event', '{everyone}', '{preparing}', '{preparing}');
grant select, insert, update on year_event to armkrok_app;

-- Whoever knows the address reads what a person's calendar shows. Only its hash is kept.
create table calendar_address (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  person_id uuid not null references person (id),
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  created_at timestamptz not null,
  revoked_at timestamptz,
  retention_rule text not null default 'while account',
  primary key (organisation_id, id)
);
create index calendar_address_by_person on calendar_address (person_id);
create unique index calendar_address_in_use on calendar_address (person_id, organisation_id) where revoked_at is null;
comment on table calendar_address is 'sealed: reached through functions';
call seal_table('calendar_address');

-- An address is the person's own and no record: it goes with the account.
create or replace function personal_tables() returns setof text
language sql stable security definer set search_path = public, pg_temp as $$
  select a.attrelid::regclass::text from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname = 'person_id' and not a.attisdropped
    and c.relname in ('user_session', 'draft', 'password_reset', 'own_upload', 'form_use', 'authenticator', 'recovery_code',
      'passkey', 'sign_in_step', 'email_change', 'provider_identity', 'calendar_address')
  order by 1
$$;

-- The one address in use for whom the acting person acts for; the one before it answers no more.
create function renew_calendar_address(address_id uuid, token bytea, acting_at timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  asking constant uuid := nullif(current_setting('armkrok.user', true), '')::uuid;
  acting_for constant uuid := nullif(current_setting('armkrok.organisation', true), '')::uuid;
begin
  if asking is null or acting_for is null then return false; end if;
  perform pg_advisory_xact_lock(hashtextextended(asking::text || acting_for::text, 56));
  update calendar_address a set revoked_at = acting_at
  where a.person_id = asking and a.organisation_id = acting_for and a.revoked_at is null;
  insert into calendar_address (organisation_id, id, person_id, token_hash, created_at)
  values (acting_for, address_id, asking, token, acting_at);
  return true;
end $$;

create function revoke_calendar_address(acting_at timestamptz) returns uuid
language sql security definer set search_path = public, pg_temp as $$
  update calendar_address a set revoked_at = acting_at
  where a.person_id = nullif(current_setting('armkrok.user', true), '')::uuid
    and a.organisation_id = nullif(current_setting('armkrok.organisation', true), '')::uuid and a.revoked_at is null
  returning a.id
$$;

create function own_calendar_address() returns table (created_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.created_at from calendar_address a
  where a.person_id = nullif(current_setting('armkrok.user', true), '')::uuid
    and a.organisation_id = nullif(current_setting('armkrok.organisation', true), '')::uuid and a.revoked_at is null
$$;

-- Whose sessions an administrator ends, whoever has got hold of their calendar reads no more of it either.
create or replace function end_sessions_of(organisation uuid, person uuid, acting_at timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  everywhere constant boolean := coalesce(current_setting('armkrok.everywhere', true), '') = 'yes';
  ended integer;
begin
  if not everywhere and not organisation = any(
    coalesce(nullif(current_setting('armkrok.administers', true), '')::uuid[], '{}')) then return null; end if;
  if not exists (select from seat_term t where t.organisation_id = organisation and t.person_id = person) then
    return null;
  end if;
  update calendar_address a set revoked_at = acting_at
  where a.person_id = person and a.revoked_at is null and (everywhere or a.organisation_id = organisation);
  update user_session s set ended_at = acting_at
  where s.person_id = person and is_alive(s, acting_at) and (everywhere or s.organisation_id = organisation);
  get diagnostics ended = row_count;
  return ended;
end $$;

-- Whoever fetches by the address reads what the person reads, less what is protected, demands a way of signing in, or is an
-- example to all; administers and leads nothing; and writes nothing.
create function identify_calendar(token bytea, acting_at timestamptz)
returns table (person_id uuid, person_name text, language text, is_system_administrator boolean,
  organisation_id uuid, organisation_name text, is_fictional boolean,
  is_verified boolean, reads uuid[], leads uuid[], represents uuid[], administers uuid[], standings text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  found_person uuid;
  found_organisation uuid;
begin
  select a.person_id, a.organisation_id into found_person, found_organisation
  from calendar_address a where a.token_hash = token and a.revoked_at is null;
  if found_person is null or not has_seat_within(found_person, found_organisation, acting_at) then return; end if;
  select i.person_id, i.person_name, i.language, false, i.organisation_id, i.organisation_name, i.is_fictional, i.is_verified,
    coalesce(kept.ids, '{}'), '{}'::uuid[],
    array(select r from unnest(i.represents) r where r = any(coalesce(kept.ids, '{}'))), '{}'::uuid[], coalesce(kept.standings, '')
  into person_id, person_name, language, is_system_administrator, organisation_id, organisation_name, is_fictional,
    is_verified, reads, leads, represents, administers, standings
  from identify_person(found_person, found_organisation, acting_at, false, null) i
  cross join lateral (
    select array_agg(c.id order by listed.place) as ids,
      string_agg(substr(i.standings, 4 * listed.place::integer - 3, 4), '' order by listed.place) as standings
    from unnest(i.reads) with ordinality as listed(id, place)
    join collaboration c on c.id = listed.id and c.confidentiality <> 'protected' and c.accepted_assurances is null
      and c.example <> 'real' and c.phase not in ('close', 'notCollaboration')) kept;
  if not found then return; end if;
  perform set_config('armkrok.collaborations', reads::text, true), set_config('armkrok.leads', '{}', true),
    set_config('armkrok.prepares', '{}', true), set_config('armkrok.administers', '{}', true),
    set_config('armkrok.everywhere', '', true), set_config('transaction_read_only', 'on', true);
  return next;
end $$;

do $$
declare opened regprocedure;
begin
  foreach opened in array array['plannable_organisations()', 'organisations_planned_with()',
    'renew_calendar_address(uuid, bytea, timestamptz)', 'revoke_calendar_address(timestamptz)', 'own_calendar_address()',
    'identify_calendar(bytea, timestamptz)']::regprocedure[]
  loop
    execute format('revoke all on function %s from public', opened);
    execute format('grant execute on function %s to armkrok_app', opened);
  end loop;
end $$;
