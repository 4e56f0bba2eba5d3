-- The application's only right in the queue, and mail that leaves through it.

-- Asks for a job when the transaction commits. Under a key there is one waiting job: asked again, it is replaced.
-- The payload says which thing and who acts, never what the thing contains: a queue is read by others than its subject.
create function enqueue(task text, payload jsonb, job_key text, run_at timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if jsonb_typeof(payload) <> 'object' or length(payload::text) > 1000 then
    raise exception 'the payload of a job is an object of ids and identity';
  end if;
  perform graphile_worker.add_job(
    identifier => task, payload => payload::json, job_key => job_key, run_at => run_at);
end $$;
revoke all on function enqueue(text, jsonb, text, timestamptz) from public;
grant execute on function enqueue(text, jsonb, text, timestamptz) to armkrok_app;

alter table mail add column claimed_at timestamptz;

create or replace function queue_mail(mail_id uuid, organisation uuid, receiver text, subject_line text, plain text,
  html text, acting_at timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into mail (id, organisation_id, to_address, subject, body_text, body_html, created_at)
  values (mail_id, organisation, receiver, subject_line, plain, html, acting_at);
  perform enqueue('send-mail', jsonb_build_object('mailId', mail_id), 'send-mail/' || mail_id, null);
end $$;

-- Gives the letter to one sender at a time. No row: it is sent already, or gone. A sender that died is given ten minutes.
create function mail_to_send(mail_id uuid, acting_at timestamptz)
returns table (to_address text, subject text, body_text text, body_html text, created_at timestamptz)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  return query
    update mail m set claimed_at = acting_at, attempts = m.attempts + 1
    where m.id = mail_id and m.sent_at is null
      and (m.claimed_at is null or m.claimed_at <= acting_at - interval '10 minutes')
    returning m.to_address, m.subject, m.body_text, m.body_html, m.created_at;
  if not found and exists (select from mail m where m.id = mail_id and m.sent_at is null) then
    raise exception 'the letter % is being sent by another process', mail_id;
  end if;
end $$;

create function note_mail_sent(mail_id uuid, acting_at timestamptz) returns void
language sql security definer set search_path = public, pg_temp as $$
  update mail set sent_at = acting_at, claimed_at = null, failed_at = null, failure = null
  where id = mail_id and sent_at is null
$$;

create function note_mail_failed(mail_id uuid, reason text, acting_at timestamptz) returns void
language sql security definer set search_path = public, pg_temp as $$
  update mail set failed_at = acting_at, failure = left(reason, 500), claimed_at = null
  where id = mail_id and sent_at is null
$$;

revoke all on function mail_to_send(uuid, timestamptz), note_mail_sent(uuid, timestamptz),
  note_mail_failed(uuid, text, timestamptz) from public;
grant execute on function mail_to_send(uuid, timestamptz), note_mail_sent(uuid, timestamptz),
  note_mail_failed(uuid, text, timestamptz) to armkrok_app;
