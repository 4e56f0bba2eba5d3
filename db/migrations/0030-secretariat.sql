-- A secretariat enters what parties have said and follows their packages, as the process leader does. It leads nothing: the
-- setting `armkrok.leads` stays what it is, and beside it stands what one prepares.

-- The functions and the policies are changed where they stand, whatever else has been added to them.
do $$
declare
  changed text;
  was text;
  becomes text;
  one record;
begin
  was := 'set_config(''armkrok.leads'', leads::text, true),';
  -- The second of the four signs holds the roles up to 8, which is the secretariat's.
  becomes := was || '
    set_config(''armkrok.prepares'', (leads || array(select reads[n] from generate_subscripts(reads, 1) n
      where substr(standings, 4 * n - 2, 1) in (''8'', ''9'', ''a'', ''b'', ''c'', ''d'', ''e'', ''f'')))::text, true),';
  select pg_get_functiondef(p.oid) into strict changed from pg_proc p
  where p.pronamespace = 'public'::regnamespace and p.proname = 'identify_person';
  if strpos(changed, was) = 0 then raise exception 'identify_person does not say what one leads'; end if;
  execute replace(changed, was, becomes);

  was := 'array[''armkrok.collaborations'', ''armkrok.leads'']';
  select pg_get_functiondef(p.oid) into strict changed from pg_proc p
  where p.pronamespace = 'public'::regnamespace and p.proname = 'begin_collaboration';
  if strpos(changed, was) = 0 then raise exception 'begin_collaboration does not say what one leads'; end if;
  execute replace(changed, was, 'array[''armkrok.collaborations'', ''armkrok.leads'', ''armkrok.prepares'']');

  for one in
    select p.oid from pg_proc p where p.pronamespace = 'public'::regnamespace
      and p.proname in ('protect_for_party', 'protect_until_shared')
  loop
    execute replace(pg_get_functiondef(one.oid), 'armkrok.leads', 'armkrok.prepares');
  end loop;

  -- What is a party's own, and is also entered for it.
  for one in
    select tablename, policyname, replace(qual, 'armkrok.leads', 'armkrok.prepares') as readable,
      replace(with_check, 'armkrok.leads', 'armkrok.prepares') as writable
    from pg_policies
    where schemaname = 'public' and coalesce(qual, '') || coalesce(with_check, '') like '%armkrok.leads%'
      and coalesce(qual, '') || coalesce(with_check, '') like '%armkrok.organisation%'
  loop
    execute format('alter policy %I on %I', one.policyname, one.tablename)
      || coalesce(' using (' || one.readable || ')', '') || coalesce(' with check (' || one.writable || ')', '');
  end loop;
end $$;

-- The parties that the acting organisation is, as a value of the whole statement.
create function own_parties() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select array(select p.id from party p
    where p.organisation_id = nullif(current_setting('armkrok.organisation', true), '')::uuid
      and p.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[]))
$$;
revoke all on function own_parties() from public;
grant execute on function own_parties() to armkrok_app;

-- What a party says, others read; it is written by that party, and by those who enter what it has said. What an
-- organisation has itself seen, by that organisation alone.
do $$
declare
  here constant text := 'collaboration_id = any((select nullif(current_setting(''armkrok.collaborations'', true), '''')::uuid[])::uuid[])';
  prepared constant text := 'collaboration_id = any((select nullif(current_setting(''armkrok.prepares'', true), '''')::uuid[])::uuid[])';
  mine constant text := 'organisation_id = (select nullif(current_setting(''armkrok.organisation'', true), '''')::uuid)';
  one record;
begin
  for one in
    select * from (values
      ('contribution', format('%s and (%s or party_id = any((select own_parties())::uuid[]))', here, prepared)),
      ('implementation', format('%s and (%s or %s)', here, prepared, mine)),
      ('observation', format('%s and %s', here, mine)),
      ('party', format('%s and (%s or %s)', here, prepared, mine))) as written(name, condition)
  loop
    execute format('alter policy add_own on %I with check (%s)', one.name, one.condition);
    execute format('alter policy change_own on %I using (%s) with check (%s)', one.name, one.condition, one.condition);
    execute format('alter policy remove_own on %I using (%s)', one.name, one.condition);
  end loop;
  -- Who takes part is said by those who lead and prepare; a party does not make itself one.
  execute format('alter policy add_own on party with check (%s and %s)', here, prepared);
end $$;

-- Everyone signed in reads the real examples, and so reached the seats, their holders and the invitations of every
-- organisation that stands in one.
create or replace function readable_organisations() returns uuid[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  acting_for constant uuid := nullif(current_setting('armkrok.organisation', true), '')::uuid;
begin
  if nullif(current_setting('armkrok.user', true), '') is null then return array_remove(array[acting_for], null); end if;
  if current_setting('armkrok.everywhere', true) = 'yes' then return array(select o.id from organisation o); end if;
  -- One that takes part in much stands here several times: to leave the others out would cost more.
  return array(
    select p.organisation_id from party p join collaboration c on c.id = p.collaboration_id
    where p.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[])
      and (c.example <> 'real' or c.id = any(nullif(current_setting('armkrok.leads', true), '')::uuid[])))
    || nullif(current_setting('armkrok.administers', true), '')::uuid[] || array_remove(array[acting_for], null);
end $$;

-- A process leader makes seats for those who take part, with an invitation to each; the seat is then the organisation's to
-- change.
create function administered_organisations() returns uuid[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if nullif(current_setting('armkrok.user', true), '') is null then return '{}'; end if;
  if current_setting('armkrok.everywhere', true) = 'yes' then return array(select o.id from organisation o); end if;
  return nullif(current_setting('armkrok.administers', true), '')::uuid[];
end $$;
revoke all on function administered_organisations() from public;
grant execute on function administered_organisations() to armkrok_app;

-- A link lets whoever holds it answer for a party: made by those who prepare, and by nobody else.
do $$
declare
  administered constant text := 'organisation_id = any((select administered_organisations())::uuid[])';
  prepared constant text := 'collaboration_id = any((select nullif(current_setting(''armkrok.prepares'', true), '''')::uuid[])::uuid[])';
  name text;
begin
  foreach name in array array['seat', 'seat_term', 'invitation'] loop
    execute format('alter policy change_own on %I using (%s) with check (%s)', name, administered, administered);
    execute format('alter policy remove_own on %I using (%s)', name, administered);
  end loop;
  execute format('alter policy add_own on mandate_change with check (%s)', administered);
  execute format('alter policy add_own on party_link with check (%s)', prepared);
  execute format('alter policy change_own on party_link using (%s) with check (%s)', prepared, prepared);
  execute format('alter policy remove_own on party_link using (%s)', prepared);
end $$;
