-- What the operations page asks and does. Everything here is about the machinery: which job, which failure, how long. What
-- a job or a letter is about stays sealed, for the system administrator too.

-- How it stands with the queue and the sources, in numbers alone: told to whoever watches the process as well.
create function queue_state(acting_at timestamptz)
returns table (waiting_jobs integer, lag_seconds double precision, failed_jobs integer, failed_letters integer,
  signed_in integer, database_bytes bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query select
    (select count(*)::integer from graphile_worker._private_jobs j
      where j.attempts < j.max_attempts and j.run_at <= acting_at and j.locked_at is null),
    coalesce((select extract(epoch from acting_at - min(j.run_at))::double precision from graphile_worker._private_jobs j
      where j.attempts < j.max_attempts and j.run_at <= acting_at and j.locked_at is null), 0),
    (select count(*)::integer from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id
      where j.attempts >= j.max_attempts and j.locked_at is null and t.identifier <> 'send-mail'),
    (select count(*)::integer from failed_letters(acting_at)),
    (select count(distinct s.person_id)::integer from user_session s where s.expires_at > acting_at),
    pg_database_size(current_database());
end $$;

-- Letters that nobody tries to send any longer: given up, or too late to be of use.
create function failed_letters(acting_at timestamptz)
returns table (id uuid, to_address text, failure text, failed_at timestamptz, created_at timestamptz,
  runs_out_at timestamptz)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query select m.id, m.to_address, m.failure, m.failed_at, m.created_at, m.runs_out_at
    from mail m
    where m.sent_at is null and m.failed_at is not null and m.dismissed_at is null
      and not exists (select from graphile_worker._private_jobs j
        where j.key = 'send-mail/' || m.id and j.attempts < j.max_attempts)
    order by m.failed_at desc, m.id;
end $$;

-- Seen by a system administrator and put aside; it stays where it is.
alter table mail add column dismissed_at timestamptz;

-- The one who acts, when that is a system administrator; else null.
create function acting_system_administrator() returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id from person p
  where p.id::text = current_setting('armkrok.user', true) and p.is_system_administrator and p.withdrawn_at is null
$$;

-- What has failed and is tried again by itself, or has been given up. A letter that has been given up is told as a letter.
create function list_failed_jobs(most integer)
returns table (id bigint, task text, failure text, attempts integer, gave_up boolean, run_at timestamptz,
  failed_at timestamptz)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if acting_system_administrator() is null then return; end if;
  return query select j.id, t.identifier::text, j.last_error::text, j.attempts::integer, j.attempts >= j.max_attempts,
      j.run_at, j.updated_at
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where j.last_error is not null and j.locked_at is null
      and not (t.identifier = 'send-mail' and j.attempts >= j.max_attempts)
    order by j.attempts >= j.max_attempts desc, j.updated_at desc, j.id limit most;
end $$;

create function list_failed_letters(most integer, acting_at timestamptz)
returns table (id uuid, to_address text, failure text, failed_at timestamptz, runs_out_at timestamptz)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if acting_system_administrator() is null then return; end if;
  return query select f.id, f.to_address, f.failure, f.failed_at, f.runs_out_at
    from failed_letters(acting_at) f limit most;
end $$;

-- Answers which task it was, or null: no such job, or it is being run.
create function run_job_again(job bigint, acting_at timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  run_task text;
begin
  if acting_system_administrator() is null then
    raise exception 'a system administrator runs jobs again' using errcode = '42501';
  end if;
  select t.identifier into run_task
  from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
  where j.id = job and j.last_error is not null and j.locked_at is null for update of j;
  if run_task is not null then
    perform graphile_worker.reschedule_jobs(array[job], run_at => acting_at, attempts => 0);
  end if;
  return run_task;
end $$;

-- Answers whether it is on its way: not when it is sent, or when its link has run out.
create function send_letter_again(letter uuid, acting_at timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if acting_system_administrator() is null then
    raise exception 'a system administrator sends letters again' using errcode = '42501';
  end if;
  update mail m set failed_at = null, failure = null, claimed_at = null
  where m.id = letter and m.runs_out_at > acting_at and m.id in (select f.id from failed_letters(acting_at) f);
  if not found then return false; end if;
  perform enqueue('send-mail', jsonb_build_object('mailId', letter), 'send-mail/' || letter, acting_at);
  return true;
end $$;

create function dismiss_letter(letter uuid, acting_at timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if acting_system_administrator() is null then
    raise exception 'a system administrator puts letters aside' using errcode = '42501';
  end if;
  update mail m set dismissed_at = acting_at
  where m.id = letter and m.id in (select f.id from failed_letters(acting_at) f);
  return found;
end $$;

revoke all on function queue_state(timestamptz), failed_letters(timestamptz), acting_system_administrator(),
  list_failed_jobs(integer), list_failed_letters(integer, timestamptz), run_job_again(bigint, timestamptz),
  send_letter_again(uuid, timestamptz), dismiss_letter(uuid, timestamptz) from public;
grant execute on function queue_state(timestamptz), list_failed_jobs(integer),
  list_failed_letters(integer, timestamptz), run_job_again(bigint, timestamptz), send_letter_again(uuid, timestamptz),
  dismiss_letter(uuid, timestamptz) to armkrok_app;
