-- Accounts of the house's own: codes and passkeys beside passwords, sessions with two limits, and what an organisation
-- demands of whoever acts for it.

-- How long a session lasts when nothing is done in it, and whether a system administrator administers by it: outside the
-- demonstration only with a second factor. Both are settings, written down when the session is opened.
alter table user_session
  add column idle_for interval not null default interval '60 minutes',
  add column may_administer boolean not null default true;

create table authenticator (
  person_id uuid primary key references person (id),
  secret text not null,
  last_step bigint not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
comment on table authenticator is 'sealed: the secret of an app that shows codes, encrypted by the installation';
call seal_table('authenticator');

create table recovery_code (
  person_id uuid not null references person (id),
  code_hash bytea not null,
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (person_id, code_hash)
);
comment on table recovery_code is 'sealed: hashes of codes that each work once';
call seal_table('recovery_code');

create table passkey (
  person_id uuid not null references person (id),
  id uuid not null,
  credential_id bytea not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null check (name <> ''),
  may_be_copied boolean not null,
  is_copied boolean not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  primary key (person_id, id)
);
comment on table passkey is 'sealed: public keys that people sign in with';
call seal_table('passkey');

create table sign_in_step (
  token_hash bytea primary key,
  person_id uuid not null references person (id),
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index sign_in_step_by_person on sign_in_step (person_id);
comment on table sign_in_step is 'sealed: the password was right, the second factor is still asked for';
call seal_table('sign_in_step');

create table email_change (
  token_hash bytea primary key,
  person_id uuid not null references person (id),
  email text not null check (email = lower(email)),
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index email_change_by_person on email_change (person_id);
comment on table email_change is 'sealed: a new address, until whoever has it says yes';
call seal_table('email_change');

-- What is known of an account when somebody signs in to it, or confirms that it is theirs.
create function account_of(person uuid)
returns table (person_id uuid, name text, email text, password text, language text, is_system_administrator boolean,
  is_demo boolean, has_authenticator boolean, has_passkey boolean, recovery_left integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, p.name, p.email, p.password, p.language, p.is_system_administrator, p.is_demo,
    exists (select from authenticator a where a.person_id = p.id),
    exists (select from passkey k where k.person_id = p.id),
    (select count(*)::integer from recovery_code r where r.person_id = p.id and r.used_at is null)
  from person p where p.id = person and p.withdrawn_at is null
$$;

drop function find_account(text);
create function find_account(given_email text)
returns table (person_id uuid, name text, email text, password text, language text, is_system_administrator boolean,
  is_demo boolean, has_authenticator boolean, has_passkey boolean, recovery_left integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select found.* from person p cross join lateral account_of(p.id) found
  where p.email = lower(given_email) and p.withdrawn_at is null
$$;

-- Why a session acts for no organisation: it is not what the organisation demands, nor what the installation demands of its
-- system administrators. Null when it is.
create function session_refusal(s user_session) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select case
    when not s.may_administer and (select p.is_system_administrator from person p where p.id = s.person_id)
      then 'secondFactor'
    else sign_in_refusal(s.organisation_id, s.method, s.provider_organisation_id, s.assurance) end
$$;
revoke all on function session_refusal(user_session) from public;

-- It has neither ended, nor lasted as long as a session may, nor lain unused for too long.
create function is_alive(s user_session, acting_at timestamptz) returns boolean
language sql immutable as $$
  select s.ended_at is null and s.expires_at > acting_at and s.seen_at + s.idle_for > acting_at
$$;
revoke all on function is_alive(user_session, timestamptz) from public;

-- As before, and when the session was last used. Whoever has lost the last seat in the organisation acts for it no longer.
drop function identify_session(bytea, timestamptz);
create function identify_session(token bytea, acting_at timestamptz)
returns table (person_id uuid, person_name text, language text, is_system_administrator boolean,
  organisation_id uuid, organisation_name text, is_fictional boolean,
  is_verified boolean, reads uuid[], leads uuid[], represents uuid[], administers uuid[], standings text,
  session_ends_at timestamptz, has_shortcuts boolean, session_id uuid, method text, assurance text,
  authenticated_at timestamptz, stepped_up_at timestamptz, kept_out_because text,
  session_seen_at timestamptz, session_idle_seconds integer)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  today constant date := (acting_at at time zone 'Europe/Stockholm')::date;
  may_administer boolean;
begin
  select found.person_id, found.person_name, found.language, found.is_system_administrator and s.may_administer,
    found.organisation_id, found.organisation_name, found.is_fictional, found.is_verified, found.reads, found.leads,
    found.represents, found.administers, found.standings, s.expires_at, p.has_shortcuts, s.id, s.method, s.assurance,
    s.authenticated_at, s.stepped_up_at, s.kept_out_because, s.seen_at, extract(epoch from s.idle_for)::integer,
    s.may_administer
  into person_id, person_name, language, is_system_administrator, organisation_id, organisation_name, is_fictional,
    is_verified, reads, leads, represents, administers, standings, session_ends_at, has_shortcuts, session_id, method,
    assurance, authenticated_at, stepped_up_at, kept_out_because, session_seen_at, session_idle_seconds, may_administer
  from user_session s
  join person p on p.id = s.person_id
  cross join lateral identify_person(s.person_id,
    case when s.kept_out_because is null and exists (
      select from seat_term t join seat held on held.organisation_id = t.organisation_id and held.id = t.seat_id
      where t.person_id = s.person_id and t.organisation_id = s.organisation_id
        and t.began_on <= today and (t.ended_on is null or t.ended_on > today)
        and (held.ended_on is null or held.ended_on > today)) then s.organisation_id end,
    acting_at, true, s.assurance) found
  where s.token_hash = token and is_alive(s, acting_at);
  if not found then return; end if;
  if not may_administer then perform set_config('armkrok.everywhere', '', true); end if;
  return next;
end $$;

-- Opens a session for an organisation that the person acts for: that of the provider, else the one acted for last, else the
-- first. Forgets what has ended more than a week ago.
drop function open_session(bytea, uuid, uuid, timestamptz, timestamptz, text, uuid, text, timestamptz, text);
create function open_session(token bytea, session uuid, person uuid, acting_at timestamptz, ends_at timestamptz,
  known_by text, provider uuid, known_at_level text, known_at timestamptz, agent_words text,
  idle interval default interval '60 minutes', administering boolean default false) returns void
language sql security definer set search_path = public, pg_temp as $$
  delete from user_session s where s.person_id = person
    and least(s.expires_at, s.ended_at, s.seen_at + s.idle_for) < acting_at - interval '7 days';
  insert into user_session (token_hash, id, person_id, organisation_id, created_at, seen_at, expires_at, idle_for, method,
    provider_organisation_id, assurance, authenticated_at, agent, may_administer)
  select token, session, person, (
      select o.organisation_id from organisations_of(person, acting_at) o
      order by (o.organisation_id = provider) desc nulls last, o.organisation_id = (
        select s.organisation_id from user_session s
        where s.person_id = person and s.organisation_id is not null order by s.created_at desc, s.token_hash limit 1)
        desc nulls last, o.name, o.organisation_id
      limit 1),
    acting_at, acting_at, ends_at, idle, known_by, provider, known_at_level, known_at, left(agent_words, 100), administering;
  update user_session s set kept_out_because = session_refusal(s) where s.token_hash = token
$$;

-- Which organisation the session does not act for, and why.
create function refusal_of(token bytea) returns table (because text, organisation_name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.kept_out_because, o.name from user_session s left join organisation o on o.id = s.organisation_id
  where s.token_hash = token
$$;

-- The same session under a new reference, after its person has shown once more who they are. The old one is dead at once; it
-- is remembered, so that a form opened before is known. Without a method it is known as before.
create function step_up_session(token bytea, new_token bytea, new_id uuid, acting_at timestamptz, known_by text,
  provider uuid, known_at_level text, administering boolean) returns timestamptz
language plpgsql security definer set search_path = public, pg_temp as $$
declare before user_session;
begin
  update user_session s set ended_at = acting_at where s.token_hash = token and is_alive(s, acting_at) returning s.* into before;
  if before.token_hash is null then return null; end if;
  insert into user_session (token_hash, id, person_id, organisation_id, created_at, seen_at, expires_at, idle_for, method,
    provider_organisation_id, assurance, authenticated_at, stepped_up_at, agent, may_administer)
  values (new_token, new_id, before.person_id, before.organisation_id, before.created_at, acting_at, before.expires_at,
    before.idle_for, coalesce(known_by, before.method),
    case when known_by is null then before.provider_organisation_id else provider end,
    case when known_by is null then before.assurance else known_at_level end,
    case when known_by is null then before.authenticated_at else acting_at end, acting_at, before.agent,
    case when known_by is null then before.may_administer else administering end);
  update user_session s set kept_out_because = session_refusal(s) where s.token_hash = new_token;
  return before.expires_at;
end $$;

-- It was used: from now on it lasts as long again without being used.
create function note_session_use(token bytea, acting_at timestamptz) returns void
language sql security definer set search_path = public, pg_temp as $$
  update user_session s set seen_at = acting_at where s.token_hash = token and s.seen_at < acting_at and is_alive(s, acting_at)
$$;

drop function extend_session(bytea, timestamptz, timestamptz, interval);

create or replace function end_session(token bytea, acting_at timestamptz) returns void
language sql security definer set search_path = public, pg_temp as $$
  update user_session s set ended_at = acting_at where s.token_hash = token and s.ended_at is null
$$;

create or replace function my_organisations(token bytea, acting_at timestamptz)
returns table (organisation_id uuid, name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.organisation_id, o.name from user_session s
  cross join lateral organisations_of(s.person_id, acting_at) o
  where s.token_hash = token and is_alive(s, acting_at)
$$;

create or replace function act_for(token bytea, organisation uuid, acting_at timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update user_session s set organisation_id = organisation
  where s.token_hash = token and is_alive(s, acting_at)
    and organisation in (select o.organisation_id from organisations_of(s.person_id, acting_at) o);
  if not found then return false; end if;
  update user_session s set kept_out_because = session_refusal(s) where s.token_hash = token;
  return true;
end $$;

create function my_sessions(acting_at timestamptz)
returns table (id uuid, method text, authenticated_at timestamptz, seen_at timestamptz, agent text,
  organisation_name text, provider_name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, s.method, s.authenticated_at, s.seen_at, s.agent, o.name, p.name
  from user_session s
  left join organisation o on o.id = s.organisation_id
  left join organisation p on p.id = s.provider_organisation_id
  where s.person_id = nullif(current_setting('armkrok.user', true), '')::uuid and is_alive(s, acting_at)
  order by s.seen_at desc, s.id
$$;

create function end_my_session(session_id uuid, acting_at timestamptz) returns boolean
language sql security definer set search_path = public, pg_temp as $$
  with ended as (
    update user_session s set ended_at = acting_at
    where s.id = session_id and s.person_id = nullif(current_setting('armkrok.user', true), '')::uuid
      and is_alive(s, acting_at)
    returning 1)
  select exists (select from ended)
$$;

create function end_my_other_sessions(but bytea, acting_at timestamptz) returns integer
language sql security definer set search_path = public, pg_temp as $$
  with ended as (
    update user_session s set ended_at = acting_at
    where s.person_id = nullif(current_setting('armkrok.user', true), '')::uuid and s.token_hash <> but
      and is_alive(s, acting_at)
    returning 1)
  select count(*)::integer from ended
$$;

-- An administrator ends the sessions in which a person acts for their organisation; a system administrator all of them.
-- Null when the person holds no seat there.
create function end_sessions_of(organisation uuid, person uuid, acting_at timestamptz) returns integer
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
  update user_session s set ended_at = acting_at
  where s.person_id = person and is_alive(s, acting_at) and (everywhere or s.organisation_id = organisation);
  get diagnostics ended = row_count;
  return ended;
end $$;

-- Between the password and the second factor.
create function begin_sign_in_step(token bytea, person uuid, acting_at timestamptz, ends_at timestamptz) returns void
language sql security definer set search_path = public, pg_temp as $$
  delete from sign_in_step s where s.person_id = person and s.expires_at <= acting_at;
  insert into sign_in_step (token_hash, person_id, created_at, expires_at) values (token, person, acting_at, ends_at)
$$;
create function find_sign_in_step(token bytea, acting_at timestamptz)
returns table (person_id uuid, name text, email text, password text, language text, is_system_administrator boolean,
  is_demo boolean, has_authenticator boolean, has_passkey boolean, recovery_left integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select found.* from sign_in_step s cross join lateral account_of(s.person_id) found
  where s.token_hash = token and s.expires_at > acting_at
$$;
create function end_sign_in_step(token bytea) returns void
language sql security definer set search_path = public, pg_temp as $$
  delete from sign_in_step s where s.token_hash = token
$$;

-- Codes from an app. A step of time is used once, and none before it afterwards.
create function set_authenticator(sealed_secret text, step bigint, acting_at timestamptz) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into authenticator (person_id, secret, last_step, created_at)
  values (nullif(current_setting('armkrok.user', true), '')::uuid, sealed_secret, step, acting_at)
  on conflict (person_id) do update set secret = excluded.secret, last_step = excluded.last_step,
    created_at = excluded.created_at, last_used_at = null
$$;
create function find_authenticator(person uuid)
returns table (secret text, created_at timestamptz, last_used_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.secret, a.created_at, a.last_used_at from authenticator a where a.person_id = person
$$;
create function use_authenticator_step(person uuid, step bigint, acting_at timestamptz) returns boolean
language sql security definer set search_path = public, pg_temp as $$
  with used as (
    update authenticator a set last_step = step, last_used_at = acting_at
    where a.person_id = person and a.last_step < step returning 1)
  select exists (select from used)
$$;

create function replace_recovery_codes(hashes bytea[], acting_at timestamptz) returns void
language sql security definer set search_path = public, pg_temp as $$
  delete from recovery_code r where r.person_id = nullif(current_setting('armkrok.user', true), '')::uuid;
  insert into recovery_code (person_id, code_hash, created_at)
  select nullif(current_setting('armkrok.user', true), '')::uuid, hash, acting_at from unnest(hashes) hash
$$;
-- How many are left afterwards; null when it was none of theirs, or used.
create function use_recovery_code(person uuid, hash bytea, acting_at timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update recovery_code r set used_at = acting_at where r.person_id = person and r.code_hash = hash and r.used_at is null;
  if not found then return null; end if;
  return (select count(*) from recovery_code r where r.person_id = person and r.used_at is null);
end $$;

create function add_passkey(passkey_id uuid, credential bytea, key bytea, count bigint, ways text[], called text,
  copyable boolean, copied boolean, acting_at timestamptz) returns boolean
language sql security definer set search_path = public, pg_temp as $$
  with added as (
    insert into passkey (person_id, id, credential_id, public_key, counter, transports, name, may_be_copied, is_copied,
      created_at)
    values (nullif(current_setting('armkrok.user', true), '')::uuid, passkey_id, credential, key, count, ways, called,
      copyable, copied, acting_at)
    on conflict (credential_id) do nothing returning 1)
  select exists (select from added)
$$;
create function passkeys_of(person uuid)
returns table (id uuid, credential_id bytea, transports text[], name text, may_be_copied boolean, created_at timestamptz,
  last_used_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select k.id, k.credential_id, k.transports, k.name, k.may_be_copied, k.created_at, k.last_used_at
  from passkey k where k.person_id = person order by k.created_at, k.id
$$;
create function find_passkey(credential bytea)
returns table (person_id uuid, public_key bytea, counter bigint, transports text[])
language sql stable security definer set search_path = public, pg_temp as $$
  select k.person_id, k.public_key, k.counter, k.transports from passkey k
  join person p on p.id = k.person_id and p.withdrawn_at is null where k.credential_id = credential
$$;
create function note_passkey_use(credential bytea, count bigint, copied boolean, acting_at timestamptz) returns void
language sql security definer set search_path = public, pg_temp as $$
  update passkey k set counter = greatest(k.counter, count), is_copied = copied, last_used_at = acting_at
  where k.credential_id = credential
$$;

-- Takes a factor away from whoever is signed in; the recovery codes go with the last of them. Answers what it was called.
create function remove_passkey(passkey_id uuid) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  me constant uuid := nullif(current_setting('armkrok.user', true), '')::uuid;
  called text;
begin
  delete from passkey k where k.person_id = me and k.id = passkey_id returning k.name into called;
  delete from recovery_code r where r.person_id = me and not exists (select from passkey k where k.person_id = me)
    and not exists (select from authenticator a where a.person_id = me);
  return called;
end $$;
create function remove_authenticator() returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  me constant uuid := nullif(current_setting('armkrok.user', true), '')::uuid;
  was boolean;
begin
  delete from authenticator a where a.person_id = me;
  was := found;
  delete from recovery_code r where r.person_id = me and not exists (select from passkey k where k.person_id = me);
  return was;
end $$;

-- The same password under dearer parameters.
create function rehash_password(person uuid, before text, after text) returns void
language sql security definer set search_path = public, pg_temp as $$
  update person p set password = after where p.id = person and p.password = before
$$;
create function change_password(new_password text, but bytea, acting_at timestamptz) returns void
language sql security definer set search_path = public, pg_temp as $$
  update person p set password = new_password where p.id = nullif(current_setting('armkrok.user', true), '')::uuid;
  delete from sign_in_step s where s.person_id = nullif(current_setting('armkrok.user', true), '')::uuid;
  update password_reset r set used_at = acting_at
  where r.person_id = nullif(current_setting('armkrok.user', true), '')::uuid and r.used_at is null;
  update user_session s set ended_at = acting_at
  where s.person_id = nullif(current_setting('armkrok.user', true), '')::uuid and s.token_hash <> but and s.ended_at is null
$$;

-- Whose password a link is for: what the new one may not be made of.
create function find_password_reset(token bytea, acting_at timestamptz)
returns table (name text, email text, organisation_name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.name, p.email, o.name from password_reset r
  join person p on p.id = r.person_id and p.withdrawn_at is null
  join organisation o on o.id = p.organisation_id
  where r.token_hash = token and r.used_at is null and r.expires_at > acting_at
$$;
create or replace function reset_password(token bytea, new_password text, acting_at timestamptz) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare reset_for uuid;
begin
  update password_reset r set used_at = acting_at
  where r.token_hash = token and r.used_at is null and r.expires_at > acting_at
    and exists (select from person p where p.id = r.person_id and p.withdrawn_at is null)
  returning r.person_id into reset_for;
  if reset_for is null then return null; end if;
  update password_reset r set used_at = acting_at where r.person_id = reset_for and r.used_at is null;
  update person set password = new_password where id = reset_for;
  delete from sign_in_step s where s.person_id = reset_for;
  update user_session s set ended_at = acting_at where s.person_id = reset_for and s.ended_at is null;
  return reset_for;
end $$;

create function ask_email_change(token bytea, new_email text, acting_at timestamptz, ends_at timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare me constant uuid := nullif(current_setting('armkrok.user', true), '')::uuid;
begin
  delete from email_change c where c.person_id = me;
  if exists (select from person p where p.email = lower(new_email) and p.withdrawn_at is null) then return false; end if;
  insert into email_change (token_hash, person_id, email, created_at, expires_at)
  values (token, me, lower(new_email), acting_at, ends_at);
  return true;
end $$;
create function find_email_change(token bytea, acting_at timestamptz) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select c.email from email_change c where c.token_hash = token and c.expires_at > acting_at
$$;
create function take_email_change(token bytea, acting_at timestamptz)
returns table (person_id uuid, name text, language text, before text, after text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare taken email_change;
begin
  delete from email_change c where c.token_hash = token returning c.* into taken;
  if taken.token_hash is null or taken.expires_at <= acting_at
    or exists (select from person p where p.email = taken.email and p.withdrawn_at is null) then return; end if;
  return query
    with old as (select p.id, p.email from person p where p.id = taken.person_id and p.withdrawn_at is null for update),
    changed as (update person p set email = taken.email from old where p.id = old.id returning p.id, p.name, p.language)
    select changed.id, changed.name, changed.language, old.email, taken.email from changed join old on old.id = changed.id;
end $$;

-- Who is told when a system administrator signs in past the provider.
create function other_system_administrators(person uuid) returns table (name text, email text, language text)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.name, p.email, p.language from person p
  where p.is_system_administrator and p.id <> person and p.withdrawn_at is null and not p.is_demo order by p.email
$$;

-- What an organisation demands; told to those who administer it.
create function demands_of(organisation uuid) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce((select d.demands from organisation_sign_in d where d.organisation_id = organisation), 'nothing')
  where coalesce(current_setting('armkrok.everywhere', true), '') = 'yes' or organisation = any(
    coalesce(nullif(current_setting('armkrok.administers', true), '')::uuid[], '{}'))
$$;

-- From then on sessions that are not what is demanded act for no organisation, those that are open too. Answers what was
-- demanded before; null to somebody who does not administer the organisation.
create function demand_of_sign_in(organisation uuid, wanted text, acting_at timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare before text;
begin
  if coalesce(current_setting('armkrok.everywhere', true), '') <> 'yes' and not organisation = any(
    coalesce(nullif(current_setting('armkrok.administers', true), '')::uuid[], '{}')) then return null; end if;
  before := demands_of(organisation);
  insert into organisation_sign_in (organisation_id, demands, created_at, changed_at)
  values (organisation, wanted, acting_at, acting_at)
  on conflict (organisation_id) do update set demands = excluded.demands, changed_at = excluded.changed_at;
  update user_session s set kept_out_because = session_refusal(s)
  where is_alive(s, acting_at) and s.organisation_id in (
    with recursive tree as (
      select organisation as id union all select below.id from organisation below join tree on below.parent_id = tree.id)
    select tree.id from tree);
  return before;
end $$;

-- Who holds a seat and could not act for the organisation if this was demanded today.
create function kept_out_by_demand(organisation uuid, acting_at timestamptz)
returns table (person_id uuid, name text, has_second_factor boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct p.id, p.name,
    exists (select from authenticator a where a.person_id = p.id) or exists (select from passkey k where k.person_id = p.id)
  from seat_term t
  join seat s on s.organisation_id = t.organisation_id and s.id = t.seat_id
  join person p on p.id = t.person_id and p.withdrawn_at is null
  where t.organisation_id = organisation
    and (coalesce(current_setting('armkrok.everywhere', true), '') = 'yes' or organisation = any(
      coalesce(nullif(current_setting('armkrok.administers', true), '')::uuid[], '{}')))
    and t.began_on <= (acting_at at time zone 'Europe/Stockholm')::date
    and (t.ended_on is null or t.ended_on > (acting_at at time zone 'Europe/Stockholm')::date)
    and (s.ended_on is null or s.ended_on > (acting_at at time zone 'Europe/Stockholm')::date)
  order by p.name, p.id
$$;

do $$
declare opened regprocedure;
begin
  foreach opened in array array[
    'account_of(uuid)', 'find_account(text)', 'identify_session(bytea, timestamptz)',
    'open_session(bytea, uuid, uuid, timestamptz, timestamptz, text, uuid, text, timestamptz, text, interval, boolean)',
    'refusal_of(bytea)', 'step_up_session(bytea, bytea, uuid, timestamptz, text, uuid, text, boolean)',
    'note_session_use(bytea, timestamptz)', 'my_sessions(timestamptz)', 'end_my_session(uuid, timestamptz)',
    'end_my_other_sessions(bytea, timestamptz)', 'end_sessions_of(uuid, uuid, timestamptz)',
    'begin_sign_in_step(bytea, uuid, timestamptz, timestamptz)', 'find_sign_in_step(bytea, timestamptz)',
    'end_sign_in_step(bytea)', 'set_authenticator(text, bigint, timestamptz)', 'find_authenticator(uuid)',
    'use_authenticator_step(uuid, bigint, timestamptz)', 'replace_recovery_codes(bytea[], timestamptz)',
    'use_recovery_code(uuid, bytea, timestamptz)',
    'add_passkey(uuid, bytea, bytea, bigint, text[], text, boolean, boolean, timestamptz)', 'passkeys_of(uuid)',
    'find_passkey(bytea)', 'note_passkey_use(bytea, bigint, boolean, timestamptz)', 'remove_passkey(uuid)',
    'remove_authenticator()', 'rehash_password(uuid, text, text)', 'change_password(text, bytea, timestamptz)',
    'find_password_reset(bytea, timestamptz)', 'ask_email_change(bytea, text, timestamptz, timestamptz)',
    'find_email_change(bytea, timestamptz)', 'take_email_change(bytea, timestamptz)',
    'other_system_administrators(uuid)', 'demands_of(uuid)', 'demand_of_sign_in(uuid, text, timestamptz)',
    'kept_out_by_demand(uuid, timestamptz)']::regprocedure[]
  loop
    execute format('revoke all on function %s from public', opened);
    execute format('grant execute on function %s to armkrok_app', opened);
  end loop;
end $$;
