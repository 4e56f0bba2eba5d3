import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openHouse, outside, type TestHouse, workspace } from '../../test/setup/composition.ts';
import { anAgreementInForce } from '../agreements/testing.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { protect } from '../confidentiality/testing.ts';
import { aHost, anOrganisation, aPerson, type Host } from '../identity/testing.ts';
import { writeDigest } from './digest.ts';

let house: TestHouse;
let host: Host;
let owner: pg.Client;
let amina: Someone;
let maria: Someone;
let johan: Someone;
let id: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  owner = new pg.Client({ connectionString: house.urls.ownerUrl });
  await owner.connect();
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  maria = await aPerson(host, 'Maria Ek', await anOrganisation(host, 'Testköping'));
  johan = await aPerson(host, 'Johan Sand', await anOrganisation(host, 'Grannby'));
});
afterAll(async () => {
  await owner.end();
  await house.close();
});
beforeEach(async () => {
  house.now = new Date('2023-11-20T09:00:00Z');
  // Of the tests before this one no term runs on.
  await owner.query('update agreement set withdrawn_at = created_at where withdrawn_at is null');
  id = await aCollaboration(host, amina, [maria.organisation, johan.organisation]);
  for (const someone of [maria, johan]) await aRole(host, amina, id, someone);
});

const inForce = async (terms: Parameters<typeof anAgreementInForce>[4]) => {
  const parties: { partyId: string; by: Someone }[] = [];
  for (const by of [amina, maria]) parties.push({ partyId: await partyOf(host, amina, id, by.organisation), by });
  await anAgreementInForce(host, amina, id, parties, terms);
  await owner.query('delete from mail');
};
/** The letters that are written on a day, by name. */
const on = async (day: string): Promise<Readonly<Record<string, string>>> => {
  house.now = new Date(`${day}T06:00:00Z`);
  const options = {
    database: house.database,
    clock: () => house.now,
    origin: 'http://localhost',
    workspace,
    sealing: outside.sealing,
  };
  const letters: Record<string, string> = {};
  for (const [name, { person }] of Object.entries({ amina, maria, johan })) {
    if (!(await writeDigest(options, person))) continue;
    const { rows } = await owner.query<{ text: string }>('delete from mail returning body_text as text');
    letters[name] = rows[0]?.text ?? '';
  }
  return letters;
};

test('a term that draws to its end makes the day’s letter come at 180, 90 and 30 days, to all who lead or speak', async () => {
  await inForce({ ends_on: '2024-12-31' });
  // Wednesday, and the day before it: the once-a-week letter is Monday's.
  expect(Object.keys(await on('2024-07-03'))).toEqual([]);
  const letters = await on('2024-07-04');
  expect(Object.keys(letters)).toEqual(['amina', 'maria', 'johan']);
  for (const text of Object.values(letters)) expect(text).toContain('Överenskommelsen går mot sitt slut');
  // One a day, however often it is asked.
  expect(await on('2024-07-04')).toEqual({});
  expect(Object.keys(await on('2024-10-02'))).toEqual(['amina', 'maria', 'johan']);
  // Thirty days before is a Sunday: it stands in Monday's.
  expect(await on('2024-12-01')).toEqual({});
  expect(Object.keys(await on('2024-12-02'))).toEqual(['amina', 'maria', 'johan']);
});

test('where the term is prolonged by itself the last day for notice is what it is reckoned from', async () => {
  await inForce({ ends_on: '2025-08-31', renews_by_months: 24, notice_months: 6 });
  expect(Object.keys(await on('2025-01-28'))).toEqual([]);
  const letters = await on('2025-01-29');
  expect(letters.maria).toContain('28 februari');
});

test('whoever may no longer see the collaboration gets none, and of a protected one nothing but that something waits', async () => {
  await inForce({ ends_on: '2025-06-30' });
  await protect(host, amina, id, [maria]);
  const letters = await on('2025-01-01');
  expect(Object.keys(letters)).toEqual(['amina', 'maria']);
  for (const text of Object.values(letters)) expect(text).not.toMatch(/Överenskommelse|unga i arbete/);
});
