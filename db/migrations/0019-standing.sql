-- Who somebody is in a collaboration, how surely they are known, and who may see it: what every wall stands on.

-- Open: may be published by an act. Parties: those who hold a seat. Protected: those of them who are named.
alter table collaboration
  add column confidentiality text not null default 'parties' check (confidentiality in ('open', 'parties', 'protected')),
  -- One recording can be an official record at several authorities, but forms archive at one (arkivlagen 1990:782, 3 §).
  add column archive_organisation_id uuid references organisation (id),
  -- Null: however signed in. The levels of eIDAS are never translated to Swedish ones.
  add column accepted_assurances text[] check (accepted_assurances <@
    array['loa2', 'loa3', 'loa4', 'eidasSubstantial', 'eidasHigh'] and accepted_assurances <> '{}');
update collaboration set archive_organisation_id = organisation_id;
update collaboration set confidentiality = 'open' where example = 'real';
alter table collaboration alter column archive_organisation_id set not null;
create index collaboration_by_archive on collaboration (archive_organisation_id);

create table collaboration_person (
  collaboration_id uuid not null references collaboration (id),
  organisation_id uuid not null references organisation (id),
  person_id uuid not null references person (id),
  named_by uuid not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (collaboration_id, organisation_id, person_id)
);
create index collaboration_person_by_organisation on collaboration_person (organisation_id);
create index collaboration_person_by_person on collaboration_person (person_id);
comment on table collaboration_person is
  'protected: by collaboration, changed by those who lead; the named persons of a protected one';
