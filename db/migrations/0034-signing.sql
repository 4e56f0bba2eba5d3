-- When something was signed, said by another than the installation; and entry into force, when a day passes.

-- What an authority answered about one signature (RFC 3161). It may come after: one that is away keeps nobody from signing.
create table signature_time_stamp (
  collaboration_id uuid not null,
  signature_id uuid not null,
  -- The organisation whose signature it is.
  organisation_id uuid not null references organisation (id),
  authority text not null check (authority <> ''),
  -- The whole response, over the bytes of the installation's signature of the evidence.
  stamp bytea not null,
  created_at timestamptz not null,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, signature_id),
  foreign key (collaboration_id, signature_id) references signature (collaboration_id, id)
);
create index signature_time_stamp_by_organisation on signature_time_stamp (organisation_id);
comment on table signature_time_stamp is 'protected: by collaboration; added by a job, never changed';
-- Added by note_time_stamp alone: the application is granted no more than to read.
call protect_within('signature_time_stamp', '{everyone}', '{preparing}', '{}');
grant select on signature_time_stamp to armkrok_app;

create function evidence_to_stamp(within uuid, wanted uuid) returns table (evidence_signature bytea)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.evidence_signature from signature s where s.collaboration_id = within and s.id = wanted
    and not exists (select from signature_time_stamp t where t.collaboration_id = s.collaboration_id and t.signature_id = s.id)
    and nullif(current_setting('armkrok.user', true), '') is null
$$;
create function note_time_stamp(within uuid, wanted uuid, answering text, answer bytea, acting_at timestamptz) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into signature_time_stamp (collaboration_id, signature_id, organisation_id, authority, stamp, created_at)
  select s.collaboration_id, s.id, s.organisation_id, answering, answer, acting_at from signature s
  where s.collaboration_id = within and s.id = wanted
    and nullif(current_setting('armkrok.user', true), '') is null
  on conflict do nothing
$$;

-- What has been done about one version, in the words that the rules read. Row level security holds: asked as who reads.
create function acts_of_version(within uuid, wanted uuid) returns jsonb
language sql stable set search_path = public, pg_temp as $$
  select jsonb_build_object(
    'version', jsonb_build_object('id', v.id, 'number', v.number, 'agreementId', a.id, 'title', a.title, 'ground', a.ground,
      'adoptingPartyId', a.adopting_party_id, 'leastBound', v.least_bound, 'fromOn', v.from_on, 'endsOn', v.ends_on,
      'renewsByMonths', v.renews_by_months, 'sentAt', v.sent_at, 'lockedAt', v.locked_at,
      'enteredIntoForceOn', v.entered_into_force_on, 'replacedOn', v.replaced_on, 'endedOn', a.ended_on,
      'isSignedInOrder', v.is_signed_in_order, 'organisationId', v.organisation_id),
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

-- For the job of the day: every version that is settled, and what has been done about it.
create function versions_to_look_at() returns table (collaboration_id uuid, acts jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select v.collaboration_id, acts_of_version(v.collaboration_id, v.id) from agreement_version v
  join agreement a on a.collaboration_id = v.collaboration_id and a.id = v.agreement_id
  where v.locked_at is not null and v.replaced_on is null and v.withdrawn_at is null and a.ended_on is null
    and a.withdrawn_at is null and not a.is_taken_over and nullif(current_setting('armkrok.user', true), '') is null
$$;

-- A job, or somebody who reads the collaboration.
create function may_note_in(within uuid) returns boolean
language sql stable set search_path = public, pg_temp as $$
  select nullif(current_setting('armkrok.user', true), '') is null
    or within = any(coalesce(nullif(current_setting('armkrok.collaborations', true), ''), '{}')::uuid[])
$$;
-- Only what the rules have found is noted, and each thing once. Answers whether it was news.
create function note_entry_into_force(within uuid, wanted uuid, from_day date) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  of_agreement uuid;
begin
  update agreement_version v set entered_into_force_on = from_day, version = v.version + 1
  where v.collaboration_id = within and v.id = wanted and v.locked_at is not null
    and v.entered_into_force_on is null and v.withdrawn_at is null and may_note_in(within)
  returning v.agreement_id into of_agreement;
  if of_agreement is null then return false; end if;
  update agreement_version v set replaced_on = from_day, version = v.version + 1
  where v.collaboration_id = within and v.agreement_id = of_agreement and v.id <> wanted
    and v.entered_into_force_on is not null and v.replaced_on is null;
  return true;
end $$;
create function note_party_bound(within uuid, wanted uuid, from_day date) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update party p set status = 'bound', bound_on = coalesce(p.bound_on, from_day), version = p.version + 1
  where p.collaboration_id = within and p.id = wanted and p.status not in ('bound', 'left')
    and p.withdrawn_at is null and may_note_in(within);
  return found;
end $$;
revoke all on function evidence_to_stamp(uuid, uuid), note_time_stamp(uuid, uuid, text, bytea, timestamptz),
  acts_of_version(uuid, uuid), may_note_in(uuid), versions_to_look_at(), note_entry_into_force(uuid, uuid, date),
  note_party_bound(uuid, uuid, date) from public;
grant execute on function evidence_to_stamp(uuid, uuid), note_time_stamp(uuid, uuid, text, bytea, timestamptz),
  acts_of_version(uuid, uuid), may_note_in(uuid), versions_to_look_at(), note_entry_into_force(uuid, uuid, date),
  note_party_bound(uuid, uuid, date) to armkrok_app;
