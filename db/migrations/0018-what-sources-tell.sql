-- What a source tells of a collaboration beside its goals: documents that steer it, and how a party itself explains a change.

-- A measure that the product has chosen and the parties have not, as in the real examples.
alter table indicator add column is_our_choice boolean not null default false;

-- A document that goals come from or go to.
create table steering_document (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  title text not null check (title <> ''),
  kind text check (kind in ('politicalDirectionDocument', 'regionalDevelopmentStrategy', 'vision')),
  relation text check (relation in ('takenFrom', 'buildsOn', 'inLineWith')),
  -- Whose document it is; null where that is not known.
  owner_party_id uuid,
  rhythm text check (rhythm in ('yearly')),
  -- What of each party's own steering it goes into.
  feeds text[] not null default '{}' check (feeds <@ array['planning', 'budget']),
  has_joint_goals boolean,
  source_note text not null check (source_note <> ''),
  created_at timestamptz not null,
  created_by uuid not null,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, owner_party_id) references party (collaboration_id, id)
);
create index steering_document_by_party on steering_document (collaboration_id, owner_party_id);
comment on table steering_document is 'protected: by collaboration';
call protect_table('steering_document', 'collaboration_id');
grant select, insert, update on steering_document to armkrok_app;

-- What a party itself has named as the cause of a change, beside what the figures let be said.
create table own_explanation (
  collaboration_id uuid not null references collaboration (id),
  id uuid not null,
  goal_id uuid not null,
  party_id uuid not null,
  text text not null check (text <> ''),
  source_note text not null check (source_note <> ''),
  created_at timestamptz not null,
  created_by uuid not null,
  withdrawn_at timestamptz,
  retention_rule text not null default 'keep',
  primary key (collaboration_id, id),
  foreign key (collaboration_id, goal_id) references joint_goal (collaboration_id, id),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id)
);
create index own_explanation_by_goal on own_explanation (collaboration_id, goal_id);
create index own_explanation_by_party on own_explanation (collaboration_id, party_id);
comment on table own_explanation is 'protected: by collaboration';
call protect_table('own_explanation', 'collaboration_id');
grant select, insert, update on own_explanation to armkrok_app;
