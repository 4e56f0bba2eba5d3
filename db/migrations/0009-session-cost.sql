-- The session is found in every request. The examples that anyone reads are found by an index of their own, and the parties
-- of the collaborations read are gone through once, not once more for those led.

create index collaboration_real_example on collaboration (example) where example = 'real' and withdrawn_at is null;

create or replace function identify_person(person uuid, acting_for uuid, acting_at timestamptz)
returns table (person_id uuid, person_name text, language text, is_system_administrator boolean, organisation_id uuid, organisation_name text, is_fictional boolean, is_verified boolean, reads uuid[], leads uuid[], represents uuid[], administers uuid[])
language plpgsql security definer set search_path to public, pg_temp as $$
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
    select array_agg(distinct p.organisation_id),
      array_agg(distinct p.organisation_id) filter (where p.collaboration_id = any(leads))
    into known, writes from party p where p.collaboration_id = any(reads);
    known := coalesce(known, '{}') || own_tree;
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
