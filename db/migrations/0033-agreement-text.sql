-- Which wording of an agreement a page shows.

-- The one of the number asked for; without a number the one in force, else the newest. Row level security holds: it is
-- asked as who reads.
create function shown_version(within uuid, agreement uuid, wanted integer) returns uuid
language sql stable set search_path = public, pg_temp as $$
  select v.id from agreement_version v
  where v.collaboration_id = within and v.agreement_id = agreement and v.withdrawn_at is null
    and (wanted is null or v.number = wanted)
  order by (v.entered_into_force_on is not null and v.replaced_on is null) desc, v.number desc limit 1
$$;
revoke all on function shown_version(uuid, uuid, integer) from public;
grant execute on function shown_version(uuid, uuid, integer) to armkrok_app;
