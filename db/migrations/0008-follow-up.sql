-- The light round: frozen numbers, one line a goal from each party, unseen by others until all or the deadline.

create table follow_up_round (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  kind text not null check (kind in ('light')),
  name text not null check (name <> ''),
  period_from smallint not null,
  period_to smallint not null check (period_to >= period_from),
  opened_at timestamptz not null,
  opened_by uuid not null,
  deadline_on date not null,
  -- The end of that day in Sweden: from then on everyone reads everything.
  deadline_at timestamptz not null,
  shared_at timestamptz,
  closed_at timestamptz,
  snapshot_hash text not null,
  version integer not null default 1,
  retention_rule text not null default 'keep',
  withdrawn_at timestamptz,
  primary key (collaboration_id, id)
);
comment on table follow_up_round is 'protected: by collaboration';
call protect_table('follow_up_round', 'collaboration_id');
grant select, insert, update on follow_up_round to armkrok_app;

create table round_party (
  collaboration_id uuid not null,
  round_id uuid not null,
  party_id uuid not null,
  primary key (collaboration_id, round_id, party_id),
  foreign key (collaboration_id, round_id) references follow_up_round (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id)
);
create index round_party_by_party on round_party (collaboration_id, party_id);
comment on table round_party is 'protected: by collaboration; who was asked when the round opened';
call protect_table('round_party', 'collaboration_id');
grant select, insert on round_party to armkrok_app;

-- A goal as it stood when the round opened, with the indicator that it was read by.
create table round_goal (
  collaboration_id uuid not null,
  round_id uuid not null,
  goal_id uuid not null,
  place integer not null,
  text text not null,
  indicator_id uuid,
  indicator_name text not null default '',
  unit text not null default '',
  direction text check (direction in ('up', 'down')),
  series text not null default '',
  fetched_with text not null default '',
  fetched_on date,
  area_code text,
  sex "char" not null default 'T' check (sex in ('T', 'K', 'M')),
  baseline_period smallint,
  baseline double precision,
  target_period smallint,
  target double precision,
  stand_in_note text not null default '',
  primary key (collaboration_id, round_id, goal_id),
  foreign key (collaboration_id, round_id) references follow_up_round (collaboration_id, id),
  foreign key (collaboration_id, goal_id) references joint_goal (collaboration_id, id),
  foreign key (collaboration_id, indicator_id) references indicator (collaboration_id, id)
);
create index round_goal_by_goal on round_goal (collaboration_id, goal_id);
create index round_goal_by_indicator on round_goal (collaboration_id, indicator_id);
comment on table round_goal is 'protected: by collaboration; frozen when the round opens';
call protect_table('round_goal', 'collaboration_id');
grant select, insert on round_goal to armkrok_app;

create table round_value (
  collaboration_id uuid not null,
  round_id uuid not null,
  goal_id uuid not null,
  place text not null default '',
  period smallint not null,
  sex "char" not null check (sex in ('T', 'K', 'M')),
  value double precision,
  status text not null check (status in ('published', 'missing', 'preliminary', 'doubted')),
  primary key (collaboration_id, round_id, goal_id, place, period, sex),
  foreign key (collaboration_id, round_id, goal_id) references round_goal (collaboration_id, round_id, goal_id)
);
comment on table round_value is 'protected: by collaboration; the numbers that the round rests on, frozen';
call protect_table('round_value', 'collaboration_id');
grant select, insert on round_value to armkrok_app;

