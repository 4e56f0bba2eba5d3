import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, type Host } from '../identity/testing.ts';
import { bookOn, decideYear, type Reported, tellPayment } from './reporting-money.ts';
import { aPlan } from './testing.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let maria: Someone;
let id: string;
let plan: string;
let own: string;
let other: string;
let kommun: string;
let granne: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  kommun = await anOrganisation(host, 'Testköping');
  granne = await anOrganisation(host, 'Grannby');
  maria = await aPerson(host, 'Maria Ek', kommun);
  id = await aCollaboration(host, amina, [kommun, granne]);
  await aRole(host, amina, id, maria);
  plan = await aPlan(host, amina, id);
  own = await partyOf(host, amina, id, kommun);
  other = await partyOf(host, amina, id, granne);
});
afterAll(() => house.close());

const decided = {
  year: 2024,
  amount: '10000000',
  minutes: null,
  planned_amount: null,
  planned_minutes: null,
  instance: 'Kommunstyrelsen',
  paragraph: '1',
  registration_number: '',
  decided_on: '2023-10-17',
};
const paid = { year: 2024, amount: '10000000', minutes: null, paid_on: '2023-11-01', note: '' };
const booked = { account: '4521', cost_centre: '', invoice_reference: '' };
const reported = (partyId: string, organisationId: string, more: Partial<Reported> = {}): Reported => ({
  planId: plan,
  partyId,
  organisationId,
  summary: 'en uppgift',
  ...more,
});
const tell = (by: Someone, about: Reported) =>
  host.database.write(by, host.now, async (tx) => {
    const decision = await decideYear(tx, id, about, decided);
    await bookOn(tx, id, about, booked);
    return [decision, tellPayment(tx, id, about, paid)];
  });
const ask = async (text: string, values: unknown[]) => {
  const client = new pg.Client({ connectionString: house.urls.unprotectedUrl });
  await client.connect();
  const { rows } = await client.query(text, values);
  await client.end();
  return rows;
};
const tables = ['financing_decision', 'financing_payment', 'financing_account'];
const rowsOf = async (party: string) =>
  (await Promise.all(tables.map((table) => ask(`select id from ${table} where party_id = $1`, [party])))).map(
    (rows) => rows.length,
  );

test('the database lets a party write of its own money alone, whatever the application says', async () => {
  await tell(maria, reported(own, kommun));
  expect(await rowsOf(own)).toEqual([1, 1, 1]);
  const about = reported(other, granne);
  for (const work of [
    () => host.database.write(maria, host.now, (tx) => decideYear(tx, id, about, decided)),
    () => host.database.write(maria, host.now, (tx) => bookOn(tx, id, about, booked)),
    () => host.database.write(maria, host.now, async (tx) => tellPayment(tx, id, about, paid)),
  ])
    await expect(work()).rejects.toThrow(/row-level security/);
  expect(await rowsOf(other)).toEqual([0, 0, 0]);
});

test('what is entered for a party is marked as such, and what the party says itself is not', async () => {
  const entered = await tell(amina, reported(other, granne, { entered: { channel: 'phone', statedOn: '2023-10-20' } }));
  const marks = await ask(
    'select subject_type, subject_id, party_id from entered_for_party where collaboration_id = $1 and subject_type like $2',
    [id, 'financing%'],
  );
  expect(marks.map((mark) => mark.subject_type).sort()).toEqual([
    'financingAccount',
    'financingDecision',
    'financingPayment',
  ]);
  expect(marks.every((mark) => mark.party_id === other)).toBe(true);
  for (const subject of entered) expect(marks.map((mark) => mark.subject_id)).toContain(subject);
});