call protect_table('collaboration_person', 'collaboration_id');
do $$
declare
  led constant text := 'collaboration_id = any((select nullif(current_setting(''armkrok.leads'', true), '''')::uuid[])::uuid[])';
begin
  drop policy add_own on collaboration_person;
  drop policy change_own on collaboration_person;
  drop policy remove_own on collaboration_person;
  execute format('create policy add_own on collaboration_person for insert to armkrok_app with check (%s)', led);
  execute format('create policy change_own on collaboration_person for update to armkrok_app using (%s) with check (%s)', led, led);
end $$;
grant select, insert, update on collaboration_person to armkrok_app;

-- A shared office has staff who speak for no party.
alter table collaboration_seat drop constraint collaboration_seat_role_check,
  add constraint collaboration_seat_role_check
    check (role in ('processLeader', 'secretariat', 'representative', 'reader'));

-- What an organisation asks of whoever acts for it. No row: nothing more than an account.
create table organisation_sign_in (
  organisation_id uuid primary key references organisation (id),
  demands text not null check (demands in ('nothing', 'secondFactor', 'ownProvider')),
  created_at timestamptz not null,
  changed_at timestamptz not null
);
comment on table organisation_sign_in is 'sealed: reached through functions; how one must sign in to act for it';
call seal_table('organisation_sign_in');

alter table user_session
  -- What it is listed and ended by; the reference itself is never shown.
  add column id uuid not null default gen_random_uuid(),
  add column method text not null default 'password'
    check (method in ('password', 'passwordAndCode', 'passkey', 'provider', 'installation')),
  add column provider_organisation_id uuid references organisation (id),
  add column assurance text check (assurance in ('loa2', 'loa3', 'loa4', 'eidasSubstantial', 'eidasHigh')),
  add column authenticated_at timestamptz,
  add column stepped_up_at timestamptz,
  add column ended_at timestamptz,
  add column agent text not null default '',
  -- Worked out when the session is opened, acts for another or an organisation changes what it demands, not in every request.
  add column kept_out_because text check (kept_out_because in ('secondFactor', 'ownProvider')),
  add constraint user_session_id_key unique (id),
  add constraint user_session_provider_check check ((method = 'provider') = (provider_organisation_id is not null));
update user_session set authenticated_at = created_at;
alter table user_session alter column authenticated_at set not null, alter column id drop default,
  alter column method drop default;
create index user_session_by_provider on user_session (provider_organisation_id);

-- Why a session does not act for the organisation: the nearest demand from the organisation upwards decides. A code, a
-- passkey or the organisation's own provider is a second factor; another's provider is when it says at which level.
create function sign_in_refusal(organisation uuid, method text, provider uuid, assurance text) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive upwards as (
    select o.id, o.parent_id, 0 as distance from organisation o where o.id = organisation
    union all select o.id, o.parent_id, u.distance + 1 from organisation o join upwards u on o.id = u.parent_id),
  demanded as (
    select s.demands from upwards u join organisation_sign_in s on s.organisation_id = u.id order by u.distance limit 1)
  select case d.demands
    when 'secondFactor' then
      case when method in ('passwordAndCode', 'passkey') or provider in (select u.id from upwards u)
        or (method = 'provider' and assurance is not null) then null else 'secondFactor' end
    when 'ownProvider' then case when provider in (select u.id from upwards u) then null else 'ownProvider' end
    end
  from demanded d
$$;
revoke all on function sign_in_refusal(uuid, text, uuid, text) from public;

drop function open_session(bytea, uuid, timestamptz, timestamptz);
-- As before, and how the person was known.
create function open_session(token bytea, session uuid, person uuid, acting_at timestamptz, ends_at timestamptz,
  known_by text, provider uuid, known_at_level text, known_at timestamptz, agent_words text) returns void
language sql security definer set search_path = public, pg_temp as $$
  delete from user_session s where s.person_id = person and s.expires_at < acting_at - interval '7 days';
  insert into user_session (token_hash, id, person_id, organisation_id, created_at, seen_at, expires_at, method,
    provider_organisation_id, assurance, authenticated_at, agent, kept_out_because)
  select token, session, person, acts.organisation_id, acting_at, acting_at, ends_at, known_by, provider, known_at_level,
    known_at, left(agent_words, 100), sign_in_refusal(acts.organisation_id, known_by, provider, known_at_level)
  from (select (
      select o.organisation_id from organisations_of(person, acting_at) o
      order by o.organisation_id = (
        select s.organisation_id from user_session s
        where s.person_id = person and s.organisation_id is not null order by s.created_at desc, s.token_hash limit 1)
        desc nulls last, o.name, o.organisation_id
      limit 1) as organisation_id) acts
$$;
revoke all on function open_session(bytea, uuid, uuid, timestamptz, timestamptz, text, uuid, text, timestamptz, text) from public;
grant execute on function open_session(bytea, uuid, uuid, timestamptz, timestamptz, text, uuid, text, timestamptz, text)
  to armkrok_app;

create or replace function act_for(token bytea, organisation uuid, acting_at timestamptz) returns boolean
language sql security definer set search_path = public, pg_temp as $$
  with changed as (
    update user_session s set organisation_id = organisation,
      kept_out_because = sign_in_refusal(organisation, s.method, s.provider_organisation_id, s.assurance)
    where s.token_hash = token and s.expires_at > acting_at
      and organisation in (select o.organisation_id from organisations_of(s.person_id, acting_at) o)
    returning 1)
  select exists (select from changed)
$$;

create or replace function end_session(token bytea, acting_at timestamptz) returns void
language sql security definer set search_path = public, pg_temp as $$
  update user_session set expires_at = least(expires_at, acting_at), ended_at = coalesce(ended_at, acting_at)
  where token_hash = token
$$;

-- As before, with what somebody is in each collaboration that they read, in the order of `reads`, four signs for each: the
-- roles as a sum in two hexadecimal digits (1 reader, 2 representative, 4 deputy of a representative, 8 secretariat,
-- 16 process leader), how confidential it is (o, p, x) and its phase by its first letter. A protected collaboration is read
-- by those named in it; one that accepts certain assurances, by those who have signed in with one of them; one that the
-- organisation has left, not at all. A job acts for somebody who was let in when it was asked for, at any assurance.
drop function identify_session(bytea, timestamptz);
drop function identify_person(uuid, uuid, timestamptz);
create function identify_person(person uuid, acting_for uuid, acting_at timestamptz, is_session boolean, assurance text)
returns table (person_id uuid, person_name text, language text, is_system_administrator boolean,
  organisation_id uuid, organisation_name text, is_fictional boolean,
  is_verified boolean, reads uuid[], leads uuid[], represents uuid[], administers uuid[], standings text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  today constant date := (acting_at at time zone 'Europe/Stockholm')::date;
begin
  with held as materialized (
    select s.id, s.is_administrator, t.kind
    from seat_term t join seat s on s.organisation_id = t.organisation_id and s.id = t.seat_id
    where t.person_id = person and t.organisation_id = acting_for
      and t.began_on <= today and (t.ended_on is null or t.ended_on > today)
      and (s.ended_on is null or s.ended_on > today)),
  work as materialized (
    select cs.collaboration_id, c.confidentiality, c.phase,
      bit_or(case cs.role when 'reader' then 1 when 'secretariat' then 8 when 'processLeader' then 16
        else case held.kind when 'deputy' then 4 else 2 end end) as roles
    from held
    join collaboration_seat cs on cs.organisation_id = acting_for and cs.seat_id = held.id
      and (cs.ends_on is null or cs.ends_on > today)
    join collaboration c on c.id = cs.collaboration_id and c.withdrawn_at is null
    where (c.confidentiality <> 'protected' or exists (
        select from collaboration_person n where n.collaboration_id = c.id and n.organisation_id = acting_for
          and n.person_id = person and n.ended_at is null))
      and (c.accepted_assurances is null or not is_session or assurance = any(c.accepted_assurances))
      and not exists (select from party p
        where p.collaboration_id = c.id and p.organisation_id = acting_for and p.status = 'left')
    group by cs.collaboration_id, c.confidentiality, c.phase),
  readable as materialized (
    select w.collaboration_id, w.roles, w.confidentiality, w.phase from work w
    -- Real examples hold what open sources say and nothing else, so everyone signed in reads them.
    union all select c.id, 0, c.confidentiality, c.phase from collaboration c
    where c.example = 'real' and c.withdrawn_at is null and not exists (select from work w where w.collaboration_id = c.id))
  select p.id, p.name, p.language, p.is_system_administrator, o.id, o.name, coalesce(o.is_fictional, false),
    o.verified_at is not null, coalesce(r.ids, '{}'), coalesce(r.standings, ''),
    array(select w.collaboration_id from work w where w.roles & 16 > 0),
    array(select w.collaboration_id from work w where w.roles & 22 > 0 and o.verified_at is not null),
    case when not coalesce((select bool_or(held.is_administrator) from held), false) then '{}'
      -- Most have nothing below them, and a recursion costs more than to look.
      when not exists (select from organisation below where below.parent_id = acting_for) then array[acting_for]
      else array(
        with recursive tree as (
          select acting_for as id
          union all select below.id from organisation below join tree on below.parent_id = tree.id)
        select tree.id from tree) end
  into person_id, person_name, language, is_system_administrator, organisation_id, organisation_name, is_fictional,
    is_verified, reads, standings, leads, represents, administers
  from person p left join organisation o on o.id = acting_for
  cross join (
    select array_agg(a.collaboration_id) as ids,
      string_agg(lpad(to_hex(a.roles), 2, '0')
        || case a.confidentiality when 'open' then 'o' when 'parties' then 'p' else 'x' end || left(a.phase, 1), '') as standings
    from readable a) r
  where p.id = person and p.withdrawn_at is null;
  if not found then return; end if;
  perform set_config('armkrok.user', person_id::text, true),
    set_config('armkrok.organisation', coalesce(acting_for::text, ''), true),
    set_config('armkrok.collaborations', reads::text, true),
    set_config('armkrok.leads', leads::text, true),
    set_config('armkrok.administers', administers::text, true),
    set_config('armkrok.everywhere', case when is_system_administrator then 'yes' else '' end, true),
    set_config('armkrok.at', acting_at::text, true);
  return next;
end $$;

create function identify_session(token bytea, acting_at timestamptz)
returns table (person_id uuid, person_name text, language text, is_system_administrator boolean,
  organisation_id uuid, organisation_name text, is_fictional boolean,
  is_verified boolean, reads uuid[], leads uuid[], represents uuid[], administers uuid[], standings text,
  session_ends_at timestamptz, has_shortcuts boolean, session_id uuid, method text, assurance text,
  authenticated_at timestamptz, stepped_up_at timestamptz, kept_out_because text)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  return query select found.*, s.expires_at, p.has_shortcuts, s.id, s.method, s.assurance, s.authenticated_at,
      s.stepped_up_at, s.kept_out_because
    from user_session s
    join person p on p.id = s.person_id
    cross join lateral identify_person(s.person_id, case when s.kept_out_because is null then s.organisation_id end,
      acting_at, true, s.assurance) found
    where s.token_hash = token and s.expires_at > acting_at;
end $$;

drop function identify_link(bytea, timestamptz);
create function identify_link(token bytea, acting_at timestamptz)
returns table (person_id uuid, person_name text, language text, is_system_administrator boolean,
  organisation_id uuid, organisation_name text, is_fictional boolean,
  is_verified boolean, reads uuid[], leads uuid[], represents uuid[], administers uuid[], standings text)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  return query
    select null::uuid, ''::text, 'sv'::text, false, o.id, o.name, o.is_fictional,
      o.verified_at is not null, array[l.collaboration_id], '{}'::uuid[], array[l.collaboration_id], '{}'::uuid[],
      '00' || case c.confidentiality when 'open' then 'o' else 'p' end || left(c.phase, 1)
    from party_link l
    join party p on p.collaboration_id = l.collaboration_id and p.id = l.party_id and p.status <> 'left'
    join organisation o on o.id = p.organisation_id
    -- Who holds a link is nobody named, and has not signed in.
    join collaboration c on c.id = l.collaboration_id and c.withdrawn_at is null and c.confidentiality <> 'protected'
      and c.accepted_assurances is null
    where l.token_hash = token and l.expires_at > acting_at and l.withdrawn_at is null
      and set_config('armkrok.user', '', true) is not null
      and set_config('armkrok.organisation', o.id::text, true) is not null
      and set_config('armkrok.collaborations', array[l.collaboration_id]::text, true) is not null
      and set_config('armkrok.at', acting_at::text, true) is not null;
end $$;

do $$
declare opened regprocedure;
begin
  foreach opened in array array['identify_session(bytea, timestamptz)', 'identify_link(bytea, timestamptz)',
    'identify_person(uuid, uuid, timestamptz, boolean, text)']::regprocedure[]
  loop
    execute format('revoke all on function %s from public', opened);
    execute format('grant execute on function %s to armkrok_app', opened);
  end loop;
end $$;
