-- That a term draws to an end stands in what waits, and in the one letter about it: no letter of its own, and nothing to note.
drop function take_due_renewals(timestamptz);
drop function renewal_due_on(agreement_version);
drop table renewal_reminder;
