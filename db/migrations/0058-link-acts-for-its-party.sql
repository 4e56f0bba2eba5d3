-- Whom a link acts for was set where rows are chosen: with another plan, as after statistics have been gathered, it was set for
-- organisations that the link is not for, and the last one stood. First it is found whose the link is, then it is set, once.
create or replace function identify_link(token bytea, acting_at timestamptz)
returns table (person_id uuid, person_name text, language text, is_system_administrator boolean,
  organisation_id uuid, organisation_name text, is_fictional boolean,
  is_verified boolean, reads uuid[], leads uuid[], represents uuid[], administers uuid[], standings text)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  select null, '', 'sv', false, o.id, o.name, o.is_fictional,
    o.verified_at is not null, array[l.collaboration_id], '{}', array[l.collaboration_id], '{}',
    '00' || case c.confidentiality when 'open' then 'o' else 'p' end || left(c.phase, 1)
  into person_id, person_name, language, is_system_administrator, organisation_id, organisation_name, is_fictional,
    is_verified, reads, leads, represents, administers, standings
  from party_link l
  join party p on p.collaboration_id = l.collaboration_id and p.id = l.party_id and p.status <> 'left'
  join organisation o on o.id = p.organisation_id
  -- Who holds a link is nobody named, and has not signed in.
  join collaboration c on c.id = l.collaboration_id and c.withdrawn_at is null and c.confidentiality <> 'protected'
    and c.accepted_assurances is null
  where l.token_hash = token and l.expires_at > acting_at and l.withdrawn_at is null;
  if not found then return; end if;
  perform set_config('armkrok.user', '', true), set_config('armkrok.organisation', organisation_id::text, true),
    set_config('armkrok.collaborations', reads::text, true), set_config('armkrok.at', acting_at::text, true);
  return next;
end $$;
