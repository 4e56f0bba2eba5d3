import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHouse, type TestHouse, withoutLeg } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { makePartyLink } from '../collaborations/index.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { statement } from '../platform/database/statement.ts';
import { newId } from '../platform/id.ts';
import { compareSight, keyOf, type SeatedPerson, type Sight } from './sight.ts';
import { protect } from './testing.ts';

// Who may see a collaboration, for each that could come near it, with both legs and with either of them alone.

let house: TestHouse;
let host: Host;
let owner: pg.Client;
let leader: Someone;
let named: Someone;
let unnamed: Someone;
let deputy: Someone;
let regionId: string;
let one: string;
let other: string;

/** The two look the same: what is shown of the wrong one is not told from what is shown of the right one. */
const looks = {
  name: 'Trygghet Xkanariex',
  challenge: 'Utsatta unga Xkanariex.',
  whyNoneAlone: 'Ingen ser helheten Xkanariex.',
};

beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  owner = new pg.Client({ connectionString: house.urls.ownerUrl });
  await owner.connect();
  regionId = await anOrganisation(host, 'Region Test', { kind: 'region' });
  const municipality = await anOrganisation(host, 'Testköping');
  leader = await aPerson(host, 'Amina Holm', regionId);
  named = await aPerson(host, 'Maria Ek', municipality);
  unnamed = await aPerson(host, 'Olle Onämnd', municipality, { isAdministrator: true });
  deputy = await aPerson(host, 'Dora Ersatt', municipality);
  await aPerson(host, 'Rut Region', regionId, { isAdministrator: true });
  await owner.query(
    `insert into seat_term (organisation_id, id, seat_id, person_id, holder_name, kind, began_on, created_at)
     values ($1, gen_random_uuid(), $2, $3, 'Dora Ersatt', 'deputy', '2023-01-01', now())`,
    [municipality, named.seat, deputy.person],
  );
});
beforeEach(async () => {
  await owner.query('update collaboration set withdrawn_at = created_at');
  const make = async () => {
    const id = await aCollaboration(host, leader, [named.organisation], looks);
    await aRole(host, leader, id, named);
    await aRole(host, leader, id, unnamed);
    return id;
  };
  [one, other] = [await make(), await make()];
  await protect(host, leader, one, [named]);
  await protect(host, leader, other, []);
});
afterAll(async () => {
  await owner.end();
  await house.close();
});

const signedIn = (name: string, at: Pick<TestHouse, 'fetch'> = house) =>
  new Visitor(at).signIn(emailOf(name), testPassword);
const pages = (id: string) =>
  ['', '/challenge', '/parties', '/history', '/goals', '/follow-up', '/sight', '/read-log', '/event-groups'].map(
    (page) => `/collaborations/${id}${page}`,
  );
const outsiders = ['Olle Onämnd', 'Dora Ersatt', 'Rut Region', 'Siv Systemsson'] as const;

