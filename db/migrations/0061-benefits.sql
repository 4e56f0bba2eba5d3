-- Benefits: what comes of the work, who receives it and who sees to it, what it is expected to be worth and what it became,
-- and what each party itself makes of it.

-- Another's word about a party is seen by the two until the party has seen it: an organisation that a row concerns reads it
-- and answers; whoever wrote of another changes it until it has been seen.
do $$
declare
  was constant text := '''leading'', leads,';
  changed text;
begin
  select pg_get_functiondef(p.oid) into strict changed from pg_proc p
  where p.pronamespace = 'public'::regnamespace and p.proname = 'protect_within';
  if strpos(changed, was) = 0 then raise exception 'protect_within does not say who leads'; end if;
  execute replace(changed, was, was || '
    ''concerned'', format(''%s = any(concerned)'', mine),
    ''onceVisibleWithBenefit'', ''(visible_at <= (select nullif(current_setting(''''armkrok.at'''', true), '''''''')::timestamptz)
      and exists (select from benefit b where b.collaboration_id = benefit_estimate.collaboration_id
        and b.id = benefit_estimate.benefit_id and b.visible_at is not null))'',
    ''writingUnseen'', format(''(organisation_id = %s and %s and (visible_at is null or party_id is null))'', mine, speaks),');
end $$;

create table benefit (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  -- Whose words these are: of the party that it is about, or of another that has written of it.
  organisation_id uuid not null references organisation (id),
  -- Whose benefit it is: the party that receives it or, where none of the parties does, that sees to it. Null: nobody's yet.
  party_id uuid,
  entered_by_organisation_id uuid references organisation (id),
  title text not null check (title <> '' and length(title) <= 300),
  description text not null default '',
  -- Null: not said.
  kind text check (kind in ('environmental', 'social', 'economic', 'quality')),
  receiver text not null check (receiver in ('party', 'targetGroup', 'society', 'other')),
  receiver_party_id uuid check ((receiver = 'party') = (receiver_party_id is not null)),
  receiver_words text not null default '' check (receiver <> 'other' or receiver_words <> ''),
  measure text not null default '',
  -- What is counted; of money always kronor, kept in öre.
  unit text not null default '' check (kind is distinct from 'economic' or unit = ''),
  -- The indicator of a joint goal that shows it.
  indicator_id uuid,
  -- Who sees to it that it is received. Null: nobody yet, or a source does not say.
  realiser_party_id uuid,
  realiser_organisation_id uuid references organisation (id),
  seat_id uuid check (seat_id is null or realiser_party_id is not null),
  -- What the party that is named to see to it has said: the party's own to say.
  realiser_answer text check (realiser_answer in ('takes', 'declines')),
  -- By when it is to be there.
  due_on date,
  goal_id uuid,
  activity_id uuid,
  -- What a party that never signs in has put right, in its own words.
  own_words text not null default '',
  source_note text not null default '',
  -- The organisations that it is about, of them those that have seen it, and since when all have: kept by a trigger.
  concerned uuid[] not null default '{}',
  seen_by uuid[] not null default '{}',
  visible_at timestamptz,
  created_at timestamptz not null,
  created_by uuid not null,
  changed_at timestamptz not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id),
  foreign key (collaboration_id, receiver_party_id) references party (collaboration_id, id),
  foreign key (collaboration_id, realiser_party_id) references party (collaboration_id, id),
  foreign key (collaboration_id, indicator_id) references indicator (collaboration_id, id),
  foreign key (collaboration_id, goal_id) references joint_goal (collaboration_id, id),
  foreign key (collaboration_id, activity_id) references activity (collaboration_id, id),
  check (party_id is not distinct from coalesce(receiver_party_id, realiser_party_id)),
  check (entered_by_organisation_id is null or party_id is not null),
  check (realiser_party_id is not null or realiser_answer is null)
);
create index benefit_by_organisation on benefit (organisation_id);
create index benefit_by_party on benefit (collaboration_id, party_id);
create index benefit_by_receiver on benefit (collaboration_id, receiver_party_id);
create index benefit_by_realiser on benefit (collaboration_id, realiser_party_id);
create index benefit_by_seat on benefit (realiser_organisation_id, seat_id);
create index benefit_by_entering on benefit (entered_by_organisation_id);
create index benefit_by_indicator on benefit (collaboration_id, indicator_id);
create index benefit_by_goal on benefit (collaboration_id, goal_id);
create index benefit_by_activity on benefit (collaboration_id, activity_id);
comment on table benefit is 'protected: by collaboration, once all whom it is about have seen it; until then for them and whoever wrote it';
call protect_within('benefit', '{owner,concerned,onceVisible}', '{speaking,preparingUnwritten}',
  '{ownParty,preparingUnwritten,writingUnseen,concerned}');
grant select, insert, update on benefit to armkrok_app;

create function keep_benefit() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  mine constant uuid := nullif(current_setting('armkrok.organisation', true), '')::uuid;
  acting_at constant timestamptz := nullif(current_setting('armkrok.at', true), '')::timestamptz;
  prepares constant boolean :=
    new.collaboration_id = any(coalesce(nullif(current_setting('armkrok.prepares', true), ''), '{}')::uuid[]);
  answer constant text[] := '{seen_by,visible_at,realiser_answer,seat_id,changed_at,version,concerned,realiser_organisation_id}';
  knows constant uuid := case when new.entered_by_organisation_id is null then mine else new.organisation_id end;
  is_owner boolean := true;
begin
  new.concerned := array(select distinct p.organisation_id from party p
    where p.collaboration_id = new.collaboration_id and p.id in (new.receiver_party_id, new.realiser_party_id) order by 1);
  new.realiser_organisation_id := (select p.organisation_id from party p
    where p.collaboration_id = new.collaboration_id and p.id = new.realiser_party_id);
  if new.realiser_party_id is null then new.realiser_answer := null; end if;
  if current_user <> 'armkrok_app' then return new; end if;
  if tg_op = 'INSERT' then
    new.seen_by := array[knows];
    new.realiser_answer := case when new.realiser_organisation_id = knows then 'takes' end;
  else
    is_owner := old.party_id = any(own_parties())
      or (prepares and (old.entered_by_organisation_id is not null or old.party_id is null))
      or (old.organisation_id = mine and (old.visible_at is null or old.party_id is null));
    -- Who is only named to see to it answers for itself, and changes nothing else.
    if not is_owner and to_jsonb(new) - answer is distinct from to_jsonb(old) - answer then
      raise exception 'a benefit is changed by the party whose it is' using errcode = '42501';
    end if;
    if exists (select from unnest(new.seen_by) one where one <> all(old.seen_by) and one is distinct from knows) then
      raise exception 'a party sees for itself' using errcode = '42501';
    end if;
    if new.realiser_party_id is distinct from old.realiser_party_id
        or new.receiver_party_id is distinct from old.receiver_party_id
        or (old.visible_at is null and to_jsonb(new) - answer - 'own_words'::text
          is distinct from to_jsonb(old) - answer - 'own_words'::text) then
      -- It is about somebody else, or says something else than what one of them has seen.
      new.seen_by := array[knows];
    end if;
    if new.realiser_party_id is distinct from old.realiser_party_id then
      new.realiser_answer := case when new.realiser_organisation_id = knows then 'takes' end;
    elsif new.realiser_answer is distinct from old.realiser_answer and new.realiser_organisation_id is distinct from knows then
      raise exception 'a party answers for itself' using errcode = '42501';
    end if;
  end if;
  new.visible_at := case when new.concerned <@ new.seen_by
    then coalesce(case when tg_op = 'UPDATE' then old.visible_at end, acting_at) end;
  return new;
end $$;
create trigger keep_benefit before insert or update on benefit for each row execute function keep_benefit();

-- What one organisation says that a benefit is and has been worth, year by year: the party its own figures, another what it
-- has estimated. Of each year what is expected and what came, in öre or in the benefit's unit; null: nothing said.
create table benefit_estimate (
  collaboration_id uuid not null,
  id uuid not null,
  -- Who says it.
  organisation_id uuid not null references organisation (id),
  benefit_id uuid not null,
  -- Of whom it is said: whose benefit it is. Null: nobody's yet.
  party_id uuid,
  entered_by_organisation_id uuid references organisation (id),
  years integer[] not null,
  expected bigint[] not null,
  realised bigint[] not null,
  -- How it has been reckoned.
  reckoning text not null default '',
  own_words text not null default '',
  -- The party's own figures at once; another's when the party has seen them.
  visible_at timestamptz,
  created_at timestamptz not null,
  created_by uuid not null,
  changed_at timestamptz not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  unique (collaboration_id, benefit_id, organisation_id),
  foreign key (collaboration_id, benefit_id) references benefit (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id),
  check (cardinality(years) between 1 and 40 and cardinality(years) = cardinality(expected)
    and cardinality(years) = cardinality(realised)),
  check (1900 <= all(years) and 2200 >= all(years)),
  check (0 <= all(expected) and 0 <= all(realised)),
  check (100000000000000 >= all(expected) and 100000000000000 >= all(realised))
);
create index benefit_estimate_by_organisation on benefit_estimate (organisation_id);
create index benefit_estimate_by_party on benefit_estimate (collaboration_id, party_id);
create index benefit_estimate_by_entering on benefit_estimate (entered_by_organisation_id);
comment on table benefit_estimate is
  'protected: by collaboration, with its benefit; another’s estimate for those two until the party has seen it';
call protect_within('benefit_estimate', '{owner,ownParty,onceVisibleWithBenefit}', '{speaking,preparingEntering}',
  '{speaking,ownParty,preparingEntering}');
grant select, insert, update on benefit_estimate to armkrok_app;

create function keep_benefit_estimate() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  acting_at constant timestamptz := nullif(current_setting('armkrok.at', true), '')::timestamptz;
  is_own constant boolean := new.party_id is null or exists (select from party p
    where p.collaboration_id = new.collaboration_id and p.id = new.party_id and p.organisation_id = new.organisation_id);
  is_party constant boolean := coalesce(new.party_id = any(own_parties()), false);
  figures constant text[] := '{visible_at,version,changed_at}';
begin
  if tg_op = 'UPDATE' and new.party_id is distinct from old.party_id then
    if current_user = 'armkrok_app' then raise exception 'an estimate is not moved' using errcode = '42501'; end if;
    new.visible_at := case when is_own then coalesce(old.visible_at, acting_at, new.changed_at) end;
    return new;
  end if;
  if current_user <> 'armkrok_app' then return new; end if;
  if tg_op = 'UPDATE' and (new.benefit_id <> old.benefit_id or new.organisation_id <> old.organisation_id) then
    raise exception 'an estimate is not moved' using errcode = '42501';
  end if;
  if is_own then
    new.visible_at := coalesce(case when tg_op = 'UPDATE' then old.visible_at end, acting_at);
  elsif tg_op = 'INSERT' then
    new.visible_at := null;
  elsif to_jsonb(new) - figures is distinct from to_jsonb(old) - figures then
    -- Of what another has said the party says that it has seen it; the figures are another's.
    if is_party then raise exception 'an estimate is changed by whoever made it' using errcode = '42501'; end if;
    new.visible_at := null;
  elsif new.visible_at is distinct from old.visible_at and not is_party then
    raise exception 'a party sees for itself' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_benefit_estimate before insert or update on benefit_estimate
  for each row execute function keep_benefit_estimate();

-- Whose benefit it is has changed: what has been said of it is said of that party, and is its own to see first.
create function move_estimates() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update benefit_estimate e set party_id = new.party_id
  where e.collaboration_id = new.collaboration_id and e.benefit_id = new.id;
  return null;
end $$;
revoke all on function move_estimates() from public;
create trigger move_estimates after update of party_id on benefit
  for each row when (new.party_id is distinct from old.party_id) execute function move_estimates();

-- What a party itself makes of it: what it pays against what it gains, in money and in words. Nobody else's to see.
create table trade_off (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  party_id uuid not null,
  first_year integer check (first_year between 1900 and 2200),
  last_year integer check (last_year between first_year and first_year + 40),
  cost bigint check (cost between 0 and 100000000000000),
  cost_words text not null default '',
  gain bigint check (gain between 0 and 100000000000000),
  gain_words text not null default '',
  outcome text check (outcome in ('worthIt', 'worthItWith', 'notWorthIt', 'cannotSay')),
  words text not null default '',
  weighed_on date not null,
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  unique (collaboration_id, organisation_id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id),
  check ((first_year is null) = (last_year is null))
);
create index trade_off_by_organisation on trade_off (organisation_id);
create index trade_off_by_party on trade_off (collaboration_id, party_id);
comment on table trade_off is 'protected: by collaboration, for those signed in for the organisation that made it';
call protect_within('trade_off', '{signedIn}', '{speaking}', '{speaking}');
grant select, insert, update on trade_off to armkrok_app;

-- How the collaboration has agreed to weigh benefits: over all that is done together, or each matter by itself.
create table benefit_principle (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  weighing text check (weighing in ('weighedTogether', 'eachMatter')),
  -- Each gives in some matters and takes in others. Null: not said.
  is_given_and_taken boolean,
  words text not null default '',
  source_note text not null default '',
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id)
);
create unique index benefit_principle_one_at_a_time on benefit_principle (collaboration_id) where withdrawn_at is null;
create index benefit_principle_by_organisation on benefit_principle (organisation_id);
comment on table benefit_principle is 'protected: by collaboration';
call protect_within('benefit_principle', '{everyone}', '{preparing}', '{preparing}');
grant select, insert, update on benefit_principle to armkrok_app;
