-- The shared-view exercise: the parties answer the same questions alone, then lay the answers side by side.

-- Those who prepare a collaboration change what they have entered for a party; the procedure knew those who lead alone.
do $$
declare
  was constant text := '''leading'', leads,';
  changed text;
begin
  select pg_get_functiondef(p.oid) into strict changed from pg_proc p
  where p.pronamespace = 'public'::regnamespace and p.proname = 'protect_within';
  if strpos(changed, was) = 0 then raise exception 'protect_within does not say who leads'; end if;
  execute replace(changed, was, was || '
    ''preparingEntering'', format(''(%s and entered_by_organisation_id = %s)'',
      replace(leads, ''armkrok.leads'', ''armkrok.prepares''), mine),');
end $$;

create table shared_view_round (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  -- Whose record it is: of the organisation that opened it.
  organisation_id uuid not null references organisation (id),
  name text not null check (name <> ''),
  purpose text not null check (purpose <> ''),
  -- The questions as they were asked: a copy of the version used.
  instrument_key text not null check (instrument_key <> ''),
  instrument_version integer not null check (instrument_version > 0),
  instrument jsonb not null,
  -- The round that this one is compared with.
  previous_round_id uuid,
  opened_at timestamptz not null,
  opened_by uuid not null,
  deadline_on date not null,
  -- The end of that day in Sweden: from then on everyone reads what has been handed in.
  deadline_at timestamptz not null,
  rating_deadline_on date not null check (rating_deadline_on > deadline_on),
  rating_deadline_at timestamptz not null,
  shared_at timestamptz,
  ratings_shared_at timestamptz,
  closed_at timestamptz,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, previous_round_id) references shared_view_round (collaboration_id, id)
);
create index shared_view_round_by_organisation on shared_view_round (organisation_id);
create index shared_view_round_by_previous on shared_view_round (collaboration_id, previous_round_id);
comment on table shared_view_round is 'protected: by collaboration; what is asked is not changed once it is open';
call protect_within('shared_view_round', '{everyone}', '{leading}', '{leading}');
grant select, insert, update (closed_at, withdrawn_at, version) on shared_view_round to armkrok_app;

create table shared_view_party (
  collaboration_id uuid not null,
  id uuid not null,
  round_id uuid not null,
  party_id uuid not null,
  organisation_id uuid not null references organisation (id),
  primary key (collaboration_id, id),
  unique (collaboration_id, round_id, party_id),
  foreign key (collaboration_id, round_id) references shared_view_round (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id)
);
create index shared_view_party_by_party on shared_view_party (collaboration_id, party_id);
create index shared_view_party_by_organisation on shared_view_party (organisation_id);
comment on table shared_view_party is 'protected: by collaboration; who was asked when the round opened';
call protect_within('shared_view_party', '{everyone}', '{leading}', '{}');
grant select, insert on shared_view_party to armkrok_app;

-- The organisation's answer to one question. A draft is the organisation's own and becomes visible to nobody by time alone.
create table shared_view_answer (
  collaboration_id uuid not null,
  id uuid not null,
  round_id uuid not null,
  question text not null check (question <> ''),
  party_id uuid not null,
  organisation_id uuid not null references organisation (id),
  -- The organisation that entered it for a party that does not sign in, and how it came to know.
  entered_by_organisation_id uuid references organisation (id),
  channel text check (channel in ('email', 'phone', 'meeting', 'document')),
  stated_on date,
  answer text not null check (answer in ('words', 'notKnownYet')),
  text text not null default '' check (answer = 'words' or text = ''),
  written_at timestamptz not null,
  written_by uuid,
  approved_at timestamptz,
  approved_by uuid,
  -- When the others may read it: never while it is a draft.
  visible_at timestamptz check ((visible_at is null) = (approved_at is null)),
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  unique (collaboration_id, round_id, question, party_id),
  foreign key (collaboration_id, round_id, party_id) references shared_view_party (collaboration_id, round_id, party_id),
  check (approved_at is null or text <> '' or answer = 'notKnownYet'),
  check ((entered_by_organisation_id is null) = (channel is null) and (channel is null) = (stated_on is null))
);
create index shared_view_answer_by_party on shared_view_answer (collaboration_id, round_id, party_id);
create index shared_view_answer_by_organisation on shared_view_answer (organisation_id);
create index shared_view_answer_by_entering on shared_view_answer (entered_by_organisation_id);
comment on table shared_view_answer is 'protected: by collaboration, and until it is shared by the organisation that answered';
call protect_within('shared_view_answer', '{owner,entering,onceVisible}', '{speaking,preparing}', '{speaking,preparingEntering}');
grant select, insert, update on shared_view_answer to armkrok_app;

-- How far one party agrees with the answer of another, from 1 to 5.
create table shared_view_rating (
  collaboration_id uuid not null,
  id uuid not null,
  round_id uuid not null,
  question text not null check (question <> ''),
  party_id uuid not null,
  organisation_id uuid not null references organisation (id),
  rated_party_id uuid not null check (rated_party_id <> party_id),
  agreement smallint not null check (agreement between 1 and 5),
  rated_at timestamptz not null,
  rated_by uuid not null,
  visible_at timestamptz not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  unique (collaboration_id, round_id, question, party_id, rated_party_id),
  foreign key (collaboration_id, round_id, party_id) references shared_view_party (collaboration_id, round_id, party_id),
  foreign key (collaboration_id, round_id, rated_party_id) references shared_view_party (collaboration_id, round_id, party_id)
);
create index shared_view_rating_by_party on shared_view_rating (collaboration_id, round_id, party_id);
create index shared_view_rating_by_rated on shared_view_rating (collaboration_id, round_id, rated_party_id);
create index shared_view_rating_by_organisation on shared_view_rating (organisation_id);
comment on table shared_view_rating is 'protected: by collaboration, and until it is shared by the organisation that rated';
call protect_within('shared_view_rating', '{owner,onceVisible}', '{speaking}', '{speaking}');
grant select, insert, update on shared_view_rating to armkrok_app;

-- What the parties say together of one question. Each writing is a version of its own; the newest stands.
create table shared_view_wording (
  collaboration_id uuid not null,
  round_id uuid not null,
  question text not null check (question <> ''),
  number integer not null check (number > 0),
  organisation_id uuid not null references organisation (id),
  text text not null check (text <> ''),
  written_at timestamptz not null,
  written_by uuid not null,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, round_id, question, number),
  foreign key (collaboration_id, round_id) references shared_view_round (collaboration_id, id)
);
create index shared_view_wording_by_organisation on shared_view_wording (organisation_id);
comment on table shared_view_wording is 'protected: by collaboration; a version is never changed';
call protect_within('shared_view_wording', '{everyone}', '{preparing}', '{}');
grant select, insert on shared_view_wording to armkrok_app;

-- How far every party asked has come, without a word of what it said.
create function shared_view_standing(collaboration uuid)
returns table (round_id uuid, party_id uuid, has_answered boolean, ratings_asked integer, ratings_given integer)
language sql stable security definer set search_path = public, pg_temp as $$
  with handed_in as (
    select a.round_id, a.party_id, a.question, a.answer, a.visible_at from shared_view_answer a
    where a.collaboration_id = collaboration and a.approved_at is not null and a.withdrawn_at is null),
  open_answers as (
    select h.round_id, h.party_id, h.question from handed_in h
    where h.answer = 'words' and h.visible_at <= nullif(current_setting('armkrok.at', true), '')::timestamptz)
  select p.round_id, p.party_id,
    (select count(*) from handed_in h where h.round_id = p.round_id and h.party_id = p.party_id)
      >= jsonb_array_length(r.instrument -> 'questions'),
    (select count(*)::integer from open_answers o where o.round_id = p.round_id and o.party_id <> p.party_id),
    (select count(*)::integer from shared_view_rating g
      where g.collaboration_id = collaboration and g.round_id = p.round_id and g.party_id = p.party_id
        and g.withdrawn_at is null)
  from shared_view_party p
  join shared_view_round r on r.collaboration_id = p.collaboration_id and r.id = p.round_id
  where p.collaboration_id = collaboration
    and p.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[])
$$;

-- Whoever hands in waits for whoever hands in at the same moment, so that the last one knows that it is.
create function take_turn_in_shared_view(exercise uuid) returns void
language sql as $$ select pg_advisory_xact_lock(hashtextextended(exercise::text, 38)) $$;

-- Lets all read all as soon as the last answer is in. Answers whether that happened now.
create function share_answers_when_complete(collaboration uuid, exercise uuid, acting_at timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from shared_view_standing(collaboration) s where s.round_id = exercise and not s.has_answered) then
    return false;
  end if;
  update shared_view_round r set shared_at = acting_at
  where r.collaboration_id = collaboration and r.id = exercise and r.shared_at is null and r.deadline_at > acting_at
    and r.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[]);
  if not found then return false; end if;
  update shared_view_answer a set visible_at = acting_at
  where a.collaboration_id = collaboration and a.round_id = exercise and a.visible_at is not null;
  return true;
end $$;

-- The same of the ratings.
create function share_ratings_when_complete(collaboration uuid, exercise uuid, acting_at timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from shared_view_standing(collaboration) s
      where s.round_id = exercise and (not s.has_answered or s.ratings_given < s.ratings_asked)) then
    return false;
  end if;
  update shared_view_round r set ratings_shared_at = acting_at
  where r.collaboration_id = collaboration and r.id = exercise and r.ratings_shared_at is null
    and r.rating_deadline_at > acting_at and (r.shared_at is not null or r.deadline_at <= acting_at)
    and r.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[]);
  if not found then return false; end if;
  update shared_view_rating g set visible_at = acting_at
  where g.collaboration_id = collaboration and g.round_id = exercise;
  return true;
end $$;
revoke all on function shared_view_standing(uuid), take_turn_in_shared_view(uuid),
  share_answers_when_complete(uuid, uuid, timestamptz), share_ratings_when_complete(uuid, uuid, timestamptz) from public;
grant execute on function shared_view_standing(uuid), take_turn_in_shared_view(uuid),
  share_answers_when_complete(uuid, uuid, timestamptz), share_ratings_when_complete(uuid, uuid, timestamptz) to armkrok_app;
