-- What the parties have agreed: versions of a text with its clauses, what each party says of it, decides and signs.

-- Those who prepare a collaboration enter what a party has said; the procedure knew those who lead alone.
do $$
declare
  was constant text := '''leading'', leads,';
  changed text;
begin
  select pg_get_functiondef(p.oid) into strict changed from pg_proc p
  where p.pronamespace = 'public'::regnamespace and p.proname = 'protect_within';
  if strpos(changed, was) = 0 then raise exception 'protect_within does not say who leads'; end if;
  execute replace(changed, was, was || '
    ''preparing'', replace(leads, ''armkrok.leads'', ''armkrok.prepares''),
    ''ownParty'', ''party_id = any((select own_parties())::uuid[])'',');
end $$;

create table agreement (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  -- Whose record it is: of the organisation that drew it up.
  organisation_id uuid not null references organisation (id),
  kind text not null check (kind in ('declarationOfIntent', 'agreement', 'cooperationAgreement', 'assignmentAgreement',
    'guidelines', 'politicalDirectionDocument')),
  ground text not null check (ground in ('signed', 'adoptedByEach', 'adoptedByOne', 'notYetFormal')),
  title text not null check (title <> ''),
  -- Whose decision alone it rests on, where one party has adopted it.
  adopting_party_id uuid,
  -- An assignment agreement stands under the one that it carries out.
  main_agreement_id uuid,
  -- Others than those named may join it as the text says.
  is_open_to_others boolean,
  -- It was agreed before it came here: nothing is decided or signed anew.
  is_taken_over boolean not null default false,
  -- For what open sources tell: the year, where the day is not known.
  agreed_year integer check (agreed_year between 1800 and 2200),
  created_at timestamptz not null,
  created_by uuid not null,
  -- Ended before its term by what the parties decided; the reason is read by all.
  ended_on date,
  ended_because text not null default '' check ((ended_because = '') = (ended_on is null)),
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, adopting_party_id) references party (collaboration_id, id),
  foreign key (collaboration_id, main_agreement_id) references agreement (collaboration_id, id),
  check (main_agreement_id is null or kind = 'assignmentAgreement'),
  check (adopting_party_id is null or ground = 'adoptedByOne')
);
create index agreement_by_organisation on agreement (organisation_id);
create index agreement_by_adopting_party on agreement (collaboration_id, adopting_party_id);
create index agreement_by_main on agreement (collaboration_id, main_agreement_id);
comment on table agreement is 'protected: by collaboration';
call protect_within('agreement', '{everyone}', '{preparing}', '{preparing}');
grant select, insert, update on agreement to armkrok_app;

-- One wording of the whole. Locked, it is never changed: another letter is another version.
create table agreement_version (
  collaboration_id uuid not null,
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  agreement_id uuid not null,
  number integer not null check (number > 0),
  -- Why there is a new one, for those who have read the one before.
  change_note text not null default '',
  -- The conditions that the text itself sets. Null: as soon as every party named is bound.
  least_bound integer check (least_bound > 0),
  from_on date,
  ends_on date,
  -- Prolonged by so many months at a time unless somebody gives notice; null: it ends.
  renews_by_months integer check (renews_by_months > 0),
  notice_months integer check (notice_months >= 0),
  review_on date,
  -- How often it is followed up, in months; null: the text does not say.
  follow_up_months integer check (follow_up_months > 0),
  -- The plan that the clause on financing points to; the room above that keeps it checks that it exists.
  financing_plan_id uuid,
  is_signed_in_order boolean not null default false,
  -- Sent to the parties to be read, with the last day for what they have to say.
  sent_at timestamptz,
  sent_by uuid,
  answers_due_on date,
  -- Settled: what is decided and signed is exactly this.
  locked_at timestamptz,
  locked_by uuid,
  -- The whole as canonical JSON, as it was shown, and the SHA-256 of it in UTF-8.
  content text,
  content_hash bytea check (octet_length(content_hash) = 32),
  entered_into_force_on date,
  replaced_on date,
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  unique (collaboration_id, agreement_id, number),
  foreign key (collaboration_id, agreement_id) references agreement (collaboration_id, id),
  check ((locked_at is null) = (locked_by is null) and (locked_at is null) = (content is null)
    and (locked_at is null) = (content_hash is null)),
  check ((sent_at is null) = (sent_by is null)),
  check (entered_into_force_on is null or locked_at is not null),
  check (ends_on is null or from_on is null or ends_on >= from_on)
);
create index agreement_version_by_organisation on agreement_version (organisation_id);
comment on table agreement_version is 'protected: by collaboration';
call protect_within('agreement_version', '{everyone}', '{preparing}', '{everyone}');
grant select, insert, update on agreement_version to armkrok_app;

-- What was shown stays what it was: after locking, only what happens to it is noted. Who may note what: those who prepare
-- change the text; entry into force follows from what any party does last.
create function keep_version() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  prepares constant boolean := current_user <> 'armkrok_app'
    or new.collaboration_id = any(coalesce(nullif(current_setting('armkrok.prepares', true), ''), '{}')::uuid[]);
  after_the_fact constant text[] := '{entered_into_force_on,replaced_on,withdrawn_at,version}';
begin
  if not prepares and to_jsonb(new) - '{entered_into_force_on,replaced_on,version}'::text[]
      is distinct from to_jsonb(old) - '{entered_into_force_on,replaced_on,version}'::text[] then
    raise exception 'only who prepares the collaboration changes a version' using errcode = '42501';
  end if;
  if old.locked_at is not null and to_jsonb(new) - after_the_fact is distinct from to_jsonb(old) - after_the_fact then
    raise exception 'a locked version is not changed' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_version before update on agreement_version for each row execute function keep_version();

-- The rows of a version are changed only while it is open.
create function keep_within_version() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  one constant jsonb := to_jsonb(coalesce(new, old));
begin
  if exists (select from agreement_version v where v.collaboration_id = (one ->> 'collaboration_id')::uuid
      and v.id = (one ->> 'agreement_version_id')::uuid and v.locked_at is not null) then
    raise exception 'a locked version is not changed' using errcode = '42501';
  end if;
  return coalesce(new, old);
end $$;

create table clause (
  collaboration_id uuid not null,
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  agreement_version_id uuid not null,
  kind text not null check (kind in ('purpose', 'goals', 'roles', 'decisionOrder', 'coordination', 'financing', 'information',
    'values', 'conflict', 'withdrawal', 'term', 'other')),
  -- The same clause in version after version bears the same thread, so that two versions can be laid side by side.
  thread_id uuid not null,
  place integer not null check (place > 0),
  heading text not null check (heading <> ''),
  -- Markdown, within what the product shows.
  text text not null default '',
  -- Whose proposal the wording is, where a party has proposed it.
  proposed_by_party_id uuid,
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  unique (collaboration_id, agreement_version_id, thread_id),
  foreign key (collaboration_id, agreement_version_id) references agreement_version (collaboration_id, id),
  foreign key (collaboration_id, proposed_by_party_id) references party (collaboration_id, id)
);
create index clause_by_organisation on clause (organisation_id);
create index clause_by_party on clause (collaboration_id, proposed_by_party_id);
comment on table clause is 'protected: by collaboration';
call protect_within('clause', '{everyone}', '{preparing}', '{preparing}');
create trigger keep_within_version before insert or update or delete on clause
  for each row execute function keep_within_version();
grant select, insert, update on clause to armkrok_app;

-- A duty that the text lays on a party.
create table agreement_undertaking (
  collaboration_id uuid not null,
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  agreement_version_id uuid not null,
  clause_id uuid not null,
  party_id uuid not null,
  -- The same duty in version after version.
  thread_id uuid not null,
  text text not null check (text <> ''),
  amount text not null default '',
  until_on date,
  -- The joint goal that it serves, where it serves one.
  goal_id uuid,
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  unique (collaboration_id, agreement_version_id, thread_id),
  foreign key (collaboration_id, agreement_version_id) references agreement_version (collaboration_id, id),
  foreign key (collaboration_id, clause_id) references clause (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id),
  foreign key (collaboration_id, goal_id) references joint_goal (collaboration_id, id)
);
create index agreement_undertaking_by_organisation on agreement_undertaking (organisation_id);
create index agreement_undertaking_by_clause on agreement_undertaking (collaboration_id, clause_id);
create index agreement_undertaking_by_party on agreement_undertaking (collaboration_id, party_id);
create index agreement_undertaking_by_goal on agreement_undertaking (collaboration_id, goal_id);
comment on table agreement_undertaking is 'protected: by collaboration';
call protect_within('agreement_undertaking', '{everyone}', '{preparing}', '{preparing}');
create trigger keep_within_version before insert or update or delete on agreement_undertaking
  for each row execute function keep_within_version();
grant select, insert, update on agreement_undertaking to armkrok_app;

-- What a party says of a clause, and what came of it.
create table clause_comment (
  collaboration_id uuid not null,
  id uuid not null,
  -- The organisation of the party whose words they are.
  organisation_id uuid not null references organisation (id),
  agreement_version_id uuid not null,
  clause_id uuid not null,
  party_id uuid not null,
  text text not null check (text <> ''),
  -- Other words for the clause, where the party proposes some.
  proposal text not null default '',
  entered_by_organisation_id uuid references organisation (id),
  created_at timestamptz not null,
  created_by uuid not null,
  -- How it was met, by those who prepare.
  answer text check (answer in ('taken', 'partlyTaken', 'notTaken')),
  answer_text text not null default '',
  answered_at timestamptz,
  answered_by uuid,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, agreement_version_id) references agreement_version (collaboration_id, id),
  foreign key (collaboration_id, clause_id) references clause (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id),
  check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by is null))
);
create index clause_comment_by_organisation on clause_comment (organisation_id);
create index clause_comment_by_version on clause_comment (collaboration_id, agreement_version_id);
create index clause_comment_by_clause on clause_comment (collaboration_id, clause_id);
create index clause_comment_by_party on clause_comment (collaboration_id, party_id);
create index clause_comment_by_entering on clause_comment (entered_by_organisation_id);
comment on table clause_comment is 'protected: by collaboration; written by the party, or entered for it';
call protect_within('clause_comment', '{everyone}', '{owner,preparing}', '{owner,preparing}');
grant select, insert, update on clause_comment to armkrok_app;

-- Where one party stands to one version: what it says of it, and how it has decided.
create table agreement_party (
  collaboration_id uuid not null,
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  agreement_version_id uuid not null,
  party_id uuid not null,
  -- The text sets as a condition that this one is bound.
  is_required boolean not null default false,
  -- Joined after it had entered into force, as the text allows.
  is_joining_later boolean not null default false,
  stance text not null default 'reading' check (stance in ('reading', 'objections', 'ready', 'declines')),
  stance_note text not null default '',
  stance_at timestamptz,
  -- The party's own decision, or when it is planned.
  instance text not null default '',
  planned_on date,
  planned_note text not null default '',
  decided_on date,
  outcome text check (outcome in ('approved', 'rejected')),
  paragraph text not null default '',
  registration_number text not null default '',
  -- Until when it may be appealed against (kommunallagen 13 kap.); an agency's own decision has no such time.
  appeal text check (appeal in ('none', 'running', 'over')),
  appeal_ends_on date,
  -- Who may sign for the party and on what ground, in its own words.
  mandate_text text not null default '',
  left_on date,
  created_at timestamptz not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  unique (collaboration_id, agreement_version_id, party_id),
  foreign key (collaboration_id, agreement_version_id) references agreement_version (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id),
  check ((decided_on is null) = (outcome is null)),
  check (decided_on is null or instance <> ''),
  check (appeal is null or decided_on is not null),
  check ((appeal = 'running') = (appeal_ends_on is not null) or appeal is null or appeal = 'over')
);
create index agreement_party_by_organisation on agreement_party (organisation_id);
create index agreement_party_by_party on agreement_party (collaboration_id, party_id);
comment on table agreement_party is 'protected: by collaboration; written by the party, or entered for it';
call protect_within('agreement_party', '{everyone}', '{preparing}', '{owner,preparing}');
grant select, insert, update on agreement_party to armkrok_app;

-- One signature is to stand here. Two jointly are two places; one of several entitled is one place with several seats.
create table signatory_place (
  collaboration_id uuid not null,
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  agreement_version_id uuid not null,
  party_id uuid not null,
  title text not null check (title <> ''),
  place integer not null check (place > 0),
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, agreement_version_id, party_id)
    references agreement_party (collaboration_id, agreement_version_id, party_id)
);
create index signatory_place_by_version on signatory_place (collaboration_id, agreement_version_id, party_id);
create index signatory_place_by_organisation on signatory_place (organisation_id);
comment on table signatory_place is 'protected: by collaboration; said by the party, or entered for it';
call protect_within('signatory_place', '{everyone}', '{owner,preparing}', '{owner,preparing}');
grant select, insert, update on signatory_place to armkrok_app;

-- Whose holder or deputies may sign at a place.
create table signatory_seat (
  collaboration_id uuid not null,
  signatory_place_id uuid not null,
  organisation_id uuid not null references organisation (id),
  seat_id uuid not null,
  created_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (collaboration_id, signatory_place_id, organisation_id, seat_id),
  foreign key (collaboration_id, signatory_place_id) references signatory_place (collaboration_id, id),
  foreign key (organisation_id, seat_id) references seat (organisation_id, id)
);
create index signatory_seat_by_seat on signatory_seat (organisation_id, seat_id);
comment on table signatory_seat is 'protected: by collaboration; said by the party itself';
call protect_within('signatory_seat', '{everyone}', '{owner}', '{owner}');
grant select, insert, update on signatory_seat to armkrok_app;

-- Written once and never changed. The unique key says one for each place where no race gets past it.
create table signature (
  collaboration_id uuid not null,
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  agreement_version_id uuid not null,
  party_id uuid not null,
  signatory_place_id uuid not null,
  manner text not null check (manner in ('electronic', 'onPaper')),
  person_id uuid references person (id),
  -- As it was when signing: names and seats change, what was signed does not.
  signatory_name text not null check (signatory_name <> ''),
  seat_id uuid,
  seat_title text not null default '',
  is_by_deputy boolean not null default false,
  mandate text not null default '',
  content_hash bytea not null check (octet_length(content_hash) = 32),
  pdf_hash bytea check (octet_length(pdf_hash) = 32),
  signed_on date not null,
  created_at timestamptz not null,
  sign_in_method text,
  sign_in_provider text not null default '',
  assurance text,
  authenticated_at timestamptz,
  -- What the installation attests about it, as canonical JSON, and its Ed25519 signature over that text.
  evidence text not null,
  evidence_signature bytea not null,
  time_stamp bytea,
  -- The scanned paper, and who put it here.
  attachment_id uuid,
  entered_by_organisation_id uuid references organisation (id),
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  unique (collaboration_id, signatory_place_id),
  foreign key (collaboration_id, signatory_place_id) references signatory_place (collaboration_id, id),
  foreign key (collaboration_id, agreement_version_id, party_id)
    references agreement_party (collaboration_id, agreement_version_id, party_id),
  foreign key (collaboration_id, attachment_id) references attachment (collaboration_id, id),
  check ((manner = 'electronic') = (person_id is not null)),
  check (manner = 'electronic' or attachment_id is not null),
  check (manner = 'onPaper' or (sign_in_method is not null and authenticated_at is not null and pdf_hash is not null))
);
create index signature_by_version on signature (collaboration_id, agreement_version_id, party_id);
create index signature_by_organisation on signature (organisation_id);
create index signature_by_person on signature (person_id);
create index signature_by_attachment on signature (collaboration_id, attachment_id);
create index signature_by_entering on signature (entered_by_organisation_id);
comment on table signature is
  'protected: by collaboration; electronic by the signatory alone, on paper by the party or those who prepare; never changed';
call protect_within('signature', '{everyone}', '{owner,preparing}', '{}');
-- Nobody signs electronically for another: the row is the one signed in, for the organisation acted for.
do $$
declare
  here constant text := 'collaboration_id = any((select nullif(current_setting(''armkrok.collaborations'', true), '''')::uuid[])::uuid[])';
  prepared constant text := 'collaboration_id = any((select nullif(current_setting(''armkrok.prepares'', true), '''')::uuid[])::uuid[])';
  mine constant text := 'organisation_id = (select nullif(current_setting(''armkrok.organisation'', true), '''')::uuid)';
  own_hand constant text := 'person_id = (select nullif(current_setting(''armkrok.user'', true), '''')::uuid)';
begin
  execute format('alter policy add_own on signature with check (%s and case manner when ''electronic'' then %s and %s else %s or %s end)',
    here, mine, own_hand, mine, prepared);
end $$;
grant select, insert on signature to armkrok_app;

-- The pages that were shown, kept as they were: what is signed is these bytes.
create table agreement_file (
  collaboration_id uuid not null,
  agreement_version_id uuid not null,
  organisation_id uuid not null references organisation (id),
  language text not null check (language in ('sv', 'en')),
  file bytea not null,
  file_hash bytea not null check (octet_length(file_hash) = 32),
  created_at timestamptz not null,
  created_by uuid not null,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, agreement_version_id),
  foreign key (collaboration_id, agreement_version_id) references agreement_version (collaboration_id, id)
);
create index agreement_file_by_organisation on agreement_file (organisation_id);
comment on table agreement_file is 'protected: by collaboration; never changed';
call protect_within('agreement_file', '{everyone}', '{preparing}', '{}');
grant select, insert on agreement_file to armkrok_app;
