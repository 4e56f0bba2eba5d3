-- Agreements that were made before they came here, and those of which only open sources tell.

-- A source may tell that there is one without saying how it binds; whoever draws one up here always says.
alter table agreement alter column ground drop not null,
  -- For what open sources tell: what kinds of party it concerns, where they are not named.
  add column concerns text[] not null default '{}' check (concerns <@ '{region,municipalities,agencies}');

-- What the file said of itself when it was handed in. Information: nobody has checked a certificate.
alter table agreement_file
  add column original_name text not null default '',
  add column has_signature boolean,
  add column has_bytes_after_signature boolean check (has_bytes_after_signature is null or has_signature);

-- One that was taken over binds those whom it bound, and is in force from its day: nothing is signed anew.
create or replace function acts_of_version(within uuid, wanted uuid) returns jsonb
language sql stable set search_path = public, pg_temp as $$
  select jsonb_build_object(
    'version', jsonb_build_object('id', v.id, 'number', v.number, 'agreementId', a.id, 'title', a.title, 'ground', a.ground,
      'adoptingPartyId', a.adopting_party_id, 'leastBound', v.least_bound, 'fromOn', v.from_on, 'endsOn', v.ends_on,
      'renewsByMonths', v.renews_by_months, 'sentAt', v.sent_at, 'lockedAt', v.locked_at,
      'enteredIntoForceOn', v.entered_into_force_on, 'replacedOn', v.replaced_on, 'endedOn', a.ended_on,
      'isSignedInOrder', v.is_signed_in_order, 'organisationId', v.organisation_id,
      'isTakenOver', a.is_taken_over),
    'parties', coalesce((
      select jsonb_agg(jsonb_build_object('id', ap.id, 'partyId', ap.party_id, 'organisationId', ap.organisation_id,
        'status', p.status, 'boundOn', p.bound_on,
        'isRequired', ap.is_required, 'isJoiningLater', ap.is_joining_later, 'declines', ap.stance = 'declines',
        'decidedOn', ap.decided_on, 'outcome', ap.outcome, 'appeal', ap.appeal, 'appealEndsOn', ap.appeal_ends_on,
        'leftOn', ap.left_on, 'signedOn', coalesce((
          select jsonb_agg(s.signed_on order by sp.place, sp.id)
          from signatory_place sp
          left join signature s on s.collaboration_id = sp.collaboration_id and s.signatory_place_id = sp.id
          where sp.collaboration_id = ap.collaboration_id and sp.agreement_version_id = ap.agreement_version_id
            and sp.party_id = ap.party_id and sp.withdrawn_at is null), '[]'::jsonb))
        order by p.place, ap.id)
      from agreement_party ap join party p on p.collaboration_id = ap.collaboration_id and p.id = ap.party_id
      where ap.collaboration_id = v.collaboration_id and ap.agreement_version_id = v.id and ap.withdrawn_at is null), '[]'::jsonb))
  from agreement_version v join agreement a on a.collaboration_id = v.collaboration_id and a.id = v.agreement_id
  where v.collaboration_id = within and v.id = wanted and v.withdrawn_at is null and a.withdrawn_at is null
$$;
create or replace function versions_to_look_at() returns table (collaboration_id uuid, acts jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select v.collaboration_id, acts_of_version(v.collaboration_id, v.id) from agreement_version v
  join agreement a on a.collaboration_id = v.collaboration_id and a.id = v.agreement_id
  where v.locked_at is not null and v.replaced_on is null and v.withdrawn_at is null and a.ended_on is null
    and a.withdrawn_at is null and nullif(current_setting('armkrok.user', true), '') is null
$$;

-- The application deletes nothing. Who takes the examples away, or an archive by decision, takes closed matters too.
create or replace function keep_outcome() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' then return old; end if;
  if old.closed_at is not null then
    raise exception 'a closed outcome is not changed' using errcode = '42501';
  end if;
  if (new.group_id, new.year, new.number) is distinct from (old.group_id, old.year, old.number) then
    raise exception 'a number is not given away' using errcode = '42501';
  end if;
  return new;
end $$;
create or replace function keep_within_outcome() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  closed timestamptz;
begin
  if tg_op = 'DELETE' then return old; end if;
  select o.closed_at into closed from outcome o where o.collaboration_id = new.collaboration_id and o.id = new.outcome_id
  for share;
  if closed is not null then
    raise exception 'a closed outcome is not changed' using errcode = '42501';
  end if;
  return new;
end $$;
