-- The full round: five moments, observations, each party's own reading of at most five deviations, a joint reading, a
-- report that a group adopts, and a package back to every party.

alter table follow_up_round drop constraint follow_up_round_kind_check;
alter table follow_up_round
  add constraint follow_up_round_kind_check check (kind in ('light', 'full')),
  -- In a full round the parties begin to write their readings here; deadline and sharing are those of the readings.
  add column interpretation_opened_at timestamptz,
  add constraint interpretation_in_full_rounds check (kind = 'full' or interpretation_opened_at is null);

-- A round also freezes the places that count as similar, so that what is said of them can be checked afterwards.
alter table round_value
  add column is_compared boolean not null default true,
  add column is_similar boolean not null default false;

-- What a party has written and nobody else may read yet: its own rows, those it has entered for another, and everyone's
-- when they are shared. The table has organisation_id, entered_by_organisation_id and visible_at.
create procedure protect_until_shared(protected regclass)
language plpgsql as $$
declare
  here constant text := 'collaboration_id = any((select nullif(current_setting(''armkrok.collaborations'', true), '''')::uuid[])::uuid[])';
  leads constant text := 'collaboration_id = any((select nullif(current_setting(''armkrok.leads'', true), '''')::uuid[])::uuid[])';
  mine constant text := '(select nullif(current_setting(''armkrok.organisation'', true), '''')::uuid)';
  at constant text := '(select nullif(current_setting(''armkrok.at'', true), '''')::timestamptz)';
  own constant text := format('%s and (organisation_id = %s or (%s and entered_by_organisation_id = %s))', here, mine, leads, mine);
begin
  execute format('alter table %s enable row level security', protected);
  execute format('alter table %s force row level security', protected);
  execute format('create policy read_own on %s for select to armkrok_app using (%s and (organisation_id = %s
    or entered_by_organisation_id = %s or visible_at <= %s))', protected, here, mine, mine, at);
  execute format('create policy add_own on %s for insert to armkrok_app with check (%s and (organisation_id = %s or %s))',
    protected, here, mine, leads);
  execute format('create policy change_own on %s for update to armkrok_app using (%s) with check (%s)', protected, own, own);
  execute format('create policy everything on %s to armkrok_owner using (true) with check (true)', protected);
end $$;

