import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { addSeat } from '../identity/index.ts';
import { aHost, anOrganisation, aPerson, type Host } from '../identity/testing.ts';
import type { Acting } from '../platform/database/database.ts';
import { statement } from '../platform/database/statement.ts';
import { sessionHash } from '../platform/http/cookies.ts';
import { addParties, makePartyLink } from './parties.ts';
import { aCollaboration, aRole, partyOf, type Someone } from './testing.ts';

// Which organisations' seats somebody reads and changes, as the database alone decides it.

let house: TestHouse;
let host: Host;
let leader: Someone;
let member: Someone;
let administrator: Someone;
let elsewhere: Someone;
let leads: string;
let municipality: string;
let silent: string;
let board: string;
let unit: string;
let outside: string;
let id: string;

beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  leads = await anOrganisation(host, 'Region Test', { kind: 'region' });
  municipality = await anOrganisation(host, 'Testköping');
  silent = await anOrganisation(host, 'Grannby');
  outside = await anOrganisation(host, 'Utanför');
  board = await anOrganisation(host, 'Arbetsmarknadsnämnden', { kind: 'board', parentId: municipality });
  unit = await anOrganisation(host, 'Arbetsmarknadsenheten', { kind: 'unit', parentId: board });
  leader = await aPerson(host, 'Amina Holm', leads);
  member = await aPerson(host, 'Maria Ek', municipality);
  administrator = await aPerson(host, 'Ali Nord', municipality, { isAdministrator: true });
  elsewhere = await aPerson(host, 'Främmande Person', outside);
  await aPerson(host, 'Stilla Person', silent);
  await aPerson(host, 'Nämnd Person', board);
  await aPerson(host, 'Enhet Person', unit);
  id = await aCollaboration(host, leader, [municipality, silent]);
  await aRole(host, leader, id, member);
});
afterAll(() => house.close());

const seats = statement<{ organisation_id: string }>('select distinct organisation_id from seat');
const terms = statement<{ organisation_id: string }>('select distinct organisation_id from seat_term');
const reach = statement<{ organisation_id: string }>(
  'select distinct unnest(readable_organisations()) as organisation_id',
);
const power = statement<{ organisation_id: string }>(
  'select distinct unnest(writable_organisations()) as organisation_id',
);

const ask = async (acting: Acting) => {
  const { rows } = await house.database.read(acting, house.now, { seats: seats(), terms: terms(), reach: reach() });
  const ids = (found: readonly { organisation_id: string }[]) => found.map((row) => row.organisation_id).sort();
  // Seats and their holders are read where the function reaches, and nowhere else.
  expect(ids(rows.terms)).toEqual(ids(rows.seats));
  for (const organisation of ids(rows.seats)) expect(ids(rows.reach)).toContain(organisation);
  return ids(rows.seats);
};
const powerOf = async (acting: Acting) => {
  const { rows } = await house.database.read(acting, house.now, { power: power() });
  return rows.power.map((row) => row.organisation_id).sort();
};
const mayMakeSeat = (acting: Acting, organisation: string) =>
  house.database
    .write(acting, house.now, async (tx) => {
      addSeat(tx, organisation, { title: 'Prov', level: 'officer', isAdministrator: false, mandateEndsOn: null });
      // Taken back, whether it was refused or not.
      await tx.all(power());
      throw new Error('made');
    })
    .catch((error: Error) => error.message);
const refused = 'new row violates row-level security policy for table "seat"';

test('a stranger reaches nobody, also on a connection that somebody has just used', async () => {
  for (let again = 0; again < 4; again += 1) {
    expect(await ask(leader)).not.toEqual([]);
    expect(await ask(null)).toEqual([]);
    expect(await powerOf(null)).toEqual([]);
    expect(await ask({ session: sessionHash('nobody') })).toEqual([]);
    expect(await ask({ link: sessionHash('nobody') })).toEqual([]);
  }
});

test('a member reads the seats of those who take part, not of others nor of units below, and changes none', async () => {
  expect(await ask(member)).toEqual([leads, municipality, silent].sort());
  expect(await powerOf(member)).toEqual([]);
  expect(await mayMakeSeat(member, municipality)).toBe(refused);
});

test('somebody of another organisation reads that one alone', async () => {
  expect(await ask(elsewhere)).toEqual([outside]);
  expect(await mayMakeSeat(elsewhere, outside)).toBe(refused);
  expect(await mayMakeSeat(elsewhere, municipality)).toBe(refused);
});

