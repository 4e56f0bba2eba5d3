-- Files that belong to something in a collaboration. The content lies outside the database, under its hash.

-- Every content that is kept, so that what no attachment names can be removed, and nothing that is being brought in is.
create table stored_file (
  sha256 bytea primary key check (octet_length(sha256) = 32),
  bytes bigint not null check (bytes > 0),
  kept_at timestamptz not null,
  removing_at timestamptz
);
create index stored_file_by_keeping on stored_file (kept_at);
comment on table stored_file is 'sealed: reached through functions; the contents that are kept outside the database';
call seal_table('stored_file');

create table attachment (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  -- Whose record it is: the organisation that attached it (TF 2 kap.).
  organisation_id uuid not null references organisation (id),
  subject_type text not null check (subject_type <> ''),
  subject_id uuid not null,
  -- Where what it belongs to concerns one party and those who lead or prepare, so does the file. Null: all in the collaboration.
  concerned_organisation_id uuid references organisation (id),
  name text not null check (length(name) between 1 and 140),
  media_type text not null,
  bytes bigint not null check (bytes > 0),
  sha256 bytea not null references stored_file (sha256),
  -- What a picture shows, to somebody who does not see it; empty for other files, and for pictures that only decorate.
  alternative text not null default '',
  is_decorative boolean not null default false,
  scan text not null check (scan in ('notScanned', 'waiting', 'clean', 'infected')),
  scanned_at timestamptz,
  finding text not null default '',
  created_at timestamptz not null,
  created_by uuid not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  withdrawing_organisation_id uuid references organisation (id),
  withdrawal_reason text not null default '',
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawal_reason = '')
    and (withdrawn_at is null) = (withdrawing_organisation_id is null)),
  check ((scanned_at is null) = (scan in ('notScanned', 'waiting'))),
  check (not (is_decorative and alternative <> '')),
  check (media_type not in ('image/png', 'image/jpeg', 'image/gif', 'image/webp') or is_decorative or alternative <> '')
);
create index attachment_by_subject on attachment (collaboration_id, subject_type, subject_id);
create index attachment_by_content on attachment (sha256);
create index attachment_by_organisation on attachment (organisation_id);
create index attachment_by_concerned on attachment (concerned_organisation_id);
create index attachment_by_withdrawing on attachment (withdrawing_organisation_id);
comment on table attachment is
  'protected: by collaboration, and by the organisation it concerns where it concerns one; a file that belongs to something';
alter table attachment enable row level security;
alter table attachment force row level security;
do $$
declare
  here constant text := 'collaboration_id = any((select nullif(current_setting(''armkrok.collaborations'', true), '''')::uuid[])::uuid[])';
  prepares constant text := 'collaboration_id = any((select nullif(current_setting(''armkrok.prepares'', true), '''')::uuid[])::uuid[])';
  mine constant text := '(select nullif(current_setting(''armkrok.organisation'', true), '''')::uuid)';
  concerned constant text := format('(concerned_organisation_id is null or concerned_organisation_id = %s or %s)', mine, prepares);
begin
  execute format('create policy read_own on attachment for select to armkrok_app using (%s and %s)', here, concerned);
  execute format('create policy add_own on attachment for insert to armkrok_app with check (%s and organisation_id = %s and %s)',
    here, mine, concerned);
  execute format('create policy change_own on attachment for update to armkrok_app
    using (%s and (organisation_id = %s or %s)) with check (%s and (organisation_id = %s or %s))', here, mine, prepares, here, mine, prepares);
end $$;
create policy everything on attachment to armkrok_owner using (true) with check (true);
-- Withdrawn, and never changed otherwise; what a scanner finds comes by a function.
grant select, insert, update (withdrawn_at, withdrawn_by, withdrawing_organisation_id, withdrawal_reason)
  on attachment to armkrok_app;

-- Before a content is kept. False while the same content is being removed: it must be asked for anew.
create function claim_file(content bytea, size bigint, acting_at timestamptz) returns boolean
language sql security definer set search_path = public, pg_temp as $$
  with claimed as (
    insert into stored_file (sha256, bytes, kept_at) values (content, size, acting_at)
    on conflict (sha256) do update set kept_at = greatest(stored_file.kept_at, excluded.kept_at)
    where stored_file.removing_at is null
    returning 1)
  select exists (select from claimed)
$$;

-- Contents that no attachment has named for a day, from now on claimed by nobody. Those that an earlier removal did not
-- come to the end of are among them.
create function files_to_remove(acting_at timestamptz, most integer) returns table (sha256 bytea)
language sql security definer set search_path = public, pg_temp as $$
  update stored_file s set removing_at = coalesce(s.removing_at, acting_at)
  where s.sha256 in (
      select f.sha256 from stored_file f
      where f.kept_at < acting_at - interval '1 day' and not exists (select from attachment a where a.sha256 = f.sha256)
      order by f.kept_at limit most for update skip locked)
  returning s.sha256
$$;

create function forget_file(content bytea) returns void
language sql security definer set search_path = public, pg_temp as $$
  delete from stored_file where sha256 = content and removing_at is not null
$$;

-- How much the attachments of a collaboration take, those that the asker does not see included; the same file twice is
-- counted twice. Whoever asks holds it until the transaction ends, so that two who attach at once do not both find room.
create function attached_bytes(collaboration uuid) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not collaboration = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[]) then return 0; end if;
  perform pg_advisory_xact_lock(4172028, hashtext(collaboration::text));
  return (select coalesce(sum(a.bytes), 0)::bigint from attachment a where a.collaboration_id = collaboration);
end $$;

-- Attachments with this content that wait to be looked through; the content is found only when there are some.
create function file_to_scan(content bytea) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from attachment a where a.sha256 = content and a.scan = 'waiting')
$$;

create function note_scan(content bytea, infected boolean, found text, acting_at timestamptz)
returns table (collaboration_id uuid, organisation_id uuid, is_concerned boolean, id uuid, name text)
language sql security definer set search_path = public, pg_temp as $$
  update attachment a set scan = case when infected then 'infected' else 'clean' end, finding = left(found, 200),
    scanned_at = acting_at
  where a.sha256 = content and a.scan <> 'infected'
  returning a.collaboration_id, coalesce(a.concerned_organisation_id, a.organisation_id),
    a.concerned_organisation_id is not null, a.id, a.name
$$;

-- When there has come to be a scanner: everything that has not been looked through is asked for. Answers how many.
create function scan_unscanned_files() returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  waiting bytea;
  asked integer := 0;
begin
  update attachment a set scan = 'waiting' where a.scan = 'notScanned';
  for waiting in select distinct a.sha256 from attachment a where a.scan = 'waiting' loop
    perform enqueue('scan-attachment', jsonb_build_object('sha256', encode(waiting, 'hex')),
      'scan-attachment/' || encode(waiting, 'hex'), null);
    asked := asked + 1;
  end loop;
  return asked;
end $$;

revoke all on function claim_file(bytea, bigint, timestamptz), files_to_remove(timestamptz, integer), forget_file(bytea),
  attached_bytes(uuid), file_to_scan(bytea), note_scan(bytea, boolean, text, timestamptz), scan_unscanned_files() from public;
grant execute on function claim_file(bytea, bigint, timestamptz), files_to_remove(timestamptz, integer), forget_file(bytea),
  attached_bytes(uuid), file_to_scan(bytea), note_scan(bytea, boolean, text, timestamptz), scan_unscanned_files()
  to armkrok_app;
