-- A letter says when it runs out: a link in it ends. One that has waited past that is not sent but failed, so that
-- nobody is asked to follow a link that no longer leads anywhere.
alter table mail add column runs_out_at timestamptz;
update mail set runs_out_at = created_at + interval '14 days';
alter table mail alter column runs_out_at set not null;

drop function queue_mail(uuid, uuid, text, text, text, text, timestamptz);
create function queue_mail(mail_id uuid, organisation uuid, receiver text, subject_line text, plain text, html text,
  acting_at timestamptz, until timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into mail (id, organisation_id, to_address, subject, body_text, body_html, created_at, runs_out_at)
  values (mail_id, organisation, receiver, subject_line, plain, html, acting_at, until);
  perform enqueue('send-mail', jsonb_build_object('mailId', mail_id), 'send-mail/' || mail_id, null);
end $$;

-- As before, but for a letter that has run out: that is noted, and no row is given.
create or replace function mail_to_send(mail_id uuid, acting_at timestamptz)
returns table (to_address text, subject text, body_text text, body_html text, created_at timestamptz)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update mail m set failed_at = acting_at, failure = 'no longer of use', claimed_at = null
  where m.id = mail_id and m.sent_at is null and m.runs_out_at <= acting_at;
  if found then
    return;
  end if;
  return query
    update mail m set claimed_at = acting_at, attempts = m.attempts + 1
    where m.id = mail_id and m.sent_at is null
      and (m.claimed_at is null or m.claimed_at <= acting_at - interval '10 minutes')
    returning m.to_address, m.subject, m.body_text, m.body_html, m.created_at;
  if not found and exists (select from mail m where m.id = mail_id and m.sent_at is null) then
    raise exception 'the letter % is being sent by another process', mail_id;
  end if;
end $$;

-- Letters that no mail server has been asked to take: asked for anew, and how many have run out meanwhile.
create function send_waiting_mail(acting_at timestamptz) returns table (asked integer, run_out integer)
language plpgsql security definer set search_path = public, pg_temp as $$
declare waiting uuid;
begin
  asked := 0;
  update mail m set failed_at = acting_at, failure = 'no longer of use'
  where m.sent_at is null and m.failed_at is null and m.attempts = 0 and m.runs_out_at <= acting_at;
  get diagnostics run_out = row_count;
  for waiting in
    select m.id from mail m
    where m.sent_at is null and m.attempts = 0 and m.runs_out_at > acting_at order by m.created_at, m.id
  loop
    perform enqueue('send-mail', jsonb_build_object('mailId', waiting), 'send-mail/' || waiting, null);
    asked := asked + 1;
  end loop;
  return next;
end $$;
revoke all on function queue_mail(uuid, uuid, text, text, text, text, timestamptz, timestamptz),
  send_waiting_mail(timestamptz) from public;
grant execute on function queue_mail(uuid, uuid, text, text, text, text, timestamptz, timestamptz),
  send_waiting_mail(timestamptz) to armkrok_app;
