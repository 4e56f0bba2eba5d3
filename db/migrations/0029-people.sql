-- People come and go; the seats stay, with all that was promised from them.

-- A day when a new mandate period began in an organisation. What rests on the decisions of the one before is confirmed anew.
create table mandate_change (
  organisation_id uuid not null references organisation (id),
  id uuid not null,
  began_on date not null,
  created_by uuid not null,
  created_at timestamptz not null,
  primary key (organisation_id, id)
);
comment on table mandate_change is 'protected: by organisation';
call protect_table('mandate_change', 'organisation_id');
grant select, insert on mandate_change to armkrok_app;

-- Somebody invited in good time takes the seat on the day it becomes free.
alter table invitation add column begins_on date;

create or replace function accept_invitation(token bytea, new_person uuid, chosen_name text, new_password text,
  chosen_language text, term uuid, acting_at timestamptz)
returns table (person_id uuid, organisation_id uuid, seat_id uuid)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  invited invitation;
  holder uuid;
  called text;
  starts date;
begin
  update invitation i set used_at = acting_at
  where i.token_hash = token and i.used_at is null and i.expires_at > acting_at
  returning i.* into invited;
  if invited.id is null then return; end if;
  select p.id, p.name into holder, called from person p where p.email = invited.email and p.withdrawn_at is null;
  if holder is not null and holder::text is distinct from current_setting('armkrok.user', true) then
    raise exception 'the invitation is for somebody else' using errcode = '42501';
  end if;
  starts := greatest(invited.begins_on, (acting_at at time zone 'Europe/Stockholm')::date);
  if invited.kind = 'holder' then
    update seat_term t set ended_on = greatest(starts, t.began_on)
    where t.organisation_id = invited.organisation_id and t.seat_id = invited.seat_id and t.kind = 'holder'
      and t.ended_on is null;
  end if;
  if holder is null then
    holder := new_person;
    called := chosen_name;
    insert into person (organisation_id, id, name, email, password, language, created_at)
    values (invited.organisation_id, holder, called, invited.email, new_password, chosen_language, acting_at);
  end if;
  insert into seat_term (organisation_id, id, seat_id, person_id, holder_name, kind, began_on, created_at)
  values (invited.organisation_id, term, invited.seat_id, holder, called, invited.kind, starts, acting_at);
  return query select holder, invited.organisation_id, invited.seat_id;
end $$;

-- What whoever leaves a seat writes to whoever comes after. Read within the organisation and nowhere else.
create table hand_over_note (
  organisation_id uuid not null,
  seat_id uuid not null,
  text text not null,
  version integer not null default 1,
  written_by uuid not null,
  written_at timestamptz not null,
  retention_rule text not null default 'keep',
  primary key (organisation_id, seat_id),
  foreign key (organisation_id, seat_id) references seat (organisation_id, id)
);
comment on table hand_over_note is 'protected: by organisation; read and written by those who act for it';
alter table hand_over_note enable row level security;
alter table hand_over_note force row level security;
create policy read_own on hand_over_note for select to armkrok_app
  using (organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid));
create policy add_own on hand_over_note for insert to armkrok_app
  with check (organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid));
create policy change_own on hand_over_note for update to armkrok_app
  using (organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid))
  with check (organisation_id = (select nullif(current_setting('armkrok.organisation', true), '')::uuid));
create policy everything on hand_over_note to armkrok_owner using (true) with check (true);
grant select, insert, update on hand_over_note to armkrok_app;

-- An undertaking that rests on a decision by elected representatives is confirmed anew when their mandate period ends.
alter table contribution
  add column is_politically_decided boolean not null default false,
  add column confirmed_on date;
update contribution set is_politically_decided = true where form = 'ownGoal' and committee <> '';
