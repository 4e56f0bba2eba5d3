-- What a report has from the one of the round before: the sections that nobody has read through since, and so stand there as
-- they did. A report is adopted when there are none.
alter table report_version add column carried_over text[] not null default '{}'
  check (carried_over <@ '{title,summary,changes}'),
  add check (content is null or carried_over = '{}');
