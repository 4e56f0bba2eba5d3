-- Which organisations one reaches is worked out where it is asked about, not in every request: three tables of twenty need
-- it, and it took as long as all the rest of finding out who acts.

-- The organisations whose seats and their holders the acting user reads: those that take part in what one reads, the one
-- acted for, and for its administrator those below it. The holder of a party's link reads that party's own.
create function readable_organisations() returns uuid[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  acting_for constant uuid := nullif(current_setting('armkrok.organisation', true), '')::uuid;
begin
  if nullif(current_setting('armkrok.user', true), '') is null then return array_remove(array[acting_for], null); end if;
  if current_setting('armkrok.everywhere', true) = 'yes' then return array(select o.id from organisation o); end if;
  -- One that takes part in much stands here several times: to leave the others out would cost more.
  return array(
    select p.organisation_id from party p
    where p.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[]))
    || nullif(current_setting('armkrok.administers', true), '')::uuid[] || array_remove(array[acting_for], null);
end $$;

-- Those whose seats and holders one may change: where one is administrator, and of those who take part in what one leads.
create function writable_organisations() returns uuid[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if nullif(current_setting('armkrok.user', true), '') is null then return '{}'; end if;
  if current_setting('armkrok.everywhere', true) = 'yes' then return array(select o.id from organisation o); end if;
  return array(
    select p.organisation_id from party p
    where p.collaboration_id = any(nullif(current_setting('armkrok.leads', true), '')::uuid[]))
    || nullif(current_setting('armkrok.administers', true), '')::uuid[];
end $$;
revoke all on function readable_organisations(), writable_organisations() from public;
grant execute on function readable_organisations(), writable_organisations() to armkrok_app;

-- As before for collaborations. Of organisations, the set is the answer of a function, asked once a statement.
create or replace procedure protect_table(protected regclass, by_column text)
language plpgsql as $$
declare
  readable text;
  writable text;
begin
  if by_column = 'collaboration_id' then
    readable := 'collaboration_id = any((select nullif(current_setting(''armkrok.collaborations'', true), '''')::uuid[])::uuid[])';
    writable := readable;
  elsif by_column = 'organisation_id' then
    readable := 'organisation_id = any((select readable_organisations())::uuid[])';
    writable := 'organisation_id = any((select writable_organisations())::uuid[])';
  else
    raise exception 'a table is protected by collaboration_id or organisation_id';
  end if;
  execute format('alter table %s enable row level security', protected);
  execute format('alter table %s force row level security', protected);
  execute format('create policy read_own on %s for select to armkrok_app using (%s)', protected, readable);
  execute format('create policy add_own on %s for insert to armkrok_app with check (%s)', protected, writable);
  execute format('create policy change_own on %s for update to armkrok_app using (%s) with check (%s)',
    protected, writable, writable);
  execute format('create policy remove_own on %s for delete to armkrok_app using (%s)', protected, writable);
  execute format('create policy everything on %s to armkrok_owner using (true) with check (true)', protected);
end $$;

do $$
declare
  by_organisation regclass;
  policy text;
begin
  foreach by_organisation in array array['seat', 'seat_term', 'invitation']::regclass[] loop
    foreach policy in array array['read_own', 'add_own', 'change_own', 'remove_own', 'everything'] loop
      execute format('drop policy %I on %s', policy, by_organisation);
    end loop;
    call protect_table(by_organisation, 'organisation_id');
  end loop;
end $$;
-- A party just added is reached because it is a party.
drop function reach_parties(uuid);

-- Found in every request, so in one statement: each further one would cost as much as what it finds.
create or replace function identify_person(person uuid, acting_for uuid, acting_at timestamptz)
returns table (person_id uuid, person_name text, language text, is_system_administrator boolean,
  organisation_id uuid, organisation_name text, is_fictional boolean,
  is_verified boolean, reads uuid[], leads uuid[], represents uuid[], administers uuid[])
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  today constant date := (acting_at at time zone 'Europe/Stockholm')::date;
begin
  with held as materialized (
    select s.id, s.is_administrator
    from seat_term t join seat s on s.organisation_id = t.organisation_id and s.id = t.seat_id
    where t.person_id = person and t.organisation_id = acting_for
      and t.began_on <= today and (t.ended_on is null or t.ended_on > today)
      and (s.ended_on is null or s.ended_on > today)),
  work as materialized (
    select cs.collaboration_id, bool_or(cs.role = 'processLeader') as is_led,
      bool_or(cs.role in ('processLeader', 'representative')) as is_spoken_in
    from held
    join collaboration_seat cs on cs.organisation_id = acting_for and cs.seat_id = held.id
      and (cs.ends_on is null or cs.ends_on > today)
    join collaboration c on c.id = cs.collaboration_id and c.withdrawn_at is null
    group by cs.collaboration_id)
  select p.id, p.name, p.language, p.is_system_administrator, o.id, o.name, coalesce(o.is_fictional, false),
    o.verified_at is not null,
    -- Real examples hold what open sources say and nothing else, so everyone signed in reads them.
    array(select w.collaboration_id from work w
      union select c.id from collaboration c where c.example = 'real' and c.withdrawn_at is null),
    array(select w.collaboration_id from work w where w.is_led),
    array(select w.collaboration_id from work w where w.is_spoken_in and o.verified_at is not null),
    case when not coalesce((select bool_or(held.is_administrator) from held), false) then '{}'
      -- Most have nothing below them, and a recursion costs more than to look.
      when not exists (select from organisation below where below.parent_id = acting_for) then array[acting_for]
      else array(
        with recursive tree as (
          select acting_for as id
          union all select below.id from organisation below join tree on below.parent_id = tree.id)
        select tree.id from tree) end
  into person_id, person_name, language, is_system_administrator, organisation_id, organisation_name, is_fictional,
    is_verified, reads, leads, represents, administers
  from person p left join organisation o on o.id = acting_for
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

create or replace function identify_link(token bytea, acting_at timestamptz)
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
      and set_config('armkrok.at', acting_at::text, true) is not null;
end $$;
