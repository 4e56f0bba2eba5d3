-- What a party that reads mail only is asked and expected: its answer to an expectation may be entered for it, and a
-- question's link goes to it by letter. Questions are asked of what an agreement obliges to as well.

-- An expectation's answer, entered by whoever leads for a party that has not answered itself.
alter table expectation add column entered_by_organisation_id uuid references organisation (id),
  add constraint expectation_entered_check check (entered_by_organisation_id is null or answer is not null);
create index expectation_by_entering on expectation (entered_by_organisation_id);
grant update (entered_by_organisation_id) on expectation to armkrok_app;

do $$
declare
  mine constant text := '(select nullif(current_setting(''armkrok.organisation'', true), '''')::uuid)';
  may_change constant text := format('collaboration_id = any((select nullif(current_setting(''armkrok.collaborations'', true), '''')::uuid[])::uuid[])
    and ((%s in (organisation_id, to_organisation_id) and collaboration_id = any((select spoken_collaborations())::uuid[]))
      or collaboration_id = any((select nullif(current_setting(''armkrok.leads'', true), '''')::uuid[])::uuid[]))', mine);
begin
  drop policy change_own on expectation;
  execute format('create policy change_own on expectation for update to armkrok_app using (%s) with check (%s)',
    may_change, may_change);
end $$;

-- Each of the two writes its own part, and neither the other's. The answer of one that does not sign in may be entered by
-- whoever leads, and says so; its own words nobody else changes.
create or replace function keep_expectation() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  acting constant uuid := nullif(current_setting('armkrok.organisation', true), '')::uuid;
  leads constant boolean :=
    new.collaboration_id = any(coalesce(nullif(current_setting('armkrok.leads', true), ''), '{}')::uuid[]);
  answers constant boolean := (new.answer, new.answer_words, new.answered_on, new.entered_by_organisation_id)
    is distinct from (old.answer, old.answer_words, old.answered_on, old.entered_by_organisation_id);
begin
  if current_user <> 'armkrok_app' then return new; end if;
  if acting is distinct from old.organisation_id
    and (new.expected, new.answer_due_on, new.outcome, new.outcome_words, new.outcome_on, new.withdrawn_at)
      is distinct from (old.expected, old.answer_due_on, old.outcome, old.outcome_words, old.outcome_on, old.withdrawn_at)
    or acting is distinct from old.to_organisation_id
    and (new.to_outcome, new.to_outcome_words, new.to_outcome_on)
      is distinct from (old.to_outcome, old.to_outcome_words, old.to_outcome_on)
    or answers and acting is not distinct from old.to_organisation_id and new.entered_by_organisation_id is not null
    or answers and acting is distinct from old.to_organisation_id and not (leads
      and new.entered_by_organisation_id is not distinct from acting
      and (old.answer is null or old.entered_by_organisation_id is not null))
  then
    raise exception 'each party says its own' using errcode = '42501';
  end if;
  return new;
end $$;

-- The party's own words, from whoever holds its link, take the place of what was entered for it.
create function correct_expectation(within uuid, expectation_id uuid, words text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update expectation set answer_words = words, entered_by_organisation_id = null, version = version + 1
  where collaboration_id = within and id = expectation_id and withdrawn_at is null and entered_by_organisation_id is not null
    and collaboration_id = any(nullif(current_setting('armkrok.collaborations', true), '')::uuid[])
    and to_party_id = any(own_parties());
  return found;
end $$;
revoke all on function correct_expectation(uuid, uuid, text) from public;
grant execute on function correct_expectation(uuid, uuid, text) to armkrok_app;

-- What was entered of an expectation is read where the expectation is, and by whoever holds the party's link. Looked up in a
-- function: a policy that reads a table with policies of its own is planned in every statement that names its table.
create function knows_of_expectation(within uuid, expectation_id uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from expectation e
    where e.collaboration_id = within and e.id = expectation_id
      and (e.to_organisation_id = nullif(current_setting('armkrok.organisation', true), '')::uuid
        or e.organisation_id = nullif(current_setting('armkrok.organisation', true), '')::uuid
          and nullif(current_setting('armkrok.user', true), '') is not null
        or within = any(coalesce(nullif(current_setting('armkrok.leads', true), ''), '{}')::uuid[])))
$$;
revoke all on function knows_of_expectation(uuid, uuid) from public;
grant execute on function knows_of_expectation(uuid, uuid) to armkrok_app;
alter policy read_own on entered_for_party using (
  collaboration_id = any((select nullif(current_setting('armkrok.collaborations', true), '')::uuid[])::uuid[])
  and (subject_type <> 'expectation' or knows_of_expectation(collaboration_id, subject_id)));

-- What a question is asked of: also what an agreement obliges a party to.
alter table asked_question add column undertaking_id uuid,
  add foreign key (collaboration_id, undertaking_id) references agreement_undertaking (collaboration_id, id),
  drop constraint asked_question_about_check, drop constraint asked_question_check1,
  add constraint asked_question_about_check check (about in ('goal', 'contribution', 'undertaking', 'party')),
  add constraint asked_question_of_one_check check ((about = 'goal') = (goal_id is not null)
    and (about = 'contribution') = (contribution_id is not null) and (about = 'undertaking') = (undertaking_id is not null)
    and (about = 'party') = (party_id is not null));
create index asked_question_by_undertaking on asked_question (collaboration_id, undertaking_id);

-- A letter with the link to all that a party has not answered. At most one a day to a party.
create table question_letter (
  collaboration_id uuid not null,
  id uuid not null,
  -- Of the organisation that asks.
  organisation_id uuid not null references organisation (id),
  party_id uuid not null,
  -- The one that it was sent for; it tells of all that wait.
  question_id uuid not null,
  kind text not null check (kind in ('asked', 'reminder')),
  to_address text not null check (to_address <> '' and length(to_address) <= 200),
  language text not null check (language in ('sv', 'en')),
  mail_id uuid not null,
  written_on date not null,
  -- Since when whoever receives it wants no more of them, from anybody.
  stopped_at timestamptz,
  created_at timestamptz not null,
  -- Null: a reminder is written by nobody.
  created_by uuid,
  retention_rule text not null default 'keep 5 years',
  primary key (collaboration_id, id),
  unique (collaboration_id, mail_id),
  unique (collaboration_id, party_id, written_on),
  foreign key (collaboration_id, party_id) references party (collaboration_id, id),
  foreign key (collaboration_id, question_id) references asked_question (collaboration_id, id),
  check ((kind = 'reminder') = (created_by is null))
);
create index question_letter_by_organisation on question_letter (organisation_id);
create index question_letter_by_question on question_letter (collaboration_id, question_id);
create index question_letter_by_address on question_letter (to_address);
comment on table question_letter is 'protected: by collaboration, for those who prepare; written by queue_question_letter';
alter table question_letter enable row level security;
alter table question_letter force row level security;
create policy read_own on question_letter for select to armkrok_app using (
  collaboration_id = any((select nullif(current_setting('armkrok.collaborations', true), '')::uuid[])::uuid[])
  and collaboration_id = any((select nullif(current_setting('armkrok.prepares', true), '')::uuid[])::uuid[]));
create policy everything on question_letter to armkrok_owner using (true) with check (true);
grant select on question_letter to armkrok_app;

-- Notes a letter about a party's questions and queues it. 'today': the party has had one; 'stopped': whoever has the address
-- wants none; 'nothing': nothing waits for the party's answer.
create function queue_question_letter(within uuid, letter uuid, about_question uuid, to_party uuid, of_kind text, receiver text,
  in_language text, mail uuid, subject_line text, plain text, html text, neutral_line text, neutral_plain text,
  neutral_page text, unsubscribe text, acting_at timestamptz, until timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  person constant uuid := nullif(current_setting('armkrok.user', true), '')::uuid;
  asking uuid;
  asked uuid;
begin
  if person is null and nullif(current_setting('armkrok.organisation', true), '') is not null
    or person is not null
      and not within = any(coalesce(nullif(current_setting('armkrok.prepares', true), ''), '{}')::uuid[]) then
    raise exception 'a question is sent by those who ask it, or by a job' using errcode = '42501';
  end if;
  select q.organisation_id, a.organisation_id into asking, asked
  from asked_question q
  join question_answer a on a.collaboration_id = q.collaboration_id and a.question_id = q.id and a.party_id = to_party
    and a.withdrawn_at is null and a.answered_on is null
  join collaboration c on c.id = q.collaboration_id and c.confidentiality <> 'protected'
  where q.collaboration_id = within and q.id = about_question and q.withdrawn_at is null;
  if not found then return 'nothing'; end if;
  if exists (select from question_letter l where l.to_address = receiver and l.stopped_at is not null) then
    return 'stopped';
  end if;
  insert into question_letter (collaboration_id, id, organisation_id, party_id, question_id, kind, to_address, language, mail_id,
    written_on, created_at, created_by)
  values (within, letter, asking, to_party, about_question, of_kind, receiver, in_language, mail,
    (acting_at at time zone 'Europe/Stockholm')::date, acting_at, person)
  on conflict (collaboration_id, party_id, written_on) do nothing;
  if not found then return 'today'; end if;
  insert into mail (id, organisation_id, to_address, subject, body_text, body_html, created_at, runs_out_at,
    collaboration_id, neutral_subject, neutral_text, neutral_html, list_unsubscribe)
  values (mail, asked, receiver, subject_line, plain, html, acting_at, until, within, neutral_line, neutral_plain,
    neutral_page, unsubscribe);
  perform enqueue('send-mail', jsonb_build_object('mailId', mail), 'send-mail/' || mail, null);
  return 'queued';
end $$;

-- Whoever has the letter wants no more of them at its address. False: there is no such letter.
create function stop_question_letters(within uuid, letter uuid, acting_at timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  address text;
begin
  select l.to_address into address from question_letter l where l.collaboration_id = within and l.id = letter;
  if not found then return false; end if;
  update question_letter l set stopped_at = acting_at where l.to_address = address and l.stopped_at is null;
  -- What has not left yet does not leave.
  update mail m set failed_at = acting_at, failure = 'no longer wanted', runs_out_at = acting_at
  from question_letter l where l.to_address = address and m.id = l.mail_id and m.sent_at is null and m.claimed_at is null;
  return true;
end $$;

-- Whom to remind on a day: parties that have been written to, with a question whose last day is in three days or was
-- yesterday, and all that they have not answered. Never at weekends: Monday's letter holds what they would have said. Not whoever
-- signs in with that address: what waits stands in their own letter. A job has no user to act for, so the function finds them.
create function question_reminders(acting_at timestamptz)
returns table (collaboration_id uuid, collaboration_name text, is_fictional boolean, party_id uuid, party_name text,
  organisation_id uuid, asking_organisation_id uuid, asking_name text, question_id uuid, asked_by uuid, to_address text,
  language text, waiting jsonb)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  today constant date := (acting_at at time zone 'Europe/Stockholm')::date;
begin
  if nullif(current_setting('armkrok.user', true), '') is not null
    or nullif(current_setting('armkrok.organisation', true), '') is not null then
    raise exception 'reminders are written by a job' using errcode = '42501';
  end if;
  if extract(isodow from today) > 5 then return; end if;
  return query
    with days as (
      select today - back as day from generate_series(0, case when extract(isodow from today) = 1 then 2 else 0 end) back),
    waiting as (
      select a.collaboration_id, a.party_id, q.id, q.question, q.answer_due_on, q.organisation_id, q.created_by,
        exists (select from days d where q.answer_due_on in (d.day + 3, d.day - 1)) as is_reminded
      from question_answer a
      join asked_question q on q.collaboration_id = a.collaboration_id and q.id = a.question_id and q.withdrawn_at is null
      where a.answered_on is null and a.withdrawn_at is null),
    gathered as (
      select w.collaboration_id, w.party_id,
        jsonb_agg(jsonb_build_object('question', w.question, 'due', w.answer_due_on) order by w.answer_due_on, w.id) as all_of_them,
        (array_agg(w.id order by not w.is_reminded, w.answer_due_on, w.id))[1] as first_id
      from waiting w group by w.collaboration_id, w.party_id having bool_or(w.is_reminded))
    select c.id, c.name, c.example = 'fictional', p.id, o.name, p.organisation_id, q.organisation_id, asking.name, q.id,
      q.created_by, sent.to_address, sent.language, g.all_of_them
    from gathered g
    join collaboration c on c.id = g.collaboration_id and c.withdrawn_at is null and c.confidentiality <> 'protected'
      and c.accepted_assurances is null and c.example <> 'real' and c.phase not in ('close', 'notCollaboration')
    join party p on p.collaboration_id = c.id and p.id = g.party_id and p.withdrawn_at is null and p.status <> 'left'
    join organisation o on o.id = p.organisation_id
    join asked_question q on q.collaboration_id = c.id and q.id = g.first_id
    join organisation asking on asking.id = q.organisation_id
    cross join lateral (select l.to_address, l.language from question_letter l
      where l.collaboration_id = c.id and l.party_id = p.id order by l.written_on desc limit 1) sent
    where not exists (select from question_letter l where l.collaboration_id = c.id and l.party_id = p.id
        and l.written_on = today)
      and not exists (select from question_letter l where l.to_address = sent.to_address and l.stopped_at is not null)
      and not exists (select from person one where lower(one.email) = sent.to_address and one.withdrawn_at is null
        and has_sight(one.id, p.organisation_id, c.id, today))
    order by c.id, p.id;
end $$;

-- The link of a reminder, made in the name of whoever asked.
create function link_for_reminder(within uuid, link uuid, party uuid, token bytea, until timestamptz, acting_at timestamptz,
  asker uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if nullif(current_setting('armkrok.user', true), '') is not null
    or nullif(current_setting('armkrok.organisation', true), '') is not null then
    raise exception 'reminders are written by a job' using errcode = '42501';
  end if;
  insert into party_link (collaboration_id, id, party_id, token_hash, expires_at, created_at, created_by)
  values (within, link, party, token, until, acting_at, asker);
end $$;
revoke all on function queue_question_letter(uuid, uuid, uuid, uuid, text, text, text, uuid, text, text, text, text, text, text,
    text, timestamptz, timestamptz), stop_question_letters(uuid, uuid, timestamptz), question_reminders(timestamptz),
  link_for_reminder(uuid, uuid, uuid, bytea, timestamptz, timestamptz, uuid) from public;
grant execute on function queue_question_letter(uuid, uuid, uuid, uuid, text, text, text, uuid, text, text, text, text, text, text,
    text, timestamptz, timestamptz), stop_question_letters(uuid, uuid, timestamptz), question_reminders(timestamptz),
  link_for_reminder(uuid, uuid, uuid, bytea, timestamptz, timestamptz, uuid) to armkrok_app;
