-- Signing in by an organisation's own provider (OpenID Connect).

-- An account that a provider's sign-in made has no address: an address a provider gives is shown, never what it is known by.
alter table person alter column email drop not null;

create table identity_provider (
  organisation_id uuid primary key references organisation (id),
  issuer text not null check (issuer ~ '^https?://'),
  client_id text not null check (client_id <> ''),
  -- Whom to ask about the sign-in; published to federations.
  contact text not null check (contact like '%@%'),
  authentication text not null check (authentication in ('privateKey', 'secret')),
  -- Sealed by the installation's key, which lies in a file; of use to nobody who has the database alone.
  sealed_secret text,
  is_request_signed boolean not null default false,
  name_claim text not null default 'name',
  email_claim text not null default 'email',
  -- [{acr, assurance}]: what the provider may say, and the level that it counts as or null.
  accepted_acrs jsonb not null default '[]' check (jsonb_typeof(accepted_acrs) = 'array'),
  is_acr_required boolean not null default false,
  is_offered boolean not null default false,
  version integer not null default 1,
  -- What was tested and went well; another version must be tested again before it is switched on.
  tested_version integer,
  tested_at timestamptz,
  failure text,
  failed_at timestamptz,
  created_at timestamptz not null,
  check (authentication <> 'secret' or sealed_secret is not null),
  check (not is_offered or tested_version = version)
);
comment on table identity_provider is 'sealed: reached through functions; an organisation''s own way of signing in';
call seal_table('identity_provider');

create table provider_key (
  organisation_id uuid not null references organisation (id),
  key_id text not null,
  public_key jsonb not null,
  sealed_key text not null,
  created_at timestamptz not null,
  -- From when it signs; until then it is published and waits, so that the provider can fetch it first.
  begun_at timestamptz,
  primary key (organisation_id, key_id)
);
comment on table provider_key is 'sealed: reached through functions; what we sign by at an organisation''s provider';
call seal_table('provider_key');

create table claim_mapping (
  organisation_id uuid not null references identity_provider (organisation_id),
  id uuid not null,
  claim text not null check (claim <> ''),
  value text not null check (value <> ''),
  seat_organisation_id uuid not null,
  seat_id uuid not null,
  kind text not null check (kind in ('holder', 'deputy')),
  created_at timestamptz not null,
  primary key (organisation_id, id),
  unique (organisation_id, claim, value, seat_id),
  foreign key (seat_organisation_id, seat_id) references seat (organisation_id, id)
);
create index claim_mapping_by_seat on claim_mapping (seat_organisation_id, seat_id);
comment on table claim_mapping is 'sealed: reached through functions; which of a provider''s claims give which seats';
call seal_table('claim_mapping');

create table provider_identity (
  issuer text not null,
  subject text not null,
  person_id uuid not null references person (id),
  organisation_id uuid not null references identity_provider (organisation_id),
  shown_name text,
  shown_email text,
  created_at timestamptz not null,
  used_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  primary key (issuer, subject)
);
create index provider_identity_by_person on provider_identity (person_id);
create index provider_identity_by_organisation on provider_identity (organisation_id);
comment on table provider_identity is 'sealed: reached through functions; who somebody is at a provider, by issuer and subject';
call seal_table('provider_identity');

