-- What plans say and had no place: who is responsible where no seat here is, and that the areas are set jointly.

alter table activity
  -- In words, where the function has no seat here.
  add column responsible text not null default '' check (length(responsible) <= 200);

alter table action_plan
  -- Null: not said.
  add column has_joint_areas boolean;
