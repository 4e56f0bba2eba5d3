-- Who meets in which group, who decides what and how, and what came of it.

create table joint_group (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  name text not null check (name <> ''),
  -- What it is called in the work. Null: not known.
  kind text check (kind in ('steeringGroup', 'politicalSteeringGroup', 'preparationGroup', 'coordinationBody',
    'managementGroup', 'managersGroup', 'projectGroup', 'workingGroup', 'referenceGroup', 'politicalForum', 'forum', 'network',
    'arena')),
  -- What it is in law, which says what its outcome can be. Null: nobody has said.
  nature text check (nature in ('forum', 'withinOwnMandate', 'contractual', 'jointCommittee', 'municipalFederation',
    'coordinationFederation', 'company')),
  mandate text not null default '',
  -- The agreement, decision or statute that the mandate rests on. Empty: on nothing that is written.
  mandate_basis text not null default '',
  rhythm text check (rhythm in ('monthly', 'yearly', 'timesAYear', 'whenNeeded')),
  times_a_year integer check (times_a_year between 1 and 366),
  is_times_at_least boolean not null default false,
  has_minutes boolean,
  may_decide boolean,
  is_cross_professional boolean,
  levels text[] not null default '{}' check (levels <@ '{political,head,manager,officer}'::text[]),
  secretariat_party_id uuid,
  competences_needed text[] not null default '{}',
  under_group_id uuid,
  -- It exists for something else and is asked here too.
  is_borrowed boolean not null default false,
  borrowed_from text not null default '' check (borrowed_from = '' or is_borrowed),
  -- Empty: in every phase.
  phases text[] not null default '{}' check (phases <@ '{identify,establish,operate,handOver,close}'::text[]),
  place integer not null check (place > 0),
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, secretariat_party_id) references party (collaboration_id, id),
  foreign key (collaboration_id, under_group_id) references joint_group (collaboration_id, id),
  check ((rhythm is not distinct from 'timesAYear') = (times_a_year is not null)),
  check (under_group_id <> id)
);
create index joint_group_by_organisation on joint_group (organisation_id);
create index joint_group_by_secretariat on joint_group (collaboration_id, secretariat_party_id);
create index joint_group_above on joint_group (collaboration_id, under_group_id);
comment on table joint_group is 'protected: by collaboration';
call protect_within('joint_group', '{everyone}', '{preparing}', '{preparing}');
grant select, insert, update on joint_group to armkrok_app;

-- A place in a group, or several alike. Whoever fills a seat today fills its place.
create table group_place (
  collaboration_id uuid not null,
  id uuid not null,
  -- The organisation whose seat fills it; otherwise the one that wrote it down.
  organisation_id uuid not null references organisation (id),
  group_id uuid not null,
  title text not null check (title <> ''),
  role text not null default 'member' check (role in ('chair', 'deputyChair', 'secretary', 'member')),
  -- One party's; one for each of a kind; or of somebody who is not a party, whom `represents` names.
  party_id uuid,
  each text check (each in ('party', 'municipality', 'region', 'agency')),
  represents text not null default '',
  seat_id uuid,
  -- For one party, or for each. Null: the source does not say.
  count integer check (count between 1 and 100),
  -- How many are taken, where no seat says it.
  taken integer not null default 0 check (taken >= 0),
  level text check (level in ('political', 'head', 'manager', 'officer')),
  competences text[] not null default '{}',
  phases text[] not null default '{}' check (phases <@ '{identify,establish,operate,handOver,close}'::text[]),
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, group_id) references joint_group (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id),
  foreign key (organisation_id, seat_id) references seat (organisation_id, id),
  check ((party_id is not null)::integer + (each is not null)::integer + (represents <> '')::integer <= 1),
  check (seat_id is null or (party_id is not null and count = 1 and taken = 0))
);
create index group_place_by_group on group_place (collaboration_id, group_id);
create index group_place_by_party on group_place (collaboration_id, party_id);
create index group_place_by_seat on group_place (organisation_id, seat_id);
comment on table group_place is 'protected: by collaboration';
call protect_within('group_place', '{everyone}', '{preparing}', '{preparing}');
grant select, insert, update on group_place to armkrok_app;

