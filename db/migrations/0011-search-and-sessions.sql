-- Searching, and sessions that can be made to last and be taken up again.

-- A text as it is searched: in lower case, the signs between words as spaces, and one space first, so that the beginning
-- of a word can be told from its inside. Swedish rules for letters, whatever the database's own are.
create function to_search_text(written text) returns text
language sql immutable parallel safe as $$
  select ' ' || translate(lower(written collate "sv-x-icu"), '-–—/.,:;()[]"”“’''&§', '                    ')
$$;

-- Keys of one letter can be switched off (WCAG 2.2, 2.1.4).
alter table person add column has_shortcuts boolean not null default true;

create function choose_shortcuts(wanted boolean) returns void
language sql security definer set search_path = public, pg_temp as $$
  update person set has_shortcuts = wanted where id = nullif(current_setting('armkrok.user', true), '')::uuid
$$;

-- As before, and when the session ends.
drop function identify_session(bytea, timestamptz);
create function identify_session(token bytea, acting_at timestamptz)
returns table (person_id uuid, person_name text, language text, is_system_administrator boolean,
  organisation_id uuid, organisation_name text, is_fictional boolean,
  is_verified boolean, reads uuid[], leads uuid[], represents uuid[], administers uuid[],
  session_ends_at timestamptz, has_shortcuts boolean)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  return query select found.*, s.expires_at, p.has_shortcuts from user_session s
    join person p on p.id = s.person_id
    cross join lateral identify_person(s.person_id, s.organisation_id, acting_at) found
    where s.token_hash = token and s.expires_at > acting_at;
end $$;

-- Makes a session last, never past the longest time since the sign-in. Answers when it now ends.
create function extend_session(token bytea, acting_at timestamptz, ends_at timestamptz, longest interval)
returns timestamptz
language sql security definer set search_path = public, pg_temp as $$
  update user_session s
  set seen_at = acting_at, expires_at = greatest(s.expires_at, least(ends_at, s.created_at + longest))
  where s.token_hash = token and s.expires_at > acting_at
  returning s.expires_at
$$;

-- A session that has ended is remembered for a while: a form that was opened in it is known as its person's. Somebody who
-- signs in goes on for the organisation acted for last.
create or replace function open_session(token bytea, person uuid, acting_at timestamptz, ends_at timestamptz) returns void
language sql security definer set search_path = public, pg_temp as $$
  delete from user_session s where s.person_id = person and s.expires_at < acting_at - interval '7 days';
  insert into user_session (token_hash, person_id, organisation_id, created_at, seen_at, expires_at)
  select token, person, (
      select o.organisation_id from organisations_of(person, acting_at) o
      order by o.organisation_id = (
        select s.organisation_id from user_session s
        where s.person_id = person and s.organisation_id is not null order by s.created_at desc, s.token_hash limit 1)
        desc nulls last, o.name, o.organisation_id
      limit 1),
    acting_at, acting_at, ends_at
$$;

drop function end_session(bytea);
create function end_session(token bytea, acting_at timestamptz) returns void
language sql security definer set search_path = public, pg_temp as $$
  update user_session set expires_at = least(expires_at, acting_at) where token_hash = token
$$;

-- The sessions of whoever is signed in, those that have ended too: what an earlier form was made for.
create function own_sessions() returns table (token_hash bytea, created_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.token_hash, s.created_at from user_session s
  where s.person_id = nullif(current_setting('armkrok.user', true), '')::uuid
$$;

do $$
declare opened regprocedure;
begin
  foreach opened in array array[
    'choose_shortcuts(boolean)', 'identify_session(bytea, timestamptz)',
    'extend_session(bytea, timestamptz, timestamptz, interval)', 'end_session(bytea, timestamptz)', 'own_sessions()',
    'open_session(bytea, uuid, timestamptz, timestamptz)']::regprocedure[]
  loop
    execute format('revoke all on function %s from public', opened);
    execute format('grant execute on function %s to armkrok_app', opened);
  end loop;
  revoke all on function to_search_text(text) from public;
  grant execute on function to_search_text(text) to armkrok_app;
end $$;
