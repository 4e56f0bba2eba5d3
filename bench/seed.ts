import { createHash } from 'node:crypto';
import pg from 'pg';

export interface Size {
  readonly organisations: number;
  readonly collaborations: number;
  /** Parties and goals of the collaboration whose overview is measured. */
  readonly parties: number;
  readonly goals: number;
}

/** What the issue asks for; the large collaboration is a region's, its overview about 1,100 elements. */
export const fullSize: Size = { organisations: 300, collaborations: 500, parties: 30, goals: 22 };

export interface Seeded {
  /** The cookie of somebody who is signed in and holds a seat in some twenty collaborations. */
  readonly cookie: string;
  readonly person: string;
  readonly organisation: string;
  /** The collaboration whose overview is measured. */
  readonly collaboration: string;
  /** One of twenty parties and ten goals, whose line of sight is measured. */
  readonly lineOfSight: string;
  /** In the same: its agreement of forty clauses, decided and signed by twenty parties. */
  readonly agreement: string;
  readonly reads: number;
}

const cookieBytes = createHash('sha256').update('bench').digest();

/**
 * Fills a database that has the library, by SQL alone. Every id and every choice comes from a number, so that two runs
 * measure the same. Organisations are the library's municipalities and regions.
 */
export async function seed(ownerUrl: string, size: Size, now: Date): Promise<Seeded> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const run = (text: string, values: unknown[] = []) => client.query(text, values);
  try {
    await run('begin');
    await run(
      `create temporary table body on commit drop as
       select (row_number() over (order by kind desc, area_code))::integer - 1 as n, id, name, area_code
       from organisation where kind in ('municipality', 'region') order by kind desc, area_code limit $1`,
      [size.organisations],
    );
    await run('update organisation set verified_at = $1 where id in (select id from body)', [now]);
    await run(
      `insert into person (organisation_id, id, name, email, created_at)
       select id, md5('person' || n)::uuid, 'Kim Andersson ' || n, 'kim.' || n || '@example.org', $1 from body`,
      [now],
    );
    await run(
      `insert into seat (organisation_id, id, title, level, is_administrator, created_at)
       select id, md5('seat' || n || '/' || k)::uuid, (array['Processledare', 'Förvaltningschef', 'Utredare'])[k],
         (array['manager', 'head', 'officer'])[k], k = 2, $1 from body, generate_series(1, 3) k`,
      [now],
    );
    await run(
      `insert into seat_term (organisation_id, id, seat_id, person_id, holder_name, kind, began_on, created_at)
       select id, md5('term' || n || '/' || k)::uuid, md5('seat' || n || '/' || k)::uuid,
         md5('person' || n)::uuid, 'Kim Andersson ' || n, 'holder', '2022-01-01', $1
       from body, generate_series(1, 2) k where k = 1 or n % 3 = 0`,
      [now],
    );
    await run(
      `create temporary table work on commit drop as
       select c, md5('collaboration' || c)::uuid as id, c >= 2 and c % 60 = 2 as is_real,
         least($2, case c when 0 then $3 when 1 then 20 else 9 + c % 4 end)::integer as parties,
         (case c when 0 then $4 when 1 then 10 else 5 + c % 4 end)::integer as goals
       from generate_series(0, $1 - 1) c`,
      [size.collaborations, size.organisations, size.parties, size.goals],
    );
    await run(
      `insert into collaboration (id, organisation_id, archive_organisation_id, name, challenge, why_none_alone, drivers, territory, territory_name,
         phase, ladder_aim, ladder_now, ground_kind, ground_title, ground_year, example, created_at)
       select w.id, b.id, b.id, (array['Fler unga i arbete', 'Tryggare skolväg', 'God vård & omsorg nära', 'Levande landsbygd',
           'Färre nya sjukskrivningar'])[1 + c % 5] || ' ' || c,
         'Vart femte år sedan 2012 har andelen ökat, trots att var och en har gjort sitt. Ingen av oss äger hela frågan; elever, patienter och arbetssökande möter oss alla.',
         'Ansvaret är delat mellan kommun, region och stat.', '{noneAlone,allGain}', array[b.area_code], b.name,
         (array['identify', 'establish', 'operate', 'operate', 'handOver'])[1 + (c + 2) % 5], 'actAsOne', 'collaborate',
         case when c % 7 = 6 then 'notYetFormal' else 'signed' end, 'Överenskommelse', 2021,
         case when is_real then 'real' else 'none' end, $1
       from work w join body b on b.n = (c * 7) % (select count(*) from body)`,
      [now],
    );
    // 31 shares no factor with the number of organisations, so that no party comes twice.
    await run(
      `create temporary table side on commit drop as
       select w.c, w.id as collaboration_id, p, md5('party' || w.c || '/' || p)::uuid as id, b.id as organisation_id, b.n
       from work w cross join lateral generate_series(0, w.parties - 1) p
       join body b on b.n = (w.c * 7 + p * 31) % (select count(*) from body)`,
    );
    await run(
      `insert into party (collaboration_id, id, organisation_id, relation, status, own_benefit, own_contribution, ambition,
         since_year, place, created_at)
       select collaboration_id, id, organisation_id, case when p % 9 = 8 then 'associate' else 'party' end,
         (array['bound', 'confirmed', 'confirmed', 'invited', 'waiting'])[1 + (p + c) % 5],
         'Färre som faller mellan stolarna.', 'Två samordnare på halvtid.',
         (array['collaborate', 'actAsOne', 'collaborate', 'sharedView'])[1 + p % 4], 2021, p, $1 from side`,
      [now],
    );
    await run(
      `insert into party_function (collaboration_id, id, function, party_id, created_at)
       select collaboration_id, md5('function' || c || '/' || p)::uuid,
         (array['coordinates', 'principal', 'hosts', 'convenes', 'funds'])[1 + p], id, $1 from side where p < 5`,
      [now],
    );
    await run(
      `insert into collaboration_seat (collaboration_id, organisation_id, seat_id, role, created_at)
       select collaboration_id, organisation_id, md5('seat' || n || '/' || k)::uuid,
         case when k = 2 then 'reader' when p = 0 then 'processLeader' else 'representative' end, $1
       from side, generate_series(1, 2) k where k = 1 or p % 3 = 0`,
      [now],
    );
    // The visitor reads the line of sight of a collaboration of twenty parties and ten goals, also as an outsider.
    await run(
      `insert into collaboration_seat (collaboration_id, organisation_id, seat_id, role, created_at)
       select md5('collaboration1')::uuid, id, md5('seat0/1')::uuid, 'reader', $1 from body where n = 0
       on conflict do nothing`,
      [now],
    );
    await run(
      `insert into joint_goal (collaboration_id, id, kind, text, target_year, place, without_indicator_note, created_at)
       select w.id, md5('goal' || c || '/' || g)::uuid, case when g = 0 then 'vision' else 'step' end,
         case when g = 0 then 'Alla unga har en plats' else 'Andelen som når målet "' || g || '" ökar & varar' end,
         case when g = 0 then null else 2024 + g % 4 end, g, case when g % 8 = 7 then 'Mäts från 2027.' else '' end, $1
       from work w cross join lateral generate_series(0, w.goals) g`,
      [now],
    );
    await run(
      `create temporary table measured on commit drop as
       select (row_number() over (order by series_id, area_code))::integer - 1 as n, series_id, area_code,
         min(value) as low, max(value) as high, max(period) as latest
       from series_value where sex = 'T' and value is not null group by series_id, area_code having count(*) >= 8`,
    );
    await run(
      `insert into indicator (collaboration_id, id, goal_id, series_id, name, unit, area_code, direction, baseline_period,
         baseline, target_period, target, short_note, place, created_at)
       select w.id, md5('indicator' || c || '/' || g)::uuid, md5('goal' || c || '/' || g)::uuid, m.series_id, s.title,
         s.unit, m.area_code, case when g % 2 = 0 then 'up' else 'down' end, 2015, m.low, m.latest - 1 + g % 3, m.high,
         'Hela kommunen', g, $1
       from work w cross join lateral generate_series(1, w.goals) g
       join measured m on m.n = (c * 7919 + g * 104729) % (select count(*) from measured)
       join series s on s.id = m.series_id where g % 8 <> 7`,
      [now],
    );
    await run(
      `insert into value_doubt (collaboration_id, id, series_id, area_code, period, sex, reason, created_at, created_by)
       select i.collaboration_id, md5('doubt' || i.id)::uuid, i.series_id, i.area_code, 2018, 'T', 'Ändrad mätmetod 2018.',
         $1, md5('person0')::uuid from indicator i where i.place = 3`,
      [now],
    );
    await run(
      `insert into contribution (collaboration_id, id, goal_id, party_id, form, text, reason, answered_at, answered_by)
       select s.collaboration_id, md5('contribution' || s.c || '/' || s.p || '/' || g)::uuid,
         md5('goal' || s.c || '/' || g)::uuid, s.id, form,
         case when form = 'doesNotContribute' then '' else 'Vi anställer en samordnare och träffar alla' end,
         case when form = 'doesNotContribute' then 'Ligger utanför vårt uppdrag.' else '' end, $1, md5('person' || s.n)::uuid
       from side s join work w on w.c = s.c cross join lateral generate_series(1, w.goals) g
       cross join lateral (select (array['ownGoal', 'task', 'undertaking', 'undertaking', 'doesNotContribute'])
         [1 + (s.p * 3 + g) % 5] as form) f
       where (s.p * 7 + g * 3 + s.c) % 10 < 7`,
      [now],
    );
    await seedAgreement(run, now);
    await run(
      `insert into entered_for_party (collaboration_id, id, party_id, subject_type, subject_id, entered_by_organisation_id,
         entered_by, summary, channel, stated_on, created_at)
       select collaboration_id, md5('entered' || c || '/' || p)::uuid, id, 'party', id, organisation_id,
         md5('person' || n)::uuid, 'Deltar med en samordnare', 'meeting', '2024-03-01', $1 from side where p in (3, 4)`,
      [now],
    );
    await run(
      `insert into draft (person_id, id, organisation_id, path, name, typed, created_at, changed_at)
       select md5('person' || n)::uuid, md5('draft' || n)::uuid, id, 'start', 'Utkast', '{}', $1, $1 from body`,
      [now],
    );
    await run(
      `select append_history(jsonb_agg(jsonb_build_object('verb', 'contribution.answered', 'subjectType', 'contribution',
         'subjectId', id, 'userId', answered_by, 'organisationId', null, 'collaborationId', collaboration_id,
         'after', jsonb_build_object('form', form, 'text', text)) order by id), $1)
       from contribution group by collaboration_id`,
      [now],
    );
    await run(
      `insert into user_session (token_hash, id, person_id, organisation_id, method, authenticated_at, created_at, seen_at, expires_at)
       select case when n = 0 then $2::bytea else sha256(convert_to('session' || n, 'UTF8')) end,
         md5('session' || n)::uuid, md5('person' || n)::uuid, id, 'password', $1::timestamptz, $1::timestamptz, $1::timestamptz,
         $1::timestamptz + interval '30 days' from body`,
      [now, createHash('sha256').update(cookieBytes).digest()],
    );
    const found = await run(
      `select b.id as organisation, md5('person0') :: uuid as person, md5('collaboration0')::uuid as collaboration,
         md5('collaboration1')::uuid as "lineOfSight", md5('agreement1')::uuid as agreement,
         (select count(distinct collaboration_id)::integer from collaboration_seat cs
          where cs.organisation_id = b.id) as reads
       from body b where b.n = 0`,
    );
    await run('commit');
    // As the database itself does in the background before long.
    await run('vacuum analyze');
    return { cookie: cookieBytes.toString('base64url'), ...found.rows[0] };
  } finally {
    await client.end();
  }
}

