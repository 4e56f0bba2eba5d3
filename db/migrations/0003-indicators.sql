-- Official figures, the same for all and append-only by fetch, and what each collaboration has counted itself.

create table series (
  id integer generated always as identity primary key,
  source text not null check (source <> ''),
  code text not null check (code <> ''),
  title text not null check (title <> ''),
  unit text not null,
  by_sex boolean not null,
  description text not null default '',
  producer text not null default '',
  first_period smallint,
  last_period smallint check (last_period >= first_period),
  created_at timestamptz not null,
  unique (source, code)
);
comment on table series is 'reference: official series, the same for all';
grant select on series to armkrok_app;

create table series_fetch (
  id integer generated always as identity primary key,
  series_id integer not null references series (id),
  fetched_on date not null,
  file_hash text not null,
  value_count integer not null check (value_count >= 0),
  created_at timestamptz not null,
  unique (series_id, file_hash),
  unique (series_id, id)
);
comment on table series_fetch is 'reference: which file a published value came with, and when it was read; append-only';
grant select on series_fetch to armkrok_app;

-- Codes compare byte by byte: the collation of the house would make the key a good deal dearer to build.
create table series_value (
  series_id integer not null,
  area_code text collate "C" not null references area (code),
  period smallint not null,
  sex "char" not null check (sex in ('T', 'K', 'M')),
  fetch_id integer not null,
  value double precision,
  status text collate "C" not null check (status in ('published', 'missing', 'preliminary', 'doubted')),
  primary key (series_id, area_code, period, sex, fetch_id),
  foreign key (series_id, fetch_id) references series_fetch (series_id, id),
  constraint series_value_null_when_missing check ((value is null) = (status = 'missing'))
);
comment on table series_value is 'reference: published values as each fetch gave them; append-only';
grant select on series_value to armkrok_app;

create table catalogue_entry (
  code text primary key,
  title text not null,
  by_sex boolean not null,
  area text not null,
  kind text not null,
  next_publication_on date,
  -- The words of the title and the code, in lower case, each preceded by one space.
  search_text text collate "C" not null,
  -- The place of the title in Swedish order: sorting thousands of titles by a collation is most of a wide search.
  title_place integer not null
);
comment on table catalogue_entry is 'reference: every official indicator there is, with or without values here';
grant select on catalogue_entry to armkrok_app;

create table comparison_group (
  code text primary key,
  title text not null,
  area_codes text[] not null
);
comment on table comparison_group is 'reference: groups of places that Kolada compares';
grant select on comparison_group to armkrok_app;

create table population (
  area_code text not null references area (code),
  period smallint not null,
  inhabitants integer not null check (inhabitants >= 0),
  primary key (area_code, period)
);
comment on table population is 'reference: inhabitants on 31 December';
grant select on population to armkrok_app;

create table library_load (
  hash text primary key,
  loaded_at timestamptz not null
);
comment on table library_load is 'reference: which contents of the bundled library have been loaded';
grant select on library_load to armkrok_app;

create table own_series (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  party_id uuid,
  title text not null check (title <> ''),
  unit text not null,
  source_note text not null check (source_note <> ''),
  created_at timestamptz not null,
  created_by uuid not null,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  version integer not null default 1,
  primary key (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id)
);
create index own_series_by_party on own_series (collaboration_id, party_id);
comment on table own_series is 'protected: by collaboration';
call protect_table('own_series', 'collaboration_id');
grant select, insert, update on own_series to armkrok_app;

-- A fetch of one's own: a file, or one value typed by hand. The number orders them when two share an instant.
create table own_series_import (
  collaboration_id uuid not null,
  id uuid not null,
  own_series_id uuid not null,
  number integer not null,
  file_name text,
  file_hash text,
  value_count integer not null check (value_count > 0),
  created_at timestamptz not null,
  created_by uuid not null,
  primary key (collaboration_id, id),
  unique (collaboration_id, own_series_id, number),
  unique (collaboration_id, own_series_id, id),
  foreign key (collaboration_id, own_series_id) references own_series (collaboration_id, id),
  check ((file_name is null) = (file_hash is null))
);
comment on table own_series_import is 'protected: by collaboration; added to and never changed';
call protect_table('own_series_import', 'collaboration_id');
grant select, insert, update on own_series_import to armkrok_app;

create table own_value (
  collaboration_id uuid not null,
  own_series_id uuid not null,
  place text collate "C" not null default '',
  period smallint not null,
  sex "char" not null check (sex in ('T', 'K', 'M')),
  import_id uuid not null,
  value double precision,
  status text collate "C" not null check (status in ('published', 'missing', 'preliminary', 'doubted')),
  primary key (collaboration_id, own_series_id, place, period, sex, import_id),
  foreign key (collaboration_id, own_series_id, import_id)
    references own_series_import (collaboration_id, own_series_id, id),
  constraint own_value_null_when_missing check ((value is null) = (status = 'missing'))
);
create index own_value_by_import on own_value (collaboration_id, own_series_id, import_id);
comment on table own_value is 'protected: by collaboration; added to and never changed, place is the code of an area or empty';
call protect_table('own_value', 'collaboration_id');
grant select, insert, update on own_value to armkrok_app;

create table value_doubt (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  series_id integer not null references series (id),
  area_code text not null references area (code),
  period smallint not null,
  sex "char" not null check (sex in ('T', 'K', 'M')),
  reason text not null check (reason <> ''),
  created_at timestamptz not null,
  created_by uuid not null,
  primary key (collaboration_id, id)
);
create index value_doubt_by_value on value_doubt (collaboration_id, series_id, area_code, period, sex);
create index value_doubt_by_series on value_doubt (series_id);
create index value_doubt_by_area on value_doubt (area_code);
comment on table value_doubt is 'protected: by collaboration; published values that the collaboration doubts';
call protect_table('value_doubt', 'collaboration_id');
grant select, insert, update on value_doubt to armkrok_app;