describe('a protected collaboration', () => {
  test('is read by the one who leads it and by those who are named, each in their own', async () => {
    for (const name of ['Amina Holm', 'Maria Ek']) {
      const visitor = await (await signedIn(name)).open(`/collaborations/${one}`);
      expect(visitor.status, name).toBe(200);
      expect(visitor.text).toContain('Skyddad samverkan');
      expect(visitor.text).toContain('Säkerhetsskyddsklassificerade uppgifter hör inte hemma här');
    }
    const visitor = await (await signedIn('Maria Ek')).open(`/collaborations/${other}`);
    expect(visitor.status).toBe(404);
    expect(visitor.page).not.toContain('Xkanariex');
  });

  test.each(outsiders)('is not there for %s: not by address, in lists, counts or search', async (name) => {
    const visitor = await signedIn(name);
    const missing = '01890000-0000-7000-8000-000000000000';
    await visitor.open(`/collaborations/${missing}`);
    const nothing = visitor.page;
    for (const id of [one, other]) {
      for (const page of pages(id)) {
        await visitor.open(page);
        expect(visitor.status, page).toBe(404);
        // The form token differs each time; the words do not.
        expect(visitor.text, page).toBe(nothing.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '));
      }
    }
    await visitor.open('/');
    expect(visitor.page).not.toContain('Xkanariex');
    expect(visitor.text).toContain('Du har inget uppdrag i någon samverkan än.');
    await visitor.open('/search?q=Xkanariex');
    expect(visitor.page).toContain('Inget som du får läsa');
    await visitor.open('/outbox');
    expect(visitor.page).not.toContain('Xkanariex');
  });

  test.each(['policy', 'row level security'] as const)('gives nothing more with %s switched off', async (leg) => {
    await withoutLeg(house, leg, async (without) => {
      for (const name of [...outsiders, 'Maria Ek']) {
        const visitor = await signedIn(name, without);
        for (const page of pages(other)) {
          await visitor.open(page);
          expect(visitor.status, `${name} ${page}`).toBe(404);
          expect(visitor.page).not.toContain('Xkanariex');
        }
        if (name === 'Maria Ek') continue;
        for (const page of ['/search?q=Utsatta', ...(leg === 'policy' ? ['/'] : [])]) {
          expect((await visitor.open(page)).page, `${name} ${page}`).not.toContain('Xkanariex');
        }
      }
    });
  });

  test('is gone from the next request for whoever is no longer named', async () => {
    const visitor = await (await signedIn('Maria Ek')).open(`/collaborations/${one}`);
    expect(visitor.status).toBe(200);
    await protect(host, leader, one, []);
    expect((await visitor.open(`/collaborations/${one}`)).status).toBe(404);
    expect((await visitor.open('/')).page).not.toContain('Xkanariex');
  });

  test('ends the links of parties, gives out no new ones, and widened does not bring them back', async () => {
    const open = await aCollaboration(host, leader, [named.organisation], looks);
    await aRole(host, leader, open, named);
    const party = await partyOf(host, leader, open, named.organisation);
    const address = await host.database.write(leader, host.now, async (tx) =>
      makePartyLink(tx, 'http://localhost', open, party),
    );
    const link = new URL(address).pathname;
    expect((await new Visitor(house).open(link)).status).toBe(200);
    await protect(host, leader, open, [named]);
    expect((await new Visitor(house).open(link)).status).toBe(410);
    await expect(
      host.database.write(leader, host.now, async (tx) => makePartyLink(tx, 'http://localhost', open, party)),
    ).rejects.toThrow('notFound');
    await protect(host, leader, open, [], { confidentiality: 'parties', named: new Set() });
    expect((await new Visitor(house).open(link)).status).toBe(410);
  });

  test('tells who signs in too weakly a number and no name, and only those who would see it', async () => {
    await protect(host, leader, one, [named], { accepted: ['loa3', 'eidasHigh'] });
    const visitor = await (await signedIn('Maria Ek')).open('/');
    expect(visitor.text).toContain('En sak kräver en starkare inloggning');
    expect(visitor.page).not.toContain('Xkanariex');
    expect((await visitor.open(`/collaborations/${one}`)).status).toBe(404);
    for (const name of ['Olle Onämnd', 'Siv Systemsson']) {
      expect((await (await signedIn(name)).open('/')).text).not.toContain('starkare inloggning');
    }
    // The same person, known more surely: the other levels are no substitutes for one another.
    const levelOf = (level: string) =>
      owner.query('update user_session set assurance = $1 where person_id = $2', [level, named.person]);
    await levelOf('eidasSubstantial');
    expect((await visitor.open(`/collaborations/${one}`)).status).toBe(404);
    await levelOf('loa3');
    expect((await visitor.open(`/collaborations/${one}`)).status).toBe(200);
    expect((await visitor.open('/')).text).not.toContain('starkare inloggning');
  });

  test('is made so by nobody who only reads it, in the database either', async () => {
    await expect(
      host.database.write(named, host.now, async (tx) => {
        const to: Sight = { confidentiality: 'parties', named: new Set(), accepted: null };
        const { chooseSight } = await import('./sight.ts');
        await chooseSight(tx, one, [], { ...to, confidentiality: 'protected' }, to, 'Vill visa för fler');
      }),
    ).rejects.toThrow('only who leads a collaboration says who may see it');
  });
});

test('when nobody named leads it any longer, an administrator of the organisation that answers lets the next leader in', async () => {
  const next = await aPerson(host, `Nora Ny ${one.slice(-6)}`, regionId);
  await aRole(host, leader, one, next, 'processLeader');
  const log = `/organisations/${regionId}/read-log`;
  const rut = await (await signedIn('Rut Region')).open(log);
  expect(rut.text).not.toContain('En skyddad samverkan som ingen leder');
  expect(rut.status).toBe(200);
  await owner.query(`update seat_term set ended_on = '2023-11-01', began_on = '2023-01-01' where person_id = $1`, [
    leader.person,
  ]);
  try {
    const nora = await signedIn(`Nora Ny ${one.slice(-6)}`);
    expect((await nora.open(`/collaborations/${one}`)).status).toBe(404);
    await rut.open(log);
    expect(rut.text).toContain('En skyddad samverkan som ingen leder');
    expect(rut.page).not.toContain('Xkanariex');
    await rut.submit({}, `${log}/leaders`);
    expect((await nora.open(`/collaborations/${one}`)).status).toBe(200);
    expect((await nora.open(`/collaborations/${one}/history`)).text).toContain('släppte in en processledare');
    expect((await rut.open(`/collaborations/${one}`)).status).toBe(404);
    expect((await rut.open(log)).text).not.toContain('En skyddad samverkan som ingen leder');
    // Nobody else is offered it, nor lets anybody in.
    expect((await (await signedIn('Olle Onämnd')).open(log)).status).toBe(404);
  } finally {
    await owner.query('update seat_term set ended_on = null where person_id = $1', [leader.person]);
  }
});

describe('choosing who may see', () => {
  const form = { level: 'protected', named: [] as readonly string[] };

  test('shows who loses sight before anything is saved, asks why, and keeps that in the history', async () => {
    const id = await aCollaboration(host, leader, [named.organisation], { name: 'Öppet samtal' });
    await aRole(host, leader, id, named);
    await aRole(host, leader, id, unnamed);
    const visitor = await signedIn('Amina Holm');
    await visitor.open(`/collaborations/${id}/sight`);
    expect(visitor.text).toContain('Fyra personer ser samverkan');
    const key = `${named.organisation}.${named.person}`;
    await visitor.open(`/collaborations/${id}/sight/preview?level=protected&named=${key}`);
    expect(visitor.text).toContain('Två personer slutar se samverkan');
    expect(visitor.text).toContain('Olle Onämnd');
    expect(visitor.text).toContain('Dora Ersatt');
    expect(visitor.text).toContain('Ingen börjar se den');
    expect((await (await signedIn('Olle Onämnd')).open(`/collaborations/${id}`)).status).toBe(200);

    await visitor.submit({ reason: '' }, `/collaborations/${id}/sight`);
    expect(visitor.status).toBe(422);
    expect(visitor.text).toContain('Skriv varför ni ändrar');
    await visitor.submit({ reason: 'Det rör enskilda' }, `/collaborations/${id}/sight`);
    expect(visitor.status).toBe(200);
    expect(visitor.text).toContain('Två personer ser samverkan');
    expect((await (await signedIn('Olle Onämnd')).open(`/collaborations/${id}`)).status).toBe(404);
    await visitor.open(`/collaborations/${id}/history`);
    expect(visitor.text).toContain(
      'ändrade vem som får se Skydd: från ”Bland parterna” till ”Skyddad” Skäl: Det rör enskilda',
    );
  });

  test('warns before what was protected is seen by others', async () => {
    const visitor = await signedIn('Amina Holm');
    await visitor.open(`/collaborations/${one}/sight/preview?level=parties`);
    expect(visitor.text).toContain('Två personer börjar se samverkan');
    expect(visitor.text).toContain('Det någon har läst går inte att ta tillbaka.');
    await visitor.submit({ reason: 'Ärendet är klart' }, `/collaborations/${one}/sight`);
    expect((await (await signedIn('Olle Onämnd')).open(`/collaborations/${one}`)).status).toBe(200);
  });

  test('keeps whoever chooses, so that somebody always leads it', async () => {
    const visitor = await signedIn('Amina Holm');
    await visitor.open(`/collaborations/${one}/sight/preview?level=protected`);
    expect(visitor.text).toContain('En person slutar se samverkan');
    await visitor.submit({ ...form, reason: 'Färre' }, `/collaborations/${one}/sight`);
    expect((await visitor.open(`/collaborations/${one}`)).status).toBe(200);
  });

  test('does not let a process leader lock themselves out by how one must sign in', async () => {
    const visitor = await signedIn('Amina Holm');
    await visitor.open(`/collaborations/${one}/sight/preview?level=protected&accepted=loa3`);
    expect(visitor.status).toBe(422);
    expect(visitor.text).toContain('Du är själv inloggad på ett sätt som inte är kryssat.');
  });

  test('shows the change anew when somebody has come or gone meanwhile', async () => {
    const visitor = await signedIn('Amina Holm');
    await visitor.open(`/collaborations/${one}/sight/preview?level=parties`);
    const late = await aPerson(host, `Sen Kommen ${one.slice(-6)}`, regionId);
    await aRole(host, leader, one, late, 'reader');
    await visitor.submit({ reason: 'Klart' }, `/collaborations/${one}/sight`);
    expect(visitor.status).toBe(409);
    expect(visitor.text).toContain('Tre personer börjar se samverkan');
  });

  test('is for the process leader: others see who sees, and cannot change it', async () => {
    const visitor = await (await signedIn('Maria Ek')).open(`/collaborations/${one}/sight`);
    expect(visitor.status).toBe(200);
    expect(visitor.text).toContain('Två personer ser samverkan');
    expect(visitor.text).not.toContain('Olle Onämnd');
    expect(visitor.page).not.toContain('sight/preview');
    expect((await visitor.open(`/collaborations/${one}/sight/preview?level=parties`)).status).toBe(404);
    expect((await visitor.open(`/collaborations/${one}/read-log`)).status).toBe(404);
  });
});

test('one party forms the archive, chosen among those that are authorities, and the change is kept', async () => {
  const association = await anOrganisation(host, `Föreningen ${one.slice(-6)}`, { kind: 'association' });
  const id = await aCollaboration(host, leader, [named.organisation, association], { name: 'Arkivprov' });
  const visitor = await (await signedIn('Amina Holm')).open(`/collaborations/${id}/sight`);
  expect(visitor.text).toContain('Samverkans handlingar arkiveras hos Region Test.');
  const [, options = ''] = /<select id="archive"[^>]*>([\s\S]*?)<\/select>/.exec(visitor.page) ?? [];
  expect(options).toContain('Testköping');
  expect(options).not.toContain('Föreningen');
  await visitor.submit({ archive: association, archiveReason: 'Fel' }, `/collaborations/${id}/archive`);
  expect(visitor.status).toBe(422);
  await visitor.submit(
    { archive: named.organisation, archiveReason: 'De svarar för mest' },
    `/collaborations/${id}/archive`,
  );
  expect(visitor.text).toContain('Samverkans handlingar arkiveras hos Testköping.');
  expect((await visitor.open(`/collaborations/${id}/history`)).text).toContain(
    'bytte var handlingarna arkiveras Skäl: De svarar för mest',
  );
});

test('who gains and who loses is told from who sees before and after', () => {
  const person = (name: string): SeatedPerson => ({
    organisation_id: 'o',
    organisation_name: 'Testköping',
    person_id: name,
    name,
    roles: ['reader'],
    is_deputy: false,
    is_guest: false,
    ends_on: null,
    is_named: false,
  });
  const people = ['a', 'b', 'c'].map(person);
  const sight = (confidentiality: Sight['confidentiality'], names: readonly string[] = []): Sight => ({
    confidentiality,
    named: new Set(names.map((name) => keyOf(person(name)))),
    accepted: null,
  });
  const told = (from: Sight, to: Sight) => {
    const { gains, loses, keeps, isChanged, leavesProtection } = compareSight(people, from, to);
    return [gains, loses, keeps]
      .map((list) => list.map((one) => one.name).join(''))
      .concat(String(isChanged), String(leavesProtection));
  };
  expect(told(sight('parties'), sight('protected', ['a']))).toEqual(['', 'bc', 'a', 'true', 'false']);
  expect(told(sight('protected', ['a', 'b']), sight('protected', ['b', 'c']))).toEqual([
    'c',
    'a',
    'b',
    'true',
    'false',
  ]);
  expect(told(sight('protected', ['a']), sight('open'))).toEqual(['bc', '', 'a', 'true', 'true']);
  expect(told(sight('parties'), sight('open'))).toEqual(['', '', 'abc', 'true', 'false']);
  expect(told(sight('parties'), sight('parties'))).toEqual(['', '', 'abc', 'false', 'false']);
});

test('a record is of the organisation acted for when it was made, whatever else is said of it', async () => {
  const id = await aCollaboration(host, leader, [named.organisation], { name: 'Handlingar' });
  await aRole(host, leader, id, named);
  const insertDocument = statement<unknown, [collaboration: string, id: string, organisation: string, at: Date]>(`
    insert into steering_document (collaboration_id, id, title, source_note, organisation_id, created_at, created_by)
    values ($1, $2, 'En vision', 'Protokoll', $3, $4, $2)`);
  const document = newId(house.now);
  await host.database.write(named, host.now, async (tx) =>
    tx.send(insertDocument(id, document, leader.organisation, tx.now)),
  );
  const { rows } = await owner.query('select organisation_id from steering_document where id = $1', [document]);
  expect(rows).toEqual([{ organisation_id: named.organisation }]);
});

describe('a guest', () => {
  const guestForm = (sponsor: string, more: Record<string, string> = {}) => ({
    guestName: 'Gerd Gäst',
    guestEmail: 'gerd.gast@example.se',
    guestOrganisation: 'Föreningen Grannar',
    guestKind: 'association',
    sponsor,
    guestEndsOn: '2023-12-31',
    ...more,
  });
  /** The address of the link in the letter to the guest. */
  const linkIn = async (): Promise<string> => {
    const { rows } = await owner.query<{ body_text: string }>(
      `select body_text from mail where to_address = 'gerd.gast@example.se' order by created_at desc, id desc limit 1`,
    );
    return /http:\/\/localhost(\/invitations\/\S+)/.exec(rows[0]?.body_text ?? '')?.[1] ?? '';
  };
  const letIn = async (id: string): Promise<Visitor> => {
    const visitor = await (await signedIn('Amina Holm')).open(`/collaborations/${id}/sight`);
    await visitor.submit(
      guestForm(await partyOf(host, leader, id, named.organisation)),
      `/collaborations/${id}/guests`,
    );
    expect(visitor.status).toBe(200);
    const guest = new Visitor(house);
    await guest.open(await linkIn());
    await guest.submit({ name: 'Gerd Gäst', password: 'fyra ord i en rad', language: 'sv' });
    await guest.signIn('gerd.gast@example.se', 'fyra ord i en rad');
    return guest;
  };
  /** As whoever has shown a second factor. */
  const withCode = () =>
    owner.query(
      `update user_session s set method = 'passwordAndCode', kept_out_because = null
       from person p where p.id = s.person_id and p.email = 'gerd.gast@example.se'`,
    );
  beforeEach(async () => {
    house.now = new Date('2023-11-20T09:00:00Z');
    await owner.query('delete from mail');
    await owner.query(
      `update person set email = id || '@borta.invalid', withdrawn_at = created_at where email = 'gerd.gast@example.se'`,
    );
  });
  afterAll(() => {
    house.now = new Date('2023-11-20T09:00:00Z');
  });

  test('is let in by a party that answers for it, reads with a second factor, is seen by all, and not after the day', async () => {
    const id = await aCollaboration(host, leader, [named.organisation], { name: 'Grannsamverkan' });
    await aRole(host, leader, id, named);
    const guest = await letIn(id);
    await guest.open(`/collaborations/${id}`);
    expect(guest.status).toBe(404);
    await withCode();
    await guest.open(`/collaborations/${id}`);
    expect(guest.status).toBe(200);
    for (const name of ['Maria Ek', 'Amina Holm']) {
      const visitor = await (await signedIn(name)).open(`/collaborations/${id}/sight`);
      expect(visitor.text).toContain(
        'Gerd Gäst Föreningen Grannar. Testköping svarar för gästen, till och med 31 december 2023.',
      );
      expect(visitor.text).toContain('Föreningen Grannar, Gäst, till 31 december 2023');
    }
    // The organisation made for the guest stands in no list.
    const elsewhere = await (await signedIn('Rut Region')).open('/organisations?q=Grannar');
    expect(elsewhere.text).not.toContain('Föreningen Grannar');
    // Reads, and speaks for nobody.
    const party = await partyOf(host, leader, id, named.organisation);
    expect((await guest.open(`/collaborations/${id}/parties/${party}/edit`)).status).toBe(404);
    const session = `update user_session s set expires_at = '2024-02-01', idle_for = '90 days' from person p
      where p.id = s.person_id and p.email = 'gerd.gast@example.se'`;
    await owner.query(session);
    house.now = new Date('2023-12-31T20:00:00Z');
    expect((await guest.open(`/collaborations/${id}`)).status).toBe(200);
    house.now = new Date('2024-01-01T08:00:00Z');
    expect((await guest.open(`/collaborations/${id}`)).status).toBe(404);
    expect((await guest.open('/')).page).not.toContain('Grannsamverkan');
  });

  test('sees nothing of a protected collaboration until named, and nothing when the party ends it', async () => {
    const guest = await letIn(one);
    await withCode();
    expect((await guest.open(`/collaborations/${one}`)).status).toBe(404);
    const { rows } = await owner.query<{ person: string; seat: string; organisation: string }>(
      `select t.person_id as person, t.seat_id as seat, t.organisation_id as organisation from seat_term t
       join person p on p.id = t.person_id where p.email = 'gerd.gast@example.se'`,
    );
    await protect(host, leader, one, [named, rows[0] as Someone]);
    expect((await guest.open(`/collaborations/${one}`)).status).toBe(200);
    const sponsor = await (await signedIn('Maria Ek')).open(`/collaborations/${one}/sight`);
    const [, ending = ''] = /action="([^"]*\/guests\/[^"]*\/end)"/.exec(sponsor.page) ?? [];
    await sponsor.submit({}, ending);
    expect(sponsor.text).toContain('Ingen gäst är med.');
    expect((await guest.open(`/collaborations/${one}`)).status).toBe(404);
  });

  test('is let in by who leads alone, for a year at most, and never as an organisation that is there', async () => {
    const id = await aCollaboration(host, leader, [named.organisation], { name: 'Gränser' });
    await aRole(host, leader, id, named);
    const party = await partyOf(host, leader, id, named.organisation);
    const visitor = await (await signedIn('Amina Holm')).open(`/collaborations/${id}/sight`);
    await visitor.submit(
      guestForm(party, { guestEndsOn: '2025-01-01', guestEmail: 'fel' }),
      `/collaborations/${id}/guests`,
    );
    expect(visitor.status).toBe(422);
    expect(visitor.text).toContain('Skriv en dag högst ett år fram');
    expect(visitor.page).toContain('value="Gerd Gäst"');
    const admit = (someone: Someone, organisation: string) =>
      host.database.write(someone, host.now, async (tx) =>
        tx.send(
          statement<unknown, [string, string, string, string, string, Date]>(`
            select admit_guest($1::uuid, $2::uuid, $3::uuid, $4::uuid, 'Namn', null, $5::uuid, 'Gäst', 'Namn', '2023-12-01', $6) as done`)(
            id,
            newId(tx.now),
            party,
            organisation,
            newId(tx.now),
            tx.now,
          ),
        ),
      );
    await expect(admit(named, newId(house.now))).rejects.toThrow('only who leads a collaboration lets a guest in');
    await expect(admit(leader, regionId)).rejects.toThrow('duplicate key');
  });
});
