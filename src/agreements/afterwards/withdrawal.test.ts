import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../../test/setup/composition.ts';
import { Visitor } from '../../../test/setup/visitor.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../../collaborations/testing.ts';
import { identify } from '../../identity/index.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host, testPassword } from '../../identity/testing.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/statement.ts';
import { listAgreementParties } from '../queries.ts';
import { anAgreementInForce } from '../testing.ts';
import { carryOutWithdrawals } from './carrying-out.ts';
import { tellerOfWithdrawal } from './telling.ts';
import { listPromised, listWithdrawals } from './withdrawal.ts';

const standingAfter = `
  select p.status, p.leaves_on::text as leaves_on,
    (select count(*)::integer from collaboration_seat cs where cs.collaboration_id = $1
       and cs.organisation_id = p.organisation_id and (cs.ends_on is null or cs.ends_on > p.leaves_on)) as seats,
    (select count(*)::integer from party_function f where f.collaboration_id = $1 and f.party_id = p.id and f.ended_on is null)
      as functions,
    (select count(*)::integer from party_link l where l.collaboration_id = $1 and l.party_id = p.id and l.withdrawn_at is null)
      as links,
    (select count(*)::integer from history h where h.collaboration_id = $1 and h.verb = 'party.left') as told,
    (select count(*)::integer from history h where h.collaboration_id = $1 and h.verb = 'withdrawal.carriedOut') as carried_out,
    (select count(*)::integer from history h where h.collaboration_id = $1 and h.verb in ('party.left', 'withdrawal.carriedOut')
       and h.user_id is not null) as by_person
  from party p where p.collaboration_id = $1 and p.id = $2`;
const carriedOutBy = statement<unknown, [collaboration: string, withdrawal: string]>(
  'select carry_out_withdrawal($1::uuid, $2::uuid, now())',
);
const seenOf = statement<Record<string, number>, [collaboration: string]>(`
  select (select count(*)::integer from agreement_version where collaboration_id = $1) as versions,
    (select count(*)::integer from party where collaboration_id = $1) as parties,
    (select count(*)::integer from agreement_party where collaboration_id = $1) as stances,
    (select count(*)::integer from clause where collaboration_id = $1) as clauses,
    (select count(*)::integer from collaboration where id = $1) as collaborations,
    (select count(*)::integer from collaboration_seat where collaboration_id = $1) as members`);

