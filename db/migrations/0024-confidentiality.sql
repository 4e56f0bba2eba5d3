-- Who may see: changed by the process leader alone, read under a log, in letters without a name; and in a protected
-- collaboration groups that the others do not know of.

-- The second leg of what a reader of the collaboration could otherwise write: how confidential it is, how surely its
-- readers must be known, where it is archived. The policy of the table lets everyone in it change its description.
create function guard_sight() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if current_user = 'armkrok_app'
    and new.id <> all(coalesce(nullif(current_setting('armkrok.leads', true), ''), '{}')::uuid[]) then
    raise exception 'only who leads a collaboration says who may see it' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger guard_sight before update of confidentiality, accepted_assurances, archive_organisation_id, organisation_id
  on collaboration for each row
  when (old.confidentiality is distinct from new.confidentiality
    or old.accepted_assurances is distinct from new.accepted_assurances
    or old.archive_organisation_id is distinct from new.archive_organisation_id
    or old.organisation_id is distinct from new.organisation_id)
  execute function guard_sight();

-- Whether a person, acting for the organisation, would read the collaboration if signed in surely enough.
create function has_sight(person uuid, acting_for uuid, collaboration uuid, today date) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select from collaboration c
    join collaboration_seat cs on cs.collaboration_id = c.id and cs.organisation_id = acting_for
      and (cs.ends_on is null or cs.ends_on > today)
    join seat s on s.organisation_id = cs.organisation_id and s.id = cs.seat_id and (s.ended_on is null or s.ended_on > today)
    join seat_term t on t.organisation_id = s.organisation_id and t.seat_id = s.id and t.person_id = person
      and t.began_on <= today and (t.ended_on is null or t.ended_on > today)
    join person p on p.id = t.person_id and p.withdrawn_at is null
    where c.id = collaboration and c.withdrawn_at is null
      and (c.confidentiality <> 'protected' or exists (
        select from collaboration_person n where n.collaboration_id = c.id and n.organisation_id = acting_for
          and n.person_id = person and n.ended_at is null))
      and not exists (select from party w
        where w.collaboration_id = c.id and w.organisation_id = acting_for and w.status = 'left'))
$$;

-- How many collaborations would be seen with a surer sign-in: a number and no names.
create function count_behind_sign_in(token bytea, acting_at timestamptz) returns integer
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::integer
  from user_session s join collaboration c on c.accepted_assurances is not null and c.withdrawn_at is null
    and (s.assurance is null or s.assurance <> all(c.accepted_assurances))
  where s.token_hash = token and s.expires_at > acting_at and s.kept_out_because is null
    and has_sight(s.person_id, s.organisation_id, c.id, (acting_at at time zone 'Europe/Stockholm')::date)
$$;

-- A letter about a protected collaboration has no name in it and nothing of what it is about.

alter table mail
  add column collaboration_id uuid references collaboration (id),
  -- Who is to have it, where that is a person with an account; else whoever opens the organisation's letters.
  add column person_id uuid references person (id),
  add column neutral_subject text,
  add column neutral_text text,
  add column neutral_html text,
  add constraint mail_neutral_check check ((collaboration_id is null) = (neutral_subject is null)
    and (collaboration_id is null) = (neutral_text is null) and (collaboration_id is null) = (neutral_html is null));
create index mail_by_collaboration on mail (collaboration_id);
create index mail_by_person on mail (person_id);

