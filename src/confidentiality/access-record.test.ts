import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openHouse, recompose, type TestHouse, withoutLeg } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { aCollaboration, aRole, type Someone } from '../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { protect } from './testing.ts';

// Who has read what in a protected collaboration is written down before it is read.

let house: TestHouse;
let host: Host;
let owner: pg.Client;
let region: string;
let municipality: string;
let leader: Someone;
let maria: Someone;
let id: string;

beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  owner = new pg.Client({ connectionString: house.urls.ownerUrl });
  await owner.connect();
  region = await anOrganisation(host, 'Region Test', { kind: 'region' });
  municipality = await anOrganisation(host, 'Testköping');
  leader = await aPerson(host, 'Amina Holm', region);
  maria = await aPerson(host, 'Maria Ek', municipality);
  await aPerson(host, 'Rut Region', region, { isAdministrator: true });
  await aPerson(host, 'Kerstin Kommun', municipality, { isAdministrator: true });
  await aPerson(host, 'Arne Annan', await anOrganisation(host, 'Utanför'), { isAdministrator: true });
});
beforeEach(async () => {
  await owner.query('delete from access_record');
  await owner.query('update collaboration set withdrawn_at = created_at');
  id = await aCollaboration(host, leader, [municipality], { name: 'Hemligheten Ykanariey' });
  await aRole(host, leader, id, maria);
});
afterAll(async () => {
  await owner.end();
  await house.close();
});

const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const written = async () =>
  (
    await owner.query<{
      person_name: string;
      path: string;
      is_shown: boolean;
      reader: string;
      answers: string;
      at: Date;
    }>(
      `select d.person_name, d.path, d.is_shown, r.name as reader, o.name as answers, d.at
       from access_record d join organisation r on r.id = d.reader_organisation_id join organisation o on o.id = d.organisation_id
       order by d.at, d.id`,
    )
  ).rows;

test('a page, what is refused and what a search has found are written down: who, for whom, what, when', async () => {
  await protect(host, leader, id, [maria]);
  const visitor = await signedIn('Maria Ek');
  const at = house.now;
  for (const page of [
    `/collaborations/${id}/parties`,
    `/collaborations/${id}/read-log.csv`,
    '/search?q=Ykanariey',
    '/search?q=Testk',
  ]) {
    await visitor.open(page);
    house.now = new Date(house.now.getTime() + 1000);
  }
  const [first, refused, ...searches] = await written();
  expect([refused?.path, refused?.is_shown]).toEqual([`/collaborations/${id}/read-log.csv`, false]);
  expect(first).toEqual({
    person_name: 'Maria Ek',
    path: `/collaborations/${id}/parties`,
    is_shown: true,
    reader: 'Testköping',
    answers: 'Region Test',
    at,
  });
  expect(searches.map((entry) => [entry.path, entry.is_shown])).toEqual([
    ['/search', true],
    ['/search', true],
  ]);
});

test('so is a page that tells of several collaborations, for each that is protected', async () => {
  const second = await aCollaboration(host, leader, [municipality], { name: 'Den andra' });
  await aRole(host, leader, second, maria);
  await protect(host, leader, id, [maria]);
  await (await signedIn('Maria Ek')).open('/introduction');
  const { rows } = await owner.query('select collaboration_id, path from access_record');
  expect(rows).toEqual([{ collaboration_id: id, path: '/introduction' }]);
});

test('what is asked for and not there is written down as that', async () => {
  await protect(host, leader, id, [maria]);
  const visitor = await signedIn('Maria Ek');
  await visitor.open(`/collaborations/${id}/parties/01890000-0000-7000-8000-000000000000`);
  expect(visitor.status).toBe(404);
  expect((await written()).map((entry) => entry.is_shown)).toEqual([false]);
});

test('of a collaboration that is not protected nothing is written', async () => {
  const visitor = await signedIn('Maria Ek');
  await visitor.open(`/collaborations/${id}`);
  await visitor.open('/search?q=Ykanariey');
  expect(visitor.text).toContain('Ykanariey');
  await visitor.open('/');
  expect(await written()).toEqual([]);
});

test('a form that comes back with what was typed is a page that was read', async () => {
  await protect(host, leader, id, [maria]);
  const visitor = await signedIn('Amina Holm');
  await visitor.open(`/collaborations/${id}/challenge/edit`);
  await visitor.submit({ name: '' });
  expect(visitor.status).toBe(422);
  expect((await written()).map((entry) => entry.is_shown)).toEqual([true, true]);
});

test('a page that cannot be written down is not shown', async () => {
  await protect(host, leader, id, [maria]);
  const visitor = await signedIn('Maria Ek');
  await owner.query(
    'revoke execute on function note_access(uuid, uuid, uuid, uuid, text, text, boolean, timestamptz) from armkrok_app',
  );
  const told: object[] = [];
  try {
    const log = { info() {}, error: (fields: object) => void told.push(fields) };
    const without = await new Visitor(recompose(house, { log })).signIn(emailOf('Maria Ek'), testPassword);
    await without.open(`/collaborations/${id}`);
    expect(without.status).toBe(500);
    expect(without.page).not.toContain('Ykanariey');
    expect(told.length).toBe(1);
  } finally {
    await owner.query(
      'grant execute on function note_access(uuid, uuid, uuid, uuid, text, text, boolean, timestamptz) to armkrok_app',
    );
  }
  expect((await visitor.open(`/collaborations/${id}`)).status).toBe(200);
});

