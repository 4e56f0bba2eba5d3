-- Who is concerned and who has a say: the actors, the analysis of them redone phase by phase, each party's own placing of
-- them, unseen until all have placed, and the six traps.

create table actor (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  -- Whose record it is: of the organisation that wrote it.
  organisation_id uuid not null references organisation (id),
  name text not null check (name <> ''),
  kind text not null check (kind in ('organisation', 'group', 'citizens')),
  -- The organisation that it is, where it is in the installation. Whether it is a party follows from there.
  subject_organisation_id uuid references organisation (id),
  -- How those who have no organisation come in: a panel, a forum, a named meeting.
  way_in text not null default '',
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  -- Nobody fills a seat for citizens: they have a way in, and never an organisation.
  check (kind <> 'citizens' or (way_in <> '' and subject_organisation_id is null)),
  check (kind = 'organisation' or subject_organisation_id is null)
);
create unique index actor_once_for_organisation on actor (collaboration_id, subject_organisation_id)
  where withdrawn_at is null;
create index actor_by_organisation on actor (organisation_id);
create index actor_by_subject on actor (subject_organisation_id);
comment on table actor is 'protected: by collaboration';
call protect_within('actor', '{everyone}', '{preparing}', '{preparing}');
grant select, insert, update on actor to armkrok_app;

create table actor_analysis (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  number integer not null check (number > 0),
  phase text not null check (phase in ('identify', 'establish', 'operate', 'handOver', 'close', 'notCollaboration')),
  created_at timestamptz not null,
  created_by uuid not null,
  -- From when the parties place, each alone, and until when; all see all from shared_at or the deadline.
  placing_opened_at timestamptz,
  deadline_on date,
  deadline_at timestamptz,
  shared_at timestamptz,
  adopted_on date,
  adopted_by text not null default '',
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  unique (collaboration_id, number),
  check ((placing_opened_at is null) = (deadline_on is null) and (deadline_on is null) = (deadline_at is null)),
  check (shared_at is null or placing_opened_at is not null),
  check ((adopted_on is null) = (adopted_by = ''))
);
create index actor_analysis_by_organisation on actor_analysis (organisation_id);
comment on table actor_analysis is 'protected: by collaboration';
call protect_within('actor_analysis', '{everyone}', '{preparing}', '{preparing}');
grant select, insert, update on actor_analysis to armkrok_app;

-- What is said of one actor in one analysis, by those who prepare it together with the parties.
create table actor_assessment (
  collaboration_id uuid not null,
  analysis_id uuid not null,
  actor_id uuid not null,
  organisation_id uuid not null references organisation (id),
  how_affected text not null default '',
  ought text not null default 'notKnown' check (ought in ('yes', 'no', 'notKnown')),
  ought_why text not null default '',
  wants text not null default 'notKnown' check (wants in ('yes', 'no', 'notKnown')),
  wants_why text not null default '',
  can text not null default 'notKnown' check (can in ('yes', 'no', 'notKnown')),
  can_why text not null default '',
  -- What has been between them and the others, and what is uneven: power, resources, knowledge.
  prehistory text not null default '',
  power text not null default '',
  resources text not null default '',
  knowledge text not null default '',
  -- Where those who prepare have placed it after the spread.
  influence smallint check (influence between 1 and 5),
  affected smallint check (affected between 1 and 5),
  written_at timestamptz not null,
  written_by uuid not null,
  version integer not null default 1,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, analysis_id, actor_id),
  foreign key (collaboration_id, analysis_id) references actor_analysis (collaboration_id, id),
  foreign key (collaboration_id, actor_id) references actor (collaboration_id, id),
  check ((influence is null) = (affected is null))
);
create index actor_assessment_by_actor on actor_assessment (collaboration_id, actor_id);
create index actor_assessment_by_organisation on actor_assessment (organisation_id);
comment on table actor_assessment is 'protected: by collaboration';
call protect_within('actor_assessment', '{everyone}', '{preparing}', '{preparing}');
grant select, insert, update on actor_assessment to armkrok_app;

-- An adopted analysis is kept as it was: what is thought later stands in the next one.
create function keep_adopted_analysis() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from actor_analysis a where a.collaboration_id = new.collaboration_id and a.id = new.analysis_id
      and a.adopted_on is not null) then
    raise exception 'an adopted analysis is not changed' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_adopted_analysis before insert or update on actor_assessment
  for each row execute function keep_adopted_analysis();

-- The parties that were asked to place when placing was opened.
create table actor_analysis_party (
  collaboration_id uuid not null,
  analysis_id uuid not null,
  party_id uuid not null,
  organisation_id uuid not null references organisation (id),
  created_at timestamptz not null,
  primary key (collaboration_id, analysis_id, party_id),
  foreign key (collaboration_id, analysis_id) references actor_analysis (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id)
);
create index actor_analysis_party_by_organisation on actor_analysis_party (organisation_id);
create index actor_analysis_party_by_party on actor_analysis_party (collaboration_id, party_id);
comment on table actor_analysis_party is 'protected: by collaboration';
call protect_within('actor_analysis_party', '{everyone}', '{preparing}', '{preparing}');
grant select, insert on actor_analysis_party to armkrok_app;

