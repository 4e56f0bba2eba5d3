import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addParties, listParties, makePartyLink } from '../src/collaborations/index.ts';
import { saveDraft } from '../src/collaborations/starting.ts';
import { aCollaboration } from '../src/collaborations/testing.ts';
import { aGoal, anIndicator } from '../src/goals/testing.ts';
import { type ActingPerson, addSeat, demoPassword, sendInvitation } from '../src/identity/index.ts';
import { aHost, anOrganisation, aPerson, type Host, testPassword } from '../src/identity/testing.ts';
import { organisationIdOf } from '../src/indicators/index.ts';
import { newId } from '../src/platform/id.ts';
import { migrateJobs } from '../src/platform/jobs.ts';
import { openHouse, type TestHouse } from '../test/setup/composition.ts';
import { loadExamplesInto } from '../test/setup/example-house.ts';
import { Visitor } from '../test/setup/visitor.ts';
import { RemovalError, removeExamples } from './remove-examples.ts';

let house: TestHouse;
let owner: pg.Client;
let host: Host;
let leader: Awaited<ReturnType<typeof aPerson>>;
/** A collaboration of real people, with a real party, a goal and an indicator. */
let ours: string;
/** Rows in each table before any example was there. */
let before: Readonly<Record<string, number>>;

async function countRows(): Promise<Readonly<Record<string, number>>> {
  const tables = await owner.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables.rows) {
    counts[name] = (await owner.query(`select count(*)::integer as rows from "${name}"`)).rows[0].rows;
  }
  return counts;
}

const load = (): Promise<void> => loadExamplesInto(house.database, house.now, house.store);
const one = async (question: string, ...values: readonly unknown[]) =>
  (await owner.query(question, [...values])).rows[0];

/** The first demo account with its organisation, and the invented collaboration. */
async function findDemo(): Promise<{ demo: ActingPerson; email: string; played: string; unit: string }> {
  const { person, organisation, email } = await one(`
    select p.id as person, t.organisation_id as organisation, p.email from person p
    join seat_term t on t.person_id = p.id
    join collaboration_seat cs on cs.organisation_id = t.organisation_id and cs.seat_id = t.seat_id
    where p.is_demo and p.password is not null and cs.role = 'processLeader' limit 1`);
  const { id } = await one(`select id from collaboration where example = 'fictional' order by created_at limit 1`);
  return { demo: { person, organisation }, email, played: id, unit: organisation };
}

beforeEach(async () => {
  house = await openHouse();
  owner = new pg.Client({ connectionString: house.urls.ownerUrl });
  await owner.connect();
  await migrateJobs(house.urls.ownerUrl);
  host = await aHost(house);
  leader = await aPerson(host, 'Lena Ledare', await anOrganisation(host, 'Ledkommun'));
  ours = await aCollaboration(host, leader, [organisationIdOf('1082')]);
  await anIndicator(host, leader, ours, await aGoal(host, leader, ours));
  before = await countRows();
  await load();
});
afterEach(async () => {
  await owner.end();
  await house.close();
});

const refusal = async (): Promise<string> => {
  const untouched = await countRows();
  const error = await removeExamples(house.urls.ownerUrl, house.now).catch((thrown: Error) => thrown);
  expect(error).toBeInstanceOf(RemovalError);
  expect(await countRows()).toEqual(untouched);
  return (error as Error).message;
};