create table decision_rule (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  subject text not null check (subject <> ''),
  -- Which of the usual subjects it is, where it is one.
  usual_subject text,
  -- Null: each party itself.
  group_id uuid,
  way text not null check (way in ('consensus', 'consent', 'majority', 'chair', 'legalOrder', 'eachParty')),
  effect text not null default 'standpoint' check (effect in ('standpoint', 'recommendation', 'decisionWithinMandate',
    'decisionOfLegalBody', 'partysDecision')),
  -- The mandate that a decision stays within.
  basis text not null default '',
  if_not_agreed text not null default '',
  place integer not null check (place > 0),
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, group_id) references joint_group (collaboration_id, id),
  check ((group_id is null) = (way = 'eachParty') and (group_id is null) = (effect = 'partysDecision')),
  check (effect <> 'decisionWithinMandate' or basis <> '')
);
create index decision_rule_by_organisation on decision_rule (organisation_id);
create index decision_rule_by_group on decision_rule (collaboration_id, group_id);
comment on table decision_rule is 'protected: by collaboration';
call protect_within('decision_rule', '{everyone}', '{preparing}', '{preparing}');
grant select, insert, update on decision_rule to armkrok_app;

-- A majority binds whoever has agreed to be bound by it, and nobody else. The answer is about the rule as it was worded.
create table decision_rule_consent (
  collaboration_id uuid not null,
  decision_rule_id uuid not null,
  party_id uuid not null,
  organisation_id uuid not null references organisation (id),
  rule_version integer not null check (rule_version > 0),
  answer text not null check (answer in ('agrees', 'doesNotAgree')),
  answered_at timestamptz not null,
  answered_by uuid not null,
  version integer not null default 1,
  retention_rule text not null default 'keep',
  withdrawn_at timestamptz,
  primary key (collaboration_id, decision_rule_id, party_id),
  foreign key (collaboration_id, decision_rule_id) references decision_rule (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id)
);
create index decision_rule_consent_by_organisation on decision_rule_consent (organisation_id);
create index decision_rule_consent_by_party on decision_rule_consent (collaboration_id, party_id);
comment on table decision_rule_consent is 'protected: by collaboration; given by the party alone, never for it';
call protect_within('decision_rule_consent', '{everyone}', '{speaking}', '{speaking}');
grant select, insert, update on decision_rule_consent to armkrok_app;

-- The last number given out in a group and year. Whoever opens a matter holds the row until it is written, so that no number
-- is skipped or given twice.
create table outcome_series (
  collaboration_id uuid not null,
  group_id uuid not null,
  year integer not null check (year between 1800 and 2200),
  organisation_id uuid not null references organisation (id),
  last_number integer not null check (last_number > 0),
  created_at timestamptz not null,
  retention_rule text not null default 'keep',
  withdrawn_at timestamptz,
  primary key (collaboration_id, group_id, year),
  foreign key (collaboration_id, group_id) references joint_group (collaboration_id, id)
);
create index outcome_series_by_organisation on outcome_series (organisation_id);
comment on table outcome_series is 'protected: by collaboration';
call protect_within('outcome_series', '{everyone}', '{preparing}', '{preparing}');
grant select, insert, update on outcome_series to armkrok_app;

-- A matter before a group, and what came of it.
create table outcome (
  collaboration_id uuid not null,
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  group_id uuid not null,
  decision_rule_id uuid,
  year integer not null,
  number integer not null check (number > 0),
  matter text not null check (matter <> ''),
  grounds text not null default '',
  effect text not null default 'standpoint' check (effect in ('standpoint', 'recommendation', 'decisionWithinMandate',
    'decisionOfLegalBody')),
  basis text not null default '',
  -- Closed: worded by a person. From then on nothing in it is changed.
  result text check (result in ('agreed', 'notAgreed')),
  wording text not null default '',
  decided_on date,
  look_again_on date,
  closed_at timestamptz,
  closed_by uuid,
  opened_at timestamptz not null,
  opened_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  unique (collaboration_id, group_id, year, number),
  foreign key (collaboration_id, decision_rule_id) references decision_rule (collaboration_id, id),
  foreign key (collaboration_id, group_id, year) references outcome_series (collaboration_id, group_id, year),
  check ((closed_at is null) = (result is null) and (closed_at is null) = (closed_by is null)
    and (closed_at is null) = (decided_on is null) and (closed_at is null) = (wording = '')),
  check (closed_at is null or effect in ('standpoint', 'recommendation') or basis <> ''),
  check (closed_at is null or withdrawn_at is null)
);
create index outcome_by_organisation on outcome (organisation_id);
create index outcome_by_rule on outcome (collaboration_id, decision_rule_id);
comment on table outcome is 'protected: by collaboration; never changed once it is closed';
call protect_within('outcome', '{everyone}', '{preparing}', '{preparing}');
grant select, insert, update on outcome to armkrok_app;

create function keep_outcome() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if old.closed_at is not null then
    raise exception 'a closed outcome is not changed' using errcode = '42501';
  end if;
  if (new.group_id, new.year, new.number) is distinct from (old.group_id, old.year, old.number) then
    raise exception 'a number is not given away' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_outcome before update or delete on outcome for each row execute function keep_outcome();

