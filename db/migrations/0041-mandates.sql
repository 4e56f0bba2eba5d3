-- What each party may decide and do, and on what legal ground; what that means for each matter that is planned.

create table mandate_card (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  -- The organisation of the party whose mandate it is.
  organisation_id uuid not null references organisation (id),
  party_id uuid not null,
  -- In the party's own words: what can be done inside the mandate, and where it ends.
  scope text not null default '',
  limits text not null default '',
  government_assignment text check (government_assignment in ('yes', 'no', 'asked')),
  government_assignment_why text not null default '',
  -- What the representative may say at the table.
  representative_mandate text not null default '',
  -- Of a company or an association.
  conflict_of_interest text not null default '',
  procurement text not null default '',
  state_aid text not null default '',
  insight text not null default '',
  -- What a party that never signs in has put right, in its own words.
  own_words text not null default '',
  entered_by_organisation_id uuid references organisation (id),
  written_at timestamptz not null,
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  unique (collaboration_id, party_id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id),
  check (government_assignment is null or government_assignment_why <> '')
);
create index mandate_card_by_organisation on mandate_card (organisation_id);
create index mandate_card_by_entering on mandate_card (entered_by_organisation_id);
comment on table mandate_card is 'protected: by collaboration; written by the party, or entered for it';
call protect_within('mandate_card', '{everyone}', '{owner,preparing}', '{owner,preparing}');
grant select, insert, update on mandate_card to armkrok_app;

-- What allows the party to take part.
create table mandate_ground (
  collaboration_id uuid not null,
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  card_id uuid not null,
  place integer not null check (place > 0),
  kind text not null check (kind in ('statute', 'instruction', 'appropriationDirection', 'standingOrders', 'delegation',
    'statutesOfAssociation', 'otherGround')),
  reference text not null check (reference <> ''),
  text text not null default '',
  created_at timestamptz not null,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, card_id) references mandate_card (collaboration_id, id)
);
create index mandate_ground_by_card on mandate_ground (collaboration_id, card_id);
create index mandate_ground_by_organisation on mandate_ground (organisation_id);
comment on table mandate_ground is 'protected: by collaboration; written by the party, or entered for it';
call protect_within('mandate_ground', '{everyone}', '{owner,preparing}', '{owner,preparing}');
grant select, insert, update on mandate_ground to armkrok_app;

-- Who inside the party may decide what.
create table decision_right (
  collaboration_id uuid not null,
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  card_id uuid not null,
  place integer not null check (place > 0),
  subject text not null check (subject <> ''),
  decided_by text not null check (decided_by <> ''),
  level text check (level in ('political', 'head', 'manager', 'officer')),
  -- In whole kronor; null where no amount limits it.
  up_to_amount integer check (up_to_amount > 0),
  created_at timestamptz not null,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, card_id) references mandate_card (collaboration_id, id)
);
create index decision_right_by_card on decision_right (collaboration_id, card_id);
create index decision_right_by_organisation on decision_right (organisation_id);
comment on table decision_right is 'protected: by collaboration; written by the party, or entered for it';
call protect_within('decision_right', '{everyone}', '{owner,preparing}', '{owner,preparing}');
grant select, insert, update on decision_right to armkrok_app;

-- What a party has spoken of with those it answers to.
create table principal_dialogue (
  collaboration_id uuid not null,
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  card_id uuid not null,
  place integer not null check (place > 0),
  principal text not null check (principal <> ''),
  held_on date not null,
  outcome text not null check (outcome <> ''),
  created_at timestamptz not null,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, card_id) references mandate_card (collaboration_id, id)
);
create index principal_dialogue_by_card on principal_dialogue (collaboration_id, card_id);
create index principal_dialogue_by_organisation on principal_dialogue (organisation_id);
comment on table principal_dialogue is 'protected: by collaboration; written by the party, or entered for it';
call protect_within('principal_dialogue', '{everyone}', '{owner,preparing}', '{owner,preparing}');
grant select, insert, update on principal_dialogue to armkrok_app;