let house: TestHouse;
let owner: pg.Client;
let host: Host;
let amina: Someone;
let maria: Someone;
let johan: Someone;
let sara: Someone;
let id: string;
let region: string;
let town: string;
let village: string;
let agreement: string;
beforeAll(async () => {
  house = await openHouse();
  owner = new pg.Client({ connectionString: house.urls.ownerUrl });
  await owner.connect();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  maria = await aPerson(host, 'Maria Ek', await anOrganisation(host, 'Testköping'));
  johan = await aPerson(host, 'Johan Sand', await anOrganisation(host, 'Grannby'));
  sara = await aPerson(host, 'Sara Lind', await anOrganisation(host, 'Byaby'));
});
afterAll(async () => {
  await owner.end();
  await house.close();
});
beforeEach(async () => {
  house.now = new Date('2024-03-04T09:00:00Z');
  id = await aCollaboration(host, amina, [maria.organisation, johan.organisation, sara.organisation]);
  for (const someone of [maria, johan, sara]) await aRole(host, amina, id, someone);
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
  await carryOutWithdrawals(house.database, house.now);
  const leader = await signedIn('Amina Holm');
  await leader.open(`/collaborations/${id}`);
  expect(leader.text).not.toContain('Testköping lämnar överenskommelsen');
  expect(leader.text).not.toContain('Klarlägg');
  await leader.open(`/collaborations/${id}/parties`);
  expect(leader.text).toMatch(/Testköping\s+Har lämnat\s+Lämnade 1 september 2024/);
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
  expect(visitor.text).toContain('Väntar på Grannby');
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

/** The settlement of the one duty that the town has, as the form sends it. */
const settle = async (visitor: Visitor, here: string, fate: Readonly<Record<string, string>>) => {
  const { rows } = await house.database.read(amina, house.now, {
    promised: listPromised(id, agreement, (await only()).id),
  });
  await visitor.open(`${here}/settlement`);
  const [duty] = rows.promised;
  const becomes = Object.fromEntries(Object.entries(fate).map(([name, value]) => [`${name}-${duty?.id}`, value]));
  await visitor.submit({ ...becomes, money: 'Betalar till årets slut', data: 'Ligger kvar', leavesOn: '2024-09-01' });
  expect(visitor.status, visitor.text).toBe(200);
};

test('who is asked to take over answers for itself; until it says yes the two and the leader alone see that it was asked', async () => {
  const { visitor, here } = await giveNotice();
  await settle(visitor, here, { becomes: 'isTakenOver', by: village });
  const bystander = await signedIn('Sara Lind');
  await bystander.open(here);
  expect(bystander.text).not.toContain('Grannby');
  expect(bystander.text).toContain('Inte klarlagt');
  const asked = await signedIn('Johan Sand');
  await asked.open(`/collaborations/${id}`);
  expect(asked.text).toContain('Svara om ni tar över ett åtagande från Testköping');
  const answerAt = /href="([^"]*\/undertakings\/[^"]*\/answer)"/.exec(asked.page)?.[1] ?? '';
  expect((await visitor.open(answerAt)).status).toBe(404);
  expect((await bystander.open(answerAt)).status).toBe(404);
  await asked.open(answerAt);
  await asked.submit({ note: 'Från hösten' });
  expect(asked.status).toBe(422);
  expect(asked.page).toContain('Från hösten');
  await asked.submit({ answer: 'no', note: 'Vi har ingen som kan' });
  expect(asked.text).toContain('Grannby tar inte över');
  expect((await bystander.open(here)).text).not.toContain('Grannby');
  expect((await bystander.open(`/collaborations/${id}/history`)).text).not.toContain('ta över');
  const leader = await signedIn('Amina Holm');
  expect((await leader.open(`/collaborations/${id}`)).text).toContain('Ett nej till att ta över från Testköping');
  // The leader has heard otherwise, and says from whom.
  await leader.open(answerAt);
  await leader.submit({ answer: 'yes', note: '' });
  expect(leader.status).toBe(422);
  await leader.submit({ answer: 'yes', note: '', channel: 'phone', statedOn: '2024-03-04' });
  expect(leader.text).toContain('Tas över av Grannby');
  expect((await bystander.open(here)).text).toContain('Tas över av Grannby');
  // An answer that was read before that one changes nothing and loses nothing.
  await asked.open(answerAt);
  expect((await asked.open(`/collaborations/${id}/confirmations`)).text).toContain('Tar över åtagandet: ');
});

const waitingForALock = `
  select count(distinct l.pid)::integer as processes from pg_locks l
  where not l.granted and l.pid in (select a.pid from pg_stat_activity a where a.datname = current_database())`;

/** Two processes that have both found it due, and reach for it at once: neither has it before both are waiting for it. */
async function twoProcessesCarryOut(withdrawal: string): Promise<void> {
  const other = openDatabase({ url: house.urls.appUrl, poolSize: 2, identify });
  await owner.query('begin');
  await owner.query('select from withdrawal where id = $1 for update', [withdrawal]);
  const both = Promise.all([house.database, other].map((one) => carryOutWithdrawals(one, house.now)));
  try {
    await expect.poll(async () => (await owner.query(waitingForALock)).rows[0].processes, { timeout: 60_000 }).toBe(2);
  } finally {
    await owner.query('commit');
    await both;
    await other.close();
  }
}

test('the party leaves on the day and not before, once, whatever has been settled', async () => {
  const { visitor, here } = await giveNotice();
  const early = visitor.keep(`${here}/taking-back`);
  house.now = new Date('2024-08-31T21:30:00Z');
  await carryOutWithdrawals(house.database, house.now);
  expect(await leftOn(town)).toBeNull();

  // Nobody carries it out for themselves.
  await expect(
    house.database.write(amina, house.now, async (tx) => void (await tx.all(carriedOutBy(id, (await only()).id)))),
  ).rejects.toMatchObject({ code: '42501' });

  // Midnight has passed in Sweden.
  house.now = new Date('2024-08-31T22:30:00Z');
  await twoProcessesCarryOut((await only()).id);
  expect(await leftOn(town)).toBe('2024-09-01');
  expect(await leftOn(village)).toBeNull();
  expect((await owner.query(standingAfter, [id, town])).rows).toEqual([
    {
      status: 'left',
      leaves_on: '2024-09-01',
      seats: 0,
      functions: 0,
      links: 0,
      told: 1,
      carried_out: 1,
      by_person: 0,
    },
  ]);
  await early({ takeBackBecause: 'För sent' });
  expect(visitor.status).toBeGreaterThanOrEqual(400);
  expect((await only()).taken_back_on).toBeNull();

  // What was not settled in time is settled afterwards, by those who prepare.
  const leader = await signedIn('Amina Holm');
  expect((await leader.open(`/collaborations/${id}`)).text).toContain('Det är fortfarande inte klarlagt');
  await settle(leader, here, { becomes: 'ends' });
  expect(leader.text).toContain('Upphör när parten lämnar');
  expect((await leader.open(`/collaborations/${id}`)).text).not.toContain('Klarlägg');
});

test('a party that another text binds leaves the one and stays in the collaboration', async () => {
  const parties = [
    { partyId: town, by: maria },
    { partyId: region, by: amina },
  ];
  await anAgreementInForce(host, amina, id, parties);
  const { visitor, here } = await giveNotice();
  expect((await visitor.open(here)).text).toContain('Parten är kvar i samverkan genom en annan överenskommelse');
  house.now = new Date('2024-09-01T09:00:00Z');
  await carryOutWithdrawals(house.database, house.now);
  expect(await leftOn(town)).toBe('2024-09-01');
  const again = await signedIn('Maria Ek');
  expect((await again.open(`/collaborations/${id}`)).status).toBe(200);
  expect((await again.open(`/left-collaborations/${id}`)).status).toBe(404);
});

test('those concerned are written to when notice is given and when the day has come, and the one who left is shown the way', async () => {
  const tell = tellerOfWithdrawal({ database: house.database, clock: () => house.now, origin: 'http://localhost' });
  await giveNotice();
  const payload = { collaboration: id, withdrawal: (await only()).id };
  const letters = async () => {
    const { rows } = await owner.query<{ to_address: string; subject: string }>(
      'select to_address, subject from mail order by created_at, id',
    );
    return rows.map((one) => `${one.to_address}: ${one.subject}`);
  };
  const before = (await letters()).length;
  await tell(payload);
  const given = (await letters()).slice(before);
  expect(given.map((one) => one.split(':')[0]).sort()).toEqual(
    ['Amina Holm', 'Johan Sand', 'Sara Lind'].map(emailOf).sort(),
  );
  expect(given[0]).toContain('Testköping har sagt upp');
  house.now = new Date('2024-09-01T09:00:00Z');
  await carryOutWithdrawals(house.database, house.now);
  await tell(payload);
  const over = (await letters()).slice(before + given.length);
  expect(over).toHaveLength(4);
  expect(over.filter((one) => one.includes('Ni har lämnat'))).toEqual([
    expect.stringContaining(`${emailOf('Maria Ek')}: `),
  ]);
});

test('who has left reads on what was its own and the text that it was a party to, and nothing of what has come since', async () => {
  const { visitor, here } = await giveNotice();
  await settle(visitor, here, { becomes: 'isKept' });
  house.now = new Date('2024-09-01T09:00:00Z');
  await carryOutWithdrawals(house.database, house.now);
  const again = await signedIn('Maria Ek');
  expect((await again.open(`/collaborations/${id}`)).status).toBe(404);
  expect((await again.open(here)).status).toBe(404);
  await again.open('/');
  expect(again.text).toContain('Samverkan som ni har lämnat');
  await again.open(`/left-collaborations/${id}`);
  expect(again.text).toContain('Lämnade 1 september 2024');
  expect(again.text).toContain('Ert beslut: Kommunstyrelsen § 212, 17 oktober 2023');
  expect(again.text).toContain('Ny budget');
  const pdf = /href="([^"]*\/pdf)"/.exec(again.page)?.[1] ?? '';
  expect((await again.open(pdf)).status).toBe(200);
  // Settled since: not theirs. The others' rows: neither.
  await anAgreementInForce(host, amina, id, [
    { partyId: region, by: amina },
    { partyId: village, by: johan },
  ]);
  const { rows } = await house.database.read(maria, house.now, { seen: seenOf(id) });
  expect(rows.seen).toEqual([{ versions: 1, parties: 1, stances: 1, clauses: 0, collaborations: 0, members: 0 }]);
  for (const someone of ['Johan Sand', 'Amina Holm']) {
    expect((await (await signedIn(someone)).open(`/left-collaborations/${id}`)).status).toBe(404);
  }
  // Nothing of what has become protected.
  await owner.query("update collaboration set confidentiality = 'protected' where id = $1", [id]);
  expect((await (await signedIn('Maria Ek')).open(`/left-collaborations/${id}`)).status).toBe(404);
});
