-- What every other table stands on: who may touch the schema, how a table is protected, and the history.

revoke all on schema public from public;
grant usage on schema public to armkrok_app, armkrok_worker;

-- A policy compares with the readable sets of the transaction, as a constant of the statement. An empty setting after
-- SET LOCAL is '', which a bare cast refuses; hence nullif.

-- Puts a table on the protected list, by the column that says whose it is. What belongs to a collaboration is read and
-- written by those who take part; what belongs to an organisation is read by those who work with it and written by those
-- who administer it.
create procedure protect_table(protected regclass, by_column text)
language plpgsql as $$
declare
  within constant text := '%I = any((select nullif(current_setting(%L, true), '''')::uuid[])::uuid[])';
  readable text;
  writable text;
begin
  if by_column = 'collaboration_id' then
    readable := format(within, by_column, 'armkrok.collaborations');
    writable := readable;
  elsif by_column = 'organisation_id' then
    readable := format(within, by_column, 'armkrok.organisations');
    writable := format(within, by_column, 'armkrok.administers');
  else
    raise exception 'a table is protected by collaboration_id or organisation_id';
  end if;
  execute format('alter table %s enable row level security', protected);
  execute format('alter table %s force row level security', protected);
  execute format('create policy read_own on %s for select to armkrok_app using (%s)', protected, readable);
  execute format('create policy add_own on %s for insert to armkrok_app with check (%s)', protected, writable);
  execute format('create policy change_own on %s for update to armkrok_app using (%s) with check (%s)',
    protected, writable, writable);
  execute format('create policy remove_own on %s for delete to armkrok_app using (%s)', protected, writable);
  execute format('create policy everything on %s to armkrok_owner using (true) with check (true)', protected);
end $$;

-- Puts a table behind functions: the application role has no row of it in sight, whatever it is granted.
create procedure seal_table(sealed regclass)
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', sealed);
  execute format('alter table %s force row level security', sealed);
  execute format('create policy everything on %s to armkrok_owner using (true) with check (true)', sealed);
end $$;
revoke all on procedure protect_table(regclass, text), seal_table(regclass) from public;

create table history (
  id uuid primary key,
  chain text not null,
  seq bigint not null,
  at timestamptz not null,
  collaboration_id uuid,
  organisation_id uuid,
  user_id uuid,
  seat_id uuid,
  verb text not null,
  subject_type text not null,
  subject_id uuid not null,
  payload_hash bytea not null,
  previous_hash bytea,
  hash bytea not null,
  unique (chain, seq)
);
create index history_by_collaboration on history (collaboration_id, at desc);
create index history_by_organisation on history (organisation_id);
create index history_by_subject on history (subject_id, seq);

create table history_payload (
  history_id uuid primary key references history (id),
  collaboration_id uuid,
  organisation_id uuid,
  salt bytea not null,
  before jsonb,
  after jsonb
);

-- What belongs to a collaboration is read by those who read it; the rest by the organisation. Nobody writes here.
alter table history enable row level security;
alter table history force row level security;
create policy read_own on history for select to armkrok_app using (
  case when collaboration_id is not null
    then collaboration_id = any((select nullif(current_setting('armkrok.collaborations', true), '')::uuid[])::uuid[])
    else organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid) end);
create policy everything on history to armkrok_owner using (true) with check (true);
alter table history_payload enable row level security;
alter table history_payload force row level security;
create policy read_own on history_payload for select to armkrok_app using (
  case when collaboration_id is not null
    then collaboration_id = any((select nullif(current_setting('armkrok.collaborations', true), '')::uuid[])::uuid[])
    else organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid) end);
create policy everything on history_payload to armkrok_owner using (true) with check (true);
grant select on history, history_payload to armkrok_app;

-- Appends entries to their chains. Takes each chain's lock in the order of the chains, last of all locks, and holds it
-- to the commit that follows in the same message: numbers are gap-free and two writers never wait for each other's work.
create function append_history(entries jsonb, acting_at timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  entry record;
  last record;
  salt bytea;
  payload bytea;
  entry_id uuid;
begin
  perform pg_advisory_xact_lock(4172027, hashtext(named.chain))
  from (
    select distinct coalesce(e ->> 'collaborationId', e ->> 'organisationId', 'instance') as chain
    from jsonb_array_elements(entries) e order by 1
  ) named;
  for entry in
    select e, coalesce(e ->> 'collaborationId', e ->> 'organisationId', 'instance') as chain
    from jsonb_array_elements(entries) with ordinality as listed(e, place) order by place
  loop
    select seq, hash into last from history where chain = entry.chain order by seq desc limit 1;
    salt := uuid_send(gen_random_uuid());
    entry_id := gen_random_uuid();
    payload := sha256(salt || convert_to(
      coalesce((entry.e -> 'before')::text, '') || '>' || coalesce((entry.e -> 'after')::text, ''), 'UTF8'));
    insert into history (id, chain, seq, at, collaboration_id, organisation_id, user_id, seat_id, verb, subject_type,
      subject_id, payload_hash, previous_hash, hash)
    values (entry_id, entry.chain, coalesce(last.seq, 0) + 1, acting_at, (entry.e ->> 'collaborationId')::uuid,
      (entry.e ->> 'organisationId')::uuid, (entry.e ->> 'userId')::uuid, (entry.e ->> 'seatId')::uuid,
      entry.e ->> 'verb', entry.e ->> 'subjectType', (entry.e ->> 'subjectId')::uuid, payload, last.hash,
      sha256(coalesce(last.hash, ''::bytea) || payload || convert_to(concat_ws('|', entry.chain,
        coalesce(last.seq, 0) + 1, extract(epoch from acting_at), entry.e ->> 'userId', entry.e ->> 'organisationId',
        entry.e ->> 'seatId', entry.e ->> 'verb', entry.e ->> 'subjectType', entry.e ->> 'subjectId'), 'UTF8')));
    insert into history_payload (history_id, collaboration_id, organisation_id, salt, before, after)
    values (entry_id, (entry.e ->> 'collaborationId')::uuid, (entry.e ->> 'organisationId')::uuid, salt,
      nullif(entry.e -> 'before', 'null'), nullif(entry.e -> 'after', 'null'));
  end loop;
end $$;
revoke all on function append_history(jsonb, timestamptz) from public;
grant execute on function append_history(jsonb, timestamptz) to armkrok_app;
comment on table history is 'protected: by collaboration, else organisation; written by append_history alone';
comment on table history_payload is 'protected: as history; a payload can be destroyed and the chain still verifies';
comment on table migration is 'sealed: the schema''s own record';
call seal_table('migration');

-- A form is carried out once: a second post of the same form is answered with where the first one led.
create table form_use (
  form_id uuid primary key,
  person_id uuid,
  location text not null,
  used_at timestamptz not null
);
create index form_use_by_time on form_use (used_at);
comment on table form_use is 'sealed: reached through take_form only';
call seal_table('form_use');
create function take_form(form uuid, person uuid, leads_to text, acting_at timestamptz) returns text
language sql security definer set search_path = public, pg_temp as $$
  with taken as (
    insert into form_use (form_id, person_id, location, used_at) values (form, person, leads_to, acting_at)
    on conflict (form_id) do nothing returning form_id)
  select case when exists (select from taken) then null else (
    select location from form_use where form_id = form and person_id is not distinct from person) end
$$;
revoke all on function take_form(uuid, uuid, text, timestamptz) from public;
grant execute on function take_form(uuid, uuid, text, timestamptz) to armkrok_app;

-- Mail to be sent; the demonstration shows it as an outbox.
create table mail (
  id uuid primary key,
  organisation_id uuid,
  to_address text not null,
  subject text not null,
  body_text text not null,
  body_html text not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  failed_at timestamptz,
  failure text,
  attempts integer not null default 0
);
create index mail_waiting on mail (created_at) where sent_at is null;
comment on table mail is 'sealed: written by queue_mail, read by the sender';
call seal_table('mail');

create function form_led_to(form uuid, person uuid) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select location from form_use where form_id = form and person_id is not distinct from person
$$;
revoke all on function form_led_to(uuid, uuid) from public;
grant execute on function form_led_to(uuid, uuid) to armkrok_app;
