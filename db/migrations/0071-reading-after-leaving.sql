-- What is read by who has left is looked up in functions, and not in the policies: a policy that reads tables with policies of
-- their own is planned and set up in every statement that names its table, also where nobody has left.

-- Whether the text was settled while the acting user's organisation was a party to it.
create function settled_while_party(within uuid, text_version uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select from agreement_version v
    join agreement_party ap on ap.collaboration_id = v.collaboration_id and ap.agreement_version_id = v.id and ap.withdrawn_at is null
    join party p on p.collaboration_id = ap.collaboration_id and p.id = ap.party_id
      and p.organisation_id = nullif(current_setting('armkrok.organisation', true), '')::uuid
    where v.collaboration_id = within and v.id = text_version and v.locked_at is not null
      and (v.locked_at at time zone 'Europe/Stockholm')::date < p.leaves_on)
$$;

-- Whether any text of the agreement was.
create function was_party_to(within uuid, agreement uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select from agreement_version v
    where v.collaboration_id = within and v.agreement_id = agreement and settled_while_party(within, v.id))
$$;

-- The day that the acting user's organisation left; null where it has not.
create function left_on(within uuid) returns date
language sql stable security definer set search_path = public, pg_temp as $$
  select max(p.leaves_on) from party p
  where p.collaboration_id = within and p.status = 'left'
    and p.organisation_id = nullif(current_setting('armkrok.organisation', true), '')::uuid
$$;

-- Whether the party is the acting user's organisation.
create function is_own_party(within uuid, party uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select from party p
    where p.collaboration_id = within and p.id = party
      and p.organisation_id = nullif(current_setting('armkrok.organisation', true), '')::uuid)
$$;

do $$
declare
  taking_part constant text :=
    'collaboration_id = any((select nullif(current_setting(''armkrok.collaborations'', true), '''')::uuid[])::uuid[])';
  one record;
begin
  for one in
    select * from (values
      ('contribution', 'is_own_party(collaboration_id, party_id)'),
      ('agreement_version', 'settled_while_party(collaboration_id, id)'),
      ('agreement', 'was_party_to(collaboration_id, id)'),
      ('agreement_file', 'settled_while_party(collaboration_id, agreement_version_id)'),
      ('signature', 'settled_while_party(collaboration_id, agreement_version_id) and ('
        || 'organisation_id = (select nullif(current_setting(''armkrok.organisation'', true), '''')::uuid)'
        || ' or signed_on < left_on(collaboration_id))')
    ) as read_after(name, condition)
  loop
    execute format('alter policy read_own on %I using (%s or (collaboration_id = any((select left_collaborations())::uuid[]) and (%s)))',
      one.name, taking_part, one.condition);
  end loop;
end $$;

do $$
declare opened regprocedure;
begin
  foreach opened in array array['settled_while_party(uuid, uuid)', 'was_party_to(uuid, uuid)', 'left_on(uuid)',
    'is_own_party(uuid, uuid)']::regprocedure[]
  loop
    execute format('revoke all on function %s from public', opened);
    execute format('grant execute on function %s to armkrok_app', opened);
  end loop;
end $$;
