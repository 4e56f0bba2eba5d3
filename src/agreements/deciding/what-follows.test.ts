import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../../test/setup/composition.ts';
import { findCollaboration } from '../../collaborations/index.ts';
import { aCollaboration, aRole, partyOf, type Someone } from '../../collaborations/testing.ts';
import { protect } from '../../confidentiality/testing.ts';
import { listContributions } from '../../goals/index.ts';
import { aContribution, aGoal } from '../../goals/testing.ts';
import { aHost, anOrganisation, aPerson, emailOf, type Host } from '../../identity/testing.ts';
import { statement } from '../../platform/database/statement.ts';
import { addDuty } from '../clauses.ts';
import { stateDecision } from '../deciding.ts';
import { listAgreementParties } from '../queries.ts';
import { anAgreement, lock } from '../testing.ts';
import { tellerOfEntry } from './telling-of-entry.ts';

const followGround = statement<{ news: boolean }, [collaboration: string, kind: string, title: string, year: number]>(
  'select follow_ground($1::uuid, $2, $3, $4::integer) as news',
);

let house: TestHouse;
let host: Host;
let owner: pg.Client;
let amina: Someone;
let maria: Someone;
let id: string;
let region: string;
let town: string;
beforeAll(async () => {
  house = await openHouse();
  host = await aHost(house);
  owner = new pg.Client({ connectionString: house.urls.ownerUrl });
  await owner.connect();
  amina = await aPerson(host, 'Amina Holm', await anOrganisation(host, 'Region Test', { kind: 'region' }));
  maria = await aPerson(host, 'Maria Ek', await anOrganisation(host, 'Testköping'));
});
afterAll(async () => {
  await owner.end();
  await house.close();
});
beforeEach(async () => {
  await owner.query('delete from mail');
  id = await aCollaboration(host, amina, [maria.organisation]);
  await aRole(host, amina, id, maria);
  region = await partyOf(host, amina, id, amina.organisation);
  town = await partyOf(host, amina, id, maria.organisation);
});

/** Adopted by each, with duties for goals; settled, and then decided by the region. */
async function almostInForce(duties: readonly { party: string; goal: string | null; text: string }[]) {
  const title = 'Riktlinjer för unga';
  const drawn = await anAgreement(host, amina, id, [region, town], { ground: 'adoptedByEach', title });
  for (const [at, { party, goal, text }] of duties.entries()) {
    const written = new Date(house.now.getTime() + at);
    await house.database.write(amina, written, async (tx) =>
      addDuty(tx, id, drawn.versionId, drawn.roles, {
        party_id: party,
        text,
        amount: 'en halv tjänst',
        until_on: '2025-12-31',
        goal_id: goal,
      }),
    );
  }
  await lock(host, amina, id, drawn.versionId);
  const decide = async (someone: Someone, partyId: string) => {
    const { rows } = await house.database.read(amina, house.now, {
      parties: listAgreementParties(id, drawn.agreementId, 1),
    });
    const row = rows.parties.find((one) => one.party_id === partyId);
    if (!row) throw new Error('no such party');
    const of = { versionId: drawn.versionId, id: row.id, partyId };
    await house.database.write(someone, house.now, (tx) =>
      stateDecision(tx, id, of, row.version, {
        instance: 'Styrelsen',
        plannedOn: null,
        plannedNote: '',
        decidedOn: '2023-10-17',
        outcome: 'approved',
        paragraph: '1',
        registrationNumber: '',
        appeal: 'none',
        appealEndsOn: null,
        mandateText: '',
      }),
    );
  };
  await decide(amina, region);
  return { ...drawn, title, last: () => decide(maria, town) };
}
const recorded = async (verb: string): Promise<number> => {
  const { rows } = await owner.query('select from history where chain = $1 and verb = $2', [id, verb]);
  return rows.length;
};
const read = async () =>
  (
    await house.database.read(maria, house.now, {
      collaboration: findCollaboration(id),
      answers: listContributions(id),
    })
  ).rows;

test('whoever decides last makes the collaboration rest on the agreement, and it is recorded', async () => {
  const { title, last } = await almostInForce([]);
  expect((await read()).collaboration[0]?.ground_title).not.toBe(title);
  await last();
  expect((await read()).collaboration[0]).toMatchObject({
    ground_kind: 'adoptedByEach',
    ground_title: title,
    ground_year: 2023,
  });
  expect(await recorded('collaboration.groundFollowed')).toBe(1);
});

test('a party that prepares nothing cannot make a collaboration rest on what is not in force', async () => {
  const { title } = await almostInForce([]);
  const { news } = await house.database.write(maria, house.now, (tx) =>
    tx.one(followGround(id, 'adoptedByEach', title, 2023)),
  );
  expect(news).toBe(false);
});

test('duties for a joint goal become undertakings there, and what a party has answered itself stands', async () => {
  const goal = await aGoal(host, amina, id);
  const answered = await aGoal(host, amina, id, { text: 'Fler unga går klart gymnasiet' });
  await aContribution(host, maria, id, answered, town, { text: 'Vårt eget åtagande' });
  const { last } = await almostInForce([
    { party: town, goal, text: 'Har en studiecoach' },
    { party: town, goal, text: 'Tar emot elever' },
    { party: town, goal: answered, text: 'Något annat' },
    { party: region, goal: null, text: 'Utan mål' },
  ]);
  expect((await read()).answers.filter((one) => one.goal_id === goal)).toEqual([]);
  await last();
  const { answers } = await read();
  expect(answers.filter((one) => one.goal_id === goal)).toMatchObject([
    { party_id: town, form: 'undertaking', text: 'Har en studiecoach; Tar emot elever', until_on: '2025-12-31' },
  ]);
  expect(answers.filter((one) => one.goal_id === answered)).toMatchObject([{ text: 'Vårt eget åtagande' }]);
  expect(answers).toHaveLength(2);
  expect(await recorded('contribution.answered')).toBe(2);
});

test('those who represent the parties are told once, neutrally where it is protected', async () => {
  const { versionId, last } = await almostInForce([]);
  await last();
  const tell = tellerOfEntry({ database: house.database, clock: () => house.now, origin: 'http://localhost' });
  const { rows: jobs } = await owner.query('select from graphile_worker.jobs where key = $1', [
    `tell-entry-into-force/${versionId}`,
  ]);
  expect(jobs).toHaveLength(1);
  await tell({ collaboration: id, version: versionId });
  const { rows: letters } = await owner.query('select * from mail');
  const words = JSON.stringify(letters);
  expect(letters).toHaveLength(2);
  expect(words).toContain(emailOf('Maria Ek'));
  expect(words).toContain('Den gäller från 17 oktober 2023');
  await owner.query('delete from mail');
  await protect(host, amina, id, []);
  await tell({ collaboration: id, version: versionId });
  const { rows: fewer } = await owner.query('select * from mail');
  expect(JSON.stringify(fewer)).not.toContain(emailOf('Maria Ek'));
  expect(fewer).toHaveLength(1);
  expect(fewer[0].neutral_subject).not.toContain('Riktlinjer');
});
