-- Which examples have been loaded.

create table example_load (
  name text primary key,
  -- Under which number a real case goes; the invented example has none.
  number smallint unique,
  hash text not null,
  loaded_at timestamptz not null
);
comment on table example_load is 'reference: which examples have been loaded, and from which contents';
grant select on example_load to armkrok_app;

-- Notes an example in the transaction that loads it. False: it is there. Two that load at once take turns here.
create function note_example_load(name text, number smallint, hash text, loaded_at timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from example_librarian() l
      where l.person_id = nullif(current_setting('armkrok.user', true), '')::uuid) then
    raise exception 'only the example library loads examples' using errcode = '42501';
  end if;
  insert into example_load values (name, number, hash, loaded_at) on conflict do nothing;
  return found;
end $$;
revoke all on function note_example_load(text, smallint, text, timestamptz) from public;
grant execute on function note_example_load(text, smallint, text, timestamptz) to armkrok_app;
