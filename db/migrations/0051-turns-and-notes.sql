-- Two who hand in the last answers at the same moment: whoever comes second waits, and then sees that all are in.
create or replace function share_when_complete(collaboration uuid, shared_round uuid, acting_at timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- Held until the transaction ends; what is asked after it sees what the other has written. As take_turn_in_shared_view.
  perform pg_advisory_xact_lock(hashtextextended(shared_round::text, 38));
  if exists (select from round_answers(collaboration) a
    where a.round_id = shared_round and (a.answered < a.asked or a.asked = 0)) then
    return false;
  end if;
  update follow_up_round r set shared_at = acting_at
  where r.collaboration_id = collaboration and r.id = shared_round and r.shared_at is null and r.deadline_at > acting_at
    and r.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[]);
  if not found then return false; end if;
  update round_line l set visible_at = acting_at where l.collaboration_id = collaboration and l.round_id = shared_round;
  update reading g set visible_at = acting_at where g.collaboration_id = collaboration and g.round_id = shared_round;
  return true;
end $$;

-- That a party is bound, and that a text is in force, is noted for whoever's act it follows from: one who speaks for or signs
-- for a party there, or who prepares, or the job of the day. Reading alone is not enough, and a real example is never written.
create or replace function may_note_in(within uuid) returns boolean
language sql stable set search_path = public, pg_temp as $$
  select nullif(current_setting('armkrok.user', true), '') is null
    or (within = any(coalesce(nullif(current_setting('armkrok.collaborations', true), ''), '{}')::uuid[])
      and not exists (select from collaboration c where c.id = within and c.example = 'real')
      and (within = any(coalesce(nullif(current_setting('armkrok.prepares', true), ''), '{}')::uuid[])
        or exists (select from party p where p.collaboration_id = within and p.id = any(own_parties()))))
$$;
-- Nobody is bound, and nothing is in force, without a decision on a settled text: whoever asks.
create or replace function note_entry_into_force(within uuid, wanted uuid, from_day date) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  of_agreement uuid;
begin
  update agreement_version v set entered_into_force_on = from_day, version = v.version + 1
  where v.collaboration_id = within and v.id = wanted and v.locked_at is not null
    and v.entered_into_force_on is null and v.withdrawn_at is null and may_note_in(within)
    and exists (select from agreement_party a where a.collaboration_id = within and a.agreement_version_id = wanted
      and a.outcome = 'approved' and a.decided_on <= from_day and a.withdrawn_at is null)
  returning v.agreement_id into of_agreement;
  if of_agreement is null then return false; end if;
  update agreement_version v set replaced_on = from_day, version = v.version + 1
  where v.collaboration_id = within and v.agreement_id = of_agreement and v.id <> wanted
    and v.entered_into_force_on is not null and v.replaced_on is null;
  return true;
end $$;
create or replace function note_party_bound(within uuid, wanted uuid, from_day date) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update party p set status = 'bound', bound_on = coalesce(p.bound_on, from_day), version = p.version + 1
  where p.collaboration_id = within and p.id = wanted and p.status not in ('bound', 'left')
    and p.withdrawn_at is null and may_note_in(within)
    and exists (select from agreement_party a
      join agreement_version v on v.collaboration_id = a.collaboration_id and v.id = a.agreement_version_id
      where a.collaboration_id = within and a.party_id = wanted and v.locked_at is not null and v.withdrawn_at is null
        and a.outcome = 'approved' and a.decided_on <= from_day and a.withdrawn_at is null);
  return found;
end $$;
