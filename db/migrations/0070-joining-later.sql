-- A party that joins a text in force is in no queue: it waits for nobody's signature, and nobody for its.
create or replace function is_turn_to_sign(within uuid, wanted uuid, party uuid) returns boolean
language sql stable set search_path = public, pg_temp as $$
  select not exists (
    select from agreement_party own
    join party p on p.collaboration_id = own.collaboration_id and p.id = own.party_id
    join agreement_party b on b.collaboration_id = own.collaboration_id and b.agreement_version_id = own.agreement_version_id
    join party q on q.collaboration_id = b.collaboration_id and q.id = b.party_id
    where own.collaboration_id = within and own.agreement_version_id = wanted and own.party_id = party
      and b.withdrawn_at is null and (q.place, b.id) < (p.place, own.id) and b.stance <> 'declines'
      and not own.is_joining_later and not b.is_joining_later
      and b.outcome is distinct from 'rejected'
      and (select count(*) = 0 or bool_or(s.id is null) from signatory_place r
        left join signature s on s.collaboration_id = r.collaboration_id and s.signatory_place_id = r.id
        where r.collaboration_id = within and r.agreement_version_id = wanted and r.party_id = b.party_id
          and r.withdrawn_at is null))
$$;