drop function queue_mail(uuid, uuid, text, text, text, text, timestamptz, timestamptz);
create function queue_mail(mail_id uuid, organisation uuid, receiver text, subject_line text, plain text, html text,
  acting_at timestamptz, until timestamptz, about uuid, receiving_person uuid, neutral_line text, neutral_plain text,
  neutral_page text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  is_protected constant boolean := exists (
    select from collaboration c where c.id = about and c.confidentiality = 'protected');
begin
  -- What is never to be sent is not kept either.
  insert into mail (id, organisation_id, to_address, subject, body_text, body_html, created_at, runs_out_at,
    collaboration_id, person_id, neutral_subject, neutral_text, neutral_html)
  values (mail_id, organisation, receiver, case when is_protected then neutral_line else subject_line end,
    case when is_protected then neutral_plain else plain end, case when is_protected then neutral_page else html end,
    acting_at, until, about, receiving_person, neutral_line, neutral_plain, neutral_page);
  perform enqueue('send-mail', jsonb_build_object('mailId', mail_id), 'send-mail/' || mail_id, null);
end $$;

-- Why a letter about a collaboration is not to be sent, as things stand now: its person may no longer see it, or the
-- organisation it goes to has nobody left in a protected one. To a person invited, it is what lets them in.
create function mail_refusal(letter mail, today date) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select case
    when letter.collaboration_id is null then null
    when letter.person_id is not null then
      case when has_sight(letter.person_id, letter.organisation_id, letter.collaboration_id, today) then null
        else 'the receiver may no longer see what it is about' end
    when exists (select from invitation i where i.organisation_id = letter.organisation_id
        and i.email = lower(letter.to_address) and i.used_at is null and i.expires_at > letter.created_at) then null
    when exists (select from collaboration c where c.id = letter.collaboration_id and c.confidentiality = 'protected')
      and not exists (select from collaboration_person n where n.collaboration_id = letter.collaboration_id
        and n.organisation_id = letter.organisation_id and n.ended_at is null)
      then 'nobody at the receiver may see what it is about' end
$$;

drop function mail_to_send(uuid, timestamptz);
create function mail_to_send(mail_id uuid, acting_at timestamptz)
returns table (to_address text, subject text, body_text text, body_html text, created_at timestamptz, withheld_because text)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update mail m set failed_at = acting_at, failure = 'no longer of use', claimed_at = null
  where m.id = mail_id and m.sent_at is null and m.runs_out_at <= acting_at;
  if found then
    return;
  end if;
  return query
    update mail m set failed_at = acting_at, claimed_at = null,
      failure = mail_refusal(m, (acting_at at time zone 'Europe/Stockholm')::date)
    where m.id = mail_id and m.sent_at is null
      and mail_refusal(m, (acting_at at time zone 'Europe/Stockholm')::date) is not null
    returning ''::text, ''::text, ''::text, ''::text, m.created_at, m.failure;
  if found then
    return;
  end if;
  return query
    update mail m set claimed_at = acting_at, attempts = m.attempts + 1
    from (select w.id, coalesce(c.confidentiality = 'protected', false) as is_protected
      from mail w left join collaboration c on c.id = w.collaboration_id where w.id = mail_id) now_is
    where m.id = now_is.id and m.sent_at is null
      and (m.claimed_at is null or m.claimed_at <= acting_at - interval '10 minutes')
    returning m.to_address, case when now_is.is_protected then m.neutral_subject else m.subject end,
      case when now_is.is_protected then m.neutral_text else m.body_text end,
      case when now_is.is_protected then m.neutral_html else m.body_html end, m.created_at, null::text;
  if not found and exists (select from mail m where m.id = mail_id and m.sent_at is null) then
    raise exception 'the letter % is being sent by another process', mail_id;
  end if;
end $$;

create or replace function list_outbox() returns table (id uuid, to_address text, subject text, body_text text,
  created_at timestamptz, sent_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select m.id, m.to_address, case when c.confidentiality = 'protected' then m.neutral_subject else m.subject end,
    case when c.confidentiality = 'protected' then m.neutral_text else m.body_text end, m.created_at, m.sent_at
  from mail m left join collaboration c on c.id = m.collaboration_id order by m.created_at desc limit 50
$$;

-- A group for those whom an event concerns, inside a protected collaboration. For everybody else it does not exist.

create table event_group (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  -- Whose record it is: of the organisation that formed it.
  organisation_id uuid not null references organisation (id),
  concerns text not null check (concerns <> ''),
  -- Without minutes it is known that the group met, who came and which tasks there are, and not a word of what was said.
  has_minutes boolean not null,
  created_at timestamptz not null,
  created_by uuid not null,
  closed_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id)
);
create index event_group_by_organisation on event_group (organisation_id);
comment on table event_group is 'protected: by collaboration and membership; formed by form_event_group';

-- A member is a named person of the collaboration, and leaves the group with it.
create table event_group_member (
  collaboration_id uuid not null,
  event_group_id uuid not null,
  organisation_id uuid not null,
  person_id uuid not null,
  added_by uuid not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (collaboration_id, event_group_id, organisation_id, person_id),
  foreign key (collaboration_id, event_group_id) references event_group (collaboration_id, id),
  foreign key (collaboration_id, organisation_id, person_id)
    references collaboration_person (collaboration_id, organisation_id, person_id)
);
create index event_group_member_by_person on event_group_member (collaboration_id, organisation_id, person_id);
comment on table event_group_member is 'protected: by collaboration and membership; who is in an event group';

create table event_group_meeting (
  collaboration_id uuid not null,
  event_group_id uuid not null,
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  held_on date not null,
  minutes text not null default '',
  created_at timestamptz not null,
  primary key (collaboration_id, event_group_id, id),
  foreign key (collaboration_id, event_group_id) references event_group (collaboration_id, id)
);
create index event_group_meeting_by_organisation on event_group_meeting (organisation_id);
comment on table event_group_meeting is 'protected: by collaboration and membership; that the group met';

create table event_group_attendance (
  collaboration_id uuid not null,
  event_group_id uuid not null,
  meeting_id uuid not null,
  party_id uuid not null,
  created_at timestamptz not null,
  primary key (collaboration_id, event_group_id, meeting_id, party_id),
  foreign key (collaboration_id, event_group_id, meeting_id)
    references event_group_meeting (collaboration_id, event_group_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id)
);
create index event_group_attendance_by_party on event_group_attendance (collaboration_id, party_id);
comment on table event_group_attendance is 'protected: by collaboration and membership; which parties were at a meeting';

create table event_group_task (
  collaboration_id uuid not null,
  event_group_id uuid not null,
  number integer not null check (number > 0),
  organisation_id uuid not null references organisation (id),
  party_id uuid not null,
  due_on date,
  state text not null default 'open' check (state in ('open', 'done', 'dropped')),
  description text not null default '',
  created_at timestamptz not null,
  primary key (collaboration_id, event_group_id, number),
  foreign key (collaboration_id, event_group_id) references event_group (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id)
);
create index event_group_task_by_organisation on event_group_task (organisation_id);
create index event_group_task_by_party on event_group_task (collaboration_id, party_id);
comment on table event_group_task is 'protected: by collaboration and membership; what a party is to do, as a number';

-- The groups that the acting user is in, for the organisation now acted for.
create function my_event_groups() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select array(
    select m.event_group_id from event_group_member m
    where m.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[])
      and m.person_id = nullif(current_setting('armkrok.user', true), '')::uuid
      and m.organisation_id = nullif(current_setting('armkrok.organisation', true), '')::uuid
      and m.ended_at is null)
