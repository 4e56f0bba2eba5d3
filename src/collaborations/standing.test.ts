import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { holds, roles, standingIn } from '../identity/index.ts';
import { aHost, anOrganisation, aPerson, type Host } from '../identity/testing.ts';
import type { Acting } from '../platform/database/database.ts';
import { sessionHash } from '../platform/http/cookies.ts';
import { makePartyLink } from './parties.ts';
import { aCollaboration, aRole, partyOf, type Someone } from './testing.ts';

// Who somebody is in a collaboration, as the transaction's first statement finds it.

let house: TestHouse;
let host: Host;
let owner: pg.Client;
let leader: Someone;
let member: Someone;
let deputy: Someone;
let id: string;

const openedAt = new Date('2023-11-20T09:00:00Z');
let sessions = 0;
/** A session of the person, signed in so. */
async function session(of: Someone, method: string, more: { provider?: string; assurance?: string } = {}) {
  sessions += 1;
  const token = sessionHash(Buffer.alloc(32, sessions).toString('base64url'));
  await owner.query("select open_session($1, gen_random_uuid(), $2, $3, $4, $5, $6, $7, $3, '')", [
    token,
    of.person,
    openedAt,
    new Date('2023-11-20T19:00:00Z'),
    method,
    more.provider ?? null,
    more.assurance ?? null,
  ]);
  return { session: token };
}
const userOf = async (acting: Acting) => (await house.database.read(acting, house.now, {})).user;
const rolesOf = async (someone: Acting) => {
  const user = await userOf(someone);
  const standing = user && standingIn(user, id);
  return standing && roles.filter((role) => holds(standing, role));
};
const change = (text: string, ...values: unknown[]) => owner.query(text, values);

beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  owner = new pg.Client({ connectionString: house.urls.ownerUrl });
  await owner.connect();
  const leads = await anOrganisation(host, 'Region Test', { kind: 'region' });
  const municipality = await anOrganisation(host, 'Testköping');
  leader = await aPerson(host, 'Amina Holm', leads);
  member = await aPerson(host, 'Maria Ek', municipality);
  deputy = await aPerson(host, 'Dora Ek', municipality);
});
afterAll(async () => {
  await owner.end();
  await house.close();
});
beforeEach(async () => {
  await change('delete from organisation_sign_in');
  id = await aCollaboration(host, leader, [member.organisation]);
  await aRole(host, leader, id, member);
});

test('roles, confidentiality and phase are told of each collaboration that one reads', async () => {
  const other = await aCollaboration(host, leader, [], { phase: 'handOver', confidentiality: 'open' });
  const user = await userOf(leader);
  expect(user && standingIn(user, id)).toEqual({ roles: 16, confidentiality: 'parties', phase: 'identify' });
  expect(user && standingIn(user, other)).toEqual({ roles: 16, confidentiality: 'open', phase: 'handOver' });
  expect(user && standingIn(user, member.person)).toBeUndefined();
});

test('a deputy in a representative’s seat is a deputy, and speaks for the party', async () => {
  await change(
    `insert into seat_term (organisation_id, id, seat_id, person_id, holder_name, kind, began_on, created_at)
     values ($1, gen_random_uuid(), $2, $3, 'Dora Ek', 'deputy', '2023-01-01', $4)`,
    member.organisation,
    member.seat,
    deputy.person,
    house.now,
  );
  expect(await rolesOf(deputy)).toEqual(['deputy']);
  expect((await userOf(deputy))?.represents).toEqual((await userOf(member))?.represents);
});

test('a secretariat reads, leads nothing and speaks for nobody', async () => {
  const clerk = await aPerson(host, 'Karin Kansli', leader.organisation);
  await aRole(host, leader, id, clerk, 'secretariat');
  expect(await rolesOf(clerk)).toEqual(['secretariat']);
  const user = await userOf(clerk);
  expect(user?.leads).toEqual([]);
  expect(user?.represents).not.toContain(id);
});

test('a protected collaboration is read by those who are named in it, and by no link', async () => {
  const party = await partyOf(host, leader, id, member.organisation);
  const token = await house.database.write(leader, house.now, async (tx) =>
    makePartyLink(tx, 'http://localhost', id, party).replace(/.*\//, ''),
  );
  const holder = { link: sessionHash(token) };
  expect((await userOf(holder))?.reads).toEqual([id]);
  await change(`update collaboration set confidentiality = 'protected' where id = $1`, id);
  const name = (someone: Someone, at: Date | null) =>
    change(
      `insert into collaboration_person (collaboration_id, organisation_id, person_id, named_by, created_at, ended_at)
       values ($1, $2, $3, $4, $5, $6)`,
      ...[id, someone.organisation, someone.person, leader.person, house.now, at],
    );
  await name(leader, null);
  expect(await rolesOf(leader)).toEqual(['processLeader']);
  expect(await rolesOf(member)).toBeUndefined();
  expect(await userOf(holder)).toBeUndefined();
  await name(member, house.now);
  expect(await rolesOf(member)).toBeUndefined();
  await change('update collaboration_person set ended_at = null where person_id = $1', member.person);
  expect(await rolesOf(member)).toEqual(['representative']);
});

test('a party that has left reads nothing more', async () => {
  expect(await rolesOf(member)).toEqual(['representative']);
  await change(
    `update party set status = 'left' where collaboration_id = $1 and organisation_id = $2`,
    ...[id, member.organisation],
  );
  expect(await rolesOf(member)).toBeUndefined();
});

test('where certain assurances are asked for, a session with another finds nothing; a job that was let in goes on', async () => {
  await change(`update collaboration set accepted_assurances = '{loa3,loa4}' where id = $1`, id);
  const provider = { provider: member.organisation };
  expect(await rolesOf(await session(member, 'password'))).toBeUndefined();
  expect(await rolesOf(await session(member, 'provider', { ...provider, assurance: 'eidasHigh' }))).toBeUndefined();
  expect(await rolesOf(await session(member, 'provider', { ...provider, assurance: 'loa3' }))).toEqual([
    'representative',
  ]);
  expect(await rolesOf(member)).toEqual(['representative']);
});

test.each([
  ['secondFactor', 'password', {}, 'secondFactor'],
  ['secondFactor', 'passwordAndCode', {}, null],
  ['secondFactor', 'passkey', {}, null],
  ['secondFactor', 'provider', { provider: 'own' }, null],
  ['secondFactor', 'provider', { provider: 'other' }, 'secondFactor'],
  ['secondFactor', 'provider', { provider: 'other', assurance: 'loa3' }, null],
  ['ownProvider', 'passkey', {}, 'ownProvider'],
  ['ownProvider', 'provider', { provider: 'other', assurance: 'loa4' }, 'ownProvider'],
  ['ownProvider', 'provider', { provider: 'own' }, null],
  ['nothing', 'password', {}, null],
] as const)('where %s is demanded, %s %o is kept out because of %s', async (demands, method, how, refusal) => {
  await change(
    'insert into organisation_sign_in (organisation_id, demands, created_at, changed_at) values ($1, $2, $3, $3)',
    ...[member.organisation, demands, house.now],
  );
  const { provider, ...rest }: { provider?: string; assurance?: string } = how;
  const whose = provider === 'own' ? member.organisation : leader.organisation;
  const user = await userOf(await session(member, method, provider ? { ...rest, provider: whose } : rest));
  expect(user?.kept_out_because).toBe(refusal);
  expect(user?.organisation_id).toBe(refusal ? null : member.organisation);
  expect(user?.reads).toEqual(refusal ? [] : expect.arrayContaining([id]));
});