test('a process leader makes seats for those who take part, not for others', async () => {
  expect(await powerOf(leader)).toEqual([leads, municipality, silent].sort());
  expect(await mayMakeSeat(leader, silent)).toBe('made');
  expect(await mayMakeSeat(leader, outside)).toBe(refused);
  expect(await mayMakeSeat(leader, board)).toBe(refused);
});

test('an administrator reaches the organisation and all below it, not who stands beside it', async () => {
  expect(await ask(administrator)).toEqual([municipality, board, unit].sort());
  expect(await powerOf(administrator)).toEqual([municipality, board, unit].sort());
  expect(await mayMakeSeat(administrator, unit)).toBe('made');
  expect(await mayMakeSeat(administrator, silent)).toBe(refused);
});

test('an administrator of an organisation with nothing below it reaches that one', async () => {
  const small = await anOrganisation(host, 'Småstad');
  const own = await aPerson(host, 'Lill Liten', small, { isAdministrator: true });
  expect(await ask(own)).toEqual([small]);
  expect(await powerOf(own)).toEqual([small]);
});

test('the system administrator reaches every organisation', async () => {
  expect(await ask(host.administrator)).toEqual(expect.arrayContaining([leads, municipality, silent, outside, board]));
  expect(await mayMakeSeat(host.administrator, outside)).toBe('made');
});

test('who holds the link of a party reaches that party alone, and changes nothing', async () => {
  const party = await partyOf(host, leader, id, silent);
  const address = await host.database.write(leader, house.now, async (tx) => makePartyLink(tx, '', id, party));
  const link = { link: sessionHash(address.replace('/confirm/', '')) };
  expect(await ask(link)).toEqual([silent]);
  expect(await powerOf(link)).toEqual([]);
  expect(await mayMakeSeat(link, silent)).toBe(refused);
});

test('who holds a link acts for its party, in whatever order the database looks for it', async () => {
  const party = await partyOf(host, leader, id, silent);
  const address = await host.database.write(leader, house.now, async (tx) => makePartyLink(tx, '', id, party));
  const client = new pg.Client({ connectionString: house.urls.ownerUrl });
  await client.connect();
  try {
    const wrong: string[] = [];
    for (const off of ['nestloop', 'hashjoin', 'mergejoin', 'indexscan', 'seqscan', 'nestloop', 'hashjoin']) {
      await client.query('begin');
      await client.query(`set local enable_${off} = off`);
      if (off !== 'seqscan') await client.query('set local enable_indexscan = off; set local enable_bitmapscan = off');
      await client.query('set local plan_cache_mode = force_custom_plan');
      const { rows } = await client.query('select l.organisation_id::text as told from identify_link($1, $2) l', [
        sessionHash(address.replace('/confirm/', '')),
        house.now,
      ]);
      const { rows: set } = await client.query(`select current_setting('armkrok.organisation') as set`);
      await client.query('rollback');
      if (rows[0]?.told !== silent || set[0]?.set !== silent) wrong.push(`${off}: ${rows[0]?.told} ${set[0]?.set}`);
    }
    expect(wrong).toEqual([]);
  } finally {
    await client.end();
  }
});

test('an organisation added as a party is reached from then on, in the same transaction and the next', async () => {
  const added = await anOrganisation(host, 'Nykomna');
  const someone = await aPerson(host, 'Ny Kommen', added);
  expect(await mayMakeSeat(leader, added)).toBe(refused);
  await host.database.write(leader, house.now, async (tx) => {
    await addParties(tx, id, [added], 'invited');
    addSeat(tx, added, { title: 'Kontakt', level: 'officer', isAdministrator: false, mandateEndsOn: null });
  });
  expect(await ask(leader)).toContain(added);
  expect(await ask(someone)).toEqual([added]);
});

test('what one transaction has set, the next does not know', async () => {
  await house.database.read(leader, house.now, { reach: reach() });
  const setting = statement<{ everywhere: string | null; collaborations: string | null }>(
    `select current_setting('armkrok.everywhere', true) as everywhere,
      current_setting('armkrok.collaborations', true) as collaborations`,
  );
  await house.database.read(host.administrator, house.now, { setting: setting() });
  for (let again = 0; again < 4; again += 1) {
    const { rows } = await house.database.read(null, house.now, { setting: setting() });
    expect(rows.setting[0]?.everywhere ?? '').toBe('');
    expect(rows.setting[0]?.collaborations ?? '').toBe('');
  }
});
