-- What open sources tell of groups and had no place: an office that works for a group, groups of which there are several, and
-- whoever a matter concerns. And the wording of the rule by which a matter was closed.

alter table joint_group drop constraint joint_group_kind_check,
  add constraint joint_group_kind_check check (kind in ('steeringGroup', 'politicalSteeringGroup', 'preparationGroup',
    'coordinationBody', 'managementGroup', 'managersGroup', 'projectGroup', 'workingGroup', 'referenceGroup',
    'politicalForum', 'forum', 'network', 'arena', 'office', 'eventGroup'));

alter table joint_group
  -- There are several alike, that are told of as one. `some`: how many is not known.
  add several text check (several in ('some', 'party', 'municipality', 'region', 'agency')),
  -- It works on the assignment of the group above it.
  add is_assigned boolean not null default false,
  add constraint joint_group_assigned_by_somebody check (not is_assigned or under_group_id is not null);

alter table group_place drop constraint group_place_each_check,
  add constraint group_place_each_check check (each in ('party', 'municipality', 'region', 'agency', 'concernedParty')),
  -- In the order that they were written down.
  add place integer not null default 1 check (place > 0);

-- The rule as it was worded when the matter was closed: it may be changed afterwards, what was decided by it may not.
alter table outcome
  add rule_version integer,
  add rule_subject text,
  add rule_way text check (rule_way in ('consensus', 'consent', 'majority', 'chair', 'legalOrder', 'eachParty')),
  add rule_if_not_agreed text,
  -- The parties that had agreed to be bound by the majority, by that wording.
  add rule_agreed_by uuid[],
  add constraint outcome_closed_by_rule check ((rule_version is null) = (rule_subject is null)
    and (rule_version is null) = (rule_way is null) and (rule_version is null) = (rule_if_not_agreed is null)
    and (rule_version is null) = (rule_agreed_by is null)
    and (rule_version is null or closed_at is not null and decision_rule_id is not null));
