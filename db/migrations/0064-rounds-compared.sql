-- What a party has undertaken, kept or not, told in a round; what it answered about its package, told when the next round
-- begins; and which sections of a new wording nobody has read since the one before.

-- A party's answer about one of its undertakings: a contribution to a goal, or a duty of an agreement in force.
create table undertaking_answer (
  collaboration_id uuid not null,
  id uuid not null,
  round_id uuid not null,
  party_id uuid not null,
  organisation_id uuid not null references organisation (id),
  -- The organisation that entered it for a party that does not sign in; null: the party's own words.
  entered_by_organisation_id uuid references organisation (id),
  contribution_id uuid,
  duty_id uuid,
  -- What was undertaken, as it read when it was answered.
  words text not null check (words <> ''),
  outcome text not null check (outcome in ('kept', 'partly', 'notKept', 'notDue')),
  why text not null default '' check (outcome not in ('partly', 'notKept') or why <> ''),
  answered_at timestamptz not null,
  answered_by uuid,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  unique (collaboration_id, round_id, contribution_id),
  unique (collaboration_id, round_id, duty_id),
  foreign key (collaboration_id, round_id, party_id) references round_party (collaboration_id, round_id, party_id),
  foreign key (collaboration_id, contribution_id) references contribution (collaboration_id, id),
  foreign key (collaboration_id, duty_id) references agreement_undertaking (collaboration_id, id),
  check (num_nonnulls(contribution_id, duty_id) = 1)
);
create index undertaking_answer_by_party on undertaking_answer (collaboration_id, round_id, party_id);
create index undertaking_answer_by_contribution on undertaking_answer (collaboration_id, contribution_id);
create index undertaking_answer_by_duty on undertaking_answer (collaboration_id, duty_id);
create index undertaking_answer_by_organisation on undertaking_answer (organisation_id);
create index undertaking_answer_by_entering on undertaking_answer (entered_by_organisation_id);
comment on table undertaking_answer is 'protected: by collaboration; written by the party, or entered for it as long as it has not written it itself';
call protect_within('undertaking_answer', '{everyone}', '{ownParty,preparingUnwritten}', '{ownParty,preparingUnwritten}');
grant select, insert, update on undertaking_answer to armkrok_app;

-- What was answered before this was asked for the party and those who lead alone, and stays so.
alter table package_goal add column is_for_next_round boolean not null default false;

-- What the parties have answered about their packages, goal by goal, from when a later round has been opened.
create function package_answers(collaboration uuid)
returns table (round_id uuid, party_id uuid, goal_id uuid, outcome text, place text, reason text, answered_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.round_id, p.party_id, g.goal_id, g.outcome, g.place, g.reason, g.answered_at
  from feedback_package p
  join follow_up_round r on r.collaboration_id = p.collaboration_id and r.id = p.round_id
  join package_goal g on g.collaboration_id = p.collaboration_id and g.package_id = p.id
    and g.is_for_next_round and g.outcome in ('takenIn', 'notTakenIn')
  where p.collaboration_id = collaboration and p.withdrawn_at is null
    and p.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[])
    and exists (select from follow_up_round later
      where later.collaboration_id = p.collaboration_id and later.opened_at > r.opened_at and later.withdrawn_at is null)
$$;
revoke all on function package_answers(uuid) from public;
grant execute on function package_answers(uuid) to armkrok_app;

-- The round that was opened before it, whatever its kind.
create function round_before(collaboration uuid, round uuid) returns uuid
language sql stable set search_path = public, pg_temp as $$
  select b.id from follow_up_round r
  join follow_up_round b on b.collaboration_id = r.collaboration_id and b.opened_at < r.opened_at and b.withdrawn_at is null
  where r.collaboration_id = collaboration and r.id = round order by b.opened_at desc, b.id desc limit 1
$$;
revoke all on function round_before(uuid, uuid) from public;
grant execute on function round_before(uuid, uuid) to armkrok_app;

-- The day after a day that an organisation next decides its budget, or where it has told no such day, its plan: the last day
-- of that step of its planning year.
create function next_planned_day(planning uuid, after date) returns date
language sql stable set search_path = public, pg_temp as $$
  select ends.on_day
  from planning_step s
  cross join lateral generate_series(extract(year from after)::integer, extract(year from after)::integer + 1) y(year)
  cross join lateral (
    select least(make_date(y.year, s.ends_month, 1) + s.ends_day - 1,
      (make_date(y.year, s.ends_month, 1) + interval '1 month' - interval '1 day')::date) as on_day) ends
  where s.organisation_id = planning and s.withdrawn_at is null and s.kind in ('adoption', 'budget', 'plan')
    and ends.on_day > after
  order by array_position(array['adoption', 'budget', 'plan'], s.kind), ends.on_day limit 1
$$;
revoke all on function next_planned_day(uuid, date) from public;
grant execute on function next_planned_day(uuid, date) to armkrok_app;

-- A clause that came from the wording before and that nobody has yet said is to stand, or changed.
alter table clause add column is_carried_over boolean not null default false;