-- What concerns one party of a collaboration and those who lead it: the party writes it, they send it and see how far it
-- has come, the others see nothing. The table has organisation_id.
create procedure protect_for_party(protected regclass)
language plpgsql as $$
declare
  here constant text := 'collaboration_id = any((select nullif(current_setting(''armkrok.collaborations'', true), '''')::uuid[])::uuid[])';
  leads constant text := 'collaboration_id = any((select nullif(current_setting(''armkrok.leads'', true), '''')::uuid[])::uuid[])';
  mine constant text := '(select nullif(current_setting(''armkrok.organisation'', true), '''')::uuid)';
  concerned constant text := format('%s and (organisation_id = %s or %s)', here, mine, leads);
begin
  execute format('alter table %s enable row level security', protected);
  execute format('alter table %s force row level security', protected);
  execute format('create policy read_own on %s for select to armkrok_app using (%s)', protected, concerned);
  execute format('create policy add_own on %s for insert to armkrok_app with check (%s)', protected, concerned);
  execute format('create policy change_own on %s for update to armkrok_app using (%s) with check (%s)',
    protected, concerned, concerned);
  execute format('create policy everything on %s to armkrok_owner using (true) with check (true)', protected);
end $$;
revoke all on procedure protect_until_shared(regclass), protect_for_party(regclass) from public;

create table round_moment (
  collaboration_id uuid not null,
  round_id uuid not null,
  moment text not null check (moment in ('measure', 'observe', 'interpret', 'document', 'feedBack')),
  owner_party_id uuid,
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  primary key (collaboration_id, round_id, moment),
  foreign key (collaboration_id, round_id) references follow_up_round (collaboration_id, id),
  foreign key (collaboration_id, owner_party_id) references party (collaboration_id, id)
);
create index round_moment_by_owner on round_moment (collaboration_id, owner_party_id);
comment on table round_moment is 'protected: by collaboration; when each moment of a full round is planned, and who answers for it';
call protect_table('round_moment', 'collaboration_id');
grant select, insert, update on round_moment to armkrok_app;

create table observation (
  collaboration_id uuid not null,
  id uuid not null,
  round_id uuid not null,
  organisation_id uuid not null references organisation (id),
  kind text not null check (kind in ('focusGroup', 'interview', 'visit', 'fieldVisit', 'worldScan')),
  text text not null check (text <> ''),
  source text not null check (source <> ''),
  seen_on date not null,
  written_at timestamptz not null,
  written_by uuid not null,
  version integer not null default 1,
  retention_rule text not null default 'keep',
  withdrawn_at timestamptz,
  primary key (collaboration_id, id),
  foreign key (collaboration_id, round_id) references follow_up_round (collaboration_id, id)
);
create index observation_by_round on observation (collaboration_id, round_id);
create index observation_by_organisation on observation (organisation_id);
comment on table observation is 'protected: by collaboration; something seen or heard, with its source';
call protect_table('observation', 'collaboration_id');
grant select, insert, update on observation to armkrok_app;

create table observation_goal (
  collaboration_id uuid not null,
  observation_id uuid not null,
  goal_id uuid not null,
  primary key (collaboration_id, observation_id, goal_id),
  foreign key (collaboration_id, observation_id) references observation (collaboration_id, id),
  foreign key (collaboration_id, goal_id) references joint_goal (collaboration_id, id)
);
create index observation_goal_by_goal on observation_goal (collaboration_id, goal_id);
comment on table observation_goal is 'protected: by collaboration; the goals that an observation says something of';
call protect_table('observation_goal', 'collaboration_id');
grant select, insert, delete on observation_goal to armkrok_app;

-- At most five: place is one to five and taken once.
create table deviation (
  collaboration_id uuid not null,
  id uuid not null,
  round_id uuid not null,
  goal_id uuid not null,
  place smallint not null check (place between 1 and 5),
  question text not null check (question <> ''),
  reason text not null check (reason <> ''),
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  unique (collaboration_id, round_id, place),
  foreign key (collaboration_id, round_id, goal_id) references round_goal (collaboration_id, round_id, goal_id)
);
create index deviation_by_goal on deviation (collaboration_id, round_id, goal_id);
comment on table deviation is 'protected: by collaboration; what the parties interpret together, chosen in the open';
call protect_table('deviation', 'collaboration_id');
grant select, insert, update, delete on deviation to armkrok_app;

create table reading (
  collaboration_id uuid not null,
  id uuid not null,
  round_id uuid not null,
  deviation_id uuid not null,
  party_id uuid not null,
  organisation_id uuid not null references organisation (id),
  -- Who entered it for a party that does not sign in, how the party said it, and when.
  entered_by_organisation_id uuid references organisation (id),
  channel text check (channel in ('email', 'phone', 'meeting', 'document')),
  stated_on date,
  answer text not null check (answer in ('reading', 'nothingToAdd')),
  text text not null default '' check ((text = '') = (answer = 'nothingToAdd')),
  answered_at timestamptz not null,
  answered_by uuid,
  visible_at timestamptz not null,
  version integer not null default 1,
  retention_rule text not null default 'keep',
  withdrawn_at timestamptz,
  primary key (collaboration_id, id),
  unique (collaboration_id, deviation_id, party_id),
  foreign key (collaboration_id, deviation_id) references deviation (collaboration_id, id),
  foreign key (collaboration_id, round_id, party_id) references round_party (collaboration_id, round_id, party_id),
  check ((entered_by_organisation_id is null) = (channel is null) and (channel is null) = (stated_on is null))
);
create index reading_by_party on reading (collaboration_id, round_id, party_id);
create index reading_by_organisation on reading (organisation_id);
create index reading_by_entering on reading (entered_by_organisation_id);
comment on table reading is 'protected: by collaboration, and until it is shared by the organisation that answered';
call protect_until_shared('reading');
grant select, insert, update on reading to armkrok_app;

create table joint_reading (
  collaboration_id uuid not null,
  deviation_id uuid not null,
  agreed text not null default '',
  not_agreed text not null default '',
  not_known text not null default '',
  causes text not null default '',
  measures text not null default '',
  written_at timestamptz not null,
  written_by uuid not null,
  version integer not null default 1,
  primary key (collaboration_id, deviation_id),
  foreign key (collaboration_id, deviation_id) references deviation (collaboration_id, id)
);
comment on table joint_reading is 'protected: by collaboration; what the parties agree, do not agree and do not know';
call protect_table('joint_reading', 'collaboration_id');
grant select, insert, update on joint_reading to armkrok_app;

-- A version is never changed: writing on makes the next one.
create table report_version (
  collaboration_id uuid not null,
  round_id uuid not null,
  number smallint not null check (number > 0),
  title text not null check (title <> ''),
  summary text not null default '',
  changes text not null default '',
  -- The whole report as it was assembled, for the version that was adopted: later words and goals change nothing in it.
  content jsonb,
  written_at timestamptz not null,
  written_by uuid not null,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, round_id, number),
  foreign key (collaboration_id, round_id) references follow_up_round (collaboration_id, id)
);
comment on table report_version is 'protected: by collaboration; what people have written in the report, version by version';
call protect_table('report_version', 'collaboration_id');
grant select, insert, update on report_version to armkrok_app;

create table report_position (
  collaboration_id uuid not null,
  round_id uuid not null,
  party_id uuid not null,
  organisation_id uuid not null references organisation (id),
  position text not null check (position in ('supports', 'abstains', 'doesNotSupport')),
  reservation text not null default '',
  answered_at timestamptz not null,
  answered_by uuid not null,
  version integer not null default 1,
  primary key (collaboration_id, round_id, party_id),
  foreign key (collaboration_id, round_id, party_id) references round_party (collaboration_id, round_id, party_id)
);
create index report_position_by_organisation on report_position (organisation_id);
comment on table report_position is 'protected: by collaboration; written by the party alone, never for it';
alter table report_position enable row level security;
alter table report_position force row level security;
do $$
declare
  here constant text := 'collaboration_id = any((select nullif(current_setting(''armkrok.collaborations'', true), '''')::uuid[])::uuid[])';
  mine constant text := 'organisation_id = (select nullif(current_setting(''armkrok.organisation'', true), '''')::uuid)';
begin
  execute format('create policy read_own on report_position for select to armkrok_app using (%s)', here);
  execute format('create policy add_own on report_position for insert to armkrok_app with check (%s and %s)', here, mine);
  execute format('create policy change_own on report_position for update to armkrok_app using (%s and %s) with check (%s and %s)',
    here, mine, here, mine);
end $$;
create policy everything on report_position to armkrok_owner using (true) with check (true);
grant select, insert, update on report_position to armkrok_app;

create table report_adoption (
  collaboration_id uuid not null,
  round_id uuid not null,
  number smallint not null,
  adopted_by text not null check (adopted_by <> ''),
  adopted_on date not null,
  effect text not null check (effect in ('standpoint', 'recommendation', 'decisionWithinMandate', 'decisionOfLegalBody')),
  basis text not null default '',
  written_at timestamptz not null,
  written_by uuid not null,
  retention_rule text not null default 'keep',
  withdrawn_at timestamptz,
  primary key (collaboration_id, round_id, number),
  foreign key (collaboration_id, round_id, number) references report_version (collaboration_id, round_id, number),
  check (effect in ('standpoint', 'recommendation') or basis <> '')
);
create unique index report_adopted_once on report_adoption (collaboration_id, round_id) where withdrawn_at is null;
comment on table report_adoption is 'protected: by collaboration; the group that adopted the report, and what that binds';
call protect_table('report_adoption', 'collaboration_id');
grant select, insert on report_adoption to armkrok_app;

create table feedback_package (
  collaboration_id uuid not null,
  id uuid not null,
  round_id uuid not null,
  party_id uuid not null,
  organisation_id uuid not null references organisation (id),
  -- The package as it was sent: what the party promised and the numbers then.
  content jsonb not null,
  address text not null default '',
  sent_at timestamptz not null,
  sent_by uuid not null,
  received_at timestamptz,
  received_by text not null default '',
  registered_on date,
  registration_number text not null default '',
  prepared_on date,
  instance text not null default '',
  planned_on date,
  decided_on date,
  decided_by text not null default '',
  paragraph text not null default '',
  -- The organisation that last stated how far it has come, where it is not the party's own.
  stated_by_organisation_id uuid references organisation (id),
  version integer not null default 1,
  retention_rule text not null default 'keep',
  withdrawn_at timestamptz,
  primary key (collaboration_id, id),
  unique (collaboration_id, round_id, party_id),
  foreign key (collaboration_id, round_id, party_id) references round_party (collaboration_id, round_id, party_id),
  check ((registered_on is null) = (registration_number = '')),
  check (decided_on is null or decided_by <> '')
);
create index feedback_package_by_organisation on feedback_package (organisation_id);
create index feedback_package_by_stating on feedback_package (stated_by_organisation_id);
comment on table feedback_package is 'protected: by collaboration, for the party and those who lead';
call protect_for_party('feedback_package');
grant select, insert, update on feedback_package to armkrok_app;

-- Where a goal of the package landed in the party's own steering, or why it did not.
create table package_goal (
  collaboration_id uuid not null,
  package_id uuid not null,
  goal_id uuid not null,
  organisation_id uuid not null references organisation (id),
  outcome text not null check (outcome in ('beingPrepared', 'takenIn', 'notTakenIn')),
  place text not null default '',
  reason text not null default '',
  answered_at timestamptz not null,
  answered_by uuid,
  version integer not null default 1,
  primary key (collaboration_id, package_id, goal_id),
  foreign key (collaboration_id, package_id) references feedback_package (collaboration_id, id),
  foreign key (collaboration_id, goal_id) references joint_goal (collaboration_id, id),
  check (case outcome when 'takenIn' then place <> '' when 'notTakenIn' then reason <> '' else true end)
);
create index package_goal_by_goal on package_goal (collaboration_id, goal_id);
create index package_goal_by_organisation on package_goal (organisation_id);
comment on table package_goal is 'protected: by collaboration, for the party and those who lead';
call protect_for_party('package_goal');
grant select, insert, update on package_goal to armkrok_app;

-- A Word template of an organisation's own, for what it is asked to decide. The newest one is used.
create table decision_template (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  name text not null check (name <> ''),
  file bytea not null check (octet_length(file) <= 5242880),
  file_hash text not null,
  created_at timestamptz not null,
  created_by uuid not null,
  retention_rule text not null default 'while used',
  withdrawn_at timestamptz,
  primary key (organisation_id, id)
);
comment on table decision_template is 'protected: by organisation; nobody else reads it';
alter table decision_template enable row level security;
alter table decision_template force row level security;
do $$
declare mine constant text := 'organisation_id = (select nullif(current_setting(''armkrok.organisation'', true), '''')::uuid)';
begin
  execute format('create policy read_own on decision_template for select to armkrok_app using (%s)', mine);
  execute format('create policy add_own on decision_template for insert to armkrok_app with check (%s)', mine);
  execute format('create policy change_own on decision_template for update to armkrok_app using (%s) with check (%s)', mine, mine);