-- What the collaboration plans to do or decide.
create table planned_matter (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  place integer not null check (place > 0),
  title text not null check (title <> ''),
  detail text not null default '',
  planned_year integer check (planned_year between 1900 and 2200),
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id)
);
create index planned_matter_by_organisation on planned_matter (organisation_id);
comment on table planned_matter is 'protected: by collaboration';
call protect_within('planned_matter', '{everyone}', '{preparing}', '{preparing}');
grant select, insert, update on planned_matter to armkrok_app;

-- How the law is read together. Each wording is kept; what is cited is one of them.
create table shared_interpretation (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  place integer not null check (place > 0),
  created_at timestamptz not null,
  created_by uuid not null,
  -- The number of the newest wording.
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id)
);
create index shared_interpretation_by_organisation on shared_interpretation (organisation_id);
comment on table shared_interpretation is 'protected: by collaboration';
call protect_within('shared_interpretation', '{everyone}', '{preparing}', '{preparing}');
grant select, insert, update on shared_interpretation to armkrok_app;

create table interpretation_version (
  collaboration_id uuid not null,
  interpretation_id uuid not null,
  number integer not null check (number > 0),
  organisation_id uuid not null references organisation (id),
  question text not null check (question <> ''),
  interpretation text not null check (interpretation <> ''),
  legal_reference text not null check (legal_reference <> ''),
  -- Where the agreement can be read: minutes, a letter, an opinion.
  source text not null default '',
  agreed_on date not null,
  created_at timestamptz not null,
  created_by uuid not null,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, interpretation_id, number),
  foreign key (collaboration_id, interpretation_id) references shared_interpretation (collaboration_id, id)
);
create index interpretation_version_by_organisation on interpretation_version (organisation_id);
comment on table interpretation_version is 'protected: by collaboration; never changed';
call protect_within('interpretation_version', '{everyone}', '{preparing}', '{}');
grant select, insert on interpretation_version to armkrok_app;

-- Which parties have agreed to a wording.
create table interpretation_party (
  collaboration_id uuid not null,
  interpretation_id uuid not null,
  number integer not null,
  party_id uuid not null,
  organisation_id uuid not null references organisation (id),
  created_at timestamptz not null,
  primary key (collaboration_id, interpretation_id, number, party_id),
  foreign key (collaboration_id, interpretation_id, number)
    references interpretation_version (collaboration_id, interpretation_id, number),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id)
);
create index interpretation_party_by_party on interpretation_party (collaboration_id, party_id);
create index interpretation_party_by_organisation on interpretation_party (organisation_id);
comment on table interpretation_party is 'protected: by collaboration; never changed';
call protect_within('interpretation_party', '{everyone}', '{preparing}', '{}');
grant select, insert on interpretation_party to armkrok_app;

-- What a party says that it needs before a planned matter can be done. Nothing where it has not answered.
create table mandate_answer (
  collaboration_id uuid not null,
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  matter_id uuid not null,
  party_id uuid not null,
  need text not null check (need in ('withinMandate', 'ownDecision', 'sharedInterpretation', 'governmentAssignment',
    'statuteChange')),
  note text not null default '',
  -- Of an own decision: who takes it, and when it is expected.
  instance text not null default '',
  expected_on date,
  -- What has been tried within the law as it is (eSam: only where it is absolutely necessary).
  alternatives text not null default '',
  no_alternatives_because text not null default '',
  interpretation_id uuid,
  interpretation_number integer,
  answered_at timestamptz not null,
  -- Null when entered for the party.
  answered_by uuid,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  unique (collaboration_id, matter_id, party_id),
  foreign key (collaboration_id, matter_id) references planned_matter (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id),
  foreign key (collaboration_id, interpretation_id, interpretation_number)
    references interpretation_version (collaboration_id, interpretation_id, number),
  check (need <> 'ownDecision' or instance <> ''),
  check (need not in ('governmentAssignment', 'statuteChange') or alternatives <> '' or no_alternatives_because <> ''),
  check ((interpretation_id is null) = (interpretation_number is null))
);
create index mandate_answer_by_organisation on mandate_answer (organisation_id);
create index mandate_answer_by_party on mandate_answer (collaboration_id, party_id);
create index mandate_answer_by_interpretation on mandate_answer (collaboration_id, interpretation_id, interpretation_number);
comment on table mandate_answer is 'protected: by collaboration; written by the party, or entered for it';
call protect_within('mandate_answer', '{everyone}', '{owner,preparing}', '{owner,preparing}');
grant select, insert, update on mandate_answer to armkrok_app;

