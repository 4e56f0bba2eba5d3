-- What signing and reserving oneself leave of a person. Who signed what, who was asked to, and what a member reserved itself
-- against are official record and stay when the account is erased, as terms in seats do.
create or replace function erasure_preview(organisation uuid, person uuid) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  own record;
  named text;
  found_rows integer;
  erased jsonb := '{"person": 1}';
begin
  select p.email into own from person p
  where p.id = person and p.organisation_id = organisation and p.withdrawn_at is null and may_erase_in(organisation);
  if not found then return null; end if;
  for named in select personal_tables() loop
    execute format('select count(*)::integer from %I where person_id = $1', named) into found_rows using person;
    if found_rows > 0 then erased := erased || jsonb_build_object(named, found_rows); end if;
  end loop;
  return jsonb_build_object(
    'erased', erased || jsonb_build_object(
      'mail', (select count(*) from mail m where m.to_address = own.email),
      'history_payload', (select count(*) from history h join history_payload p on p.history_id = h.id
        where h.subject_type = 'person' and h.subject_id = person)),
    'kept', jsonb_build_object(
      'seat_term', (select count(*) from seat_term t where t.person_id = person),
      'signature', (select count(*) from signature s where s.person_id = person),
      'signatory_letter', (select count(*) from signatory_letter l where l.person_id = person),
      'personal_reservation', (select count(*) from personal_reservation r where r.person_id = person),
      'history', (select count(*) from history h where h.user_id = person)));
end $$;

-- What somebody has rated is theirs to read whole, and whoever signed on paper is somebody else.
create or replace function personal_export(person_mask text, address_mask text) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  me constant uuid := nullif(current_setting('armkrok.user', true), '')::uuid;
  address constant text := '[[:alnum:]._%+-]+@[[:alnum:].-]+\.[[:alpha:]]{2,}';
  own record;
  source record;
  rows_found jsonb;
  tables jsonb := '{}';
  whole text;
  other record;
  unseen uuid[];
begin
  select p.name, p.email into own from person p where p.id = me;
  if not found then return null; end if;
  unseen := array(
    select c.id from collaboration c where c.confidentiality = 'protected' and not exists (
      select from collaboration_person n where n.collaboration_id = c.id and n.person_id = me and n.ended_at is null and not exists (
        select from party p where p.collaboration_id = c.id and p.organisation_id = n.organisation_id and p.status = 'left')));
  for source in
    select c.relname::text as name,
      string_agg(format('r.%I = $1', a.attname), ' or ') filter (where a.atttypid = 'uuid'::regtype
        and a.attname in ('person_id', 'user_id', 'created_by', 'written_by', 'answered_by', 'entered_by', 'rated_by')) as held,
      string_agg(format('r.%I = $1', a.attname), ' or ') filter (where a.atttypid = 'uuid'::regtype
        and a.attname ~ '_by$') as done,
      coalesce(array_agg(a.attname::text) filter (where a.attname ~ '(password|secret|token|hash|key)'
        or a.atttypid = 'bytea'::regtype), '{}') as hidden,
      array_agg(a.attname::text) filter (where a.atttypid = 'uuid'::regtype) as ids,
      bool_or(a.attname = 'collaboration_id') as is_within
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and c.relname not in ('person', 'history', 'history_payload', 'mail')
    group by c.relname
    having bool_or(a.atttypid = 'uuid'::regtype and (a.attname in ('person_id', 'user_id') or a.attname ~ '_by$'))
    order by 1
  loop
    execute format('select jsonb_agg(case when %s then to_jsonb(r) - $2 else (
        select jsonb_object_agg(e.key, e.value) from jsonb_each(to_jsonb(r)) e where e.key = any($3)) end)
      from %I r where (%s) and %s', coalesce(source.held, 'false'), source.name,
        concat_ws(' or ', source.held, source.done),
        case when source.is_within then '(r.collaboration_id is null or r.collaboration_id <> all($4))' else 'cardinality($4) >= 0' end)
      into rows_found using me, source.hidden, source.ids, unseen;
    if rows_found is not null then tables := tables || jsonb_build_object(source.name, rows_found); end if;
  end loop;
  whole := jsonb_build_object(
    'account', (select to_jsonb(p) - 'password' - 'demo_place' - 'demo_role' || jsonb_build_object('organisation', o.name)
      from person p join organisation o on o.id = p.organisation_id where p.id = me),
    'seats', coalesce((select jsonb_agg(jsonb_build_object('organisation', o.name, 'title', s.title, 'level', s.level,
        'kind', t.kind, 'name', t.holder_name, 'began_on', t.began_on, 'ended_on', t.ended_on,
        'collaborations', coalesce((select jsonb_agg(jsonb_build_object('name', c.name, 'role', cs.role) order by c.name, cs.role)
          from collaboration_seat cs join collaboration c on c.id = cs.collaboration_id
          where cs.organisation_id = s.organisation_id and cs.seat_id = s.id and c.id <> all(unseen)), '[]')) order by t.began_on, t.id)
      from seat_term t join seat s on s.organisation_id = t.organisation_id and s.id = t.seat_id
      join organisation o on o.id = t.organisation_id where t.person_id = me), '[]'),
    'invitations', coalesce((select jsonb_agg(jsonb_build_object('organisation', o.name, 'name', i.name, 'kind', i.kind,
        'created_at', i.created_at) order by i.created_at)
      from invitation i join organisation o on o.id = i.organisation_id where i.email = own.email), '[]'),
    'letters', coalesce((select jsonb_agg(jsonb_build_object('subject', m.subject, 'created_at', m.created_at,
        'sent_at', m.sent_at) order by m.created_at) from mail m where m.to_address = own.email), '[]'),
    'history', coalesce((select jsonb_agg(jsonb_build_object('at', h.at, 'verb', h.verb, 'organisation', o.name,
        'collaboration', c.name, 'by_you', h.user_id is not distinct from me, 'before', p.before, 'after', p.after)
        order by h.at, h.id)
      from history h left join history_payload p on p.history_id = h.id
      left join organisation o on o.id = h.organisation_id left join collaboration c on c.id = h.collaboration_id
      where (h.collaboration_id is null or h.collaboration_id <> all(unseen)) and (h.user_id = me or h.subject_id = me
        or (h.subject_id in (select t.seat_id from seat_term t where t.person_id = me)
          and own.name in (p.before ->> 'name', p.after ->> 'name')))), '[]'),
    'written', tables)::text;
  -- Signs that stand in no JSON hold the place of what is one's own.
  whole := replace(replace(whole, own.email, chr(1)), own.name, chr(2));
  whole := regexp_replace(whole, address, address_mask, 'g');
  for other in
    with known as materialized (
      select p.name from person p where p.id <> me
      union select t.holder_name from seat_term t where t.person_id <> me
      union select i.name from invitation i where i.email <> own.email
      union select s.signatory_name from signature s where s.person_id is distinct from me),
    word as materialized (select distinct w from regexp_split_to_table(whole, '[^[:alnum:]''’-]+') w)
    select k.name from known k where position(' ' in k.name) > 0 and k.name <> own.name
      and split_part(k.name, ' ', 1) in (select w from word) and strpos(whole, k.name) > 0
    order by length(k.name) desc, k.name
  loop
    whole := replace(whole, other.name, person_mask);
  end loop;
  return replace(replace(whole, chr(1), own.email), chr(2), own.name)::jsonb;
end $$;