create table round_line (
  collaboration_id uuid not null,
  id uuid not null,
  round_id uuid not null,
  goal_id uuid not null,
  party_id uuid not null,
  organisation_id uuid not null references organisation (id),
  -- The organisation that entered it for a party that does not sign in.
  entered_by_organisation_id uuid references organisation (id),
  answer text not null check (answer in ('line', 'nothingToAdd')),
  text text not null default '' check ((text = '') = (answer = 'nothingToAdd')),
  rung text check (rung in ('a', 'b')),
  answered_at timestamptz not null,
  answered_by uuid,
  -- When the others may read it: at the deadline, or when all have answered.
  visible_at timestamptz not null,
  version integer not null default 1,
  retention_rule text not null default 'keep',
  withdrawn_at timestamptz,
  primary key (collaboration_id, id),
  unique (collaboration_id, round_id, goal_id, party_id),
  foreign key (collaboration_id, round_id, goal_id) references round_goal (collaboration_id, round_id, goal_id),
  foreign key (collaboration_id, round_id, party_id) references round_party (collaboration_id, round_id, party_id)
);
create index round_line_by_party on round_line (collaboration_id, round_id, party_id);
create index round_line_by_organisation on round_line (organisation_id);
create index round_line_by_entering on round_line (entered_by_organisation_id);
comment on table round_line is 'protected: by collaboration, and until it is shared by the organisation that answered';
alter table round_line enable row level security;
alter table round_line force row level security;
do $$
declare
  here constant text := 'collaboration_id = any((select nullif(current_setting(''armkrok.collaborations'', true), '''')::uuid[])::uuid[])';
  leads constant text := 'collaboration_id = any((select nullif(current_setting(''armkrok.leads'', true), '''')::uuid[])::uuid[])';
  mine constant text := '(select nullif(current_setting(''armkrok.organisation'', true), '''')::uuid)';
begin
  execute format($policy$create policy read_own on round_line for select to armkrok_app using (%s and (
    organisation_id = %s or entered_by_organisation_id = %s
    or visible_at <= (select nullif(current_setting('armkrok.at', true), '')::timestamptz)))$policy$, here, mine, mine);
  execute format('create policy add_own on round_line for insert to armkrok_app with check (%s and (organisation_id = %s or %s))',
    here, mine, leads);
  execute format($policy$create policy change_own on round_line for update to armkrok_app
    using (%s and (organisation_id = %s or (%s and entered_by_organisation_id = %s)))
    with check (%s and (organisation_id = %s or (%s and entered_by_organisation_id = %s)))$policy$,
    here, mine, leads, mine, here, mine, leads, mine);
end $$;
create policy everything on round_line to armkrok_owner using (true) with check (true);
grant select, insert, update on round_line to armkrok_app;

create table round_joint_line (
  collaboration_id uuid not null,
  round_id uuid not null,
  goal_id uuid not null,
  text text not null check (text <> ''),
  rung text check (rung in ('a', 'b')),
  written_at timestamptz not null,
  written_by uuid not null,
  version integer not null default 1,
  primary key (collaboration_id, round_id, goal_id),
  foreign key (collaboration_id, round_id, goal_id) references round_goal (collaboration_id, round_id, goal_id)
);
comment on table round_joint_line is 'protected: by collaboration';
call protect_table('round_joint_line', 'collaboration_id');
grant select, insert, update on round_joint_line to armkrok_app;

-- How many of those asked have answered every goal, and which: the lines themselves stay unseen. The application shows
-- the names to the process leader and to the party itself alone.
create function round_answers(collaboration uuid)
returns table (round_id uuid, party_id uuid, answered integer, asked integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select rp.round_id, rp.party_id,
    (select count(*)::integer from round_line l where l.collaboration_id = rp.collaboration_id
      and l.round_id = rp.round_id and l.party_id = rp.party_id),
    (select count(*)::integer from round_goal g where g.collaboration_id = rp.collaboration_id and g.round_id = rp.round_id)
  from round_party rp
  where rp.collaboration_id = collaboration
    and rp.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[])
$$;

-- Lets all read all as soon as the last answer is in. Answers whether that happened now.
create function share_when_complete(collaboration uuid, shared_round uuid, acting_at timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from round_answers(collaboration) a where a.round_id = shared_round and a.answered < a.asked) then
    return false;
  end if;
  update follow_up_round r set shared_at = acting_at
  where r.collaboration_id = collaboration and r.id = shared_round and r.shared_at is null and r.deadline_at > acting_at
    and r.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[]);
  if not found then return false; end if;
  update round_line l set visible_at = acting_at where l.collaboration_id = collaboration and l.round_id = shared_round;
  return true;
end $$;
revoke all on function round_answers(uuid) from public;
revoke all on function share_when_complete(uuid, uuid, timestamptz) from public;
grant execute on function round_answers(uuid), share_when_complete(uuid, uuid, timestamptz) to armkrok_app;
