-- A party leaves: on the day, by itself; who is asked to take something over answers; and what it may read afterwards.

-- The day the party leaves, known from when notice is given.
alter table party add column leaves_on date;

-- What becomes of an undertaking when its party has left; null while it is a party.
alter table contribution
  add column after_leaving text check (after_leaving in ('unsettled', 'isKept', 'isTakenOver', 'ends')),
  add column taken_over_by_party_id uuid,
  add foreign key (collaboration_id, taken_over_by_party_id) references party (collaboration_id, id),
  add check ((after_leaving is not distinct from 'isTakenOver') = (taken_over_by_party_id is not null));
create index contribution_by_taking_over on contribution (collaboration_id, taken_over_by_party_id);

-- What the party says that was asked to take over what another had promised. Until it has said yes nobody else is told.
create table takeover_answer (
  collaboration_id uuid not null,
  id uuid not null,
  -- The organisation of the party that was asked, and of the one that leaves.
  organisation_id uuid not null references organisation (id),
  from_organisation_id uuid not null references organisation (id),
  withdrawal_undertaking_id uuid not null,
  party_id uuid not null,
  is_accepted boolean not null,
  note text not null default '',
  entered_by_organisation_id uuid references organisation (id),
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  unique (collaboration_id, withdrawal_undertaking_id, party_id),
  foreign key (collaboration_id, withdrawal_undertaking_id) references withdrawal_undertaking (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id)
);
create index takeover_answer_by_party on takeover_answer (collaboration_id, party_id);
create index takeover_answer_by_organisation on takeover_answer (organisation_id);
create index takeover_answer_by_leaving on takeover_answer (from_organisation_id);
create index takeover_answer_by_entering on takeover_answer (entered_by_organisation_id);
comment on table takeover_answer is
  'protected: by collaboration; a yes for everyone, a no for the two and those who prepare; said by the party, or entered for it';
call protect_within('takeover_answer', '{owner,preparing}', '{speaking,preparing}', '{speaking,preparing}');
grant select, insert, update on takeover_answer to armkrok_app;

