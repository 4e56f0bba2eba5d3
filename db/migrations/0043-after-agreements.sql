-- What comes after an agreement is in force: a party leaves, parties fall out, its term draws to an end.

-- A party's notice that it leaves, and what becomes of what it had taken upon itself.
create table withdrawal (
  collaboration_id uuid not null,
  id uuid not null,
  -- The organisation of the party that leaves.
  organisation_id uuid not null references organisation (id),
  agreement_id uuid not null,
  party_id uuid not null,
  -- The day the notice reached the others, and the day it takes effect.
  noticed_on date not null,
  leaves_on date not null check (leaves_on >= noticed_on),
  because text not null default '',
  -- The party's own decision to leave.
  instance text not null default '',
  decided_on date,
  paragraph text not null default '',
  registration_number text not null default '',
  -- What becomes of money paid and promised, and of what has been shared; null until it has been settled.
  money_text text,
  data_text text,
  entered_by_organisation_id uuid references organisation (id),
  created_at timestamptz not null,
  created_by uuid not null,
  taken_back_on date,
  taken_back_because text not null default '' check ((taken_back_because = '') = (taken_back_on is null)),
  -- When it was noted that the party had left.
  carried_out_at timestamptz check (carried_out_at is null or taken_back_on is null),
  version integer not null default 1,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, agreement_id) references agreement (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id),
  check (decided_on is null or instance <> '')
);
-- One that runs, for each party and agreement.
create unique index withdrawal_running on withdrawal (collaboration_id, agreement_id, party_id) where taken_back_on is null;
create index withdrawal_by_agreement on withdrawal (collaboration_id, agreement_id);
create index withdrawal_by_party on withdrawal (collaboration_id, party_id);
create index withdrawal_by_organisation on withdrawal (organisation_id);
create index withdrawal_by_entering on withdrawal (entered_by_organisation_id);
comment on table withdrawal is 'protected: by collaboration; said by the party, or entered for it';
call protect_within('withdrawal', '{everyone}', '{owner,preparing}', '{owner,preparing}');
grant select, insert, update on withdrawal to armkrok_app;

-- What becomes of one thing that the party had promised.
create table withdrawal_undertaking (
  collaboration_id uuid not null,
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  withdrawal_id uuid not null,
  -- An answer to a joint goal, or a duty in the agreement's text.
  subject_type text not null check (subject_type in ('contribution', 'agreementUndertaking')),
  subject_id uuid not null,
  -- As it read when it was settled.
  text text not null check (text <> ''),
  becomes text not null check (becomes in ('isKept', 'isTakenOver', 'ends')),
  taken_over_by_party_id uuid,
  note text not null default '',
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  unique (collaboration_id, withdrawal_id, subject_id),
  foreign key (collaboration_id, withdrawal_id) references withdrawal (collaboration_id, id),
  foreign key (collaboration_id, taken_over_by_party_id) references party (collaboration_id, id),
  check ((becomes = 'isTakenOver') = (taken_over_by_party_id is not null))
);
create index withdrawal_undertaking_by_organisation on withdrawal_undertaking (organisation_id);
create index withdrawal_undertaking_by_receiver on withdrawal_undertaking (collaboration_id, taken_over_by_party_id);
comment on table withdrawal_undertaking is 'protected: by collaboration; said by the party, or entered for it';
call protect_within('withdrawal_undertaking', '{everyone}', '{owner,preparing}', '{owner,preparing}');
grant select, insert, update on withdrawal_undertaking to armkrok_app;

-- Parties that do not agree on what they have agreed. Seen by those it concerns and by those who prepare.
create table dispute (
  collaboration_id uuid not null,
  id uuid not null,
  -- The organisation that raised it.
  organisation_id uuid not null references organisation (id),
  agreement_id uuid not null,
  -- The clause that it is about, of the version then in force.
  clause_id uuid,
  matter text not null check (matter <> ''),
  -- The organisations it concerns besides the one that raised it.
  shared_with uuid[] not null check (shared_with <> '{}'),
  raised_on date not null,
  created_at timestamptz not null,
  created_by uuid not null,
  outcome text not null default '',
  settled_on date check ((settled_on is null) = (outcome = '')),
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, agreement_id) references agreement (collaboration_id, id),
  foreign key (collaboration_id, clause_id) references clause (collaboration_id, id)
);
create index dispute_by_agreement on dispute (collaboration_id, agreement_id);
create index dispute_by_clause on dispute (collaboration_id, clause_id);
create index dispute_by_organisation on dispute (organisation_id);
comment on table dispute is 'protected: by collaboration, for those whom it concerns and those who prepare';
call protect_within('dispute', '{sharedWith,preparing}', '{speaking}', '{sharedWith,preparing}');
grant select, insert, update on dispute to armkrok_app;

