-- The doors to the sealed tables of identity. Each does one thing; none of them lists people.

create function find_account(given_email text)
returns table (person_id uuid, password text, language text)
language sql stable security definer set search_path = public, pg_temp as $$
  select id, password, language from person where email = lower(given_email) and withdrawn_at is null
$$;

create function organisations_of(person uuid, acting_at timestamptz)
returns table (organisation_id uuid, name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct o.id, o.name
  from seat_term t
  join seat s on s.organisation_id = t.organisation_id and s.id = t.seat_id
  join organisation o on o.id = t.organisation_id
  where t.person_id = person and t.began_on <= (acting_at at time zone 'Europe/Stockholm')::date
    and (t.ended_on is null or t.ended_on > (acting_at at time zone 'Europe/Stockholm')::date)
    and (s.ended_on is null or s.ended_on > (acting_at at time zone 'Europe/Stockholm')::date)
  order by o.name, o.id
$$;

create function my_organisations(token bytea, acting_at timestamptz)
returns table (organisation_id uuid, name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.organisation_id, o.name from user_session s
  cross join lateral organisations_of(s.person_id, acting_at) o
  where s.token_hash = token and s.expires_at > acting_at
$$;

create function open_session(token bytea, person uuid, acting_at timestamptz, ends_at timestamptz) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into user_session (token_hash, person_id, organisation_id, created_at, seen_at, expires_at)
  select token, person, (select o.organisation_id from organisations_of(person, acting_at) o limit 1),
    acting_at, acting_at, ends_at
$$;

create function end_session(token bytea) returns void
language sql security definer set search_path = public, pg_temp as $$
  delete from user_session where token_hash = token
$$;

create function act_for(token bytea, organisation uuid, acting_at timestamptz) returns boolean
language sql security definer set search_path = public, pg_temp as $$
  with changed as (
    update user_session s set organisation_id = organisation
    where s.token_hash = token and s.expires_at > acting_at
      and organisation in (select o.organisation_id from organisations_of(s.person_id, acting_at) o)
    returning 1)
  select exists (select from changed)
$$;

create function note_attempt(attempt_key text, acting_at timestamptz, since timestamptz) returns integer
language sql security definer set search_path = public, pg_temp as $$
  insert into sign_in_attempt (key, at) values (attempt_key, acting_at);
  delete from sign_in_attempt where key = attempt_key and at < since;
  select count(*)::integer from sign_in_attempt where key = attempt_key and at >= since
$$;

create function forget_attempts(attempt_key text) returns void
language sql security definer set search_path = public, pg_temp as $$
  delete from sign_in_attempt where key = attempt_key
$$;

create function ask_password_reset(given_email text, token bytea, acting_at timestamptz, ends_at timestamptz)
returns table (name text, language text)
language sql security definer set search_path = public, pg_temp as $$
  with found as (select id, name, language from person where email = lower(given_email) and withdrawn_at is null),
  made as (
    insert into password_reset (token_hash, person_id, expires_at, created_at)
    select token, id, ends_at, acting_at from found)
  select name, language from found
$$;

create function reset_password(token bytea, new_password text, acting_at timestamptz) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare reset_for uuid;
begin
  update password_reset r set used_at = acting_at
  where r.token_hash = token and r.used_at is null and r.expires_at > acting_at
  returning r.person_id into reset_for;
  if reset_for is null then return null; end if;
  update person set password = new_password where id = reset_for;
  delete from user_session where person_id = reset_for;
  return reset_for;
end $$;

create function find_invitation(token bytea, acting_at timestamptz)
returns table (organisation_id uuid, organisation_name text, invitation_id uuid, seat_id uuid, seat_title text,
  kind text, email text, name text, has_account boolean, is_mine boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.organisation_id, o.name, i.id, i.seat_id, s.title, i.kind, i.email, i.name,
    exists (select from person p where p.email = i.email and p.withdrawn_at is null),
    exists (select from person p where p.email = i.email and p.withdrawn_at is null
      and p.id::text = current_setting('armkrok.user', true))
  from invitation i
  join organisation o on o.id = i.organisation_id
  join seat s on s.organisation_id = i.organisation_id and s.id = i.seat_id
  where i.token_hash = token and i.used_at is null and i.expires_at > acting_at
$$;

-- The invited person takes the seat. An account is made where there is none; one that exists must be signed in. Single
-- use, bound to the address invited. A new holder follows the one before.
create function accept_invitation(token bytea, new_person uuid, chosen_name text, new_password text, chosen_language text,
  term uuid, acting_at timestamptz)
returns table (person_id uuid, organisation_id uuid, seat_id uuid)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  invited invitation;
  holder uuid;
  called text;
begin
  update invitation i set used_at = acting_at
  where i.token_hash = token and i.used_at is null and i.expires_at > acting_at
  returning i.* into invited;
  if invited.id is null then return; end if;
  select p.id, p.name into holder, called from person p where p.email = invited.email and p.withdrawn_at is null;
  if holder is not null and holder::text is distinct from current_setting('armkrok.user', true) then
    raise exception 'the invitation is for somebody else' using errcode = '42501';
  end if;
  if invited.kind = 'holder' then
    update seat_term t set ended_on = greatest((acting_at at time zone 'Europe/Stockholm')::date, t.began_on)
    where t.organisation_id = invited.organisation_id and t.seat_id = invited.seat_id and t.kind = 'holder'
      and t.ended_on is null;
  end if;
  if holder is null then
    holder := new_person;
    called := chosen_name;
    insert into person (organisation_id, id, name, email, password, language, created_at)
    values (invited.organisation_id, holder, called, invited.email, new_password, chosen_language, acting_at);
  end if;
  insert into seat_term (organisation_id, id, seat_id, person_id, holder_name, kind, began_on, created_at)
  values (invited.organisation_id, term, invited.seat_id, holder, called, invited.kind,
    (acting_at at time zone 'Europe/Stockholm')::date, acting_at);
  return query select holder, invited.organisation_id, invited.seat_id;
end $$;

-- Makes an account without an invitation: the first system administrator and the demonstration's people.
create function make_account(new_person uuid, organisation uuid, chosen_name text, given_email text, new_password text,
  chosen_language text, system_administrator boolean, demo boolean, place smallint, role_in_demo text, acting_at timestamptz)
returns uuid
language sql security definer set search_path = public, pg_temp as $$
  insert into person (organisation_id, id, name, email, password, language, is_system_administrator, is_demo, demo_place,
    demo_role, created_at)
  values (organisation, new_person, chosen_name, lower(given_email), new_password, chosen_language,
    system_administrator, demo, place, role_in_demo, acting_at)
  on conflict (email) where withdrawn_at is null do nothing
  returning id
$$;

create function demo_accounts() returns table (name text, email text, role_in_demo text)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.name, p.email, p.demo_role from person p
  where p.is_demo and p.demo_place is not null and p.withdrawn_at is null order by p.demo_place, p.name
$$;

-- Whoever loads the examples; no address but this one is ever answered.
create function example_librarian() returns table (person_id uuid, organisation_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select id, organisation_id from person where email = 'exempelbiblioteket@armkrok.invalid' and withdrawn_at is null
$$;

create function queue_mail(mail_id uuid, organisation uuid, receiver text, subject_line text, plain text, html text,
  acting_at timestamptz) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into mail (id, organisation_id, to_address, subject, body_text, body_html, created_at)
  values (mail_id, organisation, receiver, subject_line, plain, html, acting_at)
$$;

-- Only the demonstration asks; a route that exists in demonstration mode alone.
create function list_outbox() returns table (id uuid, to_address text, subject text, body_text text, created_at timestamptz,
  sent_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select id, to_address, subject, body_text, created_at, sent_at from mail order by created_at desc limit 50
$$;

do $$
declare opened regprocedure;
begin
  for opened in
    select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'public' and p.prosecdef
  loop
    execute format('revoke all on function %s from public', opened);
    execute format('grant execute on function %s to armkrok_app', opened);
  end loop;
  revoke execute on function organisations_of(uuid, timestamptz) from armkrok_app;
end $$;
