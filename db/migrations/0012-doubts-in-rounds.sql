-- A value that the collaboration doubted when the round opened, and why. Status and hash stay those of what was published:
-- anyone who has the same file reckons out the same hash, whatever a collaboration thinks of a value in it.
alter table round_value
  add column doubt text not null default '',
  add constraint round_value_doubt_of_a_value check (doubt = '' or value is not null);