describe('the examples', () => {
  it('are taken away in full, and everything else is as it was before they came', async () => {
    const { demo, played, email } = await findDemo();
    await house.database.write(demo, house.now, async (tx) => {
      saveDraft(tx, { id: newId(house.now), path: 'start', name: 'Halvfärdigt', typed: {} });
      const [party] = await tx.all(listParties(played));
      if (party) makePartyLink(tx, 'http://localhost', played, party.id);
    });
    const administrator = await one(
      'select id as person, organisation_id as organisation from person where is_demo and is_system_administrator',
    );
    await house.database.write(administrator, house.now, async (tx) => {
      const seatId = addSeat(tx, demo.organisation, {
        title: 'Ny plats',
        level: 'officer',
        isAdministrator: false,
        mandateEndsOn: null,
      });
      sendInvitation(tx, 'http://localhost', demo.organisation, 'Påhittad', 'Ny plats', {
        seatId,
        kind: 'holder',
        name: 'Någon Annan',
        email: 'nagon@annan.example',
      });
    });
    const visitor = await new Visitor(house).signIn(email, demoPassword);
    expect((await visitor.open('/')).status).toBe(200);
    const loaded = await countRows();
    for (const table of ['draft', 'party_link', 'invitation', 'mail', 'user_session', 'round_line', 'own_value'])
      expect(loaded[table], table).toBeGreaterThan(before[table] ?? 0);

    const removed = await removeExamples(house.urls.ownerUrl, house.now);
    expect(removed.collaborations).toHaveLength(10);
    // A sign-in stands in the chain of the whole installation, which later entries rest on: it is not cut, and says which
    // chains were removed. The form of the sign-in is nobody's.
    const more = (table: string, count: number) => (before[table] ?? 0) + count;
    expect(await countRows()).toEqual({
      ...before,
      history: more('history', 2),
      history_payload: more('history_payload', 2),
      form_use: more('form_use', 1),
      // What was scanned is named by nothing now, and goes by night with all such.
      stored_file: more('stored_file', 3),
    });
    expect(Object.values(removed.rows).every((count) => count > 0)).toBe(true);
    expect((await new Visitor(house).signIn(leader.email, testPassword)).status).toBe(200);
  });

  it('can be loaded again afterwards, and taken away again', async () => {
    const loaded = await countRows();
    // Each removal tells in the chain of the installation which chains it took.
    const told = (counts: Record<string, number>, removals: number) => ({
      ...counts,
      history: (counts.history ?? 0) + removals,
      history_payload: (counts.history_payload ?? 0) + removals,
      stored_file: 3,
    });
    await removeExamples(house.urls.ownerUrl, house.now);
    expect(await countRows()).toEqual(told(before, 1));
    await load();
    expect(await countRows()).toEqual(told(loaded, 1));
    await removeExamples(house.urls.ownerUrl, house.now);
    expect(await countRows()).toEqual(told(before, 2));
    expect(await removeExamples(house.urls.ownerUrl, house.now)).toEqual({ collaborations: [], rows: {} });
  });

  it('take with them the rows of a table that came with a later feature', async () => {
    const { played } = await findDemo();
    await owner.query(`
      create table remark (id integer primary key, collaboration_id uuid references collaboration (id));
      create table remark_word (remark_id integer references remark (id), word text)`);
    await owner.query('insert into remark values (1, $1), (2, $2)', [played, ours]);
    await owner.query(`insert into remark_word values (1, 'påhittat'), (2, 'verkligt')`);
    await removeExamples(house.urls.ownerUrl, house.now);
    expect((await owner.query('select word from remark_word')).rows).toEqual([{ word: 'verkligt' }]);
    expect((await owner.query('select id from remark')).rows).toEqual([{ id: 2 }]);
  });

  it('leave behind a real organisation that somebody has taken into use', async () => {
    const { id } = await one(`select id from organisation where name = 'Polisen'`);
    await house.database.write(leader, house.now, (tx) => addParties(tx, ours, [id], 'considered'));
    await removeExamples(house.urls.ownerUrl, house.now);
    const { rows } = await owner.query(`select name from organisation where name in ('Polisen', 'Skatteverket')`);
    expect(rows).toEqual([{ name: 'Polisen' }]);
    await load();
    expect((await owner.query(`select id from organisation where name = 'Polisen'`)).rows).toEqual([{ id }]);
  });
});

describe('the examples are left as they are', () => {
  it('when somebody real has written in one', async () => {
    const { played, demo } = await findDemo();
    await owner.query('update person set is_demo = false where id = $1', [demo.person]);
    await house.database.write(demo, house.now, async (tx) => {
      const [party] = await tx.all(listParties(played));
      if (party) makePartyLink(tx, 'http://localhost', played, party.id);
    });
    const { name } = await one('select name from person where id = $1', demo.person);
    expect(await refusal()).toContain(`${name}, who is no demo account, has written in the example Fler unga i arbete`);
  });

  it('when somebody real has an account in an invented organisation', async () => {
    const { unit } = await findDemo();
    await aPerson(host, 'Rut Riktig', unit);
    expect(await refusal()).toContain('Rut Riktig, who is no demo account, belongs to the invented');
  });

  it('when an invented organisation is a party in a collaboration that is none', async () => {
    const { unit } = await findDemo();
    await house.database.write(leader, house.now, (tx) => addParties(tx, ours, [unit], 'considered'));
    const { name } = await one('select name from collaboration where id = $1', ours);
    expect(await refusal()).toContain(`Somebody invented takes part in ${name}, which is no example.`);
  });

  it('when a demo account holds a seat in a collaboration that is none', async () => {
    const { demo } = await findDemo();
    await owner.query('update seat_term set person_id = $1 where seat_id = $2', [demo.person, leader.seat]);
    expect(await refusal()).toContain('which is no example.');
  });
});
