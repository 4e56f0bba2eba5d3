-- The plan that an agreement's clause on money shows is one of the same collaboration's.

alter table agreement_version add foreign key (collaboration_id, financing_plan_id)
  references financing_plan (collaboration_id, id);
create index agreement_version_by_financing_plan on agreement_version (collaboration_id, financing_plan_id);