/** An agreement in force in the collaboration of twenty parties: forty clauses, a duty and two signatures for each party. */
async function seedAgreement(run: (text: string, values?: unknown[]) => Promise<unknown>, now: Date): Promise<void> {
  const ids = `md5('collaboration1')::uuid as collaboration_id, md5('agreementVersion1')::uuid as agreement_version_id`;
  await run(
    `insert into agreement (collaboration_id, id, organisation_id, kind, ground, title, created_at, created_by)
     select md5('collaboration1')::uuid, md5('agreement1')::uuid, organisation_id, 'cooperationAgreement', 'signed',
       'Samverkansavtal om trygg skolväg', $1, md5('person' || n)::uuid from side where c = 1 and p = 0`,
    [now],
  );
  await run(
    `insert into agreement_version (collaboration_id, id, organisation_id, agreement_id, number, from_on, ends_on,
       notice_months, follow_up_months, created_at, created_by)
     select md5('collaboration1')::uuid, md5('agreementVersion1')::uuid, organisation_id, md5('agreement1')::uuid, 1,
       '2024-01-01', '2030-12-31', 6, 12, $1, md5('person' || n)::uuid from side where c = 1 and p = 0`,
    [now],
  );
  await run(
    `insert into clause (collaboration_id, id, organisation_id, agreement_version_id, kind, thread_id, place, heading, text,
       created_at, created_by)
     select collaboration_id, md5('clause' || k)::uuid, organisation_id, agreement_version_id,
       (array['purpose', 'goals', 'roles', 'decisionOrder', 'coordination', 'financing', 'information', 'values',
         'conflict', 'withdrawal', 'term', 'other'])[1 + k % 12], md5('clause' || k)::uuid, k + 1, 'Avsnitt om ' || k,
       'Parterna ser till helheten och varje part beslutar om sitt eget, avsnitt ' || k || '. Det som rör flera tas upp i styrgruppen.'
         || E'\n\n' || '- Var sjätte månad går parterna igenom läget i ' || k || E'.\n' || '- Det som inte håller ändras i nästa version.',
       $1, created_by
     from (select ${ids}, organisation_id, md5('person' || n)::uuid as created_by from side where c = 1 and p = 0) one
     cross join generate_series(0, 39) k`,
    [now],
  );
  await run(
    `insert into agreement_undertaking (collaboration_id, id, organisation_id, agreement_version_id, clause_id, party_id,
       thread_id, text, amount, until_on, created_at, created_by)
     select side.collaboration_id, md5('duty' || p)::uuid, organisation_id, md5('agreementVersion1')::uuid,
       md5('clause2')::uuid, id, md5('duty' || p)::uuid, 'Utser en samordnare ' || p, 'en halv tjänst', '2025-12-31', $1,
       md5('person' || n)::uuid from side where c = 1`,
    [now],
  );
  await run(
    `insert into agreement_party (collaboration_id, id, organisation_id, agreement_version_id, party_id, stance, instance,
       decided_on, outcome, paragraph, registration_number, appeal, created_at)
     select collaboration_id, md5('agreementParty' || p)::uuid, organisation_id, md5('agreementVersion1')::uuid, id, 'ready',
       'Kommunstyrelsen', '2023-10-10', 'approved', '§ ' || (100 + p), 'KS 2023/' || p, 'over', $1 from side where c = 1`,
    [now],
  );
  await run(
    `insert into signatory_place (collaboration_id, id, organisation_id, agreement_version_id, party_id, title, place,
       created_at, created_by)
     select collaboration_id, md5('place' || p || '/' || k)::uuid, organisation_id, md5('agreementVersion1')::uuid, id,
       (array['Styrelsens ordförande', 'Kommundirektör'])[k], k, $1, md5('person' || n)::uuid
     from side, generate_series(1, 2) k where c = 1`,
    [now],
  );
  await run(
    `update agreement_version set locked_at = $1, locked_by = created_by, content = '{}', content_hash = sha256('{}'),
       sent_at = $1, sent_by = created_by, entered_into_force_on = '2024-01-01' where id = md5('agreementVersion1')::uuid`,
    [now],
  );
  await run(
    `insert into signature (collaboration_id, id, organisation_id, agreement_version_id, party_id, signatory_place_id, manner,
       person_id, signatory_name, seat_id, content_hash, pdf_hash, signed_on, created_at, sign_in_method, authenticated_at,
       evidence, evidence_signature)
     select collaboration_id, md5('signature' || p || '/' || k)::uuid, organisation_id, md5('agreementVersion1')::uuid, id,
       md5('place' || p || '/' || k)::uuid, 'electronic', md5('person' || n)::uuid, 'Kim Andersson ' || n, md5('seat' || n || '/' || k)::uuid,
       sha256('{}'), sha256('{}'), '2023-11-01', $1, 'password', $1, '{}', sha256('{}')
     from side, generate_series(1, 2) k where c = 1`,
    [now],
  );
}
