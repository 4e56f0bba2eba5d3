import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../test/setup/composition.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../collaborations/testing.ts';
import { aGoal } from '../goals/testing.ts';
import { aHost, anOrganisation, aPerson, type Host } from '../identity/testing.ts';
import { changeActivity, nothingSaid, planActivity } from './planning.ts';
import { type ActivityRow, listActivities, listActivityParties } from './queries.ts';
import { answerForParty, askToTakePart } from './taking-part.ts';
import { tellState } from './telling.ts';
import { anActivity } from './testing.ts';
import type { Answering } from './whose-words.ts';

let house: TestHouse;
let host: Host;
let amina: Someone;
let maria: Someone;
let nils: Someone;
let id: string;
let own: string;
let other: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  maria = await aPerson(host, 'Maria Ek', await anOrganisation(host, 'Testköping'));
  nils = await aPerson(host, 'Nils Alm', await anOrganisation(host, 'Grannby'));
  id = await aCollaboration(host, amina, [maria.organisation, nils.organisation]);
  await aRole(host, amina, id, maria);
  await aRole(host, amina, id, nils);
  own = await partyOf(host, amina, id, maria.organisation);
  other = await partyOf(host, amina, id, nils.organisation);
});
afterAll(() => house.close());

const entered = { channel: 'email', statedOn: '2023-11-01' } as const;
const forMaria = (more: Partial<Answering> = {}): Answering => ({
  partyId: own,
  organisationId: maria.organisation,
  ...more,
});
const rowOf = async (activity: string): Promise<ActivityRow> => {
  const { rows } = await host.database.read(amina, host.now, { activities: listActivities(id) });
  const found = rows.activities.find((one) => one.id === activity);
  if (!found) throw new Error('no such activity');
  return found;
};
const change = async (by: Someone, activity: string, about: Answering, title: string) => {
  const before = await rowOf(activity);
  return await host.database.write(by, host.now, (tx) =>
    changeActivity(tx, id, before, before.version, about, { ...nothingSaid, title }, []),
  );
};
const ask = async (text: string, values: unknown[]) => {
  const client = new pg.Client({ connectionString: house.urls.unprotectedUrl });
  await client.connect();
  const { rows } = await client.query(text, values);
  await client.end();
  return rows;
};

test('a party decides its own: no other party, nor whoever leads, changes what it has written', async () => {
  const activity = await anActivity(host, maria, id, { title: 'Partens egen' });
  await expect(change(nils, activity, forMaria(), 'Ändrad av en annan')).rejects.toThrow();
  await expect(change(amina, activity, forMaria({ entered }), 'Ändrad av den som leder')).rejects.toThrow();
  await change(maria, activity, forMaria(), 'Ändrad av parten');
  expect((await rowOf(activity)).title).toBe('Ändrad av parten');
});

test('whoever leads keeps up what has been entered for a party, until the party writes it itself', async () => {
  const activity = await anActivity(host, amina, id, { title: 'Införd' }, { for: forMaria({ entered }) });
  expect((await rowOf(activity)).entered_by_organisation_id).toBe(amina.organisation);
  await change(amina, activity, forMaria({ entered }), 'Införd på nytt');
  await expect(change(nils, activity, forMaria(), 'Ändrad av en annan')).rejects.toThrow();
  const before = await rowOf(activity);
  await host.database.write(maria, host.now, (tx) =>
    tellState(tx, id, before, before.version, 'underWay', '', forMaria()),
  );
  expect(await rowOf(activity)).toMatchObject({ entered_by_organisation_id: null, state: 'underWay' });
  await expect(change(amina, activity, forMaria({ entered }), 'För sent')).rejects.toThrow();
});

test('nobody writes in another party’s name as if it were that party', async () => {
  const write = (by: Someone, about: Answering) =>
    host.database.write(by, host.now, async (tx) =>
      planActivity(tx, id, about, { ...nothingSaid, title: 'Falsk' }, []),
    );
  await expect(write(nils, forMaria())).rejects.toThrow(/row-level security/);
  await expect(write(nils, forMaria({ entered }))).rejects.toThrow(/row-level security/);
  // Without saying how the party said it, whoever leads would put its own words in the party's mouth.
  await expect(write(amina, forMaria())).rejects.toThrow(/row-level security/);
  expect(await ask('select id from activity where title = $1', ['Falsk'])).toEqual([]);
});

test('what nobody answers for is changed by whoever prepares, and by no party', async () => {
  const nobody = { partyId: null, organisationId: amina.organisation };
  const activity = await anActivity(host, amina, id, { title: 'Ingens' }, { for: nobody });
  await expect(change(maria, activity, forMaria(), 'Tagen')).rejects.toThrow();
  await change(amina, activity, nobody, 'Fortfarande ingens');
  expect((await rowOf(activity)).title).toBe('Fortfarande ingens');
});

test('whoever asks a party does not answer for it', async () => {
  const activity = await anActivity(host, maria, id, { title: 'Gemensam' });
  await host.database.write(maria, host.now, (tx) =>
    askToTakePart(tx, id, { id: activity, title: 'Gemensam' }, { id: other, organisation_id: nils.organisation }),
  );
  const { rows } = await host.database.read(amina, host.now, { taking: listActivityParties(id) });
  const asked = rows.taking.find((one) => one.activity_id === activity);
  if (!asked) throw new Error('not asked');
  const facts = { answer: 'takesPart', part: 'Lånar ut lokal', amount: null, minutes: '600' } as const;
  const about = { partyId: other, organisationId: nils.organisation };
  const say = (by: Someone, how: Answering) =>
    host.database.write(by, host.now, (tx) => answerForParty(tx, id, asked, asked.version, facts, how));
  await expect(say(maria, about)).rejects.toThrow(/a party answers for itself/);
  await expect(say(amina, about)).rejects.toThrow(/a party answers for itself/);
  await say(nils, about);
  const again = { ...asked, version: asked.version + 1 };
  await expect(
    host.database.write(amina, host.now, (tx) =>
      answerForParty(
        tx,
        id,
        again,
        again.version,
        { ...facts, answer: 'declines', minutes: null },
        { ...about, entered },
      ),
    ),
  ).rejects.toThrow(/a party answers for itself/);
  expect(await ask('select answer, minutes::integer from activity_party where activity_id = $1', [activity])).toEqual([
    { answer: 'takesPart', minutes: 600 },
  ]);
});

test('the goals of an activity are written by whoever may change it', async () => {
  const activity = await anActivity(host, maria, id, { title: 'Målen' });
  const goal = await aGoal(host, amina, id);
  const before = await rowOf(activity);
  await host.database.write(maria, host.now, (tx) =>
    changeActivity(tx, id, before, before.version, forMaria(), { ...nothingSaid, title: 'Målen' }, [goal]),
  );
  expect((await rowOf(activity)).goal_ids).toEqual([goal]);
});
