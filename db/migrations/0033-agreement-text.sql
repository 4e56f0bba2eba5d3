-- Which wording of an agreement a page shows, and that what is settled can be taken away whole.

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

-- The application deletes nothing. Who takes the examples away, or an archive by decision, takes settled versions too.
create or replace function keep_within_version() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' then return old; end if;
  if exists (select from agreement_version v where v.collaboration_id = new.collaboration_id
      and v.id = new.agreement_version_id and v.locked_at is not null) then
    raise exception 'a locked version is not changed' using errcode = '42501';
  end if;
  return new;
end $$;
