-- A period in which what waits for somebody waits for their deputies. It says when, never why.
create table absence (
  person_id uuid not null references person (id),
  id uuid not null,
  from_on date not null,
  -- The last day away.
  until_on date not null,
  created_at timestamptz not null,
  withdrawn_at timestamptz,
  version integer not null default 1,
  retention_rule text not null default 'destroy 1 year after the period',
  primary key (person_id, id),
  check (until_on >= from_on)
);
comment on table absence is 'protected: by person; deputies are told by own_seats that a holder is away';

-- How often a person wants a letter about what waits. No row: once a week.
create table digest_choice (
  person_id uuid not null references person (id),
  rhythm text not null check (rhythm in ('daily', 'weekly', 'never')),
  created_at timestamptz not null,
  changed_at timestamptz not null,
  version integer not null default 1,
  primary key (person_id)
);
comment on table digest_choice is 'protected: by person';

do $$
declare
  mine constant text := 'person_id = (select nullif(current_setting(''armkrok.user'', true), '''')::uuid)';
  one text;
begin
  foreach one in array array['absence', 'digest_choice'] loop
    execute format('alter table %I enable row level security', one);
    execute format('alter table %I force row level security', one);
    execute format('create policy read_own on %I for select to armkrok_app using (%s)', one, mine);
    execute format('create policy add_own on %I for insert to armkrok_app with check (%s)', one, mine);
    execute format('create policy change_own on %I for update to armkrok_app using (%s) with check (%s)', one, mine, mine);
    execute format('create policy everything on %I to armkrok_owner using (true) with check (true)', one);
    execute format('grant select, insert, update on %I to armkrok_app', one);
  end loop;
end $$;

-- That a person has had a letter about what waits on a day: at most one, however many jobs write at once.
create table digest (
  person_id uuid not null references person (id),
  written_on date not null,
  mail_id uuid not null unique,
  -- What it names. A letter is not sent when one of them has meanwhile been closed to its receiver.
  collaborations uuid[] not null,
  created_at timestamptz not null,
  retention_rule text not null default 'destroy after 1 year',
  primary key (person_id, written_on)
);
comment on table digest is 'sealed: reached through functions';
call seal_table('digest');

alter table mail add column list_unsubscribe text;

-- The seats that the acting person fills today in the organisation acted for: whether it is the person who is to see to
-- what waits there, who else could, and until when a holder is away. A holder who is away leaves it to a deputy who is not;
-- where there is none, it stays. A deputy has it while no holder is there.
create function own_seats()
returns table (seat_id uuid, title text, kind text, is_in_charge boolean, others text[], away_until date)
language sql stable security definer set search_path = public, pg_temp as $$
  with me as (
    select nullif(current_setting('armkrok.user', true), '')::uuid as person,
      nullif(current_setting('armkrok.organisation', true), '')::uuid as organisation,
      (nullif(current_setting('armkrok.at', true), '')::timestamptz at time zone 'Europe/Stockholm')::date as today),
  held as materialized (
    select t.seat_id, s.title, max(t.kind) as kind
    from me join seat_term t on t.organisation_id = me.organisation and t.person_id = me.person
      and t.began_on <= me.today and (t.ended_on is null or t.ended_on > me.today)
    join seat s on s.organisation_id = t.organisation_id and s.id = t.seat_id and (s.ended_on is null or s.ended_on > me.today)
    group by t.seat_id, s.title),
  placed as materialized (
    select t.seat_id, t.kind, t.person_id = me.person as is_me, t.holder_name, away.until_on
    from me join held on true
    join seat_term t on t.organisation_id = me.organisation and t.seat_id = held.seat_id
      and t.began_on <= me.today and (t.ended_on is null or t.ended_on > me.today)
    left join lateral (
      select max(a.until_on) as until_on from absence a
      where a.person_id = t.person_id and a.withdrawn_at is null and me.today between a.from_on and a.until_on) away on true)
  select h.seat_id, h.title, h.kind,
    case when h.kind = 'holder' then
      exists (select from placed p where p.seat_id = h.seat_id and p.is_me and p.until_on is null)
        or not exists (select from placed p where p.seat_id = h.seat_id and not p.is_me and p.until_on is null)
    else not exists (select from placed p where p.seat_id = h.seat_id and p.kind = 'holder' and p.until_on is null)
      and exists (select from placed p where p.seat_id = h.seat_id and p.is_me and p.until_on is null) end,
    array(select p.holder_name from placed p where p.seat_id = h.seat_id and not p.is_me
      and (h.kind = 'deputy' and p.kind = 'holder' or h.kind = 'holder' and p.until_on is null) order by p.holder_name),
    (select max(p.until_on) from placed p where p.seat_id = h.seat_id and p.kind = 'holder')
  from held h
$$;

-- Who is to be written to on a day, a hundred at a time: people who fill a seat today, are not away, have not chosen never
-- and have not had the day's letter. A job has no user to act for, so the function finds them.
create function digest_receivers(acting_at timestamptz, after uuid)
returns table (person_id uuid, rhythm text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  today constant date := (acting_at at time zone 'Europe/Stockholm')::date;
begin
  if nullif(current_setting('armkrok.user', true), '') is not null then
    raise exception 'digests are written by a job' using errcode = '42501';
  end if;
  return query
    select p.id, coalesce(c.rhythm, 'weekly')
    from person p left join digest_choice c on c.person_id = p.id
    where p.withdrawn_at is null and (after is null or p.id > after) and coalesce(c.rhythm, 'weekly') <> 'never'
      and exists (select from seat_term t where t.person_id = p.id and t.began_on <= today
        and (t.ended_on is null or t.ended_on > today))
      and not exists (select from digest d where d.person_id = p.id and d.written_on = today)
      and not exists (select from absence a where a.person_id = p.id and a.withdrawn_at is null
        and today between a.from_on and a.until_on)
    order by p.id limit 100;
end $$;

-- The same of one person, with the organisations that the person acts for. No row: not to be written to.
create function digest_receiver(receiver uuid, acting_at timestamptz)
returns table (rhythm text, language text, name text, organisations uuid[])
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  today constant date := (acting_at at time zone 'Europe/Stockholm')::date;
begin
  if nullif(current_setting('armkrok.user', true), '') is not null then
    raise exception 'digests are written by a job' using errcode = '42501';
  end if;
  return query
    select coalesce(c.rhythm, 'weekly'), p.language, p.name,
      array(select o.organisation_id from organisations_of(p.id, acting_at) o)
    from person p left join digest_choice c on c.person_id = p.id
    where p.id = receiver and p.withdrawn_at is null and coalesce(c.rhythm, 'weekly') <> 'never'
      and not exists (select from digest d where d.person_id = p.id and d.written_on = today)
      and not exists (select from absence a where a.person_id = p.id and a.withdrawn_at is null
        and today between a.from_on and a.until_on);
end $$;

-- Notes the day's letter and queues it, in one transaction. False: the person has had it, or wants none.
create function queue_digest(receiver uuid, letter uuid, named uuid[], subject_line text, plain text, html text,
  unsubscribe text, acting_at timestamptz, until timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if nullif(current_setting('armkrok.user', true), '') is not null then
    raise exception 'digests are written by a job' using errcode = '42501';
  end if;
  insert into digest (person_id, written_on, mail_id, collaborations, created_at)
  select p.id, (acting_at at time zone 'Europe/Stockholm')::date, letter, named, acting_at
  from person p where p.id = receiver and p.withdrawn_at is null
    and not exists (select from digest_choice c where c.person_id = p.id and c.rhythm = 'never')
  on conflict do nothing;
  if not found then
    return false;
  end if;
  insert into mail (id, organisation_id, to_address, subject, body_text, body_html, created_at, runs_out_at, list_unsubscribe)
  select letter, null, p.email, subject_line, plain, html, acting_at, until, unsubscribe from person p where p.id = receiver;
  perform enqueue('send-mail', jsonb_build_object('mailId', letter), 'send-mail/' || letter, null);
  return true;
end $$;

-- Whoever holds the address that stands in a person's letters wants no more of them. False: there is no such person.
create function stop_digests(receiver uuid, acting_at timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into digest_choice (person_id, rhythm, created_at, changed_at)
  select p.id, 'never', acting_at, acting_at from person p where p.id = receiver and p.withdrawn_at is null
  on conflict on constraint digest_choice_pkey do update
    set rhythm = 'never', changed_at = acting_at, version = digest_choice.version + 1;
  if not found then
    return false;
  end if;
  -- What has not left yet does not leave.
  update mail m set failed_at = acting_at, failure = 'no longer wanted', runs_out_at = acting_at
  from digest d where d.person_id = receiver and m.id = d.mail_id and m.sent_at is null and m.claimed_at is null;
  return true;
end $$;

-- As before; and of a digest, that all it names may still be told of in a letter.
create or replace function mail_refusal(letter mail, today date) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select case
    when exists (
      select from digest d cross join lateral unnest(d.collaborations) named(id) join collaboration c on c.id = named.id
      where d.mail_id = letter.id and (c.confidentiality = 'protected' or not exists (
        select from collaboration_seat cs where cs.collaboration_id = c.id
          and has_sight(d.person_id, cs.organisation_id, c.id, today))))
      then 'the receiver may no longer see all that it is about'
    when letter.collaboration_id is null then null
    when letter.person_id is not null then
      case when has_sight(letter.person_id, letter.organisation_id, letter.collaboration_id, today) then null
        else 'the receiver may no longer see what it is about' end
    when exists (select from invitation i where i.organisation_id = letter.organisation_id
        and i.email = lower(letter.to_address) and i.used_at is null and i.expires_at > letter.created_at) then null
    when exists (select from collaboration c where c.id = letter.collaboration_id and c.confidentiality = 'protected')
      and not exists (select from collaboration_person n where n.collaboration_id = letter.collaboration_id
        and n.organisation_id = letter.organisation_id and n.ended_at is null)
      then 'nobody at the receiver may see what it is about' end
$$;

drop function mail_to_send(uuid, timestamptz);
create function mail_to_send(mail_id uuid, acting_at timestamptz)
returns table (to_address text, subject text, body_text text, body_html text, created_at timestamptz, withheld_because text,
  list_unsubscribe text)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update mail m set failed_at = acting_at, failure = coalesce(m.failure, 'no longer of use'), claimed_at = null
  where m.id = mail_id and m.sent_at is null and m.runs_out_at <= acting_at;
  if found then
    return;
  end if;
  return query
    update mail m set failed_at = acting_at, claimed_at = null,
      failure = mail_refusal(m, (acting_at at time zone 'Europe/Stockholm')::date)
    where m.id = mail_id and m.sent_at is null
      and mail_refusal(m, (acting_at at time zone 'Europe/Stockholm')::date) is not null
    returning ''::text, ''::text, ''::text, ''::text, m.created_at, m.failure, null::text;
  if found then
    return;
  end if;
  return query
    update mail m set claimed_at = acting_at, attempts = m.attempts + 1
    from (select w.id, coalesce(c.confidentiality = 'protected', false) as is_protected
      from mail w left join collaboration c on c.id = w.collaboration_id where w.id = mail_id) now_is
    where m.id = now_is.id and m.sent_at is null
      and (m.claimed_at is null or m.claimed_at <= acting_at - interval '10 minutes')
    returning m.to_address, case when now_is.is_protected then m.neutral_subject else m.subject end,
      case when now_is.is_protected then m.neutral_text else m.body_text end,
      case when now_is.is_protected then m.neutral_html else m.body_html end, m.created_at, null::text, m.list_unsubscribe;
  if not found and exists (select from mail m where m.id = mail_id and m.sent_at is null) then
    raise exception 'the letter % is being sent by another process', mail_id;
  end if;
end $$;

-- A session that reads for another of its person's organisations than the one chosen, for one transaction: where the person
-- acts for it today and the session is what it demands. No row else.
create function identify_session_for(token bytea, acting_for uuid, acting_at timestamptz)
returns table (person_id uuid, person_name text, language text, is_system_administrator boolean,
  organisation_id uuid, organisation_name text, is_fictional boolean,
  is_verified boolean, reads uuid[], leads uuid[], represents uuid[], administers uuid[], standings text,
  session_ends_at timestamptz, has_shortcuts boolean, session_id uuid, method text, assurance text,
  authenticated_at timestamptz, stepped_up_at timestamptz, kept_out_because text,
  session_seen_at timestamptz, session_idle_seconds integer)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s user_session;
begin
  select held.* into s from user_session held where held.token_hash = token;
  -- Whether it may is asked before anything is set, for the database is free to ask in another order than a condition is written.
  if not found or not is_alive(s, acting_at)
    or not exists (select from organisations_of(s.person_id, acting_at) o where o.organisation_id = acting_for)
    or sign_in_refusal(acting_for, s.method, s.provider_organisation_id, s.assurance) is not null then
    return;
  end if;
  return query
    select found.person_id, found.person_name, found.language, false, found.organisation_id, found.organisation_name,
      found.is_fictional, found.is_verified, found.reads, found.leads, found.represents, found.administers, found.standings,
      s.expires_at, p.has_shortcuts, s.id, s.method, s.assurance, s.authenticated_at, s.stepped_up_at, null::text, s.seen_at,
      extract(epoch from s.idle_for)::integer
    from person p cross join lateral identify_person(p.id, acting_for, acting_at, true, s.assurance) found
    where p.id = s.person_id;
  perform set_config('armkrok.everywhere', '', true);
end $$;

-- The other organisations that the person signed in acts for, and that the session is enough for.
create function other_organisations(token bytea, acting_at timestamptz) returns table (organisation_id uuid, name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.organisation_id, o.name
  from user_session s cross join lateral organisations_of(s.person_id, acting_at) o
  where s.token_hash = token and is_alive(s, acting_at) and o.organisation_id is distinct from s.organisation_id
    and sign_in_refusal(o.organisation_id, s.method, s.provider_organisation_id, s.assurance) is null
$$;

revoke all on function own_seats(), digest_receivers(timestamptz, uuid), digest_receiver(uuid, timestamptz),
  queue_digest(uuid, uuid, uuid[], text, text, text, text, timestamptz, timestamptz), stop_digests(uuid, timestamptz),
  mail_to_send(uuid, timestamptz), identify_session_for(bytea, uuid, timestamptz),
  other_organisations(bytea, timestamptz) from public;
grant execute on function own_seats(), digest_receivers(timestamptz, uuid), digest_receiver(uuid, timestamptz),
  queue_digest(uuid, uuid, uuid[], text, text, text, text, timestamptz, timestamptz), stop_digests(uuid, timestamptz),
  mail_to_send(uuid, timestamptz), identify_session_for(bytea, uuid, timestamptz),
  other_organisations(bytea, timestamptz) to armkrok_app;
