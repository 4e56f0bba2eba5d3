-- Figures fetched from their sources: withheld values, what a fetch changed, when each series is asked for again, and the
-- known breaks and successors.

alter table series_value drop constraint series_value_status_check, drop constraint series_value_null_when_missing,
  add constraint series_value_status_check check (status in ('published', 'missing', 'withheld', 'preliminary', 'doubted')),
  add constraint series_value_null_when_missing check ((value is null) = (status in ('missing', 'withheld')));
alter table round_value drop constraint round_value_status_check,
  add constraint round_value_status_check check (status in ('published', 'missing', 'withheld', 'preliminary', 'doubted'));

-- What the fetch changed in what was here before. The first fetch of a series changes nothing.
alter table series_fetch
  add column added_count integer not null default 0 check (added_count >= 0),
  add column revised_count integer not null default 0 check (revised_count >= 0),
  add column deleted_count integer not null default 0 check (deleted_count >= 0);

alter table catalogue_entry
  add column preliminary_on date,
  add column publication_period smallint;

create table catalogue_fetch (
  id integer generated always as identity primary key,
  kind text not null check (kind in ('entries', 'groups')),
  fetched_on date not null,
  entry_count integer not null check (entry_count > 0),
  created_at timestamptz not null
);
comment on table catalogue_fetch is 'reference: when the catalogue and the comparison groups were read from their source; append-only';
grant select on catalogue_fetch to armkrok_app;

create table series_refresh (
  series_id integer primary key references series (id),
  due_at timestamptz not null,
  asked_at timestamptz,
  -- Of everything the source said last: the same again changes nothing.
  answer_hash text not null default '',
  edition text not null default '',
  next_publication_on date,
  claimed_at timestamptz,
  failed_at timestamptz,
  failure text check ((failure is null) = (failed_at is null)),
  failures smallint not null default 0 check (failures >= 0)
);
create index series_refresh_by_time on series_refresh (due_at);
comment on table series_refresh is 'reference: when each series is asked for again, and what went wrong';
grant select on series_refresh to armkrok_app;

create table series_break (
  source text not null,
  code text not null,
  -- The first year that cannot be compared with those before.
  period smallint not null,
  reason_sv text not null check (reason_sv <> ''),
  reason_en text not null check (reason_en <> ''),
  cited text not null check (cited <> ''),
  primary key (source, code, period)
);
comment on table series_break is 'reference: years from which a series cannot be compared with the years before';
grant select on series_break to armkrok_app;

create table series_successor (
  source text not null,
  code text not null,
  closed_after smallint not null,
  successor text not null check (successor <> ''),
  note_sv text not null default '',
  note_en text not null default '',
  cited text not null check (cited <> ''),
  primary key (source, code)
);
comment on table series_successor is 'reference: what has come instead of a series that its source has closed';
grant select on series_successor to armkrok_app;

