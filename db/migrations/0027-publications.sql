-- What a collaboration has published: frozen copies, made by an act. Nothing is public by default.

create table publication (
  collaboration_id uuid not null references collaboration (id),
  -- The version: each act of publishing makes the next one, in the place of the one before.
  number integer not null check (number > 0),
  -- The organisation that published it.
  organisation_id uuid not null references organisation (id),
  title text not null check (title <> ''),
  -- Text and not jsonb, which would write it in another order: the hash is of what stands here.
  content text not null check (octet_length(content) between 2 and 5000000),
  sha256 bytea not null check (octet_length(sha256) = 32),
  -- Where to ask for official records, as the archive organisation says it.
  contact text not null check (contact <> ''),
  created_at timestamptz not null,
  created_by uuid not null,
  replaced_at timestamptz,
  unpublished_at timestamptz,
  unpublished_by uuid,
  unpublication_reason text not null default '',
  retention_rule text not null default 'keep',
  primary key (collaboration_id, number),
  check (sha256 = sha256(convert_to(content, 'UTF8'))),
  check ((unpublished_at is null) = (unpublished_by is null) and (unpublished_at is null) = (unpublication_reason = ''))
);
create unique index publication_now on publication (collaboration_id) where replaced_at is null and unpublished_at is null;
create index publication_by_organisation on publication (organisation_id);
comment on table publication is
  'protected: by collaboration, written by those who lead; the one that is public is read by all, through functions';
alter table publication enable row level security;
alter table publication force row level security;
do $$
declare
  here constant text := 'collaboration_id = any((select nullif(current_setting(''armkrok.collaborations'', true), '''')::uuid[])::uuid[])';
  leads constant text := 'collaboration_id = any((select nullif(current_setting(''armkrok.leads'', true), '''')::uuid[])::uuid[])';
begin
  execute format('create policy read_own on publication for select to armkrok_app using (%s)', here);
  -- Only what is open can be published, whatever the application thinks.
  execute format('create policy add_own on publication for insert to armkrok_app with check (%s
    and exists (select from collaboration c where c.id = collaboration_id and c.confidentiality = ''open''))', leads);
  execute format('create policy change_own on publication for update to armkrok_app using (%s) with check (%s)', leads, leads);
end $$;
create policy everything on publication to armkrok_owner using (true) with check (true);
-- What has been published is never changed: it is replaced, or taken back.
grant select, insert, update (replaced_at, unpublished_at, unpublished_by, unpublication_reason)
  on publication to armkrok_app;

-- What everyone may read. A collaboration that is no longer open, or has been withdrawn, is gone at once.
create function published_page(collaboration uuid)
returns table (number integer, title text, content text, sha256 bytea, contact text, published_at timestamptz,
  publisher_name text, archive_name text, example text)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.number, p.title, p.content, p.sha256, p.contact, p.created_at, o.name, archive.name, c.example
  from publication p
  join collaboration c on c.id = p.collaboration_id and c.confidentiality = 'open' and c.withdrawn_at is null
  join organisation o on o.id = p.organisation_id
  join organisation archive on archive.id = c.archive_organisation_id
  where p.collaboration_id = collaboration and p.replaced_at is null and p.unpublished_at is null
$$;

create function published_pages()
returns table (collaboration_id uuid, number integer, title text, published_at timestamptz, publisher_name text, example text)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.collaboration_id, p.number, p.title, p.created_at, o.name, c.example
  from publication p
  join collaboration c on c.id = p.collaboration_id and c.confidentiality = 'open' and c.withdrawn_at is null
  join organisation o on o.id = p.organisation_id
  where p.replaced_at is null and p.unpublished_at is null
  order by p.title collate "sv-x-icu", p.collaboration_id
$$;
revoke all on function published_page(uuid), published_pages() from public;
grant execute on function published_page(uuid), published_pages() to armkrok_app;
