-- The chain of the history in a form that says one thing only, and what is signed of it outside the database.

-- 1: what was written before this migration. 2: docs/operations/history.md tells both, and `npm run history:verify`
-- reads both.
alter table history add column form smallint not null default 1 check (form in (1, 2));
alter table history alter column form drop default;

-- A chain is its collaboration or organisation, so these found nothing that the chain does not; what one person has done is
-- asked for.
drop index history_by_collaboration;
drop index history_by_organisation;
create index history_by_person on history (user_id);

-- Appends entries to their chains: each is hashed as a JSON array of everything it says, with the hash of the one before.
-- Takes the locks of the chains in the order of the locks, last of all locks, and holds them to the commit that follows in
-- the same message: numbers are gap-free and two writers never wait for each other's work. The head is read by a statement
-- after the one that waits, which therefore sees what the writer before has committed.
create or replace function append_history(entries jsonb, acting_at timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  instant constant bigint := extract(epoch from acting_at) * 1000000;
  entry record;
  head record;
  entry_id uuid;
  salt bytea;
  payload bytea;
begin
  perform pg_advisory_xact_lock(4172027, held.lock)
  from (
    select distinct hashtext(coalesce(e ->> 'collaborationId', e ->> 'organisationId', 'instance')) as lock
    from jsonb_array_elements(entries) e order by 1
  ) held;
  for entry in
    select coalesce(e."collaborationId"::text, e."organisationId"::text, 'instance') as chain,
      e."collaborationId" as collaboration, e."organisationId" as organisation, e."userId" as person, e."seatId" as seat,
      e.verb, e."subjectType" as subject_type, e."subjectId" as subject,
      nullif(e.before, 'null') as before, nullif(e.after, 'null') as after
    from jsonb_to_recordset(entries) as e("collaborationId" uuid, "organisationId" uuid, "userId" uuid, "seatId" uuid,
      verb text, "subjectType" text, "subjectId" uuid, before jsonb, after jsonb)
  loop
    select h.seq, h.hash into head from history h where h.chain = entry.chain order by h.seq desc limit 1;
    entry_id := gen_random_uuid();
    salt := uuid_send(gen_random_uuid());
    payload := sha256(salt || convert_to(json_build_array(entry.before, entry.after)::text, 'UTF8'));
    insert into history (form, id, chain, seq, at, collaboration_id, organisation_id, user_id, seat_id, verb, subject_type,
      subject_id, payload_hash, previous_hash, hash)
    values (2, entry_id, entry.chain, coalesce(head.seq, 0) + 1, acting_at, entry.collaboration, entry.organisation,
      entry.person, entry.seat, entry.verb, entry.subject_type, entry.subject, payload, head.hash,
      sha256(convert_to(json_build_array(2, entry_id, entry.chain, coalesce(head.seq, 0) + 1, instant, entry.person,
        entry.seat, entry.organisation, entry.collaboration, entry.verb, entry.subject_type, entry.subject,
        encode(payload, 'hex'), encode(head.hash, 'hex'))::text, 'UTF8')));
    insert into history_payload (history_id, collaboration_id, organisation_id, salt, before, after)
    values (entry_id, entry.collaboration, entry.organisation, salt, entry.before, entry.after);
  end loop;
end $$;

-- The last entry of every chain, for the checkpoints. Steps from chain to chain: the table is long, the chains are few.
create function history_heads() returns table (chain text, seq bigint, hash bytea)
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive named as (
    (select h.chain from history h order by h.chain limit 1)
    union all
    select (select h.chain from history h where h.chain > named.chain order by h.chain limit 1)
    from named where named.chain is not null)
  select n.chain, last.seq, last.hash from named n
  cross join lateral (
    select h.seq, h.hash from history h where h.chain = n.chain order by h.seq desc limit 1) last
  where n.chain is not null order by 1
$$;
revoke all on function history_heads() from public;
grant execute on function history_heads() to armkrok_app;
