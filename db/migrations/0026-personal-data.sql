-- Personal data: what each collaboration registers of its processing, what somebody is told of themselves, and erasure.

-- One for each collaboration (GDPR, art. 30; art. 26 for those who answer together).
create table processing_record (
  collaboration_id uuid primary key references collaboration (id),
  organisation_id uuid not null references organisation (id),
  purpose text not null check (purpose <> ''),
  legal_basis text not null check (legal_basis in ('publicTask', 'legalObligation', 'contract', 'vitalInterest', 'consent',
    'legitimateInterest')),
  legal_basis_note text not null check (legal_basis_note <> ''),
  responsibility text not null check (responsibility in ('each', 'joint', 'one')),
  responsibility_note text not null check (responsibility_note <> ''),
  people text not null check (people <> ''),
  categories text not null check (categories <> ''),
  -- What allows data of the kinds in art. 9 and 10; empty where there are none.
  sensitive_note text not null default '',
  recipients text not null check (recipients <> ''),
  transfers text not null default '',
  retention text not null check (retention <> ''),
  protection text not null default '',
  version integer not null default 1,
  written_by uuid not null,
  written_at timestamptz not null,
  retention_rule text not null default 'keep'
);
create index processing_record_by_organisation on processing_record (organisation_id);
comment on table processing_record is 'protected: by collaboration, written by those who lead; what personal data is processed for';
call protect_table('processing_record', 'collaboration_id');
do $$
declare
  led constant text := 'collaboration_id = any((select nullif(current_setting(''armkrok.leads'', true), '''')::uuid[])::uuid[])';
begin
  drop policy add_own on processing_record;
  drop policy change_own on processing_record;
  drop policy remove_own on processing_record;
  execute format('create policy add_own on processing_record for insert to armkrok_app with check (%s)', led);
  execute format('create policy change_own on processing_record for update to armkrok_app using (%s) with check (%s)', led, led);
end $$;
grant select, insert, update on processing_record to armkrok_app;

-- Everything that is held about whoever asks, wherever it lies: the tables are found in the catalogue, so that a new one is
-- not forgotten. What somebody has written is theirs to read whole; of what they have only opened or sent, that they did.
-- Others' names and addresses are masked before anything leaves the database.
create function personal_export(person_mask text, address_mask text) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  me constant uuid := nullif(current_setting('armkrok.user', true), '')::uuid;
  address constant text := '[[:alnum:]._%+-]+@[[:alnum:].-]+\.[[:alpha:]]{2,}';
  own record;
  source record;
  rows_found jsonb;
  tables jsonb := '{}';
  whole text;
  other record;
begin
  select p.name, p.email into own from person p where p.id = me;
  if not found then return null; end if;
  for source in
    select c.relname::text as name,
      string_agg(format('r.%I = $1', a.attname), ' or ') filter (where a.atttypid = 'uuid'::regtype
        and a.attname in ('person_id', 'user_id', 'created_by', 'written_by', 'answered_by', 'entered_by')) as held,
      string_agg(format('r.%I = $1', a.attname), ' or ') filter (where a.atttypid = 'uuid'::regtype
        and a.attname ~ '_by$') as done,
      coalesce(array_agg(a.attname::text) filter (where a.attname ~ '(password|secret|token|hash|key)'
        or a.atttypid = 'bytea'::regtype), '{}') as hidden,
      array_agg(a.attname::text) filter (where a.atttypid = 'uuid'::regtype) as ids
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and c.relname not in ('person', 'history', 'history_payload', 'mail')
    group by c.relname
    having bool_or(a.atttypid = 'uuid'::regtype and (a.attname in ('person_id', 'user_id') or a.attname ~ '_by$'))
    order by 1
  loop
    execute format('select jsonb_agg(case when %s then to_jsonb(r) - $2 else (
        select jsonb_object_agg(e.key, e.value) from jsonb_each(to_jsonb(r)) e where e.key = any($3)) end)
      from %I r where %s', coalesce(source.held, 'false'), source.name, concat_ws(' or ', source.held, source.done))
      into rows_found using me, source.hidden, source.ids;
    if rows_found is not null then tables := tables || jsonb_build_object(source.name, rows_found); end if;
  end loop;
  whole := jsonb_build_object(
    'account', (select to_jsonb(p) - 'password' - 'demo_place' - 'demo_role' || jsonb_build_object('organisation', o.name)
      from person p join organisation o on o.id = p.organisation_id where p.id = me),
    'seats', coalesce((select jsonb_agg(jsonb_build_object('organisation', o.name, 'title', s.title, 'level', s.level,
        'kind', t.kind, 'name', t.holder_name, 'began_on', t.began_on, 'ended_on', t.ended_on,
        'collaborations', coalesce((select jsonb_agg(jsonb_build_object('name', c.name, 'role', cs.role) order by c.name, cs.role)
          from collaboration_seat cs join collaboration c on c.id = cs.collaboration_id
          where cs.organisation_id = s.organisation_id and cs.seat_id = s.id), '[]')) order by t.began_on, t.id)
      from seat_term t join seat s on s.organisation_id = t.organisation_id and s.id = t.seat_id
      join organisation o on o.id = t.organisation_id where t.person_id = me), '[]'),
    'invitations', coalesce((select jsonb_agg(jsonb_build_object('organisation', o.name, 'name', i.name, 'kind', i.kind,
        'created_at', i.created_at) order by i.created_at)
      from invitation i join organisation o on o.id = i.organisation_id where i.email = own.email), '[]'),
    'letters', coalesce((select jsonb_agg(jsonb_build_object('subject', m.subject, 'created_at', m.created_at,
        'sent_at', m.sent_at) order by m.created_at) from mail m where m.to_address = own.email), '[]'),
    'history', coalesce((select jsonb_agg(jsonb_build_object('at', h.at, 'verb', h.verb, 'organisation', o.name,
        'collaboration', c.name, 'by_you', h.user_id is not distinct from me, 'before', p.before, 'after', p.after)
        order by h.at, h.id)
      from history h left join history_payload p on p.history_id = h.id
      left join organisation o on o.id = h.organisation_id left join collaboration c on c.id = h.collaboration_id
      where h.user_id = me or h.subject_id = me
        or (h.subject_id in (select t.seat_id from seat_term t where t.person_id = me)
          and own.name in (p.before ->> 'name', p.after ->> 'name'))), '[]'),
    'written', tables)::text;
  -- Signs that stand in no JSON hold the place of what is one's own.
  whole := replace(replace(whole, own.email, chr(1)), own.name, chr(2));
  whole := regexp_replace(whole, address, address_mask, 'g');
  for other in
    with known as materialized (
      select p.name from person p where p.id <> me
      union select t.holder_name from seat_term t where t.person_id <> me
      union select i.name from invitation i where i.email <> own.email),
    word as materialized (select distinct w from regexp_split_to_table(whole, '[^[:alnum:]''’-]+') w)
    select k.name from known k where position(' ' in k.name) > 0 and k.name <> own.name
      and split_part(k.name, ' ', 1) in (select w from word) and strpos(whole, k.name) > 0
    order by length(k.name) desc, k.name
  loop
    whole := replace(whole, other.name, person_mask);
  end loop;
  return replace(replace(whole, chr(1), own.email), chr(2), own.name)::jsonb;
end $$;

-- A person's wish to be erased, and what was decided.
create table erasure (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  person_id uuid not null references person (id),
  asked_at timestamptz,
  words text not null default '',
  decided_at timestamptz,
  decided_by uuid,
  outcome text check (outcome in ('erased', 'refused')),
  reason text not null default '',
  counts jsonb,
  created_at timestamptz not null,
  primary key (organisation_id, id),
  check ((decided_at is null) = (outcome is null) and (outcome is null or reason <> ''))
);
create index erasure_by_person on erasure (person_id);
comment on table erasure is 'sealed: reached through functions; the wish of a person, and what an administrator decided';
call seal_table('erasure');

create function ask_for_erasure(erasure_id uuid, asking text, acting_at timestamptz) returns uuid
language sql security definer set search_path = public, pg_temp as $$
  insert into erasure (organisation_id, id, person_id, asked_at, words, created_at)
  select p.organisation_id, erasure_id, p.id, acting_at, asking, acting_at from person p
  where p.id = nullif(current_setting('armkrok.user', true), '')::uuid and p.withdrawn_at is null
    and not exists (select from erasure e where e.person_id = p.id and e.decided_at is null)
  returning organisation_id
$$;

create function my_erasure() returns table (asked_at timestamptz, decided_at timestamptz, outcome text, reason text)
language sql stable security definer set search_path = public, pg_temp as $$
  select e.asked_at, e.decided_at, e.outcome, e.reason from erasure e
  where e.person_id = nullif(current_setting('armkrok.user', true), '')::uuid order by e.created_at desc limit 1
$$;

create function may_erase_in(organisation uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(current_setting('armkrok.everywhere', true) = 'yes'
    or organisation = any(nullif(current_setting('armkrok.administers', true), '')::uuid[]), false)
$$;

create function list_erasures(organisation uuid)
returns table (id uuid, person_id uuid, person_name text, asked_at timestamptz, words text, decided_at timestamptz,
  outcome text, reason text, counts jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select e.id, e.person_id, case when p.withdrawn_at is null then p.name end, e.asked_at, e.words, e.decided_at, e.outcome,
    e.reason, e.counts
  from erasure e join person p on p.id = e.person_id
  where e.organisation_id = organisation and may_erase_in(organisation) order by e.created_at desc
$$;

create function list_accounts(organisation uuid)
returns table (person_id uuid, person_name text, email text, created_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, p.name, p.email, p.created_at from person p
  where p.organisation_id = organisation and p.withdrawn_at is null and may_erase_in(organisation)
  order by p.name collate "sv-x-icu", p.id
$$;

-- The tables whose rows are the person's own and no record: what an account needs, and what was never finished.
create function personal_tables() returns setof text
language sql stable security definer set search_path = public, pg_temp as $$
  select a.attrelid::regclass::text from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname = 'person_id' and not a.attisdropped
    and c.relname in ('user_session', 'draft', 'password_reset', 'own_upload', 'form_use', 'authenticator', 'recovery_code',
      'passkey', 'sign_in_step', 'email_change', 'provider_identity')
  order by 1
$$;

-- How much is erased and how much kept, by what it is called.
create function erasure_preview(organisation uuid, person uuid) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  own record;
  named text;
  found_rows integer;
  erased jsonb := '{"person": 1}';
begin
  select p.email into own from person p
  where p.id = person and p.organisation_id = organisation and p.withdrawn_at is null and may_erase_in(organisation);
  if not found then return null; end if;
  for named in select personal_tables() loop
    execute format('select count(*)::integer from %I where person_id = $1', named) into found_rows using person;
    if found_rows > 0 then erased := erased || jsonb_build_object(named, found_rows); end if;
  end loop;
  return jsonb_build_object(
    'erased', erased || jsonb_build_object(
      'mail', (select count(*) from mail m where m.to_address = own.email),
      'history_payload', (select count(*) from history h join history_payload p on p.history_id = h.id
        where h.subject_type = 'person' and h.subject_id = person)),
    'kept', jsonb_build_object(
      'seat_term', (select count(*) from seat_term t where t.person_id = person),
      'history', (select count(*) from history h where h.user_id = person)));
end $$;

-- Erases what is no record and takes the person's name off the account; answers with the payloads that were destroyed, whose
-- certificates the caller adds to their chains. Nobody erases themselves, and the last who administers the system stays.
create function erase_person(organisation uuid, person uuid, erasure_id uuid, why text, acting_at timestamptz)
returns table (history_id uuid, collaboration_id uuid, organisation_id uuid)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  own record;
  named text;
  told jsonb;
  today constant date := (acting_at at time zone 'Europe/Stockholm')::date;
begin
  told := erasure_preview(organisation, person);
  if told is null or person = nullif(current_setting('armkrok.user', true), '')::uuid then return; end if;
  select p.email, p.is_system_administrator as may_everywhere into own from person p where p.id = person for update;
  if own.may_everywhere and not exists (
    select from person p where p.id <> person and p.is_system_administrator and p.withdrawn_at is null) then return; end if;
  for named in select personal_tables() loop
    execute format('delete from %I where person_id = $1', named) using person;
  end loop;
  -- A letter was a notice of something that is told elsewhere.
  delete from mail m where m.to_address = own.email;
  delete from invitation i where i.email = own.email and i.used_at is null;
  update seat_term t set ended_on = greatest(today, t.began_on)
  where t.person_id = person and (t.ended_on is null or t.ended_on > today);
  update collaboration_person n set ended_at = acting_at where n.person_id = person and n.ended_at is null;
  update person p set name = 'Raderat konto', email = 'raderat-' || p.id || '@invalid', password = null,
    is_system_administrator = false, withdrawn_at = acting_at
  where p.id = person;
  update erasure e set decided_at = acting_at, decided_by = nullif(current_setting('armkrok.user', true), '')::uuid,
    outcome = 'erased', reason = why, counts = told
  where e.person_id = person and e.decided_at is null;
  if not found then
    insert into erasure (organisation_id, id, person_id, decided_at, decided_by, outcome, reason, counts, created_at)
    values (organisation, erasure_id, person, acting_at, nullif(current_setting('armkrok.user', true), '')::uuid, 'erased',
      why, told, acting_at);
  end if;
  return query
    with gone as (
      delete from history_payload p using history h
      where h.id = p.history_id and h.subject_type = 'person' and h.subject_id = person returning h.*)
    select g.id, g.collaboration_id, g.organisation_id from gone g order by g.chain, g.seq;
end $$;

create function refuse_erasure(organisation uuid, erasure_id uuid, why text, acting_at timestamptz) returns boolean
language sql security definer set search_path = public, pg_temp as $$
  with refused as (
    update erasure e set decided_at = acting_at, decided_by = nullif(current_setting('armkrok.user', true), '')::uuid,
      outcome = 'refused', reason = why
    where e.organisation_id = organisation and e.id = erasure_id and e.decided_at is null and may_erase_in(organisation)
    returning 1)
  select exists (select from refused)
$$;

do $$
declare opened regprocedure;
begin
  foreach opened in array array['personal_export(text, text)', 'ask_for_erasure(uuid, text, timestamptz)', 'my_erasure()', 'may_erase_in(uuid)',
    'list_erasures(uuid)', 'list_accounts(uuid)', 'erasure_preview(uuid, uuid)',
    'erase_person(uuid, uuid, uuid, text, timestamptz)', 'refuse_erasure(uuid, uuid, text, timestamptz)']::regprocedure[]
  loop
    execute format('revoke all on function %s from public', opened);
    execute format('grant execute on function %s to armkrok_app', opened);
  end loop;
  revoke all on function personal_tables() from public;
end $$;
