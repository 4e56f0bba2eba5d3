import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCalendar, unescaped, valueIn } from '../../test/setup/calendar-reader.ts';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { anAgreement, lock } from '../agreements/testing.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../identity/testing.ts';
import { aPlanningYear, aYearEvent, planningFacts } from './testing.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let maria: Someone;
let kommun: string;
let id: string;
let guarded: string;
let secret: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  kommun = await anOrganisation(host, 'Testköping');
  maria = await aPerson(host, 'Maria Ek', kommun);
  id = await aCollaboration(host, amina, [kommun], { name: 'Fler unga; i arbete, nu' });
  await aRole(host, amina, id, maria);
  guarded = await aCollaboration(host, amina, [kommun], { name: 'Hemligheten' });
  await aRole(host, amina, guarded, maria);
  const demanding = await aCollaboration(host, amina, [kommun], { name: 'Kräver mer' });
  await aRole(host, amina, demanding, maria);
  const others = await aCollaboration(host, amina, [], { name: 'Utan Maria' });
  for (const one of [id, guarded, demanding, others]) {
    await aYearEvent(host, amina, one, '1 december', { title: `Träff i ${one === id ? 'den öppna' : one}` });
  }
  await aPlanningYear(host, maria, id, kommun, planningFacts({ adoption: '15 november' }));
  await unprotected(`update collaboration set confidentiality = 'protected' where id = $1`, [guarded]);
  await unprotected(
    `insert into collaboration_person (collaboration_id, organisation_id, person_id, created_at, named_by)
      values ($1, $2, $3, $4, $3)`,
    [guarded, kommun, maria.person, host.now],
  );
  await unprotected(`update collaboration set accepted_assurances = array['loa3'] where id = $1`, [demanding]);
});
afterAll(() => house.close());

async function unprotected(text: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: house.urls.unprotectedUrl });
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}
const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const addressIn = (page: string): string => /\/calendar\/[A-Za-z0-9_-]{43}\/armkrok\.ics/.exec(page)?.[0] ?? '';
/** As a calendar program asks: no cookie, no session. */
const fetched = async (path: string) => await new Visitor(house).open(path);

test('the address is made on one’s own page, shown once, and answers with a calendar', async () => {
  const visitor = await signedIn('Maria Ek');
  await visitor.open('/account');
  expect(visitor.page).toContain('href="/account/calendar"');
  await visitor.open('/account/calendar');
  expect(visitor.text).toContain('Du har ingen adress.');
  const again = visitor.keep('/account/calendar');
  await visitor.submit({}, '/account/calendar');
  secret = addressIn(visitor.page);
  expect(secret).not.toBe('');
  // The same form once more makes no other.
  await again({});
  expect(addressIn(visitor.page)).toBe('');
  expect(visitor.text).toContain('visas inte igen');
  const program = await fetched(secret);
  expect(program.status).toBe(200);
  expect(program.type).toBe('text/calendar; charset=utf-8');
  const calendar = readCalendar(Buffer.from(program.bytes));
  expect(unescaped(valueIn(calendar, 'NAME'))).toBe('Armkrok, Testköping');
  const told = calendar.components.map((one) => [valueIn(one, 'DTSTART'), unescaped(valueIn(one, 'SUMMARY'))]);
  const year = host.now.getUTCFullYear();
  expect(told).toContainEqual([`${year}1201`, 'Träff i den öppna (Fler unga; i arbete, nu)']);
  expect(told).toContainEqual([`${year + 1}1115`, 'Beslut om budget (Testköping)']);
  for (const event of calendar.components) expect(valueIn(event, 'URL')).toMatch(new RegExp(`/collaborations/${id}/`));
});

test('the day a party has planned to decide stands in its own calendar alone', async () => {
  const parties = [await partyOf(host, amina, id, kommun), await partyOf(host, amina, id, amina.organisation)];
  const drawn = await anAgreement(host, amina, id, parties, { title: 'Riktlinjer' });
  await lock(host, amina, id, drawn.versionId);
  const days = { [kommun]: '2024-02-06', [amina.organisation]: '2024-02-13' };
  for (const [organisation, day] of Object.entries(days)) {
    await unprotected('update agreement_party set planned_on = $2 where organisation_id = $1', [organisation, day]);
  }
  const calendar = readCalendar(Buffer.from((await fetched(secret)).bytes));
  const decisions = calendar.components.filter((one) => valueIn(one, 'SUMMARY').includes('Riktlinjer'));
  expect(decisions.map((one) => [valueIn(one, 'DTSTART'), valueIn(one, 'CATEGORIES')])).toEqual([
    ['20240206', 'Att göra'],
  ]);
});