-- Asks for the job that fetches a series. Jobs of one source wait in line, in however many processes: the source is asked
-- at its own pace.
create function queue_refresh(of_series integer, run_at timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform graphile_worker.add_job(identifier => 'refresh-series', payload => json_build_object('seriesId', s.id),
    queue_name => 'source/' || s.source, job_key => 'refresh-series/' || s.id, run_at => queue_refresh.run_at)
  from series s where s.id = of_series;
end $$;
revoke all on function queue_refresh(integer, timestamptz) from public;

-- A series that somebody wants the figures of, fetched as soon as can be. One that is here already is left as it is.
create function order_series(of_source text, series_code text, series_title text, unit_of_measure text, is_by_sex boolean,
  acting_at timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  found_id integer;
begin
  insert into series (source, code, title, unit, by_sex, created_at)
  values (of_source, series_code, series_title, unit_of_measure, is_by_sex, acting_at)
  on conflict (source, code) do nothing;
  select id into strict found_id from series where source = of_source and code = series_code;
  insert into series_refresh (series_id, due_at) values (found_id, acting_at) on conflict (series_id) do nothing;
  if found and not exists (select from series_fetch where series_id = found_id) then
    perform queue_refresh(found_id, acting_at);
  end if;
  return found_id;
end $$;

-- Every series has a time and a waiting job: after a start, a restore, or a new catalogue.
create function plan_refreshes(acting_at timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  planned integer;
begin
  insert into series_refresh (series_id, due_at) select id, acting_at from series on conflict (series_id) do nothing;
  perform queue_refresh(series_id, greatest(due_at, acting_at)) from series_refresh order by due_at, series_id;
  get diagnostics planned = row_count;
  return planned;
end $$;

-- Gives a series that is due to one process at a time, with up to `most` in all of its source that are due too: they can be
-- asked for in the same requests. None when the first is not due, or is being fetched. A process that died has an hour; the
-- job waits for that.
create function take_due_series(of_series integer, most integer, acting_at timestamptz)
returns table (series_id integer, source text, code text, answer_hash text, edition text, failures smallint)
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  taken_at timestamptz;
begin
  select r.claimed_at into taken_at from series_refresh r
  where r.series_id = of_series and r.due_at <= acting_at and r.claimed_at > acting_at - interval '1 hour';
  if found then
    perform queue_refresh(of_series, taken_at + interval '1 hour');
    return;
  end if;
  return query with due as (
    select r.series_id, s.source, s.code from series_refresh r join series s on s.id = r.series_id
    where s.source = (select a.source from series a where a.id = of_series) and r.due_at <= acting_at
      and (r.claimed_at is null or r.claimed_at <= acting_at - interval '1 hour')
      and exists (select from series_refresh o where o.series_id = of_series and o.due_at <= acting_at)
    order by r.series_id <> of_series, r.due_at, r.series_id limit most for update of r skip locked)
  update series_refresh r set claimed_at = acting_at from due where r.series_id = due.series_id
  returning r.series_id, due.source, due.code, r.answer_hash, r.edition, r.failures;
end $$;

-- Adds what a fetch brought that was not here, and nothing else: no published value can be changed through this. Refuses
-- when another fetch has come since the one that it was compared with.
create function add_series_fetch(of_series integer, compared_with integer, fetched date, hash text, values_given integer,
  added integer, revised integer, deleted integer, areas text[], periods smallint[], sexes "char"[],
  amounts double precision[], statuses text[], acting_at timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  new_id integer;
begin
  perform from series where id = of_series for update;
  if compared_with is distinct from (select max(id) from series_fetch where series_id = of_series) then
    raise exception 'the series % has been fetched meanwhile', of_series using errcode = 'serialization_failure';
  end if;
  insert into series_fetch (series_id, fetched_on, file_hash, value_count, added_count, revised_count, deleted_count,
    created_at)
  values (of_series, fetched, hash, values_given, added, revised, deleted, acting_at) returning id into new_id;
  insert into series_value (series_id, area_code, period, sex, fetch_id, value, status)
  select of_series, g.area, g.period, g.sex, new_id, g.amount, g.status
  from unnest(areas, periods, sexes, amounts, statuses) as g(area, period, sex, amount, status);
  update series s set first_period = least(s.first_period, n.first), last_period = greatest(s.last_period, n.last)
  from (select min(g.period) as first, max(g.period) as last
    from unnest(periods, amounts) as g(period, amount) where g.amount is not null) n
  where s.id = of_series and n.first is not null;
  return new_id;
end $$;

create function note_refreshed(of_series integer, hash text, told_edition text, told_description text, told_producer text,
  next_on date, next_at timestamptz, acting_at timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update series_refresh set asked_at = acting_at, answer_hash = hash, edition = told_edition, next_publication_on = next_on,
    due_at = next_at, claimed_at = null, failed_at = null, failure = null, failures = 0
  where series_id = of_series;
  update series set description = told_description, producer = told_producer
  where id = of_series and told_description <> '' and (description, producer) is distinct from (told_description, told_producer);
  perform queue_refresh(of_series, next_at);
end $$;

create function note_refresh_failed(of_series integer, reason text, next_at timestamptz, acting_at timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update series_refresh set asked_at = acting_at, due_at = next_at, claimed_at = null, failed_at = acting_at,
    failure = left(reason, 300), failures = least(failures + 1, 1000)
  where series_id = of_series;
  perform queue_refresh(of_series, next_at);
end $$;

-- The catalogue as its source has it now, whole.
create function replace_catalogue(codes text[], titles text[], are_by_sex boolean[], subject_areas text[], kinds text[],
  next_on date[], preliminary date[], periods smallint[], searched text[], fetched date, acting_at timestamptz)
returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from catalogue_entry;
  insert into catalogue_entry (code, title, by_sex, area, kind, next_publication_on, preliminary_on, publication_period,
    search_text, title_place)
  select g.code, g.title, g.by_sex, g.area, g.kind, g.next_on, g.preliminary, g.period, g.searched, g.place
  from unnest(codes, titles, are_by_sex, subject_areas, kinds, next_on, preliminary, periods, searched) with ordinality
    as g(code, title, by_sex, area, kind, next_on, preliminary, period, searched, place);
  insert into catalogue_fetch (kind, fetched_on, entry_count, created_at)
  values ('entries', fetched, cardinality(codes), acting_at);
end $$;

create function replace_comparison_groups(codes text[], titles text[], members text[], fetched date, acting_at timestamptz)
returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from comparison_group;
  insert into comparison_group (code, title, area_codes)
  select g.code, g.title, string_to_array(g.members, ' ') from unnest(codes, titles, members) as g(code, title, members);
  insert into catalogue_fetch (kind, fetched_on, entry_count, created_at)
  values ('groups', fetched, cardinality(codes), acting_at);
end $$;

revoke all on function order_series(text, text, text, text, boolean, timestamptz), plan_refreshes(timestamptz),
  take_due_series(integer, integer, timestamptz),
  add_series_fetch(integer, integer, date, text, integer, integer, integer, integer, text[], smallint[], "char"[],
    double precision[], text[], timestamptz),
  note_refreshed(integer, text, text, text, text, date, timestamptz, timestamptz),
  note_refresh_failed(integer, text, timestamptz, timestamptz),
  replace_catalogue(text[], text[], boolean[], text[], text[], date[], date[], smallint[], text[], date, timestamptz),
  replace_comparison_groups(text[], text[], text[], date, timestamptz) from public;
grant execute on function order_series(text, text, text, text, boolean, timestamptz), plan_refreshes(timestamptz),
  take_due_series(integer, integer, timestamptz),
  add_series_fetch(integer, integer, date, text, integer, integer, integer, integer, text[], smallint[], "char"[],
    double precision[], text[], timestamptz),
  note_refreshed(integer, text, text, text, text, date, timestamptz, timestamptz),
  note_refresh_failed(integer, text, timestamptz, timestamptz),
  replace_catalogue(text[], text[], boolean[], text[], text[], date[], date[], smallint[], text[], date, timestamptz),
  replace_comparison_groups(text[], text[], text[], date, timestamptz) to armkrok_app;
