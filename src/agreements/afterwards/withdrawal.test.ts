import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../../test/setup/composition.ts';
import { Visitor } from '../../../test/setup/visitor.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../../identity/testing.ts';
import { listAgreementParties } from '../queries.ts';
import { anAgreementInForce } from './testing.ts';
import { findWithdrawal, listPromised, listWithdrawals } from './withdrawal.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let maria: Someone;
let johan: Someone;
let id: string;
let region: string;
let town: string;
let village: string;
let agreement: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  maria = await aPerson(host, 'Maria Ek', await anOrganisation(host, 'Testköping'));
  johan = await aPerson(host, 'Johan Sand', await anOrganisation(host, 'Grannby'));
});
afterAll(() => house.close());
beforeEach(async () => {
  house.now = new Date('2024-03-04T09:00:00Z');
  id = await aCollaboration(host, amina, [maria.organisation, johan.organisation]);
  for (const someone of [maria, johan]) await aRole(host, amina, id, someone);
  region = await partyOf(host, amina, id, amina.organisation);
  town = await partyOf(host, amina, id, maria.organisation);
  village = await partyOf(host, amina, id, johan.organisation);
  const parties = [
    { partyId: town, by: maria },
    { partyId: region, by: amina },
    { partyId: village, by: johan },
  ];
  agreement = (await anAgreementInForce(host, amina, id, parties, { notice_months: 6 })).agreementId;
});

const signedIn = (name: string) => new Visitor(house).signIn(emailOf(name), testPassword);
const at = () => `/collaborations/${id}/agreements/${agreement}`;
const only = async () => {
  const { rows } = await house.database.read(amina, house.now, { all: listWithdrawals(id, agreement) });
  const [one] = rows.all;
  if (!one || rows.all.length > 1) throw new Error(`${rows.all.length} withdrawals`);
  return one;
};
const leftOn = async (party: string) => {
  const { rows } = await house.database.read(amina, house.now, { all: listAgreementParties(id, agreement, 1) });
  return rows.all.find((one) => one.party_id === party)?.left_on;
};
/** The town gives notice in March; the text says six months. */
const giveNotice = async () => {
  const visitor = await signedIn('Maria Ek');
  await visitor.open(`${at()}/parties/${town}/withdrawal`);
  await visitor.submit({ noticedOn: '2024-03-01', leavesOn: '', because: 'Ny budget' });
  expect(visitor.status, visitor.text).toBe(200);
  return { visitor, here: `${at()}/withdrawals/${(await only()).id}` };
};

test('the day is reckoned from the notice, and an earlier one is refused with the day told', async () => {
  const visitor = await signedIn('Maria Ek');
  await visitor.open(`${at()}/parties/${town}/withdrawal`);
  await visitor.submit({ noticedOn: '2024-03-01', leavesOn: '2024-08-31', because: 'Ny budget' });
  expect(visitor.status).toBe(422);
  expect(visitor.text).toContain('tidigast 1 september 2024');
  expect(visitor.page).toContain('Ny budget');
  await visitor.submit({ noticedOn: '2024-03-05', leavesOn: '', because: '' });
  expect(visitor.status).toBe(422);
  expect(visitor.text).toContain('Uppsägningen kan inte komma efter i dag');
  await visitor.submit({ noticedOn: '2024-03-01', leavesOn: '', because: 'Ny budget' });
  expect(visitor.text).toContain('Lämnar 1 september 2024');
  expect(await only()).toMatchObject({ noticed_on: '2024-03-01', leaves_on: '2024-09-01', party_id: town });
  // Once: the page is not there for who has given notice already.
  expect((await visitor.open(`${at()}/parties/${town}/withdrawal`)).status).toBe(404);
});

test('the others are told on their overview, and whoever is to settle and note it finds it among what waits', async () => {
  const { visitor, here } = await giveNotice();
  const other = await signedIn('Johan Sand');
  await other.open(`/collaborations/${id}`);
  expect(other.text).toContain('Testköping lämnar överenskommelsen');
  expect(other.text).toContain('Lämnar 1 september');
  expect(other.text).not.toContain('Klarlägg vad som händer');
  await visitor.open(`/collaborations/${id}`);
  expect(visitor.text).toContain('Klarlägg vad som händer när Testköping lämnar');
  const { rows } = await house.database.read(maria, house.now, {
    promised: listPromised(id, agreement, (await only()).id),
  });
  await visitor.open(`${here}/settlement`);
  await visitor.submit({
    ...Object.fromEntries(rows.promised.map((one) => [`becomes-${one.id}`, 'ends'])),
    money: 'Betalar till årets slut',
    data: 'Ligger kvar',
    leavesOn: '2024-09-01',
  });
  expect((await visitor.open(`/collaborations/${id}`)).text).toContain('Testköping lämnar överenskommelsen');
  house.now = new Date('2024-09-01T09:00:00Z');
  const leader = await signedIn('Amina Holm');
  await leader.open(`/collaborations/${id}`);
  expect(leader.text).toContain('Anteckna att Testköping har lämnat');
  await leader.open(here);
  await leader.submit({}, `${here}/leaving`);
  expect((await leader.open(`/collaborations/${id}`)).text).not.toContain('har lämnat');
});