test('the process leader reviews the log by person and time, and stands in it for having read it', async () => {
  await protect(host, leader, id, [maria]);
  await (await signedIn('Maria Ek')).open(`/collaborations/${id}/parties`);
  const visitor = await signedIn('Amina Holm');
  await visitor.open(`/collaborations/${id}/read-log`);
  expect(visitor.text).toContain('Maria Ek Testköping Parter Visades');
  expect(visitor.text).not.toContain('Amina Holm Region Test');
  await visitor.open(`/collaborations/${id}/read-log`);
  expect(visitor.text).toContain('Amina Holm Region Test Den här loggen Visades');
  await visitor.open(`/collaborations/${id}/read-log?person=${maria.person}&from=2023-11-20&to=2023-11-20`);
  expect(visitor.text).toContain('Maria Ek Testköping Parter Visades');
  expect(visitor.text).not.toContain('Amina Holm Region Test Den här loggen');
  await visitor.open(`/collaborations/${id}/read-log?from=2023-11-21`);
  expect(visitor.text).toContain('Ingen har läst något under tiden.');
  await visitor.open(`/collaborations/${id}/read-log?from=i%20fjol`);
  expect(visitor.status).toBe(422);
  expect(visitor.text).toContain('Skriv dagen så här');
  await visitor.open(`/collaborations/${id}/read-log.csv?person=${maria.person}`);
  expect(visitor.type).toContain('text/csv');
  expect(visitor.page).toContain(
    `Maria Ek;Testköping;Hemligheten Ykanariey;Parter;/collaborations/${id}/parties;Visades`,
  );
  expect((await written()).filter((entry) => entry.path.includes('read-log.csv')).length).toBe(1);
});

test('each organisation reviews its own people, and the one that answers reviews all, without the name', async () => {
  await protect(host, leader, id, [maria]);
  await (await signedIn('Maria Ek')).open(`/collaborations/${id}/parties`);
  await (await signedIn('Amina Holm')).open(`/collaborations/${id}/history`);
  const rut = await (await signedIn('Rut Region')).open(`/organisations/${region}/read-log`);
  expect(rut.status).toBe(200);
  expect(rut.text).toContain('Maria Ek Testköping En skyddad samverkan Parter Visades');
  expect(rut.text).toContain('Amina Holm Region Test En skyddad samverkan Historik Visades');
  const kerstin = await (await signedIn('Kerstin Kommun')).open(`/organisations/${municipality}/read-log`);
  expect(kerstin.text).toContain('Maria Ek Testköping En skyddad samverkan Parter Visades');
  expect(kerstin.text).not.toContain('Amina Holm');
  for (const visitor of [rut, kerstin]) expect(visitor.page).not.toContain('Ykanariey');
  await rut.open(`/organisations/${region}/read-log.csv`);
  expect(rut.page).toContain('Maria Ek;Testköping;En skyddad samverkan;Parter');
  expect(rut.page).not.toContain('Ykanariey');
  // Having read the organisation's log stands in it.
  await rut.open(`/organisations/${region}/read-log`);
  expect(rut.text).toContain('Rut Region Region Test Organisationens logg Organisationens logg Visades');
});

test.each([
  ['Arne Annan', 'administers another organisation'],
  ['Siv Systemsson', 'administers the system'],
  ['Maria Ek', 'only reads'],
])('%s, who %s, finds no log, nor with the policy off', async (name) => {
  await protect(host, leader, id, [maria]);
  await (await signedIn('Amina Holm')).open(`/collaborations/${id}/history`);
  const visitor = await signedIn(name);
  const logs = [
    `/collaborations/${id}/read-log`,
    `/collaborations/${id}/read-log.csv`,
    `/organisations/${region}/read-log`,
    `/organisations/${region}/read-log.csv`,
  ];
  for (const log of logs) expect((await visitor.open(log)).status, log).toBe(404);
  await withoutLeg(house, 'policy', async (house) => {
    const without = await new Visitor(house).signIn(emailOf(name), testPassword);
    for (const log of logs) expect((await without.open(log)).page, log).not.toContain('Amina Holm');
  });
});

test('nobody changes or removes what is written, and nobody writes in another’s name', async () => {
  await protect(host, leader, id, [maria]);
  await (await signedIn('Maria Ek')).open(`/collaborations/${id}/parties`);
  const asApp = new pg.Client({ connectionString: house.urls.appUrl });
  await asApp.connect();
  try {
    for (const attempt of [
      'delete from access_record',
      'update access_record set is_shown = false',
      'truncate access_record',
    ]) {
      await expect(asApp.query(attempt)).rejects.toThrow('permission denied');
    }
    await expect(
      asApp.query(`select note_access(gen_random_uuid(), $1, null, null, '/', '/', true, $2)`, [id, house.now]),
    ).rejects.toThrow('not read by whoever acts');
  } finally {
    await asApp.end();
  }
});