-- What the acting user's organisation has left and the user held a seat in. Nothing of what is protected or asks for a surer
-- sign-in: who has left is named there no longer, and a session's strength is not known here.
create function left_collaborations() returns uuid[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  reader constant uuid := nullif(current_setting('armkrok.user', true), '')::uuid;
  acting_for constant uuid := nullif(current_setting('armkrok.organisation', true), '')::uuid;
  today constant date := (nullif(current_setting('armkrok.at', true), '')::timestamptz at time zone 'Europe/Stockholm')::date;
begin
  if reader is null or acting_for is null
    or not exists (select from party p where p.organisation_id = acting_for and p.status = 'left') then return '{}'; end if;
  return array(
    select p.collaboration_id from party p
    join collaboration c on c.id = p.collaboration_id and c.withdrawn_at is null and c.confidentiality <> 'protected'
      and c.accepted_assurances is null
    where p.organisation_id = acting_for and p.status = 'left' and p.withdrawn_at is null and exists (
      select from collaboration_seat cs
      join seat s on s.organisation_id = cs.organisation_id and s.id = cs.seat_id and (s.ended_on is null or s.ended_on > today)
      join seat_term t on t.organisation_id = s.organisation_id and t.seat_id = s.id and t.person_id = reader
        and t.began_on <= today and (t.ended_on is null or t.ended_on > today)
      where cs.collaboration_id = p.collaboration_id and cs.organisation_id = acting_for
        and (cs.ends_on is null or cs.ends_on >= p.leaves_on)));
end $$;

-- Beside whom a table is read by while they take part: who has left, what of it was its own or was shared and settled then.
do $$
declare
  mine constant text := 'organisation_id = (select nullif(current_setting(''armkrok.organisation'', true), '''')::uuid)';
  own_party constant text := 'exists (select from party p where p.collaboration_id = %1$I.collaboration_id and p.id = %1$I.party_id)';
  of_text constant text := 'exists (select from agreement_version v where v.collaboration_id = %1$I.collaboration_id and v.%2$s)';
  one record;
begin
  for one in
    select * from (values
      ('party', mine),
      ('agreement_party', mine),
      ('withdrawal', mine),
      ('withdrawal_undertaking', mine),
      ('takeover_answer', 'from_' || mine || ' or ' || mine),
      ('financing_decision', mine),
      ('financing_payment', mine),
      ('contribution', format(own_party, 'contribution')),
      -- The texts that it was a party to when they were settled. What was settled after is not its.
      ('agreement_version', 'locked_at is not null and exists (
        select from agreement_party ap join party p on p.collaboration_id = ap.collaboration_id and p.id = ap.party_id
        where ap.collaboration_id = agreement_version.collaboration_id and ap.agreement_version_id = agreement_version.id
          and ap.withdrawn_at is null
          and (agreement_version.locked_at at time zone ''Europe/Stockholm'')::date < p.leaves_on)'),
      ('agreement', format(of_text, 'agreement', 'agreement_id = agreement.id')),
      ('agreement_file', format(of_text, 'agreement_file', 'id = agreement_file.agreement_version_id')),
      -- Its own signature, and those that others had given.
      ('signature', format(of_text, 'signature', 'id = signature.agreement_version_id') || ' and (' || mine || ' or exists (
        select from party p where p.collaboration_id = signature.collaboration_id and signature.signed_on < p.leaves_on))')
    ) as read_after(name, condition)
  loop
    execute format('alter policy read_own on %I using ((%s) or (collaboration_id = any((select left_collaborations())::uuid[]) and (%s)))',
      one.name, (select p.qual from pg_policies p where p.schemaname = 'public' and p.tablename = one.name
        and p.policyname = 'read_own'), one.condition);
  end loop;
  -- A yes to taking over is told to everyone, a question to the two and those who prepare.
  execute format('alter policy read_own on takeover_answer using ((%s) or (%s and (is_accepted or from_%s)))',
    (select p.qual from pg_policies p where p.schemaname = 'public' and p.tablename = 'takeover_answer' and p.policyname = 'read_own'),
    'collaboration_id = any((select nullif(current_setting(''armkrok.collaborations'', true), '''')::uuid[])::uuid[])', mine);
  execute format('alter policy read_own on withdrawal_undertaking using ((%s) and (becomes <> ''isTakenOver'' or %s
      or collaboration_id = any((select nullif(current_setting(''armkrok.prepares'', true), '''')::uuid[])::uuid[])
      or taken_over_by_party_id = any((select own_parties())::uuid[])
      or exists (select from takeover_answer t where t.collaboration_id = withdrawal_undertaking.collaboration_id
        and t.withdrawal_undertaking_id = withdrawal_undertaking.id and t.is_accepted
        and t.party_id = withdrawal_undertaking.taken_over_by_party_id)))',
    (select p.qual from pg_policies p where p.schemaname = 'public' and p.tablename = 'withdrawal_undertaking' and p.policyname = 'read_own'), mine);
end $$;

-- What the reader's organisation has left, with no more of it than its name and the day.
create function collaborations_left() returns table (id uuid, name text, left_on date, party_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.id, c.name, p.leaves_on, p.id from collaboration c
  join party p on p.collaboration_id = c.id
    and p.organisation_id = nullif(current_setting('armkrok.organisation', true), '')::uuid
  where c.id = any((select left_collaborations())::uuid[])
$$;

-- Whoever leaves, and by whatever way: its seats there, its functions and its links end that day.
create function end_with_party() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  acting_at constant timestamptz := nullif(current_setting('armkrok.at', true), '')::timestamptz;
begin
  if new.status <> 'left' then
    new.leaves_on := null;
    return new;
  end if;
  new.leaves_on := least(new.leaves_on, (acting_at at time zone 'Europe/Stockholm')::date);
  update collaboration_seat cs set ends_on = new.leaves_on
  where cs.collaboration_id = new.collaboration_id and cs.organisation_id = new.organisation_id
    and (cs.ends_on is null or cs.ends_on > new.leaves_on);
  update party_function f set ended_on = new.leaves_on
  where f.collaboration_id = new.collaboration_id and f.party_id = new.id and f.ended_on is null;
  update party_link l set withdrawn_at = acting_at
  where l.collaboration_id = new.collaboration_id and l.party_id = new.id and l.withdrawn_at is null;
  return new;
end $$;
create trigger end_with_party before update of status on party for each row
  when (old.status is distinct from new.status and 'left' in (old.status, new.status)) execute function end_with_party();

-- Whether another text in force binds the party, so that leaving this one is not to leave the collaboration.
create function is_bound_by_another(within uuid, party uuid, agreement uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select from agreement_party ap
    join agreement_version v on v.collaboration_id = ap.collaboration_id and v.id = ap.agreement_version_id
      and v.entered_into_force_on is not null and v.replaced_on is null and v.withdrawn_at is null
    join agreement a on a.collaboration_id = v.collaboration_id and a.id = v.agreement_id and a.ended_on is null
      and a.withdrawn_at is null
    where ap.collaboration_id = within and ap.party_id = party and v.agreement_id <> agreement and ap.left_on is null
      and ap.withdrawn_at is null and (ap.outcome = 'approved' or a.is_taken_over) and may_note_in(within))
$$;

-- Once a party has left, its undertakings say what became of them, and what another has taken over is that one's. Also for
-- what is settled or answered later. Gives what another has taken upon itself just now.
create function follow_settlement(within uuid, wanted uuid, acting_at timestamptz)
returns table (contribution_id uuid, to_goal uuid, to_party uuid, duty text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  one withdrawal;
  passed record;
begin
  select w.* into one from withdrawal w
  where w.collaboration_id = within and w.id = wanted and w.carried_out_at is not null and may_note_in(within);
  if not found then return; end if;
  for passed in
    update contribution c set after_leaving = found.becomes, taken_over_by_party_id = found.by_party, version = c.version + 1
    from (
      select b.id, case when a.id is not null then 'isTakenOver' when s.becomes in ('isKept', 'ends') then s.becomes
          else 'unsettled' end as becomes, a.party_id as by_party
      from contribution b
      join party p on p.collaboration_id = b.collaboration_id and p.id = b.party_id
      left join withdrawal_undertaking s on s.collaboration_id = within and s.withdrawal_id = one.id and s.subject_id = b.id
      left join takeover_answer a on a.collaboration_id = within and a.withdrawal_undertaking_id = s.id and a.is_accepted
        and s.becomes = 'isTakenOver' and a.party_id = s.taken_over_by_party_id
      where b.collaboration_id = within and b.party_id = one.party_id and b.form = 'undertaking' and b.withdrawn_at is null
        and (s.id is not null or p.status = 'left')) found
    where c.collaboration_id = within and c.id = found.id
      and (c.after_leaving, c.taken_over_by_party_id) is distinct from (found.becomes, found.by_party)
    returning c.*
  loop
    continue when passed.taken_over_by_party_id is null;
    -- One answer for each goal: what is taken over is added to what the party has undertaken itself, or takes the place of a no.
    return query
      insert into contribution as mine (collaboration_id, id, goal_id, party_id, form, text, amount, until_on, answered_at)
      values (within, gen_random_uuid(), passed.goal_id, passed.taken_over_by_party_id, 'undertaking', passed.text, passed.amount,
        passed.until_on, acting_at)
      on conflict (collaboration_id, goal_id, party_id) do update set
        form = 'undertaking', reason = '',
        text = case mine.form when 'undertaking' then mine.text || '; ' || excluded.text else excluded.text end,
        amount = case when mine.form = 'undertaking' and mine.amount <> '' then concat_ws('; ', mine.amount, nullif(excluded.amount, ''))
          else excluded.amount end,
        until_on = case mine.form when 'undertaking' then greatest(mine.until_on, excluded.until_on) else excluded.until_on end,
        version = mine.version + 1
      where mine.form in ('undertaking', 'doesNotContribute')
      returning mine.id, mine.goal_id, mine.party_id, passed.text;
  end loop;
end $$;

create function withdrawals_due(today date)
returns table (collaboration_id uuid, id uuid, agreement_id uuid, organisation_id uuid, party_id uuid, leaves_on date)
language sql stable security definer set search_path = public, pg_temp as $$
  select w.collaboration_id, w.id, w.agreement_id, w.organisation_id, w.party_id, w.leaves_on from withdrawal w
  where w.leaves_on <= today and w.taken_back_on is null and w.carried_out_at is null
    and nullif(current_setting('armkrok.user', true), '') is null
$$;

-- The day is here: the party is bound no longer, and has left unless another text binds it. Once; answers null afterwards.
create function carry_out_withdrawal(within uuid, wanted uuid, acting_at timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  one withdrawal;
  has_left boolean;
begin
  if nullif(current_setting('armkrok.user', true), '') is not null then
    raise exception 'a withdrawal is carried out by its day' using errcode = '42501';
  end if;
  perform set_config('armkrok.at', acting_at::text, true);
  update withdrawal w set carried_out_at = acting_at, version = w.version + 1
  where w.collaboration_id = within and w.id = wanted and w.taken_back_on is null and w.carried_out_at is null
    and w.leaves_on <= (acting_at at time zone 'Europe/Stockholm')::date
  returning w.* into one;
  if not found then return null; end if;
  update agreement_party ap set left_on = one.leaves_on, version = ap.version + 1
  from agreement_version v
  where v.collaboration_id = within and v.agreement_id = one.agreement_id and v.replaced_on is null and v.withdrawn_at is null
    and ap.collaboration_id = within and ap.agreement_version_id = v.id and ap.party_id = one.party_id and ap.left_on is null;
  has_left := not is_bound_by_another(within, one.party_id, one.agreement_id);
  if has_left then
    update party p set status = 'left', status_reason = one.because, leaves_on = one.leaves_on, version = p.version + 1
    where p.collaboration_id = within and p.id = one.party_id and p.status <> 'left';
  end if;
  return has_left;
end $$;

-- To whom it is written that a party has given notice, or has left: those who lead and those who speak for the others; and
-- when it has left, those who spoke for it, for they read no more there and cannot find it for themselves.
create function letters_of_withdrawal(within uuid, wanted uuid, today date)
returns table (collaboration_name text, agreement_id uuid, title text, party_name text, leaves_on date, is_over boolean,
  has_left boolean, is_own boolean, organisation_id uuid, person_id uuid, email text, language text)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct c.name, a.id, a.title, o.name, w.leaves_on, w.carried_out_at is not null, leaving.status = 'left',
    cs.organisation_id = w.organisation_id, cs.organisation_id, p.id, p.email, p.language
  from withdrawal w
  join agreement a on a.collaboration_id = w.collaboration_id and a.id = w.agreement_id
  join collaboration c on c.id = w.collaboration_id
  join organisation o on o.id = w.organisation_id
  join party leaving on leaving.collaboration_id = w.collaboration_id and leaving.id = w.party_id
  join collaboration_seat cs on cs.collaboration_id = w.collaboration_id
    and cs.role in ('processLeader', 'secretariat', 'representative')
  join seat_term t on t.organisation_id = cs.organisation_id and t.seat_id = cs.seat_id and t.kind = 'holder'
    and t.began_on <= today and (t.ended_on is null or t.ended_on > today)
  join person p on p.id = t.person_id and p.withdrawn_at is null
  where w.collaboration_id = within and w.id = wanted and w.taken_back_on is null and a.withdrawn_at is null
    and c.withdrawn_at is null and c.example <> 'real'
    and case when cs.organisation_id = w.organisation_id and leaving.status = 'left'
      then c.confidentiality <> 'protected' and c.accepted_assurances is null and cs.role = 'representative'
        and (cs.ends_on is null or cs.ends_on >= leaving.leaves_on)
      else (cs.organisation_id <> w.organisation_id or w.carried_out_at is not null)
        and has_sight(p.id, cs.organisation_id, within, today) end
    and nullif(current_setting('armkrok.user', true), '') is null
$$;

do $$
declare opened regprocedure;
begin
  foreach opened in array array['left_collaborations()', 'collaborations_left()', 'end_with_party()',
    'is_bound_by_another(uuid, uuid, uuid)', 'follow_settlement(uuid, uuid, timestamptz)', 'withdrawals_due(date)',
    'carry_out_withdrawal(uuid, uuid, timestamptz)', 'letters_of_withdrawal(uuid, uuid, date)']::regprocedure[]
  loop
    execute format('revoke all on function %s from public', opened);
    execute format('grant execute on function %s to armkrok_app', opened);
  end loop;
end $$;