-- A kind of information that is to be shared, and on what ground. What somebody has assessed, never a decision.
create table information_kind (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  place integer not null check (place > 0),
  name text not null check (name <> ''),
  state text not null check (state in ('planned', 'isShared', 'notShared')),
  -- Null: not assessed yet.
  is_secret boolean,
  secrecy_section text not null default '',
  disclosure_basis text not null default '',
  disclosure_note text not null default '',
  has_personal_data boolean,
  personal_data_basis text check (personal_data_basis in ('publicTask', 'legalObligation', 'contract', 'vitalInterest',
    'consent', 'legitimateInterest')),
  is_sensitive boolean,
  sensitive_data_basis text check (sensitive_data_basis in ('explicitConsent', 'socialProtection', 'vitalInterests',
    'substantialPublicInterest', 'healthAndSocialCare', 'publicHealth', 'archivingResearchStatistics')),
  personal_data_note text not null default '',
  conditions text not null default '',
  assessed_by text not null default '',
  assessed_on date,
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  check ((is_secret is true) = (secrecy_section <> '')),
  check ((assessed_by = '') = (assessed_on is null)),
  check (personal_data_basis is null or has_personal_data),
  check (sensitive_data_basis is null or is_sensitive)
);
create index information_kind_by_organisation on information_kind (organisation_id);
comment on table information_kind is 'protected: by collaboration';
call protect_within('information_kind', '{everyone}', '{preparing}', '{preparing}');
grant select, insert, update on information_kind to armkrok_app;

create table information_party (
  collaboration_id uuid not null,
  information_id uuid not null,
  party_id uuid not null,
  organisation_id uuid not null references organisation (id),
  direction text not null check (direction in ('gives', 'receives', 'both')),
  created_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (collaboration_id, information_id, party_id),
  foreign key (collaboration_id, information_id) references information_kind (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id)
);
create index information_party_by_party on information_party (collaboration_id, party_id);
create index information_party_by_organisation on information_party (organisation_id);
comment on table information_party is 'protected: by collaboration';
call protect_within('information_party', '{everyone}', '{preparing}', '{preparing}');
grant select, insert, update on information_party to armkrok_app;

-- A standard, a platform or a rule of play for technology that the work leans on, and whose it is.
create table technical_condition (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  place integer not null check (place > 0),
  name text not null check (name <> ''),
  owner_party_id uuid,
  owner_name text not null default '',
  standard_version text not null default '',
  hinders text not null default '',
  acting_party_id uuid,
  action text not null default '',
  is_settled boolean not null default false,
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, owner_party_id) references party (collaboration_id, id),
  foreign key (collaboration_id, acting_party_id) references party (collaboration_id, id),
  check (owner_party_id is null or owner_name = '')
);
create index technical_condition_by_organisation on technical_condition (organisation_id);
create index technical_condition_by_owner on technical_condition (collaboration_id, owner_party_id);
create index technical_condition_by_acting on technical_condition (collaboration_id, acting_party_id);
comment on table technical_condition is 'protected: by collaboration';
call protect_within('technical_condition', '{everyone}', '{preparing}', '{preparing}');
grant select, insert, update on technical_condition to armkrok_app;
