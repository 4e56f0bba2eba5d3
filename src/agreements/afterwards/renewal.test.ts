import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../../test/setup/composition.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../../collaborations/testing.ts';
import { protect } from '../../confidentiality/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host } from '../../identity/testing.ts';
import { renewalReminder } from './renewal.ts';
import { anAgreementInForce } from './testing.ts';

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
  return await anAgreementInForce(host, amina, id, parties, terms);
};
const remind = async (): Promise<void> => {
  await renewalReminder({ database: house.database, clock: () => house.now, origin: 'http://localhost' })({});
};
/** The letters that lie there now, by whom they are to; and none after that. */
const take = async () => {
  const { rows } = await owner.query<{ to: string; text: string }>(
    'delete from mail where collaboration_id = $1 returning to_address as to, body_text as text',
    [id],
  );
  return rows.toSorted((a, b) => a.to.localeCompare(b.to, 'sv'));
};
const on = async (day: string) => {
  house.now = new Date(`${day}T06:00:00Z`);
  await remind();
  return (await take()).map(({ to }) => to);
};
const all = ['Amina Holm', 'Johan Sand', 'Maria Ek'].map(emailOf).toSorted((a, b) => a.localeCompare(b, 'sv'));

test('a letter goes out at 180, 90 and 30 days, to everyone who leads or speaks, each once', async () => {
  await inForce({ ends_on: '2024-12-31' });
  await take();
  expect(await on('2024-07-03')).toEqual([]);
  expect(await on('2024-07-04')).toEqual(all);
  // Asked again the same day, and the days after: it has been written.
  expect(await on('2024-07-04')).toEqual([]);
  expect(await on('2024-10-01')).toEqual([]);
  expect(await on('2024-10-02')).toEqual(all);
  expect(await on('2024-12-01')).toEqual(all);
  expect(await on('2024-12-31')).toEqual([]);
  expect(await on('2025-01-01')).toEqual([]);
});

test('two that run at the same moment write once', async () => {
  await inForce({ ends_on: '2024-12-31' });
  await take();
  house.now = new Date('2024-07-04T06:00:00Z');
  await Promise.all([remind(), remind()]);
  expect((await take()).map(({ to }) => to)).toEqual(all);
});

test('where the term is prolonged by itself the letter tells the last day for notice', async () => {
  await inForce({ ends_on: '2025-08-31', renews_by_months: 24, notice_months: 6 });
  await take();
  house.now = new Date('2025-01-29T06:00:00Z');
  await remind();
  const letters = await take();
  expect(letters).toHaveLength(3);
  expect(letters[0]?.text).toContain('28 februari 2025');
  expect(letters[0]?.text).toContain('30 dagar');
});

test('nobody is written to who may no longer see the collaboration', async () => {
  await inForce({ ends_on: '2024-12-31' });
  await take();
  await owner.query("update party set status = 'left' where collaboration_id = $1 and organisation_id = $2", [
    id,
    johan.organisation,
  ]);
  expect(await on('2024-07-04')).toEqual([emailOf('Amina Holm'), emailOf('Maria Ek')]);
});

test('of a protected collaboration only those named are written to, and what leaves is neutral', async () => {
  await inForce({ ends_on: '2024-12-31' });
  await protect(host, amina, id, [maria]);
  await take();
  house.now = new Date('2024-07-04T06:00:00Z');
  await remind();
  const { rows } = await owner.query<{ to: string; row: string }>(
    'select to_address as to, to_jsonb(m)::text as row from mail m where collaboration_id = $1 order by to_address',
    [id],
  );
  expect(rows.map(({ to }) => to)).toEqual([emailOf('Amina Holm'), emailOf('Maria Ek')]);
  for (const { row } of rows) {
    expect(row).not.toMatch(/Överenskommelse|unga i arbete|dagar dit|går ut/);
    expect(row).toContain(`/collaborations/${id}`);
  }
});
