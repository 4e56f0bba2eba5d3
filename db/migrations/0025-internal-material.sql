-- What a party keeps to itself and what it shares, and secrecy markings with what follows from them.

-- The collaborations in which the acting user speaks for the organisation acted for, of those that the user reads. Worked
-- out where it is asked about. Neither who only reads, nor the holder of a party's link, nor staff of a shared office does.
create function spoken_collaborations() returns uuid[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  speaker constant uuid := nullif(current_setting('armkrok.user', true), '')::uuid;
  acting_for constant uuid := nullif(current_setting('armkrok.organisation', true), '')::uuid;
  readable constant uuid[] := nullif(current_setting('armkrok.collaborations', true), '')::uuid[];
  today constant date := (nullif(current_setting('armkrok.at', true), '')::timestamptz at time zone 'Europe/Stockholm')::date;
begin
  if speaker is null or acting_for is null then return '{}'; end if;
  return array(
    select cs.collaboration_id from seat_term t
    join seat s on s.organisation_id = t.organisation_id and s.id = t.seat_id
    join collaboration_seat cs on cs.organisation_id = t.organisation_id and cs.seat_id = t.seat_id
    join organisation o on o.id = t.organisation_id and o.verified_at is not null
    where t.person_id = speaker and t.organisation_id = acting_for
      and t.began_on <= today and (t.ended_on is null or t.ended_on > today)
      and (s.ended_on is null or s.ended_on > today)
      and (cs.ends_on is null or cs.ends_on > today)
      and cs.role in ('processLeader', 'representative') and cs.collaboration_id = any(readable));
end $$;
revoke all on function spoken_collaborations() from public;
grant execute on function spoken_collaborations() to armkrok_app;

-- A table of a collaboration whose rows are not everybody's there: who reads, adds and changes them, in words. `speaking`
-- is who speaks for the organisation that owns the row; `owner` anybody who acts for it, and so the holder of its link too.
create procedure protect_within(protected regclass, readers text[], adders text[], changers text[])
language plpgsql as $$
declare
  here constant text := 'collaboration_id = any((select nullif(current_setting(''armkrok.collaborations'', true), '''')::uuid[])::uuid[])';
  mine constant text := '(select nullif(current_setting(''armkrok.organisation'', true), '''')::uuid)';
  leads constant text := 'collaboration_id = any((select nullif(current_setting(''armkrok.leads'', true), '''')::uuid[])::uuid[])';
  speaks constant text := 'collaboration_id = any((select spoken_collaborations())::uuid[])';
  signed_in constant text := '(select nullif(current_setting(''armkrok.user'', true), '''')) is not null';
  known constant jsonb := jsonb_build_object(
    'everyone', 'true',
    'owner', format('organisation_id = %s', mine),
    'speaking', format('(organisation_id = %s and %s)', mine, speaks),
    'signedIn', format('(organisation_id = %s and %s)', mine, signed_in),
    'leading', leads,
    'entering', format('entered_by_organisation_id = %s', mine),
    'leadingEntering', format('(%s and entered_by_organisation_id = %s)', leads, mine),
    'onceVisible', 'visible_at <= (select nullif(current_setting(''armkrok.at'', true), '''')::timestamptz)',
    'sharedWith', format('(withdrawn_at is null and %s = any(shared_with || organisation_id) and %s)', mine, signed_in),
    'sending', format('(from_organisation_id = %s and %s)', mine, speaks),
    'receiving', format('(to_organisation_id = %s and %s)', mine, signed_in),
    'cleared', format('(%s = any(cleared_for) and %s)', mine, signed_in));
  who text;
  conditions text[] := '{}';
  allowed text[];
begin
  foreach who in array readers || adders || changers loop
    if not known ? who then raise exception 'nobody is called %', who; end if;
  end loop;
  select array[
    (select string_agg(known ->> r, ' or ') from unnest(readers) r),
    (select string_agg(known ->> a, ' or ') from unnest(adders) a),
    (select string_agg(known ->> c, ' or ') from unnest(changers) c)] into allowed;
  select array_agg(format('%s and (%s)', here, one) order by place) into conditions
  from unnest(allowed) with ordinality as listed(one, place);
  execute format('alter table %s enable row level security', protected);
  execute format('alter table %s force row level security', protected);
  execute format('create policy read_own on %s for select to armkrok_app using (%s)', protected, conditions[1]);
  execute format('create policy add_own on %s for insert to armkrok_app with check (%s)', protected, conditions[2]);
  if cardinality(changers) > 0 then
    execute format('create policy change_own on %s for update to armkrok_app using (%s) with check (%s)',
      protected, conditions[3], conditions[3]);
  end if;
  execute format('create policy everything on %s to armkrok_owner using (true) with check (true)', protected);
end $$;

-- What was written out table by table, or by a procedure for each way, goes the one way.
do $$
declare
  narrowed regclass;
  policy text;
begin
  foreach narrowed in array array['round_line', 'reading', 'feedback_package', 'package_goal', 'report_position']::regclass[] loop
    foreach policy in array array['read_own', 'add_own', 'change_own', 'everything'] loop
      execute format('drop policy %I on %s', policy, narrowed);
    end loop;
  end loop;
end $$;
call protect_within('round_line', '{owner,entering,onceVisible}', '{owner,leading}', '{owner,leadingEntering}');
call protect_within('reading', '{owner,entering,onceVisible}', '{owner,leading}', '{owner,leadingEntering}');
call protect_within('feedback_package', '{owner,leading}', '{owner,leading}', '{owner,leading}');
call protect_within('package_goal', '{owner,leading}', '{owner,leading}', '{owner,leading}');
call protect_within('report_position', '{everyone}', '{owner}', '{owner}');
drop procedure protect_until_shared(regclass);
drop procedure protect_for_party(regclass);

-- A secrecy marking. `cleared_for` follows from who owns what is marked and to whom it has been disclosed, and is set by
-- nobody. What it covers stands in `marked_thing`, and from there on the rows themselves.
create table markable (
  subject_type text primary key,
  -- Null for what nobody but its owner ever reads: the marking goes with what is handed on of it.
  table_name text,
  -- The column that names what it hangs at, whose marking it inherits; empty for what stands alone.
  inherits_by text not null default ''
);
comment on table markable is 'reference: the kinds of things that can be marked, and where they lie';
grant select on markable to armkrok_app;

create table secrecy_marking (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  subject_type text not null references markable (subject_type),
  subject_id uuid not null,
  section text not null check (section <> ''),
  authority text not null check (authority <> ''),
  decided_by text not null check (decided_by <> ''),
  decided_on date not null,
  cleared_for uuid[] not null default '{}',
  created_at timestamptz not null,
  created_by uuid not null,
  lifted_at timestamptz,
  lifted_by text not null default '',
  lifted_because text not null default '',
  version integer not null default 1,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  check ((lifted_at is null) = (lifted_by = '') and (lifted_at is null) = (lifted_because = ''))
);
create unique index secrecy_marking_once on secrecy_marking (collaboration_id, subject_id) where lifted_at is null;
create index secrecy_marking_by_organisation on secrecy_marking (organisation_id);
create index secrecy_marking_by_kind on secrecy_marking (subject_type);
comment on table secrecy_marking is
  'protected: by collaboration, for the organisation that owns what is marked and those it has been disclosed to';

-- That something marked may be seen by another organisation, and on what ground.
create table disclosure (
  collaboration_id uuid not null,
  id uuid not null,
  marking_id uuid not null,
  organisation_id uuid not null references organisation (id),
  to_organisation_id uuid not null references organisation (id),
  basis text not null check (basis <> ''),
  grounds text not null check (grounds <> ''),
  decided_by text not null check (decided_by <> ''),
  decided_on date not null,
  created_at timestamptz not null,
  created_by uuid not null,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  unique (collaboration_id, marking_id, organisation_id, to_organisation_id),
  foreign key (collaboration_id, marking_id) references secrecy_marking (collaboration_id, id)
);
create index disclosure_by_organisation on disclosure (organisation_id);
create index disclosure_by_receiver on disclosure (to_organisation_id);
comment on table disclosure is 'protected: by collaboration, for who disclosed and who received; never changed';

create table marked_thing (
  collaboration_id uuid not null,
  marking_id uuid not null,
  subject_id uuid not null,
  cleared_for uuid[] not null,
  primary key (collaboration_id, marking_id, subject_id),
  foreign key (collaboration_id, marking_id) references secrecy_marking (collaboration_id, id)
);
create index marked_thing_by_subject on marked_thing (subject_id);
comment on table marked_thing is 'sealed: what every marking in force covers, with what inherits it; written by triggers';
call seal_table('marked_thing');

call protect_within('secrecy_marking', '{cleared}', '{speaking}', '{speaking}');
grant select, insert, update on secrecy_marking to armkrok_app;
call protect_within('disclosure', '{signedIn,receiving}', '{speaking}', '{}');
grant select, insert on disclosure to armkrok_app;

-- Who may see something marked: those whom every marking that covers it is open to. Null: nothing covers it.
create function clearance_of(subject uuid) returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select case when exists (select from marked_thing m where m.subject_id = subject) then array(
    select cleared from marked_thing m cross join unnest(m.cleared_for) cleared where m.subject_id = subject
    group by cleared having count(*) = (select count(*) from marked_thing n where n.subject_id = subject)) end
$$;

-- A marked row keeps what follows from its markings, whatever is written to it; what hangs at something inherits.
create function stay_marked() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_argv[0] <> '' then
    insert into marked_thing (collaboration_id, marking_id, subject_id, cleared_for)
    select m.collaboration_id, m.marking_id, new.id, m.cleared_for from marked_thing m
    where m.subject_id = (to_jsonb(new) ->> tg_argv[0])::uuid and m.collaboration_id = new.collaboration_id
    on conflict do nothing;
  end if;
  new.cleared_for := clearance_of(new.id);
  return new;
end $$;

create function work_out_clearance() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.cleared_for := array[new.organisation_id] || array(
    select d.to_organisation_id from disclosure d
    where d.collaboration_id = new.collaboration_id and d.marking_id = new.id
      -- Nobody opens what another organisation has marked.
      and d.organisation_id = new.organisation_id order by d.to_organisation_id);
  return new;
end $$;
create trigger work_out_clearance before insert or update on secrecy_marking
  for each row execute function work_out_clearance();

create function spread_marking() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  kind record;
  covered uuid[];
begin
  insert into marked_thing (collaboration_id, marking_id, subject_id, cleared_for)
  values (new.collaboration_id, new.id, new.subject_id, new.cleared_for), (new.collaboration_id, new.id, new.id, new.cleared_for)
  on conflict do nothing;
  for kind in select k.table_name, k.inherits_by from markable k where k.inherits_by <> '' loop
    execute format('insert into marked_thing (collaboration_id, marking_id, subject_id, cleared_for)
      select $1, $2, t.id, $4 from %I t where t.collaboration_id = $1 and t.%I = $3 on conflict do nothing',
      kind.table_name, kind.inherits_by) using new.collaboration_id, new.id, new.subject_id, new.cleared_for;
  end loop;
  select array_agg(m.subject_id) into covered from marked_thing m
  where m.collaboration_id = new.collaboration_id and m.marking_id = new.id;
  if new.lifted_at is null then
    update marked_thing m set cleared_for = new.cleared_for
    where m.collaboration_id = new.collaboration_id and m.marking_id = new.id and m.cleared_for <> new.cleared_for;
  else
    delete from marked_thing m
    where m.collaboration_id = new.collaboration_id and m.marking_id = new.id and m.subject_id <> new.id;
  end if;
  -- Written to, each row works out its own.
  for kind in select k.table_name from markable k where k.table_name is not null loop
    execute format('update %I t set cleared_for = t.cleared_for where t.collaboration_id = $1 and t.id = any($2)',
      kind.table_name) using new.collaboration_id, covered;
  end loop;
  return null;
end $$;
create trigger spread_marking after insert or update on secrecy_marking
  for each row execute function spread_marking();

create function clear_for_receiver() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update secrecy_marking m set version = m.version + 1
  where m.collaboration_id = new.collaboration_id and m.id = new.marking_id;
  return null;
end $$;
create trigger clear_for_receiver after insert on disclosure
  for each row execute function clear_for_receiver();

-- Puts a table among what can be marked. Restrictive: whatever lets a row be seen, a marking keeps it from those it is not
-- open to; what is not seen is not found to be changed either. The table has collaboration_id and id.
create procedure protect_by_marking(marked regclass, subject text, inherits_by text default '')
language plpgsql as $$
declare
  cleared constant text := '(cleared_for is null or ((select nullif(current_setting(''armkrok.user'', true), '''')) is not null
    and (select nullif(current_setting(''armkrok.organisation'', true), '''')::uuid) = any(cleared_for)))';
begin
  insert into markable (subject_type, table_name, inherits_by)
  select subject, c.relname, inherits_by from pg_class c where c.oid = marked;
  execute format('alter table %s add column cleared_for uuid[]', marked);
  execute format('create policy read_cleared on %s as restrictive for select to armkrok_app using (%s)', marked, cleared);
  execute format('create trigger stay_marked before insert or update on %s for each row execute function stay_marked(%L)',
    marked, inherits_by);
end $$;
revoke all on procedure protect_within(regclass, text[], text[], text[]), protect_by_marking(regclass, text, text) from public;

-- A party's internal material: each entry, and every version of its words.
create table internal_entry (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  kind text not null check (kind in ('draft', 'ownHouse', 'mandate', 'tradeOff')),
  title text not null check (title <> ''),
  text text not null default '' check (text <> '' or kind = 'ownHouse'),
  -- Of one's own house: which unit, where it stands, and who was spoken with.
  unit_id uuid references organisation (id),
  stance text check (stance in ('concerned', 'informed', 'onBoard')),
  contact text not null default '',
  goal_id uuid,
  deviation_id uuid,
  created_at timestamptz not null,
  written_at timestamptz not null,
  written_by uuid not null,
  -- Upprättad (TF 2 kap. 10 §): finished by the party itself, without having been sent.
  drawn_up_at timestamptz,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, goal_id) references joint_goal (collaboration_id, id),
  foreign key (collaboration_id, deviation_id) references deviation (collaboration_id, id),
  check ((kind = 'ownHouse') = (stance is not null)),
  check (kind = 'ownHouse' or (unit_id is null and contact = '')),
  check (num_nonnulls(goal_id, deviation_id) < 2)
);
create index internal_entry_by_organisation on internal_entry (organisation_id);
create index internal_entry_by_unit on internal_entry (unit_id);
create index internal_entry_by_goal on internal_entry (collaboration_id, goal_id);
create index internal_entry_by_deviation on internal_entry (collaboration_id, deviation_id);
comment on table internal_entry is 'protected: by collaboration, for those who speak for the organisation there';
call protect_within('internal_entry', '{speaking}', '{speaking}', '{speaking}');
insert into markable (subject_type) values ('internalEntry');
grant select, insert, update on internal_entry to armkrok_app;

create table internal_entry_version (
  collaboration_id uuid not null,
  entry_id uuid not null,
  version integer not null,
  organisation_id uuid not null references organisation (id),
  title text not null,
  text text not null,
  stance text,
  contact text not null,
  written_at timestamptz not null,
  written_by uuid not null,
  primary key (collaboration_id, entry_id, version),
  foreign key (collaboration_id, entry_id) references internal_entry (collaboration_id, id)
);
create index internal_entry_version_by_organisation on internal_entry_version (organisation_id);
comment on table internal_entry_version is 'protected: by collaboration, for those who speak for the organisation there; never changed';
call protect_within('internal_entry_version', '{speaking}', '{speaking}', '{}');
grant select, insert on internal_entry_version to armkrok_app;

-- What others get to see: a copy of one version, for those chosen. Expedited, and thereby an official record at both
-- (TF 2 kap. 9 and 10 §§); withdrawing takes it out of view and undoes nothing.
create table shared_material (
  collaboration_id uuid not null,
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  entry_id uuid not null,
  entry_version integer not null,
  kind text not null,
  title text not null,
  text text not null,
  stance text,
  contact text not null,
  goal_id uuid,
  deviation_id uuid,
  shared_with uuid[] not null check (shared_with <> '{}'),
  is_for_all boolean not null,
  created_at timestamptz not null,
  created_by uuid not null,
  expedited_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_because text not null default '' check ((withdrawn_because = '') = (withdrawn_at is null)),
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, entry_id, entry_version)
    references internal_entry_version (collaboration_id, entry_id, version),
  foreign key (collaboration_id, goal_id) references joint_goal (collaboration_id, id),
  foreign key (collaboration_id, deviation_id) references deviation (collaboration_id, id)
);
create index shared_material_by_entry on shared_material (collaboration_id, entry_id, entry_version);
create index shared_material_by_organisation on shared_material (organisation_id);
create index shared_material_by_goal on shared_material (collaboration_id, goal_id);
create index shared_material_by_deviation on shared_material (collaboration_id, deviation_id);
comment on table shared_material is 'protected: by collaboration, for the party that shared and those it shared with';
call protect_within('shared_material', '{speaking,sharedWith}', '{speaking}', '{speaking}');
call protect_by_marking('shared_material', 'sharedMaterial', 'entry_id');
grant select, insert, update on shared_material to armkrok_app;

-- What has come in to an organisation and is to be registered there, or not (OSL 5 kap. 1 §).
create table registration_task (
  collaboration_id uuid not null,
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  from_organisation_id uuid not null references organisation (id),
  shared_material_id uuid not null,
  created_at timestamptz not null,
  registration_number text not null default '',
  not_needed_because text not null default '',
  answered_at timestamptz,
  answered_by uuid,
  version integer not null default 1,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  unique (collaboration_id, shared_material_id, organisation_id),
  foreign key (collaboration_id, shared_material_id) references shared_material (collaboration_id, id),
  check (registration_number = '' or not_needed_because = ''),
  check ((answered_at is null) = (registration_number = '' and not_needed_because = ''))
);
create index registration_task_by_organisation on registration_task (organisation_id);
create index registration_task_by_sender on registration_task (from_organisation_id);
comment on table registration_task is 'protected: by collaboration, for those who speak for the receiver; made by the sender';
call protect_within('registration_task', '{speaking}', '{sending}', '{speaking}');
grant select, insert, update on registration_task to armkrok_app;

call protect_by_marking('observation', 'observation');
call protect_by_marking('own_explanation', 'ownExplanation');
-- Written once, and never changed: whoever does not see one could change it unseen.
revoke update on own_explanation from armkrok_app;

-- The words of history about something marked are kept from those it is not open to; that something happened is not.
create function withheld_history() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select array(
    select h.id from marked_thing m join history h on h.subject_id = m.subject_id
    where m.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[])
      and (nullif(current_setting('armkrok.user', true), '') is not null
        and nullif(current_setting('armkrok.organisation', true), '')::uuid = any(m.cleared_for)) is not true)
$$;
create policy read_cleared on history_payload as restrictive for select to armkrok_app
  using (history_id <> all((select withheld_history())::uuid[]));

-- That something is marked is told to all in the collaboration, so that what is left out is not left out in silence.
create function marked_within(collaboration uuid)
returns table (subject_type text, within_id uuid, marked integer, withheld integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.subject_type, s.within_id, count(*)::integer,
    count(*) filter (where (nullif(current_setting('armkrok.organisation', true), '')::uuid = any(s.cleared_for)) is not true)::integer
  from (
    select 'observation' as subject_type, o.round_id as within_id, o.cleared_for from observation o
    where o.collaboration_id = collaboration and o.cleared_for is not null and o.withdrawn_at is null
    union all
    select 'ownExplanation', e.goal_id, e.cleared_for from own_explanation e
    where e.collaboration_id = collaboration and e.cleared_for is not null and e.withdrawn_at is null) s
  where collaboration = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[])
  group by s.subject_type, s.within_id
$$;

do $$
declare lending regprocedure;
begin
  foreach lending in array array['clearance_of(uuid)', 'stay_marked()', 'work_out_clearance()', 'spread_marking()',
    'clear_for_receiver()', 'withheld_history()', 'marked_within(uuid)']::regprocedure[]
  loop
    execute format('revoke all on function %s from public', lending);
  end loop;
end $$;
grant execute on function withheld_history(), marked_within(uuid) to armkrok_app;