$$;

do $$
declare
  grouped text;
  key text;
  readable constant text :=
    'collaboration_id = any((select nullif(current_setting(''armkrok.collaborations'', true), '''')::uuid[])::uuid[])';
begin
  foreach grouped in array array['event_group', 'event_group_member', 'event_group_meeting', 'event_group_attendance',
    'event_group_task']
  loop
    key := format('%s and %I = any((select my_event_groups())::uuid[])', readable,
      case grouped when 'event_group' then 'id' else 'event_group_id' end);
    execute format('alter table %I enable row level security', grouped);
    execute format('alter table %I force row level security', grouped);
    execute format('create policy read_own on %I for select to armkrok_app using (%s)', grouped, key);
    execute format('create policy everything on %I to armkrok_owner using (true) with check (true)', grouped);
    execute format('grant select on %I to armkrok_app', grouped);
    -- Formed and joined by functions, which look at who is named.
    if grouped not in ('event_group', 'event_group_member') then
      execute format('create policy add_own on %I for insert to armkrok_app with check (%s)', grouped, key);
      execute format('grant insert on %I to armkrok_app', grouped);
    end if;
    if grouped in ('event_group', 'event_group_member', 'event_group_task') then
      execute format('create policy change_own on %I for update to armkrok_app using (%s) with check (%s)', grouped, key,
        -- Whoever leaves a group is not in it when that is looked at.
        case grouped when 'event_group_member' then readable else key end);
    end if;
  end loop;
end $$;
grant update (closed_at) on event_group to armkrok_app;
grant update (ended_at) on event_group_member to armkrok_app;
grant update (state, due_on) on event_group_task to armkrok_app;

-- What was chosen when the group was formed holds for every row that comes, and none comes when it is closed.
create function guard_minutes() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from event_group g where g.collaboration_id = new.collaboration_id and g.id = new.event_group_id
      and (g.closed_at is not null or not g.has_minutes
        and case tg_table_name when 'event_group_meeting' then to_jsonb(new) ->> 'minutes'
          else to_jsonb(new) ->> 'description' end <> '')) then
    raise exception 'the group is closed, or keeps no minutes' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger guard_minutes before insert or update on event_group_meeting for each row execute function guard_minutes();
create trigger guard_minutes before insert or update on event_group_task for each row execute function guard_minutes();

-- Adds named persons of the collaboration; one who has left is let in again. Anybody not named there now is left out.
create function add_to_event_group(collaboration uuid, grouped uuid, organisations uuid[], people uuid[], acting_at timestamptz)
returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from collaboration c join event_group g on g.collaboration_id = c.id and g.id = grouped
      where c.id = collaboration and c.confidentiality = 'protected' and g.closed_at is null
        and g.id = any(my_event_groups())) then
    raise exception 'no such group' using errcode = '42501';
  end if;
  insert into event_group_member as m (collaboration_id, event_group_id, organisation_id, person_id, added_by, created_at)
  select n.collaboration_id, grouped, n.organisation_id, n.person_id, nullif(current_setting('armkrok.user', true), '')::uuid,
    acting_at
  from unnest(organisations, people) as listed(organisation, person)
  join collaboration_person n on n.collaboration_id = collaboration and n.organisation_id = listed.organisation
    and n.person_id = listed.person and n.ended_at is null
  on conflict (collaboration_id, event_group_id, organisation_id, person_id)
    do update set ended_at = null, added_by = excluded.added_by where m.ended_at is not null;
end $$;

-- A group with whoever forms it as its first member. Only in a protected collaboration, by somebody who is named there.
create function form_event_group(collaboration uuid, grouped uuid, about text, keeps_minutes boolean, acting_at timestamptz)
returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  acting constant uuid := nullif(current_setting('armkrok.user', true), '')::uuid;
  acting_for constant uuid := nullif(current_setting('armkrok.organisation', true), '')::uuid;
begin
  if collaboration <> all(coalesce(nullif(current_setting('armkrok.collaborations', true), ''), '{}')::uuid[])
    or not exists (select from collaboration c join collaboration_person n on n.collaboration_id = c.id
      and n.organisation_id = acting_for and n.person_id = acting and n.ended_at is null
      where c.id = collaboration and c.confidentiality = 'protected') then
    raise exception 'no such collaboration' using errcode = '42501';
  end if;
  insert into event_group (collaboration_id, id, organisation_id, concerns, has_minutes, created_at, created_by)
  values (collaboration, grouped, acting_for, about, keeps_minutes, acting_at, acting);
  insert into event_group_member (collaboration_id, event_group_id, organisation_id, person_id, added_by, created_at)
  values (collaboration, grouped, acting_for, acting, acting, acting_at);
end $$;

-- Who is no longer named is in no group any longer: named again, one is not back in them unasked.
create function leave_event_groups() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update event_group_member m set ended_at = new.ended_at
  where m.collaboration_id = new.collaboration_id and m.organisation_id = new.organisation_id
    and m.person_id = new.person_id and m.ended_at is null;
  return new;
end $$;
create trigger leave_event_groups after update of ended_at on collaboration_person for each row
  when (new.ended_at is not null) execute function leave_event_groups();

-- What happens in a group stands in the installation's own chain, seen by its members alone: a number left out of the
-- collaboration's chain would tell the others that there is a group.
drop policy read_own on history;
create policy read_own on history for select to armkrok_app using (
  case when subject_type = 'eventGroup' then subject_id = any((select my_event_groups())::uuid[])
    when collaboration_id is not null
      then collaboration_id = any((select nullif(current_setting('armkrok.collaborations', true), '')::uuid[])::uuid[])
    else organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid) end);
drop policy read_own on history_payload;
create policy read_own on history_payload for select to armkrok_app using (
  case when collaboration_id is not null
      then collaboration_id = any((select nullif(current_setting('armkrok.collaborations', true), '')::uuid[])::uuid[])
    when organisation_id is not null
      then organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid)
    else exists (select from history h where h.id = history_id
      and h.subject_type = 'eventGroup' and h.subject_id = any((select my_event_groups())::uuid[])) end);

-- Who has read what in a protected collaboration. Append-only, by a function that takes the reader from the transaction.
-- Kept for five years at least, as logs of access in health care are (HSLF-FS 2016:40, 4 kap. 9 §); nothing removes it.

create table access_record (
  -- The organisation that answers for the collaboration reviews it; each organisation sees what its own people have read.
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  collaboration_id uuid references collaboration (id),
  -- Of what was read in a group the group's members know, and nobody else.
  event_group_id uuid,
  reader_organisation_id uuid not null references organisation (id),
  person_id uuid not null,
  person_name text not null,
  route text not null,
  path text not null,
  is_shown boolean not null,
  at timestamptz not null,
  retention_rule text not null default 'keep 5 years',
  primary key (organisation_id, id),
  foreign key (collaboration_id, event_group_id) references event_group (collaboration_id, id)
);
create index access_record_by_collaboration on access_record (collaboration_id, event_group_id);
create index access_record_by_time on access_record (organisation_id, at desc);
create index access_record_by_reader on access_record (reader_organisation_id, at desc);
comment on table access_record is
  'protected: by organisation that answers or reads, in a collaboration by who leads; added by note_access alone';
alter table access_record enable row level security;
alter table access_record force row level security;
create policy read_own on access_record for select to armkrok_app using (
  case when event_group_id is not null then event_group_id = any((select my_event_groups())::uuid[])
    else collaboration_id = any((select nullif(current_setting('armkrok.leads', true), '')::uuid[])::uuid[])
      or organisation_id = any((select nullif(current_setting('armkrok.administers', true), '')::uuid[])::uuid[])
      or reader_organisation_id = any((select nullif(current_setting('armkrok.administers', true), '')::uuid[])::uuid[])
    end);
create policy everything on access_record to armkrok_owner using (true) with check (true);
grant select on access_record to armkrok_app;

-- Of a collaboration: in the name of whoever the transaction is for, who must read it. Of an organisation's own log, with
-- no collaboration: by its administrator. An address of a group that is not the reader's shows nothing of any group.
create function note_access(entry uuid, collaboration uuid, grouped uuid, organisation uuid, by_route text,
  at_path text, shown boolean, acting_at timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  acting constant uuid := nullif(current_setting('armkrok.user', true), '')::uuid;
  acting_for constant uuid := nullif(current_setting('armkrok.organisation', true), '')::uuid;
  answers uuid;
begin
  if collaboration is not null then
    if collaboration <> all(coalesce(nullif(current_setting('armkrok.collaborations', true), ''), '{}')::uuid[]) then
      raise exception 'not read by whoever acts' using errcode = '42501';
    end if;
    select c.organisation_id into answers from collaboration c where c.id = collaboration;
  elsif organisation = any(coalesce(nullif(current_setting('armkrok.administers', true), ''), '{}')::uuid[]) then
    answers := organisation;
  else
    raise exception 'not administered by whoever acts' using errcode = '42501';
  end if;
  insert into access_record (organisation_id, id, collaboration_id, event_group_id, reader_organisation_id, person_id,
    person_name, route, path, is_shown, at)
  select answers, entry, collaboration, (select g.id from event_group g where g.collaboration_id = collaboration
      and g.id = grouped and g.id = any(my_event_groups())), acting_for, acting, p.name, by_route, left(at_path, 500), shown,
    acting_at
  from person p where p.id = acting;
  if not found then raise exception 'nobody acts' using errcode = '42501'; end if;
end $$;

do $$
declare opened regprocedure;
begin
  foreach opened in array array['count_behind_sign_in(bytea, timestamptz)',
    'queue_mail(uuid, uuid, text, text, text, text, timestamptz, timestamptz, uuid, uuid, text, text, text)',
    'mail_to_send(uuid, timestamptz)', 'my_event_groups()', 'form_event_group(uuid, uuid, text, boolean, timestamptz)',
    'add_to_event_group(uuid, uuid, uuid[], uuid[], timestamptz)',
    'note_access(uuid, uuid, uuid, uuid, text, text, boolean, timestamptz)']::regprocedure[]
  loop
    execute format('revoke all on function %s from public', opened);
    execute format('grant execute on function %s to armkrok_app', opened);
  end loop;
  revoke all on function has_sight(uuid, uuid, uuid, date), mail_refusal(mail, date), leave_event_groups() from public;
end $$;

-- Whose record each is (TF 2 kap.): of the organisation acted for when it was made, whatever the statement says. What lies
-- under such a record is of the same organisation.

create function sign_record() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  acting_for constant uuid := nullif(current_setting('armkrok.organisation', true), '')::uuid;
begin
  if acting_for is not null then
    new.organisation_id := acting_for;
  elsif new.organisation_id is null then
    select c.organisation_id into new.organisation_id from collaboration c where c.id = new.collaboration_id;
  end if;
  return new;
end $$;

do $$
declare
  record_of text;
begin
  foreach record_of in array array['contribution', 'deviation', 'follow_up_round', 'indicator', 'joint_goal', 'joint_reading',
    'own_explanation', 'own_series', 'own_series_import', 'report_adoption', 'report_version', 'round_joint_line',
    'steering_document', 'value_doubt']
  loop
    execute format('alter table %I add column organisation_id uuid references organisation (id)', record_of);
    -- Who made it, as the history tells; where it does not, the collaboration's own.
    execute format('update %I r set organisation_id = coalesce((%s), (select c.organisation_id from collaboration c '
      || 'where c.id = r.collaboration_id))', record_of,
      case when exists (select from information_schema.columns k
          where k.table_schema = 'public' and k.table_name = record_of and k.column_name = 'id')
        then 'select h.organisation_id from history h where h.subject_id = r.id and h.organisation_id is not null '
          || 'order by h.at, h.seq limit 1'
        else 'null::uuid' end);
    execute format('alter table %I alter column organisation_id set not null', record_of);
    execute format('create index %I on %I (organisation_id)', record_of || '_by_organisation', record_of);
    execute format('create trigger sign_record before insert on %I for each row execute function sign_record()', record_of);
  end loop;
end $$;

-- Guests: somebody from outside (an association, a company, a group of citizens) whom a party answers for, until a day.

create table guest (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  -- The party that answers for the guest, and whose record it is that there is one.
  organisation_id uuid not null references organisation (id),
  party_id uuid not null,
  guest_organisation_id uuid not null references organisation (id),
  seat_id uuid not null,
  role text not null default 'reader' check (role = 'reader'),
  name text not null check (name <> ''),
  ends_on date not null,
  created_at timestamptz not null,
  created_by uuid not null,
  ended_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id),
  foreign key (collaboration_id, seat_id, role) references collaboration_seat (collaboration_id, seat_id, role)
);
create index guest_by_organisation on guest (organisation_id);
create index guest_by_guest_organisation on guest (guest_organisation_id);
create index guest_by_party on guest (collaboration_id, party_id);
create index guest_by_seat on guest (collaboration_id, seat_id, role);
comment on table guest is 'protected: by collaboration; admitted by admit_guest, ended by end_guest';
alter table guest enable row level security;
alter table guest force row level security;
create policy read_own on guest for select to armkrok_app using (
  collaboration_id = any((select nullif(current_setting('armkrok.collaborations', true), '')::uuid[])::uuid[]));
create policy everything on guest to armkrok_owner using (true) with check (true);
grant select on guest to armkrok_app;

-- An organisation made for a guest stands in no list: that it is there tells of a collaboration.
alter table organisation add column is_guest boolean not null default false;

-- A guest acts for an organisation of its own that nobody has verified: made here, so that nobody becomes the guest of one
-- that is already there. Without a second factor it acts for nobody. Reads, until the day; no longer than a year.
create function admit_guest(collaboration uuid, admitted uuid, sponsor uuid, guest_organisation uuid, organisation_name text,
  organisation_kind text, seat uuid, seat_title text, guest_name text, last_day date, acting_at timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  acting constant uuid := nullif(current_setting('armkrok.user', true), '')::uuid;
  today constant date := (acting_at at time zone 'Europe/Stockholm')::date;
  answers uuid;
  fictional boolean;
begin
  if collaboration <> all(coalesce(nullif(current_setting('armkrok.leads', true), ''), '{}')::uuid[]) then
    raise exception 'only who leads a collaboration lets a guest in' using errcode = '42501';
  end if;
  if last_day <= today or last_day > today + 366 then
    raise exception 'a guest is let in for a year at most' using errcode = '23514';
  end if;
  select p.organisation_id, o.is_fictional into answers, fictional
  from party p join organisation o on o.id = p.organisation_id
  where p.collaboration_id = collaboration and p.id = sponsor and p.withdrawn_at is null
    and p.status not in ('considered', 'declined', 'left');
  if answers is null then
    raise exception 'no such party' using errcode = '42501';
  end if;
  insert into organisation (id, kind, name, is_fictional, is_guest, created_at)
  values (guest_organisation, organisation_kind, organisation_name, fictional, true, acting_at);
  insert into organisation_sign_in (organisation_id, demands, created_at, changed_at)
  values (guest_organisation, 'secondFactor', acting_at, acting_at);
  insert into seat (organisation_id, id, title, level, created_at)
  values (guest_organisation, seat, seat_title, 'officer', acting_at);
  insert into collaboration_seat (collaboration_id, organisation_id, seat_id, role, ends_on, created_at)
  values (collaboration, guest_organisation, seat, 'reader', last_day + 1, acting_at);
  insert into guest (collaboration_id, id, organisation_id, party_id, guest_organisation_id, seat_id, name, ends_on,
    created_at, created_by)
  values (collaboration, admitted, answers, sponsor, guest_organisation, seat, guest_name, last_day, acting_at, acting);
end $$;

-- From now on. Whoever leads the collaboration ends it, and the party that answers for the guest.
create function end_guest(collaboration uuid, admitted uuid, acting_at timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  today constant date := (acting_at at time zone 'Europe/Stockholm')::date;
  ended guest;
begin
  update guest g set ended_at = acting_at
  where g.collaboration_id = collaboration and g.id = admitted and g.ended_at is null
    and collaboration = any(coalesce(nullif(current_setting('armkrok.collaborations', true), ''), '{}')::uuid[])
    and (collaboration = any(coalesce(nullif(current_setting('armkrok.leads', true), ''), '{}')::uuid[])
      or g.organisation_id = nullif(current_setting('armkrok.organisation', true), '')::uuid)
  returning g.* into ended;
  if ended.id is null then return null; end if;
  update collaboration_seat cs set ends_on = least(cs.ends_on, today)
  where cs.collaboration_id = ended.collaboration_id and cs.seat_id = ended.seat_id and cs.role = ended.role;
  return ended.name;
end $$;
revoke all on function admit_guest(uuid, uuid, uuid, uuid, text, text, uuid, text, text, date, timestamptz),
  end_guest(uuid, uuid, timestamptz) from public;
grant execute on function admit_guest(uuid, uuid, uuid, uuid, text, text, uuid, text, text, date, timestamptz),
  end_guest(uuid, uuid, timestamptz) to armkrok_app;

-- The organisations that the guests of what one reads act for: their seats and holders are seen by all who share it.
create function guest_organisations() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select array(select g.guest_organisation_id from guest g
    where g.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[]))
$$;
revoke all on function guest_organisations() from public;
grant execute on function guest_organisations() to armkrok_app;
alter policy read_own on seat using (organisation_id = any((select readable_organisations())::uuid[])
  or organisation_id = any((select guest_organisations())::uuid[]));
alter policy read_own on seat_term using (organisation_id = any((select readable_organisations())::uuid[])
  or organisation_id = any((select guest_organisations())::uuid[]));

-- As before, and an invitation to a guest.
create or replace function writable_organisations() returns uuid[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if nullif(current_setting('armkrok.user', true), '') is null then return '{}'; end if;
  if current_setting('armkrok.everywhere', true) = 'yes' then return array(select o.id from organisation o); end if;
  return array(
    select p.organisation_id from party p
    where p.collaboration_id = any(nullif(current_setting('armkrok.leads', true), '')::uuid[])
    union all select g.guest_organisation_id from guest g
    where g.collaboration_id = any(nullif(current_setting('armkrok.leads', true), '')::uuid[]))
    || nullif(current_setting('armkrok.administers', true), '')::uuid[];
end $$;

-- A protected collaboration whose named leaders have all left: nobody could name another, and its records would be out of
-- reach of the authority that answers for them. An administrator there lets in whoever holds a process leader's seat now.
create function leaders_to_name(acting_at timestamptz)
returns table (collaboration_id uuid, organisation_id uuid, organisation_name text, person_id uuid, name text)
language sql stable security definer set search_path = public, pg_temp as $$
  with seated as (
    select distinct c.id as collaboration_id, cs.organisation_id, t.person_id, t.holder_name
    from collaboration c
    join collaboration_seat cs on cs.collaboration_id = c.id and cs.role = 'processLeader'
      and (cs.ends_on is null or cs.ends_on > (acting_at at time zone 'Europe/Stockholm')::date)
    join seat_term t on t.organisation_id = cs.organisation_id and t.seat_id = cs.seat_id and t.kind = 'holder'
    where c.confidentiality = 'protected' and c.withdrawn_at is null
      and c.organisation_id = any(coalesce(nullif(current_setting('armkrok.administers', true), ''), '{}')::uuid[])
      and t.began_on <= (acting_at at time zone 'Europe/Stockholm')::date
      and (t.ended_on is null or t.ended_on > (acting_at at time zone 'Europe/Stockholm')::date)
      and exists (select from seat s where s.organisation_id = cs.organisation_id and s.id = cs.seat_id
        and (s.ended_on is null or s.ended_on > (acting_at at time zone 'Europe/Stockholm')::date)))
  select l.collaboration_id, l.organisation_id, o.name, l.person_id, l.holder_name
  from seated l join organisation o on o.id = l.organisation_id
  where not exists (select from seated named
    join collaboration_person n on n.collaboration_id = named.collaboration_id and n.organisation_id = named.organisation_id
      and n.person_id = named.person_id and n.ended_at is null
    where named.collaboration_id = l.collaboration_id)
  order by l.collaboration_id, o.name, l.holder_name, l.person_id
$$;

create function name_leader(collaboration uuid, organisation uuid, person uuid, acting_at timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare called text;
begin
  select l.name into called from leaders_to_name(acting_at) l
  where l.collaboration_id = collaboration and l.organisation_id = organisation and l.person_id = person;
  if called is null then return null; end if;
  insert into collaboration_person as n (collaboration_id, organisation_id, person_id, named_by, created_at)
  values (collaboration, organisation, person, nullif(current_setting('armkrok.user', true), '')::uuid, acting_at)
  on conflict on constraint collaboration_person_pkey do update set ended_at = null, named_by = excluded.named_by;
  return called;
end $$;
revoke all on function leaders_to_name(timestamptz), name_leader(uuid, uuid, uuid, timestamptz) from public;
grant execute on function leaders_to_name(timestamptz), name_leader(uuid, uuid, uuid, timestamptz) to armkrok_app;
