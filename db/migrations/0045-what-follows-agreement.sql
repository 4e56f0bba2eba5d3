-- What follows when an agreement enters into force: whoever acts last brings it about, and need not be one who may write
-- there themself. So these do it, for a job or for somebody who reads the collaboration, and only what the agreement says.

-- A collaboration rests on what is in force. By those who prepare it also what was agreed before it came here.
create function follow_ground(within uuid, wanted_kind text, named text, from_year integer) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update collaboration c set ground_kind = wanted_kind, ground_title = named, ground_year = from_year::smallint, version = c.version + 1
  where c.id = within and c.withdrawn_at is null and may_note_in(within)
    and (c.ground_kind, c.ground_title, c.ground_year) is distinct from (wanted_kind, named, from_year::smallint)
    and (within = any(coalesce(nullif(current_setting('armkrok.prepares', true), ''), '{}')::uuid[])
      or exists (select from agreement a
        join agreement_version v on v.collaboration_id = a.collaboration_id and v.agreement_id = a.id
        where a.collaboration_id = within and a.title = named and a.ground = wanted_kind and a.ended_on is null
          and a.withdrawn_at is null and v.entered_into_force_on is not null and v.replaced_on is null
          and v.withdrawn_at is null));
  return found;
end $$;

-- The duties of a version in force, each party's for each goal as one, where the party is bound and has not answered itself.
create function duties_to_answer(within uuid, wanted uuid)
returns table (goal_id uuid, party_id uuid, duty text, amount text, until_on date)
language sql stable security definer set search_path = public, pg_temp as $$
  select u.goal_id, u.party_id, string_agg(u.text, '; ' order by u.created_at, u.id),
    coalesce(string_agg(nullif(u.amount, ''), '; ' order by u.created_at, u.id), ''), max(u.until_on)
  from agreement_version v
  join agreement_undertaking u on u.collaboration_id = v.collaboration_id and u.agreement_version_id = v.id
    and u.withdrawn_at is null
  join party p on p.collaboration_id = u.collaboration_id and p.id = u.party_id and p.status = 'bound'
    and p.withdrawn_at is null
  join joint_goal g on g.collaboration_id = u.collaboration_id and g.id = u.goal_id and g.withdrawn_at is null
  where v.collaboration_id = within and v.id = wanted and v.entered_into_force_on is not null and v.replaced_on is null
    and v.withdrawn_at is null and may_note_in(within)
    and not exists (select from contribution c
      where c.collaboration_id = u.collaboration_id and c.goal_id = u.goal_id and c.party_id = u.party_id)
  group by u.goal_id, u.party_id
$$;
create function note_duty_as_undertaking(within uuid, wanted uuid, new_id uuid, goal uuid, party uuid, acting_at timestamptz)
returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into contribution (collaboration_id, id, goal_id, party_id, form, text, amount, until_on, answered_at)
  select within, new_id, d.goal_id, d.party_id, 'undertaking', d.duty, d.amount, d.until_on, acting_at
  from duties_to_answer(within, wanted) d where d.goal_id = goal and d.party_id = party
  on conflict (collaboration_id, goal_id, party_id) do nothing;
  return found;
end $$;

-- To whom it is told that a version is in force: those who represent its parties, and those who lead. For a job alone.
create function letters_of_entry(within uuid, wanted uuid, today date)
returns table (collaboration_name text, agreement_id uuid, title text, number integer, from_on date, organisation_id uuid,
  person_id uuid, email text, language text)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct c.name, a.id, a.title, v.number, v.entered_into_force_on, cs.organisation_id, p.id, p.email, p.language
  from agreement_version v
  join agreement a on a.collaboration_id = v.collaboration_id and a.id = v.agreement_id
  join collaboration c on c.id = v.collaboration_id
  join collaboration_seat cs on cs.collaboration_id = v.collaboration_id
    and cs.role in ('processLeader', 'secretariat', 'representative')
  join seat_term t on t.organisation_id = cs.organisation_id and t.seat_id = cs.seat_id and t.kind = 'holder'
    and t.began_on <= today and (t.ended_on is null or t.ended_on > today)
  join person p on p.id = t.person_id and p.withdrawn_at is null
  where v.collaboration_id = within and v.id = wanted and v.entered_into_force_on is not null and v.withdrawn_at is null
    and a.withdrawn_at is null and c.withdrawn_at is null and c.example <> 'real'
    and (cs.role <> 'representative' or exists (select from agreement_party ap
      where ap.collaboration_id = v.collaboration_id and ap.agreement_version_id = v.id
        and ap.organisation_id = cs.organisation_id and ap.withdrawn_at is null))
    and has_sight(p.id, cs.organisation_id, v.collaboration_id, today)
    and nullif(current_setting('armkrok.user', true), '') is null
$$;
revoke all on function follow_ground(uuid, text, text, integer), duties_to_answer(uuid, uuid),
  note_duty_as_undertaking(uuid, uuid, uuid, uuid, uuid, timestamptz), letters_of_entry(uuid, uuid, date) from public;
grant execute on function follow_ground(uuid, text, text, integer), duties_to_answer(uuid, uuid),
  note_duty_as_undertaking(uuid, uuid, uuid, uuid, uuid, timestamptz), letters_of_entry(uuid, uuid, date) to armkrok_app;

-- The rules need to know which agreement stands under another.
do $$
declare
  was constant text := '''isSignedInOrder'', v.is_signed_in_order,';
  acts text;
begin
  select pg_get_functiondef('acts_of_version(uuid, uuid)'::regprocedure) into strict acts;
  if strpos(acts, was) = 0 then raise exception 'acts_of_version does not say in what order it is signed'; end if;
  execute replace(acts, was, was || ' ''isUnderAnother'', a.main_agreement_id is not null,');
end $$;
