-- What others have told makes the ordinary letter come, also when nothing waits; who does not want it leaves it out.
alter table digest_choice add column has_news boolean not null default true;

drop function digest_receiver(uuid, timestamptz);
create function digest_receiver(receiver uuid, acting_at timestamptz)
returns table (rhythm text, has_news boolean, language text, name text, organisations uuid[])
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  today constant date := (acting_at at time zone 'Europe/Stockholm')::date;
begin
  if nullif(current_setting('armkrok.user', true), '') is not null then
    raise exception 'digests are written by a job' using errcode = '42501';
  end if;
  return query
    select coalesce(c.rhythm, 'weekly'), coalesce(c.has_news, true), p.language, p.name,
      array(select o.organisation_id from organisations_of(p.id, acting_at) o)
    from person p left join digest_choice c on c.person_id = p.id
    where p.id = receiver and p.withdrawn_at is null and coalesce(c.rhythm, 'weekly') <> 'never'
      and not exists (select from digest d where d.person_id = p.id and d.written_on = today)
      and not exists (select from absence a where a.person_id = p.id and a.withdrawn_at is null
        and today between a.from_on and a.until_on);
end $$;
revoke all on function digest_receiver(uuid, timestamptz) from public;
grant execute on function digest_receiver(uuid, timestamptz) to armkrok_app;