test('what is protected, demands another way of signing in, or is not the person’s, is not there', async () => {
  // Signed in, the person reads the protected one: it is the address that does not.
  const { user } = await house.database.read(maria, host.now, {});
  expect(user?.reads).toContain(guarded);
  const program = await fetched(secret);
  for (const word of ['Hemligheten', 'Kräver', 'Utan Maria']) expect(program.page).not.toContain(word);
  expect(readCalendar(Buffer.from(program.bytes)).components.every((one) => valueIn(one, 'URL').includes(id))).toBe(
    true,
  );
});

test('the answer sets no cookie, is kept by nobody in between, and is the same thing every time it is told', async () => {
  const first = await fetched(secret);
  expect(first.headers.getSetCookie()).toEqual([]);
  expect(first.headers.get('cache-control')).toBe('private, no-store');
  expect(first.headers.get('x-robots-tag')).toContain('noindex');
  expect(first.headers.get('x-content-type-options')).toBe('nosniff');
  const uids = (bytes: Uint8Array) => readCalendar(Buffer.from(bytes)).components.map((one) => valueIn(one, 'UID'));
  const before = uids(first.bytes);
  expect(before.length).toBeGreaterThan(2);
  house.now = new Date(house.now.getTime() + 3600_000);
  expect(uids((await fetched(secret)).bytes)).toEqual(before);
});

test('the database holds no address that can be used, and nobody reads the table', async () => {
  const rows = await unprotected('select encode(token_hash, $1) as hash from calendar_address', ['hex']);
  expect(rows.length).toBe(1);
  const token = secret.split('/')[2] ?? '';
  expect(JSON.stringify(rows)).not.toContain(token);
  expect(Buffer.from(token, 'base64url').length).toBe(32);
  const entries = await unprotected(`select row_to_json(h)::text as entry from history h where verb like 'calendar%'`);
  expect(entries.length).toBe(1);
  expect(JSON.stringify(entries)).not.toContain(token);
});

test('by the address nothing is written, led or administered, whatever a statement asks for', async () => {
  const token = secret.split('/')[2] ?? '';
  const { sessionHash } = await import('../platform/http/cookies.ts');
  const acting = { calendar: sessionHash(token) };
  const { user } = await house.database.read(acting, host.now, {});
  expect(user).toMatchObject({ person_id: maria.person, leads: [], administers: [], is_system_administrator: false });
  expect(user?.reads).toEqual([id]);
  await expect(
    house.database.write(acting, host.now, async (tx) => {
      tx.record({
        userId: maria.person,
        organisationId: kommun,
        verb: 'yearEvent.added',
        subjectType: 'yearEvent',
        subjectId: id,
        collaborationId: id,
        after: {},
      });
    }),
  ).rejects.toThrow(/read-only transaction/);
});

test('an address that has been changed or ended answers as one that never was', async () => {
  const never = await fetched(`/calendar/${'a'.repeat(43)}/armkrok.ics`);
  expect(never.status).toBe(404);
  const visitor = await signedIn('Maria Ek');
  await visitor.open('/account/calendar');
  await visitor.submit({}, '/account/calendar');
  const renewed = addressIn(visitor.page);
  expect(renewed).not.toBe(secret);
  const old = await fetched(secret);
  const plain = (page: string) => page.replace(/[0-9a-f-]{36}/g, 'id');
  expect([old.status, plain(old.page)]).toEqual([404, plain(never.page)]);
  expect((await fetched(renewed)).status).toBe(200);
  // Another person's page ends its own address and no other.
  const leader = await signedIn('Amina Holm');
  await leader.open('/account/calendar');
  await leader.submit({}, '/account/calendar');
  const another = addressIn(leader.page);
  expect((await fetched(another)).page).toContain('Utan Maria');
  await leader.open('/account/calendar');
  await leader.submit({}, '/account/calendar/ended');
  expect((await fetched(another)).status).toBe(404);
  expect((await fetched(renewed)).status).toBe(200);
  await visitor.open('/account/calendar');
  await visitor.submit({}, '/account/calendar/ended');
  expect((await fetched(renewed)).status).toBe(404);
  expect((await fetched(`/calendar/short/armkrok.ics`)).status).toBe(404);
});

test('whoever has left the seat, or the collaboration that has closed, is not in the calendar any more', async () => {
  const visitor = await signedIn('Maria Ek');
  await visitor.open('/account/calendar');
  await visitor.submit({}, '/account/calendar');
  const address = addressIn(visitor.page);
  await unprotected(`update collaboration set phase = 'close' where id = $1`, [id]);
  expect(readCalendar(Buffer.from((await fetched(address)).bytes)).components).toEqual([]);
  await unprotected(`update collaboration set phase = 'operate' where id = $1`, [id]);
  expect(readCalendar(Buffer.from((await fetched(address)).bytes)).components.length).toBeGreaterThan(0);
  await unprotected('update seat_term set ended_on = began_on where person_id = $1', [maria.person]);
  expect((await fetched(address)).status).toBe(404);
});