create table provider_sign_in (
  state_hash bytea primary key,
  organisation_id uuid not null references identity_provider (organisation_id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index provider_sign_in_by_organisation on provider_sign_in (organisation_id, created_at);
comment on table provider_sign_in is 'sealed: reached through functions; a sign-in under way, once';
call seal_table('provider_sign_in');

-- Whose provider gave the seat, and ends it when it says so no longer.
alter table seat_term add column provider_organisation_id uuid references organisation (id);
create index seat_term_by_provider on seat_term (provider_organisation_id);

-- What the provider said, word by word, beside the level that it counts as.
alter table user_session add column acr text;

create function stands_within(inner_organisation uuid, outer_organisation uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive upwards as (
    select o.id, o.parent_id from organisation o where o.id = inner_organisation
    union all select o.id, o.parent_id from organisation o join upwards u on o.id = u.parent_id)
  select exists (select from upwards u where u.id = outer_organisation)
$$;

create function may_administer(organisation uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select nullif(current_setting('armkrok.user', true), '') is not null
    and (coalesce(current_setting('armkrok.everywhere', true), '') = 'yes'
      or organisation = any(coalesce(nullif(current_setting('armkrok.administers', true), '')::uuid[], '{}')))
$$;

create function must_administer(organisation uuid) returns void
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not may_administer(organisation) then
    raise exception 'not an administrator of the organisation' using errcode = '42501';
  end if;
end $$;

create function providers_to_choose() returns table (organisation_id uuid, name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.id, o.name from identity_provider p join organisation o on o.id = p.organisation_id
  where p.is_offered and o.withdrawn_at is null order by o.name collate "sv-x-icu", o.id
$$;

-- The provider of the organisation, or of the nearest one above it; switched on.
create function provider_above(organisation uuid) returns table (organisation_id uuid, name text)
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive upwards as (
    select o.id, o.parent_id, o.name, 0 as distance from organisation o where o.id = organisation
    union all select o.id, o.parent_id, o.name, u.distance + 1 from organisation o join upwards u on o.id = u.parent_id)
  select u.id, u.name from upwards u join identity_provider p on p.organisation_id = u.id and p.is_offered
  order by u.distance limit 1
$$;

create function find_provider(organisation uuid)
returns table (organisation_id uuid, organisation_name text, issuer text, client_id text, contact text, authentication text,
  sealed_secret text, is_request_signed boolean, name_claim text, email_claim text, accepted_acrs jsonb,
  is_acr_required boolean, is_offered boolean, version integer, tested_version integer, tested_at timestamptz, failure text,
  failed_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.organisation_id, o.name, p.issuer, p.client_id, p.contact, p.authentication, p.sealed_secret, p.is_request_signed,
    p.name_claim, p.email_claim, p.accepted_acrs, p.is_acr_required, p.is_offered, p.version, p.tested_version, p.tested_at,
    p.failure, p.failed_at
  from identity_provider p join organisation o on o.id = p.organisation_id
  where p.organisation_id = organisation and o.withdrawn_at is null
$$;

-- The same, for whoever administers it.
create function administered_provider(organisation uuid)
returns table (organisation_id uuid, organisation_name text, issuer text, client_id text, contact text,
  authentication text, sealed_secret text, is_request_signed boolean, name_claim text, email_claim text,
  accepted_acrs jsonb, is_acr_required boolean, is_offered boolean, version integer, tested_version integer,
  tested_at timestamptz, failure text, failed_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.* from find_provider(organisation) p where may_administer(organisation)
$$;

-- Another service than before is another provider: it is switched off, whoever came in by it is let out, and it must be
-- tested anew. Answers the new version, or nothing when somebody was first.
create function keep_provider(organisation uuid, read_version integer, given_issuer text, given_client_id text,
  given_contact text, given_authentication text, given_secret text, signs_requests boolean, given_name_claim text, given_email_claim text,
  given_acrs jsonb, requires_acr boolean, acting_at timestamptz) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare kept integer;
begin
  perform must_administer(organisation);
  if read_version = 0 then
    insert into identity_provider (organisation_id, issuer, client_id, contact, authentication, sealed_secret, is_request_signed,
      name_claim, email_claim, accepted_acrs, is_acr_required, created_at)
    values (organisation, given_issuer, given_client_id, given_contact, given_authentication, given_secret, signs_requests,
      given_name_claim, given_email_claim, given_acrs, requires_acr, acting_at)
    on conflict (organisation_id) do nothing returning version into kept;
    return kept;
  end if;
  update identity_provider p
  set issuer = given_issuer, client_id = given_client_id, contact = given_contact, authentication = given_authentication,
    sealed_secret = case when given_authentication = 'secret' then coalesce(given_secret, p.sealed_secret) end,
    is_request_signed = signs_requests, name_claim = given_name_claim, email_claim = given_email_claim,
    accepted_acrs = given_acrs, is_acr_required = requires_acr, is_offered = false, version = p.version + 1
  where p.organisation_id = organisation and p.version = read_version
  returning p.version into kept;
  if kept is not null then perform end_provider_sessions(organisation, null, acting_at); end if;
  return kept;
end $$;

create function end_provider_sessions(provider uuid, person uuid, acting_at timestamptz) returns integer
language sql security definer set search_path = public, pg_temp as $$
  with ended as (
    update user_session s set expires_at = least(s.expires_at, acting_at), ended_at = coalesce(s.ended_at, acting_at)
    where s.provider_organisation_id = provider and (person is null or s.person_id = person) and s.expires_at > acting_at
    returning 1)
  select count(*)::integer from ended
$$;

create function note_provider_test(organisation uuid, of_version integer, acting_at timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform must_administer(organisation);
  update identity_provider p set tested_version = of_version, tested_at = acting_at
  where p.organisation_id = organisation and p.version = of_version;
end $$;

create function note_provider_failure(organisation uuid, reason text, acting_at timestamptz) returns void
language sql security definer set search_path = public, pg_temp as $$
  update identity_provider p set failure = reason, failed_at = acting_at where p.organisation_id = organisation
$$;

-- On only what has been tested as it is. Off ends every session that it opened.
create function switch_provider(organisation uuid, wanted boolean, acting_at timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform must_administer(organisation);
  update identity_provider p set is_offered = wanted
  where p.organisation_id = organisation and p.is_offered <> wanted and (not wanted or p.tested_version = p.version);
  if not found then return false; end if;
  if not wanted then perform end_provider_sessions(organisation, null, acting_at); end if;
  return true;
end $$;

-- Those published: the one that signs, those that wait, and for a week those that signed before. The first is the newest.
create function provider_keys(organisation uuid, acting_at timestamptz)
returns table (key_id text, public_key jsonb, sealed_key text, created_at timestamptz, begun_at timestamptz,
  is_signing boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  with signing as (
    select k.key_id, k.begun_at from provider_key k
    where k.organisation_id = organisation and k.begun_at is not null order by k.begun_at desc, k.key_id limit 1)
  select k.key_id, k.public_key, k.sealed_key, k.created_at, k.begun_at,
    k.key_id = (select s.key_id from signing s)
  from provider_key k
  where k.organisation_id = organisation and (k.begun_at is null or k.key_id = (select s.key_id from signing s)
    or (select s.begun_at from signing s) > acting_at - interval '7 days')
  order by k.created_at desc, k.key_id
$$;

create function add_provider_key(organisation uuid, key text, public_part jsonb, sealed_part text, begins boolean,
  acting_at timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform must_administer(organisation);
  insert into provider_key (organisation_id, key_id, public_key, sealed_key, created_at, begun_at)
  values (organisation, key, public_part, sealed_part, acting_at, case when begins then acting_at end);
end $$;

create function begin_provider_key(organisation uuid, key text, acting_at timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform must_administer(organisation);
  update provider_key k set begun_at = acting_at
  where k.organisation_id = organisation and k.key_id = key and k.begun_at is null;
  return found;
end $$;

create function claim_mappings(organisation uuid)
returns table (id uuid, claim text, value text, seat_organisation_id uuid, seat_id uuid, kind text, seat_title text,
  seat_organisation_name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select m.id, m.claim, m.value, m.seat_organisation_id, m.seat_id, m.kind, s.title, o.name
  from claim_mapping m
  join seat s on s.organisation_id = m.seat_organisation_id and s.id = m.seat_id
  join organisation o on o.id = m.seat_organisation_id
  where m.organisation_id = organisation and may_administer(organisation)
  order by m.claim, m.value, s.title, m.id
$$;

-- Those that hold of somebody, told as {claim: [values]}; letter by letter.
create function mappings_met(organisation uuid, told jsonb) returns table (id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select m.id from claim_mapping m where m.organisation_id = organisation and told -> m.claim ? m.value order by m.id
$$;

-- The seats of the organisation and of what stands below it: what its provider may give.
create function seats_within(organisation uuid)
returns table (organisation_id uuid, organisation_name text, seat_id uuid, title text)
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive tree as (
    select o.id, o.name, 0 as depth from organisation o where o.id = organisation and o.withdrawn_at is null
      and may_administer(organisation)
    union all select o.id, o.name, t.depth + 1 from organisation o join tree t on o.parent_id = t.id
    where o.withdrawn_at is null)
  select t.id, t.name, s.id, s.title from tree t join seat s on s.organisation_id = t.id and s.ended_on is null
  order by t.depth, t.name collate "sv-x-icu", s.title collate "sv-x-icu", s.id
$$;

-- A provider gives seats where it belongs and below, nowhere else: asked here and again at each sign-in.
create function add_claim_mapping(organisation uuid, mapping uuid, given_claim text, given_value text,
  given_seat_organisation uuid, given_seat uuid, given_kind text, acting_at timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform must_administer(organisation);
  if not stands_within(given_seat_organisation, organisation) or not exists (
    select from seat s where s.organisation_id = given_seat_organisation and s.id = given_seat and s.ended_on is null)
  then return false; end if;
  insert into claim_mapping (organisation_id, id, claim, value, seat_organisation_id, seat_id, kind, created_at)
  values (organisation, mapping, given_claim, given_value, given_seat_organisation, given_seat, given_kind, acting_at)
  on conflict (organisation_id, claim, value, seat_id) do nothing;
  return true;
end $$;

create function remove_claim_mapping(organisation uuid, mapping uuid)
returns table (claim text, value text, seat_organisation_id uuid, seat_id uuid)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform must_administer(organisation);
  return query delete from claim_mapping m where m.organisation_id = organisation and m.id = mapping
    returning m.claim, m.value, m.seat_organisation_id, m.seat_id;
end $$;

create function begin_provider_sign_in(state bytea, organisation uuid, acting_at timestamptz, ends_at timestamptz)
returns void
language sql security definer set search_path = public, pg_temp as $$
  delete from provider_sign_in s where s.organisation_id = organisation and s.created_at < acting_at - interval '1 day';
  insert into provider_sign_in (state_hash, organisation_id, created_at, expires_at)
  values (state, organisation, acting_at, ends_at)
$$;

-- Taken once. Answers `taken`, or why not: `used`, `old`, `unknown`.
create function take_provider_sign_in(state bytea, organisation uuid, acting_at timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare found_one provider_sign_in;
begin
  update provider_sign_in s set used_at = acting_at
  where s.state_hash = state and s.organisation_id = organisation and s.used_at is null and s.expires_at > acting_at;
  if found then return 'taken'; end if;
  select s.* into found_one from provider_sign_in s where s.state_hash = state and s.organisation_id = organisation;
  return case when found_one.state_hash is null then 'unknown' when found_one.used_at is not null then 'used' else 'old' end;
end $$;

create function find_provider_identity(given_issuer text, given_subject text)
returns table (person_id uuid, organisation_id uuid, ended_at timestamptz, ended_by uuid, is_withdrawn boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.person_id, i.organisation_id, i.ended_at, i.ended_by, p.withdrawn_at is not null
  from provider_identity i join person p on p.id = i.person_id
  where i.issuer = given_issuer and i.subject = given_subject
$$;

-- A person of its own for an identity that nobody has: never found by an address. With an address only where somebody was
-- invited at it, and nobody has an account with it.
create function make_provider_account(new_person uuid, provider uuid, belongs_to uuid, given_issuer text,
  given_subject text, chosen_name text, invited_email text, given_name text, given_email text, chosen_language text,
  acting_at timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into person (organisation_id, id, name, email, language, created_at)
  values (belongs_to, new_person, chosen_name, lower(invited_email), chosen_language, acting_at)
  on conflict (email) where withdrawn_at is null do nothing;
  if not found then return false; end if;
  insert into provider_identity (issuer, subject, person_id, organisation_id, shown_name, shown_email, created_at, used_at)
  values (given_issuer, given_subject, new_person, provider, given_name, given_email, acting_at, acting_at);
  return true;
end $$;

-- By whoever is signed in, for themselves. An identity that its own person has ended can be taken up again, by anybody whose
-- it is; one that an administrator has ended cannot.
create function link_provider_identity(provider uuid, given_issuer text, given_subject text, given_name text,
  given_email text, acting_at timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  me constant uuid := nullif(current_setting('armkrok.user', true), '')::uuid;
  held provider_identity;
begin
  if me is null then raise exception 'nobody is signed in' using errcode = '42501'; end if;
  insert into provider_identity (issuer, subject, person_id, organisation_id, shown_name, shown_email, created_at, used_at)
  values (given_issuer, given_subject, me, provider, given_name, given_email, acting_at, acting_at)
  on conflict (issuer, subject) do nothing;
  if found then return 'linked'; end if;
  select i.* into held from provider_identity i where i.issuer = given_issuer and i.subject = given_subject for update;
  if held.ended_at is null then return case when held.person_id = me then 'linked' else 'taken' end; end if;
  if held.ended_by is distinct from held.person_id then return 'ended'; end if;
  update provider_identity i set person_id = me, organisation_id = provider, shown_name = given_name,
    shown_email = given_email, created_at = acting_at, used_at = acting_at, ended_at = null, ended_by = null
  where i.issuer = given_issuer and i.subject = given_subject;
  return 'linked';
end $$;

-- By somebody whom a provider has said who they are. An invitation to an address that another has an account with is that
-- account's. A new holder follows the one before, on the day that the invitation says if it says one (0029).
create function take_invitation(token bytea, taker uuid, term uuid, acting_at timestamptz)
returns table (organisation_id uuid, seat_id uuid, name text)
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  invited invitation;
  called text;
  starts date;
begin
  select i.* into invited from invitation i
  where i.token_hash = token and i.used_at is null and i.expires_at > acting_at for update;
  if invited.id is null or exists (select from person p
    where p.email = invited.email and p.withdrawn_at is null and p.id <> taker) then return; end if;
  update invitation i set used_at = acting_at
  where i.organisation_id = invited.organisation_id and i.id = invited.id;
  starts := greatest(invited.begins_on, (acting_at at time zone 'Europe/Stockholm')::date);
  if invited.kind = 'holder' then
    update seat_term t set ended_on = greatest(starts, t.began_on)
    where t.organisation_id = invited.organisation_id and t.seat_id = invited.seat_id and t.kind = 'holder'
      and t.ended_on is null;
  end if;
  select p.name into called from person p where p.id = taker;
  insert into seat_term (organisation_id, id, seat_id, person_id, holder_name, kind, began_on, created_at)
  values (invited.organisation_id, term, invited.seat_id, taker, called, invited.kind, starts, acting_at);
  return query select invited.organisation_id, invited.seat_id, called;
end $$;

create function note_identity_use(given_issuer text, given_subject text, given_name text, given_email text,
  acting_at timestamptz) returns void
language sql security definer set search_path = public, pg_temp as $$
  update provider_identity i set used_at = acting_at, shown_name = given_name, shown_email = given_email
  where i.issuer = given_issuer and i.subject = given_subject
$$;

-- What the claims give is given, what they no longer give is ended: of the terms that this provider has given this person,
-- and of no others. Only its own mappings, to seats where it belongs and below. A seat that has a holder keeps them.
create function give_provider_seats(provider uuid, person uuid, mappings_met uuid[], term_ids uuid[], acting_at timestamptz)
returns table (change text, organisation_id uuid, seat_id uuid, title text, kind text, holder_name text)
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  today constant date := (acting_at at time zone 'Europe/Stockholm')::date;
  called constant text := (select p.name from person p where p.id = person);
  met record;
  taken integer := 0;
begin
  return query
    with due as (
      select distinct m.seat_organisation_id, m.seat_id, m.kind from claim_mapping m
      where m.organisation_id = provider and m.id = any(mappings_met) and stands_within(m.seat_organisation_id, provider)),
    ended as (
      update seat_term t set ended_on = greatest(today, t.began_on)
      where t.person_id = person and t.provider_organisation_id = provider and (t.ended_on is null or t.ended_on > today)
        and not exists (select from due d
          where d.seat_organisation_id = t.organisation_id and d.seat_id = t.seat_id and d.kind = t.kind)
      returning t.organisation_id, t.seat_id, t.kind, t.holder_name)
    select 'ended'::text, e.organisation_id, e.seat_id, s.title, e.kind, e.holder_name
    from ended e join seat s on s.organisation_id = e.organisation_id and s.id = e.seat_id;
  for met in
    select distinct m.seat_organisation_id, m.seat_id, m.kind, s.title from claim_mapping m
    join seat s on s.organisation_id = m.seat_organisation_id and s.id = m.seat_id
    where m.organisation_id = provider and m.id = any(mappings_met) and stands_within(m.seat_organisation_id, provider)
      and (s.ended_on is null or s.ended_on > today)
    order by m.kind desc, m.seat_id
  loop
    -- Two who come at once for one vacant seat take turns.
    perform from seat s where s.organisation_id = met.seat_organisation_id and s.id = met.seat_id for update;
    if exists (select from seat_term t where t.organisation_id = met.seat_organisation_id and t.seat_id = met.seat_id
      and t.person_id = person and (t.ended_on is null or t.ended_on > today)) then continue; end if;
    if met.kind = 'holder' and exists (select from seat_term t
      where t.organisation_id = met.seat_organisation_id and t.seat_id = met.seat_id and t.kind = 'holder'
        and (t.ended_on is null or t.ended_on > today))
    then
      return query select 'occupied'::text, met.seat_organisation_id, met.seat_id, met.title, met.kind, called;
      continue;
    end if;
    taken := taken + 1;
    insert into seat_term (organisation_id, id, seat_id, person_id, holder_name, kind, began_on, created_at,
      provider_organisation_id)
    values (met.seat_organisation_id, term_ids[taken], met.seat_id, person, called, met.kind, today, acting_at, provider);
    return query select 'given'::text, met.seat_organisation_id, met.seat_id, met.title, met.kind, called;
  end loop;
end $$;

-- Every seat that the provider has given the person ends, and every session that it opened.
create function end_provider_identity(organisation uuid, given_person uuid, acting_at timestamptz)
returns table (organisation_id uuid, seat_id uuid, title text, kind text, holder_name text)
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  me constant uuid := nullif(current_setting('armkrok.user', true), '')::uuid;
  today constant date := (acting_at at time zone 'Europe/Stockholm')::date;
begin
  -- One's own, or by whoever administers the organisation that the provider belongs to.
  if me is distinct from given_person then perform must_administer(organisation); end if;
  update provider_identity i set ended_at = acting_at, ended_by = me
  where i.organisation_id = organisation and i.person_id = given_person and i.ended_at is null;
  perform end_provider_sessions(organisation, given_person, acting_at);
  return query
    with ended as (
      update seat_term t set ended_on = greatest(today, t.began_on)
      where t.person_id = given_person and t.provider_organisation_id = organisation
        and (t.ended_on is null or t.ended_on > today)
      returning t.organisation_id, t.seat_id, t.kind, t.holder_name)
    select e.organisation_id, e.seat_id, s.title, e.kind, e.holder_name
    from ended e join seat s on s.organisation_id = e.organisation_id and s.id = e.seat_id;
end $$;

create function provider_identities(organisation uuid)
returns table (person_id uuid, name text, shown_email text, created_at timestamptz, used_at timestamptz,
  ended_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.person_id, p.name, i.shown_email, i.created_at, i.used_at, i.ended_at
  from provider_identity i join person p on p.id = i.person_id
  where i.organisation_id = organisation and may_administer(organisation)
  order by i.ended_at nulls first, p.name collate "sv-x-icu", i.subject
$$;

create function own_identities()
returns table (organisation_id uuid, organisation_name text, shown_name text, shown_email text, created_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.organisation_id, o.name, i.shown_name, i.shown_email, i.created_at
  from provider_identity i join organisation o on o.id = i.organisation_id
  where i.person_id = nullif(current_setting('armkrok.user', true), '')::uuid and i.ended_at is null
  order by o.name collate "sv-x-icu", i.created_at
$$;

-- Those where the user holds a seat, or above it, and is not yet known.
create function providers_to_link(acting_at timestamptz) returns table (organisation_id uuid, name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct a.organisation_id, a.name
  from organisations_of(nullif(current_setting('armkrok.user', true), '')::uuid, acting_at) mine
  cross join lateral provider_above(mine.organisation_id) a
  where not exists (select from provider_identity i where i.organisation_id = a.organisation_id and i.ended_at is null
    and i.person_id = nullif(current_setting('armkrok.user', true), '')::uuid)
  order by a.name
$$;

-- Those that know the user: two organisations may have the same service, and then both do.
create function providers_knowing_me() returns table (organisation_id uuid, name text, accepted_acrs jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct o.id, o.name, p.accepted_acrs
  from provider_identity i
  join identity_provider p on rtrim(p.issuer, '/') = rtrim(i.issuer, '/') and p.is_offered
  join organisation o on o.id = p.organisation_id and o.withdrawn_at is null
  where i.person_id = nullif(current_setting('armkrok.user', true), '')::uuid and i.ended_at is null
  order by o.name, o.id
$$;

-- Without a password somebody shows who they are by their provider alone.
create function own_password() returns table (password text, email text)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.password, p.email from person p where p.id = nullif(current_setting('armkrok.user', true), '')::uuid
$$;

-- After a session has been opened by a provider: it begins where the provider belongs, if the person holds a seat there,
-- unless it goes on from an earlier one. That one ends, and the longest time is counted from its sign-in.
create function settle_provider_session(token bytea, said_acr text, earlier bytea, acting_at timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  opened user_session;
  before user_session;
  chosen uuid;
begin
  select s.* into opened from user_session s where s.token_hash = token;
  if earlier is not null then
    select s.* into before from user_session s
    where s.token_hash = earlier and s.person_id = opened.person_id and s.expires_at > acting_at;
  end if;
  if before.token_hash is not null then
    chosen := before.organisation_id;
    update user_session s set expires_at = acting_at, ended_at = coalesce(s.ended_at, acting_at) where s.token_hash = earlier;
  elsif opened.organisation_id is null or not stands_within(opened.organisation_id, opened.provider_organisation_id) then
    select o.organisation_id into chosen from organisations_of(opened.person_id, acting_at) o
    where stands_within(o.organisation_id, opened.provider_organisation_id) order by o.name, o.organisation_id limit 1;
  end if;
  chosen := coalesce(chosen, opened.organisation_id);
  update user_session s set acr = said_acr, organisation_id = chosen,
    created_at = coalesce(before.created_at, s.created_at),
    stepped_up_at = case when before.token_hash is not null then acting_at end,
    kept_out_because = sign_in_refusal(chosen, s.method, s.provider_organisation_id, s.assurance)
  where s.token_hash = token;
end $$;

create function has_seat_within(person uuid, organisation uuid, acting_at timestamptz) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from organisations_of(person, acting_at) o where stands_within(o.organisation_id, organisation))
$$;

do $$
declare opened regprocedure;
begin
  foreach opened in array array[
    'stands_within(uuid, uuid)', 'may_administer(uuid)', 'must_administer(uuid)', 'administered_provider(uuid)',
    'mappings_met(uuid, jsonb)', 'providers_to_choose()', 'provider_above(uuid)',
    'find_provider(uuid)',
    'keep_provider(uuid, integer, text, text, text, text, text, boolean, text, text, jsonb, boolean, timestamptz)',
    'end_provider_sessions(uuid, uuid, timestamptz)', 'note_provider_test(uuid, integer, timestamptz)',
    'note_provider_failure(uuid, text, timestamptz)', 'switch_provider(uuid, boolean, timestamptz)',
    'provider_keys(uuid, timestamptz)', 'add_provider_key(uuid, text, jsonb, text, boolean, timestamptz)',
    'begin_provider_key(uuid, text, timestamptz)', 'claim_mappings(uuid)', 'seats_within(uuid)',
    'add_claim_mapping(uuid, uuid, text, text, uuid, uuid, text, timestamptz)', 'remove_claim_mapping(uuid, uuid)',
    'begin_provider_sign_in(bytea, uuid, timestamptz, timestamptz)', 'take_provider_sign_in(bytea, uuid, timestamptz)',
    'find_provider_identity(text, text)',
    'make_provider_account(uuid, uuid, uuid, text, text, text, text, text, text, text, timestamptz)',
    'link_provider_identity(uuid, text, text, text, text, timestamptz)',
    'take_invitation(bytea, uuid, uuid, timestamptz)', 'note_identity_use(text, text, text, text, timestamptz)',
    'give_provider_seats(uuid, uuid, uuid[], uuid[], timestamptz)', 'end_provider_identity(uuid, uuid, timestamptz)',
    'provider_identities(uuid)', 'own_identities()', 'providers_to_link(timestamptz)', 'providers_knowing_me()', 'own_password()',
    'settle_provider_session(bytea, text, bytea, timestamptz)', 'has_seat_within(uuid, uuid, timestamptz)']::regprocedure[]
  loop
    execute format('revoke all on function %s from public', opened);
    execute format('grant execute on function %s to armkrok_app', opened);
  end loop;
  revoke execute on function may_administer(uuid), must_administer(uuid) from armkrok_app;
end $$;