-- A step as the clause on conflict says: between those who speak for the parties, their heads, a group, somebody outside.
create table dispute_step (
  collaboration_id uuid not null,
  id uuid not null,
  -- The organisation that noted it.
  organisation_id uuid not null references organisation (id),
  dispute_id uuid not null,
  shared_with uuid[] not null check (shared_with <> '{}'),
  level text not null check (level in ('representatives', 'heads', 'group', 'mediation', 'court')),
  held_on date not null,
  outcome text not null check (outcome <> ''),
  created_at timestamptz not null,
  created_by uuid not null,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, dispute_id) references dispute (collaboration_id, id)
);
create index dispute_step_by_dispute on dispute_step (collaboration_id, dispute_id);
create index dispute_step_by_organisation on dispute_step (organisation_id);
comment on table dispute_step is 'protected: by collaboration, for those whom the dispute concerns and those who prepare; never changed';
call protect_within('dispute_step', '{sharedWith,preparing}', '{speaking,preparing}', '{}');
grant select, insert on dispute_step to armkrok_app;

-- That a letter about the end of the term has gone out: each of the three, once.
create table renewal_reminder (
  collaboration_id uuid not null,
  agreement_version_id uuid not null,
  days integer not null check (days in (180, 90, 30)),
  organisation_id uuid not null references organisation (id),
  created_at timestamptz not null,
  primary key (collaboration_id, agreement_version_id, days),
  foreign key (collaboration_id, agreement_version_id) references agreement_version (collaboration_id, id)
);
create index renewal_reminder_by_organisation on renewal_reminder (organisation_id);
comment on table renewal_reminder is 'sealed: reached through functions';
call seal_table('renewal_reminder');

-- Until when something must have been said: the end of the term, or where it is prolonged by itself the last day for notice.
create function renewal_due_on(one agreement_version) returns date
language sql immutable set search_path = public, pg_temp as $$
  select case when one.renews_by_months is null then one.ends_on
    else (one.ends_on - make_interval(months => coalesce(one.notice_months, 0)))::date end
$$;

-- Notes the reminders that are due and gives the letters to write: the nearest of those reached, to everyone who leads the
-- collaboration or speaks in it and may see it. A job has no user to act for, so the function finds them.
create function take_due_renewals(acting_at timestamptz)
returns table (collaboration_id uuid, collaboration_name text, agreement_id uuid, title text, due_on date, ends_on date,
  is_prolonged boolean, organisation_id uuid, person_id uuid, email text, language text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  today constant date := (acting_at at time zone 'Europe/Stockholm')::date;
begin
  if nullif(current_setting('armkrok.user', true), '') is not null then
    raise exception 'letters about terms are written by a job' using errcode = '42501';
  end if;
  return query
    with due as (
      select v.collaboration_id, v.id, v.agreement_id, v.organisation_id, renewal_due_on(v) as due_on, v.ends_on,
        v.renews_by_months is not null as is_prolonged,
        (select min(d) from unnest(array[180, 90, 30]) d where renewal_due_on(v) - d <= today) as days
      from agreement_version v
      join agreement a on a.collaboration_id = v.collaboration_id and a.id = v.agreement_id
      join collaboration c on c.id = v.collaboration_id
      where v.entered_into_force_on <= today and v.replaced_on is null and v.withdrawn_at is null and v.ends_on is not null
        and a.ended_on is null and a.withdrawn_at is null and c.withdrawn_at is null and c.example <> 'real'
        and renewal_due_on(v) >= today),
    noted as (
      insert into renewal_reminder (collaboration_id, agreement_version_id, days, organisation_id, created_at)
      select d.collaboration_id, d.id, d.days, d.organisation_id, acting_at from due d where d.days is not null
      on conflict do nothing returning renewal_reminder.collaboration_id, agreement_version_id)
    select distinct d.collaboration_id, c.name, d.agreement_id, a.title, d.due_on, d.ends_on, d.is_prolonged,
      cs.organisation_id, p.id, p.email, p.language
    from noted n
    join due d on d.collaboration_id = n.collaboration_id and d.id = n.agreement_version_id
    join collaboration c on c.id = d.collaboration_id
    join agreement a on a.collaboration_id = d.collaboration_id and a.id = d.agreement_id
    join collaboration_seat cs on cs.collaboration_id = d.collaboration_id
      and cs.role in ('processLeader', 'secretariat', 'representative')
    join seat_term t on t.organisation_id = cs.organisation_id and t.seat_id = cs.seat_id and t.kind = 'holder'
      and t.began_on <= today and (t.ended_on is null or t.ended_on > today)
    join person p on p.id = t.person_id and p.withdrawn_at is null
    where has_sight(p.id, cs.organisation_id, d.collaboration_id, today);
end $$;
revoke all on function take_due_renewals(timestamptz), renewal_due_on(agreement_version) from public;
grant execute on function take_due_renewals(timestamptz), renewal_due_on(agreement_version) to armkrok_app;
