-- Who has been told by letter that a signature is awaited: each of them once for each place.
create table signatory_letter (
  collaboration_id uuid not null,
  signatory_place_id uuid not null,
  person_id uuid not null references person (id),
  -- The organisation that the person is to sign for.
  organisation_id uuid not null references organisation (id),
  created_at timestamptz not null,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, signatory_place_id, person_id),
  foreign key (collaboration_id, signatory_place_id) references signatory_place (collaboration_id, id)
);
create index signatory_letter_by_organisation on signatory_letter (organisation_id);
create index signatory_letter_by_person on signatory_letter (person_id);
comment on table signatory_letter is 'protected: by collaboration; noted by a job';
-- Noted by take_signatory_letters alone: the application is granted no more than to read its own.
call protect_within('signatory_letter', '{owner}', '{preparing}', '{}');
grant select on signatory_letter to armkrok_app;

-- Where the parties sign one after the other: no party before this one that is still in has a place unsigned, or none named.
create function is_turn_to_sign(within uuid, wanted uuid, party uuid) returns boolean
language sql stable set search_path = public, pg_temp as $$
  select not exists (
    select from agreement_party own
    join party p on p.collaboration_id = own.collaboration_id and p.id = own.party_id
    join agreement_party b on b.collaboration_id = own.collaboration_id and b.agreement_version_id = own.agreement_version_id
    join party q on q.collaboration_id = b.collaboration_id and q.id = b.party_id
    where own.collaboration_id = within and own.agreement_version_id = wanted and own.party_id = party
      and b.withdrawn_at is null and (q.place, b.id) < (p.place, own.id) and b.stance <> 'declines'
      and b.outcome is distinct from 'rejected'
      and (select count(*) = 0 or bool_or(s.id is null) from signatory_place r
        left join signature s on s.collaboration_id = r.collaboration_id and s.signatory_place_id = r.id
        where r.collaboration_id = within and r.agreement_version_id = wanted and r.party_id = b.party_id
          and r.withdrawn_at is null))
$$;

-- For the job: whoever may sign a version now and has not been told. The party has decided, the text is the newest that is
-- settled, and where the parties sign in order it is the party's turn.
create function take_signatory_letters(within uuid, wanted uuid, acting_at timestamptz)
returns table (collaboration_name text, agreement_id uuid, title text, number integer, place_id uuid, organisation_id uuid,
  person_id uuid, email text, language text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  today constant date := (acting_at at time zone 'Europe/Stockholm')::date;
begin
  if nullif(current_setting('armkrok.user', true), '') is not null then return; end if;
  return query
    with open_places as (
      select c.name as collaboration_name, v.agreement_id, a.title, v.number, sp.id as place_id, sp.organisation_id
      from agreement_version v
      join agreement a on a.collaboration_id = v.collaboration_id and a.id = v.agreement_id
      join collaboration c on c.id = v.collaboration_id
      join agreement_party ap on ap.collaboration_id = v.collaboration_id and ap.agreement_version_id = v.id
      join party p on p.collaboration_id = ap.collaboration_id and p.id = ap.party_id
      join signatory_place sp on sp.collaboration_id = ap.collaboration_id and sp.agreement_version_id = v.id
        and sp.party_id = ap.party_id
      where v.collaboration_id = within and v.id = wanted and v.locked_at is not null and v.replaced_on is null
        and v.withdrawn_at is null and a.withdrawn_at is null and a.ended_on is null and c.withdrawn_at is null
        and c.example <> 'real' and ap.withdrawn_at is null and ap.outcome = 'approved' and sp.withdrawn_at is null
        and not exists (select from agreement_version w where w.collaboration_id = v.collaboration_id
          and w.agreement_id = v.agreement_id and w.number > v.number and w.locked_at is not null and w.withdrawn_at is null)
        and not exists (select from signature s where s.collaboration_id = sp.collaboration_id and s.signatory_place_id = sp.id)
        and (not v.is_signed_in_order or is_turn_to_sign(within, v.id, ap.party_id))),
    entitled as (
      select distinct o.*, person.id as person_id, person.email, person.language
      from open_places o
      join signatory_seat ss on ss.collaboration_id = within and ss.signatory_place_id = o.place_id and ss.withdrawn_at is null
      join seat on seat.organisation_id = ss.organisation_id and seat.id = ss.seat_id and seat.ended_on is null
      join seat_term t on t.organisation_id = ss.organisation_id and t.seat_id = ss.seat_id and t.kind = 'holder'
        and t.began_on <= today and (t.ended_on is null or t.ended_on > today)
      join person on person.id = t.person_id and person.withdrawn_at is null
      where has_sight(person.id, ss.organisation_id, within, today)),
    noted as (
      insert into signatory_letter (collaboration_id, signatory_place_id, person_id, organisation_id, created_at)
      select within, e.place_id, e.person_id, e.organisation_id, acting_at from entitled e
      on conflict do nothing returning signatory_letter.signatory_place_id, signatory_letter.person_id)
    select e.collaboration_name, e.agreement_id, e.title, e.number, e.place_id, e.organisation_id, e.person_id, e.email,
      e.language
    from noted n join entitled e on e.place_id = n.signatory_place_id and e.person_id = n.person_id;
end $$;
revoke all on function take_signatory_letters(uuid, uuid, timestamptz), is_turn_to_sign(uuid, uuid, uuid) from public;
grant execute on function take_signatory_letters(uuid, uuid, timestamptz), is_turn_to_sign(uuid, uuid, uuid) to armkrok_app;
