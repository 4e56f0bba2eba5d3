import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, aSeat, type Host } from '../identity/testing.ts';
import { statement } from '../platform/database/statement.ts';
import { aLockedVersion, anAgreementInForce } from './testing.ts';

// What is noted past row level security asks by itself who acts, and what it rests on.

let house: TestHouse;
let host: Host;
let amina: Someone;
let maria: Someone;
let outsider: Someone;
let id: string;
let region: string;
let town: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  maria = await aPerson(host, 'Maria Ek', await anOrganisation(host, 'Testköping'));
  outsider = await aPerson(host, 'Främmande Person', await anOrganisation(host, 'Utanför'));
  id = await aCollaboration(host, amina, [maria.organisation]);
  await aRole(host, amina, id, maria);
  region = await partyOf(host, amina, id, amina.organisation);
  town = await partyOf(host, amina, id, maria.organisation);
});
afterAll(() => house.close());

const noteBound = statement<{ news: boolean }, [collaboration: string, party: string]>(
  "select note_party_bound($1::uuid, $2::uuid, '2023-11-20'::date) as news",
);
const noteEntry = statement<{ news: boolean }, [collaboration: string, version: string]>(
  "select note_entry_into_force($1::uuid, $2::uuid, '2023-11-20'::date) as news",
);
const countVacant = statement<{ vacant: number | null }, [collaboration: string]>(
  'select count_vacant_seats($1::uuid) as vacant',
);

test('a text that nobody has decided on is not in force, and its parties not bound, whoever says so', async () => {
  const { versionId } = await aLockedVersion(host, amina, id, [region, town]);
  for (const someone of [outsider, maria, amina, null]) {
    const news = await host.database.write(someone, host.now, async (tx) => [
      (await tx.one(noteBound(id, town))).news,
      (await tx.one(noteEntry(id, versionId))).news,
    ]);
    expect(news).toEqual([false, false]);
  }
});

test('with the decision there, an outsider notes nothing, and a party does', async () => {
  // Adopted by the region; the town has no part in this text.
  await anAgreementInForce(host, amina, id, [{ partyId: region, by: amina }]);
  const undone = statement<unknown, [collaboration: string, party: string]>(
    "update party set status = 'considered', bound_on = null where collaboration_id = $1 and id = $2",
  );
  await host.database.write(amina, host.now, (tx) => tx.all(undone(id, region)));
  const by = (someone: Someone) =>
    host.database.write(someone, host.now, async (tx) => (await tx.one(noteBound(id, region))).news);
  expect(await by(outsider)).toBe(false);
  expect(await by(maria)).toBe(true);
  expect(await by(maria)).toBe(false);
});

test('how many seats nobody holds is counted for those who read the collaboration', async () => {
  const count = async (someone: Someone) =>
    (await host.database.read(someone, host.now, { all: countVacant(id) })).rows.all[0]?.vacant;
  expect(await count(maria)).toBe(0);
  const seat = await aSeat(host, maria.organisation, 'Kommundirektör');
  await aRole(host, amina, id, { ...maria, seat });
  expect(await count(maria)).toBe(1);
  expect(await count(amina)).toBe(1);
  expect(await count(outsider)).toBe(0);
});
