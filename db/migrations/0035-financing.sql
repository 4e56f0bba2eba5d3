-- Who pays what: what is planned by a key, what each party has decided and paid, and what time it gives.

create table financing_plan (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  -- Whose record it is: of the organisation that drew it up.
  organisation_id uuid not null references organisation (id),
  title text not null check (title <> ''),
  -- Null together where a source does not tell them.
  first_year integer check (first_year between 1900 and 2200),
  last_year integer check (last_year between first_year and first_year + 40),
  -- In which year's prices the amounts stand, and by how many hundredths of a per cent they rise each year after.
  price_year integer check (price_year between 1900 and 2200),
  indexation integer check (indexation between -2000 and 2000),
  -- What shares are counted in: nobody is invoiced half of it.
  rounding text not null default 'krona' check (rounding in ('krona', 'ore')),
  invoicing text check (invoicing in ('monthly', 'quarterly', 'halfYearly', 'yearly', 'once')),
  invoicing_note text not null default '',
  surplus_rule text not null default '',
  deficit_rule text not null default '',
  state text not null default 'draft' check (state in ('draft', 'decided')),
  decided_on date check ((decided_on is null) = (state = 'draft')),
  -- For what open sources tell.
  source_note text not null default '',
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  check ((first_year is null) = (last_year is null))
);
create index financing_plan_by_organisation on financing_plan (organisation_id);
comment on table financing_plan is 'protected: by collaboration';
call protect_within('financing_plan', '{everyone}', '{preparing}', '{preparing}');
grant select, insert, update on financing_plan to armkrok_app;

create table financing_layer (
  collaboration_id uuid not null,
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  financing_plan_id uuid not null,
  place integer not null check (place > 0),
  title text not null check (title <> ''),
  kind text not null check (kind in ('money', 'hours', 'grant')),
  -- Öre, or whole minutes of hours: both can be counted without rounding. Null: not known. The limit keeps every sum
  -- within what a spreadsheet holds exactly.
  total bigint check (total between 0 and 100000000000000),
  covers text not null default 'eachYear' check (covers in ('eachYear', 'wholePeriod')),
  key text not null check (key in ('fixedShares', 'equal', 'perInhabitant', 'onePaysRestPerInhabitant', 'onePaysRestNotKnown',
    'notKnown', 'funder')),
  inhabitants_year integer check (inhabitants_year between 1900 and 2200),
  -- Who gives a grant, and how large a part of the whole, in hundredths of a per cent, the parties are to pay themselves.
  funder text not null default '',
  co_financing integer check (co_financing between 0 and 10000),
  co_financing_note text not null default '',
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, financing_plan_id) references financing_plan (collaboration_id, id),
  check ((kind = 'grant') = (key = 'funder')),
  check ((kind = 'grant') = (funder <> '')),
  check (kind = 'grant' or co_financing is null)
);
create index financing_layer_by_plan on financing_layer (collaboration_id, financing_plan_id);
create index financing_layer_by_organisation on financing_layer (organisation_id);
comment on table financing_layer is 'protected: by collaboration';
call protect_within('financing_layer', '{everyone}', '{preparing}', '{preparing}');
grant select, insert, update on financing_layer to armkrok_app;

-- That a party takes part in a layer, and what its part is reckoned from.
create table financing_share (
  collaboration_id uuid not null,
  financing_layer_id uuid not null,
  party_id uuid not null,
  organisation_id uuid not null references organisation (id),
  -- An exact part of the whole: fixed, or of the one that pays before the others.
  share_numerator integer check (share_numerator >= 0),
  share_denominator integer check (share_denominator > 0),
  -- A fixed amount, in what the layer is counted in.
  amount bigint check (amount between 0 and 100000000000000),
  inhabitants integer check (inhabitants >= 0),
  inhabitants_source text check (inhabitants_source in ('kolada', 'typed')),
  created_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (collaboration_id, financing_layer_id, party_id),
  foreign key (collaboration_id, financing_layer_id) references financing_layer (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id),
  check ((share_numerator is null) = (share_denominator is null)),
  check ((inhabitants is null) = (inhabitants_source is null)),
  check (amount is null or share_numerator is null)
);
create index financing_share_by_party on financing_share (collaboration_id, party_id);
create index financing_share_by_organisation on financing_share (organisation_id);
comment on table financing_share is 'protected: by collaboration';
call protect_within('financing_share', '{everyone}', '{preparing}', '{preparing}');
grant select, insert, update on financing_share to armkrok_app;

-- Where a party books it.
create table financing_account (
  collaboration_id uuid not null,
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  financing_plan_id uuid not null,
  party_id uuid not null,
  account text not null default '',
  cost_centre text not null default '',
  invoice_reference text not null default '',
  created_at timestamptz not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  unique (collaboration_id, financing_plan_id, party_id),
  foreign key (collaboration_id, financing_plan_id) references financing_plan (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id)
);
create index financing_account_by_party on financing_account (collaboration_id, party_id);
create index financing_account_by_organisation on financing_account (organisation_id);
comment on table financing_account is 'protected: by collaboration; written by the party, or entered for it';
call protect_within('financing_account', '{everyone}', '{ownParty,preparing}', '{ownParty,preparing}');
grant select, insert, update on financing_account to armkrok_app;

-- What a party has decided for a year: money in öre, hours in minutes. A later plan does not change it.
create table financing_decision (
  collaboration_id uuid not null,
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  financing_plan_id uuid not null,
  party_id uuid not null,
  year integer not null check (year between 1900 and 2200),
  amount bigint check (amount between 0 and 100000000000000),
  minutes bigint check (minutes between 0 and 100000000000000),
  -- What the plan said when it was decided.
  planned_amount bigint,
  planned_minutes bigint,
  instance text not null check (instance <> ''),
  paragraph text not null default '',
  registration_number text not null default '',
  decided_on date not null,
  created_at timestamptz not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  unique (collaboration_id, financing_plan_id, party_id, year),
  foreign key (collaboration_id, financing_plan_id) references financing_plan (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id),
  check (amount is not null or minutes is not null)
);
create index financing_decision_by_party on financing_decision (collaboration_id, party_id);
create index financing_decision_by_organisation on financing_decision (organisation_id);
comment on table financing_decision is 'protected: by collaboration; written by the party, or entered for it';
call protect_within('financing_decision', '{everyone}', '{ownParty,preparing}', '{ownParty,preparing}');
grant select, insert, update on financing_decision to armkrok_app;

-- What a party has paid or given of its time for a year, each time by itself.
create table financing_payment (
  collaboration_id uuid not null,
  id uuid not null,
  organisation_id uuid not null references organisation (id),
  financing_plan_id uuid not null,
  party_id uuid not null,
  year integer not null check (year between 1900 and 2200),
  amount bigint check (amount between 0 and 100000000000000),
  minutes bigint check (minutes between 0 and 100000000000000),
  paid_on date not null,
  note text not null default '',
  created_at timestamptz not null,
  version integer not null default 1,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, financing_plan_id) references financing_plan (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id),
  check ((amount is null) <> (minutes is null))
);
create index financing_payment_by_plan on financing_payment (collaboration_id, financing_plan_id);
create index financing_payment_by_party on financing_payment (collaboration_id, party_id);
create index financing_payment_by_organisation on financing_payment (organisation_id);
comment on table financing_payment is 'protected: by collaboration; written by the party, or entered for it';
call protect_within('financing_payment', '{everyone}', '{ownParty,preparing}', '{ownParty,preparing}');
grant select, insert, update on financing_payment to armkrok_app;
