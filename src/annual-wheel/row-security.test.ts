import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { Visitor } from '../../test/setup/visitor.ts';
import { listEntered, makePartyLink } from '../collaborations/index.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { aHost, anOrganisation, aPerson, type Host } from '../identity/testing.ts';
import { statement } from '../platform/database/statement.ts';
import { aPlanningYear, aYearEvent, planningFacts } from './testing.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let maria: Someone;
let stranger: Someone;
let kommun: string;
let granne: string;
let id: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  kommun = await anOrganisation(host, 'Testköping');
  granne = await anOrganisation(host, 'Grannby');
  maria = await aPerson(host, 'Maria Ek', kommun);
  stranger = await aPerson(host, 'Främmande Person', await anOrganisation(host, 'Utanför'));
  id = await aCollaboration(host, amina, [kommun, granne]);
  await aRole(host, amina, id, maria);
});
afterAll(() => house.close());

const year = planningFacts({ adoption: '20 november' }, { note: 'egna ord' });
const tell = (by: Someone, organisation: string, facts = year) => aPlanningYear(host, by, id, organisation, facts);
const listAll = statement<{ organisation_id: string; note: string; is_entered: boolean }>(
  'select organisation_id, note, entered_by_organisation_id is not null as is_entered from planning_year order by note',
);
const seenBy = async (someone: Someone) =>
  (await house.database.read(someone, host.now, { years: listAll() })).rows.years.map(({ note }) => note);

async function unprotected(text: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: house.urls.unprotectedUrl });
  await client.connect();
  const { rows } = await client.query(text, values);
  await client.end();
  return rows;
}

test('an organisation writes its own year, a party may not write another’s, whatever the application says', async () => {
  await tell(maria, kommun);
  await expect(tell(maria, granne)).rejects.toThrow(/row-level security/);
  expect(await unprotected('select organisation_id from planning_year')).toEqual([{ organisation_id: kommun }]);
});

test('whoever leads enters a year that has not been told, and changes none of a party’s own words', async () => {
  await tell(amina, granne, planningFacts({ adoption: 'juni' }, { note: 'hört' }));
  await tell(amina, granne, planningFacts({ adoption: 'juli' }, { note: 'hört igen' }));
  // The row is not there to be changed: to the application it has been changed by somebody else.
  await expect(tell(amina, kommun)).rejects.toMatchObject({ kind: 'conflict' });
  const rename = statement<{ id: string }, [string]>(
    "update planning_step set words = 'annans' where organisation_id = $1 returning id",
  );
  const changed = await host.database.write(amina, host.now, (tx) => tx.all(rename(kommun)));
  expect(changed).toEqual([]);
  const claim = statement<{ id: string }, [string]>(
    'update planning_year set entered_by_organisation_id = null where organisation_id = $1 returning id',
  );
  await expect(host.database.write(amina, host.now, (tx) => tx.all(claim(granne)))).rejects.toThrow(
    /row-level security/,
  );
  expect(await unprotected('select note from planning_year order by note')).toEqual([
    { note: 'egna ord' },
    { note: 'hört igen' },
  ]);
});

test('a year is read by those who take part with the organisation and by nobody else', async () => {
  expect(await seenBy(amina)).toEqual(['egna ord', 'hört igen']);
  expect(await seenBy(maria)).toEqual(['egna ord', 'hört igen']);
  expect(await seenBy(stranger)).toEqual([]);
  // That it is a party in a real example, which everybody reads, opens nothing.
  await unprotected(`update collaboration set example = 'real' where id = $1`, [id]);
  expect(await seenBy(stranger)).toEqual([]);
  expect(await seenBy(maria)).toEqual(['egna ord']);
  await unprotected(`update collaboration set example = 'none' where id = $1`, [id]);
});

test('by its link a party says that what was entered is right, or in its own words how it is', async () => {
  const party = await partyOf(host, amina, id, granne);
  const link = await host.database.write(amina, host.now, async (tx) => makePartyLink(tx, '', id, party));
  const visitor = new Visitor(house);
  await visitor.open(link);
  const { rows } = await house.database.read(amina, host.now, { entered: listEntered(id) });
  const entered = rows.entered.find(({ party_id: of }) => of === party)?.id ?? '';
  await visitor.submit({ entered, answer: 'correct', [`correction-${entered}`]: 'Vi beslutar i december.' });
  expect(visitor.status).toBe(200);
  expect(await seenBy(maria)).toContain('Vi beslutar i december.');
  // It stands beside what was entered, and is still not all the party's own.
  expect(
    await unprotected(
      'select entered_by_organisation_id is null as own from planning_year where organisation_id = $1',
      [granne],
    ),
  ).toEqual([{ own: false }]);
  // Having said it itself, it is nobody else's any more.
  expect(await unprotected('select own_contribution from party where id = $1', [party])).toEqual([
    { own_contribution: '' },
  ]);
});

test('what a collaboration does in its year is read there, and written by those who prepare', async () => {
  const event = await aYearEvent(host, amina, id, '1 maj');
  await expect(aYearEvent(host, maria, id, '2 maj')).rejects.toThrow(/row-level security/);
  const find = statement<{ id: string }, [string]>('select id from year_event where id = $1');
  const seen = async (by: Someone) => (await house.database.read(by, host.now, { events: find(event) })).rows.events;
  expect(await seen(maria)).toEqual([{ id: event }]);
  expect(await seen(stranger)).toEqual([]);
});

test('nobody reaches the addresses of calendars but through their functions', async () => {
  const all = statement<{ id: string }>('select id from calendar_address');
  await expect(house.database.read(maria, host.now, { all: all() })).rejects.toThrow(/permission denied/);
});
