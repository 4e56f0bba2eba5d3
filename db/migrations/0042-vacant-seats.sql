-- How many seats of a collaboration nobody holds stands on every page of it. Asked through the policies of seats and terms,
-- which each ask anew whose seats may be read, it was a third of what row level security cost a page.
create function count_vacant_seats(collaboration uuid) returns integer
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::integer
  from collaboration c join collaboration_seat place on place.collaboration_id = c.id
  where c.id = collaboration
    and c.id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[])
    -- Of a real example anyone reads what sources say, and not who holds which seat.
    and (c.example <> 'real' or c.id = any(nullif(current_setting('armkrok.leads', true), '')::uuid[]))
    and exists (select from seat s
      where s.organisation_id = place.organisation_id and s.id = place.seat_id and s.ended_on is null)
    and not exists (select from seat_term t
      where t.organisation_id = place.organisation_id and t.seat_id = place.seat_id and t.kind = 'holder' and t.ended_on is null)
$$;
revoke all on function count_vacant_seats(uuid) from public;
grant execute on function count_vacant_seats(uuid) to armkrok_app;