end $$;
create policy everything on decision_template to armkrok_owner using (true) with check (true);
grant select, insert, update on decision_template to armkrok_app;

-- How many of those asked have answered all that the round asks of them: goals in a light round, deviations in a full one.
create or replace function round_answers(collaboration uuid)
returns table (round_id uuid, party_id uuid, answered integer, asked integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select rp.round_id, rp.party_id,
    case r.kind when 'light' then
      (select count(*)::integer from round_line l where l.collaboration_id = rp.collaboration_id
        and l.round_id = rp.round_id and l.party_id = rp.party_id)
    else
      (select count(*)::integer from reading g where g.collaboration_id = rp.collaboration_id
        and g.round_id = rp.round_id and g.party_id = rp.party_id) end,
    case r.kind when 'light' then
      (select count(*)::integer from round_goal g where g.collaboration_id = rp.collaboration_id and g.round_id = rp.round_id)
    else
      (select count(*)::integer from deviation d where d.collaboration_id = rp.collaboration_id and d.round_id = rp.round_id
        and r.interpretation_opened_at is not null) end
  from round_party rp
  join follow_up_round r on r.collaboration_id = rp.collaboration_id and r.id = rp.round_id
  where rp.collaboration_id = collaboration
    and rp.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[])
$$;

create or replace function share_when_complete(collaboration uuid, shared_round uuid, acting_at timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from round_answers(collaboration) a
    where a.round_id = shared_round and (a.answered < a.asked or a.asked = 0)) then
    return false;
  end if;
  update follow_up_round r set shared_at = acting_at
  where r.collaboration_id = collaboration and r.id = shared_round and r.shared_at is null and r.deadline_at > acting_at
    and r.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[]);
  if not found then return false; end if;
  update round_line l set visible_at = acting_at where l.collaboration_id = collaboration and l.round_id = shared_round;
  update reading g set visible_at = acting_at where g.collaboration_id = collaboration and g.round_id = shared_round;
  return true;
end $$;

-- How far the packages of a collaboration have come, in numbers alone: which party is where is the party's own.
create function package_standing(collaboration uuid)
returns table (round_id uuid, sent integer, received integer, registered integer, being_prepared integer, decided integer,
  settled integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.round_id, count(*)::integer, count(p.received_at)::integer, count(p.registered_on)::integer,
    count(p.prepared_on)::integer, count(p.decided_on)::integer,
    count(*) filter (where not exists (
      select from round_goal g where g.collaboration_id = p.collaboration_id and g.round_id = p.round_id and not exists (
        select from package_goal o where o.collaboration_id = p.collaboration_id and o.package_id = p.id
          and o.goal_id = g.goal_id and o.outcome in ('takenIn', 'notTakenIn'))))::integer
  from feedback_package p
  where p.collaboration_id = collaboration and p.withdrawn_at is null
    and p.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[])
  group by p.round_id
$$;
revoke all on function package_standing(uuid) from public;
grant execute on function package_standing(uuid) to armkrok_app;