test('nobody gives notice for another but those who prepare, telling from whom it comes', async () => {
  const other = await signedIn('Johan Sand');
  expect((await other.open(`${at()}/parties/${town}/withdrawal`)).status).toBe(404);
  const leader = await signedIn('Amina Holm');
  await leader.open(`${at()}/parties/${town}/withdrawal`);
  await leader.submit({ noticedOn: '2024-03-01', leavesOn: '' });
  expect(leader.status).toBe(422);
  await leader.submit({ noticedOn: '2024-03-01', leavesOn: '', channel: 'email', statedOn: '2024-03-01' });
  expect(leader.status, leader.text).toBe(200);
  expect(await only()).toMatchObject({ organisation_id: maria.organisation });
});

test('what becomes of every promise is settled, and one is taken over by another party', async () => {
  const { visitor, here } = await giveNotice();
  const { rows } = await house.database.read(maria, house.now, {
    promised: listPromised(id, agreement, (await only()).id),
  });
  const [duty] = rows.promised;
  expect(rows.promised).toHaveLength(1);
  await visitor.open(`${here}/settlement`);
  await visitor.submit({ [`becomes-${duty?.id}`]: 'isTakenOver', money: '', data: '', leavesOn: '2024-09-01' });
  expect(visitor.status).toBe(422);
  expect(visitor.text).toContain('Välj den part som tar över');
  expect(visitor.text).toContain('Skriv vad som händer med pengarna');
  const settled = {
    [`becomes-${duty?.id}`]: 'isTakenOver',
    [`by-${duty?.id}`]: village,
    money: 'Betalar till årets slut',
    data: 'Ligger kvar',
    leavesOn: '2024-09-01',
  };
  // Somebody else has the same form open: what they typed is not lost, and does not overwrite.
  const late = await signedIn('Amina Holm');
  await late.open(`${here}/settlement`);
  await visitor.submit(settled);
  expect(visitor.text).toContain('Tas över av Grannby');
  expect(visitor.text).toContain('Betalar till årets slut');
  await late.submit({ ...settled, money: 'Betalar ingenting' });
  expect(late.status).toBe(409);
  expect(late.page).toContain('Betalar ingenting');
  expect((await only()).money_text).toBe('Betalar till årets slut');
  const found = await house.database.read(maria, house.now, {
    promised: listPromised(id, agreement, (await only()).id),
  });
  expect(found.rows.promised[0]).toMatchObject({ becomes: 'isTakenOver', taken_over_by_party_id: village });
});

test('a notice is taken back with a reason, and may be given anew', async () => {
  const { visitor, here } = await giveNotice();
  await visitor.submit({ takeBackBecause: '' }, `${here}/taking-back`);
  expect(visitor.status).toBe(422);
  await visitor.open(here);
  await visitor.submit({ takeBackBecause: 'Pengarna finns' }, `${here}/taking-back`);
  expect(visitor.text).toContain('Återtagen 4 mars 2024: Pengarna finns');
  expect(await leftOn(town)).toBeNull();
  expect((await visitor.open(`${here}/settlement`)).status).toBe(404);
  expect((await visitor.open(`${at()}/parties/${town}/withdrawal`)).status).toBe(200);
});

test('that the party has left is noted on the day, not before, and binds it no longer', async () => {
  const { visitor, here } = await giveNotice();
  const early = visitor.keep(`${here}/taking-back`);
  expect(visitor.page).not.toContain(`action="${here}/leaving"`);
  const token = /name="form" value="([^"]*)"/.exec(visitor.page)?.[1] ?? '';
  await visitor.send(`${here}/leaving`, {
    method: 'POST',
    body: new URLSearchParams({ form: token, version: '1' }),
    headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect(visitor.status).toBe(404);
  expect(await leftOn(town)).toBeNull();

  house.now = new Date('2024-08-31T22:30:00Z');
  const again = await signedIn('Maria Ek');
  await again.open(here);
  await again.submit({}, `${here}/leaving`);
  expect(again.text).toContain('Lämnade 1 september 2024');
  expect(await leftOn(town)).toBe('2024-09-01');
  expect(await leftOn(village)).toBeNull();
  const { rows } = await house.database.read(johan, house.now, {
    one: findWithdrawal(id, agreement, (await only()).id),
  });
  expect(rows.one[0]?.carried_out_at).not.toBeNull();
  await early({ takeBackBecause: 'För sent' });
  expect(visitor.status).toBeGreaterThanOrEqual(400);
  expect((await only()).taken_back_on).toBeNull();
});