-- Where one party places one actor. Both null: the party does not know.
create table actor_placing (
  collaboration_id uuid not null,
  id uuid not null,
  analysis_id uuid not null,
  actor_id uuid not null,
  party_id uuid not null,
  organisation_id uuid not null references organisation (id),
  influence smallint check (influence between 1 and 5),
  affected smallint check (affected between 1 and 5),
  -- Who entered it for a party that does not sign in, how the party said it, and when.
  entered_by_organisation_id uuid references organisation (id),
  channel text check (channel in ('email', 'phone', 'meeting', 'document')),
  stated_on date,
  answered_at timestamptz not null,
  answered_by uuid,
  visible_at timestamptz not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  unique (collaboration_id, analysis_id, actor_id, party_id),
  foreign key (collaboration_id, analysis_id, actor_id) references actor_assessment (collaboration_id, analysis_id, actor_id),
  foreign key (collaboration_id, analysis_id, party_id)
    references actor_analysis_party (collaboration_id, analysis_id, party_id),
  check ((influence is null) = (affected is null)),
  check ((entered_by_organisation_id is null) = (channel is null) and (channel is null) = (stated_on is null))
);
create index actor_placing_by_party on actor_placing (collaboration_id, analysis_id, party_id);
create index actor_placing_by_organisation on actor_placing (organisation_id);
create index actor_placing_by_entering on actor_placing (entered_by_organisation_id);
comment on table actor_placing is 'protected: by collaboration, and until it is shared by the organisation that placed';
call protect_within('actor_placing', '{owner,entering,onceVisible}', '{owner,preparing}', '{owner,leadingEntering}');
grant select, insert, update on actor_placing to armkrok_app;

-- Of the six traps: a party's answer, or, where party_id is null, the joint one. Open until it is there.
create table trap_answer (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  party_id uuid,
  phase text not null check (phase in ('identify', 'establish', 'operate', 'handOver', 'close', 'notCollaboration')),
  -- The trap's key in the versioned file, and which version was answered.
  trap text not null check (trap <> ''),
  instrument_version integer not null check (instrument_version > 0),
  answer text check (answer in ('yes', 'no', 'doNotKnow')),
  text text not null default '',
  entered_by_organisation_id uuid references organisation (id),
  channel text check (channel in ('email', 'phone', 'meeting', 'document')),
  stated_on date,
  answered_at timestamptz not null,
  answered_by uuid,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  unique nulls not distinct (collaboration_id, phase, trap, party_id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id),
  check (answer is not null or text <> ''),
  check ((entered_by_organisation_id is null) = (channel is null) and (channel is null) = (stated_on is null))
);
create index trap_answer_by_party on trap_answer (collaboration_id, party_id);
create index trap_answer_by_organisation on trap_answer (organisation_id);
create index trap_answer_by_entering on trap_answer (entered_by_organisation_id);
comment on table trap_answer is 'protected: by collaboration; by the party, or entered for it; jointly by those who prepare';
call protect_within('trap_answer', '{everyone}', '{ownParty,preparing}', '{ownParty,preparing}');
grant select, insert, update on trap_answer to armkrok_app;

-- The secretariat enters what a party has said as well as the process leader, and changes what it has entered.
do $$
declare
  one record;
begin
  select replace(qual, 'armkrok.leads', 'armkrok.prepares') as readable,
    replace(with_check, 'armkrok.leads', 'armkrok.prepares') as writable into strict one
  from pg_policies where schemaname = 'public' and tablename = 'actor_placing' and policyname = 'change_own';
  execute format('alter policy change_own on actor_placing using (%s) with check (%s)', one.readable, one.writable);
end $$;

-- How many of those asked have placed, and which: where they have placed stays unseen. The application shows the names to
-- those who prepare and to the party itself alone.
create function actor_placings_given(collaboration uuid)
returns table (analysis_id uuid, party_id uuid, is_given boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select ap.analysis_id, ap.party_id, exists (select from actor_placing p where p.collaboration_id = ap.collaboration_id
    and p.analysis_id = ap.analysis_id and p.party_id = ap.party_id)
  from actor_analysis_party ap
  where ap.collaboration_id = collaboration
    and ap.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[])
$$;

-- Lets all see all as soon as the last has placed. Answers whether that happened now.
create function share_actor_placings(collaboration uuid, shared_analysis uuid, acting_at timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from actor_placings_given(collaboration) g where g.analysis_id = shared_analysis and not g.is_given) then
    return false;
  end if;
  update actor_analysis a set shared_at = acting_at
  where a.collaboration_id = collaboration and a.id = shared_analysis and a.shared_at is null and a.deadline_at > acting_at
    and a.collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[]);
  if not found then return false; end if;
  update actor_placing p set visible_at = acting_at where p.collaboration_id = collaboration and p.analysis_id = shared_analysis;
  return true;
end $$;
revoke all on function actor_placings_given(uuid), share_actor_placings(uuid, uuid, timestamptz) from public;
grant execute on function actor_placings_given(uuid), share_actor_placings(uuid, uuid, timestamptz) to armkrok_app;