-- What was said in the matter stays as it was when the matter was closed. The matter is held meanwhile, with the owner's rights:
-- what is said while it is being closed is said before, or refused.
create function keep_within_outcome() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  about constant jsonb := to_jsonb(coalesce(new, old));
  closed timestamptz;
begin
  select o.closed_at into closed from outcome o
  where o.collaboration_id = (about ->> 'collaboration_id')::uuid and o.id = (about ->> 'outcome_id')::uuid
  for share;
  if closed is not null then
    raise exception 'a closed outcome is not changed' using errcode = '42501';
  end if;
  return coalesce(new, old);
end $$;
revoke all on function keep_within_outcome() from public;

create table outcome_position (
  collaboration_id uuid not null,
  outcome_id uuid not null,
  party_id uuid not null,
  organisation_id uuid not null references organisation (id),
  position text not null check (position in ('supports', 'abstains', 'doesNotSupport')),
  reservation text not null default '',
  answered_at timestamptz not null,
  answered_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, outcome_id, party_id),
  foreign key (collaboration_id, outcome_id) references outcome (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id)
);
create index outcome_position_by_organisation on outcome_position (organisation_id);
create index outcome_position_by_party on outcome_position (collaboration_id, party_id);
comment on table outcome_position is 'protected: by collaboration; given by the party alone, never for it';
call protect_within('outcome_position', '{everyone}', '{speaking}', '{speaking}');
create trigger keep_within_outcome before insert or update or delete on outcome_position
  for each row execute function keep_within_outcome();
grant select, insert, update on outcome_position to armkrok_app;

-- A member of a political group says what it thinks itself; what its party has said stands.
create table personal_reservation (
  collaboration_id uuid not null,
  outcome_id uuid not null,
  person_id uuid not null references person (id),
  organisation_id uuid not null references organisation (id),
  text text not null check (text <> ''),
  written_at timestamptz not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, outcome_id, person_id),
  foreign key (collaboration_id, outcome_id) references outcome (collaboration_id, id)
);
create index personal_reservation_by_organisation on personal_reservation (organisation_id);
create index personal_reservation_by_person on personal_reservation (person_id);
comment on table personal_reservation is 'protected: by collaboration; written by the member alone';
call protect_within('personal_reservation', '{everyone}', '{signedIn}', '{signedIn}');
create trigger keep_within_outcome before insert or update or delete on personal_reservation
  for each row execute function keep_within_outcome();
grant select, insert, update on personal_reservation to armkrok_app;

-- What a party decides for itself, after the group, and what it has done.
create table own_decision (
  collaboration_id uuid not null,
  id uuid not null,
  outcome_id uuid not null,
  party_id uuid not null,
  organisation_id uuid not null references organisation (id),
  instance text not null default '',
  planned_on date,
  decision text check (decision in ('approved', 'partlyApproved', 'rejected')),
  decided_on date,
  paragraph text not null default '',
  registration_number text not null default '',
  carried_out text check (carried_out in ('yes', 'partly', 'no')),
  carried_out_note text not null default '',
  carried_out_on date,
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  unique (collaboration_id, outcome_id, party_id),
  foreign key (collaboration_id, outcome_id) references outcome (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id),
  check ((decision is null) = (decided_on is null)),
  check (decision is null or instance <> ''),
  check ((carried_out is null) = (carried_out_on is null)),
  check (carried_out is null or carried_out = 'yes' or carried_out_note <> '')
);
create index own_decision_by_organisation on own_decision (organisation_id);
create index own_decision_by_party on own_decision (collaboration_id, party_id);
comment on table own_decision is 'protected: by collaboration; written by the party, or entered for it';
call protect_within('own_decision', '{everyone}', '{preparing}', '{owner,preparing}');
grant select, insert, update on own_decision to armkrok_app;

-- Whose words they are is the party that the organisation is; a reservation is the member's own.
do $$
declare
  one record;
  condition text;
begin
  for one in
    select p.tablename, p.policyname, p.cmd, coalesce(p.with_check, p.qual) as was from pg_policies p
    where p.schemaname = 'public' and p.policyname in ('add_own', 'change_own')
      and p.tablename in ('decision_rule_consent', 'outcome_position', 'personal_reservation')
  loop
    condition := format('(%s) and %s', one.was, case one.tablename
      when 'personal_reservation' then 'person_id = (select nullif(current_setting(''armkrok.user'', true), '''')::uuid)'
      else 'party_id = any((select own_parties())::uuid[])' end);
    execute format('alter policy %I on %I', one.policyname, one.tablename)
      || case when one.cmd = 'INSERT' then '' else format(' using (%s)', condition) end
      || format(' with check (%s)', condition);
  end loop;
end $$;
