-- A file is read, shown, and comes in when that is confirmed. Between the two it is kept for the one who sent it.

create table own_upload (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  person_id uuid not null,
  -- The series that it would fill; null when the series is to be made of it.
  own_series_id uuid,
  -- What it is for, so that a file sent again takes the place of the one before.
  for_id uuid not null,
  file_name text not null,
  file_hash text not null,
  content bytea not null check (octet_length(content) between 1 and 5000000),
  -- What was typed beside the file.
  fields jsonb not null default '{}',
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  primary key (collaboration_id, id),
  foreign key (collaboration_id, own_series_id) references own_series (collaboration_id, id)
);
create index own_upload_by_series on own_upload (collaboration_id, own_series_id);
create index own_upload_by_expiry on own_upload (expires_at);
-- The contents are files that are packed already, or soon gone: not worth packing.
alter table own_upload alter column content set storage external;
comment on table own_upload is 'protected: by collaboration and person; a file between preview and import, gone within a day';
alter table own_upload enable row level security;
alter table own_upload force row level security;
create policy read_own on own_upload for select to armkrok_app
  using (collaboration_id = any((select nullif(current_setting('armkrok.collaborations', true), '')::uuid[])::uuid[])
    and person_id = (select nullif(current_setting('armkrok.user', true), '')::uuid));
create policy add_own on own_upload for insert to armkrok_app
  with check (collaboration_id = any((select nullif(current_setting('armkrok.collaborations', true), '')::uuid[])::uuid[])
    and person_id = (select nullif(current_setting('armkrok.user', true), '')::uuid));
create policy remove_own on own_upload for delete to armkrok_app
  using (collaboration_id = any((select nullif(current_setting('armkrok.collaborations', true), '')::uuid[])::uuid[])
    and person_id = (select nullif(current_setting('armkrok.user', true), '')::uuid));
create policy everything on own_upload to armkrok_owner using (true) with check (true);
grant select, insert, delete on own_upload to armkrok_app;

-- What nobody came back to is removed by whoever sends a file next, whosever it was.
create function forget_expired_uploads(at timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  gone integer;
begin
  delete from own_upload where expires_at <= at;
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke all on function forget_expired_uploads(timestamptz) from public;
grant execute on function forget_expired_uploads(timestamptz) to armkrok_app;

-- Which place of an own series an indicator shows; empty is the collaboration as a whole.
alter table indicator add column own_place text collate "C" not null default '';
alter table indicator add constraint indicator_own_place_of_own_series check (own_place = '' or own_series_id is not null);

-- Withheld: there is a value, and few are behind it, so it is not told.
alter table own_value drop constraint own_value_status_check;
alter table own_value add constraint own_value_status_check
  check (status in ('published', 'missing', 'preliminary', 'doubted', 'withheld'));
alter table own_value drop constraint own_value_null_when_missing;
alter table own_value add constraint own_value_null_when_missing
  check ((value is null) = (status in ('missing', 'withheld')));
alter table round_value drop constraint round_value_status_check;
alter table round_value add constraint round_value_status_check
  check (status in ('published', 'missing', 'preliminary', 'doubted', 'withheld'));
